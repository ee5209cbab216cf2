"""숫자를 그려 보세요: the trained models on what a reader draws."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.docs.demo import FAULTS, WEIGHTS, near, numbers, status


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
    demo = near(phone)
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
    demo = near(phone)
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
    demo = near(tab)
    demo.wait_for(state="attached")
    tab.wait_for_timeout(300)
    assert not [url for url in asked if url.endswith(".safetensors")]
    demo.scroll_into_view_if_needed()
    expect(tab.locator(".samples button").first).to_be_attached()
    assert [url.rsplit("/", 1)[1] for url in asked if url.endswith(".safetensors")] == [
        "mnist_convnet.safetensors"
    ]


@pytest.mark.parametrize("fault", FAULTS)
def test_model_that_does_not_arrive_whole_can_be_asked_for_again(tab: Page, address: str, fault: str) -> None:
    befalls, message = FAULTS[fault]
    tab.route(WEIGHTS, befalls)
    tab.goto(f"{address}draw/")
    demo = near(tab)
    expect(demo.get_by_role("alert")).to_contain_text(message.format("모델"))
    tab.unroute(WEIGHTS)
    demo.get_by_role("button", name="다시 받기").click()
    expect(demo.locator(".samples button")).to_have_count(20)
    expect(demo.get_by_role("alert")).to_be_empty()
