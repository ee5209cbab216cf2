"""A cell: what its author wrote at its head, read once and checked."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from runner.base.errors import PageError

# How a cell is run and shown; `parameters` is papermill's word for settings.
TAGS = ("boxed", "hidden", "parameters", "raises-exception", "source", "stderr")
# What jupytext itself notes: the text behind `# %%`, `[md]`, and how many empty lines follow the cell.
OF_JUPYTEXT = ("title", "cell_depth", "region_name", "lines_to_next_cell")
UNREADABLE = "incorrectly_encoded_metadata"


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(it, str) for it in value)


def _is_values(value: object) -> bool:
    return isinstance(value, dict) and all(name.isidentifier() for name in value)


# For each key whether a value is what it may hold, and how an author writes that.
KEYS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "alt": (lambda it: isinstance(it, str) or _is_texts(it), 'alt="…", 여러 장이면 alt=["…", "…"]'),
    "card": (lambda it: type(it) is int and it >= 1, "card=1"),
    "demo": (lambda it: isinstance(it, str) and it.isidentifier(), 'demo="convolution"'),
    "fast": (_is_values, 'fast={"epochs": 1}'),
    "tags": (_is_texts, 'tags=["hidden"]'),
    "timeout": (lambda it: type(it) in (int, float) and 0 < it < 10**8, "timeout=3600"),
}


@dataclass(frozen=True)
class Cell:
    """One cell of a script.

    Attributes:
        index: Its position among the script's cells, from 0.
        line: The line of the script on which its source starts, from 1.
        node: The cell as nbformat has it, without outputs.
        tags: What its author says of how it is run and shown, sorted.
        alts: The texts of its pictures, in order.
        card: Which of its pictures, from 1, stands for the page; nothing where it says nothing.
        overrides: What the fast profile sets after it, by name.
        timeout: Seconds that it may take, where it says so itself.
    """

    index: int
    line: int
    node: NotebookNode
    tags: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    card: int | None = None
    overrides: tuple[tuple[str, Any], ...] = ()
    timeout: float | None = None

    @property
    def source(self) -> str:
        """What its author has written below its head."""
        return self.node.source

    @property
    def is_prose(self) -> bool:
        """Whether it is text for readers."""
        return self.node.cell_type == "markdown"

    @property
    def runs(self) -> bool:
        """Whether a kernel is given it."""
        return self.node.cell_type == "code" and bool(self.source.strip())

    @property
    def shows_modules(self) -> bool:
        """Whether the source of the modules that it imports stands below it."""
        return "source" in self.tags

    def code(self, profile: str) -> str:
        """What the kernel is given: in the fast profile, the cell's `fast={…}` overrides its values."""
        overrides = self.overrides if profile == "fast" else ()
        return "\n".join([self.source, *(f"{name} = {value!r}" for name, value in overrides)])


def check(page: str, line: int, node: NotebookNode) -> None:
    """Whether a cell's head says what one can say.

    Args:
        page: The script's name, for what is said of it.
        line: Where the head stands, from 1.
        node: What jupytext made of the cell.

    Raises:
        PageError: When it cannot be read, or names a kind, a key, a tag or a value that there is not.
    """
    given = {key: value for key, value in node.metadata.items() if key not in OF_JUPYTEXT}
    if UNREADABLE in given:
        remedy = '값은 이름="글", 이름=["글", "글"], 이름=1처럼 적습니다.'
        raise PageError(page, line, f"셀의 첫 줄을 읽을 수 없습니다: `{given[UNREADABLE]}`. {remedy}")
    for key, value in given.items():
        if key not in KEYS:
            raise PageError(page, line, f"셀의 첫 줄에 {key!r}라는 것은 없습니다. {_nearest(key, KEYS)}")
        fits, form = KEYS[key]
        if not fits(value):
            raise PageError(page, line, f"{key}={value!r}: {form}처럼 적습니다.")
    for tag in given.get("tags", []):
        if tag not in TAGS:
            raise PageError(page, line, f"tags에 {tag!r}라는 것은 없습니다. {_nearest(tag, TAGS)}")
    if node.cell_type == "raw":
        raise PageError(page, line, "raw 셀은 보일 수 없습니다. `# %% [markdown]`이나 `# %%`로 시작하세요.")


def read(index: int, line: int, node: NotebookNode) -> Cell:
    """A cell whose head was checked.

    Args:
        index: Its position, from 0.
        line: Where its source starts, from 1.
        node: What jupytext made of it.
    """
    given = node.metadata
    alts = given.get("alt", [])
    return Cell(
        index,
        line,
        node,
        tags=tuple(sorted(given.get("tags", []))),
        alts=tuple(alt for alt in ([alts] if isinstance(alts, str) else alts) if alt.strip()),
        card=given.get("card"),
        overrides=tuple(given.get("fast", {}).items()),
        timeout=given.get("timeout"),
    )


def _nearest(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"{near[0]!r}를 뜻했나요?" if near else f"있는 것: {', '.join(known)}"
