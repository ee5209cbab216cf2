"""What is drawn is what the model holds; Grad-CAM against the closed form it has for one network."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from snippets import visualization
from tests.lazy import keras, layers

pytestmark = pytest.mark.usefixtures("style")


@pytest.mark.parametrize("count", [3, 8, 11])
def test_kernels_share_one_scale_around_zero(count: int) -> None:
    kernels = np.random.default_rng(count).normal(size=(3, 3, count))
    visualization.kernel_grid(kernels)
    shown = [ax.images[0] for ax in plt.gcf().axes if ax.images]
    largest = np.abs(kernels).max()
    assert len(shown) == count
    assert {image.get_clim() for image in shown} == {(-largest, largest)}
    for i, image in enumerate(shown):
        np.testing.assert_array_equal(image.get_array(), kernels[:, :, i])
    assert "가중치" in [ax.get_xlabel() for ax in plt.gcf().axes]


def test_feature_maps_keep_their_order_and_share_one_scale() -> None:
    maps = np.random.default_rng(0).random((5, 4, 6))
    visualization.feature_map_grid(maps, columns=3)
    shown = [ax.images[0] for ax in plt.gcf().axes if ax.images]
    assert {image.get_clim() for image in shown} == {(maps.min(), maps.max())}
    for i, image in enumerate(shown):
        np.testing.assert_array_equal(image.get_array(), maps[:, :, i])


def test_way_through_the_layers_shows_the_strongest_map_of_each_and_the_probabilities() -> None:
    keras.utils.set_random_seed(0)
    stack = [layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D(2), layers.Flatten()]
    model = keras.Sequential([keras.Input(shape=(8, 8, 1)), *stack, layers.Dense(3, activation="softmax")])
    image = np.random.default_rng(0).random((8, 8, 1)).astype("float32")
    visualization.through_layers(model, image, ["가", "나", "다"])
    *pictures, chart = plt.gcf().axes
    first = stack[0](image[np.newaxis]).numpy()[0]
    strongest = first[:, :, first.max(axis=(0, 1)).argmax()]
    np.testing.assert_array_equal(pictures[0].images[0].get_array(), image[:, :, 0])
    np.testing.assert_allclose(pictures[1].images[0].get_array(), strongest)
    assert pictures[2].images[0].get_array().shape == (3, 3)
    heights = [bar.get_height() for bar in chart.patches]
    np.testing.assert_allclose(heights, model(image[np.newaxis]).numpy()[0], rtol=1e-6)


def test_curves_without_a_validation_loss_mark_nothing() -> None:
    visualization.curves({"accuracy": [0.1, 0.2], "val_accuracy": [0.1, 0.3]}, ["accuracy"])
    assert len(plt.gcf().axes[0].lines) == 2


def test_curves_of_what_was_not_recorded_are_refused() -> None:
    with pytest.raises(ValueError, match="accuracy이 없다"):
        visualization.curves({"loss": [1.0]})


def test_class_without_an_image_has_no_share() -> None:
    with pytest.raises(ValueError, match="한 장도 없는 종류가 있다: 나"):
        visualization.confusion_heatmap(np.array([[3, 1], [0, 0]]), ["가", "나"])


def test_curves_mark_the_epoch_of_the_lowest_validation_loss() -> None:
    history = {"loss": [3.0, 2, 1], "val_loss": [2.0, 1, 4], "accuracy": [0.1, 0.2, 0.3]}
    visualization.curves(history | {"val_accuracy": [0.1, 0.3, 0.2]})
    left, right = plt.gcf().axes
    for ax in (left, right):
        assert ax.lines[2].get_xdata()[0] == 2
    np.testing.assert_array_equal(left.lines[1].get_ydata(), history["val_loss"])
    assert (left.get_ylabel(), right.get_ylabel()) == ("손실", "정확도")


def test_curves_need_no_validation() -> None:
    visualization.curves({"loss": [2.0, 1.0]}, ["loss"])
    assert len(plt.gcf().axes[0].lines) == 1


@pytest.mark.parametrize("seed", range(3))
def test_confusion_is_normalised_by_the_true_class(seed: int) -> None:
    rng = np.random.default_rng(seed)
    true, predicted = np.arange(200) % 4, rng.integers(0, 4, 200)
    visualization.confusion_heatmap(confusion_matrix(true, predicted), list("가나다라"))
    shown = plt.gcf().axes[0].images[0].get_array()
    expected = 100 * confusion_matrix(true, predicted, normalize="true")
    np.testing.assert_allclose(shown, expected)
    np.testing.assert_allclose(shown.sum(axis=1), 100)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize("label", [0, 2])
def test_grad_cam_is_the_class_activation_map_where_that_is_defined(
    channels: int, padding: str, label: int
) -> None:
    """After global average pooling and one dense layer, the slope of a score by a map is w / (h·w)."""
    keras.utils.set_random_seed(label)
    inputs = keras.Input((9, 8, channels))
    maps = layers.Conv2D(5, 3, padding=padding, activation="relu", name="last")(inputs)
    outputs = layers.Dense(3, name="scores")(layers.GlobalAveragePooling2D()(maps))
    model = keras.Model(inputs, outputs)
    image = np.random.default_rng(1).random((9, 8, channels)).astype("float32")
    activation = keras.Model(inputs, maps)(image[None]).numpy()[0]
    weights = model.get_layer("scores").kernel.numpy()[:, label]
    expected = np.maximum(activation @ weights, 0) / (activation.shape[0] * activation.shape[1])
    found = visualization.grad_cam(model, image, "last", label)
    assert found.shape == activation.shape[:2]
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_place_by_place_a_map_holds_what_each_place_adds_to_the_score() -> None:
    """Behind the maps only one dense layer: its weights are the slopes."""
    keras.utils.set_random_seed(0)
    inputs = keras.Input((6, 5, 1))
    maps = layers.Conv2D(4, 3, activation="relu", name="last")(inputs)
    model = keras.Model(inputs, layers.Dense(3, name="scores")(layers.Flatten()(maps)))
    image = np.random.default_rng(2).random((6, 5, 1)).astype("float32")
    activation = keras.Model(inputs, maps)(image[None]).numpy()[0]
    added = activation * model.get_layer("scores").kernel.numpy()[:, 1].reshape(activation.shape)
    found = visualization.grad_cam(model, image, "last", 1, each_place=True)
    np.testing.assert_allclose(found, np.maximum(added.sum(axis=-1), 0), atol=1e-6)
    assert not np.allclose(found, visualization.grad_cam(model, image, "last", 1))


def test_grad_cam_of_an_unknown_layer_is_refused() -> None:
    model = keras.Sequential([keras.Input((4, 4, 1)), layers.Flatten(), layers.Dense(2)])
    with pytest.raises(ValueError, match="no_such"):
        visualization.grad_cam(model, np.zeros((4, 4, 1)), "no_such", 0)
