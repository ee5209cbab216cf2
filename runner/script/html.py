"""What of HTML the pages of this site cannot show: their Content-Security-Policy takes it away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

LINK = "`[제목](https://…)`처럼 제목을 단 링크로 적으세요."
GONE = "지우세요."
FORBIDDEN = {
    "script": 'JavaScript는 실행되지 않습니다. 지우거나 `demo="이름"` 셀로 보이세요.',
    **dict.fromkeys(("iframe", "object", "embed", "applet", "frame", "frameset"), f"끼워 넣은 것은 {LINK}"),
    "plaintext": "끝이 없어 페이지의 나머지가 글자로 보입니다. `<pre>`를 쓰세요.",
    "form": "보낼 곳이 없습니다. 지우거나 그 서비스로 가는 링크를 적으세요.",
    **dict.fromkeys(("link", "base", "meta"), f"페이지의 머리에만 쓰는 것입니다. {GONE}"),
}
PICTURES = ("img", "image", "input")
PLAYED = ("audio", "video", "source", "track")
# What a style sheet fetches.
FETCHED = re.compile(r"""@import\b|\burl\(\s*["']?(?:https?:)?//""", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:https?:|ftp:|file:)?//", re.IGNORECASE)
REMEDY = {
    **dict.fromkeys(PICTURES, "셀에서 그리거나 그 그림으로 가는 링크를 적으세요."),
    **dict.fromkeys(PLAYED, LINK),
}


@dataclass(frozen=True)
class Tag:
    """A tag as it is written.

    Attributes:
        line: The line of the text on which it starts, from 0.
        sign: `<` opens an element, `</` closes it; `/>` does both in an SVG, else only the first.
        name: The element's, in lower case.
        attributes: What it says of it, by name.
    """

    line: int
    sign: str
    name: str
    attributes: dict[str, str]

    @property
    def files(self) -> list[str]:
        """The addresses of what a browser fetches to show it."""
        if self.name not in (*PICTURES, *PLAYED):
            return []
        names = ["src", "poster", *(["href", "xlink:href"] if self.name == "image" else [])]
        found = [" ".join(self.attributes[name].split()) for name in names if name in self.attributes]
        several = self.attributes.get("srcset", "").split()
        return found + [it for it in several if not re.fullmatch(r"[\d.]+[wx],?|,", it)]


def tags(html: str) -> list[Tag]:
    """All tags of a text, in order."""
    reader = _Reader()
    reader.feed(html.replace("<![", "<!."))  # the parser fails at those that it does not know
    reader.close()
    return reader.tags


def problems(tags: list[Tag]) -> Iterator[tuple[int, str]]:
    """What of these a page cannot show: the line, from 0, and why."""
    for tag in tags:
        if tag.sign != "</" and (why := _why(tag)):
            yield tag.line, why


def fetching(style: str) -> str | None:
    """Why a page cannot have this CSS; nothing where it fetches nothing from elsewhere."""
    found = FETCHED.search(style)
    return f"다른 사이트의 모양(`{found[0]}`)은 보안 정책(CSP)이 막습니다. {GONE}" if found else None


def _why(tag: Tag) -> str | None:
    if tag.name in FORBIDDEN:
        return f"`<{tag.name}>`은 보안 정책(CSP)이 막습니다. {FORBIDDEN[tag.name]}"
    for name, value in tag.attributes.items():
        if re.fullmatch(r"on[a-z]{2,}", name):
            return f"`{name}` 속성은 실행되지 않습니다. {GONE}"
        if is_script(value):
            return f"`{name}`의 `javascript:`는 실행되지 않습니다. {GONE}"
    if why := fetching(tag.attributes.get("style", "")):
        return why
    for file in tag.files:
        if ELSEWHERE.match(file):
            kind = "그림" if tag.name in PICTURES else "소리와 영상"
            return f"다른 사이트의 {kind}은 보안 정책(CSP)이 막습니다: `{file}`. {REMEDY[tag.name]}"
    return None


def is_script(address: str) -> bool:
    """Whether it runs something where it is followed; browsers leave out what is not seen."""
    return re.sub(r"[\x00-\x20]", "", address).lower().startswith("javascript:")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []

    def _add(self, sign: str, name: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in reversed(attributes)}  # the first of two counts
        self.tags.append(Tag(self.getpos()[0] - 1, sign, name, given))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("<", tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("/>", tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._add("</", tag, [])
