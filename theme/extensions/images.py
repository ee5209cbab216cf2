"""Images but the first of a page load when somebody comes near them."""

import re

from theme.extensions.finish import Finish

IMAGE = re.compile(r"<img ")
LATE = '<img loading="lazy" decoding="async" '


def lazy(text: str) -> str:
    """The text with all images but the first marked."""
    first, *others = IMAGE.split(text)
    return LATE.join([f"{first}<img {others[0]}", *others[1:]]) if others else first


def makeExtension() -> Finish:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return Finish("lazy-images", 4, lazy)
