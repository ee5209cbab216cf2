"""What a path of the repository is now: asked in a kernel and by the runner. Stdlib only, and quick."""

import os
import stat
import zlib

# Made by a build at the repository's root, so never what a page depends on.
GENERATED = ("build", "site")
# The folder that a template runs in: what a library looks at there, it would in the page's own.
HERE = "this-page/"
OF_PYTHON = ("__pycache__", "site-packages")


def counts(name: str) -> bool:
    """Whether a page can depend on a path, given from the repository's root.

    What is hidden (the store, git, nox), made by a build, byte code or an environment's does not count.
    """
    parts = name.split("/")
    return parts[0] not in GENERATED and not any(part[:1] == "." or part in OF_PYTHON for part in parts)


def names(root: str, folder: str) -> list[str]:
    """What stands in a folder, given as `snippets/data/`, as far as a page can depend on it; sorted.

    Raises:
        OSError: Where there is no folder.
    """
    return sorted(name for name in os.listdir(os.path.join(root, folder)) if counts(folder + name))


def state(root: str, name: str) -> str:
    """What tells a path from what it was before.

    Args:
        root: The repository's root.
        name: The path from there; with `/` at its end, what stands in a folder.

    Returns:
        Of a file its time of change in ns and its size, of a folder that it is one; of neither, nothing.
    """
    try:
        if name == "" or name.endswith("/"):
            return str(zlib.crc32(os.fsencode("\0".join(names(root, name)))))
        found = os.stat(os.path.join(root, name))
    except (OSError, ValueError):
        return ""
    return "folder" if stat.S_ISDIR(found.st_mode) else f"{found.st_mtime_ns} {found.st_size}"
