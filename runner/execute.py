"""Run one page clean: all of it, from the top, in a new kernel."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from runner.base.errors import PageError, UnfitError
from runner.context import Context
from runner.kernel.kernel import Kernel
from runner.kernel.template import Template
from runner.script.page import Page
from runner.store.dependencies import distributions, variables
from runner.store.record import Entry, Record


async def execute(context: Context, page: Page, on_cell: Callable[[int], None]) -> Entry:
    """Run all cells of `page`.

    Args:
        context: Where and how.
        page: What to run.
        on_cell: Called before each code cell with how many are done.

    Raises:
        PageError: When a cell raises, takes too long, or the kernel dies; when a file changed meanwhile.
    """
    try:
        return await _execute(context, page, on_cell, context.template)
    except UnfitError as error:
        context.reporter.say(str(error))
        return await _execute(context, page, on_cell, None)


async def _execute(
    context: Context, page: Page, on_cell: Callable[[int], None], template: Template | None
) -> Entry:
    started = time.monotonic()
    ran_at = datetime.now(UTC).isoformat(timespec="seconds")
    outputs: dict[int, list[dict]] = {}
    dependencies = context.dependencies
    kernel = Kernel(context.root, page.name, context.profile, context.timeout, template)
    try:
        await kernel.start()
        for done, cell in enumerate(page.code_cells):
            on_cell(done)
            outputs |= await kernel.run(done, cell)
        for notice in kernel.notices:
            context.reporter.say(notice)
        log = kernel.log()
    finally:
        await kernel.stop()
    files = {name: dependencies.digest(name) for name in sorted(log.paths)}
    for name, state in log.paths.items():
        if dependencies.state(name) != state:
            remedy = "다시 빌드하세요. 페이지가 바꾼 것이면 저장소에 쓰지 않게 고치세요."
            raise PageError(page.name, None, f"실행하는 동안 {name} 파일이 바뀌었습니다. {remedy}")
    record = Record(
        code=page.digest(context.profile),
        runner=dependencies.runner,
        python=dependencies.python,
        files=files,
        distributions=distributions(log.packages, log.tried),
        variables=variables(log.variables),
        ran_at=ran_at,
        seconds=round(time.monotonic() - started, 1),
    )
    return Entry(record, [outputs[at] for at in sorted(outputs)])
