# %% [markdown]
# ---
# description: 예전 Keras와 텐서플로 1에서 쓰던 인수, 메서드, 모듈이 없어져 나는 오류를 메시지로 찾아, 지금의 이름으로 고친 코드를 실행해 본다.
# date: 2026-11-28
# ---
# # 없어진 인수와 메서드
#
# 책이나 블로그의 코드를 그대로 옮겼는데 그런 이름은 없다고 하는 오류를 모았다. 코드가 틀렸다기보다 Keras 3이나 텐서플로 2보다 먼저 쓰인 것이다.

# %%
import logging
import warnings

import keras
import numpy as np
import tensorflow as tf
from keras import layers

logging.getLogger("tensorflow").setLevel("ERROR")  # 추적(tracing) 경고를 끈다
keras.utils.set_random_seed(0)
x_train = np.random.default_rng(0).random((8, 28, 28, 1), dtype="float32")
y_train = np.arange(8)


def classifier(metrics=("accuracy",)):
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    loss = "sparse_categorical_crossentropy"
    model.compile("adam", loss, metrics=list(metrics))
    return model


# %% [markdown]
# ## `lr`이라고 적었다: `Argument(s) not recognized: {'lr':`
#
# 학습률 인수의 이름은 `learning_rate`이다. `lr`이라는 줄임말은 없어졌다. 중괄호 안에는 적은 값이 따라온다. 원문 가운데 하나도 `SGD(lr=0.001, …)`라고
# 적었다([바로잡기](../posts/tensorflow_basics.ipynb#바로잡기-lr과-decay는-없다)). 학습률이 하는 일은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#옵티마이저와-학습률)에 있다.

# %% raises="Argument(s) not recognized"
keras.optimizers.Adam(lr=0.001)

# %% [markdown]
# 고친 코드. 이름을 `learning_rate`로 바꾼다.

# %%
adam = keras.optimizers.Adam(learning_rate=0.001)
print(round(float(adam.learning_rate), 4))

# %% [markdown]
# ## 옵티마이저의 `lr`을 읽었다: `object has no attribute 'lr'`
#
# 속성의 이름도 `learning_rate`이다. 앞에는 `'Adam'`처럼 옵티마이저의 이름이 붙는다. 읽으면 오류가 나지만 `optimizer.lr = 0.1`이라고 **적으면** 오류 없이 쓸모없는 속성만 생기고 학습률은
# 바뀌지 않는다. `K.set_value(optimizer.lr, …)`는 `lr`을 `learning_rate`로 고쳐도 쓸 수 없다. `keras.backend`에는 `set_value`가 없고, `tf.keras.backend`의 것은 `'str' object has no attribute 'name'`이라며 멈추기 때문이다. 훈련하며 학습률을 줄이는 법은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#바로잡기-lr과-decay는-없다)에 있다.

# %% raises="object has no attribute 'lr'"
adam.lr

# %% [markdown]
# 고친 코드. `learning_rate`에 적는다. 스케줄을 준 옵티마이저에는 적을 수 없다.

# %%
adam.lr = 0.5  # 오류는 없지만
print("lr에 적은 뒤:", round(float(adam.learning_rate), 4))
adam.learning_rate = 0.5
print("learning_rate에 적은 뒤:", float(adam.learning_rate))

# %% [markdown]
# ## `decay`를 적었다: ``Argument `decay` is no longer supported and will be ignored.``
#
# 오류가 아니라 경고이고, 적은 수는 **무시된다**. 학습률은 처음 그대로이다. 경고를 끄면 줄어들지 않는 줄도 모르게 된다. 이 사이트가 바로잡은 옛 글(원문)에도 있는
# 코드이다([바로잡기](../posts/tensorflow_basics.ipynb#바로잡기-lr과-decay는-없다)).

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    keras.optimizers.SGD(learning_rate=0.01, decay=1e-6)
print(caught[0].category.__name__ + ":", caught[0].message)

# %% [markdown]
# 고친 코드. 수 대신 학습률 스케줄을 준다. `InverseTimeDecay`가 예전 `decay`의 식이다.

# %%
schedule = keras.optimizers.schedules.InverseTimeDecay(0.01, 1, 1e-6)
sgd = keras.optimizers.SGD(learning_rate=schedule)
after = float(schedule(1_000_000))
assert np.isclose(after, 0.01 / (1 + 1e-6 * 1_000_000))
print("백만 걸음 뒤:", round(after, 6))

# %% [markdown]
# ## 옛 옵티마이저를 불렀다: `` `keras.optimizers.legacy` is not supported in Keras 3. ``
#
# `lr`과 `decay`를 받던 옛 옵티마이저는 이름만 남아 있어 가져올 때는 조용하다가 만들 때 오류가 난다. 메시지는 `tf_keras`를 설치하고 `TF_USE_LEGACY_KERAS=True`를 정하라고 권하지만, 그러면 `tf.keras`
# 전체가 Keras 2로 바뀌어 Keras 3으로 만든 모델과 섞어 쓸 수 없다(여기에는 설치하지 않아 돌려 보지 않았다).

# %% raises="`keras.optimizers.legacy` is not supported in Keras 3."
tf.keras.optimizers.legacy.Adam(0.001)

# %% [markdown]
# 고친 코드. `legacy`를 빼고 지금의 인수로 적는다.

# %%
print(type(tf.keras.optimizers.Adam(learning_rate=0.001)).__name__)

# %% [markdown]
# ## `metrics`에 문자열을 주었다: ``Expected `metrics` argument to be a list, tuple, or dict.``
#
# 지표는 여럿일 수 있으므로 하나여도 리스트로 적는다. 뒤에 `Received instead: metrics=accuracy of type <class 'str'>`가 이어진다. 원문의 코드도
# 그랬다([바로잡기](../posts/fashion_feature_maps.ipynb#바로잡기-metrics에는-리스트를-준다)).

# %% raises="argument to be a list, tuple, or dict."
model = classifier()
model.compile("adam", "sparse_categorical_crossentropy", metrics="accuracy")

# %% [markdown]
# 고친 코드. 대괄호로 묶는다.

# %%
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
print(list(model.fit(x_train, y_train, verbose=0).history))

# %% [markdown]
# ## 첫 층에 `input_shape`를 적었다: ``Do not pass an `input_shape`/`input_dim` argument to a layer.``
#
# 오류가 아니라 경고이다. Keras 3이 `input_shape`를 무시한다고 적은 글이 있지만 그렇지 않다. 아래에서 보듯 그 모양대로 모델을 만든다. 다만 `keras.Input`을 첫 줄에 두기를 권한다. 원문에도 있는
# 코드이다([바로잡기](../posts/fashion_feature_maps.ipynb#바로잡기-입력의-모양은-input에-적는다)).

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old = keras.Sequential([layers.Conv2D(4, 3, input_shape=(28, 28, 1))])
print(caught[0].category.__name__ + ":", caught[0].message)
print("만들어진 모델:", old.input_shape, "→", old.output_shape)

# %% [markdown]
# 고친 코드. 같은 모델이 경고 없이 만들어진다.

# %%
with warnings.catch_warnings():
    warnings.simplefilter("error")  # 경고가 나면 멈춘다
    new = keras.Sequential([keras.Input(shape=(28, 28, 1)), layers.Conv2D(4, 3)])
assert new.output_shape == old.output_shape
assert new.count_params() == old.count_params() == (3 * 3 + 1) * 4
print(new.input_shape, "→", new.output_shape)

# %% [markdown]
# ## 층에 없는 인수를 적었다: `Unrecognized keyword arguments passed to`
#
# 뒤에 `Dense: {'init': 'uniform'}`처럼 층과 인수가 적힌다. 철자가 틀렸거나 Keras 1이나 2의 이름이다. `border_mode`는 `padding`, `subsample`은 `strides`, `init`은
# `kernel_initializer`, `W_regularizer`는 `kernel_regularizer`, `batch_input_shape`는 `keras.Input(batch_shape=…)`이다.

# %% raises="Unrecognized keyword arguments passed to"
layers.Conv2D(32, 3, border_mode="same", subsample=(2, 2))

# %% [markdown]
# 고친 코드. 지금의 이름으로 적는다. 인수마다의 뜻은 [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#합성곱-층-filters-kernel_size-activation)에 있다.

# %%
layer = layers.Conv2D(
    32,
    3,
    padding="same",
    strides=2,
    kernel_initializer="he_normal",
    kernel_regularizer="l2",
)
print(x_train.shape, "→", tuple(layer(x_train).shape))
fixed = keras.Input(batch_shape=(4, 28, 28, 1))
print("배치 크기를 정한 입력:", fixed.shape)

# %% [markdown]
# ## 꼭 있어야 할 인수가 없다: `Conv2D.__init__() missing`
#
# `Conv2D`에는 필터의 수와 커널의 크기가 있어야 한다. 하나만 적었거나, `nb_filter=32, nb_row=3, nb_col=3`처럼 Keras 1의 이름으로 적은 것이다. Keras 1의 `Convolution2D(32, 3,
# 3)`은 더 위험하다. 지금도 오류 없이 만들어지지만 셋째 수가 커널의 너비가 아니라 **보폭**이 된다.

# %% raises="Conv2D.__init__() missing"
layers.Conv2D(32)

# %% [markdown]
# 고친 코드. 커널의 크기는 둘째 인수이고, 정수 하나이면 높이와 너비가 같다. 보폭은 [패딩과 보폭](../concepts/padding_and_stride.ipynb#보폭-몇-칸씩-옮기는가)에서 다룬다.

# %%
for layer in (layers.Conv2D(32, (3, 3)), layers.Convolution2D(32, 3, 3)):
    shape = tuple(layer(x_train).shape)
    print("커널", layer.kernel_size, "보폭", layer.strides, "출력", shape)
assert layer.strides == (3, 3)  # 옛 코드의 뜻은 커널 3×3이었다

# %% [markdown]
# ## `fit`에 없는 인수를 적었다: `fit() got an unexpected keyword argument`
#
# 앞에는 `TensorFlowTrainer.`라는 Keras 안쪽의 이름이 붙는다. `nb_epoch`은 `epochs`로 바뀌었고 `epoch`은 철자가 틀린 것이다. `workers`, `use_multiprocessing`,
# `max_queue_size`는 `fit`에서 없어져 데이터를 만드는 쪽(`keras.utils.PyDataset`)에 적는다.

# %% raises="fit() got an unexpected keyword argument"
model = classifier()
model.fit(x_train, y_train, nb_epoch=2, verbose=0)

# %% [markdown]
# 고친 코드. `epochs`라고 적는다. 에포크는 [MNIST 합성곱 신경망](../posts/mnist_convnet.ipynb#훈련)에서 다룬다.

# %%
print(model.fit(x_train, y_train, epochs=2, verbose=0).epoch)

# %% [markdown]
# ## `predict_classes`가 없다: `object has no attribute 'predict_classes'`
#
# 종류의 번호를 바로 돌려주던 메서드는 없어졌다. `predict_proba`도 없다(`predict`가 그 일을 한다). 앞에는 `'Sequential'`이나 `'Functional'`이 붙는다. 원문에도 있는
# 코드이다([바로잡기](../posts/tensorflow_basics.ipynb#바로잡기-predict_classes는-없어졌다)).

# %% raises="object has no attribute 'predict_classes'"
model.predict_classes(x_train)

# %% [markdown]
# 고친 코드. 확률이 가장 큰 자리를 `argmax`로 고른다. 종류는 마지막 축에 있으므로 `axis=1`이다. 유닛 하나와 시그모이드로 끝난 모델이면 `argmax`가 늘 0이니 0.5보다 큰지를 본다.

# %%
probabilities = model.predict(x_train, verbose=0)  # (8, 10)
classes = probabilities.argmax(axis=1)  # (8,)
print(probabilities.shape, "→", classes)
one_unit = np.array([[0.2], [0.9]])
assert (one_unit.argmax(axis=1) == 0).all()
print("유닛 하나:", (one_unit > 0.5).astype(int).ravel())

# %% [markdown]
# ## `fit_generator`가 없다: `object has no attribute 'fit_generator'`
#
# `evaluate_generator`, `predict_generator`도 없다. 이제는 `fit`, `evaluate`, `predict`가 제너레이터도 받는다. 인수는 그대로 `steps_per_epoch`이다.

# %% raises="object has no attribute 'fit_generator'"


def batches():
    while True:
        yield x_train[:4], y_train[:4]


model.fit_generator(batches(), steps_per_epoch=2)

# %% [markdown]
# 고친 코드. 이름에서 `_generator`를 뺀다. 제너레이터는 튜플을 내놓아야 한다. `yield [x, y]`는 `yield x, y`로, `predict`에 줄 `yield x`는 `yield (x,)`로 고친다. 그러지 않으면 `the generator must return a tuple`이라고 한다. 끝나지 않는 제너레이터이므로 에포크마다 몇 걸음인지 적는다.

# %%
history = model.fit(batches(), steps_per_epoch=2, epochs=3, verbose=0)
print(len(history.history["loss"]), "에포크")
print(model.evaluate(batches(), steps=2, verbose=0)[1])

# %% [markdown]
# ## 이미지 제너레이터가 없다: `cannot import name 'ImageDataGenerator' from 'keras.preprocessing.image'`
#
# Keras 3의 `keras.preprocessing.image`에는 `load_img`와 `img_to_array`는 있고 `ImageDataGenerator`는 없다. 모듈을 먼저 가져왔으면 `module
# 'keras.preprocessing.image' has no attribute 'ImageDataGenerator'`라고 한다. `tensorflow.keras.preprocessing.image`에는 옛 코드를 위해 아직 남아 있으나 Keras는 새로
# 쓰지 말라고 한다.

# %% raises="cannot import name 'ImageDataGenerator'"
from keras.preprocessing.image import ImageDataGenerator

# %% [markdown]
# 고친 코드. 폴더의 이미지는 `keras.utils.image_dataset_from_directory`로 읽고(레이블이 정수로 오므로, 원-핫에 맞춘 손실을 그대로 두려면 `label_mode="categorical"`을 적는다), 나누기와 데이터 증강은 층으로 적는다. `Sequential`과 함수형 모델 안의 증강하는 층은 `fit`에서 일하고 `predict`와 `evaluate`에서는 그대로 지나간다. `call`을 직접 적은 모델은 `call(self, x, training=None)`처럼 `training`을 받아야 그렇다. 그러나 층과 `Sequential`, 함수형 모델을 `model(x)`처럼 **바로 부르면** 증강하므로 부를 때마다 결과가 다르다. 층이나 모델을 바로 부를
# 때는 `training=False`를 적는다. 데이터 증강은
# [풀링](../concepts/pooling.ipynb#등변은-불변이-아니다)에서 다룬다.

# %%
augment = keras.Sequential(
    [
        layers.Rescaling(1 / 255),
        layers.RandomTranslation(0.1, 0.1, seed=0),
        layers.RandomRotation(0.05, seed=0),
    ]
)
pixels = (x_train * 255).astype("uint8")
trained = augment(pixels, training=True)
predicted = augment(pixels, training=False)
assert not np.allclose(trained, predicted)
np.testing.assert_allclose(predicted, pixels / 255, atol=1e-6)
print(tuple(trained.shape), float(predicted.numpy().max()) <= 1)
print(callable(keras.utils.image_dataset_from_directory))

# %% [markdown]
# ## `np_utils`가 없다: `cannot import name 'np_utils' from 'keras.utils'`
#
# `np_utils`라는 모듈은 없어졌고 그 안의 `to_categorical`은 `keras.utils`로 옮겨졌다. `from keras.utils.np_utils import to_categorical`이라고 적었으면 `No module named
# 'keras.utils.np_utils'`라고 한다.

# %% raises="cannot import name 'np_utils' from 'keras.utils'"
from keras.utils import np_utils

# %% [markdown]
# 고친 코드. `keras.utils`에서 바로 가져온다. 원-핫이 꼭 있어야 하는지는 [자주 묻는 것](../../questions.md#레이블을-원-핫으로-바꾸어야-하는가)에 있다.

# %%
from keras.utils import to_categorical

print(to_categorical(y_train, 10).shape)

# %% [markdown]
# ## 층의 옛 자리: `No module named 'keras.layers.convolutional'`
#
# 층을 종류별로 나누어 담던 모듈은 없다. `keras.layers.core`, `keras.layers.pooling`, `keras.layers.normalization`, `keras.layers.advanced_activations`,
# `keras.layers.merge`, `keras.engine`도 마찬가지로 `No module named`라고 한다.

# %% raises="No module named 'keras.layers.convolutional'"
from keras.layers.convolutional import Conv2D, MaxPooling2D

# %% [markdown]
# 고친 코드. 모든 층은 `keras.layers`에 있다.

# %%
from keras.layers import BatchNormalization, Conv2D, Dense, LeakyReLU

print(*(it.__name__ for it in (BatchNormalization, Conv2D, Dense, LeakyReLU)))

# %% [markdown]
# ## `KeyError: 'acc'`: 기록의 이름이 다르다
#
# `history.history`의 이름은 `compile`에 적은 지표의 이름을 따른다. `metrics=["accuracy"]`이면 `accuracy`와 `val_accuracy`이고, `metrics=["acc"]`이면 지금도
# `acc`와 `val_acc`이다. `val_`로 시작하는 것은 검증 데이터를 주었을 때만 있다. `KeyError: 'val_accuracy'`이면 기록에 `accuracy`가
# 있는지부터 본다. 있으면 `validation_data`나 `validation_split`을 빠뜨린 것이고, 없으면 지표의 이름이 다르거나 `compile`에 `metrics`를 적지 않은 것이다.

# %% raises="KeyError: 'acc'"
model = classifier(metrics=["accuracy"])
history = model.fit(x_train, y_train, verbose=0)
history.history["acc"]

# %% [markdown]
# 고친 코드. 이름을 찍어 보고 맞춘다. 곡선을 그리는 법은 [층을 하나씩 쌓기](../posts/layer_by_layer.ipynb#컴파일과-훈련)에 있다.

# %%
print(list(history.history))
for name in ("accuracy", "acc"):
    model = classifier(metrics=[name])
    both = model.fit(
        x_train, y_train, validation_data=(x_train, y_train), verbose=0
    )
    print(list(both.history))

# %% [markdown]
# ## 기록을 바로 꺼냈다: `'History' object is not subscriptable`
#
# `fit`이 돌려주는 것은 사전이 아니라 `History`라는 콜백이고, 값을 담은 사전은 그것의 `history` 속성이다. 그래서 이름이 두 번 나온다. [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#훈련)에서 이 객체를 살펴본다.

# %% raises="'History' object is not subscriptable"
history["loss"]

# %% [markdown]
# 고친 코드.

# %%
print(type(history).__name__, type(history.history).__name__)
print(len(history.history["loss"]) == len(history.epoch))

# %% [markdown]
# ## 지켜볼 이름이 없다: `EarlyStopping callback received monitor=val_acc, but Keras isn't able to automatically determine`
#
# `ModelCheckpoint`와 `ReduceLROnPlateau`도 같은 말을 한다. Keras가 그 이름의 지표를 찾지 못했거나, 찾았어도 클수록 좋은지 작을수록 좋은지 모르는 것이다. 먼저
# `history.history`에 그 이름이 있는지 본다. 없으면 `compile`에 그 지표를 적지 않았거나, 이름이 틀렸거나, 직접 만든 지표에 `val_`을 붙였는데 검증 데이터를 주지 않은 것이다(`compile`에 적은 지표가 `accuracy`처럼 Keras가 방향을 아는 것이면, 검증 데이터가 없어도 `val_accuracy`에는 경고만 나온다). 그때 메시지대로 `mode='max'`를 적으면 오류만 사라진다. 경고만 나오고 조기 종료는
# 일어나지 않는다. 직접 만든 지표 함수처럼 이름이 있는데도 이 오류가 나면 메시지대로 `mode`를 적는 것이 맞다. 조기 종료는 [옷 사진 들여다보기](../posts/fashion_feature_maps.ipynb#훈련-언제-멈출-것인가)에 있다.

# %% raises="but Keras isn't able to automatically determine"
model = classifier()
stop = keras.callbacks.EarlyStopping(monitor="val_acc")
x_val, y_val = x_train[:4], np.zeros(4)
options = {"validation_data": (x_val, y_val), "epochs": 6, "verbose": 0}
model.fit(x_train, y_train, callbacks=[stop], **options)

# %% [markdown]
# 고친 코드. 기록에 있는 이름 `val_accuracy`를 적는다. 메시지대로 `mode="max"`만 적은 쪽은 나아지지 않아도 끝까지 훈련한다.

# %%
for monitor, mode in (("val_accuracy", "auto"), ("val_acc", "max")):
    stop = keras.callbacks.EarlyStopping(monitor, mode=mode)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        history = classifier().fit(x_train, y_train, callbacks=[stop], **options)
    print(monitor, mode, len(history.epoch), "에포크")
assert stop.stopped_epoch == 0 and len(history.epoch) == 6
print(caught[0].message)

# %% [markdown]
# ## 텐서플로 1의 세션: `module 'tensorflow' has no attribute 'Session'`
#
# 텐서플로 2는 줄을 실행할 때마다 곧바로 계산하므로 세션이 없다. `global_variables_initializer`, `get_variable`, `reset_default_graph`, `ConfigProto`도 같은 말을 한다.
# `tf.compat.v1.Session()`으로 이름만 바꾸면 계산한 것이 그래프에 없어 `The Session graph is empty.`라고 한다. 두 방식은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#그래프를-그린-다음-실행하기-텐서플로-1)에서 견준다.

# %% raises="module 'tensorflow' has no attribute 'Session'"
z = tf.constant(2.0) * 1.7 + 1.0
with tf.Session() as session:
    print(session.run(z))

# %% [markdown]
# 고친 코드. 세션을 빼고 값을 바로 읽는다. 옛 코드를 그대로 실행해야 하면 그래프까지 `tf.compat.v1`로 만든다.

# %%
print("곧바로:", round(float(z), 4))
with tf.Graph().as_default(), tf.compat.v1.Session() as session:
    again = tf.constant(2.0) * 1.7 + 1.0
    print("세션으로:", round(float(session.run(again)), 4))

# %% [markdown]
# ## 텐서플로 1의 플레이스홀더: `module 'tensorflow' has no attribute 'placeholder'`
#
# 값을 나중에 넣을 자리를 잡아 두는 플레이스홀더는 텐서플로 2에 없다. `tf.compat.v1.placeholder`로 이름만 바꾸면 `tf.placeholder() is not compatible with eager
# execution.`이라는 RuntimeError가 난다. 플레이스홀더는 [텐서플로 기초](../posts/tensorflow_basics.ipynb#그래프를-그린-다음-실행하기-텐서플로-1)에서 다시 실행해
# 본다.

# %% raises="module 'tensorflow' has no attribute 'placeholder'"
x = tf.placeholder(tf.float32, [None, 784])

# %% [markdown]
# 고친 코드. 계산은 값을 인수로 받는 함수로 적고, 모델의 입력은 `keras.Input`으로 적는다.

# %%
w, b = tf.Variable(tf.ones((784, 10))), tf.Variable(tf.zeros(10))


@tf.function
def scores(x):
    return x @ w + b  # (n, 784) → (n, 10)


print(tuple(scores(tf.ones((2, 784))).shape), keras.Input(shape=(784,)).shape)

# %% [markdown]
# ## 텐서플로의 예제 데이터: `No module named 'tensorflow.examples'`
#
# `from tensorflow.examples.tutorials.mnist import input_data`로 시작하는 옛 MNIST 코드이다. 그 예제는 텐서플로 2에 들어 있지 않다. `tensorflow.contrib`도 없어
# `No module named 'tensorflow.contrib'`라고 한다. 함께 설치하면 된다는 패키지를 찾지 말고 데이터를 읽는 줄을 바꾼다.

# %% raises="No module named 'tensorflow.examples'"
from tensorflow.examples.tutorials.mnist import input_data

# %% [markdown]
# 고친 코드. 보통은 `keras.datasets.mnist.load_data()`로 받는다. 여기서는 같은 배열을 이 저장소의 파일에서 읽는다. `input_data`는 784개로 펼쳐 255로 나눈 값을, `one_hot=True`이면 원-핫 레이블을 주었으므로 그렇게 바꾼다.

# %%
from snippets.datasets import load_mnist

(images, digits), _ = load_mnist()
flat = images[:100].reshape(-1, 784).astype("float32") / 255
print(flat.shape, flat.max(), to_categorical(digits[:100], 10).shape)

# %% [markdown]
# ## `K`에 함수가 없다: `module 'keras.backend' has no attribute`
#
# `from keras import backend as K`로 부르던 계산 함수(`K.mean`, `K.square`, `K.get_value`)는 Keras 3의 `keras.backend`에 없다. `K.clear_session`과 `K.epsilon`처럼 남은 것은 몇 안 된다. `tf.keras.backend`에는 옛 코드를 위해 많이 남아 있지만 `K.function`은 없고, `K.gradients`는 `tf.gradients is not supported`라며 멈춘다. 뒤의
# 따옴표에는 찾은 이름이 적힌다.

# %% raises="module 'keras.backend' has no attribute"
from keras import backend as K

K.mean(K.square(x_train))

# %% [markdown]
# 고친 코드. `mean`, `square`, `sum`처럼 흔한 계산은 `keras.ops`에 같은 이름으로 있다. 이름이 바뀐 것도 있다(`K.pow`는 `ops.power`, `K.permute_dimensions`는
# `ops.transpose`, `K.random_normal`은 `keras.random.normal`). 옛 Grad-CAM 코드의 `K.gradients`와 `K.function`은 옮길 이름이 없으므로 `tf.GradientTape`와
# `keras.Model`로 다시 적는다. `K.get_value(v)`는 `v.numpy()`나 `float(v)`로, `K.set_value(v, 값)`은 `v.assign(값)`으로 적는다.

# %%
from keras import ops

value = float(ops.mean(ops.square(x_train)))
assert np.isclose(value, np.mean(x_train**2), rtol=1e-5)
rate = keras.Variable(0.1)
rate.assign(0.01)
print(round(value, 4), round(float(rate), 4))

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. 옛 코드가 무엇을 하려던 것인지는 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb)에 있다.
