"""`nox -s serve`: what an author sees in the browser while editing."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.process import alive, until
from tests.project import FIRST_LINE, Project
from tests.serving import Serving, serving
from theme import words

LONG = "\n".join(f"# Paragraph {i}.\n#" for i in range(40))


@pytest.fixture(scope="module")
def project(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What all these tests edit; each finds it as it was built."""
    return Project(tmp_path_factory.mktemp("served") / "project").copy_of(built)


@pytest.fixture(scope="module")
def preview(project: Project) -> Iterator[Serving]:
    with serving(project.folder, project.logs / "log", "--profile", "full") as preview:
        yield preview


@pytest.fixture
def first(built: Path, project: Project, preview: Serving, tab: Page) -> Page:
    """The browser on the first page, as it was before any test."""
    undo(project, built)
    tab.goto(f"{preview.address}tutorials/first/")
    expect(tab.locator(".output")).to_have_count(1)
    expect(tab.locator(".output code")).to_have_text("word")
    return tab


def undo(project: Project, built: Path) -> None:
    """Save every file again that a test has edited, and remove those that it has added."""
    for name in ("mkdocs.yml", "docs/index.md", words.PATH, "snippets/word.py", "tutorials/first.py"):
        text = (built / name).read_text(encoding="utf-8")
        if (project.folder / name).read_text(encoding="utf-8") != text:
            project.write(name, text)
    (project.folder / "tutorials/third.py").unlink(missing_ok=True)


def edit(project: Project, old: str, new: str) -> None:
    project.edit("tutorials/first.py", old, new)


def test_preview_says_that_it_is_one(first: Page) -> None:
    expect(first.locator(".md-banner")).to_contain_text("고치는 중의 화면이다")


def test_saved_prose_appears_and_the_browser_keeps_its_place(project: Project, first: Page) -> None:
    edit(project, "# # first\n", f"# # first\n#\n{LONG}\n")
    expect(first.get_by_text("Paragraph 39.")).to_be_attached()
    first.evaluate("window.untouched = true; window.scrollTo(0, 700)")
    edit(project, "Paragraph 30.", "Another paragraph.")
    expect(first.get_by_text("Another paragraph.")).to_be_attached()
    assert first.evaluate("[window.untouched, window.scrollY]") == [True, 700]


def test_saved_code_appears_with_its_output(project: Project, preview: Serving, first: Page) -> None:
    before = len(preview.process.output)
    edit(project, "print(WORD)", "print(WORD * 2)")
    expect(first.locator(".output code")).to_have_text("wordword")
    expect(first.locator(".run")).to_contain_text("이어 실행한 결과")
    said = r"tutorials/first.py: 셀 1부터 실행 \(코드 바뀜\)\ntutorials/first.py: 완료 \([\d.]+초\)"
    preview.process.wait_for(lambda: re.search(said, preview.process.output[before:]))


def test_error_is_shown_at_its_cell_and_the_server_goes_on(project: Project, first: Page) -> None:
    edit(project, "print(WORD)", "print(WORD)\n\n# %%\nWORD / 2\n")
    box = first.locator(".admonition.danger")
    expect(box).to_contain_text(f"tutorials/first.py:{FIRST_LINE + 5}")
    expect(box).to_contain_text("TypeError")
    expect(first.locator(".preview-status")).to_contain_text("오류")
    edit(project, "WORD / 2", "len(WORD) / 2")
    expect(first.get_by_text("2.0")).to_be_visible()
    expect(box).to_have_count(0)


def test_edited_module_changes_the_page(project: Project, first: Page) -> None:
    (project.folder / "snippets/word.py").write_text('WORD = "another"\n')
    expect(first.locator(".output code")).to_have_text("another")


def test_edited_page_of_docs_appears(project: Project, preview: Serving, tab: Page) -> None:
    tab.goto(preview.address)
    project.edit("docs/index.md", "# 처음\n", "# 처음\n\n새로 적은 문단이다.\n")
    tab.get_by_text("새로 적은 문단이다.").wait_for()


def test_particle_that_is_added_gives_a_term_its_meaning(project: Project, first: Page) -> None:
    edit(project, "# # first\n", "# # first\n#\n# 가중치랑 본다.\n")
    expect(first.get_by_text("가중치랑")).to_be_visible()
    expect(first.locator("article abbr")).to_have_count(0)
    project.edit(words.PATH, '"이랑", "랑",', '"이랑",')
    project.edit(words.PATH, "pages = [", 'pages = ["랑",')
    expect(first.locator("article abbr")).to_have_text("가중치")


def test_new_page_is_there(project: Project, first: Page, preview: Serving) -> None:
    project.page("third", 'print("the third")')
    preview.process.wait_for(lambda: first.request.get(f"{preview.address}tutorials/third/").status == 200)
    first.goto(f"{preview.address}tutorials/third/")
    expect(first.locator(".output code")).to_have_text("the third")
    expect(first.locator(".md-nav--primary")).to_contain_text("third")


def test_broken_configuration_is_said_and_mended(project: Project, first: Page, preview: Serving) -> None:
    config = project.folder / "mkdocs.yml"
    good = config.read_text(encoding="utf-8")
    config.write_text("nav: [\n", encoding="utf-8")
    preview.process.wait_for(lambda: "보일 수 없습니다" in preview.process.output)
    config.write_text(good, encoding="utf-8")
    edit(project, "# # first", "# # mended")
    expect(first.get_by_role("heading", name="mended")).to_be_visible()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_end_of_the_server_ends_all(built: Path, tmp_path: Path, tab: Page, sign: int) -> None:
    project = Project(tmp_path / "project").copy_of(built)
    pid = tmp_path / "pid"
    edit(project, "print(WORD)", f"import os\n_ = open({str(pid)!r}, 'w').write(str(os.getpid()))")
    with serving(project.folder, tmp_path / "log", "--profile", "full") as preview:
        tab.goto(f"{preview.address}tutorials/first/")
        kernel = int(project.wait_for("../pid"))
        assert alive(kernel)
        preview.process.popen.send_signal(sign)
        preview.process.wait()
        until(lambda: not alive(kernel), "the kernel goes on")
        assert "Traceback" not in preview.process.output


def test_port_that_is_taken_has_a_message(project: Project, preview: Serving, tmp_path: Path) -> None:
    port = preview.address.rstrip("/").rpartition(":")[2]
    with (
        pytest.raises(AssertionError, match=f"{port}번 포트를 열 수 없습니다"),
        serving(project.folder, tmp_path / "second", "--port", port),
    ):
        pass
