"""What a kernel wrote down while it ran (`inside/sitecustomize.py`)."""

from dataclasses import dataclass, field
from pathlib import Path

RUNNER = Path(__file__).parents[1]


@dataclass
class Log:
    """What a page looked at.

    Attributes:
        paths: For each path of the repository but the page's own, what it was when it was first looked at
            (`inside/page_state.py`).
        packages: The names of all top-level packages that were imported.
        tried: Those that the page itself, or a module of the repository, asked for; not its own modules.
        variables: The environment variables that they asked for.
        unfit: Whether the page, before it imported a library that the template has loaded, has changed what
            that looks at.
    """

    paths: dict[str, str] = field(default_factory=dict)
    packages: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)
    unfit: bool = False


def recorded(root: Path, log: str, page: str) -> Log:
    """Read some lines of the log.

    Args:
        root: The repository's root.
        log: The lines.
        page: The page that ran, which is no dependency of itself.
    """
    runner = f"{RUNNER.relative_to(root).as_posix()}/" if RUNNER.is_relative_to(root) else None
    found = Log()
    for line in log.splitlines():
        kind, *rest = line.split("\t", 2)
        match kind:
            case "import":
                found.packages.add(rest[0])
            case "tried":
                found.tried.add(rest[0])
            case "variable":
                found.variables.add(rest[0])
            case "unfit":
                found.unfit = True
            case "path" if rest[1] != page and not (runner and rest[1].startswith(runner)):
                found.paths.setdefault(rest[1], rest[0])
    found.tried = {
        name for name in found.tried if not (found.paths.get(name) or found.paths.get(f"{name}.py"))
    }
    return found
