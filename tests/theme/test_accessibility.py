"""axe-core on every page, in light and dark, on a desktop and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.theme.test_browser import ALL


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", [*ALL, "404.html"])
def test_axe_finds_nothing(browser: Browser, address: str, page: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(address + page)
    tab.wait_for_load_state("networkidle")
    found = Axe().run(tab).response["violations"]
    context.close()
    assert [(it["id"], [node["html"] for node in it["nodes"]][:5]) for it in found] == []


def test_search_dialog_has_a_name_and_no_violation(browser: Browser, address: str) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(address)
    tab.get_by_role("dialog", name="검색").locator("input").fill("합성곱은")
    tab.keyboard.press("End")
    tab.locator(".md-search-result__item").first.wait_for()
    found = Axe().run(tab, context=".md-search").response["violations"]
    context.close()
    assert [(it["id"], [node["html"] for node in it["nodes"]][:5]) for it in found] == []
