"""A preview server under way."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0


@dataclass(frozen=True)
class Serving:
    """Where it serves, its process, and what it prints."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def serving(folder: Path, log: Path, *arguments: str) -> Iterator[Serving]:
    """`nox -s serve` of the project in `folder`, on a free port."""
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "theme.serve", "--port", "0", *arguments],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(folder), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"http://\S+", log.read_text(encoding="utf-8"))):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"no preview:\n{log.read_text(encoding='utf-8')}")
            time.sleep(0.05)
        yield Serving(found[0], process, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)
