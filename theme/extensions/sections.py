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
        """What follows a page's own title is what a reader sees first."""
        titles, parts = 0, []
        for titled, group in itertools.groupby(list(root), lambda it: bool(TITLE.fullmatch(it.tag))):
            children = list(group)
            if titled:
                titles += len(children)
            elif titles > 1 and len(children) >= MANY:
                section = Element("section")
                section.extend(children)
                children = [section]
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
