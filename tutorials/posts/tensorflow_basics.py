# %% [markdown]
# ---
# description: 계산 그래프와 세션에서 즉시 실행으로. 다층 퍼셉트론과 직선 하나를 훈련하며 텐서, 변수, tf.function, 저장, 콜백을 익힌다.
# date: 2026-11-22
# ---
# # 텐서플로 기초
#
# 합성곱 신경망을 쌓기 전에 그 아래에서 계산을 맡는 텐서플로(TensorFlow)를 익힌다. 손글씨를 읽는 **다층 퍼셉트론**(multilayer
# perceptron, MLP)과 직선 하나를 훈련하면서 텐서, 변수, 계산 그래프, 모델의 저장을 차례로 다룬다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 텐서플로 1의 그래프와 세션은 텐서플로 2에서 무엇으로 바뀌었는가
#     - 입력을 왜 표준화하고, 은닉층의 tanh는 시그모이드와 무엇이 다른가
#     - `tf.function`은 파이썬 함수로 무엇을 만드는가, 그러면 왜 빨라지는가
#     - 모델을 만드는 세 가지 방법, 가중치와 모델을 저장하고 다시 읽는 방법
#     - 훈련을 알맞은 때에 멈추고, 그 기록을 TensorBoard로 보는 방법
#
# 이 페이지는 블로그 글 「15장 CNN 이미지 분류」의 앞부분을 따른다. 문장과 코드는 모두 새로 썼고, 원문에서 고칠 곳은 **원문
# 바로잡기** 상자에 담고, 확인할 수 있는 것은 실행해 보인다.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers
from snippets import plotting, visualization
from snippets.table import table

plotting.use_style()
SEED = 0

# %% tags=["hidden"]
# 텐서플로의 경고는 화면(stdout)에 나오므로 끈다. 보일 경고는 따로 잡아 보인다
tf.get_logger().setLevel("ERROR")

# %% [markdown]
# ## 그래프를 그린 다음 실행하기: 텐서플로 1
#
# $z = wx + b$를 계산하자. 텐서플로 1에서는 먼저 **계산 그래프**(computational graph)를 그린다. 그래프에는 어떤 값으로 무엇을
# 계산할지만 적혀 있고, 값은 아직 없다. 값을 넣을 자리가 **플레이스홀더**(placeholder)이다. 그다음 **세션**(session)을 열어 변수를
# 초기화하고, 자리에 값을 넣어 실행한다.

# %%
graph = tf.Graph()
with graph.as_default():
    x = tf.compat.v1.placeholder(tf.float32, shape=(), name="x")
    w = tf.Variable(2.0, name="weight")
    b = tf.Variable(0.7, name="bias")
    z = w * x + b
    init = tf.compat.v1.global_variables_initializer()
print("그래프만 있다:", z)

with tf.compat.v1.Session(graph=graph) as session:
    session.run(init)
    for value in (1.0, 0.6, -1.8):
        print(f"x = {value:4} → {session.run(z, feed_dict={x: value}):4.1f}")

# %% [markdown]
# ## 적는 대로 계산하기: 텐서플로 2
#
# 텐서플로 2는 파이썬이 한 줄을 실행할 때마다 곧바로 계산한다. 이것을 **즉시 실행**(eager execution)이라 한다. 플레이스홀더도,
# 세션도, 초기화도 필요 없다.

# %%
assert tf.executing_eagerly()
w, b = tf.Variable(2.0, name="weight"), tf.Variable(0.7, name="bias")
for value in (1.0, 0.6, -1.8):
    z = w * value + b
    print(f"x = {value:4} → {z.numpy():4.1f}")

# %% [markdown]
# 값이 여럿이면 반복문 대신 **텐서**(tensor) 하나에 담아 한 번에 계산한다.

# %%
z = w * tf.constant([1.0, 0.6, -1.8]) + b
np.testing.assert_allclose(z, [2.7, 1.9, -2.9], rtol=1e-6)
print(z.numpy().round(1))

# %% [markdown]
# ## 다층 퍼셉트론으로 읽는 MNIST
#
# `tf.keras`는 텐서플로 2의 표준 API이고, 이 사이트에서는 같은 것을 `keras`로 가져다 쓴다. 다층 퍼셉트론은 밀집 층을 여러 겹
# 쌓고 사이마다 활성화 함수를 둔 신경망이다. 이미지를 한 줄로 펼쳐 넣는 자리가 **입력층**(input
# layer), 답을 내는 층이 **출력층**(output layer), 그 사이의 층들이 **은닉층**(hidden layer)이다.
#
# ### 표준화
#
# **표준화**(standardization)는 평균을 빼고 표준편차로 나누어 평균 0, 표준편차 1로 맞추는 것이다. 0–255를 그대로 넣으면 첫 층의 합이
# 너무 커져 tanh가 양 끝에 붙어 버린다(층을 쌓은 뒤에 잰다). 표준편차는 모든 픽셀을 통틀어 하나만 구한다. 귀퉁이의 픽셀은 모든 이미지에서 0이라,
# 픽셀마다 구하면 0으로 나누게 된다. 평균은 픽셀마다 구할 수도 있지만 여기서는 하나만 구한다. 두 값은 **훈련 세트에서만** 구해 테스트 세트에도
# 그대로 쓴다. 테스트 세트는 처음 보는 이미지를 대신하므로, 그 평균을 미리 알고 쓰면 안 된다.

# %%
from snippets.datasets import load_mnist

(x_train, y_train), (x_test, y_test) = load_mnist()
x_train = x_train.reshape(-1, 784).astype("float32")
x_test = x_test.reshape(-1, 784).astype("float32")
mean, std = x_train.mean(), x_train.std()
assert (x_train.std(axis=0)[[0, 27, -28, -1]] == 0).all()  # 네 귀퉁이
raw = x_train[:2000].copy()  # 표준화하지 않은 것. 아래에서 견준다
x_train, x_test = (x_train - mean) / std, (x_test - mean) / std
for name, images in (("훈련", x_train), ("테스트", x_test)):
    center = float(images.mean())  # z는 -0.000을 0.000으로 적는다
    print(f"{name} {images.shape}: 평균 {center:z.3f}, 표준편차 {images.std():.3f}")

# %% [markdown]
# 테스트 세트의 평균과 표준편차는 0과 1에 가깝지만 꼭 맞지는 않는다. 훈련 세트의 평균과 표준편차를 썼기 때문이고, 그것이 맞다.
#
# ### 원-핫
#
# 레이블은 정답 자리만 1인 **원-핫**(one-hot) 벡터로 바꾼다.

# %%
y_train_onehot = keras.utils.to_categorical(y_train, num_classes=10)
print(y_train[:3], "→", y_train_onehot.shape)
print(y_train_onehot[:3].astype(int))

# %% [markdown]
# ### 층 쌓기
#
# 두 은닉층은 저마다 유닛 50개에 `tanh`를, 출력층은 유닛 10개에 `softmax`를 쓴다. 가중치는 **글로럿 초기화**(Glorot initialization, 세이비어
# 초기화라고도 한다)로 시작한다. 층을 지나도 값과 기울기의 크기가 고르도록 초깃값의 범위를 입력과 출력의 수로 정하는 방법이다.
# 편향은 0에서 시작한다. 둘 다 Keras의 기본값이지만 여기서는 적어 둔다. Keras는 밀집 층의 가중치 행렬도 `kernel`이라 부른다.


# %%
def build_mlp(activation):
    keras.utils.set_random_seed(SEED)  # 언제 만들어도 초깃값이 같다
    start = {"kernel_initializer": "glorot_uniform", "bias_initializer": "zeros"}
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(50, activation=activation, **start),
            layers.Dense(50, activation=activation, **start),
            layers.Dense(10, activation="softmax", **start),
        ]
    )


mlp = build_mlp("tanh")
by_hand = [(784 + 1) * 50, (50 + 1) * 50, (50 + 1) * 10]
assert by_hand == [layer.count_params() for layer in mlp.layers]
print("파라미터:", by_hand, "=", f"{sum(by_hand):,}")

saturated = {}
for name, images in (("0–255", raw), ("표준화", x_train[:2000])):
    saturated[name] = float(np.mean(np.abs(mlp.layers[0](images)) > 0.99))
    print(f"{name}: 첫 층에서 tanh의 절댓값이 0.99를 넘는 값 {saturated[name]:.0%}")
assert saturated["0–255"] > 0.9 and saturated["표준화"] < 0.2

# %% [markdown]
# ### 소프트맥스는 부드러운 argmax이다
#
# `argmax`는 가장 큰 점수의 자리를 고른다. 그 답을 원-핫으로 적으면 하나만 1이고 나머지는 0이다. **소프트맥스**(softmax)는 같은 일을
# 부드럽게 한다. 합이 1인 확률을 내고, 점수의 차이가 벌어질수록 `argmax`의 원-핫에 가까워진다. `argmax`는 점수가 조금 바뀌어도 답이
# 그대로라 쓸 만한 기울기가 없다. 소프트맥스에는 기울기가 있어 훈련할 수 있다.

# %%
scores = tf.constant([1.0, 2.0, 1.5])
for scale in (0.1, 1, 3, 20):
    print(f"점수 × {scale:<3} →", tf.nn.softmax(scale * scores).numpy().round(3))
print("argmax의 원-핫 ", tf.one_hot(tf.argmax(scores), 3).numpy())

# %% [markdown]
# ### 옵티마이저와 학습률
#
# 손실을 줄이도록 파라미터를 고치는 방법이 **옵티마이저**(optimizer)이다. **확률적 경사 하강법**(stochastic gradient descent, SGD)은 배치마다 손실의 **기울기**(gradient)를 구해, 거기에 **학습률**(learning
# rate)을 곱한 만큼 반대쪽으로 **걸음**(step)을 옮긴다. 배치 하나가 한 걸음이고, 6만 장에서 검증에 쓸 10%를 떼고 남은 5만 4천 장을 64장씩 나누면 한 에포크는 844걸음이다. **모멘텀**(momentum) 0.9는 앞 걸음의 90%를 이번 걸음에 더해, 같은 쪽으로 거듭 갈 때 빨라지게
# 한다.
#
# !!! warning "원문 바로잡기: `lr`과 `decay`는 없다"
#
#     원문은 `SGD(lr=0.001, decay=1e-7, momentum=.9)`라고 적었다. Keras 3에서 `lr`은 ValueError이고, `decay`는 경고만 내고
#     **무시된다**. 이름은 `learning_rate`이고, 걸음마다 줄이려면 수 대신 **학습률 스케줄**(learning rate schedule)을
#     준다. 옛 `decay`의 식
#     $0.001 / (1 + 10^{-7} \cdot \text{걸음})$은 `InverseTimeDecay`로
#     적는다([오류 사전](../errors/arguments.ipynb#lr이라고-적었다-arguments-not-recognized-lr)).

# %% tags=["boxed"]
import warnings

message = "오류 없음"
try:
    keras.optimizers.SGD(lr=0.001)
except ValueError as error:
    message = str(error)
assert "'lr'" in message
print("ValueError:", message)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    keras.optimizers.SGD(0.001, decay=1e-7)
assert "will be ignored" in str(caught[0].message)
print("경고:", caught[0].message)

schedule = keras.optimizers.schedules.InverseTimeDecay(
    0.001, decay_steps=1, decay_rate=1e-7
)
per_epoch = -(-54_000 // 64)  # 올림
assert per_epoch == 844
rates = [float(schedule(epoch * per_epoch)) for epoch in (0, 1, 50)]
print("0, 1, 50에포크 뒤의 학습률:", *(f"{rate:.7f}" for rate in rates))

# %% [markdown]
# 원문처럼 50에포크를 돌아도 학습률은 0.5%도 줄지 않는다.
#
# ### 훈련
#
# `validation_split=0.1`은 훈련 세트의 **끝에서** 10%를 떼어 **검증 세트**(validation set)로 쓴다. 섞기 전에 떼므로, 레이블 순서로
# 늘어놓은 데이터라면 먼저 섞어야 한다. 평균과 표준편차는 떼기 전의 6만 장에서 구했으므로 거기에는 검증 세트도 들어 있다. 엄밀하게 하려면
# 먼저 떼고, 남은 것에서만 구한다.

# %% tags=["parameters"] fast={"epochs": 1}
epochs = 10

# %%
mlp.compile(
    optimizer=keras.optimizers.SGD(schedule, momentum=0.9),
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)
history = mlp.fit(
    x_train,
    y_train_onehot,
    batch_size=64,
    epochs=epochs,
    validation_split=0.1,
    verbose=0,
)

# %% alt="다층 퍼셉트론의 훈련 곡선 두 장. 에포크에 따라 훈련과 검증의 손실은 내려가고 정확도는 올라간다."
visualization.curves(history.history)

# %% [markdown]
# 훈련의 값은 에포크 도중에 잰 것의 평균이고 검증의 값은 에포크를 마친 뒤에 잰 것이다. 그래서 훈련이 빨리 나아지는 동안에는 검증 쪽이 더 좋게
# 나오기 쉽다. 훈련을 마친 같은 모델로 두 쪽을 다시 재면 이 차이가 없어지고, 남는 것은 훈련 쪽을 외운 정도와 떼어 둔 6천 장의 난이도이다.

# %%
from snippets.results import Results

y_test_onehot = keras.utils.to_categorical(y_test, num_classes=10)
kept = len(x_train) * 9 // 10
for name, part in (("훈련", slice(kept)), ("검증", slice(kept, None))):
    again = mlp.evaluate(
        x_train[part], y_train_onehot[part], batch_size=500, verbose=0
    )
    print(f"{name} {again[1]:.4f}")
test_loss, test_accuracy = mlp.evaluate(x_test, y_test_onehot, verbose=0)
Results(
    [
        {
            "모델": "다층 퍼셉트론(50-50-10)",
            "파라미터": mlp.count_params(),
            "훈련 이미지": int(len(x_train) * 0.9),
            "에포크": epochs,
            "테스트 정확도": test_accuracy,
        }
    ]
)

# %% [markdown]
# !!! warning "원문 바로잡기: `predict_classes`는 없어졌다"
#
#     원문은 `model.predict_classes(…)`로 숫자를 예측했다. 이 메서드는 없어져 AttributeError가 난다. `predict`가 돌려주는 확률에서
#     `argmax`로 고른다([오류 사전](../errors/arguments.ipynb#predict_classes가-없다-object-has-no-attribute-predict_classes)).

# %% tags=["boxed"]
message = "오류 없음"
try:
    mlp.predict_classes(x_test)
except AttributeError as error:
    message = str(error)
assert "predict_classes" in message
print("AttributeError:", message)
predicted = mlp.predict(x_test, verbose=0).argmax(axis=1)  # (장수, 10) → (장수,)
assert np.isclose((predicted == y_test).mean(), test_accuracy)
print("예측", predicted[:10])
print("정답", y_test[:10])

# %% [markdown]
# ### 시그모이드와 tanh
#
# 두 함수는 같은 S자이다. $\tanh(x) = 2\sigma(2x) - 1$이므로 **시그모이드**(sigmoid) $\sigma$를 옆으로 반으로 좁히고 위아래로 두 배 늘린 다음 1만큼
# 내리면 **하이퍼볼릭 탄젠트**(hyperbolic tangent, tanh)가 된다. 그래도 이 모델의 은닉층에는 tanh를 쓴다. `GradientTape`는
# 그 안에서 한 계산을 적어 두었다가 미분해 준다. (요즘의 합성곱
# 신경망은 대개 ReLU를 쓴다.)

# %% card=1 alt="그래프 두 장. 왼쪽은 시그모이드와 tanh로, 시그모이드는 0에서 1, tanh는 −1에서 1까지 올라간다. 오른쪽은 두 함수의 기울기로, 0에서 시그모이드는 0.25, tanh는 1로 가장 크고 양 끝에서 0에 가까워진다."
x = tf.linspace(-6.0, 6.0, 241)
fig, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3))
slopes = {}
for name, function in (("sigmoid", tf.sigmoid), ("tanh", tf.tanh)):
    with tf.GradientTape() as tape:
        tape.watch(x)  # 변수가 아닌 텐서는 지켜보라고 따로 말해야 한다
        y = function(x)
    slopes[name] = tape.gradient(y, x).numpy()
    left.plot(x, y, label=name)
    right.plot(x, slopes[name], label=name)
    print(
        f"{name:7} 출력의 평균 {y.numpy().mean():.2f}, 가장 큰 기울기 {slopes[name].max():.2f}"
    )
np.testing.assert_allclose(tf.tanh(x), 2 * tf.sigmoid(2 * x) - 1, atol=1e-6)
steeper = slopes["tanh"] > slopes["sigmoid"]
assert steeper[np.abs(x) < 1.65].all() and not steeper[np.abs(x) > 1.67].any()
left.set(title="함수", xlabel="입력")
right.set(title="기울기", xlabel="입력")
left.legend()
plt.show()

# %% [markdown]
# - **0이 중심이다.** tanh의 출력은 0을 중심으로 퍼진다. 시그모이드의 출력은 모두 양수라서, 이미지 한 장에서 보면 다음 층의 한
#   유닛으로 들어가는 가중치의 기울기가 모두 같은 부호이다. 그 한 장으로는 그 가중치들을 한꺼번에 늘리거나 줄일 수밖에 없다.
# - **0 가까이에서 기울기가 크다.** 0에서 네 배이고, |x|가 1.66쯤을 넘으면 거꾸로 시그모이드가 크다. **역전파**(backpropagation)는 출력층에서 거슬러 오며
#   층마다 기울기를 곱하므로, 값이 0 가까이 모여 있으면 앞쪽 층으로 갈수록 tanh에 유리하다.
# - **음수 쪽 끝에서 0으로 가지 않는다.** 둘 다 양 끝에서 평평해진다. 이것을 **포화**(saturation)라 한다. 시그모이드는 음수 쪽에서 0으로
#   포화하는데, 가중치의 기울기에는 들어온 값이 곱해지므로 0을 받는 가중치는 거의 배우지 못한다. tanh는 −1로 포화한다.
#   원문은 시그모이드가 지역 최솟값(둘레보다는 손실이 낮지만 가장 낮지는 않은 곳)에 갇히기 쉽다고도 적었는데, 그것은 여기서 확인하지 않는다.
#
# 같은 초깃값, 같은 배치 하나에서 층마다 받는 기울기의 크기를 재고, 이미지 한 장에서 둘째 층의 기울기가 유닛마다 한 부호인지 보자.

# %%
sizes = {}
for name in ("sigmoid", "tanh"):
    fresh = build_mlp(name)
    with tf.GradientTape() as tape:
        losses = keras.losses.categorical_crossentropy(
            y_train_onehot[:64], fresh(x_train[:64])
        )
        loss = tf.reduce_mean(losses)
    kernels = [layer.kernel.value for layer in fresh.layers]
    gradients = tape.gradient(loss, kernels)
    sizes[name] = np.array([tf.reduce_mean(tf.abs(each)) for each in gradients])
    with tf.GradientTape() as tape:
        single = keras.losses.categorical_crossentropy(
            y_train_onehot[:1], fresh(x_train[:1])
        )
    second = tape.gradient(single, kernels[1]).numpy()  # (50, 50)
    one_sign = ((second >= 0).all(axis=0) | (second <= 0).all(axis=0)).mean()
    assert (one_sign == 1) == (name == "sigmoid")
    print(f"{name}: 기울기가 한 부호인 둘째 층의 유닛 {one_sign:.0%}")
ratios = sizes["tanh"] / sizes["sigmoid"]
assert ratios[0] > ratios[1] > ratios[2] and ratios[0] > 4
print("기울기의 비(tanh/시그모이드), 앞 층부터:", ratios.round(1))

# %% [markdown]
# 마지막 층의 기울기에는 활성화 함수의 기울기가 아니라 은닉층이 내놓은 값만 곱해지므로, tanh가 유리할 까닭이 없다.
#
# ## 텐서: 랭크와 모양
#
# 텐서는 수를 격자로 늘어놓은 것이다. 축의 수가 **랭크**(rank), 축마다의 길이가 **모양**(shape)이다. 계산 그래프를 먼저
# 만들지 않아도 만드는 대로 값이 보인다.

# %%
print(tf.ones((2, 3)).numpy())
tensors = {
    "스칼라": tf.constant(3.0),
    "벡터": tf.constant([1.0, 2.0, 3.0]),
    "행렬": tf.ones((2, 3)),
    "흑백 이미지 64장": tf.zeros((64, 28, 28, 1)),
}
table(
    [
        {
            "텐서": name,
            "랭크": int(tf.rank(t)),
            "모양": str(t.shape),
            "원소": int(tf.size(t)),
        }
        for name, t in tensors.items()
    ]
)

# %% [markdown]
# !!! warning "원문 바로잡기: `Dimension`이 아니라 정수나 None이다"
#
#     `t.shape`와 `t.get_shape()`는 `TensorShape`를 돌려준다. 원문은 그 한 칸을 읽으면 `Dimension`이 나온다고 적었다. 텐서플로
#     1의 이야기이다. 텐서플로 2에서는 정수이고, 길이를 모르는 축이면 `None`이다.

# %% tags=["boxed"]
shape = tensors["행렬"].get_shape()
unknown = tf.TensorShape([None, 784])
assert isinstance(shape, tf.TensorShape) and type(shape[0]) is int
assert unknown[0] is None and unknown[1] == 784
print(shape, "→", shape[0], type(shape[0]).__name__, "|", unknown, "→", unknown[0])

# %% [markdown]
# ## `tf.function`: 함수를 그래프로
#
# 즉시 실행은 쓰기 쉽지만 연산마다 파이썬을 거친다. 함수 위에 **데코레이터**(decorator) `@tf.function`을 붙이면, 처음 부를 때
# 그 함수로 계산 그래프를 만들어 두고 다음부터 다시 쓴다. 세션은 필요 없다. 보통 함수처럼 부르고, 답은 텐서로 나온다.
#
# ### 얼마나 빠른가
#
# 수 하나짜리 곱셈과 덧셈을 200번씩 되풀이하는 함수를 두 가지 방식으로 실행한다. 처음 부를 때에는 그래프를 만드느라 오히려 느리므로 재지 않고,
# 여러 번 잰 것 가운데 가장 짧은 시간을 견준다. `range`를 도는 `for`는 그래프를 만들 때 펼쳐져, 그래프에는 곱셈과 덧셈이 200개씩 늘어선다.

# %%
from timeit import repeat


def many_steps(x):
    for _ in range(200):
        x = x * 0.99 + 0.01
    return x


graph_steps = tf.function(many_steps)  # 함수 위에 @tf.function을 적은 것과 같다
assert graph_steps.experimental_get_tracing_count() == 0  # 아직 만들지 않았다
half = tf.constant(0.5)
np.testing.assert_allclose(graph_steps(half), many_steps(half), rtol=1e-5)
eager_time = min(repeat(lambda: many_steps(half), number=1, repeat=30))
graph_time = min(repeat(lambda: graph_steps(half), number=1, repeat=30))
assert eager_time > 2 * graph_time
unrolled = [
    it.type for it in graph_steps.get_concrete_function(half).graph.get_operations()
]
assert unrolled.count("Mul") == unrolled.count("AddV2") == 200
print("그래프로 만든 쪽이 2배 넘게 빠르다")

# %% [markdown]
# 이득은 주로 연산마다 파이썬을 거치지 않는 데에서 온다. 그러니 작은 연산이 많을수록 크고, 큰 행렬 곱 하나라면 작을 것이다(여기서 재지는 않았다). `fit`은 훈련 한 걸음을 스스로 `tf.function`으로
# 감싼다.
#
# ### 오토그래프
#
# 그래프에는 파이썬의 `if`와 `while`이 없다. **오토그래프**(AutoGraph)가 함수의 소스를 읽어, 텐서가 조건인 `if`는 `tf.cond`로, `while`은
# `tf.while_loop`로 바꾸어 준다. 짝수이면 반으로 나누고 홀수이면 세 배 해서 1을 더하기를 1이 될 때까지 되풀이해 보자.


# %%
@tf.function
def steps_to_one(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print("27에서 1까지", steps_to_one(tf.constant(27)).numpy(), "걸음")
graph = steps_to_one.get_concrete_function(tf.constant(27)).graph
inside = {operation.type for operation in graph.get_operations()}
body = {
    node.op for it in graph.as_graph_def().library.function for node in it.node_def
}
assert "StatelessWhile" in inside and "StatelessIf" in body - inside
print("그래프 속의 연산:", sorted(inside))

# %% [markdown]
# 이 가운데 조건문이 없는 것은 `if`가 바뀐 연산 `StatelessIf`가 `while`의 몸통인 다른 그래프에 들어 있기 때문이다.

# %% [markdown]
# !!! warning "원문 바로잡기: `tf.while`이 아니라 `tf.while_loop`"
#
#     원문은 제어문으로 `tf.cond`, `tf.case`, `tf.while`을 들었다. `while`은 파이썬의 예약어라 `tf.while`은 적을 수도 없다.

# %% tags=["boxed"]
import keyword

assert keyword.iskeyword("while") and not hasattr(tf, "while")
(power,) = tf.while_loop(lambda n: n < 1000, lambda n: (2 * n,), (tf.constant(1),))
assert power == 1024
print("1000 이상이 될 때까지 두 배:", power.numpy())

# %% [markdown]
# !!! warning "원문 바로잡기: `tf.function` 안은 즉시 실행이 아니다"
#
#     원문은 `tf.function`이 계산 그래프를 만든다고 바르게 적고는, 뒤이어 텐서플로 1과 2의 코드를 견주며 2의 코드는 내부적으로도 즉시 실행된다고
#     적었다. 그 말은 `tf.function`이 없는 코드에서만 맞다. 파이썬은 그래프를 만드는 **추적**(tracing) 때에만 함수를 한 줄씩 실행하고, 그때 인수로
#     받은 텐서는 값이 없는 기호이다. 모양과 자료형이 같은 텐서로 다시 부르면 그래프만 실행하므로 파이썬의 `print`는 다시 찍지 않는다. 텐서가 아닌
#     파이썬의 수는 값째 그래프에 박히므로, 값이 다르면 새로 추적한다.

# %% tags=["boxed"]
eager_inside = []


@tf.function
def double(x):
    print("추적한다:", x)  # 값이 아니라 기호가 찍힌다
    eager_inside.append(tf.executing_eagerly())
    return 2 * x


doubled = [double(tf.constant(value)).numpy() for value in (1.0, 2.0, 3.0)]
assert eager_inside == [False]  # 세 번 불렀지만 파이썬은 한 번 지나갔다
print("세 번 부른 답:", *doubled, "| 추적한 횟수:", len(eager_inside))

# %% [markdown]
# ## 변수: 바뀌는 값
#
# 텐서는 한번 만들면 바뀌지 않는다. 훈련으로 바뀌어야 하는 파라미터는 `tf.Variable`에 담고 `assign`으로 새 값을 넣는다. 이름을 하나 더
# 붙여도 같은 변수이므로, 변수를 함께 쓰려면 파이썬 객체를 건네듯 건네면 된다.

# %%
w2 = tf.Variable(np.array([[1, 2, 3, 4], [5, 6, 7, 8]]), name="w2")
shared = w2
w2.assign(w2 + 1)
w2.assign_add(tf.ones_like(w2))  # assign(w2 + 1)과 같다
assert shared is w2
print(shared.numpy())

# %% [markdown]
# !!! warning "원문 바로잡기: 변수에도 모양과 자료형을 정할 수 있다"
#
#     원문은 `tf.Variable`에는 shape나 dtype을 설정할 수 없다고 적었다. 둘 다 받는다. 길이를 정하지 않은 축은 `None`으로 적고, 나중에
#     길이가 다른 값을 넣을 수 있다.

# %% tags=["boxed"]
flexible = tf.Variable([1, 2], shape=tf.TensorShape([None]), dtype=tf.float64)
assert flexible.dtype == tf.float64 and flexible.shape[0] is None
print(flexible.shape, flexible.dtype.name, flexible.numpy())
flexible.assign([1, 2, 3])
print("세 개를 넣은 뒤:", flexible.numpy())

# %% [markdown]
# ## 모델을 만드는 세 가지 방법
#
# 수 하나를 받아 $wx + b$를 내는 모델, 곧 유닛이 하나인 밀집 층을 세 가지로 만든다.
#
# 1. **Sequential**: 층을 한 줄로 늘어놓는다.
# 2. **함수형 API**(functional API): 층을 함수처럼 불러 텐서를 잇는다. `dense(inputs)`는 파이썬에서 `dense.__call__(inputs)`와 같은
#    말이다.
# 3. **서브클래싱**(subclassing): `keras.Model`을 물려받아 `call`에 계산을 적는다. 모델을 부르면 `__call__`이 준비를 마치고 `call`을
#    부른다.

# %%
sequential = keras.Sequential([keras.Input(shape=(1,)), layers.Dense(1)])

inputs = keras.Input(shape=(1,))
dense = layers.Dense(1)
functional = keras.Model(inputs, dense(inputs))
called = keras.Model(inputs, dense.__call__(inputs))  # 같은 층, 같은 가중치


class Line(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(1)

    def call(self, inputs):
        return self.dense(inputs)


subclassed = Line()
points = np.array([[1.0], [0.6], [-1.8]], dtype="float32")  # (3, 1)
for model in (sequential, functional, called, subclassed):
    model(points)  # 서브클래싱한 모델은 처음 부를 때 가중치가 생긴다
    model.set_weights([np.array([[2.0]]), np.array([0.7])])
    print(f"{type(model).__name__:10}", model(points).numpy().ravel().round(1))

# %% [markdown]
# !!! warning "원문 바로잡기: 문법 오류 두 곳"
#
#     원문의 `output = tf.keras.layers.Dense(1)(input`에는 닫는 괄호가 없고, 뒷부분의 `epochs = np.arange(1,v_epoch+1)ç`에는 글자 하나가
#     잘못 들어갔다. 두 줄 다 실행되기 전에 SyntaxError가 난다.

# %% tags=["boxed", "hidden"]
listings = {
    "output = tf.keras.layers.Dense(1)(input": ")",
    "epochs = np.arange(1,v_epoch+1)ç": "",
}
for line, ending in listings.items():
    message = ""
    try:
        compile(line, "원문", "exec")
    except SyntaxError as error:
        message = error.msg
    assert message
    print("SyntaxError:", message)
    compile(line.removesuffix("ç") + ending, "고친 것", "exec")

# %% [markdown]
# ## 회귀: 직선 맞추기
#
# 종류가 아니라 연속된 값을 예측하는 일이 **회귀**(regression)이다. 원문에는 점을 만드는 코드가 없어 여기서 정한다. $y = 1.726x - 0.84$에
# 표준편차 0.5인 잡음을 더해 점 200개를 만들고 50개를 테스트 세트로 남긴다. 남은 150개 가운데 끝의 30%는 검증 세트로 떼므로 105개로 훈련한다. 모델은 두 수 1.726과
# −0.84를 모른다. 원문은 기본 학습률 0.01로 500에포크를 훈련했다. 여기서는 0.1로 올려 40에포크만 훈련한다.

# %% tags=["parameters"] fast={"line_epochs": 30, "max_epochs": 6}
line_epochs = 40
max_epochs = 500

# %%
rng = np.random.default_rng(SEED)
xs = rng.uniform(-2, 4, (200, 1)).astype("float32")
ys = (1.726 * xs - 0.84 + rng.normal(0, 0.5, xs.shape)).astype("float32")
xs_train, xs_test, ys_train, ys_test = xs[:150], xs[150:], ys[:150], ys[150:]

keras.utils.set_random_seed(SEED)
line = keras.Model(inputs, layers.Dense(1, name="line")(inputs))
line.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
line.fit(xs_train, ys_train, epochs=line_epochs, validation_split=0.3, verbose=0)
slope, intercept = (float(weight.numpy().item()) for weight in line.weights)
assert abs(slope - 1.726) < 0.2 and abs(intercept + 0.84) < 0.3
print(f"배운 직선: y = {slope:.3f}x {intercept:+.3f}")
line_loss = line.evaluate(xs_test, ys_test, verbose=0)
print(f"테스트 손실 {line_loss:.3f}")

# %% alt="훈련·검증과 테스트 점들 위에 모델이 예측한 직선을 그린 그래프. 직선이 점들의 한가운데를 지난다."
x_line = np.arange(-2, 4, 0.1, dtype="float32")[:, None]  # (60, 1)
y_line = line.predict(x_line, verbose=0)
fig, ax = plt.subplots(figsize=(6.4, 3.2))
ax.plot(xs_train, ys_train, ".", label="훈련·검증")
ax.plot(xs_test, ys_test, "x", label="테스트")
ax.plot(x_line, y_line, label="예측")
ax.set(xlabel="x", ylabel="y")
ax.legend()
plt.show()

# %% [markdown]
# 두 수를 거의 되찾았다. 그래도 손실은 0이 아니다. 직선을 알아도 잡음의 분산 $0.5^2 = 0.25$쯤은 남는다. 점이 적어 남는 값은 점들에 따라 다르다. 참값의 직선으로
# 재어도 그렇다. 아래의 TensorBoard 곡선에서 훈련과 검증이 다른 값에서 평평해지는 것도 주로 이 때문이다. 훈련의 값은 에포크
# 도중에 배치마다 움직이는 직선으로 재므로 거기에 조금 더 높다.

# %%
noise = (ys - (1.726 * xs - 0.84)) ** 2
parts = [
    part.mean() for part in np.split(noise, (120, 150))
]  # 아래의 조기 종료처럼 나눈다
print("참값의 직선으로 잰 훈련, 검증, 테스트 손실:", np.round(parts, 3))

# %% [markdown]
#
# ## 저장하고 다시 읽기
#
# **가중치**만 저장하면 같은 구조의 모델을 먼저 만들어 놓고 읽어야 한다. **모델** 전체를 저장하면 구조와 가중치, 컴파일한 설정까지
# 한 파일에 담긴다. 층도 손실 함수도 Keras의 것만 썼다면 대개 그대로 되살아난다.

# %%
line.save_weights("line.weights.h5")
restored = keras.Sequential([keras.Input(shape=(1,)), layers.Dense(1, name="line")])
restored.load_weights("line.weights.h5")
restored.compile(optimizer="sgd", loss="mse")
restored.save("line.keras")
reloaded = keras.models.load_model("line.keras")
losses = [
    m.evaluate(xs_test, ys_test, verbose=0) for m in (line, restored, reloaded)
]
np.testing.assert_allclose(losses, line_loss, rtol=1e-5)
print("원래, 가중치만, 모델 전체:", *(f"{loss:.3f}" for loss in losses))

# %% [markdown]
# !!! warning "원문 바로잡기: 가중치 파일의 이름은 `.weights.h5`로 끝난다"
#
#     원문은 가중치를 `simple_weight.h5`에 저장했다. Keras 3에서는 ValueError가
#     난다([오류 사전](../errors/saving.ipynb#가중치-파일의-이름-the-filename-must-end-in-weightsh5)).

# %% tags=["boxed", "hidden"]
message = "오류 없음"
try:
    line.save_weights("simple_weight.h5")
except ValueError as error:
    message = str(error)
assert "must end in `.weights.h5`" in message
print("ValueError:", message)

# %% [markdown]
# !!! warning "원문 바로잡기: `'mse'`로 컴파일해 `.h5`로 저장하면 그대로는 읽지 못한다"
#
#     원문은 모델을 `simple_model.h5`에 저장하고 다시 읽었다. 손실을 `'mse'`라는 줄임말로 컴파일했으면 저장은 되지만, 읽을 때 그
#     이름을 되살리지 못해 ValueError가 난다. `compile=False`로 읽거나 이름을 `"mean_squared_error"`로 적으면 읽힌다. `.h5`는 옛
#     형식이니 `.keras`로 저장하는 편이 낫다.

# %% tags=["boxed"]
restored.save("simple_model.h5")
message = "오류 없음"
try:
    keras.models.load_model("simple_model.h5")
except ValueError as error:
    message = str(error)
assert "Could not deserialize 'keras.metrics.mse'" in message
keras.models.load_model("simple_model.h5", compile=False)  # 설정을 빼면 읽힌다
restored.compile(optimizer="sgd", loss="mean_squared_error")
restored.save("full_name.h5")
keras.models.load_model("full_name.h5")  # 이름을 다 적어도 읽힌다
print("ValueError:", message)
print("line.keras의 손실 함수:", reloaded.loss)

# %% [markdown]
# !!! warning "원문 바로잡기: 만들고 쓰지 않은 모델, 만들기 전에 읽은 파일"
#
#     원문의 방법1은 `Sequential` 모델을 만들어 놓고 쓰지 않는다. 층은 함수형으로 따로 부른다. 또 원문은 `my_model.h5`에서 가중치를
#     읽는데, 그 파일을 만드는 `ModelCheckpoint`는 그보다 뒤에 나온다. 차례대로 실행하면 파일이 아직 없어 FileNotFoundError가 난다.

# %% tags=["boxed", "hidden"]
unused = keras.Sequential()
entry = keras.Input(shape=(1,))
output = layers.Dense(1)(entry)  # 위의 Sequential과는 이어지지 않는다
assert unused.layers == [] and not unused.built
print("방법1의 Sequential이 가진 층:", unused.layers)
kind = "오류 없음"
try:
    reloaded.load_weights("my_model.h5")
except OSError as error:
    kind = type(error).__name__
assert kind == "FileNotFoundError"
print("my_model.h5:", kind)

# %% [markdown]
# ## 가장 좋은 때를 남기고 멈추기
#
# 오래 훈련한다고 늘 나아지지는 않는다. **과대적합**(overfitting)하기도 하고, 더 배울 것이 없는데도
# 시간만 쓰기도 한다. 훈련하는 동안 때맞추어 불리는 **콜백**(callback) 셋을 건다.
#
# - `ModelCheckpoint(save_best_only=True)`: 검증 손실이 지금까지 가장 낮을 때마다 모델을 저장한다.
# - `EarlyStopping(patience=5)`: 검증 손실이 지금까지의 최저보다 낮아지지 않는 에포크가 다섯 번 이어지면 멈춘다. **조기 종료**(early
#   stopping)이다. 멈춘 모델에는 마지막 에포크의 가중치가 남으므로, 가장 좋은 모델은 저장한 파일에서 읽는다.
# - `TensorBoard("logs")`: 에포크마다의 손실을 `logs` 폴더에 적는다.

# %%
import shutil

shutil.rmtree("logs", ignore_errors=True)  # 앞서 훈련한 기록과 섞이지 않게 지운다
keras.utils.set_random_seed(SEED)
stopped = keras.Sequential([keras.Input(shape=(1,)), layers.Dense(1)])
stopped.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
history = stopped.fit(
    xs_train,
    ys_train,
    epochs=max_epochs,
    validation_split=0.2,
    callbacks=[
        keras.callbacks.ModelCheckpoint("best-line.keras", save_best_only=True),
        keras.callbacks.EarlyStopping(patience=5),
        keras.callbacks.TensorBoard("logs"),
    ],
    verbose=0,
)
val_loss = history.history["val_loss"]
best = int(np.argmin(val_loss)) + 1
print(
    f"{max_epochs}에포크 가운데 {len(val_loss)}에포크를 훈련했고, {best}번째가 가장 좋았다"
)
saved = keras.models.load_model("best-line.keras")
saved_loss = saved.evaluate(xs_test, ys_test, verbose=0)
print(f"저장된 모델의 테스트 손실 {saved_loss:.3f}")

# %% [markdown]
# 아래의 그림에서는 일찍 평평해지지만, 아주 조금 낮아져도 나아진 것으로 치므로 한참 뒤에야 멈춘다. 그만한 차이를 무시하려면 `min_delta`를 준다.

# %% [markdown]
# ## TensorBoard
#
# 기록은 브라우저에서 본다. 터미널에서 아래처럼 시작하고, 알려 주는 주소(보통 `http://localhost:6006`)를 연다. 노트북 안에서는
# `%load_ext tensorboard`를 한 번 실행한 뒤 `%tensorboard --logdir logs`라고 적는다.
#
# ```sh
# tensorboard --logdir logs
# ```
#
# TensorBoard가 읽는 바로 그 파일을 여기서는 `EventAccumulator`로 읽어 그린다.

# %% alt="TensorBoard의 기록에서 읽은 훈련 손실과 검증 손실의 꺾은선. 처음 몇 에포크에 가파르게 내려간 뒤 평평하다."
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

fig, ax = plt.subplots(figsize=(6.4, 2.8))
for folder, key, name in (
    ("train", "loss", "훈련"),
    ("validation", "val_loss", "검증"),
):
    # 0: 값을 솎지 않고 모두 읽는다
    accumulator = EventAccumulator(f"logs/{folder}", size_guidance={"tensors": 0})
    events = accumulator.Reload().Tensors("epoch_loss")
    logged = [float(tf.make_ndarray(event.tensor_proto)) for event in events]
    np.testing.assert_allclose(logged, history.history[key], rtol=1e-5)
    ax.plot([event.step + 1 for event in events], logged, label=name)
    print(f"logs/{folder}: 값 {len(logged)}개, history의 {key}와 같다")
ax.set(xlabel="에포크", ylabel="손실")
ax.legend()
plt.show()

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 두 은닉층의 유닛을 저마다 50개에서 100개로 늘리면 `mlp`의 파라미터는 모두 몇 개가 되는가?

# %% tags=["exercise"]
from snippets.exercises import Problem, exercise

wider = [(784 + 1) * 100, (100 + 1) * 100, (100 + 1) * 10]
total = sum(wider)
exercise(
    "wider-mlp",
    Problem(
        total,
        {
            "꼭 두 배로 셈했다. 은닉층 사이에서는 들어오는 값도 유닛도 는다.": 2
            * sum(by_hand),
            "바꾸기 전의 수이다.": sum(by_hand),
            "편향을 모두 빠뜨렸다.": total - 100 - 100 - 10,
            "둘째 은닉층이 받는 값을 50개로 셈했다.": total - 50 * 100,
            "출력층이 받는 값을 50개로 셈했다.": total - 50 * 10,
            "둘째 은닉층과 출력층이 받는 값을 50개로 셈했다.": total
            - 50 * 100
            - 50 * 10,
        },
    ),
    [
        "층마다 (들어오는 값 + 1) × 유닛이다.",
        "유닛이 늘면 다음 층으로 들어가는 값도 는다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     첫 층은 꼭 두 배, 출력층은 두 배에 조금 못 미치지만, 은닉층 사이는 입력도 출력도 늘어 네 배에 가깝다.

# %% tags=["boxed", "hidden"]
print(f"{total:,}개, {total / sum(by_hand):.2f}배")

# %% [markdown]
# **2.** 다음 코드는 무엇을 출력하는가?
#
# ```python
# v = tf.Variable(10.0)
# shared = v
# v.assign_add(5.0)
# v = v + 2.0
# print(shared.numpy())
# ```

# %% tags=["exercise"]
v = tf.Variable(10.0)
shared = v
v.assign_add(5.0)
v = v + 2.0
assert not isinstance(v, tf.Variable) and v == 17
exercise(
    "shared-variable",
    Problem(
        float(shared),
        {
            "마지막의 v가 가진 값이다. v + 2.0은 변수를 고치지 않는다.": float(v),
            "처음 값이다. shared는 v와 같은 변수라 assign_add로 바뀐다.": 10.0,
        },
    ),
    [
        "변수를 고치는 것은 assign과 assign_add이다.",
        "v + 2.0은 새 텐서이다. v라는 이름은 그다음 무엇을 가리키는가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `v + 2.0`은 새 텐서이고, `v`는 이제 그 텐서의 이름이다. 변수는 `shared`라는 이름으로 남는다.

# %% tags=["boxed", "hidden"]
print(f"shared {shared.numpy()}, v {v.numpy()}")

# %% [markdown]
# **3.** `____`를 지우면 `None`이 나온다. `x`를 텐서 그대로 두고 6.0이 나오게 하려면 그 자리에 어떤 한 줄을 적는가?
#
# ```python
# x = tf.constant(3.0)
# with tf.GradientTape() as tape:
#     ____
#     y = x * x
# print(tape.gradient(y, x))
# ```


# %% tags=["exercise"]
def filled(line):
    names = {"tf": tf}
    code = f"""
x = tf.constant(3.0)
with tf.GradientTape() as tape:
    {line}
    y = x * x
gradient = tape.gradient(y, x)"""
    try:
        exec(code, names)
    except (AttributeError, NameError, TypeError) as error:
        return type(error).__name__
    if isinstance(names["x"], tf.Variable):
        return "변수"
    return names["gradient"]


lines = ["tape.watch(x)", "tape.watch([x])", "tape.watch((x,))"]
lines += ["tape.watch(tensor=x)", "tape.watch(tensor=[x])", "tape.watch([x, x])"]
assert filled("pass") is None and all(filled(line) == 6 for line in lines)
mistakes = {
    "x가 변수가 된다. 텐서 그대로 둔다.": {
        "x = tf.Variable(x)": "변수",
        "x = tf.Variable(3.0)": "변수",
    },
    "watch는 tape의 메서드이다.": {
        "tf.watch(x)": "AttributeError",
        "tf.GradientTape.watch(x)": "TypeError",
        "x.watch()": "AttributeError",
        "x.watch(tape)": "AttributeError",
        "watch(x)": "NameError",
    },
    "이 코드에는 y가 아직 없다. 무엇으로 미분하는가?": {
        "tape.watch(y)": "NameError",
        "tape.watch([y])": "NameError",
        "tape.watch([x, y])": "NameError",
    },
    "TypeError가 난다. watch는 돌려주는 것이 없어 x가 None이 된다.": {
        "x = tape.watch(x)": "TypeError"
    },
}
for several in mistakes.values():
    assert all(filled(line) == what for line, what in several.items())
exercise(
    "watch",
    Problem(lines, {why: list(it) for why, it in mistakes.items()}),
    [
        "테이프가 스스로 지켜보는 것은 변수뿐이다.",
        "「시그모이드와 tanh」의 코드에도 이 줄이 있다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `GradientTape`는 변수만 스스로 지켜본다. 텐서는 지켜보라고 말해야 한다.

# %% tags=["boxed", "hidden"]
print(lines[0], "→", filled(lines[0]).numpy())

# %% [markdown]
# **4.** `@tf.function`을 붙인 함수를 파이썬의 수 1, 2, 3으로 한 번씩, `tf.constant`에 담은 1, 2, 3으로 한 번씩 부르면 추적은 모두 몇 번
# 일어나는가?

# %% tags=["exercise"]
traced = []


@tf.function
def square(x):
    traced.append(type(x).__name__)
    return x * x


calls = [it for value in (1, 2, 3) for it in (value, tf.constant(value))]
for it in calls:
    square(it)
numbers = traced.count("int")
exercise(
    "traces",
    Problem(
        len(traced),
        {
            "부를 때마다 추적한다고 셈했다.": len(calls),
            "파이썬의 수로 부른 것만으로도 세 번이다.": 1,
            "파이썬의 수를 텐서처럼 한 번으로 셈했다. 파이썬의 수는 값마다 새로 추적한다.": 2,
            "수로 부른 것만으로 세 번이다. 텐서로 부르면 한 번 더 추적한다.": numbers,
        },
    ),
    [
        "모양과 자료형이 같은 텐서는 그래프를 다시 쓴다.",
        "파이썬의 수는 그래프에 어떻게 들어가는가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     텐서로 한 번, 파이썬의 수로 값마다 한 번씩 세 번이다.

# %% tags=["boxed", "hidden"]
print(f"수로 {numbers}번, 텐서로 {len(traced) - numbers}번")

# %% [markdown]
# **5.** 은닉층의 두 유닛이 시그모이드로 0.5와 0.25를 내놓았다. 다음 층의 두 유닛에서 활성화 함수에 넣기 전의 합에 대한 손실의 기울기는 2와 −4이다.
# 그 층의 가중치의 기울기를 구한다. 행은 들어온 값, 열은 유닛이다.

# %% tags=["exercise"]
delta = np.array([2.0, -4.0])


def kernel_gradient(received):
    weights = tf.Variable(tf.zeros((2, 2)))
    with tf.GradientTape() as tape:
        sums = tf.constant([received]) @ weights
        loss = tf.reduce_sum(sums * delta)
    return tape.gradient(loss, weights).numpy()


out = np.array([0.5, 0.25])
kernel = kernel_gradient([0.5, 0.25])
exercise(
    "one-sign",
    Problem(
        kernel,
        {
            "행과 열을 바꾸었다.": kernel.T,
            "들어온 값을 곱하지 않았다.": np.outer([1, 1], delta),
            "들어온 값 a 대신 시그모이드의 기울기 a(1 − a)를 곱했다.": np.outer(
                out * (1 - out), delta
            ),
        },
    ),
    [
        "가중치의 기울기는 그 가중치가 받은 값과 그 유닛의 기울기를 곱한 것이다.",
        "0.5를 받는 가중치가 첫 행이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     들어온 값이 모두 양수라 열마다 부호가 하나이다. tanh가 0.5와 −0.25를 내놓았다면 섞인다.

# %% tags=["boxed", "hidden"]
print("시그모이드", *kernel.tolist())
print("tanh", *kernel_gradient([0.5, -0.25]).tolist())

# %% [markdown]
# **6.** 위의 스케줄에서 50에포크 뒤에 학습률이 절반이 되게 하려면 `decay_rate`를 원문의 몇 배로 해야 하는가? 소수 첫째 자리까지 적는다.

# %% tags=["exercise"]
steps = 50 * per_epoch
halved = keras.optimizers.schedules.InverseTimeDecay(0.001, 1, 1 / steps)
np.testing.assert_allclose(halved(steps), 0.0005, rtol=1e-5)
exercise(
    "half-rate",
    Problem(
        1e7 / steps,
        {
            "걸음이 아니라 에포크로 셈했다.": 1e7 / 50,
            "걸음의 수이다.": steps,
            "검증 세트를 떼지 않고 셈했다. 한 에포크는 844걸음이다.": 1e7
            / (50 * -(-60_000 // 64)),
            "r·걸음이 0.5이면 학습률은 절반이 아니라 1.5로 나눈 값이다.": 0.5e7
            / steps,
            "한 에포크 뒤에 절반이 되는 값이다.": 1e7 / per_epoch,
        },
        digits=1,
    ),
    [
        "0.001 / (1 + r·걸음)이 0.0005가 되는 r를 찾는다.",
        "50에포크는 50·844걸음이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     1 + r·50·844 = 2를 푼다. 원문의 값은 그보다 수백 배 작다.

# %% tags=["boxed", "hidden"]
print(f"{1 / steps:.3g}, {1e7 / steps:.1f}배")

# %% [markdown]
# **7.** 0–255를 그대로 넣으면 `mlp`의 첫 층에서 유닛 대부분은 이미지 한 장으로 거의 고쳐지지 않는다. 왜 그런지 tanh와 역전파로 설명한다.

# %% tags=["exercise"]
exercise(
    "saturated",
    Problem(
        mistakes={
            "들어온 값이 커서 첫 층의 합이 0에서 멀다": "",
            "그래서 tanh의 출력이 −1이나 1에 붙는다(포화)": "",
            "거기에서는 tanh의 기울기가 0에 가깝다": "",
            "역전파가 그것을 곱하므로 가중치의 기울기도 0에 가깝다": "",
        }
    ),
    ["합이 0에서 먼 곳에서 tanh의 그래프는 어떤 모양인가?"],
)

# %% [markdown]
# ??? success "답 보기"
#
#     합이 0에서 멀어 tanh가 ±1에 붙는다. 거기에서는 기울기가 거의 0이고, 역전파는 그것을 곱한다. 들어온 값이 255여도 0.00001을 곱하면 0.003이 되지
#     않는다.

# %% tags=["boxed", "hidden"]
first = build_mlp("tanh").layers[0]
for name, images in (("0–255", raw), ("표준화", x_train[:2000])):
    flat = np.mean(1 - first(images).numpy() ** 2 < 1e-5)
    print(f"{name}: tanh의 기울기가 0.00001보다 작은 값 {flat:.0%}")

# %% [markdown]
# ## 핵심어
#
# **계산 그래프**: 무엇을 어떤 차례로 계산할지 적은 것 · **즉시 실행**: 적는 대로 곧바로 계산하는 방식 · **텐서**: 수를 격자로 늘어놓은 것 ·
# **랭크**와 **모양**: 축의 수와 축마다의 길이 · **추적**: 파이썬 함수를 한 번 실행해 그래프를 만드는 것 · **포화**: 입력이 바뀌어도
# 출력이 거의 그대로인 것
#
# **이어서 읽기**: [심층 합성곱 신경망](deep_mnist.ipynb)에서 같은 글의 뒷부분을 따라 합성곱 층을 쌓는다.
