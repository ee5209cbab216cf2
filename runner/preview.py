"""`python -m runner.preview`: keep `.preview/` showing every page as its author edits it.

Reads from standard input, a line each, the scripts whose pages somebody looks at. Ends with it.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext, suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from runner.__main__ import TIMEOUT, cores
from runner.assemble import replace
from runner.dependencies import GENERATED, Dependencies
from runner.live import Context, LivePage
from runner.page import PROFILES, find
from runner.store import Store, write

FOLDER = ".preview"
SETTLED = 0.05  # seconds without a further event: editors write in several steps
KEPT = 4  # kernels without work that live on; one with TensorFlow takes half a GB
IDLE = 1800.0  # seconds after which a kernel without work ends


class Preview:
    """All pages, and whose turn it is to run."""

    def __init__(self, root: Path, profile: str, timeout: float) -> None:
        self._root = root
        self._profile = profile
        store = Store(root, profile, _say)
        self._context = Context(root, profile, timeout, store, Dependencies(root), self._show)
        self._pages: dict[str, LivePage] = {}
        self._files: dict[str, dict[str, bytes]] = {}
        self._opened: set[str] = set()
        self._slots = asyncio.Semaphore(cores())
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Show what the store holds; run nothing yet."""
        for name in find(self._root):
            page = self._pages[name] = LivePage(self._context, name)
            page.look()
            self._files[name] = page.files()
        behind = [name for name, page in self._pages.items() if page.status()]
        if behind:
            _say(f"결과가 없거나 오래된 페이지 {len(behind)}개는 브라우저에서 열 때 실행합니다.")
        shown = {path: data for files in self._files.values() for path, data in files.items()}
        replace(self._root / FOLDER, shown | self._summary())

    def look(self) -> None:
        """Notice what was written, and run what that makes necessary: pages that somebody sees first."""
        names = find(self._root)
        for name in set(self._pages) - set(names):
            _say(f"{name}: 지워졌습니다.")
            self._spawn(self._pages.pop(name).end())
            self._put(name, {})
        for name in sorted(names, key=lambda name: name not in self._opened):
            page = self._pages.setdefault(name, LivePage(self._context, name))
            if page.moved():
                reason = page.look()
                _say(f"{name}: {reason or page.status() or '커널 없이 다시 보입니다.'}")
                self._show(page)
                if reason:
                    self._spawn(self._run(page))

    def open(self, name: str) -> None:
        """Somebody looks at this page."""
        page = self._pages.get(name)
        if page and name not in self._opened:
            self._opened.add(name)
            if reason := page.look():
                _say(f"{name}: {reason}")
                self._spawn(self._run(page))

    async def rest(self) -> None:
        """End kernels that have been idle for long."""
        while True:
            await asyncio.sleep(60)
            await self._end_idle(lambda page: time.monotonic() - page.used > IDLE)

    async def stop(self) -> None:
        """End all kernels."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(page.end() for page in self._pages.values()))

    async def _run(self, page: LivePage) -> None:
        """A kernel that lives has its cores already; new ones wait for a place."""
        started = time.monotonic()
        async with nullcontext() if page.kernel else self._slots:
            ran = await page.catch_up()
        if ran:
            _say(f"{page.name}: {page.status() or f'완료 ({time.monotonic() - started:.1f}초)'}")
        resting = sorted(page.used for page in self._pages.values() if page.kernel and not page.busy)
        if len(resting) > KEPT:
            await self._end_idle(lambda page: page.used <= resting[-KEPT - 1])

    async def _end_idle(self, which: Callable[[LivePage], bool]) -> None:
        for page in list(self._pages.values()):
            if page.kernel and not page.busy and which(page):
                _say(f"{page.name}: 쉬는 커널을 끝냅니다.")
                await page.end()

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _show(self, page: LivePage) -> None:
        if page.name in self._pages:
            self._put(page.name, page.files())

    def _put(self, name: str, files: dict[str, bytes]) -> None:
        """Write what is new of a page, take away what it has no longer."""
        old = self._files.pop(name, {})
        if files:
            self._files[name] = files
        try:
            # What the notebook names stands there before it does.
            for path, data in sorted((files | self._summary()).items(), key=lambda it: ".ipynb" in it[0]):
                if old.get(path) != data:
                    write(self._root / FOLDER / path, data)
            for path in old.keys() - files.keys():
                (self._root / FOLDER / path).unlink(missing_ok=True)
        except OSError as error:  # a full disk is no reason to lose a kernel
            self._files.pop(name, None)
            _say(f"{name}: 미리보기를 쓰지 못했습니다. 디스크에 자리가 있는지 보고 다시 저장하세요 ({error})")

    def _summary(self) -> dict[str, bytes]:
        """What the templates want to know of each page, and what its status line says."""
        manifest = {
            "profile": self._profile,
            "pages": {name: page.run() for name, page in self._pages.items()},
        }
        status = {name: page.status() for name, page in self._pages.items()}
        return {
            "status.json": json.dumps(status, ensure_ascii=False).encode(),
            "manifest.json": json.dumps(manifest, ensure_ascii=False).encode(),  # the last: all is there
        }


class _Changes(FileSystemEventHandler):
    """Wakes the loop when something is written."""

    def __init__(self, wake: Callable[[], object]) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self._wake()


async def preview(root: Path, profile: str, timeout: float) -> None:
    """Run until standard input ends."""
    pages, written, loop = Preview(root, profile, timeout), asyncio.Event(), asyncio.get_running_loop()
    if os.name == "posix":
        loop.add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)  # type: ignore[union-attr]

    async def watch() -> None:
        while True:
            await written.wait()
            await asyncio.sleep(SETTLED)
            written.clear()
            pages.look()

    async def listen() -> None:
        asked = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
        while line := await asked.readline():
            pages.open(line.decode().strip())

    observer = Observer()
    handler = _Changes(lambda: loop.call_soon_threadsafe(written.set))
    for folder in root.iterdir():
        if folder.is_dir() and folder.name[0] != "." and folder.name not in GENERATED:
            observer.schedule(handler, str(folder), recursive=True)
    observer.start()
    pages.start()  # after that: what is saved meanwhile is not missed
    work = [loop.create_task(each) for each in (watch(), pages.rest(), listen())]
    try:
        ended, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()
    finally:
        observer.stop()
        for task in work:
            task.cancel()
        await asyncio.shield(pages.stop())


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m runner.preview", description=__doc__)
    parser.add_argument("--profile", choices=PROFILES, default="fast")
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds a cell may take")
    options = parser.parse_args()
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(preview(Path.cwd().resolve(), options.profile, options.timeout))
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
