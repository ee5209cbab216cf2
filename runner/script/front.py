"""Front matter: what a script says of itself between `---` at its very top."""

import datetime
import re
from collections.abc import Iterator

import yaml

FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
KEY = r"[\w-]+[ \t]*:(?:[ \t].*)?"
# What was to be front matter: nothing but names, their values and comments.
LIKE = re.compile(rf"---[ \t]*\n(?:{KEY}\n(?:(?:{KEY}|[ \t#].*|- .*|)\n)*)---[ \t]*(?:\n|\Z)")
OPEN = re.compile(rf"---[ \t]*\n{KEY}(?:\n|\Z)")
DATE = "`date: 2026-01-31`처럼 있는 날짜를 따옴표 없이 적으세요."
SECOND = "맨 앞이 아닌 `---` 사이의 글은 설정이 되지 않고 그대로 보입니다. 스크립트의 맨 앞으로 옮기세요."


def split(text: str) -> tuple[str, str]:
    """The front matter with which a page's first text begins, and the text with empty lines in its place."""
    front = FRONT.match(text)
    end = front.end() if front else 0
    return text[:end], "\n" * text.count("\n", 0, end) + text[end:]


def problems(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with the front matter at the start of a page's first text: its line, from 0, and why."""
    front = FRONT.match(text)
    if not front:
        if OPEN.match(text):
            yield 0, "맨 앞의 `---`가 닫히지 않았습니다. 설정 다음 줄에 `---`만 적어 닫으세요."
        return
    if any(line != "---" for line in (front[0].split("\n")[0], front[0].split("\n")[-1])):
        yield 0, "설정을 감싸는 `---` 뒤에 빈칸이 있습니다. 지우세요."
    try:
        values = yaml.safe_load(front["yaml"])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = str(getattr(error, "problem", None) or error).split("\n")[0]
        remedy = "`이름: 값`처럼 적고, 값에 쌍점이 있으면 따옴표로 감싸세요."
        yield (
            1 + min(mark.line if mark else 0, front["yaml"].count("\n")),
            f"설정이 YAML이 아닙니다 ({why}). {remedy}",
        )
        return
    except Exception as error:  # a date or a number that there is not, each with an error of its own
        if date := _line_of(front["yaml"], "date"):
            yield date, DATE
        else:
            yield 1, f"설정의 값을 읽을 수 없습니다 ({error}). 따옴표로 감싸 보세요."
        return
    if not isinstance(values, dict):
        yield 1, "설정이 없습니다. `---` 사이에 `description: 한 문장`처럼 한 줄에 하나씩 적으세요."
        return
    yield from _values(values, front["yaml"])


def _values(values: dict, text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with what a script says of itself."""
    for name, example in {"description": "한 문장", "date": "2026-01-31"}.items():
        if name not in values:
            yield 1, f"`{name}`이 없습니다. `{name}: {example}`처럼 적으세요. 검색과 카드와 RSS에 쓰입니다."
    if "date" in values and not isinstance(values["date"], datetime.date):
        yield _line_of(text, "date") or 1, DATE
    if "description" in values and not isinstance(values["description"], str):
        remedy = "글이 아닙니다. 한 문장을 적고, 수나 예, 아니요로 읽힐 말은 따옴표로 감싸세요."
        yield _line_of(text, "description") or 1, f"`description`이 {remedy}"


def second(text: str) -> Iterator[tuple[int, str]]:
    """What a later text has as if it were front matter."""
    if LIKE.match(text):
        yield 0, SECOND


def _line_of(yaml_text: str, key: str) -> int | None:
    """On which line of the text a key stands, from 0; the first is that of the `---`."""
    lines = enumerate(yaml_text.split("\n"), start=1)
    return next((at for at, line in lines if re.match(rf"""["']?{key}["']?[ \t]*:""", line)), None)
