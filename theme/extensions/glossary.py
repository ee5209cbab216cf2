"""What docs/glossary.md says of each term, and its meaning wherever a page uses the term first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from theme import words

PATH = "docs/glossary.md"
ROW = re.compile(
    r"\| (?P<name>[^|]+?) \| (?P<english>[^|]+?) \| (?P<meaning>[^|]+?) \| "
    r".*\((?P<page>\S+)\.ipynb(?:#\S*)?\) \|$"
)
# A heading is a link's text elsewhere, code is not prose, and a table has no room.
SKIPPED = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "abbr", "code", "pre", "table", "summary"}


@dataclass(frozen=True)
class Term:
    """A row of the glossary; `page` is where it is explained, without its suffix."""

    name: str
    english: str
    meaning: str
    page: str


def terms(text: str) -> list[Term]:
    """The terms of a glossary, their meaning without Markdown.

    Raises:
        ValueError: Where a row of the table cannot be read, or there is none.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line[:1] == "|"]
    found = []
    for number, line in lines[2:]:  # behind the head and its rule
        row = ROW.match(line)
        if not row:
            raise ValueError(
                f"{PATH}:{number}: `| 용어 | 영어 | 뜻. | [글](페이지.ipynb) |` 꼴이어야 합니다."
            )
        found.append(Term(**row.groupdict() | {"meaning": _plain(row["meaning"])}))
    if not found:
        raise ValueError(f"{PATH}: 용어가 하나도 없습니다. 표에 한 줄 이상 있어야 합니다.")
    return found


def _plain(markdown: str) -> str:
    return re.sub(r"\\(?=\w)|[`$]", "", markdown).replace("{", "(").replace("}", ")")


class Tooltips(Treeprocessor):
    """Puts each term's first use on a page into an `abbr` with its meaning.

    Args:
        md: Python-Markdown's own.
        meanings: For each term what its tooltip says.
        particles: What may follow a term: 합성곱은 and 합성곱에서는 are the term, 합성곱층 is another word.
    """

    def __init__(self, md: Markdown, meanings: dict[str, str], particles: Sequence[str]) -> None:
        super().__init__(md)
        self.meanings = meanings
        self._particle = "|".join(particles)

    def run(self, root: Element) -> None:
        """Walk through a page."""
        names = "|".join(map(re.escape, sorted(self.meanings, key=len, reverse=True)))
        # A line may end within a term.
        names = names.replace(r"\ ", r"\s+")
        pattern = rf"(?<![가-힣\w])(?:{names})(?=(?:(?:{self._particle}){{1,2}})?(?![가-힣\w]))"
        self._pattern = re.compile(pattern)
        # What the page itself explains needs no tooltip: **합성곱**(convolution).
        self._seen = {
            "".join(element.itertext())
            for element in root.iter("strong")
            if (element.tail or "").startswith(("(", ", "))
        }
        self._walk(root)

    def _walk(self, parent: Element) -> None:
        parent.text, found = self._split(parent.text)
        children = list(parent)
        for at, abbr in enumerate(found):
            parent.insert(at, abbr)
        for child in children:
            if child.tag not in SKIPPED and "cards" not in child.get("class", ""):
                self._walk(child)
            child.tail, found = self._split(child.tail)
            at = list(parent).index(child) + 1
            for abbr in reversed(found):
                parent.insert(at, abbr)

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text before the first new term, and for each new term an element with what follows it."""
        if not text or isinstance(text, AtomicString):
            return text, []
        found: list[Element] = []
        start, before = 0, text
        for match in self._pattern.finditer(text):
            name = " ".join(match[0].split())
            if name in self._seen:
                continue
            self._seen.add(name)
            if found:
                found[-1].tail = text[start : match.start()]
            else:
                before = text[: match.start()]
            abbr = Element("abbr", {"tabindex": "0", "title": self.meanings[name]})
            abbr.text = AtomicString(name)
            found.append(abbr)
            start = match.end()
        if found:
            found[-1].tail = text[start:]
        return before, found


class Glossary(Extension):
    """Python-Markdown's own `abbr` wants a word boundary, which Korean has not between term and particle."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take its place behind what makes elements of code and links."""
        meanings = {term.name: term.meaning for term in terms(Path(PATH).read_text(encoding="utf-8"))}
        particles = words.read(Path(words.PATH)).page_particles
        # After inline patterns (20) have made elements of code and links.
        md.treeprocessors.register(Tooltips(md, meanings, particles), "glossary", 7)


def makeExtension(**options: object) -> Glossary:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return Glossary(**options)
