"""All that shapes an output: the kernel, what runs inside it, how what it gives out is cleaned.

An edit to any file of this folder runs every page again.
"""

import functools
import hashlib
from pathlib import Path

HERE = Path(__file__).parent


@functools.cache
def digest() -> str:
    """SHA-256 of this folder's files and their names, in hexadecimal."""
    made = hashlib.sha256()
    for path in sorted(path for path in HERE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        made.update(f"{path.relative_to(HERE).as_posix()}\0".encode() + path.read_bytes())
    return made.hexdigest()
