"""`python -m theme`: build the site strictly, and only then put it in the place of the last one."""

import ctypes
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import yaml

from theme.collected import in_nav

LIBC = ctypes.CDLL(None)  # loaded before there can be threads: a child calls it between fork and exec
PR_SET_PDEATHSIG = 1
SITE = "site"
PUBLISHED = ".store/published.json"
INPUTS = ("build", "docs", "theme", "tutorials")
EVERY = 60.0  # seconds between two lines on a site that is being made
MESSAGE = re.compile(r"^(?:WARNING|ERROR) +-  *(.*)")
NOT_WRITTEN = re.compile(r"^OSError: .*", re.MULTILINE)
BAD_LINK = re.compile(r"Doc file '([^']+)' contains a link '([^']+)'")


def main(arguments: list[str]) -> int:
    """Publish, and return the exit code; `--check` looks at the navigation only, before any page runs."""
    root = Path.cwd()
    if problems := missing_from_nav(root):
        print("\n".join(problems), file=sys.stderr)
        return 1
    if "--check" in arguments:
        return 0
    try:
        return publish(root)
    except OSError as error:  # a full disk, a folder that cannot be written
        print(f"사이트를 만들지 못했습니다. {SITE}/는 그대로입니다. ({error})", file=sys.stderr)
        return 1


def missing_from_nav(root: Path) -> list[str]:
    """What to tell the author of each script that no reader would find."""
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    named = in_nav(config["nav"])
    scripts = [path.relative_to(root).as_posix() for path in sorted((root / "tutorials").rglob("*.py"))]
    notebooks = {script.removesuffix(".py") + ".ipynb": script for script in scripts}
    missing = [
        f"{script}: nav에 없습니다. mkdocs.yml의 nav에 `{notebook}` 줄을 더하세요."
        for notebook, script in notebooks.items()
        if notebook not in named
    ]
    gone = [
        f"mkdocs.yml: nav의 {name}에 해당하는 스크립트가 없습니다. 줄을 지우거나 이름을 고치세요."
        for name in named
        if name not in notebooks
    ]
    return missing + gone


def publish(root: Path) -> int:
    """Build into a new folder; swap it in when MkDocs had nothing to complain of."""
    site, last = root / SITE, root / f".{SITE}-last"
    if last.exists() and not site.exists():
        last.rename(site)  # the build before this one was killed between its two renames
    for left in root.glob(f".{SITE}-*"):
        shutil.rmtree(left)  # of a build that was killed
    if not (root / "build/store/index.json").is_file():
        print("build/에 실행한 페이지가 없습니다. `nox -s build`로 실행하고 만드세요.", file=sys.stderr)
        return 1
    inputs = _inputs(root)
    if _published(root) == {"inputs": inputs, "site": _listing(site)}:
        print(f"사이트: {SITE}/index.html (바뀐 것이 없습니다)")
        return 0
    new = Path(tempfile.mkdtemp(dir=root, prefix=f".{SITE}-"))
    try:
        # Not --quiet: it hides the warnings from --strict too.
        mkdocs = subprocess.Popen(
            (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)),
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHON_COLORS": "0", "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            preexec_fn=end_with_parent,
        )
        log = wait(mkdocs)
        if mkdocs.returncode:
            print("\n".join(explain(root, mkdocs.returncode, log)), file=sys.stderr)
            print("사이트를 만들지 못했습니다. site/는 그대로입니다.", file=sys.stderr)
            return 1
        new.chmod(0o755)
        if site.exists():
            site.rename(last)
        new.rename(site)
        shutil.rmtree(last, ignore_errors=True)
        record = {"inputs": inputs, "site": _listing(site)}
        with suppress(OSError):  # the site is there; without its record the next build makes it again
            (root / PUBLISHED).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    finally:
        shutil.rmtree(new, ignore_errors=True)
    print(f"사이트: {SITE}/index.html")
    return 0


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


def _inputs(root: Path) -> str:
    """Digest of all that a site is made of: notebooks, scripts, pages, this theme, all that is installed."""
    # By the folders that installers leave: to ask each distribution takes forty times as long.
    installed = {path.name for place in sys.path for path in Path(place).glob("*-info")}
    named = [os.environ.get("REPOSITORY", ""), platform.python_version(), *sorted(installed)]
    digest = hashlib.sha256("\0".join(named).encode())
    for path in [root / "mkdocs.yml", *(path for folder in INPUTS for path in _files(root / folder))]:
        digest.update(f"{_below(root, path)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _listing(site: Path) -> list[list[str | int]]:
    """Path, size and time of each file of a site: enough to see that somebody touched it."""
    stats = ((_below(site, path), path.stat()) for path in _files(site))
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]


def _below(folder: Path, path: Path) -> str:
    """Of 3,000 files `relative_to` takes longer than to ask the system for all their sizes."""
    return path.as_posix().removeprefix(f"{folder.as_posix()}/")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _published(root: Path) -> object:
    try:
        return json.loads((root / PUBLISHED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def explain(root: Path, code: int, log: str) -> list[str]:
    """MkDocs' complaints with the script and line that each is about, where that can be told."""
    if code < 0:
        return [f"MkDocs가 {signal.Signals(-code).name} 신호로 죽었습니다. 다시 빌드하세요."]
    found = [match[1] for match in map(MESSAGE.match, log.splitlines()) if match]
    if failed := NOT_WRITTEN.search(log):
        found.append(failed[0])
    return [_located(root, message) for message in found] or [log]


def end_with_parent() -> None:
    """Who started this process may be killed outright, and cannot stop it then; so the system does."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _located(root: Path, message: str) -> str:
    match = BAD_LINK.search(message)
    if not match:
        return message
    page, link = match.groups()
    source = page.removesuffix(".ipynb") + ".py" if page.endswith(".ipynb") else f"docs/{page}"
    lines = (root / source).read_text(encoding="utf-8").splitlines()
    number = next((i for i, line in enumerate(lines, start=1) if f"({link})" in line), 1)
    return f"{source}:{number}: 링크 {link}가 가리키는 곳이 없습니다. ({message})"


if __name__ == "__main__":
    end_with_parent()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(f"멈췄습니다. {SITE}/는 그대로입니다.")
