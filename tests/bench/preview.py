"""What an author waits for: from saving a script to seeing it in the browser, on a page that has trained.

In the full profile, as the page is published; the page's cells run once before anything is measured.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tests.browser import chromium
from tests.project import copy_repository
from tests.serving import serving

PAGE = "tutorials/posts/mnist_convnet"
TIMES = 10
HOUR = 3_600_000.0


def report(folder: Path) -> None:
    """Print the median and the slowest of ten edits to a cell below the training, and to prose."""
    copy_repository(folder, "docs", "tutorials", "snippets", "runner", "theme", "commands")
    script = folder / f"{PAGE}.py"
    text = script.read_text(encoding="utf-8")
    versions: dict[str, Callable[[int], str]] = {
        "a cell after the training": lambda i: f"{text}\n# %%\nprint('saved', {i} * 3)\n",
        "prose": lambda i: text.replace("\n# # ", f"\n# # {i}번째 ", 1),
    }
    shown = {
        "a cell after the training": lambda i: f"saved {i * 3}",
        "prose": lambda i: f"{i}번째",
    }
    with serving(folder, folder / "log", "--profile", "full") as preview, chromium() as browser:
        tab = browser.new_page()
        tab.set_default_timeout(HOUR)
        tab.goto(f"{preview.address}{PAGE}/")
        script.write_text(versions["a cell after the training"](0), encoding="utf-8")
        tab.get_by_text("saved 0").first.wait_for()
        print(f"{'from saving to seeing; s':28}{'median':>9}{'slowest':>9}", flush=True)
        for name, version in versions.items():
            taken = []
            for i in range(1, TIMES + 1):
                started = time.perf_counter()
                script.write_text(version(i), encoding="utf-8")
                tab.get_by_text(shown[name](i), exact=name != "prose").first.wait_for()
                taken.append(time.perf_counter() - started)
                time.sleep(1)
            print(f"{name:28}{statistics.median(taken):9.2f}{max(taken):9.2f}", flush=True)
