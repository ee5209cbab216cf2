"""Promise 1: runs what changed, and only that; and says why."""

import importlib.metadata
import json
import platform
from pathlib import Path

import pytest

from runner.script.page import read
from runner.store import dependencies
from runner.store.dependencies import Dependencies
from runner.store.record import Record
from tests.project import Project

PAGE = """
    # %% [markdown]
    # # Title
    # prose

    # %%
    from snippets.outer import number
    print(number())

    # %% alt="a line"
    import matplotlib.pyplot as plt
    plt.plot([0, number()])
    plt.show()
    """
OTHER = """
    # %%
    print("other")
    """


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two pages that have run."""
    project = Project(tmp_path_factory.mktemp("ran") / "project")
    project.write("snippets/__init__.py", "")
    project.write("snippets/inner.py", "def one():\n    return 1\n")
    project.write(
        "snippets/outer.py",
        "from snippets.inner import one\n\n\ndef number():\n    return one() + 1\n",
    )
    project.write("tutorials/page.py", PAGE)
    project.write("tutorials/other.py", OTHER)
    project.run()
    return project


@pytest.fixture
def pages(ran: Project, tmp_path: Path) -> Project:
    """A copy of them to edit."""
    return Project(tmp_path / "project").copy_of(ran.folder)


def test_second_run_starts_no_kernel(pages: Project) -> None:
    assert "실행" not in pages.run()


def test_edit_to_prose_or_alt_text_starts_no_kernel_and_is_shown(pages: Project) -> None:
    pages.edit("tutorials/page.py", "# prose", "# other words")
    pages.edit("tutorials/page.py", 'alt="a line"', 'alt="a rising line"')
    assert "실행" not in pages.run()
    assert "other words" in pages.notebook("tutorials/page.py")
    assert "a rising line" in pages.notebook("tutorials/page.py")


def test_edit_to_code_runs_that_page_only(pages: Project) -> None:
    pages.edit("tutorials/page.py", "print(number())", "print(number() * 10)")
    output = pages.run()
    assert "실행: tutorials/page.py (다시 실행: 코드 바뀜)" in output
    assert "other" not in output
    assert '"20"' in pages.notebook("tutorials/page.py")


def test_edit_to_a_tag_runs_the_page(pages: Project) -> None:
    pages.edit("tutorials/other.py", "# %%", '# %% tags=["stderr"]')
    assert "실행: tutorials/other.py (다시 실행: 코드 바뀜)" in pages.run()


def test_edit_to_a_module_behind_the_imported_one_runs_its_pages_only(pages: Project) -> None:
    pages.edit("snippets/inner.py", "return 1", "return 41")
    output = pages.run()
    assert "실행: tutorials/page.py (다시 실행: snippets/inner.py 바뀜)" in output
    assert "other" not in output
    assert '"42"' in pages.notebook("tutorials/page.py")


def test_going_back_to_an_earlier_version_starts_no_kernel(pages: Project) -> None:
    pages.edit("snippets/inner.py", "return 1", "return 41")
    pages.run()
    pages.edit("snippets/inner.py", "return 41", "return 1")
    assert "실행" not in pages.run()
    assert '"2"' in pages.notebook("tutorials/page.py")


def test_module_read_from_byte_code_is_a_dependency(pages: Project) -> None:
    """The first run left `.pyc` files; a kernel that finds them never opens the source."""
    assert list((pages.folder / "snippets/__pycache__").glob("inner.*.pyc"))
    pages.edit("tutorials/page.py", "print(number())", "print(number(), 'again')")
    pages.run()
    pages.edit("snippets/inner.py", "return 1", "return 7")
    assert "snippets/inner.py 바뀜" in pages.run()


@pytest.mark.parametrize(
    "code",
    [
        "print(open(path).read())",
        "import numpy as np; print(np.loadtxt(path))",
        "import subprocess, sys; print(subprocess.run([sys.executable, '-c', "
        "f'print(open({path!r}).read())'], capture_output=True, text=True).stdout)",
        "import threading; t = threading.Thread(target=lambda: print(open(path).read())); t.start(); "
        "t.join()",
    ],
    ids=["open", "numpy", "subprocess", "thread"],
)
def test_data_file_is_a_dependency(project: Project, code: str) -> None:
    data = project.write("snippets/data/number.txt", "5")
    project.write("tutorials/page.py", f"# %%\npath = {str(data)!r}\n{code}\n")
    project.run()
    data.write_text("6")
    assert "다시 실행: snippets/data/number.txt 바뀜" in project.run()
    assert "6" in project.notebook("tutorials/page.py")


def test_file_deleted_after_the_run_runs_the_page(project: Project) -> None:
    data = project.write("snippets/data/number.txt", "5")
    project.write("tutorials/page.py", f"# %%\nprint(open({str(data)!r}).read())\n")
    project.run()
    data.unlink()
    assert "FileNotFoundError" in project.run(code=1)


def test_file_that_changes_while_the_page_runs_is_not_remembered(project: Project) -> None:
    data = project.write("snippets/data/number.txt", "5")
    project.write(
        "tutorials/page.py",
        f"# %%\npath = {str(data)!r}\nprint(open(path).read())\nopen(path, 'w').write('changed')\n",
    )
    assert "실행하는 동안 snippets/data/number.txt 파일이 바뀌었습니다" in project.run(code=1)
    assert project.entries() == []


def test_only_the_pages_asked_for_run(pages: Project) -> None:
    pages.edit("tutorials/page.py", "print(number())", "print('new')")
    pages.edit("tutorials/other.py", '"other"', '"newer"')
    output = pages.run("tutorials/other.py")
    assert "실행: tutorials/other.py" in output
    assert "실행: tutorials/page.py" not in output
    assert "결과 없이 보임: tutorials/page.py" in output
    manifest = json.loads((pages.folder / "build/manifest.json").read_text())
    assert manifest["pages"]["tutorials/page.py"] is None


def test_page_that_does_not_exist_is_named(project: Project) -> None:
    project.write("tutorials/page.py", OTHER)
    assert "tutorials/pag.py: 그런 페이지가 없습니다" in project.run("tutorials/pag.py", code=2)


def test_version_of_python_library_and_runner_count(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("tutorials/page.py", "# %%\nimport numpy\n")
    project.run()
    record = Record(**json.loads(project.entries()[0].read_text().splitlines()[0]))
    page = read(project.folder, "tutorials/page.py")
    assert "numpy" in record.distributions
    assert Dependencies(project.folder).changes(record, page, "full") == []

    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    assert Dependencies(project.folder).changes(record, page, "full") == [f"파이썬 {record.python} → 3.99.0"]
    newer = record.python.rpartition(".")[0] + ".99"
    monkeypatch.setattr(platform, "python_version", lambda: newer)
    assert Dependencies(project.folder).changes(record, page, "full") == []
    monkeypatch.undo()
    present = dependencies.version_of
    monkeypatch.setattr(dependencies, "version_of", lambda name: "99" if name == "numpy" else present(name))
    assert Dependencies(project.folder).changes(record, page, "full") == [
        f"numpy {record.distributions['numpy']} → 99"
    ]
    monkeypatch.undo()
    monkeypatch.setattr(dependencies.kernel, "digest", lambda: "another")
    assert Dependencies(project.folder).changes(record, page, "full") == ["실행기 바뀜"]


def test_packages_belong_to_the_distributions_that_the_standard_library_finds() -> None:
    slow = importlib.metadata.packages_distributions()
    assert len(slow) > 100
    for package, names in slow.items():
        assert set(dependencies.distributions([package])) == set(names)


def test_pages_and_generated_folders_are_no_dependencies(project: Project) -> None:
    project.write("build/old.txt", "1")
    script = project.folder / "tutorials/page.py"
    project.write(
        "tutorials/page.py",
        f"# %%\nimport os\nos.chdir({str(project.folder)!r})\nopen('build/old.txt')\nopen({str(script)!r})\n",
    )
    project.run()
    record = json.loads(project.entries()[0].read_text().splitlines()[0])
    assert record["files"] == {}
    assert Path(script).is_file()


def test_page_may_ask_for_a_functions_source_without_depending_on_its_own_prose(project: Project) -> None:
    """AutoGraph does; the script is not opened for it, else every word of prose would count."""
    project.write(
        "tutorials/page.py",
        """
        # %% [markdown]
        # prose

        # %%
        import inspect

        # %%
        def double(x):
            return 2 * x

        print(len(inspect.getsource(double).splitlines()), "lines")
        """,
    )
    project.run()
    assert "2 lines" in project.notebook("tutorials/page.py")
    project.edit("tutorials/page.py", "# prose", "# other words")
    assert "실행" not in project.run()
