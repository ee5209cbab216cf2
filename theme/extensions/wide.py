"""Tables and code may be wider than a phone: they scroll inside themselves, by keyboard too."""

import re

from theme.extensions.finish import Finish

TABLE = re.compile(r"<table\b[^>]*>.*?</table>", re.DOTALL)
# A DataFrame brings its own look, and a header without a name, which a screen reader stumbles over.
PANDAS_LOOK = re.compile(
    r'<style scoped="">.*?</style>| border="1"| class="dataframe"|(?<=<tr) style="text-align: right;"',
    re.DOTALL,
)


def scrolling(text: str) -> str:
    """The text with a box around each table, and all that scrolls in the order of the Tab key."""
    text = PANDAS_LOOK.sub("", text).replace("<th></th>", "<td></td>")
    text = text.replace("<pre><span></span><code>", '<pre><code tabindex="0">')
    return TABLE.sub(r'<div class="wide" tabindex="0">\g<0></div>', text)


def makeExtension() -> Finish:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return Finish("wide", 1, scrolling)
