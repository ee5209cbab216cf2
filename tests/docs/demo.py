"""What the tests of all demos read off a page."""

import re

import numpy as np
from playwright.sync_api import Locator

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
