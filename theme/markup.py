"""What is looked for in the Markdown of a page."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

# Behind it, text or the cell's end.
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---(?:\n|\Z)", re.DOTALL)
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
# A box ends before the first line that is neither empty nor indented.
BODY = r'"(?P<title>.+)"$(?P<body>(?:\n(?: {4}.*)?)*)'
# `!!! warning "title"`, or with `???` a box that opens, and the indented text that stands in it.
BOX = re.compile(rf"^(?P<sign>!!!|\?\?\?\+?) ?[\w-]+(?: +[\w-]+)* +{BODY}", re.MULTILINE)
# Not every `](…)` is a link: `layers[1](x)` in a box's code is not.
LINK = re.compile(r"\]\((?P<page>[\w./-]+\.(?:ipynb|md))?(?P<anchor>#[^)\s]+)?\)")
# The part of a link that says where on a page, as a browser's address bar has it.
ENCODED = re.compile(r"(\](?:\(|: )[^()\s]*#)([^()\s]*%[0-9A-Fa-f]{2}[^()\s]*)")


def with_plain_anchors(markdown: str) -> str:
    """A page's text with anchors as titles have them; MkDocs knows no others."""
    return ENCODED.sub(lambda link: link[1] + unquote(link[2]), markdown)


def relinked(markdown: str, page: str, address: Callable[[str], str]) -> str:
    """A page's text with its links as they have to be written elsewhere.

    Args:
        markdown: The text.
        page: The file that it stands in, by its path from the folder that links are relative to.
        address: What leads to a file of that folder from where the text goes.
    """

    def link(match: re.Match[str]) -> str:
        if not match["page"] and not match["anchor"]:
            return match[0]
        beside = posixpath.join(posixpath.dirname(page), match["page"]) if match["page"] else page
        return f"]({address(posixpath.normpath(beside))}{match['anchor'] or ''})"

    return LINK.sub(link, markdown)
