"""What a cell gave out and only MkDocs can place: pictures, sounds and films, Markdown."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

GIVEN = re.compile(r"^( *)<!-- (image|media|markdown) (\S*) -->$", re.MULTILINE)


def placed(text: str, address: Callable[[str], str], convert: Callable[[str], str]) -> str:
    """A page's text as the template wrote it, with Markdown or HTML in the place of these.

    Args:
        text: The page's.
        address: What leads from the page to a file beside its notebook.
        convert: Makes HTML of Markdown, with nothing of the page around it.
    """

    def output(match: re.Match[str]) -> str:
        space, kind, given = match[1], match[2], unquote(match[3])
        match kind:
            case "image":
                image = json.loads(given)
                return space + picture(image, image["path"])
            case "media":
                return space + _player(json.loads(given), address)
        return f"{space}<!-- html {quote(convert(given))} -->"

    return GIVEN.sub(output, text)


def picture(image: dict, path: str) -> str:
    """The Markdown of an image that the runner put beside a page."""
    size = f"width={image['width']} height={image['height']}"
    return f"![{_plain(image['alt'])}]({quote(path)}){{ .output {size} }}"


def _player(media: dict, address: Callable[[str], str]) -> str:
    """Where a sound or a film is played."""
    source = f'src="{address(media["path"])}" aria-label="{_plain(media["alt"])}"'
    return f'<{media["element"]} class="output" controls preload="metadata" {source}></{media["element"]}>'


def _plain(text: str) -> str:
    """The text with no sign that Markdown or HTML could take for its own."""
    return re.sub(r'[\\`*_\[\]<>&"$]', lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))
