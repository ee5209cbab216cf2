"""Build the site strictly, and only then put it in the place of the last one."""

import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from theme import strict

SITE = "site"
PUBLISHED = ".store/published.json"
INPUTS = ("build", "docs", "theme", "tutorials")


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
        if complaints := strict.make(root, new):
            print("\n".join(complaints), file=sys.stderr)
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
