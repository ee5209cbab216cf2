"""Formulas become MathML, so that no reader's browser has to make anything of them."""

import re
from types import SimpleNamespace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import ETX, STX, AtomicString, code_escape

from theme.mathml import Formula, convert

# What no formula goes across: a blank line, in a quote too, and a block of code that is put away.
BOUNDARY = re.compile(rf"(\n[ \t>]*\n|{STX}[^{ETX}]*{ETX})")
# `$5 and $10` and `($)` are money: no TeX up to a `$` before a number, and no bracket that closes at once.
FORMULA = re.compile(
    r"""
      \\[\\`$] | (?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
    | \$\$(?P<dollars>(?:\\.|(?!\$\$)[^\\])*)\$\$ | \\\[(?P<square>.*?)\\\]
    | (?P<bare>\\begin\{(?P<name>\w+\*?)\}.*?\\end\{(?P=name)\})
    | \\\((?P<round>.*?)\\\)
    | \$(?!\s*\$ | \) | \s\|\s | [^$\\^_]*\$\d)(?=(?P<space>\s)?)
      (?P<dollar>(?:\\.|[^\\$`])+)(?(space)(?<=\s)|(?<=\S))\$(?!\$)
    | (?P<reference>\\eqref\{[^{}]*\}) | (?P<unclosed>\$\$|\\begin(?=\{))
    """,
    re.DOTALL | re.VERBOSE,
)
QUOTED = re.compile(r"^[ \t]*>.*\Z", re.MULTILINE)
INLINE = ("dollar", "round", "reference")
PLACE = re.compile(rf"{STX}formula-(\d+){ETX}")


class Formulas(Extension):
    """Takes formulas out before Markdown sees them, so that no `|`, `_` or `<` in one breaks a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take four places among others'."""
        self._page: list[Formula] = []
        md.ESCAPED_CHARS.append("$")
        # Behind fences (25); before raw HTML (20), which would take `$a<b$` for a tag.
        md.preprocessors.register(SimpleNamespace(run=self._take_out), "formulas", 22)
        # Before indented code gets its colours (30).
        md.treeprocessors.register(SimpleNamespace(run=self._keep_code), "formulas-code", 31)
        # Behind attributes (8); before `toc` (5), which reads the headings.
        md.treeprocessors.register(SimpleNamespace(run=self._convert), "formulas", 6)
        # Behind raw HTML (30).
        md.postprocessors.register(SimpleNamespace(run=self._put_back), "formulas", 25)

    def _take_out(self, lines: list[str]) -> list[str]:
        self._page.clear()
        parts = BOUNDARY.split("\n".join(lines))
        return "".join(FORMULA.sub(self._taken, part) for part in parts).split("\n")

    def _taken(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind is None or kind == "ticks":
            return match[0]
        tex, why = str(match[kind]), ""
        if kind == "unclosed":
            tex = match.string[match.start() :].removeprefix("$$")
            why = f"빈 줄 앞에 닫는 {match[0].replace('begin', 'end')} 없음"
        if QUOTED.search(match.string[: match.start()]):
            tex = re.sub(r"\n[ \t]*(?:>[ \t]?)+", "\n", tex)
        self._page.append(Formula(match[0], tex.strip(), kind not in INLINE, why))
        return f"{STX}formula-{len(self._page) - 1}{ETX}"

    def _source(self, text: str) -> str:
        return PLACE.sub(lambda place: self._page[int(place[1])].source, text)

    def _keep_code(self, root: Element) -> None:
        for code in root.iter("code"):
            text = PLACE.sub(lambda place: code_escape(self._source(place[0])), code.text or "")
            code.text = AtomicString(text)

    def _convert(self, root: Element) -> None:
        """Only what readers see as text: in a picture's `alt` and in raw HTML there is no formula."""
        shown = set()
        for element in root.iter():
            shown |= set(PLACE.findall(f"{element.text} {element.tail}"))
            for name, value in element.items():
                element.set(name, self._source(value))
        convert([self._page[number] for number in sorted(map(int, shown))])

    def _put_back(self, text: str) -> str:
        return PLACE.sub(lambda place: self._page[int(place[1])].html or self._source(place[0]), text)


def makeExtension() -> Formulas:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return Formulas()
