"""What Lighthouse says of each page of a built site, as a phone sees it (`nox -s bench`)."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from tests.browser import installed, served

VERSION = "12.8.2"  # from npm; 13 wants a newer Node than Debian has
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURES = ("cumulative-layout-shift", "total-blocking-time", "total-byte-weight")
# Lighthouse slows the processor down four times to make a phone of a fast desktop, whose benchmark index it
# puts at 1500 to 2000. Another machine has to be slowed down as much as makes it that same phone.
PHONE = 1750 / 4


def report(site: Path) -> None:
    """Print the four scores of each page, its layout shift, its blocking time in ms, and its bytes."""
    if not shutil.which("npx"):
        print("Lighthouse: no npx (`apt-get install npm`)")
        return
    with served(site) as address:
        # One index says little: on a shared machine it goes from 900 to 1600 within minutes.
        indices = [_run(address, 1)["environment"]["benchmarkIndex"] for _ in range(5)]
        slowdown = max(1, statistics.median(indices) / PHONE)
        print(f"Lighthouse {VERSION}, mobile, processor slowed down {slowdown:.1f} times")
        print(f"{'':40}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}{'CLS':>7}{'TBT':>6}{'KB':>7}", flush=True)
        for path in sorted(site.rglob("index.html")):
            page = path.parent.relative_to(site).as_posix().removeprefix(".")
            result = _run(f"{address}{page}{'/' if page else ''}", slowdown)
            scores = "".join(f"{result['categories'][it]['score'] * 100:6.0f}" for it in CATEGORIES)
            audits = result["audits"]
            shift, blocked, weight = (audits[it]["numericValue"] for it in MEASURES)
            line = f"{page or '(home)':40}{scores}{shift:7.3f}{blocked:6.0f}{weight / 1000:7.0f}"
            print(line, flush=True)


def _run(url: str, slowdown: float) -> dict:
    """One run in a browser of its own."""
    options = (
        *("--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"),
        f"--throttling.cpuSlowdownMultiplier={slowdown:.1f}",
    )
    done = subprocess.run(
        ("npx", "--yes", f"lighthouse@{VERSION}", url, *options),
        env=os.environ | {"CHROME_PATH": installed() or ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"Lighthouse: {url}\n{done.stderr}")
    return json.loads(done.stdout)
