"""Against the gradient of a real network: which input pixels one output value depends on."""

import numpy as np
import pytest

from snippets.receptive_field import receptive_field
from tests.lazy import keras, layers, tf


@pytest.mark.parametrize(
    "stack",
    [
        [],
        [("conv", 3, 1)],
        [("conv", 3, 1), ("conv", 3, 1), ("conv", 3, 1)],
        [("conv", 3, 1), ("pool", 2, 2), ("conv", 3, 1), ("pool", 2, 2), ("conv", 3, 1)],
        [("conv", 5, 2), ("conv", 3, 2)],
        [("conv", 1, 1), ("pool", 3, 3), ("conv", 2, 1)],
    ],
)
def test_agrees_with_the_gradient(stack) -> None:
    x = inputs = keras.Input((48, 48, 1))
    for kind, kernel, stride in stack:
        if kind == "conv":
            x = layers.Conv2D(1, kernel, strides=stride, kernel_initializer="ones")(x)
        else:
            x = layers.AveragePooling2D(kernel, strides=stride)(x)
    model = keras.Model(inputs, x)
    image = tf.Variable(np.ones((1, 48, 48, 1), dtype="float32"))
    with tf.GradientTape() as tape:
        maps = model(image)
        middle = maps[0, maps.shape[1] // 2, maps.shape[2] // 2, 0]
    gradient = tape.gradient(middle, image).numpy()[0, :, :, 0]
    rows, columns = np.nonzero(gradient)
    field = receptive_field([(kernel, stride) for _, kernel, stride in stack])
    assert np.ptp(rows) + 1 == np.ptp(columns) + 1 == field
