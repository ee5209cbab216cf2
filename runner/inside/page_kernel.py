"""Make a kernel speak of the script's own lines; run in it, once, before the first cell."""

import ast
import ctypes
import linecache
import os
import signal
import sys
import traceback
from types import TracebackType
from typing import Any

PR_SET_PDEATHSIG = 1


def set_up(script: str, first_lines: list[int]) -> None:
    """Compile each cell as what it is: some lines of `script`.

    Args:
        script: The page's path from the repository's root; tracebacks name it.
        first_lines: For each code cell in order, the line of the script on which it starts.
    """
    from IPython import get_ipython

    if sys.platform == "linux":
        # A runner that is killed outright cannot stop its kernels, so the system does.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    shell = get_ipython()
    # Both are drawn, because only the drawing shows whether a figure holds pixels; the runner keeps one.
    shell.config.InlineBackend.figure_formats = {"svg", "retina"}

    offset = 0
    lines: list[str] = []

    def name_of_cell(source: str, number: int = 0, **_: Any) -> str:
        """The script; and whoever asks for a function's source finds it, without opening the script."""
        nonlocal offset
        offset = first_lines[number - 1] - 1
        lines[offset:] = [*["\n"] * (offset - len(lines)), *source.splitlines(keepends=True)]
        linecache.cache[script] = (len(lines), None, lines, script)
        return script

    class ScriptLines(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.increment_lineno(node, offset)

    def structured_traceback(_type: Any, error: Any, trace: Any, *_: Any, **__: Any) -> list[str]:
        """One line a frame, the author's frames only: `path:line: code`."""
        root = os.environ["RUNNER_ROOT"] + os.sep
        frames = [
            (frame.filename.removeprefix(root), frame.lineno, frame.line)
            for frame in traceback.extract_tb(trace if isinstance(trace, TracebackType) else None)
            if frame.filename == script
            or (frame.filename.startswith(root) and "site-packages" not in frame.filename)
        ]
        if isinstance(error, SyntaxError) and error.filename == script:
            frames.append((script, (error.lineno or 1) + offset, (error.text or "").strip()))
        return [f"{path}:{line}: {code}" for path, line, code in frames]

    shell.ast_transformers.append(ScriptLines())
    shell.compile.cache = name_of_cell
    shell.InteractiveTB.structured_traceback = structured_traceback
    shell.SyntaxTB.structured_traceback = structured_traceback
