"""A model's file: the library of its format finds the model in it; alone it predicts what Keras does."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable

import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from safetensors import safe_open

from snippets.convolution import conv2d
from snippets.model_file import CHECKED, FILE, PREDICTIONS, ModelFile
from snippets.pooling import pool2d
from tests.lazy import keras, layers


def small(*stack: keras.Layer) -> keras.Model:
    keras.utils.clear_session()  # layers are named by counting them
    keras.utils.set_random_seed(0)
    head = [layers.Flatten(), layers.Dropout(0.4), layers.Dense(10, activation="softmax")]
    return keras.Sequential([keras.Input(shape=(12, 12, 1)), *stack, *head])


def file_of(model: keras.Model, count: int = 7) -> ModelFile:
    images = np.random.default_rng(0).integers(0, 256, size=(count, 12, 12, 1)).astype("float32") / 255
    return ModelFile("small", model, images, np.arange(count) % 10, [2, 5], [str(i) for i in range(10)])


def opened(file: ModelFile, tmp_path) -> tuple[dict[str, np.ndarray], dict]:
    (tmp_path / file.name).write_bytes(file.data)
    with safe_open(tmp_path / file.name, "np") as archive:
        tensors = {name: archive.get_tensor(name) for name in archive.keys()}  # noqa: SIM118
        return tensors, json.loads(archive.metadata()["model"])


@pytest.fixture
def file() -> ModelFile:
    return file_of(small(layers.Conv2D(4, 3, activation="relu", padding="same"), layers.MaxPooling2D(2)))


def test_file_holds_the_weights_in_half_precision(tmp_path) -> None:
    model = small(layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D(3), layers.Conv2D(2, 2))
    tensors, about = opened(file_of(model), tmp_path)
    kinds = [layer["kind"] for layer in about["layers"]]
    assert kinds == ["Conv2D", "MaxPooling2D", "Conv2D", "Flatten", "Dense"]
    assert about["layers"][0] | {"name": ""} == {
        "kind": "Conv2D",
        "name": "",
        "padding": "valid",
        "activation": "relu",
    }
    for layer in model.layers:
        for part, weights in zip(("kernel", "bias"), layer.get_weights(), strict=False):
            kept = tensors[f"{layer.name}.{part}"]
            assert kept.dtype == np.float16
            assert np.array_equal(kept, weights.astype(np.float16))


def test_file_alone_predicts_what_keras_predicts(file: ModelFile, tmp_path) -> None:
    tensors, about = opened(file, tmp_path)
    images = np.random.default_rng(0).integers(0, 256, size=(7, 12, 12, 1)) / 255
    conv, pooling, _, dense = about["layers"]
    for image, expected in zip(images, file.predictions, strict=True):
        maps = conv2d(image, tensors[f"{conv['name']}.kernel"].astype(float), padding=conv["padding"])
        maps = np.maximum(maps + tensors[f"{conv['name']}.bias"], 0)
        flat = pool2d(maps, pooling["size"]).ravel()
        scores = flat @ tensors[f"{dense['name']}.kernel"].astype(float) + tensors[f"{dense['name']}.bias"]
        powers = np.exp(scores - scores.max())
        np.testing.assert_allclose(powers / powers.sum(), expected, atol=2e-3)


def test_chosen_images_and_their_labels_are_in_it(file: ModelFile, tmp_path) -> None:
    tensors, about = opened(file, tmp_path)
    images = np.random.default_rng(0).integers(0, 256, size=(7, 12, 12, 1))
    assert np.array_equal(tensors["images"], images[[2, 5], :, :, 0])
    assert tensors["labels"].tolist() == [2, 5]
    assert about["classes"] == [str(i) for i in range(10)]


def test_checksum_is_of_all_that_follows_the_header(file: ModelFile, tmp_path) -> None:
    _, about = opened(file, tmp_path)
    start = 8 + int.from_bytes(file.data[:8], "little")
    assert about["sha256"] == hashlib.sha256(file.data[start:]).hexdigest()


def test_same_model_gives_the_same_bytes() -> None:
    assert file_of(small()).data == file_of(small()).data


def test_notebook_gets_the_file_its_name_and_the_predictions(file: ModelFile) -> None:
    data, metadata = DisplayFormatter().format(file)
    assert base64.b64decode(data[FILE]) == file.data
    assert metadata == {FILE: {"name": "small.safetensors"}}
    assert f"{file.parameters:,}개" in data["text/markdown"]
    assert np.shape(data[PREDICTIONS]["predictions"]) == (7, 10)
    np.testing.assert_allclose(data[PREDICTIONS]["predictions"], file.predictions, atol=1e-6)


def test_no_more_predictions_than_are_checked() -> None:
    assert len(file_of(small(), count=CHECKED + 3).predictions) == CHECKED


@pytest.mark.parametrize(
    "make",
    [
        lambda: layers.Conv2D(4, 3, strides=2),
        lambda: layers.Conv2D(4, 3, activation="tanh"),
        lambda: layers.Conv2D(4, 3, dilation_rate=2),
        lambda: layers.Conv2D(4, 3, use_bias=False),
        lambda: layers.Dense(4, use_bias=False, name="no_bias"),
        lambda: layers.MaxPooling2D((2, 3)),
        lambda: layers.MaxPooling2D(3, strides=2),
        lambda: layers.MaxPooling2D(2, padding="same"),
        lambda: layers.AveragePooling2D(2),
        lambda: layers.BatchNormalization(),
    ],
)
def test_layer_that_the_browser_cannot_run_is_refused(make: Callable[[], keras.Layer]) -> None:
    layer = make()
    with pytest.raises(ValueError, match=f"{layer.name}: 브라우저가 계산하지 못하는 층"):
        file_of(small(layer))


def test_weight_beyond_half_precision_is_refused() -> None:
    model = small()
    model.layers[-1].bias.assign(np.full(10, 1e6))
    with pytest.raises(ValueError, match="float16의 범위"):
        file_of(model)
