"""What the tests of all demos read off a page."""

import re
from collections.abc import Callable

import numpy as np
from playwright.sync_api import Locator, Page, Route

from runner.script.page import find
from tests.process import ROOT

# Every page with a demo, with the demo's name; a demo on several pages is looked at on the last of them.
PAGES = {
    f"{page.removesuffix('.py')}/": name
    for page in find(ROOT)
    for name in re.findall(r'^# %%.* demo="(\w+)"', (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
} | {"draw/": "draw", "train/": "train"}
PLACES = {name: page for page, name in sorted(PAGES.items())}
WEIGHTS = "**/*.safetensors"
IMAGES = "**/*.images"


def near(tab: Page) -> Locator:
    """The demo of a page, which is made when a reader comes near."""
    tab.locator(".demo").scroll_into_view_if_needed()
    return tab.locator(".demo[data-ready]")


def numbers(grid: Locator) -> np.ndarray:
    texts = grid.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))")
    return as_numbers(texts)


def as_numbers(texts: list[list[str]]) -> np.ndarray:
    """What the cells of a grid say; an empty one is no number."""
    return np.array([[float(text.replace("−", "-")) if text else np.nan for text in row] for row in texts])


def cell(grid: Locator, row: int, column: int) -> Locator:
    return grid.locator("tr").nth(row).locator("td").nth(column)


def status(demo: Locator) -> Locator:
    return demo.get_by_role("status")


def flip_a_byte(route: Route) -> None:
    body = bytearray(route.fetch().body())
    body[-5000] ^= 255
    route.fulfill(body=bytes(body))


DAMAGED = "받은 {} 파일이 손상되었다"
# What can befall a file on its way, and what a reader is told of it; {} is what the file holds.
FAULTS: dict[str, tuple[Callable[[Route], None], str]] = {
    "missing": (lambda route: route.fulfill(status=404), "{} 파일을 찾지 못했다(404)"),
    "offline": (lambda route: route.abort(), "{} 파일을 받지 못했다. 인터넷 연결을 확인한다"),
    "flipped byte": (flip_a_byte, DAMAGED),
    "cut off": (lambda route: route.fulfill(body=route.fetch().body()[:100_000]), DAMAGED),
    "another file": (lambda route: route.fulfill(body="<html>another file</html>"), DAMAGED),
    "empty": (lambda route: route.fulfill(body=""), DAMAGED),
}
