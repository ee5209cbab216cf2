"""Lists: what Jupyter shows as one, or as one within another, and a page would not."""

import re
from collections.abc import Iterator

ITEM = re.compile(r"(?P<indent> *)(?P<mark>(?:[-*+]|\d{1,9}[.)]) +)\S")
BRACKET = re.compile(r" {0,3}\d{1,9}\) +\S")
NESTED = "안쪽 목록이 바깥 목록과 같은 단계로 보입니다. 네 칸 들여 쓰세요(더 안쪽이면 여덟 칸)."
NO_LIST = "`1)`은 목록이 되지 않아 윗줄에 이어집니다. `1.`처럼 점을 찍거나 사이에 빈 줄을 두세요."


def problems(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with the lists of one cell.

    Args:
        text: Markdown without its code and formulas.

    Yields:
        The line, from 0, and why.
    """
    lines = text.split("\n")
    outer: list[tuple[int, int]] = []  # of the items around a line: its own indent, and that of what it holds
    for at, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        item = ITEM.match(line)
        if at and BRACKET.match(line) and BRACKET.match(lines[at - 1]):
            yield at, NO_LIST
        if item:
            outer = [it for it in outer if it[1] <= indent]
            if outer and indent - outer[-1][0] < 4:
                yield at, NESTED
            outer.append((indent, item.end("mark")))
        elif line.strip() and not indent and at and not lines[at - 1].strip():
            outer = []
