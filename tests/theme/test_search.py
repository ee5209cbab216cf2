"""Searching the built site in a browser: what Korean readers type, with and without particles."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import opened
from theme import search, words
from theme.extensions import glossary

SETS, PARTS = (
    json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("queries", "parts")
)
# A particle after a final consonant, and without one.
FORMS = [
    *(("은", "는"), ("이", "가"), ("을", "를"), ("의", "의"), ("에서", "에서"), ("과", "와"), ("이란", "란")),
    *(
        ("도", "도"),
        ("에서는", "에서는"),
        ("까지", "까지"),
        ("이라는", "라는"),
        ("으로", "로"),
        ("부터", "부터"),
    ),
]
RIEUL = 8  # 서울로, not 서울으로
# Material renders what its worker answers; the answers are kept, in the order in which they are shown.
LISTEN = """
globalThis.answers = [];
globalThis.Worker = class extends Worker {
  constructor(...options) {
    super(...options);
    this.addEventListener("message", ({ data }) => data.type === 3 && answers.push(data.data.items));
  }
};
"""
# Material answers nothing to what it was asked just before; so something else comes first.
ASK = """
async (queries) => {
  const input = document.querySelector(".md-search__input");
  const found = [];
  for (const query of [`${answers.length} 번째`, ...queries]) {
    const before = answers.length;
    input.value = query;
    input.dispatchEvent(new KeyboardEvent("keyup"));
    while (answers.length === before) await new Promise((done) => setTimeout(done, 2));
    found.push(answers.at(-1).map((items) => items[0].location.split("#")[0]));
  }
  return found.slice(1);
}
"""


# What stands first: its title.
TITLE = ASK.replace('items[0].location.split("#")[0]', 'items[0].title.replace(/<[^>]*>/g, "")')


def search_on(tab: Page, address: str) -> Page:
    tab.add_init_script(LISTEN)
    tab.goto(address)
    tab.locator(".md-search__input").focus()
    tab.get_by_text("검색어를 입력하세요").wait_for()
    return tab


@pytest.fixture
def searching(tab: Page, address: str) -> Page:
    """A reader who is about to type."""
    return search_on(tab, address)


@pytest.fixture(scope="module")
def asked(browser: Browser, address: str) -> Iterator[Page]:
    """A page that is asked much, and never left."""
    with opened(browser) as tab:
        yield search_on(tab, address)


def with_particle(query: str, number: int) -> str:
    """The query with one particle after another, in the form that its last letter asks for."""
    final = (ord(query[-1]) - ord("가")) % 28
    after_consonant, after_vowel = FORMS[number % len(FORMS)]
    if after_consonant == "으로" and final == RIEUL:
        return query + after_vowel
    return query + (after_consonant if final else after_vowel)


def recall(tab: Page, queries: dict[str, list[str]], first: int) -> tuple[float, list[str]]:
    """The share of queries with an expected page among the first, and those without."""
    found = tab.evaluate(ASK, list(queries))
    names = [[location.rstrip("/").rpartition("/")[2] for location in pages][:first] for pages in found]
    missed = [query for query, got in zip(queries, names, strict=True) if not set(queries[query]) & set(got)]
    return 1 - len(missed) / len(queries), missed


def test_there_are_enough_queries() -> None:
    assert all(len(queries) >= 60 for queries in SETS.values())


@pytest.mark.parametrize("name", SETS)
def test_search_finds_what_is_typed(asked: Page, name: str) -> None:
    share, missed = recall(asked, SETS[name], first=3)
    assert share >= 0.95, missed


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("start", [0, 5])
def test_search_finds_what_is_typed_with_a_particle(asked: Page, name: str, start: int) -> None:
    korean = [query for query in SETS[name] if re.search("[가-힣]$", query)]
    assert len(korean) >= 60
    queries = {with_particle(query, start + i): SETS[name][query] for i, query in enumerate(korean)}
    share, missed = recall(asked, queries, first=3)
    assert share >= 0.95, missed


def test_search_finds_every_term_of_the_glossary_on_its_page(asked: Page, checkout: Path) -> None:
    terms = glossary.terms((checkout / glossary.PATH).read_text(encoding="utf-8"))
    names = ((term, [term.name, *term.english.split(", "), term.name.replace(" ", "")]) for term in terms)
    queries = {name: [Path(term.page).name] for term, all_of in names for name in all_of if name}
    share, missed = recall(asked, queries, first=5)
    assert share >= 0.95, missed


@pytest.mark.parametrize("kind", ["names", "other names"])
def test_search_finds_parts_of_names_and_other_names(asked: Page, kind: str) -> None:
    share, missed = recall(asked, PARTS[kind], first=3)
    assert share >= 0.95, missed


def test_part_of_a_name_finds_every_page_whose_code_has_it(asked: Page, site: Path) -> None:
    entries = json.loads((site / search.INDEX).read_text(encoding="utf-8"))["docs"]
    parts = [query for query in PARTS["names"] if re.fullmatch("[a-z]+", query)]
    assert len(parts) >= 40
    pages: set[tuple[str, str]] = set()
    for part, found in zip(parts, asked.evaluate(ASK, parts), strict=True):
        have = [it["location"].partition("#")[0] for it in entries if part in f"{it.get('code', '')}".lower()]
        assert set(have) <= set(found), part
        pages.update((part, page) for page in have)
    assert len(pages) >= 150


@pytest.mark.parametrize("query", PARTS["titled"])
def test_title_that_has_all_that_is_asked_for_comes_first(asked: Page, query: str) -> None:
    assert asked.evaluate(TITLE, [query])[0][0] == PARTS["titled"][query]


def test_word_that_only_code_has_is_not_called_missing(searching: Page) -> None:
    searching.locator(".md-search__input").fill("unravel")
    searching.keyboard.press("End")
    first = searching.locator(".md-search-result__item").first
    first.wait_for()
    assert "포함되지 않은 검색어" not in first.inner_text()


def test_middle_of_a_compound_is_found_and_is_not_called_missing(searching: Page) -> None:
    searching.locator(".md-search__input").fill("퍼셉트론")
    searching.keyboard.press("End")
    first = searching.locator(".md-search-result__item").first
    first.wait_for()
    assert "다층 퍼셉트론" in first.inner_text()
    assert "포함되지 않은 검색어" not in first.inner_text()


def test_mark_and_link_hold_the_word_without_its_particle(searching: Page) -> None:
    searching.locator(".md-search__input").fill("보폭을")
    searching.keyboard.press("End")
    item = searching.locator(".md-search-result__item").first
    item.wait_for()
    marks = set(item.locator("mark").all_text_contents())
    assert marks == {"보폭"}
    link = item.locator("a").first.get_attribute("href")
    assert parse_qs(urlsplit(link).query)["h"] == ["보폭"]
    searching.goto(link)
    highlighted = searching.locator("article mark[data-md-highlight]")
    highlighted.first.wait_for()
    assert set(highlighted.all_text_contents()) == {"보폭"}


def test_enter_opens_the_first_result(searching: Page) -> None:
    searching.locator(".md-search__input").fill("수용영역이란")
    searching.keyboard.press("End")
    searching.locator(".md-search-result__item").first.wait_for()
    searching.keyboard.press("Enter")
    searching.wait_for_url("**/parameters/**")


def test_index_comes_when_somebody_is_about_to_type(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    assert f"{address}{search.SMALL}" in asked
    assert f"{address}{search.INDEX}" not in asked
    with tab.expect_request(f"{address}{search.INDEX}"):
        tab.locator(".md-search__input").focus()


def test_index_that_did_not_come_is_asked_for_again(tab: Page, address: str) -> None:
    tab.context.route(f"**/{search.INDEX}", lambda route: route.abort())
    search_on(tab, address)
    for query in ("풀", "풀링"):
        with tab.expect_event("requestfailed"):
            tab.locator(".md-search__input").fill(query)
            tab.keyboard.press("End")
    tab.context.unroute(f"**/{search.INDEX}")
    tab.keyboard.type("s")
    tab.keyboard.press("Backspace")
    expect(tab.locator(".md-search-result__item").first).to_contain_text("풀링")


ODD = ["ㅋㅋㅋ", "***", "+", "-", "~~", ":", "^9", "title:", "\\", "(", "은", " ", "constructor", "__proto__"]


@pytest.mark.parametrize("query", ODD)
def test_odd_queries_do_no_harm(asked: Page, query: str) -> None:
    errors: list[str] = []
    asked.on("pageerror", lambda error: errors.append(str(error)))
    asked.on("console", lambda message: errors.append(message.text))
    found = asked.evaluate(ASK, [f"{query} x", "풀링"])
    assert "pooling" in found[1][0]
    assert errors == []


def test_index_holds_code_once_and_apart_from_prose(site: Path) -> None:
    index = json.loads((site / search.INDEX).read_text(encoding="utf-8"))
    assert index["docs"]
    for entry in index["docs"]:
        assert "<pre>" not in entry["text"]
        assert not (entry["text"] and entry["location"].startswith("corrections/"))
        words = entry.get("code", "").split()
        assert len(words) == len(set(words)), entry["location"]
    places = [unquote(entry["location"]) for entry in index["docs"]]
    assert len(places) == len(set(places))
    assert any("Conv2D" in entry.get("code", "") for entry in index["docs"])


def test_separator_has_no_sign_of_the_query_language() -> None:
    """Material would take the wildcards of the worker's queries for separators."""
    text = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")
    separator = re.search(r"separator: '(.+)'", text)[1]
    inside = separator.removesuffix("+")
    assert not set("*+~^") & set(inside)


def test_index_tells_the_worker_the_words(site: Path, checkout: Path) -> None:
    told = json.loads((site / search.INDEX).read_text(encoding="utf-8"))["config"]
    known = words.read(checkout / words.PATH)
    assert told["particles"] == list(known.typed_particles)
    assert told["asking"] == list(known.asking)
    names = {words.together(name): term for name, term in (known.spellings | known.aliases).items()}
    assert told["synonyms"].items() >= names.items()


def test_small_index_of_every_page_holds_no_words(site: Path) -> None:
    small = json.loads((site / search.SMALL).read_text(encoding="utf-8"))
    assert small["docs"] == []
    assert not {"asking", "particles", "synonyms"} & set(small["config"])


def test_words_are_no_file_of_the_site(site: Path) -> None:
    assert (site / "glossary/index.html").is_file()
    assert not list(site.rglob("words*"))
