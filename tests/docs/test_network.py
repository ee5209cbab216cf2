"""The trained models in the page's own JavaScript, against what Keras said of them when they were trained."""

import json
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from snippets.datasets import load_fashion_mnist, load_mnist
from snippets.model_file import CHECKED, PREDICTIONS

MODELS = {"mnist_convnet": load_mnist, "fashion_feature_maps": load_fashion_mnist}
RUN = """
async ([file, images]) => {
  const { load } = await import(new URL("../demos/model_file.js", location));
  const { run } = await import(new URL("../demos/network.js", location));
  const shares = [];
  const model = await load(file, 1, (share) => shares.push(share));
  const answers = images.map((values) => {
    const image = { shape: [28, 28, 1], values: Float32Array.from(values) };
    return run(model, image).map((output) => ({ shape: output.shape, values: [...output.values] }));
  });
  return {
    answers: answers.map((outputs) => outputs.at(-1).values),
    shapes: answers[0].map(({ shape }) => shape),
    labels: model.labels, classes: model.classes, progress: shares.at(-1),
    samples: model.images.map(({ values }) => [...values]),
  };
}
"""


def predictions(checkout: Path, model: str) -> np.ndarray:
    notebook = json.loads((checkout / f"build/tutorials/posts/{model}.ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    (values,) = [it["data"][PREDICTIONS] for it in outputs if PREDICTIONS in it.get("data", {})]
    return np.array(values["predictions"])


@pytest.mark.parametrize("model", MODELS)
def test_browser_predicts_what_keras_predicted(tab: Page, address: str, checkout: Path, model: str) -> None:
    _, (x_test, y_test) = MODELS[model]()
    images = x_test[:CHECKED].reshape(CHECKED, -1) / 255
    tab.goto(f"{address}draw/")
    file = f"{address}tutorials/posts/{model}_files/{model}.safetensors"
    found = tab.evaluate(RUN, [file, images.tolist()])
    in_keras, in_browser = predictions(checkout, model), np.array(found["answers"])
    assert in_keras.shape == in_browser.shape == (CHECKED, 10)
    assert (in_keras.argmax(axis=1) == in_browser.argmax(axis=1)).sum() >= CHECKED - 1
    assert np.abs(in_keras - in_browser).max() <= 0.01
    assert len(set(in_keras.argmax(axis=1))) > 5
    assert found["progress"] == 1
    # The images to pick from are test images with their own labels.
    tests = {image.tobytes(): label for image, label in zip(x_test, y_test, strict=True)}
    for sample, label in zip(found["samples"], found["labels"], strict=True):
        assert tests[np.round(np.array(sample) * 255).astype(np.uint8).tobytes()] == label
    assert found["labels"][:10] == list(range(10))


def test_large_scores_have_finite_probabilities(tab: Page, address: str) -> None:
    tab.goto(f"{address}draw/")
    found = tab.evaluate("""async () => {
        const { run } = await import(new URL("../demos/network.js", location));
        const kernel = { shape: [1, 2], values: [0, 0] }, bias = { values: [1002, 1000] };
        const layers = [{ kind: "Dense", activation: "softmax", kernel, bias }];
        return [...run({ layers }, { shape: [1], values: [1] })[0].values];
    }""")
    np.testing.assert_allclose(found, [1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))], rtol=1e-6)


@pytest.mark.parametrize("model", MODELS)
def test_model_file_is_light(checkout: Path, model: str) -> None:
    path = checkout / f"site/tutorials/posts/{model}_files/{model}.safetensors"
    assert 0 < path.stat().st_size <= 700_000
