"""Where the runner writes, and how: a file is there whole or not at all."""

import os
import tempfile
from pathlib import Path

BUILD = "build"
STORE = ".store"


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: nobody ever reads half of it.

    Args:
        path: The file; its folders are made.
        data: All that it holds.

    Raises:
        OSError: Where it cannot be written; what stood there before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def replace(folder: Path, files: dict[str, bytes]) -> None:
    """Make `folder` hold exactly these files; one that is already right is left alone.

    Args:
        folder: The folder; it is made.
        files: What each file holds, by its path in the folder, with `/`.

    Raises:
        OSError: Where something cannot be written or taken away.
    """
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            write(path, data)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
