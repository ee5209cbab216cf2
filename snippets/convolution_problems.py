"""「합성곱의 다른 모습」의 연습 문제를 만드는 규칙. `snippets/problems.py`와 같은 꼴이다."""

import numpy as np

from snippets.convolution_kinds import transposed_conv2d
from snippets.exercises import Problem
from snippets.layer_kinds import Conv2D, Conv2DTranspose, SeparableConv2D
from snippets.output_size import conv_output_size, effective_kernel
from snippets.parameters import count
from snippets.problems import apart
from snippets.receptive_field import receptive_field


def dilated_field(kernel: int, first: int, second: int) -> Problem:
    """팽창 합성곱 두 겹을 지난 값의 수용 영역.

    Args:
        kernel: 두 층의 커널 한 변 m.
        first: 첫 층의 팽창률.
        second: 둘째 층의 팽창률.
    """
    sides = [effective_kernel(kernel, dilation) for dilation in (first, second)]
    key = receptive_field([(side, 1) for side in sides])
    mistakes = {
        "커널을 벌리지 않고 셈했다.": receptive_field([(kernel, 1)] * 2),
        "이웃한 칸의 간격이 팽창률이다. 사이에 끼우는 칸은 그보다 하나 적다.": 1
        + (kernel - 1) * (first + second + 2),
        "벌린 두 커널의 한 변을 더했다. 한 칸이 겹치므로 하나를 뺀다.": sum(sides),
        "커널의 한 변에 팽창률을 곱했다. 벌린 한 변은 (m − 1)·d + 1이다.": kernel * (first + second) - 1,
        "둘째 층만 세었다. 첫 층이 넓히는 만큼도 더한다.": sides[1],
        "첫 층만 세었다. 둘째 층이 넓히는 만큼도 더한다.": sides[0],
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"팽창률이 {first}인 {kernel}×{kernel} 합성곱과 팽창률이 {second}인 {kernel}×{kernel} 합성곱을 "
        "차례로 지난 값 하나의 수용 영역은 한 변이 몇 칸인가? 보폭은 1이다.",
        why=f"1 + ({kernel} − 1)·{first} + ({kernel} − 1)·{second} = {key}",
        stack=f"64x64x1_c1k{kernel}d{first}_c1k{kernel}d{second}",
        hints=(
            "벌린 커널의 한 변은 (m − 1)·d + 1이다.",
            "보폭이 1이면 층마다 (벌린 한 변 − 1)만큼 넓어진다.",
        ),
    )


def grouped_parameters(kernel: int, channels: int, filters: int, groups: int) -> Problem:
    """그룹 합성곱의 파라미터 (m·m·c/g + 1)·f.

    Args:
        kernel: 커널 한 변 m.
        channels: 입력의 채널 수 c.
        filters: 필터 수 f.
        groups: 그룹의 수 g.

    Raises:
        ValueError: 채널이나 필터를 그룹으로 나눌 수 없을 때.
    """
    [row] = count([Conv2D(filters, kernel, groups=groups)], (kernel, kernel, channels))
    key, area, own = row.parameters, kernel * kernel, channels // groups
    mistakes = {
        "그룹으로 나누지 않았다. 필터 하나는 제 그룹의 채널만 본다.": (area * channels + 1) * filters,
        f"필터마다 하나씩 있는 편향({filters}개)을 빠뜨렸다.": area * own * filters,
        "편향까지 그룹의 수로 나누었다. 편향은 필터마다 하나이다.": (area * channels + 1) * filters // groups,
        "그룹 하나의 파라미터이다. 그룹의 수를 곱한다.": (area * own + 1) * filters // groups,
        "그룹마다 필터를 모두 두었다. 필터도 그룹으로 나눈다.": (area * own + 1) * filters * groups,
        "필터 하나의 파라미터이다. 필터 수를 곱한다.": area * own + 1,
        "그룹으로 나누지 않은 필터 하나의 파라미터이다. 필터 하나는 제 그룹의 채널만 본다.": area * channels
        + 1,
        "편향을 하나만 더했다. 편향은 필터마다 하나이다.": area * own * filters + 1,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"채널이 {channels}개인 특성 맵에 {kernel}×{kernel} 필터 {filters}개인 합성곱을 그룹 {groups}개로 "
        "나누어 한다. 파라미터는 모두 몇 개인가?",
        why=f"({kernel}·{kernel}·{channels}/{groups} + 1)·{filters} = {key:,}",
        stack=f"28x28x{channels}_c{filters}k{kernel}g{groups}",
        hints=("필터 하나는 제 그룹의 채널만 본다.", "필터의 수와 편향의 수는 그대로이다."),
    )


def separable_multiplications(side: int, kernel: int, channels: int, filters: int) -> Problem:
    """깊이별 분리 합성곱의 곱셈 n·n·(m·m·c + c·f).

    Args:
        side: 입력과 출력의 한 변 n.
        kernel: 깊이별 커널 한 변 m.
        channels: 입력의 채널 수 c.
        filters: 1×1 합성곱의 필터 수 f.
    """
    [row] = count([SeparableConv2D(filters, kernel, padding="same")], (side, side, channels))
    key, places, area = row.multiplications, side * side, kernel * kernel
    mistakes = {
        "보통의 합성곱으로 셈했다.": places * area * channels * filters,
        "1×1 합성곱을 빠뜨렸다.": places * area * channels,
        "깊이별 합성곱을 빠뜨렸다.": places * channels * filters,
        "깊이별 커널을 한 장만 두었다. 채널마다 한 장이다.": places * (area + channels * filters),
        "자리 하나의 곱셈이다. 출력의 자리는 높이 × 너비만큼 있다.": area * channels + channels * filters,
        "한 변만 곱했다. 출력의 자리는 높이 × 너비만큼 있다.": side * (area * channels + channels * filters),
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"{side}×{side}×{channels} 특성 맵에 {kernel}×{kernel} 깊이별 분리 합성곱(필터 {filters}개)을 한다. "
        "크기는 그대로이다(same, 보폭 1). 곱셈은 모두 몇 번인가? 둘레에 채운 0과의 곱도 센다.",
        why=f"{side}·{side}·({kernel}·{kernel}·{channels} + {channels}·{filters}) = {key:,}",
        stack=f"{side}x{side}x{channels}_s{filters}k{kernel}same",
        hints=(
            "깊이별 합성곱은 출력값마다 커널의 칸 수만큼 곱한다.",
            "1×1 합성곱은 출력값마다 채널 수만큼 곱한다.",
        ),
    )


def transposed_shape(
    side: int, channels: int, filters: int, kernel: int, stride: int, padding: str
) -> Problem:
    """전치 합성곱 층이 내놓는 배치의 모양.

    Args:
        side: 입력 한 변 n.
        channels: 입력의 채널 수.
        filters: 필터 수.
        kernel: 커널 한 변 m.
        stride: 보폭 s.
        padding: `"valid"`나 `"same"`.
    """
    layer = Conv2DTranspose(filters, kernel, stride, padding)
    [row] = count([layer], (side, side, channels))
    out, wide = row.shape[0], side * stride
    other = wide if padding == "valid" else wide + max(kernel - stride, 0)
    key = (None, *row.shape)
    told = "보폭만큼은 이미 세었으므로 max(m − s, 0)만 더한다."
    if padding == "same":
        told = "same이면 n·s칸만 남긴다."

    def shaped(side: int, last: int = filters) -> tuple[int | None, ...]:
        return (None, side, side, last)

    mistakes = {
        "합성곱처럼 줄였다. 전치 합성곱은 키운다.": shaped(
            conv_output_size(side, kernel, stride) if padding == "valid" else -(-side // stride)
        ),
        f"패딩이 {padding}인데 다르게 셈했다.": shaped(other),
        "보폭을 세지 않았다.": shaped(side + (kernel - 1 if padding == "valid" else 0)),
        f"커널의 한 변을 그대로 더했다. {told}": shaped(wide + kernel),
        "(n − 1)·s + m으로 셈했다. Keras는 커널이 보폭보다 작아도 n·s칸을 내놓는다.": shaped(
            wide - stride + kernel if padding == "valid" else out
        ),
        "마지막 축이 입력의 채널 수이다. 필터의 수가 온다.": shaped(out, channels),
    }
    sized = f"{side}·{stride}" + (f" + max({kernel} − {stride}, 0)" if padding == "valid" else "")
    same = "same" if padding == "same" else ""
    return Problem(
        key,
        apart(key, mistakes),
        f"(None, {side}, {side}, {channels})인 배치를 Conv2DTranspose({filters}, {kernel}, strides={stride}, "
        f'padding="{padding}")에 넣는다. 출력의 모양은 무엇인가? 배치 축까지 적는다.',
        why=f"한 변 {sized} = {out}, 채널 {filters}: {key}",
        stack=f"{side}x{side}x{channels}_t{filters}k{kernel}s{stride}{same}",
        hints=("same이면 한 변은 n·s, valid이면 n·s + max(m − s, 0)이다.", "채널은 필터의 수이다."),
    )


def transposed_map(seed: int, side: int = 2, kernel: int = 2, stride: int = 1) -> Problem:
    """작은 입력과 커널의 전치 합성곱.

    Args:
        seed: 입력과 커널을 뽑는 난수 씨앗.
        side: 입력 한 변.
        kernel: 커널 한 변.
        stride: 보폭.
    """
    rng = np.random.default_rng(seed)
    image, weights = rng.integers(1, 4, (side, side)), rng.integers(-1, 4, (kernel, kernel))

    def laid(image: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return transposed_conv2d(image[:, :, None], weights[:, :, None, None], stride)[:, :, 0]

    key, ones = laid(image, weights), np.ones_like(weights)
    last = np.zeros_like(key)
    for row, column in np.ndindex(image.shape):
        top, left = row * stride, column * stride
        last[top : top + kernel, left : left + kernel] = image[row, column] * weights
    mistakes = {
        "겹친 자리에서 더하지 않고 나중 것으로 덮었다.": last,
        "겹친 자리에서 평균했다. 그대로 더한다.": key / np.maximum(laid(np.ones_like(image), ones), 1),
        "커널을 뒤집어 찍었다.": laid(image, weights[::-1, ::-1]),
        "입력의 값을 곱하지 않고 커널만 찍었다.": laid(np.ones_like(image), weights),
        "커널을 곱하지 않고 입력의 값만 펼쳤다.": laid(image, ones),
        "가로와 세로를 바꾸어 적었다.": key.T,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"입력에 이 커널로 전치 합성곱을 하면(valid, 보폭 {stride}) 출력은 무엇인가? 칸마다 값을 적는다.",
        {"입력": image, "커널": weights},
        why=f"왼쪽 위는 첫 값만 닿는다: {image[0, 0]}·({weights[0, 0]}) = {key[0, 0]:.0f}".replace("-", "−"),
        hints=(
            "입력의 값마다 그 값을 곱한 커널을 한 장씩 찍는다.",
            f"이웃한 값의 커널은 {stride}칸 떨어진 자리에 찍고, 겹친 자리는 더한다.",
        ),
    )
