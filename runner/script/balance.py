"""HTML in prose: each element closed in its own cell, and none that HTML does not have."""

import re
from collections.abc import Iterator

from runner.script.html import Tag, tags

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "param",
    "source",
    "track",
    "wbr",
}
# A browser ends them by itself.
LISTS = {"p", "li", "dt", "dd", "option", "optgroup", "rt", "rp"}
TABLES = {"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "th", "td"}
ENDS_ITSELF = LISTS | TABLES
NAMES = re.compile(
    "a|abbr|acronym|address|applet|article|aside|audio|b|bdi|bdo|big|blockquote|body|button|canvas|center|"
    "cite|code|data|datalist|del|details|dfn|dialog|dir|div|dl|em|fieldset|figcaption|figure|font|footer|"
    "form|frame|frameset|h[1-6]|head|header|hgroup|html|i|iframe|ins|kbd|label|legend|main|map|mark|math|"
    "menu|meter|nav|nobr|noscript|object|ol|output|picture|pre|progress|q|s|samp|script|search|section|"
    "select|slot|small|span|strike|strong|style|sub|summary|sup|svg|table|template|textarea|time|title|tt|"
    "u|ul|var|video"
)
# Their elements have names of their own, and may close themselves.
DRAWN = {"svg", "math"}
ADDRESS = re.compile(
    r"<(?:(?:https?|ftp)://[^<>\s]*|[^<>\s!/@]+@[^<>\s@]+)>|(?<=\]\()<[^<>\n]*>", re.IGNORECASE
)
# No tag: `n <m` without a `>` in the same paragraph shows as it is.
LONE = re.compile(r"<(?=[a-zA-Z/])(?!(?:(?!\n[ \t]*\n)[^<>])*>)")
UNSEEN = re.compile(r"<(?:!--|\?|!(?=[a-zA-Z\[][^<>]*>))")
LITERALLY = "글자 그대로 보이려면 `&lt;`로 적거나 백틱(`` ` ``)으로 감싸세요."


def in_prose(text: str) -> list[Tag]:
    """The tags of Markdown without its code and formulas: no address in angle brackets, no `n <m`."""
    return tags(LONE.sub(".", ADDRESS.sub(lambda it: "." * len(it[0]), text)).replace("<!--", "...."))


def problems(text: str, found: list[Tag]) -> Iterator[tuple[int, str]]:
    """What would be lost, or would take what stands below into itself.

    Args:
        text: Markdown without its code and formulas.
        found: Its tags.

    Yields:
        The line, from 0, and what is wrong with it.
    """
    for lost in UNSEEN.finditer(text):
        line = text.count("\n", 0, lost.start())
        if lost[0] == "<!--":
            yield line, "주석 `<!--`이 셀 안에서 닫히지 않았습니다. `-->`로 닫으세요."
        else:
            yield line, f"`{lost[0]}`로 시작하는 것은 보이지 않습니다. {LITERALLY}"
    opened: list[Tag] = []
    for tag in found:
        drawn = any(it.name in DRAWN for it in opened)
        if not drawn and not _is_known(tag.name):
            yield tag.line, f"HTML에 `<{tag.name}>`이라는 것은 없어 보이지 않습니다. {LITERALLY}"
        elif tag.sign == "</":
            if tag.name not in [it.name for it in opened]:
                yield tag.line, f"`</{tag.name}>`에 짝이 되는 `<{tag.name}>`이 셀 안에 없습니다. {LITERALLY}"
                continue
            while (last := opened.pop()).name != tag.name:
                yield from _unclosed(last)
        elif tag.name not in VOID and not (drawn and tag.sign == "/>"):
            opened.append(tag)
    for tag in opened:
        yield from _unclosed(tag)


def _is_known(name: str) -> bool:
    return name in VOID or name in ENDS_ITSELF or bool(NAMES.fullmatch(name))


def _unclosed(tag: Tag) -> Iterator[tuple[int, str]]:
    if tag.name not in ENDS_ITSELF:
        yield (
            tag.line,
            f"`<{tag.name}>`이 셀 안에서 닫히지 않았습니다. `</{tag.name}>`로 닫으세요. {LITERALLY}",
        )
