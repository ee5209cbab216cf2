"""Against Keras' Conv2D and SciPy's correlate2d over a grid of shapes."""

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate2d

from snippets.convolution import conv2d
from tests.lazy import keras


def arrays(height: int, width: int, channels: int, kernel: tuple[int, int], filters: int):
    rng = np.random.default_rng(height * width + channels)
    image = rng.normal(size=(height, width, channels)).astype("float32")
    return image, rng.normal(size=(*kernel, channels, filters)).astype("float32")


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("kernel", [(1, 1), (2, 2), (3, 3), (5, 5), (3, 2)])
@pytest.mark.parametrize(("height", "width", "channels"), [(7, 7, 1), (8, 11, 3), (12, 9, 4)])
def test_agrees_with_keras(height, width, channels, kernel, stride, padding) -> None:
    image, kernels = arrays(height, width, channels, kernel, filters=5)
    expected = keras.ops.conv(image[None], kernels, strides=stride, padding=padding)[0]
    np.testing.assert_allclose(conv2d(image, kernels, stride, padding), expected, atol=1e-4)


@pytest.mark.parametrize("kernel", [(1, 1), (3, 3), (4, 4), (5, 2)])
def test_is_scipys_correlation_and_not_its_convolution(kernel) -> None:
    image, kernels = arrays(9, 8, 1, kernel, filters=1)
    ours = conv2d(image, kernels)[:, :, 0]
    grey, single = image[:, :, 0], kernels[:, :, 0, 0]
    np.testing.assert_allclose(ours, correlate2d(grey, single, mode="valid"), atol=1e-5)
    if single.size > 1:
        assert not np.allclose(ours, convolve2d(grey, single, mode="valid"), atol=1e-2)


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("stride", [0, -1, -2])
def test_stride_below_one_is_refused(stride: int, padding: str) -> None:
    """A negative one would turn the feature map round."""
    with pytest.raises(ValueError, match=f"보폭은 1 이상이어야 한다: stride={stride}"):
        conv2d(np.zeros((5, 5, 1)), np.zeros((3, 3, 1, 1)), stride, padding)


@pytest.mark.parametrize(
    ("channels", "padding", "kernel", "message"),
    [(2, "valid", (3, 3), "채널"), (1, "full", (3, 3), "padding"), (1, "valid", (6, 6), "보다 크다")],
)
def test_bad_input_is_refused(channels: int, padding: str, kernel: tuple[int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        conv2d(np.zeros((5, 5, 1)), np.zeros((*kernel, channels, 1)), padding=padding)
