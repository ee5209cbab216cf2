"""저장소에 함께 있는 MNIST와 Fashion-MNIST. 내려받지 않으므로 서버가 사라져도 실행된다."""

import hashlib
import os
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "data"
SHA256 = {
    "mnist.npz": "ee068f36682cba7f38bafdedc77b0f873ebbcf877036f7ebde566966146ac146",
    "fashion_mnist.npz": "442f264ce0d782402cefb7088dee95291033dcd5898f6a2b089ab99ca8c36e88",
}
FASHION_NAMES = [
    "티셔츠",
    "바지",
    "스웨터",
    "원피스",
    "코트",
    "샌들",
    "셔츠",
    "운동화",
    "가방",
    "앵클부츠",
]
# 미리보기(fast)에서 쓰는 장수: (훈련, 테스트).
FAST = (2_000, 500)

type Split = tuple[np.ndarray, np.ndarray]


class DatasetError(OSError):
    """데이터 파일이 없거나 내용이 달라졌다."""


def load_mnist() -> tuple[Split, Split]:
    """손글씨 숫자 70,000장을 읽는다. `keras.datasets.mnist.load_data()`와 같은 값이다.

    Returns:
        `(x_train, y_train), (x_test, y_test)`. x는 (60000, 28, 28)과 (10000, 28, 28), y는 (60000,)과
        (10000,). 모두 uint8이고, 픽셀은 0(검정)–255(흰색), 레이블은 숫자 0–9이다.

    Raises:
        DatasetError: 파일이 없거나 체크섬이 다를 때.

    출처: LeCun·Cortes·Burges, The MNIST database. CC BY-SA 3.0.
    """
    return _load("mnist.npz")


def load_fashion_mnist() -> tuple[Split, Split]:
    """옷 사진 70,000장을 읽는다. `keras.datasets.fashion_mnist.load_data()`와 같은 값이다.

    Returns:
        `(x_train, y_train), (x_test, y_test)`. 모양과 자료형은 `load_mnist`와 같고, 레이블 0–9의
        이름은 `FASHION_NAMES`에 있다.

    Raises:
        DatasetError: 파일이 없거나 체크섬이 다를 때.

    출처: Xiao·Rasul·Vollgraf, Fashion-MNIST (2017), Zalando. MIT.
    """
    return _load("fashion_mnist.npz")


def _load(name: str) -> tuple[Split, Split]:
    path = FOLDER / name
    remedy = f"`git checkout -- snippets/data/{name}`으로 되살린다."
    if not path.is_file():
        raise DatasetError(f"{path}: 데이터 파일이 없다. {remedy}")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != SHA256[name]:
            raise DatasetError(f"{path}: 데이터 파일이 손상되었다(체크섬이 다르다). {remedy}")
    train, test = FAST if os.environ.get("RUNNER_PROFILE") == "fast" else (None, None)
    with np.load(path) as arrays:
        return (
            (arrays["x_train"][:train], arrays["y_train"][:train]),
            (arrays["x_test"][:test], arrays["y_test"][:test]),
        )
