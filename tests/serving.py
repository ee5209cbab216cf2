"""A preview server under way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.process import Process


@dataclass(frozen=True)
class Serving:
    """Where it serves, and its process."""

    address: str
    process: Process


@contextmanager
def serving(folder: Path, log: Path, *arguments: str) -> Iterator[Serving]:
    """`nox -s serve` of the project in `folder`, on a free port."""
    module = ("commands.serve", "--port", "0", *arguments)
    process = Process(folder, module, log, PYTHONPATH=str(folder), PYTHONUNBUFFERED="1")
    try:
        found = process.wait_for(lambda: re.search(r"http://\S+", process.output))
        yield Serving(found[0], process)
    finally:
        process.popen.terminate()
        process.wait()
        process.stop()
