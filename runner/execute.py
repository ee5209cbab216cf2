"""Run one page in a kernel of its own."""

import asyncio
import copy
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from runner.dependencies import Dependencies, distributions, recorded
from runner.outputs import ANSI, clean, missing_glyph
from runner.page import Page, PageError
from runner.store import FOLDER, Entry, Record

INSIDE = Path(__file__).parent / "inside"
# Settings of the person at the keyboard that would change what a page computes or prints.
FOREIGN = re.compile(r"(TF|KERAS|XLA|CUDA|OMP|PYTHON|IPYTHON|JUPYTER|MPL|MATPLOTLIB|RUNNER)")
# One compute thread a kernel: as many kernels as cores run at once, and the number of threads
# changes the last digits of a training, so it is the same whatever else runs.
ONE_THREAD = dict.fromkeys(
    (
        "TF_NUM_INTRAOP_THREADS",
        "TF_NUM_INTEROP_THREADS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
    ),
    "1",
)


class ThisKernel(AsyncKernelManager):
    """Starts kernels of the Python that runs the runner, whatever kernels the user has installed."""

    kernel_spec = KernelSpec(
        argv=[
            *(sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"),
            "--HistoryManager.enabled=False",
        ],
        display_name="Python 3",
        language="python",
    )


async def execute(
    root: Path,
    page: Page,
    profile: str,
    dependencies: Dependencies,
    timeout: float,
    on_cell: Callable[[int], None],
) -> Entry:
    """Run all cells of `page` from the top, in an empty folder, in a clean environment.

    Args:
        root: The repository's root, on the page's import path.
        page: What to run.
        profile: `full` or `fast`; the page sees it as the environment variable `RUNNER_PROFILE`.
        dependencies: Hashes the files that the run opened.
        timeout: Seconds a cell may take, unless it says `timeout=…` itself.
        on_cell: Called before each code cell with how many are done.

    Raises:
        PageError: When a cell raises, takes too long, or the kernel dies.
    """
    started = time.monotonic()
    ran_at = datetime.now(UTC).isoformat(timespec="seconds")
    notebook = copy.deepcopy(page.notebook)
    with tempfile.TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        log = scratch / "record"
        log.touch()
        manager = ThisKernel(connection_file=str(scratch / "kernel.json"))
        if os.name == "posix":
            manager.transport = "ipc"  # two builds at once can never pick the same port
            manager.ip = str(scratch / "socket")
        client = NotebookClient(
            notebook,
            km=manager,
            kernel_name="",
            record_timing=False,
            timeout_func=lambda cell: cell.metadata.get("timeout", timeout),
            startup_timeout=180,
        )
        (scratch / "work").mkdir()
        try:
            await manager.start_kernel(
                cwd=str(scratch / "work"),
                env=_environment(root, scratch, log, profile),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            await _run_cells(client, page, profile, on_cell)
        finally:
            await asyncio.shield(_stop(client, manager))
        opened, imports = recorded(root, log, page)
    files = {name: dependencies.digest(name) for name in sorted(opened)}
    for name, (mtime, size) in opened.items():
        stat = (root / name).stat() if files[name] else None
        if stat is None or (stat.st_mtime_ns, stat.st_size) != (mtime, size):
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
    return Entry(record, [clean(notebook.cells[i].outputs) for i, _ in page.code_cells()])


async def _run_cells(
    client: NotebookClient, page: Page, profile: str, on_cell: Callable[[int], None]
) -> None:
    first_lines = [page.lines[i] for i, _ in page.code_cells()]
    line: int | None = None
    try:
        await client.async_start_new_kernel_client()
        reply = await client.kc.execute(
            f"import page_kernel; page_kernel.set_up({page.name!r}, {first_lines!r}); del page_kernel",
            store_history=False,
            reply=True,
            timeout=client.startup_timeout,
        )
        if reply["content"]["status"] != "ok":
            raise PageError(page.name, None, f"커널을 준비하지 못했습니다: {reply['content']}")
        for done, (i, cell) in enumerate(page.code_cells()):
            on_cell(done)
            line = page.lines[i]
            runnable = client.nb.cells[i]
            runnable.source = page.source(cell, profile)
            await client.async_execute_cell(runnable, i)
            if warning := missing_glyph(runnable.outputs):
                raise PageError(page.name, line, f"그림에 글꼴이 없는 글자가 있습니다: {warning}")
    except CellExecutionError as error:
        raise PageError(page.name, *_cause(page, line, error, runnable)) from error
    except CellTimeoutError as error:
        seconds = cell.metadata.get("timeout", client.timeout_func(cell))
        message = f"제한 시간 {seconds:g}초를 넘었습니다. 더 걸려야 하는 셀이면 `# %% timeout=초`를 적으세요."
        raise PageError(page.name, line, message) from error
    except (DeadKernelError, RuntimeError) as error:
        task = asyncio.current_task()
        if task and task.cancelling():  # nbclient takes a cancelled wait for a dead kernel
            raise asyncio.CancelledError from None
        raise PageError(page.name, line, _death(client)) from error


def _cause(
    page: Page, line: int | None, error: CellExecutionError, cell: NotebookNode
) -> tuple[int | None, str]:
    """The script's own line, and the exception with the author's frames below it."""
    traces = (output["traceback"] for output in cell.outputs if output["output_type"] == "error")
    frames = [frame for frame in next(traces, []) if re.match(r"[^:\n]+:\d+: ", frame)]
    own = [int(frame.split(":", 2)[1]) for frame in frames if frame.startswith(f"{page.name}:")]
    message = ANSI.sub("", f"{error.ename}: {error.evalue}").rstrip(": ")
    return (own[-1] if own else line), "\n    ".join([message, *frames])


def _death(client: NotebookClient) -> str:
    process = client.km.provisioner.process if client.km and client.km.provisioner else None
    status = process.poll() if process else None
    if status is not None and status < 0:
        name = signal.Signals(-status).name
        hint = " 메모리가 모자랐을 수 있습니다." if name == "SIGKILL" else ""
        return f"커널이 {name} 신호로 죽었습니다.{hint}"
    return f"커널이 죽었습니다 (종료 코드 {status})."


async def _stop(client: NotebookClient, manager: AsyncKernelManager) -> None:
    if client.kc is not None:
        client.kc.stop_channels()
    if manager.has_kernel:
        await manager.shutdown_kernel(now=True)  # kills what the page itself started too


def _environment(root: Path, scratch: Path, log: Path, profile: str) -> dict[str, str]:
    """The user's environment without what would change a page's outputs."""
    return {name: value for name, value in os.environ.items() if not FOREIGN.match(name)} | {
        **ONE_THREAD,
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "jupyter"),
        "KERAS_HOME": str(scratch / "keras"),
        "LC_ALL": "C.UTF-8",
        "MATPLOTLIBRC": str(INSIDE / "matplotlibrc"),
        "MPLCONFIGDIR": str(root / FOLDER / "matplotlib"),  # the font list takes seconds to make
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join([str(root), str(INSIDE)]),
        "PYTHONUTF8": "1",
        "RUNNER_PROFILE": profile,
        "RUNNER_RECORD": str(log),
        "RUNNER_ROOT": str(root),
        "SOURCE_DATE_EPOCH": "0",  # matplotlib writes a date into an SVG
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
