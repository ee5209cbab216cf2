"""층을 적은 목록에서 층마다 출력 모양, 파라미터, 곱셈, 활성화 값을 센다."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from snippets.layer_checks import check
from snippets.layer_kinds import (
    BatchNormalization,
    Conv2D,
    Conv2DTranspose,
    Convolution,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Flatten,
    GlobalPooling2D,
    Layer,
    Pooling2D,
    SeparableConv2D,
    Shape,
    covered,
    pair,
    strides,
)
from snippets.output_size import conv_output_size


@dataclass(frozen=True)
class Row:
    """층 하나를 센 것. 모양은 배치 축을 빼고, 곱셈과 값은 입력 한 장에 대해 센다.

    `parameters`에는 훈련하지 않는 것(`non_trainable`)도 든다.
    """

    layer: Layer
    shape: Shape
    parameters: int = 0
    non_trainable: int = 0
    multiplications: int = 0

    @property
    def values(self) -> int:
        """출력에 있는 활성화 값의 수."""
        return math.prod(self.shape)

    @property
    def bytes(self) -> int:
        """출력의 활성화 값을 float32로 담는 바이트 수."""
        return 4 * self.values


def count(layers: Sequence[Layer], input_shape: Shape) -> list[Row]:
    """층마다 출력 모양, 파라미터, 곱셈을 센다.

    추론할 때 입력 한 장에 드는 곱셈이다. 패딩의 0과 곱하는 것도 센다. 덧셈, 풀링, 활성화 함수는 세지 않는다.

    Args:
        layers: 입력 쪽부터 차례로 적은 층.
        input_shape: 입력 한 장의 모양 (height, width, channels).

    Returns:
        층마다 한 줄. 파라미터의 합은 `sum(row.parameters for row in …)`이다.

    Raises:
        TypeError: `snippets/layer_kinds.py`의 열 가지가 아닌 층이 있을 때.
        ValueError: 층이 앞 층의 출력을 받을 수 없거나, Keras가 받지 않는 설정이 있을 때.

    출처: Keras 3.15 층의 정의. 깊이별 합성곱과 깊이별 분리 합성곱의 곱셈은 Howard 외, "MobileNets" (2017),
    3.1절.

    >>> [row.parameters for row in count([Conv2D(32, 3), Flatten(), Dense(10)], (28, 28, 1))]
    [320, 0, 216330]
    >>> [row.multiplications for row in count([Conv2D(32, 3), Flatten(), Dense(10)], (28, 28, 1))]
    [194688, 0, 216320]
    """
    rows: list[Row] = []
    shape = input_shape
    for layer in layers:
        check(layer, shape)
        rows.append(_row(layer, shape))
        shape = rows[-1].shape
    return rows


def _row(layer: Layer, shape: Shape) -> Row:
    channels = shape[-1]
    match layer:
        case GlobalPooling2D():
            return Row(layer, (channels,))
        case BatchNormalization():
            # 추론할 때는 gamma/√(분산 + ε)를 미리 셈해 둘 수 있으므로 값마다 한 번 곱한다.
            return Row(layer, shape, 4 * channels, 2 * channels, math.prod(shape))
        case Flatten():
            return Row(layer, (math.prod(shape),))
        case Dropout():
            return Row(layer, shape)
        case Dense(units, use_bias):
            # 가중치마다 한 번 곱한다. 앞에 축이 더 있으면 그 자리마다 곱한다.
            parameters = (channels + use_bias) * units
            return Row(layer, (*shape[:-1], units), parameters, multiplications=math.prod(shape) * units)
    return _sliding(layer, shape)


def _sliding(layer: Convolution | Pooling2D, shape: Shape) -> Row:
    """창을 놓는 자리마다 가중치를 모두 한 번씩 곱한다. 전치 합성곱은 입력의 자리마다 곱한다."""
    *sides, channels = shape
    outputs = _sides(layer, sides)
    weights, filters = _weights(layer, channels)
    biases = 0 if isinstance(layer, Pooling2D) or not layer.use_bias else filters
    places = sides if isinstance(layer, Conv2DTranspose) else outputs
    return Row(layer, (*outputs, filters), weights + biases, multiplications=math.prod(places) * weights)


def _sides(layer: Convolution | Pooling2D, sides: Sequence[int]) -> list[int]:
    """출력의 높이와 너비."""
    outputs = []
    for n, m, s in zip(sides, covered(layer), strides(layer), strict=True):
        if isinstance(layer, Conv2DTranspose):
            outputs.append(n * s if layer.padding == "same" else (n - 1) * s + max(m, s))
        else:
            outputs.append(-(-n // s) if layer.padding == "same" else conv_output_size(n, m, s))
    return outputs


def _weights(layer: Convolution | Pooling2D, channels: int) -> tuple[int, int]:
    """편향을 뺀 가중치의 수와 출력의 채널 수."""
    match layer:
        case Conv2D(filters, kernel, groups=groups):
            return math.prod(pair(kernel)) * channels // groups * filters, filters
        case Conv2DTranspose(filters, kernel):
            return math.prod(pair(kernel)) * channels * filters, filters
        case DepthwiseConv2D(kernel, multiplier=multiplier):
            return math.prod(pair(kernel)) * channels * multiplier, channels * multiplier
        case SeparableConv2D(filters, kernel, multiplier=multiplier):
            # 깊이별 합성곱이 낸 채널 c·multiplier개를 1×1 필터가 모두 본다.
            return (math.prod(pair(kernel)) + filters) * channels * multiplier, filters
    return 0, channels


def keras_parameters(model: Any) -> int:
    """Keras 모델의 가중치 배열마다 원소를 세어 더한다.

    Args:
        model: 만들어진(built) Keras 모델이나 층.

    Returns:
        파라미터 수. `model.count_params()`와 같다.
    """
    return sum(math.prod(weight.shape) for weight in model.weights)
