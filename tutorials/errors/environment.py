# %% [markdown]
# ---
# description: TensorFlow를 설치하고 가져오다가 만나는 오류와, 겁나 보이지만 해롭지 않은 CUDA와 oneDNN의 알림을 실제 출력으로 확인한다.
# date: 2026-11-28
# ---
# # 설치와 환경
#
# 코드는 맞는데 파이썬, 라이브러리, 편집기 때문에 나는 오류를 모았다. 여기서 낼 수 있는 것은 실제로 내고, GPU처럼 이 사이트의 컴퓨터에 없는 것은
# 실행하지 않았다고 적었다. 다른 파이썬이 내는 메시지는 `python`이라는 함수로 파이썬을 하나 더 띄워 얻는다.

# %%
import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"  # GPU가 있어도 CPU로 계산한다

import keras
import numpy as np
import tensorflow as tf
from keras import layers


def python(*arguments, **variables):
    """파이썬을 새로 띄워 실행하고, 표준 출력과 표준 오류를 함께 돌려준다."""
    ours = {
        name: it
        for name, it in os.environ.items()
        if not re.match("TF_|CUDA", name)
    }
    ran = subprocess.run(
        [sys.executable, *arguments],
        env={**ours, **variables},
        capture_output=True,
        text=True,
    )
    return ran.stdout + ran.stderr


# %% [markdown]
# ## 설치했는데 없다고 한다: `No module named 'tensorflow'`
#
# 대개 설치한 파이썬과 실행한 파이썬이 다르다. 한 컴퓨터에 파이썬이 여럿이면 `pip`은 그 가운데 하나에만 설치한다. VS Code나 주피터에서 다른 커널을 골라도 그렇다.
# 다시 설치해도 같은 곳에 설치되므로 고쳐지지 않는다. 아래의 `-S`는 설치한 라이브러리를 보지 못하게 한다. 곧 다른 파이썬이다.

# %%
print(python("-I", "-S", "-c", "import tensorflow").splitlines()[-1])

# %% [markdown]
# 고친 코드. **실행하는** 파이썬에게 설치하게 한다. 터미널에서는 `python -m pip install tensorflow`, 노트북에서는 `%pip install tensorflow`이다. 어느
# 파이썬인지는 `sys.executable`이 알려 주고, 거기에 있는지는 다음과 같이 확인한다.

# %%
for name in ("tensorflow", "keras"):
    print(name, importlib.util.find_spec(name) is not None)
assert Path(sys.executable).exists() and tf.__file__.startswith(sys.prefix)

# %% [markdown]
# ## 설치할 파일이 없다: `Could not find a version that satisfies the requirement tensorflow`
#
# 먼저 이 메시지 위의 줄을 본다. `WARNING: Retrying`이 되풀이되면 인터넷이나 회사·학교의 프록시가 막은 것이다. 그런 줄이 없으면 괄호 안의 `from versions:`를 본다. `none`이면 대개 이 파이썬이나 컴퓨터(예: 인텔 맥의 파이썬 3.13)에 맞는 파일이 없는 것이고(`pip`의 설정이 다른 저장소를 가리켜도 그렇다), 버전이 늘어서 있으면 적은 버전(`tensorflow==1.15`)이 그 가운데 없는 것이다.
# TensorFlow는 파이썬의 버전과 운영 체제마다 파일이 따로 있고, 갓 나온 파이썬이나 32비트 파이썬에 맞는 파일은 없다. `pip`을 올려도 대개 생기지 않는다(아주 옛 `pip`은 새 파일을 알아보지 못한다). 파이썬
# 3.15에 설치하면 바로 이 메시지가 나온다(2026년 11월). 아래에서는 파이썬 3.9용 파일 하나만 둔 폴더에서 찾게 해 같은 일을 일으킨다.

# %%
import ensurepip

Path("wheels").mkdir()
Path("wheels/tensorflow-2.20.0-cp39-cp39-manylinux_2_17_x86_64.whl").touch()
pip = next(Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"))
options = ["--no-index", "--find-links", "wheels", "--no-deps", "--no-color"]
said = python("-m", "pip", "download", *options, "tensorflow", PYTHONPATH=str(pip))
print(*[line for line in said.splitlines() if "ERROR" in line], sep="\n")
assert "Could not find a version that satisfies the requirement tensorflow" in said

# %% [markdown]
# 고친 코드. TensorFlow가 지원하는 파이썬을 쓴다. 설치한 파일의 꼬리표 `cp313`이 파이썬 3.13용이라는 뜻이다. 새 파이썬을 지우지 않아도 되고, 그 버전으로 가상 환경을 만들면
# 된다(`uv venv --python 3.13`).

# %%
wheel = importlib.metadata.distribution("tensorflow").read_text("WHEEL")
tag = re.search(r"Tag: (cp\d+)", wheel)[1]
print("설치된 TensorFlow의 꼬리표:", tag)
assert tag == "cp{}{}".format(*sys.version_info)

# %% [markdown]
# ## 패키지의 이름이 다르다: `No module named 'cv2'`
#
# 가져오는 이름과 설치하는 이름이 다른 라이브러리가 있다. `pip install cv2`는 되지 않고 `pip install opencv-python`이라고 한다. `sklearn`은
# `scikit-learn`, `PIL`은 `pillow`이다.

# %% raises="No module named 'cv2'"
import cv2

image = cv2.imread("photo.png")

# %% [markdown]
# 고친 코드. 설치된 것이면 어느 패키지에서 왔는지 물을 수 있다. 사진을 열어 크기만 바꾸려면 Keras에 있는 함수로도 된다.

# %%
packages = importlib.metadata.packages_distributions()
for name in ("sklearn", "PIL"):
    print(name, "←", packages[name][0])
keras.utils.save_img("photo.png", np.zeros((40, 60, 3)))
small = keras.utils.img_to_array(
    keras.utils.load_img("photo.png", target_size=(28, 28))
)
assert small.shape == (28, 28, 3)

# %% [markdown]
# ## 내 파일의 이름이 라이브러리를 가린다: `module 'tensorflow' has no attribute 'keras'`
#
# 스크립트를 `tensorflow.py`나 `keras.py`로 저장했다. 파이썬은 스크립트가 있는 폴더를 먼저 보므로 라이브러리 대신 그 파일을 가져온다. `keras.py`에서 `from keras.models import …`라고 적으면 `No module named 'keras.models'; 'keras' is not a package`가 난다. 그 파일 자신을 실행했으면 `has no attribute`라는 메시지에 파이썬 3.13부터 이름을 바꾸라는 말 `(consider renaming`이 붙고, 그 전에는 앞에 `partially initialized module`, 뒤에 `(most likely due to a circular import)`가 붙는다. 다시 설치해도 그대로이다.

# %%
Path("practice").mkdir()
code = "import tensorflow as tf\nprint(tf.keras.__version__)\n"
Path("practice/tensorflow.py").write_text(code)
line = python("practice/tensorflow.py").splitlines()[-1]
print(re.sub(r"'/.*/practice", "'…/practice", line))
assert "module 'tensorflow' has no attribute 'keras' (consider renaming" in line

# %% [markdown]
# 고친 코드. 파일의 이름을 바꾼다. 어느 파일을 가져왔는지는 `tf.__file__`이 알려 준다. `None`이면 이 파이썬에 TensorFlow가 없거나 깨졌고 이름만 같은 폴더를 가져온 것이다. 그 폴더를 치우고 다시 설치한다.

# %%
Path("practice/tensorflow.py").rename("practice/my_model.py")
where = (
    "import importlib.util; print(importlib.util.find_spec('tensorflow').origin)"
)
Path("practice/my_model.py").write_text(where)
found = Path(python("practice/my_model.py").strip())
assert found == Path(tf.__file__)
print("찾은 파일:", found.parent.name, found.name)

# %% [markdown]
# ## 편집기가 밑줄을 긋는다: `Import "tensorflow.keras" could not be resolved`
#
# 파이썬이 아니라 VS Code의 Pylance가 하는 말이다(편집기는 여기서 실행하지 않았다). 코드는 실행된다. TensorFlow는 `keras`를 실행할 때 이어 붙이므로, 실행하지 않고 파일만 읽는 편집기는 찾지 못한다.
# `tensorflow.python.keras`로 바꾸면 밑줄은 사라지지만, 그것은 TensorFlow 안에 남은 옛 Keras라서 함께 쓰지 못한다. 아래는 그렇게 바꾼 코드이다.

# %% raises="Only instances of `keras.Layer` can be added to a Sequential model"
from tensorflow.python.keras.layers import Dense

keras.Sequential([keras.Input((4,)), Dense(2)])

# %% [markdown]
# 고친 코드. `keras`를 바로 가져온다. 편집기도 찾고, `tensorflow.keras`와 같은 것이다. 그래도 밑줄이 남으면 편집기에서 고른 파이썬이 다른 것이다.

# %%
from tensorflow.keras import layers as through_tensorflow

assert through_tensorflow.Dense is layers.Dense
print("같은 층인가:", through_tensorflow.Dense is layers.Dense)

# %% [markdown]
# ## oneDNN의 알림: `oneDNN custom operations are on.`
#
# 오류가 아니다. CPU의 빠른 계산 라이브러리를 쓴다는 알림이고, 더하는 순서가 달라 마지막 자리가 조금 다를 수 있다는 뜻이다. 터미널에서는 줄의 앞에 `I`(정보), `W`(경고), `E`(오류)가 붙는다. `TF_CPP_MIN_LOG_LEVEL`을 올리라고들 하지만, 이 버전에서는 3으로 두어도 아래의 줄이 나온다. 그러면서 다른 줄은 오류까지 사라지므로 정작 볼 것을 못 볼 수 있다. 어느 줄이 나오는지는 운영 체제와 GPU에 따라 다르다.

# %%
notices = ("WARNING: All log", "oneDNN custom operations", "Could not find cuda")
said = python("-c", "import tensorflow", TF_CPP_MIN_LOG_LEVEL="3")
lines = {line.split("] ")[-1] for line in said.splitlines()}
kept = sorted(line for line in lines if line.startswith(notices))
print(*kept, sep="\n")
assert kept

# %% [markdown]
# 고친 코드. 고칠 것이 없다. `TF_ENABLE_ONEDNN_OPTS=0`으로 끄면 그 줄은 사라지지만 계산이 느려질 수 있다. 끄지 않아도 결과는 옳다. 아래에서 합성곱을 손으로 한 계산과
# 견준다.

# %%
image = np.arange(9.0, dtype="float32").reshape(1, 3, 3, 1)
by_keras = float(
    keras.ops.conv(image, np.ones((3, 3, 1, 1), "float32"))[0, 0, 0, 0]
)
print("Keras", by_keras, "손으로", image.sum())
assert by_keras == image.sum()

# %% [markdown]
# ## CUDA를 찾지 못했다는 알림: `Could not find cuda drivers on your machine, GPU will not be used.`
#
# [바로 위의 출력](#onednn의-알림-onednn-custom-operations-are-on)에 함께 나온 줄이다. TensorFlow가 CUDA의 라이브러리(`libcudart`)를 찾지 못해 CPU로 계산한다는 뜻이다. 메시지는 드라이버라고 하지만, GPU와 드라이버가 있어도 CUDA 없이 `tensorflow`만 설치했으면 나온다. GPU가 없는 컴퓨터라면 정상이다. `failed call to cuInit`, `UNKNOWN ERROR (303)`은 드라이버를 부르지 못했다는 다른 알림이고, GPU가 없으면 역시 정상이다. GPU가 없으면 CUDA를 설치해도 CPU로 계산한다. Windows에서는 GPU가 있어도 TensorFlow 2.11부터 쓰지 못하므로 WSL2를
# 쓴다(이 사이트의 컴퓨터에는 GPU가 없어 실행하지 않았다).

# %%
print("GPU:", tf.config.list_physical_devices("GPU"))
assert tf.config.list_physical_devices("GPU") == []

# %% [markdown]
# 고친 코드. GPU가 없으면 고칠 것이 없다. CPU만으로도 훈련이 된다. 리눅스나 WSL2에 NVIDIA GPU가 **있는데** 이 줄이 나오면, 먼저 `nvidia-smi`로 드라이버를 확인하고
# `python -m pip install "tensorflow[and-cuda]"`로 설치한다(실행하지 않았다). 얼마나 걸리는지는 모델에 달렸고, 이 사이트의 모델은 모두 CPU로 훈련했다.

# %%
total = tf.reduce_sum(tf.ones((28, 28)))
print("계산한 곳:", total.device[-5:], "값", float(total))
assert total.device.endswith("CPU:0") and float(total) == 784

# %% [markdown]
# ## GPU의 첫째를 꺼냈다: `list index out of range`
#
# GPU의 메모리 설정을 베낀 코드이다. `list_physical_devices("GPU")`가 빈 리스트인데 첫째를 꺼냈다. GPU가 없으면 멈추는 코드는 블로그 글에도
# 있다([바로잡은 곳](../posts/fashion_feature_maps.ipynb#바로잡기-gpu가-없어도-멈출-까닭은-없다)).

# %% raises="list index out of range"
gpu = tf.config.list_physical_devices("GPU")[0]
tf.config.experimental.set_memory_growth(gpu, True)

# %% [markdown]
# 고친 코드. 있는 만큼만 되풀이한다. 하나도 없으면 아무 일도 하지 않는다.

# %%
gpus = tf.config.list_physical_devices("GPU")
for gpu in gpus:
    tf.config.experimental.set_memory_growth(gpu, True)
print(f"설정한 GPU: {len(gpus)}개")

# %% [markdown]
# ## NumPy 2에서 이름이 없어졌다: `was removed in the NumPy 2.0 release`
#
# NumPy 2는 `np.float_`, `np.NaN`, `np.Inf` 같은 이름을 지웠다. 메시지에 바꿀 이름이 적혀 있다. NumPy를 1로 내리면 그 메시지는 사라지지만 다른 라이브러리가 맞지 않게 될 수 있고 파이썬 3.13에는 NumPy 1의 파일이 없으니, 자기 코드라면 이름을 바꾸는 편이 낫다.

# %% raises="was removed in the NumPy 2.0 release"
np.NaN

# %% [markdown]
# 고친 코드. 메시지가 말한 이름으로 바꾼다(`np.nan`, `np.inf`, `np.float64`). NumPy 1에서도 되는 이름이다.

# %%
assert np.isnan(np.nan) and np.float64(1) == 1.0
print(np.nan, np.inf, np.float64)

# %% [markdown]
# ## 파이썬의 자료형을 NumPy에서 찾았다: `module 'numpy' has no attribute 'int'`
#
# `np.int`, `np.float`, `np.object`는 NumPy 1.24에서 없어졌다. 본래 파이썬의 `int`, `float`, `object`를 부르던 다른 이름이었다. `np.bool`도 없다는 글이 있지만 NumPy 2에서
# 다시 생겼다.

# %% raises="module 'numpy' has no attribute 'int'"
labels = np.array([7, 2, 1]).astype(np.int)

# %% [markdown]
# 고친 코드. 파이썬의 `int`를 쓰거나 크기를 정한 `np.int64`를 쓴다.

# %%
labels = np.array([7, 2, 1]).astype("int64")
assert labels.dtype == np.int64 and np.bool is np.bool_
print(labels.dtype, np.bool)

# %% [markdown]
# ## NumPy 1로 만든 라이브러리: `A module that was compiled using NumPy 1.x cannot be run in`
#
# 자기 코드가 아니라 `Traceback`의 끝에 나오는 **라이브러리**가 옛것이다. C로 쓴 부분이 NumPy 1에 맞추어 만들어져 NumPy 2에서 읽히지 않는다. 그런 라이브러리가 NumPy에 묻는 것을 똑같이 물어 그
# 메시지를 얻는다.

# %%
ask = "import numpy.core._multiarray_umath as old; old._ARRAY_API"
said = python("-W", "ignore", "-c", ask).strip().splitlines()
print(*said[:8], sep="\n")
assert "compiled using NumPy 1.x cannot be run in" in said[0]

# %% [markdown]
# 고친 코드. 그 라이브러리를 올린다(`pip install -U 이름`). 올린 것이 아직 없으면 파이썬 3.12 이하로 가상 환경을 따로 만들어 거기서 `pip install "numpy<2"`를 한다. 파이썬 3.13에는 NumPy 1의 파일이 없다.
# 어느 버전을 받는지는 패키지마다 적혀 있고, TensorFlow는 `ml_dtypes`의 조건도 함께 지켜야 한다.

# %%
print("NumPy", np.__version__)
for name in ("tensorflow", "ml_dtypes"):
    needs = importlib.metadata.requires(name)
    print(name, [it for it in needs if it.startswith("numpy")])
assert int(np.__version__.split(".")[0]) >= 2

# %% [markdown]
# ## uint8에 큰 수를 곱했다: `out of bounds for uint8`
#
# NumPy 2는 더하기, 빼기, 곱하기, 몫처럼 결과가 `uint8`인 계산에서 파이썬 정수가 0–255를 벗어나면 예외를 낸다(나눗셈 `/`과 비교는 된다). NumPy 1은 자료형을 넓혀 계산했으므로 옛 코드가 여기서 멈춘다. `pixels[0] = 256`처럼 범위를 벗어난 수를 넣을 때에도 난다. 정수 픽셀의 계산은
# [이미지는 배열이다](../concepts/image_arrays.ipynb#정수-0255와-실수-01)에 있다.

# %% raises="out of bounds for uint8"
pixels = np.array([10, 200], dtype="uint8")
pixels * 256

# %% [markdown]
# 고친 코드. 먼저 넓은 자료형으로 바꾼다. `np.uint8(…)`로 수를 감싸는 것은 답이 아니다. 256은 그것으로도 나타낼 수 없다.

# %%
wide = pixels.astype("int32") * 256
assert wide.tolist() == [2560, 51200]
print(wide, wide.dtype)

# %% [markdown]
# ## 복사하지 말라고 했다: `Unable to avoid copy while creating an array as requested.`
#
# NumPy 2에서 `copy=False`는 "되도록 복사하지 마라"가 아니라 "복사해야 하면 예외를 내라"는 뜻이 되었다. 리스트를 배열로 바꾸려면 복사해야 한다.

# %% raises="Unable to avoid copy while creating an array as requested."
np.array([0.1, 0.9], copy=False)

# %% [markdown]
# 고친 코드. 메시지가 말한 `np.asarray`는 두 버전에서 모두 꼭 필요할 때에만 복사한다.

# %%
array = np.asarray([0.1, 0.9])
assert np.asarray(array) is array
print(array)

# %% [markdown]
# ## 메모리에 들어가지 않는 배열: `Unable to allocate`
#
# 배열 하나가 남은 메모리보다 크다. 이미지를 모두 큰 크기로 바꾸어 한 배열에 담거나 `uint8`을 255로 나누어 `float64`가 될 때 잘 난다. 아래에서는 어느 컴퓨터에도 없는
# 크기를 달라고 했다.

# %% raises="Unable to allocate"
np.zeros((2_000_000, 2160, 3840, 3))  # 4K 사진 200만 장

# %% [markdown]
# 고친 코드. 먼저 곱해서 크기를 어림한다. 저장은 `uint8`로 하고, 나누는 일은 모델 안의 `Rescaling`이 배치마다 하게 한다.

# %%
images = np.full((100, 28, 28, 1), 255, dtype="uint8")
divided = images / 255
print(f"uint8 {images.nbytes:,}바이트, 나눈 배열 {divided.nbytes:,}바이트")
assert divided.nbytes == 8 * images.nbytes
rescale = layers.Rescaling(1 / 255)
assert np.allclose(rescale(images[:32]), divided[:32])

# %% [markdown]
# ## 메모리에 들어가지 않는 층: `OOM when allocating tensor with shape`
#
# TensorFlow가 메모리를 얻지 못했다. GPU라면 다른 노트북이나 프로그램이 메모리를 쥐고 있는지 `nvidia-smi`로 먼저 본다. GPU에서 더 자주 보지만 CPU에서도 같은 메시지가 난다(여기서는 CPU로 냈고 GPU에서는 실행하지 않았다). 메시지의 `shape`를 본다. 배치
# 크기가 들어 있으면 배치를 줄이면 되지만, 아래처럼 **가중치**의 모양이면 줄여도 소용없다. 큰 이미지를 펼친 뒤 밀집 층을 두었기 때문이다.

# %% raises="OOM when allocating tensor with shape"
keras.Sequential(
    [keras.Input((4096, 4096, 3)), layers.Flatten(), layers.Dense(1_000_000)]
)

# %% [markdown]
# 고친 코드. 펼치지 않고 전역 풀링을 쓰면 밀집 층의 파라미터가 이미지의 크기와 상관없다. 왜 그런지는 [풀링](../concepts/pooling.ipynb#전역-풀링)과 [파라미터
# 세기](../concepts/parameters.ipynb#메모리로는-얼마인가)에 있다.

# %%
light = keras.Sequential(
    [
        keras.Input((4096, 4096, 3)),
        layers.Conv2D(8, 3, strides=2),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10),
    ]
)
print(f"파라미터 {light.count_params():,}개")
assert light.count_params() == (3 * 3 * 3 + 1) * 8 + (8 + 1) * 10

# %% [markdown]
# ## distutils가 없다: `No module named 'distutils'`
#
# 파이썬 3.12부터 `distutils`가 함께 들어 있지 않다. 이것을 쓰는 옛 라이브러리를 가져올 때 나며, 한글 글꼴을 담은 `koreanize-matplotlib`도 그 하나이다.

# %%
alone = {"SETUPTOOLS_USE_DISTUTILS": "stdlib"}  # setuptools가 대신하지 못하게 한다
print(python("-c", "import koreanize_matplotlib", **alone).splitlines()[-1])

# %% [markdown]
# 고친 코드. `pip install setuptools`가 같은 이름의 모듈을 대신 넣어 준다. 라이브러리를 가져오지 않고 글꼴 파일만 등록해도 된다([그림](plots.ipynb)).

# %%
said = python("-W", "ignore", "-c", "import distutils; print('가져왔다')")
assert importlib.util.find_spec("setuptools") and "가져왔다" in said
print("setuptools가 있으면:", said.strip())

# %% [markdown]
# **이어서 읽기**: 다른 메시지는 [오류 사전](../../errors.md)에서 찾는다. TensorFlow로 하는 계산의 바탕은 [텐서플로 기초](../posts/tensorflow_basics.ipynb)에
# 있다.
