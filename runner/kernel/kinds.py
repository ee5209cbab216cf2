"""The kinds of output that a page can show, each with its way from the kernel to the reader."""

import base64
import hashlib
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PIL import Image

from runner.kernel import pictures

# `<History at 0x7f593955fd90>`: another number on every run; escaped in HTML. Other numbers are the author's.
ADDRESS = re.compile(
    r"((?:<|&lt;)[\w.](?:<\w+>|&lt;\w+&gt;|[^<>\n])*?) at 0x[0-9a-fA-F]{4,16}(?=[^<>\n]*?(?:>|&gt;))"
)
# Rich draws Keras's summary for notebooks in inline colours that suit no dark page.
RICH_HTML = re.compile(r'\s*<pre style="white-space:pre;overflow-x:auto')
# What the page's policy forbids; another form of the same output is shown.
SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
# `DataFrame.style` names its table by five random letters.
STYLED = re.compile(r'id="T_([0-9a-f]{5})"')
# IPython's `Audio` and `Video` give HTML with all of the data in it.
MEDIA = r'\s*<{element}\b[^>]*>\s*<source src="data:(?P<mime>{element}/[\w.+-]+);base64,(?P<data>[^"]+)"'


class UnshownError(Exception):
    """A cell gave out what no page can show, and nothing that could stand for it.

    Args:
        mime: Its kind.
        data: What was given.
        why: What is wrong with it, where that is known.
    """

    def __init__(self, mime: str, data: object, why: str = "") -> None:
        remedy = "그림(PNG, SVG), 표(HTML), 글로 내세요. 실을 수 있는 것은 CONTRIBUTING.md에 있습니다."
        if mime == "text/html" and SCRIPT.search(str(data)):
            why = "HTML에 페이지가 허락하지 않는 <script>가 있고, 대신 보일 것이 없습니다."
        super().__init__(f"{why or f'{mime}은 페이지에 실을 줄 모릅니다.'} {remedy}")


@dataclass(frozen=True)
class Kind:
    """A kind of output.

    Attributes:
        given: The MIME type under which a cell gives it out.
        kept: How the MIME type starts under which it is kept.
        clean: What is kept, by MIME type, the same on every run; nothing where this is another kind. Told
            the size at which a picture shows, where that is said.
        store: Makes a file of what is kept, told its MIME type and its size where that is said; nothing
            where it stands in the page.
        element: The HTML element that plays the file; an image needs none.
        policy: What the page's Content-Security-Policy has to allow for it, beside images.
    """

    given: str
    kept: str
    clean: Callable[[str, dict | None], dict[str, str]]
    store: Callable[[str, str, dict | None], pictures.Stored] | None = None
    element: str = ""
    policy: str = ""


def cleaned(data: dict, size: dict | None) -> dict[str, str]:
    """The one form of an output that a page uses; nothing where it has none but plain text.

    Args:
        data: What the cell gave out, by MIME type.
        size: That at which a picture shows, where it is said.

    Raises:
        UnshownError: Where it is not what its MIME type says.
    """
    for kind in KINDS:
        if kind.given in data:
            try:
                if kept := kind.clean(data[kind.given], size):
                    return kept
            except (OSError, TypeError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
                why = f"{kind.given}이라지만 읽을 수 없습니다 ({error})."
                raise UnshownError(kind.given, data[kind.given], why) from error
    return {}


def without_addresses(text: str) -> str:
    """The text without where in memory an object stands."""
    return ADDRESS.sub(r"\1", text)


def of_file(data: dict) -> tuple[Kind, str] | None:
    """The kind and MIME type of what becomes a file beside the page; nothing where nothing does."""
    for mime in data:
        for kind in KINDS:
            if kind.store and mime.startswith(kind.kept):
                return kind, mime
    return None


def _media(element: str, html: str, _: dict | None) -> dict[str, str]:
    match = re.match(MEDIA.format(element=element), html)
    return {match["mime"]: match["data"]} if match else {}


def _html(html: str, _: dict | None) -> dict[str, str]:
    if RICH_HTML.match(html) or SCRIPT.search(html):
        return {}
    for name in set(STYLED.findall(html)):
        digest = hashlib.sha256(html.replace(f"T_{name}", "").encode()).hexdigest()
        html = html.replace(f"T_{name}", f"T_{digest[:5]}")
    return {"text/html": without_addresses(html)}


def _text(mime: str, text: str, _: dict | None) -> dict[str, str]:
    return {mime: without_addresses(text)}


def _played(mime: str, data: str, _: dict | None) -> pictures.Stored:
    suffix = mimetypes.guess_extension(mime) or f".{mime.partition('/')[2]}"
    return pictures.Stored(base64.b64decode(data), suffix, {"mime": mime})


# The first that a cell gives out is shown.
KINDS = (
    Kind("image/png", "image/webp", pictures.to_webp, pictures.pixels),
    Kind("image/jpeg", "image/jpeg", partial(pictures.picture, "image/jpeg"), pictures.pixels),
    Kind("image/gif", "image/gif", partial(pictures.picture, "image/gif"), pictures.pixels),
    Kind("image/svg+xml", "image/svg+xml", pictures.svg, pictures.drawing),
    Kind("text/html", "audio/", partial(_media, "audio"), _played, "audio", "media-src 'self'"),
    Kind("text/html", "video/", partial(_media, "video"), _played, "video", "media-src 'self'"),
    Kind("text/markdown", "text/markdown", partial(_text, "text/markdown")),
    Kind("text/html", "text/html", _html),
    Kind("text/latex", "text/latex", partial(_text, "text/latex")),
)
