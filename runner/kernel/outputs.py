"""Outputs as a page shows them: what a terminal would show, the same on every run."""

import re
from collections.abc import Iterable

from runner.kernel.kinds import ADDRESS, cleaned

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
# Keras ends a progress line with `51s 54ms/step` (`51s - 54ms/step` where there is no bar).
DURATION = re.compile(r" (?:- )?\d+s (?:- )?\d+(?:us|ms|s)/(?:step|epoch)")
# Values that a cell gives to programs, beside what it shows.
VALUES = re.compile(r"application/vnd\.[\w.-]+\+json")
# Bytes that a cell gives out as a file; the output's metadata has its name.
FILE = "application/octet-stream"
# What matplotlib says when a letter has no glyph and a box is drawn in its place.
MISSING_GLYPH = re.compile(r"Glyph \d+ .*missing from.*")


def clean(outputs: Iterable[dict]) -> list[dict]:
    """Outputs of one cell as they are kept and shown.

    Standard error is left out (start-up chatter, warnings), texts that follow each other become
    one, terminal control codes are carried out, and what differs from run to run is taken away.
    """
    kept: list[dict] = []
    text = ""

    def end_text() -> None:
        nonlocal text
        if shown := _plain(terminal(text)):
            kept.append({"output_type": "stream", "name": "stdout", "text": shown})
        text = ""

    for output in outputs:
        if output["output_type"] == "stream":
            if output["name"] == "stdout":
                text += output["text"]
            continue
        given = output.get("metadata", {})
        data = _representations(output.get("data", {}), given.get("image/png", {}).get("width"))
        if output["output_type"] == "display_data" and "text/plain" in data:
            text += data["text/plain"] + "\n"  # Rich shows a text line by line
            continue
        end_text()
        if output["output_type"] == "error":
            kept.append(
                {
                    "output_type": "error",
                    "ename": output["ename"],
                    "evalue": _plain(output["evalue"]),
                    "traceback": [],
                }
            )
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


def terminal(text: str) -> str:
    r"""What a terminal shows of `text`: `\r` goes back to the start of a line, `\b` one step."""
    return "\n".join(_line(line) for line in ANSI.sub("", text).split("\n"))


def _line(text: str) -> str:
    if "\r" not in text and "\b" not in text:
        return text
    shown: list[str] = []
    cursor = 0
    for character in text:
        if character == "\r":
            cursor = 0
        elif character == "\b":
            cursor = max(cursor - 1, 0)
        else:
            shown[cursor : cursor + 1] = character
            cursor += 1
    return "".join(shown)


def _plain(text: str) -> str:
    text = DURATION.sub("", ADDRESS.sub("", ANSI.sub("", text)))
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n")


def _representations(data: dict, width: int | None) -> dict:
    """The one form of a rich output that a page uses, plain text where that is all; values and a file."""
    shown = cleaned(data, width)
    if not shown and (text := _plain(data.get("text/plain", ""))):
        shown = {"text/plain": text}
    return shown | {kind: value for kind, value in data.items() if kind == FILE or VALUES.fullmatch(kind)}
