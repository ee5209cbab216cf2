"""Against Keras' layers over a grid of sizes, kernels, strides and channels."""

from typing import Any

import numpy as np
import pytest

from snippets.convolution import conv2d
from snippets.convolution_kinds import (
    depthwise_conv2d,
    dilate,
    dilated_conv2d,
    grouped_conv2d,
    separable_conv2d,
    transposed_conv2d,
)
from tests.lazy import keras, layers

SIZES = [(7, 7), (8, 11), (12, 9)]
KERNELS = [(1, 1), (2, 2), (3, 3), (4, 3), (5, 2)]
PADDINGS = ["valid", "same"]
STRIDES = [1, 2, 3]


def image_of(size: tuple[int, int], channels: int) -> np.ndarray:
    rng = np.random.default_rng(size[0] * size[1] + channels)
    return rng.normal(size=(*size, channels)).astype("float32")


def with_weights(layer: keras.Layer, image: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """What the layer makes of an image with random weights, and these weights."""
    layer.build((None, *image.shape))
    rng = np.random.default_rng(1)
    layer.set_weights([rng.normal(size=it.shape) for it in layer.weights])
    return layer(image[None]).numpy()[0], layer.get_weights()


def agrees(ours: np.ndarray, expected: np.ndarray) -> None:
    assert ours.shape == expected.shape
    np.testing.assert_allclose(ours, expected, atol=1e-4)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("dilation", [1, 2, 3])
@pytest.mark.parametrize("kernel", [(1, 1), (2, 2), (3, 3), (3, 2)])
@pytest.mark.parametrize("size", SIZES)
def test_dilated_agrees_with_keras(size, kernel, dilation, padding) -> None:
    image = image_of(size, 3)
    layer = layers.Conv2D(4, kernel, dilation_rate=dilation, padding=padding, use_bias=False)
    expected, [kernels] = with_weights(layer, image)
    agrees(dilated_conv2d(image, kernels, dilation, padding), expected)


@pytest.mark.parametrize("side", [1, 2, 3, 5])
@pytest.mark.parametrize("dilation", [1, 2, 3, 4])
def test_dilating_keeps_the_weights_and_spreads_them(side: int, dilation: int) -> None:
    spread = dilate(np.ones((side, side, 2, 3)), dilation)
    assert spread.shape == ((side - 1) * dilation + 1,) * 2 + (2, 3)
    assert spread.sum() == side * side * 2 * 3
    assert spread[0, 0, 0, 0] == spread[-1, -1, -1, -1] == 1


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize(("channels", "filters", "groups"), [(4, 6, 1), (4, 6, 2), (6, 3, 3), (4, 8, 4)])
def test_grouped_agrees_with_keras(channels, filters, groups, kernel, stride, padding) -> None:
    image = image_of((8, 11), channels)
    options: dict[str, Any] = {"groups": groups, "strides": stride, "padding": padding, "use_bias": False}
    expected, [kernels] = with_weights(layers.Conv2D(filters, kernel, **options), image)
    agrees(grouped_conv2d(image, kernels, groups, stride, padding), expected)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("multiplier", [1, 2, 3])
def test_depthwise_agrees_with_keras(multiplier, kernel, stride, padding) -> None:
    image = image_of((8, 11), 3)
    layer = layers.DepthwiseConv2D(
        kernel, strides=stride, padding=padding, depth_multiplier=multiplier, use_bias=False
    )
    expected, [kernels] = with_weights(layer, image)
    agrees(depthwise_conv2d(image, kernels, stride, padding), expected)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("multiplier", [1, 2])
def test_separable_agrees_with_keras(multiplier, kernel, stride, padding) -> None:
    image = image_of((8, 11), 3)
    options: dict[str, Any] = {"strides": stride, "padding": padding, "depth_multiplier": multiplier}
    layer = layers.SeparableConv2D(5, kernel, use_bias=False, **options)
    expected, [depthwise, pointwise] = with_weights(layer, image)
    agrees(separable_conv2d(image, depthwise, pointwise, stride, padding), expected)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("size", [(1, 1), (4, 4), (3, 5)])
def test_transposed_agrees_with_keras(size, kernel, stride, padding) -> None:
    image = image_of(size, 3)
    layer = layers.Conv2DTranspose(2, kernel, strides=stride, padding=padding, use_bias=False)
    expected, [kernels] = with_weights(layer, image)
    agrees(transposed_conv2d(image, kernels, stride, padding), expected)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize("kernel", [(3, 3), (4, 3)])
def test_transposed_is_the_transpose_of_the_convolution(kernel, stride, padding) -> None:
    """⟨Ax, y⟩ = ⟨x, Aᵀy⟩ for all x and y, with one and the same kernel."""
    rng = np.random.default_rng(0)
    kernels = rng.normal(size=(*kernel, 2, 3))
    size = tuple(4 * stride + (max(m - stride, 0) if padding == "valid" else 0) for m in kernel)
    x, y = rng.normal(size=(*size, 2)), rng.normal(size=(4, 4, 3))
    forward = conv2d(x, kernels, stride, padding)
    assert forward.shape[:2] == y.shape[:2]
    back = transposed_conv2d(y, kernels, stride, padding)
    np.testing.assert_allclose((forward * y).sum(), (x * back).sum())


@pytest.mark.parametrize(("channels", "filters"), [(3, 4), (4, 3)])
def test_groups_that_do_not_divide_are_refused(channels: int, filters: int) -> None:
    with pytest.raises(ValueError, match=f"채널 {channels}개와 필터 {filters}개를 그룹 2개로"):
        grouped_conv2d(np.zeros((5, 5, channels)), np.zeros((3, 3, channels // 2, filters)), groups=2)


@pytest.mark.parametrize(
    ("channels", "padding", "message"), [(2, "valid", "채널은 2개"), (1, "full", "padding")]
)
def test_bad_input_is_refused(channels: int, padding: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        transposed_conv2d(np.zeros((5, 5, channels)), np.zeros((3, 3, 1, 1)), padding=padding)
