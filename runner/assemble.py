"""Write `build/`: each script's prose with its outputs, their images and files, the runs behind them."""

import ast
import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from runner.base.errors import PageError
from runner.base.files import BUILD, replace
from runner.kernel.kinds import of_file
from runner.kernel.outputs import FILE
from runner.script.cell import Cell
from runner.script.page import Page
from runner.script.prose import unshown
from runner.store.record import Entry
from runner.store.site import carried

# Characters that a cell may put onto a page; what people read has fewer than two thousand.
LONGEST = 100_000


class _RefusedError(Exception):
    """Why a page cannot show what a cell gave out."""


@dataclass(frozen=True)
class Shown:
    """A page as `build/` has it: its files by their paths there, and the run behind them if it ran."""

    page: Page
    entry: Entry | None
    files: dict[str, bytes]


def show(root: Path, page: Page, entry: Entry | None) -> Shown:
    """The page with the outputs of a run; without one it is shown as not run.

    Raises:
        PageError: As `notebook` does.
    """
    made, beside = notebook(root, page, [*entry.outputs] if entry else [])
    return Shown(page, entry, beside | notebook_file(page.name, made))


def assemble(root: Path, profile: str, pages: list[Shown]) -> None:
    """Make `build/` hold exactly these pages; a file that is already right is left alone."""
    files = {path: data for shown in pages for path, data in shown.files.items()}
    manifest = {
        "profile": profile,
        "pages": {shown.page.name: shown.entry.record.shown() if shown.entry else None for shown in pages},
    }
    files["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    files |= carried(profile, {shown.page.name: shown.entry for shown in pages if shown.entry})
    replace(root / BUILD, files)


def notebook_file(name: str, made: NotebookNode) -> dict[str, bytes]:
    """The file of a script's notebook, by its path in `build/`."""
    return {f"{name.removesuffix('.py')}.ipynb": nbformat.writes(made).encode()}


def notebook(
    root: Path, page: Page, outputs: list[list[dict] | None]
) -> tuple[NotebookNode, dict[str, bytes]]:
    """The notebook of one page, and the files beside it by their paths in `build/`.

    Args:
        root: The repository's root.
        page: Its cells.
        outputs: Those of each code cell that ran, in order; of one that did not, nothing.

    Raises:
        PageError: When an image has no alternative text, or a file no name that it could have.
    """
    stem = page.name.removesuffix(".py")
    files: dict[str, bytes] = {}
    made = nbformat.v4.new_notebook()
    made.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    ran = dict(zip((it.index for it in page.code_cells), outputs, strict=False))
    refused = []
    for cell in page.cells:
        node = nbformat.from_dict(cell.node)
        made.cells.append(node)
        if cell.shows_modules:
            node.metadata["modules"] = _modules(root, cell)
        if (given := ran.get(cell.index)) is not None:
            node.outputs = [nbformat.from_dict(output) for output in given]
            beside = f"{Path(stem).name}_files"
            try:
                _check(node.outputs)
                files |= _extract_media(cell, node.outputs, beside)
                files |= _extract_files(node.outputs, beside)
            except _RefusedError as error:
                refused.append((cell.line, str(error)))
    if refused:
        raise PageError.of(page.name, refused)
    folder = Path(stem).parent
    return made, {(folder / name).as_posix(): data for name, data in files.items()}


def _modules(root: Path, cell: Cell) -> list[dict[str, str]]:
    """The source of each repository module that the cell imports by name."""
    names: list[str] = []
    for node in ast.walk(ast.parse(cell.source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    paths = [Path(*name.split(".")).with_suffix(".py") for name in names]
    return [
        {"path": path.as_posix(), "source": (root / path).read_text(encoding="utf-8")}
        for path in paths
        if (root / path).is_file()
    ]


def _check(outputs: list[NotebookNode]) -> None:
    """A page is to be read: nothing that its policy forbids, and no endless text."""
    data = [output.get("data", {}) for output in outputs]
    rich = {kind: [it[kind] for it in data if kind in it] for kind in ("text/html", "text/markdown")}
    plain = [output.get("text", "") for output in outputs] + [it.get("text/plain", "") for it in data]
    if (length := sum(map(len, [*sum(rich.values(), plain)]))) > LONGEST:
        remedy = f"{LONGEST:,}자까지 실을 수 있으니 덜 출력하게 고치세요."
        raise _RefusedError(f"출력이 {length:,}자입니다. {remedy}")
    found = (unshown(it, markdown=kind == "text/markdown") for kind, its in rich.items() for it in its)
    if why := next(filter(None, found), None):
        raise _RefusedError(f"출력에 보일 수 없는 것이 있습니다: {why}")


def _extract_media(cell: Cell, outputs: list[NotebookNode], folder: str) -> dict[str, bytes]:
    """Move the cell's pictures, sounds and films into files; leave path and alt text in their place."""
    media = [(it, *its) for it in outputs if (its := of_file(it.get("data", {})))]
    if len(media) != len(cell.alts):
        remedy = '셀을 `# %% alt="무엇이 보이는지"`로 시작하세요 (여러 장이면 `alt=["…", "…"]`).'
        raise _RefusedError(f"그림은 {len(media)}장인데 대체 글(alt)은 {len(cell.alts)}개입니다. {remedy}")
    if cell.card and cell.card > len(media):
        raise _RefusedError(f"card={cell.card}: 이 셀의 그림은 {len(media)}장입니다.")
    files = {}
    for number, ((output, kind, mime), alt) in enumerate(zip(media, cell.alts, strict=True), start=1):
        assert kind.store
        stored = kind.store(mime, output.data[mime], output.metadata.get(mime))
        path = f"{folder}/{cell.index}-{number}{stored.suffix}"
        files[path] = stored.content
        output.data = {"text/plain": alt}
        played = {"element": kind.element, "policy": kind.policy} if kind.element else {}
        name = "media" if kind.element else "image"
        output.metadata = {name: {"path": path, "alt": alt, **stored.shown, **played}}
    return files


def _extract_files(outputs: list[NotebookNode], folder: str) -> dict[str, bytes]:
    """Move what the cell gives out as files beside the page and leave their paths."""
    files = {}
    for output in outputs:
        if FILE in output.get("data", {}):
            name = output.metadata.get(FILE, {}).get("name", "")
            if not re.fullmatch(r"\w[\w.-]*", name):
                raise _RefusedError(f"파일 이름으로 쓸 수 없습니다: {name!r}")
            path = f"{folder}/{name}"
            files[path] = base64.b64decode(output.data.pop(FILE))
            output.metadata = {"file": {"path": path}}
    return files
