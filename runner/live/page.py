"""One page of a preview: what its author has written, and what it shows."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

import nbformat
from nbformat import NotebookNode

from runner.assemble import notebook, notebook_file
from runner.base.errors import CellError, PageError
from runner.context import Context
from runner.live.history import History
from runner.live.loop import Loop
from runner.live.plan import Plan, plan
from runner.script.page import Code, Page, read
from runner.store.record import Entry


class LivePage:
    """One page of a preview.

    What it shows is true up to the first cell of its plan; below, outputs of the last time stand until the
    cells have run. Nothing of it enters the store.

    Args:
        context: What all pages share.
        name: The script's path from the repository's root.
        changed: Called when there is something new to show.

    Attributes:
        entry: The stored run that this script would give again, if there is one.
        loop: Its kernel.
        files: The notebook as it is now and the files beside it, by their paths in `build/`.
    """

    def __init__(self, context: Context, name: str, changed: Callable[["LivePage"], None]) -> None:
        self.name = name
        self.entry: Entry | None = None
        self.files: dict[str, bytes] = {}
        self._context = context
        self._changed = changed
        self._page = Page(name, ())
        self._problem: PageError | None = None
        self._history = History(context.dependencies)
        self.loop = Loop(context, name, self._history)
        self._seen: object = None
        self._version = 0
        self._busy = asyncio.Lock()

    def moved(self) -> bool:
        """Whether the script, or a file that its cells opened, is another than when last looked at."""
        return self._seen != self._rests_on()

    def reread(self) -> str:
        """Read the script and its files again; returns why cells have to run, or nothing."""
        self._problem = None
        self._version += 1
        try:
            self._page = read(self._context.root, self.name)
            self._take_up()
        except PageError as error:
            self._problem = error
        except OSError as error:  # gone since it was seen
            self._problem = PageError(self.name, None, f"읽을 수 없습니다 ({error}).")
        self._seen = self._rests_on()
        self._make()
        return "" if self._problem else self._plan.reason

    async def catch_up(self) -> bool:
        """Run what has to run, from the first changed cell on, until nothing is left or a cell fails.

        Returns:
            Whether anything ran.
        """
        ran = False
        async with self._busy:
            while not self._problem and self._plan.left:
                ran = True
                try:
                    await self.loop.step(self._page, str(self._version), self._tell)
                except PageError as error:
                    if not isinstance(error, CellError):
                        await self.loop.end()
                    if not self.loop.interrupted:
                        self._problem = error
                self.loop.interrupted = False
                self.loop.used = time.monotonic()
                self._seen = self._rests_on()
                self._tell()
        return ran

    @property
    def busy(self) -> bool:
        """Whether cells run or wait to."""
        return self._busy.locked()

    def run(self) -> dict | None:
        """What the manifest says of the run that the page shows; nothing where it never ran."""
        if self.entry:
            return self.entry.record.shown()
        return {"live": True} if self._history.ran or self._history.stored else None

    def status(self) -> str:
        """In a few words, for the status line of the page."""
        if self._problem:
            return f"오류: {str(self._problem).splitlines()[0]}"
        if self.loop.running:
            return f"셀 {self.loop.running[0] + 1}/{len(self._codes)} 실행 중"
        left = self._plan.left
        return f"아직 실행하지 않은 셀 {left}개" if left else ""

    @property
    def _codes(self) -> list[Code]:
        return self._page.codes(self._context.profile)

    @property
    def _plan(self) -> Plan:
        return plan(self._history, self._codes)

    def _take_up(self) -> None:
        """Of what has run, take what the script as it is now still says; stop a cell that it does not."""
        context, codes = self._context, self._codes
        changes = partial(context.dependencies.changes, page=self._page, profile=context.profile)
        self.entry = context.store.newest(self.name, changes).entry
        if self.entry:
            self._history.store(self.entry, codes)
        if self.loop.running:
            at, code = self.loop.running
            if self._history.same(self._history.ran, codes) < at or code not in codes[at : at + 1]:
                self._interrupting = asyncio.get_running_loop().create_task(self.loop.interrupt())

    def _rests_on(self) -> object:
        return self._context.dependencies.state(self.name), self._history.rests_on(self._codes)

    def _tell(self) -> None:
        self._make()
        self._changed(self)

    def _make(self) -> None:
        """Make what the page shows."""
        if not self._page.cells:  # it never could be read
            made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# {self.name}")])
            if self._problem:
                made.cells.append(_box(self._problem))
            self.files = notebook_file(self.name, made)
            return
        self._history.keep(self._codes)
        outputs = [*self._history.shown]
        while True:
            try:
                made, files = notebook(self._context.root, self._page, outputs)
                break
            except PageError as error:  # an image without a text: its cell shows why instead
                self._problem = self._problem or error
                outputs[self._cell_at(error.line)] = None
        self._mark(made)
        self.files = files | notebook_file(self.name, made)

    def _cell_at(self, line: int | None) -> int:
        """Which code cell a line of the script belongs to."""
        return max(sum(cell.line <= (line or 1) for cell in self._page.code_cells) - 1, 0)

    def _mark(self, made: NotebookNode) -> None:
        """Say at which cell the page failed, and which outputs are old."""
        cells = self._page.code_cells
        for cell in cells[self._plan.at :]:
            made.cells[cell.index].metadata["stale"] = True
        if self._problem:
            at = cells[self._cell_at(self._problem.line)].index if cells else 0
            made.cells.insert(at + 1, _box(self._problem))


def _box(problem: PageError) -> NotebookNode:
    """The error as a box of the page."""
    place, _, message = str(problem).partition(": ")
    lines = "\n".join(f"    {line}" for line in ["``````text", *message.splitlines(), "``````"])
    return nbformat.v4.new_markdown_cell(f'!!! danger "{place}"\n\n{lines}')
