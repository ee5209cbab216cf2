"""Kernels that are forks of a template: no page can tell, and neither can its record."""

import asyncio
import json
import shutil
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from runner.kernel.kernel import Kernel
from runner.kernel.template import Template
from runner.script.imports import libraries
from runner.script.page import find, read
from tests.process import HOUR, ROOT, alive
from tests.project import Project, copy_repository

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="틀은 리눅스에서만 만든다")
ALONE = "커널이 따로 시작합니다"
WITHOUT = "커널의 틀 없이"
# What a page can see of what has been imported, and of what that has left behind.
LOOK = """
    import gc, logging, os, signal, sys, tempfile, threading, types, warnings

    def look():
        scratch = os.path.dirname(os.environ["RUNNER_RECORD"])
        own = lambda it: str(it).replace(scratch, "SCRATCH")
        print({it: sum(isinstance(of, types.ModuleType) for of in vars(sys.modules[it]).values())
               for it in sorted(sys.modules) if it not in ("__main__", "__mp_main__")})
        print({it: own(of) for it, of in sorted(os.environ.items()) if it != "JPY_SESSION_NAME"})
        print([own(it) for it in sys.path], own(os.getcwd()), own(tempfile.gettempdir()), sys.argv)
        print(*warnings.filters, logging.root.handlers, logging.root.level, sys.flags, sys.ps1, hash("word"))
        print([type(it).__name__ for it in sys.meta_path if type(it).__name__ not in ("Warm", "_Glyphs")])
        print([str(signal.getsignal(it)) for it in sorted(signal.valid_signals())], gc.get_threshold())
        print(threading.active_count(), len(os.listdir("/proc/self/task")), os.getsid(0) == os.getpid())
        print(os.getppid() == int(os.environ["RUNNER_PID"]))
    """
LOOKS = "from snippets.look import look\nlook()"


@pytest.fixture
def project(project: Project) -> Project:
    project.write("snippets/look.py", LOOK)
    return project


def page(project: Project, name: str, *cells: str) -> None:
    project.write(f"tutorials/{name}.py", "\n\n".join(f"# %%\n{cell}" for cell in cells) + "\n")


def kept(project: Project) -> dict[str, tuple[dict, list]]:
    """By page, what a build has kept of it last: its record but for the times, and its outputs."""
    found = {}
    entries = project.entries("full") + project.entries("fast")
    for path in sorted(entries, key=lambda path: path.stat().st_mtime_ns):
        record, outputs = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        del record["ran_at"], record["seconds"]
        found[path.parent.name] = record, outputs
    return found


def both(project: Project) -> tuple[dict, dict, str]:
    """What a build keeps whose kernels are forks, what one keeps whose kernels start, what the first said."""
    said = project.run("--kernels", "1")
    forked = kept(project)
    shutil.rmtree(project.folder / ".store/full")
    project.run("--spawn", "--kernels", "1")
    return forked, kept(project), said


def test_no_page_can_tell_and_its_record_says_what_it_imported(project: Project) -> None:
    page(project, "none", LOOKS)
    page(project, "arrays", LOOKS, "import numpy as np\nlook()", "import scipy.ndimage\nlook()")
    page(project, "frames", "import pandas as pd\nfrom sklearn import datasets", LOOKS)
    page(project, "plots", LOOKS, "import matplotlib.pyplot as plt\nlook()", "from PIL import Image\nlook()")
    project.run("--spawn", "tutorials/plots.py")  # makes matplotlib's list of fonts
    project.entries()[0].unlink()
    forked, started, said = both(project)
    assert ALONE not in said
    assert WITHOUT not in said
    assert forked.keys() == started.keys() == {"none", "arrays", "frames", "plots"}
    for name, (record, outputs) in forked.items():
        assert record == started[name][0]
        assert outputs == started[name][1]
    assert "numpy" not in forked["none"][0]["distributions"]
    assert "matplotlib" not in forked["arrays"][0]["distributions"]
    assert {"scipy", "numpy"} <= forked["arrays"][0]["distributions"].keys()
    assert "tutorials/matplotlibrc" in forked["plots"][0]["files"]


def test_what_a_page_changes_no_other_sees(project: Project) -> None:
    shown = dedent("""
        import os, signal, sys, warnings
        import keras, numpy as np
        import matplotlib.pyplot as plt
        print(keras.config.floatx(), plt.rcParams["font.size"], np.get_printoptions()["precision"])
        print(signal.getsignal(signal.SIGUSR1), "MARK" in os.environ, "/mark" in sys.path, warnings.filters)
        """).strip()
    changes = dedent("""
        keras.config.set_floatx("float16")
        plt.rcParams["font.size"] = 99
        np.random.seed(7)
        np.set_printoptions(precision=2)
        warnings.simplefilter("error")
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        os.environ["MARK"] = "1"
        sys.path.append("/mark")
        """).strip()
    page(project, "a_changes", shown, changes, "print(np.random.rand())")  # the longest, and so the first
    page(project, "b_looks", shown, "np.random.seed(7)\nprint(np.random.rand())")
    forked, started, _ = both(project)
    assert forked == started
    (first, _, number), (second, same) = (forked[name][1] for name in ("a_changes", "b_looks"))
    assert (first, number) == (second, same)


def test_forks_draw_other_random_numbers_where_there_is_no_seed(project: Project) -> None:
    """Else a page without a seed would seem to have one."""
    for name in ("one", "two"):
        page(
            project,
            name,
            "import numpy as np, random, uuid\nprint(np.random.rand(), random.random(), uuid.uuid4())",
        )
    project.run()
    one, two = (kept(project)[name][1][0][0]["text"].split() for name in ("one", "two"))
    assert all(a != b for a, b in zip(one, two, strict=True))


def test_module_edited_between_two_pages_is_the_new_one(project: Project) -> None:
    word = project.write("snippets/word.py", 'WORD = "old"')
    page(project, "one", "import numpy\nfrom snippets.word import WORD\nprint(WORD)")

    async def scenario(run: Callable[[], Awaitable[str]]) -> None:
        assert "old" in await run()
        word.write_text('WORD = "new, longer"')
        assert "new, longer" in await run()

    with_template(project, scenario)


def test_library_installed_meanwhile_is_there(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands on Python's path changes when something is installed."""
    page(project, "one", "import numpy\nprint(numpy.__name__)")
    installed = tmp_path / "installed"
    installed.mkdir()
    monkeypatch.syspath_prepend(str(installed))

    async def scenario(run: Callable[[], Awaitable[str]]) -> None:
        (installed / "numpy-99.dist-info").mkdir()
        assert "numpy" in await run()
        assert "numpy" in await run()

    assert [it.partition(" ")[0] for it in with_template(project, scenario)] == [
        "커널의",
        "라이브러리가",
        "커널의",
    ]


def with_template(
    project: Project, scenario: Callable[[Callable[[], Awaitable[str]]], Awaitable[None]]
) -> list[str]:
    """Run a scenario that can run the page `one` in a fork of one template; returns what that has said."""
    said: list[str] = []
    script = read(project.folder, "tutorials/one.py")

    async def run(template: Template) -> str:
        kernel = Kernel(project.folder, script.name, "full", 60, template)
        try:
            await kernel.start()
            outputs = [await kernel.run(at, cell) for at, cell in enumerate(script.code_cells)]
            return json.dumps(outputs)
        finally:
            await kernel.stop()

    async def whole() -> None:
        template = Template(project.folder, said.append)
        try:
            await template.warm(libraries(project.folder, [script.name]))
            await scenario(partial(run, template))
        finally:
            await template.end()

    asyncio.run(whole())
    return said


@pytest.mark.parametrize(
    ("before", "code", "shown"),
    [
        (
            'import os; os.environ["MPLBACKEND"] = "agg"',
            "import matplotlib; print(matplotlib.get_backend())",
            "agg",
        ),
        ("import os; os.chdir('..')", "import numpy, os; print(os.path.basename(os.getcwd()))", "work"),
        (
            "import sys; sys.modules['cycler'] = sys",
            "try: import matplotlib.rcsetup\nexcept ImportError: print('none')",
            "none",
        ),
        ("import sys; sys.path.insert(0, '.')", "import numpy, sys; print(sys.path[0])", "."),
    ],
)
def test_page_that_changes_what_a_library_looks_at_has_a_kernel_of_its_own(
    project: Project, before: str, code: str, shown: str
) -> None:
    page(project, "one", before, code)
    assert f"tutorials/one.py:5: 라이브러리가 보는 것을 바꾼 다음 그것을 가져오므로, {ALONE}" in project.run()
    assert kept(project)["one"][1][1][0]["text"].strip() == shown
    forked = kept(project)
    shutil.rmtree(project.folder / ".store/full")
    project.run("--spawn")
    assert kept(project) == forked


def test_file_that_a_library_would_read_counts(project: Project) -> None:
    project.write("tutorials/matplotlibrc", "font.size: 33")
    page(project, "one", "import matplotlib\nprint(matplotlib.rcParams['font.size'])")
    assert f"tutorials/one.py: {ALONE} (matplotlibrc 파일을" in project.run()
    assert "33" in project.notebook("tutorials/one.py")


def test_module_of_the_repository_that_hides_a_librarys_counts(project: Project) -> None:
    """`requests` takes it where it is there."""
    project.write("simplejson.py", "from json import *\nfrom json import JSONDecodeError")
    page(project, "one", "import requests\nprint(requests.compat.has_simplejson)")
    assert f"tutorials/one.py: {ALONE} (simplejson.py 파일이" in project.run()
    assert "True" in project.notebook("tutorials/one.py")


def test_process_that_a_page_has_forked_ends_with_it(project: Project, tmp_path: Path) -> None:
    """In a session of its own, with nothing open: only its environment tells whose it is."""
    page(
        project,
        "one",
        f"""
import os, time
if not (pid := os.fork()):
    os.setsid()
    os.closerange(0, 1024)
    time.sleep(600)
open({str(tmp_path / "pid")!r}, "w").write(str(pid))
""".strip(),
    )
    project.run()
    assert not alive(int((tmp_path / "pid").read_text()))


def test_template_that_is_killed_costs_no_page(project: Project, tmp_path: Path) -> None:
    runs, leave = tmp_path / "runs", tmp_path / "leave"
    waits = f"import pathlib, time\npathlib.Path({str(runs)!r}).touch()"
    page(
        project,
        "long",
        waits,
        f"while not pathlib.Path({str(leave)!r}).exists(): time.sleep(0.05)\nprint('long')",
    )
    for name in ("one", "two", "three"):
        page(project, name, f"print({name!r})")
    build = project.start("runner", "--kernels", "1")
    build.wait_for(runs.exists)
    build.kill("-m template")
    leave.touch()
    output = build.end()
    assert build.code == 0, output
    assert output.count(f"{WITHOUT} 커널을 하나씩 시작합니다 (죽었습니다)") == 1
    assert {name: of[1][-1][0]["text"] for name, of in kept(project).items()} == {
        name: name for name in ("long", "one", "two", "three")
    }


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            "    gc.freeze()",
            "    import threading; threading.Thread(target=lambda: time.sleep(60), daemon=True).start()",
            "스레드가 2개",
        ),
        ("    gc.collect()", "    os.abort()", "죽었습니다"),
    ],
)
def test_where_there_can_be_no_template_kernels_start_and_the_build_says_why(
    project: Project, old: str, new: str, why: str
) -> None:
    copy_repository(project.folder, "runner")
    project.edit("runner/kernel/inside/template.py", old, new)
    for name in ("one", "two"):
        page(project, name, f"print({name!r})")
    output = project.do("runner")
    assert output.count(f"{WITHOUT} 커널을 하나씩 시작합니다 ({why}") == 1
    assert kept(project).keys() == {"one", "two"}


def test_every_page_is_the_same_as_from_a_kernel_that_started(
    checkout: Path, profile: str, tmp_path: Path
) -> None:
    """The real pages, in the fast profile; the outputs to the byte, and what they rest on."""
    runs = {}
    for name, options in (("forked", ()), ("started", ("--spawn",))):
        if name == "forked" and profile == "fast":
            runs[name] = kept(Project(checkout))
            continue
        whole = Project(tmp_path / name, tmp_path)
        copy_repository(whole.folder, "tutorials", "snippets")
        (whole.folder / ".store").mkdir()
        (whole.folder / ".store/matplotlib").symlink_to(ROOT / ".store/matplotlib")
        process = whole.start("runner", "--fast", *options)
        assert process.wait(HOUR) == 0, process.output
        runs[name] = kept(whole)
    assert len(runs["forked"]) == len(find(ROOT))
    assert runs["forked"] == runs["started"]
