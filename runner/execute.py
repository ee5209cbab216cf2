"""Run one page clean: all of it, from the top, in a new kernel."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from runner.dependencies import Dependencies, distributions
from runner.kernel import Kernel
from runner.outputs import clean
from runner.page import Page, PageError
from runner.store import Entry, Record


async def execute(
    root: Path,
    page: Page,
    profile: str,
    dependencies: Dependencies,
    timeout: float,
    on_cell: Callable[[int], None],
) -> Entry:
    """Run all cells of `page`.

    Args:
        root: The repository's root.
        page: What to run.
        profile: `full` or `fast`.
        dependencies: Hashes the files that the run opened.
        timeout: Seconds a cell may take, unless it says `timeout=…` itself.
        on_cell: Called before each code cell with how many are done.

    Raises:
        PageError: When a cell raises, takes too long, or the kernel dies; when a file changed meanwhile.
    """
    started = time.monotonic()
    ran_at = datetime.now(UTC).isoformat(timespec="seconds")
    outputs = []
    kernel = Kernel(root, page.name, profile, timeout)
    try:
        await kernel.start()
        for done, (i, cell) in enumerate(page.code_cells()):
            on_cell(done)
            outputs.append(clean(await kernel.run(cell, page.source(cell, profile), page.lines[i])))
        opened, imports = kernel.opened()
    finally:
        await kernel.stop()
    files = {name: dependencies.digest(name) for name in sorted(opened)}
    for name, state in opened.items():
        if dependencies.state(name) != state:
            raise PageError(page.name, None, f"실행하는 동안 {name} 파일이 바뀌었습니다. 다시 빌드하세요.")
    record = Record(
        code=page.digest(profile),
        runner=dependencies.runner,
        python=dependencies.python,
        files=files,
        distributions=distributions(imports),
        ran_at=ran_at,
        seconds=round(time.monotonic() - started, 1),
    )
    return Entry(record, outputs)
