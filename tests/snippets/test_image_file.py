"""A file of images: a decoder that knows only the format finds in it what Keras learned from."""

from __future__ import annotations

import base64
import hashlib
import json

import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from safetensors.numpy import load

from snippets.datasets import FOLDER
from snippets.image_file import LANES, ImageFile, rounded
from snippets.model_file import FILE

NAMES = [str(i) for i in range(10)]
SETS = {"mnist": 16, "fashion_mnist": 8}
WORD, SLOTS = 1 << 16, 1 << 12


def random_part(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Images in which neighbours are alike, as in photographs."""
    rng = np.random.default_rng(seed)
    images = np.clip(rng.normal(0, 40, (count, 28, 28)).cumsum(axis=2), 0, 255).astype(np.uint8)
    return images, rng.integers(0, 10, count)


def real(name: str) -> ImageFile:
    """What the page gives out: without the profile's own number of images."""
    with np.load(FOLDER / f"{name}.npz") as arrays:
        train = arrays["x_train"][:5_000], arrays["y_train"][:5_000]
        test = arrays["x_test"][:1_000], arrays["y_test"][:1_000]
    return ImageFile(name, train, test, NAMES, SETS[name])


@pytest.fixture(scope="module", params=SETS)
def whole(request: pytest.FixtureRequest) -> ImageFile:
    return real(request.param)


def about(file: ImageFile) -> dict:
    return json.loads(header(file.data)["__metadata__"]["model"])


def header(data: bytes) -> dict:
    return json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])


def decoded(data: bytes) -> tuple[np.ndarray, np.ndarray]:
    """The bytes of all images, and the labels.

    Raises:
        ValueError: Where the bytes are not those that were written.
    """
    said, tensors = json.loads(header(data)["__metadata__"]["model"]), load(data)
    start = 8 + int.from_bytes(data[:8], "little")
    if hashlib.sha256(data[start:]).hexdigest() != said["sha256"]:
        raise ValueError("checksum")
    levels, lanes, count = said["levels"], said["lanes"], said["train"] + said["test"]
    steps = np.zeros((count, said["height"] + 1, said["width"] + 1), dtype=int)  # with nothing around
    ends = tensors["frequencies"].astype(int).cumsum(axis=2)
    code = tensors["code"].astype(int)
    states, words = code[: 2 * lanes : 2] + code[1 : 2 * lanes : 2] * WORD, 2 * lanes
    for first in range(0, count, lanes):
        these = steps[first : first + lanes]
        lane = states[: len(these)]
        for row, column in np.ndindex(said["height"], said["width"]):
            context = ends[these[:, row + 1, column], these[:, row, column + 1]]  # (lanes, levels)
            slot = lane % SLOTS
            step = (context <= slot[:, None]).sum(axis=1)
            end = np.take_along_axis(context, step[:, None], 1)[:, 0]
            start = np.where(step, np.take_along_axis(context, np.maximum(step - 1, 0)[:, None], 1)[:, 0], 0)
            lane[:] = (end - start) * (lane // SLOTS) + slot - start
            for short in np.flatnonzero(lane < WORD):
                lane[short] = lane[short] * WORD + code[words]
                words += 1
            these[:, row + 1, column + 1] = step
    if words != len(code) or (states != WORD).any():
        raise ValueError("not where the encoder began")
    bytes_ = np.floor(steps[:, 1:, 1:] * 255 / (levels - 1) + 0.5).astype(np.uint8)
    return bytes_, tensors["labels"]


def assert_same(file: ImageFile, train: tuple, test: tuple) -> None:
    found, labels = decoded(file.data)
    learned = np.concatenate(file.images)
    assert learned.dtype == np.float32
    assert learned.shape == (*found.shape, 1)
    assert np.array_equal(found[..., None].astype(np.float32) / 255, learned)
    assert np.array_equal(labels, np.concatenate([train[1], test[1]]))


@pytest.mark.parametrize("levels", range(2, 17))
def test_what_is_read_is_what_keras_learns_from(levels: int) -> None:
    train, test = random_part(7), random_part(3, seed=1)
    file = ImageFile("random", train, test, NAMES, levels)
    assert_same(file, train, test)
    given = np.concatenate([train[0], test[0]])[..., None] / 255
    assert np.abs(np.concatenate(file.images) - given).max() <= 0.5 / (levels - 1) + 0.5 / 255


@pytest.mark.parametrize("count", [1, LANES - 1, LANES, LANES + 1, 2 * LANES + 37])
def test_number_of_images_is_any(count: int) -> None:
    train, test = random_part(count), random_part(1, seed=1)
    assert_same(ImageFile("random", train, test, NAMES, 8), train, test)


@pytest.mark.parametrize("value", [0, 255])
def test_images_of_one_brightness_cost_no_more_than_the_states(value: int) -> None:
    part = np.full((150, 28, 28), value, dtype=np.uint8), np.zeros(150, dtype=int)
    file = ImageFile("plain", part, part, NAMES, 4)
    assert_same(file, part, part)
    assert len(load(file.data)["code"]) <= 3 * LANES


def test_step_that_hardly_occurs_is_kept() -> None:
    images = np.zeros((200, 28, 28), dtype=np.uint8)
    images[-1, 20, 20] = 255
    part = images, np.zeros(200, dtype=int)
    assert_same(ImageFile("rare", part, part, NAMES, 16), part, part)


def test_real_images_are_whole_and_light(whole: ImageFile) -> None:
    found, labels = decoded(whole.data)
    assert np.array_equal(found[..., None].astype(np.float32) / 255, np.concatenate(whole.images))
    with np.load(FOLDER / f"{whole.name.removesuffix('.images')}.npz") as arrays:
        assert np.array_equal(labels, np.r_[arrays["y_train"][:5_000], arrays["y_test"][:1_000]])
    assert len(whole.data) <= 600_000


def test_real_images_cost_hardly_more_than_their_entropy(whole: ImageFile) -> None:
    """Of a step where those to its left and above are known, counted in the images themselves."""
    levels = SETS[whole.name.removesuffix(".images")]
    steps = np.round(np.concatenate(whole.images)[..., 0] * (levels - 1)).astype(int)
    padded = np.pad(steps, [(0, 0), (1, 0), (1, 0)])
    counts = np.zeros((levels, levels, levels))
    np.add.at(counts, (padded[:, 1:, :-1], padded[:, :-1, 1:], steps), 1)
    shares = counts / np.maximum(counts.sum(axis=2, keepdims=True), 1)
    entropy = -np.sum(counts * np.log2(shares, where=counts > 0, out=np.zeros_like(shares))) / 8
    assert entropy < 2 * len(load(whole.data)["code"]) < 1.005 * entropy + 4 * LANES


def test_frequencies_of_every_context_fill_its_slots(whole: ImageFile) -> None:
    frequencies = load(whole.data)["frequencies"]
    levels = SETS[whole.name.removesuffix(".images")]
    assert frequencies.shape == (levels, levels, levels)
    assert (frequencies.sum(axis=2, dtype=int) == SLOTS).all()


def test_file_says_what_is_in_it() -> None:
    curve = {"batches": [20, 40], "loss": [1.5, 0.5]}
    file = ImageFile("small", random_part(4), random_part(2), NAMES, 8, curve)
    said = about(file)
    start = 8 + int.from_bytes(file.data[:8], "little")
    assert said.pop("sha256") == hashlib.sha256(file.data[start:]).hexdigest()
    assert said == {
        "name": "small",
        "classes": NAMES,
        "levels": 8,
        "lanes": LANES,
        "height": 28,
        "width": 28,
        "train": 4,
        "test": 2,
        "curve": curve,
    }


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_damage_shows(share: float) -> None:
    data = bytearray(ImageFile("random", random_part(40), random_part(4), NAMES, 8).data)
    start = 8 + int.from_bytes(data[:8], "little")
    data[start + round(share * (len(data) - start - 1))] ^= 1
    with pytest.raises(ValueError, match="checksum"):
        decoded(bytes(data))


def test_same_images_give_the_same_bytes() -> None:
    files = [ImageFile("random", random_part(40), random_part(4), NAMES, 8).data for _ in range(2)]
    assert files[0] == files[1]


def test_notebook_gets_the_file_and_its_name() -> None:
    file = ImageFile("small", random_part(4), random_part(2), NAMES, 8)
    data, metadata = DisplayFormatter().format(file)
    assert base64.b64decode(data[FILE]) == file.data
    assert metadata == {FILE: {"name": "small.images"}}
    assert "4 + 2장" in data["text/markdown"]


@pytest.mark.parametrize(
    ("train", "message"),
    [
        ((np.zeros((2, 28, 28)), np.zeros(2, int)), "float64"),
        ((np.zeros((2, 28, 28, 1), np.uint8), np.zeros(2, int)), r"\(2, 28, 28\)이어야"),
        ((np.zeros((2, 32, 32), np.uint8), np.zeros(2, int)), r"\(2, 28, 28\)이어야"),
        ((np.zeros((2, 28, 28), np.uint8), np.zeros(3, int)), r"\(3, 28, 28\)이어야"),
        ((np.zeros((2, 28, 28), np.uint8), np.zeros((2, 10), int)), r"\(2, 10, 28, 28\)이어야"),
    ],
)
@pytest.mark.parametrize("which", ["train", "test"])
def test_other_shapes_are_refused(train: tuple, message: str, which: str) -> None:
    parts = {"train": random_part(2), "test": random_part(2)} | {which: train}
    with pytest.raises(ValueError, match=message):
        ImageFile("wrong", parts["train"], parts["test"], NAMES, 8)


@pytest.mark.parametrize("levels", [-1, 1, 17])
def test_number_of_levels_has_bounds(levels: int) -> None:
    with pytest.raises(ValueError, match="levels는 2–16"):
        ImageFile("wrong", random_part(2), random_part(2), NAMES, levels)
    with pytest.raises(ValueError, match="levels는 2–16"):
        rounded(random_part(2)[0], levels)
