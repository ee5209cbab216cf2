"""Exercises in a notebook: what an author may write, and what a reader is told."""

import base64
import json

import numpy as np
import pytest

from snippets.exercises import FILE, Exercise, Problem, check, drawn, exercise, mixed
from snippets.problems import conv_parameters, feature_map, output_side

CHOICE = Problem("밀집 층", {"풀링": "배우는 값이 없다.", "입력": "층이 아니다."})


def given(exercise: Exercise) -> list[dict]:
    data, metadata = exercise._repr_mimebundle_()
    assert metadata[FILE]["name"] == f"{exercise.name}.json"
    return json.loads(base64.b64decode(data[FILE]))


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (3, "number"),
        (0.5, "number"),
        (np.int64(3), "number"),
        ((None, 26, 26, 32), "shape"),
        (np.ones((2, 2)), "array"),
        ([[1, 2], [3, 4]], "array"),
        (["x = 1"], "line"),
        ("첫 층", "choice"),
        (None, "open"),
    ],
)
def test_key_decides_how_a_reader_answers(key: object, kind: str) -> None:
    assert Problem(key).kind == kind
    assert json.dumps(Problem(key).json)


@pytest.mark.parametrize(
    ("key", "mistakes"),
    [
        (3, {"같다.": 3}),
        (3, {"하나.": 4, "둘.": 4.0}),
        ((None, 3), {"같다.": (None, 3)}),
        (np.eye(2), {"같다.": np.eye(2)}),
        (["x = f(1)"], {"띄어쓰기뿐이다.": "x=f( 1 )"}),
        ("가", {"가": "같다."}),
    ],
)
def test_mistake_that_cannot_be_told_from_the_key_or_another_is_refused(key: object, mistakes: dict) -> None:
    with pytest.raises(ValueError, match="이 말이 나오지 않는다"):
        Problem(key, mistakes)


def test_rounded_mistake_must_differ_by_more_than_is_rounded() -> None:
    Problem(0.1054, {"상용로그이다.": 0.0458}, digits=2)
    assert Problem(236.97, digits=0).judge("237").right
    with pytest.raises(ValueError, match="이 말이 나오지 않는다"):
        Problem(0.1054, {"너무 가깝다.": 0.1094}, digits=2)


def test_markdown_that_no_browser_would_render_is_refused() -> None:
    with pytest.raises(ValueError, match="마크다운을 쓸 수 없다"):
        Problem(3, {"`Conv2D`가 아니다.": 4})
    with pytest.raises(ValueError, match="마크다운을 쓸 수 없다"):
        exercise("hints", Problem(3), ["$m$을 본다."])


@pytest.mark.parametrize("name", ["", "두 낱말", "../x", "a/b", "a.b"])
def test_name_that_no_address_takes_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="이름은 글자와 숫자와"):
        exercise(name, Problem(3))


def test_browser_gets_hints_and_all_problems() -> None:
    others = drawn(conv_parameters, 5, kernel=(1, 3, 5), channels=(1, 3, 8), filters=(4, 8))
    data = given(exercise("of-filters", conv_parameters(3, 32, 64), ["하나", "둘"], others))
    assert data[0]["hints"] == ["하나", "둘"]
    assert [it["key"] for it in data] == [18_496, *(it.key for it in others)]
    assert data[0]["why"] == "(3·3·32 + 1)·64 = 18,496"


def test_without_javascript_the_question_its_grids_and_options_are_there() -> None:
    problem = feature_map(seed=3)
    text = exercise("map", problem)._repr_mimebundle_()[0]["text/markdown"]
    assert problem.text in text
    assert "이미지" in text
    assert "커널" in text
    assert text.count("```") == 4
    options = exercise("choice", CHOICE)._repr_mimebundle_()[0]["text/markdown"]
    assert options == "- 밀집 층\n- 입력\n- 풀링"


@pytest.mark.parametrize("reply", [18_496, "18,496", 18_496.0, np.int64(18_496), "18496개"])
def test_notebook_takes_a_right_reply(reply: object, capsys: pytest.CaptureFixture[str]) -> None:
    exercise("filters", conv_parameters(3, 32, 64))
    check("filters", reply)
    assert capsys.readouterr().out == "맞았다.\n"


def test_notebook_says_which_mistake_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    exercise("filters", conv_parameters(3, 32, 64))
    with pytest.raises(AssertionError, match="18432: 필터마다 하나씩 있는 편향"):
        check("filters", 18_432)
    with pytest.raises(AssertionError, match="1: 아직 아니다"):
        check("filters", 1)
    check("filters", "")
    assert capsys.readouterr().out == ""


def test_notebook_takes_values_of_python() -> None:
    exercise("shape", Problem((None, 26, 26, 32)))
    check("shape", (None, 26, 26, 32))
    exercise("map", Problem(np.array([[1, -2], [3, 4]]), {"부호를 바꾸었다.": np.array([[-1, 2], [-3, -4]])}))
    check("map", [[1, -2], [3, 4]])
    check("map", "[[1, −2], [3, 4]]")
    with pytest.raises(AssertionError, match="부호를"):
        check("map", np.array([[-1, 2], [-3, -4]]))
    exercise("which", CHOICE)
    check("which", "밀집 층")
    with pytest.raises(AssertionError, match="배우는 값이 없다"):
        check("which", "풀링")


def test_explanation_is_compared_by_the_reader(capsys: pytest.CaptureFixture[str]) -> None:
    exercise("why", Problem(mistakes={"채널이 두 배이다": "", "편향은 그대로이다": ""}))
    check("why", "채널이 두 배라서")
    assert "- 편향은 그대로이다" in capsys.readouterr().out


def test_drawn_problems_are_the_same_each_time_and_differ_from_each_other() -> None:
    choices = {"size": range(8, 65), "kernel": (3, 5, 7), "stride": (1, 2, 3)}
    once, again = (drawn(output_side, **choices) for _ in range(2))
    assert [it.json for it in once] == [it.json for it in again]
    assert len({it.text for it in once}) == len(once) == 24


def test_too_few_choices_are_told() -> None:
    with pytest.raises(ValueError, match="conv_parameters: 문제를 1개밖에"):
        drawn(conv_parameters, kernel=(3,), channels=(3,), filters=(8,))


def test_mixed_problems_take_turns() -> None:
    sides = drawn(output_side, 3, size=range(8, 65), kernel=(3, 5), stride=(1, 2))
    counts = drawn(conv_parameters, 3, kernel=(1, 3, 5), channels=(1, 3), filters=(4, 8))
    turns = mixed(sides, counts)
    assert turns[::2] == sides
    assert turns[1::2] == counts
