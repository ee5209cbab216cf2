"""Settings arrive in Keras, and a window covers what Keras's output depends on."""

import numpy as np
import pytest

from snippets.layer_kinds import (
    Conv2D,
    Conv2DTranspose,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Pooling2D,
    SeparableConv2D,
    covered,
    keras_model,
    strides,
)


@pytest.mark.parametrize(
    ("layer", "config"),
    [
        (
            Conv2D(8, (1, 3), stride=(2, 1), padding="same", groups=4, use_bias=False),
            {"kernel_size": (1, 3), "strides": (2, 1), "padding": "same", "groups": 4, "use_bias": False},
        ),
        (Conv2D(8, 3, dilation=2), {"kernel_size": (3, 3), "dilation_rate": (2, 2), "use_bias": True}),
        (DepthwiseConv2D(3, multiplier=2), {"name": "depthwise_conv2d", "depth_multiplier": 2}),
        (SeparableConv2D(8, 3, multiplier=2), {"name": "separable_conv2d", "filters": 8}),
        (Conv2DTranspose(8, 2, stride=2), {"name": "conv2d_transpose", "strides": (2, 2)}),
        (Pooling2D((2, 3), stride=1), {"name": "max_pooling2d", "pool_size": (2, 3), "strides": (1, 1)}),
        (Pooling2D(), {"pool_size": (2, 2), "strides": (2, 2)}),
        (Dropout(0.3), {"rate": 0.3}),
        (Dense(5, use_bias=False), {"units": 5, "use_bias": False}),
    ],
    ids=str,
)  # fmt: skip
def test_settings_arrive_in_keras(layer, config: dict) -> None:
    [made] = keras_model([layer], (8, 8, 4)).layers
    got = made.get_config()
    got["name"] = got["name"].rstrip("_0123456789")
    assert {name: got[name] for name in config} == config


@pytest.mark.parametrize(
    "layer",
    [
        Conv2D(1, (2, 3), dilation=2),
        DepthwiseConv2D(3, stride=2, dilation=2),
        SeparableConv2D(1, 3),
        Pooling2D((2, 3)),
    ],
    ids=str,
)
def test_window_and_stride_are_those_that_the_output_depends_on(layer) -> None:
    model = keras_model([layer], (12, 12, 1))
    model.set_weights([np.ones(weight.shape) for weight in model.weights])
    plain = model(np.zeros((1, 12, 12, 1), "float32"))
    windows = {(0, 0): [], (1, 1): []}  # the pixels that each of two outputs sees
    for place in np.ndindex(12, 12):
        image = np.zeros((1, 12, 12, 1), "float32")
        image[0, *place] = 1
        changed = np.asarray(model(image) - plain)[0, :, :, 0]
        for output, seen in windows.items():
            if changed[output]:
                seen.append(place)
    first, second = (np.array(seen) for seen in windows.values())
    assert tuple(np.ptp(first, axis=0) + 1) == covered(layer)
    assert tuple(second[0] - first[0]) == strides(layer)
