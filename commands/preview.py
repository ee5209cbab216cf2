"""The pages of a preview, the site that they make, and the browsers that look at it."""

import asyncio
import html
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from commands.pages import PREVIEW, Pages
from runner.__main__ import cores
from runner.context import Context
from theme.one_page import SCRIPT, Site


class Preview:
    """What somebody looks at, kept as its author has saved it.

    Args:
        context: Where and how pages run.
        address: Where the preview is served.
    """

    def __init__(self, context: Context, address: str) -> None:
        self.pages = Pages(context, cores(), self._changed)
        self.pages.start()
        self.site = Site(context.root, context.root / PREVIEW, address, self.pages.manifest)
        self._worker = ThreadPoolExecutor(1)  # MkDocs is not made for several threads
        self._tasks: set[asyncio.Task[None]] = set()
        self._shown: dict[asyncio.Queue[tuple[str, str]], tuple[str, bytes | None, str]] = {}

    async def page(self, path: str) -> bytes | None:
        """The page at an address, which somebody looks at."""
        page = await self._rendered(path)
        if script := self.site.script(path):
            self.pages.open(script)
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

    async def saved(self, *, everything: bool) -> None:
        """Something was written: run what that makes necessary, and show what is new."""
        before = self.pages.names()
        self.pages.notice()
        if everything or self.pages.names() != before:
            await self._do(self.site.load)
        await self._show()

    async def stop(self) -> None:
        """End all kernels."""
        await self.pages.stop()
        self._worker.shutdown(cancel_futures=True)
        self.site.close()

    def _changed(self, _page: str) -> None:
        """A page shows something else, or something else is said of it."""
        self._tell_status()
        task = asyncio.get_running_loop().create_task(self._show())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show(self) -> None:
        """Render again what somebody looks at, and tell those whose page is another now."""
        for events, (path, page, _) in list(self._shown.items()):
            now = await self._rendered(path)
            if now != page and events in self._shown:
                self._shown[events] = path, now, self._shown[events][2]
                events.put_nowait(("changed", ""))

    def _tell_status(self) -> None:
        for events, (path, page, old) in self._shown.items():
            if (status := self.pages.status(self.site.script(path) or "")) != old:
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
