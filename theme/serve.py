"""`python -m theme.serve`: the preview. The runner keeps `.preview/` right; this shows it in the browser."""

import argparse
import asyncio
import html
import json
import mimetypes
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import tornado.httpserver
import tornado.iostream
import tornado.netutil
import tornado.web
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from theme.preview import BUILD, SCRIPT, Site

SETTLED = 0.02  # seconds without a further event
LOOK = 0.05  # seconds between looks at the pages that somebody has open
CLIENT = Path(__file__).with_name("preview.js")


class Previews:
    """The site and the browsers that look at it."""

    def __init__(self, root: Path, address: str, runner: subprocess.Popen[str]) -> None:
        self._runner = runner
        self._worker = ThreadPoolExecutor(1)  # MkDocs is not made for several threads
        self.site = Site(root, address)
        self._shown: dict[asyncio.Queue[tuple[str, str]], tuple[str, bytes | None, str]] = {}

    async def page(self, path: str) -> bytes | None:
        """The page at an address; the runner hears that somebody looks at it."""
        page = await self._rendered(path)
        if (script := self.site.script(path)) and self._runner.stdin:
            self._runner.stdin.write(f"{script}\n")
            self._runner.stdin.flush()
        return page

    async def follow(self, path: str, known: str, send: Callable[[str, str], Awaitable[None]]) -> None:
        """Tell a browser that knows this version of its page of each other."""
        events: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        page = await self._rendered(path)
        self._shown[events] = path, page, ""
        if page and known.encode() not in page:
            events.put_nowait(("changed", ""))
        self._tell_status()
        try:
            while True:
                await send(*await events.get())
        finally:
            del self._shown[events]

    async def changed(self, *, everything: bool) -> None:
        """Render again what somebody looks at, and tell those whose page is another now."""
        self._tell_status()
        if everything:
            await self._do(self.site.load)
        for events, (path, page, _) in list(self._shown.items()):
            now = await self._rendered(path)
            if now != page and events in self._shown:
                self._shown[events] = path, now, self._shown[events][2]
                events.put_nowait(("changed", ""))

    def _tell_status(self) -> None:
        for events, (path, page, old) in self._shown.items():
            if (status := self.site.status(path)) != old:
                self._shown[events] = path, page, status
                events.put_nowait(("status", status))

    async def _rendered(self, path: str) -> bytes | None:
        return await self._do(lambda: self.site.page(path))

    async def _do(self, work: Callable[[], bytes | None]) -> bytes | None:
        """In the worker; what goes wrong is said, and the server goes on."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._worker, work)
        except (Exception, SystemExit) as error:  # an author's own template or link
            print(f"보일 수 없습니다: {error}", file=sys.stderr)
            said = f"<pre>{html.escape(str(error))}</pre>"
            return f"<!doctype html><meta charset=utf-8>{said}{SCRIPT.format('')}".encode()


class Events(tornado.web.RequestHandler):
    """What happens to one page, as server-sent events."""

    def initialize(self, previews: Previews) -> None:
        self._previews = previews

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        self._work = asyncio.current_task()
        with suppress(asyncio.CancelledError, tornado.iostream.StreamClosedError):
            path, known = self.get_query_argument("page"), self.get_query_argument("version")
            await self._previews.follow(path, known, self._send)

    async def _send(self, event: str, data: str) -> None:
        self.write(f"event: {event}\ndata: {json.dumps(data)}\n\n")
        await self.flush()

    def on_connection_close(self) -> None:
        if self._work:
            self._work.cancel()


class Anything(tornado.web.RequestHandler):
    """A page, or a file that a page asks for."""

    def initialize(self, previews: Previews) -> None:
        self._previews = previews

    async def get(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")
        if content := await self._previews.page(path):
            self.write(content)
        elif self._previews.site.has(f"{path}/"):
            self.redirect(f"{path}/")
        elif file := CLIENT if path == "/-/preview.js" else self._previews.site.static(path):
            self.set_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            self.write(file.read_bytes())
        else:
            raise tornado.web.HTTPError(404)


class _Changes(FileSystemEventHandler):
    """Wakes the loop, with whether all has to be read again: everything but a notebook and its files."""

    def __init__(self, root: Path, wake: Callable[[bool], object]) -> None:
        self._build = str(root / BUILD)
        self._pages: set[str] = set()
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = str(event.dest_path or event.src_path)
        if (
            event.event_type in ("opened", "closed_no_write")
            or path.endswith(".pyc")
            or "/." in path.removeprefix(self._build)
        ):
            return
        if path.startswith(self._build):
            notebooks = {str(path) for path in Path(self._build).rglob("*.ipynb")}
            self._wake(bool(self._pages) and notebooks != self._pages)
            self._pages = notebooks
        else:
            edited = path.endswith(".md") and event.event_type in ("modified", "closed")
            self._wake(not edited or path.endswith("glossary.md"))


async def serve(root: Path, port: int, runner: subprocess.Popen[str]) -> None:
    """Serve until the runner ends."""
    loop = asyncio.get_running_loop()
    if os.name == "posix":
        loop.add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)  # type: ignore[union-attr]
    sockets = tornado.netutil.bind_sockets(port, "127.0.0.1")
    address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/"
    while not (root / BUILD / "manifest.json").exists():
        if runner.poll() is not None:
            return
        await asyncio.sleep(0.05)
    previews = Previews(root, address, runner)
    given = {"previews": previews}
    application = tornado.web.Application([("/-/events", Events, given), ("(/.*)", Anything, given)])
    server = tornado.httpserver.HTTPServer(application)
    server.add_sockets(sockets)
    written: asyncio.Queue[bool] = asyncio.Queue()
    observer = Observer()
    handler = _Changes(root, lambda everything: loop.call_soon_threadsafe(written.put_nowait, everything))
    for folder in (BUILD, "docs", "theme"):
        observer.schedule(handler, str(root / folder), recursive=True)
    observer.schedule(handler, str(root / "mkdocs.yml"))
    observer.start()
    print(f"미리보기: {address}  (Ctrl-C로 끝내기)", flush=True)
    try:
        while runner.poll() is None:
            seen = []
            # A file's renaming is told half a second late: what somebody looks at, we look at too.
            with suppress(TimeoutError):
                seen.append(await asyncio.wait_for(written.get(), timeout=LOOK))
                await asyncio.sleep(SETTLED)
            seen += [written.get_nowait() for _ in range(written.qsize())]
            await previews.changed(everything=any(seen))
    finally:
        observer.stop()
        previews.site.close()


def main() -> int:
    """Pages run in the fast profile unless `--profile full` is given."""
    parser = argparse.ArgumentParser(prog="python -m theme.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    options, others = parser.parse_known_args()
    root = Path.cwd().resolve()
    (root / BUILD / "manifest.json").unlink(missing_ok=True)
    runner = subprocess.Popen(
        [sys.executable, "-m", "runner.preview", *others], stdin=subprocess.PIPE, text=True
    )
    try:
        asyncio.run(serve(root, options.port, runner))
        print("실행기가 멈췄습니다. 다시 시작하세요.", file=sys.stderr)
        return runner.wait() or 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    except OSError as error:
        print(
            f"{options.port}번 포트를 열 수 없습니다 ({error}). `--port`로 다른 번호를 고르세요.",
            file=sys.stderr,
        )
        return 1
    finally:
        with suppress(OSError):
            runner.stdin.close()  # type: ignore[union-attr]
        runner.wait()


if __name__ == "__main__":
    sys.exit(main())
