"""What an author writes at a cell's head: read, or refused with file, line and the right word."""

import pytest

from runner.base.errors import PageError
from runner.script.cell import Cell
from runner.script.page import read
from tests.project import Project

LINE = 5  # of the cell's source


def cell(project: Project, head: str) -> Cell:
    """A cell of this head, in a script that has another before it."""
    project.write("tutorials/page.py", f"# %%\nfirst = 1\n\n# %% {head}\nsecond = 2\n")
    return read(project.folder, "tutorials/page.py").cells[1]


def test_head_is_read_once_with_all_that_it_says(project: Project) -> None:
    how = 'tags=["source", "hidden"] alt=["one", " ", "two"] card=2 demo="draw"'
    head = f'{how} fast={{"n": 1, "m": "x"}} timeout=0.5'
    found = cell(project, head)
    assert (found.index, found.line, found.source) == (1, LINE, "second = 2")
    assert found.tags == ("hidden", "source")
    assert found.alts == ("one", "two")
    assert (found.card, found.timeout) == (2, 0.5)
    assert found.code("full") == "second = 2"
    assert found.code("fast") == "second = 2\nn = 1\nm = 'x'"


@pytest.mark.parametrize("head", ["", "제목", '제목 tags=["hidden"]', 'alt="one"', "alt=[]"])
def test_what_says_little_is_read_too(project: Project, head: str) -> None:
    assert cell(project, head).source == "second = 2"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('tags=["hiden"]', "'hidden'를 뜻했나요"),
        ('tags=["raise-exception"]', "'raises-exception'를 뜻했나요"),
        ('tags=["skip-execution"]', "지우거나 고치세요. 있는 것: boxed, exercise, hidden"),
        ('language="R"', "파이썬이 아닌 셀"),
        ('[raw] raw_mimetype="text/html"', "raw 셀은 보일 수 없습니다"),
        ('tags=["x"]', "있는 것: boxed, exercise, hidden, parameters, raises-exception, source"),
        ('tag=["hidden"]', "'tags'를 뜻했나요"),
        ('atl="text"', "'alt'를 뜻했나요"),
        ('timeout="x"', "timeout=3600"),
        ("timeout=-1", "timeout=3600"),
        ("timeout=true", "timeout=3600"),
        ("timeout=60s", "timeout=60s"),
        ("tags=[hidden]", "tags=[hidden]"),
        ("alt=3", 'alt="…"'),
        ("alt=null", 'alt="…"'),
        ('alt="open', 'alt="open'),
        ('fast="x"', 'fast={"epochs": 1}'),
        ('fast={"a b": 1}', 'fast={"epochs": 1}'),
        ('fast={"class": 1}', 'fast={"epochs": 1}'),
        ("card=0", "card=1"),
        ('demo="no name"', 'demo="convolution"'),
    ],
)
def test_what_no_cell_can_say_is_named_with_its_remedy(project: Project, head: str, said: str) -> None:
    with pytest.raises(PageError) as error:
        cell(project, head)
    assert str(error.value).startswith(f"tutorials/page.py:{LINE - 1}: ")
    assert said in str(error.value)


@pytest.mark.parametrize("tags", ['"hidden"', '["hidden", 3]'])
def test_tags_that_are_no_list_are_named_at_their_head(project: Project, tags: str) -> None:
    with pytest.raises(PageError, match=r'^tutorials/page\.py:4: .*tags=\["hidden"\]'):
        cell(project, f"tags={tags}")


def test_all_heads_are_named_at_once(project: Project) -> None:
    project.write("tutorials/page.py", '# %% name="x" tags=["y"]\n1\n\n# %% name="z"\n2\n')
    with pytest.raises(PageError) as error:
        read(project.folder, "tutorials/page.py")
    found = [line.split(": ")[0] for line in str(error.value).split("\n")]
    assert found == ["tutorials/page.py:1", "tutorials/page.py:1", "tutorials/page.py:4"]


@pytest.mark.parametrize("source", ['"""\nWhat it is\n"""', "# Note\nr'''a\nb'''"])
def test_text_that_is_a_comment_gives_nothing_out(project: Project, source: str) -> None:
    project.write("tutorials/page.py", f"{source}\n\n# %%\n1\n")
    first = read(project.folder, "tutorials/page.py").cells[0]
    assert (first.source, first.code("full")) == (source, "pass")


@pytest.mark.parametrize("source", ['"""a\nb""".upper()', '"""a\nb"""\nx = 1', '"a"', "# a\n# b", "r\n"])
def test_text_that_is_a_value_stays(project: Project, source: str) -> None:
    project.write("tutorials/page.py", f"# %%\n{source}\n")
    assert read(project.folder, "tutorials/page.py").cells[0].code("full") == source.rstrip()


def test_what_only_code_can_say_is_refused_at_prose(project: Project) -> None:
    project.write("tutorials/page.py", '# %% [markdown] tags=["boxed"]\n# Text.\n')
    with pytest.raises(PageError, match=r"^tutorials/page\.py:1: tags는 코드 셀에만"):
        read(project.folder, "tutorials/page.py")
