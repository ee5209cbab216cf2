# %% [markdown]
# ---
# description: 오류 없이 끝나는데 배우지 못한 훈련의 증상을 숫자로 보이고, 고친 뒤의 숫자와 견준다. nan, 0.1에 멈춘 정확도, 데이터 누출.
# date: 2026-11-28
# ---
# # 소리 없이 실패하는 훈련
#
# 예외는 나지 않는데 손실이 `nan`이거나 정확도가 0.1에서 움직이지 않는다. 이런 증상을 일부러 만들어 숫자로 보이고, 고친 코드의
# 숫자와 견준다. 모델 하나를 처음 가중치로 되돌려 가며 쓰므로 출발점이 같다. 빨리 끝나도록 MNIST 1,000장만 쓰니 고친 뒤의 정확도도
# 다른 페이지보다 낮다. 끝에는 훈련의 기록을 읽다가 나는 오류도 모았다.

# %%
import math
import warnings

import keras
import numpy as np
from keras import layers
from snippets.datasets import load_mnist

(x_train, y_train), (x_test, y_test) = load_mnist()
raw_train, y_train = x_train[:1_000].astype("float32"), y_train[:1_000]
raw_test, y_test = x_test[:500].astype("float32"), y_test[:500]
x_train, x_test = raw_train / 255, raw_test / 255


def classifier():
    """유닛 32개짜리 밀집 층과 출력층."""
    keras.utils.set_random_seed(0)
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


model = classifier()
model.compile(
    keras.optimizers.SGD(0.1),
    "sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
start = model.get_weights()


def train(x=x_train, y=y_train, epochs=3, batch_size=50, **options):
    """모델을 처음 가중치로 되돌려 훈련하고, 에포크마다의 기록을 돌려준다."""
    model.set_weights(start)
    keras.utils.set_random_seed(0)
    return model.fit(x, y, batch_size, epochs, verbose=0, **options).history


def accuracy(model, x=x_test, y=y_test):
    """가장 큰 점수를 고른 예측 가운데 맞힌 것의 비율."""
    return float(np.mean(np.argmax(model(x), axis=1) == y))


good_history = train()
good = classifier()
good.set_weights(model.get_weights())
print(f"탈 없이 훈련한 모델의 테스트 정확도 {accuracy(good):.3f}")

# %% [markdown]
# ## 픽셀마다 표준화했더니 손실이 nan이다: `loss: nan`
#
# MNIST의 가장자리 픽셀은 모든 이미지에서 0이라 표준편차도 0이다. 픽셀마다 표준화하면 0/0이 되어 데이터에 `nan`이 들어가고, 한 값만 `nan`이어도 더한 값은
# 모두 `nan`이다. 학습률을 낮춰도 고쳐지지 않는다. 표준화가 무엇인지는 [텐서플로 기초](../posts/tensorflow_basics.ipynb#표준화)에 있다.

# %% tags=["stderr"]
mean, std = raw_train.mean(axis=0), raw_train.std(axis=0)  # 픽셀마다: (28, 28)
standardized = (raw_train - mean) / std
linear = keras.Sequential(
    [keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, "softmax")]
)
linear.compile("adam", "sparse_categorical_crossentropy")
history = linear.fit(standardized, y_train, epochs=2, verbose=0).history
print("loss:", history["loss"])
assert np.isnan(history["loss"]).all() and np.isnan(standardized).any()

# %% [markdown]
# ReLU가 있는 모델에서는 컴퓨터에 따라 다르다. CPU의 oneDNN을 쓰면 `fit`과 `predict`에서는 `nan`이 ReLU를 지나며 사라져 손실에 보이지 않고, 쓰지 않으면 손실도 `nan`이다.
# 어느 쪽이든 첫 층의 가중치가 `nan`이 되어 모델은 배우지 못한다.

# %%
history = train(standardized)
broken = np.isnan(model.layers[1].kernel).mean()
print("가중치에 nan이 있는가:", bool(broken > 0))
assert broken > 0 and history["accuracy"][-1] < 0.25

# %% [markdown]
# 고친 코드. 훈련하기 전에 `nan`이 있는지 센다. 이미지는 모든 픽셀에 같은 평균과 표준편차를 쓰거나 255로 나눈다. 표준편차에 `1e-7`을 더하라는
# 글이 있지만, 훈련 이미지에서는 늘 0이던 픽셀이 테스트 이미지에서 켜지면 값이 어마어마하게 커진다.

# %%
test_with_epsilon = (raw_test - mean) / (std + 1e-7)
print(f"1e-7을 더한 방법의 가장 큰 테스트 값 {test_with_epsilon.max():.1e}")
assert test_with_epsilon.max() > 1e6
one_mean, one_std = raw_train.mean(), raw_train.std()  # 수 하나씩
history = train((raw_train - one_mean) / one_std)
print("loss:", np.round(history["loss"], 3))
assert np.isfinite(history["loss"]).all()

# %% [markdown]
# ## 직접 쓴 교차 엔트로피에서 로그 0을 구했다: `loss: nan`, `log(0)`
#
# 확률이 반올림으로 0이 되면 그 로그는 −∞이다. 그 자리가 정답이면 손실은 `inf`이다. 정답이 아니면 원-핫의 0을 곱한 0 × (−∞)가 `nan`이 된다. 모델이
# 자신 있게 맞혀 다른 자리의 확률이 0이 되어도 `nan`이 난다는 뜻이다. 가중치도 한번 `nan`이 되면 되돌아오지 않는다.


# %%
def own_cross_entropy(one_hot, predicted):
    """공식을 그대로 옮긴 교차 엔트로피."""
    return -keras.ops.sum(one_hot * keras.ops.log(predicted), axis=-1)


one_hot = np.eye(10, dtype="float32")[y_train]
own = classifier()
own.compile("adam", own_cross_entropy)
history = own.fit(raw_train, one_hot, epochs=2, verbose=0).history
print("loss:", history["loss"])
assert np.isnan(history["loss"]).all() and np.isnan(own.get_weights()[-1]).any()

# %% [markdown]
# 고친 코드. Keras의 손실을 쓴다. 확률이 0이어도 조금 큰 수로 바꾸어 로그를 구하므로 `inf`도 `nan`도 나지 않는다. 같은 확률 세 벌에서 견준다. 둘째는 정답의 확률이 0이고 셋째는
# 정답이 아닌 자리의 확률이 0이다.

# %%
target = np.array([[1, 0], [1, 0], [1, 0]], dtype="float32")
predicted = np.array([[0.5, 0.5], [0, 1], [1, 0]], dtype="float32")
ours = own_cross_entropy(target, predicted).numpy()
theirs = keras.losses.categorical_crossentropy(target, predicted).numpy()
print("직접 쓴 손실:", ours, "Keras의 손실:", theirs.round(3))
assert np.isinf(ours[1]) and np.isnan(ours[2]) and np.isfinite(theirs).all()
assert np.isclose(ours[0], theirs[0])

# %% [markdown]
# ## 회귀의 손실이 끝없이 커진다: `loss: inf`
#
# 입력이 크면 기울기도 크다. 한 걸음이 최솟값을 지나쳐 더 먼 곳에 닿고, 걸음마다 더 멀어져 `inf`를 거쳐 `nan`이 된다. 손실 함수의 탓이
# 아니다.

# %%
width = np.arange(100, dtype="float32")[:, np.newaxis]
price = 3 * width + 1


line = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
line.compile(keras.optimizers.SGD(0.01), "mse")


def fit_line(x, epochs):
    """0에서 시작해 직선 하나를 맞춘 손실의 기록."""
    line.set_weights([np.zeros((1, 1)), np.zeros(1)])
    return line.fit(x, price, 10, epochs, verbose=0).history["loss"]


losses = fit_line(width, 4)
print("loss:", [f"{loss:.3g}" for loss in losses])
assert not np.isfinite(losses[-1])

# %% [markdown]
# 고친 코드. 입력을 표준화하면 같은 학습률로도 손실이 줄어든다. 학습률을 낮추어도(여기서는 0.0001) 발산은 멎는다. 다만 표준화하지 않으면 직선의 기울기를 고치는 양에만 큰 x가 곱해지므로, 발산하지 않을 만큼 낮은 학습률로는 편향이 좀처럼 움직이지 않고, 너무 낮추면(0.000001) 손실도 느리게 준다.

# %%
losses = fit_line((width - width.mean()) / width.std(), 15)
print(f"loss: {losses[0]:.3g} → {losses[-1]:.3g}")
assert losses[-1] < losses[0] / 100

# %% [markdown]
# ## 손실이 2.3026에서 움직이지 않는다: `loss: 2.3026`
#
# 2.3026은 ln 10이다. 열 종류에 늘 0.1씩 주는 모델의 손실이므로, 이 값에 머물면 모델의 답이 입력에 따라 거의 달라지지 않는다는 뜻이다. ReLU가 모두 꺼졌을 때에도, 255로 두 번 나누어 입력이 너무 작을 때에도 그렇다. 아래에서는 0–255를 그대로 넣고 큰
# 걸음을 걸어 ReLU의 입력이 거의 모두 음수가 되었다. 은닉층이 0이면 기울기도 0이라 되살아나지 못한다. 에포크를 늘려도 그대로이다.

# %%
history = train(raw_train)
hidden = model.layers[1](model.layers[0](raw_test))  # (500, 32)
print(f"마지막 loss: {history['loss'][-1]:.4f}, ln 10 = {np.log(10):.4f}")
alive = np.count_nonzero(hidden)
print(
    f"0이 아닌 은닉층의 값: {hidden.shape[0] * hidden.shape[1]:,}개 가운데 {alive}개"
)
assert alive < 100
assert abs(history["loss"][-1] - np.log(10)) < 0.05

# %% [markdown]
# 고친 코드. 모델과 학습률은 그대로 두고 255로 나눈다. 왜 나누는지는 [이미지는 배열이다](../concepts/image_arrays.ipynb#정수-0255와-실수-01)에 있고,
# 나누지 않은 글은 [여기서](../posts/filters_and_channels.ipynb#바로잡기-나누지-않은-입력-버린-테스트-세트) 바로잡는다.

# %%
history = train(x_train)
print("loss:", np.round(history["loss"], 4))
assert history["loss"][-1] < 1 < history["loss"][0]

# %% [markdown]
# ## 정확도가 찍은 것과 같다: `accuracy: 0.1000`
#
# 열 종류를 찍으면 열에 하나를 맞힌다. 데이터를 255로 나누었는데도 그렇다면 학습률부터 본다. 학습률이 너무 크면 첫 몇 걸음에 가중치가 망가진다. 층을 더
# 쌓거나 에포크를 늘리는 것은 답이 아니다.

# %%
model.optimizer.learning_rate = 10.0
history = train()
print("accuracy:", np.round(history["accuracy"], 3))
assert history["accuracy"][-1] < 0.25

# %% [markdown]
# 고친 코드. SGD는 0.01–0.1, Adam은 기본값 0.001에서 시작해 열 배씩 바꾸어 본다. 학습률이 하는 일은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#옵티마이저와-학습률)에 있다.

# %%
model.optimizer.learning_rate = 0.1
history = train()
print("accuracy:", np.round(history["accuracy"], 3))
assert history["accuracy"][-1] > 0.7

# %% [markdown]
# ## 소프트맥스를 두 번 거쳤다: `loss: 1.4612`
#
# 출력층이 이미 소프트맥스인데 뒤에 `Softmax` 층을 더 두면, 0과 1 사이의 값에 다시 소프트맥스를 적용한다. 정답에 아무리 자신 있어도 e / (e +
# 9)까지밖에 주지 못해 손실이 1.4612 아래로 내려갈 수 없다. 정확도는 오르므로 알아채기 어렵다.

# %%
floor = -np.log(np.e / (np.e + 9))
twice = classifier()
twice.add(layers.Softmax())
twice.compile(keras.optimizers.SGD(0.1), "sparse_categorical_crossentropy")
history = twice.fit(x_train, y_train, 50, epochs=6, verbose=0).history
print(
    f"닿을 수 있는 가장 낮은 손실 {floor:.4f}, 6에포크 뒤 {history['loss'][-1]:.4f}"
)
assert history["loss"][-1] > floor

# %% [markdown]
# 고친 코드. 소프트맥스는 한 번만 거친다. 옵티마이저와 배치 크기, 처음 가중치는 위와 같다. 출력층에서 하지 않고 손실에 `from_logits=True`를 주는 방법도 같다. 소프트맥스는 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#소프트맥스는-부드러운-argmax이다)에서 다룬다.

# %%
history = train(epochs=6)
print(f"소프트맥스 한 번, 6에포크 뒤 {history['loss'][-1]:.4f}")
assert history["loss"][-1] < floor

# %% [markdown]
# ## 이미지와 레이블을 따로 섞었다: `val_accuracy: 0.1`
#
# 이미지만 섞으면 레이블이 남의 것이 된다. 훈련은 외울 수 있는 만큼 나아지지만 처음 보는 이미지는 찍는다. 과대적합과 닮았으나 드롭아웃으로는 고쳐지지
# 않는다. 이미지 몇 장을 레이블과 함께 그려 보면 바로 알 수 있다.

# %%
order = np.random.default_rng(0).permutation(len(x_train))
history = train(x_train[order], y_train, validation_data=(x_test, y_test))
print("val_accuracy:", np.round(history["val_accuracy"], 3))
assert history["val_accuracy"][-1] < 0.3

# %% [markdown]
# 고친 코드. 순서를 한 번 정해 둘에 똑같이 쓴다.

# %%
history = train(x_train[order], y_train[order], validation_data=(x_test, y_test))
print("val_accuracy:", np.round(history["val_accuracy"], 3))
assert history["val_accuracy"][-1] > 0.7

# %% [markdown]
# ## 종류별로 늘어놓은 데이터에서 뒤를 떼었다: `val_accuracy: 0.0000`
#
# `validation_split`은 섞기 **전에** 배열의 맨 뒤를 뗀다. `fit`의 `shuffle=True`는 남은 훈련 데이터에만 듣는다. 폴더별로 읽은 데이터처럼 종류별로
# 늘어서 있으면 검증 세트에는 훈련 때 거의 또는 전혀 보지 못한 종류만 남는다. 아래에서는 8과 9를 한 번도 보지 못했고 7은 일부만 보았다. 경계가 꼭 맞으면
# 0.0000이 된다.

# %%
by_class = np.argsort(y_train, kind="stable")  # 0이 먼저, 9가 끝
history = train(x_train[by_class], y_train[by_class], validation_split=0.2)
print(f"accuracy: {history['accuracy'][-1]:.4f}")
print(f"val_accuracy: {history['val_accuracy'][-1]:.4f}")
print("검증 세트의 종류:", np.unique(y_train[by_class][800:]))
assert not {8, 9} & set(y_train[by_class][:800])
assert history["val_accuracy"][-1] < 0.2

# %% [markdown]
# 고친 코드. 나누기 전에 섞는다. 종류별 비율까지 맞추는 층화 분할은 [층을 하나씩 쌓기](../posts/layer_by_layer.ipynb#데이터-층화해서-나누기)에
# 있다.

# %%
shuffled = np.random.default_rng(0).permutation(len(y_train))
history = train(x_train[shuffled], y_train[shuffled], validation_split=0.2)
print(f"val_accuracy: {history['val_accuracy'][-1]:.4f}")
assert history["val_accuracy"][-1] > 0.6

# %% [markdown]
# ## 예측이 열 개뿐이다: `np.argmax(predictions, axis=0)`
#
# `predict`의 결과는 (이미지, 종류)이다. 축 0에서 가장 큰 자리를 찾으면 종류마다 **몇 번째 이미지인지**가 나와 값이 열 개이고 대개 9보다 크다. 축을
# 적지 않으면 수 하나만 나온다. 둘 다 예외는 나지 않는다. 블로그 글의 `predict_classes`를 옮길 때 자주 틀린다([바로잡은 곳](../posts/tensorflow_basics.ipynb#바로잡기-predict_classes는-없어졌다)).

# %%
predictions = good.predict(x_test, verbose=0)  # (500, 10)
print("축 0:", np.argmax(predictions, axis=0))
print("축 없음:", np.argmax(predictions))
assert np.argmax(predictions, axis=0).shape == (10,)

# %% [markdown]
# 고친 코드. 종류의 축은 마지막이므로 `axis=1`이나 `axis=-1`을 적는다. 예측의 수가 이미지의 수와 같은지 확인한다.

# %%
labels = np.argmax(predictions, axis=-1)
assert labels.shape == y_test.shape and labels.max() <= 9
print(f"예측 {len(labels)}개, 정확도 {np.mean(labels == y_test):.3f}")
assert np.mean(labels == y_test) == accuracy(good)

# %% [markdown]
# ## 테스트는 잘 맞히는데 내 사진은 틀린다: `model.predict`
#
# 훈련할 때와 다르게 손질한 이미지를 넣으면 예외 없이 틀린 답이 나온다. 흔히 255로 나누지 않은 탓이라고 하지만, 아래 모델의 답은 그래도 거의 그대로이다. ReLU를 쓴
# 모델은 입력이 255배가 되면 점수도 거의 그만큼 커져 순서가 잘 바뀌지 않는다. 종이에 쓴 숫자를 찍은 사진처럼 **바탕이 흰** 것이 훨씬 큰 탓이고, 두 번 나눈 것도 해롭다. 색이 맞아도 숫자가 한쪽으로 치우쳤거나 작으면 틀린다. MNIST의 숫자는 크기를 맞추어 가운데에 놓은 것이기 때문이다. 확률과 손실은 나누지 않았을 때에도 믿을 수 없다.

# %%
inputs = {
    "훈련과 같게": x_test,
    "255로 나누지 않음": raw_test,
    "255로 두 번 나눔": x_test / 255,
    "흰 바탕에 검은 글씨": 1 - x_test,
}
scores = {name: accuracy(good, x) for name, x in inputs.items()}
for name, score in scores.items():
    print(f"{score:.3f}  {name}")
assert scores["흰 바탕에 검은 글씨"] < 0.5 < scores["255로 나누지 않음"]

# %% [markdown]
# 고친 코드. 나누는 층을 모델 안에 두면 늘 0–255를 그대로 넣으면 된다. 이때 밖에서 한 번 더 나누면 두 번 나눈 것이 된다. 바탕의 색은 이미지를 그려 확인하고, 희면 뒤집는다. 숫자만 잘라 MNIST처럼 가운데에 놓는 일도 밖에서 한다.

# %%
with_scaling = keras.Sequential(
    [keras.Input((28, 28)), layers.Rescaling(1 / 255), *good.layers]
)
assert accuracy(with_scaling, raw_test) == accuracy(good, x_test)
photo = 255 - raw_test  # 흰 바탕의 사진이라 하자
print(f"뒤집은 사진의 정확도 {accuracy(with_scaling, 255 - photo):.3f}")

# %% [markdown]
# ## 테스트 정확도가 너무 높다: `data leakage`
#
# 데이터 누출(데이터 누수라고도 한다)이다. 데이터를 늘린 **다음** 나누면, 같은 이미지가 훈련과 테스트에 하나씩 들어가기도 한다. 얼마나 속는지 보려고 레이블을 아무렇게나 붙였다. 배울 것이 없으니 옳게 재면 0.1쯤이어야
# 한다. 테스트 세트를 보고 모델을 고르거나 멈추는 것, 전체로 표준화하는 것도 정도가 다를 뿐 같은 잘못이다.

# %%
random_labels = np.random.default_rng(0).integers(0, 10, 200)
images = x_train[:200]


def memorizer(seen, labels, asked):
    """외우기만 하는 모델: 가장 가까운 훈련 이미지의 레이블을 답한다."""
    distance = ((asked[:, np.newaxis] - seen) ** 2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]


doubled = np.concatenate([images, images])  # 데이터를 두 배로 늘린다
labels = np.concatenate([random_labels, random_labels])
order = np.random.default_rng(1).permutation(400)
seen, asked = order[:300], order[300:]
answers = memorizer(doubled[seen], labels[seen], doubled[asked])
leaked = np.mean(answers == labels[asked])
print(f"늘린 다음 나눔: 테스트 정확도 {leaked:.2f}")
assert leaked > 0.5

# %% [markdown]
# 고친 코드. 먼저 나누고 훈련 세트만 늘린다. 검증 세트와 테스트 세트가 하는 일은 [층을 하나씩
# 쌓기](../posts/layer_by_layer.ipynb#바로잡기-만들어-놓고-쓰지-않은-테스트-세트)에서 바로잡는다.

# %%
seen_images = np.concatenate([images[:150]] * 2)
seen_labels = np.concatenate([random_labels[:150]] * 2)
answers = memorizer(seen_images, seen_labels, images[150:])
honest = np.mean(answers == random_labels[150:])
print(f"나눈 다음 늘림: 테스트 정확도 {honest:.2f}")
assert honest < 0.3

# %% [markdown]
# ## 지표를 적지 않았다: `cannot unpack non-iterable float object`
#
# `compile`에 `metrics`를 적지 않으면 `evaluate`는 손실 하나만 돌려준다. 훈련은 아무 말 없이 끝나고, 두 값으로 나누어 받을 때에야 오류가 난다.

# %% raises="cannot unpack non-iterable float object"
good.compile("adam", "sparse_categorical_crossentropy")
test_loss, test_accuracy = good.evaluate(x_test, y_test, verbose=0)

# %% [markdown]
# 고친 코드. `metrics`에 리스트를 준다([바로잡은 곳](../posts/fashion_feature_maps.ipynb#바로잡기-metrics에는-리스트를-준다)). 다시 컴파일해도 배운 가중치는 그대로이다. 다만 옵티마이저는 처음부터 시작하므로, 훈련을 이어 가려면 `good.compile(good.optimizer, …)`처럼 쓰던 옵티마이저를 그대로 넘긴다.

# %%
good.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
test_loss, test_accuracy = good.evaluate(x_test, y_test, verbose=0)
assert np.isclose(test_accuracy, accuracy(good))
print(f"손실 {test_loss:.3f}, 정확도 {test_accuracy:.3f}")

# %% [markdown]
# ## 검증 데이터를 주지 않았다: `KeyError: 'val_loss'`
#
# `val_loss`와 `val_accuracy`는 `fit`이 돌려준 기록에 늘 있는 것이 아니다. `fit`에 `validation_data`나 `validation_split`을 주어야 생기고, `val_accuracy`는 `compile`에 `metrics=["accuracy"]`도 적어야 생긴다.

# %% raises="KeyError: 'val_loss'"
good_history["val_loss"]

# %% [markdown]
# 고친 코드. 검증 데이터를 튜플로 준다. 모델을 고르거나 멈출 때를 정하는 데 쓸 것이면 테스트 세트 대신 훈련 데이터에서 떼어 낸다([바로잡은 곳](../posts/layer_by_layer.ipynb#바로잡기-배열로-주는-validation_data는-튜플이다)).

# %%
history = train(epochs=1, validation_data=(x_test, y_test))
print("있는 이름:", list(history))
assert "val_loss" in history

# %% [markdown]
# ## 데이터가 모자라 훈련이 끊긴다: `Your input ran out of data; interrupting training`
#
# `fit`이 정해진 걸음을 다 걷기 전에 데이터가 떨어졌다. 오류가 아니라 경고이고, 그 에포크를 거기서 끝내고 다음 에포크로 간다. `steps_per_epoch`가 배치의 수보다 클 때만 나는 것이 아니다. 작을 때에도 날 수 있다. 다음 에포크가 남은 데이터에서 이어지기 때문이다. 옛 글의 `steps_per_epoch=len(x) // batch_size`가 그렇다. 1,000장을
# 64장씩 나누면 배치는 16개인데 15걸음이라고 적었으므로, 둘째 에포크는 남은 한 걸음만 걷는다. 한 번만 도는 제너레이터를 주었다면 다음 에포크부터는 새 데이터가 없어 훈련이
# 제대로 되지 않는다. 배열을 주었다면 `steps_per_epoch`를 적을 까닭이 없다. 검증 데이터가 `Dataset`이나 제너레이터이거나 배치 크기를 적은 배열이면, `validation_steps`가 검증 배치의 수보다 클 때도 같은 말이 나온다. 그때 훈련은 멀쩡하지만, 한 번만 도는 제너레이터이면 둘째 에포크부터의 검증 값은 믿을 수 없다.

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    train(epochs=2, batch_size=64, steps_per_epoch=len(x_train) // 64)
said = [str(it.message) for it in caught if "ran out" in str(it.message)]
print(said[0])
print("적은 걸음:", len(x_train) // 64, "배치의 수:", math.ceil(len(x_train) / 64))

# %% [markdown]
# 고친 코드. `steps_per_epoch`를 지우면 Keras가 이미지의 수를 배치 크기로 나누고 **올림해** 걸음의 수를 정한다. `tf.data`에서도 지우거나, 적으려면 데이터에 `.repeat()`를 붙인다. 제너레이터는 끝나지 않게 만들고 `steps_per_epoch`를 꼭 적는다. `.repeat()`를 붙인 데이터나 끝나지 않는 제너레이터에 적지 않으면 첫 에포크가 끝나지 않는다. 배치의 수를 세는 법은 [MNIST
# 합성곱 신경망](../posts/mnist_convnet.ipynb#훈련)에 있다.

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    train(epochs=2, batch_size=64)
assert not [it for it in caught if "ran out" in str(it.message)]
print("걸음의 수:", math.ceil(len(x_train) / 64))

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. 기록을 읽고 훈련을 멈추는 법은 [옷 사진
# 들여다보기](../posts/fashion_feature_maps.ipynb#훈련-언제-멈출-것인가)에서 다룬다.
