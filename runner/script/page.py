"""A page: one percent script read into cells that know their lines."""

import ast
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_markdown_cell

from runner.base.errors import PageError
from runner.script import cell
from runner.script.cell import Cell

PAGES = "tutorials"
PROFILES = ("full", "fast")
PERCENT = {"extension": ".py", "format_name": "percent", "comment_magics": False}
# jupytext and nbformat take nothing but a list of texts, and do not say where they saw something else.
NO_LIST = re.compile(r"""# %%.*\btags=(?!\[\s*(?:(["'])[^"']*\1[\s,]*)*\])""")


Code = tuple[str, tuple[str, ...]]  # what the kernel is given, and the cell's tags

# `%matplotlib inline`, `!pip install x`, `print?`: what Jupyter takes and Python does not.
COMMAND = re.compile(r"\s*[%!?]|.*[^\s#]\?+$")
NO_COMMAND = (
    "`%`나 `!`로 시작하거나 `?`로 끝나는 노트북의 명령은 스크립트에 쓸 수 없습니다. "
    "라이브러리는 requirements/build.in에 적고, 나머지는 파이썬으로 적으세요. 그림은 명령 없이도 보입니다."
)


@dataclass(frozen=True)
class Page:
    """A script and its cells.

    Attributes:
        name: The script's path from the repository's root, with `/`.
        cells: All of them, prose and code, in order.
    """

    name: str
    cells: tuple[Cell, ...]

    @property
    def code_cells(self) -> list[Cell]:
        """The cells that a kernel runs."""
        return [it for it in self.cells if it.runs]

    def codes(self, profile: str) -> list[Code]:
        """What the script says to the kernel: each cell's code and tags, not prose or alt texts."""
        return [(it.code(profile), it.tags) for it in self.code_cells]

    def digest(self, profile: str) -> str:
        """SHA-256 of `codes`, in hexadecimal."""
        return hashlib.sha256(json.dumps(self.codes(profile)).encode()).hexdigest()


def find(root: Path) -> list[str]:
    """The names of all pages below `root`, sorted."""
    return sorted(path.relative_to(root).as_posix() for path in (root / PAGES).rglob("*.py"))


def read(root: Path, name: str) -> Page:
    """Read a script.

    Raises:
        OSError: When it cannot be opened.
        PageError: When it is not UTF-8, not Python, not in the percent format, or a cell's head is wrong.
    """
    try:
        text = (root / name).read_text(encoding="utf-8-sig")  # some editors begin with a mark of their own
        compile(text, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except UnicodeDecodeError as error:
        raise PageError(name, None, f"UTF-8이 아닙니다 ({error}). UTF-8로 저장하세요.") from error
    except SyntaxError as error:
        command = COMMAND.match((error.text or "").rstrip())
        raise PageError(name, error.lineno, NO_COMMAND if command else f"SyntaxError: {error.msg}") from error
    except ValueError as error:
        raise PageError(name, None, f"읽을 수 없는 글자가 있습니다 ({error}).") from error
    script = text.splitlines()
    try:
        nodes = jupytext.reads(text, fmt=PERCENT).cells
    except (ValidationError, AttributeError) as error:
        line = next((i for i, it in enumerate(script, start=1) if NO_LIST.match(it)), None)
        remedy = 'tags는 글의 목록입니다. tags=["hidden"]처럼 적습니다.'
        message = remedy if line else f"노트북으로 읽을 수 없습니다: {str(error).splitlines()[0]}"
        raise PageError(name, line, message) from error
    if nodes and nodes[0].cell_type == "raw" and nodes[0].source.startswith("---"):
        nodes[0] = new_markdown_cell(nodes[0].source)  # front matter where jupytext has it
    for i, node in enumerate(nodes):
        node.id = f"cell-{i}"
    lines = _first_lines(script, nodes)
    for line, node in zip(lines, nodes, strict=True):
        above = (i for i in range(line, 0, -1) if "".join(script[i - 1 : i]).startswith("# %%"))
        cell.check(name, next(above, line), node)
    page = of(name, list(zip(lines, nodes, strict=True)))
    if not any(it.is_prose or it.runs for it in page.cells):
        raise PageError(name, 1, "셀이 없습니다. 셀은 `# %%`나 `# %% [markdown]` 줄로 시작합니다.")
    return page


def of(name: str, nodes: list[tuple[int, NotebookNode]]) -> Page:
    """A page of these cells, whose heads were checked, each with the line on which its source starts."""
    return Page(name, tuple(cell.read(i, *each) for i, each in enumerate(nodes)))


def _first_lines(script: list[str], cells: list[NotebookNode]) -> list[int]:
    """Where each cell starts: a code cell stands in the script verbatim, prose behind `# `."""
    lines, position = [], 0
    for node in cells:
        source = node.source.splitlines() or [""]
        shown = source if node.cell_type == "code" else [f"# {line}".rstrip() for line in source]
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
