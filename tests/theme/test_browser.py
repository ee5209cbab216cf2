"""The built pages in a real browser: anchors jump, copying works, nothing is asked of another host."""

from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.theme.test_site import PAGES

ALL = ["", "about", "corrections", "draw", "glossary", "maintainers", "results", *PAGES]


@pytest.mark.parametrize("page", ALL)
def test_page_loads_without_error_or_foreign_request(tab: Page, address: str, page: str) -> None:
    complaints, asked = [], []
    tab.on(
        "console", lambda message: message.type in ("error", "warning") and complaints.append(message.text)
    )
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("response", lambda response: response.status >= 400 and complaints.append(response.url))
    tab.goto(f"{address}{page}")
    tab.evaluate(
        "async () => { for (let y = 0; y < document.body.scrollHeight; y += 400) "
        "{ scrollTo(0, y); await new Promise(done => setTimeout(done, 15)) } }"
    )
    tab.wait_for_load_state("networkidle")
    assert complaints == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


@pytest.mark.parametrize("page", ALL)
def test_first_view_is_light_and_stands_still(tab: Page, address: str, page: str) -> None:
    """Before anybody scrolls, on a phone, compressed as GitHub Pages does it."""
    loaded: dict[str, int] = {}
    tab.on("requestfinished", lambda it: loaded.update({it.url: it.sizes()["responseBodySize"]}))
    tab.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver(list => {"
        "  for (const entry of list.getEntries()) shift += entry.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{address}{page}")
    tab.wait_for_load_state("networkidle")
    # Not the trained model that the draw page is for.
    own = {url: size for url, size in loaded.items() if not url.endswith(".safetensors")}
    assert sum(own.values()) <= 250_000, sorted(own.items(), key=lambda item: -item[1])[:8]
    assert tab.evaluate("shift") == 0


def test_a_missing_page_leads_on(tab: Page, address: str) -> None:
    tab.goto(f"{address}404.html")
    tab.locator("article a", has_text="풀링").click()
    assert tab.url == f"{address}tutorials/concepts/pooling/"


@pytest.mark.parametrize("page", PAGES)
def test_every_anchor_of_the_contents_jumps_to_its_heading(tab: Page, address: str, page: str) -> None:
    tab.goto(f"{address}{page}")
    links = tab.eval_on_selector_all(
        ".md-sidebar--secondary .md-nav__link[href^='#']",
        "links => links.map(link => link.getAttribute('href'))",
    )
    assert len(links) >= 5
    for link in dict.fromkeys(links):
        tab.goto(f"{address}{page}/#{quote(unquote(link[1:]))}")
        top = tab.evaluate("id => document.getElementById(id).getBoundingClientRect().top", unquote(link[1:]))
        assert -5 <= top <= 720, link


def test_copy_button_copies_the_cell_and_says_so(tab: Page, address: str) -> None:
    tab.goto(f"{address}tutorials/posts/mnist_convnet/")
    button = tab.get_by_role("button", name="복사", exact=True).first
    button.focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="복사했다").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("import keras")
    assert copied.endswith("plotting.use_style()")


def test_every_cell_has_a_copy_button_and_no_output_has(tab: Page, address: str) -> None:
    tab.goto(f"{address}tutorials/posts/mnist_convnet/")
    assert tab.locator(".highlight.output .copy").count() == 0
    assert tab.locator(".highlight > .copy").count() == tab.locator(".highlight:not(.output)").count() > 20


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ALL)
def test_nothing_is_wider_than_the_window(tab: Page, address: str, page: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    tab.goto(f"{address}{page}")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


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
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    tab.goto(address)
    expected = {"light": "default", "dark": "slate"}[scheme]
    assert tab.get_attribute("body", "data-md-color-scheme") == expected
    context.close()


def test_switch_goes_from_the_devices_scheme_to_light_to_dark(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
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
    context.close()
