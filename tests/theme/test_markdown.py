"""Lists as Jupyter, VS Code and GitHub show them."""

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from mkdocs.config import load_config

from tests.process import ROOT

CONFIG = load_config(str(ROOT / "mkdocs.yml"))


def page(text: str) -> BeautifulSoup:
    """What a page makes of Markdown."""
    made = Markdown(extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs)
    return BeautifulSoup(made.convert(text), "html.parser")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Two things:\n- one\n- two\n", ["one", "two"]),
        ("Two things:\n* one\n* two\n", ["one", "two"]),
        ("Two steps:\n1. one\n2. two\n", ["one", "two"]),
        ("# Title\n- one\n", ["one"]),
        ("$$\nx\n- y\n$$\n- one\n", ["one"]),
        ("> Two things:\n> - one\n> - two\n", ["one", "two"]),
        ("!!! note\n    Two things:\n    - one\n    - two\n", ["one", "two"]),
    ],
)
def test_list_right_below_a_sentence_is_a_list(text: str, items: list[str]) -> None:
    assert [it.get_text() for it in page(text)("li")] == items


@pytest.mark.parametrize(
    "text",
    ["It was in\n1984. Then\n", "    code\n    - 1\n", "```\nx\n- y\n```\n", "<div>\nx\n- y\n</div>\n"],
)
def test_what_is_no_list_stays(text: str) -> None:
    assert not page(text)("li")


def test_item_of_several_lines_stays_one() -> None:
    lists = page("- one\nmore\n- two\n")("ul")
    assert [[it.get_text() for it in each("li")] for each in lists] == [["one\nmore", "two"]]


def test_list_starts_with_its_first_number() -> None:
    assert [it.get("start") for it in page("1. one\n\nText.\n\n4. four\n5. five\n")("ol")] == [None, "4"]
