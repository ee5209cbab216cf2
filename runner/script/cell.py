"""A cell: what its author wrote at its head, read once and checked."""

import ast
import difflib
import keyword
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

# How a cell is run and shown; `parameters` is papermill's word for settings.
TAGS = ("boxed", "exercise", "hidden", "parameters", "raises-exception", "source", "stderr")
# What jupytext itself notes: the text behind `# %%`, `[md]`, and how many empty lines follow the cell.
OF_JUPYTEXT = ("title", "cell_depth", "region_name", "lines_to_next_cell")
UNREADABLE = "incorrectly_encoded_metadata"
LANGUAGE = "language"  # of a cell that begins with `%%R` or the like in a notebook


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(it, str) for it in value)


def _is_values(value: object) -> bool:
    names = value if isinstance(value, dict) else [""]
    return all(name.isidentifier() and not keyword.iskeyword(name) for name in names)


# For each key whether a value is what it may hold, and how an author writes that.
KEYS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "alt": (lambda it: isinstance(it, str) or _is_texts(it), 'alt="…", 여러 장이면 alt=["…", "…"]'),
    "card": (lambda it: type(it) is int and it >= 1, "card=1"),
    "raises": (lambda it: isinstance(it, str) and bool(it.strip()), 'raises="ValueError: …"'),
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
        raises: A part of what it says when it raises, as it must; empty where it must not.
    """

    index: int
    line: int
    node: NotebookNode
    tags: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    card: int | None = None
    overrides: tuple[tuple[str, Any], ...] = ()
    timeout: float | None = None
    raises: str = ""

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
        source = "pass" if _is_comment(self.source) else self.source
        return "\n".join([source, *(f"{name} = {value!r}" for name, value in overrides)])


def _is_comment(source: str) -> bool:
    """Whether it is a text of several lines and nothing else, which Python drops: no value to show."""
    if "\n" not in source or not source.lstrip().startswith(("#", '"', "'", "r", "R")):
        return False
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):  # a cell need not be whole by itself
        return False
    only = body[0] if len(body) == 1 else None
    return (
        isinstance(only, ast.Expr)
        and isinstance(only.value, ast.Constant)
        and isinstance(only.value.value, str)
        and "\n" in only.value.value
    )


def problems(node: NotebookNode) -> Iterator[str]:
    """What a cell's head says that none can say: a kind, a key, a tag or a value that there is not.

    Args:
        node: What jupytext made of the cell.
    """
    given = {key: value for key, value in node.metadata.items() if key not in OF_JUPYTEXT}
    if node.cell_type == "raw" and "active" not in str(given):  # jupytext's word makes code raw
        yield "raw 셀은 보일 수 없습니다. `# %% [markdown]`이나 `# %%`로 시작하세요."
        return
    if UNREADABLE in given:
        remedy = '값은 이름="글", 이름=["글", "글"], 이름=1처럼 적습니다.'
        yield f"셀의 첫 줄을 읽을 수 없습니다: `{given[UNREADABLE]}`. {remedy}"
        return
    if LANGUAGE in given:
        remedy = "파이썬으로 적거나, 글 셀에 코드 블록으로 두세요."
        yield f"파이썬이 아닌 셀({LANGUAGE}={given[LANGUAGE]!r})은 실행할 수 없습니다. {remedy}"
        return
    for key, value in given.items():
        if key not in KEYS:
            yield f"셀의 첫 줄에 {key!r}라는 것은 없습니다. {_nearest(key, KEYS)}"
        elif not KEYS[key][0](value):
            yield f"{key}={value!r}: {KEYS[key][1]}처럼 적습니다."
        elif node.cell_type == "markdown":
            yield f"{key}는 코드 셀에만 적습니다. 글 셀에서는 지우세요."
    for tag in given["tags"] if _is_texts(given.get("tags")) else ():
        if tag not in TAGS:
            yield f"tags에 {tag!r}라는 것은 없습니다. {_nearest(tag, TAGS)}"


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
        raises=given.get("raises", ""),
    )


def _nearest(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.62)
    return f"{near[0]!r}를 뜻했나요?" if near else f"지우거나 고치세요. 있는 것: {', '.join(known)}"
