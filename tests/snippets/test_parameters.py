"""Against Keras over random stacks of layers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.parameters import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Pooling2D,
    count,
    keras_model,
    keras_parameters,
)
from tests.lazy import layers

BODY = st.one_of(
    st.builds(
        Conv2D, st.integers(1, 40), st.integers(1, 5), st.integers(1, 3), st.sampled_from(["valid", "same"])
    ),
    st.builds(Pooling2D, st.integers(1, 3)),
    st.builds(Dropout, st.sampled_from([0.1, 0.5])),
)
HEAD = st.one_of(st.builds(Dense, st.integers(1, 200)), st.builds(Dropout, st.just(0.4)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    body=st.lists(BODY, max_size=4),
    head=st.lists(HEAD, max_size=3),
    size=st.integers(6, 32),
    channels=st.sampled_from([1, 3]),
)
def test_shapes_and_parameters_agree_with_keras(body, head, size: int, channels: int) -> None:
    stack = [*body, Flatten(), *head]
    shape = (size, size + 1, channels)
    try:
        rows = count(stack, shape)
    except ValueError:
        with pytest.raises(ValueError, match=r"negative|less than|must be|size"):
            keras_model(stack, shape)
        return
    model = keras_model(stack, shape)
    assert [row.shape for row in rows] == [layer.output.shape[1:] for layer in model.layers]
    assert [row.parameters for row in rows] == [layer.count_params() for layer in model.layers]
    assert keras_parameters(model) == model.count_params()


def test_layer_that_cannot_take_its_input_is_refused() -> None:
    with pytest.raises(ValueError, match="height, width, channels"):
        count([Flatten(), Conv2D(1, 3)], (28, 28, 1))
    with pytest.raises(ValueError, match="놓을 자리가 없다"):
        count([Conv2D(1, 5)], (4, 4, 1))


def test_what_it_cannot_count_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'full'.*'valid'나 'same'"):
        count([Conv2D(1, 3, padding="full")], (28, 28, 1))
    with pytest.raises(TypeError, match="GlobalAveragePooling2D"):
        count([layers.GlobalAveragePooling2D()], (28, 28, 1))
