"""`python -m commands.serve`: a page while its author edits it, in a kernel that lives on."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from tests.process import alive, until
from tests.project import Project, write_small

PAGE = "tutorials/page.py"
# The first cell tells by a file how often it ran; the second is what an author edits.
SCRIPT = """
    # %% [markdown]
    # # Title

    # %%
    import os
    with open(os.environ["RUNNER_ROOT"] + "/.runs", "a") as file:
        file.write("x")
    first = os.getpid()

    # %%
    print("value", 1)
    """


class Preview:
    """A preview under way, and what it shows."""

    def __init__(self, project: Project) -> None:
        self.folder = project.folder
        arguments = ("--port", "0", "--profile", "full", "--timeout", "100")
        self.process = project.start("commands.serve", *arguments)
        self.address = self.process.wait_for(lambda: re.search(r"http://\S+", self.output))[0]

    @property
    def output(self) -> str:
        return self.process.output

    def open(self, page: str = PAGE) -> None:
        """Somebody looks at a page."""
        with suppress(HTTPError):
            urlopen(f"{self.address}{page.removesuffix('.py')}/").close()

    def shown(self, page: str = PAGE) -> str:
        path = self.folder / ".preview" / page.replace(".py", ".ipynb")
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def shows(self, text: str, page: str = PAGE) -> str:
        """Wait until a page shows a text."""
        return self.until(lambda: text in self.shown(page), page)

    def until(self, condition: Callable[[], object], page: str = PAGE) -> str:
        self.process.wait_for(condition)
        return self.shown(page)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose page was built."""
    project = Project(tmp_path_factory.mktemp("ran") / "project")
    write_small(project.folder)
    project.write(PAGE, SCRIPT)
    project.name_in_nav()
    project.run()
    assert (project.folder / ".runs").read_text() == "x"
    return project.folder


@pytest.fixture
def project(ran: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of it to edit."""
    project = Project(tmp_path / "project").copy_of(ran)
    yield project
    project.stop()


@pytest.fixture
def runs(project: Project) -> Path:
    """What the first cell of the page writes to."""
    return project.folder / ".runs"


@pytest.fixture
def preview(project: Project) -> Preview:
    preview = Preview(project)
    assert "value 1" in preview.shown()
    return preview


def test_page_is_shown_from_the_store_without_a_kernel(preview: Preview, runs: Path) -> None:
    preview.open()
    preview.open("tutorials/none.py")
    preview.open()
    assert runs.read_text() == "x"
    assert "실행" not in preview.output


def test_prose_needs_no_kernel(project: Project, preview: Preview, runs: Path) -> None:
    project.edit(PAGE, "# # Title", "# # Another")
    assert "value 1" in preview.shows("# Another")
    assert runs.read_text() == "x"
    assert "커널 없이 다시 보입니다" in preview.output


def test_kernel_runs_from_the_changed_cell_on(project: Project, preview: Preview, runs: Path) -> None:
    for value in (2, 3, 4):
        project.edit(PAGE, f'"value", {value - 1}', f'"value", {value}')
        preview.shows(f"value {value}")
    assert runs.read_text() == "xx"  # of the build, and once in the living kernel
    assert preview.output.count("셀 2부터 실행 (코드 바뀜)") == 3


def test_kernel_is_a_fork_unless_the_page_changes_what_a_library_looks_at(project: Project) -> None:
    project.page("other", "import numpy")
    preview = Preview(project)
    preview.until(lambda: "커널의 틀을 만들었습니다" in preview.output)
    project.edit(PAGE, '"value", 1', '"in", open("/proc/self/cmdline").read().count("--History")')
    preview.shows("in 0")
    project.edit(PAGE, 'print("in"', 'os.environ["MARK"] = "1"; import numpy; print("in"')
    preview.shows("in 1")  # as Jupyter has started it
    assert preview.output.count("커널이 따로 시작합니다") == 1


def test_cell_that_is_put_in_between_runs_with_all_below(project: Project, preview: Preview) -> None:
    project.edit(PAGE, 'print("value", 1)', "extra = 5\n\n# %%\nprint('value', extra)")
    preview.shows("value 5")


def test_first_cells_stay_true_while_the_kernel_starts(project: Project, preview: Preview) -> None:
    project.edit(PAGE, "first = os.getpid()", "print('first', 1)")
    preview.shows("first 1")
    project.edit(PAGE, '"value", 1', '"value", 2')
    shown = preview.shows("stale") if "stale" in preview.shown() else preview.shows("value 2")
    assert "first 1" in shown


def test_error_stands_at_its_cell_with_its_line(project: Project, preview: Preview, runs: Path) -> None:
    project.edit(PAGE, '"value", 1', '"value", 1 / 0')
    shown = preview.shows("ZeroDivisionError")
    assert "tutorials/page.py:11" in shown
    assert shown.index("1 / 0") < shown.index("!!! danger")
    project.edit(PAGE, "1 / 0", "6")
    assert "danger" not in preview.shows("value 6")
    assert runs.read_text() == "xx"


def test_script_that_is_no_python_says_where(project: Project, preview: Preview) -> None:
    project.edit(PAGE, 'print("value", 1)', 'print("value", 1')
    assert "value 1" in preview.shows("tutorials/page.py:11")
    project.edit(PAGE, 'print("value", 1', 'print("value", 7)')
    assert "danger" not in preview.shows("value 7")


def test_image_without_a_text_says_so_at_its_cell(project: Project, preview: Preview) -> None:
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    project.edit(PAGE, 'print("value", 1)', plot)
    preview.shows("대체 글(alt)은 0개")
    project.edit(PAGE, f"# %%\n{plot}", f'# %% alt="a line"\n{plot}')
    assert "danger" not in preview.shows("page_files")
    page = f"{preview.address}tutorials/page/"
    [picture] = re.findall(r'<img alt="a line"[^>]* src="([^"]+)"', urlopen(page).read().decode())
    assert b"<svg" in urlopen(urljoin(page, picture)).read()


def test_prose_below_an_error_may_be_edited(project: Project, preview: Preview) -> None:
    project.edit(PAGE, '"value", 1', '"value", 1 / 0')
    preview.shows("tutorials/page.py:11")
    project.edit(PAGE, "# # Title", "# # Title\n# More.")
    preview.shows("tutorials/page.py:12")


def test_module_that_changes_runs_the_page_from_its_import(
    project: Project, preview: Preview, runs: Path
) -> None:
    project.write("snippets/one.py", "VALUE = 1\n")
    project.edit(PAGE, 'print("value", 1)', "from snippets.one import VALUE\nprint('module', VALUE)")
    preview.shows("module 1")
    for value in (2, 3):
        project.write("snippets/one.py", f"VALUE = {value}\n# {'x' * value}\n")
        preview.shows(f"module {value}")
    assert runs.read_text() == "xx"
    assert "snippets/one.py 바뀜" in preview.output


def test_module_that_is_as_it_was_shows_the_stored_run_again(project: Project) -> None:
    module = project.write("snippets/one.py", "VALUE = 1\n")
    project.write(PAGE, "# %%\nfrom snippets.one import VALUE\nprint('module', VALUE)\n")
    project.run()
    preview = Preview(project)
    preview.shows("module 1")
    for _ in range(2):
        module.write_text("VALUE = 20\n")
        preview.shows("module 20")
        module.write_text("VALUE = 1\n")
        assert "stale" not in preview.shows('"module 1"')
    assert preview.output.count("셀 1부터 실행") == 1  # the kernel still holds the other value


def test_module_that_failed_is_tried_again_when_it_is_mended(project: Project, preview: Preview) -> None:
    project.write("snippets/one.py", "VALUE = 1 / 0\n")
    project.edit(PAGE, 'print("value", 1)', "from snippets.one import VALUE\nprint('module', VALUE)")
    preview.shows("ZeroDivisionError")
    project.write("snippets/one.py", "VALUE = 4\n")
    assert "danger" not in preview.shows("module 4")


def test_running_cell_that_is_edited_is_interrupted(project: Project, preview: Preview, runs: Path) -> None:
    started = project.folder / ".started"
    sleep = f"import time\nopen({str(started)!r}, 'w').close()\ntime.sleep(1000)"
    project.edit(PAGE, 'print("value", 1)', sleep)
    preview.until(started.exists)
    project.edit(PAGE, "time.sleep(1000)", "print('value', 9)")
    preview.shows("value 9")
    assert runs.read_text() == "xx"


def test_kernel_that_dies_is_started_again(project: Project, preview: Preview, runs: Path) -> None:
    project.edit(PAGE, 'print("value", 1)', "os.kill(first, 9)")
    preview.shows("SIGKILL")
    project.edit(PAGE, "os.kill(first, 9)", "print('value', 8)")
    assert "danger" not in preview.shows("value 8")
    assert runs.read_text() == "xxx"


def test_new_renamed_and_deleted_scripts_are_noticed(project: Project, preview: Preview) -> None:
    new = project.write("tutorials/new.py", "# %%\nprint('new', 'page')\n")
    preview.shows("new page", "tutorials/new.py")
    new.rename(project.folder / "tutorials/other.py")
    preview.shows("new page", "tutorials/other.py")
    preview.until(lambda: not preview.shown("tutorials/new.py"))
    (project.folder / "tutorials/other.py").unlink()
    preview.until(lambda: not preview.shown("tutorials/other.py"))


def test_nothing_of_a_preview_enters_the_store(project: Project, preview: Preview, runs: Path) -> None:
    entries = project.entries()
    project.edit(PAGE, '"value", 1', '"value", 2')
    preview.shows("value 2")
    assert project.entries() == entries
    assert "실행: tutorials/page.py" in project.run()
    assert runs.read_text() == "xxx"
    assert "value 2" in project.notebook(PAGE)


def test_page_that_never_ran_runs_when_somebody_opens_it(project: Project, runs: Path) -> None:
    shutil.rmtree(project.folder / ".store")
    preview = Preview(project)
    preview.until(preview.shown)
    assert "value 1" not in preview.shown()
    assert runs.read_text() == "x"
    preview.open()
    preview.shows("value 1")
    assert runs.read_text() == "xx"
    preview.process.popen.terminate()
    assert preview.process.wait() == 0


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_end_of_a_preview_ends_its_kernels(project: Project, preview: Preview, end: signal.Signals) -> None:
    project.edit(PAGE, 'print("value", 1)', "print('pid', first, flush=True)\nwhile True: pass")
    pid = project.folder / ".pid"
    project.edit(PAGE, "first = os.getpid()", f"open({str(pid)!r}, 'w').write(str(os.getpid()))")
    preview.until(lambda: re.fullmatch(r"\d+", pid.read_text() if pid.exists() else ""))
    kernel = int(pid.read_text())
    assert alive(kernel)
    preview.process.popen.send_signal(end)
    preview.process.wait()
    until(lambda: not alive(kernel), "it goes on")
    assert "Traceback" not in preview.output
