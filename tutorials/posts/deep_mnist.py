# %% [markdown]
# ---
# description: 출력 크기 공식을 끌어내 Keras와 맞춰 보고, 파라미터 111만 개의 합성곱 신경망을 MNIST로 훈련한 뒤 필터와 특성 맵을 그린다.
# date: 2026-11-22
# ---
# # 심층 합성곱 신경망
#
# 5×5 합성곱 두 층과 큰 밀집 층을 쌓아 손글씨 숫자를 읽는다. 원문이 제목만 남겨 둔 마지막 절, 필터와 **특성 맵**(feature map)의 그림도 채운다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 희소 연결과 파라미터 공유는 파라미터를 얼마나 줄이는가
#     - 출력 크기 $\lfloor (n + 2p - m)/s \rfloor + 1$은 어디에서 오는가
#     - 푸리에 변환을 쓰는 합성곱은 언제 유리한가
#     - 가장 좋았던 모델을 남겨 평가하고, 그 모델이 본 것을 그린다
#
# 이 페이지는 블로그 글 「15장 CNN 이미지 분류」의 뒷부분을 따른다. 앞부분은 [텐서플로 기초](tensorflow_basics.ipynb)에 있다. 문장과
# 코드는 모두 새로 썼고, 원문에서 고칠 곳은 **원문 바로잡기** 상자에 담고, 확인할 수 있는 것은 실행해 보인다.

# %%
import keras
import numpy as np
from keras import layers
from snippets import plotting, visualization
from snippets.table import table

plotting.use_style()
SEED = 0

# %% [markdown]
# ## 윤곽선에서 물체로
#
# 얀 르쿤(Yann LeCun)은 1989년에 합성곱과 역전파로, 손으로 쓴 우편번호를 읽는 신경망을 발표했다. 앞의 층이 윤곽선이나 둥근 획 같은 작은 패턴을 찾고 뒤의 층이
# 그것을 모아 숫자를 알아본다는 생각이다. 같은 생각으로 층을 더 쌓은 요즘의 모델은 건물이나 강아지 같은 것도 가려낸다.
#
# 합성곱 층은 두 가지로 파라미터를 아낀다.
#
# - **희소 연결**(sparse connectivity): 출력 값 하나가 입력 전체가 아니라 작은 창에만 이어진다.
# - **파라미터 공유**(parameter sharing): 창이 어디에 있든 같은 커널을 쓴다.
#
# 28×28 이미지에서 24×24 특성 맵 32장을 만드는 세 가지 방법의 파라미터와 곱셈을 세어 보자. 공유는 파라미터만 줄인다.

# %%
# 층의 설정만 적는 기록이다. Pooling2D 말고는 Keras의 층과 이름이 같지만, 텐서를 넣어 부를 수 없다
from snippets.layer_kinds import Conv2D, Dense, Dropout, Flatten, Pooling2D
from snippets.parameters import count

pixels, values = 28 * 28, 24 * 24 * 32
ways = {
    "밀집 층: 모든 픽셀에 이어진다": ((pixels + 1) * values, pixels * values),
    "희소 연결: 5×5 창에만 이어진다": ((5 * 5 + 1) * values, 5 * 5 * values),
    "희소 연결 + 파라미터 공유: 합성곱": ((5 * 5 + 1) * 32, 5 * 5 * values),
}
[row] = count([Conv2D(32, 5)], (28, 28, 1))
assert list(ways.values())[2] == (row.parameters, row.multiplications)
table([{"방법": it, "파라미터": n, "곱셈": m} for it, (n, m) in ways.items()])

# %% [markdown]
# !!! warning "원문 바로잡기: 그 주소에서는 데이터를 받지 못할 수 있다"
#
#     원문은 MNIST의 주소로 yann.lecun.com을 적어 두었다. 2024년에는 그곳의 파일을 받지 못한다는 신고가 여럿 올라왔다(cvdfoundation/mnist의 4번 이슈 등).
#     지금 어떤지는 여기서 확인하지 않는다. 이 저장소에는 파일이 함께 있다. 배포되던 원본과 같은지 보려고, 이 배열에서 원본 파일 네 개의 내용(압축을 푼 바이트)을 다시 만들어
#     널리 알려진 MD5와 맞춰 본다.

# %% tags=["boxed"]
import hashlib

from snippets.datasets import FOLDER

known = {
    "x_train": "6bbc9ace898e44ae57da46a324031adb",
    "y_train": "a25bea736e30d166cdddb491f175f624",
    "x_test": "2646ac647ad5339dbf082846283269ea",
    "y_test": "27ae3e4e09519cfbb04c329615203637",
}
with np.load(FOLDER / "mnist.npz") as arrays:
    for name, md5 in known.items():
        kind = 2051 if name.startswith("x") else 2049  # 이미지, 레이블
        header = np.array([kind, *arrays[name].shape], dtype=">i4")
        data = header.tobytes() + arrays[name].tobytes()
        assert hashlib.md5(data).hexdigest() == md5
        print(name, md5)

# %% [markdown]
# ## 출력 크기를 끌어내기
#
# 한 변이 $n$인 입력의 양쪽에 $p$칸씩 채우면 $n + 2p$칸이다. 한 변이 $m$인 커널의 왼쪽 끝은 0번 칸에서 시작해 $n + 2p - m$번 칸까지 갈
# 수 있다. $s$칸씩 옮기면 $0, s, 2s, \dots$에 놓이므로, 놓을 수 있는 자리는 처음 하나에 더해
# $\lfloor (n + 2p - m)/s \rfloor$개이다. 예를 들어 $n = 8$, $p = 0$, $m = 3$, $s = 2$이면 5번 칸까지 갈 수 있고, 놓이는 자리는 0, 2, 4의 세 곳이다.
#
# $$o = \left\lfloor \frac{n + 2p - m}{s} \right\rfloor + 1$$
#
# Keras의 `Conv2D`에는 $p$를 수로 적는 자리가 없으므로, 한 변이 $n + 2p$인 배열을 만들어 `valid`로 합성곱한다. 네 수를 바꾸어 가며 맞춰 본다.

# %%
from snippets.output_size import conv_output_size

checked = 0
for n in (5, 12, 28):
    for p in (0, 1, 2):
        padded = np.zeros((1, n + 2 * p, n + 2 * p, 1), dtype="float32")
        for m in (1, 3, 5):
            for s in (1, 2, 3):
                side = layers.Conv2D(1, m, strides=s)(padded).shape[1]
                assert side == conv_output_size(n, m, s, p)
                checked += 1
print(f"{checked}가지 모두 Keras와 같다")

# %% [markdown]
# !!! warning "원문 바로잡기: ⊙는 합성곱의 기호가 아니다"
#
#     원문은 합성곱 연산자를 ⊙로 적었다. ⊙는 대개 같은 자리끼리 곱하는 **원소별 곱**(elementwise product)의 기호이고, 합성곱은 보통
#     $*$로 적는다. 둘은 값이 다르고, 겹치는 자리를 모두 세는 합성곱(SciPy의 `full`)에서는 결과의 모양도 다르다. NumPy의 `*`는 수학의 ⊙,
#     곧 원소별 곱이다.

# %% tags=["boxed"]
from scipy.signal import convolve2d

a = np.arange(9.0).reshape(3, 3)
assert not np.allclose(a * a, convolve2d(a, a, mode="same"))
print("원소별 곱:", (a * a).shape, "| 합성곱:", convolve2d(a, a).shape)

# %% [markdown]
# ## 푸리에 변환으로 계산하기
#
# 합성곱을 **고속 푸리에 변환**(fast Fourier transform, FFT)으로도 계산할 수 있다. 푸리에 변환은 배열을 여러 물결로 나누어, 물결마다 얼마나 크고 어느 자리에서 시작하는지를 복소수 하나로 적는다. 그래서 배열을 그대로 되돌릴 수 있다. 물결이 얼마나 자주 되풀이되는지가 주파수이다. 이미지와 커널을 이렇게 주파수마다의 값으로 바꾸면 합성곱이 원소별 곱이
# 되고, 곱한 뒤 되돌린다. 변환하고 되돌리는 시간은 이미지와 커널을 합친 크기에 달려 있어 커널이 커져도 천천히 는다. 직접 계산은 출력 값 하나마다 커널의
# 넓이만큼 곱해야 한다.
#
# 주파수에서 곱하면 이미지가 끝에서 처음으로 이어진 것처럼 셈하는 **순환 합성곱**이 된다. 그래서 이미지와 커널을 저마다 적어도 두 변의 합에서 1을 뺀 크기까지
# 0으로 채워, 이어지는 자리에 0만 오게 한 다음 변환한다. 예를 들어 [1, 2, 3, 4]와 [1, 1]의 합성곱은 [1, 3, 5, 7, 4]인데, 네 칸에서 순환하면 끝의 4가 처음으로 돌아와
# [5, 3, 5, 7]이 된다. 4 + 2 − 1 = 5칸까지 채우면 돌아올 것이 없다. `fftconvolve`가 이것까지 맡는다.
#
# 직접 계산하는 쪽은 커널의 칸마다 이미지를 그 칸의 행과 열만큼 밀어 놓고, 그 칸의 가중치를 곱해 더한다. 푸리에 변환이 셈하는 것은 커널을 뒤집는
# [수학의 합성곱](../concepts/convolution.ipynb#합성곱과-상호상관)이므로, 직접 하는 쪽도 커널을 뒤집는다. 256×256 이미지에서 두 방법이 같은 답을 내는지 보고, 여러 번 재어 가장 짧은
# 시간을 견준다. 시간은 컴퓨터마다 다르므로 어느 쪽이 빨랐는지만 적는다.

# %%
from timeit import repeat

from scipy.signal import fftconvolve

rng = np.random.default_rng(SEED)
photo = rng.random((256, 256), dtype="float32")


def directly(kernel):
    """커널을 180도 돌려, 칸마다 밀어 놓은 이미지를 곱해 더한다. valid."""
    size = len(photo) - len(kernel) + 1
    result = np.zeros((size, size), dtype="float32")
    for (row, column), weight in np.ndenumerate(kernel[::-1, ::-1]):
        result += weight * photo[row : row + size, column : column + size]
    return result


def by_fft(kernel):
    return fftconvolve(photo, kernel, mode="valid")


def best_time(compute, kernel):
    """여러 번 재어 가장 짧은 시간(초). 다른 프로그램이 끼어든 때는 버리게 된다."""
    return min(repeat(lambda: compute(kernel), number=1, repeat=20))


rows = []
faster = {}
for m in (3, 5, 7, 9, 15, 31):
    kernel = rng.random((m, m), dtype="float32")
    result = directly(kernel)
    np.testing.assert_allclose(result, by_fft(kernel), rtol=1e-3)
    direct, fourier = best_time(directly, kernel), best_time(by_fft, kernel)
    faster[m] = "푸리에 변환" if fourier < direct else "직접"
    rows.append(
        {
            "커널": f"{m}×{m}",
            "직접 계산할 때의 곱셈 수": result.size * m * m,
            "빠른 쪽": faster[m],
        }
    )
table(rows)

# %% [markdown]
# !!! warning "원문 바로잡기: 푸리에 변환이 유리한 것은 커널이 클 때이다"
#
#     원문은 최근에 푸리에 변환을 써서 합성곱을 계산한다고만 적고, 언제 그렇게 하는지는 적지 않았다. 커널의 크기를 바꾸어 가며 재어 보면, 아주 작은 커널은 직접 계산하는 쪽이 빠르고
#     커널이 커지면 푸리에 변환이 빠르다. 이미지보다 훨씬 작은 커널이라면 직접 하는 쪽의 시간은 커널의 넓이에 거의 비례해 늘지만, 변환하고 되돌리는 시간은 거의 그대로이기 때문이다. 어디에서
#     바뀌는지는 컴퓨터와 라이브러리에 따라 다르고, 채널이 많은 신경망에서는 또 다르다.

# %% tags=["boxed"]
assert (faster[3], faster[31]) == ("직접", "푸리에 변환")
large, small = (rng.random((m, m), dtype="float32") for m in (31, 3))
growth = {}
for compute in (directly, by_fft):
    growth[compute.__name__] = best_time(compute, large) / best_time(compute, small)
assert growth["directly"] > 10 * growth["by_fft"]
print(
    "커널이 3×3에서 31×31이 될 때, 직접 하는 시간이 늘어나는 배수는 변환하는 쪽의 10배가 넘는다"
)

# %% [markdown]
# ## 서브샘플링과 드롭아웃
#
# **서브샘플링**(subsampling)은 구역마다 값 하나로 줄여 특성 맵의 높이와 너비를 작게 만드는 것이다. **최대 풀링**(max pooling)은 구역에서 가장 큰 값을, **평균 풀링**(average pooling)은 평균을 남긴다. 두 풀링에는 배우는 값이 없다.

# %%
small = np.array([[1, 3, 0, 2], [5, 7, 4, 2]], dtype="float32")
for layer in (layers.MaxPool2D(2), layers.AveragePooling2D(2)):
    print(
        type(layer).__name__,
        layer(small[np.newaxis, :, :, np.newaxis]).numpy().ravel(),
    )

# %% [markdown]
# !!! warning "원문 바로잡기: maxing pooling이 아니라 max pooling"
#
#     원문의 `maxing pooling`, `average polling`은 max pooling, average pooling의 오기이다. 같은 층을 코드에서는 `MaxPool2D`로, 설명에서는
#     `MaxPooling2D`로 적은 것은 잘못이 아니다. 한 층의 두 이름이다.

# %% tags=["boxed"]
assert layers.MaxPool2D is layers.MaxPooling2D
print("MaxPool2D is MaxPooling2D:", layers.MaxPool2D is layers.MaxPooling2D)

# %% [markdown]
# **드롭아웃**(dropout)은 훈련하는 동안 값의 일부를 무작위로 0으로 만들고, 기댓값이 그대로이도록 남은 값을 키운다. 비율이 0.5이면 값마다
# 0.5의 확률로 0이 되고 남은 값은 두 배가 된다. 저마다 따로 뽑으므로 꼭 절반이 0이 되지는 않는다. 예측할 때는 아무것도 하지 않는다.

# %%
drop = layers.Dropout(0.5, seed=SEED)
ones = np.ones((1, 12), dtype="float32")
print("훈련할 때", drop(ones, training=True).numpy()[0].astype(int))
print("예측할 때", drop(ones, training=False).numpy()[0].astype(int))

# %% [markdown]
# ## 데이터 전처리
#
# 6만 장의 6분의 1을 검증 세트로 떼고, 남은 5만 장, 곧 **훈련 세트의** 평균과 표준편차로 세 데이터를 모두 **표준화**(standardization)한다. 검증과 테스트 데이터의 평균과 표준편차를
# 쓰면 미리 엿보는 셈이 된다. 레이블은 **원-핫**(one-hot)으로 바꾼다.

# %%
from snippets.datasets import load_mnist

(images, labels), (test_images, y_test) = load_mnist()
held_out = len(images) // 6
mean = images[:-held_out].mean()
deviation = images[:-held_out].std()


def prepare(images):
    """(장수, 28, 28) → (장수, 28, 28, 1) float32, 훈련 세트에서 평균 0, 표준편차 1."""
    return ((images - mean) / deviation).astype("float32")[..., np.newaxis]


x_train, x_valid = prepare(images[:-held_out]), prepare(images[-held_out:])
x_test = prepare(test_images)
one_hot = keras.utils.to_categorical(labels, num_classes=10)
y_train, y_valid = one_hot[:-held_out], one_hot[-held_out:]
print("훈련", x_train.shape, y_train.shape, "검증", x_valid.shape)
print(f"훈련: 평균 {x_train.mean():z.2f}, 표준편차 {x_train.std():.2f}")
print(f"테스트: 평균 {x_test.mean():.3f}, 표준편차 {x_test.std():.3f}")

# %% [markdown]
# ## 모델
#
# 합성곱과 풀링을 되풀이하고 밀집 층으로 끝난다. 초기의 합성곱 신경망부터 널리 쓰인 짜임이다. `padding`은 적지 않으면 `"valid"`이고, 보폭 `strides`는 수 하나로도
# (세로, 가로) 튜플로도 적는다.

# %%
assert layers.Conv2D(1, 5).padding == "valid"
assert layers.Conv2D(1, 5, strides=2).strides == (2, 2)
keras.utils.set_random_seed(SEED)
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 5, padding="valid", activation="relu", name="conv_1"),
        layers.MaxPool2D(2, name="max_pool_1"),  # 24 → 12
        layers.Conv2D(64, 5, padding="valid", activation="relu", name="conv_2"),
        layers.MaxPool2D(2, name="max_pool_2"),  # 8 → 4
        layers.Flatten(),  # 4 · 4 · 64 = 1024
        layers.Dense(1024, activation="relu"),
        layers.Dropout(0.5, name="dropout"),
        layers.Dense(10, activation="softmax"),
    ],
    name="deep_mnist",
)
model.summary()

# %%
stack = [Conv2D(32, 5), Pooling2D(), Conv2D(64, 5), Pooling2D(), Flatten()]
stack += [Dense(1024), Dropout(0.5), Dense(10)]
counted = [row.parameters for row in count(stack, (28, 28, 1))]
assert counted == [layer.count_params() for layer in model.layers]
assert sum(counted) == model.count_params() == 1_111_946
print(" + ".join(f"{n:,}" for n in counted if n), f"= {sum(counted):,}")
first = model.layers[0]
print("커널의 초깃값:", type(first.kernel_initializer).__name__, end=", ")
print("편향의 초깃값:", type(first.bias_initializer).__name__)

# %% [markdown]
# `kernel_initializer`를 적지 않으면 **글로럿 초기화**(Glorot initialization)의 균등 분포에서 뽑는다. 세이비어(Xavier) 초기화라고도
# 한다. 들어오고 나가는 값의 수로 범위를 정해 신호와 기울기의 크기가 층마다 비슷하게 하려는 것이다. 편향은 0에서 시작한다.
#
# !!! warning "원문 바로잡기: 밀집 층의 유닛은 1012가 아니라 1024"
#
#     원문의 코드는 `Dense(1024)`인데 요약에는 `Dense(1012)`라고 적었다. 원문이 링크한 저장소의 노트북(ch15)도 `Dense(1024)`이고, 그 요약에 찍힌 파라미터가
#     1,111,946개이다. 이 밖에도 LeGun(LeCun), 은익층(은닉층), gloror(glorot), vla_loss(val_loss) 같은 오기가 있다.

# %% tags=["boxed"]
with_1012 = [Dense(1012) if layer == Dense(1024) else layer for layer in stack]
total = sum(row.parameters for row in count(with_1012, (28, 28, 1)))
assert sum(counted) == 1_111_946 != total
print(f"1024라면 {sum(counted):,}개, 1012라면 {total:,}개")

# %% [markdown]
# ## 훈련
#
# **콜백**(callback)을 둘 둔다. `ModelCheckpoint`는 `save_best_only=True`로 두면 검증 손실이 가장 낮을 때의 모델을 파일에 남긴다. 원문의 설명과 달리 가중치만이 아니라
# 모델을 통째로 저장한다. `TensorBoard`는 기록을 `logs` 폴더에 남긴다.
# 터미널에서 `tensorboard --logdir logs`를 실행하면 브라우저에서 볼 수 있다.
#
# !!! warning "원문 바로잡기: 폴더 이름에 쓸 수 없는 글자"
#
#     원문은 로그 폴더의 이름에 `time.asctime()`을 넣었다. 거기에는 빈칸과 쌍점(`:`)이 들어가는데, Windows에서는 폴더 이름에 쌍점을
#     쓸 수 없다. 이름에 들어갈 글자는 `strftime`으로 고른다. 이렇게 훈련마다 폴더를 나누면 TensorBoard에서 여러 훈련을 견줄 수 있다. 훈련을
#     한 번만 한다면 `logs`를 그대로 써도 된다.

# %% tags=["boxed"]
import time

moment = time.gmtime(0)  # 예로 드는 시각: 1970년 1월 1일 0시
assert ":" in time.asctime(moment)
name = time.strftime("%Y%m%d-%H%M%S", moment)
assert ":" not in name and " " not in name
print("asctime:", time.asctime(moment))
print("strftime:", name)

# %% tags=["parameters"] fast={"epochs": 1}
epochs = 4

# %% timeout=3600
model.compile(
    loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"]
)
history = model.fit(
    x_train,
    y_train,
    batch_size=64,
    epochs=epochs,
    validation_data=(x_valid, y_valid),
    callbacks=[
        keras.callbacks.ModelCheckpoint("best.keras", save_best_only=True),
        keras.callbacks.TensorBoard("logs"),
    ],
    verbose=2,
)

# %% alt="에포크에 따른 손실과 정확도를 훈련과 검증으로 나누어 그린 그래프 두 장. 검증 손실이 가장 낮은 에포크에 점선이 있다."
visualization.curves(history.history)

# %% [markdown]
# 훈련 손실은 드롭아웃이 걸린 채, 에포크가 도는 동안의 값을 평균한 것이다. 검증 손실은 에포크가 끝난 뒤 드롭아웃 없이 잰다. 그래서 처음에는 훈련 쪽이 더 나빠 보일 수 있다.
#
# ## 가장 좋았던 모델로 평가하기
#
# 마지막 에포크의 모델이 아니라 파일에 남긴 모델을 읽어 테스트 세트로 평가한다. 둘은 같은 모델일 수도 있다. 원문의 코드는 50에포크로 정해 놓았지만 정확도는
# 적지 않았다. 원문이 링크한 저장소의 노트북(ch15)은 픽셀마다의 평균을 빼고 20에포크를 훈련해, 가장 좋았던 모델에서 테스트 정확도 0.9915를 얻었다. 여기서는
# 4에포크만 훈련한다.

# %%
from snippets.results import Results

best = keras.models.load_model("best.keras")
lowest = int(np.argmin(history.history["val_loss"])) + 1
print(f"{epochs}에포크 가운데 {lowest}번째의 모델")
test_loss, test_accuracy = best.evaluate(
    x_test, keras.utils.to_categorical(y_test, num_classes=10), verbose=0
)
Results(
    [
        {
            "모델": "심층 합성곱 신경망",
            "파라미터": best.count_params(),
            "훈련 이미지": len(x_train),
            "에포크": epochs,
            "테스트 정확도": test_accuracy,
            "공개된 값": "예제 노트북 0.9915",
        }
    ]
)

# %% [markdown]
# ## 필터와 특성 맵
#
# 첫 층의 5×5 커널 32개를 모두 그린다. 흰색은 0, 붉은색은 양수, 푸른색은 음수이다.

# %% alt="첫 합성곱 층의 5×5 커널 32개를 4행 8열로 늘어놓은 그림. 붉은색과 푸른색이 맞닿아 방향을 이루는 커널이 여럿 보인다."
kernels = best.layers[0].kernel.numpy()  # (5, 5, 1, 32)
visualization.kernel_grid(kernels[:, :, 0])

# %% [markdown]
# 붉은 띠와 푸른 띠가 나란한 커널은 붉은 쪽이 밝고 푸른 쪽이 어두운, 그 방향의 윤곽선에서 크게 반응한다. 명암을 뒤집은 윤곽선에서는 합의 부호가 바뀌므로 대개 음수가 되어
# ReLU가 0으로 바꾼다. 평평한 배경이 늘 0인 것은 아니다. 그곳에서는 창 안의 값이 모두 같으므로, ReLU를 거치기 전의 값은 (배경의 입력) × (커널의 합) + 편향이다. 표준화한 배경은 음수이므로, 커널의 합이 음수이면 곱이 양수가 된다. 배경의 입력은 어느 맵에서나 같으므로, 커널의 합과 편향만 알면
# 어느 맵의 배경이 0보다 클지 미리 알 수 있다.

# %%
kernel, bias = (weight.numpy() for weight in best.layers[0].weights)
flat = float(x_test.min())  # 표준화한 배경
predicted = np.maximum(flat * kernel.sum(axis=(0, 1, 2)) + bias, 0)  # (32,)
empty = np.full((1, 28, 28, 1), flat, dtype="float32")
np.testing.assert_allclose(best.layers[0](empty)[0, 0, 0], predicted, atol=1e-4)
print(f"배경의 값 {flat:.2f}, 배경이 0보다 큰 맵 {np.sum(predicted > 0)}장")
print(f"그 가운데 가장 큰 값 {predicted.max():.2f}")

# %% [markdown]
# 다음은 테스트 세트의 2와 7이 첫 층에서 만든 특성 맵이다. 같은 자리의 맵은 같은 커널이 만든 것이다.

# %% card=2 alt=["테스트 세트에서 고른 숫자 2와 7.", "숫자 2의 특성 맵 32장을 4행 8열로 늘어놓은 그림. 획의 윤곽선 가운데 어느 쪽이 밝은지가 맵마다 다르다.", "숫자 7의 특성 맵 32장을 같은 차례로 늘어놓은 그림."]
chosen = [int(np.argmax(y_test == digit)) for digit in (2, 7)]
plotting.image_grid(
    test_images[chosen], [f"레이블 {y_test[i]}" for i in chosen], columns=2
)
first_maps = keras.Model(best.inputs[0], best.layers[0].output)
for maps in first_maps(x_test[chosen]).numpy():  # (24, 24, 32)
    visualization.feature_map_grid(maps)

# %% [markdown]
# 마지막은 예측이다. 맞혔지만 예측한 숫자의 확률이 가장 낮은 다섯 장, 그리고 틀렸는데 예측한 숫자의 확률이 가장 높은 다섯 장이다. 제목은
# *실제 → 예측 (확률)*이고, 1.00은 반올림한 값이다. 틀리고도 1에 가까울 수 있으므로 이 확률을 그대로 믿어서는 안 된다.

# %% alt="예측한 테스트 이미지 열 장. 윗줄은 맞혔지만 확률이 낮은 다섯 장, 아랫줄은 확률이 높은데 틀린 다섯 장이다."
probabilities = best.predict(x_test, verbose=0)  # (장수, 10)
guess, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
right, wrong = np.flatnonzero(guess == y_test), np.flatnonzero(guess != y_test)
shown = [*right[sure[right].argsort()[:5]], *wrong[sure[wrong].argsort()[::-1][:5]]]
titles = [f"{y_test[i]} → {guess[i]} ({sure[i]:.2f})" for i in shown]
plotting.image_grid(test_images[shown], titles)
print(f"{len(y_test):,}장 가운데 {len(wrong):,}장을 틀렸다")

# %% [markdown]
# ## 브라우저에서도 훈련할 작은 모델
#
# [훈련해 보기](../../train.md)에서는 독자의 브라우저가 작은 모델을 훈련한다. 그 페이지가 처음에 보이는 모델을 여기서 먼저 훈련해, 견줄 기록을 남긴다. 이미지는 MNIST 훈련 세트의 앞
# 5,000장과 테스트 세트의 앞 1,000장이고, 파일을 줄이려고 밝기를 16단계로 반올림했다. 브라우저도 똑같은 값을 본다.

# %%
from snippets.datasets import FASHION_NAMES, load_fashion_mnist
from snippets.image_file import rounded

few = images[:5000], labels[:5000]
watched = test_images[:1000], y_test[:1000]
(clothes, kinds), (test_clothes, test_kinds) = load_fashion_mnist()
fashion = (clothes[:5000], kinds[:5000]), (test_clothes[:1000], test_kinds[:1000])
x_few, x_watched = (rounded(x, levels=16) for x, _ in (few, watched))

keras.utils.set_random_seed(SEED)
small_model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
small_model.compile(
    loss="sparse_categorical_crossentropy",
    optimizer=keras.optimizers.Adam(learning_rate=0.008),
    metrics=["accuracy"],
)
print(f"파라미터 {small_model.count_params():,}개")

# %% [markdown]
# 32장씩 다섯 에포크를 훈련하며, 스무 배치마다 그 배치들의 손실과 정확도를 평균하고 테스트 이미지로도 잰다. 테스트 이미지는 지켜보는 데에만 쓴다. 그것으로 모델을 고르거나 훈련을
# 멈추지 않는다. 표의 정확도는 똑같이 반올림한 테스트 세트 전체로 쟀다.

# %%
order = np.random.default_rng(SEED)
batches = 0
curve = {"learned": [], "held": []}  # [배치, 손실, 정확도]의 목록
for _ in range(5):
    shuffled = order.permutation(len(x_few))
    for start in range(0, len(x_few), 32):
        batch = shuffled[start : start + 32]
        learned = small_model.train_on_batch(x_few[batch], few[1][batch])
        batches += 1
        if batches % 20 == 0:  # learned는 reset_metrics를 부른 뒤의 평균이다
            curve["learned"].append([batches, *np.round(learned, 4).tolist()])
            small_model.reset_metrics()
            held = small_model.test_on_batch(x_watched, watched[1])
            curve["held"].append([batches, *np.round(held, 4).tolist()])
            small_model.reset_metrics()
(_, _, first), *_, (_, _, last) = curve["held"]
print(f"테스트 {len(x_watched):,}장의 정확도: {first:.3f} → {last:.3f}")
_, accuracy = small_model.evaluate(rounded(test_images, 16), y_test, verbose=0)
row = {"모델": "브라우저에서도 훈련하는 모델"}
row |= {"파라미터": small_model.count_params(), "훈련 이미지": len(x_few)}
Results([row | {"에포크": 5, "테스트 정확도": accuracy}])

# %% [markdown]
# 끝으로 이미지를 파일로 내보낸다. MNIST의 파일에는 이 기록도 담는다. Fashion-MNIST는 밝기를 8단계로 반올림하고, 여기서 훈련하지는 않는다.

# %% tags=["source"] alt="배치에 따른 정확도와 손실의 그래프 두 장. 훈련의 값과 테스트 이미지로 잰 값이 있다."
import matplotlib.pyplot as plt
from IPython.display import display
from snippets.image_file import ImageFile

_, axes = plt.subplots(1, 2, figsize=(7.4, 3))
learned, held = (np.transpose(rows) for rows in curve.values())
for ax, column, label in zip(axes, (2, 1), ("정확도", "손실"), strict=True):
    ax.plot(learned[0], learned[column], label="훈련(스무 배치의 평균)")
    ax.plot(held[0], held[column], "--", label="테스트 이미지")
    ax.set(xlabel="배치", ylabel=label)
    ax.legend(fontsize=10)
plt.show()
digits = [str(digit) for digit in range(10)]
display(
    ImageFile("mnist", few, watched, digits, levels=16, curve=curve),
    ImageFile("fashion_mnist", *fashion, FASHION_NAMES, levels=8),
)

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 큰 이미지를 성큼성큼 훑는 층에서 시작한다.

# %% tags=["exercise"]
from snippets.convolution import conv2d
from snippets.exercises import Problem, drawn, exercise
from snippets.problems import output_side

sides = drawn(
    output_side,
    size=range(20, 230),
    kernel=(3, 5, 7, 11),
    stride=(2, 3, 4),
    padding=(0, 1, 2, 3),
)
side = output_side(227, 11, 4)
hints = [
    "커널의 왼쪽 끝은 몇 번 칸까지 갈 수 있는가?",
    "놓는 자리는 0, s, 2s, …이다. 0번 칸도 센다.",
]
exercise("output-side", side, hints, sides)

# %% [markdown]
# ??? success "답 보기"
#
#     왼쪽 끝은 227 − 11 = 216번 칸까지 갈 수 있고, 놓이는 자리는 0, 4, …, 216이다.

# %% tags=["boxed", "hidden"]
print(side.why)

# %% [markdown]
# **2.** 같은 층(11×11 커널, 보폭 4, 채우지 않음)에 한 변이 224인 이미지를 넣으면, 오른쪽 끝의 열 몇 개가 어느 창에도 들지 않는가?

# %% tags=["exercise"]
size, m, s = 224, 11, 4
placed = np.zeros(size, dtype=bool)
for at in range(conv_output_size(size, m, s)):
    placed[at * s : at * s + m] = True
unused = int(np.sum(~placed))
exercise(
    "unused-columns",
    Problem(
        unused,
        {
            "한 번(네 칸) 더 옮기기에 모자라는 열의 수이다. 남는 열을 묻는다.": s
            - (size - m) % s,
            "모두 들려면 224 − 11이 4로 나누어떨어져야 한다.": size % s,
            "커널 하나의 폭만큼이다. 창은 끝 가까이까지 간다.": m,
            "224 − 11을 4로 나눈 몫이다. 나머지를 본다.": (size - m) // s,
            "출력의 한 변이다. 들지 않는 열을 묻는다.": (size - m) // s + 1,
        },
    ),
    [
        "마지막 창의 왼쪽 끝은 4의 배수이고 224 − 11을 넘지 못한다.",
        "마지막 창의 오른쪽 끝을 이미지의 마지막 칸과 견준다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     224 − 11 = 213은 4로 나누어떨어지지 않는다. 마지막 창은 212번 칸에서 222번 칸까지라 223번 칸은 쓰이지 않는다. 아래 끝의 행도 같다.

# %% tags=["boxed", "hidden"]
print("쓰이지 않는 칸:", *np.flatnonzero(~placed))

# %% [markdown]
# **3.** [2, 0, 1, 3]과 [1, 2]를 저마다 **네 칸**에서 푸리에 변환해 곱하고 되돌리면 무엇이 나오는가? 커널은 뒤집는, 수학의 합성곱이다.

# %% tags=["exercise"]
signal, short = np.array([2, 0, 1, 3]), np.array([1, 2])


def around(signal, short, cells):
    """cells칸까지 0으로 채워 변환하고, 곱하고, 되돌린다."""
    waves = np.fft.rfft(signal, cells) * np.fft.rfft(short, cells)
    return np.fft.irfft(waves, cells).round(9) + 0.0


key, full = around(signal, short, 4), np.convolve(signal, short)
np.testing.assert_allclose(around(signal, short, 5), full)
exercise(
    "circular",
    Problem(
        key,
        {
            "끝에서 넘친 값을 처음에 더하지 않았다.": full[:4],
            "넘친 값을 처음에 더하지 않고 첫 칸을 버렸다.": full[1:],
            "넘친 값을 첫 칸에 더하지 않고 바꾸어 적었다.": np.r_[
                full[4], full[1:4]
            ],
            "커널을 뒤집지 않았다.": around(signal, np.array([1, 0, 0, 2]), 4),
            "커널을 [2, 1]로 두고 합성곱한 값이다.": around(signal, short[::-1], 4),
        },
    ),
    [
        "채우지 않고 직접 합성곱하면 다섯 칸이다. 그것부터 구한다.",
        "다섯째 칸은 네 칸을 넘친다. 어디로 돌아오는가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     합성곱은 다섯 칸이다. 네 칸에서 순환하면 다섯째 칸이 첫 칸으로 돌아와 더해진다. 다섯 칸까지 채우고 변환하면 돌아올 것이 없다.

# %% tags=["boxed", "hidden"]
print("합성곱:", full, "| 네 칸에서 순환:", key.astype(int))

# %% [markdown]
# **4.** `photo`를 편향이 0인 `Conv2D(1, 7)`에 넣은 것과 같은 값을 내려면 `____`에 무엇을 적는가? `kernel`은 그 층의 7×7 커널이다. `np`와
# `kernel`만 쓴다.
#
# ```python
# fftconvolve(photo, ____, mode="valid")
# ```

# %% tags=["exercise"]
kernel = rng.random((7, 7), dtype="float32")
wanted = conv2d(photo[..., None], kernel[..., None, None])[..., 0]


def is_same(code):
    given = eval(code, {"np": np, "kernel": kernel})
    return np.allclose(by_fft(given), wanted, rtol=1e-3)


flips = ["kernel[::-1, ::-1]", "kernel[::-1][:, ::-1]", "kernel[:, ::-1][::-1]"]
flips += ["kernel[-1::-1, -1::-1]", "kernel[::-1, :][:, ::-1]"]
flips += ["np.flip(kernel)", "np.flip(m=kernel)", "np.rot90(np.rot90(kernel))"]
both = ["(0, 1)", "(1, 0)", "[0, 1]", "[1, 0]", "(-2, -1)", "(-1, -2)", "None"]
both += ["[-2, -1]", "[-1, -2]", "(0, -1)", "(-1, 0)"]
for given in ("{}", "axis={}"):
    flips += [f"np.flip(kernel, {given.format(it)})" for it in both]
    one, other = given.format(0), given.format(1)
    flips += [f"np.flip(np.flip(kernel, {one}), {other})"]
    flips += [f"np.flip(np.flip(kernel, {other}), {one})"]
flips += [f"np.flip(m=kernel, axis={it})" for it in both]
flips += ["np.flipud(np.fliplr(kernel))", "np.fliplr(np.flipud(kernel))"]
flips += [f"np.rot90(kernel, {it})" for it in ("2", "k=2", "-2", "k=-2")]
flips += [form.format(it) for it in flips for form in ("{}.copy()", "({})")]
upright = ["kernel[::-1]", "kernel[::-1, :]", "np.flipud(kernel)"]
sideways = ["kernel[:, ::-1]", "kernel[..., ::-1]", "np.fliplr(kernel)"]
for given in ("{}", "axis={}"):
    upright += [f"np.flip(kernel, {given.format(it)})" for it in (0, -2, "(0,)")]
    sideways += [f"np.flip(kernel, {given.format(it)})" for it in (1, -1, "(1,)")]
mistakes = {
    "그대로이다. fftconvolve는 커널을 뒤집고 신경망은 뒤집지 않는다.": (
        ["kernel", "kernel.copy()", "kernel[:]", "kernel[:, :]"],
        kernel,
    ),
    "위아래만 뒤집었다. 좌우도 뒤집는다.": (upright, kernel[::-1]),
    "좌우만 뒤집었다. 위아래도 뒤집는다.": (sideways, kernel[:, ::-1]),
    "행과 열을 바꾼 것이지 뒤집은 것이 아니다.": (
        [
            "kernel.T",
            "kernel.transpose()",
            "kernel.swapaxes(0, 1)",
            "np.transpose(kernel)",
            "np.swapaxes(kernel, 0, 1)",
        ],
        kernel.T,
    ),
    "부호를 바꾸었다. 바꿀 것은 값이 아니라 자리이다.": (
        ["-kernel", "-1 * kernel", "kernel * -1", "np.negative(kernel)"],
        -kernel,
    ),
    "90도만 돌렸다. 180도 돌린다.": (
        ["np.rot90(kernel)", "np.rot90(kernel, 1)", "np.rot90(kernel, k=1)"],
        np.rot90(kernel),
    ),
    "90도만 거꾸로 돌렸다. 180도 돌린다.": (
        ["np.rot90(kernel, -1)", "np.rot90(kernel, k=-1)"],
        np.rot90(kernel, -1),
    ),
    "270도를 돌렸다. 180도 돌린다.": (
        ["np.rot90(kernel, 3)", "np.rot90(kernel, k=3)"],
        np.rot90(kernel, 3),
    ),
}


def value(code):
    return eval(code, {"np": np, "kernel": kernel})


assert is_same(flips[0]) and not any(is_same(it[0]) for it, _ in mistakes.values())
assert all(np.array_equal(value(it), value(flips[0])) for it in flips)
for several, what in mistakes.values():
    assert all(np.array_equal(value(it), what) for it in several)
exercise(
    "flipped",
    Problem(flips, {why: several for why, (several, _) in mistakes.items()}),
    [
        "fftconvolve는 수학의 합성곱을, Conv2D는 상호상관을 셈한다.",
        "미리 돌려 주면 두 번 돌아 제자리로 온다. 몇 도를 돌리는가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     푸리에 변환으로 셈하는 것은 커널을 180도 돌리는 수학의 합성곱이고, 합성곱 층은 돌리지 않는다. 미리 돌려 두면 두 번 돌아 제자리이다.

# %% tags=["boxed", "hidden"]
for code in ("kernel[::-1, ::-1]", "np.flip(kernel)"):
    print(code, "| 합성곱 층과 같다:", is_same(code))

# %% [markdown]
# **5.** 256×256 이미지를 채우지 않고 보폭 1로 직접 합성곱할 때, 곱셈이 가장 많은 커널은 한 변이 몇인가? 홀수로 답한다.

# %% tags=["exercise"]
products = {m: (256 - m + 1) ** 2 * m * m for m in range(1, 257)}
most = max(range(1, 257, 2), key=products.get)
largest = products[most]
assert [m for m in products if products[m] == largest] == [128, 129]
exercise(
    "most-products",
    Problem(
        most,
        {
            "가장 큰 홀수이다. 커널이 커지면 놓을 자리가 준다.": max(
                it for it in products if it % 2
            ),
            "곱셈은 가장 많지만 홀수가 아니다.": most - 1,
            "표에서 가장 큰 커널이다. 더 큰 커널도 셈해 본다.": max(faster),
            "아주 조금 모자란다. 놓을 자리의 한 변은 257 − m이다.": most - 2,
        },
    ),
    [
        "(놓을 자리의 수) × (커널의 넓이)이다.",
        "{m(257 − m)}²이 가장 클 때를 찾는다. m과 257 − m의 합은 늘 같다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     커널의 넓이는 $m^2$으로 늘지만 놓을 자리는 $(256 - m + 1)^2$으로 준다. 곱은 $\{m(257 - m)\}^2$번이고, $m$과 $257 - m$의
#     합은 늘 257이므로 둘이 가장 가까울 때, 곧 $m$이 128이나 129일 때 가장 크다.

# %% tags=["boxed", "hidden"]
print(f"128×128과 129×129에서 {largest:,}번, 256×256에서는 {products[256]:,}번")

# %% [markdown]
# **6.** `Dropout(0.2)`가 훈련하는 동안 0으로 만들지 않은 1은 얼마가 되는가? 소수 둘째 자리까지 적는다.

# %% tags=["exercise"]
rate = 0.2
dropped = layers.Dropout(rate, seed=SEED)(np.ones((1, 1000)), training=True)
left = float(dropped.numpy().max())
exercise(
    "dropout-scale",
    Problem(
        left,
        {
            "없앤 비율만큼 더했다. 남은 비율로 나눈다.": 1 + rate,
            "남은 비율을 곱했다. 그러면 기댓값이 더 준다.": 1 - rate,
            "없앤 비율로 나누었다. 남은 비율로 나눈다.": 1 / rate,
            "그대로 두었다. 그러면 기댓값이 0.8로 준다.": 1,
            "비율이 0.5일 때의 값이다.": 2,
        },
        digits=2,
    ),
    ["0.8의 확률로 남는다. 기댓값이 1이 되려면 남은 값은 얼마여야 하는가?"],
)

# %% [markdown]
# ??? success "답 보기"
#
#     0.8의 확률로 남으므로 0.8로 나누어야 기댓값이 그대로이다.

# %% tags=["boxed", "hidden"]
average = float(np.mean(dropped))
print(f"{left:.2f}, 천 개의 평균 {average:.2f}(무작위라 꼭 1은 아니다)")

# %% [markdown]
# **7.** 모델의 두 합성곱 층만 `padding="same"`으로 바꾸면 `model.summary()`에 찍히는 `max_pool_2`의 출력 모양은 무엇인가? 배치 축은 `None`으로 적는다.

# %% tags=["exercise"]


def pooled(first, second):
    """두 합성곱 층의 패딩을 바꾸었을 때의 층들."""
    mixed = [Conv2D(32, 5, padding=first), Pooling2D()]
    mixed += [Conv2D(64, 5, padding=second), Pooling2D(), *stack[4:]]
    return count(mixed, (28, 28, 1))


rows = pooled("same", "same")
*sides, filters = rows[3].shape
exercise(
    "same-shape",
    Problem(
        (None, *rows[3].shape),
        {
            "바꾸기 전(valid)의 모양이다.": (
                None,
                *pooled("valid", "valid")[3].shape,
            ),
            "첫 층만 바꾸었다.": (None, *pooled("same", "valid")[3].shape),
            "둘째 층만 바꾸었다.": (None, *pooled("valid", "same")[3].shape),
            "둘째 풀링을 지나지 않았다.": (None, *rows[2].shape),
            "풀링을 지나지 않았다. same이어도 풀링은 반으로 줄인다.": (
                *(None, 28, 28),
                filters,
            ),
            "채널이 첫 층의 필터 수이다.": (None, *sides, rows[0].shape[2]),
            "채널이 입력과 같다. 마지막 축은 필터 수이다.": (None, *sides, 1),
            "두 층의 필터 수를 곱했다.": (None, *sides, rows[0].shape[2] * filters),
        },
    ),
    [
        "same이고 보폭이 1이면 합성곱은 높이와 너비를 바꾸지 않는다.",
        "풀링은 그대로 2×2이다. 28 → 28 → 14 → …",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     28 → 28 → 14 → 14 → 7로 줄고 채널은 둘째 층의 필터 수이다. 합성곱 층의 파라미터는 그대로인데, 펼친 값이 늘어 밀집 층이 그만큼 커진다.

# %% tags=["boxed", "hidden"]
print((None, *rows[3].shape), "→ 펼친 값", rows[4].shape[0])
print(f"파라미터 {sum(counted):,} → {sum(row.parameters for row in rows):,}개")

# %% [markdown]
# **8.** 표준화한 배경의 값이 −0.4라고 하자. 첫 층의 한 커널은 가중치의 합이 −2, 편향이 −0.5이다. 그 특성 맵의 배경은 ReLU를 거친 뒤 얼마인가? 소수
# 첫째 자리까지 적는다.

# %% tags=["exercise"]
blank = np.full((5, 5, 1), -0.4)
weights = np.full((5, 5, 1, 1), -2 / 25)
before = float(conv2d(blank, weights).item()) - 0.5
exercise(
    "background",
    Problem(
        max(before, 0.0),
        {
            "ReLU를 거치기 전의 값이 양수이다. 음수와 음수의 곱은 양수이다.": 0,
            "편향을 더하지 않았다.": before + 0.5,
            "편향을 뺐다. 편향은 더한다.": before + 1,
            "음수와 음수의 곱은 양수이다. 또 ReLU를 거치면 음수일 수 없다.": -(
                before + 0.5
            )
            - 0.5,
            "배경의 값을 곱하지 않았다. ReLU를 거치면 음수일 수 없다.": weights.sum()
            - 0.5,
        },
        digits=1,
    ),
    [
        "창 안의 값이 모두 같으면 커널의 합에 그 값을 곱하면 된다.",
        "부호를 챙긴다. 편향을 더한 값을 ReLU는 어떻게 하는가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     (−0.4)·(−2) − 0.5는 양수라 ReLU를 그대로 지난다. 배경도 커널의 합도 음수이면 아무것도 없는 곳의 특성 맵이 0보다 클 수 있다.

# %% tags=["boxed", "hidden"]
print(f"{max(before, 0):.1f}")

# %% [markdown]
# **9.** 명암을 뒤집은 숫자(흰 바탕에 검은 획)를 훈련한 모델에 넣으면 훨씬 자주 틀린다. 획의 생김새는 그대로인데 왜 그런가? 첫 층의 커널과 ReLU로 설명한다.

# %% tags=["exercise"]
exercise(
    "inverted",
    Problem(
        mistakes={
            "윤곽선의 밝은 쪽과 어두운 쪽이 바뀐다": "",
            "그래서 커널과 겹쳐 더한 값의 부호가 대개 바뀐다": "",
            "양수이던 반응은 ReLU에서 0이 되고, 다른 맵이 반응한다": "",
            "뒤의 층은 그런 특성 맵으로 훈련한 적이 없다": "",
        }
    ),
    [
        "붉은 띠와 푸른 띠가 나란한 커널에 명암을 뒤집은 윤곽선을 대면 어떻게 되는가?"
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     윤곽선의 밝은 쪽이 바뀌어, 크게 반응하던 커널의 합은 대개 음수가 되고 ReLU가 0으로 바꾼다. 그 대신 반대쪽 커널이 반응하고 배경의 값도 달라진다. 뒤의
#     층은 그런 특성 맵을 본 적이 없다.

# %% tags=["boxed"]
inverted = prepare(255 - test_images[:1000])
guess = best.predict(inverted, verbose=0).argmax(axis=1)
usual = probabilities[:1000].argmax(axis=1)
before, after = (np.mean(it == y_test[:1000]) for it in (usual, guess))
assert after < before - 0.2
print(f"{len(guess):,}장의 정확도: 그대로 {before:.3f}, 뒤집으면 {after:.3f}")

# %% [markdown]
# ## 핵심어
#
# **희소 연결**: 출력이 작은 창에만 이어지는 것 · **파라미터 공유**: 모든 자리에서 같은 커널을 쓰는 것 · **서브샘플링**: 구역마다 값 하나로 줄여
# 특성 맵을 작게 만드는 것 · **원소별 곱**: 같은 자리끼리 곱하는 것 · **고속 푸리에 변환**: 배열을 주파수마다의 값으로 빠르게 바꾸는 방법 · **드롭아웃**: 훈련하는 동안 값을
# 무작위로 0으로 만드는 것
#
# **이어서 읽기**: [옷 사진 들여다보기](fashion_feature_maps.ipynb)에서 옷 사진으로 같은 일을 해 본다.
