"""Say what the build does: a live bar in a terminal, elsewhere a line an event and where it is at times."""

import asyncio
import time
from dataclasses import dataclass
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

EVERY = 60.0  # seconds between two lines on where a build without a terminal is


@dataclass
class _Run:
    """A page under way: when it started, its cells, how many of them are done, how long it took last time."""

    started: float
    cells: int
    last: float | None
    done: int = 0


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
        self._bar: dict[str, TaskID] = {}
        self._last: dict[str, float | None] = {}
        self._runs: dict[str, _Run] = {}

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

    def begin(self, pages: dict[str, float | None], kernels: int) -> None:
        """Tell how long these pages may take.

        Args:
            pages: How many seconds each took when it last ran; nothing where nobody knows.
            kernels: How many run at once.
        """
        self._last = pages
        if pages:
            self.say(f"페이지 {len(pages)}개를 실행합니다. {expected(pages, kernels)}")
        if self._live:
            self._all = self._bars.add_task("페이지", total=len(pages))

    def start(self, page: str, cells: int, reason: str) -> None:
        """A page begins to run: so many cells, for this reason."""
        self.say(f"실행: {page} ({reason})")
        run = self._runs[page] = _Run(time.monotonic(), cells, self._last.get(page))
        if self._live:
            self._bar[page] = self._bars.add_task(page + _last_time(run), total=cells)

    def cell(self, page: str, done: int) -> None:
        """So many cells of a page are done."""
        self._runs[page].done = done
        if self._live:
            self._bars.update(self._bar[page], completed=done)

    def finish(self, page: str, *, failed: bool) -> None:
        """A page has run."""
        seconds = time.monotonic() - self._runs.pop(page).started
        self.say(f"{'실패' if failed else '완료'}: {page} ({seconds:.1f}초)")
        if self._live and self._all is not None:
            self._bars.remove_task(self._bar.pop(page))
            self._bars.advance(self._all)

    async def tell(self) -> None:
        """Where there are no bars, say each minute where every page is; cancel it when all have run."""
        while not self._live:
            await asyncio.sleep(EVERY)
            for page, run in self._runs.items():
                at = min(run.done + 1, run.cells)
                passed = duration(time.monotonic() - run.started)
                self.say(f"실행 중: {page} 셀 {at}/{run.cells}, {passed}째{_last_time(run)}")


def expected(pages: dict[str, float | None], kernels: int) -> str:
    """How long pages may take together, the longest first, each on the kernel that is free first."""
    free = [0.0] * kernels
    known = sorted((seconds for seconds in pages.values() if seconds is not None), reverse=True)
    for seconds in known:
        free[free.index(min(free))] += seconds
    unknown = len(pages) - len(known)
    if not known:
        return "모두 처음이라 얼마나 걸릴지 모릅니다."
    rest = f" (처음 실행하는 {unknown}개는 모르므로 빼고)" if unknown else ""
    return f"지난 기록으로는 {duration(max(free))}쯤 걸립니다{rest}."


def _last_time(run: _Run) -> str:
    return "" if run.last is None else f" (지난번 {duration(run.last)})"


def duration(seconds: float) -> str:
    """`45초`, `12분`."""
    return f"{seconds:.0f}초" if round(seconds) < 60 else f"{seconds / 60:.0f}분"
