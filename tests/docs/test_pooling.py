"""풀링 놀이: an image that shifts, and what is left of that after pooling."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from snippets.pooling import pool2d
from tests.docs.demo import PLACES, cell, near, numbers, status


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
    demo = near(phone)
    cell(demo.locator(".grid").first, 0, 0).tap()
    assert numbers(demo.locator(".grid").nth(1))[0, 0] == 9
    phone.goto(f"{address}{PLACES['calculator']}")
    demo = near(phone)
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
    expect(status(demo)).to_contain_text("풀링한 값은 1칸 옮겨졌다(등변)")
    kind.select_option(label="전역 최대")
    expect(status(demo)).to_contain_text("2칸 옮겨도 8 그대로이다(불변)")
    cell(demo.locator(".grid").first, 0, 7).click()
    expect(status(demo)).to_contain_text("9에서 8로 바뀌었다")
    expect(status(demo)).to_contain_text("밀려 나간 값이 있다")
