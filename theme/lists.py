"""What the pages in `docs/` gather from the notebooks: corrections, errors, results, models, images."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import partial

from pymdownx.slugs import slugify

from theme.given import picture
from theme.markup import BODY, relinked
from theme.notebook import Notebook

# The columns that every page has in common, and how each is written; a page may show more.
COLUMNS = {
    "모델": "",
    "훈련 이미지": ",",
    "에포크": ",",
    "파라미터": ",",
    "테스트 정확도": ".4f",
    "공개된 값": "",
}
CORRECTION = re.compile(rf"^!!! warning {BODY.replace('"(', '"원문 바로잡기: (', 1)}", re.MULTILINE)

# The title of an entry of the dictionary of errors has what the message says in it.
ENTRY = re.compile(r"^## (.*`[^`\n]+`.*)$", re.MULTILINE)

slug = slugify(case="lower")


def with_anchors(markdown: str) -> str:
    """Before each correction an element to link to: an admonition takes no id."""
    return CORRECTION.sub(lambda box: f'<div id="{_anchor(box["title"])}"></div>\n\n{box[0]}', markdown)


def corrections(notebooks: list[Notebook]) -> str:
    """How many corrections there are, and each one's text under its title, page by page."""
    parts = []
    total = pages = 0
    for notebook in notebooks:
        boxes = list(CORRECTION.finditer(notebook.prose))
        if boxes:
            total, pages = total + len(boxes), pages + 1
            parts += [f"## {notebook.link}", *(_item(notebook.path, box) for box in boxes)]
    return "\n\n".join([f"페이지 {pages}개의 상자 **{total}개**를 모았다.", *parts])


def errors(notebooks: list[Notebook]) -> str:
    """The entries of the pages in `tutorials/errors/`, page by page."""
    parts = []
    for notebook in notebooks:
        if notebook.path.startswith("tutorials/errors/"):
            titles = ENTRY.findall(notebook.prose)
            entries = [f"- [{it}]({notebook.path}#{_anchor_of(it)})" for it in titles]
            parts += [f"## {notebook.link}", "\n".join(entries)]
    return "\n\n".join(parts)


def results(notebooks: list[Notebook]) -> str:
    """A table of the models that each page has trained, and which pages have not been run."""
    tables, not_run = [], []
    for notebook in notebooks:
        if not notebook.ran:
            not_run.append(f"    - {notebook.link}")
        elif notebook.rows:
            tables.append(f"## {notebook.link}\n\n{_table(notebook.rows)}")
    if not_run:
        why = "이번 빌드는 다음 페이지를 실행하지 않았다. 그 결과는 여기에 없다."
        tables.insert(0, "\n".join(['!!! warning "실행하지 않은 페이지"', "", f"    {why}", "", *not_run]))
    return "\n\n".join(tables)


def models(notebooks: list[Notebook]) -> str:
    """The place of the demo that runs the trained models: for each a picture and its file."""
    why = "이번 빌드는 모델을 훈련하는 페이지를 실행하지 않았다."
    return _demo("draw", _files(notebooks, ".safetensors", "모델 파일", "data-model"), why)


def images(notebooks: list[Notebook]) -> str:
    """The place of the demo that trains: the pictures of what was trained, and the files of images."""
    why = "이번 빌드는 이미지를 내보내는 페이지를 실행하지 않았다."
    return _demo("train", _files(notebooks, ".images", "이미지 파일", "data-images"), why)


def _anchor_of(heading: str) -> str:
    return slug(" ".join(heading.replace("`", "").split()), "-")


def _anchor(title: str) -> str:
    return slug(f"바로잡기 {title}", "-")


def _item(path: str, box: re.Match[str]) -> str:
    text = relinked(textwrap.dedent(box["body"]).strip(), path, str)
    title = f"- **[{box['title']}]({path}#{_anchor(box['title'])})**"
    return f"{title}\n\n{textwrap.indent(text, '    ')}"


def _demo(name: str, files: Iterable[str], why: str) -> str:
    """The place of a demo with what it needs and shows without JavaScript; else why that is not there."""
    needed = [*files]
    if not needed:
        return f'!!! warning "실행하지 않은 페이지"\n\n    {why}'
    off = "자바스크립트를 켜면 이 자리에서 직접 해 볼 수 있다."
    return "\n\n".join([f'<div class="demo" data-demo="{name}" markdown>', *needed, off, "</div>"])


def _files(notebooks: list[Notebook], suffix: str, name: str, attribute: str) -> Iterator[str]:
    """Each file of a kind that a cell gives out, with its size; above them the cell's pictures."""
    for notebook in notebooks:
        for cell in notebook.cells:
            files = [] if cell.exercise else [path for path in cell.files if path.endswith(suffix)]
            if files:
                yield from (picture(image, notebook.beside(image["path"])) for image in cell.images)
            for path in map(notebook.beside, files):
                size = (notebook.build / path).stat().st_size
                yield f"{notebook.link}의 [{name}]({path}){{ {attribute}={size} }}({size / 1000:,.0f} KB)"


def _table(rows: list[dict]) -> str:
    columns = [column for column in COLUMNS if any(column in row for row in rows)]
    align = ["--:" if COLUMNS[column] else ":--" for column in columns]
    lines = [columns, align, *(list(map(partial(_cell, row), columns)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(row: dict, column: str) -> str:
    return format(row[column], COLUMNS[column]).replace("|", "\\|") if column in row else "—"
