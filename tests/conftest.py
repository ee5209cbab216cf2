"""A site of the real pages in the fast profile, built once, and a browser for tests that look at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Error, Page

from tests.browser import chromium, served
from tests.small import Project, write

ROOT = Path(__file__).parents[1]
NAME = "convolution-notes"
HOW = "`apt-get install chromium`이나 `.nox/tests/bin/playwright install chromium`으로 갖추세요"


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module of the project in `folder`, without raising."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one worker makes, and all use."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / name / "project"
    with FileLock(shared / f"{name}.lock"):
        if not folder.exists():
            make(folder)
    return folder


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with `build/` and `site/` made; its fast store is the project's own."""
    return _once(tmp_path_factory, "checkout", _build)


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
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two pages and one snippet with a good site; built once."""
    return _once(tmp_path_factory, "small", _build_small)


def _build_small(folder: Path) -> None:
    write(folder)
    project = Project(folder)
    project.page("second", 'print("the second page")')
    project.page("first", "from snippets.word import WORD\n\nprint(WORD)")
    project.build()
    assert "word" in project.shown("first")


@pytest.fixture(scope="session")
def site(checkout: Path) -> Path:
    return checkout / "site"


# Not for the whole session: Playwright keeps an event loop running, and the runner's tests want their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with ExitStack() as stack:
        try:
            browser = stack.enter_context(chromium())
        except Error as error:
            message = f"브라우저가 없어 브라우저 테스트를 뺐습니다: {HOW}"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{message}\n{error}")
            pytest.skip(message)
        yield browser


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site below a folder's name, as on GitHub Pages: the page for a missing one needs that."""
    folder = tmp_path_factory.mktemp("served")
    (folder / NAME).symlink_to(site)
    with served(folder) as address:
        yield f"{address}{NAME}/"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
