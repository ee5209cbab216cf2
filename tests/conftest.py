"""A site of the real pages, made once or taken from the last build, and a browser that looks at it."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Error, expect
from playwright.sync_api import Page as Tab

from runner.script import parsed
from runner.script.page import Page, find
from runner.store.dependencies import Dependencies
from runner.store.store import Store
from tests.browser import chromium, opened, served
from tests.process import HOUR, PATIENCE, ROOT
from tests.project import BUILD, Project, copy_repository, write_small
from theme.publish import PUBLISHED

NAME = "convolution-notes"
HOW = (
    "`apt-get install chromium-headless-shell`이나 `.nox/tests/bin/playwright install chromium`으로 갖추세요"
)
expect.set_options(timeout=PATIENCE * 1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pip", action="store_true", help="install what a reader installs with pip, not with uv"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks at the site comes first: one worker makes that while the others do the rest.

    Each worker gets a stretch of what stands here (`--dist=worksteal`), so that what one module's tests
    share is made once, and who is done early takes from the others' ends.
    """
    items.sort(key=lambda item: "checkout" not in getattr(item, "fixturenames", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was left out, once for each reason; pytest's own summary has a line for each test."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.getreports("skipped"))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{reason} ({count})")


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one worker makes, and all use."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, made = shared / name / "project", shared / name / "made"
    with FileLock(shared / f"{name}.lock"):
        if not made.exists():
            assert not folder.exists(), f"{name}: it could not be made"
            make(folder)
            made.touch()
    return folder


@pytest.fixture(scope="session")
def profile() -> str:
    """`full` where every page has run as it is now (after `nox -s build`), else `fast`."""
    store, dependencies = Store(ROOT, "full", lambda _: None), Dependencies(ROOT)
    pages = [parsed.page(ROOT, name) for name in find(ROOT)]

    def ran(page: Page) -> object:
        return store.newest(page.name, lambda record: dependencies.changes(record, page, "full")).entry

    return "full" if all(map(ran, pages)) else "fast"


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory, profile: str) -> Path:
    """A copy of the project with `build/` and `site/` made; its runs are the project's own."""
    return _once(tmp_path_factory, "checkout", partial(_build, profile))


def _build(profile: str, folder: Path) -> None:
    copy_repository(folder, "docs", "tutorials", "snippets", "runner", "theme", "commands")
    (folder / ".store").mkdir()
    for name in (profile, "matplotlib"):
        (ROOT / ".store" / name).mkdir(parents=True, exist_ok=True)
        (folder / ".store" / name).symlink_to(ROOT / ".store" / name)
    # With what the last build made, where that is still right, nothing has to be made again.
    for name in ("build", "site"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    if (ROOT / PUBLISHED).is_file():
        shutil.copy(ROOT / PUBLISHED, folder / PUBLISHED)
    process = Project(folder).start(BUILD, "--profile", profile)
    assert process.wait(HOUR) == 0, process.output


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two pages and one snippet with a good site; built once."""
    return _once(tmp_path_factory, "small", _build_small)


def _build_small(folder: Path) -> None:
    write_small(folder)
    project = Project(folder)
    project.page("second", 'print("the second page")')
    project.page("first", "from snippets.word import WORD\n\nprint(WORD)")
    project.build()
    assert "word" in project.shown("first")


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of the small project that a test may break."""
    project = Project(tmp_path / "project").copy_of(built)
    yield project
    project.stop()


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
            message = f"브라우저가 없어 그것을 쓰는 테스트를 뺐습니다: {HOW}"
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
def tab(browser: Browser) -> Iterator[Tab]:
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as tab:
        yield tab
