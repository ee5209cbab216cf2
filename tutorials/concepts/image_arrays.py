# %% [markdown]
# ---
# description: 흑백, 컬러, 투명 이미지가 어떤 모양과 자료형의 배열인지 직접 뜯어보고, 합성곱 층이 받는 모양으로 바꾼다.
# date: 2026-11-22
# ---
# # 이미지는 배열이다
#
# 사진 같은 이미지를 컴퓨터에서 열면 숫자를 격자로 늘어놓은 **배열**(array)이 된다. 격자의 칸 하나를 **픽셀**(pixel)이라 한다. 사진 한 장을 열어 축마다 무엇이 놓였는지, 숫자의 범위가
# 무엇을 뜻하는지 확인하고, 합성곱 층이 받는 모양으로 바꾸어 본다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 흑백, 컬러, 투명 이미지의 모양은 각각 어떻게 다른가
#     - 정수 0–255와 실수 0–1은 무엇이 다르고 왜 나누는가
#     - 정수 픽셀을 그냥 더하면 왜 틀린 값이 나오는가
#     - (배치, 높이, 너비, 채널)에서 채널이 하나여도 축을 두는 까닭은 무엇인가

# %%
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_sample_image
from snippets import plotting

plotting.use_style()

# %% [markdown]
# ## 컬러 이미지: (높이, 너비, 3)
#
# scikit-learn에 들어 있는 사진을 연다. 첫 축은 위에서 아래로 세는 **높이**(height), 둘째 축은 왼쪽에서 오른쪽으로 세는
# **너비**(width), 셋째 축은 색을 나누어 담는 **채널**(channel)이다. 그 축의 한 자리도 채널이라 한다.

# %%
photo = load_sample_image("china.jpg")
print(
    "모양",
    photo.shape,
    "자료형",
    photo.dtype,
    "범위",
    photo.min(),
    "–",
    photo.max(),
)
print("왼쪽 위 픽셀의 빨강, 초록, 파랑:", photo[0, 0])

# %% [markdown]
# 자료형 `uint8`은 부호가 없는 8비트 정수이다. 8비트로 적을 수 있는 수는 $2^8 = 256$가지이므로 값은 0부터 255까지이다. 픽셀마다
# 세 채널에 1바이트씩 쓰니, 사진 한 장이 차지하는 메모리는 높이 × 너비 × 3바이트이다.

# %%
height, width, channels = photo.shape
assert photo.nbytes == height * width * channels
print(f"{height} × {width} × {channels} = {photo.nbytes:,}바이트")

# %% [markdown]
# 채널을 하나씩 떼어 내면 (높이, 너비) 모양의 **흑백**(grayscale) 이미지가 된다. 밝은 곳은 그 색이 많이 들어 있는 곳이다.
# 하늘은 파랑 채널에서 가장 밝다.

# %% card=1 alt="사진과 그 채널 세 개. 왼쪽 위는 중국식 누각을 찍은 컬러 사진이고 나머지는 빨강, 초록, 파랑 채널을 흑백으로 나타낸 것이다. 하늘은 파랑 채널에서 가장 밝다."
sky = photo[:100].mean(axis=(0, 1))  # 위쪽 100줄의 채널별 평균
assert sky.argmax() == 2
fig, axes = plt.subplots(2, 2, figsize=(6.4, 4.6))
axes[0, 0].imshow(photo)
axes[0, 0].set_title(f"컬러 {photo.shape}")
for ax, name, channel in zip(
    axes.flat[1:], ("빨강", "초록", "파랑"), range(3), strict=True
):
    ax.imshow(photo[:, :, channel], vmin=0, vmax=255)
    ax.set_title(f"{name} 채널 {photo[:, :, channel].shape}")
for ax in axes.flat:
    ax.axis("off")
plt.show()

# %% [markdown]
# ## 흑백 이미지: (높이, 너비)
#
# 흑백 이미지는 픽셀마다 값이 하나뿐이어서 흔히 채널 축 없이 저장한다. 컬러를 흑백으로 바꿀 때는 보통 세 채널을 똑같이 평균하지 않고, 사람 눈이 초록에 가장
# 민감한 만큼 초록에 무게를 더 둔다. 아래 비율은 텔레비전 표준 ITU-R BT.601이 정한 밝기(luma)의 비율이다. 그림의 위
# 줄은 빨강, 초록, 파랑 네모를 나란히 놓은 것이다. 평균하면 셋이 똑같은 회색이 되지만, 이 비율로는 초록이 가장 밝다.

# %% alt="빨강, 초록, 파랑 네모와 사진을 흑백으로 바꾼 그림 네 장. 세 채널의 평균에서는 세 네모의 밝기가 같고, 밝기 비율로 섞으면 초록이 가장 밝고 파랑이 가장 어둡다. 사진은 두 방법이 거의 같아 보인다."
weights = np.array([0.299, 0.587, 0.114])
assert np.isclose(weights.sum(), 1)
luma = photo @ weights  # (427, 640, 3) · (3,) → (427, 640)
print("컬러", photo.shape, "→ 흑백", luma.shape, luma.dtype)
pure = np.eye(3)[np.newaxis] * 255  # (1, 3, 3): 빨강, 초록, 파랑
assert (pure.mean(axis=2) == 85).all() and (pure @ weights)[0].argmax() == 1
fig, axes = plt.subplots(2, 2, figsize=(6.4, 3.4), height_ratios=[1, 2.4])
for row, color in zip(axes, (pure, photo), strict=True):
    for ax, image in zip(row, (color.mean(axis=2), color @ weights), strict=True):
        ax.imshow(image, vmin=0, vmax=255)
        ax.axis("off")
axes[0, 0].set_title("세 채널의 평균")
axes[0, 1].set_title("밝기 비율")
plt.show()

# %% [markdown]
# ## 투명한 이미지: (높이, 너비, 4)
#
# PNG처럼 투명도를 담을 수 있는 형식에서는 이미지에 네 번째 채널 **알파**(alpha)를 둘 수 있다. 알파는 픽셀이 얼마나 불투명한지를 나타낸다. 0이면 완전히 비치고 255이면 전혀 비치지 않는다.
# 화면에 나타나는 색은 알파의 비율로 앞의 색과 뒤의 색을 섞은 것이다.

# %% alt="오른쪽으로 갈수록 투명해지는 사진을 흰 바탕과 남색 바탕 위에 놓은 두 장. 오른쪽 끝에서는 바탕색만 보인다."
# 왼쪽에서 오른쪽으로 옅어진다. astype은 소수점 아래를 버리므로 먼저 반올림한다
alpha = np.linspace(255, 0, width).round().astype("uint8")
see_through = np.dstack([photo, np.broadcast_to(alpha, (height, width))])
print("RGB", photo.shape, "→ RGBA", see_through.shape)
fig, axes = plt.subplots(1, 2, figsize=(6.4, 2.6))
for ax, background in zip(axes, ([255, 255, 255], [34, 64, 95]), strict=True):
    share = see_through[:, :, 3:] / 255  # (427, 640, 1)
    blended = share * see_through[:, :, :3] + (1 - share) * np.array(background)
    ax.imshow(blended.round().astype("uint8"))
    ax.set_title(f"바탕 {background}")
    ax.axis("off")
plt.show()

# %% [markdown]
# ## 정수 0–255와 실수 0–1
#
# 저장할 때는 정수가 알맞다. 값 하나에 1바이트면 되어 메모리를 적게 쓴다. 계산할 때는 실수가 알맞다. 정수 픽셀끼리 더한 값이 255를 넘으면 `uint8`에는 담기지 않아
# 0부터 다시 센다. 이를 **오버플로**(overflow)라 한다. NumPy는 배열끼리 계산할 때 이를 경고하지 않는다. 파이썬 정수와 계산할 때는
# NumPy 2가 그 정수를 먼저 배열의 자료형으로 바꾼다.

# %%
bright = np.array([200, 250], dtype="uint8")
print("uint8:  ", bright, "+ 100 =", bright + np.uint8(100))
print(
    "float32:", bright.astype("float32"), "+ 100 =", bright.astype("float32") + 100
)
assert (bright + np.uint8(100)).tolist() == [(200 + 100) % 256, (250 + 100) % 256]

# %% [markdown]
# 신경망에는 보통 255로 나누어 0–1로 맞춘 실수를 넣는다. 신경망의 층은 들어온 값마다 수를 곱해 모두 더하므로, 0–255를 그대로 넣으면 첫 층의 합이 너무 커진다. 그러면 무슨 일이 생기는지는
# [텐서플로 기초](../posts/tensorflow_basics.ipynb#층-쌓기)에서 잰다. 정수 배열을 나누면 값 하나에 8바이트를 쓰는 float64 배열이 되므로,
# 먼저 4바이트인 `float32`로 바꾸면(`astype("float32")`) 메모리를 절반만 쓴다.

# %%
scaled_64 = photo / 255
scaled_32 = photo.astype("float32") / 255
for name, array in (
    ("uint8", photo),
    ("바로 나누기", scaled_64),
    ("float32로 나누기", scaled_32),
):
    print(
        f"{name:14} {array.dtype!s:8} {array.nbytes:9,}바이트, {array.min():g}–{array.max():g}"
    )
assert scaled_64.nbytes == 2 * scaled_32.nbytes == 8 * photo.nbytes

# %% [markdown]
# 값의 범위는 자료형과 짝이 맞아야 한다. matplotlib의 `imshow`는 컬러 이미지가 정수이면 0–255로, 실수이면 0–1로 읽는다. 0–255를 그대로
# 실수로 바꾸어 넘기면 1보다 큰 값이 모두 1로 잘려 거의 하얗게 보인다. 이때 matplotlib은 값을 잘라 냈다고 경고한다(이 페이지에는 경고를 싣지 않는다).

# %% alt="같은 사진을 세 가지로 나타낸 그림. uint8과 0에서 1 사이의 실수는 같게 보이고, 255로 나누지 않은 실수는 거의 하얗다."
fig, axes = plt.subplots(1, 3, figsize=(7.2, 2.2))
not_scaled = photo.astype("float32")
cases = {
    "uint8 0–255": photo,
    "float32 0–1": scaled_32,
    "float32 0–255": not_scaled,
}
for ax, (title, image) in zip(axes, cases.items(), strict=True):
    shown = ax.imshow(image).get_array()
    ax.set_title(title)
    ax.axis("off")
assert not_scaled.max() == 255 and shown.max() == 1  # imshow가 잘라 냈다
plt.show()

# %% [markdown]
# ## 합성곱 층이 받는 모양: (배치, 높이, 너비, 채널)
#
# Keras의 `Conv2D`는 축이 넷인 배열을 받는다. 기본 설정에서는 이미지 여러 장을 묶은 **배치**(batch) 축이 맨 앞에, 채널 축이 맨 뒤에 있다. 흑백
# 이미지도 채널이 하나인 이미지로 다룬다. 다음 페이지에서 보듯 필터는 입력의 모든 채널을 본다. 채널 축을 늘 두면 이 규칙이 색이 있든 없든 그대로 통한다.

# %% tags=["source"]
from snippets.datasets import load_mnist

(x_train, _), _ = load_mnist()
one = x_train[0]
steps = {
    "MNIST 한 장": one,
    "채널 축을 붙임": one[:, :, np.newaxis],
    "배치 축을 붙임": one[np.newaxis, :, :, np.newaxis],
    "컬러 사진 한 장의 배치": photo[np.newaxis],
}
for name, array in steps.items():
    print(f"{array.shape!s:18} {name}")

# %%
from keras import layers

for array in (steps["배치 축을 붙임"], steps["컬러 사진 한 장의 배치"]):
    layer = layers.Conv2D(filters=8, kernel_size=3)
    maps = layer(array.astype("float32") / 255)
    print(f"{array.shape} → 커널 {layer.kernel.shape} → {tuple(maps.shape)}")

# %% [markdown]
# 출력의 "커널"은 층이 가진 모든 필터를 담은 배열이다. 네 수는 (높이, 너비, 입력 채널, 필터)이고, 셋째 수가 입력의 채널 수를 따른다. 커널과 필터가 무엇인지,
# 28이 왜 26이 되는지는 다음 페이지에서 본다.
#
# 축이 하나라도 모자라면 층은 예외를 낸다. 한 장만 넣을 때 배치 축을 빠뜨리기 쉽다. 메시지에 기대한 축의 수와 받은 모양이 적혀
# 있다([오류 사전](../errors/shapes.ipynb#채널-축이-없다-expected-min_ndim4-found-ndim3)).
# `x_train[0]`은 배치 축을 없애지만 `x_train[:1]`은 길이 1로 남긴다. 다만 MNIST에는 채널 축도 없으므로 `x_train[:1, :, :, np.newaxis]`라고 적는다.

# %% raises="expected min_ndim=4, found ndim=3"
without_batch = one[:, :, np.newaxis].astype("float32")  # (28, 28, 1)
layers.Conv2D(filters=8, kernel_size=3)(without_batch)

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 값이 몇 개인지부터 센다.

# %% tags=["exercise"]
from snippets.exercises import Problem, drawn, exercise, mixed
from snippets.problems import image_bytes

small = {"images": (10, 20, 50, 100), "side": (10, 20, 50, 100)}
first = image_bytes(images=20, side=100, channels=3)
exercise(
    "batch-bytes",
    first,
    ["값의 수는 장수 × 높이 × 너비 × 채널이다.", "32비트는 몇 바이트인가?"],
    drawn(image_bytes, **small, channels=(1, 3)),
)

# %% [markdown]
# ??? success "답 보기"
#
#     값마다 4바이트이다. `uint8`로 저장할 때의 네 배이다.

# %% tags=["boxed", "hidden"]
print(first.why)

# %% [markdown]
# **2.** 움직임을 찾으려고, 뒤에 찍은 장면에서 앞에 찍은 장면을 뺐다.

# %% tags=["exercise"]


def difference(before, now):
    """두 장면의 차이를 uint8로 구하는 문제."""
    before, now = (np.array(it, dtype="uint8") for it in (before, now))
    exact = now.astype(int) - before
    wrong = "0보다 작아지면 255부터 거꾸로 센다"
    return Problem(
        now - before,
        {
            f"uint8에는 음수를 담을 수 없다. {wrong}.": exact,
            f"음수가 0으로 잘리지 않는다. {wrong}.": exact.clip(0),
            f"부호만 떼어 낸 값이다. {wrong}.": np.abs(exact),
            "하나가 모자란다. −1이 255이므로 256을 더한다.": exact % 255,
            "빼는 순서가 바뀌었다.": before - now,
        },
        "둘 다 uint8 배열이다. now - before는 무엇인가?",
        {"before": before, "now": now},
        "0보다 작으면 256을 더한다: "
        + ", ".join(f"{it}" for it in exact).replace("-", "−"),
        hints=(
            "uint8에 담기는 것은 0부터 255까지뿐이다.",
            "255 다음이 0이면 0 앞은 무엇인가?",
        ),
    )


moved = difference(before=(100, 100, 200), now=(130, 90, 0))
exercise("frame-difference", moved)

# %% [markdown]
# ??? success "답 보기"
#
#     0보다 작아지면 255부터 거꾸로 센다. 256으로 나눈 나머지와 같다. 조금 어두워진 칸이 아주 크게 움직인 칸처럼 보인다. 먼저 `int16`이나
#     `float32`로 바꾸고 뺀다.

# %% tags=["boxed"]
before = np.array([100, 100, 200], dtype="uint8")
now = np.array([130, 90, 0], dtype="uint8")
assert ((now.astype(int) - before) % 256 == now - before).all()
print("uint8:", now - before, " int16:", now.astype("int16") - before)

# %% [markdown]
# **3.** `photo[0, 0] - 200`은 예외 없이 계산된다. 200 대신 300을 빼면 어떻게 되는가?

# %% tags=["exercise"]
try:
    photo[0, 0] - 300
except OverflowError as error:
    raised = error
exercise(
    "minus-300",
    Problem(
        f"{type(raised).__name__}가 난다",
        {
            "256으로 나눈 나머지가 나온다": "계산한 값이 넘칠 때의 일이다. 300은 계산하기 전에 uint8로 바꿀 수 없다.",
            "음수가 나온다": "NumPy 2는 파이썬 정수에 맞추어 배열의 자료형을 넓히지 않는다.",
            "모두 0이 된다": "NumPy는 범위를 벗어난 값을 0이나 255로 잘라 맞추지 않는다.",
        },
    ),
    ["계산하려면 300도 uint8이 되어야 한다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     NumPy 2는 배열의 자료형에 맞추어 파이썬 정수를 먼저 `uint8`로 바꾼다. 300은 담기지 않으므로 계산하지 않고 예외를 낸다.

# %% tags=["boxed"]
print(photo[0, 0], "- 200 =", photo[0, 0] - 200)
try:
    photo[0, 0] - 300
except OverflowError as error:
    print("OverflowError:", error)

# %% [markdown]
# **4.** 반쯤 비치는 픽셀을 바탕 위에 놓는다.

# %% tags=["exercise"]


def blend(alpha, front, back):
    """알파로 섞은 색을 구하는 문제."""
    share = alpha / 255
    return Problem(
        round(share * front + (1 - share) * back, 6),
        {
            "앞과 뒤의 비율이 바뀌었다. 알파가 클수록 앞의 색이 짙다.": round(
                share * back + (1 - share) * front, 6
            ),
            "앞의 색에만 비율을 곱했다. 비치는 만큼 바탕을 더한다.": round(
                share * front, 6
            ),
            "바탕에만 비율을 곱했다. 불투명한 만큼 앞의 색을 더한다.": round(
                (1 - share) * back, 6
            ),
            "앞의 색 그대로이다. 알파가 255일 때에만 그렇다.": front,
            "바탕의 색 그대로이다. 알파가 0일 때에만 그렇다.": back,
            "반씩 섞은 값이다. 섞는 비율은 알파가 정한다.": (front + back) / 2,
        },
        f"값이 {front}, 알파가 {alpha}인 픽셀을 값이 {back}인 바탕에 놓는다(채널 하나만 본다). 그 칸의 "
        f"값은 얼마가 되는가? {alpha}/255 = {share:g}이다.",
        why=f"{share:g}·{front} + {1 - share:g}·{back} = "
        f"{share * front + (1 - share) * back:g}",
        hints=(
            "알파는 불투명한 정도이다.",
            "알파/255만큼 앞의 색이 남는다. 나머지는 무엇인가?",
        ),
    )


faint = blend(alpha=51, front=100, back=255)
exercise(
    "alpha",
    faint,
    ["알파는 불투명한 정도이다.", "앞의 색은 20%만 남는다. 나머지는 무엇인가?"],
)

# %% [markdown]
# ??? success "답 보기"
#
#     알파의 비율만큼 앞의 색을, 나머지만큼 바탕의 색을 더한다. 20%만 불투명하므로 바탕에 더 가깝다.

# %% tags=["boxed", "hidden"]
print(faint.why)

# %% [markdown]
# **5.** 사진의 빨강과 파랑 채널을 맞바꾼다. OpenCV로 연 사진이 이 순서(BGR)이다. 빈칸에 무엇을 적는가? 대괄호
# 안만 적는다.
#
# ```python
# bgr = photo[____]  # photo는 (427, 640, 3)
# ```

# %% tags=["exercise"]
ends = (
    "::-1",
    "[2, 1, 0]",
    "(2, 1, 0)",
    "np.array([2, 1, 0])",
    "range(2, -1, -1)",
    "[-1, -2, -3]",
    "[-1, 1, 0]",
    "-1::-1",
    "2::-1",
    "3::-1",
    "-1:-4:-1",
    "2:-4:-1",
    "None:None:-1",
    "-1:None:-1",
    "2:None:-1",
)
right = [f"{start}, {end}" for end in ends for start in (":, :", "::, ::", "...")]
swapped = photo[..., [2, 1, 0]]
for it in right:
    assert np.array_equal(eval(f"photo[{it}]"), swapped)
# 까닭마다 그것이 고르는 것과 그렇게 적는 법
wrong = {
    "첫 축을 거꾸로 읽는다. 사진의 위아래가 뒤집힌다.": (
        photo[::-1],
        ["::-1", "::-1, :", "::-1, :, :", "::-1, ..."],
    ),
    "둘째 축을 거꾸로 읽는다. 사진의 좌우가 뒤집힌다.": (
        photo[:, ::-1],
        [":, ::-1", ":, ::-1, :", "..., ::-1, :", ":, ::-1, ..."],
    ),
    "앞의 두 축을 거꾸로 읽는다. 사진이 180도 돌아간다.": (
        photo[::-1, ::-1],
        ["::-1, ::-1", "::-1, ::-1, :", "::-1, ::-1, ..."],
    ),
    "세 축을 모두 거꾸로 읽는다. 사진이 180도 돌아간다.": (
        photo[::-1, ::-1, ::-1],
        ["::-1, ::-1, ::-1"],
    ),
    "첫 축에서 세 줄만 고른다. 채널은 마지막 축이다.": (
        photo[[2, 1, 0]],
        [
            *("[2, 1, 0]", "[2, 1, 0], :", "[2, 1, 0], :, :", "[2, 1, 0], ..."),
            *("np.array([2, 1, 0])", "range(2, -1, -1)"),
        ],
    ),
    "두 칸에 하나씩 읽는다. 빨강과 파랑만 남는다.": (
        photo[..., [0, 2]],
        [":, :, ::2", "..., ::2"],
    ),
    "0번에서 멈추므로 0번 채널(빨강)은 고르지 않는다.": (
        photo[..., [2, 1]],
        [":, :, 2:0:-1", "..., 2:0:-1", ":, :, -1:0:-1", "..., -1:0:-1"],
    ),
    "아무 채널도 고르지 않는다. 멈추는 자리의 −1은 마지막 채널이다.": (
        photo[..., :0],
        [":, :, 2:-1:-1", "..., 2:-1:-1", ":, :, -1:-1:-1", "..., -1:-1:-1"],
    ),
    "채널을 하나만 골랐다. 채널 축이 없어진다.": (
        photo[..., 2],
        [":, :, -1", "..., -1", ":, :, 2", "..., 2"],
    ),
    "픽셀 하나의 값 하나를 고른다.": (
        photo[2, 1, 0],
        ["2, 1, 0", "(2, 1, 0)", "..., 2, 1, 0"],
    ),
}
for chosen, lines in wrong.values():
    assert not np.array_equal(chosen, swapped)
    for it in lines:
        assert np.array_equal(eval(f"photo[{it}]"), chosen)
try:
    photo[:, :, 2, 1, 0]
except IndexError as error:
    refused = error
assert "too many indices" in str(refused)


def written(lines):
    """대괄호나 그 앞까지 적은 것. [2, 1, 0]은 첫 축에서 고르는 것이다."""
    forms = ("_", "[_]", "photo[_]", "bgr = photo[_]")
    every = [form.replace("_", it) for it in lines for form in forms]
    return [it for it in every if it != "[2, 1, 0]" or it in lines]


exercise(
    "swap-channels",
    Problem(
        written(right),
        {
            **{why: written(lines) for why, (_, lines) in wrong.items()},
            "축보다 번호가 많아 예외가 난다. 번호 셋을 한 축에서 고르게 묶는다.": written(
                [":, :, 2, 1, 0"]
            ),
        },
    ),
    ["채널은 마지막 축이다.", "앞의 두 축은 쌍점(:)으로 그대로 둔다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     마지막 축만 거꾸로 읽는다. 모양은 그대로이다. `photo[::-1]`처럼 적으면 첫 축, 곧 높이가 뒤집힌다.

# %% tags=["boxed"]
bgr = photo[:, :, ::-1]
assert (bgr[..., 0] == photo[..., 2]).all()
assert (bgr[..., 1] == photo[..., 1]).all()
print("RGB", photo[0, 0], "→ BGR", bgr[0, 0], bgr.shape)

# %% [markdown]
# **6.** `photo[np.newaxis, ::2, ::2, :1]`의 모양은 무엇인가? `photo`는 (427, 640, 3)이다. 배치 축까지 적는다.

# %% tags=["exercise"]
assert photo.shape == (427, 640, 3)
thumb = photo[np.newaxis, ::2, ::2, :1]
exercise(
    "slices",
    Problem(
        thumb.shape,
        {
            "::2는 0, 2, …, 426행을 고른다. 홀수이면 올림한다.": photo[
                np.newaxis, :-1:2, ::2, :1
            ].shape,
            ":1은 하나만 골라도 축을 남긴다. 축이 없어지는 것은 0이다.": photo[
                np.newaxis, ::2, ::2, 0
            ].shape,
            ":1은 1을 넣지 않으므로 채널 하나이다.": photo[
                np.newaxis, ::2, ::2, :2
            ].shape,
            ":1은 채널을 하나만 고른다.": photo[np.newaxis, ::2, ::2].shape,
            "np.newaxis가 맨 앞에 길이 1인 축을 붙인다.": photo[::2, ::2, :1].shape,
            "::2는 두 칸에 하나씩 고른다.": photo[np.newaxis, :, :, :1].shape,
            "::2는 앞의 둘이 아니라 두 칸에 하나씩 고른다.": photo[
                np.newaxis, :2, :2, :1
            ].shape,
        },
    ),
    [
        "대괄호 안을 하나씩 읽는다. 첫째는 새 축이다.",
        "0부터 426까지에서 짝수는 몇 개인가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `np.newaxis`가 배치 축을 붙이고, `::2`가 높이와 너비를 절반쯤(올림)으로 줄이고, `:1`이 빨강 채널만 남긴다. 축이 넷이므로 `Conv2D`가 받는다.

# %% tags=["boxed"]
thumb = photo[np.newaxis, ::2, ::2, :1]
maps = layers.Conv2D(8, 3)(thumb.astype("float32") / 255)
print(thumb.shape, "→", tuple(maps.shape))

# %% [markdown]
# **7.** `plt.imshow(photo.astype("float32"))`로 그린 사진이 거의 하얗다. 까닭은 무엇이고, 사진의 값은 망가졌는가? 어떻게 고치는가?

# %% tags=["exercise"]
exercise(
    "white-photo",
    Problem(
        mistakes={
            "imshow는 실수를 0–1로 읽는다": "",
            "1보다 큰 값은 모두 1로 잘려 하얗게 보인다": "",
            "배열의 값은 그대로이다": "",
            "255로 나누거나 uint8로 넘긴다": "",
        }
    ),
    ["값의 범위와 자료형이 짝이 맞는지 본다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `imshow`는 컬러 이미지의 값이 실수이면 0–1로 읽고, 1보다 크면 1로 잘라 그린다. 값은 대부분 1보다 크므로 거의 하얗다. 그릴 때만
#     자르므로 배열은 그대로이다. 255로 나누어 넘기거나 `uint8`인 채로 넘긴다.

# %% tags=["boxed"]
as_float = photo.astype("float32")
print(f"1 이상인 값 {(as_float >= 1).mean():.1%}")
assert np.array_equal(as_float.astype("uint8"), photo)  # 잃은 것이 없다

# %% [markdown]
# **섞어 풀기.** `photos`는 100×100 컬러 사진 10장을 묶은 `uint8` 배열이다. `photos / 255`는 몇 바이트인가? 단위 없이 수만 적는다. 「다른 문제」는 이 페이지의
# 문제를 번갈아 낸다.

# %% tags=["exercise"]
photos = np.zeros((10, 100, 100, 3), dtype="uint8")
levels = [(it, (it * 7) % 250, (it * 3) % 240) for it in range(10, 250, 20)]
exercise(
    "mixed",
    Problem(
        (photos / 255).nbytes,
        {
            "float32일 때의 값이다. 정수 배열을 바로 나누면 float64가 된다.": (
                photos.astype("float32") / 255
            ).nbytes,
            "나누기 전의 크기이다. 나누면 실수가 된다.": photos.nbytes,
            "한 장만 세었다.": (photos[0] / 255).nbytes,
            "채널을 빠뜨렸다.": (photos[..., 0] / 255).nbytes,
        },
    ),
    ["나눈 값의 자료형부터 정한다."],
    mixed(
        drawn(image_bytes, 8, **small, channels=(3,)),
        drawn(difference, 8, before=levels, now=levels[::-1]),
        drawn(
            blend,
            8,
            alpha=(51, 102, 153, 204),
            front=(20, 50, 100, 200),
            back=(0, 150, 255),
        ),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     `uint8` 배열을 바로 나누면 값마다 8바이트인 float64가 된다.

# %% tags=["boxed"]
photos = np.zeros((10, 100, 100, 3), dtype="uint8")
print((photos / 255).dtype, f"{photos.nbytes:,} → {(photos / 255).nbytes:,}바이트")

# %% [markdown]
# 이 사이트의 문제와 채점은 아래의 두 모듈이 한다. 적은 답이 흔한 실수의 답과 같으면 어떤 실수인지 말한다.

# %% tags=["source"]
from snippets.exercises import Problem
from snippets.judging import judge

wrong = {"채널을 빠뜨렸다.": 427 * 640}
problem = Problem(427 * 640 * 3, wrong)
for reply in ("819,840바이트", "273,280", "많다"):
    print(judge(problem.json, reply).said)

# %% [markdown]
# ## 핵심어
#
# **픽셀**: 이미지의 칸 하나 · **채널**: 픽셀의 값을 색 같은 종류별로 나누어 담는 축, 또는 그 축의 한 자리 · **배치**: 함께 처리하는 이미지의 묶음 · **알파**: 불투명한 정도를 담은 채널 · **오버플로**: 계산한 값이
# 자료형이 담을 수 있는 범위를 넘는 것. `uint8`에서는 255 다음에 0부터 다시 센다
#
# **이어서 읽기**: [합성곱](convolution.ipynb)에서 이 배열 위로 커널을 옮긴다.
