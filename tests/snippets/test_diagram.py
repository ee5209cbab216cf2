"""The diagram names every layer and its shapes, and is the same whenever it is drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from snippets.diagram import model_diagram
from tests.lazy import keras, layers


@pytest.fixture
def model() -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", name="first"),
            layers.MaxPooling2D(2, name="second"),
            layers.Flatten(name="third"),
            layers.Dense(10, name="fourth"),
        ]
    )


def texts(svg: str) -> str:
    return " ".join(ET.fromstring(svg).itertext())


def test_every_layer_is_named_in_order(model: keras.Model) -> None:
    text = texts(model_diagram(model, show_layer_names=True).data)
    places = [text.index(layer.name) for layer in model.layers]
    assert places == sorted(places)


def test_names_are_left_out_as_by_plot_model(model: keras.Model) -> None:
    text = texts(model_diagram(model).data)
    assert "MaxPooling2D" in text
    assert "second" not in text


def test_shapes_are_those_of_keras(model: keras.Model) -> None:
    plain, shaped = (texts(model_diagram(model, show_shapes=show).data) for show in (False, True))
    for layer in model.layers:
        assert str(layer.output.shape) in shaped
        assert str(layer.output.shape) not in plain


@pytest.mark.parametrize("dpi", [50, 100])
def test_size_grows_with_dpi(model: keras.Model, dpi: int) -> None:
    def width(dpi: int) -> float:
        return float(ET.fromstring(model_diagram(model, dpi=dpi).data).get("width").removesuffix("pt"))

    assert width(2 * dpi) == pytest.approx(2 * width(dpi), rel=0.02)


def test_no_memory_address_is_left(model: keras.Model) -> None:
    first = model_diagram(model).data
    assert first == model_diagram(keras.models.clone_model(model)).data
    assert "<title>" not in first


def test_missing_program_names_its_remedy(model: keras.Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("snippets.diagram.shutil.which", lambda *_, **__: None)
    with pytest.raises(FileNotFoundError, match="pip install graphviz-pure"):
        model_diagram(model)
