"""What a cell's exception says to its author: the script's own line, and what to write instead."""

import re

from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from runner.kernel.terminal import ANSI
from runner.script.cell import Cell

FONTS = (
    "컴퓨터마다 다른 글꼴(`Malgun Gothic`, `AppleGothic`) 대신 `snippets.plotting.use_style()`을 "
    "부르거나 `import koreanize_matplotlib`을 적으세요."
)
HINTS = (
    (
        r"RuntimeError: asyncio\.run\(\) cannot be called",
        "셀에서는 `asyncio.run(f())` 대신 `await f()`라고 적으세요.",
    ),
    (r"SystemExit", "스크립트를 끝내면 그 아래 셀은 실행되지 않습니다. 끝내는 줄을 지우세요."),
    (r"StdinNotImplementedError", "페이지에서는 입력을 받을 수 없습니다. 값을 변수에 적으세요."),
    (
        r"ModuleNotFoundError: No module named '(?!snippets)",
        "라이브러리라면 requirements/build.in과 pyproject.toml에 적고 `nox -s lock`을 실행하세요.",
    ),
    (
        r"ModuleNotFoundError: No module named 'snippets",
        "snippets/에 그런 파일이 없습니다. 이름을 확인하세요.",
    ),
    (
        r"FileNotFoundError: .*No such file",
        "상대 경로는 스크립트가 있는 폴더에서 시작합니다. 파일은 저장소 안에 두세요.",
    ),
)


def _hint(message: str) -> str:
    """What an author can do about an exception (`ValueError: …`); empty where the message says enough."""
    return next((remedy for pattern, remedy in HINTS if re.match(pattern, message)), "")


def unlike(cell: Cell, outputs: list[NotebookNode]) -> str:
    """What is wrong with a cell that was to raise; empty where it did as it says, or was not to."""
    if not cell.raises and "raises-exception" not in cell.tags:
        return ""
    said = [ANSI.sub("", f"{it.ename}: {it.evalue}") for it in outputs if it.output_type == "error"]
    if not said:
        return "예외를 보이려는 셀인데 예외가 나지 않았습니다. 코드를 고치거나 raises를 지우세요."
    if cell.raises in said[0]:
        return ""
    return f"raises={cell.raises!r}를 적었는데 다른 예외가 났습니다: {said[0]}"


def cause(page: str, line: int, error: CellExecutionError, cell: NotebookNode) -> tuple[int | None, str]:
    """The script's own line, and the exception with the author's frames below it."""
    traces = (output["traceback"] for output in cell.outputs if output["output_type"] == "error")
    frames = [frame for frame in next(traces, []) if re.match(r"[^:\n]+:\d+: ", frame)]
    own = [int(frame.split(":", 2)[1]) for frame in frames if frame.startswith(f"{page}:")]
    message = ANSI.sub("", f"{error.ename}: {error.evalue}").rstrip(": ")
    return (own[-1] if own else line), "\n    ".join([*filter(None, [message, _hint(message)]), *frames])
