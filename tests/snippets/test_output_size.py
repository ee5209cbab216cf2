"""Against Keras over a grid of sizes, kernels, strides and paddings."""

import numpy as np
import pytest

from snippets.output_size import conv_output_size, same_padding
from tests.lazy import layers

GRID = [(n, m, s) for n in (5, 8, 11, 28) for m in (1, 2, 3, 5) for s in (1, 2, 3, 4)]


def image(size: int) -> np.ndarray:
    return np.zeros((1, size, size, 1), dtype="float32")


@pytest.mark.parametrize(("size", "kernel", "stride"), GRID)
def test_valid_convolution_and_pooling_agree_with_keras(size: int, kernel: int, stride: int) -> None:
    expected = conv_output_size(size, kernel, stride)
    assert layers.Conv2D(1, kernel, strides=stride)(image(size)).shape[1] == expected
    assert layers.MaxPooling2D(kernel, strides=stride)(image(size)).shape[1] == expected


@pytest.mark.parametrize("padding", [1, 2, 3])
@pytest.mark.parametrize(("size", "kernel", "stride"), GRID[::3])
def test_symmetric_padding_agrees_with_keras(size: int, kernel: int, stride: int, padding: int) -> None:
    padded = layers.ZeroPadding2D(padding)(image(size))
    expected = layers.Conv2D(1, kernel, strides=stride)(padded).shape[1]
    assert conv_output_size(size, kernel, stride, padding) == expected


@pytest.mark.parametrize(("size", "kernel", "stride"), GRID)
def test_same_padding_gives_keras_same_size_and_position(size: int, kernel: int, stride: int) -> None:
    before, after = same_padding(size, kernel, stride)
    assert after - before in (0, 1)
    rng = np.random.default_rng(size * 100 + kernel * 10 + stride)
    x = rng.normal(size=(1, size, size, 1)).astype("float32")
    same = layers.Conv2D(1, kernel, strides=stride, padding="same")
    expected = same(x).numpy()
    valid = layers.Conv2D(1, kernel, strides=stride)
    padded = np.pad(x, [(0, 0), (before, after), (before, after), (0, 0)])
    valid.build(padded.shape)
    valid.set_weights(same.get_weights())
    ours = valid(padded).numpy()
    assert ours.shape[1] == conv_output_size(size + before + after, kernel, stride)
    np.testing.assert_allclose(ours, expected, atol=1e-5)


def test_same_padding_keeps_size_only_at_stride_one() -> None:
    assert conv_output_size(28 + sum(same_padding(28, 3)), 3) == 28
    assert conv_output_size(28 + sum(same_padding(28, 3, 2)), 3, 2) == 14


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((4, 5), "놓을 자리가 없다"),
        ((0, 1), "1 이상"),
        ((5, 0), "1 이상"),
        ((5, 3, 0), "1 이상"),
        ((5, 3, 1, -1), "0 이상"),
    ],
)
def test_impossible_sizes_are_refused(arguments: tuple[int, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        conv_output_size(*arguments)


@pytest.mark.parametrize("arguments", [(0, 3), (5, 0), (5, 3, 0), (5, 3, -1)])
def test_same_padding_of_impossible_sizes_is_refused(arguments: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="1 이상"):
        same_padding(*arguments)
