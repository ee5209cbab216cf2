"""Run the pages that need it, several at once, and write them all to `build/`."""

import asyncio
import os
import signal
from dataclasses import dataclass, field
from functools import partial

from runner.assemble import Shown, assemble, show
from runner.base.errors import PageError
from runner.base.processes import end_orphans
from runner.context import Context
from runner.execute import execute
from runner.script import parsed
from runner.script.imports import libraries
from runner.script.page import Page, find
from runner.store.record import Entry
from runner.store.site import take

UNWRITABLE = "결과를 쓰지 못했습니다. 디스크에 자리가 있는지, 그 폴더에 쓸 수 있는지 보고 다시 빌드하세요."
OURS = "실행기가 이 페이지를 다루지 못했습니다. 이 줄을 저장소의 Issues에 알려 주세요."


def build(context: Context, only: list[str], kernels: int, store_from: str | None) -> list[str]:
    """Bring `build/` up to date.

    Args:
        context: Where and how.
        only: Names of the pages that may run. A page that is left out and whose stored outputs no
            longer hold is shown without outputs.
        kernels: How many pages run at once.
        store_from: The site whose runs are taken where the store has none that holds.

    Returns:
        The failures, one text each; `build/` was written only where there are none.
    """
    end_orphans(context.root)
    work = _Work(context)
    work.look_up()
    if store_from:
        work.take(store_from)
    asyncio.run(_run(work, work.waiting(only), kernels))
    if not work.failures:
        work.show_rest()
    return work.failures or _assemble(context, [work.shown[page.name] for page in work.pages])


@dataclass
class _Work:
    """What is known of the pages so far.

    Attributes:
        context: Where and how.
        pages: Those that can be read.
        shown: Those whose outputs hold.
        reasons: Why the others have to run.
        seconds: How long a page took when it last ran, here or where the site's runs come from.
        failures: What is wrong, each told as soon as it is known.
    """

    context: Context
    pages: list[Page] = field(default_factory=list)
    shown: dict[str, Shown] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float | None] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def look_up(self) -> None:
        """Read every script; find whose outputs still hold, and why the others' do not."""
        context = self.context
        for name in find(context.root):
            try:
                page = parsed.page(context.root, name)
            except PageError as error:
                self.fail(str(error))
                continue
            self.pages.append(page)
            changes = partial(context.dependencies.changes, page=page, profile=context.profile)
            found = context.store.newest(name, changes)
            self.seconds[name] = found.seconds
            if found.entry:
                self.show(page, found.entry)
            else:
                self.reasons[name] = found.reason

    def take(self, site: str) -> None:
        """Take from a site what the store does not have."""
        missing = [page for page in self.pages if page.name in self.reasons]
        if not missing:
            return
        context = self.context
        taken, seconds = take(site, missing, context.store, context.dependencies)
        self.seconds = {name: known or seconds.get(name) for name, known in self.seconds.items()}
        for page in (page for page in missing if page.name in taken):
            del self.reasons[page.name]
            self.show(page, taken[page.name])

    def waiting(self, only: list[str]) -> list[Page]:
        """The pages to run: one that never ran may be the longest of all; of several, that with most code."""
        pages = [page for page in self.pages if page.name in self.reasons and page.name in only]

        def length(page: Page) -> tuple[float, int]:
            lines = sum(len(cell.source.splitlines()) for cell in page.code_cells)
            return self.seconds[page.name] or float("inf"), lines

        return sorted(pages, key=length, reverse=True)

    async def run(self, page: Page) -> None:
        """Run a page and keep what it gave."""
        context, reporter = self.context, self.context.reporter
        reporter.start(page.name, len(page.code_cells), self.reasons[page.name])
        try:
            entry = await execute(context, page, partial(reporter.cell, page.name))
            context.store.save(page.name, entry)
            del self.reasons[page.name]
            self.show(page, entry)
        except PageError as error:
            self.fail(str(error))
        except OSError as error:  # a full disk, a store that cannot be written
            self.fail(f"{page.name}: {UNWRITABLE} ({error})")
        except Exception as error:  # the other pages go on, and keep what they give
            self.fail(f"{page.name}: {OURS} ({type(error).__name__}: {error})")
        reporter.finish(page.name, failed=page.name not in self.shown)

    def show(self, page: Page, entry: Entry | None) -> None:
        """Put a page together, which may show that an image has no text."""
        try:
            self.shown[page.name] = show(self.context.root, page, entry)
        except PageError as error:
            self.fail(str(error))

    def show_rest(self) -> None:
        """Put together, without outputs, what was not to run."""
        for page in (page for page in self.pages if page.name not in self.shown):
            why = f"{self.reasons[page.name]}; 이번에는 고른 페이지만 실행"
            self.context.reporter.say(f"결과 없이 보임: {page.name} ({why})")
            self.show(page, None)

    def fail(self, message: str) -> None:
        self.failures.append(message)
        self.context.reporter.say(f"오류: {message.splitlines()[0]}")


async def _run(work: _Work, waiting: list[Page], kernels: int) -> None:
    """Run pages, the first first, so many at once."""
    reporter, task = work.context.reporter, asyncio.current_task()
    if task and os.name == "posix":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    reporter.begin({page.name: work.seconds[page.name] for page in waiting}, kernels)

    async def run_waiting() -> None:
        while waiting:
            await work.run(waiting.pop(0))

    telling = asyncio.create_task(reporter.tell())
    template = work.context.template
    try:
        if template and waiting:
            await template.warm(libraries(work.context.root, [page.name for page in waiting]))
        async with asyncio.TaskGroup() as group:
            for _ in range(min(kernels, len(waiting))):
                group.create_task(run_waiting())
    finally:
        if template:
            await asyncio.shield(template.end())
    telling.cancel()


def _assemble(context: Context, shown: list[Shown]) -> list[str]:
    """Write `build/`; returns why that could not be."""
    try:
        try:
            assemble(context.root, context.profile, shown)
        except FileNotFoundError:  # a second runner took what this one was writing for a leftover
            assemble(context.root, context.profile, shown)
    except OSError as error:
        return [f"build/: {UNWRITABLE} ({error})"]
    return []
