"""What a reader takes along: a page's executed notebook and its script, which run wherever pip does."""

import base64
import html
import io
import posixpath
import re
import textwrap
from functools import partial
from pathlib import Path

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from nbformat import NotebookNode
from PIL import Image

from theme.markup import BOX, FRONT_MATTER, relinked
from theme.notebook import Cell

# What the site is made from, and Jupyter does not show: values for programs.
VALUES = re.compile(r"application/vnd\.[\w.-]+\+json")
SCRIPT = """\
# 「합성곱 노트」 {page}
# 필요한 것을 먼저 갖춘다: pip install {repository}

"""
FIRST_CELL = """\
# 「합성곱 노트」 {page}
# 이 노트북에 필요한 라이브러리와 모듈을 갖춘다
%pip install --quiet {repository}"""
# Below an exercise, whose own cell holds the key.
CHECK = """\
from snippets.exercises import check

reply = ""  # 따옴표 안에 답을 적고 실행한다
check("{}", reply)"""
ANSWER = "<summary>답 보기</summary>"
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}
DEMO = "> 직접 움직여 보는 데모는 [웹 페이지]({page})에 있다."


def write(config: MkDocsConfig, build: Path) -> None:
    """Put both beside each page of the site; a page that was not run has no notebook."""
    # A zip, because a reader may have no git.
    repository = f"{config.repo_url.rstrip('/')}/archive/refs/heads/main.zip"
    for script, run in config.extra["manifest"]["pages"].items():
        notebook = script.removesuffix(".py") + ".ipynb"
        where = {"page": published(config.site_url or "", notebook), "repository": repository}
        source = (build.parent / script).read_text(encoding="utf-8")
        Path(config.site_dir, script).write_text(SCRIPT.format(**where) + source, encoding="utf-8")
        if run:
            runnable = for_jupyter(build, notebook, config.site_url or "")
            first = nbformat.v4.new_code_cell(FIRST_CELL.format(**where), id="install")
            runnable.cells.insert(1, first)  # under the title
            Path(config.site_dir, notebook).write_text(nbformat.writes(runnable) + "\n", encoding="utf-8")


def published(site_url: str, path: str) -> str:
    """The address of the page that is made from this file in `docs/` or of this notebook."""
    page = re.sub(r"(?:^|(?<=/))index$", "", posixpath.splitext(path)[0])
    return f"{site_url}{page.rstrip('/')}/" if page else site_url


def for_jupyter(build: Path, name: str, site_url: str) -> NotebookNode:
    """The notebook without anything that only this site understands."""
    notebook = nbformat.read(build / name, as_version=4)
    cells = []
    for cell in notebook.cells:
        ours, cell.metadata = cell.metadata, NotebookNode()
        cells.append(cell)
        if cell.cell_type == "markdown":
            cell.source = _plain(cell.source, name, site_url)
            continue
        tags = ours.get("tags", [])
        if {"exercise", "hidden"} & {*tags}:
            cell.metadata.update(FOLDED)
        if "raises-exception" in tags or "raises" in ours:
            cell.metadata["tags"] = ["raises-exception"]
        if exercise := Cell(cell | {"metadata": ours}).exercise:
            cells.append(nbformat.v4.new_code_cell(CHECK.format(exercise), id=f"{cell.id}-check"))
        elif "boxed" in tags and ANSWER in cells[-2].source:
            cell.metadata["jupyter"] = {"source_hidden": True, "outputs_hidden": True}
        cell.outputs = [shown for it in cell.outputs if (shown := _output(it, (build / name).parent))]
        below = [_source(module) for module in ours.get("modules", [])]
        below += [DEMO.format(page=published(site_url, name))] if "demo" in ours else []
        for number, text in enumerate(below, start=1):
            cells.append(nbformat.v4.new_markdown_cell(text, id=f"{cell.id}-{number}"))
    notebook.cells = cells
    return notebook


def _plain(markdown: str, name: str, site_url: str) -> str:
    markdown = BOX.sub(_box, FRONT_MATTER.sub("", markdown))
    return relinked(markdown, name, partial(published, site_url)).strip()


def _box(box: re.Match[str]) -> str:
    body = textwrap.dedent(box["body"]).strip()
    if box["sign"] != "!!!":
        return _folded(box["title"], body, "<details open>" if "+" in box["sign"] else "<details>") + "\n\n"
    lines = f"**{box['title']}**\n\n{body}".splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _folded(title: str, body: str, start: str = "<details>") -> str:
    return f"{start}<summary>{html.escape(title)}</summary>\n\n{body}\n\n</details>"


def _source(module: dict[str, str]) -> str:
    return _folded(f"소스: {module['path']}", f"``````python\n{module['source'].strip()}\n``````")


def _output(output: NotebookNode, folder: Path) -> NotebookNode | None:
    """The output with its picture in it again, or nothing where it shows nothing."""
    if output.output_type not in ("display_data", "execute_result"):
        return output
    output.data = {kind: value for kind, value in output.data.items() if not VALUES.fullmatch(kind)}
    image, media = output.metadata.get("image"), output.metadata.get("media")
    output.metadata = NotebookNode()
    if media:
        output.data["text/html"] = _player(media, folder)
    if image:
        path = folder / image.pop("path")
        kind, content = _for_jupyter(path)
        output.data[kind] = content
        output.metadata[kind] = image  # alt, width, height
    return output if output.data else None


def _player(media: dict, folder: Path) -> str:
    """A sound or a film as IPython gives it out: all of it in the HTML."""
    data = base64.b64encode((folder / media["path"]).read_bytes()).decode()
    source = f'<source src="data:{media["mime"]};base64,{data}" type="{media["mime"]}">'
    label = html.escape(media["alt"])
    return f'<{media["element"]} controls aria-label="{label}">{source}</{media["element"]}>'


def _for_jupyter(path: Path) -> tuple[str, str]:
    """The MIME type of a picture, and the picture as a notebook holds it."""
    match path.suffix:
        case ".svg":
            return "image/svg+xml", path.read_text(encoding="utf-8")
        case ".webp":
            return "image/png", _png(path)
    return f"image/{path.suffix[1:]}", base64.b64encode(path.read_bytes()).decode()


def _png(path: Path) -> str:
    """Jupyter shows no WebP."""
    content = io.BytesIO()
    with Image.open(path) as image:
        image.save(content, "PNG", compress_level=3)  # each level more: 3% smaller, a second longer
    return base64.b64encode(content.getvalue()).decode()
