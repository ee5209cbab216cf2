"""axe-core on every page, in light and dark, on a phone and on a desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.theme.test_browser import ALL

SCHEMES = {"light": "default", "dark": "slate"}


# A link's colour takes an eighth of a second to change, and what axe sees meanwhile is neither.
AT_ONCE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets.push(sheet);
}"""


def violations(tab: Page, context: str | None = None) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page as it is now: each rule with some of the elements that break it."""
    tab.evaluate(AT_ONCE)
    found = Axe().run(tab, context=context).response["violations"]
    return [(it["id"], [node["html"] for node in it["nodes"]][:5]) for it in found]


@pytest.mark.parametrize("page", [*ALL, "404.html"])
def test_axe_finds_nothing(tab: Page, address: str, page: str) -> None:
    """One load for all: the page follows the window and the device's scheme, as other tests prove."""
    tab.goto(address + page)
    tab.wait_for_load_state("networkidle")
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 844})
        for scheme, shown in SCHEMES.items():
            tab.emulate_media(color_scheme=scheme)
            expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", shown)
            assert violations(tab) == [], (width, scheme)


def test_search_dialog_has_a_name_and_no_violation(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.get_by_role("dialog", name="검색").locator("input").fill("합성곱은")
    tab.keyboard.press("End")
    tab.locator(".md-search-result__item").first.wait_for()
    assert violations(tab, context=".md-search") == []
