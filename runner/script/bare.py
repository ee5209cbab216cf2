"""Prose without what Markdown takes as it is: code, formulas, comments. Lines and columns stay."""

import re

# One sign after another of a paragraph, up to its end.
SIGNS = r"(?:(?!\n[ \t>]*\n)[\s\S])+?"
VERBATIM = re.compile(
    rf"""
    <!--(?:-?>|[\s\S]*?--!?>)
    | \\[\\`$]
    | (?<!`)(?P<ticks>`+)(?!`){SIGNS}(?<!`)(?P=ticks)(?!`)
    | \$\${SIGNS}\$\$
    | \$(?!\s)(?:\\[\s\S]|(?!\n[ \t>]*\n)[^\\$])+?(?<!\s)\$
    | \\\({SIGNS}\\\)
    | \\\[{SIGNS}\\\]
    | \\begin\{{(?P<env>[a-z]+\*?)\}}{SIGNS}\\end\{{(?P=env)\}}
    """,
    re.VERBOSE,
)
# In a quote or indented, as pymdownx.superfences has it.
FENCE = re.compile(r"(?P<before>[>\s]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
OPEN = (
    "코드 블록이 셀 안에서 닫히지 않았습니다. 처음과 똑같은 표시({fence})만 있는 줄을 같은 들여쓰기로 두어 "
    "닫고, 그 사이의 줄도 모두 그만큼 들여 쓰세요."
)


def bare(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with a `.` for each sign of what is taken as it is.

    Args:
        text: Markdown.

    Returns:
        The text, and where a fence has no end the line on which it starts, from 0, and the remedy.
    """
    lines = [line.expandtabs(4) for line in text.split("\n")]
    problems = []
    at = 0
    while at < len(lines):
        if fence := FENCE.match(lines[at]):
            end = _end(lines, at, fence)
            if end is None:
                problems.append((at, OPEN.format(fence=fence["fence"])))
            until = len(lines) if end is None else end + 1
            lines[at:until] = [_blank(line) for line in lines[at:until]]
            at = until
        else:
            at += 1
    return VERBATIM.sub(lambda it: _blank(it[0]), "\n".join(lines)), problems


def _blank(text: str) -> str:
    return re.sub(r"\S", ".", text)


def _end(lines: list[str], start: int, opened: re.Match[str]) -> int | None:
    """The line that closes a fence; what stands between has to be as deep in quotes and indented as it."""
    quotes = opened["before"].count(">")
    for at in range(start + 1, len(lines)):
        before, rest = re.fullmatch(r"([>\s]*)(.*)", lines[at], re.DOTALL).groups()  # type: ignore[union-attr]
        if before.count(">") < quotes or (not quotes and rest and len(before) < len(opened["before"])):
            return None
        if rest.rstrip() == opened["fence"] and (quotes or before == opened["before"]):
            return at
    return None
