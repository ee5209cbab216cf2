"""A script's cells, kept from the last build: to read a thousand scripts again takes longer than all else.

`.store/parsed/tutorials/posts/x.json` is what `page.read` made of the script that its key is the hash of,
together with this folder's own source: whatever of it is edited takes effect on unchanged scripts too.
"""

import functools
import hashlib
import json
import platform
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import nbformat

from runner.base.files import STORE, write
from runner.script.page import Page, of, read

HERE = Path(__file__).parent


@functools.cache
def reader() -> bytes:
    """Hash of what makes the cells of a script: Python, jupytext and this folder as it is."""
    made = hashlib.sha256(f"{platform.python_version()} {version('jupytext')}".encode())
    for path in sorted(HERE.glob("*.py")):
        made.update(path.read_bytes())
    return made.digest()


def page(root: Path, name: str) -> Page:
    """What `page.read` gives.

    Raises:
        OSError, PageError: As `page.read` does.
    """
    kept = root / STORE / "parsed" / f"{name}.json"
    key = hashlib.sha256(reader() + (root / name).read_bytes()).hexdigest()
    try:
        found = json.loads(kept.read_bytes())
        if found["key"] == key:
            return of(name, [(line, nbformat.from_dict(node)) for line, node in found["cells"]])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # not kept yet, or damaged: made anew below
    made = read(root, name)
    found = {"key": key, "cells": [(it.line, it.node) for it in made.cells]}
    with suppress(OSError):  # a full disk is no reason not to go on
        write(kept, json.dumps(found, ensure_ascii=False).encode())
    return made
