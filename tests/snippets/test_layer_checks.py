"""What is refused, and that Keras refuses the same."""

import pytest

from snippets.layer_kinds import (
    Conv2D,
    Conv2DTranspose,
    Dense,
    DepthwiseConv2D,
    Dropout,
    GlobalPooling2D,
    Pooling2D,
    SeparableConv2D,
    keras_model,
)
from snippets.parameters import count
from tests.lazy import layers

WINDOWS = [Conv2D, DepthwiseConv2D, SeparableConv2D, Conv2DTranspose]
IMAGE = (8, 9, 4)


def window(kind: type, **settings):
    return kind(kernel=3, **({"filters": 4} if kind not in (DepthwiseConv2D, Pooling2D) else {}), **settings)


@pytest.mark.parametrize(
    ("layer", "shape", "why"),
    [
        *((window(kind, padding="full"), IMAGE, "padding에는 'valid'나 'same'") for kind in WINDOWS),
        (Pooling2D(padding="full"), IMAGE, "padding에는 'valid'나 'same'"),
        *((window(kind), (36,), r"\(height, width, channels\).*\(36,\)") for kind in WINDOWS),
        (Pooling2D(), (36,), r"\(36,\)"),
        (GlobalPooling2D(), (36,), r"\(36,\)"),
        (Conv2D(4, (3, 10)), IMAGE, "3×10 창이 8×9보다 커서 놓을 자리가 없다"),
        (Conv2D(4, 5, dilation=2), IMAGE, "9×9 창이 8×9보다"),
        (DepthwiseConv2D(3, dilation=4), IMAGE, "9×9 창이 8×9보다"),
        (SeparableConv2D(4, (9, 1)), IMAGE, "9×1 창이 8×9보다"),
        (Pooling2D(9, stride=1), IMAGE, "9×9 창이 8×9보다"),
        (Conv2D(4, 3, groups=3), IMAGE, "채널 4개와 필터 4개를 그룹 3개로"),
        (Conv2D(6, 3, groups=4), IMAGE, "채널 4개와 필터 6개를 그룹 4개로"),
        (Conv2D(4, 3, stride=2, dilation=2), IMAGE, "stride와 dilation을 함께"),
        (Conv2D(4, 3, stride=(1, 2), dilation=2), IMAGE, "stride와 dilation을 함께"),
        (Conv2D(0, 3), IMAGE, "filters에는 1 이상"),
        (Conv2D(4, (3, 0)), IMAGE, "kernel에는 1 이상"),
        (Conv2D(4, 3, dilation=0), IMAGE, "dilation에는 1 이상"),
        (DepthwiseConv2D(3, multiplier=0), IMAGE, "multiplier에는 1 이상"),
        (Dense(0), IMAGE, "units에는 1 이상"),
        (Dropout(1.5), IMAGE, "0에서 1까지"),
    ],
    ids=str,
)
def test_keras_refuses_it_too(layer, shape: tuple[int, ...], why: str) -> None:
    with pytest.raises(ValueError, match=rf"^{type(layer).__name__}\(.*{why}"):
        count([layer], shape)
    with pytest.raises(ValueError, match=r"negative|less than|must be|[Ee]xpected|divisible|not supported"):
        keras_model([layer], shape)


def test_layer_of_keras_is_refused_by_its_name() -> None:
    with pytest.raises(TypeError, match="GlobalAveragePooling2D"):
        count([layers.GlobalAveragePooling2D()], IMAGE)
