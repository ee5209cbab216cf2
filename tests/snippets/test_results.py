"""Results: a table for the page and the same values for the page that collects them."""

import pytest
from IPython.core.formatters import DisplayFormatter

from snippets.results import COLUMNS, MIME, Results
from snippets.table import table

ROW = {"모델": "A", "훈련 이미지": 48000, "에포크": 7, "파라미터": 39478, "테스트 정확도": 0.9012}


def test_notebook_shows_the_table_and_keeps_the_values() -> None:
    rows = [ROW, ROW | {"모델": "B"}]
    shown, _ = DisplayFormatter().format(Results(rows))
    assert shown["text/markdown"] == table(rows).data
    assert shown[MIME] == {"rows": rows}


@pytest.mark.parametrize("column", COLUMNS)
def test_row_without_a_column_is_refused(column: str) -> None:
    with pytest.raises(ValueError, match=column):
        Results([{name: value for name, value in ROW.items() if name != column}])
