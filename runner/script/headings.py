"""Headings: one title, and no level that is left out."""

import re
from collections.abc import Iterator

HEADING = re.compile(r"(#{1,6})[ \t]+\S")
# Python-Markdown takes this for a heading, Jupyter and GitHub do not.
NEARLY = re.compile(r"#{1,6}(?=[^#\s])")


def problems(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """What is wrong with the headings of a script.

    Args:
        lines: All lines of its prose without code and formulas, each with its number in the script.

    Yields:
        The line of the script, and what is wrong there.
    """
    title = before = 0
    for number, line in lines:
        if near := NEARLY.match(line):
            remedy = f"제목이면 `{near[0]} `처럼 빈칸을 두고, 아니면 `\\{near[0]}`로 적으세요."
            yield number, f"`{near[0]}`로 시작하는 줄은 빈칸이 없어도 제목으로 보입니다. {remedy}"
        heading = HEADING.match(line)
        if not heading:
            continue
        level = len(heading[1])
        if level == 1 and title:
            yield number, f"제목(`# `)이 {title}줄에 이미 있습니다. 절의 제목은 `## `으로 적으세요."
        elif before and level > before + 1:
            signs = "#" * (before + 1)
            yield number, f"`{heading[1]} `은 바로 위 제목에서 한 단계를 건너뜁니다. `{signs} `으로 적으세요."
        if level == 1:
            title = title or number
        before = level
