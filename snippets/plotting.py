"""모든 그림이 함께 쓰는 모양: 한글 글꼴, 색, 글자 크기."""

import importlib.util
import math
from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes

# Okabe·Ito (2008): 색각 이상이 있어도 서로 구별되는 색.
COLORS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]


def use_style() -> None:
    """앞으로 그릴 그림의 글꼴과 색을 정한다. 페이지마다 처음에 한 번 부른다.

    Raises:
        ModuleNotFoundError: 한글 글꼴을 담은 koreanize-matplotlib이 없을 때.
    """
    carrier = importlib.util.find_spec("koreanize_matplotlib")
    if carrier is None or carrier.origin is None:
        raise ModuleNotFoundError("한글 글꼴이 없다: pip install koreanize-matplotlib")
    for font in sorted(Path(carrier.origin).parent.glob("fonts/NanumGothic*.ttf")):
        font_manager.fontManager.addfont(font)
    plt.rcParams.update(
        {
            # 나눔고딕에는 빼기 기호(U+2212)가 없어 DejaVu Sans를 앞에 둔다.
            "font.family": ["DejaVu Sans", "NanumGothic"],
            "font.size": 11,
            "axes.prop_cycle": plt.cycler(color=COLORS),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.grid": True,
            "grid.alpha": 0.3,
            "figure.constrained_layout.use": True,
            "figure.figsize": (6.4, 3.6),
            "image.cmap": "gray",
            "image.interpolation": "nearest",
            "lines.linewidth": 2,
        }
    )


def image_grid(
    images: Sequence[np.ndarray],
    titles: Sequence[str] = (),
    columns: int = 5,
    *,
    legend: str = "",
    signed: bool = False,
) -> None:
    """이미지를 격자로 늘어놓는다. 모든 칸이 밝기의 눈금 하나를 함께 쓴다.

    Args:
        images: 이미지. 각각 (height, width) 또는 (height, width, 1).
        titles: 이미지마다 위에 적을 말. 없으면 적지 않는다.
        columns: 한 줄에 놓을 이미지 수.
        legend: 격자 아래에 그릴 눈금의 이름. 없으면 그리지 않는다.
        signed: 0을 흰색으로 두고 양수와 음수를 두 색으로 나눈다.

    Raises:
        ValueError: 이미지가 한 장도 없을 때.
    """
    if len(images) == 0:
        raise ValueError("images가 비어 있다. 늘어놓을 이미지가 한 장은 있어야 한다.")
    rows = math.ceil(len(images) / columns)
    side = 8 / columns if columns > 5 else 1.28  # 좁은 화면에서도 한 줄이 다 보이게 한다
    step, below = side + (0.27 if titles else 0.02), 0.75 if legend else 0
    size = np.array([side * columns, rows * step + below])  # 인치
    # 자리를 스스로 정하면, 배치를 찾는 계산(constrained layout)을 하지 않아도 된다.
    figure = plt.figure(figsize=size, layout="none")
    low, high = min(np.min(image) for image in images), max(np.max(image) for image in images)
    scale = {"vmin": low, "vmax": high}
    if signed:
        largest = max(abs(low), abs(high))
        scale = {"vmin": -largest, "vmax": largest, "cmap": "RdBu_r"}
    for i, image in enumerate(images):
        row, column = divmod(i, columns)
        corner = np.array([column * side, size[1] - row * step - step]) + 0.03
        ax = figure.add_axes([*corner / size, *(side - 0.06) / size])
        ax.axis("off")
        shown = ax.imshow(np.squeeze(image), **scale)
        if titles:
            ax.set_title(titles[i], fontsize=10, pad=3)
    if legend:
        place = figure.add_axes([0.03 / size[0], 0.5 / size[1], 1 - 0.06 / size[0], 0.12 / size[1]])
        bar = figure.colorbar(shown, cax=place, orientation="horizontal")
        bar.set_label(legend)
    plt.show()


def number_grid(ax: Axes, values: np.ndarray, title: str, digits: int = 0) -> None:
    """작은 배열을 칸마다 값이 적힌 격자로 그린다. 음수가 있으면 0을 흰색으로 두고 두 색으로 나눈다.

    Args:
        ax: 그릴 자리.
        values: 값. (height, width).
        title: 위에 적을 말.
        digits: 소수점 아래 자릿수.
    """
    largest = max(float(np.abs(values).max()), 1e-9)
    signed = bool(values.min() < 0)
    # 가장 큰 값도 색이 옅게 남도록 눈금을 넓혀, 어느 칸에서나 검은 숫자가 읽히게 한다.
    scale = {
        "cmap": "RdBu_r" if signed else "Blues",
        "vmin": -2 * largest if signed else 0,
        "vmax": 2 * largest,
    }
    ax.imshow(values, **scale)
    for (row, column), value in np.ndenumerate(values):
        ax.text(column, row, f"{value + 0.0:.{digits}f}", ha="center", va="center", fontsize=10)
    ax.set(title=title)
    ax.set_xticks(np.arange(-0.5, values.shape[1]), labels=[])
    ax.set_yticks(np.arange(-0.5, values.shape[0]), labels=[])
    ax.grid(visible=True, color="gray", alpha=0.5)
    ax.tick_params(length=0)
