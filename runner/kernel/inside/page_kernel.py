"""Make a kernel speak of the script's own lines; run in it, once, before the first cell.

Before each cell the runner says in the file RUNNER_CELL on which line of the script it starts, and of
which version of the script it is where one kernel sees several.
"""

import ast
import ctypes
import linecache
import os
import signal
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

PR_SET_PDEATHSIG = 1
ROOT = os.environ["RUNNER_ROOT"] + os.sep


def set_up(script: str) -> None:
    """Compile each cell as what it is: some lines of `script`.

    Args:
        script: The page's path from the repository's root; tracebacks name it.
    """
    from IPython import get_ipython
    from IPython.core import pylabtools

    if sys.platform == "linux":
        # A runner that is killed outright cannot stop its kernels, so the system does.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    shell = get_ipython()
    shell.config.InlineBackend.figure_formats = {"svg", "retina"}
    draw = pylabtools.print_figure

    def draw_once(figure: Any, fmt: str = "png", *arguments: Any, **options: Any) -> Any:
        """A figure that holds pixels (`imshow`) is smaller and sharper as pixels; a line plot as lines."""
        from matplotlib.image import AxesImage, BboxImage, FigureImage

        def holds_pixels(artist: Any) -> bool:
            return isinstance(artist, (AxesImage, BboxImage, FigureImage)) or bool(artist.get_rasterized())

        if (fmt == "svg") == bool(figure.findobj(holds_pixels)):
            return None
        return draw(figure, fmt, *arguments, **options)

    pylabtools.print_figure = draw_once

    cell = Path(os.environ["RUNNER_CELL"])
    offset = 0
    versions: dict[str, list[str]] = {}

    def name_of_cell(source: str, *_: Any, **__: Any) -> str:
        """The script; and whoever asks for a function's source finds it, without opening the script."""
        nonlocal offset
        line, version = cell.read_text(encoding="utf-8").split(" ")
        offset = int(line) - 1
        name = f"{script}#{version}" if version else script
        lines = versions.setdefault(name, [])
        lines[offset:] = [*["\n"] * (offset - len(lines)), *source.splitlines(keepends=True)]
        linecache.cache[name] = (len(lines), None, lines, name)
        return name

    class ScriptLines(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.increment_lineno(node, offset)

    def structured_traceback(_type: Any, error: Any, trace: Any, *_: Any, **__: Any) -> list[str]:
        """One line a frame, the author's frames only: `path:line: code`."""
        frames = [
            (
                script if frame.filename in versions else frame.filename.removeprefix(ROOT),
                frame.lineno,
                frame.line,
            )
            for frame in traceback.extract_tb(trace if isinstance(trace, TracebackType) else None)
            if frame.filename in versions or _is_ours(frame.filename)
        ]
        if isinstance(error, SyntaxError) and error.filename in versions:
            frames.append((script, (error.lineno or 1) + offset, (error.text or "").strip()))
        return [f"{path}:{line}: {code}" for path, line, code in frames]

    shell.ast_transformers.append(ScriptLines())
    shell.compile.cache = name_of_cell
    shell.InteractiveTB.structured_traceback = structured_traceback
    shell.SyntaxTB.structured_traceback = structured_traceback


def forget() -> None:
    """Let the repository's modules be imported anew."""
    for name, module in list(sys.modules.items()):
        if _is_ours(getattr(module, "__file__", None) or "") and name != __name__:
            del sys.modules[name]


def _is_ours(path: str) -> bool:
    """Whether a file is the repository's, not of an environment inside it."""
    return path.startswith(ROOT) and "site-packages" not in path
