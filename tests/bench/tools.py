"""The tools that build the same scripts: ours, and its peers each in its best documented setting."""

import json
import os
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from runner.script.page import Page, find, read
from tests.process import ROOT
from tests.project import copy_repository

CORES = os.cpu_count() or 1
MKDOCS = """\
site_name: peer
theme: {name: material, language: ko, font: false}
plugins:
  - mkdocs-jupyter: {execute: true, include: ["*.py"], allow_errors: false}
"""
GALLERY = f"""\
project = "peer"
extensions = ["sphinx_gallery.gen_gallery"]
sphinx_gallery_conf = {{
    "examples_dirs": ["../docs/tutorials/concepts", "../docs/tutorials/posts"],
    "gallery_dirs": ["concepts", "posts"],
    "filename_pattern": "py$",
    "abort_on_example_error": True,
    "parallel": {CORES},
}}
"""
MYST_NB = """\
project = "peer"
extensions = ["myst_nb"]
exclude_patterns = ["conf.py"]
nb_custom_formats = {".py": ["jupytext.reads", {"fmt": "py:percent"}]}
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_timeout = -1
"""


@dataclass(frozen=True)
class Tool:
    """What makes a site of the scripts in its folder.

    Attributes:
        setting: How it is run, for the reader of the figures.
        write: Given an empty folder and a profile, puts there what the tool needs.
        commands: The modules that build the site, with their arguments; `{profile}` stands for the profile.
        scripts: Where it has the scripts.
    """

    name: str
    setting: str
    write: Callable[[Path, str], None]
    commands: tuple[tuple[str, ...], ...]
    scripts: str = "docs/tutorials"


def _write_ours(folder: Path, _profile: str) -> None:
    copy_repository(folder, "docs", "tutorials", "snippets", "runner", "theme", "commands")


def _write_mkdocs_jupyter(folder: Path, profile: str) -> None:
    copy_repository(folder, "snippets")
    (folder / "mkdocs.yml").write_text(MKDOCS)
    for page in _pages(profile):
        _write(folder / "docs" / page.name, _percent(page))
    _write(folder / "docs/index.md", "# peer\n")


def _write_sphinx_gallery(folder: Path, profile: str) -> None:
    copy_repository(folder, "snippets")
    for page in _pages(profile):
        path = folder / "docs" / page.name
        _write(path, _gallery(page))
        _write(path.parent / "GALLERY_HEADER.rst", "peer\n====\n")
    _write(folder / "source/conf.py", GALLERY)
    _write(folder / "source/index.rst", "peer\n====\n\n.. toctree::\n\n   concepts/index\n   posts/index\n")


def _write_myst_nb(folder: Path, profile: str) -> None:
    copy_repository(folder, "snippets")
    for page in _pages(profile):
        _write(folder / "docs" / page.name, _percent(page))
    _write(folder / "docs/conf.py", MYST_NB)
    _write(folder / "docs/index.md", "# peer\n\n```{toctree}\n:glob:\n\ntutorials/*/*\n```\n")


OURS = Tool(
    "ours",
    f"{CORES} kernels",
    _write_ours,
    (("commands.build", "--profile", "{profile}"),),
    scripts="tutorials",
)
MKDOCS_JUPYTER = Tool(
    "mkdocs-jupyter",
    "serial, as it has no other way",
    _write_mkdocs_jupyter,
    (("mkdocs", "build", "--quiet"),),
)
OTHERS = (
    Tool(
        "sphinx-gallery",
        f"parallel={CORES}; prose as literal text, cells that raise on purpose do so within `suppress`",
        _write_sphinx_gallery,
        (("sphinx", "-q", "-j", "auto", "source", "site"),),
    ),
    Tool(
        "MyST-NB",
        'sphinx -j auto, nb_execution_mode="cache" (jupyter-cache)',
        _write_myst_nb,
        (("sphinx", "-q", "-j", "auto", "docs", "site"),),
    ),
)
LEFT_OUT = "Quarto did not run: its PyPI package downloads the program while it is installed, past any lock."


def _pages(profile: str) -> Iterator[Page]:
    """The pages; what the runner overrides in the fast profile is written out."""
    for name in find(ROOT):
        page = read(ROOT, name)
        for cell in page.code_cells:
            cell.node.source = cell.code(profile)
        yield page


def _percent(page: Page) -> str:
    """A script again: the cells with their tags, which say where an exception is meant."""
    parts = []
    for cell in page.cells:
        if cell.is_prose:
            parts.append("# %% [markdown]\n" + textwrap.indent(cell.source, "# ", lambda _: True))
        else:
            tags = json.dumps(cell.tags)
            parts.append(f"# %% tags={tags}\n{cell.source}")
    return "\n\n".join(parts) + "\n"


def _gallery(page: Page) -> str:
    """A script as sphinx-gallery wants it: a docstring with the title, prose that is valid reST."""
    title = Path(page.name).stem
    parts = [f'"""\n{title}\n{"=" * len(title)}\n"""', "from IPython.display import display"]
    for cell in page.cells:
        if cell.is_prose:
            prose = "::\n\n" + textwrap.indent(cell.source, "    ")
            parts.append("# %%\n" + textwrap.indent(prose, "# ", lambda _: True))
        elif "raises-exception" in cell.tags:
            code = textwrap.indent(cell.source, "    ")
            parts.append(f"import contextlib\nwith contextlib.suppress(Exception):\n{code}")
        else:
            parts.append(cell.source)
    return "\n\n".join(parts) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
