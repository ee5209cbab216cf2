"""Readers who meet a demo: with a mouse, with a finger, with less motion."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import opened
from tests.docs.demo import PLACES, near


@pytest.fixture
def open_demo(tab: Page, address: str) -> Callable[[str], Locator]:
    def open_it(name: str) -> Locator:
        tab.goto(f"{address}{PLACES.get(name, name)}")
        demo = near(tab)
        if name == "draw":
            expect(demo.locator(".samples button")).to_have_count(20)
        return demo

    return open_it


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A reader who asked for less motion."""
    with opened(browser, reduced_motion="reduce") as tab:
        yield tab


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with opened(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as tab:
        yield tab
