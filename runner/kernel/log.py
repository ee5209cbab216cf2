"""What a kernel wrote down while it ran (`inside/sitecustomize.py`): opened files, imported packages."""

from pathlib import Path

RUNNER = Path(__file__).parents[1]
# A file as it was when a page opened it: its time of change in ns and its size.
Opened = dict[str, tuple[int, int]]
# Made by a build, so never what a page depends on. Hidden folders (the store, git, nox) are not either.
GENERATED = {"build", "site", "__pycache__"}


def recorded(root: Path, log: str, page: str) -> tuple[Opened, set[str]]:
    """Read some lines of the log.

    Args:
        root: The repository's root.
        log: The lines.
        page: The page that ran, which is no dependency of itself.

    Returns:
        For each repository file but the page itself, its state when it was first opened; and the names
        of all top-level packages that were imported.
    """
    files: Opened = {}
    imports: set[str] = set()
    for line in log.splitlines():
        kind, *rest = line.split("\t", 3)
        if kind == "import":
            imports.add(rest[0])
            continue
        path = Path(rest[2])
        name = path.relative_to(root)
        generated = any(part in GENERATED or part[0] == "." for part in name.parts)
        if name.as_posix() != page and not generated and not path.is_relative_to(RUNNER):
            files.setdefault(name.as_posix(), (int(rest[0]), int(rest[1])))
    return files, imports
