"""An extension that changes a page's text when all else is done: raw HTML stands in its place again."""

from collections.abc import Callable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor


class Finish(Extension):
    """Applies a function to the text of a page.

    Args:
        name: What Python-Markdown calls it.
        place: Which comes first; Python-Markdown's own have theirs before 1.
        change: Given the text, returns it changed.
    """

    def __init__(self, name: str, place: int, change: Callable[[str], str]) -> None:
        super().__init__()
        self._name = name
        self._place = place
        self._change = change

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take its place behind all others."""

        class Last(Postprocessor):
            run = staticmethod(self._change)

        md.postprocessors.register(Last(md), self._name, -self._place)
