"""`python -m commands.build`: look at the navigation, run the pages that need it, publish the site."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from runner.__main__ import main as run
from runner.base.files import STORE
from runner.base.processes import end_with_parent
from runner.base.progress import EVERY
from theme.__main__ import main as publish


def main(arguments: list[str]) -> int:
    """Build the project in the working folder.

    Args:
        arguments: The runner's own (`--fast`, `tutorials/posts/x.py`, …).

    Returns:
        The exit code: 0 where the site is right.
    """
    try:
        with alone(Path.cwd()):
            return publish(["--check"]) or run(arguments) or publish([])
    except KeyboardInterrupt:
        print("멈췄습니다. site/는 그대로입니다.", file=sys.stderr)
        return 130


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """One build at a time: both would write the same `build/`, and the second finds the first's results."""
    lock = FileLock(root / STORE / "lock")
    try:
        (root / STORE).mkdir(exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        while not lock.is_locked:
            print("다른 빌드가 끝나기를 기다립니다.", flush=True)
            with suppress(Timeout):
                lock.acquire(timeout=EVERY)
    except OSError as error:
        sys.exit(f"{STORE}/에 쓸 수 없습니다. 그 폴더에 쓸 수 있게 하고 다시 빌드하세요 ({error}).")
    try:
        yield
    finally:
        lock.release()


if __name__ == "__main__":
    end_with_parent()
    sys.exit(main(sys.argv[1:]))
