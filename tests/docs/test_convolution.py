"""합성곱 한 칸씩: the window that slides over an image."""

import itertools
import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect
from scipy.signal import convolve2d, correlate2d

from tests.docs.demo import PLACES, as_numbers, cell, near, numbers, status


def kernel_of(demo: Locator) -> np.ndarray:
    return np.array([float(it.input_value()) for it in demo.locator(".kernel input").all()]).reshape(3, 3)


# Chooses as a reader does and reads both grids: to click through ninety settings takes a minute and a half.
FILL = """
(demo, settings) => {
  const named = (name) => [...demo.querySelectorAll("label")].find((it) => it.textContent.startsWith(name));
  const choose = (name, value) => {
    const control = named(name).querySelector("select, input");
    if (control.type === "checkbox") control.checked = value;
    else control.value = value;
    for (const event of ["input", "change"]) control.dispatchEvent(new Event(event, { bubbles: true }));
  };
  const read = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent));
  return settings.map((setting) => {
    for (const [name, value] of Object.entries(setting)) choose(name, value);
    [...demo.querySelectorAll("button")].find((it) => it.textContent === "재생").click();
    const [input, map] = demo.querySelectorAll(".grid");
    return [read(input), read(map), demo.querySelector("[role=status]").textContent];
  });
}
"""


@pytest.mark.parametrize(
    "kernel", ["소벨 가로 (세로로 선 윤곽선)", "흐리게", "날카롭게", "항등", "사방의 윤곽선"]
)
def test_feature_map_is_scipys(still: Page, address: str, kernel: str) -> None:
    still.goto(f"{address}{PLACES['convolution']}")
    demo = near(still)
    image = numbers(demo.locator(".grid").first)
    demo.get_by_role("combobox", name="커널", exact=True).select_option(label=kernel)
    weights = kernel_of(demo)
    cases = list(itertools.product((0, 1, 2), (1, 2, 3), (False, True)))  # padding, stride, turned
    settings = [
        {"패딩": str(padding), "보폭": str(stride), "커널 뒤집기": flipped}
        for padding, stride, flipped in cases
    ]
    results = demo.evaluate(FILL, settings)  # less motion: the whole map at once
    for (padding, stride, flipped), (filled, shown, said) in zip(cases, results, strict=True):
        padded = np.pad(image, padding)
        assert np.array_equal(as_numbers(filled), padded)
        compute = convolve2d if flipped else correlate2d
        expected = compute(padded, weights, mode="valid")[::stride, ::stride]
        assert len(shown) == len(expected)
        assert np.abs(as_numbers(shown) - expected).max() <= 0.55  # cells of two digits are rounded
        assert f"{len(shown)}×{len(shown[0])}칸을 모두 채웠다" in said


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
    image = near(phone).locator(".grid").first
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
