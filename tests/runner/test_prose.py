"""What stands in a script's prose: shown as it is meant, or refused with its line before anything runs."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runner.base.errors import PageError
from runner.script.html import problems, tags
from runner.script.page import Page, read
from tests.project import Project

NAME = "tutorials/page.py"


def forbidden(html: str) -> str | None:
    """What a page cannot show of this, the first of several."""
    return next((why for _, why in problems(tags(html))), None)


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
        ("# ---\n# description: a\n# date: 2026-01-01\n# ---\n\n", 7),
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
    said = "# description: a\n# date: 2026-01-01\n"
    assert page(project, f"# ---\n{said}{settings}# ---\n").cells[0].line == 1
    assert page(project, f"# ---\n{settings}{said}# ---\n").cells[0].line == 3  # so it is said from line 4 on


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


# What stands in prose.


def box(body: str = "") -> str:
    return f'!!! note "a"\n\n    {body}'.rstrip()


BOXED = '# %% tags=["boxed"]\nx = 1\n'

SHOWN = [
    "~~~\n<b>\n```\n~~~\n\n````\n```\n````",
    "> ```\n> <b>\n> ```",
    box("```\n    <b>\n    ```"),
    "```a``` b",
    "<br> <hr/> <ul><li>a<li>b</ul> <b\ntitle='c'>d</b>",
    "`List<int>` ``a ` <b>`` <https://a.example/b> <name@a.example> [a](<b c.ipynb>)",
    "$a<b>c$ \\(a<b>c\\)\n\n$$\na<b>c\n$$\n\n\\[a<b>c\\]",
    "n < m, n<m\n\n> a",
    "<!-- <b>\n\n``` -->".replace("```", "`"),
    "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    "<img src='data:image/png;base64,//aa' alt='a'> ![a](data:image/png;base64,aa)",
    "`![a](b.png)` \\![a](b.png)",
    "<style>b { color: red }</style>",
    '??? "a"\n    b\n\n???+ tip "a"\n\n    !!! note "b `c` "d""\n\n        e\n\n!!! warning inline\n    f',
    "!!!! a\n\n???!",
    "## a\n### b\n## c\n# d\n## e\n```\n# f\n```\n    # g",
    "---\ndate: 2026-01-31\ndescription: '`a` <b> $'\n# 주석\n---\n# a",
    "---\n\na",
    "a #b\n\\#c",
]


@pytest.mark.parametrize("text", SHOWN)
def test_what_shows_as_it_is_meant_is_read(project: Project, text: str) -> None:
    assert page(project, prose(text)).cells[0].source == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A fence without its end.
        ("a\n```python\nb\n\nc", "3: 코드 블록이 셀 안에서 닫히지"),
        ("> ~~~\n> a\n\nb", "2: 코드 블록이"),
        (box("```\nx = 1\n    ```"), "4: 코드 블록이"),
        ("```\na\n````", "2: 코드 블록이"),
        # HTML that takes the rest of the page into itself, or is lost.
        ("a\n<div>\n\nb", "3: `<div>`이 셀 안에서 닫히지"),
        ("<div/>", "2: `<div>`이 셀 안에서"),
        ("a\n\n</div>", "4: `</div>`에 짝이 되는"),
        ("a\nList<int> b", "3: HTML에 `<int>`이라는 것은 없어"),
        ("a <!-- b", "2: 주석 `<!--`이"),
        ("<?php a?>", "2: `<?`로 시작하는"),
        # What the Content-Security-Policy takes away.
        ("a\n<script>b</script>", "3: `<script>`은 보안 정책"),
        ('<a href="java\tscript:a">b</a>', "2: `href`의 `javascript:`"),
        ("a\n[b](JavaScript:c)", "3: `javascript:` 링크"),
        ("a ![b](https://a.example/b.png)", "2: 다른 사이트의 그림은"),
        # Pictures from a file.
        ("a\n![b\nc](d.png)", "3: 스크립트 옆의 파일은 페이지에 실리지 않습니다: `d.png`"),
        ("![a][b]\n\n[b]: c.png", "2: 스크립트 옆의 파일은"),
        ("<img alt='a'\nsrc='b.png'>", "2: 스크립트 옆의 파일은"),
        ("<video src='b.mp4'></video>", "2: 스크립트 옆의 파일은"),
        # Boxes.
        ("a\n\n!!! note 제목\n\n    b", "4: 상자가 아니라"),
        ('!!! note "a" b\n\n    c', "2: 상자가 아니라"),
        ('  ??? note "a"\n\n    c', "2: 상자가 아니라"),
        ('??? note "a"\n\nb', "2: 상자가 비었습니다"),
        ('!!! note "a"\n\n    ??? note "b"\n\n    c', "4: 상자가 비었습니다"),
        (box(), "2: 상자가 비었습니다"),
        # Front matter.
        ("---\ndescription: a: b\n---", "3: 설정이 YAML이 아닙니다"),
        ("---\na: 1\nb: [\n---", "5: 설정이 YAML이 아닙니다"),
        ("---\na\n---", "3: 설정이 없습니다"),
        ("---\na: 1\ndate: 2026-13-45\n---", "4: `date: 2026-01-31`처럼"),
        ("---\ndate: 봄\n---", "3: `date: 2026-01-31`처럼"),
        ("---\ndescription: 2026\ndate: 2026-01-31\n---", "3: `description`이 글이 아닙니다"),
        ("---\ndescription: a\n\n# b", "2: 맨 앞의 `---`가 닫히지"),
        ("---\na: 1\n--- ", "2: 설정을 감싸는 `---` 뒤에 빈칸"),
        # Headings, and what was to start a cell.
        ("# a\n\n# b", "4: 제목(`# `)이 2줄에 이미"),
        ("## a\n\n#### b", "4: `#### `은 바로 위 제목에서"),
        ("a\n#b", "3: `#`로 시작하는 줄은 빈칸이 없어도"),
        ("a\n%%[markdown]\nb", "3: 셀이 여기서 시작하지"),
    ],
)
def test_what_would_show_something_else_is_refused(project: Project, text: str, said: str) -> None:
    cell = "\n".join(["# %% [markdown]", *(f"# {line}" for line in text.split("\n")), ""])
    found = refused(project, cell)
    assert found.startswith(said)
    assert found.endswith(("요.", "니다."))


def test_cells_of_a_script_are_looked_at_together(project: Project) -> None:
    first, later = prose("# a"), prose("---\nb: c\n---\n# d\n### e")
    said = refused(project, f"{first}\n{later}\n# %%\nx = 1\n").split("\n")
    assert [line.split(":")[0] for line in said] == ["5", "8", "9"]
    assert ["맨 앞이 아닌" in said[0], "2줄에 이미" in said[1], "`## `으로" in said[2]] == [True] * 3


@pytest.mark.parametrize(
    "script",
    [
        f"{prose(box())}\n{BOXED}\n{BOXED}",
        f"{prose(box('b'))}\n# %%\n\n{BOXED}",
        prose(box("```\n    b\n    ```")) + BOXED,
    ],
)
def test_boxed_cell_stands_in_the_box_above(project: Project, script: str) -> None:
    assert page(project, script).code_cells[-1].tags == ("boxed",)


@pytest.mark.parametrize(
    ("script", "line"),
    [
        (BOXED, 1),
        (prose("a") + BOXED, 3),
        (prose(f"{box('b')}\n\nc") + BOXED, 7),
        (f"{prose(box('b'))}# %%\nx = 1\n{BOXED}", 7),
    ],
)
def test_boxed_cell_without_a_box_is_refused_at_its_head(project: Project, script: str, line: int) -> None:
    assert refused(project, script).startswith(f"{line}: `boxed` 셀은")


@pytest.mark.parametrize("following", ["# %%\nx = 1\n", prose("a"), prose("    a"), "# %%\n"])
def test_box_whose_body_is_no_boxed_cell_is_refused(project: Project, following: str) -> None:
    assert refused(project, f"{prose('a')}{prose(box())}{following}").startswith("4: 상자가 비었습니다")


# HTML from anywhere.


@pytest.mark.parametrize(
    "name", ["script", "iframe", "object", "embed", "frame", "form", "link", "base", "meta"]
)
def test_element_that_no_page_shows_is_named(name: str) -> None:
    assert f"`<{name}>`" in (forbidden(f"<p>a</p>\n<{name.upper()} x=1>") or "")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<b OnClick=a()>", "`onclick` 속성은"),
        ("<a href=' java\nscript:a'>", "`href`의 `javascript:`는"),
        ("<a href='&#106;avascript:a'>", "`href`의 `javascript:`는"),
        ("<img src='http://a.example/b.png'>", "`http://a.example/b.png`"),
        ("<img srcset='data:a 1x, //a.example/b.png 2x'>", "`//a.example/b.png`"),
        ("<video poster=//a.example/b></video>", "소리와 영상"),
        ("<audio><source src=https://a.example/b></audio>", "소리와 영상"),
        ("<svg><image xlink:href='https://a.example/b'/></svg>", "그림"),
    ],
)
def test_what_no_page_shows_is_named_with_its_remedy(html: str, said: str) -> None:
    found = forbidden(html)
    assert found is not None
    assert said in found
    assert found.endswith("요.")


@pytest.mark.parametrize(
    "html",
    [
        "<style>a { color: red }</style><table border=1><tr><td>a",
        "<a href='https://a.example' one=1>b</a>",
        "<img src='data:image/png;base64,//a'><video src='a.mp4'>",
        "<!-- <script> --> a < b <![foo[ c ]]> &lt;script&gt; <!doctype html>",
        "",
    ],
)
def test_what_a_page_shows_is_not_forbidden(html: str) -> None:
    assert forbidden(html) is None


# Any text.

PIECES = (
    "``` ~~~ ` `` <b> </b> <div <div> <int> <!-- --> <![ <? </ > $ $$ \\( \\) \\[ \\] \\ !!! ??? "
    '!!!_note_"a" - --- a:_b date:_2026-13-45 # ## #### ![a](b) [a]: javascript:a %% [markdown] """ \' | '
    "{#a} @ http://a __ ____ 한글 \n \n\n \x00 \x07 \x0b \x0c \x1c \x85 \u2028 \ufeff 😀"
)
MARKUP = st.sampled_from([it.replace("_", " ") for it in PIECES.split(" ")])
TEXT = st.lists(MARKUP | st.text(max_size=3), max_size=25).map("".join)
ANY = settings(
    max_examples=100,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@ANY
@given(st.lists(TEXT, min_size=1, max_size=3), st.booleans())
def test_any_prose_is_read_or_refused_by_name(project: Project, texts: list[str], code: bool) -> None:
    cells = [prose(re.sub(r"\r\n?", "\n", text)) for text in texts]
    script = ("# %%\nx = 1\n" if code else "\n").join(cells)
    try:
        said = f"{NAME}: {len(page(project, script).cells)}"
    except PageError as error:
        said = str(error)
    numbers = [re.match(rf"{NAME}(?::(\d+))?: ", line) for line in said.split("\n")]
    assert all(it and int(it[1] or 0) <= script.count("\n") for it in numbers), said


CODE = st.lists(
    st.sampled_from(
        ["", "x = 1", "# a", "    ", "y = 'a\x0cb\x1c\u2028'", "z = '''\n# %%\n'''", "if 1:\n    x = 2", "#"]
    )
)
OTHERS = ["# %% [markdown]\n# 글\n", '# %% [markdown]\n"""\n글\n"""\n', "# %% [markdown]\n# a\x0cb\x85\n", ""]


@ANY
@given(
    st.lists(st.tuples(st.sampled_from(OTHERS), CODE), min_size=1, max_size=5),
    st.sampled_from(["", "\n", "# %%\n"]),
)
def test_any_code_cell_stands_on_the_line_of_its_source(
    project: Project, cells: list[tuple[str, list[str]]], start: str
) -> None:
    parts = [f"{other}\n# %%\n" + "\n".join([*lines, "last = 1"]) + "\n\n" for other, lines in cells]
    script = start + "".join(parts)
    written = script.split("\n")
    found = page(project, script).code_cells
    assert len(found) >= len(cells)
    for cell in found:
        source = cell.source.split("\n")
        assert written[cell.line - 1 : cell.line - 1 + len(source)] == source


def test_script_in_another_format_of_jupytext_is_refused(project: Project) -> None:
    settings = (
        "# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       format_name: {}\n# ---\n"
    )
    text = f"{settings}\n# # Title\n\nx = 1\n"
    assert refused(project, text.format("light")).startswith("5: Jupytext의 light 형식")
    assert page(project, text.format("percent")).cells


# Lists.


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a\n  - b", 3),
        ("1. a\n   - b", 3),
        ("1. a\n\n   - b", 4),
        ("- a\n    - b\n      - c", 4),
        ("1) a\n2) b", 3),
    ],
)
def test_list_that_would_lose_its_shape_is_refused(project: Project, text: str, line: int) -> None:
    assert refused(project, prose(text)).startswith(f"{line}: ")


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - b\n        - c\n- d",
        "1. a\n    - b",
        " - a\n - b",
        "- a\n\ntext\n\n  - b",
        "1) a\n\n2) b",
        "```\n- a\n  - b\n```",
        "- a\n  b\n- c",
    ],
)
def test_list_that_keeps_its_shape_is_read(project: Project, text: str) -> None:
    assert page(project, prose(text)).cells


@pytest.mark.parametrize("line", ["# %%time", "# %%bash"])
def test_commented_command_of_a_notebook_is_named_as_one(project: Project, line: str) -> None:
    said = f"2: 노트북의 명령은 실행되지 않습니다: `{line}`"
    assert refused(project, f"# %%\n{line}\nx = 1\n").startswith(said)
