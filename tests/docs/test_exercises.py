"""Exercises that answer back, on every lesson, in a real browser: what they take, and what they say."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import opened
from tests.docs.demo import status
from tests.test_shape import LESSONS
from tests.theme.test_accessibility import no_violations

PAGES = [page.removesuffix(".py") for page in LESSONS]
BUDGET = 5 * 1024  # bytes of a page's scripts for its exercises, gzip
FULL_WIDTH = str.maketrans("0123456789,()", "０１２３４５６７８９，（）")  # noqa: RUF001
FILES = "**/*_files/*.json"
JUDGE = """async (pairs) => {
  const { judge } = await import(new URL("exercises/judge.js", location));
  return pairs.map(([problem, reply]) => judge(problem, reply));
}"""


def exercises(site: Path, page: str) -> dict[str, list[dict[str, Any]]]:
    """The problems of the page's exercises, by their names."""
    soup = BeautifulSoup((site / page / "index.html").read_text(encoding="utf-8"), "html.parser")
    places = soup.select("[data-exercise]")
    files = {it["data-exercise"]: (site / page / it["data-file"]).resolve() for it in places}
    assert len(files) == len(places), f"{page}: 이름이 같은 연습 문제가 있다"
    return {name: json.loads(path.read_text(encoding="utf-8")) for name, path in files.items()}


def writings(problem: dict[str, Any], value: Any) -> Iterator[str | list[str]]:
    """The ways in which readers write an answer."""
    match problem["kind"]:
        case "number":
            plain = f"{value:.{problem['digits']}f}" if "digits" in problem else repr(value)
            yield from (plain, f" {plain} ", f"약 {plain}", f"{plain}개", plain.replace("-", "−"))
            yield plain.translate(FULL_WIDTH)
            if isinstance(value, int):
                yield from (f"{value:,}", f"{value}.0", f"{2 * value}/2")
        case "shape":
            axes = ["None" if it is None else str(it) for it in value]
            written = f"({', '.join(axes)})"
            yield from (written, ",".join(axes), "×".join(axes), "x".join(axes), " ".join(axes))
            yield from (f"[{', '.join(axes)}]", written.lower(), written.translate(FULL_WIDTH))
        case "array":
            cells = [str(it) for row in value for it in row]
            yield from (cells, [f" {it} " for it in cells], [it.replace("-", "−") for it in cells])
            yield [it.translate(FULL_WIDTH) for it in cells]
        case "choice":
            yield str(value)
        case "line":
            yield from (value, value.replace(" ", ""), f"  {value}  # 답", value.replace('"', "'"))


def keys(problem: dict[str, Any]) -> list[Any]:
    return problem["key"] if problem["kind"] == "line" else [problem["key"]]


def nonsense(problem: dict[str, Any], rng: random.Random) -> list[str | list[str]]:
    """Twenty replies that are wrong, some by little."""
    known = {json.dumps(it) for it in [*keys(problem), *(value for value, _ in problem["mistakes"])]}
    found: dict[str, str | list[str]] = {}
    while len(found) < 20:
        match problem["kind"]:
            case "number":
                step = 10.0 ** -problem["digits"] if "digits" in problem else 1
                value = problem["key"] + step * rng.choice((-1, 1)) * rng.randint(1, 200)
                reply: str | list[str] = rng.choice([str(value), f"{value}개", "모름", f"{value}×{value}"])
            case "shape":
                value = [it if it is None else max(1, it + rng.randint(-3, 3)) for it in problem["key"]]
                value = rng.choice((value, [*value, 1], value[1:], rng.sample(value, len(value))))
                reply = f"({', '.join(map(str, value))})"
            case "array":
                value = [[it + rng.choice((0, 0, 1, -2)) for it in row] for row in problem["key"]]
                reply = [str(it) for row in value for it in row]
            case "line":
                value = f"{problem['key'][0]}{rng.randint(0, 999)}"
                reply = value
            case _:
                return [str(at) for at in range(len(problem["options"])) if at != problem["key"]]
        if json.dumps(value) not in known and value != problem["key"]:
            found[json.dumps(reply)] = reply
    return list(found.values())


def fill(place: Locator, kind: str, reply: str | list[str]) -> None:
    if kind == "choice":
        place.locator(f'input[value="{reply}"]').check()
    elif kind == "array":
        for field, text in zip(place.locator(".answer input").all(), reply, strict=True):
            field.fill(text)
    else:
        place.locator(".answer input").fill(str(reply))


def said(place: Locator) -> Locator:
    return place.get_by_role("status")


@pytest.mark.parametrize("page", PAGES)
def test_lesson_has_exercises_of_several_kinds_and_one_to_explain(site: Path, page: str) -> None:
    kinds = {name: it[0]["kind"] for name, it in exercises(site, page).items()}
    assert len(kinds) >= 5, f"{page}: 답을 적는 연습 문제가 다섯은 있어야 한다"
    assert [*kinds.values()].count("open") == 1, f"{page}: 설명하는 문제가 하나 있어야 한다"
    assert len({*kinds.values()}) >= 3, f"{page}: 답하는 방법이 셋은 있어야 한다"
    if "/concepts/" in page:
        assert [*kinds][-1] == "mixed", f"{page}: 섞은 문제(mixed)로 끝나야 한다"
    for name, it in exercises(site, page).items():
        assert it[0]["hints"], f"{page}: {name}에 힌트가 없다"
        if it[0]["kind"] != "choice":
            assert len(it[0]["mistakes"]) >= 2, f"{page}: {name}에 흔한 실수가 둘은 있어야 한다"


@pytest.mark.parametrize("page", PAGES)
def test_no_diagnosis_is_the_right_answer_of_another_exercise_of_the_page(site: Path, page: str) -> None:
    """Who takes one exercise's answer for another's is not told of a mistake that was not made."""
    own = {name: it[0] for name, it in exercises(site, page).items()}
    for name, problem in own.items():
        for other, it in own.items():
            if (
                other == name
                or it["kind"] != problem["kind"]
                or it["kind"] not in ("number", "shape", "array")
            ):
                continue
            for value, why in it["mistakes"]:
                # Many wrong ways lead to 0 or 1.
                assert value != problem["key"] or value in (0, 1), (
                    f"{page}: {other}의 「{why}」이 {name}의 정답과 같다: {value}"
                )


@pytest.mark.parametrize("page", PAGES)
def test_every_problem_takes_its_key_however_written_and_names_each_mistake(
    site: Path, tab: Page, address: str, page: str
) -> None:
    rng = random.Random(page)
    right, named, wrong = [], [], []
    for it in exercises(site, page).values():
        for problem in it:
            if problem["kind"] == "open":
                continue
            right += [(problem, way) for key in keys(problem) for way in writings(problem, key)]
            named += [(problem, next(writings(problem, value)), why) for value, why in problem["mistakes"]]
        if it[0]["kind"] != "open":
            wrong += [(it[0], reply) for reply in nonsense(it[0], rng)]
    tab.goto(address)
    pairs = [*right, *((problem, reply) for problem, reply, _ in named), *wrong]
    verdicts = iter(tab.evaluate(JUDGE, pairs))
    for problem, reply in right:
        assert next(verdicts)["right"], (problem["key"], reply)
    for problem, reply, why in named:
        verdict = next(verdicts)
        assert not verdict["right"], (problem["key"], reply)
        assert verdict["said"].endswith(why), (problem["key"], reply, verdict)
    for problem, reply in wrong:
        assert not next(verdicts)["right"], (problem["key"], reply)


@pytest.mark.parametrize("page", PAGES)
def test_reader_answers_every_exercise_of_a_page(site: Path, tab: Page, address: str, page: str) -> None:
    """Each mistake is named, the right answer is taken, and the home page knows of it."""
    expected = exercises(site, page)
    tab.goto(f"{address}{page}/")
    for name, it in expected.items():
        problem = it[0]
        place = tab.locator(f'[data-exercise="{name}"]')
        place.scroll_into_view_if_needed()
        expect(place.locator("form")).to_be_visible()
        if problem["kind"] == "open":
            place.locator("textarea").fill("내 말로 적은 까닭이다.")
            place.get_by_role("button", name="모범 답과 견주기").click()
            for box in place.get_by_role("checkbox").all():
                box.check()
            expect(said(place)).to_have_text("✓ 빠진 것이 없다.")
            expect(place.locator("xpath=following-sibling::*[1]")).to_have_attribute("open", "")
            continue
        for why, value in {why: value for value, why in problem["mistakes"]}.items():
            fill(place, problem["kind"], next(writings(problem, value)))
            place.get_by_role("button", name="확인").click()
            expect(said(place)).to_contain_text(why)
        fill(place, problem["kind"], next(writings(problem, keys(problem)[0])))
        place.get_by_role("button", name="확인").click()
        expect(said(place)).to_contain_text("✓ 맞았다.")
        expect(place.get_by_text("✓ 푼 적 있다")).to_be_visible()
    tab.goto(address)
    card = tab.locator(f'[data-page="{page}"]')
    expect(card).to_contain_text(f"연습 {len(expected)}/{len(expected)}")
    expect(tab.locator("p.solved")).to_contain_text(f"가운데 {len(expected)}개를 풀었다")


PRACTICE = "tutorials/concepts/parameters"
FIRST = "conv-parameters"


@pytest.fixture
def first(tab: Page, address: str) -> Locator:
    return _first(tab, address)


def _first(tab: Page, address: str, query: str = "") -> Locator:
    tab.goto(f"{address}{PRACTICE}/{query}#연습-{FIRST}")
    place = tab.locator(f'[data-exercise="{FIRST}"][data-ready]')
    place.wait_for()
    return place


def test_answer_by_keyboard_and_hints_one_by_one(site: Path, tab: Page, first: Locator) -> None:
    hints = exercises(site, PRACTICE)[FIRST][0]["hints"]
    first.get_by_label("답").focus()
    tab.keyboard.type("1")
    tab.keyboard.press("Enter")
    expect(said(first)).to_have_text("1: 아직 아니다.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    for number, hint in enumerate(hints, start=1):
        expect(first.get_by_role("button", name=f"힌트 {number}/{len(hints)}")).to_be_focused()
        expect(first.locator(".hints li")).to_have_count(number - 1)
        tab.keyboard.press("Enter")
        expect(first.locator(".hints li").last).to_have_text(hint)
    expect(said(first)).to_have_text("1: 아직 아니다.")
    expect(first.get_by_role("button", name="힌트")).to_have_count(0)


def test_another_problem_has_its_own_address_and_answer(site: Path, tab: Page, address: str) -> None:
    problems = exercises(site, PRACTICE)[FIRST]
    first = _first(tab, address)
    for number in (1, 2):
        first.get_by_role("button", name="다른 문제").click()
        expect(first).to_contain_text(f"다른 문제 {number}. {problems[number]['text']}")
    expect(said(first)).to_have_text("다른 문제 2의 주소가 주소창에 있다.")
    expect(first.locator("xpath=following-sibling::*[1]")).to_be_hidden()  # the answer of the page's own
    address = tab.url
    tab.goto("about:blank")
    tab.goto(address)
    again = tab.locator(f'[data-exercise="{FIRST}"][data-ready]')
    expect(again).to_contain_text(f"다른 문제 2. {problems[2]['text']}")
    fill(again, "number", f"{problems[2]['key']:,}")
    again.get_by_role("button", name="확인").click()
    expect(said(again)).to_have_text(f"✓ 맞았다. {problems[2]['why']}")
    again.get_by_text("이 문제의 답").click()
    again.get_by_role("link", name="계산기에서").click()
    demo = tab.locator(".demo[data-ready]")
    expect(demo).to_be_in_viewport()
    expect(status(demo)).to_contain_text(f"{problems[2]['key']:,}개")


@pytest.mark.parametrize("number", ["9999", "-1", "1.5", "length", "없음"])
def test_address_of_no_problem_is_told(tab: Page, address: str, number: str) -> None:
    first = _first(tab, address, f"?{FIRST}={number}")
    expect(said(first)).to_have_text("주소에 적힌 번호의 문제는 없다.")
    expect(first.get_by_label("답")).to_be_visible()


def test_array_is_pasted_whole(site: Path, tab: Page, address: str) -> None:
    page, name = next(
        (page, name)
        for page in PAGES
        for name, it in exercises(site, page).items()
        if it[0]["kind"] == "array"
    )
    key = exercises(site, page)[name][0]["key"]
    tab.goto(f"{address}{page}/#연습-{name}")
    place = tab.locator(f'[data-exercise="{name}"][data-ready]')
    tab.evaluate("text => navigator.clipboard.writeText(text)", json.dumps(key))
    place.locator(".answer input").first.click()
    tab.keyboard.press("ControlOrMeta+V")
    tab.keyboard.press("Enter")
    expect(said(place)).to_contain_text("✓ 맞았다.")


def test_explanation_of_no_words_is_not_compared(tab: Page, address: str) -> None:
    tab.goto(f"{address}{PRACTICE}/#연습-twice-the-filters")
    place = tab.locator('[data-exercise="twice-the-filters"][data-ready]')
    place.get_by_role("button", name="모범 답과 견주기").click()
    expect(said(place)).to_have_text("먼저 자기 말로 한 문장 이상 적는다.")
    expect(place.locator("xpath=following-sibling::*[1]")).not_to_have_attribute("open", "")


def test_file_that_does_not_come_is_told_and_asked_for_again(tab: Page, address: str) -> None:
    tab.route(FILES, lambda route: route.fulfill(status=404))
    tab.goto(f"{address}{PRACTICE}/#연습-{FIRST}")
    place = tab.locator(f'[data-exercise="{FIRST}"]')
    expect(place.get_by_role("alert")).to_contain_text("문제를 받지 못했다(404)")
    tab.unroute(FILES)
    place.get_by_role("button", name="다시 받기").click()
    expect(place.get_by_label("답")).to_be_visible()
    expect(place.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("kept", ["[]", "null", "3", '{"tutorials/concepts/parameters": 1}', "{", '"x"'])
def test_record_that_is_damaged_does_no_harm(tab: Page, address: str, kept: str) -> None:
    tab.goto(address)
    tab.evaluate("text => localStorage.setItem('exercises', text)", kept)
    first = _first(tab, address)
    first.get_by_label("답").fill(str(conv_key(first)))
    tab.keyboard.press("Enter")
    expect(said(first)).to_contain_text("✓ 맞았다.")
    tab.goto(address)
    expect(tab.locator("p.solved")).to_contain_text("가운데 1개를 풀었다")


def conv_key(first: Locator) -> int:
    filters = re.search(r"채널이 (\d+)개인 특성 맵에 (\d+)×\d+ 필터 (\d+)개", first.inner_text())
    channels, kernel, number = map(int, filters.groups())
    return (kernel * kernel * channels + 1) * number


def test_browser_that_keeps_nothing_lets_a_reader_answer(browser: Browser, address: str) -> None:
    with opened(browser) as tab:
        forbidden = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
        tab.add_init_script(forbidden)
        first = _first(tab, address)
        first.get_by_label("답").fill(str(conv_key(first)))
        tab.keyboard.press("Enter")
        expect(said(first)).to_contain_text("✓ 맞았다.")


def test_record_is_cleared_on_the_home_page(tab: Page, address: str) -> None:
    first = _first(tab, address)
    first.get_by_label("답").fill(str(conv_key(first)))
    tab.keyboard.press("Enter")
    expect(first.get_by_text("✓ 푼 적 있다")).to_be_visible()
    tab.goto(address)
    expect(tab.locator(f'[data-page="{PRACTICE}"]')).to_contain_text("연습 1/")
    tab.get_by_role("button", name="기록 지우기").click()
    expect(tab.locator("p.solved")).to_contain_text("가운데 0개를 풀었다")
    expect(tab.get_by_role("button", name="기록 지우기")).to_be_hidden()
    assert tab.evaluate("localStorage.getItem('exercises')") is None


def test_without_javascript_the_question_and_the_answer_are_there(
    site: Path, browser: Browser, address: str
) -> None:
    with opened(browser, java_script_enabled=False) as tab:
        tab.goto(f"{address}{PRACTICE}/")
        place = tab.locator(f'[data-exercise="{FIRST}"]')
        problem = exercises(site, PRACTICE)[FIRST][0]
        expect(place).to_contain_text(problem["text"])
        box = place.locator("xpath=following-sibling::*[1]")
        box.locator("summary").click()
        expect(box).to_contain_text(problem["why"])
        expect(tab.locator('[data-exercise="color-layers"] li')).to_have_count(5)


def test_scripts_are_light_and_come_only_where_there_are_exercises(site: Path) -> None:
    scripts = [site / "exercises" / f"{name}.js" for name in ("exercise", "judge", "done")]
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in scripts) <= BUDGET
    for page, there in ((PRACTICE, True), ("about", False), ("tutorials/errors/shapes", False)):
        assert ("exercise.js" in (site / page / "index.html").read_text(encoding="utf-8")) == there


def test_far_from_the_exercises_nothing_of_them_is_asked_for(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}{PRACTICE}/", wait_until="networkidle")
    assert [url for url in asked if url.endswith(".json") and "_files" in url] == []


@pytest.mark.parametrize("page", PAGES)
def test_exercises_have_no_accessibility_violation_and_fit_a_phone(
    tab: Page, address: str, page: str
) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{address}{page}/")
    for place in tab.locator(".exercise").all():
        place.scroll_into_view_if_needed()
        place.locator("form").wait_for()
        again = place.get_by_role("button", name="다른 문제")
        if again.count():
            again.click()
            place.get_by_text("이 문제의 답").click()
        place.get_by_role("button", name="힌트").click()
        place.get_by_role("button", name=re.compile("확인|모범")).click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    no_violations(tab, within=".md-content")
