"""훈련에 쓸 이미지를 브라우저가 읽을 파일 하나로: 밝기를 반올림하고, 잦은 값일수록 짧게 적는다."""

import base64
from collections.abc import Sequence

import numpy as np

from snippets.model_file import FILE, packed

LANES = 100  # 나란히 적는 이미지의 수
BITS = 12  # 빈도의 합은 2¹²
WORD = 16  # 상태는 32비트, 내보내는 조각은 16비트


class ImageFile:
    """레이블이 있는 이미지의 safetensors 파일. 노트북의 출력에 담기면 페이지와 함께 실린다.

    Args:
        name: 파일 이름의 앞부분.
        train: 훈련 이미지 uint8 (count, 28, 28)과 레이블 (count,).
        test: 훈련에 쓰지 않을 이미지와 레이블. 모양은 `train`과 같다.
        classes: 종류의 이름.
        levels: 밝기의 단계 수, 2–16.
        curve: Keras의 훈련 기록. JSON으로 적을 수 있는 값.

    Raises:
        ValueError: 이미지의 모양이나 자료형이 다르거나, `levels`가 2–16이 아닐 때.

    출처: 부호화는 Duda, Asymmetric numeral systems (2013)의 rANS. 왼쪽과 위쪽 픽셀의 단계마다 빈도를 센다.
    """

    def __init__(
        self,
        name: str,
        train: tuple[np.ndarray, np.ndarray],
        test: tuple[np.ndarray, np.ndarray],
        classes: Sequence[str],
        levels: int,
        curve: object = None,
    ) -> None:
        for images, labels in (train, test):
            wanted = (*labels.shape, 28, 28)
            if images.dtype != np.uint8 or images.shape != wanted:
                raise ValueError(f"이미지는 uint8 {wanted}이어야 한다: {images.dtype} {images.shape}")
        self.name = f"{name}.images"
        self.images = rounded(train[0], levels), rounded(test[0], levels)  # 저마다 (count, 28, 28, 1)
        frequencies, code = _encoded(_steps(np.concatenate([train[0], test[0]]), levels), levels)
        labels = np.concatenate([train[1], test[1]]).astype(np.uint8)
        about = {"name": name, "classes": list(classes), "levels": levels, "lanes": LANES, "curve": curve}
        about |= {"height": 28, "width": 28, "train": len(train[0]), "test": len(test[0])}
        self.data = packed({"frequencies": frequencies, "code": code, "labels": labels}, about)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, object], dict[str, object]]:
        train, test = map(len, self.images)
        text = f"`{self.name}`: 이미지 {train:,} + {test:,}장, {len(self.data) / 1000:,.0f} KB"
        file = base64.b64encode(self.data).decode()
        return {"text/markdown": text, FILE: file}, {FILE: {"name": self.name}}


def rounded(images: np.ndarray, levels: int) -> np.ndarray:
    """밝기를 고른 간격의 몇 단계로 반올림한다. 브라우저가 파일에서 읽는 값과 같다.

    Args:
        images: 이미지 uint8, 0–255. (count, height, width).
        levels: 밝기의 단계 수, 2–16.

    Returns:
        반올림한 이미지 float32, 0–1. (count, height, width, 1).

    >>> rounded(np.array([[[0, 100, 255]]], dtype=np.uint8), 2)[0, 0, :, 0]
    array([0., 0., 1.], dtype=float32)
    """
    # 브라우저는 단계를 바이트로 되돌려 255로 나눈다.
    shown = np.floor(_steps(images, levels) * 255 / (levels - 1) + 0.5)
    return shown[..., np.newaxis].astype(np.float32) / 255


def _steps(images: np.ndarray, levels: int) -> np.ndarray:
    if not 2 <= levels <= 16:
        raise ValueError(f"levels는 2–16이어야 한다: {levels}")
    return np.round(images / 255 * (levels - 1)).astype(int)


def _encoded(steps: np.ndarray, levels: int) -> tuple[np.ndarray, np.ndarray]:
    """빈도 (왼쪽, 위쪽, 픽셀)과 rANS의 조각. 조각의 앞 2·LANES개는 상태마다 아래와 위 16비트이다."""
    padded = np.pad(steps, [(0, 0), (1, 0), (1, 0)])  # 이미지 밖은 0
    which = (padded[:, 1:, :-1] * levels + padded[:, :-1, 1:]) * levels + steps
    counts = np.bincount(which.ravel(), minlength=levels**3).reshape(-1, levels)
    counts[counts.sum(axis=1) == 0, 0] = 1  # 쓰이지 않는 줄도 2¹²칸을 차지해야 줄의 자리를 찾기 쉽다
    # 줄마다 합이 2¹²인 정수로. 나온 단계는 1 이상이다. (levels², levels)
    shares = (counts << BITS) / counts.sum(axis=1, keepdims=True)
    table = np.maximum(shares.round().astype(int), counts > 0)
    table[np.arange(len(table)), table.argmax(axis=1)] += (1 << BITS) - table.sum(axis=1)
    # 픽셀마다 제 단계의 빈도와, 그보다 낮은 단계들의 빈도. (count, height · width)
    which = which.reshape(len(steps), -1)
    frequencies, starts = table.ravel()[which], (table.cumsum(axis=1) - table).ravel()[which]
    states = np.full(LANES, 1 << WORD)
    words = []
    # 읽는 차례를 거꾸로 밟는다: LANES장씩, 픽셀마다, 이미지마다.
    for first in reversed(range(0, len(steps), LANES)):
        group = np.s_[first : first + LANES]
        lanes = states[: len(steps[group])]
        for frequency, start in zip(frequencies[group].T[::-1], starts[group].T[::-1], strict=True):
            full = lanes >= frequency << (2 * WORD - BITS)
            words.append(lanes[full].astype(np.uint16))  # 아래 16비트
            lanes[full] >>= WORD
            lanes[:] = (lanes // frequency << BITS) + lanes % frequency + start
    head = states.astype("<u4").view("<u2")
    return table.reshape([levels] * 3).astype(np.uint16), np.concatenate([head, *reversed(words)])
