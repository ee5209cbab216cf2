"""Promise 3: fails well: the script's own line, one message, the other pages kept, no kernel left."""

import json
import os
import signal

import pytest

from tests.process import alive, until
from tests.project import Project

GOOD = "# %%\nprint('good')\n"
WRITE_PID = "import os, pathlib; pathlib.Path({path!r}).write_text(str(os.getpid()))"


def failing(project: Project, cell: str, *arguments: str) -> str:
    """Run a page that fails beside one that does not; the good one's results must be kept."""
    project.write("tutorials/bad.py", f"# %% [markdown]\n# # Bad\n\n# %%\nx = 0\n\n# %%\n# why\n{cell}\n")
    project.write("tutorials/good.py", GOOD)
    output = project.run(*arguments, code=1)
    assert "실패 1건" in output
    assert "완료: tutorials/good.py" in output
    assert len(project.entries()) == 1
    assert not (project.folder / "build").exists()
    return output


def test_exception_names_the_scripts_line(project: Project) -> None:
    assert "\ntutorials/bad.py:9: ZeroDivisionError: division by zero" in failing(project, "1 / x")


def test_exception_inside_a_function_of_the_page_names_the_innermost_line(project: Project) -> None:
    output = failing(project, "def f():\n    return 1 / x\n\n\nf()")
    assert "tutorials/bad.py:10: ZeroDivisionError" in output
    assert "tutorials/bad.py:13: f()" in output


def test_traceback_is_cut_to_the_authors_code(project: Project) -> None:
    project.write("snippets/deep.py", "import json\n\n\ndef parse(text):\n    return json.loads(text)\n")
    output = failing(project, "from snippets.deep import parse\n\nparse('{')")
    assert "tutorials/bad.py:11: JSONDecodeError" in output
    assert "snippets/deep.py:5: return json.loads(text)" in output
    assert "json/decoder.py" not in output


def test_library_installed_inside_the_project_is_not_the_authors(project: Project) -> None:
    project.write(".nox/lib/site-packages/library.py", "def fail():\n    raise ValueError('deep')\n")
    packages = str(project.folder / ".nox/lib/site-packages")
    output = failing(project, f"import sys\nsys.path.append({packages!r})\nimport library\nlibrary.fail()")
    assert "tutorials/bad.py:12: ValueError: deep" in output
    assert "library.py" not in output


def test_prose_above_moves_the_line(project: Project) -> None:
    failing(project, "1 / x")
    project.edit("tutorials/bad.py", "# # Bad", "# # Bad\n# more\n# and more")
    assert "tutorials/bad.py:11: ZeroDivisionError" in project.run(code=1)


@pytest.mark.parametrize("cell", ["def f(:", "return 1", "'a' 'b"])
def test_script_that_is_not_python_starts_no_kernel(project: Project, cell: str) -> None:
    project.write("tutorials/bad.py", f"# %%\nx = 1\n\n# %%\n{cell}\n")
    output = project.run(code=1)
    assert "tutorials/bad.py:5: SyntaxError" in output
    assert "실행:" not in output


def test_script_that_is_not_utf8_is_named(project: Project) -> None:
    project.write("tutorials/bad.py", GOOD).write_bytes("# %%\n# 한글\nx = 1\n".encode("cp949"))
    assert "tutorials/bad.py: UTF-8이 아닙니다" in project.run(code=1)


def test_script_without_cells_is_named(project: Project) -> None:
    project.write("tutorials/bad.py", "\n")
    assert "tutorials/bad.py:1: 셀이 없습니다" in project.run(code=1)


def test_script_of_prose_alone_is_a_page(project: Project) -> None:
    project.write("tutorials/prose.py", "# %% [markdown]\n# # Title\n#\n# Text.\n")
    project.run()
    assert "Text." in project.notebook("tutorials/prose.py")


def test_mark_that_some_editors_begin_with_is_no_letter(project: Project) -> None:
    project.write("tutorials/page.py", "# %%\nprint('한글', 1)\n")
    path = project.folder / "tutorials/page.py"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    project.run()
    assert "한글 1" in project.notebook("tutorials/page.py")


def test_front_matter_may_stand_where_jupytext_has_it(project: Project) -> None:
    project.write(
        "tutorials/page.py",
        """
        # ---
        # description: one sentence
        # date: 2026-01-01
        # ---

        # %%
        print(1 / 0)
        """,
    )
    assert "tutorials/page.py:7: ZeroDivisionError" in project.run(code=1)
    project.edit("tutorials/page.py", "1 / 0", "1")
    project.run()
    first, second = json.loads(project.notebook("tutorials/page.py"))["cells"]
    assert (first["cell_type"], second["cell_type"]) == ("markdown", "code")
    assert "".join(first["source"]) == "---\ndescription: one sentence\ndate: 2026-01-01\n---"


def test_raw_cell_is_refused_with_its_line(project: Project) -> None:
    project.write("tutorials/bad.py", "# %%\nx = 1\n\n# %% [raw]\n# text\n")
    assert "tutorials/bad.py:4: raw 셀은 보일 수 없습니다" in project.run(code=1)


@pytest.mark.parametrize("line", ["%matplotlib inline", "!pip install x", "%%time", "print?", "x = 1\nlen??"])
def test_commands_of_notebooks_are_refused_with_what_to_write_instead(project: Project, line: str) -> None:
    project.write("tutorials/bad.py", f"# %%\nx = 1\n\n# %%\n{line}\n")
    number = 5 + line.count("\n")
    assert f"tutorials/bad.py:{number}: `%`나 `!`로 시작하거나" in project.run(code=1)


def test_cell_past_its_timeout(project: Project) -> None:
    output = failing(project, "import time; time.sleep(60)", "--timeout", "5")
    assert "tutorials/bad.py:8: 제한 시간 5초를 넘었습니다" in output


def test_cell_may_set_its_own_timeout(project: Project) -> None:
    project.write("tutorials/bad.py", "# %% timeout=1\nimport time; time.sleep(60)\n")
    assert "제한 시간 1초를 넘었습니다" in project.run(code=1)


def test_killed_kernel(project: Project) -> None:
    output = failing(project, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert "tutorials/bad.py:8: 커널이 SIGKILL 신호로 죽었습니다" in output


def test_kernel_that_exits(project: Project) -> None:
    assert "tutorials/bad.py:8: 커널이 죽었습니다 (종료 코드 3)" in failing(project, "import os; os._exit(3)")


def test_tagged_cell_may_raise(project: Project) -> None:
    project.write("tutorials/page.py", '# %% tags=["raises-exception"]\n1 / 0\n\n# %%\nprint("after")\n')
    project.run()
    assert "division by zero" in project.notebook("tutorials/page.py")
    assert "after" in project.notebook("tutorials/page.py")


def test_letter_without_glyph_fails(project: Project) -> None:
    project.write(
        "tutorials/page.py",
        '# %% alt="x"\nimport matplotlib.pyplot as plt\nplt.title("\\u2fff\\ua015")\nplt.show()\n',
    )
    output = project.run(code=1)
    assert "tutorials/page.py:2: 그림에 글꼴이 없는 글자가 있습니다" in output


def test_all_failures_stand_in_one_summary(project: Project) -> None:
    project.write("tutorials/a.py", "# %%\n1 / 0\n")
    project.write("tutorials/b.py", "# %%\n{}['key']\n")
    project.write("tutorials/c.py", "# %%\nx = (\n")
    output = project.run(code=1)
    summary = output[output.index("실패 3건") :]
    for line in (
        "tutorials/a.py:2: ZeroDivisionError",
        "tutorials/b.py:2: KeyError",
        "tutorials/c.py:2: Syntax",
    ):
        assert line in summary


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopping_the_runner_leaves_no_process(project: Project, sign: signal.Signals) -> None:
    pid = str(project.folder / "pid")
    project.write(
        "tutorials/page.py",
        f"# %%\n{WRITE_PID.format(path=pid)}\nimport time\nwhile True: time.sleep(0.1)\n",
    )
    process = project.start("runner")
    kernel = int(project.wait_for("pid"))
    assert alive(kernel)
    process.popen.send_signal(sign)
    process.wait()
    assert process.code != 0
    until(lambda: not alive(kernel), "it goes on")
    if sign != signal.SIGKILL:
        assert process.code == 130
        assert "멈췄습니다" in process.output
        assert "Traceback" not in process.output
    assert project.entries() == []


@pytest.mark.parametrize(("end", "code"), [("pass", 0), ("os.kill(os.getpid(), 9)", 1)])
def test_process_that_a_page_started_ends_with_it(project: Project, end: str, code: int) -> None:
    project.write(
        "tutorials/page.py",
        f"""
        # %%
        import os, pathlib, subprocess
        child = subprocess.Popen(["sleep", "600"])
        pathlib.Path({str(project.folder / "pid")!r}).write_text(str(child.pid))
        {end}
        """,
    )
    project.run(code=code)
    until(lambda: not alive(int((project.folder / "pid").read_text())), "it goes on")


def test_page_runs_in_a_folder_of_its_own(project: Project) -> None:
    project.write("tutorials/page.py", "# %%\nopen('left.txt', 'w').write('x')\n")
    project.run()
    assert [path.name for path in project.folder.rglob("left.txt")] == []
    assert not (project.folder / os.curdir / "left.txt").exists()
