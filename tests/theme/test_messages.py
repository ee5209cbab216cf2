"""What an exception says, pasted into the search as readers have it before them, finds its entry first."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.theme.test_search import ASK, asked, search_on  # noqa: F401 - a fixture

MESSAGES, REPORTED = (
    json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("messages", "reported")
)
PASTED = 60


def missed(tab: Page, queries: dict[str, str] | dict[str, list[str]]) -> list[str]:
    """The queries whose entry, or one of whose entries, is not the first that is found."""
    ask = ASK.replace('.split("#")[0]', "")
    found = tab.evaluate(ask, list(queries))
    return [
        f"{query} → {places[:1]}"
        for (query, place), places in zip(queries.items(), found, strict=True)
        if not {*places[:1]} & {f"tutorials/{it}" for it in ([place] if isinstance(place, str) else place)}
    ]


def test_there_are_enough_messages_of_every_page(checkout: Path) -> None:
    assert len(MESSAGES) >= 80
    pages = {path.stem for path in (checkout / "tutorials/errors").glob("*.py")}
    assert {place.split("/")[1] for place in MESSAGES.values()} == pages


def test_message_finds_its_entry_first(asked: Page) -> None:  # noqa: F811
    lost = missed(asked, MESSAGES)
    assert len(lost) <= 0.05 * len(MESSAGES), "\n".join(lost)


def test_what_others_report_finds_its_entry_first(asked: Page) -> None:  # noqa: F811
    """Written from reports of other people's by somebody who had seen the titles only."""
    lost = missed(asked, REPORTED)
    assert len(lost) <= 0.05 * len(REPORTED), "\n".join(lost)


def test_beginning_of_a_message_finds_its_entry_first(asked: Page) -> None:  # noqa: F811
    """Some messages begin alike, and only what was cut off tells them apart."""
    beginnings = {query[:PASTED]: place for query, place in MESSAGES.items()}
    lost = missed(asked, beginnings)
    assert len(lost) <= 0.07 * len(beginnings), "\n".join(lost)


def test_entry_that_was_found_opens_at_its_place(tab: Page, address: str) -> None:
    message = (
        "ValueError: Input 0 of layer is incompatible: expected min_ndim=4, found ndim=3. (None, 64, 64)"
    )
    search_on(tab, address).locator(".md-search__input").fill(message)
    tab.keyboard.press("End")
    tab.locator(".md-search-result__item").first.locator('a[href*="#"]').first.click()
    expect(tab.locator("h2:target")).to_contain_text("expected min_ndim=4, found ndim=3")
