"""연습 문제의 규칙: 숫자를 주면 물음과 정답을 만들고, 흔한 실수마다 그렇게 셈한 답을 곁들인다."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from snippets.convolution import conv2d
from snippets.exercises import Problem
from snippets.layer_kinds import Conv2D, Dense, Flatten, Layer, Pooling2D
from snippets.output_size import conv_output_size, same_padding
from snippets.parameters import count
from snippets.pooling import pool2d
from snippets.receptive_field import receptive_field


def apart(key: Any, mistakes: Mapping[str, Any]) -> dict[str, Any]:
    """이 숫자에서는 정답이나 다른 실수와 같은 답을 내는 실수를 뺀다. 그런 것은 답만 보고 알 수 없다."""

    def alone(value: Any) -> bool:
        answers = [key, *mistakes.values()]
        return sum(np.array_equal(value, other) for other in answers) == 1

    return {why: value for why, value in mistakes.items() if alone(value)}


def conv_parameters(kernel: int, channels: int, filters: int) -> Problem:
    """합성곱 층의 파라미터 (m·m·c + 1)·f.

    Args:
        kernel: 커널 한 변의 픽셀 수 m.
        channels: 입력의 채널 수 c.
        filters: 필터 수 f.

    >>> problem = conv_parameters(kernel=3, channels=32, filters=64)
    >>> problem.key, problem.judge(18_432).said
    (18496, '18432: 필터마다 하나씩 있는 편향(64개)을 빠뜨렸다.')
    """
    area = kernel * kernel
    [row] = count([Conv2D(filters, kernel)], (kernel, kernel, channels))
    mistakes = {
        f"필터마다 하나씩 있는 편향({filters}개)을 빠뜨렸다.": area * channels * filters,
        "입력의 채널을 세지 않았다. 필터 하나는 모든 채널을 본다.": (area + 1) * filters,
        "편향을 채널마다 두었다. 채널이 여럿이어도 편향은 필터마다 하나이다.": (area + 1)
        * channels
        * filters,
        "필터 하나의 파라미터이다. 필터 수를 곱하지 않았다.": area * channels + 1,
        "필터 하나의 가중치이다. 편향을 더하고 필터 수를 곱한다.": area * channels,
        "편향을 하나만 더했다. 편향은 필터마다 하나이다.": area * channels * filters + 1,
        "입력의 채널 수와 필터 수를 바꾸어 셈했다.": (area * filters + 1) * channels,
        "커널의 한 변을 한 번만 곱했다. 커널은 가로와 세로가 있다.": (kernel * channels + 1) * filters,
    }
    return Problem(
        row.parameters,
        apart(row.parameters, mistakes),
        f"채널이 {channels}개인 특성 맵에 {kernel}×{kernel} 필터 {filters}개를 적용하는 합성곱 층의 "
        "파라미터는 모두 몇 개인가?",
        why=f"({kernel}·{kernel}·{channels} + 1)·{filters} = {row.parameters:,}",
        stack=f"28x28x{channels}_c{filters}k{kernel}",
        hints=("필터 하나의 가중치는 높이 × 너비 × 입력의 채널이다.", "필터마다 편향이 하나씩 더 있다."),
    )


def dense_parameters(side: int, channels: int, units: int) -> Problem:
    """펼친 특성 맵을 받는 밀집 층의 파라미터 (n + 1)·u.

    Args:
        side: 특성 맵 한 변의 칸 수.
        channels: 채널 수.
        units: 유닛 수 u.
    """
    flat = side * side * channels
    key = count([Flatten(), Dense(units)], (side, side, channels))[-1].parameters
    mistakes = {
        f"유닛마다 하나씩 있는 편향({units}개)을 빠뜨렸다.": flat * units,
        "편향을 하나만 더했다. 편향은 유닛마다 하나이다.": flat * units + 1,
        "채널을 펼치지 않았다. 펼친 값은 높이 × 너비 × 채널이다.": (side * side + 1) * units,
        "한 변만 세었다. 펼친 값은 높이 × 너비 × 채널이다.": (side * channels + 1) * units,
        "펼친 값의 수이다. 유닛마다 그만큼의 가중치가 있다.": flat,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"{side}×{side}×{channels} 특성 맵을 펼쳐 유닛 {units}개인 밀집 층에 넣는다. 밀집 층의 파라미터는 "
        "모두 몇 개인가?",
        why=f"({side}·{side}·{channels} + 1)·{units} = ({flat:,} + 1)·{units} = {key:,}",
        stack=f"{side}x{side}x{channels}_f_d{units}",
        hints=(
            "펼친 값은 높이 × 너비 × 채널이다.",
            "유닛마다 펼친 값의 수만큼 가중치가 있고, 편향이 하나 더 있다.",
        ),
    )


def output_side(size: int, kernel: int, stride: int = 1, padding: int = 0) -> Problem:
    """합성곱 층 출력의 한 변 ⌊(n + 2p − m)/s⌋ + 1.

    Args:
        size: 입력 한 변 n.
        kernel: 커널 한 변 m.
        stride: 보폭 s.
        padding: 양쪽에 각각 채우는 칸 수 p.

    Raises:
        ValueError: 커널을 놓을 자리가 없을 때.
    """
    key = conv_output_size(size, kernel, stride, padding)
    room = size + 2 * padding - kernel
    few = room // stride
    short = {
        "마지막에 1을 더하지 않았다. 옮긴 횟수보다 놓은 자리가 하나 많다.": few,
        "패딩을 한쪽만 더했다. 양쪽에 채운다.": (room - padding) // stride + 1,
        "패딩을 더하지 않았다.": (room - 2 * padding) // stride + 1,
    }
    if list(short.values()).count(few) > 1:
        short = {why: value for why, value in short.items() if value != few}
        short["1을 더하지 않았거나 채운 칸을 다 세지 않았다."] = few
    mistakes = {
        **short,
        "올림했다. 다 들어가지 못하는 마지막 창은 버린다.": -(-room // stride) + 1,
        "보폭으로 나누지 않았다.": room + 1,
        "커널의 크기를 빼지 않았다.": (size + 2 * padding) // stride + 1,
        "padding이 same일 때의 출력 ⌈n/s⌉이다.": -(-size // stride),
    }
    padded = f"양쪽에 {padding}칸씩 채움" if padding else "채우지 않음"
    return Problem(
        key,
        apart(key, mistakes),
        f"한 변이 {size}인 입력에 {kernel}×{kernel} 커널을 적용한다(보폭 {stride}, {padded}). 출력의 "
        "한 변은 몇인가?",
        why=f"⌊({size} + 2·{padding} − {kernel})/{stride}⌋ + 1 = {key}",
        stack="" if padding else f"{size}x{size}x1_c1k{kernel}s{stride}",
        hints=(
            "채우면 입력은 양쪽으로 그만큼 커진다.",
            "첫 자리에서 몇 번 더 옮길 수 있는가? 놓은 자리는 그보다 하나 많다.",
        ),
    )


def layer_shape(side: int, channels: int, filters: int, kernel: int, stride: int, padding: str) -> Problem:
    """합성곱 층이 내놓는 배치의 모양.

    Args:
        side: 입력 한 변.
        channels: 입력의 채널 수.
        filters: 필터 수.
        kernel: 커널 한 변.
        stride: 보폭.
        padding: `"valid"`나 `"same"`.
    """
    [row] = count([Conv2D(filters, kernel, stride, padding)], (side, side, channels))
    out, key = row.shape[0], (None, *row.shape)
    valid, same = conv_output_size(side, kernel, stride), -(-side // stride)
    other = same if padding == "valid" else valid
    mistakes = {
        "마지막 축이 입력의 채널 수이다. 필터마다 특성 맵이 하나 나온다.": (None, out, out, channels),
        f"패딩이 {padding}인데 다르게 셈했다.": (None, other, other, filters),
        "보폭을 세지 않았다.": (None, *(2 * [side if padding == "same" else side - kernel + 1]), filters),
        "채널을 앞에 두었다. Keras에서는 맨 뒤에 온다.": (None, filters, out, out),
        "채널을 곱했다. 필터 하나가 모든 채널을 더해 특성 맵 하나를 만든다.": (
            None,
            out,
            out,
            channels * filters,
        ),
    }
    sized = f"⌈{side}/{stride}⌉" if padding == "same" else f"⌊({side} − {kernel})/{stride}⌋ + 1"
    return Problem(
        key,
        apart(key, mistakes),
        f"(None, {side}, {side}, {channels})인 배치를 Conv2D({filters}, {kernel}, strides={stride}, "
        f'padding="{padding}")에 넣는다. 출력의 모양은 무엇인가? 배치 축까지 적는다.',
        why=f"한 변 {sized} = {out}, 채널 {filters}: {key}",
        stack=f"{side}x{side}x{channels}_c{filters}k{kernel}s{stride}{'same' if padding == 'same' else ''}",
        hints=("same이면 한 변은 ⌈n/s⌉, valid이면 ⌊(n − m)/s⌋ + 1이다.", "채널은 필터의 수이다."),
    )


def flattened(side: int, kernel: int, filters: int, more: int) -> Problem:
    """합성곱과 2×2 풀링을 두 번씩 지나 펼친 값의 수.

    Args:
        side: 입력 한 변.
        kernel: 두 합성곱 층의 커널 한 변.
        filters: 첫 층의 필터 수.
        more: 둘째 층의 필터 수.
    """
    layers: list[Layer] = [Conv2D(filters, kernel), Pooling2D(2)]
    layers += [Conv2D(more, kernel), Pooling2D(2), Flatten()]
    rows = count(layers, (side, side, 1))
    key = rows[-1].shape[0]
    sides = [side, *(row.shape[0] for row in rows[:-1])]

    def last(shrink: int, half: Any) -> int:
        first = half(side - shrink)
        return half(first - shrink)

    mistakes = {
        "채널을 빠뜨렸다. 높이 × 너비 × 채널이다.": sides[-1] ** 2,
        "첫 층의 필터까지 곱했다. 둘째 층의 필터가 그것을 모두 더한다.": sides[-1] ** 2 * filters * more,
        "첫 층의 필터 수를 곱했다. 마지막 채널 수는 둘째 층의 필터 수이다.": sides[-1] ** 2 * filters,
        "풀링에서 올림했다. 남는 줄은 버린다.": last(kernel - 1, lambda n: -(-n // 2)) ** 2 * more,
        "합성곱에서 줄지 않는다고 셈했다.": last(0, lambda n: n // 2) ** 2 * more,
        "풀링을 지나지 않았다.": last(kernel - 1, lambda n: n) ** 2 * more,
        "한 변만 곱했다. 높이와 너비를 모두 곱한다.": sides[-1] * more,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"{side}×{side}×1 이미지가 {kernel}×{kernel} 합성곱({filters}개), 2×2 풀링, {kernel}×{kernel} "
        f"합성곱({more}개), 2×2 풀링을 지난다. 패딩은 valid, 합성곱의 보폭은 1이다. Flatten은 몇 개를 "
        "내놓는가?",
        why=f"{' → '.join(map(str, sides))}, {sides[-1]}·{sides[-1]}·{more} = {key:,}",
        stack=f"{side}x{side}x1_c{filters}k{kernel}_m2_c{more}k{kernel}_m2_f",
        hints=(
            "채우지 않고 보폭이 1인 합성곱은 한 변을 (커널 − 1)만큼 줄인다.",
            "2×2 풀링은 한 변을 절반으로 줄이고 나머지는 버린다.",
        ),
    )


def model_parameters(side: int, kernel: int, filters: int, units: int) -> Problem:
    """합성곱, 2×2 풀링, 펼치기, 밀집 층을 하나씩 쌓은 모델의 파라미터.

    Args:
        side: 입력 한 변(채널은 하나).
        kernel: 커널 한 변.
        filters: 필터 수.
        units: 출력 유닛 수.
    """
    rows = count([Conv2D(filters, kernel), Pooling2D(2), Flatten(), Dense(units)], (side, side, 1))
    key = sum(row.parameters for row in rows)
    first, flat = rows[0], rows[2].shape[0]
    pooled = rows[1].shape[0]
    up = -(-first.shape[0] // 2)
    mistakes = {
        "편향을 모두 빠뜨렸다.": kernel * kernel * filters + flat * units,
        "밀집 층만 세었다.": rows[3].parameters,
        "합성곱 층만 세었다.": first.parameters,
        f"밀집 층의 편향({units}개)을 빠뜨렸다.": key - units,
        "펼친 값의 수이다. 층마다 파라미터를 센다.": flat,
        "합성곱에서 줄지 않는다고 셈했다. 패딩이 valid이다.": first.parameters
        + ((side // 2) ** 2 * filters + 1) * units,
        "풀링을 지나지 않았다.": first.parameters + (math.prod(first.shape) + 1) * units,
        "풀링에서 올림했다. 남는 줄은 버린다.": first.parameters + (up * up * filters + 1) * units,
        "펼칠 때 채널을 빠뜨렸다.": first.parameters + (pooled * pooled + 1) * units,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"{side}×{side}×1 이미지가 {kernel}×{kernel} 합성곱({filters}개, valid), 2×2 풀링, Flatten, "
        f"Dense({units})를 지난다. 파라미터는 모두 몇 개인가?",
        why=f"{first.parameters:,} + ({pooled}·{pooled}·{filters} + 1)·{units} = {key:,}",
        stack=f"{side}x{side}x1_c{filters}k{kernel}_m2_f_d{units}",
        hints=("층마다 출력의 모양부터 적는다.", "풀링과 Flatten에는 파라미터가 없다."),
    )


def field_side(first: int, window: int, second: int) -> Problem:
    """합성곱, 풀링, 합성곱을 지난 값의 수용 영역.

    Args:
        first: 첫 합성곱의 커널 한 변.
        window: 풀링의 창(보폭도 같다).
        second: 둘째 합성곱의 커널 한 변.
    """
    steps = [(first, 1), (window, window), (second, 1)]
    key = receptive_field(steps)
    mistakes = {
        "풀링의 보폭을 세지 않았다. 풀링을 지나면 이웃한 칸의 간격이 넓어진다.": first
        + window
        - 1
        + second
        - 1,
        "풀링의 창만큼 넓어지는 것을 빠뜨렸다.": first + (second - 1) * window,
        "풀링까지 본 범위이다. 마지막 합성곱에서 더 넓어진다.": receptive_field(steps[:2]),
        "(커널 − 1)이 아니라 커널을 더했다.": first + (window - 1) + second * window,
        "모두 곱했다. 층마다 (커널 − 1) × 간격만큼 더해진다.": first * window * second,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"{first}×{first} 합성곱, {window}×{window} 풀링(보폭 {window}), {second}×{second} 합성곱을 차례로 "
        "지난 값 하나의 수용 영역은 한 변이 몇 칸인가? 합성곱의 보폭은 1이다.",
        why=f"{first} + ({window} − 1)·1 + ({second} − 1)·{window} = {key}",
        stack=f"40x40x1_c1k{first}_m{window}_c1k{second}",
        hints=(
            "층마다 (커널이나 창의 한 변 − 1) × 간격만큼 넓어진다.",
            "간격은 1에서 시작해, 층을 지날 때마다 그 층의 보폭을 곱한다.",
        ),
    )


def feature_map(seed: int, side: int = 4, kernel: int = 2, stride: int = 1) -> Problem:
    """작은 이미지와 커널의 특성 맵.

    Args:
        seed: 이미지와 커널을 뽑는 난수 씨앗.
        side: 이미지 한 변.
        kernel: 커널 한 변.
        stride: 보폭.
    """
    rng = np.random.default_rng(seed)
    image = rng.integers(0, 4, (side, side))
    weights = rng.integers(-1, 3, (kernel, kernel))

    def mapped(image: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return conv2d(image[:, :, None], weights[:, :, None, None], stride)[:, :, 0]

    key = mapped(image, weights)
    mistakes = {
        "커널을 뒤집었다. 신경망의 합성곱은 뒤집지 않고 곱한다.": mapped(image, weights[::-1, ::-1]),
        "커널의 가로와 세로를 바꾸었다.": mapped(image, weights.T),
        "커널을 곱하지 않고 겹친 값만 더했다.": mapped(image, np.ones_like(weights)),
        "커널의 음의 부호를 빠뜨렸다.": mapped(image, np.abs(weights)),
        "부호가 모두 반대이다.": -key,
        "가로와 세로를 바꾸어 적었다.": key.T,
    }
    moved = f", 보폭 {stride}" if stride > 1 else ""
    return Problem(
        key,
        apart(key, mistakes),
        f"이미지에 커널을 뒤집지 않고 대어 특성 맵을 구한다(valid{moved}).",
        {"이미지": image, "커널": weights},
        why=f"왼쪽 위: {_products(image[:kernel, :kernel], weights)} = {key[0, 0]}".replace("-", "−"),
        hints=(
            "겹친 칸끼리 곱해 모두 더한다. 왼쪽 위부터 한다.",
            f"{stride}칸씩 오른쪽으로, 끝나면 {stride}칸 아래로 옮긴다.",
        ),
    )


def _products(window: np.ndarray, weights: np.ndarray) -> str:
    pairs = zip(window.ravel(), weights.ravel(), strict=True)
    return " + ".join(f"{value}·{f'({weight})' if weight < 0 else weight}" for value, weight in pairs)


def pooled_map(seed: int, kind: str = "max", side: int = 4, size: int = 2, stride: int = 2) -> Problem:
    """작은 특성 맵을 풀링한 값.

    Args:
        seed: 특성 맵을 뽑는 난수 씨앗.
        kind: `"max"`나 `"average"`.
        side: 특성 맵 한 변.
        size: 창 한 변.
        stride: 보폭.
    """
    maps = np.random.default_rng(seed).integers(-4, 8, (side, side)).astype(float)

    def pooled(kind: str, values: np.ndarray = maps) -> np.ndarray:
        return pool2d(values[:, :, None], size, stride, kind)[:, :, 0]

    key = pooled(kind)
    names = {"max": "최대 풀링", "average": "평균 풀링"}
    hint = {"max": "음수끼리는 0에 가까운 쪽이 크다.", "average": "구역의 값을 부호째 더해 개수로 나눈다."}
    [other] = set(names) - {kind}
    mistakes = {
        f"{names[other]}을 했다.": pooled(other),
        "가장 작은 값을 골랐다.": -pooled("max", -maps),
        "음수를 0으로 바꾸었다. 그것은 ReLU가 하는 일이다.": np.maximum(key, 0),
        "평균을 내지 않고 더하기만 했다.": pooled("average") * size * size,
        "부호를 보지 않고 크기가 가장 큰 것을 골랐다.": _largest(maps, size, stride),
    }
    moved = f"창 {size}×{size}, 보폭 {stride}"
    return Problem(
        key,
        apart(key, mistakes),
        f"특성 맵을 {names[kind]}한다({moved}).{' 반올림하지 않는다.' if kind == 'average' else ''}",
        {"특성 맵": maps},
        why=_of_window(maps[:size, :size].ravel(), kind),
        digits=2,
        hints=(hint[kind],),
    )


def _of_window(values: np.ndarray, kind: str) -> str:
    """왼쪽 위의 창에서 나오는 값."""
    listed = [f"{value:.0f}" for value in values]
    if kind == "max":
        said = f"왼쪽 위의 창은 {', '.join(listed)}이고 가장 큰 값은 {values.max():.0f}이다."
    else:
        total = " + ".join(f"({it})" if it.startswith("-") else it for it in listed)
        said = f"왼쪽 위: ({total})/{len(listed)} = {values.mean():.4g}"
    return said.replace("-", "−")


def _largest(maps: np.ndarray, size: int, stride: int) -> np.ndarray:
    """창마다 절댓값이 가장 큰 값."""
    high = pool2d(maps[:, :, None], size, stride)[:, :, 0]
    low = -pool2d(-maps[:, :, None], size, stride)[:, :, 0]
    return np.where(high >= -low, high, low)


def steps(images: int, batch_size: int) -> Problem:
    """한 에포크에 가중치를 고치는 횟수 ⌈이미지/배치⌉.

    Args:
        images: 훈련 이미지 수.
        batch_size: 배치 크기.
    """
    key = math.ceil(images / batch_size)
    mistakes = {
        "내림했다. 다 차지 않은 마지막 배치로도 가중치를 고친다.": images // batch_size,
        "나누어떨어지는데 1을 더했다.": images // batch_size + 1,
        "이미지의 수이다. 가중치는 배치마다 한 번 고친다.": images,
        "마지막 배치에 든 이미지의 수이다.": images % batch_size or batch_size,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"훈련 이미지 {images:,}장을 {batch_size}장씩 묶어 훈련한다. 한 에포크에 가중치를 몇 번 고치는가?",
        why=f"⌈{images:,}/{batch_size}⌉ = {key:,}",
        hints=("마지막 배치는 다 차지 않아도 쓴다.",),
    )


def paddings(size: int, kernel: int, stride: int) -> Problem:
    """`padding="same"`이 앞과 뒤에 채우는 칸 수.

    Args:
        size: 입력 한 변.
        kernel: 커널 한 변.
        stride: 보폭.
    """
    key = same_padding(size, kernel, stride)
    total = sum(key)
    mistakes = {
        "앞과 뒤가 바뀌었다. 홀수이면 남는 하나를 뒤에 둔다.": key[::-1],
        "양쪽을 합한 수이다. 둘로 나눈다.": (total, total),
        "보폭이 1일 때의 수이다.": same_padding(size, kernel, 1),
        "채우지 않는 것은 valid이다.": (0, 0),
        f"모두 {kernel}칸을 채웠다. 채우는 칸은 모두 (출력 − 1)·s + m − n이고, 음수이면 0이다.": (
            kernel // 2,
            kernel - kernel // 2,
        ),
    }
    out = -(-size // stride)
    return Problem(
        key,
        apart(key, mistakes),
        f'한 변이 {size}인 입력에 커널 {kernel}, 보폭 {stride}인 합성곱을 padding="same"으로 적용한다. '
        "한 축의 앞과 뒤에 채우는 칸 수를 (앞, 뒤)로 적는다.",
        why=f"출력 {out}, 채우는 칸은 모두 max(({out} − 1)·{stride} + {kernel} − {size}, 0) = {total}: {key}",
        hints=(
            "출력의 한 변은 ⌈n/s⌉이다.",
            "채우는 칸은 모두 (출력 − 1)·s + m − n이고, 음수이면 0이다. 홀수이면 뒤가 하나 많다.",
        ),
    )


def image_bytes(images: int, side: int, channels: int) -> Problem:
    """float32 배치가 차지하는 바이트.

    Args:
        images: 이미지 수.
        side: 한 변의 픽셀 수.
        channels: 채널 수.
    """
    values = images * side * side * channels
    key = 4 * values
    mistakes = {
        "값의 수이다. float32는 값 하나가 4바이트이다.": values,
        "float64로 셈했다. float32는 4바이트이다.": 8 * values,
        "비트로 셈했다. 32비트는 4바이트이다.": 32 * values,
        "채널을 빠뜨렸다.": key // channels,
        "한 장만 세었다.": key // images,
        "한 변을 한 번만 곱했다.": key // side,
    }
    return Problem(
        key,
        apart(key, mistakes),
        f"{side}×{side}, 채널 {channels}개인 이미지 {images}장을 float32 배열 하나에 담으면 몇 바이트인가? "
        "단위 없이 수만 적는다.",
        why=f"{images}·{side}·{side}·{channels}·4 = {key:,}",
        hints=("값의 수는 장수 × 높이 × 너비 × 채널이다.", "32비트는 4바이트이다."),
    )


def cross_entropy(percent: int) -> Problem:
    """정답에 준 확률에서 교차 엔트로피 −ln p.

    Args:
        percent: 모델이 정답에 준 확률(%).
    """
    p = percent / 100
    key = round(-math.log(p), 4)
    mistakes = {
        "부호를 바꾸지 않았다. 로그가 음수이므로 앞에 −를 붙인다.": -key,
        "밑이 10인 로그이다. 자연로그를 쓴다.": round(-math.log10(p), 4),
        "밑이 2인 로그이다. 자연로그를 쓴다.": round(-math.log2(p), 4),
        "틀릴 확률의 로그를 구했다. 정답의 확률만 본다.": round(-math.log(1 - p), 4),
        "1에서 확률을 뺐다. 로그를 구해야 한다.": round(1 - p, 4),
    }
    return Problem(
        key,
        {why: value for why, value in mistakes.items() if abs(value - key) > 0.02},
        f"모델이 정답에 준 확률이 {p:.2f}이다. 교차 엔트로피 손실은 얼마인가? 반올림해 "
        "소수 둘째 자리까지 적는다.",
        why=f"−ln {p:.2f} ≈ {key:.2f}",
        digits=2,
        hints=("정답에 준 확률만 본다.", "자연로그에 음의 부호를 붙인다."),
    )
