"""What the tests lean on is the same wherever they are started."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process import until
from tests.project import Project

ASK = """
    import os, signal, sys
    print([signal.getsignal(sign).__name__ for sign in (signal.SIGINT,)])
    print([signal.getsignal(sign) == signal.SIG_DFL for sign in (signal.SIGHUP, signal.SIGTERM)])
    print([os.isatty(number) for number in (0, 1, 2)], repr(sys.stdin.read()), os.getsid(0) == os.getpid())
    print("한글 ⌊n⌋")
    """
FAMILY = """
    import subprocess, time
    subprocess.Popen(["sleep", "600"], start_new_session=True)
    time.sleep(600)
    """
ANSWER = "['default_int_handler']\n[True, True]\n[False, False, False] '' True\n한글 ⌊n⌋\n"


@pytest.fixture
def background() -> Iterator[None]:
    """As a shell that is not interactive starts a command with `&`, or `nohup` does."""
    signs = (signal.SIGINT, signal.SIGHUP)
    before = [signal.signal(sign, signal.SIG_IGN) for sign in signs]
    yield
    for sign, handler in zip(signs, before, strict=True):
        signal.signal(sign, handler)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path / "project")
    project.write("ask.py", ASK)
    yield project
    project.stop()


@pytest.mark.usefixtures("background")
@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_process_inherits_no_signal_no_terminal_no_input(
    project: Project, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert project.do("ask") == ANSWER


@pytest.mark.usefixtures("background")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_process_that_is_started_in_the_background_can_be_stopped(project: Project, sign: int) -> None:
    project.write("wait.py", "import time\nprint('waits', flush=True)\ntime.sleep(600)\n")
    process = project.start("wait")
    process.wait_for(lambda: process.output)
    process.popen.send_signal(sign)
    assert process.wait() in (-sign, 130)


def test_what_takes_too_long_fails_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.process.PATIENCE", 0.1)
    with pytest.raises(AssertionError, match="the moon is no cheese"):
        until(lambda: False, "the moon is no cheese")


def test_whole_tree_of_a_process_ends_with_its_test(project: Project) -> None:
    project.write("family.py", FAMILY)
    process = project.start("family")
    process.wait_for("sleep")
    assert len(process.processes()) == 2
    project.stop()
    assert process.processes() == []


@pytest.mark.usefixtures("background")
def test_build_is_right_wherever_it_is_started(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path with a space and Hangul, no home, another locale, clock and umask, all at once; and cold."""
    folder = tmp_path / "합성곱 노트" / "내 사본"
    folder.parent.mkdir()
    project = Project(folder).copy_of(built)
    (folder / ".store/full").rename(tmp_path / "full")
    monkeypatch.setenv("LC_ALL", "POSIX")
    monkeypatch.setenv("TZ", "Pacific/Apia")
    monkeypatch.setenv("HOME", "/proc/no/home")
    before = os.umask(0o077)
    try:
        project.right()
    finally:
        os.umask(before)
        project.stop()
