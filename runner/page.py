"""A page: one percent script read into cells that know their lines."""

import ast
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbformat import NotebookNode

PAGES = "tutorials"
PROFILES = ("full", "fast")
PERCENT = {"extension": ".py", "format_name": "percent", "comment_magics": False}


class PageError(Exception):
    """What is wrong with a page, as `script.py:line: message`."""

    def __init__(self, page: str, line: int | None, message: str) -> None:
        self.line = line
        super().__init__(f"{page}:{line}: {message}" if line else f"{page}: {message}")


@dataclass(frozen=True)
class Page:
    """A script and its cells.

    Attributes:
        name: The script's path from the repository's root, with `/`.
        notebook: Its cells, without outputs.
        lines: For each cell, the line of the script on which its source starts (1-based).
    """

    name: str
    notebook: NotebookNode
    lines: list[int]

    def code_cells(self) -> list[tuple[int, NotebookNode]]:
        """The cells that a kernel runs, each with its position in the notebook."""
        return [
            (i, cell)
            for i, cell in enumerate(self.notebook.cells)
            if cell.cell_type == "code" and cell.source.strip()
        ]

    def source(self, cell: NotebookNode, profile: str) -> str:
        """What the kernel is given: in the fast profile, a cell's `fast={…}` overrides its values."""
        overrides = cell.metadata.get("fast", {}) if profile == "fast" else {}
        return "\n".join([cell.source, *(f"{name} = {value!r}" for name, value in overrides.items())])

    def digest(self, profile: str) -> str:
        """Hash of all that the script itself says to the kernel: code and tags, not prose or alt texts."""
        said = [
            [self.source(cell, profile), sorted(cell.metadata.get("tags", []))]
            for _, cell in self.code_cells()
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def find(root: Path) -> list[str]:
    """The names of all pages below `root`, sorted."""
    return sorted(path.relative_to(root).as_posix() for path in (root / PAGES).rglob("*.py"))


def read(root: Path, name: str) -> Page:
    """Read a script.

    Raises:
        PageError: When it is not UTF-8, not Python, or not in the percent format.
    """
    try:
        text = (root / name).read_text(encoding="utf-8")
        compile(text, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except UnicodeDecodeError as error:
        raise PageError(name, None, f"UTF-8이 아닙니다 ({error}). UTF-8로 저장하세요.") from error
    except SyntaxError as error:
        raise PageError(name, error.lineno, f"SyntaxError: {error.msg}") from error
    except ValueError as error:
        raise PageError(name, None, f"읽을 수 없는 글자가 있습니다 ({error}).") from error
    notebook = jupytext.reads(text, fmt=PERCENT)
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i}"
    page = Page(name, notebook, _first_lines(text.splitlines(), notebook.cells))
    if not page.code_cells():
        raise PageError(name, 1, "실행할 셀이 없습니다. 셀은 `# %%` 줄로 시작합니다.")
    return page


def _first_lines(script: list[str], cells: list[NotebookNode]) -> list[int]:
    """Where each cell starts: a code cell stands in the script verbatim, prose behind `# `."""
    lines, position = [], 0
    for cell in cells:
        source = cell.source.splitlines() or [""]
        shown = source if cell.cell_type == "code" else [f"# {line}".rstrip() for line in source]
        for start in range(position, len(script) - len(shown) + 1):
            if [line.rstrip() for line in script[start : start + len(shown)]] == [
                line.rstrip() for line in shown
            ]:
                position = start + len(shown)
                break
        else:  # a docstring cell or another form of comment: the best that can be said
            start = position
        lines.append(start + 1)
    return lines
