"""연습 문제의 답 읽기와 채점: 여러 가지로 적은 답을 읽고, 정답과 흔한 실수에 견준다."""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

type Shape = tuple[int | None, ...]

RIGHT = "맞았다."
WRONG = "아직 아니다."
OTHER = "준비한 답과 꼴이 다르다. 실행해 보고 답과 견준다."
AXIS = re.compile(r"\d+|-1|[a-z_?]+|배치.*|장수")  # 수가 아니면 배치 축
# 음수 부호로 적히는 글자: 빼기(U+2212), 줄표, 붙임표.
MINUS = re.compile("[\u2212\u2013\u2014\u2010\u2011]")
# `약 104,202개`: 수 앞의 말과 뒤의 단위.
WORDS = re.compile(r"^(?:약|답[:은]?|=)*|(?:개|칸|장|번|배|회|픽셀|px|%)?\.?$")
THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")
TOKEN = re.compile(r"""#.*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\w+|\S""")


class Verdict(NamedTuple):
    """채점한 결과.

    Attributes:
        right: 맞았는가.
        said: 읽는 이에게 할 말.
    """

    right: bool
    said: str


def plain(text: str) -> str:
    """전각 숫자와 여러 가지 음의 부호를 키보드의 글자로 바꾼다.

    >>> plain(" −1.2e−5 ")
    '-1.2e-5'
    """
    return MINUS.sub("-", unicodedata.normalize("NFKC", re.sub("([²³])", r"^\1", text))).strip()


def number(text: str) -> list[float]:
    """적은 글이 뜻할 수 있는 수. 수 하나로 읽을 수 없으면 비어 있다.

    >>> number("약 104,202개"), number("−1/4"), number("37%"), number("18×18")
    ([104202.0], [-0.25], [37.0, 0.37], [])
    """
    text = re.sub(r"\s", "", plain(text)).lower()
    is_percent = text.endswith("%")
    text = THOUSANDS.sub(lambda it: it[0].replace(",", ""), WORDS.sub("", text))
    if not re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:/\d+)?", text):
        return []
    above, _, below = text.partition("/")
    if below and not int(below):
        return []
    value = float(above) / int(below or 1)
    return [value, value / 100] if is_percent else [value]


def shape(text: str) -> list[Shape]:
    """적은 글이 뜻할 수 있는 모양. 모양으로 읽을 수 없으면 비어 있다.

    >>> shape("(None, 26, 26, 32)"), shape("26×26"), shape("1,152")
    ([(None, 26, 26, 32)], [(26, 26)], [(1, 152), (1152,)])
    """
    text = plain(text)
    joined = THOUSANDS.sub(lambda it: it[0].replace(",", ""), text)
    read = [_axes(it) for it in dict.fromkeys((text, joined))]
    return [axes for axes in read if axes]


def _axes(text: str) -> Shape | None:
    inner = re.sub(r"^[(\[\s]+|[)\]\s,칸개장.]+$", "", text.lower())
    # 쉼표로 나누었으면 `7×7×10`은 곱이고, 아니면 ×가 축을 나눈다.
    parts = re.split(r"[,;]" if "," in inner else r"[\s;×✕x*]+", inner)
    axes = [[factor.strip() for factor in re.split("[×✕x*]", part)] for part in parts]
    if not all(AXIS.fullmatch(it) for axis in axes for it in axis):
        return None
    return tuple(math.prod(map(int, axis)) if axis[0].isdigit() else None for axis in axes)


def line(text: str) -> str:
    """코드 한 줄에서 뜻을 바꾸지 않는 것(띄어쓰기, 따옴표의 종류, 끝의 쉼표와 주석)을 없앤다.

    >>> line("Conv2D( 32, 3, activation = 'relu', )  # 첫 층")
    'Conv2D ( 32 , 3 , activation = "relu" )'
    """
    tokens = [
        token
        for token in TOKEN.findall(unicodedata.normalize("NFKC", text.strip()))
        if not token.startswith("#")
    ]
    tokens = [f'"{token[1:-1]}"' if token[0] == "'" and '"' not in token else token for token in tokens]
    return re.sub(r" ,(?= [)\]}])|( [;,])+$", "", " ".join(tokens))


def judge(problem: dict, reply: str | Sequence[str]) -> Verdict:
    """답을 정답과 견주고, 틀렸으면 어떤 실수인지 말한다.

    Args:
        problem: `kind`(`number`, `shape`, `array`, `choice`, `line` 가운데 하나), `key`(정답),
            `mistakes`(틀린 답과 그 까닭의 짝), 수이면 `digits`(소수 몇째 자리까지 견주는가. 없으면 꼭 같아야
            한다).
        reply: 적은 글. `array`이면 칸마다 적은 글을 왼쪽 위에서부터, `choice`이면 고른 자리(0부터).
    """
    texts = [reply] if isinstance(reply, str) else list(reply)
    if not all(text.strip() for text in texts):
        return Verdict(False, "빈칸을 채운다.")
    [reply] = texts if problem["kind"] != "array" else [""]
    match problem["kind"]:
        case "number":
            return _judge_number(problem, reply)
        case "shape":
            return _judge_shape(problem, reply)
        case "array":
            return _judge_array(problem, texts)
        case "choice":
            found = _compared(problem, [problem["key"]], lambda at: at == int(reply))
            return found or Verdict(False, WRONG)
    written = line(reply)
    found = _compared(problem, problem["key"], lambda code: line(code) == written)
    return found or Verdict(False, OTHER)


def _compared(
    problem: dict, keys: Sequence[Any], is_reply: Callable[[Any], bool], shown: str = ""
) -> Verdict | None:
    """정답이나 아는 실수이면 그 결과."""
    if any(map(is_reply, keys)):
        return Verdict(True, RIGHT)
    for value, why in problem["mistakes"]:
        if is_reply(value):
            return Verdict(False, f"{shown}: {why}" if shown else why)
    return None


def _near(value: float, other: float, digits: int | None) -> bool:
    allowed = 1e-9 * max(1.0, abs(other)) if digits is None else 0.500001 * 10.0**-digits
    return abs(value - other) <= allowed


def _judge_number(problem: dict, text: str) -> Verdict:
    values = number(text)
    if not values:
        return Verdict(False, "수 하나를 숫자로 적는다.")
    digits = problem.get("digits")
    if any(_near(value, problem["key"], digits) for value in values):
        return Verdict(True, RIGHT)
    found = _compared(problem, [], lambda value: _near(values[0], value, digits), plain(text))
    return found or Verdict(False, f"{plain(text)}: {WRONG}")


def _judge_shape(problem: dict, text: str) -> Verdict:
    shapes, key = shape(text), tuple(problem["key"])
    if not shapes:
        return Verdict(False, f"값 {len(key)}개를 쉼표로 나누어 적는다.")
    keys = [key] if key[0] is None or len(key) > 3 else [key, (None, *key)]
    found = _compared(problem, keys, lambda it: tuple(it) in shapes, plain(text))
    return found or Verdict(False, f"{plain(text)}: {_of_axes(key, shapes[0])}")


def _of_axes(key: Shape, given: Shape) -> str:
    if key[0] is None and key[1:] == given:
        return "배치 축을 빠뜨렸다. 맨 앞에 None을 둔다."
    if key[0] is None and key[1:] == given[1:]:
        return "배치 축은 None이다."
    if key == given[1:]:
        return "배치 축은 적지 않는다."
    if len(key) != len(given):
        return f"값 {len(key)}개를 쉼표로 나누어 적는다."
    if sorted(map(str, key)) == sorted(map(str, given)):
        return "수는 맞지만 순서가 다르다."
    return WRONG


def _judge_array(problem: dict, texts: list[str]) -> Verdict:
    read = [number(text)[:1] for text in texts]
    if not all(read):
        return Verdict(False, "수로 읽을 수 없는 칸이 있다.")
    values = [value for [value] in read]

    def right(grid: Any) -> int:
        flat = [value for row in grid for value in row]
        near = (_near(it, other, problem.get("digits")) for it, other in zip(values, flat, strict=True))
        return sum(near)

    cells = len(values)
    for grid, why in [(problem["key"], ""), *problem["mistakes"]]:
        if right(grid) == cells:
            return Verdict(not why, why or RIGHT)
    return Verdict(False, f"{WRONG} {cells}칸 가운데 {right(problem['key'])}칸이 맞다.")
