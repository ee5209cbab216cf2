"""Promises 5 and 6: the same bytes on every run, and what a terminal would show."""

import base64
import io
import random
import shutil
from pathlib import Path

import pytest
from PIL import Image

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


def test_error_keeps_no_traceback() -> None:
    error = {"output_type": "error", "ename": "ValueError", "evalue": "\x1b[31mno\x1b[0m", "traceback": ["x"]}
    assert clean([error]) == [{**error, "evalue": "no", "traceback": []}]


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
