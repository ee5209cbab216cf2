"""`python -m commands.serve`: pages run as their author saves them, and the browser shows what is new."""

import argparse
import asyncio
import json
import mimetypes
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import tornado.httpserver
import tornado.iostream
import tornado.netutil
import tornado.web
from rich.console import Console
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from commands.preview import Preview
from runner.__main__ import SPAWN, TIMEOUT
from runner.base.progress import Reporter
from runner.context import Context
from runner.kernel.inside.page_state import GENERATED
from runner.script.page import PROFILES
from theme.one_page import CLIENT

SETTLED = 0.05  # seconds without a further event: editors write in several steps


class Events(tornado.web.RequestHandler):
    """What happens to one page, as server-sent events."""

    def initialize(self, preview: Preview) -> None:
        """Tornado's, for what all requests share."""
        self._preview = preview

    async def get(self) -> None:
        """Until the browser goes."""
        self.set_header("Content-Type", "text/event-stream")
        self._work = asyncio.current_task()
        with suppress(asyncio.CancelledError, tornado.iostream.StreamClosedError):
            path, known = self.get_query_argument("page"), self.get_query_argument("version")
            await self._preview.follow(path, known, self._send)

    async def _send(self, event: str, data: str) -> None:
        self.write(f"event: {event}\ndata: {json.dumps(data)}\n\n")
        await self.flush()

    def on_connection_close(self) -> None:
        """The browser has gone."""
        if self._work:
            self._work.cancel()


class Anything(tornado.web.RequestHandler):
    """A page, or a file that a page asks for."""

    def initialize(self, preview: Preview) -> None:
        """Tornado's, for what all requests share."""
        self._preview = preview

    async def get(self, path: str) -> None:
        """What stands at a path, or 404."""
        self.set_header("Cache-Control", "no-store")
        site = self._preview.site
        if content := await self._preview.page(path):
            self.write(content)
        elif site.has(f"{path}/"):
            self.redirect(f"{path}/")
        elif file := CLIENT if path == "/-/preview.js" else site.static(path):
            self.set_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            self.write(file.read_bytes())
        else:
            raise tornado.web.HTTPError(404)


class _Changes(FileSystemEventHandler):
    """Wakes the loop, with whether MkDocs has to read all again: not for the text of a page."""

    def __init__(self, root: Path, wake: Callable[[bool], object]) -> None:
        self._root = root
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = Path(str(event.dest_path or event.src_path))
        name = path.relative_to(self._root)
        hidden = path.suffix == ".pyc" or any(part[0] == "." for part in name.parts)
        if event.event_type in ("opened", "closed_no_write") or hidden:
            return
        text = (
            path.suffix == ".md" and path.name != "glossary.md" and event.event_type in ("modified", "closed")
        )
        self._wake(name.parts[0] in ("theme", "mkdocs.yml") or (name.parts[0] == "docs" and not text))


async def serve(context: Context, port: int) -> None:
    """Serve until told to end."""
    loop, root = asyncio.get_running_loop(), context.root
    if os.name == "posix":
        loop.add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)  # type: ignore[union-attr]
    try:
        sockets = tornado.netutil.bind_sockets(port, "127.0.0.1")
    except OSError as error:
        sys.exit(f"{port}번 포트를 열 수 없습니다 ({error}). `--port`로 다른 번호를 고르세요.")
    address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/"
    saves: asyncio.Queue[bool] = asyncio.Queue()
    observer = Observer()
    handler = _Changes(root, lambda everything: loop.call_soon_threadsafe(saves.put_nowait, everything))
    for folder in root.iterdir():
        if folder.is_dir() and folder.name[0] != "." and folder.name not in GENERATED:
            observer.schedule(handler, str(folder), recursive=True)
    observer.schedule(handler, str(root / "mkdocs.yml"))
    observer.start()
    preview = Preview(context, address)  # after that: what is saved meanwhile is not missed
    given = {"preview": preview}
    application = tornado.web.Application([("/-/events", Events, given), ("(/.*)", Anything, given)])
    tornado.httpserver.HTTPServer(application).add_sockets(sockets)
    context.reporter.say(f"미리보기: {address}  (Ctrl-C로 끝내기)")
    resting = loop.create_task(preview.pages.rest())
    try:
        while True:
            seen = [await saves.get()]
            await asyncio.sleep(SETTLED)
            seen += [saves.get_nowait() for _ in range(saves.qsize())]
            await preview.saved(everything=any(seen))
    finally:
        observer.stop()
        resting.cancel()
        await asyncio.shield(preview.stop())


def main() -> int:
    """Serve the project in the working folder; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m commands.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--profile", choices=PROFILES, default="fast")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds a cell may take")
    parser.add_argument("--spawn", action="store_true", help=SPAWN)
    options = parser.parse_args()
    root, reporter = Path.cwd().resolve(), Reporter(Console())
    context = Context.of(root, options.profile, options.timeout, reporter, spawn=options.spawn)
    try:
        asyncio.run(serve(context, options.port))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    except OSError as error:
        print(f"미리보기를 보일 수 없습니다. 디스크에 자리가 있는지 보세요 ({error}).", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
