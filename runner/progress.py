"""Say what the build does: a live bar in a terminal, one line an event elsewhere."""

import time
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)


class Reporter:
    """Use as a context manager around a build."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._live = console.is_terminal
        self._all: TaskID | None = None
        self._pages: dict[str, TaskID] = {}
        self._started: dict[str, float] = {}

    def __enter__(self) -> "Reporter":
        if self._live:
            self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            self._bars.stop()

    def say(self, text: str) -> None:
        """Print one line, above the bars where there are any."""
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def begin(self, pages: int) -> None:
        if self._live:
            self._all = self._bars.add_task("페이지", total=pages)

    def start(self, page: str, cells: int, reason: str) -> None:
        self.say(f"실행: {page} ({reason})")
        self._started[page] = time.monotonic()
        if self._live:
            self._pages[page] = self._bars.add_task(page, total=cells)

    def cell(self, page: str, done: int) -> None:
        if self._live:
            self._bars.update(self._pages[page], completed=done)

    def finish(self, page: str, *, failed: bool) -> None:
        seconds = time.monotonic() - self._started[page]
        self.say(f"{'실패' if failed else '완료'}: {page} ({seconds:.1f}초)")
        if self._live and self._all is not None:
            self._bars.remove_task(self._pages.pop(page))
            self._bars.advance(self._all)
