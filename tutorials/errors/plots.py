# %% [markdown]
# ---
# description: matplotlib으로 이미지와 곡선을 그리다가 만나는 한글 깨짐, 음수 부호, 하얗거나 까만 그림, 모양과 색의 오류를 내 보고 고친다.
# date: 2026-11-28
# ---
# # 그림
#
# matplotlib으로 그리다가 나는 오류와, 오류 없이 이상하게 나온 그림을 모았다. 경고는 이 페이지에 실리도록 모아서 출력한다.

# %%
import contextlib
import importlib.util
import io
import os
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager
from snippets.datasets import load_mnist

(x_train, _), _ = load_mnist()
digit = x_train[0]  # (28, 28), uint8
rng = np.random.default_rng(0)
plt.close(plt.figure())  # 노트북이 그릴 준비를 마치게 한다
plt.ioff()  # plt.show()를 부를 때에만 그림을 보인다


def complaints(draw, **settings):
    """그림을 메모리에만 그려 보고, matplotlib의 경고를 모아 돌려준다."""
    with (
        warnings.catch_warnings(record=True) as caught,
        contextlib.redirect_stderr(io.StringIO()),
        plt.rc_context(settings),
    ):
        warnings.simplefilter("always")
        figure, ax = plt.subplots()
        draw(ax)
        figure.canvas.draw()
        plt.close(figure)
    return sorted({str(it.message) for it in caught})


# %% [markdown]
# ## 한글이 네모로 나온다: `missing from font(s) DejaVu Sans.`
#
# 기본 글꼴 DejaVu Sans에는 한글이 없다. 글자마다 `Glyph 번호 (이름) missing from font(s)`라는 경고가 나오고 그 자리에 네모가 그려진다. 인코딩의
# 문제가 아니므로 파일을 UTF-8로 바꾸어도 그대로이다.

# %%
for warning in complaints(lambda ax: ax.set_title("정확도")):
    print("UserWarning:", warning)

# %% [markdown]
# 고친 코드. 한글 글꼴 파일을 등록하고 그 이름을 적는다. `koreanize-matplotlib` 패키지에 나눔고딕이 들어 있어 어느 운영 체제에서나 같다. 이 사이트의
# `plotting.use_style()`이 하는 일이다.

# %%
from snippets import plotting

plotting.use_style()
assert complaints(lambda ax: ax.set_title("정확도")) == []
print("글꼴:", plt.rcParams["font.family"])

# %% [markdown]
# ## 글꼴을 적었는데 찾지 못한다: `findfont: Font family`
#
# `plt.rc("font", family="Malgun Gothic")`은 이름만 적을 뿐 글꼴을 설치하지 않는다. 맑은 고딕은 Windows에만 있으므로 Colab이나 리눅스, macOS에서는
# `findfont: Font family 'Malgun Gothic' not found.`가 나오고 다시 DejaVu Sans로 그린다. 설정하는 줄에서는 예외가 나지 않는다. 그릴 때 나온다. 아래에서는 어디에도 없는
# 이름을 적었다.

# %%
said = io.StringIO()
with (
    contextlib.redirect_stderr(said),
    plt.rc_context({"font.family": "Nowhere Gothic"}),
):
    figure = plt.figure()
    figure.text(0, 0, "accuracy")
    figure.canvas.draw()
    plt.close(figure)
print(*set(said.getvalue().splitlines()))  # 같은 말을 되풀이하므로 한 번만 적는다

# %% [markdown]
# 고친 코드. 있는 글꼴의 이름을 찾아 그 가운데에서 고른다. 이름은 파일 이름이 아니라 글꼴 안에 적힌 것이다. `found`가 비어 있으면 `findfont`는 사라져도 한글은 여전히 네모이다. 그때에는 글꼴을 내려받아 파일을 등록한다.

# %%
installed = {font.name for font in font_manager.fontManager.ttflist}
wanted = ["Malgun Gothic", "AppleGothic", "NanumGothic"]
found = [name for name in wanted if name in installed]
print("이 페이지에서 쓸 수 있는 글꼴:", "NanumGothic" in found)
with plt.rc_context({"font.family": ["DejaVu Sans", *found]}):
    assert complaints(lambda ax: ax.set_title("정확도")) == []

# %% [markdown]
# ## 음수 부호가 네모로 나온다: `Glyph 8722 (\N{MINUS SIGN}) missing`
#
# 눈금의 음수 부호는 빼기표(−, U+2212)인데 나눔고딕에는 그 글자가 없다. 흔히 `axes.unicode_minus`를 `False`로 두라고 한다. 눈금은 고쳐지지만, 제목에 적은
# 빼기표는 여전히 네모이다.

# %%
only = {"font.family": "NanumGothic"}
print("눈금:", complaints(lambda ax: ax.set_xlim(-1, 1), **only))
only["axes.unicode_minus"] = False
assert complaints(lambda ax: ax.set_xlim(-1, 1), **only) == []
print("제목:", complaints(lambda ax: ax.set_title("x = −3"), **only))

# %% [markdown]
# 고친 코드. 글꼴을 둘 적는다. 앞의 글꼴에 없는 글자는 뒤의 글꼴로 그리므로 눈금과 제목이 모두 나온다.

# %%
both = {"font.family": ["DejaVu Sans", "NanumGothic"]}
assert complaints(lambda ax: ax.set_xlim(-1, 1), **both) == []
assert complaints(lambda ax: ax.set_title("정확도 x = −3"), **both) == []
print("경고 없음")

# %% [markdown]
# ## 글꼴 목록을 새로 만들 수 없다: `module 'matplotlib.font_manager' has no attribute '_rebuild'`
#
# 글꼴을 설치한 다음 `_rebuild()`를 부르라는 옛 글의 코드이다. 밑줄로 시작하는 이 함수는 없어졌다.

# %% raises="module 'matplotlib.font_manager' has no attribute '_rebuild'"
font_manager._rebuild()

# %% [markdown]
# 고친 코드. 설치하거나 내려받은 글꼴 **파일의 경로**를 `addfont`에 주고, `font.family`에 그 이름을 적는다. 캐시를 지우거나 다시 시작하지 않아도 되지만, 파이썬을 새로 띄울 때마다 다시 등록한다. 여기서는 `koreanize-matplotlib` 안의 파일을 쓴다.

# %%
package = Path(importlib.util.find_spec("koreanize_matplotlib").origin).parent
path = package / "fonts" / "NanumGothic.ttf"
font_manager.fontManager.addfont(path)
assert "NanumGothic" in {font.name for font in font_manager.fontManager.ttflist}
print("등록한 파일:", path.name)

# %% [markdown]
# ## 특성 맵을 통째로 그렸다: `Invalid shape`, `for image data`
#
# `imshow`가 받는 모양은 (높이, 너비)이거나 채널이 1, 3, 4개인 (높이, 너비, 채널)이다. 배치 축이 남은 (1, 28, 28, 1), 채널이 앞에 있는 (3, 28, 28), 특성 맵 32장인 (28, 28, 32)는
# 모두 이 메시지를 낸다. 축이 무엇인지는 [이미지는 배열이다](../concepts/image_arrays.ipynb#합성곱-층이-받는-모양-배치-높이-너비-채널)에 있다.

# %% raises="for image data"
feature_maps = rng.random((1, 26, 26, 32))
plt.imshow(feature_maps)

# %% [markdown]
# 고친 코드. 배치에서 한 장, 채널에서 하나를 고른다. `np.squeeze`는 길이가 1인 축만 없애므로 채널이 32개이면 도움이 되지 않는다. 여러 장을 그리는 법은
# [모델 들여다보기](../concepts/visualization.ipynb#훈련하는-동안의-특성-맵)에 있다.

# %%
assert np.squeeze(feature_maps).shape == (26, 26, 32)
one = feature_maps[0, :, :, 0]
assert plt.imshow(one).get_array().shape == (26, 26)
plt.close()
print("그린 배열:", one.shape)

# %% [markdown]
# ## 흑백 이미지가 보라색과 노란색으로 나온다: `cmap="gray"`
#
# 채널이 없는 배열에는 색이 없으므로 `imshow`는 값을 색으로 바꾸어 그린다. 기본은 보라에서 노랑으로 가는 viridis이다. 데이터가 잘못된 것이 아니며, 255로 나누어도
# 색은 그대로이다.

# %% alt="같은 숫자 5를 나란히 그린 두 그림. 왼쪽은 보라색 바탕에 노란 글씨이고 오른쪽은 검은 바탕에 흰 글씨이다."
with plt.rc_context({"image.cmap": "viridis"}):  # matplotlib의 기본값
    _, (left, right) = plt.subplots(1, 2, figsize=(5, 2.6))
    default = left.imshow(digit)
    gray = right.imshow(digit, cmap="gray")
left.set_title("cmap 없음")
right.set_title('cmap="gray"')
for ax in (left, right):
    ax.axis("off")
plt.show()

# %% [markdown]
# 고친 코드. 오른쪽처럼 `cmap="gray"`를 적는다. 두 그림의 배열은 같다.

# %%
assert default.get_cmap().name == "viridis" and gray.get_cmap().name == "gray"
assert np.array_equal(default.get_array(), gray.get_array())
print("색만 다르다:", default.get_cmap().name, gray.get_cmap().name)

# %% [markdown]
# ## 색 지도의 이름이 틀렸다: `is not a valid value for cmap`
#
# 이름은 대소문자를 가린다. `"grayscale"`이나 `"Gray"`는 없고, `"Grays"`는 있지만 흰색과 검은색이 거꾸로이다.

# %% raises="is not a valid value for cmap"
plt.imshow(digit, cmap="grayscale")

# %% [markdown]
# 고친 코드. `"gray"`는 0을 검게, `"Grays"`는 0을 희게 그린다.

# %%
plt.close()
for name in ("gray", "Grays"):
    red, green, blue, _ = plt.get_cmap(name)(0)
    print(f"{name:6} 가장 작은 값의 색 ({red:.0f}, {green:.0f}, {blue:.0f})")
assert plt.get_cmap("gray")(0)[0] == 0 and plt.get_cmap("Grays")(0)[0] == 1

# %% [markdown]
# ## 컬러 이미지가 하얗게 나온다: `Clipping input data to the valid range for imshow with RGB data`
#
# 컬러 이미지가 실수이면 `imshow`는 0–1로 읽고 1보다 큰 값을 모두 1로 자른다. 정수이면 0–255로 읽고 벗어난 값을 자른다. `astype("float32")`만 하고 255로 나누지 않으면 거의 하얗다. 음수가 있는 표준화한
# 이미지에서도 나온다.

# %% tags=["stderr"]
photo = rng.integers(0, 256, (8, 8, 3)).astype("float32")  # 0–255인 실수
clipped = plt.imshow(photo).get_array()
plt.close()
print(
    "그린 값의 최댓값:",
    clipped.max(),
    "1인 값의 비율:",
    f"{(clipped == 1).mean():.0%}",
)

# %% [markdown]
# 고친 코드. 255로 나누거나 `uint8`로 되돌린다. 표준화한 이미지는 평균과 표준편차로 되돌린 다음 그린다. 왜 그런지는 [이미지는
# 배열이다](../concepts/image_arrays.ipynb#정수-0255와-실수-01)에 있다.

# %% tags=["stderr"]
scaled = plt.imshow(photo / 255).get_array()
plt.close()
np.testing.assert_allclose(scaled, photo / 255)
np.testing.assert_array_equal(photo.astype("uint8"), photo)

# %% [markdown]
# ## 그림이 새까맣다: `astype("uint8")`
#
# 0–1로 나눈 이미지를 정수로 바꾸면 소수점 아래를 버려 1이 아닌 값이 모두 0이 된다. 예외도 경고도 없다. 컬러이면 `imshow`가 0–255로 읽으므로 남은 1도
# 까맣다.

# %%
floats = np.dstack([digit] * 3) / 255  # (28, 28, 3), 0–1
black = floats.astype("uint8")
print("남은 값:", np.unique(black), "0이 아닌 비율:", f"{(black > 0).mean():.1%}")
assert black.max() <= 1

# %% [markdown]
# 고친 코드. 먼저 255를 곱하고 반올림한 다음 바꾼다.

# %%
back = (floats * 255).round().astype("uint8")
assert np.array_equal(back, np.dstack([digit] * 3))
print("되돌린 값의 최댓값:", back.max())

# %% [markdown]
# ## 배열이 아니라 파일 이름을 넘겼다: `Image data of dtype`
#
# `imshow`는 파일을 열지 않는다. 글자를 주면 `Image data of dtype <U… cannot be converted to float`가 난다. `None`이나 `Path`, `dtype=object`로 만든 배열을 주면 `<U…` 자리에 `object`가 나온다. OpenCV의 `imread`는 파일이 없으면 예외 없이 `None`을 주므로 그 다음 줄에서 이 오류를 만난다.

# %% raises="cannot be converted to float"
plt.imshow("digit.png")

# %% [markdown]
# 고친 코드. 먼저 파일을 읽는다. 파일이 없으면 여기에서 멈춘다.

# %%
plt.close()
plt.imsave("digit.png", digit, cmap="gray")
image = plt.imread("digit.png")  # (28, 28, 4), 0–1
shown = plt.imshow(image)
plt.close()
assert shown.get_array().shape == (28, 28, 4)
print("읽은 배열:", image.shape, image.dtype)

# %% [markdown]
# ## 칸이 두 줄인 그림: `'numpy.ndarray' object has no attribute 'imshow'`
#
# `plt.subplots(2, 5)`가 주는 `axes`는 (2, 5) 배열이라, `axes[0]`은 칸 하나가 아니라 한 줄이다.

# %% raises="'numpy.ndarray' object has no attribute 'imshow'"
figure, axes = plt.subplots(2, 5)
for i in range(10):
    axes[i].imshow(x_train[i])

# %% [markdown]
# 고친 코드. `axes.flat`은 칸을 한 줄로 늘어놓는다.

# %%
plt.close("all")
figure, axes = plt.subplots(2, 5)
for ax, image in zip(axes.flat, x_train[:10], strict=True):
    ax.imshow(image, cmap="gray")
assert all(len(ax.images) == 1 for ax in axes.flat)
plt.close()
print("그린 칸:", axes.size)

# %% [markdown]
# ## 칸이 하나뿐인 그림: `'Axes' object is not subscriptable`
#
# 칸이 하나이면 `plt.subplots`는 배열이 아니라 칸 그 자체를 준다. 그래서 열 장일 때 되던 코드가 한 장에서 멈춘다.

# %% raises="'Axes' object is not subscriptable"
count = 1
figure, axes = plt.subplots(1, count)
axes[0].imshow(digit)

# %% [markdown]
# 고친 코드. `squeeze=False`를 주면 칸이 몇 개이든 2차원 배열이다.

# %%
plt.close()
figure, axes = plt.subplots(1, count, squeeze=False)
axes[0, 0].imshow(digit, cmap="gray")
assert axes.shape == (1, 1)
plt.close()
print("axes의 모양:", axes.shape)

# %% [markdown]
# ## 손실 곡선의 길이가 다르다: `x and y must have same first dimension`
#
# 에포크의 수를 손으로 적었는데 조기 종료가 먼저 멈추었다. 기록의 길이는 실제로 훈련한 에포크의 수이다.

# %% raises="x and y must have same first dimension"
epochs, losses = 20, [1.2, 0.8, 0.7, 0.72]  # 네 에포크 만에 멈추었다
plt.plot(range(epochs), losses)

# %% [markdown]
# 고친 코드. 기록에서 길이를 잰다. `history.epoch`에도 에포크의 번호가 있다.

# %%
plt.close()
(curve,) = plt.plot(range(1, len(losses) + 1), losses)
assert len(curve.get_xdata()) == len(losses)
plt.close()
print("그린 점:", len(losses))

# %% [markdown]
# ## 창이 뜨지 않는다: `FigureCanvasAgg is non-interactive, and thus cannot be shown`
#
# `Agg`는 파일에만 그리는 방식이라 `plt.show()`가 창을 띄우지 못한다. 창을 띄우는 라이브러리가 없으면 matplotlib이 스스로 `Agg`를 고른다. `tkinter`가 없는 파이썬(우분투에서 `python3-tk`를 설치하지 않은 것 따위)에서 흔하다. 화면이 없는 리눅스 서버에서는 이 경고조차 나오지 않고 아무 일도 일어나지 않는다. 오류를 없애려고 `matplotlib.use("Agg")`를 적어 둔 코드도 같다. 아래는 다른 파이썬에서 실행한 스크립트의 표준 오류이다.

# %%
script = """
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()
"""
screen = {**os.environ, "DISPLAY": ":0"}  # 화면이 있는 컴퓨터인 척한다
ran = subprocess.run(
    [sys.executable, "-c", script], env=screen, capture_output=True, text=True
)
line = next(line for line in ran.stderr.splitlines() if "FigureCanvasAgg" in line)
print(line[line.index("UserWarning") :])

# %% [markdown]
# 고친 코드. 화면이 없는 곳에서는 파일로 저장한다. 창을 보려면 `matplotlib.use` 줄을 지우고 `pip install pyqt6`으로 창을 띄우는 라이브러리를 설치한다(이 페이지는 창을
# 띄우지 못하므로 그것은 실행하지 않았다). 노트북에서는 `matplotlib.use` 줄을 지우고 커널을 다시 시작한다. 다시 시작하지 않으려면 `%matplotlib inline`을 실행한다.

# %%
saving = script.replace("plt.show()", 'plt.savefig("curve.png")')
ran = subprocess.run(
    [sys.executable, "-c", saving], env=screen, capture_output=True, text=True
)
assert "FigureCanvasAgg" not in ran.stderr and ran.returncode == 0
print("저장한 그림:", plt.imread("curve.png").shape)

# %% [markdown]
# ## 저장한 그림이 하얗다: `plt.savefig`
#
# `plt.show()` 다음에 `plt.savefig`를 불렀다. 노트북에서는 그림을 보인 다음 닫으므로, 저장하는 것은 새로 만든 빈 그림이다. 예외는 나지 않는다.

# %% alt="손실 0.9, 0.5, 0.3을 이은 꺾은선 그림"
plt.plot([0.9, 0.5, 0.3])
plt.show()
plt.savefig("blank.png")
saved = plt.imread("blank.png")[:, :, :3]
plt.close()
print("흰색이 아닌 픽셀:", int((saved < 1).any(axis=2).sum()))
assert (saved == 1).all()

# %% [markdown]
# 고친 코드. 먼저 저장하고 나중에 보인다. 그림을 변수에 담아 두었으면 `figure.savefig`는 순서를 가리지 않는다.

# %%
figure, ax = plt.subplots()
ax.plot([0.9, 0.5, 0.3])
plt.close(figure)  # 보이고 닫은 뒤라도
figure.savefig("drawn.png")
saved = plt.imread("drawn.png")[:, :, :3]
assert (saved < 1).any()
print("그림이 담겼는가:", bool((saved < 1).any()))

# %% [markdown]
# ## 범례가 비었다: `No artists with labels found to put in legend.`
#
# `label`을 적지 않고 `legend()`를 불렀다. 경고만 나오고 빈 상자가 그려진다. `legend()`를 `plot`보다 먼저 불러도 같다.

# %%
for warning in complaints(lambda ax: (ax.plot([0.9, 0.5]), ax.legend())):
    print("UserWarning:", warning)

# %% [markdown]
# 고친 코드. 선마다 `label`을 적고 `legend()`는 마지막에 부른다.

# %%
assert complaints(lambda ax: (ax.plot([0.9, 0.5], label="손실"), ax.legend())) == []
print("경고 없음")

# %% [markdown]
# ## 스타일의 이름이 없다: `is not a valid package style`
#
# 옛 글의 `plt.style.use("seaborn")`이다. matplotlib 3.6에서 `seaborn-v0_8`이라는 새 이름이 생기고 3.8에서 옛 이름이 없어졌다. seaborn을 설치해도 고쳐지지 않는다.

# %% raises="is not a valid package style"
plt.style.use("seaborn-whitegrid")

# %% [markdown]
# 고친 코드. 바뀐 이름을 적는다. 이 스타일은 글꼴도 바꾸므로 한글 글꼴은 그 다음에 정한다.

# %%
with plt.style.context("seaborn-v0_8-whitegrid"):
    print("font.family:", plt.rcParams["font.family"])
    plotting.use_style()
    assert complaints(lambda ax: ax.set_title("정확도")) == []

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. 커널과 특성 맵을 그리는 법은 [모델
# 들여다보기](../concepts/visualization.ipynb)에서 다룬다.
