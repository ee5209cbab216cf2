"""The demos as a reader meets them: mouse, finger, keyboard, bad input, and without JavaScript."""

import gzip
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, Route, expect
from scipy.signal import convolve2d, correlate2d

from snippets.pooling import pool2d

PLACES = {
    "convolution": "tutorials/concepts/convolution/",
    "pooling": "tutorials/concepts/pooling/",
    "calculator": "tutorials/concepts/parameters/",
    "draw": "draw/",
}
PAGES = [*PLACES.values(), "tutorials/concepts/padding_and_stride/"]
WEIGHTS = "**/*.safetensors"
BUDGET = 12_000  # bytes of all scripts of a page, gzip


@pytest.fixture
def open_demo(tab: Page, address: str) -> Callable[[str], Locator]:
    def open_it(name: str) -> Locator:
        tab.goto(f"{address}{PLACES.get(name, name)}")
        demo = tab.locator(".demo[data-ready]")
        demo.scroll_into_view_if_needed()
        if name == "draw":
            expect(demo.locator(".samples button")).to_have_count(20)
        return demo

    return open_it


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A reader who asked for less motion."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def numbers(grid: Locator) -> np.ndarray:
    texts = grid.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))")
    return np.array([[float(text.replace("−", "-")) if text else np.nan for text in row] for row in texts])


def cell(grid: Locator, row: int, column: int) -> Locator:
    return grid.locator("tr").nth(row).locator("td").nth(column)


def status(demo: Locator) -> Locator:
    return demo.get_by_role("status")


# --- What every demo has ---------------------------------------------------------------------------


def scripts(site: Path, page: str) -> set[Path]:
    """The modules that a page loads, and those that they import."""
    soup = BeautifulSoup((site / page / "index.html").read_text(encoding="utf-8"), "html.parser")
    waiting = [(site / page / tag["src"]).resolve() for tag in soup.select("script[type=module]")]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        found.add(path)
        names = re.findall(r'from ?"(\./\w+\.js)"', path.read_text(encoding="utf-8"))
        waiting += [path for name in names if (path := (path.parent / name).resolve()) not in found]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_scripts_of_a_page_are_light(site: Path, page: str) -> None:
    found = scripts(site, page)
    assert len(found) >= 3
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in found) <= BUDGET


def test_every_module_is_used_by_a_page(site: Path) -> None:
    used = set().union(*(scripts(site, page) for page in PAGES))
    assert used == {path.resolve() for path in (site / "demos").glob("*.js")}


@pytest.mark.parametrize("page", ["", "about", "tutorials/posts/mnist_convnet"])
def test_page_without_demo_loads_none_of_it(site: Path, page: str) -> None:
    assert "demos" not in (site / page / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_without_javascript_a_picture_and_a_text_stand_there(
    browser: Browser, address: str, page: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}{page}")
    demo = tab.locator(".demo")
    for picture in demo.locator("img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        assert len(picture.get_attribute("alt")) > 20
    assert demo.locator("img").count() >= 1
    assert "자바스크립트를 켜면" in demo.inner_text()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", [*PLACES, "missing"])
def test_demo_has_no_accessibility_violation(
    browser: Browser, address: str, name: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    tab = context.new_page()
    if name == "missing":
        tab.route(WEIGHTS, lambda route: route.fulfill(status=404))
    tab.goto(f"{address}{PLACES.get(name, 'draw/')}")
    demo = tab.locator(".demo[data-ready]")
    demo.scroll_into_view_if_needed()
    if name == "convolution":
        for _ in range(20):
            demo.get_by_role("button", name="다음").click()
    if name == "draw":
        demo.locator(".samples button").nth(3).click()
        expect(status(demo)).to_contain_text("정답은 3")
    if name == "missing":
        expect(demo.get_by_role("alert")).to_contain_text("404")
    violations = Axe().run(tab, context=".demo").response["violations"]
    assert [(it["id"], [node["html"] for node in it["nodes"]][:2]) for it in violations] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


# --- 합성곱 한 칸씩 ----------------------------------------------------------------------------------


def kernel_of(demo: Locator) -> np.ndarray:
    return np.array([float(it.input_value()) for it in demo.locator(".kernel input").all()]).reshape(3, 3)


@pytest.mark.parametrize(
    "kernel", ["소벨 가로 (세로로 선 윤곽선)", "흐리게", "날카롭게", "항등", "사방의 윤곽선"]
)
def test_feature_map_is_scipys(still: Page, address: str, kernel: str) -> None:
    still.goto(f"{address}{PLACES['convolution']}")
    demo = still.locator(".demo[data-ready]")
    first, second = demo.locator(".grid").all()
    image = numbers(first)
    demo.get_by_role("combobox", name="커널", exact=True).select_option(label=kernel)
    for padding, stride, flipped in itertools.product((0, 1, 2), (1, 2, 3), (False, True)):
        demo.get_by_role("combobox", name="패딩").select_option(str(padding))
        demo.get_by_role("combobox", name="보폭").select_option(str(stride))
        demo.get_by_role("checkbox", name="커널 뒤집기").set_checked(flipped)
        demo.get_by_role("button", name="재생").click()  # less motion: all at once
        shown = numbers(second)
        assert f"{shown.shape[0]}×{shown.shape[1]}칸을 모두 채웠다" in status(demo).inner_text()
        padded = np.pad(image, padding)
        assert np.array_equal(numbers(first), padded)
        compute = convolve2d if flipped else correlate2d
        expected = compute(padded, kernel_of(demo), mode="valid")[::stride, ::stride]
        assert shown.shape == expected.shape
        assert np.abs(shown - expected).max() <= 0.55  # cells of two digits are rounded


def test_steps_write_the_products_and_their_sum(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("convolution")
    image, feature_map = demo.locator(".grid").first, demo.locator(".grid").nth(1)
    values = numbers(image)
    for _ in range(14):
        demo.get_by_role("button", name="다음").click()
    demo.get_by_role("button", name="이전").click()
    value = f"{numbers(feature_map)[1, 1]:.0f}".replace("-", "−")
    assert status(demo).inner_text() == f"특성 맵 2행 2열의 값은 {value}이다."
    assert image.locator(".lit").count() == 9
    written = demo.locator(".sum").inner_text().replace("−", "-")
    products = re.findall(r"(-?\d+)×\(?(-?\d+)", written)
    assert len(products) == 9
    assert [int(value) for value, _ in products] == values[1:4, 1:4].ravel().tolist()
    assert sum(int(a) * int(b) for a, b in products) == int(written.rsplit("= ", 1)[1])
    assert np.isfinite(numbers(feature_map)).sum() == 15  # 13 steps and back, each place kept


def test_playing_fills_the_map_and_stops(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("convolution")
    demo.get_by_role("combobox", name="보폭").select_option("3")
    demo.get_by_role("button", name="재생").click()
    demo.get_by_role("button", name="멈춤").click()
    seen = np.isfinite(numbers(demo.locator(".grid").nth(1))).sum()
    assert seen < 16
    demo.get_by_role("button", name="재생").click()
    expect(status(demo)).to_contain_text("4×4칸을 모두 채웠다")
    expect(demo.get_by_role("button", name="재생")).to_be_visible()


def test_hovering_and_arrow_keys_move_the_window(open_demo: Callable[[str], Locator], tab: Page) -> None:
    demo = open_demo("convolution")
    feature_map = demo.locator(".grid").nth(1)
    cell(feature_map, 4, 5).hover()
    expect(status(demo)).to_contain_text("5행 6열")
    cell(feature_map, 0, 0).focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowRight")
    expect(status(demo)).to_contain_text("2행 2열")
    assert feature_map.locator("[tabindex='0']").count() == 1
    cell(demo.locator(".grid").first, 13, 13).hover()
    expect(status(demo)).to_contain_text("12행 12열")


def test_keys_of_the_browser_and_the_theme_are_left_alone(
    open_demo: Callable[[str], Locator], tab: Page
) -> None:
    demo = open_demo("convolution")
    before, url = numbers(demo.locator(".grid").first), tab.url
    cell(demo.locator(".grid").first, 4, 4).focus()
    for key in (".", ",", "n", "Control+5", "Alt+ArrowLeft"):
        tab.keyboard.press(key)
    tab.wait_for_timeout(300)
    assert tab.url == url  # the theme turns the page at "." and ","
    assert np.array_equal(numbers(demo.locator(".grid").first), before)


def test_a_mouse_in_the_way_does_not_disturb_playing(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("convolution")
    demo.get_by_role("combobox", name="보폭").select_option("3")
    feature_map = demo.locator(".grid").nth(1)
    cell(feature_map, 2, 2).hover()  # fills one place ahead
    demo.get_by_role("button", name="재생").click()
    cell(feature_map, 3, 1).hover()
    expect(status(demo)).to_contain_text("4×4칸을 모두 채웠다")
    assert np.isfinite(numbers(feature_map)).all()


def test_cells_are_painted_by_mouse_and_by_keys(open_demo: Callable[[str], Locator], tab: Page) -> None:
    demo = open_demo("convolution")
    demo.get_by_role("combobox", name="이미지", exact=True).select_option(label="빈 격자")
    image = demo.locator(".grid").first
    assert not numbers(image).any()
    cell(image, 2, 2).click()
    cell(image, 3, 3).focus()
    tab.keyboard.press("7")
    painted = numbers(image)
    assert (painted[2, 2], painted[3, 3], painted.sum()) == (9, 7, 16)
    cell(demo.locator(".grid").nth(1), 2, 2).hover()
    expect(status(demo)).to_contain_text("값은 −9이다")  # of 9 under the −1, and 7 under the 0


def test_a_tap_paints_and_a_swipe_does_not(phone: Page, address: str) -> None:
    phone.goto(f"{address}{PLACES['convolution']}")
    image = phone.locator(".demo[data-ready] .grid").first
    cell(image, 0, 0).scroll_into_view_if_needed()
    before = numbers(image).sum()
    cell(image, 0, 0).tap()
    assert numbers(image).sum() == before + 9
    box = cell(image, 5, 0).bounding_box()
    session = phone.context.new_cdp_session(phone)
    x, y = box["x"] + 5, box["y"] + 5
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for moved in range(0, 200, 20):
        point = {"x": x, "y": y - moved}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert numbers(image).sum() == before + 9


def test_a_kernel_of_nonsense_says_what_it_takes(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("convolution")
    weight = demo.locator(".kernel input").nth(4)
    weight.fill("")
    expect(status(demo)).to_contain_text("빈 칸은 0으로 계산한다")
    weight.fill("1e9")
    expect(status(demo)).to_contain_text("−99에서 99까지")
    weight.fill("2")
    expect(status(demo)).to_contain_text("값은")
    assert demo.get_by_role("combobox", name="커널", exact=True).input_value() == "own"


# --- 출력 크기와 파라미터 계산기 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "total"),
    [
        ("MNIST 합성곱 신경망", "104,202"),
        ("옷 사진 모델 A", "39,478"),
        ("옷 사진 모델 B", "333,526"),
        ("필터와 채널", "203,068"),
        ("심층 합성곱 신경망", "1,111,946"),
        ("층을 하나씩 쌓기", "333,526"),
        ("텐서플로 기초의 다층 퍼셉트론", "42,310"),
    ],
)
def test_preset_counts_as_its_page_does(open_demo: Callable[[str], Locator], model: str, total: str) -> None:
    demo = open_demo("calculator")
    demo.get_by_role("combobox", name="모델").select_option(label=model)
    expect(status(demo)).to_contain_text(f"파라미터 {total}개")


def test_stack_is_changed_by_keyboard_and_shared_by_address(
    open_demo: Callable[[str], Locator], tab: Page
) -> None:
    demo = open_demo("calculator")
    demo.get_by_role("spinbutton", name="필터").first.fill("16")
    expect(status(demo)).to_contain_text("파라미터 94,")
    demo.get_by_role("button", name="7번 층 Dense 빼기").focus()
    tab.keyboard.press("Enter")
    demo.get_by_role("combobox", name="더할 층").select_option(label="Dropout")
    demo.get_by_role("button", name="더하기").press("Enter")
    demo.get_by_role("button", name="7번 층 Dropout 위로").press("Enter")
    expect(demo.locator("legend").nth(5)).to_have_text("6. Dropout")
    said = status(demo).inner_text()
    demo.get_by_role("button", name="주소 복사").click()
    expect(demo.get_by_text("이 모델의 주소를 복사했다.")).to_be_visible()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("?stack=28x28x1_c16k3_m2_c64k3_m2_c128k3_o0.5_f")
    tab.goto("about:blank")
    tab.goto(copied)
    expect(status(tab.locator(".demo"))).to_have_text(said)


def test_focus_stays_with_the_layer_that_moves(open_demo: Callable[[str], Locator], tab: Page) -> None:
    demo = open_demo("calculator")
    demo.get_by_role("button", name="1번 층 Conv2D 아래로").focus()
    tab.keyboard.press("Enter")
    expect(demo.get_by_role("button", name="2번 층 Conv2D 아래로")).to_be_focused()
    demo.get_by_role("button", name="7번 층 Dense 빼기").press("Enter")
    expect(demo.get_by_role("button", name="6번 층 Flatten 빼기")).to_be_focused()


def test_no_more_layers_than_the_reader_is_told(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo(f"{PLACES['calculator']}?stack=28x28x1{'_o0.5' * 30}")
    expect(demo.locator("li")).to_have_count(30)
    demo.get_by_role("button", name="더하기").click()
    expect(demo.get_by_text("층은 30개까지 쌓을 수 있다.")).to_be_visible()
    expect(demo.locator("li")).to_have_count(30)


def test_address_of_an_empty_field_is_not_copied(open_demo: Callable[[str], Locator], tab: Page) -> None:
    demo = open_demo("calculator")
    demo.get_by_role("spinbutton", name="필터").first.fill("")
    demo.get_by_role("button", name="주소 복사").click()
    expect(demo.get_by_text("주소를 만들지 못했다")).to_be_visible()
    assert "NaN" not in tab.url


def test_choosing_no_preset_changes_nothing(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("calculator")
    demo.get_by_role("combobox", name="모델").select_option(label="필터와 채널")
    said = status(demo).inner_text()
    demo.get_by_role("combobox", name="모델").select_option(label="고르기")
    assert status(demo).inner_text() == said


def test_impossible_stack_explains_itself(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("calculator")
    demo.get_by_role("spinbutton", name="커널").nth(1).fill("15")
    expect(status(demo)).to_contain_text("15×15 창이 13×13보다 커서 놓을 자리가 없다")
    expect(demo.locator(".impossible")).to_have_count(1)
    expect(demo.locator(".result").nth(3)).to_have_text("위의 층부터 고친다.")
    demo.get_by_role("spinbutton", name="커널").nth(1).fill("")
    expect(status(demo)).to_contain_text("커널에는 1에서 4,096까지의 정수를 적는다")
    demo.get_by_role("spinbutton", name="커널").nth(1).fill("3")
    expect(status(demo)).to_contain_text("104,202개")


@pytest.mark.parametrize("query", ["nonsense", "28x28x1_c3", "28x28x1_q", "", "<script>alert(1)</script>"])
def test_address_of_nonsense_is_explained(open_demo: Callable[[str], Locator], query: str) -> None:
    demo = open_demo(f"{PLACES['calculator']}?stack={query}")
    expect(demo.get_by_role("alert")).to_contain_text("주소에 적힌 모델을 읽지 못했다")
    expect(status(demo)).to_contain_text("104,202개")
    demo.get_by_role("combobox", name="모델").select_option(label="필터와 채널")
    expect(demo.get_by_role("alert")).to_be_empty()


# --- 풀링 놀이 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize(("label", "kind"), [("최대", "max"), ("평균", "average")])
def test_pooled_values_are_the_snippets(
    open_demo: Callable[[str], Locator], label: str, kind: str, size: int
) -> None:
    demo = open_demo("pooling")
    demo.get_by_role("combobox", name="풀링", exact=True).select_option(label=label)
    demo.get_by_role("combobox", name="구역").select_option(str(size))
    demo.get_by_role("slider", name="오른쪽으로 옮기기").fill("3")
    before, pooled, after, pooled_after = (numbers(it) for it in demo.locator(".grid").all())
    assert np.array_equal(after[:, 3:], before[:, :-3])
    assert not after[:, :3].any()
    for values, shown in ((before, pooled), (after, pooled_after)):
        expected = pool2d(values[:, :, np.newaxis], size, kind=kind)[:, :, 0]
        assert np.abs(shown - expected).max() <= 0.051
    changed = (np.abs(pooled - pooled_after) > 1e-9).sum()
    assert f"{pooled.size}칸 가운데 {changed}칸이 바뀌었다" in status(demo).inner_text()
    assert demo.locator(".grid").nth(3).locator(".lit").count() == changed


def test_pooling_and_calculator_by_finger(phone: Page, address: str) -> None:
    phone.goto(f"{address}{PLACES['pooling']}")
    demo = phone.locator(".demo[data-ready]")
    cell(demo.locator(".grid").first, 0, 0).tap()
    assert numbers(demo.locator(".grid").nth(1))[0, 0] == 9
    phone.goto(f"{address}{PLACES['calculator']}")
    demo = phone.locator(".demo[data-ready]")
    demo.get_by_role("button", name="2번 층 MaxPooling2D 빼기").tap()
    expect(status(demo)).to_contain_text("출력 (10,)")
    expect(demo.locator("legend").nth(1)).to_have_text("2. Conv2D")


def test_shift_says_what_changes_and_what_does_not(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("pooling")
    shift, kind = (
        demo.get_by_role("slider", name="오른쪽으로 옮기기"),
        demo.get_by_role("combobox", name="풀링", exact=True),
    )
    shift.focus()
    shift.press("ArrowRight")
    expect(status(demo)).to_contain_text("구역의 한 변 2의 배수가 아니어서")
    shift.press("ArrowRight")
    expect(status(demo)).to_contain_text("통째로 1칸 옮겨졌다(등변)")
    kind.select_option(label="전역 최대")
    expect(status(demo)).to_contain_text("2칸 옮겨도 8 그대로이다(불변)")
    cell(demo.locator(".grid").first, 0, 7).click()
    expect(status(demo)).to_contain_text("9에서 8로 바뀌었다")
    expect(status(demo)).to_contain_text("밀려 나간 값이 있다")


# --- 숫자를 그려 보세요 -----------------------------------------------------------------------------


def test_drawing_by_mouse_is_predicted_live(open_demo: Callable[[str], Locator], tab: Page) -> None:
    demo = open_demo("draw")
    expect(status(demo)).to_contain_text("아직 그린 것이 없다")
    box = demo.locator(".pad").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"]
    tab.mouse.move(x, y + 40)
    tab.mouse.down()
    for step in range(1, 11):
        tab.mouse.move(x, y + 40 + step * box["height"] * 0.07)
    tab.mouse.up()
    expect(status(demo)).to_contain_text("예측은 1(")
    shares = demo.locator(".share").all_inner_texts()
    assert abs(sum(float(share.strip("<>%")) for share in shares) - 100) < 1.1
    demo.get_by_role("button", name="지우기").click()
    expect(status(demo)).to_contain_text("아직 그린 것이 없다")
    assert demo.locator(".share").all_inner_texts() == [""] * 10


def test_drawing_by_finger_does_not_scroll(phone: Page, address: str) -> None:
    phone.goto(f"{address}draw/")
    demo = phone.locator(".demo[data-ready]")
    demo.locator(".pad").scroll_into_view_if_needed()
    box, top = demo.locator(".pad").bounding_box(), phone.evaluate("scrollY")
    session = phone.context.new_cdp_session(phone)
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        point = {"x": x, "y": y + step * box["height"] / 10}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(status(demo)).to_contain_text("예측은 1(")
    assert phone.evaluate("scrollY") == top


def test_a_palm_does_not_draw(phone: Page, address: str) -> None:
    phone.goto(f"{address}draw/")
    demo = phone.locator(".demo[data-ready]")
    demo.locator(".pad").scroll_into_view_if_needed()
    box = demo.locator(".pad").bounding_box()
    finger = {"x": box["x"] + 30, "y": box["y"] + 30, "id": 0}
    palm = {"x": box["x"] + box["width"] - 30, "y": box["y"] + box["height"] - 30, "id": 1}
    session = phone.context.new_cdp_session(phone)
    for kind, points in (
        ("Start", [finger]),
        ("Start", [finger, palm]),
        ("Move", [finger, palm]),
        ("End", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    expect(status(demo)).to_contain_text("예측은")
    drawn = demo.locator(".pad").evaluate(
        "it => it.getContext('2d').getImageData(140, 140, 140, 140).data.some(Boolean)"
    )
    assert not drawn


def test_drawing_by_keyboard(open_demo: Callable[[str], Locator], tab: Page) -> None:
    demo = open_demo("draw")
    demo.locator(".pad").focus()
    for key in [*["ArrowUp"] * 8, "Space", *["ArrowDown"] * 16]:
        tab.keyboard.press(key)
    expect(status(demo)).to_contain_text("예측은 1(")
    expect(demo.locator(".brush.down")).to_be_visible()
    tab.keyboard.press("Backspace")
    expect(status(demo)).to_contain_text("아직 그린 것이 없다")


def test_covering_an_empty_drawing_says_so(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("draw")
    demo.get_by_role("button", name="가려 보기").click()
    expect(status(demo)).to_contain_text("아직 그린 것이 없다")


def test_test_image_is_named_and_judged(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("draw")
    demo.get_by_role("button", name="테스트 이미지 20:").click()
    expect(status(demo)).to_contain_text("틀렸다")  # the last ten are those it got wrong
    demo.get_by_role("combobox", name="모델", exact=True).select_option(label="옷 사진")
    expect(status(demo)).to_contain_text("정답은 티셔츠")
    assert demo.locator(".pad").count() == 0
    demo.get_by_role("button", name="테스트 이미지 2: 바지").click()
    expect(status(demo)).to_contain_text("정답은 바지")


def test_occlusion_names_the_place_that_matters(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("draw")
    demo.get_by_role("combobox", name="모델", exact=True).select_option(label="옷 사진")
    demo.get_by_role("button", name="테스트 이미지 9: 가방").click()
    demo.get_by_role("button", name="가려 보기").click()
    expect(status(demo)).to_contain_text(re.compile("확률이 .*떨어진다|떨어지지 않는다"))
    coloured = demo.locator(".seen").evaluate(
        "it => it.getContext('2d').getImageData(0, 0, 28, 28).data.some((v, i, all) => "
        "i % 4 === 0 && v !== all[i + 1])"
    )
    assert coloured


@pytest.mark.parametrize("subject", ["손글씨 숫자", "옷 사진"])
def test_arithmetic_of_every_layer_adds_up(open_demo: Callable[[str], Locator], subject: str) -> None:
    demo = open_demo("draw")
    demo.get_by_role("combobox", name="모델", exact=True).select_option(label=subject)
    demo.get_by_role("button", name="테스트 이미지 4:").click()
    layer = demo.get_by_role("combobox", name="층", exact=True)
    for name in layer.locator("option").all_inner_texts():
        layer.select_option(label=name)
        written = demo.locator(".sum").last.inner_text().replace("−", "-")
        window = numbers(demo.locator(".grid").first)
        if name.startswith("최대"):
            expect(demo.locator(".grid").nth(1)).to_be_hidden()
            expect(demo.get_by_role("spinbutton", name="입력 채널")).to_be_hidden()
            assert abs(float(written.rsplit("= ", 1)[1]) - window.max()) <= 0.06
            continue
        kernel, product = (numbers(demo.locator(".grid").nth(i)) for i in (1, 2))
        assert np.abs(window * kernel - product).max() <= 0.06 * max(1, np.abs(window).max())
        total, bias, before, after = map(
            float, re.search(r"합 (\S+) \+ 편향 (\S+) = (\S+) → ReLU → (\S+)", written).groups()
        )
        assert abs(total + bias - before) <= 0.002
        assert abs(max(before, 0) - after) <= 0.002
        assert after > 0  # begins with the strongest value


def test_feature_map_that_is_clicked_is_explained(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo("draw")
    demo.get_by_role("button", name="테스트 이미지 1:").click()
    canvas = demo.locator(".gallery canvas").nth(2)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] * 2.5 / 16, "y": box["height"] * 1.5 / 4})
    assert demo.get_by_role("combobox", name="층", exact=True).input_value() == "2"
    assert demo.get_by_role("spinbutton", name="특성 맵").input_value() == "19"
    expect(demo.locator(".sum").last).to_contain_text("채널 32개의 합")
    demo.get_by_role("spinbutton", name="특성 맵").fill("999")
    demo.get_by_role("spinbutton", name="행").focus()
    demo.get_by_role("spinbutton", name="행").fill("2")
    assert demo.get_by_role("spinbutton", name="특성 맵").input_value() == "64"


def test_weights_wait_for_the_reader(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.set_viewport_size({"width": 390, "height": 60})  # nothing but the header
    tab.goto(f"{address}draw/")
    tab.wait_for_selector(".demo[data-ready]", state="attached")
    tab.wait_for_timeout(300)
    assert not [url for url in asked if url.endswith(".safetensors")]
    tab.locator(".demo").scroll_into_view_if_needed()
    expect(tab.locator(".samples button").first).to_be_attached()
    assert [url.rsplit("/", 1)[1] for url in asked if url.endswith(".safetensors")] == [
        "mnist_convnet.safetensors"
    ]


def flip_a_byte(route: Route) -> None:
    body = bytearray(route.fetch().body())
    body[-5000] ^= 255
    route.fulfill(body=bytes(body))


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda route: route.fulfill(status=404), "찾지 못했다(404)"),
        (lambda route: route.abort(), "인터넷 연결을 확인한다"),
        (flip_a_byte, "손상되었다"),
        (lambda route: route.fulfill(body=route.fetch().body()[:100_000]), "손상되었다"),
        (lambda route: route.fulfill(body="<html>not a model</html>"), "손상되었다"),
        (lambda route: route.fulfill(body=""), "손상되었다"),
    ],
    ids=["missing", "offline", "flipped byte", "cut off", "another file", "empty"],
)
def test_model_that_does_not_arrive_whole_can_be_asked_for_again(
    tab: Page, address: str, fault: Callable[[Route], None], message: str
) -> None:
    tab.route(WEIGHTS, fault)
    tab.goto(f"{address}draw/")
    demo = tab.locator(".demo[data-ready]")
    expect(demo.get_by_role("alert")).to_contain_text(message)
    tab.unroute(WEIGHTS)
    demo.get_by_role("button", name="다시 받기").click()
    expect(demo.locator(".samples button")).to_have_count(20)
    expect(demo.get_by_role("alert")).to_be_empty()
