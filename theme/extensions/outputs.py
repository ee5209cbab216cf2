"""What a cell gave out stands by itself on its page, whatever it holds: Markdown never sees it.

The template writes each output as one line that says what it is (`notebook.md.j2`, `given.py`).
"""

import html
import re
from urllib.parse import unquote

from bs4 import BeautifulSoup
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

OUTPUT = re.compile(r"^( *)<!-- (text|error|html) (\S*) -->$")
TEXT = '<div class="language-text output {} highlight"><pre><code tabindex="0">{}\n</code></pre></div>'
# Codes that no terminal shows, and that HTML does not know.
CODES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {127: 0x2421}


class Outputs(Preprocessor):
    """Takes outputs out of a page before anything else looks at its text."""

    def run(self, lines: list[str]) -> list[str]:
        """Leave a placeholder in the place of each."""
        return [OUTPUT.sub(self._output, line) for line in lines]

    def _output(self, match: re.Match[str]) -> str:
        space, kind, given = match.groups()
        given = unquote(given).translate(CODES)
        if kind != "html":
            kinds = "error" if kind == "error" else "no-copy"
            shown = TEXT.format(kinds, html.escape(given, quote=False))
        else:
            closed = BeautifulSoup(given, "html.parser").decode(formatter="minimal")
            shown = f'<div class="output">{closed}</div>'
        return f"{space}{self.md.htmlStash.store(shown)}"


class OutputsExtension(Extension):
    """Python-Markdown would look for Markdown, tags and placeholders in what a cell gave out."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take its place behind what makes lines of the text (30), before what looks for fences (25)."""
        md.preprocessors.register(Outputs(md), "outputs", 28)


def makeExtension() -> OutputsExtension:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return OutputsExtension()
