"""A small project with the real runner and theme, worked on as an author would."""

import contextlib
import hashlib
import io
import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

from runner.__main__ import main
from tests.process import ROOT, Process, until
from theme import words

NAV = """\
nav:
  - 처음: index.md
  - 용어집: glossary.md
"""
PAGE = """\
# %% [markdown]
# ---
# description: 시험 페이지
# date: 2026-01-01
# ---
# # {title}

# %% {cell}
"""
GLOSSARY = """\
| 용어 | 영어 | 뜻 | 자세히 |
| :-- | :-- | :-- | :-- |
| 가중치 | weight | 들어온 값에 곱하는 수이다. | [첫 페이지](tutorials/first.ipynb) |
"""
FIRST_LINE = PAGE.count("\n") + 1  # of a page's code
BUILD = "commands.build"


class Project:
    """A folder with scripts of a few lines and modules that they import.

    Args:
        folder: Where it is.
        logs: Where the logs of its processes go; beside the folder unless said.
    """

    def __init__(self, folder: Path, logs: Path | None = None) -> None:
        self.folder = folder
        self.logs = logs or folder.parent
        self.processes: list[Process] = []

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def page(self, name: str, code: str, cell: str = "") -> None:
        """Write `tutorials/<name>.py`, which the navigation names; its code starts on `FIRST_LINE`."""
        code = textwrap.dedent(code).strip()
        self.write(f"tutorials/{name}.py", f"{PAGE.format(title=name, cell=cell)}{code}\n")
        self.name_in_nav()

    def remove(self, *names: str) -> None:
        for name in names:
            (self.folder / f"tutorials/{name}.py").unlink()
        self.name_in_nav()

    def name_in_nav(self) -> None:
        """Let the navigation name the scripts that there are."""
        config = self.folder / "mkdocs.yml"
        names = sorted(path.stem for path in (self.folder / "tutorials").glob("*.py"))
        nav = NAV + "".join(f"  - {name}: tutorials/{name}.ipynb\n" for name in names)
        text = config.read_text(encoding="utf-8")
        config.write_text(re.sub(r"^nav:\n(?:  .*\n)+", nav, text, flags=re.MULTILINE), encoding="utf-8")

    def copy_of(self, other: Path) -> "Project":
        """This project as a copy of another, links as they are."""
        shutil.copytree(other, self.folder, symlinks=True)
        return self

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run the runner in this process, whose imports are done; returns what it printed."""
        printed = io.StringIO()
        with (
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
        ):
            try:
                ended = main(list(arguments))
            except SystemExit as error:  # argparse
                ended = error.code
        assert ended == code, printed.getvalue()
        return printed.getvalue()

    def start(
        self,
        *arguments: str,
        limit: Callable[[], None] | None = None,
        **environment: str,
    ) -> Process:
        """A module with its arguments, as a tree of real processes; a whole build as nox starts it."""
        log = self.logs / f"{len(self.processes)}-{arguments[0]}.log"
        parent = arguments[0] == BUILD
        process = Process(self.folder, arguments, log, limit, parent=parent, **environment)
        self.processes.append(process)
        return process

    def build(self, *arguments: str, code: int = 0, limit: Callable[[], None] | None = None) -> str:
        """A whole build, with nothing left of it; returns what it printed."""
        return self.do(BUILD, *arguments, code=code, limit=limit)

    def do(self, *arguments: str, code: int = 0, **options: object) -> str:
        """Run a module from its start to its end, with nothing left of it; returns what it printed."""
        process = self.start(*arguments, **options)
        output = process.end()
        assert process.code == code, output
        assert "Traceback" not in output
        return output

    def stop(self) -> None:
        """Nothing of the project goes on after its test."""
        for process in self.processes:
            process.stop()

    def wait_for(self, name: str) -> str:
        """Wait until a page has written a file, and read it."""
        path = self.folder / name
        return until(lambda: path.is_file() and path.read_text(encoding="utf-8"), f"{name} was never written")

    def notebook(self, page: str) -> str:
        return (self.folder / "build" / page.replace(".py", ".ipynb")).read_text(encoding="utf-8")

    def entries(self, profile: str = "full") -> list[Path]:
        return sorted((self.folder / ".store" / profile).rglob("*.json"))

    def site(self) -> dict[str, str]:
        """Every file of the site with the digest of its bytes."""
        site = self.folder / "site"
        files = (path for path in site.rglob("*") if path.is_file())
        return {str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def shown(self, name: str) -> str:
        """A page of the site, as text."""
        html = (self.folder / f"site/tutorials/{name}/index.html").read_text(encoding="utf-8")
        return re.sub(r"<[^>]*>", "", html)

    def right(self) -> None:
        """The next build is: it ends well, shows what the pages say, and leaves nothing of the one before."""
        self.page("first", 'from snippets.word import WORD\n\nprint(WORD, "again")')
        self.build()
        assert "word again" in self.shown("first")
        assert "the second page" in self.shown("second")
        found = {path.name for path in self.folder.iterdir() if path.name.startswith((".site", ".writing"))}
        assert not found
        assert not list(self.folder.rglob(".writing-*"))


def copy_repository(folder: Path, *names: str) -> None:
    """Copy these folders of the repository, and its configuration of MkDocs."""
    for name in names:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)


def write_small(folder: Path) -> None:
    """The runner, the theme, the commands and one snippet; no tutorial yet.

    Without the feed, whose plugin takes a fifth of the time of so small a site.
    """
    copy_repository(folder, "runner", "theme", "commands")
    config = folder / "mkdocs.yml"
    whole = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"^  - rss:\n(?: {6}.*\n)+", "", whole, flags=re.MULTILINE), encoding="utf-8")
    project = Project(folder)
    project.write("docs/index.md", "# 처음\n\n[첫 페이지](tutorials/first.ipynb)\n")
    project.write("docs/glossary.md", f"# 용어집\n\n{GLOSSARY}")
    shutil.copy(ROOT / words.PATH, folder / words.PATH)
    project.write("snippets/__init__.py", "")
    project.write("snippets/word.py", 'WORD = "word"\n')
