"""Formulas: found wherever they stand, and nothing else is; shown right, or refused by name."""

import re

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from mkdocs.config import load_config

from tests.process import ROOT
from tests.project import FIRST_LINE, Project
from theme.mathml import Formula, convert

CONFIG = load_config(str(ROOT / "mkdocs.yml"))
DISPLAY = ".formula > math[display=block]"


def page(text: str) -> BeautifulSoup:
    """As this site shows it."""
    made = Markdown(extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs)
    return BeautifulSoup(made.convert(text), "html.parser")


def formulas(text: str) -> list[str]:
    return [math.get_text() for math in page(text).find_all("math")]


def mathml(tex: str) -> str:
    formula = Formula(f"$${tex}$$", tex, display=True)
    convert([formula])
    return formula.html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("값 $x$이다", ["x"]),
        ("값 $ x $이다", ["x"]),
        (r"값 \(x\)이다", ["x"]),
        ("$x$, $y$와 **$z$**", ["x", "y", "z"]),
        ("*$a_1$*과 _$b_1*c$_", ["a1", "b1\N{ASTERISK OPERATOR}c"]),
        ("3$\\times$3", ["×"]),
        ("$2$와 $0.5^2 = 0.25$", ["2", "0.52=0.25"]),
        ("$a<b$와 $c>d$", ["a<b", "c>d"]),
        ("$a +\nb$", ["a+b"]),
        ("[$x$](https://example.org)", ["x"]),
        ("글[^1]\n\n[^1]: 각주 $x$", ["x"]),
    ],
)
def test_formula_in_a_sentence_stays_in_it(text: str, found: list[str]) -> None:
    assert formulas(text) == found
    assert not page(text).select(DISPLAY)
    assert page(text).p
    assert "$" not in page(text).get_text()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$$x$$", ["x"]),
        ("$$\nx\n= y\n$$", ["x=y"]),
        ("글\n$$x$$\n글", ["x"]),
        ("글 $$x$$ 글 $$y$$ 글", ["x", "y"]),
        ("$$x$$\n$$y$$", ["x", "y"]),
        ("- $$ x $$\n- 글 $$ y $$", ["x", "y"]),
        ("1. 글\n\n    $$x$$", ["x"]),
        ('!!! note "제목"\n\n    $$\n    x\n    $$', ["x"]),
        ("> 글\n> $$\n> x\n> + y\n> $$\n>\n> 글", ["x+y"]),
        (r"\[ x \]", ["x"]),
        ("글\n\\begin{gather*}\nx\n\\end{gather*}\n글", ["x"]),
        ("| a |\n| - |\n| $$x$$ |", ["x"]),
    ],
)
def test_formula_of_its_own_may_stand_anywhere(text: str, found: list[str]) -> None:
    shown = page(text)
    assert [math.get_text() for math in shown.select(DISPLAY)] == found
    assert all(it["tabindex"] == "0" for it in shown.select(".formula"))
    assert not re.search(r"[$\\]", shown.get_text())
    assert all(it.get_text().strip() for it in shown.find_all("p"))


@pytest.mark.parametrize(
    "text",
    [
        "5달러는 costs $5 and $10",
        "US$5, US$10",
        "| 가격($) | 값($) |",
        "| 가격 $ | 값 $ |",
        "$HOME and $PATH",
        "$ $",
        "값 $x",
        "$x\n\ny$",
        "> $x\n>\n> y$",
    ],
)
def test_dollars_that_hold_no_formula_stay(text: str) -> None:
    shown = page(text)
    assert not shown.find("math")
    assert shown.get_text().count("$") == text.count("$")


def test_money_does_not_hide_the_formula_behind_it() -> None:
    assert formulas("$5, $10 and $x$") == ["x"]


def test_escaped_dollar_is_a_dollar() -> None:
    assert page(r"\$x\$").get_text() == "$x$"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("`$x$`", "$x$"),
        ("``$x`$`` ", "$x`$"),
        ("`$`와 `$$`", "$"),
        ("```\n$x$ $$\n```", "$x$ $$\n"),
        ("    echo $$ $a<b$ \\begin{x}", "echo $$ $a<b$ \\begin{x}\n"),
    ],
)
def test_code_is_left_as_it_is(text: str, code: str) -> None:
    shown = page(text)
    assert shown.code.get_text() == code
    assert not shown.find("math")


def test_code_between_formulas_is_left_as_it_is() -> None:
    shown = page("$a$ `$` $b$")
    assert [math.get_text() for math in shown.find_all("math")] == ["a", "b"]
    assert shown.code.get_text() == "$"


def test_raw_html_and_a_picture_s_words_are_left_as_they_are() -> None:
    shown = page('<div class="output"><p title="$a$">$b$ $$</p></div>\n\n![$c < d$](e.png)')
    assert shown.find(title="$a$").get_text() == "$b$ $$"
    assert shown.img["alt"] == "$c < d$"
    assert not shown.find("math")


def test_bar_in_a_formula_does_not_end_the_cell() -> None:
    cells = page("| a | b |\n| - | - |\n| $|x|$ | $P(A|B)$ |").select("td")
    assert [cell.get_text() for cell in cells] == ["|x|", "P(A|B)"]


def test_heading_with_a_formula_keeps_its_anchor() -> None:
    assert page("## 크기 $n_1$").h2["id"] == "크기-n1"


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\begin{aligned} a &= 1 \\ b &= 2 \end{aligned}", 2),
        (r"\begin{align} a &= 1 \\ b &= 2 \end{align}", 2),
        (r"\begin{align*} a &= 1 \\ b &= 2 \end{align*}", 2),
        (r"\begin{alignat}{2} a &= 1 \\ b &= 2 \end{alignat}", 2),
        (r"\begin{alignat*}{2} a &= 1 \\ b &= 2 \end{alignat*}", 2),
        (r"\begin{alignedat}{2} a &= 1 \\ b &= 2 \end{alignedat}", 2),
        (r"\begin{flalign} a &= 1 \\ b &= 2 \end{flalign}", 2),
        (r"\begin{split} a &= 1 \\ b &= 2 \end{split}", 2),
        (r"\begin{eqnarray} a &=& 1 \\ b &=& 2 \end{eqnarray}", 2),
        (r"\begin{gathered} a \\ b \end{gathered}", 2),
        (r"\begin{gather} a \\ b \end{gather}", 2),
        (r"\begin{multline} a \\ b \end{multline}", 2),  # codespell:ignore multline
        (r"\begin{cases} a & b \\ c & d \end{cases}", 2),
        (r"\begin{dcases} a & b \\ c & d \end{dcases}", 2),
        (r"\begin{rcases} a & b \\ c & d \end{rcases}", 2),
        (r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}", 2),
        (r"\begin{pmatrix} 1 & 2 \end{pmatrix}", 1),
        (r"\begin{smallmatrix} 1 & 2 \end{smallmatrix}", 1),
        (r"\sum_{\substack{i \\ j}}", 2),
        (r"a \\ b", 2),
        (r"a = \begin{cases} 1 \\ 2 \end{cases}", 2),
        (r"\sqrt{\begin{matrix} 1 \\ 2 \end{matrix}}", 2),
    ],
)
def test_environment_becomes_a_table_without_its_marks(tex: str, rows: int) -> None:
    html = mathml(tex)
    assert html.count("<mtr>") == rows
    assert not re.search(r"[\\&$]|begin", BeautifulSoup(html, "html.parser").get_text())


@pytest.mark.parametrize("tex", [r"\begin{smallmatrix} 1 \end{smallmatrix}", r"\sum_{\substack{i \\ j}}"])
def test_small_table_is_small(tex: str) -> None:
    assert BeautifulSoup(mathml(tex), "html.parser").mtable["scriptlevel"] == "1"


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\arg\max_x", "argmaxx"),
        (r"\operatorname*{arg\,min}_x", "arg\N{THIN SPACE}minx"),
        (
            r"\boldsymbol{x}W",
            "\N{MATHEMATICAL BOLD ITALIC SMALL X}W",
        ),
        (r"a \notag", "a"),
        (r"\text{합성곱}", "합성곱"),
        (r"50\%", "50%"),
        (r"a \tag{7}", "a(7)"),
        (r"a \tag{7} \\ b", "a(7)b"),
    ],
)
def test_command_is_shown(tex: str, shown: str) -> None:
    text = BeautifulSoup(mathml(tex), "html.parser").get_text()
    assert text.replace("\N{FUNCTION APPLICATION}", "") == shown


def test_formulas_are_numbered_through_a_page_and_found_from_before() -> None:
    one = r"\begin{equation} a \end{equation}"
    two = r"\begin{equation} b \label{b} \end{equation}"
    shown = page(f"\\eqref{{b}}과 $\\eqref{{b}}$\n\n{one}\n\n{two}")
    assert [it.get_text() for it in shown.select(DISPLAY)] == ["a(1)", "b(2)"]
    links = shown.select("p math a")
    assert [link.get_text() for link in links] == ["(2)", "(2)"]
    assert all(shown.find(id=link["href"].removeprefix("#")).get_text() == "(2)" for link in links)
    assert formulas(one) == ["a(1)"]


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        (r"\foobar + 1", r"모르는 명령 \foobar"),
        (r"\begin{foo} a \end{foo}", "모르는 환경 foo"),
        (r"a \label{x}", r"\label은 \begin{equation} 안에만 적습니다"),
        (r"a & b", "표 밖의 &"),
        (r"a & b \\ c", "표 밖의 &"),
        ("{ a", "닫는 } 없음"),
        ("a }", "짝이 없는 }"),
        ("x_1_2", "한 글자에 같은 첨자가 둘"),
        (r"\left( a", r"닫는 \right 없음"),
        (r"\frac", "명령 뒤에 있어야 할 것이 없음"),
        (r"\text{$a$}", "글 안의 $"),
        (r"\eqref{x}", r"\eqref가 가리키는 \label 없음"),
        (r"\color{nocolor} x", 'Unknown color "nocolor".'),
        ("50%", r"%는 \%로 적습니다"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_formula(tex: str, why: str) -> None:
    with pytest.raises(ValueError, match="수식") as error:
        page(f"$a$\n$$\n{tex}\n$$\n$b$")
    assert str(error.value) == f"수식을 읽을 수 없습니다: {tex} ({why})"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$$ $$", "$$ $$ (빈 수식)"),
        ("$$\nx + y\n\n$$", "x + y (빈 줄 앞에 닫는 $$ 없음)"),
        ("\\begin{align}\nx", r"\begin{align} (빈 줄 앞에 닫는 \end 없음)"),
    ],
)
def test_formula_without_an_end_or_without_anything_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="수식") as error:
        page(text)
    assert str(error.value) == f"수식을 읽을 수 없습니다: {said}"


def test_script_and_line_of_the_formula_are_named(project: Project) -> None:
    project.page("first", "x = 1\n\n# %% [markdown]\n# Text.\n#\n# $$\n# x_1_2\n# (a)\n# $$")
    output = project.build(code=1)
    assert f"tutorials/first.py:{FIRST_LINE + 6}: 수식을 읽을 수 없습니다: x_1_2 (한" in output


def test_script_and_line_of_a_formula_in_a_sentence_are_named(project: Project) -> None:
    project.page("first", "x = 1\n\n# %% [markdown]\n# Text.\n# Here: $f (a_1_2)$.")
    output = project.build(code=1)
    assert f"tutorials/first.py:{FIRST_LINE + 4}: 수식을 읽을 수 없습니다: f (a_1_2) (한" in output


def test_space_between_rows_is_no_text() -> None:
    found = mathml(r"\begin{aligned} a &= 1 \\[4pt] b &= 2 \\*[ -0.5em ] [c] \end{aligned}")
    assert "pt" not in BeautifulSoup(found, "html.parser").text
