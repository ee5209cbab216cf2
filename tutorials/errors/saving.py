# %% [markdown]
# ---
# description: Keras 3에서 모델과 가중치를 저장하고 읽을 때 나는 오류를 실제로 내 보고, 까닭과 고친 코드를 확인한다.
# date: 2026-11-28
# ---
# # 저장과 불러오기
#
# 모델을 저장하거나 읽다가 나는 오류를 모았다. 오류마다 메시지를 그대로 보이고, 까닭을 적고, 고친 코드를 실행해 확인한다. 옛
# 글의 코드는 대개 Keras 2에 맞춘 것이라, 파일 이름의 확장자에서 막히는 일이 가장 많다.

# %%
import shutil
import warnings
from pathlib import Path

import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((20, 8, 8, 1), dtype="float32")
y = np.arange(20) % 10


def small_model(filters=2, last="softmax"):
    """8×8 이미지를 10종류로 나누는 작은 모델."""
    model = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(filters, 3),
            layers.Flatten(),
            layers.Dense(10, activation=last),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


model = small_model()

# %% [markdown]
# ## 모델 파일에 확장자가 없다: `Invalid filepath extension for saving`
#
# `model.save`에 확장자가 없는 이름이나 `.pb`처럼 모르는 확장자를 주면 난다. Keras 2는 확장자가 없으면 SavedModel 폴더를 만들었지만 Keras
# 3은 그 형식으로 저장하지 않는다. `save_format="tf"`를 덧붙여도 고쳐지지 않고 [다른 오류](#save_format을-주었다-the-save_format-argument-is-deprecated-in-keras-3)가
# 난다. 모델을 저장하는 두 방법은 [텐서플로 기초](../posts/tensorflow_basics.ipynb#저장하고-다시-읽기)에서 견준다.

# %% raises="Invalid filepath extension for saving"
model.save("my_model")

# %% [markdown]
# 고친 코드. 이름을 `.keras`로 끝내면 구조와 가중치, 컴파일한 설정이 한 파일에 담긴다. 다른 프로그램에 넘길 SavedModel이 필요하면
# `model.export("폴더")`를 쓴다.

# %%
model.save("my_model.keras")
loaded = keras.models.load_model("my_model.keras")
np.testing.assert_allclose(loaded(x), model(x), rtol=1e-6)
print("다시 읽은 모델의 예측이 같다")

# %% [markdown]
# ## save_format을 주었다: ``The `save_format` argument is deprecated in Keras 3``
#
# `save_format`은 Keras 2의 인수이다. Keras 3은 이 값을 보지 않고 파일 이름의 확장자로 형식을 정한다. 이름이 `.keras`나 `.h5`(`.hdf5`)로 끝나면 경고만 하고 확장자대로 저장하므로,
# `save("a.keras", save_format="h5")`가 만드는 것은 HDF5가 아니라 `.keras` 파일이다. 그 밖의 이름이면 값이 `"tf"`이든 `"h5"`이든 이 오류가 난다.

# %% raises="argument is deprecated in Keras 3. Please remove this argument"
model.save("my_model", save_format="tf")

# %% [markdown]
# 고친 코드. 인수를 지우고 확장자로 형식을 고른다.

# %%
model.save("by_extension.keras")
assert keras.models.load_model("by_extension.keras").count_params() == 20 + 730
print("파라미터", f"{model.count_params():,}개를 저장하고 읽었다")

# %% [markdown]
# ## 가중치 파일의 이름: ``The filename must end in `.weights.h5` ``
#
# `save_weights`는 이름이 `.weights.h5`로 끝나야 한다. `.h5`만으로도, 확장자 없이도 되지 않는다. 모델 전체를 담은 `.h5`와 헷갈리지
# 않게 Keras 3이 정한 규칙이다. 블로그 글 하나도 여기서 막힌다([바로잡은 곳](../posts/tensorflow_basics.ipynb#바로잡기-가중치-파일의-이름은-weightsh5로-끝난다)).

# %% raises="The filename must end in `.weights.h5`"
model.save_weights("weights.h5")

# %% [markdown]
# 고친 코드. 이름의 끝을 `.weights.h5`로 바꾸면 저장되고, 구조가 같은 다른 모델이 그 파일을 읽는다.

# %%
model.save_weights("my.weights.h5")
other = small_model()
assert not np.array_equal(other.get_weights()[0], model.get_weights()[0])
other.load_weights("my.weights.h5")
assert all(map(np.array_equal, other.get_weights(), model.get_weights()))
print("두 모델의 가중치가 같아졌다")

# %% [markdown]
# ## 저장했더니 경고가 나온다: `You are saving your model as an HDF5 file via`
#
# 오류가 아니라 경고이고 파일은 저장되었다. `.h5`는 옛 형식이니 `.keras`를 쓰라는 뜻이다. 경고를 가리는 설정을 찾을 까닭은 없다. 확장자를
# 바꾸면 경고도 사라지고, 이 페이지의 [다음 오류](#h5로-저장한-모델이-읽히지-않는다-could-not-deserialize-kerasmetricsmse)도 겪지 않는다. 블로그 글 하나도 `.h5`로
# 저장한다([바로잡은 곳](../posts/fashion_feature_maps.ipynb#바로잡기-h5는-옛-형식이다)).

# %% tags=["stderr"]
small_model().save("old_format.h5")

# %% [markdown]
# 고친 코드. 확장자만 바꾼다. 이번에는 경고가 없다. 다만 방금 `.h5`로 저장한 바로 그 모델이면 컴파일한 설정에서 옵티마이저가 지워졌으므로,
# `model.compile(model.optimizer, …)`로 쓰던 옵티마이저를 다시 넣은 다음 저장한다([까닭](#읽은-모델의-옵티마이저가-다르다-skipping-variable-loading-for-optimizer)).

# %% tags=["stderr"]
model.save("new_format.keras")
assert Path("new_format.keras").exists()

# %% [markdown]
# ## .h5로 저장한 모델이 읽히지 않는다: `Could not deserialize 'keras.metrics.mse'`
#
# 손실을 `"mse"`, `"mae"` 같은 줄임말로 컴파일해 `.h5`로 저장하면, 저장할 때는 앞의 경고만 나오다가 읽을 때 그 이름을 되살리지
# 못한다. `"mean_squared_error"`처럼 다 적은 이름이나 지표에 적은 줄임말은 읽힌다. 파일이 망가진 것도, Keras의 버전을 내려야 하는 것도 아니다. 블로그 글 하나가 이렇게
# 저장한다([바로잡은 곳](../posts/tensorflow_basics.ipynb#바로잡기-mse로-컴파일해-h5로-저장하면-그대로는-읽지-못한다)).

# %%
line = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
line.compile(optimizer="adam", loss="mse")
line.fit(np.ones((4, 1)), np.ones((4, 1)), verbose=0)
line.save("line.h5")

# %% raises="Could not deserialize 'keras.metrics.mse' because it is not a KerasSaveable subclass"
keras.models.load_model("line.h5")

# %% [markdown]
# 고친 코드. 이미 있는 파일은 컴파일한 설정을 빼고 읽은 다음 다시 컴파일한다. 가중치는 모두 읽히지만 옵티마이저는 처음부터 시작한다. 앞으로는 `.keras`로 저장한다. 그러면 줄임말도 그대로
# 되살아난다.

# %%
rescued = keras.models.load_model("line.h5", compile=False)
assert all(map(np.array_equal, rescued.get_weights(), line.get_weights()))
rescued.compile(optimizer="adam", loss="mse")
rescued.save("line.keras")
again = keras.models.load_model("line.keras")
assert type(again.optimizer) is keras.optimizers.Adam
print("다시 읽은 손실:", again.loss)

# %% [markdown]
# ## 파일이 없거나 .keras 파일이 아니다: `File not found: filepath=`
#
# 대개 두 가지 까닭이 같은 메시지를 낸다. 그 자리에 파일이 정말 없거나, 파일은 있지만 속이 `.keras`(zip)가 아니다. 내려받다 만 파일, 오류
# 페이지가 저장된 파일, 이름만 `.keras`로 바꾼 `.h5`가 뒤의 것이다. 그러니 경로가 맞는데도 이 오류가 나면 속을 본다.

# %% raises="File not found: filepath="
shutil.copy("old_format.h5", "renamed.keras")  # 이름만 바꾸었다
keras.models.load_model("renamed.keras")

# %% [markdown]
# 고친 코드. 파일이 있는지와 zip인지를 따로 확인한다. `.h5`였으면 본래 확장자로 읽고, 같은 설정의 옵티마이저를 새로 만들어 다시 컴파일한 다음 `.keras`로 저장한다(`metrics`를 적었으면 그것도 다시 적는다). 가중치는 모두 옮겨지지만, Keras 3.15는 `.h5`에서 Adam의 모멘트 같은 옵티마이저의
# 값을 되살리지 못하므로 옵티마이저는 처음부터 시작한다. 컴파일해 저장한 `.h5`에서 읽은 모델은 다시 컴파일하지 않으면 평가와 예측만 되고 `fit`은 `Unknown variable`로 멈춘다.

# %%
import zipfile

for name in ("renamed.keras", "no_such_file.keras", "my_model.keras"):
    is_there = Path(name).exists()
    print(f"{name:18} 있는가 {is_there}, zip인가 {zipfile.is_zipfile(name)}")
shutil.copy("renamed.keras", "original.h5")
converted = keras.models.load_model("original.h5")
same = type(converted.optimizer).from_config(converted.optimizer.get_config())
converted.compile(same, converted.loss)
converted.save("converted.keras")
assert zipfile.is_zipfile("converted.keras")

# %% [markdown]
# ## .h5 파일이 그 자리에 없다: `Unable to synchronously open file (unable to open file`
#
# 괄호 안의 `No such file or directory`가 까닭이다. 상대 경로는 스크립트가 있는 곳이 아니라 파이썬을 실행한 폴더에서 시작하므로, 파일이 있어도
# 찾지 못하는 일이 많다. 체크포인트를 만드는 훈련보다 읽는 코드가 먼저 나와도 난다([바로잡은 곳](../posts/tensorflow_basics.ipynb#바로잡기-만들고-쓰지-않은-모델-만들기-전에-읽은-파일)).

# %% raises="Unable to synchronously open file (unable to open file"
model.load_weights("checkpoints/best.weights.h5")

# %% [markdown]
# 고친 코드. 지금 폴더에서 그 파일이 어디에 있는지 먼저 찾는다. `save_weights`는 없는 폴더를 만들지 않으므로 저장하기 전에 만든다.

# %%
folder = Path("checkpoints")
folder.mkdir(exist_ok=True)
model.save_weights(folder / "best.weights.h5")
print("찾은 파일:", [path.as_posix() for path in Path().rglob("best*.h5")])
model.load_weights(folder / "best.weights.h5")

# %% [markdown]
# ## 속이 HDF5가 아니다: `file signature not found`
#
# 이름은 `.h5`인데 속이 HDF5가 아니다. GitHub의 파일 대신 웹 페이지를 받았거나, `.keras` 파일의 이름만 바꾸었거나, 파일이 비어 있다.
# 내려받다 끊긴 HDF5라면 괄호 안이 `truncated file`이다. 그때에는 다시 받는다. `h5py`의 탓이 아니다.

# %% raises="Unable to synchronously open file (file signature not found)"
Path("downloaded.h5").write_text("<!DOCTYPE html><title>404</title>")
keras.models.load_model("downloaded.h5")

# %% [markdown]
# 고친 코드. 첫 몇 바이트를 보면 무엇인지 알 수 있다. HDF5는 `\x89HDF`, `.keras`는 `PK`로 시작한다. 웹 페이지이면 파일을 다시
# 받는다.

# %%
for name in ("downloaded.h5", "old_format.h5", "my_model.keras"):
    print(f"{name:16}", Path(name).read_bytes()[:4])
assert Path("old_format.h5").read_bytes().startswith(b"\x89HDF")
assert Path("my_model.keras").read_bytes().startswith(b"PK")

# %% [markdown]
# ## SavedModel 폴더를 읽으려 했다: `File format not supported: filepath=`
#
# Keras 2가 만든 SavedModel 폴더나 `.ckpt`, `.pb`를 주면 난다. Keras 3의 `load_model`이 읽는 파일은 `.keras`와 `.h5`(`.hdf5`)이다. 확장자를 빼먹은
# 이름도 이 메시지를 낸다. `load_weights`에 `.ckpt`나 확장자가 없는 이름을 주어도 같은 말로 시작하는 오류가 난다. 그런 파일은 이름만 바꾸어서는 읽히지 않는다. `tensorflow.keras`로 불러도 같은 Keras 3이므로 달라지지 않는다.

# %%
model.export("exported", verbose=False)  # Keras 2의 model.save("exported") 대신
print(sorted(path.name for path in Path("exported").iterdir()))

# %% raises="File format not supported: filepath="
keras.models.load_model("exported")

# %% [markdown]
# 고친 코드. 예측만 할 것이면 메시지가 말한 `TFSMLayer`로 폴더를 층으로 읽는다. 훈련을 이어 가려면 코드로 같은 모델을 만들고 `served.trainable_weights`와 `served.non_trainable_weights`의 값을 차례로 옮긴 다음, 두 모델의 출력이 같은지 견주고 나서 `.keras`로 저장한다. 얼린 층이 있으면 새 모델의 층을 모두 녹인 채(`trainable = True`) 옮긴 다음 다시 얼린다. 무작위로 증강하는 층, `dropout`이나 `recurrent_dropout`을 준 `LSTM`, `adapt`한 `Normalization`, `GRU`와
# `SimpleRNN`이 있으면 이렇게 옮길 수 없고, `call`을 직접 적은 모델은 층을 적은 차례와 부르는 차례가 다르면 오류 없이 뒤바뀌기도 한다. `.ckpt`는 `TFSMLayer`로도 읽지 못한다. Keras 2에서 같은 모델에 읽어 다시 저장한다(Keras 2는 여기서 실행하지 않았다). Keras 2.12 이상이나 `tf_keras`이면 이름을 `.weights.h5`로 끝낸다. 2.11까지는 그 이름을 주어도 속이 옛 HDF5여서 Keras 3이 `objects could not be loaded`로 멈추므로, `old.h5`처럼 저장해 `load_weights("old.h5")`로 읽는다.

# %%
served = layers.TFSMLayer("exported", call_endpoint="serving_default")
outputs = served(x)  # 출력의 이름과 값의 사전
[(name, values)] = outputs.items()
print(name, values.shape)
np.testing.assert_allclose(values, model(x), rtol=1e-4)
again = keras.models.clone_model(model)  # 코드로 다시 만든 같은 구조
for kind in ("trainable_weights", "non_trainable_weights"):
    for old, new in zip(getattr(served, kind), getattr(again, kind), strict=True):
        new.assign(old)
np.testing.assert_allclose(again(x), values, rtol=1e-4)
print("폴더에서 읽은 층도, 가중치를 옮긴 모델도 예측이 같다")

# %% [markdown]
# ## Lambda 층이 든 모델을 읽었다: ``Requested the deserialization of a `Lambda` layer``
#
# 파이썬의 `lambda`로 만든 층은 파일에 바이트코드로 담긴다. 남이 만든 파일을 읽기만 해도 그 코드가 실행될 수 있어 Keras 3은 읽지 않는다.
# 메시지가 권하는 `safe_mode=False`는 이 보호를 끄는 것이다. 자기가 만든 파일에만 쓴다.

# %%
doubled = keras.Sequential([keras.Input((4,)), layers.Lambda(lambda v: v * 2)])
doubled.save("lambda.keras")

# %% raises="layer whose `function` is a Python lambda"
keras.models.load_model("lambda.keras")

# %% [markdown]
# 고친 코드. 곱하고 더하는 일은 대개 Keras의 층으로 적을 수 있다. 그러면 파일에 코드가 담기지 않아 그대로 읽힌다.

# %%
rescaled = keras.Sequential([keras.Input((4,)), layers.Rescaling(2.0)])
rescaled.save("no_lambda.keras")
back = keras.models.load_model("no_lambda.keras")
ones = np.ones((1, 4))
assert np.allclose(back(ones), 2)
own = keras.models.load_model("lambda.keras", safe_mode=False)  # 자기 파일
assert np.allclose(own(ones), 2)
print("두 모델 모두 1을 2로 바꾼다")

# %% [markdown]
# ## 직접 만든 손실을 찾지 못한다: `Could not locate function`
#
# 직접 쓴 손실이나 지표 **함수**는 파일에 이름만 담긴다. 읽는 쪽의 파이썬에 그 함수가 있어도, 등록하거나 넘겨주지 않으면 Keras는 찾지 못한다. 직접 만든 층이면 긴 메시지의
# 뒤쪽에 `Could not locate class`가 나온다. 이미 있는 파일은 아래처럼 `custom_objects`로 이름과 클래스를 짝지어야 읽힌다. 층은 모델의 구조라서 `compile=False`로는 건너뛸 수 없다. 함수라면 저장한 뒤에 등록해도 읽히지만, 직접 만든 층이나 손실 클래스는 저장한 뒤에 등록하면 파일에 적힌 이름과 달라져 찾지 못한다.


# %%
def absolute_error(target, predicted):
    """직접 쓴 손실."""
    return keras.ops.mean(keras.ops.abs(target - predicted), axis=-1)


line.compile(optimizer="adam", loss=absolute_error)
line.save("own_loss.keras")

# %% raises="Could not locate function"
keras.models.load_model("own_loss.keras")

# %% [markdown]
# 고친 코드. 읽을 때 이름과 함수를 짝지어 준다. 예측만 할 것이면 `compile=False`로도 읽힌다. 정의 위에
# `@keras.saving.register_keras_serializable()`을 적어 두면 그 정의를 가져온 곳에서는 넘겨주지 않아도 된다.

# %%
names = {"absolute_error": absolute_error}
loaded = keras.models.load_model("own_loss.keras", custom_objects=names)
assert loaded.loss is absolute_error
assert keras.models.load_model("own_loss.keras", compile=False).count_params() == 2
print("되찾은 손실:", loaded.loss.__name__)

# %% [markdown]
# ## 구조가 다른 모델에 가중치를 읽었다: `objects could not be loaded`
#
# 가중치만 담은 파일에는 구조가 없으므로, 읽는 모델의 층과 모양이 저장한 모델과 같아야 한다. 필터의 수 하나만 달라도 난다. 그러나 오류가 없다고 구조가 같은 것은 아니다. 뒤의 층을 뺐거나 활성화 함수만 다르면 아무 말 없이 읽힌다. `skip_mismatch=True`는
# 맞지 않는 층을 초깃값으로 남기고 오류만 감추므로, 일부만 옮겨 배우려는 때가 아니면 쓰지 않는다. 모양이 무엇으로 정해지는지는 [파라미터
# 세기](../concepts/parameters.ipynb#합성곱-층-필터마다-한-벌)에 있다.

# %% raises="objects could not be loaded"
wider = small_model(filters=4)
wider.load_weights("my.weights.h5")  # 필터가 2개인 모델이 저장했다

# %% [markdown]
# 고친 코드. 저장할 때와 같은 함수, 같은 인수로 모델을 만든다. 구조를 다시 적고 싶지 않으면 처음부터 `model.save`로 모델을 통째로 저장한다.

# %%
same = small_model(filters=2)
same.load_weights("my.weights.h5")
assert all(map(np.array_equal, same.get_weights(), model.get_weights()))
print("저장한 커널의 모양:", same.get_weights()[0].shape)

# %% [markdown]
# ## 입력의 모양을 모르는 모델에 읽었다: `You are loading weights into a model that has not yet been built`
#
# `Input`이 없는 모델은 데이터를 처음 받을 때 가중치를 만든다. 그 전에는 읽어 넣을 자리가 없다.

# %% raises="You are loading weights into a model that has not yet been built"
unbuilt = keras.Sequential(
    [layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(10, activation="softmax")]
)
unbuilt.load_weights("my.weights.h5")

# %% [markdown]
# 고친 코드. 맨 앞에 `Input`을 둔다. 이미 만든 `Sequential`이면 `build`에 배치 축까지 적은 모양을 준다. `call`을 직접 적은 모델은 `build`를 부르지 않고 `model(x[:1])`처럼 데이터를 한 번 넣은 다음 읽는다. 그런 모델에 `build`를 따로 적지 않고 부르면 경고만 나오고 층은
# 만들어지지 않아, `load_weights`가 오류 없이 아무것도 읽지 않는다.

# %%
unbuilt.build((None, 8, 8, 1))
unbuilt.load_weights("my.weights.h5")
np.testing.assert_allclose(unbuilt(x), model(x), rtol=1e-6)
print("예측이 같다")

# %% [markdown]
# ## 가중치 파일을 load_model로 읽었다: `No model config found in the file at`
#
# `save_weights`가 만든 파일에는 가중치만 있고 구조가 없다. `load_model`은 구조를 찾다가 멈춘다.

# %% raises="No model config found in the file at"
keras.models.load_model("my.weights.h5")

# %% [markdown]
# 고친 코드. 모델을 먼저 만들고 `load_weights`로 읽는다.

# %%
restored = small_model()
restored.load_weights("my.weights.h5")
assert all(map(np.array_equal, restored.get_weights(), model.get_weights()))
print(f"가중치 배열 {len(restored.get_weights())}개를 읽었다")

# %% [markdown]
# ## ModelCheckpoint의 파일 이름: ``The filepath provided must end in `.keras` ``
#
# `ModelCheckpoint`는 모델 전체를 저장하므로 이름이 `.keras`로 끝나야 한다. `.hdf5`, `.ckpt`, 확장자가 없는 이름은 받지 않는다. 메시지만 보면
# `.keras`만 되는 듯하지만 `.h5`는 Keras 3.15도 받는다.

# %% raises="The filepath provided must end in `.keras`"
keras.callbacks.ModelCheckpoint("best-{epoch:02d}.hdf5", save_best_only=True)

# %% [markdown]
# 고친 코드. `.keras`로 바꾼다. 훈련이 끝나면 파일이 있고 다시 읽힌다.

# %%
checkpoint = keras.callbacks.ModelCheckpoint(
    "best.keras", monitor="loss", save_best_only=True
)
model.fit(x, y, epochs=2, verbose=0, callbacks=[checkpoint])
keras.models.load_model("best.keras")
keras.callbacks.ModelCheckpoint("best.h5")  # 옛 형식이지만 받는다
print("best.keras를 저장하고 읽었다")

# %% [markdown]
# ## 가중치만 저장하는 ModelCheckpoint: ``When using `save_weights_only=True` in `ModelCheckpoint` ``
#
# 가중치만 저장할 때는 이름이 `.weights.h5`로 끝나야 한다. TensorFlow 안내서의 옛 예제 `cp-{epoch:04d}.ckpt`가 여기서 막힌다.

# %% raises="the filepath provided must end in `.weights.h5`"
keras.callbacks.ModelCheckpoint("cp-{epoch:04d}.ckpt", save_weights_only=True)

# %% [markdown]
# 고친 코드. 이름의 끝을 바꾼다. 에포크마다 파일이 하나씩 생긴다. 옛 예제가 읽을 때 쓰는 `tf.train.latest_checkpoint`는 이 파일을 찾지 못하므로 `load_weights`에 파일 이름을 바로 적는다.

# %%
each = keras.callbacks.ModelCheckpoint(
    "cp-{epoch:04d}.weights.h5", save_weights_only=True
)
model.fit(x, y, epochs=2, verbose=0, callbacks=[each])
print(sorted(path.name for path in Path().glob("cp-*")))

# %% [markdown]
# ## 체크포인트 이름에 적은 지표가 없다: `Failed to format this callback filepath`
#
# 이름의 중괄호 안에는 `{epoch}`와 그 훈련이 재는 값을 적는다(`save_freq`에 수를 주면 `{batch}`도 된다). `Reason`의 이름이 없는 것이다. 지금은 `metrics`에 적은 이름을 따르므로 `"accuracy"`라고 적었으면 `val_accuracy`이다(Keras 2.3 전에는 `val_acc`였다). 검증 데이터를 주지 않으면 `val_`로 시작하는 값은 하나도 없고, `save_freq`에 수를 주면 에포크 중간에 저장하므로 역시 없으며, `validation_freq`로 검증을 건너뛴 에포크에도 없다.

# %% raises="Failed to format this callback filepath"
named = keras.callbacks.ModelCheckpoint("{epoch:02d}-{val_acc:.2f}.keras")
model.fit(x, y, validation_split=0.2, verbose=0, callbacks=[named])

# %% [markdown]
# 고친 코드. `history.history`의 이름을 그대로 적는다.

# %%
named = keras.callbacks.ModelCheckpoint("{epoch:02d}-{val_accuracy:.2f}.keras")
history = model.fit(x, y, validation_split=0.2, verbose=0, callbacks=[named])
print("쓸 수 있는 이름:", list(history.history))
assert len(list(Path().glob("01-*.keras"))) == 1

# %% [markdown]
# ## 가장 좋은 모델이 아니라 마지막 모델이 저장된다: `Can save best model only with val_loss available`
#
# 오류가 아니라 경고라서 훈련은 끝까지 간다. `save_best_only=True`는 `val_loss`를 견주는데 `fit`에 검증 데이터를 주지 않아 그 값이 없다. `save_freq`에 수를 주어 에포크 중간에 저장하거나, `validation_freq`로 검증을 건너뛴 에포크에도 없다. Keras 2는
# 이때 저장을 건너뛰었지만, Keras 3.15는 저장할 때마다 덮어써서 **마지막** 모델을 남긴다. 파일이 있으므로 알아채기 어렵다.

# %%
best = keras.callbacks.ModelCheckpoint("last.keras", save_best_only=True)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    model.fit(x, y, epochs=3, verbose=0, callbacks=[best])
said = [str(it.message) for it in caught if "save best" in str(it.message)]
print(said[0], f"({len(said)}번)")
last = keras.models.load_model("last.keras")
assert len(said) == 3
assert all(map(np.array_equal, last.get_weights(), model.get_weights()))

# %% [markdown]
# 고친 코드. 검증 데이터를 떼어 준다. `save_freq`에 수를 적었으면 지우고, `validation_freq`를 적었으면 1로 되돌린다. 저장한 모델의 검증 손실이 기록의 최솟값과 같다. 검증 세트가 왜 있어야 하는지는 [옷 사진
# 들여다보기](../posts/fashion_feature_maps.ipynb#훈련-언제-멈출-것인가)에 있다.

# %%
model = small_model()
best = keras.callbacks.ModelCheckpoint("kept.keras", save_best_only=True)
history = model.fit(
    *(x[:16], y[:16]),
    validation_data=(x[16:], y[16:]),
    epochs=5,
    verbose=0,
    callbacks=[best],
)
kept = keras.models.load_model("kept.keras")
loss = kept.evaluate(x[16:], y[16:], verbose=0)[0]
lowest = min(history.history["val_loss"])
assert np.isclose(loss, lowest, rtol=1e-4)
print(f"저장한 모델 {loss:.3f}, 기록의 최솟값 {lowest:.3f}")

# %% [markdown]
# ## 읽은 모델의 옵티마이저가 다르다: `Skipping variable loading for optimizer`
#
# 경고이고 모델의 가중치는 다 읽혔다. 옵티마이저의 값만 읽지 못했다. 메시지의 두 수를 본다. 뒤의 수(저장된 것)가 더 작으면 대개 훈련하기 전에 저장한 파일이라 잃은 것이
# 없다. 그러나 `.h5`에서 읽어 `.keras`로 옮긴 파일이면 훈련한 옵티마이저의 값을 이미 잃은 것이다. 뒤의 수가 더 크면 저장된 옵티마이저의 값을 버린 것이라, 이어서 훈련하면 옵티마이저가 처음부터 시작한다. 까닭은 대개 셋 가운데 하나이다. 첫째, 갓 컴파일한 모델에
# `load_weights`로 읽으면 옵티마이저에 아직 값을 넣을 자리가 없다. 둘째, 아래처럼 옵티마이저의 종류가 바뀌었다. Keras 3.15는 모델을 `.h5`로 저장하면서 그 모델의
# 컴파일한 설정에서 옵티마이저를 지운다. 그 뒤에 `.keras`로 다시 저장한 파일은 **기본값 RMSprop**으로 읽힌다(모멘텀을 준 `SGD`처럼 변수의 수가 같은 옵티마이저이면 경고조차 없으므로 `type(model.optimizer)`를 본다). 셋째, 훈련한 뒤에 층의 `trainable`을 바꾸고 다시 컴파일하지 않은 채 저장했다. 이때에는 뒤의 수가 더 작아도 값을 잃는다.

# %%
both = small_model()  # Adam으로 컴파일했다
both.fit(x, y, verbose=0)
both.save("both.h5")
both.save("both.keras")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    loaded = keras.models.load_model("both.keras")
print([str(it.message) for it in caught if "Skipping" in str(it.message)])
print(type(both.optimizer).__name__, "→", type(loaded.optimizer).__name__)
assert type(loaded.optimizer) is keras.optimizers.RMSprop

# %% [markdown]
# 고친 코드. `.keras`로만 저장하고, 훈련한 뒤에 `trainable`을 바꾸려면 바꾸기 **전에** 저장한다. 바꾼 다음 이어서 훈련하려면 옵티마이저를 **새로** 주어 다시 컴파일하고, 훈련한 다음 저장한다(쓰던 `model.optimizer`를 넘기면 얼리기 전의 변수가 남아 같은 경고가 난다). 새로 컴파일하면 그때까지의
# 옵티마이저의 값은 버려진다. `.h5` 뒤에 저장했거나 `trainable`을 바꾸고 다시 컴파일하지 않은 채 저장했어도 훈련한 모델을 저장한 `.keras`라면 값은 파일에 남아 있다. `compile=False`로 읽어 훈련할 때의 `trainable`, 옵티마이저, 손실, `metrics`로 다시 컴파일하고, `optimizer.build`로 값을 넣을 자리를 만든 다음 같은 파일을 `load_weights`로 읽는다. 다시 컴파일하기만 하면 옵티마이저는 처음부터 시작한다. 가중치만 읽을 때에도
# `optimizer.build`를 먼저 부르면 옵티마이저의 값까지 읽힌다.

# %%
only = small_model()
only.fit(x, y, verbose=0)
only.save("only.keras")
loaded = keras.models.load_model("only.keras")
print(type(only.optimizer).__name__, "→", type(loaded.optimizer).__name__)
assert type(loaded.optimizer) is keras.optimizers.Adam
regained = keras.models.load_model("both.keras", compile=False)
regained.compile("adam", both.loss, metrics=["accuracy"])
regained.optimizer.build(regained.trainable_variables)
regained.load_weights("both.keras")
for was, now in zip(
    both.optimizer.variables, regained.optimizer.variables, strict=True
):
    assert np.array_equal(was, now)
assert int(regained.optimizer.iterations) > 0
only.save_weights("only.weights.h5")
resumed = small_model()
resumed.optimizer.build(resumed.trainable_variables)  # 값을 넣을 자리
resumed.load_weights("only.weights.h5")
assert int(resumed.optimizer.iterations) == int(only.optimizer.iterations) > 0

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. 저장하고 읽는 법을 처음부터 다룬 것은 [텐서플로
# 기초](../posts/tensorflow_basics.ipynb#저장하고-다시-읽기)이다.
