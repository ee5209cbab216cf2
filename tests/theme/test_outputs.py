"""What a cell gave out stands by itself: the page around it is as it would be without."""

import json
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.project import Project

CELLS = {
    "html": "HTML('<div><div><b>one')",
    "ends": "HTML('two</div></section></article>')",
    "comment": "HTML('three <!-- x')",
    "markdown": "display(Markdown('<div>\\n\\n**four**'))",
    "fence": "display(Markdown('five\\n\\n```\\n# x'))",
    "backticks": "print('six\\n``````\\n# not a title\\n```````')",
    "placeholder": "print('seven \\x02wzxhzdk:0\\x03 \\x0233\\x03 \\x07')",
    "pre": "HTML('<pre>a\\n\\n    b</pre><textarea>c\\n  d</textarea>')",
    "formula": "display(Markdown('$x_1$ and $$y$$'))",
    "error": "raise ValueError('eight `````` <b> <!-- x')",
    "attribute": "HTML('<b style=\"color: rgb(200, 0, 0)\">nine</b>')",
    "quotes": "HTML('''<b style='font-family: \"a\"; color: rgb(0, 0, 200)'>ten</b>''')",
    "sheet": "import pandas as pd\n"
    "pd.DataFrame({'a': [1, 22]}).style.highlight_max(color='rgb(255, 200, 0)')",
    "table": "pd.DataFrame({'b': [3]})",
    "comment line": "print('<!-- text x -->')",
}


@pytest.fixture(scope="module")
def built_site(built: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = Project(tmp_path_factory.mktemp("outputs") / "project").copy_of(built)
    cells = ["from IPython.display import HTML, Markdown, display"]
    for name, code in CELLS.items():
        tags = ' tags=["raises-exception"]' if name == "error" else ""
        cells.append(f"# %% [markdown]\n# ## {name} title\n\n# %%{tags}\n{code}\n")
    cells.append("# %% [markdown]\n# ## last title\n#\n# The **end**.")
    project.page("first", "\n".join(cells))
    project.build()
    yield project
    project.stop()


@pytest.fixture(scope="module")
def article(built_site: Project) -> Tag:
    path = built_site.folder / "site/tutorials/first/index.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").article


def test_all_titles_and_the_end_are_there(article: Tag) -> None:
    titles = [title.find(string=True) for title in article.select("h2")]
    assert titles == [f"{name} title" for name in CELLS] + ["last title"]
    assert article.select("p strong")[-1].text == "end"
    assert article.select("p strong")[-1].parent.parent is article


@pytest.mark.parametrize(
    "word", ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
)
def test_nothing_is_lost(article: Tag, word: str) -> None:
    assert word in article.text


def test_text_is_shown_as_it_was_printed(article: Tag) -> None:
    texts = [code.text.rstrip("\n") for code in article.select(".output.highlight code")]
    assert texts == [
        "six\n``````\n# not a title\n```````",
        "seven ␂wzxhzdk:0␃ ␂33␃ ␇",
        "    raise ValueError('eight `````` <b> <!-- x')\nValueError: eight `````` <b> <!-- x",
        "<!-- text x -->",
    ]


def test_what_an_exception_says_can_be_copied_and_what_was_printed_needs_not(article: Tag) -> None:
    boxes = article.select(".output.highlight")
    assert [bool(box.select(".copy")) for box in boxes] == ["error" in box["class"] for box in boxes]


def test_lines_of_preformatted_text_stay(article: Tag) -> None:
    assert article.select_one("div.output:not(.highlight) > pre").text == "a\n\n    b"
    assert article.select_one(".output > textarea").text == "c\n  d"


def test_table_of_pandas_looks_like_any_other(article: Tag) -> None:
    table = next(table for table in article.select(".wide table") if not table.get("id"))
    assert table.attrs == {}
    assert table.select_one("th").text == "b"
    assert len(article.select("style")) == 1  # that of the table with colours


def test_formula_in_markdown_of_a_cell_is_one(article: Tag) -> None:
    assert len(article.select(".output math")) == 2


def test_styles_are_applied_under_the_pages_policy(built_site: Project, tab: Page) -> None:
    with served(built_site.folder / "site") as address:
        errors: list[str] = []
        tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        tab.goto(f"{address}tutorials/first/")
        for word, color in (("nine", "rgb(200, 0, 0)"), ("ten", "rgb(0, 0, 200)")):
            expect(tab.locator(".output b", has_text=word)).to_have_css("color", color)
        cell = tab.locator(".output td", has_text="22")
        expect(cell).to_have_css("background-color", "rgb(255, 200, 0)")
        assert [error for error in errors if "Content Security Policy" in error] == []
        tab.goto(f"{address}tutorials/second/")
        policy = tab.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
        assert "style-src 'self';" in policy


def test_notebook_to_take_along_has_the_outputs_as_they_were(built_site: Project) -> None:
    notebook = json.loads((built_site.folder / "site/tutorials/first.ipynb").read_text(encoding="utf-8"))
    given = json.dumps([cell.get("outputs", []) for cell in notebook["cells"]])
    assert "<div><div><b>one" in given
