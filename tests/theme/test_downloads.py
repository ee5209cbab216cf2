"""What a reader downloads: plain notebooks that hold what the page shows, and that run anywhere."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from uv import find_uv_bin

from runner.kernel.environment import FOREIGN
from runner.kernel.outputs import clean, missing_glyph
from runner.script.page import read
from tests.process import ROOT
from tests.project import Project
from tests.theme.test_site import LESSONS, PAGES
from theme.downloads import for_jupyter

REPOSITORY = "https://github.com/convolution-notes/convolution-notes"
SITE = "https://convolution-notes.github.io/convolution-notes/"
ARCHIVE = f"{REPOSITORY}/archive/refs/heads/main.zip"
# A quick one that reads the data, draws with Korean letters and uses Keras.
QUICK = "tutorials/concepts/convolution"
# Material's syntax: boxes, attributes, footnotes, icons, tabs.
NOT_MARKDOWN = re.compile(
    r"^\s*(?:!!!|\?\?\?|===) |\{ ?[.#:][a-z]|\[\^|(?<![\w:]):[a-z]+-[a-z-]+:", re.MULTILINE
)
CHECK = re.compile(
    r"from snippets\.exercises import check\n\nreply = \"\"  # .+\ncheck\(\"([\w-]+)\", reply\)"
)
LINKS = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture
def notebook(site: Path, page: str) -> NotebookNode:
    return nbformat.read(site / f"{page}.ipynb", as_version=4)


def cells(notebook: NotebookNode, kind: str) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def outputs(notebook: NotebookNode) -> list[NotebookNode]:
    return [output for cell in cells(notebook, "code") for output in cell.outputs]


@pytest.mark.parametrize("page", PAGES)
def test_notebook_is_valid_and_says_nothing_of_ours(notebook: NotebookNode) -> None:
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"cellView", "jupyter", "tags"}
    for output in outputs(notebook):
        assert not any(kind.startswith("application/") for kind in output.get("data", {}))


@pytest.mark.parametrize("page", PAGES)
def test_notebook_has_the_scripts_cells_behind_one_that_installs(notebook: NotebookNode, page: str) -> None:
    first, *others = [cell.source for cell in cells(notebook, "code")]
    assert first.splitlines()[-1] == f"%pip install --quiet {ARCHIVE}"
    assert f"{SITE}{page}/\n" in first
    own = [source for source in others if not CHECK.fullmatch(source)]
    assert own == [cell.source for cell in read(ROOT, f"{page}.py").code_cells]


@pytest.mark.parametrize("page", LESSONS)
def test_each_exercise_is_followed_by_a_cell_that_checks_a_reply(notebook: NotebookNode, page: str) -> None:
    """And what gives the answer away is folded."""
    script = read(ROOT, f"{page}.py").code_cells
    wanted = [cell.source for cell in script if "exercise" in cell.tags]
    codes = cells(notebook, "code")
    found = [(it, CHECK.fullmatch(after.source)) for it, after in itertools.pairwise(codes)]
    exercises = [(it, check[1]) for it, check in found if check]
    assert [it.source for it, _ in exercises] == wanted
    for cell, name in exercises:
        assert f'"{name}"' in cell.source
        assert cell.metadata.jupyter.source_hidden
    for before, cell in itertools.pairwise(notebook.cells):
        if before.source.endswith("</details>") and "답 보기" in before.source.rsplit("<details", 1)[1]:
            assert cell.metadata.jupyter == {"source_hidden": True, "outputs_hidden": True}


@pytest.mark.parametrize("page", PAGES)
def test_prose_is_plain_markdown_with_links_that_hold_anywhere(notebook: NotebookNode, site: Path) -> None:
    prose = [cell.source for cell in cells(notebook, "markdown")]
    assert re.match("# .*[가-힣]", prose[0])
    for text in prose:
        assert not NOT_MARKDOWN.search(re.sub(r"`[^`\n]+`|^``````.*?^``````", "", text, flags=re.M | re.S)), (
            text
        )
    links = [link for text in prose for link in LINKS.findall(text) if link[0] in ".#" or "/" in link]
    assert links
    for link in links:
        address, _, anchor = link.partition("#")
        assert address.startswith(SITE), link
        target = (site / address.removeprefix(SITE) / "index.html").read_text(encoding="utf-8")
        assert f'id="{anchor}"' in target or not anchor, link


@pytest.mark.parametrize("page", PAGES)
def test_boxes_answers_and_sources_are_all_there(notebook: NotebookNode, page: str) -> None:
    script = (ROOT / f"{page}.py").read_text(encoding="utf-8")
    prose = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    for title in re.findall(r'^# !!! \w+ "(.+)"$', script, re.MULTILINE):
        assert f"> **{title}**\n>\n> " in prose
    assert prose.count("<summary>답 보기</summary>\n\n") == script.count('??? success "답 보기"')
    assert prose.count("<summary>소스: snippets/") >= script.count('"source"')
    assert prose.count("<details>") == prose.count("\n\n</details>")


@pytest.mark.parametrize("page", PAGES)
def test_every_image_of_the_page_is_in_the_notebook(notebook: NotebookNode, site: Path, page: str) -> None:
    shown = [output for output in outputs(notebook) if "image" in str(list(output.get("data", {})))]
    html = (site / page / "index.html").read_text(encoding="utf-8")
    lesson = page in LESSONS  # it opens with one of them
    assert len(shown) + lesson == len(re.findall(r'<img [^>]*class="output"', html))
    assert shown or not lesson
    for output in shown:
        kind = next(kind for kind in output.data if kind in ("image/png", "image/svg+xml"))
        assert output.metadata[kind].width > 0
        assert output.metadata[kind].alt == output.data["text/plain"]


@pytest.mark.parametrize("page", PAGES)
def test_downloaded_script_is_the_script_under_a_word_on_how_to_run_it(site: Path, page: str) -> None:
    text = (site / f"{page}.py").read_text(encoding="utf-8")
    header, script = text.split("\n\n", 1)
    assert f"pip install {ARCHIVE}" in header
    assert all(line.startswith("# ") for line in header.splitlines())
    assert script == (ROOT / f"{page}.py").read_text(encoding="utf-8")
    compile(text, page, "exec")


@pytest.mark.parametrize("page", PAGES)
def test_page_links_to_what_it_is_made_of(site: Path, page: str) -> None:
    html = (site / page / "index.html").read_text(encoding="utf-8")
    under_title = html.split("</h1>", 1)[1].split("</nav>", 1)[0]
    links = re.findall(r'<a href="([^"]+)"( download)?>', under_title)
    colab = REPOSITORY.replace("github.com", "colab.research.google.com/github")
    name = page.rpartition("/")[2]
    assert links == [
        (f"{colab}/blob/gh-pages/{page}.ipynb", ""),
        (f"../{name}.ipynb", " download"),
        (f"../{name}.py", " download"),
        (f"{REPOSITORY}/blob/main/{page}.py", ""),
        (f"{REPOSITORY}/edit/main/{page}.py", ""),
    ]


def test_page_by_hand_links_to_its_own_file(site: Path) -> None:
    html = (site / "about/index.html").read_text(encoding="utf-8")
    assert f'<a href="{REPOSITORY}/blob/main/docs/about.md">' in html
    assert f'<a href="{REPOSITORY}/edit/main/docs/about.md">' in html
    assert "download>" not in html


def test_page_that_was_not_run_has_a_script_but_no_notebook(project: Project) -> None:
    manifest = project.folder / "build/manifest.json"
    pages = json.loads(manifest.read_text(encoding="utf-8"))
    pages["pages"]["tutorials/first.py"] = None
    manifest.write_text(json.dumps(pages), encoding="utf-8")
    project.do("theme")
    site = project.folder / "site/tutorials"
    assert not (site / "first.ipynb").exists()
    assert (site / "first.py").is_file()
    html = (site / "first/index.html").read_text(encoding="utf-8")
    assert 'first.py" download' in html
    assert ".ipynb" not in html
    assert (site / "second.ipynb").is_file()


def test_edit_that_only_the_script_shows_is_published(project: Project) -> None:
    """Empty lines between cells are in no notebook, but in the script that a reader downloads."""
    script = project.folder / "tutorials/first.py"
    script.write_text(script.read_text(encoding="utf-8") + "\n# %%\n", encoding="utf-8")
    project.do("theme")
    published = project.folder / "site/tutorials/first.py"
    assert published.read_text(encoding="utf-8").endswith("\n# %%\n")


def test_same_bytes_every_time(checkout: Path) -> None:
    name = f"{PAGES[0]}.ipynb"
    once, again = (nbformat.writes(for_jupyter(checkout / "build", name, SITE)) for _ in range(2))
    assert once == again


def test_downloaded_notebook_runs_where_there_is_only_pip(
    site: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """In a bare environment and an empty folder, with the repository as GitHub would give it out.

    Pip alone takes two minutes for it. So uv, which links files, installs the repository with what that
    says it needs; the notebook's own pip then finds it all there. With `--pip` there is no uv.
    """
    archive = zipped(tmp_path / "convolution-notes-main")
    environment = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    # The releases that the site was made with: what else PyPI has today is not this test's matter.
    pins = tmp_path / "constraints.txt"
    pins.write_text("".join(f"{it.name}=={it.version}\n" for it in distributions()))
    environment |= {
        **dict.fromkeys(("PIP_CONSTRAINT", "UV_CONSTRAINT"), str(pins)),
        "PIP_NO_COMPILE": "1",  # nobody imports all of TensorFlow
        "UV_SYSTEM_CERTS": "1",  # as pyproject.toml says, which stands in another folder
    }
    bare, folder = tmp_path / "bare", tmp_path / "empty"
    folder.mkdir()

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run(sys.executable, "-m", "venv", bare)
    if pytestconfig.getoption("pip"):
        run(bare / "bin/python", "-m", "pip", "install", "--quiet", "ipykernel", "nbclient")
    else:
        python = ("--quiet", "--python", bare / "bin/python")
        run(find_uv_bin(), "pip", "install", *python, "ipykernel", "nbclient", archive)
    published = nbformat.read(site / f"{QUICK}.ipynb", as_version=4)
    given = folder / "given.ipynb"
    given.write_text(nbformat.writes(published).replace(ARCHIVE, archive.as_uri()), encoding="utf-8")
    run(bare / "bin/jupyter-execute", "--inplace", given)
    ran = nbformat.read(given, as_version=4)
    assert missing_glyph(outputs(ran)) is None
    assert texts(ran) == texts(published)


def zipped(folder: Path) -> Path:
    """The part of the repository that pip takes, in a zip with one folder in it."""
    shutil.copytree(ROOT / "snippets", folder / "snippets", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


def texts(notebook: NotebookNode) -> list[list[str]]:
    """What each cell behind the first one says, pictures left out."""
    return [
        [said for output in clean(cell.outputs) for said in [output.get("text"), *text(output)] if said]
        for cell in cells(notebook, "code")[1:]
    ]


def text(output: dict) -> list[str]:
    return [
        value for kind, value in output.get("data", {}).items() if kind in ("text/plain", "text/markdown")
    ]
