"""The kernel of one page, driven cell by cell."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from runner.base.errors import UnfitError
from runner.context import Context
from runner.kernel.kernel import Kernel
from runner.live.history import History, Ran
from runner.script.page import Code, Page

PATIENCE = 5.0  # seconds that a cell has to obey an interruption


class Loop:
    """Runs what has to run in a kernel that lives on.

    Args:
        context: Where and how.
        name: The page's name.
        history: Told of each cell that ran.

    Attributes:
        kernel: The one that lives, if any.
        running: Position and code of the cell that runs, if any.
        used: When a cell last ran, in seconds of the monotonic clock.
        interrupted: Whether the running cell was told to stop.
    """

    def __init__(self, context: Context, name: str, history: History) -> None:
        self.kernel: Kernel | None = None
        self.running: tuple[int, Code] | None = None
        self.used = 0.0
        self.interrupted = False
        self._context = context
        self._template = context.template
        self._name = name
        self._history = history

    async def step(self, page: Page, version: str, tell: Callable[[], None]) -> None:
        """Start a kernel, or run the first cell that it has not behind it.

        Args:
            page: The script as it is now.
            version: What tells it from its earlier versions.
            tell: Called when the cell begins.

        Raises:
            CellError: When the cell raises.
            PageError: When it takes too long, or the kernel dies or does not come up.
        """
        if self.kernel is None:
            self._history.ran = []
            context = self._context
            self.kernel = Kernel(context.root, self._name, context.profile, context.timeout, self._template)
            await self.kernel.start()
            self.kernel.log()
            return
        history, kernel, codes = self._history, self.kernel, page.codes(self._context.profile)
        at = history.same(history.ran, codes)
        left = history.blamed | {name: it for ran in history.ran[at:] for name, it in ran.files.items()}
        if history.stale(left):
            await kernel.do("import page_kernel; page_kernel.forget(); del page_kernel")
        del history.ran[at:]
        self.running = at, codes[at]
        tell()
        outputs = None
        try:
            outputs = await kernel.run(at, page.code_cells[at], version)
        except UnfitError as error:
            self._context.reporter.say(str(error))
            self._template = None
            await self.end()
            return
        finally:
            self.running = None
            opened = kernel.log().paths if kernel is self.kernel else {}
            files = self._digests([*left, *opened], opened)
            history.blamed = {} if outputs is not None else files
        while kernel.notices:
            self._context.reporter.say(kernel.notices.pop())
        own = outputs.pop(at)
        history.ran.append(Ran(codes[at], own, files))
        for before, shown in outputs.items():
            history.ran[before] = replace(history.ran[before], outputs=shown)

    async def interrupt(self) -> None:
        """Stop the running cell, which the author has changed meanwhile."""
        kernel, self.interrupted = self.kernel, True
        if kernel:
            await kernel.interrupt()
            await asyncio.sleep(PATIENCE)
            if self.interrupted and self.kernel is kernel:
                await self.end()

    async def end(self) -> None:
        """End the kernel."""
        kernel, self.kernel = self.kernel, None
        if kernel:
            await kernel.stop()

    def _digests(self, names: list[str], opened: dict[str, str]) -> dict[str, str | None]:
        """Of these files; what changed while the cell ran has no digest that could still hold."""
        dependencies = self._context.dependencies
        return {name: dependencies.file(name) for name in names} | {
            name: "" for name, state in opened.items() if dependencies.state(name) != state
        }
