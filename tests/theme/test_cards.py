"""The cards of the home page, from notebooks made by hand."""

import io
import json
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from PIL import Image

from theme.cards import cards, minutes, pictures
from theme.notebook import RESULTS as MIME
from theme.notebook import Notebook, notebooks

NAME = "tutorials/posts/x.ipynb"


def shown(path: str, alt: str) -> dict:
    return {"metadata": {"image": {"path": path, "alt": alt, "width": 800, "height": 600}}, "data": {}}


def code(*outputs: dict, **metadata: object) -> dict:
    return {"cell_type": "code", "source": "x = 1\ny = 2", "metadata": metadata, "outputs": list(outputs)}


def prose(text: str) -> dict:
    return {"cell_type": "markdown", "source": text, "metadata": {}}


def write(build: Path, *cells: dict, name: str = NAME) -> None:
    path = build / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


def read(build: Path, *names: str) -> list[Notebook]:
    return list(notebooks(build, list(names or (NAME,)), {}))


TITLE = prose("---\ndescription: 한 문장이다.\n---\n# 제목")


def test_card_has_description_length_and_the_best_accuracy(tmp_path: Path) -> None:
    rows = [{"모델": "가", "테스트 정확도": 0.91}, {"모델": "나", "테스트 정확도": 0.9876}]
    write(tmp_path, TITLE, code({"data": {MIME: {"rows": rows}}}))
    text = cards("tutorials/posts", read(tmp_path))
    assert f"**[제목]({NAME})**" in text
    assert "한 문장이다." in text
    assert "1분 읽기 · 결과 표에서 가장 높은 테스트 정확도 0.9876" in text
    assert cards("tutorials/concepts", read(tmp_path)).count("- ") == 0
    write(tmp_path, TITLE, code({"data": {MIME: {"rows": rows[:1]}}}))
    assert "1분 읽기 · 테스트 정확도 0.9100" in cards("tutorials/posts", read(tmp_path))


@pytest.mark.parametrize(("card", "alt"), [({}, "하나"), ({"card": 1}, "둘"), ({"card": 2}, "셋")])
def test_card_shows_the_named_picture_else_the_first(tmp_path: Path, card: dict, alt: str) -> None:
    write(
        tmp_path,
        TITLE,
        code(shown("a.webp", "하나")),
        code(shown("b.webp", "둘"), shown("c.webp", "셋"), **card),
    )
    assert f"![{alt}](cards/tutorials/posts/x.webp)" in cards("tutorials", read(tmp_path))


def test_pictures_are_small_and_named_apart(tmp_path: Path) -> None:
    names = [NAME, "tutorials/concepts/x.ipynb"]
    for name in names:
        write(tmp_path, TITLE, code(shown("a.webp", "그림")), name=name)
        Image.new("RGB", (2000, 1000)).save((tmp_path / name).parent / "a.webp")
    found = dict(pictures(read(tmp_path, *names)))
    assert set(found) == {"cards/tutorials/posts/x.webp", "cards/tutorials/concepts/x.webp"}
    assert all(Image.open(io.BytesIO(content)).size == (640, 320) for content in found.values())


def test_page_without_a_picture_has_a_card_without_one(tmp_path: Path) -> None:
    write(tmp_path, TITLE)
    assert "![" not in cards("tutorials", read(tmp_path))
    assert list(pictures(read(tmp_path))) == []


@pytest.mark.parametrize("front", ["date: 2026-01-01", "description: 합성곱: 무엇", ""])
def test_bad_front_matter_names_the_script_and_the_remedy(tmp_path: Path, front: str) -> None:
    write(tmp_path, prose(f"---\n{front}\n---\n# 제목"))
    with pytest.raises(PluginError, match=r"tutorials/posts/x\.py:1: .*description"):
        cards("tutorials", read(tmp_path))


def test_code_counts_for_the_time_and_hidden_code_does_not() -> None:
    long = {**code(), "source": "x\n" * 100}
    assert minutes(Notebook(Path(), NAME, [prose("가" * 1000), long])) == 7
    assert (
        minutes(Notebook(Path(), NAME, [prose("가" * 1000), {**long, "metadata": {"tags": ["hidden"]}}])) == 2
    )
