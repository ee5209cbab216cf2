"""A small project with the real runner and theme, and its build as a tree of real processes."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
SESSION = Path(__file__).with_name("build_session.py")
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
PATIENCE = 300.0  # for a machine with much else to do


class Build:
    """One build under way: noxfile.py's commands as processes that carry a mark of their own."""

    def __init__(
        self, folder: Path, logs: Path, *arguments: str, limit: Callable[[], None] | None = None
    ) -> None:
        self.mark = f"FAULTS={uuid.uuid4().hex}"
        self._log = logs / f"{self.mark}.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, SESSION, ROOT / "noxfile.py", *arguments],
                cwd=folder,
                env=os.environ | dict([self.mark.split("=")]) | {"PYTHONPATH": "", "NO_COLOR": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=limit,
            )

    @property
    def output(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def processes(self, command: str = "") -> list[int]:
        """Those of this build's processes whose command line has `command`; zombies have none."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if self.mark.encode() in (folder / "environ").read_bytes() and command in line:
                    found.append(int(folder.name))
        return found

    def wait_for(self, moment: str | Callable[[], object]) -> None:
        """Wait until something is so, or a process runs this; fails where the build ends before."""
        condition = moment if callable(moment) else lambda: self.processes(moment)
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, f"the build has ended:\n{self.output}"
            assert time.monotonic() < end, self.output
            time.sleep(0.02)

    def kill(self, command: str) -> None:
        """`kill -9` the process of this build that runs `command`."""
        (pid,) = self.processes(command)[:1]
        os.kill(pid, signal.SIGKILL)

    def wait_until_gone(self, *commands: str) -> None:
        """Wait for the end of all that runs one of these; the system ends kernels one after the other."""
        self.process.wait(PATIENCE)
        end = time.monotonic() + PATIENCE
        while left := [pid for command in commands for pid in self.processes(command)]:
            assert time.monotonic() < end, f"left: {left}\n{self.output}"
            time.sleep(0.05)

    def end(self) -> str:
        """Wait for the end of every process of this build; returns what was printed."""
        self.wait_until_gone("")
        return self.output

    def stop(self) -> None:
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


class Project:
    """A folder with the real `runner/` and `theme/`, and pages of a few lines."""

    def __init__(self, folder: Path, logs: Path | None = None) -> None:
        self.folder = folder
        self.logs = logs or folder.parent
        self.builds: list[Build] = []

    def page(self, name: str, code: str, cell: str = "") -> None:
        """Write `tutorials/<name>.py`; its code starts on `FIRST_LINE`."""
        path = self.folder / f"tutorials/{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            PAGE.format(title=name, cell=cell) + textwrap.dedent(code).strip() + "\n", encoding="utf-8"
        )
        self._name_in_nav()

    def remove(self, *names: str) -> None:
        for name in names:
            (self.folder / f"tutorials/{name}.py").unlink()
        self._name_in_nav()

    def _name_in_nav(self) -> None:
        config = self.folder / "mkdocs.yml"
        names = sorted(path.stem for path in (self.folder / "tutorials").glob("*.py"))
        nav = NAV + "".join(f"  - {name}: tutorials/{name}.ipynb\n" for name in names)
        text = config.read_text(encoding="utf-8")
        config.write_text(re.sub(r"^nav:\n(?:  .*\n)+", nav, text, flags=re.MULTILINE), encoding="utf-8")

    def copy(self, built: Path) -> None:
        shutil.copytree(built, self.folder)

    def stop(self) -> None:
        for build in self.builds:
            build.stop()

    def start(self, *arguments: str, limit: Callable[[], None] | None = None) -> Build:
        self.builds.append(Build(self.folder, self.logs, *arguments, limit=limit))
        return self.builds[-1]

    def build(self, *arguments: str, code: int = 0, limit: Callable[[], None] | None = None) -> str:
        """A whole build, with nothing left of it; returns what it printed."""
        build = self.start(*arguments, limit=limit)
        output = build.end()
        assert build.process.returncode == code, output
        assert "Traceback" not in output
        return output

    def site(self) -> dict[str, str]:
        """Every file of the site with the digest of its bytes."""
        site = self.folder / "site"
        files = (path for path in site.rglob("*") if path.is_file())
        return {str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def shown(self, name: str) -> str:
        """A page of the site, as text."""
        html = (self.folder / f"site/tutorials/{name}/index.html").read_text(encoding="utf-8")
        return re.sub(r"<[^>]*>", "", html)

    def entries(self) -> list[Path]:
        return sorted((self.folder / ".store/full").rglob("*.json"))

    def right(self) -> None:
        """The next build is: it ends well, shows what the pages say, and leaves nothing of the one before."""
        self.page("first", 'from snippets.word import WORD\n\nprint(WORD, "again")')
        self.build()
        assert "word again" in self.shown("first")
        assert "the second page" in self.shown("second")
        found = {path.name for path in self.folder.iterdir() if path.name.startswith((".site", ".writing"))}
        assert not found
        assert not list(self.folder.rglob(".writing-*"))


def write(folder: Path) -> None:
    """The runner, the theme and what it needs of `docs/`, without any tutorial."""
    bytecode = shutil.ignore_patterns("__pycache__")
    for name in ("runner", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=bytecode)
    for name in ("stylesheets", "scripts", "search", "images"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)
    (folder / "docs/index.md").write_text("# 처음\n\n[첫 페이지](tutorials/first.ipynb)\n", encoding="utf-8")
    (folder / "docs/glossary.md").write_text(f"# 용어집\n\n{GLOSSARY}", encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "snippets").mkdir()
    (folder / "snippets/__init__.py").touch()
    (folder / "snippets/word.py").write_text('WORD = "word"\n')
