"""Outputs as a page shows them: what a terminal would show, the same on every run."""

import json
import re
import sysconfig
from collections.abc import Iterable

from runner.kernel.kinds import UnshownError, cleaned, without_addresses
from runner.kernel.terminal import ANSI, terminal


def libraries(own: str) -> re.Pattern[str]:
    """Where a library is installed, a warning says; another place on each computer.

    Args:
        own: Where those of this Python are. Of others, a space ends the path; of this one it may be a part.
    """
    return re.compile(rf"""{re.escape(own)}/|(?<![^\s("'])[^\s("']*/(?:site|dist)-packages/""")


LIBRARIES = libraries(sysconfig.get_path("purelib"))
# What Python or a library says of an object that has no text of its own (`<VegaLite 5 object>`, and advice).
NAMELESS = re.compile(r"<[^\n]*>(?:\n.*)?", re.DOTALL)
# Keras ends a progress line with `51s 54ms/step` (`51s - 54ms/step` where there is no bar).
STEP = re.compile(r"\s*\d+/(?:\d+|Unknown)\b")
DURATION = re.compile(r" (?:- )?\d+s (?:- )?\d+(?:us|ms|s)/(?:step|epoch)")
# Values that a cell gives to programs, beside what it shows; not those that libraries draw from.
VALUES = re.compile(
    r"application/vnd\.(?!(?:plotly|vega|vegalite|bokehjs|holoviews|jupyter|dataresource)\b)[\w.-]+\+json"
)
# Bytes that a cell gives out as a file; the output's metadata has its name.
FILE = "application/octet-stream"
# A line of an author's code on an exception's way (`inside/page_kernel.py`).
FRAME = re.compile(r"[^:\n]+:\d+: (.*)")
# TensorFlow lists inside its own message how a graph's operation came to be, IPython and Keras included.
NODE_FRAME = re.compile(r'^  File "[^"\n]*", line \d+, in .*\n\n?', re.MULTILINE)
# What matplotlib says when a letter has no glyph and a box is drawn in its place.
MISSING_GLYPH = re.compile(r"Glyph \d+ .*missing from.*")


def clean(outputs: Iterable[dict], *, stderr: bool = False) -> list[dict]:
    """Outputs of one cell as they are kept and shown.

    Texts that follow each other become one, terminal control codes are carried out, and what differs from run
    to run is taken away.

    Args:
        outputs: As the kernel gave them.
        stderr: Whether standard error is shown too (start-up chatter, warnings).

    Raises:
        UnshownError: Where an output is of a kind that no page can show.
    """
    kept: list[dict] = []
    text = ""

    def end_text() -> None:
        nonlocal text
        if shown := _plain(terminal(text)):
            kept.append({"output_type": "stream", "name": "stdout", "text": shown})
        text = ""

    # Half of a pair of codes, which no file can hold, becomes a question mark.
    for output in json.loads(json.dumps(list(outputs), ensure_ascii=False).encode(errors="replace")):
        if output["output_type"] == "stream":
            if stderr or output["name"] == "stdout":
                said = _whole(output["text"])
                text += LIBRARIES.sub("", said) if stderr else said
            continue
        given = output.get("metadata", {})
        whole = {kind: it if _is_values(kind) else _whole(it) for kind, it in output.get("data", {}).items()}
        size = given.get("image/png")
        data = _representations(whole, size if isinstance(size, dict) else None)
        if output["output_type"] == "display_data" and "text/plain" in data:
            text += data["text/plain"] + "\n"  # Rich shows a text line by line
            continue
        end_text()
        if output["output_type"] == "error":
            kept.append(_error(output))
        elif data:
            metadata = {kind: given[kind] for kind in data if kind in given}
            if "image/webp" in data and "image/png" in given:
                metadata["image/webp"] = given["image/png"]
            kept.append({**output, "data": data, "metadata": metadata})
    end_text()
    return kept


def missing_glyph(outputs: Iterable[dict]) -> str | None:
    """The warning about a letter that a plot could not draw, if there was one."""
    for output in outputs:
        if output.get("name") == "stderr" and (found := MISSING_GLYPH.search(output["text"])):
            return found[0]
    return None


def _error(output: dict) -> dict:
    """An exception as Python ends it: the author's lines that led to it, and what it says.

    Where a library stands on this computer, and the frames that a message itself lists, are left out.
    """
    name, value = (_whole(output[key]) for key in ("ename", "evalue"))
    value = _plain(LIBRARIES.sub("", NODE_FRAME.sub("", value)))
    frames = map(FRAME.match, map(_whole, output.get("traceback", [])))
    lines = [f"    {frame[1]}" for frame in frames if frame]
    said = f"{name}: {value}" if value else name
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": [*lines, said]}


def _whole(value: object) -> str:
    """A text as nbformat may have it, in lines too; what UTF-8 does not have is written out."""
    text = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_values(kind: str) -> bool:
    return bool(VALUES.fullmatch(kind))


def _plain(text: str) -> str:
    lines = without_addresses(ANSI.sub("", text)).split("\n")
    lines = [DURATION.sub("", line) if STEP.match(line) else line for line in lines]
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")


def _representations(data: dict, size: dict | None) -> dict:
    """The one form of a rich output that a page uses, plain text where that is all; values and a file."""
    shown = cleaned(data, size)
    kept = {kind: value for kind, value in data.items() if kind == FILE or _is_values(kind)}
    if not shown:
        text = _plain(terminal(data.get("text/plain", "")))
        unshown = [kind for kind in data if kind != "text/plain" and kind not in kept]
        if unshown and ("text/plain" not in data or NAMELESS.fullmatch(text)):
            raise UnshownError(unshown[0], data[unshown[0]])
        if text:
            shown = {"text/plain": text}
    return shown | kept
