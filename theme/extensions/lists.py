"""Lists as Jupyter, VS Code and GitHub have them: right below a sentence, and from their first number on."""

import re

from markdown import Markdown
from markdown.blockprocessors import OListProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

ITEM = re.compile(r"(?:[-*+]|\d{1,9}\.)[ \t]+\S")
# A number in a sentence may come to stand at a line's start.
FIRST = re.compile(r"(?:[-*+]|1\.)[ \t]+\S")
# What may hold a list that is indented; elsewhere that is code.
HOLDS = re.compile(r"!!!|\?\?\?|\[\^|(?:[-*+]|\d{1,9}\.)[ \t]")


class Lists(Preprocessor):
    """Puts an empty line before a list that has none."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with an empty one before each list."""
        made: list[str] = []
        inside = holds = False  # a list, up to the next empty line; what may hold one
        for line in lines:
            rest = line.lstrip(" >")
            before = line.removesuffix(rest)
            depth = len(before) - len(before.lstrip(" ")) if ">" not in before else 0
            if not rest.strip():
                inside = False
            elif ITEM.match(rest):
                above = made[-1] if made else ""
                is_text = above.strip(" >") and above.removesuffix(above.lstrip(" >")) == before
                if not inside and is_text and FIRST.match(rest) and (depth < 4 or (holds and depth < 8)):
                    made.append(before.rstrip())
                inside = True
            if rest.strip() and depth < 4:
                holds = bool(HOLDS.match(rest))
            made.append(line)
        return made


class ListsExtension(Extension):
    """Python-Markdown would run the items into the sentence, and start each list with 1."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take its place behind what takes code (25), formulas (22) and raw HTML (20) away."""
        md.preprocessors.register(Lists(md), "lists", 15)
        numbered = md.parser.blockprocessors["olist"]
        assert isinstance(numbered, OListProcessor)
        numbered.LAZY_OL = False


def makeExtension() -> ListsExtension:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return ListsExtension()
