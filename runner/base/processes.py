"""The processes that pages start: all carry their page's environment, however far they go."""

import ctypes
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
# A kernel's temporary folder: this, its runner's process, and what makes it unique.
SCRATCH = "page-"


def end_with_parent() -> None:
    """Nox may be killed outright, and cannot stop the runner then; so the system does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def adopt_orphans() -> None:
    """From now on, who loses its parent below this process becomes its child. Linux only."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def scratch_folder(root: Path) -> tempfile.TemporaryDirectory:
    """A kernel's folder, which `end_orphans` takes away where the runner cannot; in it one for TMPDIR.

    Args:
        root: The repository's root.
    """
    folder = tempfile.TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-", ignore_cleanup_errors=True)
    (Path(folder.name) / "root").write_text(str(root), encoding="utf-8")
    (Path(folder.name) / "temporary").mkdir()
    return folder


def end_those_of(record: Path) -> None:
    """Kill what a page has left: a child may be in a group of its own, where no kernel's end reaches it."""
    for process, environment in _of_pages():
        if environment["RUNNER_RECORD"] == str(record):
            _kill(process)


def end_orphans(root: Path) -> None:
    """Take away what pages of this project have left where their runner was killed before it could."""
    for process, environment in _of_pages():
        if environment.get("RUNNER_ROOT") == str(root) and not psutil.pid_exists(
            int(environment["RUNNER_PID"])
        ):
            _kill(process)
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*-*"):
        with suppress(OSError, ValueError):
            of = (folder / "root").read_text(encoding="utf-8")
            runner = int(folder.name.removeprefix(SCRATCH).partition("-")[0])
            if of == str(root) and not psutil.pid_exists(runner):
                shutil.rmtree(folder, ignore_errors=True)


def _of_pages() -> Iterator[tuple[psutil.Process, dict[str, str]]]:
    for process in psutil.process_iter(["environ"]):
        environment = process.info["environ"] or {}
        if {"RUNNER_RECORD", "RUNNER_PID"} <= environment.keys():
            yield process, environment


def _kill(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
        process.kill()
        process.wait(1)  # what was orphaned may be the runner's own child now (`kernel/template.py`)
