"""axe-core on every page, in light and dark, on a phone and on a desktop."""

from collections.abc import Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.theme.test_browser import ALL

SCHEMES = {"light": "default", "dark": "slate"}
WIDTHS = (390, 1280)
# The rules that colours decide; the others see the same page in the dark.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
OTHERS = {"rules": {rule: {"enabled": False} for rule in COLOURS["runOnly"]}}
# A link's colour takes an eighth of a second to change, and what axe sees meanwhile is neither.
AT_ONCE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets.push(sheet);
}"""
# Gives of each element of the text what decides whether its letters can be read. axe-core takes two
# thousandths of a second an element to find that out, and a page's code has a thousand. So of bare spans that
# look the same, as do those that they stand in, all but the first are marked as seen.
LOOKS = """() => {
    const LOOK = ["color", "background", "opacity", "fontSize", "fontWeight", "textShadow", "filter",
        "visibility", "display"];
    const own = new Map(), whole = new Map(), seen = new Set();
    for (const it of document.querySelectorAll("article, article *")) {
        const style = getComputedStyle(it);
        own.set(it, LOOK.map((name) => style[name]).join("; "));
        whole.set(it, `${whole.get(it.parentElement)} > ${own.get(it)}`);
        delete it.dataset.seen;
        if (!it.matches("pre span:not(:has(*))")) continue;
        if (seen.has(whole.get(it))) it.dataset.seen = "";
        seen.add(whole.get(it));
    }
    return [...own.values()];
}"""


def violations(
    tab: Page, rules: dict, within: str = "html", without: Sequence[str] = ()
) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page as it is now: each rule with some of the elements that break it."""
    context = {"include": [[within]], "exclude": [[selector] for selector in without]}
    found = Axe().run(tab, context, {"resultTypes": ["violations"]} | rules).response["violations"]
    return [(it["id"], [node["html"] for node in it["nodes"]][:5]) for it in found]


def no_violations(tab: Page, within: str = "html") -> None:
    """On a phone and a desktop, in light and dark.

    One load for all: the page follows the window and the device's scheme, as other tests prove.
    """
    tab.evaluate(AT_ONCE)
    for scheme, shown in SCHEMES.items():
        tab.emulate_media(color_scheme=scheme)
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", shown)
        before: list[str] = []
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 844})
            looks = tab.evaluate(LOOKS)
            judged = ["article"] if looks == before and within == "html" else ["[data-seen]"]
            before = looks
            assert violations(tab, COLOURS, within, judged) == [], (scheme, width)
            if scheme == "light":
                assert violations(tab, OTHERS, within) == [], width


@pytest.mark.parametrize("page", [*ALL, "404.html"])
def test_axe_finds_nothing(tab: Page, address: str, page: str) -> None:
    tab.goto(address + page)
    tab.wait_for_load_state("networkidle")
    no_violations(tab)


def test_search_dialog_has_a_name_and_no_violation(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_role("dialog", name="검색").locator("input").fill("합성곱은")
    tab.keyboard.press("End")
    tab.locator(".md-search-result__item").first.wait_for()
    tab.evaluate(AT_ONCE)
    assert violations(tab, {}, within=".md-search") == []
