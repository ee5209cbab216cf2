# %% [markdown]
# ---
# description: 이미지의 모양과 채널 때문에 Keras가 내는 오류를 메시지로 찾아, 까닭을 읽고 고친 코드를 실행해 본다.
# date: 2026-11-28
# ---
# # 모양과 채널
#
# 배열의 축이나 크기가 층이 기다리는 것과 다를 때 나는 오류를 모았다. 메시지에 적힌 모양과 수, 층의 이름은 데이터와 모델에 따라 다르다.

# %%
import logging

import keras
import numpy as np
from keras import layers

# 모델을 여럿 만들어 predict를 부르면 나는 추적(tracing) 경고를 끈다
logging.getLogger("tensorflow").setLevel("ERROR")
keras.utils.set_random_seed(0)
gray = np.random.default_rng(0).random((8, 28, 28), dtype="float32")
images = gray[..., np.newaxis]  # (8, 28, 28, 1): 흑백 이미지 8장
color = np.repeat(images, 3, axis=-1)  # (8, 28, 28, 3)
labels = np.arange(8)


def small_model():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(4, 3),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


# %% [markdown]
# ## 채널 축이 없다: `expected min_ndim=4, found ndim=3`
#
# `Conv2D`는 (배치, 높이, 너비, 채널)의 네 축을 받는데 세 축만 왔다. `Full shape received:` 뒤의 모양이 (None, 28, 28)이나 (60000, 28,
# 28)이면 채널 축이, (28, 28, 1)이면 배치 축이 빠진 것이다. 먼저 `Input`이나 `input_shape`에 적은 모양을 본다. 이 오류는 데이터를 넣기 전, 모델을 쌓는 줄에서도 나고 그때는 데이터를 고쳐도 사라지지 않는다. 거기에 (28, 28, 1)이라고 적은 모델은 (장수, 28, 28)인 데이터도 받아 채널 축을 스스로 붙인다. 축마다의 뜻은
# [이미지는 배열이다](../concepts/image_arrays.ipynb#합성곱-층이-받는-모양-배치-높이-너비-채널)에, 흑백 이미지에 채널 축을 붙이는 까닭은
# [MNIST 합성곱 신경망](../posts/mnist_convnet.ipynb#바로잡기-mnist는-원래-흑백이다)에 있다.

# %% raises="expected min_ndim=4, found ndim=3"
keras.Sequential([keras.Input(shape=(28, 28)), layers.Conv2D(4, 3)])

# %% [markdown]
# 고친 코드. `Input`에 채널 수까지 적는다. 배열 앞에 `gray[np.newaxis]`로 축을 붙여도 오류는 사라지지만, 그러면 이미지 8장을 높이가 8이고 채널이 28인 한
# 장으로 읽는다.

# %%
model = keras.Sequential([keras.Input(shape=(28, 28, 1)), layers.Conv2D(4, 3)])
accepted = model.predict(gray, verbose=0)  # 채널 축이 없는 데이터도 받는다
np.testing.assert_allclose(accepted, model(images), atol=1e-5)
print("이미지 8장:", accepted.shape)
wrong = layers.Conv2D(4, 3)(gray[np.newaxis])
print("앞에 축을 붙이면:", tuple(wrong.shape))

# %% [markdown]
# ## 한 장을 `predict`에 그대로 넣었다: `Negative dimension size caused by subtracting`
#
# `predict`는 맨 앞 축을 언제나 배치로 읽는다. 배치 축이 없는 (28, 28, 1)을 넣으면 높이가 28이고 너비가 1인 이미지 28장이 왔다고 보고 채널 축을 뒤에
# 붙인다. 메시지의 `input shapes: [28,28,1,1]`이 그것이다. 너비가 1이면 3×3 창을 놓을 자리가 없다. 끝의 두 수가 `1,1`이고 그 앞이 이미지의 너비이면 배치 축이 빠진 것이다. 맨 앞의 수는 배치의 크기(대개 32)까지만 보이므로 장수로 가리지 않는다. 높이와 너비가 함께 작으면(`[8,1,1,4]`) 배치 축은 맞고, 크기를 정하지 않은 모델에서 [특성 맵이 커널보다 작아진](#특성-맵이-커널보다-작다-computed-output-size-would-be-zero-or-negative) 것이다. `padding="same"`을 적으면
# 자리는 생기지만 모델이 한 장을 28장으로 읽는 것은 그대로이다. 한 장짜리 배치를 만드는 법은 [이미지는
# 배열이다](../concepts/image_arrays.ipynb#합성곱-층이-받는-모양-배치-높이-너비-채널)에 있다.

# %% raises="Negative dimension size caused by subtracting"
model = small_model()
model.predict(images[0], verbose=0)

# %% [markdown]
# 고친 코드. `images[:1]`이나 `images[0][np.newaxis]`로 길이가 1인 배치 축을 남긴다. `padding="same"`으로 오류만 없앤 모델은 한 장에서
# 예측 28개를 내놓는다.

# %%
print("한 장의 예측:", model.predict(images[:1], verbose=0).shape)
hidden = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(10, 3, padding="same"),
        layers.GlobalAveragePooling2D(),
    ]
)
print("오류만 없앤 모델:", hidden.predict(images[0], verbose=0).shape)

# %% [markdown]
# ## 여러 장 다음에 한 장을 넣었다: `Cannot take the length of shape with unknown rank`
#
# `predict`는 처음 받은 배열의 모양으로 계산 그래프를 만들어 둔다. 그다음에 축의 수가 다른 배열이 오면 축의 수를 정하지 않은 그래프를 다시 만들려 하고,
# `Sequential`은 축의 수를 세지 못해 멈춘다. `x_test`를 예측하고 나서 `x_test[0]`을 그대로 넣을 때 난다. 앞에서 `predict`를 부르지 않았으면 같은 잘못이 (28, 28, 1)에서는 [`Negative
# dimension size`](#한-장을-predict에-그대로-넣었다-negative-dimension-size-caused-by-subtracting)로, (28, 28)이나 컬러 한 장에서는 [`Invalid input shape`](#배치-축이-없는-한-장을-넣었다-invalid-input-shape-for-input)로 나타난다. `fit`에 채널 축이 없는 데이터를
# 넣고, 다시 있는 데이터를 넣어도 그렇다. 그래프를 다시 만드는 것은 [텐서플로 기초](../posts/tensorflow_basics.ipynb#바로잡기-tffunction-안은-즉시-실행이-아니다)에서 다룬다.

# %% raises="Cannot take the length of shape with unknown rank"
model = small_model()
model.predict(images, verbose=0)
model.predict(images[0], verbose=0)

# %% [markdown]
# 고친 코드. 한 장도 배치 축까지 네 축으로 넣는다. 축의 수가 같으면 배치의 크기가 달라도 된다.

# %%
print("여러 장:", model.predict(images, verbose=0).shape)
print("한 장:", model.predict(images[:1], verbose=0).shape)

# %% [markdown]
# ## 함수형 모델에 여러 장 다음 한 장을 넣었다: `as_list() is not defined on an unknown TensorShape`
#
# 앞의 것과 같은 잘못을 함수형 모델은 이렇게 말한다. 메시지가 가리키는 `as_list`는 여러분이 부른 것이 아니라 Keras가 모양을 읽으려고 부른 것이므로, 고칠 곳은 넣은 배열의 축이다.

# %% raises="as_list() is not defined on an unknown TensorShape"
inputs = keras.Input(shape=(28, 28, 1))
x = layers.Flatten()(layers.Conv2D(4, 3)(inputs))
model = keras.Model(inputs, layers.Dense(10)(x))
model.predict(images, verbose=0)
model.predict(images[0], verbose=0)

# %% [markdown]
# 고친 코드. 배치 축을 남긴다.

# %%
print("한 장:", model.predict(images[0][np.newaxis], verbose=0).shape)

# %% [markdown]
# ## 한 장을 모델에 바로 넣었다: `Computed output size would be negative`
#
# 배치 축이 없는 (28, 28, 1)을 높이 28, 너비 1인 이미지 28장으로 읽은 것은 `predict`에 넣었을 때와 같다. `predict` 대신 `model(…)`로 부르면 그래프를 만들지 않고 곧바로 계산하다가 멈추므로, ValueError가 아니라 InvalidArgumentError이고 말이
# 다르다. `input_size: 1`이 커널보다 작아진 변의 길이이다. 앞의 `__wrapped__…Conv2D_device_`는 계산한 연산과 장치의 이름이라 컴퓨터마다 다르다.

# %% raises="Computed output size would be negative"
model = small_model()
model(images[0])

# %% [markdown]
# 고친 코드. 여기서도 배치 축을 남긴다. 함께 계산한 것과 같은 값이 나온다.

# %%
one = model(images[:1]).numpy()
np.testing.assert_allclose(one, model.predict(images, verbose=0)[:1], rtol=1e-5)
print("한 장의 예측:", one.shape)

# %% [markdown]
# ## 배치 축이 없는 한 장을 넣었다: `Invalid input shape for input`
#
# 메시지 끝의 `Expected shape (None, 784), but input has incompatible shape (32,)`에서 앞은 모델이 기다린 모양이고 뒤는 받은 모양이다. 784개짜리 한 줄을
# `predict`에 넣으면 수 784개를 이미지 784장으로 읽고, 배치 크기인 32개씩 잘라 모델에 준다. `Sequential`에서는 28×28 한 장을 채널 축도 배치 축도 없이 합성곱 모델에 넣거나, 펼치지 않은 (장수,
# 28, 28)을 784를 기다리는 모델에 넣어도 이 메시지가 나온다. 배치 축이 남는 까닭은 [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#바로잡기-배치-축은-남는다)에 있다.
#
# 컬러 이미지 한 장을 컬러를 받는 합성곱 `Sequential`에 넣어도 이 메시지가 나온다. 함수형 모델이면 [`expected shape=`](#이미지의-크기가-다르다-is-incompatible-with-the-layer-expected-shape)라고 한다. `Expected shape (None, 28, 28, 3)`과 `(28, 28, 3)`처럼 앞의 None만 없으면 배치 축이 빠진 것이니 `image[np.newaxis]`로 붙인다. `(None, 28, 28, 3)`을 기다리는데 (장수, 28, 28)이 왔으면 배치 축이 아니라 채널 축이 없는 흑백 이미지이다.

# %% raises="Invalid input shape for input"
dense_model = keras.Sequential([keras.Input(shape=(784,)), layers.Dense(10)])
dense_model.predict(images[0].reshape(784), verbose=0)

# %% [markdown]
# 고친 코드. 한 장이면 (1, 784)로, 여러 장이면 배치 축만 남기고 펼친다.

# %%
one = dense_model.predict(images[0].reshape(1, 784), verbose=0)
every = dense_model.predict(images.reshape(len(images), -1), verbose=0)
np.testing.assert_allclose(one[0], every[0], rtol=1e-4, atol=1e-6)
print("한 장:", one.shape, "여덟 장:", every.shape)

# %% [markdown]
# ## 채널 수가 다르다: `expected axis -1 of input shape to have value`
#
# 합성곱 층의 커널은 입력의 채널 수에 맞추어 만들어진다. 채널이 1인 모델에 컬러 이미지를 넣으면 `value 1, but received input with shape (8, 28, 28,
# 3)`처럼 기다린 수와 받은 모양을 말한다. 투명한 PNG를 읽어 채널이 4인 것도, 채널이 앞에 있는 (8, 3, 28, 28)도 `Sequential`에서는 여기서 걸린다. 컬러를 받는 함수형 모델은 둘 다 `expected shape=`라고 한다. 메시지에 `conv2d`가 아니라 `dense`가
# 있으면 펼친 길이가 다른 것이다. 합성곱이 있는 모델이면 대개 [이미지의 크기](#이미지의-크기가-다르다-is-incompatible-with-the-layer-expected-shape)가 다르다. 합성곱 없이
# `Flatten`으로 시작하는 모델이면 채널 수가 달라도 이렇게 나온다. 784를 기다리는데 2352가 왔으면 세 배이므로 컬러이다. (28, 28)이 왔으면 한 장을 배치 축 없이 넣은
# 것이다. 커널의 축은
# [필터와 채널](../posts/filters_and_channels.ipynb#바로잡기-keras의-축-순서)에 있다.

# %% raises="expected axis -1 of input shape to have value"
model = small_model()
model.predict(color, verbose=0)

# %% [markdown]
# 고친 코드. 컬러를 흑백으로 바꾸거나, 컬러를 받도록 `Input`의 채널을 3으로 적고 다시 훈련한다. `reshape(-1, 28, 28, 1)`로도 오류는 사라지지만 8장이 24장이 되고
# 픽셀이 섞인다. 앞에 있는 채널은 `np.moveaxis`로 옮긴다. 채널이 4이면 `image[..., :3]`으로 투명도를 뺀 다음 바꾼다.

# %%
luma = color @ np.array([[0.299], [0.587], [0.114]], dtype="float32")
print("흑백으로:", luma.shape, "→", model.predict(luma, verbose=0).shape)
first = np.moveaxis(color, -1, 1)  # (8, 3, 28, 28)
assert np.array_equal(np.moveaxis(first, 1, -1), color)
assert not np.array_equal(first.reshape(8, 28, 28, 3), color)
print("reshape로 없애면:", color.reshape(-1, 28, 28, 1).shape)

# %% [markdown]
# ## 이미지의 크기가 다르다: `is incompatible with the layer: expected shape=`
#
# 함수형 모델은 `Input`에 적은 높이와 너비를 확인한다. `expected shape=(None, 28, 28, 1), found shape=(2, 32, 32)`처럼 채널이 하나이면 받은 모양의 마지막 1은 빠져 보인다. 크기 말고 다른 것도 이 메시지를 낸다. 앞의 None만 없으면 배치 축이 빠진 것이고, `expected shape=(None, 784)`이면 펼치지 않은 것이며, 채널이 앞에 오면 축의 차례가 틀린 것이다. `Sequential`은 합성곱까지 하고 나서 `Flatten` 뒤의 밀집 층에서 멈추므로 `expected axis -1 of input shape to have value
# 2704`처럼 펼친 길이를 말한다. 밀집 층의 가중치는 펼친 길이마다 따로 있기 때문이다([파라미터
# 세기](../concepts/parameters.ipynb#밀집-층-유닛마다-입력마다-하나씩)).

# %% raises="is incompatible with the layer: expected shape="
inputs = keras.Input(shape=(28, 28, 1))
x = layers.Flatten()(layers.Conv2D(4, 3)(inputs))
model = keras.Model(inputs, layers.Dense(10)(x))
large = np.zeros((2, 32, 32, 1), dtype="float32")
model.predict(large, verbose=0)

# %% [markdown]
# 고친 코드. 이미지의 크기를 모델에 맞춘다. `reshape`는 크기를 줄이지 않고 같은 수의 값을 다시 늘어놓을 뿐이므로 쓰지 않는다. 어떤 크기든 받게 하려면 `Flatten` 대신
# [전역 풀링](../concepts/pooling.ipynb#전역-풀링)을 쓴다.

# %%
resized = layers.Resizing(28, 28)(large)
print("줄인 이미지:", tuple(resized.shape), model.predict(resized, verbose=0).shape)
inputs = keras.Input(shape=(None, None, 1))
x = layers.GlobalAveragePooling2D()(layers.Conv2D(4, 3)(inputs))
any_size = keras.Model(inputs, layers.Dense(10)(x))
for batch in (images, large):
    print("전역 풀링:", batch.shape, "→", any_size.predict(batch, verbose=0).shape)

# %% [markdown]
# ## 특성 맵이 커널보다 작다: `Computed output size would be zero or negative`
#
# 패딩이 없는 합성곱은 한 변을 줄이고 풀링은 반으로 줄인다. 층을 쌓다 보면 특성 맵이 다음 창보다 작아진다. 메시지의 `inputs shape=(None, 1, 1, 8)`은 그 층이
# 받은 모양이고 `kernel shape`(풀링이면 `pool_size`)는 창이다. 크기가 줄어드는 차례는 [패딩과
# 보폭](../concepts/padding_and_stride.ipynb#valid와-same)과 [계산기](../concepts/parameters.ipynb#해-보기-출력-크기와-파라미터-계산기)에서
# 볼 수 있다.

# %% raises="Computed output size would be zero or negative"
model = keras.Sequential([keras.Input(shape=(28, 28, 1))])
for filters in (8, 8, 8, 8):
    model.add(layers.Conv2D(filters, 3))
    model.add(layers.MaxPooling2D(2))

# %% [markdown]
# 고친 코드. 줄어드는 크기를 적어 보고, 남은 변이 다음 창보다 작아지기 전에 멈춘다. 여기서는 1이 되면 더 쌓지 못한다. 합성곱에 `padding="same"`을 적으면 풀링에서만 줄어 한 층 더 쌓을 수 있다.

# %%
for padding, depth in (("valid", 3), ("same", 4)):
    sizes = []
    x = keras.Input(shape=(28, 28, 1))
    for _ in range(depth):
        x = layers.Conv2D(8, 3, padding=padding)(x)
        x = layers.MaxPooling2D(2)(x)
        sizes.append(x.shape[1])
    print(padding, sizes)

# %% [markdown]
# `inputs shape=(None, 1, 28, 28)`처럼 첫 층에서 멈추고 앞의 수가 1이면 까닭이 다르다. 채널을 맨 앞에 적은 것이다. 컬러를 (3, 32, 32)라고 적으면 3×3 합성곱은
# 높이 3을 1로 줄이며 지나가고, 다음 풀링에서 `inputs.shape=[None 1 30 4]`라고 멈춘다. Keras는
# 기본으로 채널을 맨 뒤에서 찾으므로 높이가 1이고 채널이 28인 이미지로 읽는다.

# %% raises="Computed output size would be zero or negative"
keras.Sequential([keras.Input(shape=(1, 28, 28)), layers.Conv2D(4, 3)])

# %% [markdown]
# 고친 코드. 채널을 맨 뒤에 적고 데이터의 축도 옮긴다. `padding="same"`은 오류만 없앤다. 커널의 셋째 축(입력 채널)이 28이 된다.

# %%
model = keras.Sequential([keras.Input(shape=(28, 28, 1)), layers.Conv2D(4, 3)])
first = np.moveaxis(images, -1, 1)  # (8, 1, 28, 28)
print(model.predict(np.moveaxis(first, 1, -1), verbose=0).shape)
hidden = layers.Conv2D(4, 3, padding="same")
hidden(first)
print("오류만 없앤 층의 커널:", tuple(hidden.kernel.shape))
assert hidden.kernel.shape[2] == 28

# %% [markdown]
# ## 펼친 뒤에 합성곱을 놓았다: `expected min_ndim=4, found ndim=2`
#
# `Flatten`을 지난 값이나 (장수, 784)로 저장된 데이터에는 높이와 너비가 없다. 합성곱은 이웃한 픽셀을 함께 보므로 그 축이 있어야 한다. `MaxPooling2D`이면
# `expected ndim=4, found ndim=2`라고 한다. 펼치기가 무엇을 바꾸는지는 [층을 하나씩
# 쌓기](../posts/layer_by_layer.ipynb#바로잡기-2차원인가-1차원인가)에 있다.

# %% raises="expected min_ndim=4, found ndim=2"
keras.Sequential([keras.Input(shape=(784,)), layers.Conv2D(4, 3)])

# %% [markdown]
# 고친 코드. 펼친 데이터이면 `Reshape`로 높이, 너비, 채널을 되살린다. 한 줄로 펼친 차례 그대로이므로 값은 섞이지 않는다. `Flatten`을 먼저 둔 모델이면 합성곱 뒤로 옮긴다.

# %%
flat = images.reshape(len(images), 784)
restore = layers.Reshape((28, 28, 1))
assert np.array_equal(restore(flat), images)
model = keras.Sequential([keras.Input(shape=(784,)), restore, layers.Conv2D(4, 3)])
print(model.predict(flat, verbose=0).shape)

# %% [markdown]
# ## `Input`에 장수까지 적었다: `Kernel shape must have the same length as input`
#
# `Input(shape=…)`에는 배치 축을 빼고 **이미지 한 장**의 모양을 적는다. 채널 축까지 있는 `x_train`의 `shape`를 그대로 적으면 축이 다섯인 (None, 60000, 28, 28, 1)이 된다. 채널 축이 없으면 오류 없이 높이가 장수인 이미지로 읽는다. `None`으로
# 배치 축을 손수 적어도 마찬가지이다. 배치 축은 [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#바로잡기-배치-축은-남는다)에 있다.

# %% raises="Kernel shape must have the same length as input"
keras.Sequential([keras.Input(shape=images.shape), layers.Conv2D(4, 3)])

# %% [markdown]
# 고친 코드. 맨 앞 축을 뺀다.

# %%
model = keras.Sequential([keras.Input(shape=images.shape[1:]), layers.Conv2D(4, 3)])
print(model.input_shape, "→", model.predict(images, verbose=0).shape)

# %% [markdown]
# ## 모양을 튜플로 적지 않았다: `Cannot convert '784' to a shape.`
#
# `Input`의 첫 인수는 모양이고, 모양은 튜플이나 리스트이다. 파이썬에서 `(784)`는 괄호를 친 정수일 뿐이다. 따옴표 안의 수는 적은 수에 따라 다르다.

# %% raises="to a shape."
keras.Input(shape=(784))

# %% [markdown]
# 고친 코드. 쉼표를 찍어 길이가 1인 튜플로 만든다.

# %%
print(keras.Input(shape=(784,)).shape)

# %% [markdown]
# ## 데이터와 레이블의 수가 다르다: `Data cardinality is ambiguous`
#
# `'x' sizes`와 `'y' sizes`는 맨 앞 축의 길이이다. 이미지와 레이블의 수가 다르거나, 훈련 데이터에 테스트 레이블을 잘못 짝지은 것이다. `validation_data`의 짝이
# 맞지 않을 때도 이 메시지가 나온다. 배열의 **리스트**를 넣으면 입력이 여럿인 모델로 보고 배열마다 길이를 세므로 `'x' sizes: 28, 28, 28`처럼 수가 늘어선다.

# %% raises="Data cardinality is ambiguous"
model = small_model()
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(images, labels[:5], verbose=0)

# %% [markdown]
# 고친 코드. 수를 잃은 곳을 찾아 이미지와 레이블을 **함께** 거른다. 긴 쪽을 `[:5]`처럼 잘라 길이만 맞추면 오류는 사라져도 이미지에 남의 레이블이 붙을 수 있다. 배열의 리스트는
# `np.stack`으로 배열 하나로 묶는다.

# %%
keep = labels != 3  # 레이블이 3인 이미지를 뺀다
model.fit(images[keep], labels[keep], verbose=0)
stacked = np.stack(list(images))  # (8, 28, 28, 1)
assert np.array_equal(stacked, images)
assert not np.array_equal(labels[keep], labels[: keep.sum()])  # 잘랐다면 어긋난다
print(images[keep].shape, labels[keep].shape)

# %% [markdown]
# ## 파이썬 리스트를 넣었다: `Unrecognized data type: x=`
#
# `fit`과 `predict`는 NumPy 배열이나 텐서, `tf.data.Dataset` 따위를 받고, 수를 담은 파이썬 리스트는 받지 않는다. 메시지의 끝에 `(of type <class 'list'>)`라고 적혀 있다. `fit`에서 `x`는
# 배열인데 레이블 `y`만 리스트여도 같은 말을 하는데, 이때는 `x`의 값을 찍고 `(of type <class 'numpy.ndarray'>)`라고 끝나 탓이 `x`에 있는 것처럼
# 보인다. 그때는 `y`를 고친다. `y`가 NumPy의 수를 담은 리스트이면 `tuple index out of range`라고 하고, 고치는 법은 같다.

# %% raises="Unrecognized data type: x="
model = keras.Sequential([keras.Input(shape=(2,)), layers.Dense(1)])
model.predict([[1.0, 2.0], [3.0, 4.0]], verbose=0)

# %% [markdown]
# 고친 코드. `x`도 `y`도 `np.array`로 감싼다.

# %%
x, y = np.array([[1.0, 2.0], [3.0, 4.0]]), [0.0, 1.0]
model.compile("sgd", "mse")
message = "오류 없음"
try:
    model.fit(x, y, verbose=0)
except ValueError as error:
    message = str(error)
print("y만 리스트:", message)
assert message.endswith("(of type <class 'numpy.ndarray'>)")
model.fit(x, np.array(y), verbose=0)
print("둘 다 배열:", model.predict(x, verbose=0).shape)

# %% [markdown]
# ## 값의 수가 맞지 않는 reshape: `cannot reshape array of size`
#
# `reshape`는 값을 늘리거나 줄이지 않는다. 적은 모양의 수를 모두 곱한 것이 배열의 값의 수와 같아야 한다. `-1`로 한 축을 맡겨도 나누어떨어져야 한다. 흑백 이미지를 채널 3으로 적었거나,
# 크기를 잘못 알고 있을 때 나온다. 값의 수는 [이미지는 배열이다](../concepts/image_arrays.ipynb#흑백-이미지-높이-너비)에서 센다.

# %% raises="cannot reshape array of size"
gray.reshape(8, 28, 28, 3)

# %% [markdown]
# 고친 코드. 흑백이면 채널은 1이다. 채널이 셋인 배열이 필요하면 값을 되풀이한다.

# %%
one_channel = gray.reshape(-1, 28, 28, 1)
assert np.array_equal(one_channel[..., 0], gray)
three = np.repeat(one_channel, 3, axis=-1)
print(one_channel.shape, three.shape)

# %% [markdown]
# ## 크기가 다른 이미지를 배열로 묶었다: `setting an array element with a sequence.`
#
# 뒤에 `The requested array has an inhomogeneous shape`이 이어진다. 배열은 격자라 이미지마다 높이와 너비, 채널이 모두 같아야 한다. `dtype=object`를 적으면
# 높이가 서로 다를 때는 배열이 만들어지지만 수가 아니라 배열을 담은 것이라, `fit`에서 [다음 오류](#객체를-담은-배열을-넣었다-invalid-dtype-object)가 난다. `dtype=object`를 적어도 높이가 같고 너비나 채널만 다르면 `could not broadcast input array from shape`라는 오류가 난다. `np.stack`은 `all input arrays must have the same shape`라고 한다.

# %% raises="The requested array has an inhomogeneous shape"
photos = [np.zeros((28, 28, 3)), np.zeros((40, 32, 3))]
np.array(photos)

# %% [markdown]
# 고친 코드. 크기를 맞춘 다음에 묶는다. 파일에서 읽을 때는 `keras.utils.load_img`의 `target_size`로 맞출 수 있다.

# %%
resize = layers.Resizing(28, 28)
print(np.stack([resize(photo) for photo in photos]).shape)

# %% [markdown]
# ## 객체를 담은 배열을 넣었다: `Invalid dtype: object`
#
# 배열의 자료형이 `object`이면 칸마다 파이썬 객체가 들어 있어 층이 계산할 수 없다. 크기가 다른 이미지를 `dtype=object`로 묶었거나, 글자와 수가 섞인
# `DataFrame`에서 `to_numpy()`를 부르면 이렇게 된다. 레이블이 자료형이 `object`인 pandas의 열이어도 나온다. 텐서로 바꾸는 줄에서 먼저 멈추면 `Failed to convert a NumPy array to a Tensor (Unsupported object type`이라고 한다. 자료형은 [이미지는 배열이다](../concepts/image_arrays.ipynb#정수-0255와-실수-01)에서 다룬다.

# %% raises="Invalid dtype: object"
boxed = np.empty(8, dtype=object)
for i, image in enumerate(images):
    boxed[i] = image
small_model().predict(boxed, verbose=0)

# %% [markdown]
# 고친 코드. 이미지의 크기가 모두 같으면 `np.stack`으로 다시 묶어 실수 배열로 만든다. 글자가 섞인 `DataFrame`이면 글자 열을 빼거나 번호로 바꾼다. 참거짓과 실수가 섞여 `object`가 되었으면 `to_numpy(dtype="float32")`라고 적고, 수가 든 레이블 열이면 `astype("int64")`로 바꾼다.

# %%
stacked = np.stack(boxed).astype("float32")
print(boxed.dtype, boxed.shape, "→", stacked.dtype, stacked.shape)
print(small_model().predict(stacked, verbose=0).shape)

# %% [markdown]
# ## 정수 이미지를 층에 바로 넣었다: `Incompatible type conversion requested to type uint8`
#
# 층의 가중치는 float32이고 이미지는 uint8인데 `Conv2D`는 둘을 맞추어 주지 않는다. `Input`에 `dtype`을 따로 적지 않은 `Sequential`이나 함수형 모델은 받은 값을 float32로 바꾸므로, `Conv2D` 하나를 바로 부르거나 `call`을 직접 적은 모델에 넣을 때 난다. 그런 모델의 `fit`과 `predict`는 `Value passed to parameter 'input' has DataType uint8`이라고 한다. int64이면 `uint8` 자리에 그 이름이 적힌다. int32이면 바로 부를 때는 그렇고, 그런 모델의 `fit`과 `predict`는 `has type float32 that does not match type int32`라고 한다.
# 정수와 실수의 차이는 [이미지는 배열이다](../concepts/image_arrays.ipynb#정수-0255와-실수-01)에 있다.

# %% raises="Incompatible type conversion requested to type uint8"
pixels = np.full((1, 2, 2, 1), 255, dtype="uint8")
layers.Conv2D(1, 1)(pixels)

# %% [markdown]
# 고친 코드. 실수로 바꾸고 255로 나눈 다음 넣는다.

# %%
maps = layers.Conv2D(1, 1)(pixels.astype("float32") / 255)
print(maps.dtype, tuple(maps.shape))
model = keras.Sequential([keras.Input(shape=(2, 2, 1)), layers.Conv2D(1, 1)])
print("모델은 바꾸어 받는다:", model(pixels).dtype)

# %% [markdown]
# ## 크기를 정하지 않고 펼쳤다: `Shapes used to initialize variables must be fully-defined`
#
# `Input(shape=(None, None, 1))`이라고 적으면 크기를 정하지 않은 것이라 펼친 길이도 알 수 없다. 그 뒤의 밀집 층은 가중치를 몇 개 만들지 정하지 못한다. 합성곱 층의 가중치는 이미지의
# 크기와 상관없다([파라미터 세기](../concepts/parameters.ipynb#합성곱-층-필터마다-한-벌)).

# %% raises="Shapes used to initialize variables must be fully-defined"
keras.Sequential(
    [
        keras.Input(shape=(None, None, 1)),
        layers.Conv2D(4, 3),
        layers.Flatten(),
        layers.Dense(10),
    ]
)

# %% [markdown]
# 고친 코드. 크기를 적거나, 크기와 상관없이 채널마다 값 하나를 남기는 전역 풀링으로 바꾼다.

# %%
model = keras.Sequential(
    [
        keras.Input(shape=(None, None, 1)),
        layers.Conv2D(4, 3),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10),
    ]
)
for size in (28, 64):
    batch = np.zeros((1, size, size, 1), dtype="float32")
    print(size, "→", tuple(model(batch).shape))

# %% [markdown]
# ## 미리 훈련한 모델에 작은 이미지를 넣었다: `Input size must be at least 32x32`
#
# `keras.applications`의 모델은 한 변을 여러 번 절반으로 줄이므로, 밀집 층을 뗀(`include_top=False`) 것도 가장 작은 입력이 정해져 있다. 28×28 MNIST는 그보다 작다. 수는 모델마다 달라서 Xception은 71, InceptionV3은 75이다. 크기를 줄여 가는 차례는 [계산기](../concepts/parameters.ipynb#해-보기-출력-크기와-파라미터-계산기)로 본다.

# %% raises="Input size must be at least 32x32"
keras.applications.VGG16(weights=None, include_top=False, input_shape=(28, 28, 3))

# %% [markdown]
# 고친 코드. 둘레를 두 칸씩 채우거나 `Resizing`으로 키워 32×32로 만들고, 흑백이면 채널을 셋으로 되풀이한다. 여기서는 내려받지 않으려고 훈련하지 않은 모델(`weights=None`)로 모양만
# 확인한다.

# %%
base = keras.applications.VGG16(
    weights=None, include_top=False, input_shape=(32, 32, 3)
)
larger = layers.ZeroPadding2D(2)(color[:1])  # (1, 32, 32, 3)
print(tuple(larger.shape), "→", tuple(base(larger).shape))

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. 모양이 왜 그래야 하는지는 [이미지는 배열이다](../concepts/image_arrays.ipynb)와
# [패딩과 보폭](../concepts/padding_and_stride.ipynb)에 있다.
