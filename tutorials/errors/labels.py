# %% [markdown]
# ---
# description: 손실과 레이블이 맞지 않아 Keras가 내는 오류와 경고를 메시지로 찾아, 까닭을 읽고 고친 코드를 실행해 본다.
# date: 2026-11-28
# ---
# # 손실과 레이블
#
# 레이블의 꼴과 손실 함수, 마지막 층이 서로 맞지 않을 때 나는 오류와 경고를 모았다. 레이블이 정수인지 원-핫인지, 마지막 층의 유닛이 몇 개인지부터 본다.

# %%
import logging
import warnings

import keras
import numpy as np
from keras import layers

logging.getLogger("tensorflow").setLevel("ERROR")  # 추적(tracing) 경고를 끈다
keras.utils.set_random_seed(0)
x_train = np.random.default_rng(0).random((8, 28, 28, 1), dtype="float32")
y_train = np.arange(8)  # 0–7, 정수 레이블
one_hot = keras.utils.to_categorical(y_train, 10)  # (8, 10)


def classifier(loss, units=10, activation="softmax"):
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Flatten(),
            layers.Dense(units, activation=activation),
        ]
    )
    model.compile("adam", loss)
    return model


# %% [markdown]
# ## 정수 레이블에 원-핫용 손실: ``Arguments `target` and `output` must have the same rank (ndim).``
#
# `categorical_crossentropy`는 원-핫 레이블을 받는데 정수가 왔다. `target.shape=(None,)`이 레이블, `output.shape=(None, 10)`이 예측의 모양이다. `output.shape`의 축이 넷이면 레이블이 아니라 [빠뜨린 `Flatten`](#flatten을-빠뜨렸을-때)을 본다. Keras 2는 같은
# 잘못을 `Shapes (None, 1) and (None, 10) are incompatible`이라고 말했다. `binary_crossentropy`를 열 종류에 쓸 때도 정수 레이블이면 이 메시지가 나온다.
# 어느 손실이 어느 레이블과 맞는지는 [MNIST 합성곱 신경망](../posts/mnist_convnet.ipynb#정수-레이블과-원-핫-레이블)에 있다.

# %% raises="must have the same rank (ndim)"
model = classifier("categorical_crossentropy")
model.fit(x_train, y_train, verbose=0)

# %% [markdown]
# 고친 코드. 정수 그대로 두고 손실을 `sparse_categorical_crossentropy`로 바꾸거나, 레이블을 원-핫으로 바꾼다. 둘은 같은 값이다. 열 종류에
# `binary_crossentropy`를 쓰고 레이블만 원-핫으로 바꾸어도 오류는 사라지지만, 그것은 종류마다 따로 묻는 다른 손실이다.

# %%
probabilities = model.predict(x_train, verbose=0)
losses = {
    name: float(keras.losses.get(name)(labels, probabilities).numpy().mean())
    for name, labels in {
        "sparse_categorical_crossentropy": y_train,
        "categorical_crossentropy": one_hot,
        "binary_crossentropy": one_hot,
    }.items()
}
print({name: round(value, 4) for name, value in losses.items()})
sparse, categorical, binary = losses.values()
assert np.isclose(sparse, categorical) and not np.isclose(binary, categorical)
classifier("categorical_crossentropy").fit(x_train, one_hot, verbose=0)
# %% [markdown]
# ## 레이블만 고치고 `fit`을 다시 불렀다: `Creating variables on a non-first call to a function decorated with tf.function.`
#
# 위와 같은 오류나 모양의 오류처럼 그래프를 만드는 동안에 난 오류로 `fit`이 멈춘 다음, 데이터를 바르게 고치고도 같은 모델로 `fit`을 다시 부르면 이 오류가 난다. 옵티마이저는 첫 걸음에서 제 변수를 만드는데, 첫 `fit`이 그 전에 멈추었다. 두
# 번째 `fit`은 그래프를 처음 만드는 것이 아니어서 변수를 새로 만들지 못한다. 고친 데이터가 틀린 것이 아니다. 한 번 더 부르면 `Attr 'Toutput_types' of 'OptionalFromValue' Op`라고 하고, 고치는 법은 같다. 그래프와 변수는 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#바로잡기-tffunction-안은-즉시-실행이-아니다)에 있다.

# %% raises="Creating variables on a non-first call"
model.fit(x_train, one_hot, verbose=0)  # 모델은 위에서 멈춘 그대로, 레이블만 원-핫

# %% [markdown]
# 고친 코드. `compile`을 다시 부르면 그래프를 새로 만들므로 옵티마이저가 변수를 만들 수 있다. 노트북이라면 모델을 만드는 셀부터 다시 실행해도 된다(가중치도 처음으로 돌아간다).

# %%
model.compile("adam", "categorical_crossentropy")
print(list(model.fit(x_train, one_hot, verbose=0).history))

# %% [markdown]
# ## 원-핫의 길이가 유닛과 다르다: ``Arguments `target` and `output` must have the same shape.``
#
# 원-핫 레이블의 길이와 마지막 층의 유닛 수는 모두 종류의 수여야 한다. `target.shape=(None, 8), output.shape=(None, 10)`이면 원-핫이 8칸이다. `to_categorical`에
# `num_classes`를 적지 않으면 그 배열에 나온 가장 큰 레이블까지만 칸을 만든다. 앞이 `(None, 1)`이면 원-핫이 아니라 세로로 선 정수 레이블이니 [위의
# 것](#정수-레이블에-원-핫용-손실-arguments-target-and-output-must-have-the-same-rank-ndim)처럼 고친다.

# %% raises="must have the same shape"
labels = keras.utils.to_categorical(y_train)  # (8, 8): 레이블이 7까지만 나왔다
model = classifier("categorical_crossentropy", units=10)
model.fit(x_train, labels, verbose=0)

# %% [markdown]
# 고친 코드. 종류의 수를 `num_classes`에 적는다. 유닛을 8개로 줄이면 오류는 사라지지만 8과 9는 답할 수 없는 모델이 된다.

# %%
num_classes = 10
labels = keras.utils.to_categorical(y_train, num_classes)
model = classifier("categorical_crossentropy", units=num_classes)
model.fit(x_train, labels, verbose=0)
assert labels.shape[1] == model.output_shape[1] == num_classes
print(labels.shape, model.output_shape)

# %% [markdown]
# ## 원-핫 레이블에 정수용 손실: ``Argument `output` must have rank (ndim) `target.ndim - 1`.``
#
# `sparse_categorical_crossentropy`는 정수 레이블을 받으므로 레이블의 축이 예측보다 하나 적거나 길이가 1이어야 한다. `target.shape=(None, 10)`이면 원-핫을 준 것이다.
# 메시지는 `output`을 탓하지만 고칠 것은 레이블이나 손실이다. `output.shape=(None, 26, 26, 10)`처럼 예측의 축이 넷이면 까닭이 다르다. [바로
# 아래](#flatten을-빠뜨렸을-때)를 본다. 두 레이블은 [MNIST 합성곱 신경망](../posts/mnist_convnet.ipynb#정수-레이블과-원-핫-레이블)에서 견준다.

# %% raises="must have rank (ndim) `target.ndim - 1`"
model = classifier("sparse_categorical_crossentropy")
model.fit(x_train, one_hot, verbose=0)

# %% [markdown]
# 고친 코드. 손실을 `categorical_crossentropy`로 바꾸거나, `argmax`로 정수 레이블을 되찾는다.

# %%
integers = one_hot.argmax(axis=1)
assert np.array_equal(integers, y_train)
classifier("sparse_categorical_crossentropy").fit(x_train, integers, verbose=0)
print(one_hot.shape, "→", integers.shape)

# %% [markdown]
# ### `Flatten`을 빠뜨렸을 때
#
# 합성곱 뒤에 펼치지 않고 밀집 층을 두면 층은 자리마다 따로 적용되어 (None, 26, 26, 10)을 내놓는다. 모델을 만들 때는 오류가 없고 `fit`에서 레이블과 견주다가 위의 메시지가 난다. 원-핫
# 레이블이면 `must have the same rank (ndim)`이라고 한다. 펼치기는 [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#펼치기와-출력-flatten-dense10-activationsoftmax)에 있다.

# %% raises="must have rank (ndim) `target.ndim - 1`"
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(4, 3),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, verbose=0)

# %% [markdown]
# 고친 코드. 밀집 층 앞에 `Flatten`이나 전역 풀링을 둔다.

# %%
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(4, 3),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, verbose=0)
print(model.output_shape)

# %% [markdown]
# ## 레이블이 범위를 벗어났다: `Received a label value of`
#
# 유닛이 10개이면 레이블은 0부터 9까지여야 하는데 그 밖의 수가 왔다. 메시지는 `Graph execution error:`와 `Detected at node
# compile_loss/sparse_categorical_crossentropy/SparseSoftmaxCrossEntropyWithLogits`로 시작하고, 까닭은 한참 뒤의 `which is outside the
# valid range of [0, 10).`에 있다. 1부터 센 레이블이거나, 지난 데이터의 종류 수로 만든 모델이거나, 두 종류인데 유닛을 1개만 두고 이 손실을 쓴 것이다. TensorFlow의 설명서에
# 따르면 GPU에서는 예외 대신 손실이 nan이 된다(여기서는 돌려 보지 않았다). 유닛과 종류의 관계는 [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#펼치기와-출력-flatten-dense10-activationsoftmax)에 있다.

# %% raises="which is outside the valid range of"
from_three = y_train + 3  # 3–10: 10은 유닛 10개로 답할 수 없다
model = classifier("sparse_categorical_crossentropy")
model.fit(x_train, from_three, shuffle=False, verbose=0)

# %% [markdown]
# 고친 코드. 레이블의 값을 살펴보고 0부터 빈틈없이 다시 매긴다. 검증과 테스트 레이블은 따로 `np.unique`로 매기지 말고 훈련에서 얻은 `names`로 `np.searchsorted(names, y_test)`처럼 매긴다. 먼저 `np.isin(y_test, names).all()`을 확인한다. 훈련에 없던 레이블은 말없이 다른 번호가 되기 때문이다. 따로 매기면 빠진 종류가 있을 때 번호가 어긋난다. 유닛을 11개로 늘려도 오류는 사라지지만 아무 레이블도 쓰지 않는 유닛이 남는다.

# %%
names, renumbered = np.unique(from_three, return_inverse=True)
print("있는 레이블:", names, "→", renumbered)
model = classifier("sparse_categorical_crossentropy", units=len(names))
model.fit(x_train, renumbered, verbose=0)
assert renumbered.min() == 0 and renumbered.max() == len(names) - 1

# %% [markdown]
# ## 확률을 점수라고 했다: ``received `from_logits=True`, but the `output` argument was produced by a Softmax``
#
# 오류가 아니라 경고이고 훈련은 이어진다. `from_logits=True`는 마지막 층이 소프트맥스를 거치지 않은 **점수**를 준다는 뜻인데, 마지막 층에 `softmax`가 있다. Keras는 소프트맥스를 두 번
# 하지 않고 그 층의 점수를 찾아 계산하므로 손실의 값은 옳다. 그러나 소프트맥스 뒤에 `Reshape` 같은 층이 더 있거나 손실을 `predict`가 준 배열에 직접 부르면 알아채지 못해, 경고도 없이 소프트맥스를 두 번 한다. 둘 가운데 하나만 적는다. 소프트맥스가 하는 일은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#소프트맥스는-부드러운-argmax이다)에 있다.

# %%
from_logits = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    model = classifier(from_logits)
    value = model.evaluate(x_train, y_train, verbose=0)
print(caught[0].category.__name__ + ":", caught[0].message)

# %% [markdown]
# 고친 코드. 마지막 층의 `softmax`를 빼고 `from_logits=True`를 두거나, `softmax`를 두고 `from_logits=True`를 뺀다.

# %%
scores = classifier(from_logits, activation=None)
plain = classifier("sparse_categorical_crossentropy")
for cured in (scores, plain):
    cured.set_weights(model.get_weights())
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # 경고가 나면 멈춘다
        same = cured.evaluate(x_train, y_train, verbose=0)
    assert np.isclose(same, value, rtol=1e-4)
print(f"셋 모두 {value:.4f}")
plain.fit(x_train, y_train, epochs=30, verbose=0)
twice = keras.Sequential([*plain.layers, layers.Reshape((10,))])
twice.compile("adam", from_logits)
once, double = (it.evaluate(x_train, y_train, verbose=0) for it in (plain, twice))
print(f"훈련한 뒤 {once:.4f}, Reshape가 뒤에 있으면 {double:.4f}")
assert double > once + 0.1

# %% [markdown]
# ## 유닛 하나에 소프트맥스: `You are using a softmax over axis -1 of a tensor of shape`
#
# 경고만 나고 멈추지 않지만 예측은 언제나 1이다. 소프트맥스는 더해서 1이 되게 나누므로 값이 하나뿐이면 1밖에 나올 수 없다. `binary_crossentropy`로 훈련하면
# Keras가 소프트맥스를 거치기 전의 점수로 손실을 계산하므로 **손실은 줄어드는데 정확도와 예측은 그대로**이다. 손실만 보고 잘 배운다고 여기기 쉽다. 두 종류를 유닛 하나로
# 가리려면 `sigmoid`를 쓴다. 유닛 하나에
# `categorical_crossentropy`를 쓰면 `expected y_pred.shape to be (batch_size, num_classes) with num_classes > 1`이라는 경고가 나고 손실이 늘 0이다. 시그모이드는
# [텐서플로 기초](../posts/tensorflow_basics.ipynb#시그모이드와-tanh)에 있다.

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    model = classifier("binary_crossentropy", units=1, activation="softmax")
    guess = model.predict(x_train, verbose=0)
print(caught[0].category.__name__ + ":", caught[0].message)
print("예측:", guess.ravel())
assert (guess == 1).all()

# %% [markdown]
# 고친 코드. 활성화 함수를 `sigmoid`로 바꾼다. 이미지마다 다른 값이 나온다.

# %%
model = classifier("binary_crossentropy", units=1, activation="sigmoid")
model.fit(x_train, y_train % 2, verbose=0)
guess = model.predict(x_train, verbose=0)
print("예측:", guess.ravel().round(2))
assert len(np.unique(guess)) == len(x_train)

# %% [markdown]
# ## 손실의 이름이 틀렸다: `Could not interpret loss identifier`
#
# `compile`은 손실의 이름을 확인하지 않는다. 그래서 오류가 이름을 적은 줄이 아니라 `fit`이나 `evaluate`에서 난다. 이름은 소문자로 적고 철자를 맞춘다. 클래스의 이름은
# `SparseCategoricalCrossentropy`처럼 낱말마다 대문자로 시작한다. 손실이 하는 일은 [필터와 채널](../posts/filters_and_channels.ipynb#훈련)에 있다.

# %% raises="Could not interpret loss identifier"
model = classifier("sparse_categorical_cross_entropy")  # 여기서는 조용하다
model.fit(x_train, y_train, verbose=0)

# %% [markdown]
# 고친 코드. `keras.losses.get`에 이름을 넣어 보면 훈련하지 않고도 확인할 수 있다.

# %%
print(keras.losses.get("sparse_categorical_crossentropy").__name__)
model = classifier(keras.losses.SparseCategoricalCrossentropy())
print(list(model.fit(x_train, y_train, verbose=0).history))

# %% [markdown]
# ## 지표의 이름이 틀렸다: `Could not interpret metric identifier`
#
# 지표도 훈련을 시작할 때에야 찾는다. `rmse`처럼 흔히 부르는 이름이 Keras의 이름과 다르거나 철자가 틀린 것이다. `accuracy`와 `acc`는 따로 정해 둔 줄임말이다. 지표가 무엇인지는
# [층을 하나씩 쌓기](../posts/layer_by_layer.ipynb#컴파일과-훈련)에 있다.

# %% raises="Could not interpret metric identifier"
model = classifier("mse")
model.compile("adam", "mse", metrics=["rmse"])
model.fit(x_train, one_hot, verbose=0)

# %% [markdown]
# 고친 코드. 클래스로 적으면 철자가 틀렸을 때 그 줄에서 알 수 있다.

# %%
model.compile("adam", "mse", metrics=[keras.metrics.RootMeanSquaredError()])
history = model.fit(x_train, one_hot, verbose=0).history
print(list(history))
loss, error = (history[name][0] for name in history)
assert np.isclose(loss**0.5, error, rtol=1e-4)

# %% [markdown]
# ## F1 점수에 정수 레이블: `FBetaScore expects 2D inputs with shape`
#
# `f1_score`는 종류마다 따로 세므로 레이블이 원-핫이어야 한다. 모양이 (장수, 1)인 정수 레이블이면 오류 없이 **틀린 값**이 나온다. 손실이 정수를 받는다고 지표까지 정수를 받는 것은 아니다. `Precision`과 `Recall`에 열 종류의 정수 레이블을
# 주면, 장수가 배치 크기로 나누어떨어질 때(60,000장을 32장씩)는 `Dimensions must be equal, but are 32 and 320`이라는 ValueError가, 아닐 때는 `Graph execution error:` 끝에 `Incompatible shapes:`라는 말이 나온다. 재현율은 [층을 하나씩
# 쌓기](../posts/layer_by_layer.ipynb#혼동-행렬)에서 혼동 행렬로 센다.

# %% raises="FBetaScore expects 2D inputs with shape"
model = classifier("sparse_categorical_crossentropy")
model.compile("adam", model.loss, metrics=["f1_score"])
model.fit(x_train, y_train, verbose=0)

# %% [markdown]
# 고친 코드. 레이블과 손실을 원-핫으로 맞추고 종류의 평균을 `average`에 적거나, 예측을 모두 얻은 다음 scikit-learn으로 계산한다. 둘은 같은 값이다.

# %%
from sklearn.metrics import f1_score

macro = keras.metrics.F1Score(average="macro")
model.compile("adam", "categorical_crossentropy", metrics=[macro])
model.fit(x_train, one_hot, epochs=20, verbose=0)
value = model.evaluate(x_train, one_hot, verbose=0)[1]
guess = model.predict(x_train, verbose=0).argmax(axis=1)
by_sklearn = f1_score(y_train, guess, labels=range(10), average="macro")
print(f"Keras {value:.4f}, scikit-learn {by_sklearn:.4f}")
assert np.isclose(value, by_sklearn, atol=1e-4) and value > 0

# %% [markdown]
# ## 손실을 정하지 않았다: ``No loss to compute. Provide a `loss` argument in `compile()`.``
#
# `compile`은 되었지만 손실이 없어 무엇을 줄일지 모른다. `compile("adam")`처럼 처음부터 옵티마이저만 적었을 때 난다. 전에 손실을 적어 컴파일한 모델이면 오류 없이 그 손실을 그대로 쓴다. 손실과 옵티마이저의 몫은 [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#훈련)에 있다.

# %% raises="No loss to compute."
model = classifier(None)
model.compile("adam")
model.fit(x_train, y_train, verbose=0)

# %% [markdown]
# 고친 코드. 레이블에 맞는 손실을 적는다.

# %%
model.compile("adam", "sparse_categorical_crossentropy")
print(list(model.fit(x_train, y_train, verbose=0).history))

# %% [markdown]
# ## 컴파일하지 않았다: ``You must call `compile()` before using the model.``
#
# `fit`과 `evaluate`는 손실과 옵티마이저를 알아야 한다. 모델을 다시 만들고 `compile`을 다시 부르지 않았거나, `compile=False`로 읽은 모델을 평가할 때 난다. `predict`에는
# 필요하지 않다. 순서는 [층을 하나씩 쌓기](../posts/layer_by_layer.ipynb#컴파일과-훈련)에 있다.

# %% raises="You must call `compile()` before using the model."
model = keras.Sequential(
    [keras.Input(shape=(28, 28, 1)), layers.Flatten(), layers.Dense(10)]
)
model.fit(x_train, y_train, verbose=0)

# %% [markdown]
# 고친 코드. `fit` 앞에서 `compile`을 부른다. 마지막 층에 소프트맥스가 없으므로 점수를 받는 손실을 쓴다.

# %%
print("컴파일하지 않고 예측:", model.predict(x_train, verbose=0).shape)
model.compile("adam", from_logits)
print(list(model.fit(x_train, y_train, verbose=0).history))

# %% [markdown]
# ## 레이블을 넣지 않았다: `None values not supported.`
#
# 손실을 계산할 값이 `None`이다. `fit(x_train)`처럼 레이블을 빠뜨리거나, `fit((x_train, y_train))`처럼 둘을 한 괄호에 묶어 `x` 하나로 넣었을 때 난다(함수형 모델이면 `expects 1 named input(s)`라고 한다). 레이블이 없는 `Dataset`을 주어도 난다. 직접 적은 모델의 `call`에서
# `return`을 빠뜨려 예측이 `None`일 때도 같은 메시지이다. 레이블은 [MNIST 합성곱 신경망](../posts/mnist_convnet.ipynb#정수-레이블과-원-핫-레이블)에서 다룬다.

# %% raises="None values not supported."
model = classifier("sparse_categorical_crossentropy")
model.fit((x_train, y_train), verbose=0)

# %% [markdown]
# 고친 코드. 이미지와 레이블을 두 인수로 나누어 적는다.

# %%
model = classifier("sparse_categorical_crossentropy")
print(list(model.fit(x_train, y_train, verbose=0).history))

# %% [markdown]
# ## `num_classes`가 작다: `is out of bounds for axis 1 with size`
#
# `to_categorical(y, num_classes)`의 수는 가장 큰 레이블보다 커야 한다. 레이블이 1부터 10까지이면 10은 열한째 칸이다. 앞에는 `index 10`처럼 벗어난 레이블이 적힌다. 이
# 메시지는 NumPy가 내는 것이라 다른 배열을 잘못 셀 때도 나온다.

# %% raises="is out of bounds for axis 1 with size"
from_one = np.arange(1, 11)
keras.utils.to_categorical(from_one, num_classes=10)

# %% [markdown]
# 고친 코드. 1부터 센 레이블이면 1을 뺀다. `num_classes=11`로 늘리면 오류는 사라지지만 쓰지 않는 0번 칸이 남고 유닛도 11개여야 한다. 음수 레이블은 대개 오류 없이 뒤에서부터 센 칸에 적히므로(−1은 맨 뒤) 따로 살핀다.

# %%
labels = keras.utils.to_categorical(from_one - 1, num_classes=10)
assert np.array_equal(labels, np.eye(10))
print(labels.shape, "−1은", keras.utils.to_categorical([-1], 3)[0])

# %% [markdown]
# ## 글자 레이블을 원-핫으로: `invalid literal for int() with base 10`
#
# `to_categorical`은 받은 값을 정수로 바꾸어 쓴다. 그래서 1.7은 말없이 1이 되고 `"3"` 같은 글자도 3이 되지만, `"cat"` 같은 이름은 정수로 바꿀 수 없다. 뒤에는 바꾸지 못한 글자가 적힌다.

# %% raises="invalid literal for int() with base 10"
animals = np.array(["cat", "dog", "cat", "bird"])
keras.utils.to_categorical(animals)

# %% [markdown]
# 고친 코드. 이름마다 번호를 매긴 다음 원-핫으로 바꾼다. 번호의 차례는 `names`에 남는다. pandas의 `get_dummies`로 한 번에 바꾸는 법은 [필터와
# 채널](../posts/filters_and_channels.ipynb#데이터-원-핫을-pandas로)에 있다.

# %%
names, numbers = np.unique(animals, return_inverse=True)
labels = keras.utils.to_categorical(numbers, len(names))
print(names, numbers, labels.shape)
assert np.array_equal(names[labels.argmax(axis=1)], animals)

# %% [markdown]
# ## 글자 레이블로 훈련했다: `Invalid dtype: str`
#
# 손실은 수로 계산하므로 글자로 된 레이블을 받지 못한다. `x`에 글자가 있어도 같은 메시지이다. `str` 뒤의 수는 가장 긴 문자열의 길이에 따라 `str32`, `str96`, `str128`처럼 달라지고 pandas의 열이면 수가 없다.
# 열에서 `to_numpy()`를 부른 것처럼 자료형이 `object`인 배열이면 `Graph execution error:` 끝에 `Cast string to float is not supported`라고 하고, pandas의 열 그대로이면 `Invalid dtype: object`라고 한다. 고치는 법은 같다.
# `"0"`, `"1"`처럼 숫자를 적은 글자도 글자이다.

# %% raises="Invalid dtype: str"
model = classifier("sparse_categorical_crossentropy")
digits = np.array(["0", "1", "2", "3", "4", "5", "6", "7"])
model.fit(x_train, digits, verbose=0)

# %% [markdown]
# 고친 코드. 숫자이면 `astype`으로 정수로 바꾸고, 이름이면 위에서처럼 번호를 매긴다. 아래에는 글자의 길이마다의 자료형 이름을 함께 적었다.

# %%
assert np.array_equal(digits.astype(int), y_train)
model = classifier("sparse_categorical_crossentropy")
model.fit(x_train, digits.astype(int), verbose=0)
print(*(np.dtype(f"U{length}").name for length in range(1, 13)))

# %% [markdown]
# ## 확률을 혼동 행렬에 넣었다: `Classification metrics can't handle a mix of`
#
# scikit-learn의 `confusion_matrix`와 `accuracy_score`는 정답과 예측이 같은 꼴이어야 한다. 뒤의 `multiclass and continuous-multioutput targets`는 예측이
# 확률이라는 뜻이고 `multilabel-indicator`는 원-핫이라는 뜻이다. 둘 다 원-핫이면 `confusion_matrix`는 `multilabel-indicator is not supported`라고 하고, `accuracy_score`는 오류 없이 계산한다. 혼동 행렬은
# [층을 하나씩 쌓기](../posts/layer_by_layer.ipynb#혼동-행렬)에서 그린다.

# %% raises="Classification metrics can't handle a mix of"
from sklearn.metrics import confusion_matrix

probabilities = model.predict(x_train, verbose=0)  # (8, 10)
confusion_matrix(y_train, probabilities)

# %% [markdown]
# 고친 코드. 확률도 원-핫도 `argmax(axis=1)`로 종류의 번호로 바꾼다. 다만 메시지에 `binary and continuous targets`라고 적혔으면 유닛이 하나인 시그모이드이고, 이때 `argmax`는 늘 0이므로 `(p > 0.5).astype(int).ravel()`로 바꾼다. `probabilities.round()`로 바꾸면 모두 0인 줄이 생길 수 있다.

# %%
guess = probabilities.argmax(axis=1)
matrix = confusion_matrix(one_hot.argmax(axis=1), guess, labels=range(10))
print(matrix.shape, "모두", matrix.sum())
assert matrix.trace() == (guess == y_train).sum()

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. 정수와 원-핫 레이블은 [MNIST 합성곱 신경망](../posts/mnist_convnet.ipynb)에서, 교차
# 엔트로피는 [필터와 채널](../posts/filters_and_channels.ipynb)에서 자세히 본다.
