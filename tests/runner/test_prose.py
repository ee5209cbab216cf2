"""What stands in a script's prose: shown as it is meant, or refused with its line before anything runs."""

import pytest

from runner.base.errors import PageError
from runner.script.page import Page, read
from tests.project import Project

NAME = "tutorials/page.py"


def page(project: Project, script: str) -> Page:
    """What a script is read as."""
    path = project.write(NAME, "")
    path.write_bytes(script.encode())
    return read(project.folder, NAME)


def refused(project: Project, script: str) -> str:
    """What is said of a script that is not read."""
    with pytest.raises(PageError) as error:
        page(project, script)
    assert str(error.value).startswith(f"{NAME}:")
    return str(error.value).replace(f"{NAME}:", "")


def prose(text: str) -> str:
    """A cell of it; its first line is the second."""
    return "\n".join(["# %% [markdown]", *(f"# {line}".rstrip() for line in text.split("\n")), ""])


# The lines on which cells stand.


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 2),
        ("\n\nimport sys\n", 5),
        ("#!/usr/bin/env python\n", 3),
        ("# ---\n# title: a\n# ---\n\n", 6),
        ('"""What it is."""\n\n', 4),
        ("# %% [markdown]\n# a\n#\n# b\n\n\n", 8),
        ('# %% [markdown]\n"""\na\n\nb\n"""\n', 8),
        ("# %%\n'''\n# %%\n'''\n", 6),
        ("# %%\nx = 'a\x0cb\x1c\u2028'\n", 4),
        ("# %% [markdown]\n# a\x0cb\x85\n", 4),
        ("# %%\r\nx = 1\r\n\r\n", 5),
    ],
)
@pytest.mark.parametrize("head", ["# %%", "#%%", "# %% title", "# %%% deeper"])
def test_cell_stands_on_its_line(project: Project, before: str, line: int, head: str) -> None:
    last = page(project, f"{before}{head}\nlast = 1\n").cells[-1]
    assert (last.line, last.source) == (line, "last = 1")


def test_signs_that_only_some_take_for_a_lines_end_stay(project: Project) -> None:
    source = "x = 'a\x0cb\x1c\u2028'"
    assert page(project, f"# %%\n{source}\n").cells[0].source == source


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ('"""\n\n한 줄\n"""', 3),
        ('"""\n한 줄\n"""', 3),
        ("\nr'''한 줄'''", 3),
        ("# 한 줄", 2),
        ('"""한 줄"""', 2),
    ],
)
def test_prose_stands_on_its_line_however_it_is_written(project: Project, cell: str, line: int) -> None:
    found = page(project, f"# %% [markdown]\n{cell}\n").cells[0]
    assert (found.line, found.source.strip()) == (line, "한 줄")


def test_front_matter_stands_on_its_line_beside_settings_of_jupytext(project: Project) -> None:
    settings = "# jupyter:\n#   jupytext: {}\n"
    assert page(project, f"# ---\n# title: a\n{settings}# ---\n").cells[0].line == 1
    assert page(project, f"# ---\n{settings}# title: a\n# ---\n").cells[0].line == 3  # so `title` is line 4


def test_guard_of_a_script_runs_as_it_is(project: Project) -> None:
    source = 'if __name__ == "__main__":\n    print(1)'
    assert page(project, f"# %%\n{source}\n").codes("full") == [(source, ())]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("# %%[markdown]\n# a", "1: 셀이 여기서 시작하지 않습니다: `# %%[markdown]`"),
        ("# %%\nx = 1\n\n# + [markdown]\n# a", "4: 셀이 여기서"),
        ("# %% [markdown]\n# a\n\nx = 1", "4: 글 셀에 코드가 있어"),
        ("# %% [markdown]\n# a\n# ```\n# %%\nx = 1\n# %% [markdown]\n# ```", "3: 코드 블록이 이 셀 안에서"),
        ('# %%\n\n# %% tags=["active-ipynb"]\n# x', "3: tags에 'active-ipynb'"),
        ('# %%\n\n# %% tags=["active-py"]\nx', "3: tags에 'active-py'"),
        ('# %% tags=["frozen"]\nx', "1: tags에 'frozen'"),
        ('# %% active="py"\nx', "1: 셀의 첫 줄에 'active'"),
        ('# %% run_control={"frozen": true}\n# x', "1: 셀의 첫 줄에 'run_control'"),
        ("# %%\n\n# %% tags=3\nx", "3: 셀의 첫 줄을 읽을 수 없습니다"),
        ("# ---\n# jupyter:\n#   a: [\n# ---\n", "1: 맨 앞의 설정을"),
        ("# coding: cp949\n# %%\nx", "1: 맨 앞의 설정을"),
    ],
)
def test_head_that_jupytext_reads_otherwise_is_refused(project: Project, script: str, said: str) -> None:
    assert refused(project, f"{script}\n").startswith(said)


def test_head_within_a_text_is_none(project: Project) -> None:
    assert page(project, '# %%\nx = """\n# %%[markdown]\n"""\n').cells[0].line == 2
