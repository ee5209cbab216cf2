"""합성곱과 풀링의 출력 크기: 입력 위에 창을 놓을 수 있는 자리의 수."""


def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    """한 축의 출력 크기 ⌊(n + 2p − m)/s⌋ + 1 을 구한다. 풀링도 창의 크기를 m으로 두면 같다.

    Args:
        size: 입력 한 변의 픽셀 수 n.
        kernel: 커널(또는 풀링 창) 한 변의 픽셀 수 m.
        stride: 보폭 s.
        padding: 양쪽에 각각 채우는 픽셀 수 p.

    Returns:
        출력 한 변의 픽셀 수.

    Raises:
        ValueError: 커널이 채운 입력보다 크거나, 크기로 쓸 수 없는 수를 받았을 때.

    출처: Dumoulin·Visin, "A guide to convolution arithmetic for deep learning" (2016), 관계식 6.

    >>> conv_output_size(28, kernel=3)
    26
    >>> conv_output_size(11, kernel=2, stride=2)
    5
    """
    if min(size, kernel, stride) < 1 or padding < 0:
        raise ValueError(
            f"크기·커널·보폭은 1 이상, 패딩은 0 이상이어야 한다: {size=}, {kernel=}, {stride=}, {padding=}"
        )
    padded = size + 2 * padding
    if kernel > padded:
        raise ValueError(f"커널({kernel})이 패딩까지 더한 입력({padded})보다 커서 놓을 자리가 없다.")
    return (padded - kernel) // stride + 1


def same_padding(size: int, kernel: int, stride: int = 1) -> tuple[int, int]:
    """Keras의 `padding="same"`이 한 축의 (앞, 뒤)에 채우는 픽셀 수를 구한다.

    출력이 ⌈n/s⌉가 되는 데 필요한 만큼 채운다. 그 수가 홀수이면 남는 하나는 뒤에 둔다.

    Args:
        size: 입력 한 변의 픽셀 수 n.
        kernel: 커널 한 변의 픽셀 수 m.
        stride: 보폭 s.

    Returns:
        앞에 채우는 픽셀 수와 뒤에 채우는 픽셀 수.

    Raises:
        ValueError: 크기나 커널이나 보폭이 1보다 작을 때.

    출처: TensorFlow `tf.nn`의 "Notes on padding".

    >>> same_padding(28, kernel=3)
    (1, 1)
    >>> same_padding(28, kernel=3, stride=2)
    (0, 1)
    """
    if min(size, kernel, stride) < 1:
        raise ValueError(f"크기·커널·보폭은 1 이상이어야 한다: {size=}, {kernel=}, {stride=}")
    output = -(-size // stride)
    total = max((output - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def effective_kernel(kernel: int, dilation: int = 1) -> int:
    """간격 d로 벌린 커널이 덮는 한 변 (m − 1)·d + 1 을 구한다.

    출력 크기와 수용 영역은 이것을 m으로 두고 셈한다.

    Args:
        kernel: 커널 한 변의 칸 수 m.
        dilation: 칸 사이의 간격 d.

    Returns:
        덮는 한 변의 픽셀 수.

    출처: Dumoulin·Visin, "A guide to convolution arithmetic for deep learning" (2016), 5.1절.

    >>> effective_kernel(3, dilation=2)
    5
    """
    return (kernel - 1) * dilation + 1
