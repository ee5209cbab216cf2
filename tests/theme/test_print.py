"""What a reader prints: all of the text and nothing of the screen, whatever has been done on the page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import made, opened
from tests.docs.demo import PLACES, near
from tests.theme.test_browser import ALL

LESSON = "tutorials/concepts/parameters/"
WIDTH = 672  # px, of an A4 sheet between its margins
# Whoever listens to that on the page hears it, Material too.
PRINTING = "dispatchEvent(new Event('beforeprint'))"
# What is to be seen and reaches beyond the sheet, or holds more than it shows; two pixels may be the ground
# of code at the end of a line.
CUT = """width => [...document.querySelectorAll("article, article *")]
    .filter((it) => it.checkVisibility() && getComputedStyle(it).display !== "inline")
    .filter((it) => it.getBoundingClientRect().right > width + 2 ||
        (it.matches("code, div, p, li, table, td, textarea") && it.scrollWidth > it.clientWidth + 2))
    .map((it) => it.outerHTML.slice(0, 200))"""
SHOWN = """(all) => all.filter((it) => it.checkVisibility()).map((it) => it.outerHTML.slice(0, 200))"""
SCREEN = """.md-header, .md-footer, .md-sidebar, .md-search, .md-top, .md-skip, .md-button, .links,
    .headerlink, button, select, input[type="number"], input[type="range"]"""
STYLES = """(all, name) => [...new Set(all.map((it) => getComputedStyle(it)[name]))]"""
LOOKS = """all => all.map((it) => ["color", "backgroundColor", "borderTopColor"].map((name) =>
    getComputedStyle(it)[name]).join())"""
AFTER = "it => getComputedStyle(it, '::after').content"


def arrives(tab: Page, address: str) -> None:
    """Wait until all of a page has been made, which moves while it is."""
    tab.goto(address)
    made(tab)
    tab.wait_for_load_state("networkidle")


@contextmanager
def on_paper(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    with opened(browser, viewport={"width": WIDTH, "height": 1000}, **options) as tab:
        arrives(tab, address)
        tab.evaluate(PRINTING)
        tab.emulate_media(media="print")
        yield tab


@pytest.fixture(scope="module")
def printed(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with on_paper(browser, f"{address}{request.param}") as tab:
        yield tab


each_page = pytest.mark.parametrize("printed", ALL, indirect=True)


def seen(locator: Locator) -> list[str]:
    return locator.evaluate_all(SHOWN)


@each_page
def test_nothing_is_cut_off(printed: Page) -> None:
    assert printed.evaluate(CUT, WIDTH) == []


@each_page
def test_nothing_of_the_screen_is_printed(printed: Page) -> None:
    assert printed.locator("article").is_visible()
    assert seen(printed.locator(SCREEN)) == []


@each_page
def test_pictures_stay_whole_and_headings_with_their_text(printed: Page) -> None:
    pictures = printed.locator("article img")
    assert pictures.evaluate_all(STYLES, "breakInside") == (["avoid"] if pictures.count() else [])
    assert printed.locator("article :is(h1, h2, h3)").evaluate_all(STYLES, "breakAfter") == ["avoid"]


@each_page
def test_address_and_day_stand_below(printed: Page) -> None:
    foot = printed.locator("link[rel=canonical]")
    said = foot.get_attribute("href") + foot.get_attribute("data-printed")
    assert re.fullmatch(r"https://\S+ · \d{4}-\d\d-\d\d에 인쇄", said)
    assert foot.evaluate(AFTER) not in ("none", '""')
    box, text = foot.bounding_box(), printed.locator("article > :last-child").bounding_box()
    assert box["height"] > 10
    assert box["y"] >= text["y"] + text["height"]


def test_without_javascript_the_address_stands_below(browser: Browser, address: str) -> None:
    with opened(browser, java_script_enabled=False) as tab:
        tab.goto(address)
        tab.emulate_media(media="print")
        assert tab.locator("link[rel=canonical]").bounding_box()["height"] > 10


def test_dark_page_is_printed_as_a_light_one(browser: Browser, address: str) -> None:
    looks = []
    for scheme in ("light", "dark"):
        with on_paper(browser, f"{address}{LESSON}", color_scheme=scheme) as tab:
            tab.locator(".exercise").first.scroll_into_view_if_needed()
            tab.locator(".exercise[data-ready] input").first.wait_for()
            rest = ":not(.exercise, .exercise *)"  # which of them are there yet, chance decides
            parts = (f"html, body, article {rest}", ".exercise input >> nth=0")
            looks.append([look for part in parts for look in tab.locator(part).evaluate_all(LOOKS)])
    assert len(looks[0]) > 1000
    assert looks[0] == looks[1]


def test_closed_answer_says_so_and_an_open_one_is_printed(browser: Browser, address: str) -> None:
    with opened(browser) as tab:
        arrives(tab, f"{address}{LESSON}")
        answers = tab.locator("details.success")
        answers.last.locator("summary").click()
        tab.evaluate(PRINTING)
        tab.emulate_media(media="print")
        said = answers.locator("summary").evaluate_all(f"all => all.map({AFTER})")
        assert answers.evaluate_all("all => all.map(it => it.open)") == [*[False] * (len(said) - 1), True]
        assert set(said[:-1]) == {'" (접어 두었다)"'}
        assert "접어" not in said[-1]
        assert answers.last.locator("p").first.is_visible()
        assert not answers.first.locator("p").first.is_visible()


def test_opened_meaning_of_a_term_is_not_printed_on_each_sheet(tab: Page, address: str) -> None:
    tab.goto(f"{address}{LESSON}")
    term = tab.locator("article abbr").first
    term.focus()
    assert len(term.evaluate(AFTER)) > 10
    tab.emulate_media(media="print")
    assert term.evaluate(AFTER) == "none"


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("started", [False, True], ids=["fresh", "started"])
def test_demo_prints_its_still_form(tab: Page, address: str, name: str, started: bool) -> None:
    tab.goto(f"{address}{PLACES[name]}")
    demo = tab.locator(f".demo[data-demo='{name}']")
    if started:
        near(tab).locator("button:visible:enabled, select:visible").first.click()
    # What Chromium does before it prints: a picture that comes late comes now.
    tab.pdf()
    tab.emulate_media(media="print")
    pictures = demo.locator("img:visible")
    assert pictures.count() == demo.locator("img").count() > 0
    assert pictures.evaluate_all("all => all.every((it) => it.complete && it.naturalWidth)")
    assert seen(demo.locator("button, input, select, canvas, progress, [role=status]")) == []
    assert "자바스크립트" not in demo.inner_text()
    assert "이 자리에서" in demo.evaluate(AFTER)
    tab.emulate_media(media="screen")
    assert seen(near(tab).locator("img")) == []


def test_exercise_prints_its_question_with_room_or_with_what_is_written(tab: Page, address: str) -> None:
    tab.goto(f"{address}{LESSON}")
    tab.emulate_media(media="print")
    far = tab.locator(".exercise").last
    assert tab.locator(".exercise:not([data-ready])").count() > 0
    assert far.evaluate("it => parseFloat(getComputedStyle(it, '::after').height)") > 50
    tab.emulate_media(media="screen")
    open_one = tab.locator(".exercise:has(textarea)")
    for exercise in tab.locator(".exercise").all():
        exercise.scroll_into_view_if_needed()
        expect(exercise).to_have_attribute("data-ready", "")
    open_one.first.locator("textarea").fill("필터마다 편향이 하나씩 있다.\n" * 30)
    tab.emulate_media(media="print")
    assert far.evaluate(AFTER) == "none"
    assert open_one.first.locator("textarea").evaluate("it => it.scrollHeight <= it.clientHeight")
    assert tab.locator(".exercise input:not([type]):visible").count() > 0
    assert seen(tab.locator(".exercise button")) == []


def test_only_a_link_to_another_site_is_followed_by_its_address(tab: Page, address: str) -> None:
    tab.goto(f"{address}about/")
    tab.emulate_media(media="print")
    paragraph = tab.locator("article p").first
    paragraph.evaluate("it => { it.innerHTML = '<a href=https://keras.io/>K</a> <a href=#x>x</a>' }")
    outer, inner = paragraph.locator("a").all()
    assert "https://keras.io/" in outer.evaluate(AFTER)
    assert inner.evaluate(AFTER) == "none"
