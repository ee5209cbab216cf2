# %% [markdown]
# ---
# description: 손글씨 숫자 6만 장으로 합성곱 신경망을 훈련하고, 층마다 모양과 파라미터를 예측하고 확인한다.
# date: 2026-11-22
# ---
# # MNIST로 훈련하는 첫 합성곱 신경망
#
# 손글씨 숫자를 읽는 **합성곱 신경망**(convolutional neural network, CNN)을 처음부터 끝까지 만든다. 모델을 쌓고, 층마다
# 모양과 파라미터를 손으로 세어 Keras와 맞춰 보고, MNIST 6만 장으로 훈련한 뒤 처음 보는 1만 장으로 시험한다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 합성곱 층과 풀링 층을 지날 때 특성 맵의 크기가 어떻게 바뀌는가
#     - 파라미터 104,202개는 어디에 몇 개씩 있는가
#     - 훈련과 평가를 코드로 어떻게 쓰는가, 출력된 숫자를 어떻게 읽는가
#     - 풀링은 무엇을 줄이고 무엇을 넓히는가: 풀링을 뺀 모델과 견준다
#
# 이 페이지는 블로그 글 「합성곱 신경망 MNIST로 만들기」의 순서를 따른다. 모델은 원문의 것이고 문장과 다른 코드는 새로 썼다. 원문에서 고칠
# 곳은 주로 **원문 바로잡기** 상자에 담아, 실행할 수 있는 것은 실행해 확인한다.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from snippets import plotting, visualization

plotting.use_style()

# %% [markdown]
# ## 모델 쌓기
#
# **함수형 API**(functional API)에서는 층을 함수처럼 부른다. 입력 **텐서**(tensor)를 넣으면 출력 텐서가 나오고, 그 텐서를 다음
# 층에 넣는다. 주석은 그 층을 지난 텐서의 모양이다. 첫 축은 **배치**(batch)이다. 한 번에 몇 장이 들어올지 정해지지 않아
# `None`으로 적힌다.

# %%
# 난수 씨앗(seed)이 같으면 초깃값도, 이미지를 섞는 순서도 같다
SEED = 0
keras.utils.set_random_seed(SEED)

inputs = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(filters=32, kernel_size=3, activation="relu")(inputs)
# (None, 26, 26, 32)
x = layers.MaxPooling2D(pool_size=2)(x)  # (None, 13, 13, 32)
x = layers.Conv2D(filters=64, kernel_size=3, activation="relu")(x)
# (None, 11, 11, 64)
x = layers.MaxPooling2D(pool_size=2)(x)  # (None, 5, 5, 64)
x = layers.Conv2D(filters=128, kernel_size=3, activation="relu")(x)
# (None, 3, 3, 128)
x = layers.Flatten()(x)  # (None, 1152)
outputs = layers.Dense(10, activation="softmax")(x)  # (None, 10)
model = keras.Model(inputs, outputs, name="mnist_convnet")

# layers[0]은 입력층이라 첫 합성곱은 layers[1]이다. 훈련 전의 커널을 나중에 비교한다
initial_kernels = model.layers[1].kernel.numpy()

# %% [markdown]
# ### 합성곱 층: `filters`, `kernel_size`, `activation`
#
# `Conv2D(filters=32, kernel_size=3, activation="relu")`는 세 가지를 정한다.
#
# - **`filters=32`**: **필터**(filter)가 32개다. 필터 하나는 커널 한 벌과 편향 하나로 이루어진다. 필터 하나가 특성 맵 하나를 만드니 출력의 **채널**(channel)도 32개다.
# - **`kernel_size=3`**: **커널**(kernel)의 높이와 너비가 3이다. 커널을 입력의 3×3 창에 대고, 모든 채널에서 겹친 값끼리 곱해 더한 뒤
#   **편향**(bias) 하나를 더한다. 창을 한 칸씩 옮기며 되풀이한다.
# - **`activation="relu"`**: 그 결과가 음수이면 0으로 바꾼다. 이 함수가 ReLU이다. 층이 구한 합에 마지막으로 적용하는 함수를 **활성화 함수**(activation function)라 하고, 출력층의 소프트맥스도 그 하나이다.
#
# 커널이 찾는 **패턴**(pattern)과 닮은 곳에서는 대체로 합이 크고, 그렇지 않은 곳에서는 작다. 그래서 출력을 **특성 맵**(feature map) 또는
# **응답 맵**(response map)이라 부른다. 패턴이 *어디에서* 얼마나 강하게 나타났는지를 담은 지도다. 다만 밝기와 편향도 값을 바꾼다.

# %%
kernels, biases = model.layers[1].get_weights()
print("커널", kernels.shape, "= (높이, 너비, 입력 채널, 필터)")
print("편향", biases.shape, "= (필터)")
print("relu", keras.activations.relu(np.array([-2.0, -0.5, 0.0, 0.5, 2.0])).numpy())

# %% [markdown]
# !!! warning "원문 바로잡기: 커널은 처음에만 무작위다"
#
#     원문은 이미지가 무작위 마스크 32개를 거친다고 적었다. 무작위인 것은 **초깃값뿐**이다. Keras는 글로럿(Glorot) 균등
#     분포에서 초깃값을 뽑는데, 그 범위는 출력값 하나로 들어오는 값 9개와 입력값 하나에서 나가는 값 9×32개로
#     정해진다. 훈련이 그 값을 바꾼다. 얼마나 바꾸는지는 [훈련을 마친 뒤](#커널은-얼마나-바뀌었는가) 확인한다.

# %% tags=["boxed"]
fan_in, fan_out = 3 * 3 * 1, 3 * 3 * 32
limit = np.sqrt(6 / (fan_in + fan_out))
assert np.abs(initial_kernels).max() <= limit
# 균등 분포의 표준편차는 한계를 √3으로 나눈 값이다
assert np.isclose(initial_kernels.std(), limit / np.sqrt(3), rtol=0.1)
assert (biases == 0).all()
low, high = initial_kernels.min(), initial_kernels.max()
print(f"글로럿 한계 ±{limit:.4f}, 초깃값의 범위 {low:.4f} … {high:.4f}")

# %% [markdown]
# ### 풀링 층: `MaxPooling2D(pool_size=2)`
#
# **풀링**(pooling)은 특성 맵을 줄인다. **최대 풀링**(max pooling)은 특성 맵을 2×2 크기의 구역으로 나누고 구역마다 가장 큰 값
# 하나만 남긴다.
#
# !!! warning "원문 바로잡기: 풀링에는 커널이 없고, 절반을 내림한다"
#
#     원문은 2×2 합성곱 커널을 적용한다고 적었지만 풀링에는 곱할 가중치가 없다. 크기가 절반이 된다는 말도 짝수일 때만
#     맞다. 11칸에는 2칸짜리 창이 다섯 번 들어가고 한 칸이 남으므로 출력은 5칸이다.

# %% tags=["boxed"]
pooling = layers.MaxPooling2D(pool_size=2)
pooled = pooling(np.zeros((1, 11, 11, 64), dtype="float32"))
assert pooling.weights == []
assert pooled.shape == (1, 5, 5, 64)
print("풀링 층의 가중치:", pooling.weights)
print("(1, 11, 11, 64) →", tuple(pooled.shape))

# %% [markdown]
# ### 펼치기와 출력: `Flatten`, `Dense(10, activation="softmax")`
#
# `Flatten`은 3×3 특성 맵 128장을 숫자 1,152개로 펼친다. **밀집 층**(dense layer)은 **유닛**(unit)마다 그 1,152개를 모두 보고
# 점수 하나를 내어, 점수가 10개 나온다. **소프트맥스**(softmax)는 점수를 확률로 바꾼다. 확률은 모두 0보다 크고, 더하면 1이 된다.

# %%
scores = np.array([[1.0, 2.0, 4.0]], dtype="float32")
probabilities = keras.activations.softmax(scores).numpy()
print("점수", scores[0], "→ 확률", probabilities[0].round(3))
print("확률의 합", probabilities.sum().round(3))

# %% [markdown]
# !!! warning "원문 바로잡기: 배치 축은 남는다"
#
#     원문은 3차원 텐서를 1차원 텐서로 바꾼다고 적었다. 한 장만 보면 그렇지만, 층이 주고받는 텐서에는 언제나 배치 축이
#     있다. `Flatten`의 출력은 (1152,)가 아니라 (None, 1152)이다. `keras.Input(shape=…)`에는
#     배치 축을 빼고 이미지 한 장의 모양을 적는다.

# %% tags=["boxed"]
flatten = model.layers[-2]
assert flatten.output.shape == (None, 1152)
print("Flatten:", flatten.input.shape, "→", flatten.output.shape)

# %% [markdown]
# ## 모델 요약: 104,202개를 손으로 센다

# %%
model.summary()

# %% [markdown]
# 합성곱 층의 파라미터는 (커널 높이 × 커널 너비 × 입력 채널 + 편향 1) × 필터 수이고, 밀집 층은 (입력 + 편향 1) × 유닛
# 수이다. 요약을 보지 않고 센 값이 Keras와 같은지 확인한다. 세는 법은 [파라미터 세기](../concepts/parameters.ipynb)에서 자세히
# 다룬다.

# %%
# Keras의 층이 아니라 층의 설정만 적어 두는 기록이다
from snippets.layer_kinds import Conv2D, Dense, Flatten, Pooling2D
from snippets.parameters import count
from snippets.table import table

convs = [Conv2D(32, 3), Pooling2D(2), Conv2D(64, 3), Pooling2D(2), Conv2D(128, 3)]
stack = [*convs, Flatten(), Dense(10)]
by_hand = {
    "Conv2D(32)": (3 * 3 * 1 + 1) * 32,
    "Conv2D(64)": (3 * 3 * 32 + 1) * 64,
    "Conv2D(128)": (3 * 3 * 64 + 1) * 128,
    "Dense(10)": (3 * 3 * 128 + 1) * 10,
}
counted = [row.parameters for row in count(stack, (28, 28, 1)) if row.parameters]
in_keras = [layer.count_params() for layer in model.layers if layer.count_params()]
assert list(by_hand.values()) == counted == in_keras
assert sum(in_keras) == model.count_params() == 104_202
pairs = zip(by_hand.items(), in_keras, strict=True)
table([{"층": name, "손으로": n, "Keras": k} for (name, n), k in pairs])

# %% [markdown]
# 한 변은 입력의 28에서 시작해 26 → 13 → 11 → 5 → 3으로 줄어든다. 3×3 합성곱은 커널의 한가운데를
# 양 끝 칸에 놓을 수 없어 한 변을 2칸 줄인다. 2×2 풀링은 한 변을 절반으로 줄이고, 홀수이면 남는 한 칸을 버린다.
#
# !!! warning "원문 바로잡기: 2씩이 아니라 m − 1씩"
#
#     원문은 합성곱이 크기를 2씩 줄인다고 적었다. 2는 3×3 커널일 때의 값이다. 패딩 없이 한 칸씩 옮기면, 한 변이 $m$인 커널은
#     특성 맵의 한 변을 $m - 1$칸 줄인다.

# %% tags=["boxed"]
image = np.zeros((1, 28, 28, 1), dtype="float32")
sizes = {}
for m in (1, 2, 3, 5, 7):
    sizes[m] = layers.Conv2D(1, kernel_size=m)(image).shape[1]
assert sizes == {1: 28, 2: 27, 3: 26, 5: 24, 7: 22}
print("커널 한 변 → 출력 한 변:", sizes)

# %% [markdown]
# ## `padding="same"`: 크기를 지키는 합성곱
#
# 보폭이 1일 때 가장자리에 0을 알맞게 채우면 출력이 입력과 같은 크기가 된다. 기본값은 채우지 않는 `"valid"`이다. 얼마나 채우는지는
# [패딩과 보폭](../concepts/padding_and_stride.ipynb)에서 센다.

# %%
for padding in ("valid", "same"):
    response = layers.Conv2D(
        filters=32, kernel_size=3, padding=padding, activation="relu"
    )(image)
    print(f"{padding:5}", tuple(image.shape), "→", tuple(response.shape))

# %% [markdown]
# !!! warning "원문 바로잡기: 층은 텐서가 아니다"
#
#     원문은 `x = layers.Conv2D(…, padding='same', …)`라고만 적어 두었다. 그러면 `x`에는 **층**이 들어간다. 텐서를 얻으려면
#     그 층을 함수처럼 부르며 텐서를 넣어야 한다. 부르기 전의 층에는 가중치도 아직 없다.

# %% tags=["boxed"]
layer = layers.Conv2D(filters=32, kernel_size=3, padding="same", activation="relu")
assert isinstance(layer, layers.Layer) and not hasattr(layer, "shape")
assert layer.weights == []
print(f"부르기 전: {type(layer).__name__} 층, 가중치 배열 {len(layer.weights)}개")
response = layer(image)
assert response.shape == (1, 28, 28, 32)
print(
    f"부른 뒤: {tuple(response.shape)} 텐서, 가중치 배열 {len(layer.weights)}개 (커널과 편향)"
)

# %% [markdown]
# ## 데이터: 28×28 흑백 이미지 7만 장
#
# MNIST는 훈련용 6만 장과 테스트용 1만 장이다. 이 저장소에 파일이 함께 있어 내려받지 않는다.

# %%
from snippets.datasets import load_mnist

(x_train, y_train), (x_test, y_test) = load_mnist()
print("훈련  ", x_train.shape, y_train.shape, x_train.dtype)
print("테스트", x_test.shape, y_test.shape, x_test.dtype)

# %% alt="MNIST 훈련 이미지 열 장. 0부터 9까지 숫자마다 한 장씩, 검은 바탕에 흰 획으로 쓴 손글씨이다."
first_of_each = [int(np.argmax(y_train == digit)) for digit in range(10)]
titles = [f"레이블 {y_train[i]}" for i in first_of_each]
plotting.image_grid(x_train[first_of_each], titles)

# %% [markdown]
# !!! warning "원문 바로잡기: MNIST는 원래 흑백이다"
#
#     원문은 색이 중요하지 않아 흑백으로 *지정*했다고 적었다. MNIST에는 처음부터 색이 없다. 채널 축
#     1을 붙이는 까닭은 색을 버리기 위해서가 아니라, 합성곱 층이 (배치, 높이, 너비, **채널**) 모양을 받기 때문이다.

# %% tags=["boxed"]
assert x_train.ndim == 3
print(f"불러온 그대로: {x_train.shape}. 채널 축이 없고, 픽셀마다 값이 하나뿐이다")
try:
    layers.Conv2D(32, 3)(x_train[:1].astype("float32"))  # (1, 28, 28)
except ValueError as error:
    message = str(error)
assert "expected min_ndim=4, found ndim=3" in message
print("채널 축이 없으면 ValueError: … expected min_ndim=4, found ndim=3")

# %% [markdown]
# 세 가지를 바꾼다. 채널 축을 붙이고, 정수를 float32로 바꾸고, 255로 나누어 0–1로 맞춘다. 입력값이 작고 범위가
# 일정하면 훈련이 순조롭기 쉽다.

# %%
# (장수, 28, 28) uint8 → (장수, 28, 28, 1) float32
x_train = x_train.reshape(-1, 28, 28, 1).astype("float32") / 255
x_test = x_test.reshape(-1, 28, 28, 1).astype("float32") / 255
print(x_train.shape, x_train.dtype, f"{x_train.min():.1f}–{x_train.max():.1f}")

# %% [markdown]
# ### 정수 레이블과 원-핫 레이블
#
# **레이블**(label)은 `5`처럼 정수 하나로 적을 수도 있고, 0부터 세어 5번째 자리만 1이고 나머지는 0인 길이 10의 벡터로 적을 수도
# 있다. 이런 벡터를 **원-핫**(one-hot)이라 한다. **손실 함수**(loss function, 예측이 틀린 정도를 재는 식)는 레이블의 모양에 맞추어 고른다. 이름은 달라도 계산한
# 값은 같다.
#
# | 레이블 | 모양 | 손실 함수 |
# | :-- | :-- | :-- |
# | 정수 | (배치,) | `sparse_categorical_crossentropy` |
# | 원-핫 | (배치, 10) | `categorical_crossentropy` |

# %%
rng = np.random.default_rng(SEED)
guess = keras.ops.softmax(rng.normal(size=(4, 10)).astype("float32"))
integer = y_train[:4]
one_hot = keras.utils.to_categorical(integer, num_classes=10)
sparse = keras.losses.sparse_categorical_crossentropy(integer, guess).numpy()
categorical = keras.losses.categorical_crossentropy(one_hot, guess).numpy()
np.testing.assert_allclose(sparse, categorical, rtol=1e-5)
print("정수 ", integer, "손실", sparse.round(4))
print("첫 레이블의 원-핫", one_hot[0].astype(int))
print("원-핫", one_hot.shape, "손실", categorical.round(4))

# %% [markdown]
# ## 훈련
#
# `compile`에서 배우는 방법을 정하고, `fit`에서 실제로 훈련한다. **손실**(loss)은 예측이 정답에서 얼마나 벗어났는지를 나타내는
# 수이고, **옵티마이저**(optimizer) `rmsprop`은 손실이 줄어드는 쪽으로 가중치를 고친다. **정확도**(accuracy)는 맞힌 비율이며
# 사람이 보려고 함께 잰다.
#
# 한 번에 묶는 장수 64가 **배치 크기**(batch size)이다. 64장씩 묶어 6만 장을 한 바퀴 돌면 한 **에포크**(epoch)이고, 그동안 가중치를
# ⌈60,000 / 64⌉ = 938번 고친다. 아래 기록의 `938/938`이 그 수이다.

# %% tags=["parameters"] fast={"epochs": 1}
epochs = 5
batch_size = 64

# %% timeout=3600
keras.utils.set_random_seed(SEED)  # 앞의 셀을 고쳐도 섞는 순서가 같다
loss = "sparse_categorical_crossentropy"
model.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
training = {"batch_size": batch_size, "epochs": epochs}
history = model.fit(x_train, y_train, **training, verbose=2)

# %% [markdown]
# `fit`은 `History` 객체를 돌려준다. `history.history`는 에포크마다 기록한 손실과 정확도를 담은 딕셔너리(dict)이고,
# `history.epoch`는 에포크의 번호를 0부터 센 것이다.

# %%
print(type(history).__name__, list(history.history), "에포크", history.epoch)

# %% alt="훈련 곡선 두 장. 왼쪽은 에포크마다의 훈련 손실, 오른쪽은 훈련 정확도이다. 손실은 내려가고 정확도는 올라간다."
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.8))
number = [epoch + 1 for epoch in history.epoch]
left.plot(number, history.history["loss"], "o-")
left.set(title="훈련 손실", xlabel="에포크", xticks=number)
right.plot(number, history.history["accuracy"], "o-", color=plotting.COLORS[1])
right.set(title="훈련 정확도", xlabel="에포크", xticks=number)
plt.show()

# %% [markdown]
# !!! warning "원문 바로잡기: 원문의 기록은 첫 훈련이 아닌 듯하다"
#
#     원문의 기록은 손실 0.0423에서 시작한다. 처음 훈련하는 모델의 첫 에포크 평균 손실은 그보다 몇 배 크다. 이미 훈련한 모델에 `fit`을
#     다시 부르면 그 자리에서 이어 훈련한다. 위의 기록에서 둘째 에포크의 손실과 견주어 보면, 원문은 이미 훈련한 모델을 더 훈련한 것으로 보인다. 그래도 원문의 테스트 정확도
#     0.993은 새로 다섯 에포크를 훈련해도 나올 수 있다.

# %% tags=["boxed"]
first_loss = history.history["loss"][0]
assert first_loss > 2 * 0.0423
print(f"새로 만든 모델의 첫 에포크 손실: {first_loss:.4f} (원문의 기록은 0.0423)")
again = keras.models.clone_model(model)
again.set_weights(model.get_weights())
again.compile(optimizer="rmsprop", loss=loss)
resumed = again.fit(x_train[:6400], y_train[:6400], batch_size=64, verbose=0)
assert resumed.history["loss"][0] < first_loss / 2
print(f"훈련한 모델에 fit을 다시 부르면: {resumed.history['loss'][0]:.4f}부터")

# %% [markdown]
# ## 평가: 처음 보는 1만 장

# %%
from snippets.results import Results

test_loss, test_acc = model.evaluate(x_test, y_test, verbose=2)
row = {"모델": "첫 합성곱 신경망", "파라미터": model.count_params()}
row |= {"훈련 이미지": len(x_train), "에포크": epochs}
Results([row | {"테스트 정확도": test_acc, "공개된 값": "예제 노트북 0.988–0.993"}])

# %% [markdown]
# 원문의 모델은 책 「케라스 창시자에게 배우는 딥러닝」 2판에 나온다. 옮긴이가 공개한 8장 예제 노트북은 같은 모델을 배치 64로 다섯 에포크
# 훈련한다. 여러 번 다시 실행해 올린 기록의 테스트 정확도는 0.988에서 0.993 사이이다(2023년 11월 2일의 것은 0.9914). 모두 같은 1만
# 장으로 쟀으니, 이만한 차이는 초깃값, 섞는 순서, 버전과 기계에서 온다. 처음 보는 다른 1만 장으로 재면 그것만으로도 ±0.002쯤
# 흔들린다.
#
# 틀린 숫자를 보면 모델이 무엇을 어려워하는지 짐작할 수 있다. 제목은 *실제 → 예측*이다.

# %% alt="테스트 이미지 가운데 모델이 틀린 열 장. 이미지마다 실제 레이블과 예측한 레이블을 화살표로 이어 적었다."
predicted = model.predict(x_test, verbose=0).argmax(axis=1)
wrong = np.flatnonzero(predicted != y_test)
print(f"{len(x_test):,}장 가운데 {len(wrong):,}장을 틀렸다")
titles = [f"{y_test[i]} → {predicted[i]}" for i in wrong[:10]]
plotting.image_grid(x_test[wrong[:10]], titles)

# %% [markdown]
# 훈련한 모델을 파일로 내보냈다. [「숫자를 그려 보세요」](../../draw.md) 페이지에서는 독자의 브라우저가 이 파일로 예측하고, 층의 특성 맵을 모두
# 보여 준다. 아래는 테스트 이미지 한 장이 모델을 지나는 길이다. 층마다 가장 큰 값이 든 특성 맵만 골랐고, 밝기의 눈금은 그림마다 따로 잡았다.

# %% tags=["hidden", "source"] card=1 alt="테스트 이미지 한 장이 모델을 지나는 길. 위는 입력과 층마다 가장 센 특성 맵이고, 갈수록 칸이 성기다. 아래는 열 숫자의 확률이다."
from snippets.model_file import ModelFile

digits = [str(digit) for digit in range(10)]
visualization.through_layers(model, x_test[0], digits)
samples = [*(int(np.argmax(y_test == digit)) for digit in range(10)), *wrong[:10]]
ModelFile("mnist_convnet", model, x_test, y_test, samples, digits)

# %% [markdown]
# ### 커널은 얼마나 바뀌었는가
#
# 훈련 전의 커널은 무작위 값이다. 훈련이 바꾼 정도는 커널마다 다르다. 흰색은 0, 붉은색은 양수, 푸른색은 음수이다.

# %% alt="첫 합성곱 층의 3×3 커널 여덟 개. 윗줄은 훈련 전의 무작위 값이고, 아랫줄은 같은 커널을 훈련한 뒤이다. 아랫줄의 색이 대체로 더 짙다."
learned = model.layers[1].kernel.numpy()
change = np.abs(learned - initial_kernels).mean(axis=(0, 1, 2))  # (32,)
assert change.mean() > 0.01
least, most = change.min(), change.max()
print(f"값은 평균 {change.mean():.3f}, 커널마다 {least:.3f}–{most:.3f} 움직였다")
print(f"표준편차 {initial_kernels.std():.3f} → {learned.std():.3f}")
shown = [
    kernels[:, :, 0, i] for kernels in (initial_kernels, learned) for i in range(8)
]
titles = [f"{when} {i}" for when in ("전", "후") for i in range(1, 9)]
visualization.kernel_grid(np.stack(shown, axis=2), titles)

# %% [markdown]
# ## 밀집 층과 합성곱 층의 차이
#
# 밀집 층은 입력 전체에 걸친 **전역 패턴**을 배운다. 유닛마다 모든 입력값에 따로 가중치가 있어, 같은 획이라도 한 칸
# 옮기면 다른 가중치와 만난다. 합성곱 층은 3×3 창 안의 **지역 패턴**을 배우고, 같은 커널을 모든 자리에 쓴다. 여기서 두 가지
# 성질이 나온다.
#
# 1. **평행 이동**: 왼쪽 위에서 배운 패턴을 오른쪽 아래에서도 알아본다.
# 2. **공간 계층**: 뒤로 갈수록 값 하나가 더 넓은 곳을 본다. 흔히 첫 층은 짧은 윤곽선(edge)을, 뒤의 층은 그것이 모인 모양을 본다고 하지만,
#    여기서 확인하지는 않는다.
#
# !!! warning "원문 바로잡기: 합성곱은 불변이 아니라 등변이다"
#
#     원문은 배운 패턴이 평행 이동 *불변성*을 가진다고 적었다. 보폭이 1인 합성곱은 가장자리를 빼면 **등변**(equivariant)이다. 입력이
#     한 칸 움직이면 특성 맵도 한 칸 움직인다. 이 숫자 한 장과 이 커널에서 바뀐 크기를 값의 크기로 나누어 보면, 최대 풀링의 출력이 특성 맵이나 평균 풀링의 출력보다 덜 바뀐다. 그래도 그대로는 아니다. 움직여도 값이
#     그대로인 **불변**(invariant)은, 예를 들어 특성 맵 한 장에서 가장 큰 값만 남기는 전역 최대 풀링에서 얻는다. 옮겨도 획이
#     잘리지 않게 둘레에 네 칸씩 검은 여백을 덧댄다.

# %% tags=["boxed"]
digit = np.zeros((1, 36, 36, 1), dtype="float32")
digit[:, 4:32, 4:32] = x_test[:1]
moved = np.roll(digit, shift=1, axis=2)  # 오른쪽으로 한 칸

conv = layers.Conv2D(32, 3, activation="relu")
conv.build((None, 36, 36, 1))
conv.set_weights(model.layers[1].get_weights())  # 방금 훈련한 첫 층
before, after = conv(digit).numpy(), conv(moved).numpy()  # (1, 34, 34, 32)
assert np.allclose(np.roll(before, 1, axis=2), after, atol=1e-5)
print("합성곱: 특성 맵이 통째로 한 칸 움직였다 (등변)")

pool = layers.MaxPooling2D(2)
small, small_moved = pool(before).numpy(), pool(after).numpy()
assert not np.allclose(small, small_moved, atol=1e-2)
assert not np.allclose(np.roll(small, 1, axis=2), small_moved, atol=1e-2)


def relative_change(here, there):
    """값이 바뀐 크기의 평균을 값의 평균으로 나눈 것. 귀퉁이의 값인 바탕은 뺀다."""
    ink = np.abs(here - here[:, :1, :1]) > 1e-2
    return np.abs(here - there)[ink].mean() / here[ink].mean()


average = layers.AveragePooling2D(2)
changes = {
    "특성 맵": relative_change(before, after),
    "평균 풀링": relative_change(average(before).numpy(), average(after).numpy()),
    "최대 풀링": relative_change(small, small_moved),
}
assert min(changes, key=changes.get) == "최대 풀링" and changes["최대 풀링"] > 0.1
for name, value in changes.items():
    print(f"{name}: 값의 {value:.0%}만큼 바뀌었다")

global_pool = layers.GlobalMaxPooling2D()
top, top_moved = global_pool(before).numpy(), global_pool(after).numpy()
assert np.allclose(top, top_moved, atol=1e-5)
print("전역 최대 풀링: 그대로다 (불변)")

# %% [markdown]
# ## 풀링을 쓰는 이유: 빼고 훈련해 본다
#
# 합성곱만으로도 한 변이 줄어드는데 왜 풀링까지 넣을까. 같은 모델에서 풀링만 빼고 견주어 본다.

# %%
from snippets.receptive_field import receptive_field


def convnet(*, pooling: bool) -> keras.Model:
    """위와 같은 모델. pooling=False이면 풀링 층 두 개를 뺀다."""
    inputs = keras.Input(shape=(28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(inputs)  # 26×26
    x = layers.MaxPooling2D(2)(x) if pooling else x  # 13×13, 빼면 26×26
    x = layers.Conv2D(64, 3, activation="relu")(x)  # 11×11, 빼면 24×24
    x = layers.MaxPooling2D(2)(x) if pooling else x  # 5×5, 빼면 24×24
    x = layers.Conv2D(128, 3, activation="relu")(x)  # 3×3, 빼면 22×22
    outputs = layers.Dense(10, activation="softmax")(layers.Flatten()(x))
    return keras.Model(inputs, outputs)


no_pooling = convnet(pooling=False)
no_pooling.summary()

# %%
assert no_pooling.count_params() == 712_202
assert no_pooling.layers[-1].count_params() == (22 * 22 * 128 + 1) * 10 == 619_530
steps = [(3, 1), (2, 2)] * 2 + [(3, 1)], [(3, 1)] * 3
fields = [receptive_field(it) for it in steps]
assert fields == [18, 7]
share = no_pooling.layers[-1].count_params() / no_pooling.count_params()
print(f"풀링이 없으면 파라미터의 {share:.1%}가 마지막 밀집 층에 몰린다")
unpooled = [layer for layer in stack if not isinstance(layer, Pooling2D)]
products = [
    sum(row.multiplications for row in count(it, (28, 28, 1)))
    for it in (stack, unpooled)
]
times = products[1] / products[0]
assert times > no_pooling.count_params() / model.count_params() > 18 / 7
print(f"이미지 한 장에 하는 곱셈은 {times:.1f}배가 된다")

# %% [markdown]
# !!! warning "원문 바로잡기: 늘어나는 것은 특성 맵의 가중치가 아니다"
#
#     원문은 풀링하지 않으면 특성 맵의 가중치 파라미터가 너무 많아진다고 적었다. 특성 맵은 계산 결과일 뿐 가중치가 없다.
#     두 모델의 합성곱 파라미터는 똑같다. 커지는 것은 특성 맵을 펼쳐 받는 **밀집 층**이다.

# %% tags=["boxed"]
in_convs = [
    sum(layer.count_params() for layer in m.layers[:-1])
    for m in (model, no_pooling)
]
assert in_convs[0] == in_convs[1] == 320 + 18_496 + 73_856
print(f"합성곱 층: {in_convs[0]:,}개와 {in_convs[1]:,}개")
in_dense = [m.layers[-1].count_params() for m in (model, no_pooling)]
print(f"밀집 층: {in_dense[0]:,}개와 {in_dense[1]:,}개")

# %% [markdown]
# 이제 둘을 같은 조건에서 훈련한다. 풀링이 없는 모델은 곱셈이 많아 여기서만 **앞의 4,000장으로 두 에포크** 훈련한다. 정확도는 참고로만 본다.

# %% tags=["parameters"] fast={"few": 200, "few_epochs": 1}
few = 4_000
few_epochs = 2

# %%
rows = []
for name, pooling, product, field in zip(
    ["풀링 있음", "풀링 없음"], [True, False], products, fields, strict=True
):
    keras.utils.set_random_seed(SEED)
    candidate = convnet(pooling=pooling)
    candidate.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    training = {"batch_size": batch_size, "epochs": few_epochs}
    candidate.fit(x_train[:few], y_train[:few], **training, verbose=0)
    train_acc = candidate.evaluate(x_train[:few], y_train[:few], verbose=0)[1]
    test_acc = candidate.evaluate(x_test, y_test, verbose=0)[1]
    size = {"파라미터": candidate.count_params(), "곱셈": product}
    size["수용 영역"] = f"{field}×{field}"
    data = {"훈련 이미지": few, "에포크": few_epochs}
    scores = {"훈련 정확도": train_acc, "테스트 정확도": test_acc}
    rows.append({"모델": name, **size, **data, **scores})
Results(rows)

# %% [markdown]
# 이 표에서 세 가지를 읽는다.
#
# - **곱셈**: 풀링을 두면 훨씬 적다. 셋 가운데 가장 큰 배수로 달라지므로, 여기서는 풀링을 쓰는 가장 뚜렷한 까닭이다.
# - **파라미터**: 풀링을 빼면 일곱 배 가까이 는다. 늘어난 것은 모두 위치마다 따로 둔 밀집 층의 가중치이다. 원문은 줄이지 않으면
#   **과대적합**(overfitting, 훈련 데이터에만 맞는 것)이 생긴다고 적었지만, 두 에포크를 씨앗 하나로 훈련한 이 표로는 그렇다고도 아니라고도 할 수 없다.
# - **수용 영역**(receptive field): 마지막 합성곱의 값 하나가 보는 입력은 7×7에서 18×18로 넓어진다. 풀링은 파라미터 하나 없이
#   뒤쪽 층이 더 넓은 곳을 보게 한다. 여기서는 밀집 층이 특성 맵 전체를 보므로 좁은 수용 영역이 점수에 안 드러날 수 있다. 펼치는
#   대신 전역 평균으로 끝내, 자리마다 둔 가중치 없이 견준 실험은 [풀링](../concepts/pooling.ipynb)에 있다.
#
# [훈련해 보기](../../train.md)에서 직접 빼 본다.
#
# ## 왜 최댓값인가
#
# 특성 맵의 값은 대체로 "찾는 패턴이 여기 있다"는 세기다. 다만 획이 없는 바탕도 편향만큼은 밝을 수 있다. 최대 풀링은 2×2 구역에 강한 반응이 하나라도 있으면 패턴이 있다고 보는 셈이다. **최댓값**은 그
# 반응을 그대로 남기고, **평균**은 반응이 없는 이웃과 섞어 흐리게 한다. 앞에서 6만 장으로 훈련한 모델의 첫 층에서 본다. 입력에서 첫 층의
# 출력까지만 잇는 모델을 하나 더 만들면 중간의 특성 맵을 꺼낼 수 있다.
#
# 언제나 최댓값이 낫다는 뜻은 아니다. 둘을 같은 조건에서 훈련한 결과는 [풀링](../concepts/pooling.ipynb)에 있다.

# %% alt="첫 합성곱 층의 특성 맵 하나를 두 가지로 풀링한 그림 세 장. 왼쪽은 26×26 특성 맵, 가운데는 최대 풀링, 오른쪽은 평균 풀링이다. 최대 풀링 쪽의 획이 더 밝다."
first_maps = keras.Model(model.inputs, model.layers[1].output)(
    x_test[:1]
).numpy()  # (1, 26, 26, 32)
strongest = int(first_maps.max(axis=(0, 1, 2)).argmax())
largest = layers.MaxPooling2D(2)(first_maps).numpy()  # (1, 13, 13, 32)
average = layers.AveragePooling2D(2)(first_maps).numpy()  # (1, 13, 13, 32)
shown = [maps[0, :, :, strongest] for maps in (first_maps, largest, average)]
place = shown[1].argmax()  # 가장 강한 반응이 든 구역
kept = shown[2].flat[place] / shown[1].flat[place]
print(f"가장 강한 반응이 든 구역에서 평균은 최댓값의 {kept:.0%}이다")
plotting.image_grid(shown, ["특성 맵", "최대 풀링", "평균 풀링"], columns=3)

# %% [markdown]
# !!! warning "원문 바로잡기: 제목과 철자"
#
#     원문의 머리말에 적힌 제목은 노트북 변환법이라, 본문의 큰제목이나 내용과 다르다. `defalut`는 default, `Densly`는 Densely의 오기이다. 제목은
#     실행해 확인할 것이 없고, 두 낱말은 Keras의 독스트링(docstring)에서 철자를 확인한다.

# %% tags=["boxed"]
words = {"default": layers.Conv2D.__doc__, "densely": layers.Dense.__doc__}
for word, explanation in words.items():
    assert word in explanation
    print(f"{word}: Keras의 독스트링에 있다")

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 맨 처음 모델의 입력만 32×32 컬러(채널 3)로 바꾸면 파라미터는 모두 몇 개인가?

# %% tags=["exercise"]
from contextlib import suppress

from snippets.exercises import Problem, drawn, exercise
from snippets.pooling import pool2d

was, gray, rows = (
    count(stack, shape) for shape in ((28, 28, 1), (32, 32, 1), (32, 32, 3))
)
total = sum(row.parameters for row in rows)
same_convs = sum(row.parameters for row in rows[:-1])
exercise(
    "color-total",
    Problem(
        total,
        {
            "바꾸기 전의 수이다.": sum(row.parameters for row in was),
            "첫 층이 받는 채널이 셋으로 는 것을 세지 않았다.": sum(
                row.parameters for row in gray
            ),
            "밀집 층이 받는 값이 는 것을 세지 않았다.": same_convs
            + was[-1].parameters,
            "한 변은 5로 끝나지 않는다. 32 → 30 → 15 → 13이고, 홀수를 풀링하면 내림한다.": same_convs
            + (5 * 5 * 128 + 1) * 10,
            "편향을 모두 빠뜨렸다.": total - (32 + 64 + 128 + 10),
            "펼칠 때 채널을 빠뜨렸다.": same_convs + (4 * 4 + 1) * 10,
        },
    ),
    [
        "파라미터 수가 달라지는 것은 첫 합성곱 층과 밀집 층뿐이다.",
        "한 변은 32 → 30 → 15 → …로 줄어든다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     한 변은 32 → 30 → 15 → 13 → 6 → 4로 줄고, 첫 층의 필터는 세 채널을 본다.

# %% tags=["boxed", "hidden"]
print(f"{total:,}개")

# %% [markdown]
# **2.** 둘째 합성곱 층 `Conv2D(64, 3)`의 `kernel`(필터를 모두 담은 배열)은 어떤 모양인가?

# %% tags=["exercise"]
second = model.layers[3]
kernel = tuple(second.kernel.shape)
exercise(
    "kernel-shape",
    Problem(
        kernel,
        {
            "입력을 한 채널로 보았다. 이 층은 첫 층의 특성 맵을 모두 받는다.": (
                *kernel[:2],
                1,
                kernel[3],
            ),
            "입력 채널의 축을 빠뜨렸다.": (*kernel[:2], kernel[3]),
            "필터의 축을 빠뜨렸다. 그것은 필터 하나의 커널이다.": kernel[:3],
            "입력 채널과 필터의 자리가 바뀌었다.": (*kernel[:2], *kernel[:1:-1]),
            "출력의 모양이다.": second.output.shape,
            "출력 한 장의 모양이다.": second.output.shape[1:],
        },
    ),
    ["첫 층의 커널은 (3, 3, 1, 32)이다.", "둘째 층은 특성 맵 32장을 받는다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     (높이, 너비, 입력 채널, 필터)이고, 입력 채널은 첫 층의 필터 수이다.

# %% tags=["boxed", "hidden"]
print(second.kernel.shape)

# %% [markdown]
# **3.** 빈 줄에 2×2 최대 풀링을 적는다. 다른 설정은 기본값이고, 층은 `layers.`로 시작해 부른다.
#
# ```python
# inputs = keras.Input(shape=(28, 28, 1))
# x = layers.Conv2D(32, 3, activation="relu")(inputs)
# ____
# outputs = layers.Dense(10)(layers.Flatten()(x))
# ```

# %% tags=["exercise"]
from itertools import permutations, product

CODE = """
inputs = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(32, 3, activation="relu")(inputs)
{}
outputs = layers.Dense(10)(layers.Flatten()(x))
"""
names_of_max = ("MaxPooling2D", "MaxPool2D")
names_of_average = ("AveragePooling2D", "AvgPool2D")


def stacked(line):
    """빈 줄을 채운 코드가 만든 모델에서, 층의 종류와 밀집 층이 받는 값의 수."""
    names = {"keras": keras, "layers": layers}
    exec(CODE.format(line), names)
    net = keras.Model(names["inputs"], names["outputs"])
    kinds = [type(layer).__name__ for layer in net.layers[1:-2]]
    return kinds, net.layers[-1].kernel.shape[0]


def written(*given):
    """인수를 적는 모든 방법. 앞의 몇은 자리로, 나머지는 이름을 붙여 어느 순서로든."""
    names = ("pool_size", "strides", "padding")
    for by_place in range(4):
        if None in given[:by_place]:
            break
        rest = [
            f"{name}={it}"
            for name, it in zip(names[by_place:], given[by_place:], strict=True)
            if it is not None
        ]
        for order in permutations(rest):
            yield ", ".join([*given[:by_place], *order])


sizes = (None, "2", "(2, 2)", "[2, 2]")
steps = (None, "None", "2", "(2, 2)")
arguments = list(
    dict.fromkeys(
        text
        for given in product(sizes, steps, (None, '"valid"'))
        for text in written(*given)
    )
)
lines = [f"x = layers.{name}({it})(x)" for name in names_of_max for it in arguments]
values = np.random.default_rng(SEED).normal(size=(1, 5, 5, 1)).astype("float32")
wanted = layers.MaxPooling2D(2)(values).numpy()
for line in lines:
    names = {"layers": layers, "x": values}
    exec(line, names)
    assert np.array_equal(names["x"], wanted)
assert stacked(lines[0]) == (["Conv2D", "MaxPooling2D"], 13 * 13 * 32)

usual = ["", "2", "(2, 2)", "2, 2", "2, strides=2"]
usual += [f"pool_size={it}" for it in ("2", "(2, 2)", "2, strides=2")]
is_layer, unused, skipping = (
    [form.format(f"layers.{name}({it})") for name in names_of_max for it in usual]
    for form in ("x = {}", "{}(x)", "x = {}(inputs)")
)
elsewhere = [line.replace("x", "y", 1) for line in (f"x = {it}" for it in unused)]
as_setting = [
    f"x = layers.{name}({it})" for name in names_of_max for it in ("x", "2, x")
]
misnamed = [f"x = layers.{name}(kernel_size=2)(x)" for name in names_of_max]
nowhere = [line.removeprefix("x = ") for line in is_layer]
wide = [
    f"x = layers.{name}({it})(x)"
    for name in names_of_max
    for it in ("3", "(3, 3)", "pool_size=3", "pool_size=(3, 3)")
]
average = [
    f"x = layers.{name}({it})(x)" for name in names_of_average for it in usual
]
overlapping = [
    f"x = layers.{name}({it})(x)"
    for name in names_of_max
    for size, step in product(("2", "(2, 2)"), ("1", "(1, 1)"))
    for it in written(size, step, None)
]
foreign = [
    f"x = {name}({it})(x)"
    for short in names_of_max
    for name in (short, f"keras.layers.{short}")
    for it in usual[:6]
]
assert stacked(elsewhere[1]) == stacked(unused[1])
for line in (*is_layer[:2], *as_setting, *misnamed):
    with suppress(NotImplementedError, TypeError, ValueError):
        stacked(line)
        raise AssertionError(line)
assert stacked(nowhere[1]) == stacked(unused[1])
assert stacked(wide[0])[1] == 8 * 8 * 32
assert stacked(unused[1]) == (["Conv2D"], 26 * 26 * 32)
assert stacked(skipping[1]) == (["MaxPooling2D"], 14 * 14)
assert stacked(average[1])[0] == ["Conv2D", "AveragePooling2D"]
for line in overlapping:
    names = {"layers": layers, "x": values}
    exec(line, names)
    assert names["x"].shape == (1, 4, 4, 1)
with suppress(NameError):
    stacked(foreign[0])
    raise AssertionError(foreign[0])
exercise(
    "pooling-line",
    Problem(
        lines,
        {
            "x에 층이 들어간다. 층을 부르며 텐서를 넣어야 텐서가 나온다.": is_layer,
            "풀링한 텐서를 버렸다. 다음 줄은 풀링하기 전의 x를 쓴다.": unused,
            "풀링한 텐서를 y에 담았다. 다음 줄은 풀링하기 전의 x를 쓴다.": elsewhere,
            "텐서를 설정의 자리에 넣었다. 층을 만든 다음 그 층을 부르며 넣는다.": as_setting,
            "풀링 층에는 kernel_size가 없다. 그 자리의 인수는 pool_size이다.": misnamed,
            "층을 만들기만 하고 부르지 않았다. x는 풀링하기 전의 것이다.": nowhere,
            "구역이 3×3이다. 2×2로 나눈다.": wide,
            "합성곱을 건너뛰고 입력을 풀링했다.": skipping,
            "평균 풀링이다. 최대 풀링을 쓴다.": average,
            "보폭이 1이라 구역이 겹친다.": overlapping,
            "층은 layers.로 시작해 부른다.": foreign,
        },
    ),
    [
        "위의 합성곱 줄과 꼴이 같다.",
        "층을 만들고, 텐서를 넣어 부르고, 결과를 x에 담는다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     층을 만들어 `x`를 넣어 부르고, 나온 텐서를 다시 `x`에 담는다.

# %% tags=["boxed", "hidden"]
print("x = layers.MaxPooling2D(2)(x)")

# %% [markdown]
# **4.** ReLU와 풀링을 손으로 한다.


# %% tags=["exercise"]
def relu_and_pool(seed):
    """ReLU와 2×2 최대 풀링을 차례로 지난 값."""
    sums = np.random.default_rng(seed).integers(-8, 6, (5, 5))
    kept = np.maximum(sums, 0)

    def pooled(values, kind="max"):
        return pool2d(values[:, :, np.newaxis].astype(float), 2, 2, kind)[:, :, 0]

    wide = np.maximum.reduceat(np.maximum.reduceat(kept, [0, 2]), [0, 2], axis=1)
    key = pooled(kept)
    return Problem(
        key,
        {
            "ReLU를 빠뜨렸다. 음수뿐인 구역에는 0이 남는다.": pooled(sums),
            "평균을 냈다. 최대 풀링은 가장 큰 값을 남긴다.": pooled(
                kept, "average"
            ),
            "창이 들어가지 못하는 마지막 줄까지 보았다.": wide,
            "부호를 보지 않고 크기가 가장 큰 값을 골랐다.": pooled(np.abs(sums)),
            "가로와 세로를 바꾸어 적었다.": key.T,
            "더했다. 최대 풀링은 가장 큰 값 하나만 남긴다.": 4
            * pooled(kept, "average"),
        },
        "합성곱이 낸 값이 ReLU와 2×2 최대 풀링(보폭 2, 채우지 않음)을 지난 결과를 적는다.",
        {"합성곱이 낸 값": sums},
        why=f"{key.astype(int).tolist()}. 마지막 행과 열은 버린다.",
        hints=(
            "먼저 음수를 0으로 바꾼다.",
            "다섯 칸에는 두 칸짜리 창이 두 번 들어간다.",
        ),
    )


first, *others = drawn(relu_and_pool, 9, seed=range(5_000))
exercise("relu-and-pool", first, others=others)

# %% [markdown]
# ??? success "답 보기"
#
#     음수뿐인 구역에는 0이 남고, 남는 마지막 행과 열은 버린다.

# %% tags=["boxed", "hidden"]
print(first.key.astype(int))

# %% [markdown]
# **5.** 세 합성곱 층의 커널을 모두 같은 크기로 바꾼다(패딩, 보폭, 풀링은 그대로). 28×28 이미지에 이 모델을 끝까지 쌓을 수 있는 가장 큰 커널은 한 변이 몇 칸인가?


# %% tags=["exercise"]
def sides(m):
    """커널을 m×m으로 바꾸었을 때 층마다의 한 변. 놓을 자리가 없으면 예외."""
    changed = [
        Conv2D(it.filters, m) if isinstance(it, Conv2D) else it for it in convs
    ]
    return [28, *(row.shape[0] for row in count(changed, (28, 28, 1)))]


possible = []
for m in range(1, 29):
    with suppress(ValueError):
        sides(m)
        possible.append(m)
largest = max(possible)
exercise(
    "largest-kernel",
    Problem(
        largest,
        {
            "셋째 합성곱 층이 4×4 특성 맵을 받는다. 그 위에 놓을 자리가 없다.": largest
            + 1,
            "쌓을 수 있지만 더 큰 것도 된다.": largest - 1,
            **{
                f"한 변이 {m}이면 쌓을 수 있지만 더 큰 것도 된다.": m
                for m in range(1, largest - 1)
            },
            "첫 층에만 놓을 수 있다. 뒤의 특성 맵은 더 작다.": 28,
            "셋째 합성곱 층이 받는 특성 맵보다 크다.": largest + 2,
        },
    ),
    [
        "커널의 한 변이 m이면 합성곱마다 m − 1칸 줄고, 풀링마다 절반이 된다(내림).",
        f"3이면 {' → '.join(map(str, sides(3)))}이다. 더 큰 수로도 해 본다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     5×5이면 28 → 24 → 12 → 8 → 4가 되어, 4×4 위에 커널을 놓을 자리가 없다.

# %% tags=["boxed", "hidden"]
print(f"{largest}칸:", " → ".join(map(str, sides(largest))))

# %% [markdown]
# **6.** 여백을 덧댄 숫자를 오른쪽으로 **두** 칸 옮기면, 첫 합성곱과 2×2 최대 풀링을 지난 출력은 통째로 움직인다. 몇 칸인가?

# %% tags=["exercise"]
shifted = pool(conv(np.roll(digit, 2, axis=2))).numpy()
cells = [
    n for n in range(5) if np.allclose(np.roll(small, n, 2), shifted, atol=1e-5)
]
[moves] = cells
exercise(
    "moved-by-two",
    Problem(
        moves,
        {
            "특성 맵이 움직이는 칸 수이다. 풀링의 한 칸은 특성 맵의 두 칸이다.": 2,
            "출력은 움직인다. 그대로인 것은 자리를 버리는 전역 풀링의 출력이다.": 0,
        },
    ),
    ["특성 맵은 두 칸 움직인다.", "풀링의 한 칸이 특성 맵의 몇 칸인지 본다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     특성 맵은 풀링의 보폭만큼 움직인다. 구역의 네 값이 그대로 옆 구역에 들어가므로 출력은 한 칸 움직인다.

# %% tags=["boxed", "hidden"]
print(f"{moves}칸")

# %% [markdown]
# **7.** 여백 없이 28×28 안에서 숫자를 오른쪽으로 네 칸 옮기면 합성곱 층이 등변인데도 확률이 달라진다. 마지막 3×3 특성 맵의 오른쪽 끝 열과 밀집 층,
# 그리고 이 모델에 없는 층을 들어 설명한다.

# %% tags=["exercise"]
exercise(
    "moved-score",
    Problem(
        mistakes={
            "마지막 특성 맵의 오른쪽 끝 열은 밖으로 밀려 나간다": "",
            "남은 값도 펼친 뒤에는 밀집 층의 다른 가중치와 만난다": "",
            "전역 최대 풀링처럼 자리를 버리는 층이 없다": "",
        }
    ),
    ["풀링이 두 번이면 입력의 네 칸은 마지막 특성 맵의 몇 칸인지 본다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     네 칸은 두 풀링의 보폭을 곱한 값이라 마지막 3×3 특성 맵은 꼭 한 칸 움직이고, 오른쪽 끝 열은 밖으로 밀려 나간다. 남은 값도 펼친 뒤에는 다른
#     가중치와 만난다. 전역 최대 풀링처럼 자리를 버리는 층이 없다.

# %% tags=["boxed", "hidden"]
shown = x_test[:500]
aside = np.zeros_like(shown)
aside[:, :, 4:] = shown[:, :, :-4]
right = [
    np.mean(model.predict(it, verbose=0).argmax(axis=1) == y_test[:500])
    for it in (shown, aside)
]
last = keras.Model(model.inputs[0], model.layers[5].output)
at, later = (last.predict(it, verbose=0) for it in (shown, aside))
assert at.shape[1:3] == (3, 3)
assert np.allclose(at[:, :, :-1], later[:, :, 1:], atol=1e-3)  # 꼭 한 칸
print(f"테스트 이미지 앞 500장의 정확도 {right[0]:.1%}, 옮기면 {right[1]:.1%}")

# %% [markdown]
# ## 핵심어
#
# **특성 맵**(응답 맵): 필터 하나의 출력 · **최대 풀링**: 구역마다 가장 큰 값만 남기기 · **등변**과 **불변**: 입력을 따라 움직이는 것과
# 움직여도 그대로인 것 · **수용 영역**: 값 하나가 보는 입력의 범위
#
# **이어서 읽기**: [패딩과 보폭](../concepts/padding_and_stride.ipynb), [풀링](../concepts/pooling.ipynb),
# [파라미터 세기](../concepts/parameters.ipynb)에서 층을 쌓은 대로 출력 크기와 파라미터를 구하는 법을 배운다.
