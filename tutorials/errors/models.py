# %% [markdown]
# ---
# description: 모델을 쌓고 잇고 꺼내 쓰다가 Keras가 내는 오류를 메시지로 찾아, 까닭을 읽고 고친 코드를 실행해 본다.
# date: 2026-11-28
# ---
# # 모델 만들기
#
# 층을 쌓아 모델을 만들거나, 만든 모델에서 층과 가중치를 꺼내다가 나는 오류를 모았다. 층의 이름 뒤에 붙는 수(`dense_3`)는 만든 차례에 따라 다르다.

# %%
import logging

import keras
import numpy as np
import tensorflow as tf
from keras import layers

logging.getLogger("tensorflow").setLevel("ERROR")  # 추적(tracing) 경고를 끈다
keras.utils.set_random_seed(0)
images = np.random.default_rng(0).random((8, 28, 28, 1), dtype="float32")


def small_model():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(4, 3, name="conv"),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


# %% [markdown]
# ## `Sequential`의 `model.input`: `has never been called and thus has no defined input.`
#
# 앞에 `The layer sequential`과 번호가 붙는다. Keras 3의 `Sequential`은 `Input`을 적었어도, `predict`와 `fit`을 한 뒤에도 `input`이라는 속성을 주지 않는다(`model(keras.Input(…))`처럼 기호 텐서로 부르면 생기지만, 층의 `output`과 이어져 있지 않아 특성 맵을 꺼내는 데는 쓸 수 없다). 데이터를 한 번 넣어 보라거나
# `model.build`를 부르라는 글이 있지만 그래도 마찬가지이다. 특성 맵을 꺼내려던 원문도 여기서
# 멈춘다([바로잡기](../posts/fashion_feature_maps.ipynb#바로잡기-modelinput-대신-modelinputs)).

# %% raises="has never been called and thus has no defined input."
model = small_model()
model.predict(images, verbose=0)
keras.Model(model.input, model.get_layer("conv").output)

# %% [markdown]
# 고친 코드. 끝에 s가 붙은 `model.inputs`를 쓴다. 함수형 모델에는 `input`도 있다.

# %%
maps = keras.Model(model.inputs, model.get_layer("conv").output)
print(images.shape, "→", maps.predict(images, verbose=0).shape)
assert maps.input[0] is model.inputs[0]  # 이것은 함수형 모델이다

# %% [markdown]
# ## `Sequential`의 `model.output`: `has never been called and thus has no defined output.`
#
# `model.output`도 위와 같다. 앞에 `sequential`이 아니라 `conv2d`처럼 **층**의 이름이 있으면, 그 층이 든 `Sequential`에 `Input`이 없어 아직 만들어지지 않았거나, `call`을
# 직접 적은 모델의 층이다. 뒤의 것은 데이터를 넣은 뒤에도 층에 `output`이 없다. 그때는 `inputs = keras.Input(…)`을 만들고 `keras.Model(inputs, model.conv(inputs))`처럼
# 층을 다시 불러 잇는다. Grad-CAM처럼 중간의 값을 꺼내는 코드에서 나며, 그 방법은 [모델
# 들여다보기](../concepts/visualization.ipynb#grad-cam-점수가-온-자리를-어림하기)에 있다.

# %% raises="has never been called and thus has no defined output."
keras.Model(model.inputs, [model.get_layer("conv").output, model.output])

# %% [markdown]
# 고친 코드. 모델의 출력은 `model.outputs[0]`이나 마지막 층의 `output`이다.

# %%
last = model.layers[-1].output
both = keras.Model(model.inputs, [model.get_layer("conv").output, last])
maps, probabilities = both.predict(images, verbose=0)
print(maps.shape, probabilities.shape)
np.testing.assert_allclose(probabilities, model(images), rtol=1e-4)

# %% [markdown]
# ## 입력의 모양을 모르는 모델: `has no defined inputs yet.`
#
# 앞에 `Sequential model 'sequential_3'`처럼 이름이 붙는다. `Input`이 없는 `Sequential`은 데이터를 만날 때까지 층의 가중치도, 입력과 출력도 만들지 않는다. `outputs`, `input_shape`,
# `output_shape`를 읽어도 `yet.`으로 끝나는 같은 꼴의 메시지가 난다. 모델을 만드는 방법은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#모델을-만드는-세-가지-방법)에 있다.

# %% raises="has no defined inputs yet."
model = keras.Sequential([layers.Conv2D(4, 3), layers.Flatten()])
keras.Model(model.inputs, model.layers[0].output)

# %% [markdown]
# 고친 코드. 첫 줄에 `Input`을 둔다. 이미 쌓은 모델이면 배치 축을 `None`으로 둔 모양으로 `build`를 부른다.

# %%
model.build((None, 28, 28, 1))
part = keras.Model(model.inputs, model.layers[0].output)
print(part.output_shape)

# %% [markdown]
# ## 층의 `output_shape`가 없다: `object has no attribute 'output_shape'`
#
# Keras 2의 층에 있던 `output_shape`와 `input_shape`, `get_output_at`은 Keras 3의 층에 없다. 앞에는 `'Conv2D'`처럼 층의 종류가 적힌다. 모델에는 지금도 `model.output_shape`가
# 있다. 층마다의 모양은 [모델 요약](../posts/mnist_convnet.ipynb#모델-요약-104202개를-손으로-센다)에서 읽는다.

# %% raises="object has no attribute 'output_shape'"
model = small_model()
for layer in model.layers:
    print(layer.name, layer.output_shape)

# %% [markdown]
# 고친 코드. 층의 출력인 텐서에서 모양을 읽는다. 함수형 모델에서는 `Input` 층과 입력이 여럿인 층의 `layer.input`이 리스트이므로 `layer.output.shape`만 읽는다.

# %%
for layer in model.layers:
    print(layer.input.shape, "→", layer.output.shape)
print("모델:", model.output_shape)

# %% [markdown]
# ## 아직 만들어지지 않은 모델의 파라미터: ``You tried to call `count_params` on layer``
#
# 뒤에 `but the layer isn't built.`가 이어진다. 들어올 모양을 알아야 가중치의 수가 정해진다. `summary()`는 오류 없이 `0 (unbuilt)`이라고 보이고, `kernel`을 읽으면 `` You must build the layer before accessing `kernel`. ``이라고 한다. 왜 입력의 채널이 있어야 세는지는 [파라미터 세기](../concepts/parameters.ipynb#합성곱-층-필터마다-한-벌)에 있다.

# %% raises="but the layer isn't built."
model = keras.Sequential([layers.Conv2D(4, 3), layers.MaxPooling2D(2)])
model.count_params()

# %% [markdown]
# 고친 코드. `Input`을 첫 줄에 둔다.

# %%
model = keras.Sequential([keras.Input(shape=(28, 28, 1)), layers.Conv2D(4, 3)])
assert model.count_params() == (3 * 3 * 1 + 1) * 4
print(model.count_params())

# %% [markdown]
# ## 층에서 가중치를 꺼내지 못했다: `not enough values to unpack (expected 2, got 0)`
#
# `get_weights()`가 빈 리스트를 준 것이다. 층이 아직 만들어지지 않았거나, 풀링과 `Flatten`처럼 배우는 값이 없는 층이다. `get_weights()[0]`이라고 적었으면 같은 까닭으로 `list index out of
# range`가 난다. `use_bias=False`이면 값이 하나뿐이라 `got 1`이다. 배우는 값이 없는 층은 [파라미터
# 세기](../concepts/parameters.ipynb#배우는-값이-없는-층)에 있다.

# %% raises="not enough values to unpack"
model = small_model()
kernel, bias = model.layers[1].get_weights()  # 1번은 Flatten이다

# %% [markdown]
# 고친 코드. 번호 대신 이름으로 층을 고른다. `Input`은 `model.layers`에 들지 않으므로 첫 합성곱 층이 0번이다(함수형 모델에서는 `Input`이 0번이다).

# %%
kernel, bias = model.get_layer("conv").get_weights()
print(kernel.shape, bias.shape)
print([(layer.name, len(layer.get_weights())) for layer in model.layers])

# %% [markdown]
# ## 그런 이름의 층이 없다: `No such layer:`
#
# 뒤의 `Existing layers are:`에 있는 이름이 모두 적힌다. 이름을 정하지 않은 층에는 만든 차례대로 번호가 붙으므로, 노트북에서 모델을 다시 만들면 `conv2d`가 `conv2d_1`이 된다. 모델 안에 모델을
# 넣었으면 바깥의 이름만 보인다.

# %% raises="No such layer:"
model.get_layer("conv2d")

# %% [markdown]
# 고친 코드. 꺼내 쓸 층에는 `name`을 적는다. 안쪽 모델의 층은 두 번에 나누어 찾는다.

# %%
print(model.get_layer("conv").name)
inner = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(4, 3, name="a")])
outer = keras.Sequential([inner, layers.Flatten()])
print(outer.get_layer(inner.name).get_layer("a").name)

# %% [markdown]
# ## 층의 이름이 겹친다: `All layers added to a Sequential model should have unique names.`
#
# 이름은 모델 안에서 하나뿐이어야 한다. 반복문에서 같은 `name`을 적은 것이다. 함수형 모델에서는 `All operation names should be unique.`라고 한다.

# %% raises="should have unique names."
model = keras.Sequential([keras.Input(shape=(28, 28, 1))])
for filters in (8, 16):
    model.add(layers.Conv2D(filters, 3, name="conv"))

# %% [markdown]
# 고친 코드. 이름에 번호를 붙이거나 적지 않는다.

# %%
model = keras.Sequential([keras.Input(shape=(28, 28, 1))])
for i, filters in enumerate((8, 16), start=1):
    model.add(layers.Conv2D(filters, 3, name=f"conv{i}"))
print([layer.name for layer in model.layers])

# %% [markdown]
# ## 층이 아닌 것을 쌓았다: ``Only instances of `keras.Layer` can be added to a Sequential model.``
#
# `Received:` 뒤에 넣은 것이 적힌다. `<class '…Flatten'>`이면 괄호를 빠뜨려 층이 아니라 클래스를 넣은 것이고, `KerasTensor`이면 함수형처럼 텐서를 넣은 것이다. 활성화 함수나 그 이름이면 `layers.Activation(…)`으로 감싼다. `tensorflow.python.keras`나 `tf_keras`로 시작하면 **다른** Keras에서 가져온 층이다. 층과 텐서의 차이는 [MNIST 합성곱
# 신경망](../posts/mnist_convnet.ipynb#바로잡기-층은-텐서가-아니다)에 있다.

# %% raises="Only instances of `keras.Layer` can be added"
from tensorflow.python.keras.layers import Dense

keras.Sequential([keras.Input(shape=(4,)), Dense(3)])

# %% [markdown]
# 고친 코드. 모든 것을 `keras`에서 가져온다. `tf.keras`도 같은 것이라 섞어도 된다. 편집기가 `tensorflow.keras`를 찾지 못한다고 밑줄을 그어도 `tensorflow.python.keras`로 바꾸지 않는다.

# %%
assert tf.keras.layers.Dense is layers.Dense
model = keras.Sequential([keras.Input(shape=(4,)), tf.keras.layers.Dense(3)])
model.add(layers.Flatten())  # 괄호까지 적는다
print(model.output_shape)

# %% [markdown]
# ## 다른 Keras의 옵티마이저: `Could not interpret optimizer identifier`
#
# 뒤에 `<tensorflow.python.keras.optimizer_v2.adam.Adam object`나 `tf_keras`가 오면 **다른** Keras에서 가져온 것이다. `<class 'keras.src.optimizers.adam.Adam'>`이면 괄호를
# 빠뜨렸고, 따옴표 없는 글자이면 이름의 철자가 틀렸거나 손실과 차례를 바꾸어 적었다. `tf.compat.v1.train.AdamOptimizer`도 받지 않는다.

# %% raises="Could not interpret optimizer identifier"
from tensorflow.python.keras.optimizer_v2.adam import Adam

model.compile(Adam(0.001), "mse")

# %% [markdown]
# 고친 코드. `keras.optimizers`에서 가져오고 괄호를 적는다. 옵티마이저가 하는 일은 [텐서플로 기초](../posts/tensorflow_basics.ipynb#옵티마이저와-학습률)에 있다.

# %%
model.compile(keras.optimizers.Adam(learning_rate=0.001), "mse")
print(type(model.optimizer).__module__)

# %% [markdown]
# ## 옵티마이저를 다른 모델에 다시 썼다: `Unknown variable: <Variable path=`
#
# 뒤에 `This optimizer can only be called for the variables it was originally built with.`가 이어진다. Keras 3의 옵티마이저는 처음 훈련할 때 그 모델의 파라미터에 매인다. Adam처럼 파라미터마다 값을 모아 두는 것뿐 아니라 `SGD`도 그렇다. 얼렸던 층을 녹이고(`trainable = True`) 같은 옵티마이저로 다시
# 컴파일해도 난다. 처음에 없던 파라미터가 늘었기 때문이다. `.h5`에서 읽은 모델을 다시 컴파일하지 않고 `fit`해도 난다.

# %% raises="Unknown variable: <Variable path="
adam = keras.optimizers.Adam()
x, y = np.zeros((4, 3)), np.zeros((4, 1))
for _ in range(2):
    model = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(1)])
    model.compile(adam, "mse")
    model.fit(x, y, verbose=0)

# %% [markdown]
# 고친 코드. 모델을 새로 만들었거나 배우는 파라미터가 늘었으면 옵티마이저도 새로 만든다. 이름 `"adam"`으로 적으면 저절로 새로 만들어진다. 같은 모델에 지표만 더하는 것이면 쓰던 옵티마이저를 그대로 주어야 모아 둔 값이 남는다.

# %%
model.compile(keras.optimizers.Adam(), "mse")
model.fit(x, y, verbose=0)
print(model.optimizer is not adam)

# %% [markdown]
# ## 층을 부르지 않고 텐서를 넣었다: ``The `data_format` argument must be one of``
#
# 함수형 API에서 `layers.Flatten(x)`라고 적으면 텐서 `x`를 층의 **설정**으로 읽는다. 층마다 첫 인수가 달라서 메시지도 다르다. `Dense(x, 10)`은 `` Received an invalid value for `units` ``,
# `MaxPooling2D(x)`는 `Iterating over a symbolic KerasTensor is not supported.`, `Conv2D(x, 4, 3)`과 `Dropout(x)`는 `A symbolic KerasTensor cannot be
# used as a boolean.`이라고 한다. 함수형 API는 [옷 사진 들여다보기](../posts/fashion_feature_maps.ipynb#함수형-api)에 있다.

# %% raises="The `data_format` argument must be one of"
inputs = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(4, 3)(inputs)
x = layers.Flatten(x)

# %% [markdown]
# 고친 코드. 괄호가 둘이다. 앞에서 층을 만들고 뒤에서 텐서를 넣는다.

# %%
x = layers.Conv2D(4, 3)(inputs)
x = layers.Flatten()(x)
print(x.shape)

# %% [markdown]
# ## 텐서 대신 층을 넣었다: `Only input tensors may be passed as positional arguments.`
#
# 앞 층을 만들기만 하고 부르지 않아, 다음 층에 텐서가 아니라 층이 들어갔다. 원문에도 `x = layers.Conv2D(…)`라고만 적은 곳이
# 있다([바로잡기](../posts/mnist_convnet.ipynb#바로잡기-층은-텐서가-아니다)). 끝이 `(of type <class 'float'>)`이나 `'int'`이면 파이썬의 리스트나 수를 넣은 것이니, 리스트이면 `np.array`로 감싼다. 마지막 층에서 그랬으면 `keras.Model`이 `` All `outputs` values must be KerasTensors. ``라고 한다.

# %% raises="Only input tensors may be passed as positional arguments."
x = layers.Conv2D(4, 3)
x = layers.Flatten()(x)

# %% [markdown]
# 고친 코드. 만든 층을 앞 층의 텐서로 부른다.

# %%
x = layers.Conv2D(4, 3)(inputs)
x = layers.Flatten()(x)
print(keras.Model(inputs, x).output_shape)

# %% [markdown]
# ## 입력과 출력이 이어지지 않았다: `is not connected to`
#
# 앞뒤의 `` Output with path ``와 `` `inputs` `` 사이에 `outputs`에서 몇째(또는 어떤 이름의) 출력인지가 적힌다(출력이 하나이면 비어 있다). Keras 2는 `Graph disconnected: cannot obtain value for tensor`라고 했다. 출력에서 거슬러 올라가면 `keras.Model`에 준 입력이 아닌 다른 `Input`이 나온다. 노트북에서 `Input` 셀만
# 다시 실행해 이름이 새 텐서를 가리킬 때 흔히 그렇게 된다. 모델 안에 넣은 모델의 층을 바깥 모델의 `inputs`와 이어도 난다. 그때는 안쪽 모델의 `inputs`로 특성 맵 모델을 만들고, 바깥 모델에서 안쪽 모델보다 앞에 있던 층(나누기, 크기 맞추기)을 지난 값을 넣는다. 나누는 층을 빠뜨리면 오류는 나지 않고 값만 틀린다. 크기를 맞추는 층을 빠뜨리면, 안쪽 모델의 입력 크기가 정해져 있을 때 `is incompatible with the layer`라는 오류가 난다. 바깥 모델의 출력까지 함께 꺼내려면 `Input`부터 층을 다시 불러 잇는다.

# %% raises="is not connected to"
inputs = keras.Input(shape=(28, 28, 1))
outputs = layers.Flatten()(inputs)
inputs = keras.Input(shape=(28, 28, 1))  # 다시 실행한 셀
keras.Model(inputs, outputs)

# %% [markdown]
# 고친 코드. `Input`부터 출력까지 한 셀에서 차례로 잇는다.

# %%
inputs = keras.Input(shape=(28, 28, 1))
outputs = layers.Flatten()(inputs)
print(keras.Model(inputs, outputs).output_shape)

# %% [markdown]
# ## `Model(input=…, output=…)`이라고 적었다: `Unrecognized keyword arguments passed to Model:`
#
# `keras.Model`의 인수는 끝에 s가 붙은 `inputs`와 `outputs`이다. Keras 1의 코드에는 s가 없다.

# %% raises="Unrecognized keyword arguments passed to Model:"
keras.Model(input=inputs, output=outputs)

# %% [markdown]
# 고친 코드. 입력이나 출력이 여럿이면 리스트로 준다.

# %%
print(keras.Model(inputs=inputs, outputs=[outputs]).output_shape)

# %% [markdown]
# ## 기호 텐서를 텐서플로 함수에 넣었다: `A KerasTensor cannot be used as input to a TensorFlow function.`
#
# `keras.Input`과 층이 내놓는 `KerasTensor`에는 값이 없고 모양과 자료형만 있다. 함수형 모델에서 `tf.reduce_mean(x)`처럼 텐서플로의 함수를 쓰던 Keras 2의 코드가 여기서 멈춘다. 모델이 층의
# 이음으로 만들어지는 것은 [옷 사진 들여다보기](../posts/fashion_feature_maps.ipynb#함수형-api)에 있다.

# %% raises="A KerasTensor cannot be used as input to a TensorFlow function."
inputs = keras.Input(shape=(28, 28, 1))
x = tf.reduce_mean(inputs, axis=[1, 2])

# %% [markdown]
# 고친 코드. 층이나 `keras.ops`의 함수를 쓴다. 셈하는 것은 같다.

# %%
x = keras.ops.mean(inputs, axis=[1, 2])
mean = keras.Model(inputs, x)
expected = tf.reduce_mean(images, axis=[1, 2])
np.testing.assert_allclose(mean(images), expected, rtol=1e-5)
print(tuple(mean(images).shape))

# %% [markdown]
# ## 기호 텐서를 배열로 바꾸려 했다: `A KerasTensor is symbolic: it's a placeholder for a shape`
#
# `layer.output`을 `np.array`나 `plt.imshow`에 넣은 것이다. 그것은 값이 아니라 모델의 짜임에 있는 자리이다. `.numpy()`를 부르면 `'KerasTensor' object has no attribute
# 'numpy'`라고 한다. 특성 맵의 값은 [옷 사진 들여다보기](../posts/fashion_feature_maps.ipynb#특성-맵-그리기)에서처럼 데이터를 넣어야 나온다.

# %% raises="A KerasTensor is symbolic"
model = small_model()
np.asarray(model.get_layer("conv").output)

# %% [markdown]
# 고친 코드. 그 층까지의 모델을 만들어 이미지를 넣는다.

# %%
until = keras.Model(model.inputs, model.get_layer("conv").output)
values = until(images[:1]).numpy()
print(type(values).__name__, values.shape)

# %% [markdown]
# ## `__init__`에서 `super`를 부르지 않았다: `` you forgot to call `super().__init__()` ``
#
# 앞에 `In layer`와 클래스의 이름이 붙는다. 모델과 층은 `super().__init__()`에서 가중치를 적어 둘 자리를 만든다. 이 메시지는 대개 만들 때가 아니라 처음 부를 때 난다(`__init__`에서 `add_weight`를 부르면 만들 때 난다). 부르기 전에 `compile`을 먼저 하면 `object has no attribute '_dtype_policy'`라고 하고, `predict`를 먼저 하면 `'_distribute_strategy'`가 없다고 하며, `Input`이 있는 `Sequential`에 층을 넣으면 `object has no attribute 'name'`이라고 한다. 까닭은 같다. 서브클래싱은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#모델을-만드는-세-가지-방법)에 있다.

# %% raises="you forgot to call `super().__init__()`"


class Net(keras.Model):
    def __init__(self):
        self.dense = layers.Dense(10)

    def call(self, x):
        return self.dense(x)


Net()(images.reshape(8, 784))

# %% [markdown]
# 고친 코드. `__init__`의 첫 줄에서 부른다.


# %%
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(10)

    def call(self, x):
        return self.dense(x)


net = Net()
print(tuple(net(images.reshape(8, 784)).shape), net.count_params())

# %% [markdown]
# ## `call`이 없다: ``does not have a `call()` method implemented.``
#
# Keras의 모델과 층은 `call`에 계산을 적는다. 층이면 괄호 없이 `` a `call` method ``라고 한다. PyTorch처럼 `forward`라고 적었거나, 들여쓰기가 틀려 `call`이 클래스 밖에 있는 것이다. `__call__`이라고 적으면 이
# 오류가 나지 않고 실행되지만, Keras가 입력을 확인하고 바꾸는 일을 모두 건너뛰므로 그렇게 적지 않는다.

# %% raises="does not have a `call()` method implemented."


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(10)

    def forward(self, x):
        return self.dense(x)


Net()(images.reshape(8, 784))

# %% [markdown]
# 고친 코드. 이름을 `call`로 바꾼다. 부를 때는 `net(x)`처럼 함수로 부르고 `net.call(x)`라고 적지 않는다.


# %%
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(10)

    def call(self, x):
        return self.dense(x)


print(tuple(Net()(images.reshape(8, 784)).shape))

# %% [markdown]
# ## `call` 안에서 층을 만들었다: `tf.function only supports singleton tf.Variables created on the first call.`
#
# 그 안에서 `layers.Dense(…)`를 만들면 `call`이 실행될 때마다 새 가중치가 생긴다. `fit`은 그래프를 만들 때 `call`을 실행하는데, 처음이 아닐 때에는 변수를 만들 수 없어 이렇게 멈춘다. 그러나 `net(x)`로 곧바로 부르면 오류 없이 **매번 다른** 결과가 나오고 아무것도 배우지 못한다. 직접 적은 `@tf.function` 훈련 함수를 다른 모델과 옵티마이저를 인수로 주어 다시 불러도, 그 옵티마이저가 Adam처럼 아직 없는 변수를 함수 안에서 만들면 이 오류가 난다. 인수가 아니라 전역 이름으로 쓰면 오류 없이 **옛** 모델을 훈련하기도 한다. 모델을 새로 만들면 그 함수도 다시 정의한다.

# %% raises="tf.function only supports singleton tf.Variables"


class Net(keras.Model):
    def call(self, x):
        return layers.Dense(1)(x)


net = Net()
net.compile("adam", "mse")
net.fit(np.ones((4, 3)), np.ones((4, 1)), verbose=0)

# %% [markdown]
# 고친 코드. 층은 `__init__`에서 만들고 `call`에서는 부르기만 한다.


# %%
class Fixed(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(1)

    def call(self, x):
        return self.dense(x)


x = np.ones((1, 3), dtype="float32")
bad, good = Net(), Fixed()
print("call에서 만들면:", [round(float(bad(x)[0, 0]), 3) for _ in range(2)])
print("__init__에서 만들면:", [round(float(good(x)[0, 0]), 3) for _ in range(2)])
assert float(good(x)[0, 0]) == float(good(x)[0, 0])
assert (bad.count_params(), good.count_params()) == (0, 4)

# %% [markdown]
# ## 층이 공통 인수를 받지 않았다: `could not be deserialized properly.`
#
# 앞에 `<class 'keras.src.models.sequential.Sequential'>`처럼 클래스가, 한참 뒤의 `Exception encountered:`에 까닭이 적힌다. `__init__() got an unexpected keyword
# argument 'trainable'`이면 직접 만든 층이나 모델이 `name`이나 `trainable` 같은 공통 인수를 받지 않는 것이다. `missing 1 required positional argument`이면 직접 적은 `get_config`가 그 인수를 빠뜨린 것이다. 저장할 때는 조용하고 읽을 때 난다. `Could not locate class`이면 읽을 때
# `custom_objects`에 클래스를 주지 않은 것이다. 그 이름이 `Functional`처럼 Keras의 것이고 `module`이 `tf_keras`로 시작하면 Keras 2가 만든 파일이므로, Keras 2에서 가중치만 저장해 옮긴다. 저장하고 읽는 것은 [텐서플로 기초](../posts/tensorflow_basics.ipynb#저장하고-다시-읽기)에 있다.

# %% raises="could not be deserialized properly."


class Scale(layers.Layer):
    def __init__(self, by):
        super().__init__()
        self.by = by

    def call(self, x):
        return x * self.by


model = keras.Sequential([keras.Input(shape=(3,)), Scale(2.0)])
config = model.get_config()  # 저장하면 이것이 파일에 적힌다
keras.Sequential.from_config(config, custom_objects={"Scale": Scale})

# %% [markdown]
# 고친 코드. `**kwargs`로 공통 인수를 받아 `super().__init__`에 넘긴다. **층**이면 인수가 파이썬의 수, 글자, 리스트뿐일 때 Keras 3이 `get_config`를 스스로 만든다.
# `keras.Model`을 물려받아 `call`을 직접 적은 **모델**이면 인수를 적어 두지 않으므로 `get_config`를 직접 적는다. 적지 않으면 [다음 오류](#get_config가-없다-was-created-by-passing)가 나거나, 인수에 기본값이 있으면 저장은 되지만 기본값으로 다시 만들어진다. 유닛의 수처럼 가중치의 모양을 정하는 인수이면 읽을 때 `objects could not be loaded`로 멈추고, 배율처럼
# 모양과 상관없는 인수이면 오류 없이 값만 틀린다.


# %%
class Scale(layers.Layer):
    def __init__(self, by, **kwargs):
        super().__init__(**kwargs)
        self.by = by

    def call(self, x):
        return x * self.by


model = keras.Sequential([keras.Input(shape=(3,)), Scale(2.0)])
config = model.get_config()
again = keras.Sequential.from_config(config, custom_objects={"Scale": Scale})
assert np.array_equal(again(x), model(x))
print(again.layers[0].get_config()["by"])

# %% [markdown]
# ## `get_config`가 없다: `was created by passing`
#
# 앞뒤로 `` Object Scale was created by passing non-serializable argument values in `__init__()`, and therefore the object must override `get_config()` ``라고 적힌다. 층이나 모델이 배열이나 `np.float32`, `np.int64` 같은 NumPy의 수(`np.float64`는 괜찮다), 함수, 다른 층을 인수로 받으면 Keras는 그것을 어떻게 적어야 할지 모른다. `call`을 직접 적은 모델이면 기본값이 없는 인수는 정수여도 이 오류가 난다(기본값이 있으면 [앞의 오류](#층이-공통-인수를-받지-않았다-could-not-be-deserialized-properly)에 적은 대로 저장은 된다). 뒤가 `positional only or variadic positional arguments`이면 `__init__`의 `*args`를 이름 있는 인수로 바꾼다. 저장할 때 나므로 훈련을 마친 뒤에야 알게 된다.

# %% raises="therefore the object must override `get_config()`"
model = keras.Sequential(
    [keras.Input(shape=(3,)), Scale(np.array([1.0, 2.0, 3.0]))]
)
model.get_config()  # model.save도 이것을 부른다

# %% [markdown]
# 고친 코드. 인수가 배열이면 적을 수 있는 값(수, 글자, 리스트)으로 바꾸어 돌려주는 `get_config`를 적는다. 읽을 때 그 값이 `__init__`의 인수로 온다.


# %%
class ScaleEach(Scale):
    def get_config(self):
        return super().get_config() | {"by": np.asarray(self.by).tolist()}


each = ScaleEach(np.array([1.0, 2.0, 3.0], dtype="float32"))
model = keras.Sequential([keras.Input(shape=(3,)), each])
config, names = model.get_config(), {"ScaleEach": ScaleEach}
again = keras.Sequential.from_config(config, custom_objects=names)
assert np.array_equal(again(x), model(x))
print(again.layers[0].by)

# %% [markdown]
# 인수가 **층**이면 `get_config`에서 사전으로 바꾸고 `from_config`에서 다시 층으로 만든다. `from_config`를 빠뜨리면 저장은 되지만 읽을 때 `could not be deserialized properly.`라고 한다.


# %%
class Repeat(layers.Layer):
    def __init__(self, inner, **kwargs):
        super().__init__(**kwargs)
        self.inner = inner

    def call(self, x):
        return self.inner(self.inner(x))

    def get_config(self):
        inner = keras.saving.serialize_keras_object(self.inner)
        return super().get_config() | {"inner": inner}

    @classmethod
    def from_config(cls, config):
        inner = keras.saving.deserialize_keras_object(config.pop("inner"))
        return cls(inner, **config)


model = keras.Sequential([keras.Input(shape=(3,)), Repeat(layers.Dense(3))])
model.save("repeat.keras")
again = keras.models.load_model("repeat.keras", custom_objects={"Repeat": Repeat})
assert np.array_equal(again(x), model(x))
print(type(again.layers[0].inner).__name__)

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. 층과 파라미터는 [파라미터 세기](../concepts/parameters.ipynb)에서, 중간의 값을
# 꺼내 보는 법은 [모델 들여다보기](../concepts/visualization.ipynb)에서 자세히 본다.
