"""Training in the page's own JavaScript against TensorFlow: gradients, optimizers, what a seed decides."""

from __future__ import annotations

import base64
import random
from itertools import chain
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from snippets.datasets import load_mnist
from tests.docs.test_image_file import FILE
from tests.docs.test_stack import keras_layer
from tests.lazy import keras, tf

STACKS = 200
DEFAULT = "28x28x1_c8k3_m2_c16k3_m2_f_d10"
# With a ReLU or a maximum, one rounding may decide where a gradient goes; after fifty steps, the network.
SMOOTH = "28x28x1_c8k3_a2_c16k3_a2_f_d10"
ACTIVATIONS = ("linear", "relu", "tanh", "swish")
# Before each script: the modules, arrays as they come from `packed`, a stack with its activations.
START = """
const modules = ["stack_text", "training", "network"];
const [{ parse }, { Training, crossEntropy, firstLayers, generator }, { Network, run }] =
  await Promise.all(modules.map((name) => import(new URL(`demos/${name}.js`, location))));
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const floats = (text) => new Float32Array(bytes(text).buffer);
const data = ({ images, labels }) => ({ images: bytes(images), labels: bytes(labels) });
const pixels = (images, from, to) =>
  Float32Array.from(images.subarray(from * 784, to * 784), (value) => value / 255);
const stackOf = (text, activations = "relu") => {
  const stack = parse(text);
  stack.layers.forEach((layer, i) => {
    const activation = Array.isArray(activations) ? activations[i] : activations;
    if ("cd".includes(layer.kind)) layer.activation = activation;
  });
  return stack;
};
const weights = (layers) =>
  layers.flatMap(({ kernel, bias }) => kernel ? [kernel, bias].map(({ values }) => [...values]) : []);
"""


def look(tab: Page, address: str, body: str, given: object = None) -> Any:
    """What a script returns, which sees `given` and what START makes."""
    tab.goto(address)
    return tab.evaluate(f"async (given) => {{ {START} {body} }}", given)


def packed(array: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


@pytest.fixture(scope="module")
def digits() -> dict[str, Any]:
    """Bytes and labels: some to learn from, some held out."""
    (x_train, y_train), (x_test, y_test) = load_mnist()
    return {
        "train": {"images": packed(x_train[:5_000]), "labels": packed(y_train[:5_000])},
        "test": {"images": packed(x_test[:1_000]), "labels": packed(y_test[:1_000])},
    }


def difference(found: Any, expected: Any) -> float:
    """Of a whole array, relative to its size."""
    found, expected = np.ravel(found), np.ravel(expected)
    assert found.shape == expected.shape
    return float(np.linalg.norm(found - expected) / max(np.linalg.norm(expected), 1e-9))


def random_stack(rng: random.Random) -> list[str]:
    """An input, up to four layers of any kind, and what makes ten classes of them."""
    parts = [f"{rng.randint(6, 12)}x{rng.randint(6, 12)}x{rng.choice((1, 3))}"]
    for _ in range(rng.randint(0, 4)):
        end = f"{rng.choice(('', '', 's2'))}{rng.choice(('', 'same'))}"
        convolution = f"c{rng.randint(1, 6)}k{rng.choice((1, 2, 3, 3, 5))}{end}"
        pooling = f"{rng.choice('ma')}{rng.choice((2, 3))}{end}"
        parts.append(rng.choice([convolution, convolution, pooling, "o0.4", f"d{rng.randint(1, 6)}"]))
    return [*parts, rng.choice("ffg"), *rng.choice(([], ["d7"], ["o0.2"])), "d10"]


def built(parts: list[str]) -> list[keras.Layer] | None:
    """The layers, if each can stand where it does."""
    tensor = keras.KerasTensor((1, *map(int, parts[0].split("x"))))
    layers = [keras_layer(part) for part in parts[1:]]
    try:
        for layer in layers:
            tensor = layer(tensor)
    except ValueError:
        return None
    return layers


def in_tensorflow(
    layers: list[keras.Layer],
    activations: list[str],
    images: np.ndarray,
    labels: np.ndarray,
    scales: list[list[float]],
) -> tuple[float, list[np.ndarray]]:
    """The mean loss and its gradients; each Dropout multiplies by what it is told."""
    waiting = iter(scales)
    with tf.GradientTape() as tape:
        values = tf.constant(images)
        for layer, activation in zip(layers, activations, strict=True):
            if isinstance(layer, keras.layers.Dropout):
                values *= np.reshape(np.array(next(waiting), np.float32)[: tf.size(values)], values.shape)
                continue
            values = layer(values)
            if layer.weights and layer is not layers[-1]:
                values = keras.activations.get(activation)(values)
        loss = keras.ops.mean(keras.losses.sparse_categorical_crossentropy(labels, values, from_logits=True))
    variables = [weight.value for layer in layers for weight in layer.weights]
    return float(loss), [gradient.numpy() for gradient in tape.gradient(loss, variables)]


def test_gradients_are_those_of_tensorflow(tab: Page, address: str) -> None:
    """Of random stacks; what Dropout leaves out in the browser is left out in TensorFlow too."""
    rng, normal, models, given = random.Random(0), np.random.default_rng(0).normal, [], []
    while len(models) < STACKS:
        parts = random_stack(rng)
        layers = built(parts)
        if layers is None:
            continue
        count = rng.randint(1, 4)
        activations = [rng.choice(ACTIVATIONS) for _ in layers]
        weights = [normal(0, 0.4, it.shape).astype(np.float32) for layer in layers for it in layer.weights]
        waiting = iter(weights)
        for layer in layers:
            layer.set_weights([next(waiting) for _ in layer.weights])
        images = normal(0, 1, (count, *map(int, parts[0].split("x")))).astype(np.float32)
        images[images < -0.5] = 0
        labels = [rng.randrange(10) for _ in range(count)]
        models.append((parts, layers, activations, images, np.array(labels)))
        given.append(["_".join(parts), activations, [*map(packed, weights)], packed(images), labels])
    answers = look(tab, address, GRADIENTS, given)
    for (parts, *model), found in zip(models, answers, strict=True):
        loss, gradients = in_tensorflow(*model, found["scales"])
        assert found["loss"] == pytest.approx(loss, rel=1e-5), parts
        for nth, (ours, theirs) in enumerate(zip(found["gradients"], gradients, strict=True)):
            assert difference(ours, theirs) < 1e-4, (parts, model[1], nth)
    kinds = {type(layer).__name__ for _, layers, *_ in models for layer in layers}
    assert len(kinds) == 7  # all that there are


# One image fewer than the network has room for, and a second pass: nothing of the first may be left in it.
GRADIENTS = """
return given.map(([text, activations, arrays, images, labels]) => {
  const stack = stackOf(text, activations);
  const layers = firstLayers(stack, "zeros");
  const waiting = arrays.map(floats);
  for (const { kernel, bias } of layers.filter((layer) => layer.kernel)) {
    kernel.values.set(waiting.shift());
    bias.values.set(waiting.shift());
  }
  layers.at(-1).activation = "softmax";
  const network = new Network(layers, stack.input, labels.length + 1, generator(1));
  const gradients = new Float32Array((labels.length + 1) * 10);
  let found;
  for (let pass = 0; pass < 2; pass++) {
    network.forward(floats(images), labels.length, true);
    found = crossEntropy(network.layers.at(-1), labels, labels.length, gradients);
    network.backward(gradients, labels.length);
  }
  return {
    loss: found.loss / labels.length,
    gradients: network.parameters.map((parameter) => [...parameter.gradients]),
    scales: network.layers.flatMap(({ scales }) => (scales ? [[...scales]] : [])),
  };
});
"""


OPTIMIZERS = {
    "sgd": ({"optimizer": "sgd", "learningRate": 0.05}, lambda: keras.optimizers.SGD(0.05)),
    "momentum": (
        {"optimizer": "sgd", "learningRate": 0.02, "momentum": 0.9},
        lambda: keras.optimizers.SGD(0.02, momentum=0.9),
    ),
    "adam": ({"learningRate": 0.003}, lambda: keras.optimizers.Adam(0.003)),
    "epsilon": ({"learningRate": 0.003, "epsilon": 0.01}, lambda: keras.optimizers.Adam(0.003, epsilon=0.01)),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_fifty_steps_end_at_the_weights_of_keras(
    tab: Page, address: str, digits: dict[str, Any], name: str
) -> None:
    settings, optimizer = OPTIMIZERS[name]
    found = look(tab, address, FIFTY, [SMOOTH, settings, digits["train"]])
    layers = built(SMOOTH.split("_"))
    model = keras.Sequential([keras.Input((28, 28, 1)), *layers])
    for layer in layers[:-1]:
        layer.activation = keras.activations.tanh
    model.set_weights(
        [np.reshape(values, it.shape) for values, it in zip(found["before"], model.weights, strict=True)]
    )
    model.compile(optimizer(), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    (x_train, y_train), _ = load_mnist()
    images = (x_train[:800, ..., np.newaxis] / 255).astype(np.float32)
    for step in range(50):
        batch = slice(step * 16, step * 16 + 16)
        loss = model.train_on_batch(images[batch], y_train[:800][batch])
        model.reset_metrics()
        assert found["losses"][step] == pytest.approx(float(loss), rel=1e-4), step
    for ours, theirs, before in zip(found["after"], model.get_weights(), found["before"], strict=True):
        assert difference(ours, theirs) < 1e-4
        assert difference(ours, before) > 0.01


FIFTY = """
const [text, settings, train] = given;
const { images, labels } = data(train);
const training = new Training(stackOf(text, "tanh"), { ...settings, batch: 16 }, 1, { images, labels });
const before = weights(training.layers);
const losses = Array.from({ length: 50 }, (_, step) => {
  const [from, to] = [step * 16, (step + 1) * 16];
  return training.learn(pixels(images, from, to), labels.subarray(from, to), 16).loss;
});
return { before, losses, after: weights(training.layers) };
"""


def test_all_images_are_learned_once_in_each_epoch(tab: Page, address: str) -> None:
    learned = look(
        tab,
        address,
        """
        const training = new Training(stackOf("1x1x1_f_d10"), { batch: 4 }, 1,
          { images: new Float32Array(10), labels: Uint8Array.from({ length: 10 }, (_, i) => i) });
        const learned = [];
        training.learn = (_, labels, count) => learned.push([training.epoch, ...labels.subarray(0, count)]);
        for (let step = 0; step < 6; step++) training.step();
        return learned;
        """,
    )
    assert [len(labels) for _, *labels in learned] == [4, 4, 2] * 2
    assert [epoch for epoch, *_ in learned] == [1, 1, 1, 2, 2, 2]
    first, second = (
        [label for _, *labels in half for label in labels] for half in (learned[:3], learned[3:])
    )
    assert sorted(first) == sorted(second) == list(range(10))
    assert first != second


# Of ten images, each its own number, what is learned in some steps: of each batch [number, label] each.
LEARNED = """
const learned = (settings, seed, steps) => {
  const images = Float32Array.from({ length: 10 }, (_, i) => i);
  const data = { images, labels: Uint8Array.from(images, (i) => 9 - i) };
  const training = new Training(stackOf("1x1x1_f_d10"), { batch: 4, ...settings }, seed, data);
  const batches = [];
  training.learn = (images, labels, count) =>
    batches.push([...labels.subarray(0, count)].map((label, i) => [images[i], label]));
  for (let step = 0; step < steps; step++) training.step();
  return { batches, labels: [...data.labels] };
};
"""


def test_only_the_first_images_are_learned_where_count_says_so(tab: Page, address: str) -> None:
    few, more = look(
        tab, address, f"{LEARNED} return [6, 99].map((count) => learned({{ count }}, 1, 4).batches);"
    )
    assert [len(batch) for batch in few] == [4, 2, 4, 2]
    for epoch in (few[:2], few[2:]):
        assert sorted(chain(*epoch)) == [[i, 9 - i] for i in range(6)]
    assert [len(batch) for batch in more] == [4, 4, 2, 4]


def test_shuffled_labels_are_those_of_other_images(tab: Page, address: str) -> None:
    as_they_are, first, again, other, few = look(
        tab,
        address,
        f"""{LEARNED} return [
          learned({{}}, 1, 6), ...[1, 1, 2].map((seed) => learned({{ shuffled: true }}, seed, 6)),
          learned({{ shuffled: true, count: 6 }}, 1, 2),
        ];""",
    )
    assert first == again
    assert first["labels"] == as_they_are["labels"]  # the reader's own stay
    pairs, plain, others = ([*chain(*it["batches"][:3])] for it in (first, as_they_are, other))
    assert [image for image, _ in pairs] == [image for image, _ in plain]
    assert sorted(label for _, label in pairs) == list(range(10))
    assert sorted(chain(*first["batches"][3:])) == sorted(pairs)  # the same in the next epoch
    assert len({str(sorted(it)) for it in (pairs, plain, others)}) == 3
    images, labels = zip(*chain(*few["batches"]), strict=True)
    assert sorted(images) == list(range(6))
    assert sorted(labels) == list(range(4, 10))


# The first layer's kernel, how many of its numbers are looked at, and how far apart they lie.
@pytest.mark.parametrize(
    ("text", "shape", "every"),
    [
        ("6x6x2_c3k3_a2_f_d10", [3, 3], 6),
        ("6x6x2_a2_c4k2same_f_d10", [2, 2], 8),
    ],
)
def test_probe_shows_the_slope_and_the_step_of_a_filter(
    tab: Page, address: str, text: str, shape: list[int], every: int
) -> None:
    size = np.prod([int(n) for n in text.split("_")[0].split("x")])
    images = np.random.default_rng(0).normal(0, 1, (5, size)).astype(np.float32)
    found = look(tab, address, PROBE, [text, packed(images), every])
    probe, kernel = found["probe"], found["probe"]["kernel"]
    assert kernel["shape"] == shape
    assert len(kernel["before"]) == len(kernel["gradient"]) == len(kernel["after"]) == np.prod(shape)
    assert kernel["before"] == found["before"]
    assert kernel["after"] == found["after"] != found["before"]
    assert difference(kernel["gradient"], found["slopes"]) < 0.01
    step = np.subtract(kernel["before"], kernel["after"])
    assert difference(step, np.multiply(kernel["gradient"], 0.05)) < 1e-4
    assert (probe["learningRate"], probe["images"]) == (0.05, 5)
    assert probe["loss"] == pytest.approx(found["loss before"], rel=1e-5)
    assert probe["lossAfter"] == pytest.approx(found["loss after"], rel=1e-5)
    assert probe["lossAfter"] < probe["loss"]
    first = probe["first"]
    assert np.array_equal(first["image"], images[first["label"]])
    assert first["shares"] == pytest.approx(found["shares"], rel=1e-4)


# Five images, all in one batch that has room for more; their labels are their places.
PROBE = """
const [text, packed, every] = given;
const five = { images: floats(packed), labels: Uint8Array.of(0, 1, 2, 3, 4) };
const settings = { optimizer: "sgd", learningRate: 0.05, batch: 8 };
const begin = () => new Training(stackOf(text, "tanh"), settings, 1, five);
const [training, still] = [begin(), begin()];
const numbers = ({ layers }) => layers.find(({ kernel }) => kernel).kernel.values;
const probe = training.probe();
const looked = (training) => probe.kernel.before.map((_, i) => numbers(training)[i * every]);
const before = looked(still);
const loss = () => still.evaluate(five).loss;
const slopes = before.map((number, i) => {
  const losses = [1, -1].map((sign) => {
    numbers(still)[i * every] = number + sign * 0.02;
    return loss();
  });
  numbers(still)[i * every] = number;
  return (losses[0] - losses[1]) / 0.04;
});
const image = { shape: parse(text).input, values: probe.first.image };
return {
  probe: { ...probe, first: { ...probe.first, image: [...probe.first.image] } },
  before, after: looked(training), slopes,
  "loss before": loss(), "loss after": training.evaluate(five).loss,
  shares: [...run(still, image).at(-1).values],
};
"""


def test_probe_learns_as_a_step_does(tab: Page, address: str, digits: dict[str, Any]) -> None:
    """With Adam, Dropout, and epochs that end with a smaller batch."""
    probes, steps = look(
        tab,
        address,
        """
        return ["probe", "step"].map((learn) => {
          const training = new Training(stackOf(given[0]), { count: 40 }, 1, data(given[1]));
          const means = Array.from({ length: 4 }, () => {
            const { loss, accuracy, images } = training[learn]();
            return { loss, accuracy, images };
          });
          return { means, weights: weights(training.layers), learned: [training.batches, training.epoch] };
        });
        """,
        ["28x28x1_c2k3_m2_f_o0.5_d10", digits["train"]],
    )
    assert [it.pop("images") for it in probes["means"]] == [32, 8, 32, 8]
    assert [it.pop("images", None) for it in steps["means"]] == [None] * 4
    assert probes == steps


def test_loss_after_a_probe_is_without_dropout(tab: Page, address: str, digits: dict[str, Any]) -> None:
    after, evaluated, before = look(
        tab,
        address,
        """
        const { images, labels } = data(given);
        const few = { images: images.subarray(0, 30 * 784), labels: labels.subarray(0, 30) };
        const training = new Training(stackOf("28x28x1_f_o0.5_d10"), {}, 1, few);
        const { lossAfter, loss } = training.probe();
        return [lossAfter, training.evaluate(few).loss, loss];
        """,
        digits["train"],
    )
    assert after == pytest.approx(evaluated, rel=1e-5)
    assert after < before


def test_same_seed_gives_same_weights(tab: Page, address: str, digits: dict[str, Any]) -> None:
    text = "28x28x1_c2k3_m2_f_o0.5_d10"
    once, again, other = look(
        tab,
        address,
        """
        return [1, 1, 2].map((seed) => {
          const training = new Training(stackOf(given[0]), {}, seed, data(given[1]));
          for (let step = 0; step < 10; step++) training.step();
          return weights(training.layers);
        });
        """,
        [text, digits["train"]],
    )
    assert once == again
    assert all(difference(ours, theirs) > 0.1 for ours, theirs in zip(once, other, strict=True))


def test_first_weights_are_spread_as_by_glorot(tab: Page, address: str) -> None:
    parts = ["12x12x3", "c64k5", "f", "d100", "d10"]
    found = look(
        tab, address, "return weights(firstLayers(parse(given), 'glorot', generator(1)));", "_".join(parts)
    )
    for nth, layer in enumerate(built(parts)):
        if not layer.weights:
            continue
        ours, bias = np.array(found.pop(0)), found.pop(0)
        theirs = layer.get_weights()[0].ravel()
        assert ours.shape == theirs.shape
        assert not any(bias)
        rough = 6 / np.sqrt(len(ours))
        assert abs(ours.mean() / theirs.std()) < rough, nth
        assert ours.std() == pytest.approx(theirs.std(), rel=rough), nth
        assert np.abs(ours).max() == pytest.approx(np.abs(theirs).max(), rel=0.05), nth


def test_filters_that_begin_as_zeros_stay_twins(tab: Page, address: str, digits: dict[str, Any]) -> None:
    """All but the last bias, in fact, stay 0; a network without a hidden layer does not mind."""
    deep, shallow = look(
        tab,
        address,
        """
        return given[0].map((text) => {
          const training = new Training(stackOf(text), { initial: "zeros" }, 1, data(given[1].train));
          for (let step = 0; step < 60; step++) training.step();
          return [weights(training.layers), training.evaluate(data(given[1].test)).accuracy];
        });
        """,
        [[DEFAULT, "28x28x1_f_d10"], digits],
    )
    *hidden, last = deep[0]
    assert not any(map(any, hidden))
    assert all(last)
    assert deep[1] < 0.2
    assert shallow[1] > 0.75


def test_twins_stay_twins_and_differ_from_a_third(tab: Page, address: str, digits: dict[str, Any]) -> None:
    before, after = look(
        tab,
        address,
        """
        const training = new Training(stackOf("28x28x1_c3k3_g_d10"), {}, 1, data(given));
        const [{ kernel: filters }, , { kernel: units }] = training.layers;
        for (let i = 0; i < 9; i++) filters.values[i * 3 + 1] = filters.values[i * 3];
        for (let i = 0; i < 10; i++) units.values[10 + i] = units.values[i];
        const before = [...filters.values];
        for (let step = 0; step < 20; step++) training.step();
        return [before, [...filters.values]];
        """,
        digits["train"],
    )
    first, twin, third = np.reshape(after, (9, 3)).T
    assert first == pytest.approx(twin, abs=1e-6)
    assert difference(third, first) > 0.1
    assert difference(after, before) > 0.05


def test_default_learns_to_read_digits(tab: Page, address: str, digits: dict[str, Any]) -> None:
    """And predicts one image as it predicts many, with Dropout out of the way."""
    found = look(
        tab,
        address,
        """
        const test = data(given[1].test);
        const training = new Training(stackOf(given[0]), {}, 1, data(given[1].train));
        const before = training.evaluate(test);
        for (let step = 0; step < 314; step++) training.step();
        const shares = Array.from({ length: 100 }, (_, i) => {
          const image = { shape: [28, 28, 1], values: pixels(test.images, i, i + 1) };
          return [...run(training, image).at(-1).values];
        });
        const [images, labels] = [test.images.subarray(0, 78400), test.labels.subarray(0, 100)];
        const [after, few] = [test, { images, labels }].map((some) => {
          const { predictions, ...means } = training.evaluate(some);
          return { ...means, predictions: [...predictions] };
        });
        delete before.predictions;
        return { before, after, few, shares, learned: [training.batches, training.epoch] };
        """,
        [DEFAULT.replace("_f_", "_f_o0.2_"), digits],
    )
    _, (_, labels) = load_mnist()
    shares = np.array(found["shares"])
    right = shares[np.arange(100), labels[:100]]
    assert found["few"]["loss"] == pytest.approx(-np.log(right).mean(), rel=1e-4)
    assert found["few"]["accuracy"] == pytest.approx((shares.argmax(axis=1) == labels[:100]).mean())
    assert found["few"]["predictions"] == shares.argmax(axis=1).tolist()
    hits = found["after"]["predictions"] == labels[:1_000]
    assert hits.mean() == pytest.approx(found["after"]["accuracy"])
    assert found["before"]["accuracy"] < 0.3
    assert found["before"]["loss"] == pytest.approx(np.log(10), rel=0.1)
    assert found["after"]["accuracy"] > 0.92
    assert found["learned"] == [314, 2]


def test_outputs_of_one_image_outlive_the_next(tab: Page, address: str) -> None:
    outputs = look(
        tab,
        address,
        """
        const layers = firstLayers(parse("4x4x1_c2k3same_m2_g_d10"), "glorot", generator(1));
        const [first, second] = [1, 2].map((value) =>
          run({ layers }, { shape: [4, 4, 1], values: new Float32Array(16).fill(value) }));
        return [first, second].map((outputs) => outputs.map(({ values }) => [...values]));
        """,
    )
    for first, second in zip(*outputs, strict=True):
        assert np.multiply(first, 2) == pytest.approx(np.array(second))


def test_certain_and_wrong_is_a_finite_loss(tab: Page, address: str) -> None:
    found = look(
        tab,
        address,
        """
        const layer = { sums: Float32Array.of(2000, 0, -500), outputs: Float32Array.of(1, 0, 0), units: 3 };
        return [0, 1, 2].map((label) => crossEntropy(layer, [label], 1));
        """,
    )
    assert found == [{"loss": 0, "right": 1}, {"loss": 2000, "right": 0}, {"loss": 2500, "right": 0}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("28x28x1_c8k3_f", "마지막은 Flatten에 이은"),
        ("28x28x1_f_d9", "마지막은 Flatten에 이은"),
        ("28x28x1", "마지막은 Flatten에 이은"),
        ("28x28x1_c8k3_d10", "마지막은 Flatten에 이은"),
        ("28x28x1_m2_m2_m2_c8k5_f_d10", "5×5 창이 3×3보다 커서"),
    ],
)
def test_stack_that_cannot_be_trained_says_why(tab: Page, address: str, text: str, message: str) -> None:
    said = look(
        tab,
        address,
        """
        try {
          new Training(stackOf(given), {}, 1, { images: new Uint8Array(784), labels: Uint8Array.of(1) });
        } catch (error) {
          return error.message;
        }
        """,
        text,
    )
    assert message in said


def test_worker_trains_until_it_is_told_to_pause(tab: Page, address: str) -> None:
    found = look(tab, address, WORKER, [DEFAULT, FILE.format("mnist")])
    assert {it["said"] for it in found["before loaded"]} == {"loading"}
    assert found["before loaded"][-1]["share"] == 1
    assert (found["loaded"]["address"], found["classes"]) == (address + FILE.format("mnist"), 10)
    assert found["same images"]
    assert found["first"] == {"batches": 0, "epoch": 0, "run": 1}
    assert found["first weights"] == found["weights of a training"]
    running = found["running"]
    assert sum(len(it["losses"]) for it in running) == running[-1]["batches"] == found["paused"]
    assert all(len(it["losses"]) == len(it["accuracies"]) for it in running)
    assert len(running) > 2
    assert np.median(np.diff(found["times"])) > 50  # a report every tenth of a second
    assert np.isfinite(running[0]["losses"]).all()
    assert found["while paused"] == []
    assert found["followed"]["batches"] == found["paused"] + 1
    assert len(found["followed"]["probe"]["kernel"]["after"]) == 9
    assert found["evaluated"]["batches"] == found["paused"] + 1
    assert 0 < found["evaluated"]["accuracy"] <= 1
    assert found["evaluated while running"]["batches"] > found["paused"] + 1
    assert found["after it"]["batches"] > found["evaluated while running"]["batches"]
    assert found["anew"] == {"batches": 0, "run": 2}
    assert found["weights anew"] == found["first weights"] != found["last weights"]


# What a worker is asked and says; `data` are the images of the built site.
HIRED = """
const [text, file] = given;
const address = new URL(file, location).href;
const hire = () => {
  const worker = new Worker(new URL("demos/training_worker.js", location), { type: "module" });
  const heard = [];
  let resolve = () => {};
  worker.onmessage = ({ data }) => {
    heard.push({ ...data, time: performance.now() });
    resolve();
  };
  const next = (said) => new Promise((done) => {
    resolve = () => {
      if (heard.at(-1).said !== said) return;
      resolve = () => {};
      done(heard.at(-1));
    };
  });
  const tell = (message) => worker.postMessage(message);
  const ask = (message, said) => {
    tell(message);
    return next(said);
  };
  return { heard, next, tell, ask };
};
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const start = { do: "start", stack: stackOf(text), settings: { batch: 8 }, seed: 1 };
"""
WORKER = (
    HIRED
    + """
const { loadImages } = await import(new URL("demos/image_file.js", location));
const { train, test } = await loadImages(address, 1, () => {});
const { heard, next, tell, ask } = hire();
const evaluated = () => ask({ do: "evaluate" }, "evaluated");
const found = {};

const loaded = await ask({ do: "load", address, size: 1 }, "loaded");
found["before loaded"] = heard.slice(0, -1);
found.loaded = { address: loaded.address };
found.classes = loaded.classes.length;
found["same images"] = ["images", "labels"].every((name) => `${loaded.test[name]}` === `${test[name]}`);

tell(start);
const first = await evaluated();
found.first = { batches: first.batches, epoch: first.epoch, run: first.run };
found["first weights"] = weights(first.layers);
found["weights of a training"] = weights(new Training(start.stack, start.settings, 1, train).layers);

const before = heard.length;
tell({ do: "resume" });
while (heard.length < before + 4) await next("progress");
found.times = heard.slice(before).map(({ time }) => time);
const paused = await ask({ do: "pause" }, "progress");
found.running = heard.slice(before);
found.paused = paused.batches;
const silent = heard.length;
await wait(300);
found["while paused"] = heard.slice(silent);

found.followed = await ask({ do: "batch" }, "followed");
const { batches, accuracy } = await evaluated();
found.evaluated = { batches, accuracy };
tell({ do: "resume" });
await next("progress");
found["evaluated while running"] = { batches: (await evaluated()).batches };
found["after it"] = await next("progress");

await ask({ do: "pause" }, "progress");
found["last weights"] = weights((await evaluated()).layers);
tell(start);
const anew = await evaluated();
found.anew = { batches: anew.batches, run: anew.run };
found["weights anew"] = weights(anew.layers);
return found;
"""
)


def test_worker_says_what_goes_wrong_and_can_go_on(tab: Page, address: str) -> None:
    found = look(tab, address, TROUBLES, [DEFAULT, FILE.format("mnist")])
    assert "찾지 못했다(404)" in found["missing"]
    assert "Dense여야" in found["stack"]
    assert found["diverged"]["said"] == "diverged"
    assert found["diverged"]["batches"] == found["learned"] < 100
    assert not np.isfinite(found["last loss"])
    assert found["after it"] == []
    assert found["again"]["batches"] > 0


TROUBLES = (
    HIRED
    + """
const { heard, next, tell, ask } = hire();
const found = {};
found.missing = (await ask({ do: "load", address: `${address}.no`, size: 1 }, "trouble")).message;
await ask({ do: "load", address, size: 1 }, "loaded");
found.stack = (await ask({ ...start, stack: parse("28x28x1_f_d3") }, "trouble")).message;

tell({ ...start, settings: { optimizer: "sgd", learningRate: 1e20 } });
const before = heard.length;
found.diverged = await ask({ do: "resume" }, "diverged");
const losses = heard.slice(before).flatMap(({ losses }) => losses ?? []);
[found.learned, found["last loss"]] = [losses.length, losses.at(-1)];
const silent = heard.length;
await wait(300);
found["after it"] = heard.slice(silent);

tell(start);
found.again = await ask({ do: "resume" }, "progress");
return found;
"""
)


def test_of_two_loads_the_later_one_counts(tab: Page, address: str) -> None:
    first = FILE.format("mnist")
    said = look(
        tab,
        address,
        HIRED
        + """
        const { heard, tell, ask } = hire();
        tell({ do: "load", address, size: 1 });
        const later = address.replace("mnist.images", "fashion_mnist.images");
        await ask({ do: "load", address: later, size: 1 }, "loaded");
        await wait(500);
        return heard.filter(({ said }) => said === "loaded").map(({ address }) => address);
        """,
        [DEFAULT, first],
    )
    assert said == [address + FILE.format("fashion_mnist")]
