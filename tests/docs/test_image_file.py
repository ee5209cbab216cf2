"""The images to train on, as the page's own JavaScript reads them, against those that Keras learns from."""

import base64
import gzip
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Error, Page

from snippets.datasets import FAST, FOLDER
from snippets.image_file import ImageFile, rounded
from tests.docs.demo import FAULTS, IMAGES

SETS = {"mnist": 16, "fashion_mnist": 8}
WHOLE = (5_000, 1_000)
FILE = "tutorials/posts/deep_mnist_files/{}.images"
READ = """
async (file) => {
  const { loadImages } = await import(new URL("../demos/image_file.js", location));
  const shares = [];
  const read = await loadImages(file, 1, (share) => shares.push(share));
  const packed = (bytes) => new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.readAsDataURL(new Blob([bytes]));
  });
  const part = async ({ images, labels }) => ({
    kinds: [images.constructor.name, labels.constructor.name],
    images: await packed(images), labels: await packed(labels),
  });
  return { ...read, train: await part(read.train), test: await part(read.test), progress: shares.at(-1) };
}
"""


def parts(name: str, counts: tuple[int, int]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The first images of both splits, whatever the profile."""
    with np.load(FOLDER / f"{name}.npz") as arrays:
        return {
            split: (arrays[f"x_{split}"][:count], arrays[f"y_{split}"][:count])
            for split, count in zip(("train", "test"), counts, strict=True)
        }


def bytes_of(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype=np.uint8)


def assert_read(found: dict[str, Any], name: str, counts: tuple[int, int]) -> None:
    """What a browser found is bit for bit what Keras learns from."""
    assert (found["name"], found["levels"]) == (name, SETS[name])
    assert found["progress"] == 1
    for split, (images, labels) in parts(name, counts).items():
        assert found[split]["kinds"] == ["Uint8Array", "Uint8Array"]
        assert np.array_equal(bytes_of(found[split]["labels"]), labels)
        read = bytes_of(found[split]["images"]).reshape(*images.shape, 1)
        assert np.array_equal(read.astype(np.float32) / 255, rounded(images, SETS[name]))


@pytest.mark.parametrize("name", SETS)
def test_browser_reads_what_the_page_gave_out(tab: Page, address: str, profile: str, name: str) -> None:
    tab.goto(f"{address}train/")
    found = tab.evaluate(READ, address + FILE.format(name))
    counts = WHOLE if profile == "full" else tuple(map(min, WHOLE, FAST))
    assert_read(found, name, counts)
    curve = found["curve"]
    if name == "mnist":
        steps = -(-counts[0] // 32) * 5 // 20
        for rows in (curve["learned"], curve["held"]):
            assert [batches for batches, *_ in rows] == [20 * (i + 1) for i in range(steps)]
            assert {len(row) for row in rows} == {3}
        assert curve["held"][-1][2] > 0.85
        assert found["classes"] == [str(digit) for digit in range(10)]
    else:
        assert curve is None
        assert found["classes"][0] == "티셔츠"


@pytest.mark.parametrize("name", SETS)
def test_browser_reads_all_that_is_published(tab: Page, address: str, name: str) -> None:
    given = parts(name, WHOLE)
    file = ImageFile(name, given["train"], given["test"], [str(i) for i in range(10)], SETS[name])
    tab.goto(f"{address}about/")
    tab.route(IMAGES, lambda route: route.fulfill(body=file.data))
    assert_read(tab.evaluate(READ, f"{address}whole.images"), name, WHOLE)


@pytest.mark.parametrize("fault", FAULTS)
def test_images_that_do_not_arrive_whole_are_told_of(tab: Page, address: str, fault: str) -> None:
    tab.goto(f"{address}about/")
    befalls, message = FAULTS[fault]
    tab.route(IMAGES, befalls)
    with pytest.raises(Error, match=re.escape(message.format("이미지"))):
        tab.evaluate(READ, address + FILE.format("mnist"))


@pytest.mark.parametrize("name", SETS)
def test_image_file_is_light(site: Path, name: str) -> None:
    assert 0 < (site / FILE.format(name)).stat().st_size <= 600_000


def test_script_that_reads_it_is_light(site: Path) -> None:
    assert len(gzip.compress((site / "demos/image_file.js").read_bytes(), 6)) <= 700
