"""Boxes (`!!!`, `???`): each has a head that Markdown knows and a body, and `boxed` cells stand in one."""

import re
from collections.abc import Iterator

from runner.script.cell import Cell

MARK = re.compile(r"(?P<indent> *)(?:!!!|\?\?\?)(?![!?])")
KINDS = r"[\w-]+(?: +[\w-]+)*"
# As Python-Markdown's admonition and pymdownx.details have them, but that a title needs its quotes: without
# them its words would be classes of the box.
HEAD = re.compile(rf' *(?:!!! ?{KINDS}(?: +".*")?|\?\?\?\+? ?(?:(?:{KINDS})?(?: +".*")|{KINDS})) *', re.ASCII)
NO_HEAD = (
    '상자가 아니라 글자 그대로 보입니다. `!!! warning "제목"`이나 `??? success "제목"`처럼 종류는 영문으로, '
    "제목은 따옴표로 감싸 적고, 들여쓰기는 네 칸의 배수로 하세요."
)
EMPTY = (
    '상자가 비었습니다. 내용을 네 칸 들여 쓰거나, 셀을 상자에서 끝내고 다음 셀에 `tags=["boxed"]`를 적으세요.'
)
NO_BOX = "`boxed` 셀은 바로 앞 글 셀이 상자(`!!!`, `???`)로 끝나야 합니다. 상자를 두거나 `boxed`를 지우세요."


def problems(cells: list[tuple[Cell, str]]) -> Iterator[tuple[int, str]]:
    """What is wrong with the boxes of a script.

    Args:
        cells: All of its cells, those of prose with their text without code and formulas.

    Yields:
        The line of the script, and what is wrong there.
    """
    waits: int | None = None  # the line of a head whose body has to be the next cell
    inside = False
    for cell, text in cells:
        if cell.runs:
            boxed = "boxed" in cell.tags
            if boxed and not inside:
                yield cell.line - 1, NO_BOX
            elif waits and not boxed:
                yield waits, EMPTY
            inside, waits = inside and boxed, None
        elif cell.is_prose and text.strip():
            if waits:
                yield waits, EMPTY
            lines = text.split("\n")
            yield from ((cell.line + at, why) for at, why in _of(lines))
            inside, waits = _end(lines)
            waits = None if waits is None else cell.line + waits
    if waits:
        yield waits, EMPTY


def _of(lines: list[str]) -> Iterator[tuple[int, str]]:
    """What is wrong within one cell."""
    for at, line in enumerate(lines):
        mark = MARK.match(line)
        if not mark:
            continue
        indent = len(mark["indent"])
        if indent % 4 or not HEAD.fullmatch(line):
            yield at, NO_HEAD
            continue
        body = next((it for it in lines[at + 1 :] if it.strip()), None)
        if (body is None and indent) or (body is not None and _indent(body) < indent + 4):
            yield at, EMPTY


def _end(lines: list[str]) -> tuple[bool, int | None]:
    """Whether a cell ends within a box, and on which of its lines where that is the box's head."""
    shown = [at for at, line in enumerate(lines) if line.strip()]
    outer = max((at for at in shown if _indent(lines[at]) < 4), default=None)
    if outer is None or not (MARK.match(lines[outer]) and HEAD.fullmatch(lines[outer])):
        return False, None
    return True, outer if outer == shown[-1] else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
