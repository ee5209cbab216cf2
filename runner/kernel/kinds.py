"""The kinds of output that a page can show, each with its way from the kernel to the reader."""

import base64
import io
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PIL import Image

# `<History at 0x7f593955fd90>`: another number on every run.
ADDRESS = re.compile(r"\s+at 0x[0-9a-fA-F]{4,}")
# Rich draws Keras's summary for notebooks in inline colours that suit no dark page.
RICH_HTML = re.compile(r'\s*<pre style="white-space:pre;overflow-x:auto')
# IPython's `Audio` and `Video` give HTML with all of the data in it.
MEDIA = r'\s*<{element}\b[^>]*>\s*<source src="data:(?P<mime>{element}/[\w.+-]+);base64,(?P<data>[^"]+)"'
# Bytes of WebP that drawings and grids of pixels stay below, and photographs do not.
PHOTOGRAPH = 100_000
PIXELS_PER_POINT = 96 / 72
# Kinds that say nothing as text.
SHOWN = ("image/", "audio/", "video/", "application/pdf")


@dataclass(frozen=True)
class Stored:
    """A file beside the page: what it holds, the suffix of its name, and what the page is told of it."""

    content: bytes
    suffix: str
    shown: dict


@dataclass(frozen=True)
class Kind:
    """A kind of output.

    Attributes:
        given: The MIME type under which a cell gives it out.
        kept: How the MIME type starts under which it is kept.
        clean: What is kept, by MIME type, the same on every run; nothing where this is another kind. Told
            the width at which a figure shows, where it has more pixels.
        store: Makes a file of what is kept, told its MIME type and its size where that is said; nothing
            where it stands in the page.
        element: The HTML element that plays the file; an image needs none.
        policy: What the page's Content-Security-Policy has to allow for it, beside images.
    """

    given: str
    kept: str
    clean: Callable[[str, int | None], dict[str, str]]
    store: Callable[[str, str, dict | None], Stored] | None = None
    element: str = ""
    policy: str = ""


def cleaned(data: dict, width: int | None) -> dict[str, str]:
    """The one form of an output that a page uses; nothing where it has none but plain text.

    Args:
        data: What the cell gave out, by MIME type.
        width: That at which a figure shows, where its pixels are more.
    """
    for kind in KINDS:
        if kind.given in data and (kept := kind.clean(data[kind.given], width)):
            return kept
    return {}


def unknown(data: dict) -> str | None:
    """What would be shown if a page could; nothing where it can, or where there is only text."""
    if any(kind.given in data for kind in KINDS):
        return None
    return next((mime for mime in data if mime.startswith(SHOWN)), None)


def of_file(data: dict) -> tuple[Kind, str] | None:
    """The kind and MIME type of what becomes a file beside the page; nothing where nothing does."""
    for mime in data:
        for kind in KINDS:
            if kind.store and mime.startswith(kind.kept):
                return kind, mime
    return None


def _to_webp(png: str, width: int | None) -> dict[str, str]:
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
    return {"image/webp": base64.b64encode(content.getvalue()).decode()}


def _media(element: str, html: str, _: int | None) -> dict[str, str]:
    match = re.match(MEDIA.format(element=element), html)
    return {match["mime"]: match["data"]} if match else {}


def _html(html: str, _: int | None) -> dict[str, str]:
    return {} if RICH_HTML.match(html) else {"text/html": ADDRESS.sub("", html)}


def _as_given(mime: str, text: str, _: int | None) -> dict[str, str]:
    return {mime: text}


def _without_addresses(mime: str, text: str, _: int | None) -> dict[str, str]:
    return {mime: ADDRESS.sub("", text)}


def _pixels(mime: str, data: str, size: dict | None) -> Stored:
    """`size` is the display size where it differs from the number of pixels."""
    content = base64.b64decode(data)
    width, height = (size["width"], size["height"]) if size else Image.open(io.BytesIO(content)).size
    return Stored(content, f".{mime.partition('/')[2]}", {"width": width, "height": height})


def _drawing(_: str, data: str, __: dict | None) -> Stored:
    """A line drawing: without prolog and metadata, sized in CSS pixels."""
    svg = re.sub(r"^.*?(?=<svg)|\s*<metadata>.*?</metadata>", "", data, flags=re.DOTALL)
    sizes = dict(re.findall(r' (width|height)="([\d.]+)pt"', svg[: svg.index(">")]))
    shown = {side: round(float(sizes[side]) * PIXELS_PER_POINT) for side in ("width", "height")}
    return Stored((re.sub(r"\n\s*", "\n", svg).strip() + "\n").encode(), ".svg", shown)


def _played(mime: str, data: str, _: dict | None) -> Stored:
    suffix = mimetypes.guess_extension(mime) or f".{mime.partition('/')[2]}"
    return Stored(base64.b64decode(data), suffix, {"mime": mime})


# The first that a cell gives out is shown.
KINDS = (
    Kind("image/png", "image/webp", _to_webp, _pixels),
    Kind("image/jpeg", "image/jpeg", partial(_as_given, "image/jpeg"), _pixels),
    Kind("image/gif", "image/gif", partial(_as_given, "image/gif"), _pixels),
    Kind("image/svg+xml", "image/svg+xml", partial(_as_given, "image/svg+xml"), _drawing),
    Kind("text/html", "audio/", partial(_media, "audio"), _played, "audio", "media-src 'self'"),
    Kind("text/html", "video/", partial(_media, "video"), _played, "video", "media-src 'self'"),
    Kind("text/markdown", "text/markdown", partial(_without_addresses, "text/markdown")),
    Kind("text/html", "text/html", _html),
    Kind("text/latex", "text/latex", partial(_without_addresses, "text/latex")),
)
