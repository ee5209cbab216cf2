"""A percent script as its cells, each with the lines on which its head and its source stand."""

import io
import re
import tokenize
from collections.abc import Iterator

from jupytext.cell_reader import DoublePercentScriptCellReader
from jupytext.header import header_to_metadata_and_cell
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from runner.base.errors import PageError

FORMAT = {"extension": ".py", "format_name": "percent", "comment_magics": False}
# Prose as a text of Python's, as jupytext takes it.
QUOTED = re.compile(r"""\s*[rR]?('''|\"{3})\n?(?P<text>.*?)\n?\1\s*""", re.DOTALL)
FENCE = re.compile(r"#\s*[>\s]*(?:`{3}|~{3})")
# What looks like a cell's head and is none.
NEARLY = re.compile(r"\s*#\s*%%|# \+ \[(?:markdown|md|raw)\]")
NO_START = "셀이 여기서 시작하지 않습니다: `{}`. `# %%`나 `# %% [markdown]`처럼 빈칸을 두어 적으세요."
OURS = ("percent", "hydrogen")  # hydrogen is percent with a notebook's commands
MAGIC = re.compile(r"#\s*%%[a-zA-Z!]")  # a notebook's `%%time` as jupytext writes it
NO_MAGIC = (
    "노트북의 명령은 실행되지 않습니다: `{}`. 지우거나, 셀이 시작하는 줄이면 `# %%` 뒤에 빈칸을 두세요."
)

Found = tuple[int, int, NotebookNode]  # the lines of the cell's head and of its source, from 1, and the cell


def split(page: str, text: str) -> Iterator[Found]:
    r"""The cells of a script.

    jupytext reads each of them; the lines are counted here, because it takes all that `str.splitlines`
    does (a form feed, U+2028) for a line's end, in an author's strings too. Python and editors do not.

    Args:
        page: The script's name, for what is said of it.
        text: The script, which is Python, with `\n` at its lines' ends.

    Raises:
        PageError: When a cell cannot be read.
    """
    lines = text.removesuffix("\n").split("\n")
    try:
        settings, _, header, at = header_to_metadata_and_cell(lines, "#", "", ".py")
    except Exception as error:  # what YAML or jupytext makes of settings that they do not know
        why = (str(error) or type(error).__name__).splitlines()[0]
        raise PageError(page, 1, f"맨 앞의 설정을 읽을 수 없습니다 ({why}). 지우거나 고치세요.") from error
    made_as = settings.get("jupytext", {}).get("text_representation", {}).get("format_name", OURS[0])
    if made_as not in OURS:
        line = next(i for i, line in enumerate(lines, start=1) if "format_name" in line)
        remedy = f"`jupytext --to py:percent {page}`로 바꾸세요."
        raise PageError(page, line, f"Jupytext의 {made_as} 형식이라 글이 글로 보이지 않습니다. {remedy}")
    if header:
        line = _line_of_header(lines, header.source.split("\n"))
        yield line, line, new_markdown_cell(header.source)
    while at < len(lines):
        reader = DoublePercentScriptCellReader(FORMAT, "python")
        try:
            node, length = reader.read(lines[at:])
        except Exception as error:  # a dozen kinds: jupytext and nbformat rely on what the tags are
            remedy = 'tags는 글의 목록입니다. tags=["hidden"]처럼 적습니다.'
            raise PageError(page, at + 1, f"셀의 첫 줄을 읽을 수 없습니다. {remedy}") from error
        first = at + 1 if _is_head(reader, lines[at]) else at
        written = lines[first : at + length]
        quoted = QUOTED.fullmatch("\n".join(reader.org_content)) if node.cell_type == "markdown" else None
        if quoted:
            node.metadata.pop("cell_marker", None)
            node.source = quoted["text"]
            first += quoted.string.count("\n", 0, quoted.start("text"))
        elif node.cell_type == "markdown":
            _refuse_code(page, reader, first, written)
        elif node.cell_type == "code":
            _refuse_nearly(page, text, first, written)
        yield at + 1, first + 1, node
        at += length


def _is_head(reader: DoublePercentScriptCellReader, line: str) -> bool:
    return bool(reader.start_code_re.match(line) or reader.alternative_start_code_re.match(line))


def _line_of_header(lines: list[str], source: list[str]) -> int:
    """Where the front matter starts; jupytext has taken its own settings out, before or behind the others."""
    rules = [i for i, line in enumerate(lines) if line.removeprefix("#").strip() == "---"][:2]
    before = lines[rules[0] + 1].removeprefix("#").strip() == source[1].strip()
    return rules[0] + 1 if before else rules[1] + 2 - len(source)


def _refuse_code(page: str, reader: DoublePercentScriptCellReader, first: int, lines: list[str]) -> None:
    """Refuse what jupytext would show as prose: cells behind a fence without an end, code without a head."""
    for i, line in enumerate(lines):
        if _is_head(reader, line):
            fence = max((j for j in range(i) if FENCE.match(lines[j])), default=i)
            remedy = "코드 블록이 이 셀 안에서 닫히지 않아 다음 셀까지 이어집니다. 같은 표시로 닫으세요."
            raise PageError(page, first + fence + 1, remedy)
    for i, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            remedy = "글이면 `# `로 시작하고, 코드이면 그 위에 `# %%` 줄을 두세요."
            raise PageError(page, first + i + 1, f"글 셀에 코드가 있어 실행되지 않습니다. {remedy}")


def _refuse_nearly(page: str, text: str, first: int, lines: list[str]) -> None:
    """Refuse a comment that was to start a cell; in a text of several lines it may stand."""
    near = {first + i + 1 for i, line in enumerate(lines) if NEARLY.match(line)}
    if not near:
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if (
            token.type == tokenize.COMMENT
            and token.start[0] in near
            and not token.line[: token.start[1]].strip()
        ):
            why = NO_MAGIC if MAGIC.match(token.string) else NO_START
            raise PageError(page, token.start[0], why.format(token.string))
