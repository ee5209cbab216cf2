"""A template: a process that has imported what pages import. A page's kernel is a fork of it.

Where there is none, or where it does not fit, a kernel starts by itself, as it would anywhere.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from runner.base.processes import adopt_orphans, scratch_folder
from runner.kernel.environment import INSIDE, environment
from runner.kernel.forked import Forked
from runner.kernel.inside.page_state import HERE, state

PATIENCE = 180.0  # seconds that the imports may take
LONGEST = 2**22  # bytes of an answer


class Template:
    """Made once for a build or a preview; end it, whatever happens.

    Args:
        root: The repository's root.
        say: Told why there is no template, where there is none.
    """

    def __init__(self, root: Path, say: Callable[[str], None]) -> None:
        self._root = root
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._folder: tempfile.TemporaryDirectory | None = None
        self._lock = asyncio.Lock()
        self._imports: list = []
        self._asked: set[str] = set()
        self._looked_at: list[tuple[str, str]] = []
        self._installed: list[int] = []

    async def warm(self, imports: Iterable[tuple[str, list[str]]]) -> None:
        """Start the process, and wait until it has imported all this (`inside/warm.py`)."""
        self._imports = [*imports]
        async with self._lock:
            await self._start()

    async def fork(self, argv: list[str], folder: str, own: dict[str, str]) -> Forked | None:
        """A kernel.

        Args:
            argv: What `ipykernel` is given.
            folder: Where it runs.
            own: Its environment.

        Returns:
            Its process, or nothing where it has to start by itself.
        """
        if not self._asked:
            return None  # there is none, or it does not stand yet
        async with self._lock:
            if self._installed != _installed():
                self._say("라이브러리가 바뀌어 커널의 틀을 새로 만듭니다.")
                await self._end()
                await self._start()
            if why := self._misfit(Path(folder)):
                self._say(f"{own['RUNNER_PAGE']}: 커널이 따로 시작합니다 ({why}).")
                return None
            order = {"argv": argv, "folder": folder, "environment": own, "root": str(self._root)}
            answer = await self._ask(order)
            return Forked(answer["pid"]) if answer else None

    async def end(self) -> None:
        """End the process; kernels that are forks of it live on."""
        async with self._lock:
            await self._end()

    async def _start(self) -> None:
        if sys.platform != "linux":
            self._without("리눅스에서만 만듭니다")
            return
        adopt_orphans()  # so the runner hears how a kernel has ended
        self._installed = _installed()
        self._folder = scratch_folder(self._root)
        scratch = Path(self._folder.name)
        work = scratch / "work" / HERE
        work.mkdir(parents=True)
        given = environment(self._root, scratch, "-", "-") | {
            "PYTHONPATH": str(INSIDE),
            # What a kernel has in its environment before its page imports anything.
            "JPY_PARENT_PID": str(os.getpid()),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        }
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "template", "for-kernels"),
            cwd=work,
            env=given,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            limit=LONGEST,
        )
        started = time.monotonic()
        if answer := await self._ask(self._imports):
            self._asked, self._looked_at = {*answer["asked"]}, answer["looked_at"]
            self._say(f"커널의 틀을 만들었습니다 ({time.monotonic() - started:.1f}초).")

    async def _ask(self, order: Any) -> dict[str, Any] | None:
        """Order something; where there is no good answer, do without a template from now on."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        line, why = b"", "죽었습니다"
        try:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            await process.stdin.drain()
            line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        except TimeoutError:
            why = f"{PATIENCE:g}초 안에 답하지 않았습니다"
        except ConnectionError:
            pass
        if line:
            answer = json.loads(line)
            if "threads" not in answer:
                return answer
            why = f"스레드가 {answer['threads']}개 있습니다"
        await self._end()
        self._without(why)
        return None

    def _without(self, why: str) -> None:
        self._say(f"커널의 틀 없이 커널을 하나씩 시작합니다 ({why}).")

    async def _end(self) -> None:
        process, self._process = self._process, None
        self._asked = set()
        if process:
            if process.returncode is None:
                process.kill()
            await process.wait()
        if self._folder:
            self._folder.cleanup()

    def _misfit(self, work: Path) -> str:
        """What stands where a library has looked, or would be imported instead of it; empty where nothing."""
        for folder in (self._root, work):
            for path in folder.iterdir():
                package = path / "__init__.py"
                if path.name.partition(".")[0] in self._asked and (path.suffix == ".py" or package.exists()):
                    return f"{path.name} 파일이 라이브러리를 가립니다"
        for before, name in self._looked_at:
            if name.startswith(HERE):
                there = (work / name.removeprefix(HERE)).exists()
            else:
                there = state(str(self._root), name) != before
            if there:
                return f"{name.removeprefix(HERE)} 파일을 라이브러리가 읽습니다"
        return ""


def _installed() -> list[int]:
    """What changes when a distribution is installed or taken away."""
    return [Path(folder).stat().st_mtime_ns for folder in sys.path if Path(folder).is_dir()]
