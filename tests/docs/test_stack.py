"""The calculator's arithmetic against Keras: shapes, parameters, receptive fields, and what cannot stand."""

from __future__ import annotations

import itertools
import math
import random
import re
from collections import Counter

import pytest
from playwright.sync_api import Page

from snippets.output_size import effective_kernel, same_padding
from snippets.receptive_field import receptive_field
from tests.lazy import keras
from tests.lazy import layers as kl

STACKS = 300
COUNT = """
async (texts) => {
  const { counted } = await import(new URL("demos/counted.js", location));
  const { formulas } = await import(new URL("demos/formulas.js", location));
  const { parse, write } = await import(new URL("demos/stack_text.js", location));
  return texts.map((text) => {
    const stack = parse(text);
    const { rows, error } = counted(stack);
    return {
      written: write(stack), failed: error?.index ?? null, message: error?.message ?? "",
      rows: rows.map(({ shape, parameters, fixed, multiplications, field, reached }, i) => ({
        shape, parameters, fixed, multiplications, reached,
        field: Number.isFinite(field) ? field : String(field), formulas: formulas(stack, rows, i),
      })),
    };
  });
}
"""
LARGEST = 4096  # a transposed convolution that makes more rows or columns is not counted
IMPOSSIBLE = ("c0k3", "c4k0", "d0", "o1.5", "m0", "c2k3s0", "c2k3d0", "c4k3g0", "w3x0", "t0k2", "t4k2s0")


def random_stack(rng: random.Random) -> list[str]:
    """An input and up to seven layers as text; some stand where they cannot."""
    parts = ["x".join(str(rng.choice(sizes)) for sizes in ((5, 8, 28, 33), (5, 9, 28, 40), (1, 3, 4)))]
    for _ in range(rng.randint(1, 7)):
        filters, window = rng.choice((1, 8, 32)), rng.choice((1, 2, 3, 5))
        stride = rng.choice(("", f"s{rng.choice((1, 2, 3))}"))
        same, nobias = rng.choice(("", "same")), rng.choice(("", "nobias"))
        dilation, groups, multiplier = (
            rng.choice(("", f"{sign}{rng.choice(numbers)}"))
            for sign, numbers in {"d": (1, 2, 3), "g": (1, 2, 4, 8), "x": (1, 2, 3)}.items()
        )
        parts.append(
            rng.choice(
                [
                    f"c{filters}k{window}{stride}{same}",
                    f"c{filters}k{window}{stride}{dilation}{groups}{same}{nobias}",
                    f"w{window}{stride}{multiplier}{dilation}{same}{nobias}",
                    f"s{filters}k{window}{stride}{multiplier}{dilation}{same}{nobias}",
                    f"t{filters}k{window}{stride}{same}{nobias}",
                    f"{rng.choice('ma')}{window}{stride}{same}",
                    "b",
                    rng.choice("fg"),
                    f"d{rng.choice((1, 10, 100))}{nobias}",
                    f"o{rng.choice((0, 0.5, 1))}",
                    rng.choice(IMPOSSIBLE) if rng.random() < 0.2 else "b",
                ]
            )
        )
    return parts


def keras_layer(text: str) -> keras.Layer:
    kind, first, rest = re.fullmatch(r"(.)([\d.]*)(.*)", text).groups()
    given = dict(re.findall(r"(nobias|same|[a-z])(\d*)", rest))
    kernel, stride, dilation, groups, multiplier = (int(given.get(sign, 1)) for sign in "ksdgx")
    window = {"strides": stride, "padding": "same" if "same" in given else "valid"}
    conv = window | {"use_bias": "nobias" not in given}
    pooling = window | {"strides": int(given.get("s", 0)) or None}
    dilated = conv | {"dilation_rate": dilation}
    return {
        "c": lambda: kl.Conv2D(int(first), kernel, groups=groups, **dilated),
        "w": lambda: kl.DepthwiseConv2D(int(first), depth_multiplier=multiplier, **dilated),
        "s": lambda: kl.SeparableConv2D(int(first), kernel, depth_multiplier=multiplier, **dilated),
        "t": lambda: kl.Conv2DTranspose(int(first), kernel, **conv),
        "m": lambda: kl.MaxPooling2D(int(first), **pooling),
        "a": lambda: kl.AveragePooling2D(int(first), **pooling),
        "b": kl.BatchNormalization,
        "f": kl.Flatten,
        "g": kl.GlobalAveragePooling2D,
        "d": lambda: kl.Dense(int(first), use_bias=conv["use_bias"]),
        "o": lambda: kl.Dropout(float(first)),
    }[kind]()


def in_keras(parts: list[str]) -> tuple[list[tuple[list[int], int, int, int]], int | None]:
    """Shape, parameters, untrained ones and multiplications of each layer, and the one that Keras refuses."""
    tensor = keras.KerasTensor((1, *map(int, parts[0].split("x"))))
    rows = []
    for index, part in enumerate(parts[1:]):
        before = tensor.shape[1:]
        try:
            layer = keras_layer(part)
            tensor = layer(tensor)
        except (ValueError, ZeroDivisionError):
            return rows, index
        shape = tensor.shape[1:]
        if part[0] == "t" and max(shape[:2]) > LARGEST:
            return rows, index
        # Each place multiplies by every weight once: of the input where it is transposed.
        places = before[:-1] if part[0] in "dt" else shape[:-1]
        kernels = sum(math.prod(weight.shape) for weight in layer.weights if len(weight.shape) > 1)
        products = math.prod(shape) if part == "b" else math.prod(places) * kernels
        untrained = sum(math.prod(weight.shape) for weight in layer.non_trainable_weights)
        rows.append((list(shape), layer.count_params(), untrained, products))
    return rows, None


def test_calculator_agrees_with_keras_on_random_stacks(tab: Page, address: str) -> None:
    rng = random.Random(0)
    stacks = [random_stack(rng) for _ in range(STACKS)]
    tab.goto(address)
    failures, kinds = 0, Counter()
    for parts, counted in zip(stacks, tab.evaluate(COUNT, ["_".join(it) for it in stacks]), strict=True):
        rows, failed = in_keras(parts)
        assert counted["failed"] == failed, (parts, counted["message"])
        found = [
            (row["shape"], row["parameters"], row.get("fixed") or 0, row["multiplications"])
            for row in counted["rows"]
        ]
        assert found == rows, parts
        assert bool(counted["message"]) == (failed is not None)
        failures += failed is not None
        kinds.update(part[0] for part in parts[1 : len(rows) + 1])
    assert STACKS / 5 < failures < STACKS * 4 / 5  # both kinds were tried
    assert min(kinds[kind] for kind in "cwstmabfgdo") > 20, kinds


def test_receptive_field_is_that_of_the_snippet(tab: Page, address: str) -> None:
    tab.goto(address)
    text = "32x32x1_c32k3_m2_c64k3s2same_a3s1_w3d2same_s8k5_f_o0.5_d10"
    (counted,) = tab.evaluate(COUNT, [text.replace("32x32", "64x64")])
    steps = [(3, 1), (2, 2), (3, 2), (3, 1), (effective_kernel(3, 2), 1), (5, 1)]
    expected = [receptive_field(steps[:n]) for n in range(1, 7)]
    assert [row["field"] for row in counted["rows"]] == [*expected, expected[-1], expected[-1], "Infinity"]


def test_receptive_field_behind_a_transposed_convolution_is_not_said(tab: Page, address: str) -> None:
    tab.goto(address)
    (counted,) = tab.evaluate(COUNT, ["8x8x1_c4k3_t4k3s2_c4k3_b_g_d3"])
    assert [row["field"] for row in counted["rows"]] == [3, "NaN", "NaN", "NaN", "Infinity", "Infinity"]
    assert not any("수용 영역" in line for row in counted["rows"][1:] for line in row["formulas"])


def by_hand(parts: list[str], side: int) -> int:
    """How many rows or columns of the input reach an output, from the sets that each output sees."""
    sees = [{i} for i in range(int(parts[0].split("x")[side]))]
    for part in parts[1:]:
        kind, first, rest = re.fullmatch(r"(.)(\d+)(.*)", part).groups()
        given = dict(re.findall(r"(same|[a-z])(\d*)", rest))
        window = int(given.get("k", first))
        stride = int(given.get("s", first if kind == "m" else 1))
        apart = int(given.get("d", 1))
        n, reach = len(sees), (window - 1) * apart + 1
        if kind == "t":
            outputs = n * stride if "same" in given else (n - 1) * stride + max(window, stride)
            before = same_padding(outputs, window, stride)[0] if "same" in given else 0
            spread = [set() for _ in range(outputs + 2 * window)]
            for i, a in itertools.product(range(n), range(window)):
                spread[i * stride + a] |= sees[i]
            sees = spread[before : before + outputs]
        else:
            before, behind = same_padding(n, reach, stride) if "same" in given else (0, 0)
            padded = [set()] * before + sees + [set()] * behind
            starts = range(0, len(padded) - reach + 1, stride)
            sees = [set().union(*padded[i : i + reach : apart]) for i in starts]
    return len(set().union(*sees))


def test_units_see_what_the_windows_before_them_reach(tab: Page, address: str) -> None:
    """Of the first model two rows and columns reach nothing; of a 1×1 with stride 2 three quarters do not."""
    rng = random.Random(1)
    stacks = [["28x28x1", "c32k3", "m2", "c64k3", "m2", "c128k3"], ["28x30x1", "c1k1s2"], ["28x28x1"]]
    for _ in range(150):
        parts = [f"{rng.randint(20, 40)}x{rng.randint(20, 40)}x1"]
        for _ in range(rng.randint(1, 4)):
            end = rng.choice(("", "same"))
            stride = f"s{rng.randint(1, 4)}"
            window = rng.randint(1, 4)
            kinds = [
                f"c1k{window}{stride}",
                f"c1k{window}d{rng.randint(2, 9)}",
                f"m{rng.randint(1, 3)}{stride}",
            ]
            kinds += [f"w{window}{stride}d{rng.randint(1, 3)}", f"t1k{window}{stride}"]
            parts.append(rng.choice(kinds) + end)
        stacks.append(parts)
    tab.goto(address)
    counted = tab.evaluate(COUNT, ["_".join([*parts, "f", "d10", "d5"]) for parts in stacks])
    assert [it["rows"][-1]["reached"] for it in counted[:3]] == [[26, 26], [14, 15], [None, None]]
    partly = 0
    for parts, it in zip(stacks[3:], counted[3:], strict=True):
        if it["failed"] is None:
            assert it["rows"][-1]["reached"] == [by_hand(parts, 0), by_hand(parts, 1)], parts
            partly += any(part[0] == "t" for part in parts) and by_hand(parts, 0) < int(
                parts[0].split("x")[0]
            )
    assert sum(it["failed"] is None for it in counted) > 50
    assert partly > 5


def test_formulas_show_their_numbers(tab: Page, address: str) -> None:
    tab.goto(address)
    (counted,) = tab.evaluate(COUNT, ["28x30x3_c16k5s2_m3same_f_d10"])
    assert counted["rows"][0]["formulas"] == [
        "높이: ⌊(28 − 5)/2⌋ + 1 = 12",
        "너비: ⌊(30 − 5)/2⌋ + 1 = 13",
        "파라미터: (5·5·3 + 1)·16 = 1,216",
        "곱셈: 12·13·(5·5·3·16) = 187,200",
        "수용 영역: 1 + (5 − 1)·1 = 5",
    ]
    assert counted["rows"][1]["formulas"][0] == "높이: ⌈12/3⌉ = 4"
    assert counted["rows"][2]["formulas"] == ["펼치기: 4·5·16 = 320"]
    assert counted["rows"][3]["formulas"] == ["파라미터: (320 + 1)·10 = 3,210", "곱셈: 320·10 = 3,200"]
    (counted,) = tab.evaluate(COUNT, ["28x30x3_c16k5s2_g_d10"])
    assert counted["rows"][1]["formulas"] == ["채널마다 12·13 = 156개의 평균"]
    assert counted["rows"][1]["reached"] == [27, 29]
    (counted,) = tab.evaluate(COUNT, ["9x9x4_c8k3d2g4_w3s2x2_s6k1nobias_t5k3s2_b_f_d3nobias"])
    assert [row["formulas"] for row in counted["rows"]] == [
        [
            "커널이 덮는 한 변: (3 − 1)·2 + 1 = 5",
            "한 변: ⌊(9 − 5)/1⌋ + 1 = 5",
            "파라미터: (3·3·4/4 + 1)·8 = 80",
            "곱셈: 5·5·(3·3·4/4·8) = 1,800",
            "수용 영역: 1 + (5 − 1)·1 = 5",
        ],
        [
            "한 변: ⌊(5 − 3)/2⌋ + 1 = 2",
            "파라미터: (3·3 + 1)·8·2 = 160",
            "곱셈: 2·2·(3·3·8·2) = 576",
            "수용 영역: 5 + (3 − 1)·1 = 7",
        ],
        [
            "한 변: ⌊(2 − 1)/1⌋ + 1 = 2",
            "파라미터: 1·1·16 + 16·6 = 112",
            "곱셈: 2·2·(1·1·16 + 16·6) = 448",
            "수용 영역: 7 + (1 − 1)·2 = 7",
        ],
        ["한 변: (2 − 1)·2 + 3 = 5", "파라미터: (3·3·6 + 1)·5 = 275", "곱셈: 2·2·(3·3·6·5) = 1,080"],
        ["파라미터: 4·5 = 20", "곱셈: 값마다 한 번"],
        ["펼치기: 5·5·5 = 125"],
        ["파라미터: 125·3 = 375", "곱셈: 125·3 = 375"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "28x28x1",
        "28x28x1_c32k3s2same_m2_a3s1same_f_o0.4_d10",
        "8x8x1_c4k3_g_d2",
        "5x7x3_m2s3_c1k1",
        "28x28x1_c32k3d2same_w3s2_s64k3_t8k2s2_b_g_d10nobias",
        "9x9x4_c8k3s2g4samenobias_w3s2x2d2same_t2k3s2samenobias",
    ],
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
