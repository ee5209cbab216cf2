"""Whatever a kernel may send: a page shows it, or the message says script and line; nothing else happens."""

import base64
import json
from pathlib import Path

import nbformat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell

from runner.assemble import notebook, notebook_file
from runner.base.errors import PageError
from runner.kernel.kinds import UnshownError
from runner.kernel.outputs import clean
from runner.kernel.terminal import terminal
from runner.script.page import of
from tests.runner.test_outputs import png

PIECES = (
    "\x1b[2A",
    "\r",
    "\b",
    "\t",
    "\x1b[K",
    "\f",
    "\u2028",
    "\x00",
    "``````",
    "<div>",
    "<!--",
    "한글",
    "\ud800",
)
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=6).map("".join)
PICTURE = st.one_of(st.just(png()), st.binary(max_size=9).map(lambda it: base64.b64encode(it).decode()), TEXT)
DATA = st.dictionaries(
    st.sampled_from(
        (
            *("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml"),
            *("application/json", "application/javascript", "application/vnd.x+json"),
        )
    ),
    TEXT,
    max_size=3,
)
PICTURES = st.dictionaries(st.sampled_from(("image/png", "image/jpeg", "image/gif")), PICTURE, max_size=1)
SIZE = st.dictionaries(
    st.sampled_from(("width", "height")), st.one_of(st.integers(-1, 900), st.just("50%"), st.none())
)
RICH = st.builds(
    lambda kind, data, pictures, size: (
        {
            "output_type": kind,
            "data": data | pictures,
            "metadata": dict.fromkeys(pictures, size),
        }
        | ({"execution_count": 1} if kind == "execute_result" else {})
    ),
    st.sampled_from(("display_data", "execute_result")),
    DATA,
    PICTURES,
    SIZE,
)
STREAM = st.builds(
    lambda name, text: {"output_type": "stream", "name": name, "text": text},
    st.sampled_from(("stdout", "stderr")),
    TEXT,
)
ERROR = st.builds(
    lambda name, text: {"output_type": "error", "ename": name, "evalue": text, "traceback": [text]},
    TEXT,
    TEXT,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(RICH, STREAM, ERROR), max_size=4), st.integers(0, 3))
def test_any_outputs_are_a_page_or_a_message(outputs: list[dict], texts: int) -> None:
    node = new_code_cell("x", id="cell-0", metadata={"alt": ["text"] * texts})
    page = of("tutorials/page.py", [(2, node)])
    try:
        kept = clean(outputs)
        made, files = notebook(Path(), page, [kept])
    except (UnshownError, PageError) as error:
        refused = str(error)
        assert "실을 수 있는 것" in refused or refused.startswith("tutorials/page.py:2: ")
        return
    (whole,) = notebook_file(page.name, made).values()
    nbformat.validate(json.loads(whole))
    assert all(isinstance(content, bytes) for content in files.values())
    rich = [output for output in outputs if output["output_type"] != "stream"]
    told = [it for it in rich if any(terminal(text).strip() for text in it.get("data", {"": "x"}).values())]
    assert bool(kept) >= bool(told), "an output has vanished"
