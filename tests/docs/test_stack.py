"""The calculator's arithmetic against Keras: shapes, parameters, receptive fields, and what cannot stand."""

from __future__ import annotations

import math
import random
import re

import pytest
from playwright.sync_api import Page

from snippets.output_size import same_padding
from snippets.receptive_field import receptive_field
from tests.lazy import keras
from tests.lazy import layers as kl

STACKS = 300
COUNT = """
async (texts) => {
  const { count } = await import(new URL("demos/stack.js", location));
  const { formulas } = await import(new URL("demos/counted.js", location));
  const { parse, write } = await import(new URL("demos/stack_text.js", location));
  return texts.map((text) => {
    const stack = parse(text);
    const { rows, error } = count(stack);
    return {
      written: write(stack), failed: error?.index ?? null, message: error?.message ?? "",
      rows: rows.map(({ shape, parameters, multiplications, field, reached }, i) => ({
        shape, parameters, multiplications, field: Number.isFinite(field) ? field : null, reached,
        formulas: formulas(stack, rows, i),
      })),
    };
  });
}
"""


def random_stack(rng: random.Random) -> list[str]:
    """An input and up to seven layers as text; some stand where they cannot."""
    parts = ["x".join(str(rng.choice(sizes)) for sizes in ((5, 8, 28, 33), (5, 9, 28, 40), (1, 3)))]
    for _ in range(rng.randint(1, 7)):
        stride = f"s{rng.choice((1, 2, 3))}"
        same = rng.choice(("", "same"))
        window = rng.choice((1, 2, 3, 5))
        parts.append(
            rng.choice(
                [
                    f"c{rng.choice((1, 8, 32))}k{window}{stride}{same}",
                    f"c{rng.choice((1, 8, 32))}k{window}{same}",
                    f"{rng.choice('ma')}{window}{stride}{same}",
                    f"{rng.choice('ma')}{window}{same}",
                    "f",
                    "g",
                    f"d{rng.choice((1, 10, 100))}",
                    f"o{rng.choice((0, 0.5, 1))}",
                    rng.choice(("c0k3", "c4k0", "d0", "o1.5", "m0", "c2k3s0")) if rng.random() < 0.3 else "f",
                ]
            )
        )
    return parts


def keras_layer(text: str) -> keras.Layer:
    padding = "same" if text.endswith("same") else "valid"
    kind, _, numbers = text[0], *text.removesuffix("same").partition(text[0])[1:]
    if kind == "c":
        filters, _, rest = numbers.partition("k")
        kernel, _, stride = rest.partition("s")
        return kl.Conv2D(int(filters), int(kernel), strides=int(stride or 1), padding=padding)
    if kind in "ma":
        size, _, stride = numbers.partition("s")
        pooling = kl.MaxPooling2D if kind == "m" else kl.AveragePooling2D
        return pooling(int(size), strides=int(stride or size), padding=padding)
    return {
        "f": kl.Flatten,
        "g": kl.GlobalAveragePooling2D,
        "d": lambda: kl.Dense(int(numbers)),
        "o": lambda: kl.Dropout(float(numbers)),
    }[kind]()


def in_keras(parts: list[str]) -> tuple[list[tuple[list[int], int, int]], int | None]:
    """Shape, parameters and multiplications of each layer, and the layer that Keras refuses."""
    tensor = keras.KerasTensor((1, *map(int, parts[0].split("x"))))
    rows = []
    for index, part in enumerate(parts[1:]):
        try:
            layer = keras_layer(part)
            tensor = layer(tensor)
        except (ValueError, ZeroDivisionError):
            return rows, index
        shape = list(tensor.shape[1:])
        # An output is a sum of as many products as its unit has weights.
        products = math.prod(layer.kernel.shape[:-1]) if layer.weights else 0
        rows.append((shape, layer.count_params(), math.prod(shape) * products))
    return rows, None


def test_calculator_agrees_with_keras_on_random_stacks(tab: Page, address: str) -> None:
    rng = random.Random(0)
    stacks = [random_stack(rng) for _ in range(STACKS)]
    tab.goto(address)
    failures = 0
    for parts, counted in zip(stacks, tab.evaluate(COUNT, ["_".join(it) for it in stacks]), strict=True):
        rows, failed = in_keras(parts)
        assert counted["failed"] == failed, (parts, counted["message"])
        found = [(row["shape"], row["parameters"], row["multiplications"]) for row in counted["rows"]]
        assert found == rows, parts
        assert bool(counted["message"]) == (failed is not None)
        failures += failed is not None
    assert STACKS / 5 < failures < STACKS * 4 / 5  # both kinds were tried


def test_receptive_field_is_that_of_the_snippet(tab: Page, address: str) -> None:
    tab.goto(address)
    (counted,) = tab.evaluate(COUNT, ["28x28x1_c32k3_m2_c64k3s2same_a3s1_c8k5_f_o0.5_d10"])
    steps = [(3, 1), (2, 2), (3, 2), (3, 1), (5, 1)]
    expected = [receptive_field(steps[:n]) for n in range(1, 6)]
    assert [row["field"] for row in counted["rows"]] == [*expected, expected[-1], expected[-1], None]


def by_hand(parts: list[str], side: int) -> int:
    """How many rows or columns of the input reach an output, from the sets that each output sees."""
    sees = [{i} for i in range(int(parts[0].split("x")[side]))]
    for part in parts[1:]:
        numbers = re.fullmatch(r"c\d+k(\d+)(?:s(\d+))?(same)?|m(\d+)(?:s(\d+))?(same)?", part)
        window = int(numbers[1] or numbers[4])
        stride = int(numbers[2] or numbers[5] or (1 if part[0] == "c" else window))
        before, behind = same_padding(len(sees), window, stride) if part.endswith("same") else (0, 0)
        padded = [set()] * before + sees + [set()] * behind
        sees = [set().union(*padded[i : i + window]) for i in range(0, len(padded) - window + 1, stride)]
    return len(set().union(*sees))


def test_units_see_what_the_windows_before_them_reach(tab: Page, address: str) -> None:
    """Of the first model two rows and columns reach nothing; of a 1×1 with stride 2 three quarters do not."""
    rng = random.Random(1)
    stacks = [["28x28x1", "c32k3", "m2", "c64k3", "m2", "c128k3"], ["28x30x1", "c1k1s2"], ["28x28x1"]]
    for _ in range(100):
        parts = [f"{rng.randint(20, 40)}x{rng.randint(20, 40)}x1"]
        for _ in range(rng.randint(1, 3)):
            end = f"s{rng.randint(1, 4)}{rng.choice(('', 'same'))}"
            parts.append(rng.choice([f"c1k{rng.randint(1, 4)}{end}", f"m{rng.randint(1, 3)}{end}"]))
        stacks.append(parts)
    tab.goto(address)
    counted = tab.evaluate(COUNT, ["_".join([*parts, "f", "d10", "d5"]) for parts in stacks])
    assert [it["rows"][-1]["reached"] for it in counted[:3]] == [[26, 26], [14, 15], [None, None]]
    for parts, it in zip(stacks[3:], counted[3:], strict=True):
        if it["failed"] is None:
            assert it["rows"][-1]["reached"] == [by_hand(parts, 0), by_hand(parts, 1)], parts
    assert sum(it["failed"] is None for it in counted) > 50


def test_formulas_show_their_numbers(tab: Page, address: str) -> None:
    tab.goto(address)
    (counted,) = tab.evaluate(COUNT, ["28x30x3_c16k5s2_m3same_f_d10"])
    assert counted["rows"][0]["formulas"] == [
        "높이: ⌊(28 − 5)/2⌋ + 1 = 12",
        "너비: ⌊(30 − 5)/2⌋ + 1 = 13",
        "파라미터: (5·5·3 + 1)·16 = 1,216",
        "수용 영역: 1 + (5 − 1)·1 = 5",
    ]
    assert counted["rows"][1]["formulas"][0] == "높이: ⌈12/3⌉ = 4"
    assert counted["rows"][2]["formulas"] == ["펼치기: 4·5·16 = 320"]
    assert counted["rows"][3]["formulas"] == ["파라미터: (320 + 1)·10 = 3,210"]
    (counted,) = tab.evaluate(COUNT, ["28x30x3_c16k5s2_g_d10"])
    assert counted["rows"][1]["formulas"] == ["채널마다 12·13 = 156개의 평균"]
    assert counted["rows"][1]["reached"] == [27, 29]


@pytest.mark.parametrize(
    "text", ["28x28x1", "28x28x1_c32k3s2same_m2_a3s1same_f_o0.4_d10", "8x8x1_c4k3_g_d2", "5x7x3_m2s3_c1k1"]
)
def test_written_stack_reads_back(tab: Page, address: str, text: str) -> None:
    tab.goto(address)
    assert tab.evaluate(COUNT, [text])[0]["written"] == text


@pytest.mark.parametrize(
    "text", ["", "28x28", "28x28x1_", "28x28x1_z3", "28x28x1_c32", "28x28x1_c-k3", "28x28x1" + "_f" * 31]
)
def test_nonsense_is_refused_with_its_name(tab: Page, address: str, text: str) -> None:
    tab.goto(address)
    message = tab.evaluate(
        "async (text) => { const { parse } = await import(new URL('demos/stack_text.js', location));"
        " try { parse(text); return '' } catch (error) { return error.message } }",
        text,
    )
    assert message.endswith("다.")
    assert (text.split("_")[-1] in message) or "31개" in message
