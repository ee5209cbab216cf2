"""Small projects for the runner: scripts without TensorFlow, run as an author would."""

import contextlib
import io
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner.__main__ import main

REPOSITORY = Path(__file__).parents[2]


class Project:
    """A folder with `tutorials/` and `snippets/`, and the runner in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.started: list[subprocess.Popen[str]] = []

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "runner", *arguments],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY), "FORCE_COLOR": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run the runner in this process, whose imports are done; returns what it printed."""
        printed = io.StringIO()
        with (
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
        ):
            try:
                ended = main(list(arguments))
            except SystemExit as error:  # argparse
                ended = error.code
        assert ended == code, printed.getvalue()
        return printed.getvalue()

    def wait_for(self, name: str, seconds: float = 60) -> str:
        """Wait until a page has written a file, and read it."""
        path, end = self.root / name, time.monotonic() + seconds
        while not (path.is_file() and path.read_text()):
            assert time.monotonic() < end, f"{name} was never written"
            time.sleep(0.05)
        return path.read_text()

    def notebook(self, page: str) -> str:
        return (self.root / "build" / page.replace(".py", ".ipynb")).read_text(encoding="utf-8")

    def entries(self, profile: str = "full") -> list[Path]:
        return sorted((self.root / ".store" / profile).rglob("*.json"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path)
    project.write("snippets/__init__.py", "")
    yield project
    for process in project.started:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()


def alive(pid: int) -> bool:
    """Whether a process runs (one that is dead and not yet collected does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process ends in time."""
    end = time.monotonic() + seconds
    while alive(pid):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
