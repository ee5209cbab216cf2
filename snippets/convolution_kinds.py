"""합성곱의 다른 모습: 팽창, 그룹, 깊이별, 깊이별 분리, 전치 합성곱. 전치를 빼면 모두 `conv2d`로 계산한다."""

import numpy as np

from snippets.convolution import conv2d
from snippets.output_size import effective_kernel, same_padding


def dilate(kernels: np.ndarray, dilation: int) -> np.ndarray:
    """커널의 이웃한 칸 사이마다 0을 dilation − 1칸씩 끼운다.

    Args:
        kernels: 커널. (kernel_height, kernel_width, …).
        dilation: 팽창률 d. 1이면 그대로이다.

    Returns:
        한 변이 (m − 1)·d + 1인 커널.

    >>> dilate(np.ones((2, 2)), 2)
    array([[1., 0., 1.],
           [0., 0., 0.],
           [1., 0., 1.]])
    """
    height, width = (effective_kernel(side, dilation) for side in kernels.shape[:2])
    spread = np.zeros((height, width, *kernels.shape[2:]), kernels.dtype)
    spread[::dilation, ::dilation] = kernels
    return spread


def dilated_conv2d(
    image: np.ndarray, kernels: np.ndarray, dilation: int, padding: str = "valid"
) -> np.ndarray:
    """팽창 합성곱: 커널의 이웃한 칸을 dilation칸 간격으로 벌려 댄다.

    Args:
        image: 입력. (height, width, channels).
        kernels: 벌리기 전의 커널. (kernel_height, kernel_width, channels, filters).
        dilation: 팽창률. 보폭은 1이다.
        padding: `"valid"`나 `"same"`.

    Returns:
        특성 맵. (out_height, out_width, filters).

    출처: Keras `Conv2D(dilation_rate=…)`의 정의.
    """
    return conv2d(image, dilate(kernels, dilation), padding=padding)


def grouped_conv2d(
    image: np.ndarray, kernels: np.ndarray, groups: int, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    """그룹 합성곱: 채널과 필터를 차례대로 같은 수씩 나누고, 그룹끼리만 합성곱한다.

    Args:
        image: 입력. (height, width, channels).
        kernels: 커널. (kernel_height, kernel_width, channels // groups, filters).
        groups: 그룹의 수.
        stride: 두 축에 함께 쓰는 보폭.
        padding: `"valid"`나 `"same"`.

    Returns:
        특성 맵. (out_height, out_width, filters).

    Raises:
        ValueError: 채널이나 필터를 그만큼 고르게 나눌 수 없을 때.

    출처: Keras `Conv2D(groups=…)`의 정의.
    """
    channels, filters = image.shape[2], kernels.shape[3]
    if channels % groups or filters % groups:
        raise ValueError(f"채널 {channels}개와 필터 {filters}개를 그룹 {groups}개로 나눌 수 없다.")
    parts = zip(np.split(image, groups, axis=2), np.split(kernels, groups, axis=3), strict=True)
    return np.concatenate([conv2d(part, kernel, stride, padding) for part, kernel in parts], axis=2)


def depthwise_conv2d(
    image: np.ndarray, kernels: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    """깊이별 합성곱: 채널마다 제 커널을 대고, 채널끼리 더하지 않는다. 그룹이 채널만큼인 그룹 합성곱이다.

    Args:
        image: 입력. (height, width, channels).
        kernels: 커널. (kernel_height, kernel_width, channels, multiplier).
        stride: 두 축에 함께 쓰는 보폭.
        padding: `"valid"`나 `"same"`.

    Returns:
        특성 맵. (out_height, out_width, channels * multiplier).

    출처: Keras `DepthwiseConv2D`의 정의.
    """
    height, width, channels, _ = kernels.shape
    return grouped_conv2d(image, kernels.reshape(height, width, 1, -1), channels, stride, padding)


def separable_conv2d(
    image: np.ndarray, depthwise: np.ndarray, pointwise: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    """깊이별 분리 합성곱: 깊이별 합성곱으로 자리를 섞은 다음, 1×1 합성곱으로 채널을 섞는다.

    Args:
        image: 입력. (height, width, channels).
        depthwise: 깊이별 커널. (kernel_height, kernel_width, channels, multiplier).
        pointwise: 1×1 커널. (1, 1, channels * multiplier, filters).
        stride: 깊이별 합성곱의 보폭.
        padding: `"valid"`나 `"same"`.

    Returns:
        특성 맵. (out_height, out_width, filters).

    출처: Keras `SeparableConv2D`의 정의.
    """
    return conv2d(depthwise_conv2d(image, depthwise, stride, padding), pointwise)


def transposed_conv2d(
    image: np.ndarray, kernels: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    """전치 합성곱: 입력의 값마다 그 값을 곱한 커널을 stride칸씩 벌려 놓고, 겹친 자리를 더한다.

    Args:
        image: 입력. (height, width, channels).
        kernels: 커널. Keras와 같은 (kernel_height, kernel_width, filters, channels).
        stride: 두 축에 함께 쓰는 보폭.
        padding: `"valid"`(모두 남김) 또는 `"same"`(n·s칸만 남김).

    Returns:
        특성 맵. 한 변이 n·s + max(m − s, 0), `"same"`이면 n·s이다. (out_height, out_width, filters).

    Raises:
        ValueError: 채널 수가 다르거나 `padding`이 둘 중 하나가 아닐 때.

    출처: Keras `Conv2DTranspose`의 정의. Dumoulin·Visin, "A guide to convolution arithmetic for deep
    learning" (2016), 4장.

    >>> transposed_conv2d(np.ones((2, 2, 1)), np.ones((2, 2, 1, 1)))[:, :, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    """
    if image.shape[2] != kernels.shape[3]:
        raise ValueError(f"입력의 채널은 {image.shape[2]}개인데 커널은 {kernels.shape[3]}개를 기다린다.")
    if padding not in ("valid", "same"):
        raise ValueError(f'padding은 "valid"나 "same"이어야 한다: {padding!r}')
    sizes = list(zip(image.shape[:2], kernels.shape[:2], strict=True))
    laid = np.zeros((*(n * stride + max(m - stride, 0) for n, m in sizes), kernels.shape[2]))
    stamps = np.einsum("hwc,ijfc->hwijf", image, kernels)  # 자리마다 찍을 것
    for row, column in np.ndindex(image.shape[:2]):
        stamp = stamps[row, column]
        top, left = row * stride, column * stride
        laid[top : top + stamp.shape[0], left : left + stamp.shape[1]] += stamp
    if padding == "valid":
        return laid
    (top, _), (left, _) = (same_padding(n * stride, m, stride) for n, m in sizes)
    return laid[top : top + image.shape[0] * stride, left : left + image.shape[1] * stride]
