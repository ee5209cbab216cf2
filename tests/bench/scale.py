"""What a build costs with 10, 100 and 1,000 pages, our stages and MkDocs apart."""

import os
import re
import tempfile
from pathlib import Path

from tests.bench.cost import Cost, run
from tests.process import ROOT
from tests.project import copy_repository

SIZES = (10, 100, 1000)
FOLDER = 50  # pages each
STAGES = (("theme", "--check"), ("runner",), ("theme",))
SNIPPET = """\
def double(number: int) -> int:
    return 2 * number
"""
PAGE = """\
# %% [markdown]
# ---
# description: {number}번째 페이지.
# date: 2026-01-01
# ---
# # {number}번째
#
# 모듈 하나를 가져다 값 하나를 낸다.

# %%
from snippets.double import double

print(double({number}))

# %% [markdown]
# ## 한 번 더

# %%
print(double({number} + 1))
"""
GLOSSARY = """\
# 용어집

| 용어 | 영어 | 뜻 | 자세히 |
| :-- | :-- | :-- | :-- |
| 값 | value | 셀이 내는 것이다. | [0번째]({}) |
"""
# Python reads and asks after files through these two, whatever the library.
COUNT = """\
import atexit, os, sys

inside, read, asked, stat = os.getcwd() + os.sep, set(), set(), os.stat


def note(found, path):
    if isinstance(path, (str, os.PathLike)) and (name := os.path.abspath(path)).startswith(inside):
        found.add(name)


def counting(path, *arguments, **options):
    note(asked, path)
    return stat(path, *arguments, **options)


sys.addaudithook(lambda event, values: note(read, values[0]) if event == "open" else None)
os.stat = counting
atexit.register(lambda: print("files", len(asked | read), len(read)))
"""


def report() -> None:
    """Print what each stage takes: cold, with nothing changed, after an edit to the code of one page."""
    print("Scale: seconds (of processor time), and the memory of the largest process. `theme` is MkDocs;")
    print("where nothing changed, our look at the files. `asked` and `read` count the project's files.\n")
    heads = "".join(f"{' '.join(stage):>29}" for stage in STAGES)
    print(f"{'pages':>5} {'':10}{heads}{'asked':>8}{'read':>8}", flush=True)
    for pages in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            script = write(folder, pages)
            _print(pages, "cold", _build(folder, pages))
            _print(pages, "unchanged", _build(folder, pages), *_files(folder))
            script.write_text(script.read_text(encoding="utf-8").replace("+ 1", "+ 2"), encoding="utf-8")
            _print(pages, "one edit", _build(folder, pages))


def write(folder: Path, pages: int) -> Path:
    """A project of so many small pages in the shape of ours; returns one of the scripts."""
    copy_repository(folder, "docs", "theme", "runner")
    for path in (folder / "docs").glob("*.md"):
        path.unlink()
    names = [f"tutorials/posts/part_{number // FOLDER}/page_{number}.py" for number in range(pages)]
    for number, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.format(number=number), encoding="utf-8")
    (folder / "snippets").mkdir()
    (folder / "snippets/__init__.py").touch()
    (folder / "snippets/double.py").write_text(SNIPPET)
    notebooks = [name.replace(".py", ".ipynb") for name in names]
    (folder / "docs/index.md").write_text("# 처음\n\n<!-- posts -->\n", encoding="utf-8")
    (folder / "docs/glossary.md").write_text(GLOSSARY.format(notebooks[0]), encoding="utf-8")
    parts = [notebooks[first : first + FOLDER] for first in range(0, pages, FOLDER)]
    nav = ["nav:", "  - index.md", "  - glossary.md"]
    for number, part in enumerate(parts):
        nav += [f"  - {number}부:", *(f"      - {name}" for name in part)]
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    configuration = re.sub(r"^nav:\n(?: +.*\n)+", "\n".join(nav) + "\n", configuration, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    return folder / names[pages // 2]


def _build(folder: Path, pages: int) -> list[Cost]:
    done = 0

    def progress(line: str) -> None:
        nonlocal done
        done += line.startswith("완료")
        if line.startswith("완료") and done % 100 == 0:
            print(f"{'':6}{done} of {pages} pages have run", flush=True)

    return [run(folder, *stage, on_line=progress) for stage in STAGES]


def _print(pages: int, what: str, costs: list[Cost], *files: int) -> None:
    cells = "".join(f"{it.seconds:10.2f} ({it.processor:8.2f}){it.megabytes:5.0f} MB" for it in costs)
    print(f"{pages:5} {what:10}{cells}{''.join(f'{number:8}' for number in files)}", flush=True)


def _files(folder: Path) -> tuple[int, int]:
    """How many files of the project an unchanged build asks after, and how many of them it reads."""
    counter = folder / "counter"  # not below any folder that a stage looks at
    counter.mkdir()
    (counter / "sitecustomize.py").write_text(COUNT)
    path = os.pathsep.join([str(counter), str(folder)])
    counts = [_counted(folder, stage, path) for stage in STAGES]
    return sum(asked for asked, _ in counts), sum(read for _, read in counts)


def _counted(folder: Path, stage: tuple[str, ...], path: str) -> tuple[int, int]:
    lines: list[str] = []
    run(folder, *stage, on_line=lines.append, PYTHONPATH=path)
    asked, read = next(line for line in lines if line.startswith("files ")).split()[1:]
    return int(asked), int(read)
