"""계산한 값을 표로 보이기."""

from collections.abc import Mapping, Sequence

from IPython.display import Markdown


def table(rows: Sequence[Mapping[str, object]]) -> Markdown:
    """행마다 같은 열을 가진 값을 마크다운 표로 만든다. 정수에는 천 단위 쉼표를 찍고 오른쪽에 맞춘다.

    Args:
        rows: 열 이름에서 값으로 가는 사전. 모든 행의 열이 같아야 한다.

    Returns:
        노트북과 페이지에서 표로 보이는 객체.

    Raises:
        ValueError: 행이 없거나 열이 행마다 다를 때.

    >>> print(table([{"층": "Conv2D", "파라미터": 18496}]).data)
    | 층 | 파라미터 |
    | :-- | --: |
    | Conv2D | 18,496 |
    """
    if not rows or any(list(row) != list(rows[0]) for row in rows):
        raise ValueError("행이 하나 이상 있고 모든 행의 열이 같아야 한다.")
    numbers = (int, float)
    align = ["--:" if isinstance(value, numbers) else ":--" for value in rows[0].values()]
    lines = [list(rows[0]), align, *([_text(value) for value in row.values()] for row in rows)]
    return Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _text(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return f"{value:.4f}" if isinstance(value, float) else str(value).replace("|", "\\|")
