"""A term's first use on a page carries its meaning, whatever particle follows."""

import re

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from playwright.sync_api import Page

from tests.process import ROOT
from theme.extensions import glossary

TERMS = glossary.terms((ROOT / glossary.PATH).read_text(encoding="utf-8"))


@pytest.fixture
def markdown(monkeypatch: pytest.MonkeyPatch) -> Markdown:
    monkeypatch.chdir(ROOT)
    return Markdown(extensions=["theme.extensions.glossary", "tables", "attr_list"])


def abbreviations(html: str) -> list[str]:
    return [it.get_text() for it in BeautifulSoup(html, "html.parser").find_all("abbr")]


def test_every_row_of_the_glossary_is_read() -> None:
    text = (ROOT / glossary.PATH).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(TERMS) == len(rows) - 2
    assert all(term.meaning.endswith(".") and "`" not in term.meaning for term in TERMS)
    # A tooltip has no formulas; of TeX's commands only a function's name reads as it should.
    assert set(re.findall(r"\\(\w+)", text)) <= {"log"}


@pytest.mark.parametrize(
    "row", ["| 말 |  | 뜻. | [글](a.ipynb) |", "|말|word|뜻.|[글](a.ipynb)|", "| 말 | word |"]
)
def test_row_that_cannot_be_read_is_named_by_line(row: str) -> None:
    with pytest.raises(ValueError, match=r"docs/glossary\.md:4: "):
        glossary.terms(f"# 용어집\n| 용어 | 영어 |\n| :-- | :-- |\n{row}\n")


def test_glossary_without_terms_is_named() -> None:
    with pytest.raises(ValueError, match=r"docs/glossary\.md: 용어가 하나도 없습니다"):
        glossary.terms("# 용어집\n| 용어 | 영어 |\n| :-- | :-- |\n")


def test_link_to_a_section_is_a_link_to_its_page() -> None:
    (term,) = glossary.terms("| 가 | 나 |\n| :-- | :-- |\n| 말 | word | 뜻 `x`. | [글](a/b.ipynb#절) |\n")
    assert (term.page, term.meaning) == ("a/b", "뜻 x.")


@pytest.mark.parametrize("particle", ["", "은", "를", "에서는", "과의", "이란", "까지도"])
def test_every_term_is_explained_with_every_particle(markdown: Markdown, particle: str) -> None:
    for term in TERMS:
        html = markdown.convert(f"여기서 {term.name}{particle} 본다.")
        abbr = BeautifulSoup(html, "html.parser").abbr
        assert abbr.get_text() == term.name
        assert abbr["title"] == term.meaning
        assert f"{particle} 본다." in html


@pytest.mark.parametrize(
    "text", ["보폭기", "새보폭은", "`보폭`은", "# 보폭은", "[보폭은](x.md)", "보폭이라서는아닌말"]
)
def test_other_words_code_headings_and_links_are_left_alone(markdown: Markdown, text: str) -> None:
    assert abbreviations(markdown.convert(text)) == []


def test_only_the_first_use_and_the_longest_term(markdown: Markdown) -> None:
    html = markdown.convert("손실\n함수를 고르고 손실을 잰다. 손실 함수와 손실은 다르다.")
    assert abbreviations(html) == ["손실 함수", "손실"]


def test_what_the_page_explains_itself_has_no_tooltip(markdown: Markdown) -> None:
    assert abbreviations(markdown.convert("먼저 보폭을 본다. **보폭**(stride)은 칸 수이다.")) == []


def test_terms_around_other_elements_keep_their_order(markdown: Markdown) -> None:
    html = markdown.convert("보폭은 *기울임* 뒤의 편향과 `코드` 뒤의 가중치를 본다. 끝.")
    assert abbreviations(html) == ["보폭", "편향", "가중치"]
    assert (
        BeautifulSoup(html, "html.parser").get_text()
        == "보폭은 기울임 뒤의 편향과 코드 뒤의 가중치를 본다. 끝."
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_meaning_shows_on_focus_and_fits_the_window(tab: Page, address: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    tab.goto(f"{address}tutorials/posts/deep_mnist/")
    term = tab.locator("article abbr").first
    style = "(it, name) => getComputedStyle(it, '::after')[name]"
    assert term.evaluate(style, "content") == "none"
    term.focus()
    assert term.get_attribute("title") in term.evaluate(style, "content")
    assert term.evaluate(style, "position") == "fixed"
    assert float(term.evaluate(style, "width").removesuffix("px")) <= width - 16
