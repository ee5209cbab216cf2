"""A script that stays as it is is read once; whatever is kept of it, the page is the same."""

import shutil
import subprocess
import sys

import pytest

from runner.script import page, parsed
from tests.project import Project

PAGE = """
    # %% [markdown]
    # # 제목

    # %% alt="a line" tags=["source"]
    print(1)
    """


def test_unchanged_script_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("tutorials/page.py", PAGE)
    first = parsed.page(project.folder, "tutorials/page.py")
    assert first == page.read(project.folder, "tutorials/page.py")
    monkeypatch.setattr(parsed, "read", lambda *_: pytest.fail("read again"))
    assert parsed.page(project.folder, "tutorials/page.py") == first


def test_edited_script_is_read_again(project: Project) -> None:
    project.write("tutorials/page.py", PAGE)
    parsed.page(project.folder, "tutorials/page.py")
    project.edit("tutorials/page.py", "print(1)", "print(2)")
    assert parsed.page(project.folder, "tutorials/page.py").cells[1].source == "print(2)"


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"key": 1'])
def test_damaged_copy_is_made_anew(project: Project, damage: str) -> None:
    project.write("tutorials/page.py", PAGE)
    whole = parsed.page(project.folder, "tutorials/page.py")
    kept = project.write(".store/parsed/tutorials/page.py.json", damage)
    assert parsed.page(project.folder, "tutorials/page.py") == whole
    assert kept.read_text(encoding="utf-8") != damage


def test_edited_parser_reads_unchanged_scripts_again(project: Project) -> None:
    """In a copy of the runner, as its author would: the script stays, `page.py` does not."""
    shutil.copytree(
        parsed.HERE.parent, project.folder / "runner", ignore=shutil.ignore_patterns("__pycache__")
    )
    project.write("tutorials/page.py", PAGE)
    assert title(project) == "제목"
    project.edit(
        "runner/script/page.py",
        "percent.split(name, text)",
        "percent.split(name, text.replace('제목', '다른'))",
    )
    assert title(project) == "다른"


def title(project: Project) -> str:
    """What a new process reads as the title of the page."""
    code = "from pathlib import Path; from runner.script import parsed; "
    code += "print(parsed.page(Path.cwd(), 'tutorials/page.py').cells[0].source)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project.folder, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip().removeprefix("# ")
