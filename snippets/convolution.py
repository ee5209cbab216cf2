"""NumPy로 쓴 합성곱 층의 계산. 신경망의 합성곱은 커널을 뒤집지 않는 상호상관이다."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from snippets.output_size import same_padding


def conv2d(image: np.ndarray, kernels: np.ndarray, stride: int = 1, padding: str = "valid") -> np.ndarray:
    """이미지 한 장의 특성 맵을 구한다. 창마다 겹친 값을 곱해 모두 더한다.

    Args:
        image: 입력. (height, width, channels).
        kernels: 커널. Keras와 같은 (kernel_height, kernel_width, channels, filters).
        stride: 두 축에 함께 쓰는 보폭.
        padding: `"valid"`(채우지 않음) 또는 `"same"`(0으로 채움).

    Returns:
        특성 맵. (out_height, out_width, filters).

    Raises:
        ValueError: 채널 수가 다르거나, 보폭이 1보다 작거나, `padding`이 둘 중 하나가 아니거나,
            `padding="valid"`인데 커널이 입력보다 클 때.

    출처: Keras `Conv2D`(`data_format="channels_last"`)의 정의.

    >>> image = np.arange(9.0).reshape(3, 3, 1)
    >>> conv2d(image, np.ones((2, 2, 1, 1)))[:, :, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    if image.shape[2] != kernels.shape[2]:
        raise ValueError(f"입력의 채널은 {image.shape[2]}개인데 커널은 {kernels.shape[2]}개를 기다린다.")
    if stride < 1:
        raise ValueError(f"보폭은 1 이상이어야 한다: {stride=}")
    if padding not in ("valid", "same"):
        raise ValueError(f'padding은 "valid"나 "same"이어야 한다: {padding!r}')
    sizes = list(zip(image.shape[:2], kernels.shape[:2], strict=True))
    if padding == "same":
        image = np.pad(image, [*(same_padding(size, kernel, stride) for size, kernel in sizes), (0, 0)])
    elif any(kernel > size for size, kernel in sizes):
        raise ValueError(f"커널 {kernels.shape[:2]}이 입력 {image.shape[:2]}보다 크다.")
    # (out_height, out_width, channels, kernel_height, kernel_width)
    windows = sliding_window_view(image, kernels.shape[:2], axis=(0, 1))[::stride, ::stride]
    return np.einsum("hwcij,ijcf->hwf", windows, kernels)
