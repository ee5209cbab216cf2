"""훈련한 모델을 브라우저가 읽을 파일 하나로: 층의 목록, float16 가중치, 보기로 쓸 이미지."""

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from safetensors.numpy import save

FILE = "application/octet-stream"
# 파일과 함께 노트북에 담는 Keras의 예측. 브라우저의 계산을 이 값과 견주어 시험한다.
PREDICTIONS = "application/vnd.predictions+json"
CHECKED = 200


class ModelFile:
    """훈련한 모델의 safetensors 파일. 노트북의 출력에 담기면 페이지와 함께 실린다.

    Args:
        name: 파일 이름의 앞부분.
        model: `Conv2D`(보폭 1), `MaxPooling2D`, `Flatten`, `Dropout`, `Dense`를 한 줄로 쌓은 Keras 모델.
        images: 테스트 이미지, 0–1. (count, height, width, 1).
        labels: 이미지마다의 정답. (count,).
        samples: 독자가 골라 볼 이미지의 번호.
        classes: 종류의 이름.

    Raises:
        ValueError: 브라우저가 계산하지 못하는 층이나 설정이 있거나, 가중치가 float16의 범위를 넘을 때.

    출처: 파일 형식은 safetensors. 앞 8바이트가 머리글의 길이, 그다음이 배열마다 자료형과 모양과 자리를 적은
    JSON, 그다음이 배열의 바이트이다.
    """

    def __init__(
        self,
        name: str,
        model: Any,
        images: np.ndarray,
        labels: np.ndarray,
        samples: Sequence[int],
        classes: Sequence[str],
    ) -> None:
        tensors: dict[str, np.ndarray] = {}
        layers = []
        for layer in model.layers:
            kind = type(layer).__name__
            if kind in ("InputLayer", "Dropout"):
                continue  # 예측할 때 드롭아웃은 아무 일도 하지 않는다
            layers.append({"kind": kind, "name": layer.name, **_settings(kind, layer.get_config())})
            for part, weights in zip(("kernel", "bias"), layer.get_weights(), strict=False):
                tensors[f"{layer.name}.{part}"] = _half(layer.name, weights)
        shown = list(samples)
        tensors["images"] = np.round(images[shown, :, :, 0] * 255).astype(np.uint8)
        tensors["labels"] = np.asarray(labels)[shown].astype(np.uint8)
        about = {"name": name, "layers": layers, "classes": list(classes)}
        self.name = f"{name}.safetensors"
        self.data = packed(tensors, about)
        self.parameters = model.count_params()
        self.predictions = model.predict(images[:CHECKED], verbose=0)  # (count, num_classes)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, object], dict[str, object]]:
        made_of = f"파라미터 {self.parameters:,}개 × 2바이트에 이미지와 머리글을 더해"
        data: dict[str, object] = {
            "text/markdown": f"`{self.name}`: {made_of} {len(self.data) / 1000:,.0f} KB",
            FILE: base64.b64encode(self.data).decode(),
            PREDICTIONS: {"predictions": self.predictions.round(6).tolist()},
        }
        return data, {FILE: {"name": self.name}}


def _settings(kind: str, config: dict[str, Any]) -> dict[str, object]:
    """브라우저가 그 층을 계산하는 데 필요한 설정."""
    padded = config.get("padding") == "same"
    plain = {"strides": (1, 1), "dilation_rate": (1, 1), "groups": 1, "use_bias": True}
    match kind:
        case "Conv2D" if config | plain == config and config["activation"] in ("relu", "linear"):
            return {"padding": config["padding"], "activation": config["activation"]}
        case "MaxPooling2D" if len({*config["strides"], *config["pool_size"]}) == 1 and not padded:
            return {"size": config["pool_size"][0]}
        case "Flatten":
            return {}
        case "Dense" if config["use_bias"] and config["activation"] in ("relu", "linear", "softmax"):
            return {"activation": config["activation"]}
    raise ValueError(f"{config['name']}: 브라우저가 계산하지 못하는 층이거나 설정이다({kind}).")


def _half(name: str, weights: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        half = weights.astype(np.float16)
    if not np.isfinite(half).all():
        raise ValueError(f"{name}: 가중치가 float16의 범위(±65504)를 넘는다.")
    return half


def packed(tensors: dict[str, np.ndarray], about: dict[str, Any]) -> bytes:
    """체크섬이 든 파일. 받다가 상하면 브라우저가 알아챈다."""
    content = save(tensors)
    content = content[8 + int.from_bytes(content[:8], "little") :]
    about = about | {"sha256": hashlib.sha256(content).hexdigest()}
    return save(tensors, {"model": json.dumps(about, ensure_ascii=False)})
