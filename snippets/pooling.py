"""풀링: 특성 맵을 작은 구역으로 나누고 구역마다 값 하나로 줄인다."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from snippets.output_size import conv_output_size


def pool2d(maps: np.ndarray, size: int, stride: int | None = None, kind: str = "max") -> np.ndarray:
    """특성 맵을 풀링한다. 채널마다 따로 하고, 창이 온전히 들어가지 못하는 끝은 버린다.

    Args:
        maps: 특성 맵. (height, width, channels).
        size: 창 한 변의 칸 수.
        stride: 보폭. 적지 않으면 창의 크기와 같다.
        kind: `"max"`(가장 큰 값) 또는 `"average"`(평균).

    Returns:
        줄어든 특성 맵. (out_height, out_width, channels).

    Raises:
        ValueError: 창이 특성 맵보다 크거나, `kind`가 둘 중 하나가 아닐 때.

    출처: Keras `MaxPooling2D`·`AveragePooling2D`(`padding="valid"`)의 정의.

    >>> maps = np.arange(16.0).reshape(4, 4, 1)
    >>> pool2d(maps, 2)[:, :, 0]
    array([[ 5.,  7.],
           [13., 15.]])
    """
    reductions = {"max": np.max, "average": np.mean}
    if kind not in reductions:
        raise ValueError(f'kind는 "max"나 "average"여야 한다: {kind!r}')
    stride = size if stride is None else stride
    for side in maps.shape[:2]:
        conv_output_size(side, size, stride)  # 놓을 자리가 없으면 여기서 ValueError
    # (out_height, out_width, channels, size, size)
    windows = sliding_window_view(maps, (size, size), axis=(0, 1))[::stride, ::stride]
    return reductions[kind](windows, axis=(3, 4))
