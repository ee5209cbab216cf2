"""What the tests of all demos read off a page."""

import numpy as np
from playwright.sync_api import Locator

PLACES = {
    "convolution": "tutorials/concepts/convolution/",
    "pooling": "tutorials/concepts/pooling/",
    "calculator": "tutorials/concepts/parameters/",
    "draw": "draw/",
}
WEIGHTS = "**/*.safetensors"


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
