"""A page's own kernel: an empty folder, a clean environment, one compute thread."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from runner.base.errors import CellError, PageError, UnfitError
from runner.base.processes import end_those_of, scratch_folder
from runner.kernel.client import LARGEST, Client
from runner.kernel.environment import beside, environment
from runner.kernel.exceptions import FONTS, cause, unlike
from runner.kernel.kinds import SCRIPT, UnshownError
from runner.kernel.log import Log, recorded
from runner.kernel.outputs import clean, missing_glyph
from runner.kernel.provisioner import Provisioner
from runner.kernel.template import Template
from runner.script.cell import Cell


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


class Kernel:
    """Runs the cells of one page, one by one. Start it, and stop it whatever happens.

    Args:
        root: The repository's root, on the page's import path.
        page: The page's name.
        profile: `full` or `fast`; the page sees it as the environment variable `RUNNER_PROFILE`.
        timeout: Seconds a cell may take, unless it says `timeout=…` itself.
        template: What it is forked from, if it can be.

    Attributes:
        notices: What the author should hear of cells that ran.
    """

    def __init__(
        self, root: Path, page: str, profile: str, timeout: float, template: Template | None = None
    ) -> None:
        self.notices: list[str] = []
        self._root = root
        self._page = page
        self._profile = profile
        self._timeout = timeout
        self._folder = scratch_folder(root)
        self._scratch = Path(self._folder.name)
        self._record = self._scratch / "record"
        self._record.touch()
        self._read = 0
        self._work = beside(root, page, self._scratch / "work")
        self._manager = ThisKernel(connection_file=str(self._scratch / "kernel.json"))
        if os.name == "posix":
            self._manager.transport = "ipc"  # two builds at once can never pick the same port
            self._manager.ip = str(self._scratch / "socket")
        self._manager.provisioner = Provisioner(
            template, kernel_id="", kernel_spec=ThisKernel.kernel_spec, parent=self._manager
        )
        self._client = Client(
            new_notebook(),
            km=self._manager,
            kernel_name="",
            record_timing=False,
            timeout_func=lambda _: self._seconds,
            startup_timeout=180,
        )

    async def start(self) -> None:
        """Raises PageError when the kernel does not come up."""
        try:
            await self._manager.start_kernel(
                cwd=str(self._work),
                env=environment(self._root, self._scratch, self._page, self._profile),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            await self._client.async_start_new_kernel_client()
            await self.do("import page_kernel; page_kernel.set_up(); del page_kernel")
        except RuntimeError as error:
            raise self._lost(None) from error

    async def do(self, code: str) -> None:
        """Run code of the runner's own, which the page does not see."""
        self._place(1, "runner")
        reply = await self._client.kc.execute(
            code, store_history=False, reply=True, timeout=self._client.startup_timeout
        )
        if reply["content"]["status"] != "ok":
            raise PageError(self._page, None, f"커널을 준비하지 못했습니다: {reply['content']}")

    async def run(self, at: int, cell: Cell, version: str = "") -> dict[int, list[dict]]:
        """Run one cell.

        Args:
            at: Its position among those that run, from 0; of those behind it nothing counts any more.
            cell: What to run.
            version: Where the same kernel runs several versions of a script, which of them.

        Returns:
            By position, the outputs as they are kept and shown: the cell's own, and those of cells before
            it that it has changed.

        Raises:
            CellError: When the cell raises, or does not where it should, draws a letter without a glyph, or
                gives what no page can show.
            PageError: When it takes too long, or the kernel dies.
            UnfitError: When it has to run again in a kernel without a template.
        """
        line = cell.line
        blank = re.match(r"(?:[ \t\f]*\n)*", cell.source)  # IPython leaves them out
        self._place(line + (blank[0].count("\n") if blank else 0), version)
        self._seconds = cell.timeout or self._timeout
        given: dict[str, Any] = {"source": cell.code(self._profile), "outputs": [], "execution_count": None}
        if cell.raises:
            given["metadata"] = NotebookNode(tags=[*cell.tags, "raises-exception"])
        runnable = NotebookNode(cell.node | given)
        self._client.next(at, runnable)
        try:
            await self._client.async_execute_cell(runnable, at)
        except CellExecutionError as error:
            raise CellError(self._page, *cause(self._page, line, error, runnable)) from error
        except CellTimeoutError as error:
            remedy = "더 걸려야 하는 셀이면 `# %% timeout=초`를 적으세요."
            message = f"제한 시간 {self._seconds:g}초를 넘었습니다. {remedy}"
            raise PageError(self._page, line, message) from error
        except (DeadKernelError, RuntimeError) as error:
            raise self._lost(line) from error
        if warning := missing_glyph(runnable.outputs):
            raise CellError(self._page, line, f"그림에 글꼴이 없는 글자가 있습니다: {warning} {FONTS}")
        if why := unlike(cell, runnable.outputs):
            raise CellError(self._page, line, why)
        try:
            shown = {it: self._outputs(it) for it in sorted(self._client.changed)}
        except UnshownError as error:
            raise CellError(self._page, line, str(error)) from error
        if any(SCRIPT.search(output.get("data", {}).get("text/html", "")) for output in runnable.outputs):
            self.notices.append(f"{self._page}:{line}: HTML에 <script>가 있어 다른 꼴로 보입니다.")
        return shown

    def _outputs(self, at: int) -> list[dict]:
        cell = self._client.nb.cells[at]
        return clean(cell.outputs, stderr="stderr" in cell.metadata.get("tags", []))

    def log(self) -> Log:
        """What the page has looked at since this was last asked."""
        with self._record.open(encoding="utf-8", errors="surrogateescape") as record:
            record.seek(self._read)
            lines = record.read()
            self._read = record.tell()
        return recorded(self._root, lines, self._page)

    async def interrupt(self) -> None:
        """Make the running cell raise KeyboardInterrupt."""
        await self._manager.interrupt_kernel()

    async def stop(self) -> None:
        """End the kernel and what the page itself started, and take its folder away."""
        await asyncio.shield(self._stop())

    async def _stop(self) -> None:
        if self._client.kc is not None:
            self._client.kc.stop_channels()
        if self._manager.has_kernel:
            await self._manager.shutdown_kernel(now=True)
        end_those_of(self._record)
        self._folder.cleanup()

    def _place(self, line: int, version: str) -> None:
        (self._scratch / "cell").write_text(f"{line} {version}", encoding="utf-8")

    def _lost(self, line: int | None) -> BaseException:
        """What to raise where the kernel does not answer any more."""
        task = asyncio.current_task()
        if task and task.cancelling():  # nbclient takes a cancelled wait for a dead kernel
            return asyncio.CancelledError()
        if self._client.overflowed:
            message = f"출력이 {LARGEST // 10**6} MB를 넘었습니다. 덜 출력하게 고치세요."
            return PageError(self._page, line, message)
        if self.log().unfit:
            why = "라이브러리가 보는 것을 바꾼 다음 그것을 가져오므로, 커널이 따로 시작합니다."
            return UnfitError(self._page, line, why)
        process = self._manager.provisioner.process if self._manager.provisioner else None
        status = process.poll() if process else None
        if status is None or line is None:
            return PageError(self._page, line, "커널이 시작하다가 죽었습니다. 다시 빌드하세요.")
        if status < 0:
            name = signal.Signals(-status).name
            hint = " 메모리가 모자랐을 수 있습니다." if name == "SIGKILL" else ""
            return PageError(self._page, line, f"커널이 {name} 신호로 죽었습니다.{hint}")
        return PageError(self._page, line, f"커널이 죽었습니다 (종료 코드 {status}).")
