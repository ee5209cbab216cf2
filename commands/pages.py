"""The pages of a preview, their kernels, and whose turn it is to run."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext

from runner.base.files import replace, write
from runner.context import Context
from runner.live.page import LivePage
from runner.script.imports import libraries
from runner.script.page import find

PREVIEW = ".preview"  # what MkDocs reads, as it reads `build/`
KEPT = 4  # kernels without work that live on; one with TensorFlow takes half a GB
IDLE = 1800.0  # seconds after which a kernel without work ends


class Pages:
    """All pages, and whose turn it is to run.

    Args:
        context: Where and how they run.
        kernels: How many of those that have no kernel yet run at once.
        changed: Called with a page's name when what it shows, or what is said of it, has changed.
    """

    def __init__(self, context: Context, kernels: int, changed: Callable[[str], None]) -> None:
        self._context = context
        self._say = context.reporter.say
        self._folder = context.root / PREVIEW
        self._changed = changed
        self._pages: dict[str, LivePage] = {}
        self._files: dict[str, dict[str, bytes]] = {}
        self._opened: set[str] = set()
        self._slots = asyncio.Semaphore(kernels)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Show what the store holds; run nothing yet, but make ready for it."""
        names = find(self._context.root)
        if template := self._context.template:
            self._spawn(template.warm(libraries(self._context.root, names)))
        for name in names:
            page = self._pages[name] = LivePage(self._context, name, self._show)
            page.reread()
            self._files[name] = page.files
        behind = [name for name, page in self._pages.items() if page.status()]
        if behind:
            self._say(f"결과가 없거나 오래된 페이지 {len(behind)}개는 브라우저에서 열 때 실행합니다.")
        replace(self._folder, {path: data for files in self._files.values() for path, data in files.items()})

    def notice(self) -> None:
        """Notice what was written, and run what that makes necessary: pages that somebody sees first."""
        names = find(self._context.root)
        for name in set(self._pages) - set(names):
            self._say(f"{name}: 지워졌습니다.")
            self._spawn(self._pages.pop(name).loop.end())
            self._put(name, {})
        for name in sorted(names, key=lambda name: name not in self._opened):
            if name not in self._pages:
                self._pages[name] = LivePage(self._context, name, self._show)
            page = self._pages[name]
            if page.moved():
                reason = page.reread()
                self._say(f"{name}: {reason or page.status() or '커널 없이 다시 보입니다.'}")
                self._show(page)
                if reason:
                    self._spawn(self._run(page))

    def open(self, name: str) -> None:
        """Somebody looks at this page."""
        page = self._pages.get(name)
        if page and name not in self._opened:
            self._opened.add(name)
            if reason := page.reread():
                self._say(f"{name}: {reason}")
                self._spawn(self._run(page))

    def names(self) -> set[str]:
        """Those of all pages."""
        return set(self._pages)

    def status(self, name: str) -> str:
        """What is done for a page, in a few words."""
        page = self._pages.get(name)
        return page.status() if page else ""

    def manifest(self) -> dict:
        """What `build/manifest.json` would say of these pages."""
        runs = {name: page.run() for name, page in self._pages.items()}
        return {"profile": self._context.profile, "pages": runs}

    async def rest(self) -> None:
        """End kernels that have been idle for long."""
        while True:
            await asyncio.sleep(60)
            await self._end_idle(lambda page: time.monotonic() - page.loop.used > IDLE)

    async def stop(self) -> None:
        """End all kernels."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(page.loop.end() for page in self._pages.values()))
        if self._context.template:
            await self._context.template.end()

    async def _run(self, page: LivePage) -> None:
        """A kernel that lives has its cores already; new ones wait for a place."""
        started = time.monotonic()
        async with nullcontext() if page.loop.kernel else self._slots:
            ran = await page.catch_up()
        if ran:
            self._say(f"{page.name}: {page.status() or f'완료 ({time.monotonic() - started:.1f}초)'}")
        resting = sorted(it.loop.used for it in self._pages.values() if it.loop.kernel and not it.busy)
        if len(resting) > KEPT:
            await self._end_idle(lambda page: page.loop.used <= resting[-KEPT - 1])

    async def _end_idle(self, which: Callable[[LivePage], bool]) -> None:
        for page in list(self._pages.values()):
            if page.loop.kernel and not page.busy and which(page):
                self._say(f"{page.name}: 쉬는 커널을 끝냅니다.")
                await page.loop.end()

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _show(self, page: LivePage) -> None:
        if page.name in self._pages:
            self._put(page.name, page.files)

    def _put(self, name: str, files: dict[str, bytes]) -> None:
        """Write what is new of a page, take away what it has no longer."""
        old = self._files.pop(name, {})
        if files:
            self._files[name] = files
        try:
            # What the notebook names stands there before it does.
            for path, data in sorted(files.items(), key=lambda it: ".ipynb" in it[0]):
                if old.get(path) != data:
                    write(self._folder / path, data)
            for path in old.keys() - files.keys():
                (self._folder / path).unlink(missing_ok=True)
        except OSError as error:  # a full disk is no reason to lose a kernel
            self._files.pop(name, None)
            remedy = "디스크에 자리가 있는지 보고 다시 저장하세요"
            self._say(f"{name}: 미리보기를 쓰지 못했습니다. {remedy} ({error})")
        self._changed(name)
