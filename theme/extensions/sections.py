"""Much between two titles is one element: a phone makes a long page a part at a time (`scripts/sections.js`).

The titles stand outside, so that a link finds its place before what is above has been made.
"""

import itertools
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

TITLE = re.compile("h[1-6]")
# Where less follows a title, the next one may stand in the same window, and would move when that is made.
MANY = 3


class Sections(Treeprocessor):
    """Puts what follows a title into a `section`, where that is much."""

    def run(self, root: Element) -> None:
        """A reader sees first what follows a page's own title, to the box that says what it is about."""
        titles, parts = 0, []
        for titled, group in itertools.groupby(list(root), lambda it: bool(TITLE.fullmatch(it.tag))):
            children = list(group)
            if titled:
                titles += len(children)
            else:
                below, least = 0, MANY
                if titles <= 1:  # with what is below the box, the first of the other titles shows itself
                    boxes = (at for at, it in enumerate(children, 1) if "abstract" in it.get("class", ""))
                    below, least = next(boxes, len(children)), 1
                if len(children) - below >= least:
                    section = Element("section")
                    section.extend(children[below:])
                    children[below:] = [section]
            parts += children
        root[:] = parts


class SectionsExtension(Extension):
    """Comes when all that a page's Markdown makes is there."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take its place behind Python-Markdown's own last (0)."""
        md.treeprocessors.register(Sections(md), "sections", -1)


def makeExtension() -> SectionsExtension:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return SectionsExtension()
