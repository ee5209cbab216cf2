"""A command under way, the same wherever the tests themselves were started; and how to wait for something."""

import os
import shlex
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What a parent does; its command line says nothing of its child's.
PARENT = 'eval "$COMMAND"; exit $?'
PATIENCE = 300.0  # seconds, for a machine with much else to do: who waits so long waits for nothing
HOUR = 3_600.0  # for what runs all the real pages


def until[T](condition: Callable[[], T], why: str | Callable[[], str]) -> T:
    """Wait until something is so.

    Args:
        condition: Asked again and again until what it gives is true.
        why: What to say where it never is.

    Returns:
        What the condition gave.
    """
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, why if isinstance(why, str) else why()
        time.sleep(0.02)
    return found


def alive(pid: int) -> bool:
    """Whether a process runs (one that is dead and not yet collected does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


class Process:
    """A module that runs in a folder, and all that it starts.

    It inherits nothing that the tests happen to have been started with: a shell that is not interactive
    ignores SIGINT in what it starts in the background, `nohup` SIGHUP; there may be a terminal or none.

    Args:
        folder: Where it runs; what stands there comes before the repository's own modules.
        arguments: The module and its arguments.
        log: The file that takes what it prints.
        limit: Called in the new process before it starts.
        parent: Whether another process starts it and waits for it, as nox does.
        environment: Variables beside those of the tests.
    """

    def __init__(
        self,
        folder: Path,
        arguments: Sequence[str],
        log: Path,
        limit: Callable[[], None] | None = None,
        *,
        parent: bool = False,
        **environment: str,
    ) -> None:
        mark = f"MARK_{uuid.uuid4().hex}"
        self._mark = f"{mark}=".encode()
        self._log = log
        self._limit = limit
        command = [sys.executable, "-m", *arguments]
        if parent:
            environment["COMMAND"] = shlex.join(command)
        with log.open("w") as file:
            self.popen = subprocess.Popen(
                ["sh", "-c", PARENT] if parent else command,
                cwd=folder,
                env=os.environ | {mark: "", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"} | environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self._prepare,
                encoding="utf-8",
            )

    def _prepare(self) -> None:
        for sign in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            signal.signal(sign, signal.SIG_DFL)
        if self._limit:
            self._limit()

    @property
    def output(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def code(self) -> int | None:
        """The exit code, of what has ended."""
        return self.popen.poll()

    def processes(self, command: str = "") -> list[int]:
        """Those of the tree whose command line has `command`; zombies have none."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if self._mark in (folder / "environ").read_bytes() and command in line:
                    found.append(int(folder.name))
        return found

    def wait_for[T](self, moment: str | Callable[[], T]) -> T | list[int]:
        """Wait until something is so, or the tree runs this; fails where the command ends before.

        Returns:
            What the condition gave, or the processes that run it.
        """
        condition = moment if callable(moment) else lambda: self.processes(moment)

        def happened() -> T | list[int]:
            found = condition()
            assert found or self.code is None, f"it has ended:\n{self.output}"
            return found

        return until(happened, lambda: self.output)

    def kill(self, command: str) -> None:
        """`kill -9` the process of the tree that runs `command`."""
        (pid,) = self.processes(command)[:1]
        os.kill(pid, signal.SIGKILL)

    def wait_until_gone(self, *commands: str) -> None:
        """Wait for the end of all that runs one of these; the system ends kernels one after the other."""
        self.wait()
        until(
            lambda: not [pid for command in commands for pid in self.processes(command)], lambda: self.output
        )

    def wait(self, patience: float = PATIENCE) -> int:
        """Wait until it ends; returns its exit code."""
        try:
            return self.popen.wait(patience)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it does not end:\n{self.output}") from None

    def end(self) -> str:
        """Wait for the end of the whole tree; returns what was printed."""
        self.wait_until_gone("")
        return self.output

    def stop(self) -> None:
        """Kill what is left of the tree, until nothing is: the system ends nobody at once."""

        def gone() -> bool:
            left = self.processes()
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return not left

        until(gone, lambda: self.output)
        self.wait()
