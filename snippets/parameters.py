"""파라미터 세기: 층을 적은 목록에서, 그리고 Keras 모델에서."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from snippets.output_size import conv_output_size


@dataclass(frozen=True)
class Conv2D:
    """합성곱 층. 필터마다 커널 한 벌과 편향 하나가 있다."""

    filters: int
    kernel: int
    stride: int = 1
    padding: str = "valid"


@dataclass(frozen=True)
class Pooling2D:
    """풀링 층. 보폭은 창의 크기와 같고, 배우는 값은 없다."""

    size: int = 2


@dataclass(frozen=True)
class Flatten:
    """펼치기. 모양만 바꾼다."""


@dataclass(frozen=True)
class Dropout:
    """드롭아웃. 모양도 파라미터도 바꾸지 않는다."""

    rate: float = 0.5


@dataclass(frozen=True)
class Dense:
    """밀집 층. 유닛마다 모든 입력에 곱하는 가중치와 편향 하나가 있다."""

    units: int


type Layer = Conv2D | Pooling2D | Flatten | Dropout | Dense
type Shape = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """층 하나의 출력 모양(배치 축 제외)과 파라미터 수."""

    layer: Layer
    shape: Shape
    parameters: int


def count(layers: Sequence[Layer], input_shape: Shape) -> list[Row]:
    """층마다 출력 모양과 파라미터 수를 센다.

    Args:
        layers: 입력 쪽부터 차례로 적은 층.
        input_shape: 입력 한 장의 모양 (height, width, channels).

    Returns:
        층마다 한 줄. 파라미터의 합은 `sum(row.parameters for row in …)`이다.

    Raises:
        TypeError: 이 모듈의 다섯 가지가 아닌 층이 있을 때.
        ValueError: 층이 앞 층의 출력을 받을 수 없거나, 패딩이 valid도 same도 아닐 때.

    출처: Keras 층의 정의. 합성곱 (m·m·c + 1)·f, 밀집 (n + 1)·u.

    >>> [row.parameters for row in count([Conv2D(32, 3), Flatten(), Dense(10)], (28, 28, 1))]
    [320, 0, 216330]
    """
    rows: list[Row] = []
    shape = input_shape
    for layer in layers:
        parameters, shape = _layer(layer, shape)
        rows.append(Row(layer, shape, parameters))
    return rows


def _layer(layer: Layer, shape: Shape) -> tuple[int, Shape]:
    match layer:
        case Conv2D(filters, kernel, stride, padding):
            if padding not in ("valid", "same"):
                raise ValueError(f"{layer}: 패딩에는 'valid'나 'same'을 적는다.")
            height, width, channels = _image(layer, shape)
            same = padding == "same"
            sizes = (
                -(-n // stride) if same else conv_output_size(n, kernel, stride) for n in (height, width)
            )
            return (kernel * kernel * channels + 1) * filters, (*sizes, filters)
        case Pooling2D(size):
            height, width, channels = _image(layer, shape)
            return 0, (
                conv_output_size(height, size, size),
                conv_output_size(width, size, size),
                channels,
            )
        case Flatten():
            return 0, (math.prod(shape),)
        case Dropout():
            return 0, shape
        case Dense(units):
            return (shape[-1] + 1) * units, (*shape[:-1], units)
    raise TypeError(f"{layer!r}: Conv2D, Pooling2D, Flatten, Dropout, Dense만 셀 수 있다.")


def _image(layer: Layer, shape: Shape) -> Shape:
    if len(shape) != 3:
        raise ValueError(f"{layer} 층은 (height, width, channels) 모양을 받는데 {shape}가 왔다.")
    return shape


def keras_model(layers: Sequence[Layer], input_shape: Shape) -> Any:
    """같은 층을 쌓은 Keras 모델을 만든다. 풀링은 최대 풀링으로 한다.

    Args:
        layers: 입력 쪽부터 차례로 적은 층.
        input_shape: 입력 한 장의 모양 (height, width, channels).

    Returns:
        훈련하지 않은 `keras.Sequential`.
    """
    from keras import Input, Sequential
    from keras import layers as kl

    model = Sequential([Input(shape=input_shape)])
    for layer in layers:
        match layer:
            case Conv2D(filters, kernel, stride, padding):
                model.add(kl.Conv2D(filters, kernel, strides=stride, padding=padding))
            case Pooling2D(size):
                model.add(kl.MaxPooling2D(size))
            case Flatten():
                model.add(kl.Flatten())
            case Dropout(rate):
                model.add(kl.Dropout(rate))
            case Dense(units):
                model.add(kl.Dense(units))
    return model


def keras_parameters(model: Any) -> int:
    """Keras 모델의 가중치 배열마다 원소를 세어 더한다.

    Args:
        model: 만들어진(built) Keras 모델이나 층.

    Returns:
        파라미터 수. `model.count_params()`와 같다.
    """
    return sum(math.prod(weight.shape) for weight in model.weights)
