"""A browser and a server for it: what the tests and the benchmark look at the built site with."""

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.process import PATIENCE, until

# The first has no window, and opens a page in a third of the time.
INSTALLED = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


def installed() -> str | None:
    """The Chrome or Chromium that is there."""
    return next(filter(None, map(shutil.which, INSTALLED)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chrome or Chromium that is there, else Playwright's own download.

    Raises:
        playwright.sync_api.Error: Where there is none.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """A page of a reader of its own, which waits as long as the tests do."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


@functools.lru_cache
def _compressed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes())


def made(tab: Page) -> None:
    """Wait until a page has been made: Material is told last (theme/overrides/scripts/sections.js).

    It asks seldom: what is measured is what the page itself does.
    """
    told = "!document.querySelector('[data-md-scrollfix]')"
    until(lambda: tab.wait_for_timeout(100) or tab.evaluate(told), "the page is not made")


class Compressed(http.server.SimpleHTTPRequestHandler):
    """As on GitHub Pages: text goes out compressed, a connection serves for several requests, files keep."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser that has gone on to another page
            super().handle()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        kind = self.guess_type(path)
        if not path.is_file() or not kind.startswith(TEXT):
            super().do_GET()
            return
        body = _compressed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder, as long as it is wanted."""
    handler = functools.partial(Compressed, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
