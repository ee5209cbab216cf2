# %% [markdown]
# ---
# description: 합성곱 층과 밀집 층의 파라미터를 손으로 세고, 여섯 모델의 합계를 Keras와 맞춰 본다.
# date: 2026-11-22
# ---
# # 파라미터 세기
#
# **파라미터**(parameter)는 훈련이 고치는 숫자, 곧 **가중치**(weight)와 **편향**(bias)이다. Keras의 모델 요약이 층마다 적는
# `Param #`은 곱셈 몇 번과 덧셈 한 번이면 나온다. 층마다 세는 법을 끌어내고, 쌓은 층을 차례로 세는 함수를 만들어 Keras의 합계와 맞춰
# 본다. 이미지 한 장을 읽는 데 드는 곱셈과 메모리도 함께 센다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 합성곱 층의 파라미터는 왜 이미지 크기와 상관이 없는가
#     - 밀집 층의 파라미터는 왜 크게 불어나는가
#     - 풀링, 펼치기, 드롭아웃은 왜 0개인가
#     - 이미지 한 장을 읽는 데 곱셈을 몇 번 하는가
#     - 값 하나는 입력의 어디까지 보는가
#     - 작은 커널 두 겹은 큰 커널 하나보다 언제, 얼마나 파라미터를 아끼는가

# %% tags=["source"]
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from snippets import plotting
from snippets.table import table

plotting.use_style()

# %% [markdown]
# ## 무엇을 세는가
#
# MNIST를 읽는 첫 합성곱 신경망의 요약이다. 이 페이지를 다 읽으면 오른쪽 열의 숫자를 모두 스스로 구할 수 있다.

# %%
keras.utils.set_random_seed(0)
first_model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(128, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
first_model.summary()

# %% [markdown]
# ## 합성곱 층: 필터마다 한 벌
#
# 필터 하나는 입력의 **모든 채널**을 본다. 3×3 커널이고 입력 채널이 $c$이면 가중치는 $3 \times 3 \times c$개이고, 편향이 하나
# 더 있다. 그런 필터가 $f$개 있다. 커널의 한 변을 $m$이라 하면 파라미터 수는 다음과 같다.
#
# $$
# (m \cdot m \cdot c + 1) \cdot f
# $$
#
# Keras에 저장된 두 배열의 원소 수를 더하면 이 식이 된다. 다만 편향을 쓰고(`use_bias=True`) 채널을 나누지 않을 때(`groups=1`)의 식이며, 둘 다
# Keras의 기본값이다. 편향을 빼면 $+ 1$이 없어진다.

# %%
layer = layers.Conv2D(filters=64, kernel_size=3)
layer.build((None, 14, 14, 32))
print("커널", layer.kernel.shape, "편향", layer.bias.shape)
by_hand = (3 * 3 * 32 + 1) * 64
assert layer.count_params() == by_hand
print(f"(3·3·32 + 1)·64 = {by_hand:,}, Keras: {layer.count_params():,}")

without_bias = layers.Conv2D(filters=64, kernel_size=3, use_bias=False)
without_bias.build((None, 14, 14, 32))
assert without_bias.count_params() == 3 * 3 * 32 * 64
print(f"편향이 없으면 3·3·32·64 = {without_bias.count_params():,}")

# %% [markdown]
# 식에 이미지의 높이와 너비가 없다. 같은 커널을 모든 자리에서 함께 쓰기 때문이다(**파라미터 공유**, parameter sharing). 입력이
# 아무리 커도 파라미터는 그대로이고, 출력의 크기와 [곱셈](#곱셈은-몇-번인가)만 늘어난다.

# %%
for size in (28, 224, 1024):
    layer = layers.Conv2D(filters=32, kernel_size=3)
    layer.build((None, size, size, 1))
    assert layer.count_params() == 320
    height, width, filters = layer.compute_output_shape((None, size, size, 1))[1:]
    print(
        f"{size:4}×{size:<4} 입력: {layer.count_params()}개, "
        f"출력 {height}×{width}×{filters}"
    )

# %% [markdown]
# ## 밀집 층: 유닛마다, 입력마다 하나씩
#
# 밀집 층의 **유닛**(unit)은 모든 입력에 따로 가중치를 둔다. 입력이 $n$개, 유닛이 $u$개이면 $(n + 1) \cdot u$개이다. 펼친 특성 맵이
# 클수록 그만큼 커진다. 한 변이 28인 특성 맵을 채널 수만 바꾸어 펼쳐 받으면 이렇게 된다.

# %%
for channels in (1, 32, 64):
    n = 28 * 28 * channels
    layer = layers.Dense(100)
    layer.build((None, n))
    assert layer.count_params() == (n + 1) * 100
    print(
        f"28×28×{channels:<2} = {n:6,}개 → Dense(100): {layer.count_params():9,}개"
    )

# %% [markdown]
# ## 배우는 값이 없는 층
#
# 풀링은 가장 큰 값을 고르거나 평균을 낼 뿐이고, 펼치기는 모양만 바꾸며, 드롭아웃(dropout)은 훈련할 때 일부를 0으로 바꾸고 남은 값을
# 정해진 배수로 키울 뿐이다. 배우는 가중치가 없으니 파라미터도 없다. 거꾸로, 배우지 않으면서 `Param #`에 드는 값도 있다. 배치
# 정규화(batch normalization)는 채널마다 수를 네 개 두는데, 크기와 자리를 정하는 둘만 훈련이 기울기로 고치고, 나머지 둘은 훈련하는 동안 배치의 평균과 분산을 조금씩 섞어 온 이동 평균이다.
# 요약의 `Non-trainable params` 줄이 그런 수를 따로 센다.

# %%
maps = keras.ops.zeros((1, 13, 13, 32))
pooling = [layers.MaxPooling2D(2), layers.AveragePooling2D(2)]
for layer in [*pooling, layers.Flatten(), layers.Dropout(0.4)]:
    shape = tuple(layer(maps).shape)
    assert layer.count_params() == 0
    print(f"{type(layer).__name__:16} → {shape}, 파라미터 {layer.count_params()}개")

layer = layers.BatchNormalization()
layer.build((None, 14, 14, 16))
learnt = sum(weight.numpy().size for weight in layer.trainable_weights)
assert (layer.count_params(), learnt) == (4 * 16, 2 * 16)
print(
    f"채널 16개의 BatchNormalization: {layer.count_params()}개, 기울기로 고치는 것은 {learnt}개"
)

# %% [markdown]
# ## 곱셈은 몇 번인가
#
# 파라미터 수가 같아도 계산의 양은 같지 않다. 합성곱 층은 커널을 놓는 자리마다 가중치를 모두 한 번씩 곱한다. 출력이 $h \times w$이면 이미지 한 장에 드는
# **곱셈 수**(number of multiplications)는 다음과 같다.
#
# $$
# h \cdot w \cdot (m \cdot m \cdot c \cdot f)
# $$
#
# 밀집 층은 가중치마다 한 번 곱하므로 $n \cdot u$번이다. 패딩의 0과 곱하는 것도 세고, 덧셈과 풀링과 활성화 함수는 세지 않는다. 추론할 때의 수이다. 훈련할
# 때는 기울기를 구하는 곱셈이 더 든다. 작은 층을 반복문으로 계산하면서 센 수가 식과 같고, 그 출력이 Keras와 같은지 본다.

# %%
conv = layers.Conv2D(4, 3)
image = np.random.default_rng(0).random((6, 7, 2), dtype="float32")
expected = conv(image[np.newaxis])[0].numpy()  # (4, 5, 4)
kernel, bias = conv.get_weights()  # (3, 3, 2, 4), (4,)
by_loops, times = np.zeros(expected.shape), 0
for y, x, f in np.ndindex(expected.shape):
    for dy, dx, c in np.ndindex(3, 3, 2):
        by_loops[y, x, f] += image[y + dy, x + dx, c] * kernel[dy, dx, c, f]
        times += 1
assert np.allclose(by_loops + bias, expected, atol=1e-5)
assert times == (4 * 5) * (3 * 3 * 2 * 4)
print(f"반복문에서 {times:,}번, 식으로 4·5·(3·3·2·4) = {4 * 5 * 3 * 3 * 2 * 4:,}번")

# %% [markdown]
# ## 쌓은 층을 차례로 센다
#
# 층을 적은 목록에서 차례로 출력 모양을 구하고 파라미터와 곱셈을 세는 함수를 만들었다. 출력 모양은
# [패딩과 보폭](padding_and_stride.ipynb)의 공식으로 구한다. 여기의 `Conv2D`, `Dense` 따위는 Keras의 층이 아니라, 층의 설정만
# 적어 두는 작은 클래스이다. 열 가지가 있고, 다른 층이나 Keras가 받지 않는 설정은 [세지 않고 까닭을 말한다](padding_and_stride.ipynb#쌓을-수-없는-층). `Pooling2D`는 최대 풀링과
# 평균 풀링을 함께 가리킨다.

# %%
from snippets.layer_kinds import Conv2D, Dense, Dropout, Flatten, Pooling2D

# %% tags=["source"]
from snippets.parameters import count, keras_parameters

convs = [Conv2D(32, 3), Pooling2D(2), Conv2D(64, 3), Pooling2D(2), Conv2D(128, 3)]
stack = [*convs, Flatten(), Dense(10)]
counted = count(stack, input_shape=(28, 28, 1))
table(
    [
        {
            "층": f"`{it.layer}`",
            "출력 모양": str(it.shape),
            "파라미터": it.parameters,
            "곱셈": it.multiplications,
            "출력의 값": it.values,
        }
        for it in counted
    ]
)

# %%
assert [it.parameters for it in counted] == [
    layer.count_params() for layer in first_model.layers
]
print("첫 요약의 Param # 열과 한 줄도 다르지 않다")
most = max(counted, key=lambda it: it.parameters)
busiest = max(counted, key=lambda it: it.multiplications)
assert (most, busiest) == (counted[4], counted[2])

# %% [markdown]
# 파라미터가 가장 많은 층은 셋째 합성곱인데 곱셈이 가장 많은 층은 둘째 합성곱이다. 셋째는 특성 맵이 3×3으로 작아, 가중치마다 아홉 번만 곱한다.
#
# ## 값 하나가 보는 범위
#
# 3×3 커널을 한 번 지난 값은 입력의 3×3칸을 본다. 층을 더 지나면 그런 값 여럿을 다시 엮으므로 더 넓게 본다. 값 하나가 보는
# 범위를 **수용 영역**(receptive field)이라 한다. 커널이나 창의 한 변이 $m$인 층을 지날 때마다 한 변이 $(m - 1) \cdot j$칸 넓어진다. $j$는 앞선
# 층들의 보폭을 모두 곱한 수(앞선 층이 없으면 1)로, 그 층이 받는 특성 맵의 한 칸이 맨 처음 입력에서는 몇 칸인지를 뜻한다. 보폭 2인 풀링을 두 번 지난 3×3
# 합성곱에서는 $j = 4$라, 한 변이 10이면 (3 − 1)·4 = 8만큼 넓어져 18이 된다.

# %% tags=["source"]
from snippets.receptive_field import receptive_field

steps = [(3, 1), (2, 2), (3, 1), (2, 2), (3, 1)]  # (커널이나 창의 한 변, 보폭)
fields = [receptive_field(steps[: i + 1]) for i in range(len(steps))]
names = ["합성곱 1", "풀링 1", "합성곱 2", "풀링 2", "합성곱 3"]
table(
    [
        {"층": name, "수용 영역": f"{field}×{field}"}
        for name, field in zip(names, fields, strict=True)
    ]
)

# %% [markdown]
# 펼친 값을 모두 받는 밀집 층의 유닛은 입력 전체를 볼 것 같지만, 이 모델에서는 그렇지 않다. 둘째 풀링이 11칸을 두 칸씩 묶고 남은 끝의 한 칸을
# 버리는데, 입력의 마지막 두 줄은 그 칸에만 닿기 때문이다. 입력의 칸을 가로와 세로로 한 줄씩 바꾸어, 출력이 반올림 오차보다 크게 달라지는 줄을 찾는다.

# %%
from snippets.datasets import load_mnist

_, (x_test, y_test) = load_mnist()
digit = x_test[:1].reshape(1, 28, 28, 1).astype("float32") / 255
answer = first_model(digit).numpy()
changed = np.repeat(digit, 28, axis=0)
changed[np.arange(28), np.arange(28)] = 9.0  # i번째 사본은 i행만 다르다
seen = np.abs(first_model(changed).numpy() - answer).max(axis=1) > 1e-6
assert seen[:26].all() and not seen[26:].any()
across = np.repeat(digit, 28, axis=0)
across[np.arange(28), :, np.arange(28)] = 9.0  # i번째 사본은 i열만 다르다
columns = np.abs(first_model(across).numpy() - answer).max(axis=1) > 1e-6
assert (columns == seen).all()
print(
    f"출력을 바꾸는 행: 0–{seen.sum() - 1}. 남은 {(~seen).sum()}행은 보이지 않는다"
)

# %% alt="같은 숫자 7 두 장. 왼쪽에는 합성곱 1, 풀링 1, 합성곱 2, 풀링 2, 합성곱 3의 왼쪽 위 값이 보는 범위를 3×3에서 18×18까지 점점 커지는 네모로 겹쳐 그렸다. 오른쪽은 오른쪽과 아래쪽 끝의 두 줄을 색으로 덮어 모델의 출력에 닿지 않는 칸임을 보인다."
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.5))
for ax, title in ((left, "값 하나가 보는 범위"), (right, "출력에 닿지 않는 칸")):
    ax.imshow(digit[0, :, :, 0])
    ax.set(title=title)
    ax.axis("off")
corner = (-0.5, -0.5)
for field, color in zip(fields, plotting.COLORS, strict=False):
    box = plt.Rectangle(corner, field, field, fill=False, edgecolor=color, lw=2)
    left.add_patch(box)
    left.text(
        field - 0.8, field - 1, f"{field}", color=color, ha="right", va="bottom"
    )
edge = np.full((28, 28), np.nan)
edge[~seen] = edge[:, ~seen] = 1
right.imshow(edge, cmap="autumn", alpha=0.8, vmin=0, vmax=2)
plt.show()

# %% [markdown]
# ### 해 보기: 출력 크기와 파라미터 계산기
#
# 같은 규칙으로 브라우저에서 바로 세어 볼 수 있다. 층을 더하고 숫자를 바꾸면 모양, 파라미터, 곱셈, 수용 영역과 그 식이 바로 따라 바뀐다. 커널과 창은 정사각형만 적을 수 있다.
# 모양에는 맨 앞의 배치 축을 적지 않는다. 수용 영역에는 둘레에 채운 칸도 들므로 입력보다 클 수 있다. 쌓을 수 없는 층에는 그 까닭이 나온다. **주소 복사**로 얻은 주소를 보내면, 받은 사람도 같은 모델을 본다.
# 쌓은 모델이 얼마나 배우는지는 [훈련해 보기](../../train.md)에서 작은 모델로 본다.

# %% tags=["hidden"] demo="calculator" alt="첫 합성곱 신경망의 층을 위에서 아래로 이은 그림. 층마다 입력과 출력의 모양이 적혀 있고, (None, 28, 28, 1)에서 시작해 (None, 10)으로 끝난다."
from IPython.display import display
from snippets.diagram import model_diagram
from snippets.layer_kinds import keras_model

display(model_diagram(keras_model(stack, (28, 28, 1)), show_shapes=True, dpi=60))
written = "28x28x1_c32k3_m2_c64k3_m2_c128k3_f_d10"
display({"application/vnd.demo+json": {"stack": written}}, raw=True)

# %% [markdown]
# ### 합성곱 모델 여섯
#
# 합성곱 모델 여섯을 세어 본다. 같은 구조를 Keras로도 쌓아 `count_params()`와 견준다. 풀링의 종류는 파라미터 수와 상관이 없으므로
# 모두 최대 풀링으로 쌓는다. 하나라도 다르면 이 페이지는 만들어지지 않는다.

# %%
no_pooling = [layer for layer in stack if not isinstance(layer, Pooling2D)]
same = {"padding": "same"}
average = [Conv2D(32, 3, **same), Pooling2D(3), Conv2D(32, 3, **same), Pooling2D(3)]
largest = [Conv2D(32, 3, **same), Pooling2D(2), Conv2D(64, 3, **same), Pooling2D(2)]
head = [Flatten(), Dense(100), Dropout(0.4), Dense(10)]
wide = [Conv2D(3, 5), Conv2D(6, 5), Flatten(), Dense(84), Dense(10)]
deep = [Conv2D(32, 5), Pooling2D(2), Conv2D(64, 5), Pooling2D(2)]
models = {
    "MNIST 합성곱 신경망": stack,
    "같은 모델, 풀링 없음": no_pooling,
    "옷 사진 모델 A": [*average, *head],
    "옷 사진 모델 B": [*largest, *head],
    "필터와 채널": wide,
    "심층 합성곱 신경망": [*deep, Flatten(), Dense(1024), Dropout(0.5), Dense(10)],
}

rows, in_conv, in_dense = [], [], []
for name, stack in models.items():
    counted = count(stack, (28, 28, 1))
    model = keras_model(stack, (28, 28, 1))
    total = sum(it.parameters for it in counted)
    assert total == model.count_params() == keras_parameters(model)
    in_dense.append(
        sum(it.parameters for it in counted if isinstance(it.layer, Dense))
    )
    in_conv.append(total - in_dense[-1])
    share = f"{in_dense[-1] / total:.1%}"
    rows.append(
        {
            "모델": name,
            "센 합계": total,
            "Keras": model.count_params(),
            "밀집 층의 비율": share,
            "곱셈": sum(it.multiplications for it in counted),
            "출력의 값": sum(it.values for it in counted),
        }
    )
most, busiest = (max(rows, key=lambda row: row[of]) for of in ("센 합계", "곱셈"))
assert most["모델"] == "심층 합성곱 신경망"
assert busiest["모델"] == "같은 모델, 풀링 없음"
table(rows)

# %% card=1 alt="모델 여섯 개의 파라미터를 합성곱 층과 밀집 층으로 나눈 가로 막대그래프. MNIST 합성곱 신경망만 합성곱 층이 더 길고, 나머지 다섯은 밀집 층이 훨씬 길다."
fig, ax = plt.subplots(figsize=(6.4, 3.4))
names, in_conv, in_dense = (
    list(models),
    np.array(in_conv) / 1000,
    np.array(in_dense) / 1000,
)
ax.barh(names, in_conv, label="합성곱 층")
ax.barh(names, in_dense, left=in_conv, label="밀집 층")
ax.invert_yaxis()
ax.set(xlabel="파라미터 (천 개)")
fig.legend(loc="outside upper center", ncols=2)
plt.show()

# %% [markdown]
# 파라미터가 가장 많은 것은 심층 합성곱 신경망이고, 곱셈이 가장 많은 것은 풀링을 뺀 모델이다. 특성 맵이 커져도 합성곱 층의 파라미터는 그대로이고, 곱셈은 자리의 수만큼 늘어난다.
#
# 이 표의 모델에서 밀집 층의 파라미터 수는 거의 두 가지가 정한다. `Flatten`이 내놓는 숫자의 개수와, 그것을 받는 첫 밀집 층의 유닛 수이다. 두 수를
# 곱한 만큼 가중치가 생기기 때문이다. 밀집 층의 비율은 합성곱 층의 파라미터가 얼마나 되는지에도 달려 있다. 이 표의 모델에서는 풀링을
# 두 번 해도 뒤에 유닛이 100개나 1,024개인 밀집 층이 오면 파라미터가 대부분 그곳에 있다.
#
# 펼치지 않으면 사정이 다르다. 특성 맵을 한 장씩 값 하나로 줄이는 전역 평균 풀링(global average pooling)을 `Flatten` 자리에 두면,
# 밀집 층이 받는 값은 채널의 수만큼뿐이다.

# %%
global_pooling = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        *first_model.layers[:-2],
        layers.GlobalAveragePooling2D(),
        layers.Dense(10),
    ]
)
in_last = global_pooling.layers[-1].count_params()
total = global_pooling.count_params()
assert in_last == (128 + 1) * 10 and in_last / total < 0.02
print(f"밀집 층 {in_last:,}개, 모두 {total:,}개: {in_last / total:.1%}")

# %% [markdown]
# ## 작은 커널 두 겹과 큰 커널 하나
#
# 3×3 합성곱을 두 번 지나면 값 하나가 입력의 5×5를 본다. 5×5 합성곱 한 번과 수용 영역이 같다. 채널 수가
# 층마다 같으면 파라미터는 더 적고, 사이에 활성화 함수(activation function)도 한 번 더 들어간다. 그러나 채널 수가 층마다 다르면
# 달라질 수 있다. 64 → 64 → 64채널일 때와 1 → 64 → 64채널일 때를 세어 보자.

# %%
two_small = count([Conv2D(64, 3), Conv2D(64, 3)], (28, 28, 64))
one_large = count([Conv2D(64, 5)], (28, 28, 64))
assert receptive_field([(3, 1), (3, 1)]) == receptive_field([(5, 1)]) == 5
assert two_small[-1].shape == one_large[-1].shape == (24, 24, 64)
small = sum(it.parameters for it in two_small)
large = sum(it.parameters for it in one_large)
print(
    f"64 → 64 → 64: 3×3 두 겹 {small:,}개, 5×5 하나 {large:,}개. {1 - small / large:.0%} 적다"
)

from_one, at_once = (
    sum(it.parameters for it in count(it, (28, 28, 1)))
    for it in ([Conv2D(64, 3), Conv2D(64, 3)], [Conv2D(64, 5)])
)
assert from_one > at_once
print(f"1 → 64 → 64: 3×3 두 겹 {from_one:,}개, 5×5 하나 {at_once:,}개")

# %% [markdown]
# ## 메모리로는 얼마인가
#
# Keras의 파라미터는 보통 float32이고 하나가 4바이트이다. 모델 요약의 괄호 안에 적힌 크기가 이 값이다(1 KB = 1,024바이트). 층의 출력도 메모리를
# 쓴다. 그것을 **활성화 메모리**(activation memory)라 한다. 파라미터는 이미지가 몇 장이든 그대로이고, 출력은 이미지마다 따로 있다.

# %%
counted = count(models["MNIST 합성곱 신경망"], (28, 28, 1))
total = sum(it.parameters for it in counted)
print(f"파라미터 {total:,}개 × 4바이트 = {total * 4 / 1024:.2f} KB")
outputs = sum(it.bytes for it in counted) / 1024
largest = max(it.bytes for it in counted) / 1024
assert (
    largest == counted[0].bytes / 1024 and outputs < total * 4 / 1024 < 64 * outputs
)
for images in (1, 64):
    print(
        f"이미지 {images}장: 층의 출력을 모두 더하면 {images * outputs:,.2f} KB, "
        f"가장 큰 첫 층의 출력이 {images * largest:,.2f} KB"
    )

# %% [markdown]
# 한 장이면 파라미터보다 적지만, 64장을 한 배치로 넣으면 출력의 값이 훨씬 많다. 추론할 때는 다 쓴 출력을 지울 수 있으므로 모두를 한꺼번에 담아 두지 않아도 된다.
# 훈련할 때는 기울기를 구하는 데 다시 쓸 출력을 남겨 둔다.

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 필터 한 벌에서 시작한다.

# %% tags=["exercise"]
from snippets.exercises import Problem, drawn, exercise, mixed
from snippets.problems import (
    conv_parameters,
    dense_parameters,
    field_side,
    flattened,
    model_parameters,
    output_side,
)

convs = drawn(
    conv_parameters,
    kernel=(1, 3, 5, 7),
    channels=(3, 8, 16, 32, 64),
    filters=(4, 8, 16, 32, 64),
)
first = conv_parameters(kernel=3, channels=16, filters=24)
hints = [
    "필터 하나의 가중치는 높이 × 너비 × 입력의 채널이다.",
    "필터마다 편향이 하나씩 더 있다.",
]
exercise("conv-parameters", first, hints, convs)

# %% [markdown]
# ??? success "답 보기"
#
#     필터 하나는 입력의 모든 채널을 보므로 커널이 채널의 수만큼 있고, 편향은 하나이다. 그런 필터가 필터 수만큼 있다.

# %% tags=["boxed"]
print(first.why)

# %% [markdown]
# **2.** 첫 모델의 `Conv2D(64, 3)`을 `Conv2D(128, 3)`으로 바꾸면(다른 층은 그대로) 모델의 파라미터는 모두 몇 개가 되는가?

# %% tags=["exercise"]
before = models["MNIST 합성곱 신경망"]
after = [Conv2D(128, 3) if it == Conv2D(64, 3) else it for it in before]
rows = count(after, (28, 28, 1))
old = count(before, (28, 28, 1))
total = sum(it.parameters for it in rows)
changed = [i for i in range(len(rows)) if old[i].parameters != rows[i].parameters]
assert changed == [2, 4] and isinstance(after[5], Flatten)
only_second = total - rows[4].parameters + old[4].parameters
exercise(
    "wider-second",
    Problem(
        total,
        {
            "바꾼 층만 세었다. 그 출력을 받는 다음 합성곱 층도 커진다.": only_second,
            "바꾼 층의 파라미터이다. 모델 전체를 묻는다.": rows[2].parameters,
            "둘째와 셋째 합성곱 층만 세었다.": rows[2].parameters
            + rows[4].parameters,
            "셋째 합성곱 층만 세었다. 모델 전체를 묻는다.": rows[4].parameters,
            "밀집 층까지 늘렸다. 셋째 층의 필터는 그대로 128개이다.": total
            + rows[5].shape[0] * 10,
            "바꾸기 전의 수이다.": sum(it.parameters for it in old),
            "편향을 모두 빠뜨렸다.": total - 32 - 128 - 128 - 10,
        },
    ),
    [
        "필터가 늘면 그 층의 출력 채널이 는다.",
        "다음 합성곱 층은 그 채널을 모두 받는다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     둘째 합성곱 층은 필터가 두 배라 꼭 두 배가 된다. 셋째 합성곱 층은 받는 채널이 두 배라 가중치가 두 배가 되고 편향은 그대로이다. 셋째 층의
#     필터는 그대로 128개이므로 밀집 층은 바뀌지 않는다.

# %% tags=["boxed"]
for nth, i in (("둘째", 2), ("셋째", 4)):
    print(f"{nth} 합성곱 층: {old[i].parameters:,} → {rows[i].parameters:,}")
print(f"모두 {total:,}개")

# %% [markdown]
# **3.** 첫 모델에 28×28이 아니라 224×224 컬러 이미지(채널 3개)를 넣으려 한다. 파라미터가 늘어나는 층은 어느 것인가?

# %% tags=["exercise"]
small, large = (count(before, shape) for shape in ((28, 28, 1), (224, 224, 3)))
grown = [
    number
    for number, (it, other) in enumerate(zip(small, large, strict=True))
    if it.parameters != other.parameters
]
assert grown == [0, 6]  # 첫 합성곱 층과 밀집 층
exercise(
    "color-layers",
    Problem(
        "첫 합성곱 층과 밀집 층",
        {
            "첫 합성곱 층만": "첫 층은 맞다. 이미지가 커지면 펼친 값도 늘어난다.",
            "밀집 층만": "밀집 층은 맞다. 첫 합성곱 층이 받는 채널도 하나에서 셋이 되었다.",
            "합성곱 층 셋 모두": "둘째와 셋째 층이 받는 채널은 앞 층의 필터 수라 그대로이다. 커널은 이미지 크기와 상관이 없다.",
            "모든 층": "둘째와 셋째 합성곱 층은 그대로이다. 커널은 이미지 크기와 상관이 없다.",
        },
    ),
    [
        "합성곱 층의 식에는 이미지의 높이와 너비가 없다.",
        "밀집 층은 펼친 값을 모두 받는다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     첫 합성곱 층은 채널이 셋이 되어 커널이 세 배가 되고, 밀집 층은 펼친 값이 늘어난 만큼 커진다. 편향이 그대로라 꼭 그 배수는 아니다.

# %% tags=["boxed"]
for before_, after_ in zip(small, large, strict=True):
    if before_.parameters != after_.parameters:
        times = after_.parameters / before_.parameters
        print(
            f"{before_.layer}: {before_.parameters:,} → {after_.parameters:,}개, {times:.1f}배"
        )

# %% [markdown]
# **4.** 「필터와 채널」 모델은 28×28×1 이미지에 5×5 합성곱(필터 3개)과 5×5 합성곱(필터 6개)을 잇는다(valid, 보폭 1). 두 합성곱 층 각각의
# 바로 뒤에 2×2 풀링(보폭 2)을 하나씩 넣으면 펼친 값은 몇 개가 되는가?

# %% tags=["exercise"]
pooled = [
    Conv2D(3, 5),
    Pooling2D(2),
    Conv2D(6, 5),
    Pooling2D(2),
    Flatten(),
    Dense(84),
    Dense(10),
]
rows = count(pooled, (28, 28, 1))
exercise(
    "pooled-flat",
    Problem(
        rows[4].shape[0],
        {
            "풀링을 넣기 전의 수이다.": 20 * 20 * 6,
            "채널을 빠뜨렸다. 높이 × 너비 × 채널이다.": rows[3].shape[0] ** 2,
            "첫 풀링을 빠뜨렸다.": count(pooled[:1] + pooled[2:], (28, 28, 1))[
                3
            ].shape[0],
            "둘째 풀링을 빠뜨렸다.": rows[2].shape[0] ** 2 * 6,
            "마지막 채널은 둘째 층의 필터 수이다.": rows[3].shape[0] ** 2 * 3,
            "첫 층의 필터까지 곱했다.": rows[3].shape[0] ** 2 * 18,
            "합성곱에서 줄지 않는다고 셈했다. 패딩이 valid이다.": 7 * 7 * 6,
        },
    ),
    ["한 변은 28에서 시작해 5×5 커널을 지날 때마다 4씩 준다.", "28 → 24 → 12 → …"],
    drawn(
        flattened,
        side=(28, 32, 48, 64),
        kernel=(3, 5),
        filters=(8, 16, 32),
        more=(32, 64),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     28 → 24 → 12 → 8 → 4로 줄고, 채널은 둘째 층의 필터 수인 6이다. 첫 밀집 층이 받는 값이 2,400개에서 이만큼으로 줄어 모델이 크게 가벼워진다.

# %% tags=["boxed"]
before = sum(it.parameters for it in count(models["필터와 채널"], (28, 28, 1)))
after = sum(it.parameters for it in rows)
print(f"펼친 값 {rows[4].shape[0]}개, 파라미터 {before:,} → {after:,}개")

# %% [markdown]
# **5.** 필터 수를 모두 두 배로 늘리면(첫 층 32 → 64, 둘째 층 64 → 128) 둘째 합성곱 층의 파라미터는 몇 배가 되는가? 딱 떨어지는
# 배수인가? 그렇지 않다면 왜 그런지 설명한다.

# %% tags=["exercise"]
exercise(
    "twice-the-filters",
    Problem(
        mistakes={
            "입력 채널도, 필터 수도 두 배이다": "",
            "그래서 가중치는 네 배이다": "",
            "편향은 필터 수를 따라 두 배이다": "",
            "그래서 꼭 네 배보다 조금 적다": "",
        }
    ),
    ["식 (m·m·c + 1)·f에서 두 배가 되는 것을 모두 찾는다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     둘째 층이 받는 채널은 첫 층의 필터 수라 두 배이고, 제 필터 수도 두 배이므로 가중치는 네 배이다. 편향은 필터마다 하나라 두 배일 뿐이어서 모두 합하면
#     네 배에 조금 못 미친다.

# %% tags=["boxed"]
narrow, wide = (
    count([Conv2D(f, 3), Conv2D(2 * f, 3)], (28, 28, 1))[1].parameters
    for f in (32, 64)
)
print(f"{narrow:,}개 → {wide:,}개, {wide / narrow:.3f}배")

# %% [markdown]
# **섞어 풀기.** 이 페이지와 앞 페이지의 문제를 번갈아 낸다. 무엇을 묻는지부터 가린다.

# %% tags=["exercise"]
whole = model_parameters(side=28, kernel=3, filters=16, units=10)
exercise(
    "mixed",
    whole,
    ["층마다 출력의 모양부터 적는다."],
    mixed(
        drawn(
            dense_parameters,
            8,
            side=(3, 4, 5, 7),
            channels=(16, 32),
            units=(10, 50),
        ),
        drawn(output_side, 8, size=range(20, 65), kernel=(3, 5, 7), stride=(2, 3)),
        drawn(field_side, 8, first=(3, 5), window=(2, 3), second=(3, 5)),
        drawn(
            model_parameters,
            8,
            side=(28, 32, 48),
            kernel=(3, 5),
            filters=(8, 16),
            units=(10,),
        ),
        convs[:8],
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     합성곱 층의 파라미터에, 풀링을 지나 펼친 값을 받는 밀집 층의 파라미터를 더한다.

# %% tags=["boxed"]
print(whole.why)

# %% [markdown]
# ## 핵심어
#
# **파라미터**: 훈련이 고치는 가중치와 편향 · **파라미터 공유**: 같은 커널을 모든 자리에서 쓰는 것 · **편향**(bias): 필터나 유닛마다
# 하나씩 더하는 값 · **곱셈 수**: 이미지 한 장을 읽을 때 하는 곱셈의 수 · **활성화
# 메모리**: 층의 출력을 담는 메모리 · **수용 영역**: 값 하나가 보는 입력의 범위
#
# **이어서 읽기**: [합성곱의 다른 모습](other_convolutions.ipynb)에서 채널을 나누거나 커널을 벌린 층을 같은 방법으로 센다. [MNIST로 훈련하는 첫 합성곱 신경망](../posts/mnist_convnet.ipynb)에서 이 파라미터들을 실제로 훈련한다.
