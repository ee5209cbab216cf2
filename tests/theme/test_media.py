"""Sound and film: published so that a reader's browser plays them, under the page's own policy."""

import nbformat
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.project import Project

SOUND = """
    from IPython.display import Audio

    Audio([0.0, 0.5, 0.0, -0.5] * 2000, rate=8000)
"""


def test_sound_plays_and_goes_along_with_the_notebook(project: Project, tab: Page) -> None:
    project.page("first", SOUND, ' alt="반음 높은 소리"'.strip())
    project.build()
    with served(project.folder / "site") as address:
        errors: list[str] = []
        tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        tab.goto(f"{address}tutorials/first/")
        sound = tab.get_by_label("반음 높은 소리")
        expect(sound).to_be_visible()
        duration = sound.evaluate(
            "async (it) => { await (it.readyState || new Promise((on) => it.onloadedmetadata = on)); "
            "return it.duration; }"
        )
        assert duration == 1.0
        assert [error for error in errors if "Content Security Policy" in error] == []
        tab.goto(f"{address}tutorials/second/")
        policy = tab.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
        assert "media-src" not in policy
    notebook = nbformat.read(project.folder / "site/tutorials/first.ipynb", as_version=4)
    [shown] = [output.data["text/html"] for cell in notebook.cells for output in cell.get("outputs", [])]
    assert shown.startswith('<audio controls aria-label="반음 높은 소리">')
    assert 'src="data:audio/' in shown
