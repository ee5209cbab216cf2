# %% [markdown]
# ---
# description: 최대, 평균, 전역 풀링을 계산하고, 같은 파라미터 수로 훈련해 견주고, 등변과 불변의 차이를 이동 실험으로 확인한다.
# date: 2026-11-22
# ---
# # 풀링
#
# **풀링**(pooling)은 특성 맵을 작은 구역(창)으로 나누고 구역마다 값 하나만 남긴다. 배우는 값은 하나도 없다. 그런데도 왜 쓰는지, 최댓값과
# 평균은 무엇이 다른지, 위치를 모두 버리는 전역 풀링을 쓰면 정말로 위치가 바뀌어도 알아보는지를 실험으로 확인한다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 최대 풀링과 평균 풀링은 같은 구역에서 무엇을 남기는가
#     - 전역 풀링은 무엇을 모두 버리고 무엇을 얻는가
#     - 파라미터와 데이터가 같을 때, 특성 맵을 줄인 모델과 줄이지 않은 모델은 무엇이 다른가
#     - 등변은 왜 불변이 아닌가: 이미지를 옮기면 정확도는 어떻게 되는가

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from snippets import plotting
from snippets.datasets import load_mnist
from snippets.results import Results
from snippets.table import table

plotting.use_style()
SEED = 0

# %% [markdown]
# ## 최대와 평균
#
# 4×4 특성 맵을 2×2 구역 네 개로 나눈다. **최대 풀링**(max pooling)은 구역마다 가장 큰 값을, **평균 풀링**(average pooling)은
# 평균을 남긴다. 창의 크기와 **보폭**(stride, 창을 한 번에 옮기는 칸 수)이 같으므로 구역끼리 겹치지 않는다. 합성곱은 모든 채널을 섞어
# 더하지만, 풀링은 채널마다 따로 한다. 그래서 채널의 수는 그대로이다.

# %% tags=["source"] alt="4×4 특성 맵과 그것을 2×2로 최대 풀링한 결과, 평균 풀링한 결과를 숫자 격자 세 장으로 나타낸 그림. 최대 풀링은 4, 8, 1, 6이고 평균 풀링은 1, 5, 1, 3이다."
from snippets.pooling import pool2d

maps = np.array(
    [[0, 0, 8, 2], [0, 4, 4, 6], [1, 1, 0, 6], [1, 1, 3, 3]], dtype=float
)
largest = pool2d(maps[:, :, np.newaxis], 2)[:, :, 0]  # (4, 4) → (2, 2)
average = pool2d(maps[:, :, np.newaxis], 2, kind="average")[:, :, 0]
fig, axes = plt.subplots(1, 3, figsize=(7, 2.8))
shown = {"특성 맵": maps, "최대": largest, "평균": average}
for ax, (name, values) in zip(axes, shown.items(), strict=True):
    plotting.number_grid(ax, values, name)
plt.show()

# %% [markdown]
# 왼쪽 위 구역을 보자. 반응이 한 곳에만 강하게 나타났다. 최대 풀링은 4를 그대로 남기고, 평균 풀링은 세 개의 0과 섞어 1로
# 낮춘다. 왼쪽 아래처럼 고른 구역에서는 둘이 같다. 패턴이 "있는가"를 물을 때는 최대가, "전체로 반응이 얼마나 강한가"를 물을 때는 평균이
# 어울린다.
#
# 크기를 줄이는 방법은 하나 더 있다. 합성곱의 보폭을 2로 두는 것이다. 풀링과 달리 어떻게 줄일지를 훈련이 정한다.
# 예전에는 풀링을 더 즐겨 썼지만, 요즘 모델은 보폭을 둔 합성곱으로 줄이는 경우도 많다.

# %%
feature_maps = np.zeros((1, 28, 28, 16), dtype="float32")
ways = {
    "MaxPooling2D(2)": layers.MaxPooling2D(2),
    "AveragePooling2D(2)": layers.AveragePooling2D(2),
    'Conv2D(16, 3, strides=2, padding="same")': layers.Conv2D(
        16, 3, strides=2, padding="same"
    ),
}
rows = []
for name, layer in ways.items():
    shape = tuple(layer(feature_maps).shape)
    rows.append(
        {"층": f"`{name}`", "출력": str(shape), "파라미터": layer.count_params()}
    )
table(rows)

# %% [markdown]
# ## 전역 풀링
#
# **전역 풀링**(global pooling)은 구역을 나누지 않고 특성 맵 한 장을 통째로 값 하나로 줄인다. 7×7 특성 맵 64장이 숫자 64개가
# 된다. 어디에 있었는지는 모두 버리고 무엇이 있었는지만 남기는 셈이다. `Flatten`과 견주면 다음 밀집 층이 얼마나 가벼워지는지
# 알 수 있다.

# %%
last_maps = np.zeros((1, 7, 7, 64), dtype="float32")
rows = []
for layer in (
    layers.Flatten(),
    layers.GlobalMaxPooling2D(),
    layers.GlobalAveragePooling2D(),
):
    flat = layer(last_maps)  # (1, 3136) 또는 (1, 64)
    dense = layers.Dense(10)
    dense(flat)
    name = f"`{type(layer).__name__}`"
    rows.append(
        {
            "층": name,
            "출력": str(tuple(flat.shape)),
            "다음 `Dense(10)`의 파라미터": dense.count_params(),
        }
    )
table(rows)

# %% [markdown]
# ## 파라미터와 데이터를 맞추어 견주기
#
# 줄이는 방법만 다르고 나머지는 모두 같은 모델 넷을 훈련한다. 합성곱 세 층 뒤에 전역 평균 풀링을 두었으므로 **파라미터 수가
# 모두 같다**. 데이터와 에포크도 같다. 그러나 구역에서 무엇을 남기는지는 서로 다르다. 뒤쪽 층이 보는 넓이(수용 영역)는 최대와 평균만 서로
# 같고, 곱셈의 수도 그 둘만 같다. 보폭 2가 가장 적고, 줄이지 않으면 가장 많다. 이미지 6,000장으로 짧게만 훈련하므로, 다른 페이지의 0.99 같은 정확도는 나오지 않는다.

# %% tags=["parameters"] fast={"few": 200, "epochs": 1}
few = 6_000
epochs = 3

# %%
from snippets.layer_kinds import Conv2D, Dense, GlobalPooling2D, Pooling2D
from snippets.parameters import count
from snippets.receptive_field import receptive_field

(x_train, y_train), (x_test, y_test) = load_mnist()
x_train = x_train.reshape(-1, 28, 28, 1).astype("float32") / 255
x_test = x_test.reshape(-1, 28, 28, 1).astype("float32") / 255


def convnet(shrink):
    """shrink: 'max', 'average', 'stride', 'none' 가운데 하나."""
    pooling = {"max": layers.MaxPooling2D, "average": layers.AveragePooling2D}
    strides = 2 if shrink == "stride" else 1
    inputs = keras.Input(shape=(28, 28, 1))
    x = inputs
    for filters in (16, 32):
        x = layers.Conv2D(filters, 3, strides, padding="same", activation="relu")(x)
        x = pooling[shrink](2)(x) if shrink in pooling else x
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))


def train(model, x, y, epochs, rate=0.001):
    adam = keras.optimizers.Adam(rate)
    model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, batch_size=64, epochs=epochs, verbose=0)
    return model


def multiplications(shrink):
    """같은 층을 적어 이미지 한 장에 드는 곱셈을 센다."""
    pool = [Pooling2D(2)] if shrink in ("max", "average") else []
    step = 2 if shrink == "stride" else 1
    convs = [Conv2D(16, 3, step, "same"), *pool, Conv2D(32, 3, step, "same"), *pool]
    head = [Conv2D(32, 3, padding="same"), GlobalPooling2D(), Dense(10)]
    return sum(row.multiplications for row in count([*convs, *head], (28, 28, 1)))


steps = {"max": [(3, 1), (2, 2)] * 2, "stride": [(3, 2)] * 2, "none": [(3, 1)] * 2}
steps["average"] = steps["max"]
rows = []
for name, shrink in {
    "최대": "max",
    "평균": "average",
    "보폭 2": "stride",
    "줄이지 않음": "none",
}.items():
    keras.utils.set_random_seed(SEED)
    model = train(convnet(shrink), x_train[:few], y_train[:few], epochs)
    field = receptive_field([*steps[shrink], (3, 1)])
    accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)[1]
    rows.append(
        {
            "모델": f"줄이는 방법: {name}",
            "파라미터": model.count_params(),
            "곱셈": multiplications(shrink),
            "수용 영역": field,
            "훈련 이미지": few,
            "에포크": epochs,
            "훈련 정확도": model.evaluate(
                x_train[:few], y_train[:few], batch_size=500, verbose=0
            )[1],
            "테스트 정확도": accuracy,
        }
    )
assert len({row["파라미터"] for row in rows}) == 1
maximum, average, strided, unshrunk = (row["곱셈"] for row in rows)
assert strided < average == maximum < unshrunk
Results(rows)

# %% [markdown]
# 파라미터가 같은데도 같은 에포크 뒤의 결과가 다르다. 훈련 정확도도 함께 낮은 모델이라면, 테스트 정확도가 낮은 것은 훈련 데이터를 외운 탓이 아니다. 덜
# 배웠거나, 그 모델로는 다 배울 수 없는 것이다. 까닭은 하나로 짚을 수 없다. 줄이지 않은 모델은 마지막 합성곱의 값 하나가 입력의 좁은 창만 보고(표의 **수용 영역**, receptive
# field), 전역 평균이 784칸에 걸쳐 있어 배우는 속도가 느릴 수도 있다. 이 표는 "정해진 에포크 안에서 어느 쪽이 빨리 배우는가"를 견준
# 것이다. 난수 씨앗(seed) 하나로 훈련한 결과이므로, 줄이는 세 방법 사이의 차이에는 뜻을 두지 않는다.
# [훈련해 보기](../../train.md#7-최대-풀링과-평균-풀링)에서는 씨앗을 바꾸어 가며 브라우저에서 직접 견준다.
#
# ## 한 칸만 옮기면 얼마나 바뀌는가
#
# 풀링은 작은 이동을 얼마간 견디게 한다고들 한다. 얼마나인지 재어 보자. 테스트 이미지 200장에 소벨 커널과 ReLU를 적용한 특성 맵을, 원래
# 이미지와 오른쪽으로 한 칸 옮긴 이미지에서 구한다. 둘의 차이의 노름(제곱해 더한 값의 제곱근)을 원래 맵의 노름으로 나눈다.
# 0이면 그대로이고, 겹치지 않을 만큼 달라지면 두 맵의 제곱합이 그대로 더해져 √2쯤이다.

# %%
from snippets.convolution import conv2d

sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).reshape(3, 3, 1, 1)
summaries = {
    "줄이지 않음": lambda it: it,
    "한 칸 걸러 하나": lambda it: it[::2, ::2],
    "평균 풀링": lambda it: pool2d(it, 2, kind="average"),
    "최대 풀링": lambda it: pool2d(it, 2),
}
changes = {name: [] for name in summaries}
for image in x_test[:200]:
    padded = np.pad(image, [(4, 4), (4, 4), (0, 0)])  # (36, 36, 1)
    here, moved = (
        np.maximum(conv2d(np.roll(padded, shift, axis=1), sobel), 0)
        for shift in (0, 1)
    )
    for name, summary in summaries.items():
        before, after = summary(here), summary(moved)
        changes[name].append(
            np.linalg.norm(after - before) / np.linalg.norm(before)
        )
changes = {name: float(np.mean(values)) for name, values in changes.items()}
rest = changes["줄이지 않음"], changes["한 칸 걸러 하나"]
assert changes["최대 풀링"] < changes["평균 풀링"] < min(rest)
table([{"특성 맵": name, "바뀐 정도": value} for name, value in changes.items()])

# %% [markdown]
# 이 커널과 이 이미지에서는 두 풀링 모두 줄이지 않은 맵이나 값을 하나씩 건너뛴 맵보다 덜 바뀌고, 최대 풀링이 가장 덜 바뀐다. 그러나 그대로인 것과는 거리가 멀다.
#
# ## 등변은 불변이 아니다
#
# 이미지를 옮기면 특성 맵도 따라 움직인다. 이것이 **등변**(equivariance)이다. 옮겨도 결과가 그대로인 **불변**(invariance)은
# 다른 성질이다. 보폭이 1인 합성곱은 가장자리를 빼면 등변이다(바로 아래 셀). 그러나 그 뒤에 `Flatten`과 밀집 층을 두면 자리마다 다른 가중치를 곱하므로 옮긴
# 이미지도 알아본다는 보장이 없다. 그 보장을 주는 것은 2×2 풀링인가, 전역 풀링인가? 둘을 따로 넣고 빼 보아야 알 수 있다.

# %%
digit = np.pad(x_test[0], [(6, 6), (6, 6), (0, 0)])  # (40, 40, 1)
response = conv2d(digit, sobel)
moved_response = conv2d(np.roll(digit, 3, axis=1), sobel)
np.testing.assert_allclose(moved_response[:, 3:], response[:, :-3], atol=1e-6)
print("세 칸 옮긴 이미지의 특성 맵은 세 칸 옮긴 특성 맵이다")


# %% [markdown]
# 합성곱 두 층 뒤를 펼치기, 전역 최대, 전역 평균 가운데 하나로 끝낸 모델을, 합성곱마다 2×2 최대 풀링이 있는 것과 없는 것으로 나누어 여섯 개 만든다. 모두 가운데에 놓인
# 숫자 3,000장만으로 다섯 에포크 훈련한다. 적은 이미지로도 빨리 배우도록 학습률은 Adam의 기본값 0.001의 열 배인 0.01로 둔다. 그런 다음 테스트 이미지 2,000장을 오른쪽으로 옮기며 정확도를 잰다. 옮긴 숫자가 잘리지 않도록 28×28 이미지를 40×40 검은 바탕의 가운데에
# 놓는다. 우연에 덜 기대도록 씨앗 셋으로 훈련해, 셋의 중앙값을 선으로, 가장 낮은 값과 높은 값 사이를 띠로 그린다. 표의 값도 중앙값이다. 합성곱이 없는 다층 퍼셉트론(MLP)도 함께 둔다.

# %% tags=["parameters"] fast={"few": 200, "asked": 200, "seeds": 1}
few = 3_000
asked = 2_000
seeds = 3


# %%
def on_canvas(images, shift=0):
    """40×40 바탕의 가운데에서 오른쪽으로 shift칸 옮겨 놓는다."""
    canvas = np.zeros((len(images), 40, 40, 1), dtype="float32")
    canvas[:, 6:34, 6 + shift : 34 + shift] = images
    return canvas


def shift_model(last, pooling):
    """last: 특성 맵을 값으로 바꾸는 층. pooling: 합성곱마다 풀링을 두는가. 없으면(None) 합성곱이 없는 MLP."""
    x = inputs = keras.Input(shape=(40, 40, 1))
    for filters in () if pooling is None else (8, 16):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D(2)(x) if pooling else x
    x = last()(x)
    if pooling is None:
        x = layers.Dense(64, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))


LASTS = {
    "펼치기": layers.Flatten,
    "전역 최대": layers.GlobalMaxPooling2D,
    "전역 평균": layers.GlobalAveragePooling2D,
}
cases = {("MLP", None): layers.Flatten}
cases |= {(name, on): last for on in (True, False) for name, last in LASTS.items()}
shifts = range(7)
moved_images = np.concatenate([on_canvas(x_test[:asked], it) for it in shifts])
by_shift = {}  # (이름, 풀링) → (씨앗, 옮긴 칸)
for case, last in cases.items():
    by_shift[case] = np.zeros((seeds, len(shifts)))
    for seed in range(seeds):
        keras.utils.set_random_seed(seed)
        model = shift_model(last, case[1])
        train(model, on_canvas(x_train[:few]), y_train[:few], 5, rate=0.01)
        guess = model.predict(moved_images, batch_size=500, verbose=0).argmax(
            axis=1
        )
        right = guess.reshape(len(shifts), asked) == y_test[:asked]
        by_shift[case][seed] = right.mean(axis=1)

# %% card=1 alt="옮긴 칸 수에 따른 정확도의 꺾은선 그래프 두 장. 왼쪽은 풀링이 있는 모델들과 MLP, 오른쪽은 풀링이 없는 모델들이다. 어느 쪽에서나 펼치기로 끝난 모델은 떨어지고, 오른쪽의 전역 풀링 둘은 수평이다."
fig, axes = plt.subplots(1, 2, figsize=(7.4, 3.6), sharey=True)
for (name, pooling), values in by_shift.items():
    ax = axes[0 if pooling is not False else 1]
    which = ["MLP", *LASTS].index(name)
    look = {"marker": "xos^"[which], "color": plotting.COLORS[which]}
    ax.plot(shifts, np.median(values, axis=0), label=name, **look)
    low, high = values.min(axis=0), values.max(axis=0)
    ax.fill_between(shifts, low, high, color=look["color"], alpha=0.2)
for ax, title in zip(axes, ("2×2 풀링 있음", "2×2 풀링 없음"), strict=True):
    ax.set(title=title, xlabel="오른쪽으로 옮긴 칸", ylim=(0, 1.02))
    ax.legend(loc="lower left", fontsize=10)
axes[0].set(ylabel="정확도")
plt.show()

# %%
table(
    [
        {
            "끝": name,
            "2×2 풀링": {True: "있음", False: "없음", None: "—"}[pooling],
            "제자리": np.median(values[:, 0]),
            "1칸": np.median(values[:, 1]),
            "3칸": np.median(values[:, 3]),
            "6칸": np.median(values[:, 6]),
            "6칸, 씨앗 셋": f"{values[:, 6].min():.2f}–{values[:, 6].max():.2f}",
        }
        for (name, pooling), values in by_shift.items()
    ]
)

# %%
kept = {case: np.median(v[:, 6] / v[:, 0]) for case, v in by_shift.items()}
for name in ("전역 최대", "전역 평균"):
    steady = by_shift[name, False]
    # 반올림이나 가장자리 때문에 몇 장이 바뀔 수 있다
    assert round(np.ptp(steady, axis=1).max() * asked) <= 4
    assert few < 3_000 or kept[name, True] > 0.8  # 미리보기에서는 덜 배운다
if few == 3_000:
    assert max(kept["MLP", None], kept["펼치기", True], kept["펼치기", False]) < 0.7

# %% [markdown]
# - **펼치기로 끝나면** 풀링이 있든 없든 크게 떨어진다. 훈련 때 본 자리에만 맞춘 가중치이기 때문이다. 옮긴 이미지도 함께 훈련하는 **데이터
#   증강**(data augmentation)은 이런 모델에 여러 자리를 보여 주려는 것이다.
# - **전역 풀링으로 끝나고 풀링이 없으면** 숫자와 바탕의 가장자리 사이에 빈 칸이 셋 이상 남는 한 정확도가 그대로이다(반올림은 뺀다). 등변인 합성곱 뒤에서 자리를 버렸기 때문이다. 다만 값 하나가 5×5만 보고 판단하므로
#   제자리의 정확도부터 낮을 수 있다.
# - **전역 풀링으로 끝나고 풀링이 있으면** 대체로 버티지만, 풀링이 없을 때처럼 꼭 그대로이지는 않다. 2×2 풀링은 여기서 불변을 주지 않는다. 그 대신 뒤의 층이 더 넓은 곳을 본다.
#
# 풀링이 있으면 왜 꼭 그대로가 아닌가? 2칸짜리 풀링을 두 번 지나는 동안, 4칸 단위가 아닌 이동에서는 구역의 경계가 값을 다르게 나누므로 풀링한 값이 바뀐다. 바로 뒤가 전역 최대이면 마지막
# 풀링은 상관이 없다. 최댓값의 최댓값은 구역을 어떻게 나누든 같기 때문이다. 가장자리 가까이에서는 까닭이 하나 더 있다. `same`이 가장자리에 채운 0이다. 편향 때문에
# 배경의 값이 0이 아니면, 채운 0은 이미지에 없던 윤곽선이 된다.
#
# 훈련하지 않은, 합성곱과 풀링 세 벌짜리 모델로 구역의 경계 탓과 채운 0 탓을 나누어 본다. 가장자리까지 먼 72×72
# 바탕에서는 네 칸과 여덟 칸을 옮겨도 반올림 오차를 빼면 출력이 바뀌지 않는다. 풀링이 셋이지만 마지막 것은 상관이 없으므로 2×2 = 4칸이다. 40×40 바탕에서는 네 칸에도 조금 바뀌지만, 편향을 0으로 두면 그 변화가 사라진다. 표의 백분율은 출력이 바뀐 폭(절댓값)의 평균을 옮기기 전 출력의
# 평균으로 나눈 것이다.


# %%
def largest_of_all(biases):
    """biases: 편향의 초깃값. 훈련하지 않은, 전역 최대로 끝나는 모델."""
    keras.utils.set_random_seed(SEED)
    anywhere = x = keras.Input(shape=(None, None, 1))
    options = {"padding": "same", "activation": "relu", "bias_initializer": biases}
    for filters in (16, 32, 64):
        x = layers.MaxPooling2D(2)(layers.Conv2D(filters, 3, **options)(x))
    return keras.Model(anywhere, layers.GlobalMaxPooling2D()(x))


with_biases, without = largest_of_all("random_normal"), largest_of_all("zeros")


def output_change(side, shift, model=with_biases):
    """한 변이 side인 바탕의 가운데에 놓은 숫자를 오른쪽으로 옮길 때 출력이 바뀌는 정도."""
    edge = (side - 28) // 2
    canvas = np.zeros((1, side, side, 1), dtype="float32")
    canvas[:, edge : edge + 28, edge : edge + 28] = x_test[:1]
    here, moved = (model(np.roll(canvas, by, axis=2)).numpy() for by in (0, shift))
    return float(np.abs(moved - here).mean() / here.mean())


moves = (1, 2, 3, 4, 5, 6, 8)
far = [output_change(72, shift) for shift in moves]
near = [output_change(40, shift) for shift in moves[:-1]]
# 반올림 오차보다 큰 변화만 변화로 본다
assert max(far[3], far[6]) < 1e-5 < min(far[0], far[1], far[2], far[4], far[5])
assert near[3] > 1e-5 > output_change(40, 4, without)  # 편향이 0이면 바뀌지 않는다
table(
    [
        {
            "옮긴 칸": shift,
            "72×72 바탕": f"{a:.2%}",
            "40×40 바탕": f"{near[i]:.2%}" if i < len(near) else "—",
        }
        for i, (shift, a) in enumerate(zip(moves, far, strict=True))
    ]
)

# %% [markdown]
# ## 해 보기: 풀링 놀이
#
# 첫 예제의 특성 맵을 8×8 바탕에 놓았다. **오른쪽으로 옮기기** 슬라이더를 밀면 왼쪽에서 0이 들어온다. 풀링한 값 가운데 무엇이 바뀌고
# 무엇이 그대로인지 본다. 칸의 값을 바꾸고, 최대를 평균으로, 구역을 2×2에서 3×3이나 4×4로 바꾸어 보자. 구역의 한 변이 3이면 아래와
# 오른쪽의 두 줄씩은 구역을 채우지 못해 버려진다(점으로 된 테두리).

# %% tags=["hidden"] demo="pooling" alt="8×8 격자와 그것을 2×2로 최대 풀링한 4×4 격자가 윗줄에, 같은 격자를 오른쪽으로 한 칸 옮긴 것과 그 풀링 결과가 아랫줄에 있다. 한 칸만 옮겨도 풀링한 값이 여럿 바뀐다."
from IPython.display import display

canvas = np.pad(maps, [(2, 2), (0, 4)])  # (8, 8)
fig, axes = plt.subplots(2, 2, figsize=(5.6, 5.6))
for (left, right), shift in zip(axes, (0, 1), strict=True):
    moved = np.roll(canvas, shift, axis=1)
    plotting.number_grid(left, moved, f"오른쪽으로 {shift}칸")
    pooled = pool2d(moved[:, :, np.newaxis], 2)[:, :, 0]
    plotting.number_grid(right, pooled, "최대 풀링")
plt.show()
display(
    {"application/vnd.demo+json": {"values": canvas.astype(int).tolist()}}, raw=True
)

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 28×28 특성 맵 16장을 창 3, 보폭 2로 최대 풀링한다(채우지 않음). 출력의 모양을 배치 축 없이 (높이, 너비, 채널)로 적는다.

# %% tags=["exercise"]
from snippets.exercises import Problem, drawn, exercise, mixed
from snippets.problems import (
    feature_map,
    image_bytes,
    output_side,
    paddings,
    pooled_map,
)

sixteen = np.zeros((28, 28, 16))
key = pool2d(sixteen, size=3, stride=2).shape
side = key[0]
exercise(
    "overlapping",
    Problem(
        key,
        {
            "한 변이 하나 많다. 창이 온전히 들어가지 못하는 끝은 버린다.": (
                -(-(28 - 3) // 2) + 1,
                -(-(28 - 3) // 2) + 1,
                16,
            ),
            "한 변이 하나 적다. 창을 놓은 자리는 옮긴 횟수보다 하나 많다.": (
                (28 - 3) // 2,
                (28 - 3) // 2,
                16,
            ),
            "보폭을 창의 크기와 같게 두었을 때의 모양이다.": pool2d(
                sixteen, size=3
            ).shape,
            "보폭이 1일 때의 모양이다.": pool2d(sixteen, size=3, stride=1).shape,
            "채널이 하나로 줄었다. 풀링은 채널마다 따로 한다.": (side, side, 1),
        },
    ),
    [
        "한 축만 본다. 창의 왼쪽 끝은 0, 2, 4, …번째 칸에 온다.",
        "창이 28칸 안에 온전히 들어가는 자리만 센다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     한 변은 ⌊(28 − 3)/2⌋ + 1이다. 보폭이 창보다 작으므로 이웃한 창이 한 줄씩 겹친다. 창은 26번 칸까지 닿고 27번 칸은 버려진다(0부터 센다).

# %% tags=["boxed"]
print(pool2d(np.zeros((28, 28, 16)), size=3, stride=2).shape)

# %% [markdown]
# **2.** 음수가 섞인 특성 맵이다. 합성곱 뒤에 ReLU를 두지 않으면 이런 값이 온다.

# %% tags=["exercise"]
below = pooled_map(seed=106)
assert (below.key < 0).any()
exercise(
    "negative",
    below,
    ["구역마다 네 수를 크기순으로 놓아 본다.", "음수끼리는 0에 가까운 쪽이 크다."],
    drawn(pooled_map, seed=range(200), kind=("max", "average")),
)

# %% [markdown]
# ??? success "답 보기"
#
#     구역의 값이 모두 음수이면 0이 아니라 0에 가장 가까운 음수가 나온다. 음수를 0으로 바꾸는 것은 ReLU가 하는 일이다.

# %% tags=["boxed", "hidden"]
print(below.key)

# %% [markdown]
# **3.** 첫 예제의 특성 맵을 오른쪽으로 한 칸 옮긴다. 왼쪽 열에 0이 들어오고, 오른쪽 열은 밖으로 나간다. 그것을 2×2로 최대 풀링(보폭 2)하면 무엇이
# 나오는가?

# %% tags=["exercise"]


def halved(values, kind="max"):
    return pool2d(values[:, :, np.newaxis], 2, kind=kind)[:, :, 0]


moved_maps = np.pad(maps, [(0, 0), (1, 0)])[:, :-1]
exercise(
    "one-step",
    Problem(
        halved(moved_maps),
        {
            "옮기기 전의 특성 맵을 풀링한 값이다.": halved(maps),
            "풀링한 값을 한 칸 옮겼다. 입력을 두 칸 옮겨야 그렇게 된다.": np.pad(
                halved(maps), [(0, 0), (1, 0)]
            )[:, :-1],
            "왼쪽으로 옮겼다.": halved(np.pad(maps, [(0, 0), (0, 1)])[:, 1:]),
            "아래로 옮겼다.": halved(np.pad(maps, [(1, 0), (0, 0)])[:-1]),
            "밖으로 나간 열을 왼쪽에 다시 넣었다. 왼쪽 열은 0이다.": halved(
                np.roll(maps, 1, axis=1)
            ),
            "평균 풀링을 했다.": halved(moved_maps, "average"),
        },
        grids={"옮기기 전의 특성 맵": maps},
    ),
    [
        "옮긴 4×4 격자부터 적는다. 첫 줄은 0, 0, 0, 8이다.",
        "구역의 경계는 움직이지 않는다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     값은 옮겨졌지만 구역의 경계는 그대로이다. 4는 오른쪽 구역으로 넘어가 8에 가려지고, 6은 밖으로 나간다. 그대로인 것도, 한 칸 옮겨진 것도 아니다.

# %% tags=["boxed", "hidden"]
print(f"옮긴 특성 맵\n{moved_maps}\n최대 풀링\n{halved(moved_maps)}")

# %% [markdown]
# **4.** 특성 맵을 2×2 최대 풀링(보폭 2)에 세 번 이어 넣는다. 입력을 오른쪽으로 몇 칸 옮기면 출력이 값은 그대로인 채 자리만 옮겨지는가? 값이 무엇이든 그렇게 되는
# 가장 작은 수(1 이상)를 적는다. 가장자리는 생각하지 않는다.

# %% tags=["exercise"]


def least_shift(times):
    """2×2 풀링을 times번 지난 출력이 자리만 옮겨지는 가장 작은 이동."""

    def through(values):
        for _ in range(times):
            values = pool2d(values, 2)
        return values

    noise = np.random.default_rng(SEED).random((32, 32, 1))
    there = through(noise)
    turns = [np.roll(there, by, axis=1) for by in range(there.shape[1])]
    moved = {n: through(np.roll(noise, n, axis=1)) for n in range(1, 33)}
    return min(n for n in moved for it in turns if np.array_equal(moved[n], it))


exercise(
    "three-poolings",
    Problem(
        least_shift(3),
        {
            "풀링을 한 번 지날 때의 수이다.": least_shift(1),
            "풀링을 두 번 지날 때의 수이다. 본문의 모델은 셋째 풀링 바로 뒤가 전역 최대라 네 칸이었다.": least_shift(
                2
            ),
            "보폭을 더한 수이다. 풀링을 지날 때마다 두 배가 된다.": 2 + 2 + 2,
            "한 칸을 옮기면 구역마다 담기는 값이 달라진다.": 1,
        },
    ),
    [
        "두 칸을 옮기면 첫 풀링의 출력은 몇 칸 옮겨지는가?",
        "그 출력이 다음 풀링의 입력이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     입력을 보폭 $s$의 배수만큼 옮기면 출력은 그 $1/s$만큼 옮겨진다. 세 번째 풀링의 출력이 한 칸 움직이려면 그 입력이 두 칸, 둘째의 입력이 네 칸 움직여야 한다.

# %% tags=["boxed", "hidden"]
for times in (1, 2, 3):
    print(f"풀링 {times}번: {least_shift(times)}칸")

# %% [markdown]
# **5.** 넓은 검은 바탕의 가운데에 놓은 숫자를 오른쪽으로 한 칸 옮긴다. 출력이 언제나 그대로인 모델은 어느 것인가(반올림 오차는 뺀다)? 따로 적지 않은 합성곱의 보폭은
# 1이고, 풀링의 보폭은 2이다.

# %% tags=["exercise"]


def one_step_change(*after, stride=1):
    """합성곱과 after를 쌓은, 훈련하지 않은 모델의 출력이 한 칸 옮길 때 바뀌는 정도."""
    keras.utils.set_random_seed(SEED)
    wide = keras.Input(shape=(72, 72, 1))
    x = layers.Conv2D(8, 3, stride, padding="same", activation="relu")(wide)
    for layer in after:
        x = layer(x)
    return output_change(72, 1, keras.Model(wide, x))


again = layers.Conv2D(8, 3, padding="same", activation="relu")
two, most = layers.MaxPooling2D(2), layers.GlobalMaxPooling2D()
one_steps = {
    "합성곱 → 2×2 최대 풀링 → 전역 최대": one_step_change(two, most),
    "합성곱 → 2×2 최대 풀링 → 펼치기": one_step_change(two, layers.Flatten()),
    "합성곱 → 2×2 최대 풀링 → 전역 평균": one_step_change(
        two, layers.GlobalAveragePooling2D()
    ),
    "합성곱(보폭 2) → 전역 최대": one_step_change(most, stride=2),
    "합성곱 → 2×2 최대 풀링 → 합성곱 → 전역 최대": one_step_change(
        two, again, most
    ),
}
[steady] = [name for name, it in one_steps.items() if it < 1e-5]
reasons = [
    "펼친 값에는 자리가 남는다. 특성 맵이 움직이면 출력도 바뀐다.",
    "한 칸을 옮기면 구역의 최댓값들이 달라지므로 그 평균도 바뀐다.",
    "한 칸 걸러 하나씩만 계산한다. 옮기면 다른 자리의 값이 남는다.",
    "풀링한 맵이 달라지고, 둘째 합성곱이 그 달라진 맵을 본다.",
]
wrong = [name for name in one_steps if name != steady]
exercise(
    "steady",
    Problem(steady, dict(zip(wrong, reasons, strict=True))),
    [
        "한 칸을 옮기면 풀링한 값은 대개 달라진다.",
        "구역을 어떻게 나누든 같은 것은 무엇인가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     최댓값의 최댓값은 구역을 어떻게 나누든 같다. 합성곱은 등변이고 전역 최대가 자리를 버리므로, 그 사이의 풀링은 있으나 마나이다. 풀링과 전역 최대 사이에 합성곱이 하나라도 들어가면 그렇지 않다.

# %% tags=["boxed", "hidden"]
for name, change in one_steps.items():
    print(f"{name}: 출력이 {change:.2%} 바뀐다")

# %% [markdown]
# **6.** 전역 평균 풀링을 NumPy로 적는다. 축의 순서는 Keras와 같다. 빈칸에 들어갈 것은 무엇인가?
#
# ```python
# x = np.ones((32, 7, 7, 64))
# y = x.mean(axis=____)
# ```

# %% tags=["exercise"]
import itertools

x = np.random.default_rng(SEED).random((32, 7, 7, 64), dtype="float32")
pooled = layers.GlobalAveragePooling2D()(x).numpy()


def filled(axis):
    names = {"x": x}
    exec(f"y = x.mean(axis={axis})", names)
    return names["y"]


def writings(*axes):
    """같은 축을 가리키는 튜플. 순서를 바꾸거나 뒤에서부터 센다."""
    signs = itertools.product(*((axis, axis - 4) for axis in axes))
    return [str(it) for sign in signs for it in itertools.permutations(sign)]


axes_right = writings(1, 2)
axes_right += [it.format(1, 2) for it in ("(({}, {}))", "tuple([{}, {}])")]
for it in axes_right:
    np.testing.assert_allclose(filled(it), pooled, rtol=1e-5)
forms = ("{}", "axis={}", "x.mean(axis={})", "y = x.mean(axis={})")
axes_wrong = {
    "높이와 너비가 아니라 배치와 높이에서 평균했다. 첫 축은 배치이다.": (
        writings(0, 1),
        (7, 64),
    ),
    "너비와 채널에서 평균했다. 채널을 앞에 두는 PyTorch의 순서에서 맞는 축이다. Keras에서는 채널이 맨 뒤에 있다.": (
        writings(2, 3),
        (32, 7),
    ),
    "높이와 채널에서 평균했다. 너비가 남고 채널이 사라진다.": (
        writings(1, 3),
        (32, 7),
    ),
    "채널까지 섞어 이미지마다 값 하나가 된다.": (
        ["(1, 2, 3)", "(-3, -2, -1)", "(1, 2, -1)"],
        (32,),
    ),
    "이미지끼리도 섞어 배치 전체가 값 64개가 된다.": (
        ["(0, 1, 2)", "(-4, -3, -2)"],
        (64,),
    ),
    "자리마다 채널을 평균했다. 높이와 너비가 그대로 남는다.": (
        ["3", "-1", *writings(3)],
        (32, 7, 7),
    ),
    "높이만 평균했다. 너비가 남는다.": (["1", "-3", *writings(1)], (32, 7, 64)),
    "너비만 평균했다. 높이가 남는다.": (["2", "-2", *writings(2)], (32, 7, 64)),
    "이미지끼리 평균했다. 높이와 너비가 남고 배치가 사라진다.": (
        ["0", "-4", *writings(0)],
        (7, 7, 64),
    ),
    "모든 값을 평균해 수 하나가 된다.": (["None", "(0, 1, 2, 3)"], ()),
    "모양이 (32, 1, 1, 64)로 남는다.": (
        [f"{it}, keepdims=True" for it in writings(1, 2)],
        (32, 1, 1, 64),
    ),
}
for several, shape in axes_wrong.values():
    assert all(filled(it).shape == shape for it in several)
axes_raising = {
    "NumPy는 축의 리스트를 받지 않는다. 튜플로 적는다.": (
        [it.replace("(", "[").replace(")", "]") for it in writings(1, 2)],
        TypeError,
    ),
    "괄호로 묶지 않으면 문법에 맞지 않는다.": (
        [it[1:-1] for it in writings(1, 2)],
        SyntaxError,
    ),
}
for several, raised in axes_raising.values():
    for it in several:
        try:
            filled(it)
        except raised:
            continue
        raise AssertionError(it)
try:
    x.mean(dim=(1, 2))
except TypeError:
    pass
else:
    raise AssertionError("NumPy가 dim을 받는다.")
of_torch = [f"dim={it}" for it in (*writings(1, 2), "[1, 2]", "[2, 1]")]
exercise(
    "global-average",
    Problem(
        [form.format(it) for it in axes_right for form in forms],
        {
            why: [form.format(it) for it in several for form in forms[:3]]
            for why, (several, _) in (axes_wrong | axes_raising).items()
        }
        | {
            "NumPy의 인수 이름은 dim이 아니라 axis이다.": [
                it.format(given)
                for it in ("{}", "x.mean({})")
                for given in of_torch
            ]
        },
    ),
    [
        "축의 순서는 배치, 높이, 너비, 채널이고 0부터 센다.",
        "출력은 (32, 64)이다. 사라지는 축이 평균할 축이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     버리는 것은 자리뿐이므로 높이와 너비의 축에서 평균한다. 이미지끼리, 채널끼리는 섞지 않는다.

# %% tags=["boxed"]
for axis in ((1, 2), (0, 1), (2, 3), -1):
    print(f"axis={axis}:", x.shape, "→", x.mean(axis=axis).shape)

# %% [markdown]
# **7.** 「풀링을 넣은 모델은 물체가 옮겨져도 같은 답을 낸다.」 이 말에서 틀린 것과 맞는 것을 이 페이지의 실험을 들어 설명한다.

# %% tags=["exercise"]
exercise(
    "not-invariant",
    Problem(
        mistakes={
            "2×2 풀링은 한 칸만 옮겨도 값이 바뀐다(구역의 경계는 움직이지 않는다)": "",
            "보폭의 배수만큼 옮기면 출력이 따라 옮겨진다: 불변이 아니라 등변이다": "",
            "그래도 풀링하지 않은 것보다는 덜 바뀐다": "",
            "옮겨도 같은 답을 내게 하는 것은 등변인 합성곱 뒤에서 자리를 버린 전역 풀링이다": "",
        }
    ),
    [
        "등변과 불변을 가린다.",
        "정확도 그래프의 두 장에서 펼치기와 전역 풀링을 견준다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     2×2 풀링은 작은 이동에 덜 바뀌게 할 뿐이다. 한 칸을 옮기면 구역마다 담기는 값이 달라지고, 두 칸을 옮기면 출력이 한 칸 따라 움직인다(등변). 뒤에 펼치기와
#     밀집 층이 오면 정확도는 풀링이 있어도 떨어졌다. 옮겨도 같은 답(불변)은 등변인 합성곱 뒤에서 자리를 모두 버린 전역 풀링이 주었다.

# %% tags=["boxed"]
digit = np.pad(x_test[0], [(4, 4), (4, 4), (0, 0)])  # (36, 36, 1)
before = pool2d(digit, 2)
for shift in (1, 2):
    after = pool2d(np.roll(digit, shift, axis=1), 2)
    stayed = np.array_equal(after, before)
    moved = np.array_equal(after, np.roll(before, 1, axis=1))
    print(f"{shift}칸 옮김: 출력이 그대로인가 {stayed}, 한 칸 옮겨졌는가 {moved}")

# %% [markdown]
# **섞어 풀기.** 이 페이지와 앞 페이지의 문제를 번갈아 낸다. 무엇을 묻는지부터 가린다.

# %% tags=["exercise"]
crossing = pooled_map(seed=3, side=5, size=3)
exercise(
    "mixed",
    crossing,
    ["이웃한 창은 한 줄씩 겹친다. 겹친 칸의 값은 두 창에서 모두 쓴다."],
    mixed(
        drawn(pooled_map, 5, seed=range(200), side=(5,), size=(3,)),
        drawn(output_side, 5, size=range(20, 65), kernel=(3, 5, 7), stride=(2, 3)),
        drawn(pooled_map, 5, seed=range(200), kind=("average",)),
        drawn(feature_map, 5, seed=range(200)),
        drawn(paddings, 5, size=range(20, 65), kernel=(3, 4, 5), stride=(1, 2, 3)),
        drawn(
            image_bytes, 5, images=(16, 32, 64), side=(28, 32, 224), channels=(1, 3)
        ),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     창은 0번과 2번 칸에서 시작하므로 가운데 줄은 두 창에 모두 들어간다. 창마다 아홉 수 가운데 가장 큰 것이다.

# %% tags=["boxed", "hidden"]
print(crossing.key)

# %% [markdown]
# ## 핵심어
#
# **최대 풀링**: 구역마다 가장 큰 값 · **평균 풀링**: 구역마다 평균 · **전역 풀링**: 특성 맵 한 장을 값 하나로 · **등변**: 입력을 따라 출력도
# 움직임 · **불변**: 입력이 움직여도 출력이 그대로임 · **데이터 증강**: 훈련 이미지를 조금씩 바꾼 것도 훈련에 쓰는 것
#
# **이어서 읽기**: [파라미터 세기](parameters.ipynb)에서 풀링이 밀집 층을 얼마나 가볍게 하는지 센다.
