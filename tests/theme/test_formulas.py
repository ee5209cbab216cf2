"""Formulas: those that are shown are shown right; what the converter does not know is refused by name."""

import pytest

from tests.project import FIRST_LINE, Project
from theme.extensions.formulas import with_mathml


def shown(tex: str) -> str:
    return with_mathml(f'<div class="arithmatex">\\[{tex}\\]</div>')


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\begin{aligned} a &amp;= 1 \\ b &amp;= 2 \end{aligned}", 2),
        (r"\begin{dcases} a &amp; b \\ c &amp; d \end{dcases}", 2),
        (r"\begin{align*} a &amp;= 1 \\ b &amp;= 2 \end{align*}", 2),
        (r"\begin{pmatrix} 1 &amp; 2 \end{pmatrix}", 1),
    ],
)
def test_environment_becomes_a_table_without_its_marks(tex: str, rows: int) -> None:
    html = shown(tex)
    assert html.count("<mtr>") == rows
    assert "<mi>&" not in html
    assert "begin" not in html


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\foobar + 1", r"\foobar을 모릅니다"),
        (r"\arg\max_x", r"\arg을 모릅니다"),
        (r"a \label{x}", r"\label을 모릅니다"),
        (r"\operatorname*{arg\,min}", "여기에 든 명령을 모릅니다"),
        (r"\begin{gathered} a \\ b \end{gathered}", r"\begin{gathered}을 모릅니다"),
        (r"a &amp; b", "&을 모릅니다"),
        (r"{ a", "중괄호가 맞지 않습니다"),
        ("x_1_2", "DoubleSubscriptsError"),
        (r"\left( a", "ExtraLeftOrMissingRightError"),
        (r"\frac", "NoAvailableTokensError"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_formula(tex: str, said: str) -> None:
    with pytest.raises(ValueError, match="수식을 읽을 수 없습니다") as error:
        shown(tex)
    assert said in str(error.value)


def test_script_and_line_of_the_formula_are_named(project: Project) -> None:
    project.page("first", "x = 1\n\n# %% [markdown]\n# Text.\n#\n# $$x_1_2$$")
    output = project.build(code=1)
    assert f"tutorials/first.py:{FIRST_LINE + 5}: 수식을 읽을 수 없습니다: x_1_2" in output
