"""axe-core on every page, in light and dark, on a phone and on a desktop."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_playwright_axe.axe import MIN_AXE_PATH

from tests.browser import opened
from tests.theme.test_browser import ALL, SCROLL

AXE = MIN_AXE_PATH.read_text(encoding="utf-8")

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
    tab.evaluate(AXE)
    run = "async ([context, options]) => (await axe.run(context, options)).violations"
    found = tab.evaluate(run, [context, {"resultTypes": ["violations"]} | rules])
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


@pytest.mark.parametrize("page", [*ALL, "404.html"])
def test_axe_finds_nothing_on_a_touch_screen_with_all_boxes_open(
    browser: Browser, address: str, page: str
) -> None:
    """Material looks at code as it comes into view, and once more when a box shows it."""
    phone = {"viewport": {"width": WIDTHS[0], "height": 844}, "has_touch": True, "is_mobile": True}
    with opened(browser, **phone) as tab:
        tab.goto(address + page)
        assert tab.evaluate("matchMedia('(hover: none)').matches")
        tab.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
        tab.evaluate(SCROLL)
        tab.evaluate(AT_ONCE)
        assert violations(tab, OTHERS) == []


def test_search_dialog_has_a_name_and_no_violation(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_role("dialog", name="검색").locator("input").fill("합성곱은")
    tab.keyboard.press("End")
    tab.locator(".md-search-result__item").first.wait_for()
    tab.evaluate(AT_ONCE)
    assert violations(tab, {}, within=".md-search") == []
