"""Replies as readers write them, judged the same in Python and in the browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from snippets.judging import judge, number, shape

TABLE = json.loads((Path(__file__).parent / "replies.json").read_text(encoding="utf-8"))
RIGHT, WRONG = (
    [(row["problem"], reply) for row in TABLE for reply in row[kind]] for kind in ("right", "wrong")
)
PROBLEMS = [row["problem"] for row in TABLE]
[SHAPE] = [it for it in PROBLEMS if it["key"] == [None, 13, 13, 32]]
[ARRAY] = [it for it in PROBLEMS if it["kind"] == "array"]


@pytest.mark.parametrize(("problem", "reply"), RIGHT, ids=str)
def test_right_reply_is_right_however_it_is_written(problem: dict, reply: str | list[str]) -> None:
    assert judge(problem, reply).right, judge(problem, reply).said


@pytest.mark.parametrize(("problem", "reply"), WRONG, ids=str)
def test_wrong_reply_is_wrong_and_something_is_said(problem: dict, reply: str | list[str]) -> None:
    verdict = judge(problem, reply)
    assert not verdict.right
    assert verdict.said.endswith("다.")


@pytest.mark.parametrize("problem", PROBLEMS, ids=str)
def test_usual_mistake_is_named(problem: dict) -> None:
    for value, why in problem["mistakes"]:
        reply = [str(it) for row in value for it in row] if problem["kind"] == "array" else str(value)
        assert judge(problem, reply).said.endswith(why)


def test_shape_says_which_axis_is_wrong() -> None:
    assert judge(SHAPE, "13×13×32").said == "13×13×32: 배치 축을 빠뜨렸다. 맨 앞에 None을 둔다."
    assert judge(SHAPE, "(None, 32, 13, 13)").said.endswith("순서가 다르다.")
    assert judge(SHAPE, "(1, 13, 13, 32)").said.endswith("배치 축은 None이다.")
    assert judge(SHAPE, "(None, 13)").said.endswith("값 4개를 쉼표로 나누어 적는다.")


def test_array_says_how_many_cells_are_right() -> None:
    assert judge(ARRAY, ["0", "-3", "1", "2"]).said == "아직 아니다. 4칸 가운데 3칸이 맞다."


def test_what_cannot_be_read_is_no_number_and_no_shape() -> None:
    assert number("세 개") == number("3·4") == number("1/0") == []
    assert shape("어떤 모양") == shape("()") == shape("") == []


def test_browser_judges_as_python_does(tab: Page, address: str) -> None:
    tab.goto(address)
    pairs = [*RIGHT, *WRONG]
    said = tab.evaluate(
        """async (pairs) => {
          const { judge } = await import(new URL("exercises/judge.js", location));
          return pairs.map(([problem, reply]) => judge(problem, reply));
        }""",
        json.loads(json.dumps(pairs)),
    )
    assert said == [judge(*pair)._asdict() for pair in pairs]
