# %% [markdown]
# ---
# description: 창을 놓고, 곱하고, 더한다. 한 칸의 값을 손으로 구하고, 넓힌 계산을 NumPy, SciPy, Keras와 맞춰 본다.
# date: 2026-11-22
# ---
# # 합성곱
#
# **합성곱**(convolution)은 작은 격자를 이미지 위로 옮기며 겹친 값을 곱해 더하는 계산이다. 한 칸의 값을 손으로 구하는 데서
# 시작해 채널이 여럿인 층까지 넓혀 간다. 넓힐 때마다 같은 값을 다른 방법으로도 구해 맞춰 본다.
#
# 이미지를 한 줄로 펼쳐 밀집 층에 넣어도 되지만, 그러면 픽셀마다 따로 가중치가 있어 가중치의 수가 크게 불어나고, 어느 픽셀이 이웃인지는 잊힌다. 합성곱은 작은 격자
# 하나의 숫자를 모든 자리에서 함께 쓴다. 그래서 가중치가 적고, 한 칸씩 옮기는 한 같은 무늬는 가장자리를 빼면 어디에 있든 똑같이 찾는다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 출력 한 칸의 값은 어떤 곱셈과 덧셈으로 나오는가
#     - 커널의 숫자를 바꾸면 무엇이 달라지는가: 윤곽선 찾기, 흐리게 하기, 날카롭게 하기
#     - 신경망의 합성곱은 왜 수학의 합성곱이 아닌가
#     - 채널이 여럿일 때, 필터가 여럿일 때는 어떻게 되는가

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from scipy.signal import convolve2d, correlate2d
from sklearn.datasets import load_sample_image
from snippets import plotting
from snippets.table import table

plotting.use_style()

# %% [markdown]
# ## 한 칸의 값
#
# 4×5 이미지와 3×3 **커널**(kernel)이 있다. 이미지는 왼쪽이 어둡고(0) 오른쪽이 밝다(9). 커널은 오른쪽 열에서 왼쪽 열을 뺀다.
# 그러니 어두운 곳에서 밝은 곳으로 바뀌는 자리에서 큰 값이 나올 것이다.

# %%
image = np.array([[0, 0, 0, 9, 9]] * 4, dtype=float)  # (4, 5)
kernel = np.array([[-1, 0, 1]] * 3, dtype=float)  # (3, 3)

# %% [markdown]
# 창을 왼쪽 위에 놓고, 겹친 칸끼리 곱한 다음 아홉 개를 모두 더한다. 창을 오른쪽으로 한 칸씩 옮기며 되풀이하고, 오른쪽 끝에 닿으면
# 한 줄 내려가 왼쪽부터 다시 한다. 그림은 창이 첫 줄의 둘째 자리에 있을 때이다. 곱의 첫 줄은 0·(−1) = 0, 0·0 = 0, 9·1 = 9이고,
# 세 줄이 모두 같으므로 합은 27이다. 이 합을 출력의 첫 줄 둘째 칸에 적는다.
#
# 숫자를 적은 격자에서 색은 밝기가 아니라 값의 크기를 나타낸다. 음수가 없는 격자에서는 클수록 짙은 파랑이고, 음수가 있는 격자에서는
# 빨강이 양수, 파랑이 음수이다.

# %% card=1 alt="한 칸의 계산을 숫자 격자 네 장으로 나타낸 그림. 4×5 이미지의 왼쪽 세 열은 0, 오른쪽 두 열은 9이고, 첫 줄의 둘째 자리에 3×3 창이 놓여 있다. 커널의 열은 −1, 0, 1이다. 둘을 칸마다 곱한 격자의 오른쪽 열은 9, 나머지는 0이며 합은 27이다. 2×3 출력의 첫 줄 둘째 칸에 그 27이 있다."
row, column = 0, 1
products = image[row : row + 3, column : column + 3] * kernel
output = correlate2d(image, kernel, mode="valid")
assert output[row, column] == products.sum() == 27
fig, axes = plt.subplots(2, 2, figsize=(5.6, 4.8))
plotting.number_grid(axes[0, 0], image, "이미지와 창")
plotting.number_grid(axes[0, 1], kernel, "× 커널")
plotting.number_grid(axes[1, 0], products, f"= 곱, 합하면 {products.sum():.0f}")
plotting.number_grid(axes[1, 1], output, "→ 출력")
for ax, size in ((axes[0, 0], 3), (axes[1, 1], 1)):
    corner = (column - 0.5, row - 0.5)
    ax.add_patch(
        plt.Rectangle(corner, size, size, fill=False, edgecolor="black", lw=3)
    )
plt.show()

# %% [markdown]
# 창을 놓을 자리는 세로로 두 곳, 가로로 세 곳이므로 출력은 2×3이다. 반복문으로 모든 자리를 계산하면 이렇다. 출력은 **특성 맵**(feature
# map)이라 부른다. 밝기가 바뀌는 자리에서만 27이 나왔다.

# %%
height, width = image.shape[0] - 3 + 1, image.shape[1] - 3 + 1
feature_map = np.zeros((height, width))
for row in range(height):
    for column in range(width):
        window = image[row : row + 3, column : column + 3]
        feature_map[row, column] = (window * kernel).sum()
print(feature_map)

# %% [markdown]
# 같은 계산을 배열 연산으로 적은 것이 아래의 `conv2d`이다. [채널이 여럿이거나](#채널이-여럿일-때) 커널이 여러 벌일 때까지
# 다루므로, 여기서는 길이가 1인 축을 붙여 넣는다. `valid`는 창이 이미지 밖으로 나가지 않는 자리만 쓴다는 뜻이다. 그래서 3×3 커널이면
# 둘레의 한 줄씩이 빠진다. 모듈은 창을 한 배열에 모으고(`sliding_window_view`), 창마다 커널과 곱해 더한다(`einsum`). `stride`와 `padding`은
# 다음 페이지에서 쓴다. SciPy의 `correlate2d`, Keras와 한 칸도 다르지 않은지, 손으로 구한 칸과도 맞는지 확인한다.

# %% tags=["source"]
from snippets.convolution import conv2d

by_array = conv2d(image[:, :, np.newaxis], kernel[:, :, np.newaxis, np.newaxis])
by_scipy = correlate2d(image, kernel, mode="valid")
by_keras = keras.ops.conv(
    image[np.newaxis, :, :, np.newaxis], kernel[:, :, np.newaxis, np.newaxis]
)
assert feature_map[0, 1] == 3 * (0 * -1 + 0 * 0 + 9 * 1)
for values in (by_array[:, :, 0], by_scipy, by_keras.numpy()[0, :, :, 0]):
    assert np.array_equal(values, feature_map)
print("네 가지로 구한 값이 같다:", by_array[:, :, 0].tolist())

# %% [markdown]
# ## 해 보기: 합성곱 한 칸씩
#
# 창을 직접 옮겨 보자. 이미지는 MNIST의 숫자와 Fashion-MNIST의 부츠를 14×14로 줄이고 밝기를 0–9의 정수로 바꾼 것이다. **다음**을
# 누르면 창이 한 칸 옮겨 가고, 특성 맵의 칸을 가리키거나 누르면 그 자리로 간다. 그때마다 아홉 개의 곱과 합이 펼쳐진다. 이미지의 칸은 가리키면 창이 가고, 누르면 값도 **칠할 값**으로 바뀐다. 커널의 숫자도 바꿀 수 있다. 이 특성 맵에서는 음수가 없어도 양수가 빨강이다. 커널을 뒤집으면
# 무엇이 달라지는지는 [아래](#합성곱과-상호상관)에서, 패딩과 보폭은 [다음 페이지](padding_and_stride.ipynb)에서 설명한다.

# %% tags=["hidden"] demo="convolution" alt="14×14로 줄인 숫자 이미지와, 세로로 선 윤곽선을 찾는 커널로 구한 12×12 특성 맵을 숫자 격자로 나타낸 그림. 획의 왼쪽 가장자리에 양수, 오른쪽 가장자리에 음수가 있다."
from IPython.display import display
from snippets.datasets import load_fashion_mnist, load_mnist


def small(image):
    """28×28 밝기를 2×2씩 평균해 14×14로 줄이고, 0–255를 0–9의 정수로 바꾼다."""
    averages = image.reshape(14, 2, 14, 2).mean(axis=(1, 3))
    return np.round(averages * 9 / 255).astype(int)


pictures = {
    "숫자": small(load_mnist()[1][0][0]),
    "부츠": small(load_fashion_mnist()[1][0][0]),
}
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.6))
plotting.number_grid(axes[0], pictures["숫자"], "이미지")
found = correlate2d(pictures["숫자"], kernel, mode="valid")
plotting.number_grid(axes[1], found, "특성 맵")
for text in [*axes[0].texts, *axes[1].texts]:
    text.set_fontsize(7)
plt.show()
rows = [
    (name, ["".join(map(str, row)) for row in picture])
    for name, picture in pictures.items()
]
display({"application/vnd.demo+json": {"images": rows}}, raw=True)

# %% [markdown]
# ## 커널이 정하는 것
#
# 커널의 숫자를 바꾸면 찾는 것이 바뀐다. 아래 다섯 커널은 사람이 정한 것이다. 신경망에서는 이 숫자를 훈련이 정한다. 훈련은 입력과 답을 보여 주며 숫자를 조금씩 고치는 일이다. 훈련으로 커널의
# 숫자를 찾을 수 있는지는 [아래](#커널을-배우기)에서 본다.
#
# | 커널 | 하는 일 |
# | :-- | :-- |
# | 항등 | 가운데만 1. 둘레 한 줄을 빼고 이미지를 그대로 둔다 |
# | 흐리게 | 모두 1/9. 이웃과 평균한다 |
# | 날카롭게 | 가운데를 키우고 이웃을 뺀다 |
# | 소벨(Sobel) 가로 | 오른쪽에서 왼쪽을 뺀 차이. 세로로 선 윤곽선(edge)에서 절댓값이 크다. 세 줄의 차이를 더하고, 가운데 줄에는 두 배의 무게를 둔다 |
# | 소벨 세로 | 아래에서 위를 뺀 차이. 가로로 누운 윤곽선에서 절댓값이 크다 |

# %% alt="누각 사진의 한 부분에 커널 다섯 개를 적용한 결과와 원래 이미지. 흐리게 한 이미지는 부드럽고, 날카롭게 한 이미지는 무늬가 또렷하며, 소벨은 방향에 따라 기와의 선이 다르게 나타난다."
sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=float)
kernels = {
    "항등": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]], dtype=float),
    "흐리게": np.full((3, 3), 1 / 9),
    "날카롭게": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], dtype=float),
    "소벨 가로": sobel,
    "소벨 세로": sobel.T,
}
photo = load_sample_image("china.jpg")[150:310, 180:400] / 255
gray = photo @ np.array([0.299, 0.587, 0.114])  # (160, 220)
results = {name: correlate2d(gray, k, mode="valid") for name, k in kernels.items()}
assert np.allclose(results["항등"], gray[1:-1, 1:-1])

fig, axes = plt.subplots(2, 3, figsize=(7.2, 4))
axes[0, 0].imshow(gray, vmin=0, vmax=1)
axes[0, 0].set_title("원래 이미지")
for ax, (name, result) in zip(axes.flat[1:], results.items(), strict=True):
    # 부호(밝아지는지 어두워지는지)는 버리고 세기만 본다
    shown = np.abs(result) if "소벨" in name else result
    ax.imshow(shown, vmin=0, vmax=1)
    ax.set_title(name)
for ax in axes.flat:
    ax.axis("off")
plt.show()

# %% [markdown]
# 소벨은 절댓값을 그렸다. 0보다 작은 값은 검정, 1보다 큰 값은 흰색으로 잘려 보인다.
#
# ## 합성곱과 상호상관
#
# 수학의 합성곱은 커널을 위아래와 좌우로 **뒤집은** 다음 곱해 더한다. 뒤집지 않고 곱해 더하는 계산의 이름은
# **상호상관**(cross-correlation)이다. Keras의 `Conv2D`가 하는 것은 상호상관이다. 커널의 숫자를 훈련이 정하므로,
# 뒤집는 쪽을 쓰면 뒤집힌 숫자를 배울 뿐 층이 할 수 있는 일은 같다. 그래서 간단한 쪽을 쓰면서 이름만 합성곱이라 부른다. SciPy에서는 `correlate2d`가 상호상관,
# `convolve2d`가 수학의 합성곱이다.

# %%
x = gray[np.newaxis, :, :, np.newaxis].astype("float32")  # (1, 160, 220, 1)
w = sobel[:, :, np.newaxis, np.newaxis].astype("float32")  # (3, 3, 1, 1)
in_keras = keras.ops.conv(x, w, padding="valid").numpy()[0, :, :, 0]
correlated = correlate2d(gray, sobel, mode="valid")
convolved = convolve2d(gray, sobel, mode="valid")
np.testing.assert_allclose(in_keras, correlated, atol=1e-5)
flipped = correlate2d(gray, sobel[::-1, ::-1], mode="valid")
np.testing.assert_allclose(convolved, flipped, atol=1e-12)
# 소벨은 좌우만 뒤집거나 부호만 바꾸어도 180도 돌린 것과 같다. 그래서 대칭이 없는 커널로도 확인한다
lopsided = np.arange(1.0, 10.0).reshape(3, 3)
expected = convolve2d(gray, lopsided, mode="valid")
sides = {
    "둘 다": lopsided[::-1, ::-1],
    "좌우만": lopsided[:, ::-1],
    "위아래만": lopsided[::-1],
}
for name, turned in sides.items():
    same = np.allclose(expected, correlate2d(gray, turned, mode="valid"))
    assert same == (name == "둘 다")
    print(f"{name} 뒤집은 상호상관이 합성곱과 같은가: {same}")
assert not np.allclose(in_keras, convolved, atol=1e-2)
pairs = {"correlate2d": correlated, "convolve2d": convolved}
rows = [
    (name, float(np.abs(in_keras - array).max())) for name, array in pairs.items()
]
table(
    [{"Keras와 견준 것": name, "가장 큰 차이": largest} for name, largest in rows]
)

# %% [markdown]
# 커널을 위아래와 좌우로 뒤집는 것은 180도 돌리는 것과 같다. 소벨 커널은 이렇게 돌리면 부호만 바뀐다. 그래서 표의 둘째 줄에 적힌 차이는 가장 강한 반응의 절댓값의 두 배이다. 180도 돌려도 그대로인 흐리게
# 커널에서는 둘이 같다.

# %%
np.testing.assert_allclose(convolved, -correlated, atol=1e-12)
np.testing.assert_allclose(rows[1][1], 2 * np.abs(correlated).max(), rtol=1e-5)
box = kernels["흐리게"]
assert np.allclose(convolve2d(gray, box), correlate2d(gray, box))
print("흐리게 커널에서는 합성곱과 상호상관이 같다")

# %% [markdown]
# ## 커널을 배우기
#
# 입력과 답만 보고 커널을 찾을 수 있을까? 사진에서 잘라 낸 조각과, 소벨 커널로 구한 답을 짝지어 준다. 커널의 숫자는 무작위로 시작하고,
# 손실(답과 출력의 차이를 제곱한 평균)이 줄어드는 쪽으로 조금씩 고친다. 답을 상호상관으로 만들면 소벨에 가까운 커널이, 수학의 합성곱으로
# 만들면 뒤집힌 소벨에 가까운 커널이 나온다. 얼마나 가까운지는 시작한 숫자와 에포크 수에 따라 다르다. 소벨은 뒤집으면 부호만 바뀌므로, 뒤집힌 것인지 부호만 바뀐 것인지는
# 여기서 가려지지 않는다.

# %%
places = [
    (row, column) for row in range(0, 144, 16) for column in range(0, 204, 16)
]
patches = np.stack(
    [gray[row : row + 16, column : column + 16] for row, column in places]
)
patches = patches[..., np.newaxis].astype("float32")


def learn(compute):
    """compute로 만든 답을 흉내 내는 3×3 커널을 경사 하강으로 찾는다."""
    answers = np.stack(
        [compute(it[:, :, 0], sobel, mode="valid") for it in patches]
    )
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.layers.Conv2D(1, 3, use_bias=False)])
    model.compile(keras.optimizers.Adam(0.1), "mse")
    options = {"epochs": 25, "batch_size": 8, "verbose": 0}
    model.fit(patches, answers[..., np.newaxis], **options)
    return model.layers[0].get_weights()[0][:, :, 0, 0]


learnt, turned = learn(correlate2d), learn(convolve2d)
np.testing.assert_allclose(learnt, sobel, atol=0.1)
np.testing.assert_allclose(turned, sobel[::-1, ::-1], atol=0.1)
print("상호상관의 답에서 배운 커널\n", learnt.round(2) + 0.0)
print("합성곱의 답에서 배운 커널\n", turned.round(2) + 0.0)

# %% [markdown]
# ## 채널이 여럿일 때
#
# 컬러 이미지는 채널이 셋이다. 커널도 채널마다 한 장씩 있어야 하고, 이 세 장 한 벌을 **필터**(filter)라 한다. 채널마다 따로 곱해 더한 다음 **셋을 모두
# 더해** 숫자 하나로 만든다. 그래서 채널이 몇이든 필터 하나가 내는 특성 맵은 한 장이다.

# %%
rng = np.random.default_rng(0)
one_filter = rng.normal(size=(3, 3, 3, 1))  # (높이, 너비, 입력 채널, 필터)
together = conv2d(photo, one_filter)[:, :, 0]
per_channel = [
    correlate2d(photo[:, :, channel], one_filter[:, :, channel, 0], mode="valid")
    for channel in range(3)
]
np.testing.assert_allclose(together, sum(per_channel), atol=1e-12)
print("입력", photo.shape, "필터", one_filter.shape, "→ 특성 맵", together.shape)

# %% [markdown]
# ## 필터가 여럿일 때
#
# 필터가 여덟이면 그런 커널이 여덟 벌이고 특성 맵도 여덟 장이다. 합성곱 층은 이 맵마다 **편향**(bias)을 하나씩
# 더하고, 정해 두었다면 **활성화 함수**(activation function), 곧 값 하나하나를 바꾸는 함수를 적용한다. 여기서는 음수를 0으로
# 바꾸는 ReLU를 정해 둔다. 그렇게 나온 여덟 장을 채널처럼 포갠 것이 이 층의 출력이고, 다음 층의 입력이다. Keras에서 층의 `kernel`은 3×3 격자 하나가 아니라 모든 필터를 담은 배열이다. 직접 한 계산이 Keras의 층과 같은지 마지막으로 확인한다. 편향은 보통 0에서 시작하므로, 더하는지 볼 수 있게 무작위 값을 둔다.

# %%
keras.utils.set_random_seed(0)
layer = keras.layers.Conv2D(
    filters=8, kernel_size=3, activation="relu", bias_initializer="random_normal"
)
output = layer(photo[np.newaxis].astype("float32")).numpy()[0]  # (158, 218, 8)
weights, bias = layer.get_weights()
by_hand = np.maximum(conv2d(photo, weights) + bias, 0)
np.testing.assert_allclose(by_hand, output, atol=1e-5)
print("커널", weights.shape, "편향", bias.shape, "→ 특성 맵", output.shape)

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 종이에 창을 옮겨 가며 구한다.

# %% tags=["exercise"]
import json
from itertools import product

from snippets import problems
from snippets.exercises import Problem, drawn, exercise, mixed

clear = []  # 실수 여섯의 답이 모두 다른 씨앗
for it in range(300):
    problem = problems.feature_map(it, side=3)
    if len(problem.mistakes) == 6:
        clear.append(it)
first = problems.feature_map(clear[0], side=3)
exercise(
    "feature-map",
    first,
    [
        "창을 놓을 자리는 세로로 두 곳, 가로로 두 곳이다.",
        "창과 커널에서 같은 자리끼리 곱해 네 개를 더한다.",
    ],
    drawn(problems.feature_map, seed=clear[1:], side=(3,)),
)

# %% [markdown]
# ??? success "답 보기"
#
#     커널을 돌리거나 뒤집지 않고 그대로 겹쳐, 같은 자리끼리 곱한 넷을 더한다.

# %% tags=["boxed", "hidden"]
print(first.key.astype(int))
print(first.why)

# %% [markdown]
# **2.** 첫 예제의 이미지를 좌우로 뒤집고(왼쪽 두 열이 9, 오른쪽 세 열이 0) 같은 커널을 댄다. 특성 맵은 무엇인가?

# %% tags=["exercise"]
mirrored = correlate2d(image[:, ::-1], kernel, mode="valid")
exercise(
    "mirrored",
    Problem(
        mirrored,
        {
            "부호는 맞다. 윤곽선의 자리도 좌우가 바뀐다.": -feature_map,
            "자리는 맞다. 밝은 곳에서 어두운 곳으로 바뀌므로 부호도 바뀐다.": -mirrored,
            "뒤집기 전의 특성 맵이다.": feature_map,
        },
    ),
    [
        "왼쪽 위의 창에 든 세 열은 9, 9, 0이다.",
        "오른쪽 열의 합에서 왼쪽 열의 합을 뺀다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     밝은 곳에서 어두운 곳으로 바뀌니 부호가 반대이고, 자리도 좌우가 바뀐다.

# %% tags=["boxed"]
print(correlate2d(image[:, ::-1], kernel, mode="valid"))

# %% [markdown]
# **3.** 곱셈 아홉 번을 하지 않고도 알 수 있다.

# %% tags=["exercise"]


def on_flat(brightness, center):
    """밝기가 고른 곳에 커널을 댄 값을 묻는 문제."""
    cross = np.array([[0, -1, 0], [-1, center, -1], [0, -1, 0]])
    flat = np.full((3, 3), brightness)
    total = center - 4
    return Problem(
        correlate2d(flat, cross, mode="valid").item(),
        {
            "가운데만 곱했다. 이웃의 −1도 곱해 더한다.": brightness * center,
            "음의 부호를 빠뜨리고 더했다.": brightness * np.abs(cross).sum(),
            "커널의 합이다. 밝기를 곱해야 한다.": total,
            "커널의 합이 1일 때의 값이다.": brightness,
            "커널의 합이 0일 때의 값이다.": 0,
        },
        f"밝기가 모두 {brightness}인 곳에 이 커널을 댄다(valid). 특성 맵의 값은 모두 같다. 얼마인가?",
        {"커널": cross},
        f"{brightness}·({center} − 4) = {brightness * total}".replace("-", "−"),
        hints=(
            "모든 칸의 밝기가 같으면 밝기를 묶어 낼 수 있다.",
            "커널의 숫자를 모두 더한다.",
        ),
    )


flat = on_flat(brightness=9, center=6)
exercise("flat", flat)

# %% [markdown]
# ??? success "답 보기"
#
#     고른 곳에서는 밝기 × 커널의 합이다. 그래서 합이 0인 소벨은 0을 내놓고, 합이 1인 흐리게와 날카롭게는 밝기를 그대로 둔다. 밝기가 바뀌는 곳까지
#     그대로라는 뜻은 아니다. 날카롭게 커널은 윤곽선 곁에서 가장 밝은 값보다 큰 값도 내놓는다.

# %% tags=["boxed"]
print("9·(6 − 4) =", 9 * (6 - 4))
for name in ("소벨 가로", "흐리게", "날카롭게"):
    here = correlate2d(np.full((3, 3), 9), kernels[name], mode="valid").item()
    print(f"{name}: 9·{kernels[name].sum():.0f} = {here:.0f}")
assert results["날카롭게"].max() > gray.max()

# %% [markdown]
# **4.** 어떤 이미지에 대어도(valid) 합성곱(`convolve2d`)과 상호상관(`correlate2d`)의 결과가 같은 커널은 어느 것인가?

# %% tags=["exercise"]
squares = {
    "[[1, 2], [2, 1]]": "",
    "[[1, 1], [2, 2]]": "좌우만 뒤집으면 그대로이지만, 위아래까지 뒤집으면 [[2, 2], [1, 1]]이 된다.",
    "[[1, 2], [1, 2]]": "위아래만 뒤집으면 그대로이지만, 좌우까지 뒤집으면 [[2, 1], [2, 1]]이 된다.",
    "[[1, 2], [-2, -1]]": "소벨처럼 180도 돌리면 부호가 바뀐다. 결과의 부호도 반대이다.",
}
noise = np.random.default_rng(0).normal(size=(5, 5))


def is_same(square):
    """합성곱과 상호상관이 같은가."""
    here = convolve2d(noise, square, mode="valid")
    return np.allclose(here, correlate2d(noise, square, mode="valid"))


[same] = [it for it in squares if is_same(np.array(json.loads(it)))]
exercise(
    "same-turned",
    Problem(same, {it: why for it, why in squares.items() if it != same}),
    [
        "합성곱은 커널을 위아래와 좌우로 모두 뒤집는다.",
        "180도 돌린 커널을 적어 본다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     180도 돌려도 그대로인 커널이다. 좌우만 뒤집으면 달라지더라도 두 번 뒤집어 제자리로 오면 된다.

# %% tags=["boxed"]
square = np.array([[1, 2], [2, 1]])
assert np.allclose(convolve2d(gray, square), correlate2d(gray, square))
print(square[:, ::-1].tolist(), "→", square[::-1, ::-1].tolist())

# %% [markdown]
# **5.** 「필터가 여럿일 때」의 층(필터 8개)이 내놓은 것을 `Conv2D(filters=4, kernel_size=5)`가 받는다. 받는 쪽 층의 `kernel`은 어떤 모양인가?

# %% tags=["exercise"]
second = keras.layers.Conv2D(filters=4, kernel_size=5)
second.build((None, *output.shape))
side, _, seen, made = second.kernel.shape
exercise(
    "second-kernel",
    Problem(
        tuple(second.kernel.shape),
        {
            "사진의 채널 수를 썼다. 이 층이 받는 채널은 앞 층의 필터 수이다.": (
                side,
                side,
                photo.shape[2],
                made,
            ),
            "두 축이 바뀌었다. 입력 채널이 앞, 필터가 뒤이다.": (
                side,
                side,
                made,
                seen,
            ),
            "필터 하나의 모양이다. 필터 수가 맨 뒤에 온다.": (side, side, seen),
            "필터마다 격자가 하나뿐이다. 필터에는 입력 채널마다 한 장씩 있다.": (
                side,
                side,
                made,
            ),
            "격자가 하나뿐인 필터가 아니다. 입력 채널마다 한 장씩 있다.": (
                side,
                side,
                1,
                made,
            ),
            "커널의 크기가 앞 층의 것이다.": (3, 3, seen, made),
            "앞 층의 kernel이다. 그 출력을 받는 층의 것을 적는다.": weights.shape,
            "특성 맵의 모양이다. 묻는 것은 커널의 모양이다.": tuple(
                second(output[np.newaxis]).shape[1:]
            ),
        },
    ),
    [
        "네 축은 (높이, 너비, 입력 채널, 필터)이다.",
        "이 층에 들어오는 특성 맵은 몇 장인가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     앞 층의 특성 맵 여덟 장이 이 층에는 채널 여덟 개이다. 필터 하나는 그 모두를 보므로 5×5 커널 여덟 장이고, 그런 필터가 넷이다.

# %% tags=["boxed"]
second = keras.layers.Conv2D(filters=4, kernel_size=5)
maps = second(output[np.newaxis])
print(output.shape, "→ 커널", second.kernel.shape, "→", tuple(maps.shape[1:]))

# %% [markdown]
# **6.** 컬러 사진 `photo`에서 필터 `f`의 특성 맵 왼쪽 위 한 칸을 구한다(활성화 함수를 적용하기 전). `weights`는 (3, 3, 3, 8)이고 `bias`는 (8,)이다. 대괄호
# 안만 적는다. 예외가 나지 않는다고 맞는 것은 아니다.
#
# ```python
# window = photo[:3, :3]  # (3, 3, 3)
# products = window * weights[____]
# value = products.sum() + bias[f]
# ```

# %% tags=["exercise"]
window, f = photo[:3, :3], 2
expected = (conv2d(photo[:3, :3], weights) + bias)[0, 0, f]


def is_value(inside):
    """빈칸에 적은 것이 필터 f의 값을 내는가. 예외가 나면 아니다."""
    try:
        value = (window * eval(f"weights[{inside}]")).sum() + bias[f]
    except (IndexError, ValueError):
        return False
    return bool(np.isclose(value, expected))


whole_axis = (":", "::", ":3", "0:3")
right = [", ".join((*axes, "f")) for axes in product(whole_axis, repeat=3)]
right += ["..., f", "Ellipsis, f"]
right += [
    ", ".join((*[":"] * ahead, "...", *[":"] * behind, "f"))
    for ahead in range(4)
    for behind in range(4 - ahead)
    if ahead + behind
]
# 까닭마다 weights에서 고르는 것의 모양과 그렇게 적는 법
wrong = {
    "첫 축은 커널의 높이이다. 필터는 맨 뒤의 축이다.": (
        (3, 3, 8),
        ["f", "f, ...", "f, :", "f, :, :", "f, :, :, :"],
    ),
    "둘째 축은 커널의 너비이다. 필터는 맨 뒤의 축이다.": (
        (3, 3, 8),
        [":, f", ":, f, ...", ":, f, :", ":, f, :, :", "..., f, :, :"],
    ),
    "셋째 축은 입력 채널이다. 필터는 그 뒤의 축이다.": (
        (3, 3, 8),
        [":, :, f", ":, :, f, :", "..., f, :", ":, :, f, ..."],
    ),
    "채널 하나의 커널만 골랐다. 예외 없이 틀린 값이 나온다. 필터는 모든 채널을 본다.": (
        (3, 3),
        [f"{ahead}, {it}, f" for ahead in (":, :", "...") for it in range(3)],
    ),
    "축이 하나 남아 (3, 3, 3, 1)이 된다. 예외 없이 틀린 값이 나온다.": (
        (3, 3, 3, 1),
        [
            f"{ahead}, {it}"
            for ahead in (":, :, :", "...")
            for it in ("f:f+1", "[f]", "f:f+1:1", "[f,]")
        ],
    ),
    "필터를 고르지 않았다. 필터 여덟 개가 모두 남는다.": (
        (3, 3, 3, 8),
        [
            "...",
            "..., :",
            ":, :, :, :",
            ":3, :3, :3, :",
            ":3, :3, :, :",
            *(
                ", ".join(it)
                for n in (1, 2, 3)
                for it in product((":", ":3"), repeat=n)
            ),
        ],
    ),
    "언제나 첫 필터를 고른다. 필터 f를 골라야 한다.": (
        (3, 3, 3),
        [":, :, :, 0", "..., 0"],
    ),
    "창의 한 칸에 대는 값만 골랐다. 높이와 너비도 모두 남긴다.": (
        (3,),
        ["0, 0, :, f", "0, 0, ..., f"],
    ),
}
assert all(map(is_value, right))
for why, (shape, lines) in wrong.items():
    if "예외 없이" in why:
        np.broadcast_shapes(window.shape, shape)
    assert not any(map(is_value, lines))
    assert all(eval(f"weights[{it}]").shape == shape for it in lines)


def written(lines):
    """대괄호나 그 앞까지 적은 것. [f]는 첫 축에서 고르는 것과 같다."""
    return [
        form.replace("_", it) for it in lines for form in ("_", "[_]", "weights[_]")
    ]


exercise(
    "one-filter",
    Problem(
        written(right), {why: written(lines) for why, (_, lines) in wrong.items()}
    ),
    [
        "커널의 축은 (높이, 너비, 입력 채널, 필터)이다.",
        "window와 칸마다 곱하려면 같은 (3, 3, 3)이어야 한다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     필터는 맨 뒤의 축이다. 앞의 세 축을 모두 남겨야 높이, 너비, 채널이 `window`와 자리대로 겹친다. `weights[:, :, 0, f]`는 (3, 3)이라
#     NumPy가 너비와 채널의 축에 맞추어 늘리므로, 예외 없이 틀린 값이 나온다.

# %% tags=["boxed"]
window, f = photo[:3, :3], 2
value = (window * weights[:, :, :, f]).sum() + bias[f]
assert np.isclose(value, conv2d(window, weights)[0, 0, f] + bias[f])
wrong_value = (window * weights[:, :, 0, f]).sum() + bias[f]
print(f"{value:.3f}, 채널 하나의 커널만 쓰면 {wrong_value:.3f}")

# %% [markdown]
# **7.** 3×3 흐리게 커널을 세 번 이어 적용하는 것(모두 valid)은 커널 하나를 한 번 적용하는 것과 같다. 그 커널의 한 변은 몇 칸인가? 한
# 변의 칸 수 하나만 적는다.

# %% tags=["exercise"]
thrice = convolve2d(convolve2d(box, box), box)
exercise(
    "blur-thrice",
    Problem(
        len(thrice),
        {
            "3을 세 번 더하거나 3에 3을 곱하지 않는다. 한 번 더 적용할 때마다 2칸 넓어진다.": 3
            * len(box),
            "크기가 그대로일 수 없다. 한 번 더 적용할 때마다 더 먼 이웃이 섞인다.": len(
                box
            ),
            "두 번 적용한 커널의 한 변이다.": len(convolve2d(box, box)),
            "3을 세 번 곱했다. 한 번 더 적용할 때마다 2칸 넓어진다.": len(box) ** 3,
        },
    ),
    [
        "출력 한 칸이 처음 이미지의 몇 칸을 보는지 센다.",
        "두 번이면 가장 먼 칸까지 가운데에서 1 + 1칸이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     한 번 더 적용할 때마다 사방으로 한 칸씩 더 먼 이웃이 섞인다. 커널끼리 (수학의) 합성곱을 하면 그 커널을 얻는다.

# %% tags=["boxed"]
blurred = gray
for _ in range(3):
    blurred = correlate2d(blurred, box, mode="valid")
combined = convolve2d(convolve2d(box, box), box)  # mode가 없으면 조금만 겹쳐도 쓴다
once = correlate2d(gray, combined, mode="valid")
np.testing.assert_allclose(blurred, once, atol=1e-12)
print(combined.shape)

# %% [markdown]
# **8.** 편향과 활성화 함수가 없는 3×3 합성곱 층 두 겹(채널 하나, 필터 하나, valid)을 합성곱 층 한 겹으로 바꿀 수 있는가? 사이에 ReLU를 넣으면
# 어떻게 되는가? 까닭과 함께 설명한다.

# %% tags=["exercise"]
exercise(
    "two-layers",
    Problem(
        mistakes={
            "5×5 커널 하나로 바꿀 수 있다": "",
            "곱해 더한 것을 다시 곱해 더해도 입력을 곱해 더한 것이기 때문이다": "",
            "ReLU를 넣으면 일반적으로 바꿀 수 없다": "",
            "음수만 0으로 바꾸는 것은 곱해 더해서 할 수 없기 때문이다": "",
        }
    ),
    [
        "앞 문제의 두 번 적용한 커널을 떠올린다.",
        "입력의 부호를 모두 바꾸면 출력은 어떻게 되는가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     곱해 더한 값을 다시 곱해 더해도 처음 입력의 5×5칸을 곱해 더한 값이므로, 5×5 커널 하나가 같은 일을 한다. ReLU가 사이에 있으면 일반적으로 바꿀 수 없다.
#     곱하고 더하기만 하면 입력의 부호를 바꿀 때 출력의 부호도 바뀌는데, 음수만 0으로 바꾸면 그렇지 않기 때문이다.

# %% tags=["boxed"]


def two_layers(image, relu):
    """3×3 커널 두 겹. relu가 참이면 사이에서 음수를 0으로 바꾼다."""
    middle = correlate2d(image, sobel, mode="valid")
    middle = np.maximum(middle, 0) if relu else middle
    return correlate2d(middle, lopsided, mode="valid")


for relu in (False, True):
    turns = np.allclose(two_layers(-gray, relu), -two_layers(gray, relu))
    assert turns != relu
    print(f"ReLU {relu}: 입력의 부호를 바꾸면 출력도 부호만 바뀌는가: {turns}")

# %% [markdown]
# **섞어 풀기.** 이 페이지와 앞 페이지의 문제를 번갈아 낸다.

# %% tags=["exercise"]


def map_bytes(images, side, kernel, filters):
    """컬러 이미지의 배치에서 나온 특성 맵의 바이트를 묻는 문제."""
    out = side - kernel + 1
    wrong = {
        "특성 맵이 이미지와 크기가 같다고 셈했다. 둘레가 빠진다.": (side, filters),
        "채널을 3으로 셈했다. 채널은 필터의 수가 된다.": (out, 3),
        "필터의 수를 곱하지 않았다. 특성 맵은 필터마다 한 장이다.": (out, 1),
        "입력의 크기이다. 둘레가 빠지고 채널은 필터의 수가 된다.": (side, 3),
        "3을 더 곱했다. 필터는 채널 셋을 더해 한 장으로 만든다.": (
            out,
            3 * filters,
        ),
    }
    sizes = {why: images * n * n * depth * 4 for why, (n, depth) in wrong.items()}
    key = images * out * out * filters * 4
    return Problem(
        key,
        {
            **sizes,
            "값의 수이다. float32는 값 하나가 4바이트이다.": key // 4,
            "float64로 셈했다. float32는 4바이트이다.": key * 2,
            "비트로 셈했다. 32비트는 4바이트이다.": key * 8,
            "한 장만 세었다.": key // images,
            "한 변을 한 번만 곱했다.": key // out,
        },
        f"{side}×{side} 컬러 이미지 {images}장을 {kernel}×{kernel} 필터 {filters}개인 합성곱 층에 "
        "넣는다(valid, 한 칸씩 옮긴다). float32인 출력은 모두 몇 바이트인가? 단위 없이 수만 적는다.",
        why=f"{images}·{out}·{out}·{filters}·4 = {key:,}",
        hints=("출력의 모양부터 적는다.", "특성 맵은 필터마다 한 장이다."),
    )


whole = map_bytes(images=30, side=12, kernel=3, filters=5)
exercise(
    "mixed",
    whole,
    others=mixed(
        drawn(
            problems.image_bytes,
            8,
            images=(10, 20, 50),
            side=(10, 20, 50),
            channels=(1, 3),
        ),
        drawn(problems.feature_map, 8, seed=range(200, 300), kernel=(3,)),
        drawn(
            map_bytes,
            8,
            images=(10, 20, 30, 50),
            side=(12, 22),
            kernel=(3,),
            filters=(2, 6, 8),
        ),
        drawn(on_flat, 8, brightness=(3, 5, 8, 9), center=(6, 7, 8, 9)),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     12×12 이미지가 10×10이 되고, 필터마다 특성 맵이 한 장씩 나온다. 값마다 4바이트이다.

# %% tags=["boxed", "hidden"]
maps = keras.layers.Conv2D(5, 3)(np.zeros((30, 12, 12, 3), dtype="float32"))
assert maps.numpy().nbytes == whole.key
print(whole.why)

# %% [markdown]
# 숫자만 바꾼 문제는 아래의 모듈에 든 규칙이 만든다. 규칙은 정답과 함께, 흔한 실수마다 그렇게 했을 때 나오는 답도 계산한다.

# %% tags=["source"]
from snippets.problems import feature_map

for mistake in feature_map(seed=0).mistakes:
    print(mistake)

# %% [markdown]
# ## 핵심어
#
# **커널**: 겹친 값에 곱하는 작은 격자 · **필터**: 채널마다 한 장씩인 커널 한 벌. 특성 맵 하나를 만든다 · **특성 맵**: 자리마다
# 구한 값을 늘어놓은 것 · **상호상관**: 커널을 뒤집지 않고 곱해 더하는 계산 · **편향**: 필터마다 하나씩 더하는 값
#
# **이어서 읽기**: [패딩과 보폭](padding_and_stride.ipynb)에서 가장자리를 채우는 법과 창을 여러 칸씩 옮기는 법을 다룬다. [파라미터 세기](parameters.ipynb)에서 커널의
# 숫자를 모두 센다.
