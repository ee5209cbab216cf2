"""An executed page as the theme reads it: all that it knows of a notebook's JSON stands here."""

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from theme.markup import TITLE

# `snippets.results.MIME`, said again: the theme knows nothing of the snippets.
RESULTS = "application/vnd.trained-models+json"


@dataclass(frozen=True)
class Cell:
    """A cell: prose, or code with what it gave out."""

    node: dict

    @property
    def source(self) -> str:
        """Its text or its code."""
        return "".join(self.node["source"])

    @property
    def is_prose(self) -> bool:
        """Whether it is text for readers."""
        return self.node["cell_type"] == "markdown"

    @property
    def is_read(self) -> bool:
        """Whether a reader sees its code."""
        unread = {"exercise", "hidden"} & {*self.node["metadata"].get("tags", [])}
        return self.node["cell_type"] == "code" and not unread

    @property
    def card(self) -> int | None:
        """Which of its pictures, from 1, stands for the page."""
        return self.node.get("metadata", {}).get("card")

    @property
    def images(self) -> list[dict]:
        """Its pictures: path, text, width and height of each."""
        return [it["image"] for it in self._shown if "image" in it]

    @property
    def media(self) -> list[dict]:
        """Its sounds and films: path, text, element and what the page's policy has to allow, of each."""
        return [it["media"] for it in self._shown if "media" in it]

    @property
    def files(self) -> list[str]:
        """The files that it gives out, by their paths from the notebook's folder."""
        return [it["file"]["path"] for it in self._shown if "file" in it]

    @property
    def exercise(self) -> str | None:
        """The name of the exercise that it gives, as its file is called."""
        names = [PurePosixPath(path).stem for path in self.files]
        return names[0] if names and "exercise" in self.node.get("metadata", {}).get("tags", []) else None

    @property
    def rows(self) -> list[dict]:
        """The models that it has trained, as `snippets.results.Results` gives them out."""
        data = [output.get("data", {}) for output in self.node.get("outputs", [])]
        return [row for it in data for row in it.get(RESULTS, {}).get("rows", [])]

    @property
    def _shown(self) -> list[dict]:
        return [output.get("metadata", {}) for output in self.node.get("outputs", [])]


@dataclass(frozen=True)
class Notebook:
    """An executed page.

    Attributes:
        build: The folder that holds all of them.
        path: Its path there, which is also how a link on a page in `docs/` names it.
        nodes: Its cells, as JSON has them.
        ran: Whether this build, or one before it, has run it.
    """

    build: Path
    path: str
    nodes: list[dict]
    ran: bool = True

    @cached_property
    def cells(self) -> list[Cell]:
        """All of them, in order."""
        return [Cell(node) for node in self.nodes]

    @property
    def script(self) -> str:
        """The script that it was made from."""
        return self.path.removesuffix(".ipynb") + ".py"

    @property
    def prose(self) -> str:
        """All of its text."""
        return "\n\n".join(cell.source for cell in self.cells if cell.is_prose)

    @property
    def link(self) -> str:
        """A link to it, with its title, as a page in `docs/` writes it."""
        title = TITLE.search(self.prose)
        return f"[{title[1] if title else self.path}]({self.path})"

    @property
    def rows(self) -> list[dict]:
        """The models that the page has trained."""
        return [row for cell in self.cells for row in cell.rows]

    @property
    def exercises(self) -> list[str]:
        """The names of its exercises."""
        return [cell.exercise for cell in self.cells if cell.exercise]

    @property
    def opening(self) -> dict | None:
        """The picture that stands for the page: the one that a cell names (`card=2`), else the first."""
        images: list[dict] = []
        for cell in self.cells:
            if cell.images and cell.card:
                return cell.images[cell.card - 1]
            images += cell.images
        return images[0] if images else None

    def beside(self, path: str) -> str:
        """The path in `build` of what stands at a path beside the notebook."""
        return posixpath.join(posixpath.dirname(self.path), path)


def notebooks(build: Path, names: list[str], runs: dict[str, dict | None]) -> Iterator[Notebook]:
    """The executed pages, in the order of their names.

    Args:
        build: The folder that holds them.
        names: Their paths there.
        runs: The run behind each script's page, nothing where it was not run.
    """
    for name in names:
        path = build / name
        if path.is_file():  # MkDocs itself complains of a line in nav without a file
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            yield Notebook(build, name, cells, runs.get(name.removesuffix(".ipynb") + ".py") is not None)
