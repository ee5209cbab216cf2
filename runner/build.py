"""Run the pages that need it, several at once, and write them all to `build/`."""

import asyncio
import os
import signal
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from runner import parsed
from runner.assemble import Shown, assemble, show
from runner.dependencies import Dependencies
from runner.execute import execute
from runner.page import Page, PageError, find
from runner.processes import end_orphans
from runner.progress import Reporter
from runner.store import Entry, Store
from runner.store_from import take

UNWRITABLE = "결과를 쓰지 못했습니다. 디스크에 자리가 있는지, 그 폴더에 쓸 수 있는지 보고 다시 빌드하세요."


@dataclass
class _Work:
    """What is known of the pages so far.

    Attributes:
        pages: Those that can be read.
        shown: Those whose outputs hold.
        reasons: Why the others have to run.
        seconds: How long a page took when it last ran, here or where the site's runs come from.
        failures: What is wrong, each told as soon as it is known.
    """

    root: Path
    reporter: Reporter
    pages: list[Page] = field(default_factory=list)
    shown: dict[str, Shown] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def show(self, page: Page, entry: Entry | None) -> None:
        """Put a page together, which may show that an image has no text."""
        try:
            self.shown[page.name] = show(self.root, page, entry)
        except PageError as error:
            self.fail(str(error))

    def fail(self, message: str) -> None:
        self.failures.append(message)
        self.reporter.say(f"오류: {message.splitlines()[0]}")


def build(
    root: Path,
    profile: str,
    only: list[str],
    timeout: float,
    kernels: int,
    reporter: Reporter,
    store_from: str | None,
) -> list[str]:
    """Bring `build/` up to date.

    Args:
        root: The repository's root.
        profile: `full` or `fast`.
        only: Names of the pages that may run. A page that is left out and whose stored outputs no
            longer hold is shown without outputs.
        timeout: Seconds a cell may take.
        kernels: How many pages run at once.
        reporter: Told what happens.
        store_from: The site whose runs are taken where the store has none that holds.

    Returns:
        The failures, one text each; `build/` was written only where there are none.
    """
    end_orphans(root)
    store = Store(root, profile, reporter.say)
    dependencies = Dependencies(root)
    work = _look_up(_Work(root, reporter), profile, store, dependencies)
    missing = [page for page in work.pages if page.name in work.reasons]
    if store_from and missing:
        taken, seconds = take(store_from, profile, missing, store, dependencies, reporter.say)
        work.seconds = seconds | work.seconds
        for page in (page for page in missing if page.name in taken):
            del work.reasons[page.name]
            work.show(page, taken[page.name])
    # A page that never ran may be the longest of all; of several, the one with most code.
    waiting = sorted(
        (page for page in work.pages if page.name in work.reasons and page.name in only),
        key=lambda page: (work.seconds.get(page.name, float("inf")), _lines_of_code(page)),
        reverse=True,
    )
    reporter.begin({page.name: work.seconds.get(page.name) for page in waiting}, kernels)

    async def run_waiting() -> None:
        while waiting:
            page = waiting.pop(0)
            reporter.start(page.name, len(page.code_cells()), work.reasons[page.name])
            try:
                entry = await execute(
                    root, page, profile, dependencies, timeout, partial(reporter.cell, page.name)
                )
                store.save(page.name, entry)
                del work.reasons[page.name]
                work.show(page, entry)
            except PageError as error:
                work.fail(str(error))
            except OSError as error:  # a full disk, a store that cannot be written
                work.fail(f"{page.name}: {UNWRITABLE} ({error})")
            reporter.finish(page.name, failed=page.name not in work.shown)

    async def run_all() -> None:
        task = asyncio.current_task()
        if task and os.name == "posix":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        telling = asyncio.create_task(reporter.tell())
        async with asyncio.TaskGroup() as group:
            for _ in range(min(kernels, len(waiting))):
                group.create_task(run_waiting())
        telling.cancel()

    asyncio.run(run_all())
    if work.failures:
        return work.failures
    for page in (page for page in work.pages if page.name not in work.shown):
        reporter.say(f"결과 없이 보임: {page.name} ({work.reasons[page.name]}; 이번에는 고른 페이지만 실행)")
        work.show(page, None)
    shown = [work.shown[page.name] for page in work.pages]
    try:
        try:
            assemble(root, profile, shown)
        except FileNotFoundError:  # a second runner took what this one was writing for a leftover
            assemble(root, profile, shown)
    except OSError as error:
        return [f"build/: {UNWRITABLE} ({error})"]
    return []


def _lines_of_code(page: Page) -> int:
    return sum(len(cell.source.splitlines()) for _, cell in page.code_cells())


def _look_up(work: _Work, profile: str, store: Store, dependencies: Dependencies) -> _Work:
    """Read every script; find whose outputs still hold, and why the others' do not."""
    for name in find(work.root):
        try:
            page = parsed.page(work.root, name)
        except PageError as error:
            work.fail(str(error))
            continue
        work.pages.append(page)
        reason = "처음 실행"
        for age, (path, record) in enumerate(store.records(name)):
            changes = dependencies.changes(record, page, profile)
            if age == 0:
                work.seconds[name] = record.seconds
                reason = f"다시 실행: {', '.join(changes[:3])}"
            if not changes and (entry := store.load(path)):
                work.show(page, entry)
                break
            if not changes:
                reason = "저장된 결과가 손상됨"
        else:
            work.reasons[name] = reason
    return work
