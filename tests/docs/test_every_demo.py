"""What every demo has: light scripts, a picture without JavaScript, nothing that axe-core finds."""

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from tests.browser import opened
from tests.docs.demo import PAGES, PLACES, WEIGHTS, near, status
from tests.theme.test_accessibility import no_violations

BUDGET = 20 * 1024  # bytes of all scripts of a page, gzip


def scripts(site: Path, page: str) -> set[Path]:
    """The modules that a page loads, and those that they import or start as workers."""
    soup = BeautifulSoup((site / page / "index.html").read_text(encoding="utf-8"), "html.parser")
    waiting = [(site / page / tag["src"]).resolve() for tag in soup.select("script[type=module]")]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        found.add(path)
        names = re.findall(r'(?:from ?|new URL\()"(\./\w+\.js)"', path.read_text(encoding="utf-8"))
        waiting += [path for name in names if (path := (path.parent / name).resolve()) not in found]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_scripts_of_a_page_are_light(site: Path, page: str) -> None:
    found = scripts(site, page)
    assert found
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in found) <= BUDGET


def test_every_module_is_used_by_a_page(site: Path) -> None:
    used = set().union(*(scripts(site, page) for page in (*PAGES, "")))
    folders = (site / "demos", site / "exercises")
    assert used == {path.resolve() for folder in folders for path in folder.glob("*.js")}


@pytest.mark.parametrize("page", ["", "about", "tutorials/posts/mnist_convnet"])
def test_page_without_demo_loads_none_of_it(site: Path, page: str) -> None:
    assert "demos" not in (site / page / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_without_javascript_a_picture_and_a_text_stand_there(
    browser: Browser, address: str, page: str
) -> None:
    with opened(browser, java_script_enabled=False) as tab:
        tab.goto(f"{address}{page}")
        demo = tab.locator(".demo")
        for picture in demo.locator("img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_be_visible()
            assert len(picture.get_attribute("alt")) > 20
        assert demo.locator("img").count() >= 1
        assert "자바스크립트를 켜면" in demo.inner_text()


@pytest.mark.parametrize("name", [*PLACES, "missing"])
def test_demo_has_no_accessibility_violation(tab: Page, address: str, name: str) -> None:
    if name == "missing":
        tab.route(WEIGHTS, lambda route: route.fulfill(status=404))
    tab.goto(f"{address}{PLACES.get(name, 'draw/')}")
    demo = near(tab)
    if name == "convolution":
        for _ in range(20):
            demo.get_by_role("button", name="다음").click()
    if name == "draw":
        demo.locator(".samples button").nth(3).click()
        expect(status(demo)).to_contain_text("정답은 3")
    if name == "missing":
        expect(demo.get_by_role("alert")).to_contain_text("404")
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 844})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    no_violations(tab, within=".demo")
