"""An author's slips: the build says file, line and remedy, ends with 1, and leaves the last good site."""

from collections.abc import Callable

import pytest

from tests.project import FIRST_LINE, Project

DRAW = "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.show()"


def prose(text: str) -> Callable[[Project], None]:
    """The first page with a cell of prose behind its code; its text begins on `FIRST_LINE + 3`."""
    lines = "\n".join(f"# {line}".rstrip() for line in text.split("\n"))
    return lambda project: project.page("first", f"x = 1\n\n# %% [markdown]\n{lines}")


def code(text: str, head: str = "") -> Callable[[Project], None]:
    return lambda project: project.page("first", text, head)


def front(text: str) -> Callable[[Project], None]:
    """The first page with other lines between its `---`."""
    return lambda project: project.edit(
        "tutorials/first.py", "# description: 시험 페이지\n# date: 2026-01-01\n", text
    )


def nav(old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.edit("mkdocs.yml", old, new)


TEXT = FIRST_LINE + 3
# What the author does; the place that the build names; a part of what it says there.
SLIPS: dict[str, tuple[Callable[[Project], None], str, str]] = {
    "misspelt tag": (
        code("x = 1", 'tags=["hiden"]'),
        f"tutorials/first.py:{FIRST_LINE - 1}",
        "'hidden'를 뜻했나요",
    ),
    "misspelt key": (code("x = 1", 'atl="x"'), f"tutorials/first.py:{FIRST_LINE - 1}", "'alt'를 뜻했나요"),
    "text without quotes": (code(DRAW, "alt=그림"), f"tutorials/first.py:{FIRST_LINE - 1}", "alt=그림"),
    "no text": (code(DRAW), f"tutorials/first.py:{FIRST_LINE}", "대체 글(alt)은 0개"),
    "box that is not indented": (prose('!!! note "제목"\n안 들여 쓴 글'), f"tutorials/first.py:{TEXT}", ""),
    "box with nothing in it": (prose('??? success "답"'), f"tutorials/first.py:{TEXT}", ""),
    "boxed without a box": (code("x = 1", 'tags=["boxed"]'), f"tutorials/first.py:{FIRST_LINE - 1}", "boxed"),
    "fence that is left open": (prose("```python\nx = 1"), f"tutorials/first.py:{TEXT}", "```"),
    "tag that is left open": (prose("글\n\n<div>글"), f"tutorials/first.py:{TEXT + 2}", "<div>"),
    "formula that is left open": (
        prose("글 $$x + 1"),
        f"tutorials/first.py:{TEXT}",
        "수식을 읽을 수 없습니다",
    ),
    "command that TeX has not": (
        prose(r"글 $\foobar$"),
        f"tutorials/first.py:{TEXT}",
        r"모르는 명령 \foobar",
    ),
    "picture that is not there": (prose("![그림](none.png)"), f"tutorials/first.py:{TEXT}", "none.png"),
    "picture of another site": (prose("![그림](https://a.org/x.png)"), f"tutorials/first.py:{TEXT}", "CSP"),
    "page that is not there": (prose("[글](none.ipynb)"), f"tutorials/first.py:{TEXT}", "none.ipynb"),
    "page that is not there, with a title": (
        prose('[글](none.ipynb "제목")'),
        f"tutorials/first.py:{TEXT}",
        "none.ipynb",
    ),
    "page that is not there, named below": (
        prose("[글][n]\n\n[n]: none.ipynb"),
        f"tutorials/first.py:{TEXT + 2}",
        "none.ipynb",
    ),
    "anchor that is not there": (prose("[글](second.ipynb#없음)"), f"tutorials/first.py:{TEXT}", "#없음"),
    "heading that skips a level": (prose("#### 네 번째"), f"tutorials/first.py:{TEXT}", ""),
    "second title": (prose("# 또 제목"), f"tutorials/first.py:{TEXT}", ""),
    "front matter that is not YAML": (
        front("# description: a: b\n# date: 2026-01-01\n"),
        "tutorials/first.py:3",
        "",
    ),
    "date that there is not": (
        front("# description: 글\n# date: 2026-13-45\n"),
        "tutorials/first.py:4",
        "date",
    ),
    "no date": (front("# description: 글\n"), "tutorials/first.py:3", "date: 2026-01-31"),
    "no description": (front("# date: 2026-01-01\n"), "tutorials/first.py:3", "description: 한 문장"),
    "description that is a number": (
        front("# description: 2026\n# date: 2026-01-01\n"),
        "tutorials/first.py:3",
        "description",
    ),
    "module that is not there": (
        code("import snippets.nothing"),
        f"tutorials/first.py:{FIRST_LINE}",
        "snippets/에 그런 파일이 없습니다",
    ),
    "page that nav forgot": (
        nav("  - first: tutorials/first.ipynb\n", ""),
        "tutorials/first.py",
        "nav에 없습니다",
    ),
    "nav without script": (
        nav("tutorials/first.ipynb\n", "tutorials/first.ipynb\n  - x: tutorials/x.ipynb\n"),
        "mkdocs.yml",
        "스크립트가 없습니다",
    ),
    "nav that is not YAML": (
        nav("  - first: tut", "  - first: a: tut"),
        "mkdocs.yml:",
        "YAML로 읽을 수 없습니다",
    ),
    "glossary without a link": (
        lambda project: project.edit("docs/glossary.md", "[첫 페이지](tutorials/first.ipynb)", "첫 페이지"),
        "docs/glossary.md:5",
        "꼴이어야 합니다",
    ),
    "two pages of one name": (
        lambda project: (
            project.write("tutorials/first/index.py", "# %%\nx = 1\n"),
            project.edit("mkdocs.yml", "first.ipynb\n", "first.ipynb\n  - x: tutorials/first/index.ipynb\n"),
        ),
        "tutorials/first/index.py",
        "주소가 같아집니다",
    ),
    "page that nav names twice": (
        nav("tutorials/first.ipynb\n", "tutorials/first.ipynb\n  - x: tutorials/first.ipynb\n"),
        "mkdocs.yml",
        "두 번",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_slip_is_named_with_its_place_and_the_site_stays(project: Project, slip: str) -> None:
    make, place, said = SLIPS[slip]
    before = project.site()
    make(project)
    output = project.build(code=1)
    assert place in output, output
    assert said in output, output
    assert project.site() == before
