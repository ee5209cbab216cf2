# %% [markdown]
# ---
# description: 합성곱 신경망을 층 하나씩 쌓으며 모양과 파라미터를 손으로 세고, 훈련한 뒤 혼동 행렬로 무엇을 헷갈리는지 찾는다.
# date: 2026-11-22
# ---
# # 층을 하나씩 쌓기
#
# 모델을 한꺼번에 적지 않고 층을 하나 더할 때마다 멈추어 모양과 파라미터를 센다. 훈련한 뒤에는 정확도 하나로 끝내지 않고, 어떤 옷을 어떤
# 옷으로 잘못 보는지 **혼동 행렬**(confusion matrix)로 찾는다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 파이썬에서 이미지는 어떤 모양의 배열인가
#     - SciPy의 네 함수와 Keras의 합성곱은 무엇이 같고 무엇이 다른가
#     - 층을 하나 더할 때마다 모양과 파라미터가 어떻게 바뀌는가
#     - 훈련 기록과 혼동 행렬을 어떻게 읽는가
#
# 이 페이지는 Colab 노트북 「CNN」의 순서를 따른다. 문장과 코드는 모두 새로 썼고, 원문에서 고칠 곳은 **원문 바로잡기** 상자에 담고
# 확인할 수 있는 것은 실행해 보인다.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from scipy.signal import convolve, convolve2d, correlate, correlate2d
from sklearn.datasets import load_sample_image
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from snippets import plotting, visualization
from snippets.datasets import FASHION_NAMES, load_fashion_mnist
from snippets.table import table

plotting.use_style()
SEED = 0

# %% [markdown]
# !!! warning "원문 바로잡기: `kears`와 빠진 import"
#
#     원문에는 `keras`를 `kears`로 잘못 적은 줄이 있고, 가져오지 않은 `confusion_matrix`와 `sns`를 쓴다. 그대로 실행하면 셋 다
#     NameError가 난다.

# %% tags=["boxed"]
for line in ("kears.layers.Flatten()", "confusion_matrix([0], [0])", "sns.heatmap"):
    message = "오류 없음"
    try:
        eval(
            line, {"keras": keras, "np": np, "plt": plt}
        )  # 원문이 가져온 이름 가운데 셋
    except NameError as error:
        message = str(error)
    assert "is not defined" in message
    print("NameError:", message)

# %% [markdown]
# ## 파이썬에서 이미지는 배열이다
#
# 픽셀의 값은 두 가지 눈금으로 적는다. 파일에서 읽으면 흔히 0–255의 정수(`uint8`)이고, 계산할 때는 0–1의 실수로 바꾼다. 배열의 모양은
# 이미지의 종류를 말해 준다. 흑백 이미지는 흔히 (높이, 너비)의 2차원 배열이다. Keras의 합성곱 층에는 맨 뒤에 길이 1인 **채널**(channel) 축을, 맨 앞에
# 배치 축을 더해 넣는다.

# %%
china = load_sample_image("china.jpg")[::2, ::2]  # 두 줄에 하나씩
color = china.astype("float32") / 255
gray = color @ np.array([0.299, 0.587, 0.114], dtype="float32")  # 눈이 느끼는 밝기
alpha = np.full((*gray.shape, 1), 0.5, dtype="float32")
kinds = {
    "파일에서 읽은 컬러": china,
    "실수로 바꾼 컬러": color,
    "반투명한 컬러": np.concatenate([color, alpha], axis=2),
    "흑백": gray,
    "채널 축을 더한 흑백": gray[:, :, np.newaxis],
}
rows = []
for name, image in kinds.items():
    values = f"{image.min():g}–{image.max():.3g}"
    rows.append(
        {"이미지": name, "모양": str(image.shape), "형": image.dtype, "값": values}
    )
table(rows)

# %% [markdown]
# ## SciPy로 해 보는 합성곱
#
# **커널**(kernel) 셋을 사진에 적용한다. 소벨(Sobel) 커널은 세로 윤곽선을 찾고, 평균 커널은 흐리게 하고, 마지막 커널은 날카롭게 한다. 소벨의 값은 왼쪽과 오른쪽 가운데 어느 쪽이 밝은지에 따라 부호가 바뀌는데, 여기서는
# 윤곽선의 세기만 보려고 절댓값을 그린다. 그림에서 0보다 작은 값은 검게, 1보다 큰 값은 하얗게 잘린다. 신경망의 합성곱처럼 커널을 돌리지 않는 `correlate2d`를 쓰고(까닭은 아래 상자에 있다), `symm`은 가장자리를 거울처럼 이어 채운다.

# %% alt="중국 건축물 사진 네 장. 원본, 소벨 커널로 세로 윤곽선을 찾은 것, 5×5 평균으로 흐리게 한 것, 날카롭게 한 것이다."
kernels = {
    "소벨": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=float),
    "흐리게": np.full((5, 5), 1 / 25),
    "날카롭게": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], dtype=float),
}
shown = {"원본": gray}
for name, kernel in kernels.items():
    result = correlate2d(gray, kernel, mode="same", boundary="symm")
    shown[name] = np.abs(result) if name == "소벨" else result
_, axes = plt.subplots(2, 2, figsize=(6.4, 4.7))
for ax, (name, image) in zip(axes.flat, shown.items(), strict=True):
    ax.imshow(image, vmin=0, vmax=1)
    ax.set_title(name)
    ax.axis("off")
plt.show()

# %% [markdown]
# !!! warning "원문 바로잡기: 가져오기만 하고 쓰지 않은 함수"
#
#     원문은 SciPy의 함수 넷과 `load_sample_image`를 가져오기만 하고 쓰지 않았다. **상호상관**(cross-correlation)은 커널을 그대로 대고, 수학의
#     **합성곱**(convolution)은 커널을 180도 돌려서 댄다. SciPy에는 둘을 계산하는 함수가 두 개씩 있다. `correlate`와 `correlate2d`, `convolve`와
#     `convolve2d`이다. 가장자리 밖을 0으로 볼 때(기본값) 두 짝은 커널의 변이 홀수이면 2차원에서 같은 값을 낸다. 0으로 보더라도 변이 짝수인 커널을
#     `mode="same"`으로 대면 `correlate`와 `correlate2d`는 한 칸 어긋난다. `symm`처럼 가장자리를 달리 채우는 것은 이름에 `2d`가 붙은
#     두 함수만 할 수 있다.

# %% tags=["boxed"]
sobel = kernels["소벨"]
turned = sobel[::-1, ::-1]
convolved = convolve2d(gray, sobel, mode="valid")
correlated = correlate2d(gray, sobel, mode="valid")
assert np.allclose(convolve(gray, sobel, mode="valid"), convolved, atol=1e-4)
assert np.allclose(correlate(gray, sobel, mode="valid"), correlated, atol=1e-4)
assert np.allclose(convolved, correlate2d(gray, turned, mode="valid"), atol=1e-4)
assert not np.allclose(convolved, correlated, atol=1e-4)
even = np.arange(4.0).reshape(2, 2)
for mode in ("full", "valid", "same"):
    agree = [
        np.allclose(one(gray, k, mode=mode), other(gray, k, mode=mode), atol=1e-4)
        for k in (sobel, even)
        for one, other in ((convolve, convolve2d), (correlate, correlate2d))
    ]
    assert agree == [True, True, True, mode != "same"]  # 마지막은 2×2의 correlate
print("합성곱 = 커널을 180도 돌린 상호상관:", convolved.shape)

# %% [markdown]
# !!! warning "원문 바로잡기: Conv2D는 상호상관이다"
#
#     원문은 `Conv2D`가 합성곱 연산을 한다고만 적었다. Keras의 `Conv2D`는 커널을 돌리지 않는다. 곧 `correlate2d`와 같고
#     `convolve2d`와 다르다. 커널의 숫자를 훈련이 정하므로 어느 쪽으로 계산해도 할 수 있는 일은 같다.

# %% tags=["boxed"]
layer = layers.Conv2D(1, 3, use_bias=False)
layer.build((None, *gray.shape, 1))
layer.set_weights([sobel[:, :, np.newaxis, np.newaxis]])
by_keras = layer(gray[np.newaxis, :, :, np.newaxis]).numpy()[0, :, :, 0]
assert np.allclose(by_keras, correlated, atol=1e-4)
assert not np.allclose(by_keras, convolved, atol=1e-4)
print("correlate2d와 같고 convolve2d와 다르다:", by_keras.shape)

# %% [markdown]
# ## 데이터: 층화해서 나누기
#
# Fashion-MNIST는 티셔츠부터 앵클부츠까지 옷 10종류를 28×28 흑백으로 담은 데이터이다. 한 장씩 보면
# [옷 사진 들여다보기](fashion_feature_maps.ipynb#데이터-옷-10종류)의 그림과 같다. 훈련용 6만 장 가운데 20%를 검증 세트로 뗀다. `stratify`에 레이블을 주면 두 쪽의
# 종류별 비율이 같아진다. 이것을 **층화 분할**(stratified split)이라 한다. `train_test_split`은 훈련 x, 검증 x, 훈련 y, 검증 y의 순서로 돌려준다.

# %%
(x_train_full, y_train_full), (x_test, y_test) = load_fashion_mnist()
x_train_full = x_train_full.reshape(-1, 28, 28, 1).astype("float32") / 255
x_test = x_test.reshape(-1, 28, 28, 1).astype("float32") / 255
x_train, x_val, y_train, y_val = train_test_split(
    x_train_full,
    y_train_full,
    test_size=0.2,
    stratify=y_train_full,
    random_state=42,
)
print("훈련", x_train.shape, "검증", x_val.shape, "테스트", x_test.shape)
per_class = np.bincount(y_train), np.bincount(y_val)
shares = per_class[0] / len(y_train), per_class[1] / len(y_val)
assert np.abs(shares[0] - shares[1]).max() < 2 / len(y_val)  # 한 장까지는 어긋난다
print("종류별 훈련 장수:", per_class[0])
print("종류별 검증 장수:", per_class[1])

# %% [markdown]
# ## 층을 하나씩 더하기
#
# 먼저 말을 정리하자.
#
# | 말 | 뜻 |
# | :-- | :-- |
# | **필터**(filter) | 커널을 앞 층의 채널마다 한 장씩 모은 한 벌. 특성 맵 한 장을 만든다 |
# | **커널**(kernel) | 필터 안에서 곱해지는 가중치의 격자 |
# | **특성 맵**(feature map) | 필터 하나가 만든 출력 |
# | **패딩**(padding) | 입력 둘레에 0을 채우는 것. `valid`는 채우지 않고, `same`은 보폭 1에서 크기가 그대로 유지되도록 채운다 |
# | **보폭**(stride) | 창을 한 번에 옮기는 칸 수. 합성곱에서는 보통 1이다 |
# | **풀링**(pooling) | 구역마다 값 하나만 남기는 것. 가중치가 없고, 보통 구역의 크기와 보폭이 같고 채우지 않는다. 최대를 남길지 평균을 남길지는 [풀링](../concepts/pooling.ipynb)에서 견준다 |
#
# 28×28 이미지를, 둘레를 채우지 않은 채 3×3 커널로 훑으면 한 변은 28 − 3 + 1 = 26이 된다. 이제 빈 모델에 입력부터 더한다.

# %%
keras.utils.set_random_seed(SEED)
model = keras.Sequential(name="layer_by_layer")
model.add(keras.Input(shape=(28, 28, 1)))  # (height, width, channels)
assert layers.Conv2D(1, 3)(x_train[:1]).shape == (1, 28 - 3 + 1, 26, 1)
model.summary()

# %% [markdown]
# !!! warning "원문 바로잡기: 입력층이 요약에 보이는 모델도 있다"
#
#     원문은 `model.summary()`에 입력층이 나타나지 않는다고 적었다. 원문이 쓴 `Sequential`에서는 맞는 말이다. 그러나 함수형 API로 만든 모델의 요약에는
#     `InputLayer`가 첫 줄에 보인다.

# %% tags=["boxed"]
inputs = keras.Input(shape=(28, 28, 1))
functional = keras.Model(inputs, layers.Conv2D(32, 3)(inputs))
lines = []
functional.summary(print_fn=lambda text, **_: lines.append(text))
sequential_lines = []
model.summary(print_fn=lambda text, **_: sequential_lines.append(text))
assert "InputLayer" in "".join(lines)
assert "InputLayer" not in "".join(sequential_lines)
print(next(line for line in "".join(lines).splitlines() if "InputLayer" in line))

# %% [markdown]
# **첫째 합성곱 층.** 3×3 필터 32개. 필터마다 가중치 9개와 편향 1개가 있으므로 (9 + 1) · 32 = 320개이다. `same` 패딩이라 크기는
# 28×28 그대로이고 채널이 32개가 된다. `relu`는 음수를 0으로 바꾼다.

# %%
model.add(layers.Conv2D(32, 3, padding="same", activation="relu", name="conv_1"))
model.summary()

# %% [markdown]
# !!! warning "원문 바로잡기: same은 보폭이 1일 때만 크기를 지킨다"
#
#     원문은 `same` 패딩이 입력과 특성 맵의 크기를 같게 만든다고 적었다. 원문도 합성곱의 보폭은
#     보통 1이라고 했으니 그때는 맞다. 그러나 보폭이 2이면 28이 14가 된다. 크기는 풀링으로도, 보폭이 2 이상인 합성곱으로도 줄일 수 있고 요즘은 둘 다 쓴다.

# %% tags=["boxed"]
sizes = {}
for strides in (1, 2, 3):
    same = layers.Conv2D(32, 3, strides=strides, padding="same")
    sizes[strides] = same(x_train[:1]).shape[1]
assert sizes == {1: 28, 2: 14, 3: 10}
print("보폭 → 출력의 한 변:", sizes)

# %% [markdown]
# **첫째 최대 풀링 층.** 2×2 구역마다 가장 큰 값만 남긴다. 28×28이 14×14가 되고 채널 수는 그대로이며 파라미터는 없다. `MaxPool2D`와
# `MaxPooling2D`는 같은 층의 두 이름이다.

# %%
model.add(layers.MaxPool2D(name="max_pool_1"))
model.summary()

# %% [markdown]
# **둘째 합성곱 층.** 필터 하나가 앞의 특성 맵 32장을 모두 본다. (3 · 3 · 32 + 1) · 64 = 18,496개이다. 뒤이어 풀링을 하나 더
# 더하면 7×7이 된다.

# %%
model.add(layers.Conv2D(64, 3, padding="same", activation="relu", name="conv_2"))
model.summary()

# %%
model.add(layers.MaxPool2D(name="max_pool_2"))
model.summary()

# %% [markdown]
# ### 필터는 왜 32, 64, 128로 늘어나는가
#
# 앞의 층은 짧은 윤곽선처럼 몇 안 되는 단순한 패턴을 찾고, 뒤의 층은 그것을 엮은 여러 가지 모양을 찾는다. 한 단을 더 쌓는다면 128개로 한다. 엮는 방법은 가짓수가 많으니 필터를
# 늘려 두는 것이 보통이다(꼭 그래야 한다는 증명은 아니다). 계산도 감당할 만하다. 풀링이 자리를 4분의 1로 줄이는 동안 채널을 두 배로 늘리면, 특성 맵에 든 값의 수는 모두 합쳐
# 절반으로 준다. 합성곱 층의 곱셈은 (자리의 수) · 9 · (들어오는 채널) · (나가는 채널)번이다. 들어오는 채널과 나가는 채널이 함께 두 배가 되므로(1/4 · 2 · 2 = 1) 둘째 층부터는 층마다
# 같다. 첫 층에서 둘째 층으로 갈 때는 들어오는 채널이 1에서 32로 늘어 1/4 · 32 · 2 = 16배이다. 큰 커널 하나 대신 3×3을 쌓는 까닭은
# [필터와 채널](filters_and_channels.ipynb#작은-필터를-겹쳐-쌓기)에서 다룬다.

# %%
stages = [(28, 32), (14, 64), (7, 128)]
for (side, filters), (last_side, last_filters) in zip(
    stages[1:], stages, strict=False
):
    assert side * side * filters * 2 == last_side * last_side * last_filters
multiplications = [
    28 * 28 * 9 * 1 * 32,
    14 * 14 * 9 * 32 * 64,
    7 * 7 * 9 * 64 * 128,
]
assert multiplications[1] == multiplications[2] == 16 * multiplications[0]
print(
    [
        f"{side}·{side}·{filters} = {side * side * filters:,}"
        for side, filters in stages
    ]
)

# %% [markdown]
# **펼치기.** Keras의 `Dense`는 마지막 축에만 가중치를 곱한다. 모든 자리의 모든 채널을 함께 보게 하려면 먼저 한 줄로 펼친다.
# 7 · 7 · 64 = 3,136개이다.

# %%
model.add(layers.Flatten(name="flatten"))
model.summary()

# %% [markdown]
# !!! warning "원문 바로잡기: 2차원인가, 1차원인가"
#
#     원문에는 `Flatten`이 특성 맵을 2차원 배열로 바꾼다고 한 곳과 1차원 배열로 펼친다고 한 곳이 있다. 둘은 다른 것을 센 것이다. 이미지
#     한 장은 1차원 (3136,)이 되고, 배치 축까지 세면 2차원 (장수, 3136)이다.

# %% tags=["boxed"]
flat = model(x_train[:5])
assert flat.ndim == 2 and flat[0].ndim == 1
print("배치:", tuple(flat.shape), "| 한 장:", tuple(flat[0].shape))

# %% [markdown]
# **밀집 층.** 유닛 100개가 저마다 3,136개를 모두 본다. (3,136 + 1) · 100 = 313,700개이다.

# %%
model.add(layers.Dense(100, activation="relu", name="dense_1"))
model.summary()

# %% [markdown]
# **드롭아웃**(dropout)은 훈련하는 동안 값을 저마다 30%의 확률로 0으로 바꾼다. 모델이 유닛 몇 개에만 기대지 못하게 해
# **과대적합**(overfitting)을 줄인다. 과대적합은 훈련 데이터는 점점 잘 맞히는데 처음 보는 데이터에서는 나아지지 않는 것이다.

# %%
model.add(layers.Dropout(0.3, name="dropout"))
model.summary()

# %% [markdown]
# !!! warning "원문 바로잡기: 드롭아웃은 에포크가 아니라 걸음마다"
#
#     원문은 훈련 단계에서 *에포크마다* 입력 뉴런의 30%를 끊는다고 적었다. 훈련할 때만이라는 것은 맞다. 그러나 새로 고르는 것은 에포크마다가
#     아니라 배치 하나를 처리하는 **걸음마다**이고, 배치 안에서도 이미지마다 따로 고른다. 남은 값은 1/(1 − 0.3)배로 키워 합의 기댓값을 지킨다. 평가하고 예측할 때는 아무것도 하지 않는다.

# %% tags=["boxed"]
dropout = layers.Dropout(0.3, seed=SEED)
ones = np.ones((2, 1000), dtype="float32")  # 이미지 두 장
first, second = (dropout(ones, training=True).numpy() for _ in range(2))
assert not np.array_equal(first, second)  # 걸음마다 다르다
assert not np.array_equal(first[0], first[1])  # 이미지마다 다르다
assert np.allclose(np.unique(first), [0, 1 / 0.7])
assert np.array_equal(dropout(ones, training=False), ones)
print(f"0이 된 비율 {np.mean(first == 0):.2f}, {np.mean(second == 0):.2f}")
print(f"남은 값 {first.max():.3f}, 두 걸음의 평균 {np.mean([first, second]):.2f}")

# %% [markdown]
# **출력층.** 종류가 10가지이므로 유닛도 10개이다. (100 + 1) · 10 = 1,010개이다. **소프트맥스**(softmax)는 점수 10개를 확률 10개로 바꾼다.
# 확률은 모두 더하면 1이다.

# %%
model.add(layers.Dense(10, activation="softmax", name="dense_2"))
model.summary()

# %% [markdown]
# 손으로 센 값(`by_hand`), 이 사이트의 함수 `count`가 층의 목록 `stack`을 받아 센 값, Keras의 값이 같은지 확인하고, 이미지 한 장에 드는 곱셈을 곁들인다. 그리고 `keras.utils.plot_model`과 같은 그림을 그린다.

# %%
# Keras의 층이 아니라 층의 설정만 적는 기록이다
from snippets.layer_kinds import Conv2D, Dense, Dropout, Flatten, Pooling2D
from snippets.parameters import count

by_hand = [(9 + 1) * 32, 0, (3 * 3 * 32 + 1) * 64, 0, 0]
by_hand += [(3136 + 1) * 100, 0, (100 + 1) * 10]
stack = [Conv2D(32, 3, padding="same"), Pooling2D()]
stack += [Conv2D(64, 3, padding="same"), Pooling2D(), Flatten()]
stack += [Dense(100), Dropout(0.3), Dense(10)]
rows = count(stack, (28, 28, 1))
counted = [row.parameters for row in rows]
in_keras = [layer.count_params() for layer in model.layers]
assert by_hand == counted == in_keras
assert sum(by_hand) == model.count_params() == 333_526
table(
    [
        {"층": name, "손으로": hand, "Keras": n, "곱셈": row.multiplications}
        for name, hand, n, row in zip(
            [layer.name for layer in model.layers],
            by_hand,
            in_keras,
            rows,
            strict=True,
        )
    ]
)

# %% alt=["모델의 층을 위에서 아래로 이은 그림. 층의 종류만 적혀 있다.", "같은 그림에 층마다 입력과 출력의 모양을 더한 것. (None, 28, 28, 1)에서 (None, 10)까지 이어진다."]
from IPython.display import display
from snippets.diagram import model_diagram

display(model_diagram(model, dpi=50))
display(model_diagram(model, dpi=60, show_shapes=True))

# %% [markdown]
# !!! warning "원문 바로잡기: dpi가 크면 그림도 커진다"
#
#     원문은 `plot_model`의 dpi가 크면 그림의 크기가 작아진다고 적었다. 거꾸로이다. dpi는 1인치에 찍는 점의 수이고 도형의 크기는
#     인치로 정해져 있으므로, 그림 파일의 너비가 dpi에 비례해 커진다.

# %% tags=["boxed"]
widths = []
for dpi in (32, 64, 128):
    svg = model_diagram(model, dpi=dpi).data
    widths.append(int(svg.partition('width="')[2].partition("pt")[0]))
assert np.allclose(np.divide(widths, widths[0]), (1, 2, 4), rtol=0.05)
print("dpi 32, 64, 128일 때 너비:", widths)

# %% [markdown]
# ## 컴파일과 훈련
#
# `compile`에 셋을 준다. **옵티마이저**(optimizer)는 손실을 줄이도록 파라미터를 고치는 방법, **손실 함수**(loss function)는 예측이 정답에서 벗어난 정도를 재는
# 함수, **지표**(metric)는 사람이 보려고 재는 값이다. 이름 대신 객체로 주면 학습률 같은 설정을 함께 담을 수 있다.
# 레이블이 3처럼 정수이면 손실은 `SparseCategoricalCrossentropy`이고, [심층 합성곱 신경망](deep_mnist.ipynb)처럼 원-핫으로 바꾸었으면
# `CategoricalCrossentropy`이다. 값은 같다.

# %%
model.compile(
    optimizer=keras.optimizers.Adam(),
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
)
print("학습률:", f"{float(model.optimizer.learning_rate.numpy()):g}")
probabilities = model.predict(x_train[:5], verbose=0)
one_hot = keras.utils.to_categorical(y_train[:5], num_classes=10)
np.testing.assert_allclose(
    keras.losses.SparseCategoricalCrossentropy()(y_train[:5], probabilities),
    keras.losses.CategoricalCrossentropy()(one_hot, probabilities),
    rtol=1e-5,
)

# %% [markdown]
# 원문의 배치는 Keras의 기본값인 32이고 여기서는 64이다. 최대 100에포크를 돌되, 검증 손실이 그때까지의 최저보다 낮아지지 않는 에포크가 셋 이어지면 멈춘다. 이것을
# **조기 종료**(early stopping)라 한다. 멈춘 뒤에는 가장 좋았던 가중치로 되돌린다. `ModelCheckpoint`는 그 모델을 파일로 남긴다.

# %% tags=["parameters"] fast={"max_epochs": 1}
max_epochs = 100

# %% timeout=3600
best_file = "cnn_best_model.keras"
checkpoint = keras.callbacks.ModelCheckpoint(best_file, save_best_only=True)
early_stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
keras.utils.set_random_seed(SEED)
result = model.fit(
    x_train,
    y_train,
    batch_size=64,
    epochs=max_epochs,
    validation_data=(x_val, y_val),
    callbacks=[checkpoint, early_stop],
    verbose=2,
)

# %% [markdown]
# !!! warning "원문 바로잡기: 배열로 주는 validation_data는 튜플이다"
#
#     원문은 `validation_data=[x_val, y_val]`이라고 리스트를 주었다. 지금의 Keras는 리스트도 받아 주지만, 배열로 줄 때 설명서가 약속한 것은 **튜플** `(x_val,
#     y_val)`이다. 약속되지 않은 것은 다음 판에서 달라질 수 있다.

# %% tags=["boxed"]
import inspect

small = keras.Sequential([layers.Flatten(), layers.Dense(10)])
small.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
tried = small.fit(
    x_val[:8], y_val[:8], validation_data=[x_val[:8], y_val[:8]], verbose=0
)
assert "val_loss" in tried.history
explained = inspect.getdoc(keras.Model.fit).partition("validation_data:")[2]
assert "A tuple `(x_val, y_val)`" in explained
print(next(line.strip() for line in explained.splitlines() if "A tuple" in line))

# %% [markdown]
# `fit`이 돌려준 `History` 객체에는 에포크 번호(`epoch`, 0부터 센다)와 에포크마다의 값(`history`)이 들어 있다.

# %%
print(type(result).__name__, result.epoch)
for name, values in result.history.items():
    print(name, np.round(values, 3).tolist())
best = int(np.argmin(result.history["val_loss"])) + 1
print(
    f"검증 손실은 {best}에포크에서 가장 낮고, 훈련은 {len(result.epoch)}에포크에서 끝났다"
)

# %% alt="에포크에 따른 손실과 정확도를 훈련과 검증으로 나누어 그린 그래프 두 장. 훈련 손실은 대체로 내려가고, 검증 손실이 가장 낮은 에포크에 점선이 있다."
visualization.curves(result.history)

# %% [markdown]
# 세로 점선의 오른쪽에서 훈련 손실과 검증 손실의 사이가 벌어지는지 보자. 훈련 손실만 계속 내려가는 것이 과대적합의 조짐이다. 그래서 점선이 있는
# 에포크의 가중치로 되돌렸다.
#
# ## 평가: 훈련, 검증, 테스트
#
# 같은 모델을 세 가지 데이터로 잰다. 훈련 정확도는 배운 문제를 다시 푼 점수이고, 검증 정확도는 언제 멈출지 고르는 데 쓴 데이터에서 잰 점수라 조금 후할 수 있다. 처음 보는
# 데이터에 대한 실력은 테스트 정확도로 어림한다. 훈련 정확도는 위의 기록에 적힌 값과 다르다. 기록의 값은 드롭아웃을 켠 채로, 가중치가 바뀌어 가는 한 에포크
# 동안 잰 평균이고, 여기서는 드롭아웃을 끄고 되돌린 가중치 하나로 쟀다.

# %%
splits = {
    "훈련": (x_train, y_train),
    "검증": (x_val, y_val),
    "테스트": (x_test, y_test),
}
quickly = {"batch_size": 500, "verbose": 0}  # 훈련하지 않으니 크게 묶는다
scores = {name: model.evaluate(*xy, **quickly) for name, xy in splits.items()}
table(
    [
        {
            "데이터": name,
            "장수": len(splits[name][1]),
            "손실": loss,
            "정확도": accuracy,
        }
        for name, (loss, accuracy) in scores.items()
    ]
)

# %% [markdown]
# 다음 표의 값은 고른 에포크를 빼고 사이트의 [결과 모음](../../results.md)에도 실린다. 표를 만드는 `Results`의 소스는 코드 아래에 접어 두었다.

# %% tags=["source"]
from snippets.results import Results

Results(
    [
        {
            "모델": "층을 하나씩 쌓은 모델",
            "파라미터": model.count_params(),
            "훈련 이미지": len(x_train),
            "에포크": len(result.epoch),
            "고른 에포크": int(np.argmin(result.history["val_loss"])) + 1,
            "테스트 정확도": scores["테스트"][1],
        }
    ]
)

# %% [markdown]
# !!! warning "원문 바로잡기: 만들어 놓고 쓰지 않은 테스트 세트"
#
#     원문은 `x_test_scaled`를 만들었지만 끝까지 쓰지 않았고, 모델을 자기 Google 드라이브의 폴더에 저장했다. Colab에서
#     드라이브를 연결하지 않으면 그 폴더는 드라이브가 아니라 런타임의 디스크에 만들어지고, 런타임이 끝나면 함께 사라진다(여기서 확인할 수는 없다). 새로 쓴 코드는
#     테스트 세트로 평가하고, 지금 폴더에 저장한다.

# %% tags=["boxed"]
from pathlib import Path

assert Path(best_file).is_file()
again = keras.models.load_model(best_file).evaluate(x_test, y_test, verbose=0)
assert np.isclose(again[1], scores["테스트"][1])
print(f"다시 읽은 {best_file}: 테스트 정확도 {again[1]:.4f}")

# %% [markdown]
# ## 예측
#
# 훈련 이미지 다섯 장에 대한 확률이다. 행마다 10종류의 확률이 있고, 가장 큰 값의 자리(`argmax`)가 예측한 레이블이다.

# %%
predictions = model.predict(x_train[:5], verbose=0)  # (5, 10)
print(predictions.round(3))
predicted = predictions.argmax(axis=1)
print("예측", predicted)
print("실제", y_train[:5])
print(f"5개 가운데 {(predicted == y_train[:5]).sum()}개를 맞혔다")

# %% [markdown]
# !!! warning "원문 바로잡기: 0.9468은 95%, 문제는 '맞히는' 것"
#
#     원문은 확률 0.94682795를 "약 94%"라고 적었다. 반올림하면 95%이다. 또 다섯 개 가운데 네 개를 '맞추고'라고 적었는데, 답을 골라
#     내는 것은 '맞히다'이다. '맞추다'는 대어 보거나 일치시킨다는 뜻이다. 셈은 확인할 수 있다.

# %% tags=["boxed"]
assert f"{0.94682795:.0%}" == "95%"
print(f"0.94682795 → {0.94682795:.0%}")

# %% [markdown]
# ## 혼동 행렬
#
# 행은 실제, 열은 예측이다. 대각선은 맞힌 수이고, 나머지는 무엇을 무엇으로 잘못 보았는지를 센 것이다. 먼저 훈련 세트, 다음은 검증
# 세트이다.

# %%
matrices = {}
for name in ("훈련", "검증"):
    x, y = splits[name]
    labels = model.predict(x, **quickly).argmax(axis=1)
    matrices[name] = confusion_matrix(y, labels, labels=range(10))
    assert np.isclose(np.trace(matrices[name]) / len(y), scores[name][1])
    print(name)
    print(matrices[name])

# %% [markdown]
# 숫자만으로는 읽기 어렵다. 행마다 백분율로 바꾸어 색으로 나타낸다. 이런 그림을 **히트맵**(heatmap)이라 한다. 0.5% 이하는 적지 않는다.

# %% card=2 alt=["훈련 세트의 혼동 행렬을 10종류의 이름과 함께 색으로 나타낸 그림. 대각선이 짙다.", "검증 세트의 혼동 행렬. 대각선이 짙지만, 셔츠의 행에는 티셔츠와 스웨터와 코트 자리에도 색이 있다."]
for name, matrix in matrices.items():
    visualization.confusion_heatmap(matrix, FASHION_NAMES, f"{name} 세트")

# %% [markdown]
# 검증 세트에서 가장 자주 틀린 다섯 쌍을 *실제 → 예측*으로 적는다.

# %%
val_matrix = matrices["검증"]
share = val_matrix / val_matrix.sum(axis=1, keepdims=True)
mistakes = np.where(np.eye(10, dtype=bool), 0, share)
tops = {"티셔츠", "스웨터", "원피스", "코트", "셔츠"}
for place in mistakes.ravel().argsort()[::-1][:5]:
    true, guess = divmod(int(place), 10)
    assert max_epochs == 1 or {FASHION_NAMES[true], FASHION_NAMES[guess]} <= tops
    print(
        f"{FASHION_NAMES[true]} → {FASHION_NAMES[guess]}: {share[true, guess]:.1%}"
    )

# %% [markdown]
# 가장 자주 헷갈리는 다섯 쌍은 모두 윗몸을 덮는 다섯 종류(티셔츠, 스웨터, 원피스, 코트, 셔츠) 안에서 나왔다. 사람이 보아도 어려운지 직접 판단해 보자. 셔츠인데 티셔츠로 본 검증 이미지이다.

# %% alt="실제는 셔츠인데 모델이 티셔츠로 예측한 검증 이미지 다섯 장."
shirt, t_shirt = FASHION_NAMES.index("셔츠"), FASHION_NAMES.index("티셔츠")
val_labels = model.predict(x_val, verbose=0).argmax(axis=1)
confused = np.flatnonzero((y_val == shirt) & (val_labels == t_shirt))[:5]
plotting.image_grid(x_val[confused])

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 커널을 돌리는 쪽을 손으로 해 본다.

# %% tags=["exercise"]
from snippets.exercises import Problem, drawn, exercise


def turned_over(seed):
    """convolve2d가 내는 값."""
    rng = np.random.default_rng(seed)
    image, kernel = rng.integers(0, 4, (3, 3)), rng.integers(-1, 3, (2, 2))

    def laid(kernel):
        return correlate2d(image, kernel, mode="valid")

    key = convolve2d(image, kernel, mode="valid")
    return Problem(
        key,
        {
            "커널을 돌리지 않았다. 그 값은 correlate2d와 Conv2D가 내는 값이다.": laid(
                kernel
            ),
            "왼쪽과 오른쪽만 뒤집었다. 180도 돌리면 위와 아래도 바뀐다.": laid(
                kernel[:, ::-1]
            ),
            "위와 아래만 뒤집었다. 180도 돌리면 왼쪽과 오른쪽도 바뀐다.": laid(
                kernel[::-1]
            ),
            "왼쪽으로 90도 돌렸다. 180도 돌린다.": laid(np.rot90(kernel)),
            "오른쪽으로 90도 돌렸다. 180도 돌린다.": laid(np.rot90(kernel, -1)),
            "커널의 가로와 세로를 바꾸었다. 180도 돌린다.": laid(kernel.T),
        },
        'convolve2d(이미지, 커널, mode="valid")가 내는 값을 적는다.',
        {"이미지": image, "커널": kernel},
        why=f"돌린 커널 {kernel[::-1, ::-1].tolist()}, 답 {key.tolist()}".replace(
            "-", "−"
        ),
        hints=("먼저 커널을 180도 돌린다.", "돌린 커널을 그대로 대고 곱해 더한다."),
    )


first, *others = drawn(turned_over, 13, seed=range(5_000))
exercise("turned-over", first, others=others)

# %% [markdown]
# ??? success "답 보기"
#
#     커널을 180도 돌려 대고 곱해 더한다.

# %% tags=["boxed", "hidden"]
print(first.why)

# %% [markdown]
# **2.** 두 합성곱 층의 `padding`을 모두 `"valid"`로 바꾸면 모델의 파라미터는 모두 몇 개가 되는가?

# %% tags=["exercise"]
valid = [Conv2D(32, 3), Pooling2D(), Conv2D(64, 3), Pooling2D(), *stack[4:]]
rows = count(valid, (28, 28, 1))
total = sum(row.parameters for row in rows)
flat = rows[4].shape[0]
exercise(
    "valid-total",
    Problem(
        total,
        {
            "바꾸기 전의 수이다.": model.count_params(),
            "한 변은 6으로 끝나지 않는다. 두 합성곱이 모두 줄이고, 풀링은 남는 칸을 버린다.": total
            + (6 * 6 * 64 - flat) * 100,
            "펼칠 때 채널을 빠뜨렸다.": total + (5 * 5 - flat) * 100,
            "편향을 모두 빠뜨렸다.": total - (32 + 64 + 100 + 10),
            "dense_1만 세었다.": rows[5].parameters,
        },
    ),
    ["합성곱 층의 파라미터는 그대로이다.", "한 변은 28 → 26 → 13 → …로 줄어든다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     28 → 26 → 13 → 11 → 5이므로 밀집 층이 5·5·64개를 받는다.

# %% tags=["boxed", "hidden"]
print(f"펼친 값 {flat:,}개, 파라미터 {total:,}개")

# %% [markdown]
# **3.** 본래의 모델에서 `Flatten`을 빠뜨렸다. 오류 없이 쌓이는데, 출력은 어떤 모양인가? 배치 축까지 적는다.

# %% tags=["exercise"]
unflat = [it for it in stack if it != Flatten()]
spread = (None, *count(unflat, (28, 28, 1))[-1].shape)
chained = keras.Sequential(
    [keras.Input((7, 7, 64)), layers.Dense(100), layers.Dense(10)]
)
assert chained.output_shape == spread
exercise(
    "no-flatten",
    Problem(
        spread,
        {
            "펼쳤을 때의 모양이다. Dense는 마지막 축만 바꾼다.": (None, 10),
            "마지막 축도 바뀐다. Dense의 유닛 수가 된다.": (None, 7, 7, 64),
            "dense_1의 출력이다.": (None, 7, 7, 100),
            "높이와 너비는 한 축으로 합쳐지지 않는다.": (None, 7 * 7, 10),
            "모두 한 축으로 펼친 모양이다.": (None, 7 * 7 * 10),
        },
    ),
    [
        "Dense는 마지막 축에만 가중치를 곱한다.",
        "max_pool_2의 출력은 (None, 7, 7, 64)이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `Dense`가 자리마다 따로 적용되어 높이와 너비가 남는다. 이미지 한 장에 확률 10개가 아니라 자리마다 10개가 나온다.

# %% tags=["boxed", "hidden"]
print(chained.output_shape)

# %% [markdown]
# **4.** `max_pool_2` 뒤에 `Conv2D(128, 3, padding="same")`과 2×2 풀링을 하나씩 더 쌓으면 모델의 파라미터는 모두 몇 개가 되는가? 먼저 늘지 줄지 짐작해 본다.

# %% tags=["exercise"]
deeper = [*stack[:4], Conv2D(128, 3, padding="same"), Pooling2D(), *stack[4:]]
rows = count(deeper, (28, 28, 1))
total = sum(row.parameters for row in rows)
flat, added = rows[6].shape[0], rows[4].parameters
exercise(
    "deeper-total",
    Problem(
        total,
        {
            "바꾸기 전의 수이다.": model.count_params(),
            "더한 층만큼 늘렸다. dense_1이 받는 값도 바뀐다.": model.count_params()
            + added,
            "더한 합성곱 층의 파라미터를 빠뜨렸다.": total - added,
            "7칸을 4칸으로 줄였다. 풀링은 남는 칸을 버린다.": total
            + (4 * 4 * 128 - flat) * 100,
            "펼친 값의 채널은 더한 층의 필터 수이다.": total
            + (3 * 3 * 64 - flat) * 100,
            "더한 풀링을 빠뜨렸다.": total + (7 * 7 * 128 - flat) * 100,
        },
    ),
    ["더한 합성곱 층은 64채널을 받는다.", "dense_1은 3·3·128개를 받는다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     층을 더했는데 준다. 펼친 값이 줄어, `dense_1`에서 준 파라미터가 더한 합성곱 층의 파라미터보다 많다.

# %% tags=["boxed", "hidden"]
was = model.get_layer("dense_1")
lost = was.count_params() - rows[7].parameters
assert lost > added and rows[7].shape == (100,)
print(f"펼친 값 {was.input.shape[1]:,} → {flat:,}개, dense_1은 {lost:,}개 줄고")
print(f"합성곱 층은 {added:,}개를 더한다: {total:,}개")

# %% [markdown]
# **5.** `by_kind = predictions.T`(10, 5)는 위의 확률을 뒤집은 것이라 행이 종류, 열이 이미지이다. 이미지마다 예측한 레이블을 얻는다. 빈 곳에 이을
# 코드를 적는다.
#
# ```python
# labels = by_kind____  # (5,)
# ```

# %% tags=["exercise"]
by_kind = predictions.T
axes_of = [("0", "1"), ("-2", "-1")]  # 종류의 축, 뒤집었을 때 종류의 축
tails = []
for axis, turned_axis in axes_of:
    for named in ("axis=", ""):
        tails += [f".argmax({named}{axis})", f".argmax({named}{axis}).astype(int)"]
        tails += [f".argsort({named}{axis})[-1]", f".argsort({named}{axis})[-1, :]"]
        tails += [f".T.argmax({named}{turned_axis})"]
        tails += [f".T.argsort({named}{turned_axis})[:, -1]"]
    tails += [f".argmax(axis={axis}, keepdims=False)"]
wrong_tails = {
    "축을 적지 않으면 모두 펼쳐 자리 하나만 낸다.": [".argmax()"],
    "종류마다 어느 이미지가 가장 큰지를 낸다. 모양이 (10,)이다.": [
        f".argmax({named}{axis})" for named in ("axis=", "") for axis in (1, -1)
    ],
    "가장 큰 확률이다. 자리를 묻는다.": [
        f".max({named}{axis})" for named in ("axis=", "") for axis in (0, -2)
    ],
}


def picked(tail):
    """빈 곳을 채운 코드가 내는 값."""
    return eval(f"by_kind{tail}", {"by_kind": by_kind})


def spelled(tails):
    """빈 곳에 이을 코드를 적는 방법: 점을 빼거나, 앞까지 적기도 한다."""
    starts = ("", "by_kind", "labels = by_kind")
    return [f"{it}{tail}" for tail in tails for it in starts] + [
        tail[1:] for tail in tails
    ]


assert all(np.array_equal(picked(tail), predicted) for tail in tails)
for same in wrong_tails.values():
    assert all(not np.array_equal(picked(tail), predicted) for tail in same)
assert {picked(it).shape for it in list(wrong_tails.values())[1]} == {(10,)}
exercise(
    "label-line",
    Problem(
        spelled(tails), {why: spelled(same) for why, same in wrong_tails.items()}
    ),
    [
        "가장 큰 값이 아니라 그 자리를 구한다.",
        "어느 축이 종류인지 본다. 견줄 것은 종류이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     이미지마다 열 종류를 견주어야 하므로 종류의 축(여기서는 0)에서 자리를 고른다.

# %% tags=["boxed", "hidden"]
print("labels = by_kind" + tails[0], picked(tails[0]))

# %% [markdown]
# **6.** **재현율**(recall)은 실제 그 종류인 것 가운데 맞힌 비율이다.


# %% tags=["exercise"]
def recall_of(seed):
    """혼동 행렬에서 구한 코트의 재현율."""
    rng = np.random.default_rng(seed)
    matrix = rng.integers(0, 6, (3, 3)) + np.diag(rng.integers(5, 16, 3))
    hit, actual, guessed = matrix[1, 1], matrix[1].sum(), matrix[:, 1].sum()
    key = round(hit / actual, 4)
    shirt, _, bag = np.diag(matrix) / matrix.sum(axis=1)
    mistakes = {
        "셔츠의 재현율이다.": shirt,
        "가방의 재현율이다.": bag,
        "열의 합으로 나누었다. 그것은 코트로 예측한 것 가운데 맞힌 비율이다.": hit
        / guessed,
        "세 종류를 합친 정확도이다.": np.trace(matrix) / matrix.sum(),
        "전체 장수로 나누었다.": hit / matrix.sum(),
        "틀린 비율이다.": 1 - key,
    }
    if min(np.diff(sorted([key, *mistakes.values()]))) < 0.02:
        raise ValueError("반올림하면 가릴 수 없다.")
    sign = "≈" if 100 * hit % actual else "="
    return Problem(
        key,
        {why: round(float(value), 4) for why, value in mistakes.items()},
        "셔츠, 코트, 가방을 0, 1, 2번으로 적은 혼동 행렬이다. 코트의 재현율은 얼마인가? 소수 셋째 자리에서 반올림해 둘째 자리까지 적는다.",
        {"혼동 행렬": matrix},
        why=f"{hit}/{actual} {sign} {key:.2f}",
        digits=2,
        hints=("행은 실제, 열은 예측이다.", "코트의 행에서 대각선의 칸을 찾는다."),
    )


first, *others = drawn(recall_of, 13, seed=range(5_000))
exercise("recall", first, others=others)

# %% [markdown]
# ??? success "답 보기"
#
#     대각선의 칸을 행의 합으로 나눈다.

# %% tags=["boxed", "hidden"]
print(first.why)

# %% tags=["boxed"]
recall = np.diag(share)
worst, best = recall.argmin(), recall.argmax()
print(f"검증 세트에서 가장 낮음: {FASHION_NAMES[worst]} {recall[worst]:.1%}")
print(f"가장 높음: {FASHION_NAMES[best]} {recall[best]:.1%}")

# %% [markdown]
# **7.** 열 종류가 100장씩이다. 한 모델은 셔츠만 모두 틀리고, 다른 모델은 종류마다 열 장씩 틀린다. 정확도만 보고 두 모델을 견주면 무엇을 놓치는가? 설명한다.

# %% tags=["exercise"]
exercise(
    "same-accuracy",
    Problem(
        mistakes={
            "정확도는 둘 다 90%이다": "",
            "첫 모델은 셔츠의 재현율이 0이고, 둘째는 모두 90%이다": "",
            "정확도는 대각선의 합만 보아 틀린 것이 어디에 몰렸는지 말하지 않는다": "",
        }
    ),
    ["두 모델의 정확도와 종류마다의 재현율을 적어 본다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     정확도는 둘 다 90%이지만, 첫 모델은 셔츠를 한 장도 맞히지 못한다(재현율 0). 정확도는 대각선의 합만 보므로 틀린 것이 어디에 몰렸는지는 혼동 행렬에서
#     보아야 한다.

# %% tags=["boxed", "hidden"]
hits = {"셔츠만 틀림": [100] * 9 + [0], "고르게 틀림": [90] * 10}
for name, hit in hits.items():
    print(f"{name}: 정확도 {sum(hit) / 1_000:.0%}, 가장 낮은 재현율 {min(hit)}%")

# %% [markdown]
# ## 핵심어
#
# **상호상관**: 커널을 돌리지 않고 대는 계산 · **층화 분할**: 나눈 쪽마다 종류별 비율이 같게 나누는 것 · **드롭아웃**: 훈련하는 동안 값을 무작위로
# 0으로 만드는 것 · **조기 종료**: 검증 손실이 나아지지 않으면 멈추는 것 · **혼동 행렬**: 실제와 예측의 짝을 센 표
#
# **이어서 읽기**: [모델 들여다보기](../concepts/visualization.ipynb)에서 틀린 예측의 점수가 이미지의 어디에서 왔는지를 지도로 어림하고, 그런 지도를 시험한다.
