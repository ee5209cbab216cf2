"""수용 영역: 특성 맵의 값 하나가 입력에서 보는 한 변의 픽셀 수."""

from collections.abc import Iterable


def receptive_field(layers: Iterable[tuple[int, int]]) -> int:
    """층을 지날 때마다 수용 영역이 (m − 1) × (그때까지 보폭의 곱)만큼 넓어진다.

    Args:
        layers: 입력 쪽부터 차례로, 합성곱이나 풀링 층의 (커널 한 변 m, 보폭 s).

    Returns:
        마지막 층의 값 하나가 보는 입력 한 변의 픽셀 수. 층이 없으면 1.

    출처: Araujo·Norris·Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill (2019).

    >>> receptive_field([(3, 1), (3, 1)])
    5
    >>> receptive_field([(3, 1), (2, 2), (3, 1)])
    8
    """
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field
