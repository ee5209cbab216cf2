"""axe-core on every page, in light and dark, on a phone and on a desktop."""

from collections.abc import Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.theme.test_browser import ALL

# What the theme calls each scheme, and the rules to ask, or all: in the dark only the colours differ.
SCHEMES = {"light": ("default", []), "dark": ("slate", ["color-contrast", "link-in-text-block"])}

# A link's colour takes an eighth of a second to change, and what axe sees meanwhile is neither.
AT_ONCE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets.push(sheet);
}"""
# Of a bare span axe-core judges nothing but the colours, at half a hundredth of a second each. A page's code
# has a thousand; one is asked of all that look the same, as do all elements that they stand in.
ONE_OF_EACH_LOOK = """() => {
    const LOOK = ["color", "background", "opacity", "fontSize", "fontWeight", "textShadow", "filter",
        "visibility", "display"];
    const numbers = new Map(), looks = new Map(), seen = new Set();
    const look = (it) => {
        if (it && !looks.has(it)) {
            const style = getComputedStyle(it);
            const key = JSON.stringify([look(it.parentElement), ...LOOK.map((name) => style[name])]);
            if (!numbers.has(key)) numbers.set(key, numbers.size);
            looks.set(it, numbers.get(key));
        }
        return looks.get(it);
    };
    for (const it of document.querySelectorAll("pre span")) {
        delete it.dataset.seen;
        if (it.childElementCount || it.getAttributeNames().some((name) => name !== "class")) continue;
        if (seen.has(look(it))) it.dataset.seen = "";
        seen.add(look(it));
    }
}"""


def violations(tab: Page, within: str = "html", rules: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page as it is now: each rule with some of the elements that break it.

    Args:
        tab: The page.
        within: What to look at.
        rules: Only these; all that axe-core has unless said.
    """
    tab.evaluate(AT_ONCE)
    tab.evaluate(ONE_OF_EACH_LOOK)
    context = {"include": [[within]], "exclude": [["[data-seen]"]]}
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = Axe().run(tab, context=context, options=options).response["violations"]
    return [(it["id"], [node["html"] for node in it["nodes"]][:5]) for it in found]


def no_violations(tab: Page, within: str = "html") -> None:
    """On a phone and a desktop, in light and dark.

    One load for all: the page follows the window and the device's scheme, as other tests prove.
    """
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 844})
        for scheme, (shown, rules) in SCHEMES.items():
            tab.emulate_media(color_scheme=scheme)
            expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", shown)
            assert violations(tab, within, rules) == [], (width, scheme)


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
    assert violations(tab, within=".md-search") == []
