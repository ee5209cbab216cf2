"""`kill -9` of each process of a build, at several moments; and two builds at once."""

import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from runner.base.processes import SCRATCH
from tests.process import PARENT
from tests.project import BUILD, FIRST_LINE, Project

# The page says when it runs and waits for leave: the moment is the page's, not the clock's.
WAITS = """
import pathlib, subprocess, time
child = subprocess.Popen(["sleep", "600"], start_new_session=True)
pathlib.Path({runs!r}).touch()
while not pathlib.Path({leave!r}).exists(): time.sleep(0.05)
print("has run")
"""
# How each process of a build can be told by its command line: nox, what it has started, what that has.
NOX, BUILDS, KERNEL, MKDOCS = PARENT, f"-m {BUILD}", "-m ipykernel_launcher", "-m mkdocs"


def waiting_page(project: Project) -> tuple[Callable[[], bool], Callable[[], None]]:
    """Make `first` a page that waits; returns whether it runs, and what lets it go on."""
    runs, leave = (project.folder.parent / name for name in ("runs", "leave"))
    project.page("first", WAITS.format(runs=str(runs), leave=str(leave)))
    return runs.exists, leave.touch


def test_killed_kernel_is_named_and_the_site_stays(project: Project) -> None:
    runs, _ = waiting_page(project)
    before = project.site()
    while_it_runs = f"tutorials/first.py:{FIRST_LINE}: 커널이 SIGKILL 신호로 죽었습니다"
    for moment, message in (
        (KERNEL, "tutorials/first.py: 커널이 시작하다가 죽었습니다"),
        (runs, while_it_runs),
    ):
        build = project.start(BUILD)
        build.wait_for(moment)
        build.kill(KERNEL)
        output = build.end()
        assert build.code == 1
        assert f"\n{message}" in output
        assert "Traceback" not in output
        assert project.site() == before
    project.right()


@pytest.mark.parametrize("victim", [BUILDS, NOX])
def test_killed_runner_leaves_no_kernel_and_no_result(project: Project, victim: str) -> None:
    runs, _ = waiting_page(project)
    before, entries = project.site(), project.entries()
    for moment in (KERNEL, runs):
        build = project.start(BUILD)
        build.wait_for(moment)
        build.kill(victim)
        build.wait_until_gone(BUILDS, KERNEL)
        assert build.code != 0
        assert project.site() == before
        assert project.entries() == entries
    # A runner that outlives nox takes its own away.
    assert any(temporary(project)) == (victim == BUILDS)
    project.right()
    # What the page itself had started in a session of its own; only the next build can find it.
    build.wait_until_gone("")
    assert not any(temporary(project))


def temporary(project: Project) -> Iterator[Path]:
    """The temporary folders of a project's kernels."""
    for root in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*/root"):
        with suppress(FileNotFoundError):  # another test's, which has just ended
            if root.read_text(encoding="utf-8") == str(project.folder):
                yield root.parent


def any_written(folder: Path) -> bool:
    """Whether MkDocs has begun to write a new site."""
    return any(folder.glob(".site-*/assets"))


@pytest.mark.parametrize("victim", [MKDOCS, BUILDS, NOX])
def test_killed_mkdocs_leaves_the_last_site(project: Project, victim: str) -> None:
    before = project.site()
    project.page("second", "print('the second page', 2)")
    writes = partial(any_written, project.folder)
    for moment in (MKDOCS, writes) if victim == MKDOCS else (writes,):
        build = project.start(BUILD)
        build.wait_for(moment)
        build.kill(victim)
        output = build.end()
        assert build.code != 0
        assert project.site() == before
        if victim == MKDOCS:
            assert "MkDocs가 SIGKILL 신호로 죽었습니다" in output
            assert "site/는 그대로입니다" in output
    project.right()


def test_whatever_is_killed_at_whatever_moment_the_site_is_whole(project: Project) -> None:
    """Seeded, yet never the same moment twice: so no message here, only what must always hold."""
    chance = random.Random(0)
    for turn in range(3):
        project.page("second", f"print('the second page', {turn})")
        before = project.site()
        build = project.start(BUILD)
        time.sleep(chance.uniform(0, 6))
        if running := sorted(build.processes()):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(running), signal.SIGKILL)
        build.end()
        # Where only the session was killed, before its command could ask for the same end, that goes on.
        if project.site() != before:
            assert f"the second page {turn}" in project.shown("second")
    project.right()


def test_of_two_builds_at_once_the_second_waits_and_finds_the_firsts_results(project: Project) -> None:
    runs, leave = waiting_page(project)
    first = project.start(BUILD)
    first.wait_for(runs)
    second = project.start(BUILD)
    second.wait_for(lambda: "다른 빌드가 끝나기를 기다립니다" in second.output)
    leave()
    assert "사이트: site/index.html\n" in first.end()
    assert "(바뀐 것이 없습니다)" in second.end()
    assert (first.code, second.code) == (0, 0)
    assert "실행:" not in second.output
    assert "has run" in project.shown("first")
