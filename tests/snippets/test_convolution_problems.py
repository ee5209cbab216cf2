"""Generated problems of the other convolutions against Keras, as those in test_problems.py."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from snippets import convolution_problems
from tests.lazy import keras, layers
from tests.snippets.rules import calculated, generated, judge, rules_of

CHOICES: dict[str, dict[str, Any]] = {
    "dilated_field": {"kernel": (2, 3, 5), "first": (1, 2, 3, 4), "second": (1, 2, 4, 5)},
    "grouped_parameters": {
        "kernel": (1, 3, 5), "channels": (3, 8, 16, 32), "filters": (4, 8, 32), "groups": (1, 2, 4, 8),
    },
    "separable_multiplications": {
        "side": (1, 7, 14), "kernel": (1, 3, 5), "channels": (1, 3, 16), "filters": (1, 8, 32),
    },
    "transposed_shape": {
        "side": (4, 7, 14), "channels": (1, 3, 8), "filters": (1, 4, 16), "kernel": (1, 2, 3, 4),
        "stride": (1, 2, 3), "padding": ("valid", "same"),
    },
    "transposed_map": {"seed": range(200), "side": (2, 3), "kernel": (1, 2, 3), "stride": (1, 2)},
}  # fmt: skip


def seen(kernel: int, *dilations: int) -> int:
    """How far the pixels of a row lie apart that move the middle value, lighting one after the other."""
    y = np.eye(99, dtype="float32")[:, None, :, None]  # (99 rows with one lit pixel each, 1, 99, 1)
    for dilation in dilations:
        ones = np.ones((1, kernel, 1, 1), dtype="float32")
        y = keras.ops.conv(y, ones, dilation_rate=(1, dilation))
    moving = np.flatnonzero(y[:, 0, y.shape[2] // 2, 0])
    return int(moving[-1] - moving[0] + 1)


def of_dilated_field(kernel: int, first: int, second: int) -> Iterator[Any]:
    yield seen(kernel, first, second)
    yield "벌리지 않고", seen(kernel, 1, 1)
    yield "간격이 팽창률", seen(kernel, first + 1, second + 1)
    yield "더했다. 한 칸", seen(kernel, first) + seen(kernel, second)
    yield "팽창률을 곱했다", seen(kernel * first, 1) + seen(kernel * second, 1) - 1
    yield "둘째 층만", seen(kernel, second)
    yield "첫 층만", seen(kernel, first)


def of_grouped_parameters(kernel: int, channels: int, filters: int, groups: int) -> Iterator[Any]:
    def counted(filters: int, channels: int, **options: Any) -> int:
        layer = layers.Conv2D(filters, kernel, **options)
        layer.build((None, 9, 9, channels))
        return layer.count_params()

    yield counted(filters, channels, groups=groups)
    yield "나누지 않았다", counted(filters, channels)
    yield "편향(", counted(filters, channels, groups=groups, use_bias=False)
    yield "편향까지", counted(filters, channels) / groups
    yield "그룹 하나의", counted(filters // groups, channels // groups)
    yield "모두 두었다", counted(filters, channels // groups) * groups
    yield "필터 수를 곱한다", counted(1, channels // groups)
    yield "나누지 않은 필터", counted(1, channels)
    yield "편향을 하나만", counted(filters, channels, groups=groups, use_bias=False) + 1


def of_separable_multiplications(side: int, kernel: int, channels: int, filters: int) -> Iterator[Any]:
    def weights(layer: keras.Layer, channels: int) -> list[int]:
        """Each of them is multiplied once at each place."""
        layer.build((None, 9, 9, channels))
        return [math.prod(it.shape) for it in layer.weights]

    def conv(filters: int, kernel: int, channels: int) -> int:
        return sum(weights(layers.Conv2D(filters, kernel, use_bias=False), channels))

    separable = layers.SeparableConv2D(filters, kernel, padding="same", use_bias=False)
    each = weights(separable, channels)
    height, width = separable.compute_output_shape((None, side, side, channels))[1:3]
    yield height * width * sum(each)
    yield "보통의", height * width * conv(filters, kernel, channels)
    yield (
        "1×1 합성곱을",
        height * width * sum(weights(layers.DepthwiseConv2D(kernel, use_bias=False), channels)),
    )
    yield "깊이별 합성곱을", height * width * conv(filters, 1, channels)
    yield "한 장만", height * width * (conv(1, kernel, 1) + conv(filters, 1, channels))
    yield "자리 하나의", sum(each)
    yield "한 변만", width * sum(each)


def of_transposed_shape(
    side: int, channels: int, filters: int, kernel: int, stride: int, padding: str
) -> Iterator[Any]:
    def shape(kind: str = "Conv2DTranspose", **options: Any) -> tuple[int | None, ...]:
        given = {"filters": filters, "kernel_size": kernel, "strides": stride, "padding": padding} | options
        return getattr(layers, kind)(**given).compute_output_shape((None, side, side, channels))

    yield shape()
    yield "줄였다", shape("Conv2D")
    yield "다르게 셈했다", shape(padding="same" if padding == "valid" else "valid")
    yield "보폭을 세지", shape(strides=1)
    added = shape(padding="same")[1] + kernel
    yield "한 변을", (None, added, added, filters)
    # From the first cell of the first kernel to the last cell of the last.
    laid = np.convolve(np.zeros((side - 1) * stride + 1), np.ones(kernel)).size
    yield "(n − 1)", (None, laid, laid, filters)
    yield "입력의 채널 수", shape(filters=channels)


def of_transposed_map(seed: int, side: int, kernel: int, stride: int) -> Iterator[Any]:
    grids = convolution_problems.transposed_map(seed, side, kernel, stride).grids
    image, weights = grids["입력"].astype("float32"), grids["커널"].astype("float32")

    def laid(image: np.ndarray, weights: np.ndarray) -> np.ndarray:
        layer = layers.Conv2DTranspose(1, kernel, strides=stride, use_bias=False)
        layer.build((None, side, side, 1))
        layer.set_weights([weights[:, :, None, None]])
        return layer(image[None, :, :, None]).numpy()[0, :, :, 0]

    def newest(row: int, column: int) -> float:
        """What the last of the input's values that reach this place leaves there."""
        up, left = min(row // stride, side - 1), min(column // stride, side - 1)
        inside = row - up * stride < kernel and column - left * stride < kernel
        return image[up, left] * weights[row - up * stride, column - left * stride] if inside else 0

    ones = np.ones_like(image)
    key = laid(image, weights)
    yield key
    yield "나중 것", np.vectorize(newest)(*np.indices(key.shape))
    yield "평균", key / np.maximum(laid(ones, np.ones_like(weights)), 1)
    yield "뒤집어", laid(image, np.rot90(weights, 2))
    yield "커널만", laid(ones, weights)
    yield "입력의 값만", laid(image, np.ones_like(weights))
    yield "바꾸어 적었다", laid(image.T, weights.T)


def test_every_rule_is_tried() -> None:
    assert rules_of(convolution_problems) == {*CHOICES}


@pytest.mark.parametrize("name", CHOICES)
def test_key_is_that_of_keras_and_mistakes_are_those_of_their_wrong_way(name: str) -> None:
    judge(getattr(convolution_problems, name), CHOICES[name], globals()[f"of_{name}"])


def test_calculator_counts_the_stacks_as_the_problems_do(tab: Page, address: str) -> None:
    """The reader is sent there to see how."""
    asked = {"dilated_field": "field", "separable_multiplications": "multiplications"}
    named = [
        (problem.stack, problem.key, name)
        for name in CHOICES
        for _, problem in generated(getattr(convolution_problems, name), CHOICES[name])
        if problem.stack
    ]
    assert len(named) > 70
    counted = calculated(tab, address, [stack for stack, *_ in named])
    for (stack, key, name), rows in zip(named, counted, strict=True):
        row = rows[-1]
        found = (None, *row["shape"]) if name == "transposed_shape" else row[asked.get(name, "parameters")]
        assert found == key, stack
