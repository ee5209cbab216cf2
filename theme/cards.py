"""The cards of the home page: each tutorial with a picture of its own, its length and its best accuracy."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from theme.collected import Notebook, notebooks, picture, rows

# Korean is read at some 500 letters a minute; a line of code takes about three seconds.
LETTERS, LINES = 500, 20
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def cards(folder: str, build: Path, names: list[str]) -> str:
    """A grid of the pages below `folder`, in the navigation's order."""
    items = [_card(it) for it in notebooks(build, names) if it.path.startswith(folder)]
    return "\n\n".join(['<div class="grid cards" markdown>', *items, "</div>"])


def _card(notebook: Notebook) -> str:
    front = FRONT_MATTER.match(notebook.prose)
    description = yaml.safe_load(front[1])["description"] if front else ""
    facts = [f"{minutes(notebook)}분 읽기"]
    if accuracies := [row["테스트 정확도"] for row in rows(notebook) if "테스트 정확도" in row]:
        facts.append(f"테스트 정확도 {max(accuracies):.4f}")
    facts_line = f'<span class="facts">{" · ".join(facts)}</span>'
    parts = [*_shown(notebook), f"**{notebook.link}**", description, facts_line]
    return "- " + "\n\n    ".join(part for part in parts if part)


def _shown(notebook: Notebook) -> Iterator[str]:
    """The picture that a cell names with `card=2` (its second), else the first of the page."""
    pictures = []
    for cell in notebook.cells:
        of_cell = [it["metadata"]["image"] for it in cell.get("outputs", []) if "image" in it.get("metadata", {})]
        if of_cell and (number := cell["metadata"].get("card")):
            pictures = [of_cell[number - 1]]
            break
        pictures += of_cell
    yield from (picture(posixpath.dirname(notebook.path), image) for image in pictures[:1])


def minutes(notebook: Notebook) -> int:
    """How long a reader takes for prose and code."""
    letters = len(re.sub(r"\s", "", notebook.prose))
    lines = sum(
        len("".join(cell["source"]).splitlines())
        for cell in notebook.cells
        if cell["cell_type"] == "code" and "hidden" not in cell["metadata"].get("tags", [])
    )
    return max(1, round(letters / LETTERS + lines / LINES))
