"""A long page is made a part at a time, and nothing that a reader does on it shows that."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import made, opened
from tests.process import until
from tests.theme.test_browser import SCROLL, SHIFT

WIDTHS = (390, 1280)
LONGEST = range(5)
MAKES = "**/sections.js"
# Of what is skipped, `visible` alone would say that it is seen.
SEEN = """(all) => all.filter((it) => it.checkVisibility({contentVisibilityAuto: true})).length"""
TITLES = """(all) => all.map((it) => it.id)"""
TOP = "(it) => it.getBoundingClientRect().top"
LAST = """(it) => document.documentElement.getBoundingClientRect().bottom
    <= it.getBoundingClientRect().top + innerHeight"""


@pytest.fixture(params=LONGEST, ids=lambda rank: f"long-{rank}")
def long(site: Path, address: str, request: pytest.FixtureRequest) -> str:
    """The address of one of the longest pages."""
    pages = sorted(site.rglob("index.html"), key=lambda path: -path.stat().st_size)
    return f"{address}{pages[request.param].parent.relative_to(site).as_posix()}/"


@contextmanager
def half_made(browser: Browser, page: str, width: int) -> Iterator[tuple[Page, Route]]:
    """A page of which only what is near the window has been made, and what goes on with it."""
    with opened(browser, viewport={"width": width, "height": 800}) as tab:
        held: list[Route] = []
        tab.add_init_script(SHIFT)
        # Who flies by is there before their problems.
        tab.route("**/exercises/*", lambda route: route.abort())
        tab.route(MAKES, lambda route: held.append(route))
        tab.goto(page, wait_until="commit")
        until(lambda: tab.wait_for_timeout(20) or held, "sections.js is not asked for")
        expect(tab.locator("html.first")).to_have_count(0)
        sections = tab.locator("article section")
        assert sections.locator(":scope > :first-child").evaluate_all(SEEN) < sections.count() - 2
        yield tab, held[0]


def whole(tab: Page) -> None:
    """Wait until all has been made, and Material has been told."""
    sections = tab.locator("article section")
    until(
        lambda: sections.locator(":scope > :first-child").evaluate_all(SEEN) == sections.count() > 2,
        "not all sections are there",
    )
    made(tab)


def lands(tab: Page, title: str) -> None:
    """At the window's top, below the bar; in sight, where the page has no more than a window below it."""
    heading = tab.locator(f'[id="{title}"]')
    expect(heading).to_be_in_viewport(ratio=1)
    assert heading.evaluate(LAST) or 0 <= heading.evaluate(TOP) <= 120


@pytest.mark.parametrize("width", WIDTHS)
def test_link_from_elsewhere_lands_on_its_title(browser: Browser, long: str, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 800}) as tab:
        tab.goto(long)
        titles = tab.locator("article :is(h2, h3)").evaluate_all(TITLES)
        for title in (titles[1], titles[len(titles) // 2], titles[-1]):
            tab.goto("about:blank")
            tab.goto(f"{long}#{quote(title)}")
            whole(tab)
            lands(tab, title)


@pytest.mark.parametrize("width", WIDTHS)
def test_link_within_a_half_made_page_lands_and_stays(browser: Browser, long: str, width: int) -> None:
    with half_made(browser, long, width) as (tab, rest):
        titles = tab.locator("article :is(h2, h3)").evaluate_all(TITLES)
        title = titles[-3]
        tab.evaluate("(id) => { location.hash = id }", title)
        lands(tab, title)
        rest.continue_()
        whole(tab)
        lands(tab, title)


@pytest.mark.parametrize("width", WIDTHS)
def test_link_into_a_folded_box_opens_it(browser: Browser, long: str, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 800}) as tab:
        tab.goto(long)
        whole(tab)
        tab.locator("article details.success p").last.evaluate("(it) => { it.id = 'folded' }")
        assert not tab.locator("#folded").is_visible()
        tab.evaluate("location.hash = 'folded'")
        expect(tab.locator("#folded")).to_be_in_viewport(ratio=1)


def test_reload_keeps_the_place(browser: Browser, long: str) -> None:
    with opened(browser, viewport={"width": 390, "height": 800}) as tab:
        tab.goto(long)
        whole(tab)
        title = tab.locator("article h2").nth(4)
        title.evaluate("(it) => it.scrollIntoView()")
        place = title.evaluate(TOP)
        tab.reload()
        whole(tab)
        until(lambda: abs(title.evaluate(TOP) - place) < 2, "elsewhere after a reload")


def test_find_in_page_sees_what_has_not_been_made(browser: Browser, long: str) -> None:
    with half_made(browser, long, 390) as (tab, rest):
        last = tab.locator("article section > p").last
        last.evaluate("(it) => it.append('바늘')")
        assert last.evaluate("(it) => !it.checkVisibility({contentVisibilityAuto: true})")
        assert tab.evaluate("find('바늘')")
        rest.continue_()
        whole(tab)
        tab.evaluate("getSelection().empty(), scrollTo(0, 0)")
        assert tab.evaluate("find('바늘')")
        expect(last).to_be_in_viewport()


def test_half_made_page_is_printed_whole(browser: Browser, long: str) -> None:
    with half_made(browser, long, 672) as (tab, _):
        tab.emulate_media(media="print")
        sections = tab.locator("article section")
        assert sections.locator(":scope > :first-child").evaluate_all(SEEN) == sections.count()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_is_made_and_read(browser: Browser, long: str, width: int) -> None:
    with half_made(browser, long, width) as (tab, rest):
        tab.evaluate(SCROLL)
        rest.continue_()
        tab.evaluate(SCROLL)
        whole(tab)
        tab.evaluate(SCROLL.replace("scrollTo(0, y)", "scrollTo(0, document.body.scrollHeight - y)"))
        assert tab.evaluate("shift") == 0


def test_without_javascript_all_is_there(browser: Browser, long: str) -> None:
    with opened(browser, viewport={"width": 390, "height": 800}, java_script_enabled=False) as tab:
        tab.goto(long)
        sections = tab.locator("article section")
        assert sections.locator(":scope > :first-child").evaluate_all(SEEN) == sections.count() > 2


def test_contents_follow_to_the_end_of_a_page(browser: Browser, long: str) -> None:
    with opened(browser, viewport={"width": 1280, "height": 800}) as tab:
        tab.goto(long)
        whole(tab)
        links = tab.locator(".md-sidebar--secondary .md-nav__link[href^='#']")
        tab.locator("article :is(h2, h3)").nth(-3).evaluate("(it) => it.scrollIntoView()")
        expect(links.nth(-3)).to_contain_class("md-nav__link--active")


def test_drawer_is_made_when_it_opens(browser: Browser, long: str) -> None:
    with opened(browser, viewport={"width": 390, "height": 800}) as tab:
        tab.goto(long)
        link = tab.locator(".md-nav--primary a[href^='../']:not([href^='../../'])").first
        assert link.evaluate("(it) => !it.checkVisibility()")
        tab.locator("label.md-header__button[for=__drawer]").click()
        expect(link).to_be_visible()
        link.click()
        tab.wait_for_url(lambda url: url != long)
