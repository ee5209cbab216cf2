"""A script that stays as it is is read once; whatever is kept of it, the page is the same."""

import pytest

from runner import page, parsed
from tests.runner.conftest import Project

PAGE = """
    # %% [markdown]
    # # 제목

    # %% alt="a line" tags=["source"]
    print(1)
    """


def test_unchanged_script_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("tutorials/page.py", PAGE)
    first = parsed.page(project.root, "tutorials/page.py")
    assert first == page.read(project.root, "tutorials/page.py")
    monkeypatch.setattr(parsed, "read", lambda *_: pytest.fail("read again"))
    assert parsed.page(project.root, "tutorials/page.py") == first


def test_edited_script_is_read_again(project: Project) -> None:
    project.write("tutorials/page.py", PAGE)
    parsed.page(project.root, "tutorials/page.py")
    project.edit("tutorials/page.py", "print(1)", "print(2)")
    assert parsed.page(project.root, "tutorials/page.py").notebook.cells[1].source == "print(2)"


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"key": 1'])
def test_damaged_copy_is_made_anew(project: Project, damage: str) -> None:
    project.write("tutorials/page.py", PAGE)
    whole = parsed.page(project.root, "tutorials/page.py")
    kept = project.write(".store/parsed/tutorials/page.py.json", damage)
    assert parsed.page(project.root, "tutorials/page.py") == whole
    assert kept.read_text(encoding="utf-8") != damage
