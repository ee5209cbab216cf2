"""What a page asks of a phone while it loads, against the page that tells of a missing one.

A phone is a window of its size with a processor slowed down four times. What counts is the time that the main
thread itself has run, which other work on the machine changes least; longer than 50 ms, a task blocks.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import chromium, made, opened, served
from tests.conftest import NAME
from tests.process import until

RUNS = 5
SLOWDOWN = 4
BLOCKS = 50  # ms
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
MISSING = "404.html"
TRACED = {
    "traceConfig": {"includedCategories": ["devtools.timeline", "disabled-by-default-devtools.timeline"]},
    "transferMode": "ReportEvents",
}


def report(site: Path) -> None:
    """Print the longest task and the blocking time of the five longest pages, also as times the other's."""
    paths = sorted(site.rglob("index.html"), key=lambda path: path.stat().st_size)[-5:]
    pages = [MISSING, *(f"{path.parent.relative_to(site).as_posix()}/" for path in paths)]
    measured: dict[str, list[tuple[float, float]]] = {page: [] for page in pages}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        (Path(folder) / NAME).symlink_to(site)  # that page's links begin with it
        with served(Path(folder)) as address:
            for _ in range(RUNS):
                for page in pages:
                    tasks = _tasks(browser, f"{address}{NAME}/{page}")
                    blocked = sum(max(0, task - BLOCKS) for task in tasks)
                    measured[page].append((max(tasks), blocked))
    print(f"{'the first second of a phone; ms':40}{'longest task':>20}{'blocking':>20}", flush=True)
    middle = {
        page: [statistics.median(it) for it in zip(*runs, strict=True)] for page, runs in measured.items()
    }
    for page, values in middle.items():
        cells = (f"{it:10.0f} ({it / base:6.2f})" for it, base in zip(values, middle[MISSING], strict=True))
        print(f"{page:40}{''.join(f'{cell:>20}' for cell in cells)}", flush=True)


def _tasks(browser: Browser, url: str) -> list[float]:
    """Processor time of each task of the main thread in ms, up to a second after all is there."""
    events: list[dict] = []
    complete: list[object] = []
    trace = browser.new_browser_cdp_session()
    trace.on("Tracing.dataCollected", lambda said: events.extend(said["value"]))
    trace.on("Tracing.tracingComplete", lambda said: complete.append(said))
    with opened(browser, **PHONE) as tab:
        tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        trace.send("Tracing.start", TRACED)
        tab.goto(url)
        made(tab)
        tab.wait_for_timeout(1000)
        trace.send("Tracing.end")
        until(lambda: tab.wait_for_timeout(100) or complete, "no trace")
    trace.detach()
    # The thread that has read the page, and from then on.
    page = next(it for it in events if it["name"] == "ParseHTML" and it["args"]["beginData"]["url"] == url)
    thread = (it for it in events if (it["pid"], it["tid"]) == (page["pid"], page["tid"]))
    tasks = (it for it in thread if it["name"] == "RunTask" and "tdur" in it)  # one has not ended
    return [task["tdur"] / 1000 for task in tasks if task["ts"] + task["dur"] > page["ts"]]
