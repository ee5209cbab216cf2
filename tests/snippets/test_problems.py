"""Generated problems against Keras: their keys, and each usual mistake by the wrong way that it names."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from snippets import problems
from tests.lazy import keras, layers, tf
from tests.snippets.rules import NUMBER, calculated, generated, judge, rules_of

CHOICES: dict[str, dict[str, Any]] = {
    "conv_parameters": {"kernel": (1, 3, 5, 7), "channels": (1, 3, 8, 16), "filters": (1, 4, 8, 32)},
    "dense_parameters": {"side": (1, 3, 4, 7), "channels": (1, 16, 64), "units": (1, 10, 100)},
    "output_side": {"size": range(8, 65), "kernel": (2, 3, 5, 7), "stride": (1, 2, 3), "padding": (0, 1, 2)},
    "layer_shape": {
        "side": (9, 28, 32), "channels": (1, 3, 8), "filters": (8, 32), "kernel": (1, 3, 5),
        "stride": (1, 2, 3), "padding": ("valid", "same"),
    },
    "flattened": {"side": (20, 28, 33, 64), "kernel": (1, 3, 5), "filters": (1, 8, 16), "more": (8, 16, 32)},
    "model_parameters": {"side": (9, 28, 32), "kernel": (1, 3, 5), "filters": (1, 8), "units": (1, 10)},
    "field_side": {"first": (1, 3, 5, 7), "window": (2, 3, 4), "second": (1, 3, 5)},
    "feature_map": {"seed": range(200), "side": (3, 4, 5), "kernel": (1, 2, 3), "stride": (1, 2)},
    "pooled_map": {
        "seed": range(200), "kind": ("max", "average"), "side": (4, 5), "size": (2, 3), "stride": (1, 2),
    },
    "steps": {"images": (500, 1000, 48_000, 60_000), "batch_size": (10, 32, 50, 64, 128)},
    "paddings": {"size": range(20, 40), "kernel": (1, 2, 3, 4, 5, 7), "stride": (1, 2, 3)},
    "image_bytes": {"images": (1, 4, 8), "side": (8, 28), "channels": (1, 3)},
    "cross_entropy": {"percent": range(2, 99)},
}  # fmt: skip


def conv(filters: int, kernel: int, channels: int, **options: Any) -> keras.Layer:
    layer = layers.Conv2D(filters, kernel, **options)
    layer.build((None, 64, 64, channels))
    return layer


def stacked(shape: tuple[int, ...], *parts: keras.Layer) -> keras.Sequential:
    return keras.Sequential([keras.Input(shape=shape), *parts])


def of_conv_parameters(kernel: int, channels: int, filters: int) -> Iterator[Any]:
    yield conv(filters, kernel, channels).count_params()
    yield "편향(", conv(filters, kernel, channels, use_bias=False).count_params()
    yield "채널을 세지", conv(filters, kernel, 1).count_params()
    yield "편향을 채널마다", channels * conv(filters, kernel, 1).count_params()
    yield "하나의 파라미터", conv(1, kernel, channels).count_params()
    yield "하나의 가중치", conv(1, kernel, channels, use_bias=False).count_params()
    yield "하나만 더했다", conv(filters, kernel, channels, use_bias=False).count_params() + 1
    yield "바꾸어 셈했다", conv(channels, kernel, filters).count_params()
    yield "한 변을 한 번만", conv(filters, (1, kernel), channels).count_params()


def of_dense_parameters(side: int, channels: int, units: int) -> Iterator[Any]:
    def dense(inputs: int, **options: Any) -> int:
        layer = layers.Dense(units, **options)
        layer.build((None, inputs))
        return layer.count_params()

    flat = math.prod(stacked((side, side, channels), layers.Flatten()).output_shape[1:])
    yield dense(flat)
    yield "편향(", dense(flat, use_bias=False)
    yield "편향을 하나만", dense(flat, use_bias=False) + 1
    yield "채널을 펼치지", dense(side * side)
    yield "한 변만", dense(side * channels)
    yield "펼친 값의 수", flat


def side_of(size: int, kernel: int, stride: int, **options: Any) -> int:
    return layers.Conv2D(1, kernel, strides=stride, **options).compute_output_shape((1, size, size, 1))[1]


def of_output_side(size: int, kernel: int, stride: int, padding: int) -> Iterator[Any]:
    padded = size + 2 * padding
    yield side_of(padded, kernel, stride)
    yield "1을 더하지", side_of(padded, kernel, stride) - 1
    yield "올림했다", math.ceil((padded - kernel) / stride) + 1
    yield "보폭으로 나누지", side_of(padded, kernel, 1)
    yield "한쪽만", side_of(size + padding, kernel, stride)
    yield "패딩을 더하지", side_of(size, kernel, stride)
    yield "크기를 빼지", side_of(padded, 1, stride) if padded % stride else side_of(padded + 1, 1, stride)
    yield "same일 때", side_of(size, kernel, stride, padding="same")


def of_layer_shape(
    side: int, channels: int, filters: int, kernel: int, stride: int, padding: str
) -> Iterator[Any]:
    def shape(**options: Any) -> tuple[int | None, ...]:
        given = {"filters": filters, "kernel_size": kernel, "strides": stride, "padding": padding} | options
        return layers.Conv2D(**given).compute_output_shape((None, side, side, channels))

    yield shape()
    yield "입력의 채널 수", shape(filters=channels)
    yield "다르게 셈했다", shape(padding="same" if padding == "valid" else "valid")
    yield "보폭을 세지", shape(strides=1)
    yield "앞에 두었다", tuple(np.array(shape(), dtype=object)[[0, 3, 1, 2]])
    yield "채널을 곱했다", shape(filters=channels * filters)


def of_flattened(side: int, kernel: int, filters: int, more: int) -> Iterator[Any]:
    def flat(last: int = more, padding: str = "valid", size: int = 2, rounded: str = "valid") -> int:
        pooling = {"pool_size": size, "padding": rounded}
        parts = [
            layers.Conv2D(filters, kernel, padding=padding), layers.MaxPooling2D(**pooling),
            layers.Conv2D(last, kernel, padding=padding), layers.MaxPooling2D(**pooling), layers.Flatten(),
        ]  # fmt: skip
        return stacked((side, side, 1), *parts).output_shape[1]

    yield flat()
    yield "채널을 빠뜨렸다", flat(1)
    yield "첫 층의 필터까지", flat(more * filters)
    yield "첫 층의 필터 수를", flat(filters)
    yield "올림", flat(rounded="same")
    yield "줄지 않는다고", flat(padding="same")
    yield "풀링을 지나지", flat(size=1)
    yield "한 변만", math.isqrt(flat(1)) * more


def of_model_parameters(side: int, kernel: int, filters: int, units: int) -> Iterator[Any]:
    def parts(size: int = 2, padding: str = "valid", **options: Any) -> list[keras.Layer]:
        pooling = layers.MaxPooling2D(size, padding=padding)
        return [
            layers.Conv2D(filters, kernel, **options),
            pooling,
            layers.Flatten(),
            layers.Dense(units, **options),
        ]

    def counted(*parts: keras.Layer) -> int:
        return stacked((side, side, 1), *parts).count_params()

    model = stacked((side, side, 1), *parts())
    pooled = model.layers[1].output.shape[1]
    yield model.count_params()
    yield "편향을 모두", counted(*parts(use_bias=False))
    yield "밀집 층만", model.layers[-1].count_params()
    yield "합성곱 층만", model.layers[0].count_params()
    yield "밀집 층의 편향", model.count_params() - model.layers[-1].bias.shape[0]
    yield "펼친 값의", model.layers[2].output.shape[1]
    same = layers.Conv2D(filters, kernel, padding="same")
    yield "줄지 않는다고", counted(same, *parts()[1:])
    yield "풀링을 지나지", counted(*parts(size=1))
    yield "올림", counted(*parts(padding="same"))
    yield (
        "채널을 빠뜨렸다",
        model.layers[0].count_params() + stacked((pooled, pooled, 1), *parts()[2:]).count_params(),
    )


def seen(*steps: tuple[int, int]) -> int:
    """From the first to the last pixel of a row that moves the first value, lighting one after the other."""
    y = np.eye(80, dtype="float32")[:, None, :, None]  # (80 rows with one lit pixel each, 1, 80, 1)
    for kernel, stride in steps:
        ones = np.ones((1, kernel, 1, 1), dtype="float32")
        y = tf.nn.conv2d(y, ones, [1, 1, stride, 1], "VALID")
    moving = np.flatnonzero(y[:, 0, 0, 0])
    return int(moving[-1] - moving[0] + 1)


def of_field_side(first: int, window: int, second: int) -> Iterator[Any]:
    yield seen((first, 1), (window, window), (second, 1))
    yield "보폭을 세지", seen((first, 1), (window, 1), (second, 1))
    yield "창만큼", seen((first, 1), (1, window), (second, 1))
    yield "풀링까지", seen((first, 1), (window, window))
    yield "커널을 더했다", seen((first, 1), (window, window), (second, 1)) + window
    yield "모두 곱했다", first * window * second


def of_feature_map(seed: int, side: int, kernel: int, stride: int) -> Iterator[Any]:
    grids = problems.feature_map(seed, side, kernel, stride).grids
    image, weights = grids["이미지"].astype("float32"), grids["커널"].astype("float32")

    def mapped(weights: np.ndarray, image: np.ndarray = image) -> np.ndarray:
        layer = conv(1, kernel, 1, strides=stride, use_bias=False)
        layer.set_weights([weights[:, :, None, None]])
        return layer(image[None, :, :, None]).numpy()[0, :, :, 0]

    yield mapped(weights)
    yield "뒤집었다", mapped(np.rot90(weights, 2))
    yield "커널의 가로와", mapped(weights.T)
    yield "곱하지 않고", mapped(np.ones_like(weights))
    yield "음의 부호", mapped(np.abs(weights))
    yield "모두 반대", mapped(-weights)
    yield "바꾸어 적었다", mapped(weights.T, image.T)


def of_pooled_map(seed: int, kind: str, side: int, size: int, stride: int) -> Iterator[Any]:
    maps = problems.pooled_map(seed, kind, side, size, stride).grids["특성 맵"].astype("float32")

    def pooled(kind: str, values: np.ndarray = maps) -> np.ndarray:
        pooling = {"max": layers.MaxPooling2D, "average": layers.AveragePooling2D}[kind]
        return pooling(size, strides=stride)(values[None, :, :, None]).numpy()[0, :, :, 0]

    smallest = -pooled("max", -maps)
    largest = pooled("max")
    yield pooled(kind)
    yield ("최대 풀링을 했다", largest) if kind == "average" else ("평균 풀링을 했다", pooled("average"))
    yield "가장 작은", smallest
    yield "음수를 0", np.maximum(pooled(kind), 0)
    yield "더하기만", pooled("average") * size**2
    yield "부호를 보지", np.where(np.abs(smallest) > np.abs(largest), smallest, largest)


def of_steps(images: int, batch_size: int) -> Iterator[Any]:
    numbers = tf.data.Dataset.range(images)
    batches = numbers.batch(batch_size)
    yield len(batches)
    yield "내림했다", len(numbers.batch(batch_size, drop_remainder=True))
    yield "1을 더했다", len(numbers.batch(batch_size, drop_remainder=True)) + 1
    yield "이미지의 수이다. 가중치", len(numbers)
    yield "든 이미지", len(next(iter(batches.skip(len(batches) - 1))))


def of_paddings(size: int, kernel: int, stride: int) -> Iterator[Any]:
    def padded(stride: int) -> tuple[int, int]:
        """Found by trial: `valid` on the padded row gives what `same` gives."""
        rng = np.random.default_rng(0)
        x = rng.normal(size=(1, size, size, 1)).astype("float32")
        layer = conv(1, kernel, 1, strides=stride, padding="same")
        expected = layer(x).numpy()
        valid = conv(1, kernel, 1, strides=stride)
        valid.set_weights(layer.get_weights())
        for before, after in itertools.product(range(kernel), repeat=2):
            found = valid(np.pad(x, [(0, 0), *[(before, after)] * 2, (0, 0)])).numpy()
            if found.shape == expected.shape and np.allclose(found, expected, atol=1e-5):
                return before, after
        raise AssertionError

    before, after = padded(stride)
    yield before, after
    yield "바뀌었다", (after, before)
    yield "합한 수", (before + after, before + after)
    yield "보폭이 1", padded(1)
    yield "valid", (0, 0)
    yield f"모두 {kernel}칸", (kernel // 2, math.ceil(kernel / 2))


def of_image_bytes(images: int, side: int, channels: int) -> Iterator[Any]:
    batch = np.zeros((images, side, side, channels), dtype="float32")
    yield batch.nbytes
    yield "값의 수", batch.size
    yield "float64", batch.astype("float64").nbytes
    yield "비트로", batch.nbytes * 8
    yield "채널을 빠뜨렸다", batch[..., 0].nbytes
    yield "한 장만", batch[0].nbytes
    yield "한 변을", batch[:, 0].nbytes


def of_cross_entropy(percent: int) -> Iterator[Any]:
    p = percent / 100
    right, wrong = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    given = np.array([[p, 1 - p]])
    key = float(keras.losses.categorical_crossentropy(right, given)[0])
    yield key
    yield "부호를", -key
    yield "밑이 10", key / math.log(10)
    yield "밑이 2", key / math.log(2)
    yield "틀릴 확률", float(keras.losses.categorical_crossentropy(wrong, given)[0])
    yield "1에서", 1 - p


def test_every_rule_is_tried() -> None:
    assert rules_of(problems) == {*CHOICES}
    assert NUMBER * len(CHOICES) >= 300


@pytest.mark.parametrize("name", CHOICES)
def test_key_is_that_of_keras_and_mistakes_are_those_of_their_wrong_way(name: str) -> None:
    judge(getattr(problems, name), CHOICES[name], globals()[f"of_{name}"])


def test_calculator_counts_the_stacks_as_the_problems_do(tab: Page, address: str) -> None:
    """The reader is sent there to see how."""
    named = [
        (problem.stack, problem.key, name)
        for name in CHOICES
        for _, problem in generated(getattr(problems, name), CHOICES[name])
    ]
    stacks = [(stack, key, name) for stack, key, name in named if stack]
    assert len(stacks) > 140
    counted = calculated(tab, address, [stack for stack, *_ in stacks])
    for (stack, key, name), rows in zip(stacks, counted, strict=True):
        found = {
            "output_side": lambda rows: rows[-1]["shape"][0],
            "layer_shape": lambda rows: (None, *rows[-1]["shape"]),
            "flattened": lambda rows: rows[-1]["shape"][0],
            "field_side": lambda rows: rows[-1]["field"],
        }.get(name, lambda rows: sum(row["parameters"] for row in rows))(rows)
        assert found == key, stack
