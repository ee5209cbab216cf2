"""Promise 1, for all that a page can look at: what appears or vanishes there runs the page again."""

import sqlite3

import pytest

from runner.store import dependencies
from tests.project import Project

DATA = "snippets/data"


def page(project: Project, code: str) -> None:
    """A page of one cell, which knows the folder of the data."""
    project.write("snippets/__init__.py", "")
    project.write(f"{DATA}/old.txt", "old")
    folder = str(project.folder / DATA)
    project.write("tutorials/page.py", f"# %%\nfrom pathlib import Path\nDATA = Path({folder!r})\n{code}\n")


def again(project: Project, why: str) -> None:
    """The next build runs the page, says why, and the one after that does not."""
    output = project.run()
    assert "실행: tutorials/page.py" in output
    assert why in output
    assert "실행" not in project.run()


LISTINGS = {
    "glob": "print(sorted(it.name for it in DATA.glob('*.txt')))",
    "rglob": "print(sorted(it.name for it in DATA.parent.rglob('*.txt')))",
    "iterdir": "print(sorted(it.name for it in DATA.iterdir()))",
    "listdir": "import os; print(sorted(os.listdir(DATA)))",
    "scandir": "import os; print(sorted(it.name for it in os.scandir(DATA)))",
    "walk": "import os; print([sorted(it[2]) for it in os.walk(DATA)])",
    "glob of the module": "import glob; print(sorted(glob.glob(f'{DATA}/*.txt')))",
    "resources": "from importlib.resources import files\n"
    "print(sorted(it.name for it in files('snippets').joinpath('data').iterdir()))",
    "subprocess": "import subprocess, sys\ncode = f'import os; print(sorted(os.listdir({str(DATA)!r})))'\n"
    "print(subprocess.run([sys.executable, '-c', code], capture_output=True, text=True).stdout)",
}


@pytest.mark.parametrize("code", LISTINGS.values(), ids=LISTINGS.keys())
def test_file_that_joins_or_leaves_a_listed_folder(project: Project, code: str) -> None:
    page(project, code)
    project.run()
    assert "new.txt" not in project.notebook("tutorials/page.py")
    assert "실행" not in project.run()
    new = project.write(f"{DATA}/new.txt", "")
    again(project, f"{DATA}/의 목록 바뀜")
    assert "new.txt" in project.notebook("tutorials/page.py")
    new.unlink()
    assert "실행" not in project.run()  # it is as it was at first
    assert "new.txt" not in project.notebook("tutorials/page.py")


def test_what_a_listed_file_holds_does_not_count(project: Project) -> None:
    page(project, LISTINGS["glob"])
    project.run()
    project.write(f"{DATA}/old.txt", "other")
    project.write(f"{DATA}/.hidden", "")
    project.write(f"{DATA}/__pycache__/x.pyc", "")
    assert "실행" not in project.run()


QUESTIONS = {
    "exists": "print((DATA / 'new.txt').exists())",
    "is_file": "print((DATA / 'new.txt').is_file())",
    "os.path": "import os; print(os.path.exists(DATA / 'new.txt'))",
    "isfile": "import os; print(os.path.isfile(f'{DATA}/new.txt'))",
    "access": "import os; print(os.access(DATA / 'new.txt', os.R_OK))",
    "stat": "import os\ntry:\n    os.stat(DATA / 'new.txt')\nexcept OSError:\n    print(False)\nelse:\n"
    "    print(True)",
    "lexists": "import os; print(os.path.lexists(DATA / 'new.txt'))",
    "open": "try:\n    open(DATA / 'new.txt')\nexcept FileNotFoundError:\n    print(False)\nelse:\n"
    "    print(True)",
}


@pytest.mark.parametrize("code", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_file_that_a_page_asked_for(project: Project, code: str) -> None:
    page(project, code)
    project.run()
    assert '"False"' in project.notebook("tutorials/page.py")
    assert "실행" not in project.run()
    new = project.write(f"{DATA}/new.txt", "")
    again(project, f"{DATA}/new.txt 생김")
    assert '"True"' in project.notebook("tutorials/page.py")
    new.unlink()
    assert "실행" not in project.run()
    assert '"False"' in project.notebook("tutorials/page.py")


def test_file_that_was_there_and_goes(project: Project) -> None:
    page(project, "print((DATA / 'old.txt').exists())")
    project.run()
    (project.folder / DATA / "old.txt").unlink()
    again(project, f"{DATA}/old.txt 없어짐")
    assert '"False"' in project.notebook("tutorials/page.py")


def test_folder_that_a_page_asked_for(project: Project) -> None:
    page(project, "print((DATA / 'more').is_dir())")
    project.run()
    project.write(f"{DATA}/more/x.txt", "")
    again(project, f"{DATA}/more 생김")
    project.write(f"{DATA}/more/y.txt", "")
    assert "실행" not in project.run()


def test_size_that_a_page_asked_for(project: Project) -> None:
    page(project, "print((DATA / 'old.txt').stat().st_size, 'bytes')")
    project.run()
    project.write(f"{DATA}/old.txt", "longer")
    again(project, f"{DATA}/old.txt 바뀜")
    assert "6 bytes" in project.notebook("tutorials/page.py")


IMPORTS = {
    "module": "try:\n    import snippets.optional as it\nexcept ImportError:\n    it = None",
    "name": "try:\n    from snippets import optional as it\nexcept ImportError:\n    it = None",
    "import_module": "import importlib\ntry:\n    it = importlib.import_module('snippets.optional')\n"
    "except ImportError:\n    it = None",
    "find_spec": "import importlib.util\nit = importlib.util.find_spec('snippets.optional')",
}


@pytest.mark.parametrize("code", IMPORTS.values(), ids=IMPORTS.keys())
@pytest.mark.parametrize("path", ["snippets/optional.py", "snippets/optional/__init__.py"])
def test_module_that_a_page_tried_to_import(project: Project, code: str, path: str) -> None:
    page(project, f"{code}\nprint(it is not None)")
    project.run()
    assert '"False"' in project.notebook("tutorials/page.py")
    assert "실행" not in project.run()
    new = project.write(path, "")
    again(project, "생김")
    assert '"True"' in project.notebook("tutorials/page.py")
    new.unlink()
    if new.parent.name == "optional":
        for left in sorted(new.parent.rglob("*"), reverse=True):
            left.unlink() if left.is_file() else left.rmdir()
        new.parent.rmdir()
    assert "실행" not in project.run()
    assert '"False"' in project.notebook("tutorials/page.py")


def test_library_that_a_page_tried_to_import(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    page(project, "try:\n    import fancy_library\nexcept ImportError:\n    print('none')")
    project.run()
    assert "실행" not in project.run()
    site = project.write(
        "library/fancy_library-1.0.dist-info/METADATA", "Name: fancy_library\nVersion: 1.0\n"
    )
    monkeypatch.syspath_prepend(site.parents[1])
    dependencies.version_of.cache_clear()
    try:
        assert "fancy_library 없음 → 1.0" in project.run()
    finally:
        dependencies.version_of.cache_clear()


def test_database_is_a_dependency(project: Project) -> None:
    page(
        project,
        "import sqlite3\nwith sqlite3.connect(f'file:{DATA}/a.db?mode=ro', uri=True) as base:\n"
        "    print(base.execute('select * from t').fetchall())",
    )

    def fill(value: int) -> None:
        base = sqlite3.connect(project.folder / DATA / "a.db")
        base.executescript(f"drop table if exists t; create table t(x); insert into t values ({value})")
        base.close()

    fill(1)
    project.run()
    fill(22)
    again(project, f"{DATA}/a.db 바뀜")
    assert "(22,)" in project.notebook("tutorials/page.py")


@pytest.mark.parametrize("how", ["os.environ.get('{}')", "os.getenv('{}')", "os.environ.get('{}', None)"])
def test_variable_that_a_page_asked_for(project: Project, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.delenv("GREETING", raising=False)
    page(project, f"import os\nprint({how.format('GREETING')}, 'is it')")
    project.run()
    monkeypatch.setenv("OTHER", "x")
    assert "실행" not in project.run()
    monkeypatch.setenv("GREETING", "hello")
    again(project, "환경 변수 GREETING 바뀜")
    assert "hello is it" in project.notebook("tutorials/page.py")
    assert "hello" not in project.entries()[0].read_text().splitlines()[0]
    monkeypatch.delenv("GREETING")
    assert "실행" not in project.run()
    assert "None is it" in project.notebook("tutorials/page.py")


def test_copy_of_all_variables_depends_on_none(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    page(
        project,
        "import os, subprocess\nsubprocess.run(['true'], env={**os.environ})\nprint(dict(os.environ) != {})",
    )
    project.run()
    monkeypatch.setenv("GREETING", "hello")
    assert "실행" not in project.run()


@pytest.mark.parametrize("name", ["build", "site"])
def test_folder_that_is_only_called_like_what_a_build_makes(project: Project, name: str) -> None:
    file = project.write(f"snippets/{name}/number.txt", "5")
    project.write("tutorials/page.py", f"# %%\nprint(open({str(file)!r}).read(), 'read')\n")
    project.run()
    file.write_text("6")
    again(project, f"snippets/{name}/number.txt 바뀜")
    assert "6 read" in project.notebook("tutorials/page.py")


def test_file_that_a_library_opens_without_python_and_holds(project: Project) -> None:
    """As HDF5's does: through the C library, where no hook of Python's sees it."""
    page(
        project,
        "import ctypes\nlibrary = ctypes.CDLL(None)\n"
        "handle = library.open(str(DATA / 'old.txt').encode(), 0)\n"
        "buffer = ctypes.create_string_buffer(9)\nlibrary.read(handle, buffer, 9)\nprint(buffer.value)",
    )
    project.run()
    project.write(f"{DATA}/old.txt", "new")
    again(project, f"{DATA}/old.txt 바뀜")
    assert "b'new'" in project.notebook("tutorials/page.py")


def test_library_that_looks_for_modules_lists_nothing(project: Project) -> None:
    """`importlib.metadata` and `pkgutil` list each folder on the import path, the repository among them."""
    page(
        project,
        "import importlib.metadata, pkgutil\nlist(importlib.metadata.distributions())\n"
        "list(pkgutil.iter_modules())\nimport numpy",
    )
    project.run()
    project.write("notes.txt", "")
    assert "실행" not in project.run()
