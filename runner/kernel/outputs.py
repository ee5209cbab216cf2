"""Outputs as a page shows them: what a terminal would show, the same on every run."""

import base64
import io
import re
from collections.abc import Iterable

from PIL import Image

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
# `<History at 0x7f593955fd90>`: another number on every run.
ADDRESS = re.compile(r"\s+at 0x[0-9a-fA-F]{4,}")
# Keras ends a progress line with `51s 54ms/step` (`51s - 54ms/step` where there is no bar).
DURATION = re.compile(r" (?:- )?\d+s (?:- )?\d+(?:us|ms|s)/(?:step|epoch)")
# Rich draws Keras's summary for notebooks in inline colours that suit no dark page.
RICH_HTML = re.compile(r'\s*<pre style="white-space:pre;overflow-x:auto')
# Values that a cell gives to programs, beside what it shows.
VALUES = re.compile(r"application/vnd\.[\w.-]+\+json")
# Bytes that a cell gives out as a file; the output's metadata has its name.
FILE = "application/octet-stream"
# Bytes of WebP that drawings and grids of pixels stay below, and photographs do not.
PHOTOGRAPH = 100_000
# What matplotlib says when a letter has no glyph and a box is drawn in its place.
MISSING_GLYPH = re.compile(r"Glyph \d+ .*missing from.*")


def clean(outputs: Iterable[dict]) -> list[dict]:
    """Outputs of one cell as they are kept and shown.

    Standard error is left out (start-up chatter, warnings), texts that follow each other become
    one, terminal control codes are carried out, and what differs from run to run is taken away.
    """
    cleaned: list[dict] = []
    text = ""

    def end_text() -> None:
        nonlocal text
        if shown := _plain(terminal(text)):
            cleaned.append({"output_type": "stream", "name": "stdout", "text": shown})
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
            cleaned.append(
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
            cleaned.append({**output, "data": data, "metadata": metadata})
    end_text()
    return cleaned


def missing_glyph(outputs: Iterable[dict]) -> str | None:
    """The warning about a letter that a plot could not draw, if there was one."""
    for output in outputs:
        if output.get("name") == "stderr" and (found := MISSING_GLYPH.search(output["text"])):
            return found[0]
    return None


def terminal(text: str) -> str:
    """What a terminal shows of `text`: `\\r` goes back to the start of a line, `\\b` one step."""
    return "\n".join(_line(line) for line in ANSI.sub("", text).split("\n"))


def _line(written: str) -> str:
    if "\r" not in written and "\b" not in written:
        return written
    shown: list[str] = []
    cursor = 0
    for character in written:
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
    kept = {kind: value for kind, value in data.items() if kind == FILE or VALUES.fullmatch(kind)}
    if "image/png" in data:
        return {"image/webp": _webp(data["image/png"], width)}
    for kind in ("image/svg+xml", "text/markdown", "text/html", "text/latex"):
        if kind in data and not (kind == "text/html" and RICH_HTML.match(data[kind])):
            shown = data[kind] if kind.startswith("image/") else ADDRESS.sub("", data[kind])
            return {kind: shown} | kept
    text = _plain(data.get("text/plain", ""))
    return ({"text/plain": text} if text else {}) | kept


def _webp(png: str, width: int | None) -> str:
    """The same pixels in a third of the bytes; done once, because it takes a third of a second.

    A photograph, whose pixels do not pack, may lose a little. Where it has two pixels for each of those
    that it takes on the page (`width`), it is halved.
    """
    image = Image.open(io.BytesIO(base64.b64decode(png)))
    if image.mode == "RGBA" and image.getextrema()[3] == (255, 255):
        image = image.convert("RGB")
    content = io.BytesIO()
    image.save(content, "WEBP", lossless=True, method=6)
    if content.tell() > PHOTOGRAPH:
        content = io.BytesIO()
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        if width and image.width >= 2 * width:
            image = image.reduce(2)
        image.save(content, "WEBP", quality=85, method=6)
    return base64.b64encode(content.getvalue()).decode()
