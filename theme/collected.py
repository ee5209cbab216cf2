"""What the pages in `docs/` gather from the executed notebooks: corrections, results, trained models."""

import json
import posixpath
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pymdownx.slugs import slugify

# `snippets.results.MIME`, said again: the theme knows nothing of the snippets.
MIME = "application/vnd.trained-models+json"
# The columns that every page has in common, and how each is written; a page may show more.
COLUMNS = {
    "모델": "",
    "훈련 이미지": ",",
    "에포크": ",",
    "파라미터": ",",
    "테스트 정확도": ".4f",
    "공개된 값": "",
}
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
# A box ends before the first line that is neither empty nor indented.
BOX = re.compile(r'^!!! warning "원문 바로잡기: (?P<title>.+)"$(?P<body>(?:\n(?: {4}.*)?)*)', re.MULTILINE)
# Not every `](…)` is a link: `layers[1](x)` in a box's code is not.
LINK = re.compile(r"\]\((?P<page>[\w./-]+\.(?:ipynb|md))?(?P<anchor>#[^)\s]+)?\)")

# Behind it, text or the cell's end.
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---(?:\n|\Z)", re.DOTALL)

slug = slugify(case="lower")


@dataclass(frozen=True)
class Notebook:
    """An executed page; `path` is relative to `docs/`, as a link on a page there is."""

    path: str
    cells: list[dict]

    @property
    def prose(self) -> str:
        return "\n\n".join("".join(it["source"]) for it in self.cells if it["cell_type"] == "markdown")

    @property
    def link(self) -> str:
        title = TITLE.search(self.prose)
        return f"[{title[1] if title else self.path}]({self.path})"


def in_nav(nav: object) -> list[str]:
    """The notebooks that a `nav` names, in its order."""
    return re.findall(r"[\w/.-]+\.ipynb", str(nav))


def with_anchors(markdown: str) -> str:
    """Before each correction an element to link to: an admonition takes no id."""
    return BOX.sub(lambda box: f'<div id="{_anchor(box["title"])}"></div>\n\n{box[0]}', markdown)


def corrections(build: Path, names: list[str]) -> str:
    """How many corrections there are, and each one's text under its title, page by page."""
    parts = []
    total = pages = 0
    for notebook in notebooks(build, names):
        boxes = list(BOX.finditer(notebook.prose))
        if boxes:
            total, pages = total + len(boxes), pages + 1
            parts += [f"## {notebook.link}", *(_item(notebook.path, box) for box in boxes)]
    return "\n\n".join([f"페이지 {pages}개의 상자 **{total}개**를 모았다.", *parts])


def results(build: Path, names: list[str]) -> str:
    """A table of the models that each page has trained, and which pages have not been run."""
    ran = json.loads((build / "manifest.json").read_text(encoding="utf-8"))["pages"]
    tables, not_run = [], []
    for notebook in notebooks(build, names):
        if ran.get(notebook.path.removesuffix(".ipynb") + ".py") is None:
            not_run.append(f"    - {notebook.link}")
        elif found := rows(notebook):
            tables.append(f"## {notebook.link}\n\n{_table(found)}")
    if not_run:
        why = "이번 빌드는 다음 페이지를 실행하지 않았다. 그 결과는 여기에 없다."
        tables.insert(0, "\n".join(['!!! warning "실행하지 않은 페이지"', "", f"    {why}", "", *not_run]))
    return "\n\n".join(tables)


def models(build: Path, names: list[str]) -> str:
    """The place of the demo that runs the trained models: for each a picture and its file."""
    files = [item for notebook in notebooks(build, names) for item in _files(build, notebook)]
    if not files:
        return (
            '!!! warning "실행하지 않은 페이지"\n\n    이번 빌드는 모델을 훈련하는 페이지를 실행하지 않았다.'
        )
    off = "자바스크립트를 켜면 이 자리에서 직접 해 볼 수 있다."
    return "\n\n".join(['<div class="demo" data-demo="draw" markdown>', *files, off, "</div>"])


def notebooks(build: Path, names: list[str]) -> Iterator[Notebook]:
    """The executed pages, in the order of their names."""
    for name in names:
        path = build / name
        if path.is_file():  # MkDocs itself complains of a line in nav without a file
            yield Notebook(name, json.loads(path.read_text(encoding="utf-8"))["cells"])


def _anchor(title: str) -> str:
    return slug(f"바로잡기 {title}", "-")


def _item(path: str, box: re.Match[str]) -> str:
    text = LINK.sub(partial(_from_docs, path), textwrap.dedent(box["body"]).strip())
    title = f"- **[{box['title']}]({path}#{_anchor(box['title'])})**"
    return f"{title}\n\n{textwrap.indent(text, '    ')}"


def _from_docs(path: str, link: re.Match[str]) -> str:
    """A link on the page at `path`, as a page in `docs/` has to write it."""
    if not link["page"] and not link["anchor"]:
        return link[0]
    target = posixpath.join(posixpath.dirname(path), link["page"]) if link["page"] else path
    return f"]({posixpath.normpath(target)}{link['anchor'] or ''})"


def rows(notebook: Notebook) -> list[dict]:
    """The models that a page has trained, as `snippets.results.Results` gave them out."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return [row for output in outputs for row in output.get("data", {}).get(MIME, {}).get("rows", [])]


def _files(build: Path, notebook: Notebook) -> Iterator[str]:
    """Each file that a cell gives out with its size, under the picture that the same cell shows."""
    folder = posixpath.dirname(notebook.path)
    for cell in notebook.cells:
        shown = [output.get("metadata", {}) for output in cell.get("outputs", [])]
        pictures = [picture(folder, it["image"]) for it in shown if "image" in it]
        for path in (posixpath.join(folder, it["file"]["path"]) for it in shown if "file" in it):
            size = (build / path).stat().st_size
            link = f"[모델 파일]({path}){{ data-model={size} }}({size / 1000:,.0f} KB)"
            yield "\n\n".join([*pictures, f"{notebook.link}의 {link}"])


def picture(folder: str, image: dict) -> str:
    """An image that the runner put beside a page in `folder`."""
    size = f"width={image['width']} height={image['height']}"
    return f"![{image['alt']}]({posixpath.join(folder, image['path'])}){{ .output {size} }}"


def _table(rows: list[dict]) -> str:
    columns = [column for column in COLUMNS if any(column in row for row in rows)]
    align = ["--:" if COLUMNS[column] else ":--" for column in columns]
    lines = [columns, align, *(list(map(partial(_cell, row), columns)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(row: dict, column: str) -> str:
    return format(row[column], COLUMNS[column]).replace("|", "\\|") if column in row else "—"
