"""The embedded data is the published data, and damage is named."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from snippets import datasets
from snippets.datasets import DatasetError, load_fashion_mnist, load_mnist

# MD5 of the uncompressed idx files as they were published.
MNIST_IDX = {
    "x_train": "6bbc9ace898e44ae57da46a324031adb",
    "y_train": "a25bea736e30d166cdddb491f175f624",
    "x_test": "2646ac647ad5339dbf082846283269ea",
    "y_test": "27ae3e4e09519cfbb04c329615203637",
}


def idx(array: np.ndarray) -> bytes:
    """An array as the idx file that it came from."""
    header = bytes([0, 0, 8, array.ndim])
    return header + b"".join(size.to_bytes(4, "big") for size in array.shape) + array.tobytes()


def test_mnist_is_byte_for_byte_the_published_one() -> None:
    (x_train, y_train), (x_test, y_test) = load_mnist()
    arrays = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
    assert {name: hashlib.md5(idx(array)).hexdigest() for name, array in arrays.items()} == MNIST_IDX


@pytest.mark.parametrize("load", [load_mnist, load_fashion_mnist])
def test_shapes_types_and_classes(load) -> None:
    (x_train, y_train), (x_test, y_test) = load()
    assert (x_train.shape, y_train.shape) == ((60_000, 28, 28), (60_000,))
    assert (x_test.shape, y_test.shape) == ((10_000, 28, 28), (10_000,))
    assert {array.dtype for array in (x_train, y_train, x_test, y_test)} == {np.dtype("uint8")}
    assert (x_train.min(), x_train.max()) == (0, 255)
    assert set(y_train) == set(y_test) == set(range(10))


def test_fashion_classes_are_balanced_and_named() -> None:
    (_, y_train), (_, y_test) = load_fashion_mnist()
    assert set(np.bincount(y_train)) == {6_000}
    assert set(np.bincount(y_test)) == {1_000}
    assert len(datasets.FASHION_NAMES) == 10


def test_fast_profile_loads_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNNER_PROFILE", "fast")
    (x_train, y_train), (x_test, y_test) = load_mnist()
    assert (len(x_train), len(y_train)) == (datasets.FAST[0],) * 2
    assert (len(x_test), len(y_test)) == (datasets.FAST[1],) * 2


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mnist.npz"
    path.write_bytes((datasets.FOLDER / "mnist.npz").read_bytes())
    monkeypatch.setattr(datasets, "FOLDER", tmp_path)
    load_mnist()
    return path


def test_flipped_byte_names_file_and_remedy(copy: Path) -> None:
    data = bytearray(copy.read_bytes())
    data[5_000_000] ^= 1
    copy.write_bytes(data)
    with pytest.raises(DatasetError, match=r"mnist\.npz: 데이터 파일이 손상.*git checkout"):
        load_mnist()


def test_missing_file_names_file_and_remedy(copy: Path) -> None:
    copy.unlink()
    with pytest.raises(DatasetError, match=r"mnist\.npz: 데이터 파일이 없다.*git checkout"):
        load_mnist()
