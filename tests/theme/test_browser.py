"""The built pages in a real browser: anchors jump, copying works, nothing is asked of another host."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser import opened
from tests.process import until
from tests.theme.test_site import PAGES

ALL = [
    "",
    "about",
    "corrections",
    "draw",
    "errors",
    "glossary",
    "maintainers",
    "questions",
    "results",
    "train",
    *PAGES,
]


# A step a frame: what nobody saw did not move.
SCROLL = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
    }
}"""
# What Chrome fetches of late images on a good connection. Its shell fetches more, and by chance both fetch
# the still form of a demo before the demo takes its place.
NEAR = """[...document.images]
    .filter((it) => it.loading !== "lazy" || it.getBoundingClientRect().top <= innerHeight + 1250)
    .map((it) => it.currentSrc)"""
SHIFT = """globalThis.shift = 0; new PerformanceObserver(list => {
    for (const entry of list.getEntries()) shift += entry.value;
}).observe({type: 'layout-shift', buffered: true})"""


@dataclass
class Visit:
    """A page that a phone has opened and read to its end; it stays open.

    Attributes:
        first: Bytes of each file of the first view, before anybody scrolls.
        shift: How far that view has moved.
        complaints: What the console and the server had to say.
        asked: The address of each request.
    """

    tab: Page
    first: dict[str, int] = field(default_factory=dict)
    shift: float = 0
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """One load for all that is asked of a page; with an empty cache, compressed as GitHub Pages does it."""
    with opened(browser, viewport={"width": 390, "height": 844}) as tab:
        visit = Visit(tab)
        kept = ("error", "warning")
        tab.on("console", lambda said: said.type in kept and visit.complaints.append(said.text))
        tab.on("pageerror", lambda error: visit.complaints.append(str(error)))
        tab.on("request", lambda request: visit.asked.append(request.url))
        tab.on("response", lambda response: response.status >= 400 and visit.complaints.append(response.url))
        loaded: list[Request] = []
        tab.on("requestfinished", lambda request: loaded.append(request))
        tab.add_init_script(SHIFT)
        tab.goto(f"{address}{request.param}")
        tab.wait_for_load_state("networkidle")
        near = tab.evaluate(NEAR)
        first = [it for it in loaded if it.resource_type != "image" or it.url in near]
        visit.first = {it.url: it.sizes()["responseBodySize"] for it in first}
        visit.shift = tab.evaluate("shift")
        tab.evaluate(SCROLL)
        tab.wait_for_load_state("networkidle")
        yield visit


each_page = pytest.mark.parametrize("visit", ALL, indirect=True)


@each_page
def test_page_loads_without_error_or_foreign_request(visit: Visit, address: str) -> None:
    assert visit.complaints == []
    assert visit.asked
    assert [url for url in visit.asked if not url.startswith((address, "data:", "blob:"))] == []


@each_page
def test_first_view_is_light_and_stands_still(visit: Visit) -> None:
    # Not the trained model that the draw page is for, nor the images of the train page.
    given = (".safetensors", ".images")
    own = {url: size for url, size in visit.first.items() if not url.endswith(given)}
    assert 10_000 < sum(own.values()) <= 250_000, sorted(own.items(), key=lambda item: -item[1])[:8]
    assert visit.shift == 0


@each_page
def test_nothing_is_wider_than_the_window(visit: Visit) -> None:
    for width in (390, 1280):
        visit.tab.set_viewport_size({"width": width, "height": 844})
        assert visit.tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("visit", PAGES, indirect=True)
def test_every_anchor_of_the_contents_jumps_to_its_heading(visit: Visit) -> None:
    tab = visit.tab
    tab.set_viewport_size({"width": 1280, "height": 720})
    page = tab.url.partition("#")[0]
    links = tab.eval_on_selector_all(
        ".md-sidebar--secondary .md-nav__link[href^='#']",
        "links => links.map(link => link.getAttribute('href'))",
    )
    assert len(links) >= 5
    for link in dict.fromkeys(links):
        tab.goto(f"{page}#{quote(unquote(link[1:]))}")
        expect(tab.locator(f'[id="{unquote(link[1:])}"]')).to_be_in_viewport(ratio=1)


def test_a_missing_page_leads_on(tab: Page, address: str) -> None:
    tab.goto(f"{address}404.html")
    tab.locator("article a", has_text="풀링").click()
    assert tab.url == f"{address}tutorials/concepts/pooling/"


def test_copy_button_copies_the_cell_and_says_so(tab: Page, address: str) -> None:
    # A reader may press before the page has been made whole.
    tab.route("**/sections.js", lambda route: route.abort())
    tab.goto(f"{address}tutorials/posts/mnist_convnet/")
    button = tab.get_by_role("button", name="복사", exact=True).first
    # What it says for two seconds, a busy machine might look for too late.
    button.evaluate("""it => {
        globalThis.said = [];
        new MutationObserver(() => said.push(it.textContent)).observe(it, {childList: true});
    }""")
    button.focus()
    tab.keyboard.press("Enter")
    until(lambda: len(tab.evaluate("said")) > 1, "it says nothing")
    assert tab.evaluate("said") == ["복사했다", "복사"]
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("import keras")
    assert copied.endswith("plotting.use_style()")


def test_every_cell_has_a_copy_button_and_no_output_has(tab: Page, address: str) -> None:
    tab.goto(f"{address}tutorials/posts/mnist_convnet/")
    assert tab.locator(".highlight.output .copy").count() == 0
    cells = tab.locator(".highlight:not(.output, .exercise *)")  # an exercise's arrays become tables
    assert tab.locator(".highlight > .copy").count() == cells.count() > 20


def test_glossary_breaks_no_word_on_a_phone(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(f"{address}glossary/")
    lines = """cells => cells.flatMap(cell => cell.firstChild.data.split(" ").map(word => {
        const range = document.createRange(), start = cell.firstChild.data.indexOf(word);
        range.setStart(cell.firstChild, start);
        range.setEnd(cell.firstChild, start + word.length);
        return [word, range.getClientRects().length];
    }))"""
    words = dict(tab.eval_on_selector_all(".glossary td:nth-child(-n + 2)", lines))
    assert words.pop("computational") == 1
    assert [word for word, count in words.items() if count > 1 and "-" not in word] == []


def test_answer_opens_by_keyboard(tab: Page, address: str) -> None:
    tab.goto(f"{address}tutorials/concepts/parameters/")
    answer = tab.locator("details.success").first
    assert not answer.evaluate("it => it.open")
    answer.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert answer.evaluate("it => it.open")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_follows_the_devices_scheme(browser: Browser, address: str, scheme: str) -> None:
    with opened(browser, color_scheme=scheme) as tab:
        tab.goto(address)
        expected = {"light": "default", "dark": "slate"}[scheme]
        assert tab.get_attribute("body", "data-md-color-scheme") == expected


def test_switch_goes_from_the_devices_scheme_to_light_to_dark(browser: Browser, address: str) -> None:
    with opened(browser, color_scheme="dark") as tab:
        tab.goto(address)
        for by_key, shown in ((False, "default"), (False, "slate"), (True, "slate"), (True, "default")):
            button = tab.locator("#palette label:visible")
            button.wait_for()
            if by_key:
                tab.locator("#palette input:checked").press("Enter")
            else:
                button.click()
            for _ in range(2):
                expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", shown)
                tab.reload()
        tab.evaluate("localStorage.clear()")
        tab.reload()
        button.wait_for()
        for scheme, shown in (("light", "default"), ("dark", "slate")):
            tab.emulate_media(color_scheme=scheme)
            expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", shown)
