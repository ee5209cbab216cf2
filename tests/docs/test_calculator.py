"""출력 크기와 파라미터 계산기: a stack of layers and what it costs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.docs.demo import PLACES, status


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
    assert copied.endswith("?stack=28x28x1_c16k3_m2_c64k3_m2_c128k3_o0.5_f#calculator")
    tab.goto("about:blank")
    tab.goto(copied)
    expect(status(tab.locator(".demo"))).to_have_text(said)


def test_all_kinds_are_read_counted_and_changed(open_demo: Callable[[str], Locator], tab: Page) -> None:
    text = "28x28x1_c32k3d2same_w3s2_s64k3_t8k2s2_b_g_d10nobias"
    demo = open_demo(f"{PLACES['calculator']}?stack={text}")
    expect(status(demo)).to_contain_text("파라미터 5,208개 (16개는 훈련하지 않음, float32로 20.34 KB)")
    expect(status(demo)).to_contain_text("이미지 한 장에 곱셈 808,880번")
    expect(status(demo)).to_contain_text("층의 출력은 가장 큰 것이 98 KB, 모두 179.7 KB")
    results = demo.locator(".result")
    expect(results.nth(1)).to_contain_text("값 5,408개, 파라미터 320개, 곱셈 48,672번, 수용 영역 7×7")
    expect(results.nth(3)).to_contain_text("수용 영역은 자리마다 다를 수 있어")
    expect(results.nth(4)).to_contain_text("파라미터 32개 (16개는 훈련하지 않음)")
    expect(results.nth(6)).to_contain_text("출력에 닿는 입력 전체")
    demo.get_by_role("combobox", name="편향").last.select_option(label="있음")
    expect(results.nth(6)).to_contain_text("(8 + 1)·10 = 90")
    demo.get_by_role("spinbutton", name="그룹").fill("3")
    expect(status(demo)).to_contain_text(
        "1번 층 Conv2D: 채널 1개와 필터 32개를 그룹 3개로 똑같이 나눌 수 없다"
    )
    demo.get_by_role("spinbutton", name="그룹").fill("1")
    demo.get_by_role("spinbutton", name="배수").first.fill("2")
    demo.get_by_role("button", name="주소 복사").click()
    expect(demo.get_by_text("이 모델의 주소를 복사했다.")).to_be_visible()
    assert tab.url.endswith("?stack=28x28x1_c32k3d2same_w3s2x2_s64k3_t8k2s2_b_g_d10#calculator")


@pytest.mark.parametrize(
    ("stack", "message"),
    [
        ("28x28x4_c6k3g4", "채널 4개와 필터 6개를 그룹 4개로 똑같이 나눌 수 없다"),
        ("28x28x1_c8k3s2d2", "보폭과 팽창을 함께 1보다 크게 하지 못한다"),
        ("28x28x1_w5d7", "29×29 창이 28×28보다 커서 놓을 자리가 없다"),
        ("28x28x1_t8k3s200", "출력의 한 변이 4,096을 넘는다"),
        ("28x28x1_f_s8k3", "SeparableConv2D는 (높이, 너비, 채널)을 받는데"),
        ("4096x4096x4096_c4096k4096same", "수가 너무 커서 정확히 셀 수 없다"),
    ],
)
def test_what_cannot_be_counted_says_why(
    open_demo: Callable[[str], Locator], stack: str, message: str
) -> None:
    expect(status(open_demo(f"{PLACES['calculator']}?stack={stack}"))).to_contain_text(message)


def test_receptive_field_past_exact_numbers_is_not_said(open_demo: Callable[[str], Locator]) -> None:
    demo = open_demo(f"{PLACES['calculator']}?stack=28x28x1{'_c1k3s4096same' * 6}")
    expect(demo.locator(".result").nth(3)).to_contain_text("수용 영역 137472516099×137472516099")
    expect(demo.locator(".result").nth(5)).to_contain_text("수용 영역은 너무 커서 셀 수 없음")
    expect(demo.locator(".result").nth(5)).not_to_contain_text("수용 영역:")


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
