"""층을 앞 층의 출력에 이을 수 있는지 보기: Keras가 받지 않는 것을 까닭과 함께 거절한다."""

from snippets.layer_kinds import (
    Conv2D,
    Conv2DTranspose,
    Convolution,
    Dropout,
    GlobalPooling2D,
    Layer,
    Pooling2D,
    Shape,
    covered,
    pair,
)


def check(layer: Layer, shape: Shape) -> None:
    """층을 이을 수 없으면 예외를 낸다.

    Args:
        layer: 이을 층.
        shape: 앞 층의 출력 모양(배치 축 제외).

    Raises:
        TypeError: `snippets/layer_kinds.py`의 열 가지가 아닐 때.
        ValueError: 층의 설정이나 앞 층의 출력 모양을 받을 수 없을 때.

    출처: Keras 3.15의 층이 받지 않는 것. 보폭과 `dilation`을 함께 1보다 크게 하는 것을 Conv2D는 받지 않고,
    DepthwiseConv2D와 SeparableConv2D는 받는다.

    >>> check(Conv2D(6, 3, groups=2), (28, 28, 4))  # 이을 수 있으면 아무것도 내지 않는다
    """
    if not isinstance(layer, Layer):
        raise TypeError(f"{layer!r}: snippets/layer_kinds.py에 적은 열 가지 층만 받는다.")
    _check_numbers(layer)
    if isinstance(layer, Convolution | Pooling2D | GlobalPooling2D) and len(shape) != 3:
        raise ValueError(f"{layer}: (height, width, channels) 모양을 받는데 {shape}가 왔다.")
    if isinstance(layer, Convolution | Pooling2D):
        _check_window(layer, shape)
    if isinstance(layer, Conv2D):
        _check_conv2d(layer, shape[-1])


def _check_numbers(layer: Layer) -> None:
    if isinstance(layer, Dropout):
        if not 0 <= layer.rate <= 1:
            raise ValueError(f"{layer}: 비율에는 0에서 1까지의 수를 적는다.")
        return
    for name, value in vars(layer).items():
        numbers = value if isinstance(value, tuple) else (value,)
        if any(type(n) is int and n < 1 for n in numbers):
            raise ValueError(f"{layer}: {name}에는 1 이상의 정수를 적는다.")


def _check_window(layer: Convolution | Pooling2D, shape: Shape) -> None:
    if layer.padding not in ("valid", "same"):
        raise ValueError(f"{layer}: padding에는 'valid'나 'same'을 적는다.")
    if layer.padding == "same" or isinstance(layer, Conv2DTranspose):
        return
    height, width = covered(layer)
    if height > shape[0] or width > shape[1]:
        raise ValueError(f"{layer}: {height}×{width} 창이 {shape[0]}×{shape[1]}보다 커서 놓을 자리가 없다.")


def _check_conv2d(layer: Conv2D, channels: int) -> None:
    if channels % layer.groups or layer.filters % layer.groups:
        raise ValueError(
            f"{layer}: 채널 {channels}개와 필터 {layer.filters}개를 그룹 {layer.groups}개로 나눌 수 없다."
        )
    if max(pair(layer.stride)) > 1 and layer.dilation > 1:
        raise ValueError(f"{layer}: stride와 dilation을 함께 1보다 크게 할 수 없다.")
