"""Markdown tables: alignment, thousands, and rows that do not fit."""

import pytest

from snippets.table import table


def test_numbers_are_right_aligned_with_thousands_and_four_decimals() -> None:
    assert table([{"모델": "A", "개수": 104202, "정확도": 0.99156}]).data.splitlines() == [
        "| 모델 | 개수 | 정확도 |",
        "| :-- | --: | --: |",
        "| A | 104,202 | 0.9916 |",
    ]


def test_bar_in_a_text_does_not_end_its_cell() -> None:
    assert table([{"식": "a | b"}]).data.splitlines()[-1] == "| a \\| b |"


@pytest.mark.parametrize("rows", [[], [{"a": 1}, {"b": 1}], [{"a": 1, "b": 2}, {"b": 2, "a": 1}]])
def test_rows_that_do_not_fit_are_refused(rows) -> None:
    with pytest.raises(ValueError, match="같아야"):
        table(rows)
