"""훈련한 모델의 결과. 훈련한 페이지가 표로 보이고, 결과 모음이 같은 값을 모은다."""

from collections.abc import Mapping, Sequence

from snippets.table import table

# 노트북의 출력에 함께 담는 값의 종류. 결과 모음은 이것을 읽는다.
MIME = "application/vnd.trained-models+json"
COLUMNS = ("모델", "훈련 이미지", "에포크", "파라미터", "테스트 정확도")


class Results:
    """훈련한 모델의 표. 노트북에서는 표로 보이고, 출력에 값이 그대로 함께 담긴다.

    Args:
        rows: 모델마다 열 이름에서 값으로 가는 사전. `COLUMNS`가 모두 있어야 하고, 책이나 글에 실린
            정확도는 `"공개된 값"` 열에 적는다. 다른 열은 페이지의 표에만 보인다.

    Raises:
        ValueError: `COLUMNS` 가운데 빠진 열이 있거나, 열이 행마다 다를 때.

    >>> row = {"모델": "A", "훈련 이미지": 500, "에포크": 1, "파라미터": 10, "테스트 정확도": 0.5}
    >>> Results([row])._repr_mimebundle_()["application/vnd.trained-models+json"]["rows"] == [row]
    True
    """

    def __init__(self, rows: Sequence[Mapping[str, object]]) -> None:
        for row in rows:
            if missing := [column for column in COLUMNS if column not in row]:
                raise ValueError(f"결과에 빠진 열이 있다: {', '.join(missing)}")
        self.rows = [dict(row) for row in rows]
        self.markdown = table(rows).data

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {"text/markdown": self.markdown, MIME: {"rows": self.rows}}
