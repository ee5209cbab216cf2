"""`nox -s bench`: what a build costs beside plain mkdocs-jupyter, a prediction, and what Lighthouse says.

Both builds work on copies of the same scripts, in the same environment, in one run, so that the ratios
hold on any machine. The fast profile unless `--full` is given.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from runner.page import find, read
from tests import lighthouse
from tests.browser import chromium, served

ROOT = Path(__file__).parents[1]
PARTS = ("docs", "tutorials", "snippets", "runner", "theme")
PEER = """\
site_name: peer
theme: {name: material, language: ko, font: false}
plugins:
  - mkdocs-jupyter: {execute: true, include: ["*.py"], allow_errors: false}
"""
# Clicks each test image ten times; the page itself measures from the image to the last map drawn.
PREDICT = """
async () => {
  const taken = [];
  for (let round = 0; round < 10; round++) {
    for (const image of document.querySelectorAll(".samples button")) {
      image.click();
      taken.push(performance.getEntriesByName("prediction").at(-1).duration);
      await new Promise(requestAnimationFrame);
    }
  }
  return taken;
}
"""


def main() -> None:
    profile = "full" if "--full" in sys.argv else "fast"
    with tempfile.TemporaryDirectory() as folder:
        ours, peer = Path(folder) / "ours", Path(folder) / "peer"
        for name in PARTS:
            shutil.copytree(ROOT / name, ours / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs.yml", ours)
        shutil.copytree(ours / "snippets", peer / "snippets")
        (peer / "mkdocs.yml").write_text(PEER)
        _write_peer_scripts(peer, profile)
        print(f"{len(find(ROOT))} pages, profile {profile}, {os.cpu_count()} cores; seconds\n", flush=True)
        print(f"{'':24}{'ours':>9}{'peer':>9}{'ours/peer':>11}", flush=True)
        for name, edit in (
            ("cold", lambda _: None),
            ("nothing changed", lambda _: None),
            ("prose edit", _edit_prose),
            ("snippet edit", _edit_snippet),
        ):
            mine, theirs = _timed(ours, edit, _our_build, profile), _timed(peer, edit, _peer_build, profile)
            print(f"{name:24}{mine:9.2f}{theirs:9.2f}{mine / theirs:11.3f}", flush=True)
        print("\nThe peer does not notice an edited module: its pages stay as they were.\n")
        _predictions(ours / "site")
        lighthouse.report(ours / "site")


def _predictions(site: Path) -> None:
    """How long one prediction takes in the page, all feature maps drawn."""
    print(f"{'in the browser; ms':24}{'median':>9}{'slowest':>9}", flush=True)
    with chromium() as browser, served(site) as address:
        tab = browser.new_page()
        tab.goto(f"{address}draw/")
        models = tab.get_by_role("combobox", name="모델", exact=True)
        for model in models.locator("option").all_inner_texts():
            models.select_option(label=model)
            tab.locator(".samples button").last.wait_for()
            taken = tab.evaluate(PREDICT)
            print(f"{model:24}{statistics.median(taken):9.1f}{max(taken):9.1f}", flush=True)


def _timed(
    folder: Path, edit: Callable[[Path], None], build: Callable[[Path, str], None], profile: str
) -> float:
    edit(folder)
    started = time.perf_counter()
    build(folder, profile)
    return time.perf_counter() - started


def _our_build(folder: Path, profile: str) -> None:
    for arguments in (("theme", "--check"), ("runner", "--profile", profile), ("theme",)):
        _python(folder, profile, *arguments)


def _peer_build(folder: Path, profile: str) -> None:
    _python(folder, profile, "mkdocs", "build", "--quiet")


def _python(folder: Path, profile: str, *arguments: str) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(folder),
        "RUNNER_PROFILE": profile,
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed in {folder}:\n{done.stdout}\n{done.stderr}")


def _write_peer_scripts(peer: Path, profile: str) -> None:
    """The same scripts; what the runner overrides in the fast profile is written out."""
    (peer / "docs").mkdir()
    (peer / "docs/index.md").write_text("# peer\n")
    for name in find(ROOT):
        page = read(ROOT, name)
        text = (ROOT / name).read_text(encoding="utf-8")
        for _, cell in page.code_cells():
            text = text.replace(cell.source, page.source(cell, profile))
        path = peer / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _edit_prose(folder: Path) -> None:
    (script,) = folder.rglob("padding_and_stride.py")
    script.write_text(
        script.read_text(encoding="utf-8").replace("외울 공식이", "외워야 할 공식이"), encoding="utf-8"
    )


def _edit_snippet(folder: Path) -> None:
    with (folder / "snippets/output_size.py").open("a", encoding="utf-8") as file:
        file.write("\n# an edit\n")


if __name__ == "__main__":
    main()
