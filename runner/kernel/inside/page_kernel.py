"""Make a kernel speak of the script's own lines; run in it, once, before the first cell.

Before each cell the runner says in the file RUNNER_CELL on which line of the script it starts, and of
which version of the script it is where one kernel sees several.
"""

import ast
import functools
import importlib.util
import linecache
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from lifetime import end_with_parent
from sitecustomize import recorder, warm

ROOT = os.environ["RUNNER_ROOT"] + os.sep
HERE = os.path.dirname(__file__) + os.sep


class Script(ast.NodeTransformer):
    """The script whose cells the kernel runs; each is compiled as what it is: some lines of it.

    Args:
        name: The page's path from the repository's root; tracebacks name it.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._cell = Path(os.environ["RUNNER_CELL"])
        self._offset = 0
        self._versions: dict[str, list[str]] = {}

    def name_cell(self, source: str, *_: Any, **__: Any) -> str:
        """The script; and whoever asks for a function's source finds it, without opening the script."""
        line, version = self._cell.read_text(encoding="utf-8").split(" ")
        self._offset = int(line) - 1
        name = f"{self._name}#{version}" if version else self._name
        lines = self._versions.setdefault(name, [])
        lines[self._offset :] = [
            *["\n"] * (self._offset - len(lines)),
            *source.splitlines(keepends=True),
        ]
        linecache.cache[name] = (len(lines), None, lines, name)
        return name

    def visit(self, node: ast.AST) -> ast.AST:
        """What IPython compiles, on the script's own lines."""
        return ast.increment_lineno(node, self._offset)

    def traceback(self, _type: Any, error: Any, trace: Any, *_: Any, **__: Any) -> list[str]:
        """One line a frame, the author's frames only: `path:line: code`."""
        frames = [
            (self._path(frame.filename), frame.lineno, frame.line)
            for frame in traceback.extract_tb(trace if isinstance(trace, TracebackType) else None)
            if frame.filename in self._versions or _is_ours(frame.filename)
        ]
        if isinstance(error, SyntaxError) and error.filename in self._versions:
            frames.append((self._name, (error.lineno or 1) + self._offset, (error.text or "").strip()))
        return [f"{path}:{line}: {code}" for path, line, code in frames]

    def _path(self, file: str) -> str:
        return self._name if file in self._versions else file.removeprefix(ROOT)


def set_up() -> None:
    """Make the kernel a page's."""
    from IPython import get_ipython
    from IPython.core import pylabtools

    end_with_parent()
    shell, page = get_ipython(), Script(os.environ["RUNNER_PAGE"])
    # As Python itself has it where a script runs.
    sys.argv[:] = [ROOT + os.environ["RUNNER_PAGE"]]
    shell.user_ns |= {"__file__": sys.argv[0], "exit": _end, "quit": _end}
    shell.config.InlineBackend.figure_formats = {"svg", "retina"}
    pylabtools.print_figure = functools.partial(_draw_once, shell, pylabtools.print_figure)
    glyphs = _Glyphs()
    if warm and warm.holds(glyphs.NAME):
        warm.after[glyphs.NAME] = glyphs.tell
    else:
        sys.meta_path.insert(0, glyphs)
    shell.ast_transformers.append(page)
    shell.compile.cache = page.name_cell
    shell.InteractiveTB.structured_traceback = page.traceback
    shell.SyntaxTB.structured_traceback = page.traceback
    # Of `SystemExit` IPython would show no more than its name.
    shell.InteractiveTB.get_exception_only = lambda kind, error: page.traceback(
        kind, error, error.__traceback__
    )
    if recorder:
        shell.events.register("post_run_cell", lambda *_: recorder.held())
    if warm:
        warm.watch()


def _end(*_: Any) -> None:
    """Instead of `exit` and `quit`, which would let the rest of the page go."""
    raise SystemExit


class _Glyphs:
    """Waits for matplotlib, to say on standard error what it warns of: a page may silence warnings."""

    NAME = "matplotlib._text_helpers"

    def find_spec(self, name: str, *_: Any) -> Any:
        if name != self.NAME:
            return None
        sys.meta_path.remove(self)
        spec: Any = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module: Any) -> None:
            load(module)
            self.tell(module)

        spec.loader.exec_module = exec_module
        return spec

    def tell(self, module: Any) -> None:
        warn = module.warn_on_missing_glyph

        def tell(code: int, fonts: str) -> None:
            print(f"Glyph {code} ({chr(code)}) missing from font(s) {fonts}.", file=sys.stderr)
            warn(code, fonts)

        module.warn_on_missing_glyph = tell


def _draw_once(shell: Any, draw: Any, figure: Any, fmt: str = "png", *arguments: Any, **options: Any) -> Any:
    """A figure that holds pixels (`imshow`) is smaller and sharper as pixels; a line plot as lines."""
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage, BboxImage, FigureImage

    formatters = shell.display_formatter.formatters
    both = all(Figure in formatters[mime].type_printers for mime in ("image/png", "image/svg+xml"))

    def holds_pixels(artist: Any) -> bool:
        return isinstance(artist, (AxesImage, BboxImage, FigureImage)) or bool(artist.get_rasterized())

    if both and (fmt == "svg") == bool(figure.findobj(holds_pixels)):  # the page has not chosen one itself
        return None
    return draw(figure, fmt, *arguments, **options)


def forget() -> None:
    """Let the repository's modules be imported anew."""
    for name, module in list(sys.modules.items()):
        if _is_ours(getattr(module, "__file__", None) or ""):
            del sys.modules[name]


def _is_ours(path: str) -> bool:
    """Whether a file is the repository's, not of an environment inside it or of the runner."""
    return path.startswith(ROOT) and "site-packages" not in path and not path.startswith(HERE)
