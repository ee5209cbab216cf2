"""층의 열 가지: Keras의 층과 설정을 짧은 이름으로 적는다(아래의 두 표가 Keras의 이름이다).

커널, 창, 보폭에는 정수나 (height, width)를 적는다.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from snippets.output_size import effective_kernel

type Pair = int | tuple[int, int]
type Shape = tuple[int, ...]


class Settings:
    """층의 설정. 글로 적을 때는 맨 앞의 설정과 기본값이 아닌 설정만 적는다."""

    def __repr__(self) -> str:
        shown = [
            f"{field.name}={value!r}"
            for i, field in enumerate(fields(self))  # type: ignore[arg-type]
            if (value := getattr(self, field.name)) != field.default or i == 0
        ]
        return f"{type(self).__name__}({', '.join(shown)})"


@dataclass(frozen=True, repr=False)
class Conv2D(Settings):
    """합성곱 층. 필터마다 커널 한 벌과 편향 하나가 있다.

    `dilation`은 커널의 칸을 벌리는 간격, `groups`는 채널을 나누는 그룹 수이다. 필터는 제 그룹의 채널만 본다.

    >>> Conv2D(32, 3, padding="same")
    Conv2D(filters=32, kernel=3, padding='same')
    """

    filters: int
    kernel: Pair
    stride: Pair = 1
    padding: str = "valid"
    dilation: int = 1
    groups: int = 1
    use_bias: bool = True


@dataclass(frozen=True, repr=False)
class DepthwiseConv2D(Settings):
    """깊이별 합성곱 층. 채널을 섞지 않고 채널마다 커널 `multiplier`개를 적용한다."""

    kernel: Pair
    stride: Pair = 1
    padding: str = "valid"
    multiplier: int = 1
    dilation: int = 1
    use_bias: bool = True


@dataclass(frozen=True, repr=False)
class SeparableConv2D(Settings):
    """깊이별 분리 합성곱 층. 깊이별 합성곱(편향 없음) 뒤에 1×1 합성곱으로 채널을 섞는다."""

    filters: int
    kernel: Pair
    stride: Pair = 1
    padding: str = "valid"
    multiplier: int = 1
    dilation: int = 1
    use_bias: bool = True


@dataclass(frozen=True, repr=False)
class Conv2DTranspose(Settings):
    """전치 합성곱 층. 입력값마다 커널을 곱해 보폭만큼 떨어진 자리에 더한다."""

    filters: int
    kernel: Pair
    stride: Pair = 1
    padding: str = "valid"
    use_bias: bool = True


@dataclass(frozen=True, repr=False)
class Pooling2D(Settings):
    """풀링 층. 보폭을 적지 않으면 창의 크기와 같다. 배우는 값은 없다."""

    size: Pair = 2
    stride: Pair | None = None
    padding: str = "valid"


@dataclass(frozen=True, repr=False)
class GlobalPooling2D(Settings):
    """전역 풀링 층. 채널마다 값 하나만 남긴다."""


@dataclass(frozen=True, repr=False)
class BatchNormalization(Settings):
    """배치 정규화 층. 채널마다 배우는 값 둘(gamma, beta)과 훈련하며 재는 값 둘(평균, 분산)이 있다."""


@dataclass(frozen=True, repr=False)
class Flatten(Settings):
    """펼치기. 모양만 바꾼다."""


@dataclass(frozen=True, repr=False)
class Dropout(Settings):
    """드롭아웃. 모양도 파라미터도 바꾸지 않고, 추론할 때는 아무것도 하지 않는다."""

    rate: float = 0.5


@dataclass(frozen=True, repr=False)
class Dense(Settings):
    """밀집 층. 유닛마다 모든 입력에 곱하는 가중치와 편향 하나가 있다."""

    units: int
    use_bias: bool = True


Convolution = Conv2D | DepthwiseConv2D | SeparableConv2D | Conv2DTranspose
Layer = Convolution | Pooling2D | GlobalPooling2D | BatchNormalization | Flatten | Dropout | Dense


def pair(sides: Pair) -> tuple[int, int]:
    """정수 하나는 높이와 너비에 함께 쓴다.

    >>> pair(3), pair((1, 3))
    ((3, 3), (1, 3))
    """
    return (sides, sides) if isinstance(sides, int) else sides


def covered(layer: Convolution | Pooling2D) -> tuple[int, int]:
    """창 하나가 입력에서(전치 합성곱이면 출력에서) 덮는 높이와 너비.

    >>> covered(Conv2D(8, (1, 3), dilation=2))
    (1, 5)
    """
    if isinstance(layer, Pooling2D):
        return pair(layer.size)
    dilation = 1 if isinstance(layer, Conv2DTranspose) else layer.dilation
    height, width = pair(layer.kernel)
    return effective_kernel(height, dilation), effective_kernel(width, dilation)


def strides(layer: Convolution | Pooling2D) -> tuple[int, int]:
    """세로와 가로의 보폭.

    >>> strides(Pooling2D(2))
    (2, 2)
    """
    return covered(layer) if layer.stride is None else pair(layer.stride)


KERAS_CLASSES = {"Pooling2D": "MaxPooling2D", "GlobalPooling2D": "GlobalAveragePooling2D"}
KERAS_ARGUMENTS = {
    "kernel": "kernel_size",
    "size": "pool_size",
    "stride": "strides",
    "multiplier": "depth_multiplier",
    "dilation": "dilation_rate",
}


def keras_model(layers: Sequence[Layer], input_shape: Shape) -> Any:
    """같은 층을 쌓은 Keras 모델을 만든다. 풀링은 최대 풀링, 전역 풀링은 평균 풀링으로 한다.

    Args:
        layers: 입력 쪽부터 차례로 적은 층.
        input_shape: 입력 한 장의 모양 (height, width, channels).

    Returns:
        훈련하지 않은 `keras.Sequential`.
    """
    import keras

    model = keras.Sequential([keras.Input(shape=input_shape)])
    for layer in layers:
        name = type(layer).__name__
        keras_class = getattr(keras.layers, KERAS_CLASSES.get(name, name))
        model.add(keras_class(**{KERAS_ARGUMENTS.get(k, k): v for k, v in vars(layer).items()}))
    return model
