"""Which libraries scripts import, they and the repository's modules that they import, without a run."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

Import = tuple[str, list[str]]  # `import a.b` is `("a.b", [])`, `from a import b` is `("a", ["b"])`


def libraries(root: Path, pages: Iterable[str]) -> list[Import]:
    """The imports of pages that the repository itself does not answer, in order, each once.

    Args:
        root: The repository's root.
        pages: Names of scripts; what cannot be read or parsed is left out.
    """
    found: dict[str, set[str]] = {}
    files, known = [root / name for name in pages], set[Path]()
    while files:
        file = files.pop(0)
        if file in known:
            continue
        known.add(file)
        for name, parts in _imports(file):
            own = [each for folder in (root, file.parent) for each in _files(folder, name, parts)]
            files += own
            if not own:
                found.setdefault(name, set()).update(parts)
    return [(name, sorted(parts)) for name, parts in found.items()]


def _imports(file: Path) -> Iterator[Import]:
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, [alias.name for alias in node.names if alias.name != "*"]


def _files(folder: Path, name: str, parts: list[str]) -> list[Path]:
    """The files that answer an import, if this folder does."""
    stem = folder.joinpath(*name.split("."))
    inside = ["__init__.py", *(f"{part}.py" for part in parts)]
    return [path for path in (stem.with_suffix(".py"), *(stem / it for it in inside)) if path.is_file()]
