"""A site of the real pages in the fast profile, built once, for all tests that look at it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module of the project in `folder`, without raising."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with `build/` and `site/` made; its fast store is the project's own."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # one for all workers
    folder = shared / "checkout"
    with FileLock(shared / "checkout.lock"):
        if not folder.exists():
            _build(folder)
    return folder


def _build(folder: Path) -> None:
    for name in ("docs", "tutorials", "snippets", "runner", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / ".store").mkdir()
    for name in ("fast", "matplotlib"):
        (ROOT / ".store" / name).mkdir(parents=True, exist_ok=True)
        (folder / ".store" / name).symlink_to(ROOT / ".store" / name)
    for arguments in (("theme", "--check"), ("runner", "--fast"), ("theme",)):
        done = python(folder, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(checkout: Path) -> Path:
    return checkout / "site"
