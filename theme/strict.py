"""MkDocs, run strictly as a process of its own, and what it complains of."""

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from theme.nav import place

LIBC = ctypes.CDLL(None)  # loaded before there can be threads: a child calls it between fork and exec
PR_SET_PDEATHSIG = 1
EVERY = 60.0  # seconds between two lines on a site that is being made
MESSAGE = re.compile(r"^(?:WARNING|ERROR) +-  *(.*)")
# Below a message of several lines: a disk that is full, a row or a key that cannot be read.
CAUSE = re.compile(r"^ *((?:OSError|ValueError): .*)", re.MULTILINE)
BAD_FORMULA = re.compile(r"Error reading page '([^']+)': (수식을 읽을 수 없습니다: (.*) \(.*\))$")
BAD_LINK = re.compile(r"Doc file '([^']+)' contains a link '([^']+)'")


def make(root: Path, site: Path) -> list[str]:
    """Make the site in a folder.

    Args:
        root: The repository's root.
        site: An empty folder.

    Returns:
        What is wrong, with the script and line that each is about where that can be told; nothing where
        MkDocs had nothing to complain of.
    """
    # Not --quiet: it hides the warnings from --strict too.
    mkdocs = subprocess.Popen(
        (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)),
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHON_COLORS": "0", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=end_with_parent,
    )
    log = wait(mkdocs)
    return explain(root, mkdocs.returncode, log) if mkdocs.returncode else []


def wait(mkdocs: subprocess.Popen[str]) -> str:
    """What MkDocs complains of, when it has ended; who waits hears each minute that it goes on."""
    started = time.monotonic()
    while True:
        try:
            return mkdocs.communicate(timeout=EVERY)[1]
        except subprocess.TimeoutExpired:
            print(f"사이트를 만드는 중: {(time.monotonic() - started) / 60:.0f}분째", flush=True)
        except KeyboardInterrupt:
            mkdocs.kill()
            mkdocs.wait()
            raise


def explain(root: Path, code: int, log: str) -> list[str]:
    """MkDocs' complaints with the script and line that each is about, where that can be told."""
    if code < 0:
        return [f"MkDocs가 {signal.Signals(-code).name} 신호로 죽었습니다. 다시 빌드하세요."]
    found = [match[1] for match in map(MESSAGE.match, log.splitlines()) if match]
    cause = CAUSE.search(log)
    if cause and not any(map(BAD_FORMULA.search, found)):
        found.append(cause[1])
    return [_located(root, message) for message in found] or [log]


def end_with_parent() -> None:
    """Who started this process may be killed outright, and cannot stop it then; so the system does."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _located(root: Path, message: str) -> str:
    if match := BAD_FORMULA.search(message):
        page, said, tex = match.groups()
        written = tex.removeprefix("\\displaystyle ")  # IPython's `Math` puts it there
        return f"{place(root, page, written)}: {said}"
    if match := BAD_LINK.search(message):
        page, link = match.groups()
        where = place(root, page, link)
        return f"{where}: 링크 {link}가 가리키는 곳이 없습니다. ({message})"
    return message
