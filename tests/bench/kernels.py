"""Kernels that are forks of a template against kernels that start: builds, a page that is opened, memory."""

import re
import statistics
import time
from pathlib import Path

from tests.bench import scale
from tests.bench.cost import run
from tests.browser import chromium
from tests.project import Project, copy_repository
from tests.serving import serving

OPENED = 10
LIVE = 4  # kernels that a preview keeps
TINY = 1000
STANDS = "커널의 틀을 만들었습니다"
TEMPLATE, KERNEL = "-m template", "-m ipykernel_launcher"
PAGE = """\
# %% [markdown]
# ---
# description: {number}번째 페이지.
# date: 2026-01-01
# ---
# # {number}번째

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

print("opened", {number} * 7)

# %%
print(keras.ops.ones(2))
"""
WAYS = {"forked": (), "started": ("--spawn",)}


def report(folder: Path) -> None:
    """Print each cost for both kinds of kernels, and the ratio."""
    print(f"\n{'kernels':44}{'forked':>10}{'started':>10}{'ratio':>8}")
    _print("cold build, fast; s", _cold(folder / "cold"), target=0.65)
    _print(f"cold, {TINY} pages; processor s of the runner", _tiny(folder / "tiny"), target=0.35)
    opened, memory = _opened(folder / "opened")
    _print(f"first output of an opened page; s, median of {OPENED}", opened, target=None)
    _print(f"{LIVE} live kernels with TensorFlow; MB in no file", memory, target=0.5)


def _print(what: str, costs: dict[str, float], target: float | None) -> None:
    forked, started = (costs[way] for way in WAYS)
    aim = f" (target {target})" if target else " (forked: target 1.5)"
    print(f"{what:44}{forked:10.2f}{started:10.2f}{forked / started:8.2f}{aim}", flush=True)


def _cold(folder: Path) -> dict[str, float]:
    costs = {}
    for way, options in WAYS.items():
        copy_repository(folder / way, "docs", "tutorials", "snippets", "runner", "theme", "commands")
        costs[way] = run(folder / way, "commands.build", "--fast", *options).seconds
    return costs


def _tiny(folder: Path) -> dict[str, float]:
    costs = {}
    for way, options in WAYS.items():
        (folder / way).mkdir(parents=True)
        scale.write(folder / way, TINY)
        costs[way] = run(folder / way, "runner", *options).processor
    return costs


def _opened(folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    seconds, megabytes = {}, {}
    for way, options in WAYS.items():
        project = Project(folder / way)
        copy_repository(project.folder, "docs", "runner", "theme", "commands")
        project.write("snippets/__init__.py", "")
        for number in range(OPENED):
            project.write(f"tutorials/page_{number}.py", PAGE.format(number=number))
        project.name_in_nav()
        with serving(project.folder, folder / f"{way}.log", *options) as preview, chromium() as browser:
            if way == "forked":
                preview.process.wait_for(lambda process=preview.process: STANDS in process.output)
            tab = browser.new_page()
            tab.set_default_timeout(60_000)
            taken = []
            for number in range(OPENED):
                started = time.perf_counter()
                tab.goto(f"{preview.address}tutorials/page_{number}/")
                tab.get_by_text(f"opened {number * 7}", exact=True).wait_for()
                taken.append(time.perf_counter() - started)
                tab.get_by_text("Tensor").first.wait_for()
            seconds[way] = statistics.median(taken)
            kernels = [*preview.process.processes(KERNEL), *preview.process.processes(TEMPLATE)]
            megabytes[way] = sum(map(_megabytes, kernels))
    return seconds, megabytes


def _megabytes(process: int) -> float:
    """Memory of a process that stands in no file, each page shared by n of them counted as 1/n."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    return int(re.search(r"^Pss_Anon: +([0-9]+) kB", told, re.MULTILINE)[1]) / 1024
