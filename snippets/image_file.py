"""훈련에 쓸 이미지를 브라우저가 읽을 파일 하나로: 밝기를 반올림하고, 잦은 값일수록 짧게 적는다."""

import base64
from collections.abc import Sequence

import numpy as np

from snippets.model_file import FILE, packed

LANES = 100  # 나란히 적는 이미지의 수
BITS = 12  # 빈도의 합은 2¹²
WORD = 16  # 상태는 32비트, 내보내는 조각은 16비트

type Labelled = tuple[np.ndarray, np.ndarray]


class ImageFile:
    """레이블이 있는 이미지의 safetensors 파일. 노트북의 출력에 담기면 페이지와 함께 실린다.

    Args:
        name: 파일 이름의 앞부분.
        train: 훈련 이미지 uint8 (count, 28, 28)과 레이블 (count,).
        test: 훈련에 쓰지 않을 이미지와 레이블. 모양은 `train`과 같다.
        classes: 종류의 이름.
        levels: 밝기의 단계 수, 2–16.
        curve: 같은 이미지로 Keras 모델을 훈련한 기록. JSON으로 적을 수 있는 값.

    Raises:
        ValueError: 이미지나 레이블의 모양이나 자료형이 다르거나, `levels`가 2–16이 아닐 때.

    출처: 부호화는 Duda, Asymmetric numeral systems (2013)의 rANS. 단계의 빈도를 왼쪽과 위쪽 픽셀의
    단계마다 따로 센다.
    """

    def __init__(
        self,
        name: str,
        train: Labelled,
        test: Labelled,
        classes: Sequence[str],
        levels: int,
        curve: object = None,
    ) -> None:
        for part in (train, test):
            _check(*part, len(classes))
        self.name = f"{name}.images"
        self.images = rounded(train[0], levels), rounded(test[0], levels)  # 저마다 (count, 28, 28, 1)
        steps = _steps(np.concatenate([train[0], test[0]]), levels)
        frequencies, code = _encoded(steps, levels)
        labels = np.concatenate([train[1], test[1]]).astype(np.uint8)
        about = {"name": name, "classes": list(classes), "levels": levels, "lanes": LANES}
        about |= {"height": steps.shape[1], "width": steps.shape[2]}
        about |= {"train": len(train[0]), "test": len(test[0]), "curve": curve}
        self.data = packed({"frequencies": frequencies, "code": code, "labels": labels}, about)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, object], dict[str, object]]:
        train, test = map(len, self.images)
        data: dict[str, object] = {
            "text/markdown": f"`{self.name}`: 이미지 {train:,} + {test:,}장, {len(self.data) / 1000:,.0f} KB",
            FILE: base64.b64encode(self.data).decode(),
        }
        return data, {FILE: {"name": self.name}}


def rounded(images: np.ndarray, levels: int) -> np.ndarray:
    """밝기를 고른 간격의 몇 단계로 반올림한다. 브라우저가 파일에서 읽는 값과 같다.

    Args:
        images: 이미지 uint8, 0–255. (count, height, width).
        levels: 밝기의 단계 수, 2–16.

    Returns:
        반올림한 이미지 float32, 0–1. (count, height, width, 1).

    Raises:
        ValueError: `levels`가 2–16이 아닐 때.

    >>> rounded(np.array([[[0, 100, 255]]], dtype=np.uint8), 2)[0, 0, :, 0]
    array([0., 0., 1.], dtype=float32)
    """
    # 단계도 0–255의 정수로 되돌린다. 브라우저는 바이트를 받아 255로 나눈다.
    shown = (2 * 255 * _steps(images, levels).astype(np.int32) + levels - 1) // (2 * (levels - 1))
    return shown.astype(np.float32)[..., np.newaxis] / 255


def _check(images: np.ndarray, labels: np.ndarray, classes: int) -> None:
    if images.dtype != np.uint8 or images.shape[1:] != (28, 28) or not len(images):
        raise ValueError(f"이미지는 uint8 (count, 28, 28)이어야 한다: {images.dtype} {images.shape}")
    if labels.shape != images.shape[:1]:
        raise ValueError(f"이미지는 {len(images)}장인데 레이블은 {labels.shape}이다.")
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(f"레이블은 0–{classes - 1}이어야 한다: {labels.min()}–{labels.max()}")


def _steps(images: np.ndarray, levels: int) -> np.ndarray:
    """밝기마다 가장 가까운 단계, 0–(levels − 1)."""
    if not 2 <= levels <= 16:
        raise ValueError(f"levels는 2–16이어야 한다: {levels}")
    return ((2 * (levels - 1) * images.astype(np.int32) + 255) // (2 * 255)).astype(np.uint8)


def _encoded(steps: np.ndarray, levels: int) -> tuple[np.ndarray, np.ndarray]:
    """rANS로 적은 이미지.

    Returns:
        빈도 uint16 (levels, levels, levels)과 조각 uint16 (count,). 빈도의 축은 왼쪽, 위쪽, 그 픽셀의
        단계이고, 조각의 앞 2·LANES개는 줄마다 상태의 아래와 위 16비트이다.
    """
    padded = np.pad(steps, [(0, 0), (1, 0), (1, 0)]).astype(np.intp)  # 이미지 밖은 0
    left, upper = padded[:, 1:, :-1], padded[:, :-1, 1:]
    which = ((left * levels + upper) * levels + steps).reshape(len(steps), -1)
    counts = np.bincount(which.ravel(), minlength=levels**3).reshape(-1, levels)
    frequencies = _frequencies(counts).astype(np.uint64)  # (levels², levels)
    starts = (np.cumsum(frequencies, axis=1, dtype=np.uint64) - frequencies).ravel()[which]
    wide = frequencies.ravel()[which]  # 픽셀마다 제 단계의 빈도. (count, height · width)
    states = np.full(LANES, 1 << WORD, dtype=np.uint64)
    words = []
    # 읽는 차례를 거꾸로 밟는다. 이미지를 LANES장씩 나란히 놓고, 픽셀마다 줄 하나에 이미지 한 장.
    for first in reversed(range(0, len(steps), LANES)):
        group = np.s_[first : first + LANES]
        lanes = states[: len(steps[group])]
        for frequency, start in zip(wide[group].T[::-1], starts[group].T[::-1], strict=True):
            full = lanes >= frequency << (2 * WORD - BITS)
            words.append(lanes[full].astype(np.uint16))  # 아래 16비트
            lanes[full] >>= WORD
            lanes[:] = (lanes // frequency << BITS) + lanes % frequency + start
    head = np.stack([states & 0xFFFF, states >> WORD], axis=1).astype(np.uint16).ravel()
    return frequencies.reshape([levels] * 3).astype(np.uint16), np.concatenate([head, *reversed(words)])


def _frequencies(counts: np.ndarray) -> np.ndarray:
    """줄마다 합이 2¹²인 정수로. 한 번이라도 나온 단계는 1 이상이다. (contexts, levels)."""
    counts = counts.copy()
    counts[counts.sum(axis=1) == 0, 0] = 1  # 쓰이지 않는 줄도 2¹²칸을 차지해, 읽을 때 줄의 자리를 찾기 쉽다
    shares = (counts << BITS) / counts.sum(axis=1, keepdims=True)
    frequencies = np.maximum(np.round(shares).astype(int), counts > 0)
    largest = np.arange(len(counts)), frequencies.argmax(axis=1)
    frequencies[largest] += (1 << BITS) - frequencies.sum(axis=1)
    return frequencies
