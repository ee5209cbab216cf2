"""답하면 채점하고, 틀렸으면 어떤 실수인지 말하는 연습 문제."""

import base64
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from snippets.judging import judge

FILE = "application/octet-stream"
_exercises: dict[str, "Exercise"] = {}


@dataclass(frozen=True)
class Problem:
    """문제 하나. 정답의 종류가 답하는 방법을 정한다.

    Attributes:
        key: 정답. 수, 모양(튜플), 배열, 보기 하나의 글, 코드 한 줄(글의 리스트: 뜻이 같은 줄들).
            없으면 글로 설명하는 문제이다.
        mistakes: 흔한 실수를 말하는 글에서, 그렇게 했을 때 나오는 틀린 답으로(코드이면 리스트도 된다). 보기를
            고르는 문제이면 틀린 보기에서 그것이 아닌 까닭으로. 설명하는 문제이면 설명에 있어야 할 것에서 빈
            글로.
        text: 물음. 글 셀에 적었으면 적지 않는다.
        grids: 물음에 딸린 배열과 그 이름.
        why: 정답이 나오는 식.
        stack: 물음의 모델. 계산기의 주소에 적는 꼴(`14x14x32_c64k3`).
        digits: 소수 몇째 자리까지 맞아야 하는가. 적지 않으면 같아야 한다.
        hints: 하나씩 열어 보는 힌트.

    Raises:
        ValueError: 틀린 답이 정답과 같거나, 두 실수가 같은 답을 내거나, 글에 마크다운이 있을 때.

    >>> Problem(18_496, {"편향을 빠뜨렸다.": 18_432}).judge("18,432").said
    '18,432: 편향을 빠뜨렸다.'
    """

    key: Any = None
    mistakes: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    grids: Mapping[str, np.ndarray] = field(default_factory=dict)
    why: str = ""
    stack: str = ""
    digits: int | None = None
    hints: Sequence[str] = ()

    def __post_init__(self) -> None:
        _check_plain(
            self.text, self.why, *self.hints, *self.grids, *(self.mistakes if self.kind != "line" else ())
        )
        for value, why in self._wrong if self.kind != "open" else ():
            reply, told = (why, value) if self.kind == "choice" else (value, why)
            said = self.judge(reply).said
            if said != told and not said.endswith(f": {told}"):
                raise ValueError(f"실수 「{told}」의 답 {reply}에는 이 말이 나오지 않는다: 「{said}」")

    @property
    def kind(self) -> str:
        """답하는 방법: `number`, `shape`, `array`, `choice`, `line`, `open`."""
        match self.key:
            case None:
                return "open"
            case str():
                return "choice"
            case tuple():
                return "shape"
            case list() if isinstance(self.key[0], str):
                return "line"
            case list() | np.ndarray():
                return "array"
        return "number"

    @property
    def options(self) -> list[str]:
        """고를 보기. 정답의 자리는 글이 정한다."""
        return sorted([self.key, *self.mistakes])

    @property
    def _wrong(self) -> list[tuple[Any, str]]:
        """틀린 답과 그 까닭. 코드 한 줄이면 뜻이 같은 줄이 여럿일 수 있다."""
        several = self.kind == "line"
        return [
            (value, why)
            for why, given in self.mistakes.items()
            for value in (given if several and isinstance(given, list) else [given])
        ]

    @cached_property
    def json(self) -> dict[str, Any]:
        """브라우저가 읽는 꼴."""
        key, mistakes = _plain(self.key), [[_plain(value), why] for value, why in self._wrong]
        more: dict[str, Any] = {}
        if self.kind == "choice":
            key = self.options.index(self.key)
            mistakes = [[self.options.index(option), why] for option, why in self.mistakes.items()]
            more = {"options": self.options}
        grids = [[name, _plain(grid)] for name, grid in self.grids.items()]
        said = {
            "hints": list(self.hints),
            "text": self.text,
            "grids": grids,
            "why": self.why,
            "stack": self.stack,
            "digits": self.digits,
        }
        return {
            "kind": self.kind,
            "key": key,
            "mistakes": mistakes,
            **more,
            **{name: it for name, it in said.items() if it not in ("", None, [])},
        }

    def judge(self, reply: Any) -> Any:
        """답을 채점한다. 글 대신 파이썬의 값(수, 튜플, 배열)으로 답해도 된다."""
        if self.kind == "array" and not isinstance(reply, str):
            reply = [str(value) for value in np.ravel(reply)]
        elif self.kind == "array":
            reply = reply.replace("[", " ").replace("]", " ").replace(",", " ").split()
        elif self.kind == "choice" and reply in self.options:
            reply = str(self.options.index(reply))
        elif self.kind == "shape" and not isinstance(reply, str):
            reply = str(tuple(reply))
        return judge(self.json, reply if isinstance(reply, list) else str(reply))


class Exercise:
    """이름이 있는 연습 문제. 페이지에서는 답을 적는 칸이 되고, 노트북에서는 `check`로 답한다."""

    def __init__(self, name: str, problem: Problem, others: Iterable[Problem] = ()) -> None:
        self.name = name
        self.problem = problem
        self.problems = [problem, *others]

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, object], dict[str, object]]:
        given = [problem.json for problem in self.problems]
        data = json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode()
        shown: dict[str, object] = {
            FILE: base64.b64encode(data).decode(),
            "text/markdown": _markdown(self.problem),
        }
        return shown, {FILE: {"name": f"{self.name}.json"}}


def exercise(
    name: str, problem: Problem, hints: Sequence[str] = (), others: Iterable[Problem] = ()
) -> Exercise:
    """연습 문제를 낸다.

    Args:
        name: 페이지에서 하나뿐인 이름. 주소(`#연습-이름`)와 푼 기록이 이것을 쓴다.
        problem: 처음 보이는 문제.
        hints: 그 문제의 힌트. 적지 않으면 문제에 딸린 것.
        others: 「다른 문제」로 나오는 같은 꼴의 문제.

    Raises:
        ValueError: 이름에 글자, 숫자, `-`가 아닌 것이 있을 때.
    """
    if not name.replace("-", "").isalnum():
        raise ValueError(f"연습 문제의 이름은 글자와 숫자와 `-`로 적는다: {name!r}")
    problem = replace(problem, hints=tuple(hints)) if hints else problem
    _exercises[name] = Exercise(name, problem, others)
    return _exercises[name]


def check(name: str, reply: Any) -> None:
    """노트북에서 연습 문제에 답한다.

    Args:
        name: 연습 문제의 이름.
        reply: 적은 답. 글(`"26×26"`)이나 파이썬의 값.

    Raises:
        AssertionError: 틀렸을 때. 어떤 실수인지 말한다.
    """
    problem = _exercises[name].problem
    if isinstance(reply, str) and not reply:
        return  # 아직 답하지 않았다
    if problem.kind == "open":
        print("답을 펼쳐 견준다. 있어야 할 것:", *problem.mistakes, sep="\n- ")
        return
    verdict = problem.judge(reply)
    if not verdict.right:
        raise AssertionError(verdict.said)
    print(verdict.said)


def drawn(rule: Callable[..., Problem], number: int = 24, **choices: Sequence[Any]) -> list[Problem]:
    """같은 꼴의 문제를 숫자만 바꾸어 여럿 만든다. 같은 것을 주면 같은 문제가 나온다.

    Args:
        rule: 숫자에서 문제를 만드는 함수. 만들 수 없는 숫자이면 `ValueError`를 낸다.
        number: 만들 문제의 수.
        choices: 함수의 인수마다 고를 값.

    Raises:
        ValueError: 고를 값이 적어 그만큼 만들지 못할 때.
    """
    rng = random.Random(0)
    problems: dict[str, Problem] = {}
    for _ in range(100 * number):
        try:
            problem = rule(**{name: rng.choice(values) for name, values in choices.items()})
        except ValueError:
            continue  # 놓을 수 없는 창이거나, 실수의 답이 정답과 겹친다
        if len(problem.mistakes) > 1:  # 틀렸을 때 할 말이 있다
            problems.setdefault(json.dumps(problem.json), problem)
        if len(problems) == number:
            return list(problems.values())
    raise ValueError(f"{rule.__name__}: 문제를 {len(problems)}개밖에 만들지 못했다. 고를 값을 늘린다.")


def mixed(*groups: Sequence[Problem]) -> list[Problem]:
    """꼴이 다른 문제를 번갈아 늘어놓는다.

    Args:
        groups: 꼴마다의 문제. 수가 같아야 한다.
    """
    return [problem for turn in zip(*groups, strict=True) for problem in turn]


def _check_plain(*texts: str) -> None:
    for text in texts:
        if sign := next((sign for sign in "`$" if sign in text), None):
            raise ValueError(f"연습 문제의 글에는 마크다운을 쓸 수 없다. {sign}를 뺀다: 「{text}」")


def _plain(value: Any) -> Any:
    """JSON이 담을 수 있는 꼴. 배열은 두 축으로 맞춘다."""
    if isinstance(value, np.ndarray):
        return [[_plain(it) for it in row] for row in np.atleast_2d(value).tolist()]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return (
        list(value) if isinstance(value, tuple) else value.item() if isinstance(value, np.generic) else value
    )


def _markdown(problem: Problem) -> str:
    """자바스크립트가 없을 때에도 보이는 물음."""
    parts = [problem.text]
    for name, grid in problem.grids.items():
        rows = "\n".join(" ".join(f"{value:>3}" for value in row) for row in _plain(grid))
        parts.append(f"{name}\n\n```text\n{rows}\n```")
    if problem.kind == "choice":
        parts.append("\n".join(f"- {option}" for option in problem.options))
    return "\n\n".join(part for part in parts if part)
