"""What a page's own code may do to its kernel, to the runner and to the project."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import FIRST_LINE, Project

# Name of a page → the second line of its cell, and what the build says of it.
BAD = {
    "prints": ('for _ in range(100): print("x" * 999_999)', "출력이 20 MB를 넘었습니다"),
    "prints_for_ever": ('while True: print("x" * 9_999)', "출력이 20 MB를 넘었습니다"),
    "floods_stderr": ('while True: print("x" * 9_999, file=sys.stderr)', "출력이 20 MB를 넘었습니다"),
    "leaks": ("while True: kept.append(bytearray(10**8))", "MemoryError"),
    "closes_stdout": (
        'sys.stdout.close(); os.close(1); print("x")',
        "ValueError: I/O operation on closed file",
    ),
    "exits": ("os._exit(7)", "커널이 죽었습니다 (종료 코드 7)"),
    "stops_itself": ("os.kill(os.getpid(), signal.SIGSTOP)", "제한 시간 1초를 넘었습니다"),
    "hears_no_signal": (
        "[signal.signal(n, signal.SIG_IGN) for n in (2, 15)]; time.sleep(600)",
        "제한 시간 1초를 넘었습니다",
    ),
    "waits_for_ever": ("threading.Lock().acquire(), threading.Event().wait()", "제한 시간 1초를 넘었습니다"),
    "edits_a_snippet": (
        'import snippets.other; open(snippets.other.__file__, "a").write("# edited\\n")',
        "실행하는 동안 snippets/other.py 파일이 바뀌었습니다",
    ),
}
TIMED = {"stops_itself", "hears_no_signal", "waits_for_ever"}
EXCEPTIONS = {"leaks", "closes_stdout"}
HEAD = (
    "import os, signal, sys, threading, time; from pathlib import Path; "
    "from IPython.display import HTML, display; kept = []; ROOT = Path({root!r})\n"
)
# What is odd and no fault: the build ends well, and shows what the page's last line prints.
ODD = {
    "forks": "if os.fork() == 0: time.sleep(600)",
    "forks_away": "if os.fork() == 0: os.setsid(); time.sleep(600)",
    "starts_a_program_of_its_own_group": (
        'import subprocess; subprocess.Popen(["sleep", "600"], start_new_session=True)'
    ),
    "starts_threads": "[threading.Thread(target=time.sleep, args=(600,)).start() for _ in range(20)]",
    "removes_its_folder": "os.rmdir(os.getcwd())",
    "changes_folder": 'os.chdir("/")',
    "closes_descriptor_1": "os.close(1)",
    "handles_signals": "[signal.signal(n, lambda *_: None) for n in (2, 15)]",
    "writes_into_build": '(ROOT / "build/tutorials/second.ipynb").write_text("nonsense")',
    "writes_into_the_site": '(ROOT / "site/tutorials/second/index.html").write_text("nonsense")',
    "writes_into_the_store": (
        '(ROOT / ".store/full/tutorials/writes_into_the_store").mkdir(); '
        '(ROOT / ".store/full/tutorials/writes_into_the_store/nonsense.json").write_text("nonsense")'
    ),
    "writes_a_little_to_stderr": 'print("chatter " * 99_999, file=sys.stderr)',
}


def memory() -> None:
    """For all of a build's tree: more address space than a kernel needs, less than a leak takes."""
    resource.setrlimit(resource.RLIMIT_AS, (3 * 2**29, 3 * 2**29))


def copy(built: Path, factory: pytest.TempPathFactory, pages: dict[str, str]) -> Project:
    project = Project(factory.mktemp("pages") / "project").copy_of(built)
    (project.folder / "snippets/other.py").write_text("x = 1\n")
    for name, code in pages.items():
        project.page(
            name,
            f"{HEAD.format(root=str(project.folder))}{code}\n\n# %%\nprint('{name} ended')",
            cell="timeout=1" if name in TIMED else "",
        )
    return project


class Outcome:
    """A build of many pages that fail, and the site before and after."""

    def __init__(self, project: Project) -> None:
        self.project = project
        before = project.site()
        output = project.build(code=1, limit=memory)
        self.same_site = project.site() == before
        self.summary = output[output.index(f"실패 {len(BAD)}건") :]


@pytest.fixture(scope="module")
def bad(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    project = copy(built, tmp_path_factory, {name: code for name, (code, _) in BAD.items()})
    yield Outcome(project)
    project.stop()


@pytest.mark.parametrize("name", BAD)
def test_fault_is_named_with_its_line(bad: Outcome, name: str) -> None:
    line = "" if name == "edits_a_snippet" else f":{FIRST_LINE + (name in EXCEPTIONS)}"
    assert f"\ntutorials/{name}.py{line}: {BAD[name][1]}" in bad.summary


def test_pages_that_fail_leave_the_site_and_the_next_build(bad: Outcome) -> None:
    assert bad.same_site
    bad.project.remove(*BAD)
    bad.project.right()


@pytest.fixture(scope="module")
def odd(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = copy(built, tmp_path_factory, ODD)
    project.build()
    yield project
    project.stop()


@pytest.mark.parametrize("name", ODD)
def test_odd_page_is_published(odd: Project, name: str) -> None:
    assert f"{name} ended" in odd.shown(name)


def test_what_pages_wrote_into_the_build_is_not_published(odd: Project) -> None:
    assert "the second page" in odd.shown("second")
    assert "nonsense" not in odd.shown("second")


def test_what_no_page_can_show_is_named_before_the_site_is_built(project: Project) -> None:
    before = project.site()
    from_ipython = "from IPython.display import HTML, display"
    project.page("first", f'{from_ipython}\ndisplay(HTML("<p><SCRIPT>alert(1)</SCRIPT>"))')
    project.page("second", 'print("x" * 999_999)')
    output = project.build(code=1)
    assert f"\ntutorials/first.py:{FIRST_LINE}: HTML에 페이지가 허락하지 않는 <script>가 있고" in output
    assert f"\ntutorials/second.py:{FIRST_LINE}: 출력이 999,999자입니다" in output
    project.page("second", "# <script>alert(1)</script>\n\n# %%\n1", cell="[markdown]")
    project.page("first", "1")
    output = project.build(code=1)
    assert f"\ntutorials/second.py:{FIRST_LINE}: `<script>`은 보안 정책(CSP)이 막습니다" in output
    assert project.site() == before
    project.page("second", 'print("the second page")')
    project.right()
