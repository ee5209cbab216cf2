"""The cards of the home page: each tutorial with a picture of its own, its length and its best accuracy."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.exceptions import PluginError
from PIL import Image

from theme.given import picture
from theme.markup import FRONT_MATTER
from theme.notebook import Notebook

CARDS = "cards"
# A card shows some 300 × 160 CSS pixels, on a phone with two or three pixels each.
LARGEST = (640, 400)

# Korean is read at some 500 letters a minute; a line of code takes about three seconds.
LETTERS, LINES = 500, 20


def cards(folder: str, notebooks: list[Notebook]) -> str:
    """A grid of the pages below `folder`, in the navigation's order.

    Raises:
        PluginError: When a page says nothing of itself.
    """
    items = [_card(it) for it in notebooks if it.path.startswith(folder)]
    return "\n\n".join(['<div class="grid cards" markdown>', *items, "</div>"])


def _card(notebook: Notebook) -> str:
    front = FRONT_MATTER.match(notebook.prose)
    try:
        description = yaml.safe_load(front[1])["description"] if front else ""
    except (yaml.YAMLError, KeyError, TypeError) as error:
        remedy = "맨 앞의 --- 사이에 `description: 한 문장`을 적으세요. 쌍점이 있으면 따옴표로 감쌉니다."
        raise PluginError(f"{notebook.script}:1: {remedy} ({error})") from error
    facts = [f"{minutes(notebook)}분 읽기"]
    if accuracies := [row["테스트 정확도"] for row in notebook.rows if "테스트 정확도" in row]:
        best = "결과 표에서 가장 높은 " if len(accuracies) > 1 else ""
        facts.append(f"{best}테스트 정확도 {max(accuracies):.4f}")
    names = " ".join(notebook.exercises)
    page = notebook.path.removesuffix(".ipynb")
    exercises = f' data-page="{page}" data-exercises="{names}"' if names else ""
    facts_line = f'<span class="facts"{exercises}>{" · ".join(facts)}</span>'
    image = notebook.opening
    shown = picture(image, _small(notebook, Path(image["path"]))) if image else ""
    parts = [shown, f"**{notebook.link}**", description, facts_line]
    return "- " + "\n\n    ".join(part for part in parts if part)


def with_opening(markdown: str, notebook: Notebook) -> str:
    """A page's text with its card's picture above the first box, which says what the page teaches."""
    image = notebook.opening
    # Where it is made, it is described.
    shown = f"{picture(image | {'alt': ''}, image['path'])}\n{{ .cover }}\n\n" if image else ""
    return re.sub(r"^(?=!!! )", lambda _: shown, markdown, count=1, flags=re.MULTILINE)


def pictures(notebooks: list[Notebook]) -> Iterator[tuple[str, bytes]]:
    """For each card that has one its picture, small enough for a page with a dozen of them."""
    for notebook in notebooks:
        if image := notebook.opening:
            path = notebook.build / notebook.beside(image["path"])
            yield _small(notebook, path), path.read_bytes() if path.suffix == ".svg" else _shrunk(path)


def _small(notebook: Notebook, path: Path) -> str:
    suffix = ".svg" if path.suffix == ".svg" else ".webp"
    return f"{CARDS}/{notebook.path.removesuffix('.ipynb')}{suffix}"


def _shrunk(path: Path) -> bytes:
    content = io.BytesIO()
    with Image.open(path) as image:
        image.thumbnail(LARGEST)
        image.save(content, "WEBP", quality=80, method=6)
    return content.getvalue()


def minutes(notebook: Notebook) -> int:
    """How long a reader takes for prose and code."""
    letters = len(re.sub(r"\s", "", notebook.prose))
    lines = sum(len(cell.source.splitlines()) for cell in notebook.cells if cell.is_read)
    return max(1, round(letters / LETTERS + lines / LINES))
