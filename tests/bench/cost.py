"""What a stage of a build costs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a process and all that it started took.

    Attributes:
        seconds: From start to end.
        processor: Seconds of processor time, which do not depend on what else the machine does.
        megabytes: The most that one of its processes had in memory.
    """

    seconds: float
    processor: float
    megabytes: float


def run(
    folder: Path, *arguments: str, on_line: Callable[[str], None] = lambda _: None, **environment: str
) -> Cost:
    """Run a module in `folder`, which is on its import path; the benchmark ends where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        on_line(line)
    # Popen's own `wait` throws away what the process used.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} failed in {folder}:\n{''.join(lines)}")
    megabyte = 2**20 if sys.platform == "darwin" else 2**10  # there in bytes, elsewhere in KB
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / megabyte)
