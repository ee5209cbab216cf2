"""What an author wrote for readers: refused where the page would silently show something else."""

import re
from collections.abc import Iterator, Sequence

from runner.base.errors import PageError
from runner.script import balance, boxes, front, headings, html, lists, percent
from runner.script.bare import bare
from runner.script.cell import Cell

# `![alt](address`, or `![alt][name]` whose address stands elsewhere.
PICTURE = re.compile(r"(?<!\\)!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\(\s*<?(?P<address>[^\s)>]*)|\[)")
# Where a link or a reference has its address.
LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?(?P<address>[^)>\n]*)", re.MULTILINE)
SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
# What was to start a cell.
HEAD = re.compile(r"^(?:%%+(?:\[.*)?|\+ \[(?:markdown|md|raw)\].*)$", re.MULTILINE)
DRAW = '그림은 셀에서 그리거나(Matplotlib, `Image("…")`) 링크로 적으세요.'
PLAY = '소리와 영상은 셀에서 `Audio("…")`나 `Video("…")`로 보이거나 링크로 적으세요.'
FILE = "스크립트 옆의 파일은 페이지에 실리지 않습니다"
OTHER = "다른 사이트의 그림은 보안 정책(CSP)이 막습니다"

Problem = tuple[int, str]  # a line of the script or, where it says so, of a cell; and what is wrong there


def check(page: str, cells: Sequence[Cell]) -> None:
    """Whether a page shows what its author means.

    Args:
        page: The script's name, for what is said of it.
        cells: All of its cells.

    Raises:
        PageError: With all that is wrong, one `script:line: message` a line.
    """
    found: list[Problem] = []
    texts: list[tuple[Cell, str]] = []
    first = next((it for it in cells if it.runs or it.source.strip()), None)
    for cell in cells:
        text = ""
        if cell.is_prose:
            source = cell.source
            matter = front.problems(source) if cell is first else front.second(source)
            found += [(cell.line + at, why) for at, why in matter]
            text, problems = bare(front.split(source)[1] if cell is first else source)
            found += [(cell.line + at, why) for at, why in (*problems, *_of(text))]
        texts.append((cell, text))
    found += boxes.problems(texts)
    found += headings.problems(
        [(cell.line + at, line) for cell, text in texts for at, line in enumerate(text.split("\n"))]
    )
    if found:
        raise PageError.of(page, sorted(set(found)))


def unshown(text: str, *, markdown: bool) -> str | None:
    """What a page cannot show of what a cell gave out, the first of several.

    Args:
        text: HTML, or Markdown.
        markdown: Whether it is that.
    """
    sheet = SHEET.search(text)
    if sheet and (why := html.fetching(sheet[1])):
        return why
    text = bare(text)[0] if markdown else text
    tags = html.tags(text)
    found = [*html.problems(tags), *_files(tags), *(_addresses(text) if markdown else ())]
    return found[0][1] if found else None


def _of(text: str) -> Iterator[Problem]:
    """What is wrong with one cell's text without code and formulas: the line, from 0, and why."""
    for head in HEAD.finditer(text):
        yield text.count("\n", 0, head.start()), percent.NO_START.format(f"# {head[0]}")
    yield from lists.problems(text)
    tags = balance.in_prose(text)
    yield from balance.problems(text, tags)
    yield from html.problems(tags)
    yield from _files(tags)
    yield from _addresses(text)


def _files(tags: list[html.Tag]) -> Iterator[Problem]:
    """Pictures, sounds and films that stand in no page's folder."""
    for tag in tags:
        for file in tag.files:
            if not html.ELSEWHERE.match(file) and not file.lower().startswith("data:"):
                yield tag.line, f"{FILE}: `{file}`. {PLAY if tag.name in html.PLAYED else DRAW}"


def _addresses(text: str) -> Iterator[Problem]:
    """Pictures and links as Markdown writes them."""
    for picture in PICTURE.finditer(text):
        address = picture["address"] or ""
        if not address.lower().startswith("data:"):
            why = OTHER if html.ELSEWHERE.match(address) else FILE
            yield text.count("\n", 0, picture.start()), f"{why}: `{address or picture[0]}`. {DRAW}"
    for link in LINK.finditer(text):
        if html.is_script(link["address"]):
            yield text.count("\n", 0, link.start()), "`javascript:` 링크는 실행되지 않습니다. 지우세요."
