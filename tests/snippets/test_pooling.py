"""Against Keras' pooling layers over a grid of sizes and strides."""

import numpy as np
import pytest

from snippets.pooling import pool2d
from tests.lazy import layers

LAYERS = {"max": "MaxPooling2D", "average": "AveragePooling2D"}


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("stride", [None, 1, 2, 3])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize(("height", "width", "channels"), [(5, 5, 1), (11, 8, 3), (28, 28, 4)])
def test_agrees_with_keras(height, width, channels, size, stride, kind) -> None:
    maps = np.random.default_rng(size).normal(size=(height, width, channels)).astype("float32")
    expected = getattr(layers, LAYERS[kind])(size, strides=stride)(maps[None])[0]
    np.testing.assert_allclose(pool2d(maps, size, stride, kind), expected, atol=1e-6)


def test_max_of_negative_values_is_not_zero() -> None:
    assert pool2d(np.full((2, 2, 1), -3.0), 2).item() == -3


@pytest.mark.parametrize(
    ("size", "kind", "message"), [(6, "max", "놓을 자리"), (0, "max", "1 이상"), (2, "min", "kind")]
)
def test_bad_input_is_refused(size: int, kind: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pool2d(np.zeros((5, 5, 1)), size, kind=kind)
