"""What Lighthouse says of each page of a built site, as a phone sees it (`nox -s bench`)."""

import json
import os
import shutil
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
RUNS = 3


def report(site: Path) -> None:
    """Print the four scores of each page, its layout shift, its blocking time in ms, and its bytes."""
    if not shutil.which("npx"):
        print("Lighthouse: no npx (`apt-get install npm`)")
        return
    with served(site) as address:
        print(f"Lighthouse {VERSION}, mobile; of {RUNS} runs the one with the middle performance")
        heads = f"{'slowed':>8}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}{'CLS':>7}{'TBT':>6}{'KB':>7}"
        print(f"{'':40}{heads}", flush=True)
        index = _run(address, 1)["environment"]["benchmarkIndex"]
        for path in sorted(site.rglob("index.html")):
            page = path.parent.relative_to(site).as_posix().removeprefix(".")
            runs = []
            for _ in range(RUNS):
                slowdown = max(1, index / PHONE)
                result = _run(f"{address}{page}{'/' if page else ''}", slowdown)
                scores = [result["categories"][it]["score"] * 100 for it in CATEGORIES]
                runs.append((*scores, slowdown, *(result["audits"][it]["numericValue"] for it in MEASURES)))
                # A shared machine's speed doubles and halves within minutes.
                index = result["environment"]["benchmarkIndex"]
            *scores, slowdown, shift, blocked, weight = sorted(runs)[RUNS // 2]
            cells = "".join(f"{it:6.0f}" for it in scores)
            print(
                f"{page or '(home)':40}{slowdown:8.1f}{cells}{shift:7.3f}{blocked:6.0f}{weight / 1000:7.0f}",
                flush=True,
            )


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
