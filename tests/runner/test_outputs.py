"""Promises 5 and 6: the same bytes on every run, and what a terminal would show."""

import base64
import io
import json
import random
import shutil
from pathlib import Path

import pytest
from PIL import Image

from runner.kernel import outputs
from runner.kernel.kinds import UnshownError, of_file
from runner.kernel.outputs import FILE, clean, missing_glyph, terminal
from tests.project import Project

KERAS_BAR = (
    "\x1b[1m  1/938\x1b[0m \x1b[37m━━━━\x1b[0m \x1b[1m3:01\x1b[0m 194ms/step - loss: 2.3"
    + "\b" * 42
    + "\r\x1b[1m938/938\x1b[0m \x1b[32m━━━━\x1b[0m \x1b[1m51s\x1b[0m 54ms/step - loss: 0.0423        \n"
)


PIXELS = [(0, 0, 0), (255, 0, 0), (1, 2, 3), (250, 251, 252)]


def png() -> str:
    image, content = Image.new("RGB", (2, 2)), io.BytesIO()
    image.putdata(PIXELS)
    image.save(content, "PNG")
    return base64.b64encode(content.getvalue()).decode()


def stream(text: str, name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def result(data: dict) -> dict:
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain\n", "plain\n"),
        ("10%\r100%\n", "100%\n"),
        ("longer line\rshort\n", "short" + "r line\n"),
        ("ab\b\bcd", "cd"),
        ("a\b\b\bb", "b"),
        ("\x1b[31mred\x1b[0m\x1b]0;title\x07", "red"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
    ],
)
def test_terminal_shows(written: str, shown: str) -> None:
    assert terminal(written) == shown


def test_keras_bar_becomes_its_last_state_without_durations() -> None:
    assert clean([stream("Epoch 1/5\n" + KERAS_BAR)]) == [stream("Epoch 1/5\n938/938 ━━━━ - loss: 0.0423")]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("938/938 - 30s - 32ms/step - accuracy: 0.9", "938/938 - accuracy: 0.9"),
        ("938/938 ━━ 0s 912us/step", "938/938 ━━"),
        ("1/1 ━━ 2s 2s/step - loss: 1", "1/1 ━━ - loss: 1"),
        ("took 3s here", "took 3s here"),
        ("it took 5s 10ms/step of work", "it took 5s 10ms/step of work"),
    ],
)
def test_keras_durations_are_left_out(line: str, kept: str) -> None:
    assert clean([stream(line)]) == [stream(kept)]


def test_streams_that_follow_each_other_are_one() -> None:
    assert clean([stream("a"), stream("noise", "stderr"), stream("b\n")]) == [stream("ab")]


def test_standard_error_never_reaches_a_page() -> None:
    assert clean([stream("I0000 oneDNN custom operations are on\n", "stderr")]) == []


def test_memory_addresses_are_left_out() -> None:
    assert clean([result({"text/plain": "<keras.History at 0x7f593955fd90>"})])[0]["data"] == {
        "text/plain": "<keras.History>"
    }


def test_error_keeps_the_lines_of_the_author_and_what_it_says() -> None:
    frames = ["tutorials/x.py:12: model(images)", "library/y.py", "snippets/z.py:3: 1 / 0"]
    error = {"output_type": "error", "ename": "ValueError", "evalue": "\x1b[31mno\x1b[0m"}
    said = ["    model(images)", "    1 / 0", "ValueError: no"]
    assert clean([{**error, "traceback": frames}]) == [{**error, "evalue": "no", "traceback": said}]


def test_pixels_are_kept_without_loss() -> None:
    (output,) = clean([result({"image/png": png()})])
    webp = Image.open(io.BytesIO(base64.b64decode(output["data"]["image/webp"])))
    assert [webp.convert("RGB").getpixel((i % 2, i // 2)) for i in range(4)] == PIXELS


@pytest.mark.parametrize(
    ("metadata", "width"),
    [({}, 400), ({"image/png": {"width": 200}}, 200), ({"image/png": {"width": 300}}, 400)],
)
def test_photograph_is_halved_where_it_is_shown_at_half_its_size(metadata: dict, width: int) -> None:
    noise = Image.frombytes("RGB", (400, 400), random.Random(0).randbytes(400 * 400 * 3))
    content = io.BytesIO()
    noise.save(content, "PNG")
    output = result({"image/png": base64.b64encode(content.getvalue()).decode()}) | {"metadata": metadata}
    (cleaned,) = clean([output])
    webp = base64.b64decode(cleaned["data"]["image/webp"])
    assert Image.open(io.BytesIO(webp)).size == (width, width)
    assert len(webp) < len(content.getvalue()) / 2
    assert cleaned["metadata"] == {kind.replace("png", "webp"): size for kind, size in metadata.items()}


def test_table_is_kept_and_riches_colours_are_not() -> None:
    table = {"text/html": "<table></table>", "text/plain": "a"}
    rich = {"text/html": '<pre style="white-space:pre;overflow-x:auto">a</pre>', "text/plain": "a"}
    assert list(clean([result(table)])[0]["data"]) == ["text/html"]
    assert list(clean([result(rich)])[0]["data"]) == ["text/plain"]


def test_values_and_a_file_are_kept_beside_what_is_shown() -> None:
    values = {"application/vnd.values+json": {"a": 1}}
    file = {FILE: base64.b64encode(b"weights").decode()}
    given = {**result({"text/markdown": "**a**", "text/plain": "a"} | values | file)}
    (output,) = clean([{**given, "metadata": {FILE: {"name": "a.bin"}, "other": 1}}])
    assert output["data"] == {"text/markdown": "**a**"} | values | file
    assert output["metadata"] == {FILE: {"name": "a.bin"}}


def test_values_alone_are_kept() -> None:
    values = {"application/vnd.values+json": [1]}
    assert clean([{**result(values), "output_type": "display_data"}])[0]["data"] == values


def test_missing_glyph_is_found_in_a_warning() -> None:
    warning = "UserWarning: Glyph 54620 (\\N{HANGUL}) missing from font(s) DejaVu Sans.\n  plt.show()"
    assert missing_glyph([stream(warning, "stderr")]) == (
        "Glyph 54620 (\\N{HANGUL}) missing from font(s) DejaVu Sans."
    )
    assert missing_glyph([stream("UserWarning: something else", "stderr")]) is None


def test_two_clean_runs_give_the_same_bytes(project: Project) -> None:
    project.write(
        "tutorials/page.py",
        """
        # %% alt=["line", "pixels"]
        import sys
        import matplotlib.pyplot as plt
        plt.plot([0, 1], label="line"); plt.legend(); plt.show()
        plt.imshow([[0, 1], [2, 3]]); plt.show()
        print("no" + "ise", file=sys.stderr)
        print(set(map(str, range(40))), object())  # three letters have the same order in every sixth run

        # %%
        object()
        """,
    )
    project.run()
    first = _bytes(project.folder / "build")
    shutil.rmtree(project.folder / "build")
    shutil.rmtree(project.folder / ".store/full")
    assert "처음 실행" in project.run()
    assert _bytes(project.folder / "build") == first
    assert b"noise" not in b"".join(first.values())


def _bytes(folder: Path) -> dict[str, bytes]:
    """All but what says when each page ran: the manifest, and the store that the site carries."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes() for name, path in files.items() if not name.startswith(("manifest", "store/"))
    }


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\tb", "a       b"),
        ("가나\tb", "가나    b"),
        ("one\ntwo\x1b[1A\r1", "1ne\ntwo"),
        ("first 1\nsecond 1\x1b[A\rfirst 2\nsecond 2\n", "first 2\nsecond 2\n"),
        ("12345\r\x1b[K9", "9"),
        ("12345\x1b[2D\x1b[K", "123"),
        ("12345\x1b[2Gx", "1x345"),
        ("ab\x1b[3Cc", "ab   c"),
        ("one\ntwo\x1b[A\x1b[Jx", "onex"),
        ("a\x1b[1Bb", "a\n b"),
        ("abc\x1b[2K\rd", "d  "),
    ],
)
def test_cursor_goes_where_it_is_sent(written: str, shown: str) -> None:
    assert terminal(written) == shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("starts at 0x1000 and ends at 0x2000", "starts at 0x1000 and ends at 0x2000"),
        ("<function f at 0x7f593955fd90>", "<function f>"),
        ("<function <lambda> at 0x7f593955fd90>", "<function <lambda>>"),
        ("[<a.B object at 0x7f593955fd90>, <a.B object at 0x7f593955fd91>]", "[<a.B object>, <a.B object>]"),
        ("<bound method A.f of <A object at 0x7f593955fd90>>", "<bound method A.f of <A object>>"),
        ("1 < 2 at 0x1000", "1 < 2 at 0x1000"),
    ],
)
def test_only_where_an_object_stands_is_left_out(text: str, kept: str) -> None:
    assert clean([stream(text)]) == [stream(kept)]


def test_address_in_a_table_is_left_out() -> None:
    table = {"text/html": "<table><td>&lt;function f at 0x7f593955fd90&gt;</td><td>at 0x1000</td></table>"}
    assert clean([result(table)])[0]["data"]["text/html"] == (
        "<table><td>&lt;function f&gt;</td><td>at 0x1000</td></table>"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no name 'a' in 'k' (/x/lib/site-packages/k/__init__.py)", "no name 'a' in 'k' (k/__init__.py)"),
        (
            'At node n:\n  File "/x/fit.py", line 3, in fit\n\n  File "<r>", line 8, in r\n\nNo',
            "At node n:\nNo",
        ),
    ],
)
def test_what_an_exception_says_names_no_place_on_this_computer(value: str, said: str) -> None:
    (error,) = clean([{"output_type": "error", "ename": "E", "evalue": value, "traceback": []}])
    assert (error["evalue"], error["traceback"]) == (said, [f"E: {said}"])


def test_library_below_a_folder_with_a_space_is_named_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "LIBRARIES", outputs.libraries("/my notes/.nox/lib/site-packages"))
    said = "no name 'a' in 'k' (/my notes/.nox/lib/site-packages/k/__init__.py)"
    (error,) = clean([{"output_type": "error", "ename": "E", "evalue": said, "traceback": []}])
    assert error["evalue"] == "no name 'a' in 'k' (k/__init__.py)"


def test_standard_error_is_shown_where_a_cell_says_so_without_where_libraries_stand() -> None:
    warning = "/home/me/.venv/lib/python3.13/site-packages/a/b.py:3: UserWarning: careful\n"
    assert clean([stream("a\n"), stream(warning, "stderr")], stderr=True) == [
        stream("a\na/b.py:3: UserWarning: careful")
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"application/json": {}, "text/plain": "<IPython.core.display.JSON object>"}, "application/json"),
        (
            {"application/javascript": "1", "text/plain": "<IPython.core.display.Javascript object>"},
            "application/javascript",
        ),
        ({"application/pdf": "x"}, "application/pdf"),
        ({"image/png": "bm8="}, "image/png"),
        ({"image/jpeg": "bm8="}, "image/jpeg"),
        ({"image/svg+xml": "<g/>"}, "image/svg+xml"),
        ({"text/html": "<script>", "text/plain": "<IPython.core.display.HTML object>"}, "<script>"),
    ],
)
def test_what_no_page_can_show_is_an_error_that_names_it(data: dict, kind: str) -> None:
    with pytest.raises(UnshownError, match="PNG, SVG") as error:
        clean([result(data)])
    assert kind in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        {"text/html": "<script>1</script><div>", "text/plain": "LogisticRegression()"},
        {"application/geo+json": {}, "text/plain": "LogisticRegression()"},
    ],
)
def test_next_form_is_shown_where_a_page_cannot_show_the_first(data: dict) -> None:
    assert clean([result(data)])[0]["data"] == {"text/plain": "LogisticRegression()"}


def test_nothing_is_an_output_too() -> None:
    assert clean(
        [result({"text/html": "<pre style='white-space:pre;overflow-x:auto'></pre>", "text/plain": ""})]
    )


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('<svg width="72pt" height="36pt">', (96, 48)),
        ('<svg width="100" height="50">', (100, 50)),
        ("<svg width='1in' height='96px'>", (96, 96)),
        ('<svg viewBox="0 0 30 20">', (30, 20)),
        ('<svg width="60" viewBox="0 0 30 20">', (60, 40)),
        ('<svg width="100%" height="100%" viewBox="0,0,30,20">', (30, 20)),
        ("<svg>", (300, 150)),
    ],
)
def test_drawing_has_a_size_whatever_its_units(head: str, size: tuple[int, int]) -> None:
    kind, mime = of_file({"image/svg+xml": f"{head}</svg>"})
    assert tuple(kind.store(mime, f"{head}</svg>", None).shown.values()) == size


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        (None, (2, 2)),
        ({}, (2, 2)),
        ({"width": 4}, (4, 4)),
        ({"height": 6}, (6, 6)),
        ({"width": 4, "height": 3}, (4, 3)),
        ({"width": "50%"}, (2, 2)),
    ],
)
def test_picture_has_a_size_whichever_side_is_asked_for(asked: dict | None, size: tuple[int, int]) -> None:
    output = result({"image/png": png()}) | {"metadata": {"image/png": asked} if asked is not None else {}}
    (kept,) = clean([output])
    kind, mime = of_file(kept["data"])
    assert tuple(kind.store(mime, kept["data"][mime], kept["metadata"].get(mime)).shown.values()) == size


@pytest.mark.parametrize("code", ["\x1b[99999999999C", "\x1b[999999999B", f"\x1b[{'9' * 5000}G"])
def test_terminal_has_an_edge(code: str) -> None:
    shown = terminal(f"a{code}b")
    assert "b" in shown
    assert len(shown) < 2_000


@pytest.mark.parametrize("mime", ["image/png", "image/gif", "image/svg+xml", "text/html", "text/plain"])
@pytest.mark.parametrize("value", [None, 1.5, True, {"a": 1}, ["a", "b"], "\ud800"])
def test_output_of_any_type_is_kept_or_refused(mime: str, value: object) -> None:
    try:
        [kept] = clean([result({mime: value})])
    except UnshownError:
        return
    json.dumps(kept, ensure_ascii=False).encode()


def test_long_text_takes_no_time() -> None:
    """Expressions that look back and forth would take minutes."""
    text = f"<x at 0x{'a' * 90_000} {'a' * 90_000}"
    assert clean([stream(text, "stderr")], stderr=True)[0]["text"] == text
