"""Against Keras over random stacks of layers, and against multiplications counted while they are made."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from snippets.layer_kinds import (
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Flatten,
    GlobalPooling2D,
    Pooling2D,
    SeparableConv2D,
    keras_model,
    pair,
)
from snippets.output_size import same_padding
from snippets.parameters import count, keras_parameters


def strategy(most: int) -> st.SearchStrategy:
    """Stacks whose layers have up to `most` filters and units."""
    filters, sides = st.integers(1, most), st.integers(1, 4)
    window = {
        "kernel": sides | st.tuples(sides, sides),
        "stride": st.integers(1, 3) | st.tuples(st.integers(1, 2), st.integers(1, 2)),
        "padding": st.sampled_from(["valid", "same"]),
        "use_bias": st.booleans(),
    }
    dilated = window | {"dilation": st.integers(1, 3)}
    deep = dilated | {"multiplier": st.integers(1, 3)}
    body = st.one_of(
        st.builds(Conv2D, filters=filters, groups=st.sampled_from([1, 1, 2, 4]), **dilated),
        st.builds(DepthwiseConv2D, **deep),
        st.builds(SeparableConv2D, filters=filters, **deep),
        st.builds(Conv2DTranspose, filters=filters, **window),
        st.builds(
            Pooling2D,
            size=window["kernel"],
            stride=st.none() | st.integers(1, 3),
            padding=window["padding"],
        ),
        st.builds(BatchNormalization),
        st.builds(Dropout, st.sampled_from([0, 0.5, 1])),
    )
    dense = st.builds(Dense, st.integers(1, most), st.booleans())
    head = st.one_of(dense, st.builds(BatchNormalization), st.builds(Dropout, st.just(0.4)))
    flat = st.sampled_from([[Flatten()], [GlobalPooling2D()], []])
    parts = st.tuples(st.lists(body, max_size=4), flat, st.lists(head, max_size=3))
    return parts.map(lambda lists: [*itertools.chain(*lists)]).filter(bool)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(stack=strategy(most=40), size=st.integers(6, 24), channels=st.sampled_from([1, 3, 4]))
def test_shapes_and_parameters_agree_with_keras(stack, size: int, channels: int) -> None:
    shape = (size, size + 1, channels)
    try:
        rows = count(stack, shape)
    except ValueError:
        with pytest.raises(ValueError, match=r"negative|less than|must be|size|divisible|not supported"):
            keras_model(stack, shape)
        return
    model = keras_model(stack, shape)
    outputs = [layer.output.shape[1:] for layer in model.layers]
    assert [row.shape for row in rows] == outputs
    assert [row.bytes for row in rows] == [np.zeros(output, "float32").nbytes for output in outputs]
    assert [row.parameters for row in rows] == [layer.count_params() for layer in model.layers]
    assert [row.non_trainable for row in rows] == [
        sum(np.size(weight) for weight in layer.non_trainable_weights) for layer in model.layers
    ]
    assert keras_parameters(model) == model.count_params()


def slide(x: np.ndarray, kernels: np.ndarray, layer, groups: int, times: Callable) -> np.ndarray:
    """A convolution in loops. Kernels: (height, width, channels of a group, filters)."""
    window, (down, right) = kernels.shape[:2], pair(layer.stride)
    reach = [(m - 1) * layer.dilation + 1 for m in window]
    if layer.padding == "same":
        x = np.pad(x, [*map(same_padding, x.shape, reach, (down, right)), (0, 0)])
    sides = [(n - m) // s + 1 for n, m, s in zip(x.shape, reach, (down, right), strict=False)]
    _, _, depth, filters = kernels.shape
    y = np.zeros((*sides, filters))
    for i, j, f in np.ndindex(y.shape):
        first = f // (filters // groups) * depth
        for a, b, c in np.ndindex(*window, depth):
            pixel = x[i * down + a * layer.dilation, j * right + b * layer.dilation, first + c]
            y[i, j, f] += times(pixel, kernels[a, b, c, f])
    return y


def spread(x: np.ndarray, kernels: np.ndarray, layer: Conv2DTranspose, times: Callable) -> np.ndarray:
    """A transposed convolution in loops. Kernels: (height, width, filters, channels)."""
    window, steps = kernels.shape[:2], pair(layer.stride)
    sides = [(n - 1) * s + max(m, s) for n, m, s in zip(x.shape, window, steps, strict=False)]
    y = np.zeros((*sides, layer.filters))
    for i, j, c in np.ndindex(x.shape):
        for a, b, f in np.ndindex(*window, layer.filters):
            y[i * steps[0] + a, j * steps[1] + b, f] += times(x[i, j, c], kernels[a, b, f, c])
    if layer.padding == "same":
        for axis, (n, m, s) in enumerate(zip(x.shape, window, steps, strict=False)):
            before = same_padding(n * s, m, s)[0]
            y = y.take(range(before, before + n * s), axis)
    return y


def by_loops(layer, keras_layer, x: np.ndarray, times: Callable) -> np.ndarray:
    """The output of a layer before its bias, every multiplication by `times`."""
    weights = keras_layer.get_weights()
    match layer:
        case Conv2D():
            return slide(x, weights[0], layer, layer.groups, times)
        case DepthwiseConv2D() | SeparableConv2D():
            channels = x.shape[2]
            y = slide(x, weights[0].reshape(*weights[0].shape[:2], 1, -1), layer, channels, times)
            return y if isinstance(layer, DepthwiseConv2D) else slide(y, weights[1], Conv2D(1, 1), 1, times)
        case Conv2DTranspose():
            return spread(x, weights[0], layer, times)
        case Dense():
            y = np.zeros((*x.shape[:-1], layer.units))
            for *place, unit in np.ndindex(y.shape):
                y[*place, unit] = sum(map(times, x[*place], weights[0][:, unit]))
            return y
        case BatchNormalization():
            gamma, beta, mean, variance = weights
            scale = gamma / np.sqrt(variance + keras_layer.epsilon)
            y = np.zeros(x.shape)
            for place in np.ndindex(x.shape):
                y[place] = times(x[place], scale[place[-1]])
            return y + beta - mean * scale
    return np.asarray(keras_layer(x[None])[0])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(stack=strategy(most=4), size=st.integers(2, 5), channels=st.sampled_from([1, 2, 4]))
def test_multiplications_are_those_that_give_the_output(stack, size: int, channels: int) -> None:
    shape = (size, size + 1, channels)
    try:
        rows = count(stack, shape)
    except ValueError:
        reject()
    generator = np.random.default_rng(0)
    x = generator.uniform(-1, 1, shape).astype("float32")
    for layer, keras_layer, row in zip(stack, keras_model(stack, shape).layers, rows, strict=True):
        made = []
        keras_layer.set_weights([generator.uniform(0.5, 1, w.shape) for w in keras_layer.weights])

        def times(a: float, b: float, made: list = made) -> float:
            made.append(a)
            return a * b

        y = by_loops(layer, keras_layer, x, times)
        if getattr(layer, "use_bias", False):
            y = y + keras_layer.get_weights()[-1]
        x = np.asarray(keras_layer(x[None])[0])
        np.testing.assert_allclose(y, x, rtol=1e-3, atol=1e-4)
        assert len(made) == row.multiplications
