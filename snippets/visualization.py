"""모델이 배운 것을 그리기: 커널, 특성 맵, 지나는 길, 훈련 곡선, 혼동 행렬, Grad-CAM."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from snippets import plotting

KOREAN = {"loss": "손실", "accuracy": "정확도"}


def kernel_grid(kernels: np.ndarray, titles: Sequence[str] = (), columns: int = 8) -> None:
    """커널을 격자로 그린다. 모든 칸이 눈금 하나를 함께 쓰고, 0은 흰색, 양수는 붉은색, 음수는 푸른색이다.

    Args:
        kernels: 커널. (height, width, count).
        titles: 커널마다 위에 적을 말. 없으면 적지 않는다.
        columns: 한 줄에 놓을 커널 수.
    """
    plotting.image_grid(np.moveaxis(kernels, -1, 0), titles, columns, legend="가중치", signed=True)


def feature_map_grid(maps: np.ndarray, titles: Sequence[str] = (), columns: int = 8) -> None:
    """특성 맵을 격자로 그린다. 모든 칸이 눈금 하나를 함께 쓰고, 밝을수록 반응이 세다.

    Args:
        maps: 이미지 한 장의 특성 맵. (height, width, channels).
        titles: 특성 맵마다 위에 적을 말. 없으면 적지 않는다.
        columns: 한 줄에 놓을 특성 맵 수.
    """
    plotting.image_grid(np.moveaxis(maps, -1, 0), titles, columns, legend="반응의 세기")


def through_layers(model: Any, image: np.ndarray, names: Sequence[str]) -> None:
    """이미지 한 장이 모델을 지나는 길을 그린다. 층마다 반응이 가장 센 특성 맵 하나와, 끝의 확률이다.

    Args:
        model: 종류마다의 확률을 내는, 층을 한 줄로 쌓은 Keras 모델.
        image: 이미지 한 장. (height, width, channels).
        names: 종류의 이름.
    """
    import keras

    layers = [it for it in model.layers if type(it).__name__ != "InputLayer" and len(it.output.shape) == 4]
    outputs = [layer.output for layer in layers]
    *maps, probabilities = keras.Model(model.inputs[0], [*outputs, model.outputs[0]])(image[np.newaxis])
    # 세 장씩 놓아, 좁은 화면에서도 제목이 읽히게 한다.
    places = [str(i) for i in range(len(maps) + 1)] + ["."] * (-(len(maps) + 1) % 3)
    grid = [places[i : i + 3] for i in range(0, len(places), 3)]
    ratios = [1] * len(grid) + [1.2]
    _, axes = plt.subplot_mosaic([*grid, ["확률"] * 3], figsize=(5, 1.6 * sum(ratios)), height_ratios=ratios)
    shown = {"입력": image} | {
        f"{type(layer).__name__}\n{each.shape[1]}×{each.shape[2]}, {each.shape[3]}장": each.numpy()[0]
        for layer, each in zip(layers, maps, strict=True)
    }
    for ax, (title, each) in zip(axes.values(), shown.items(), strict=False):
        ax.imshow(each[:, :, each.max(axis=(0, 1)).argmax()])
        ax.set_title(title, fontsize=9)
        ax.axis("off")
    axes["확률"].bar(names, probabilities.numpy()[0])
    axes["확률"].set(ylabel="확률", ylim=(0, 1))
    axes["확률"].tick_params("x", labelsize=9, rotation=60 if max(map(len, names)) > 1 else 0)
    plt.show()


def curves(history: Mapping[str, Sequence[float]], names: Sequence[str] = ("loss", "accuracy")) -> None:
    """에포크에 따른 훈련과 검증의 값을 그린다. 검증 손실이 가장 낮은 에포크에 세로줄을 긋는다.

    Args:
        history: `History.history`. 이름마다 에포크 수만큼의 값이 있고, 검증의 이름은 `val_`로 시작한다.
        names: 그릴 값의 이름. 값마다 그래프 한 장을 나란히 그린다.

    Raises:
        ValueError: 그릴 값이 기록에 없을 때.
    """
    if missing := [name for name in names if name not in history]:
        raise ValueError(f"기록에 {', '.join(missing)}이 없다. 있는 것: {', '.join(history)}")
    _, axes = plt.subplots(1, len(names), figsize=(3.7 * max(len(names), 1.7), 3), squeeze=False)
    for ax, name in zip(axes.flat, names, strict=True):
        epochs = range(1, len(history[name]) + 1)
        ax.plot(epochs, history[name], "o-", label="훈련")
        if f"val_{name}" in history:
            ax.plot(epochs, history[f"val_{name}"], "s--", label="검증")
        if f"val_{name}" in history and "val_loss" in history:
            best = int(np.argmin(history["val_loss"])) + 1
            ax.axvline(best, color="gray", linestyle=":", label=f"검증 손실 최저: {best}")
        ax.set(xlabel="에포크", ylabel=KOREAN.get(name, name))
        ax.xaxis.get_major_locator().set_params(integer=True)
        ax.legend(fontsize=10)
    plt.show()


def confusion_heatmap(matrix: np.ndarray, names: Sequence[str], title: str = "") -> None:
    """혼동 행렬을 실제 종류마다 백분율로 바꾸어 그린다. 한 줄을 더하면 100이다.

    Args:
        matrix: 혼동 행렬. (num_classes, num_classes). 행이 실제, 열이 예측이다.
        names: 종류의 이름.
        title: 위에 적을 말.

    Raises:
        ValueError: 실제 이미지가 한 장도 없는 종류가 있을 때. 비율을 낼 수 없다.
    """
    if empty := [name for name, row in zip(names, matrix, strict=True) if not row.any()]:
        raise ValueError(f"실제 이미지가 한 장도 없는 종류가 있다: {', '.join(empty)}")
    share = 100 * matrix / matrix.sum(axis=1, keepdims=True)
    _, ax = plt.subplots(figsize=(5.6, 5))
    # 100 %에서도 색이 짙어지지 않게 해 어느 칸에서나 검은 숫자가 읽히게 한다.
    image = ax.imshow(share, cmap="Blues", vmin=0, vmax=160)
    for (row, column), value in np.ndenumerate(share):
        if value > 0.5:
            ax.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=9)
    ticks = range(len(names))
    ax.set_xticks(ticks, names, rotation=60, ha="right", rotation_mode="anchor")
    ax.set_yticks(ticks, names)
    ax.set(xlabel="예측", ylabel="실제", title=title)
    ax.grid(visible=False)
    bar = plt.colorbar(image, ax=ax, shrink=0.8, boundaries=np.arange(101), ticks=range(0, 101, 20))
    bar.set_label("실제 종류에 대한 비율 (%)")
    plt.show()


def grad_cam(
    model: Any, image: np.ndarray, layer: str, label: int, *, each_place: bool = False
) -> np.ndarray:
    """어느 자리가 그 종류의 점수를 높였는지를 어림한 지도를 만든다(Grad-CAM).

    특성 맵마다 "이 특성 맵이 커지면 점수가 얼마나 오르는가"를 자리에 대해 평균해 중요도로 삼고, 특성
    맵에 중요도를 곱해 모두 더한 뒤 음수를 0으로 바꾼다.

    Args:
        model: 소프트맥스를 거치기 전의 점수를 내는 Keras 모델.
        image: 이미지 한 장. (height, width, channels).
        layer: 특성 맵을 꺼낼 합성곱 층의 이름.
        label: 설명할 종류의 번호.
        each_place: 기울기를 평균하지 않고, 자리마다 그 자리의 기울기를 곱한다(HiResCAM).

    Returns:
        지도. (map_height, map_width). 0 이상이고, 클수록 그 종류의 점수를 많이 높였다고 어림한 자리이다.
        온통 0일 수도 있다.

    Raises:
        ValueError: 그런 이름의 층이 없을 때.

    출처: Selvaraju 외, Grad-CAM: Visual Explanations from Deep Networks (2017). 자리마다 곱하는 것은
    Draelos·Carin, Use HiResCAM instead of Grad-CAM (2020).
    """
    import keras
    import tensorflow as tf

    both = keras.Model(model.inputs[0], [model.get_layer(layer).output, model.outputs[0]])
    with tf.GradientTape() as tape:
        maps, scores = both(image[np.newaxis])  # (1, height, width, channels), (1, num_classes)
        score = scores[0, label]
    slopes = tape.gradient(score, maps).numpy()[0]  # 점수를 특성 맵의 값마다 미분한 것
    weights = slopes if each_place else slopes.mean(axis=(0, 1))  # (channels,)을 모든 자리에 곱한다
    return np.maximum((maps.numpy()[0] * weights).sum(axis=-1), 0)
