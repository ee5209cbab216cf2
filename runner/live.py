"""A page while its author edits it: its kernel lives on, and runs from the first changed cell."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from runner.assemble import notebook, written
from runner.dependencies import Dependencies
from runner.kernel import CellError, Kernel
from runner.outputs import clean
from runner.page import Page, PageError, read
from runner.store import Entry, Store

Code = tuple[str, list[str]]  # what the kernel is given, and the cell's tags
PATIENCE = 5.0  # seconds that a cell has to obey an interruption


@dataclass(frozen=True)
class Context:
    """What all pages of a preview share."""

    root: Path
    profile: str
    timeout: float
    store: Store
    dependencies: Dependencies
    changed: Callable[["LivePage"], None]


@dataclass(frozen=True)
class Ran:
    """A cell that ran: what the kernel was given, what it gave, and the files that it opened."""

    code: Code
    outputs: list[dict]
    files: dict[str, str | None] = field(default_factory=dict)


class LivePage:
    """One page of a preview.

    What it shows is true as far as `true_cells`; below, outputs of the last time stand until the cells
    have run. Nothing of it enters the store.

    Args:
        context: What all pages share; `changed` is called when there is something new to show.
        name: The script's path from the repository's root.
    """

    def __init__(self, context: Context, name: str) -> None:
        self.name = name
        self.entry: Entry | None = None
        self.kernel: Kernel | None = None
        self.used = 0.0
        self._context = context
        self._page = Page(name, nbformat.v4.new_notebook(), [])
        self._problem: PageError | None = None
        self._stored: list[Ran] = []
        self._ran: list[Ran] = []
        self._shown: list[list[dict] | None] = []
        self._running: tuple[int, Code] | None = None
        self._blamed: dict[str, str | None] = {}
        self._seen: object = None
        self._version = 0
        self._interrupted = False
        self._busy = asyncio.Lock()

    def moved(self) -> bool:
        """Whether the script, or a file that its cells opened, is another than when last looked at."""
        return self._seen != self._rests_on()

    def look(self) -> str:
        """Read the script and its files again; returns why cells have to run, or nothing."""
        self._problem = None
        self._version += 1
        try:
            self._page = read(self._context.root, self.name)
        except PageError as error:
            self._problem = error
            return ""
        except OSError as error:  # gone since it was seen
            self._problem = PageError(self.name, None, f"읽을 수 없습니다 ({error}).")
            return ""
        finally:
            self._seen = self._rests_on()
        self.entry = self._fitting()
        if self.entry:
            outputs = self.entry.outputs
            self._stored = [Ran(code, it) for code, it in zip(self._codes(), outputs, strict=True)]
            # Which cell opened which file, the store does not say.
            self._stored[0].files.update(self.entry.record.files)
        if self._running:
            at, code = self._running
            if _same(self._ran, self._codes(), self._context) < at or code not in self._codes()[at : at + 1]:
                self._interrupting = asyncio.get_running_loop().create_task(self._interrupt())
        self._seen = self._rests_on()
        return self._reason()

    def true_cells(self) -> int:
        """How many cells, from the top, show what a run of this script would."""
        codes = self._codes()
        return max(_same(each, codes, self._context) for each in (self._stored, self._ran))

    async def catch_up(self) -> bool:
        """Run what has to run, from the first changed cell on, until nothing is left or a cell fails.

        Returns:
            Whether anything ran.
        """
        ran = False
        async with self._busy:
            while not self._problem and self.true_cells() < len(self._codes()):
                ran = True
                try:
                    await self._step(self._page)
                except PageError as error:
                    if not isinstance(error, CellError):
                        await self.end()
                    if not self._interrupted:
                        self._problem = error
                self._interrupted = False
                self.used = time.monotonic()
                self._seen = self._rests_on()
                self._context.changed(self)
        return ran

    async def end(self) -> None:
        """End the kernel; what the page shows stays."""
        kernel, self.kernel = self.kernel, None
        if kernel:
            await kernel.stop()

    def files(self) -> dict[str, bytes]:
        """The notebook as it is now and the files beside it, by their paths in `build/`."""
        if not self._page.lines:  # it never could be read
            made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# {self.name}")])
            if self._problem:
                made.cells.append(_box(self._problem))
            return written(self.name, made)
        outputs = self._outputs()
        while True:
            try:
                made, files = notebook(self._context.root, self._page, outputs)
                break
            except PageError as error:  # an image without a text: its cell shows why instead
                self._problem = self._problem or error
                outputs[self._cell_at(error.line)] = None
        self._mark(made)
        return files | written(self.name, made)

    @property
    def busy(self) -> bool:
        """Whether cells run or wait to."""
        return self._busy.locked()

    def run(self) -> dict | None:
        """What the manifest says of the run that the page shows; nothing where it never ran."""
        if self.entry:
            return self.entry.record.shown()
        return {"live": True} if self._ran or self._stored else None

    def status(self) -> str:
        """In a few words, for the status line of the page."""
        if self._problem:
            return f"오류: {str(self._problem).splitlines()[0]}"
        if self._running:
            return f"셀 {self._running[0] + 1}/{len(self._codes())} 실행 중"
        waiting = len(self._codes()) - self.true_cells()
        return f"아직 실행하지 않은 셀 {waiting}개" if waiting else ""

    async def _step(self, page: Page) -> None:
        """Start the kernel, or run the first cell that it has not behind it."""
        if self.kernel is None:
            self.kernel = Kernel(self._context.root, self.name, self._context.profile, self._context.timeout)
            self._ran = []
            await self.kernel.start()
            self.kernel.opened()
            return
        at = _same(self._ran, self._codes(), self._context)
        dependencies = self._context.dependencies
        left = self._blamed | {name: digest for it in self._ran[at:] for name, digest in it.files.items()}
        if any(dependencies.file(name) != digest for name, digest in left.items()):
            await self.kernel.do("import page_kernel; page_kernel.forget(); del page_kernel")
        del self._ran[at:]
        kernel = self.kernel
        i, cell = page.code_cells()[at]
        code = self._codes()[at]
        self._running = at, code
        self._context.changed(self)
        outputs = None
        try:
            outputs = await kernel.run(cell, code[0], page.lines[i], str(self._version))
        finally:
            self._running = None
            opened = kernel.opened()[0] if kernel is self.kernel else {}
            # What changed while the cell ran has no digest that could still hold.
            files = {name: dependencies.file(name) for name in [*left, *opened]} | {
                name: None for name, state in opened.items() if dependencies.state(name) != state
            }
            self._blamed = {} if outputs is not None else files
        self._ran.append(Ran(code, clean(outputs), files))

    async def _interrupt(self) -> None:
        """Stop the running cell, which the author has changed meanwhile."""
        kernel, self._interrupted = self.kernel, True
        if kernel:
            await kernel.interrupt()
            await asyncio.sleep(PATIENCE)
            if self._interrupted and self.kernel is kernel:
                await self.end()

    def _rests_on(self) -> object:
        dependencies, codes = self._context.dependencies, self._codes()
        # Both: a module that is as it was before its edit makes the stored run true again, and no more cells.
        same = [_same(each, codes, self._context) for each in (self._stored, self._ran)]
        blamed = [dependencies.file(name) for name in self._blamed]
        return dependencies.state(self.name), same, blamed

    def _reason(self) -> str:
        codes, at = self._codes(), self.true_cells()
        if at == len(codes):
            return ""
        ran = max((self._ran, self._stored), key=lambda each: (_same(each, codes, self._context), len(each)))
        file = self._context.dependencies.file
        files = ran[at].files if at < len(ran) else self._blamed
        changes = [f"{name} 바뀜" for name, digest in files.items() if file(name) != digest]
        why = ", ".join(changes) or ("코드 바뀜" if ran else "아직 실행하지 않음")
        return f"셀 {at + 1}부터 실행 ({why})"

    def _fitting(self) -> Entry | None:
        """The stored run that this script would give again."""
        changes = self._context.dependencies.changes
        return self._context.store.newest(
            self.name, lambda record: not changes(record, self._page, self._context.profile)
        )

    def _codes(self) -> list[Code]:
        """What the kernel is given of each code cell, and the cell's tags."""
        page = self._page
        return [
            (page.source(cell, self._context.profile), sorted(cell.metadata.get("tags", [])))
            for _, cell in page.code_cells()
        ]

    def _outputs(self) -> list[list[dict] | None]:
        """For each code cell the outputs to show; for what has not run, those of the last time."""
        codes = self._codes()
        best = max((self._stored, self._ran), key=lambda each: _same(each, codes, self._context))
        true: list[list[dict] | None] = [each.outputs for each in best[: self.true_cells()]]
        last: list[list[dict] | None] = [None] * len(codes)
        if len(self._shown) == len(codes):
            last = self._shown
        self._shown = true + last[len(true) :]
        return list(self._shown)

    def _cell_at(self, line: int | None) -> int:
        """Which code cell a line of the script belongs to."""
        starts = [self._page.lines[i] for i, _ in self._page.code_cells()]
        return max(sum(start <= (line or 1) for start in starts) - 1, 0)

    def _mark(self, made: NotebookNode) -> None:
        """Say at which cell the page failed, and which outputs are old."""
        cells = [i for i, _ in self._page.code_cells()]
        for i in cells[self.true_cells() :]:
            made.cells[i].metadata["stale"] = True
        if self._problem:
            made.cells.insert(cells[self._cell_at(self._problem.line)] + 1, _box(self._problem))


def _same(ran: list[Ran], codes: list[Code], context: Context) -> int:
    """How many cells, from the top, are as they were when they ran."""
    for count, (each, code) in enumerate(zip(ran, codes, strict=False)):
        if each.code != code or any(context.dependencies.file(name) != it for name, it in each.files.items()):
            return count
    return min(len(ran), len(codes))


def _box(problem: PageError) -> NotebookNode:
    """The error as a box of the page."""
    place, _, message = str(problem).partition(": ")
    lines = "\n".join(f"    {line}" for line in ["``````text", *message.splitlines(), "``````"])
    return nbformat.v4.new_markdown_cell(f'!!! danger "{place}"\n\n{lines}')
