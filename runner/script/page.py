"""A page: one percent script read into cells that know their lines."""

import ast
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from runner.base.errors import PageError
from runner.script import cell, percent, prose
from runner.script.cell import Cell

PAGES = "tutorials"
PROFILES = ("full", "fast")

Code = tuple[str, tuple[str, ...]]  # what the kernel is given, and the cell's tags

# `%matplotlib inline`, `!pip install x`, `print?`: what Jupyter takes and Python does not.
COMMAND = re.compile(r"\s*[%!?]|[\w\s,]+=\s*[%!]|.*[^\s#]\?+$")
NO_COMMAND = (
    "`%`나 `!`로 시작하거나 `?`로 끝나는 노트북의 명령은 스크립트에 쓸 수 없습니다. "
    "라이브러리는 requirements/build.in에 적고, 나머지는 파이썬으로 적으세요. 그림은 명령 없이도 보입니다."
)
# Each process that is started so runs the script again from its top; unguarded, each starts more of them.
SPAWNED = re.compile(r"""\b(?:set_start_method|get_context)\(\s*["'](?:spawn|forkserver)""")
GUARD = "__main__"
UNGUARDED = (
    "`spawn`으로 띄운 프로세스는 스크립트를 처음부터 다시 실행합니다. 프로세스를 띄우는 코드를 "
    '`if __name__ == "__main__":` 아래에 두거나 `fork`를 쓰세요.'
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
        return [(it.code(profile), (*it.tags, *filter(None, [it.raises]))) for it in self.code_cells]

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
        PageError: When it is not UTF-8, not Python, not in the percent format, a cell's head is wrong,
            or its prose would not be shown as it is meant.
    """
    try:
        text = (root / name).read_text(encoding="utf-8-sig")  # some editors begin with a mark of their own
        compile(text, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except UnicodeDecodeError as error:
        raise PageError(name, None, f"UTF-8이 아닙니다 ({error}). UTF-8로 저장하세요.") from error
    except SyntaxError as error:
        command = COMMAND.match((error.text or "").rstrip())
        why = NO_COMMAND if command else f"SyntaxError: {error.msg}. 파이썬이 읽을 수 있게 고치세요."
        raise PageError(name, error.lineno, why) from error
    except ValueError as error:
        raise PageError(name, None, f"읽을 수 없는 글자가 있습니다 ({error}).") from error
    if (spawned := SPAWNED.search(text)) and GUARD not in text:
        raise PageError(name, text.count("\n", 0, spawned.start()) + 1, UNGUARDED)
    found = list(percent.split(name, text))
    if found and found[0][2].cell_type == "raw" and found[0][2].source.startswith("---"):
        head, line, node = found[0]
        found[0] = head, line, new_markdown_cell(node.source)  # front matter as a notebook has it
    wrong = []
    for i, (head, _, node) in enumerate(found):
        node.id = f"cell-{i}"
        wrong += [(head, why) for why in cell.problems(node)]
    if wrong:
        raise PageError.of(name, wrong)
    page = of(name, [(line, node) for _, line, node in found])
    if not any(it.is_prose or it.runs for it in page.cells):
        raise PageError(name, 1, "셀이 없습니다. 셀은 `# %%`나 `# %% [markdown]` 줄로 시작합니다.")
    prose.check(name, page.cells)
    return page


def of(name: str, nodes: list[tuple[int, NotebookNode]]) -> Page:
    """A page of these cells, whose heads were checked, each with the line on which its source starts."""
    return Page(name, tuple(cell.read(i, *each) for i, each in enumerate(nodes)))
