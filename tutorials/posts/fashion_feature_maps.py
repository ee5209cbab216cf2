# %% [markdown]
# ---
# description: Fashion-MNIST로 두 모델을 훈련해 견주고, 배운 커널과 특성 맵을 꺼내 본다. 훈련하지 않은 커널과 무엇이 다른지 잰다.
# date: 2026-11-22
# ---
# # 옷 사진을 읽는 신경망 들여다보기
#
# 옷 사진(Fashion-MNIST) 4만 8천 장으로 모델 둘을 훈련하고 테스트 이미지 1만 장으로 견준다. 그다음 훈련을 마친 모델을 열어 **커널**(kernel)과
# **특성 맵**(feature map)을 꺼내 그린다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 풀링과 필터 수가 다른 두 모델은 파라미터와 정확도가 얼마나 다른가
#     - 훈련을 언제 멈추고 어느 에포크의 가중치를 남기는가
#     - 배운 커널은 훈련하지 않은 커널과 무엇이 다른가
#     - 앞의 층과 뒤의 층은 같은 부츠에서 무엇을 보는가
#
# 이 페이지는 블로그 글 「합성곱 신경망_02」의 순서를 따른다. 문장과 코드는 모두 새로 썼고, 원문에서 고칠 곳은 **원문 바로잡기**
# 상자에 담고, 확인할 수 있는 것은 실행해 보인다. 원문(2022년)이 그때는 맞았고
# 그 뒤에 라이브러리가 바뀐 것도 있다.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from snippets import plotting, visualization
from snippets.datasets import FASHION_NAMES, load_fashion_mnist

plotting.use_style()
SEED = 0

# %% [markdown]
# ## 데이터: 옷 10종류
#
# 훈련 이미지 6만 장에서 20%를 **검증 세트**(validation set)로 떼어 둔다. 훈련에는 쓰지 않고, 언제 멈추고 어느 에포크의 가중치를 남길지 정하는
# 데에만 쓴다. **테스트 세트**(test set)는 훈련하거나 고르는 데 쓰지 않는다. 합성곱 층은 이미지를 한 줄로 펼치지 않고 높이와 너비를 그대로 받는다.

# %%
from sklearn.model_selection import train_test_split

(images, labels), (x_test, y_test) = load_fashion_mnist()


def prepare(images):
    """(장수, 28, 28) uint8 → (장수, 28, 28, 1) float32, 0–1."""
    return images.reshape(-1, 28, 28, 1).astype("float32") / 255


x_train, x_val, y_train, y_val = train_test_split(
    prepare(images), labels, test_size=0.2, random_state=42
)
x_test = prepare(x_test)
print(images.shape, "→ 훈련", x_train.shape, "검증", x_val.shape)

# %% alt="Fashion-MNIST 훈련 이미지 열 장. 티셔츠, 바지, 스웨터, 원피스, 코트, 샌들, 셔츠, 운동화, 가방, 앵클부츠가 한 장씩 있다."
first_of_each = [int(np.argmax(labels == label)) for label in range(10)]
plotting.image_grid(images[first_of_each], FASHION_NAMES)

# %% [markdown]
# !!! warning "원문 바로잡기: 255로 나누는 것은 표준화가 아니다"
#
#     원문은 0–255를 0–1로 바꾸는 것을 표준화라 적었다. 255로 나누는 것은 범위를 맞추는 **스케일링**(scaling)이다. **표준화**(standardization)는
#     평균을 0, 표준편차를 1로 맞추는 것이다. 또 uint8 배열을 `255.0`으로 나누면 float64가 된다. float32의 두 배인 메모리를
#     쓰지만, Keras의 층은 받은 값을 float32로 바꾸어 계산하므로 정밀도에서 얻는 것이 없다.

# %% tags=["boxed"]
scaled = images.reshape(-1, 28, 28, 1) / 255.0
assert scaled.dtype == np.float64 and scaled.mean() > 0.1
print(f"{scaled.dtype}, 평균 {scaled.mean():.2f}, 표준편차 {scaled.std():.2f}")
sizes = [array.nbytes / 1e6 for array in (scaled, prepare(images))]
assert sizes[0] == 2 * sizes[1]
received = layers.Flatten()(scaled[:1]).dtype
assert received == "float32"
print(
    f"float64 {sizes[0]:.0f} MB, float32 {sizes[1]:.0f} MB | 층이 받은 값: {received}"
)
del scaled

# %% [markdown]
# ## 모델 A: 평균 풀링, 세 칸씩
#
# 합성곱 층이 특징을 뽑고 **밀집 층**(dense layer)이 종류마다의 확률을 낸다. 첫 모델은 3×3 평균 풀링을 두 번
# 써서 28×28을 3×3까지 줄인다. **드롭아웃**(dropout)은 훈련하는 동안 값을 저마다 40%의 확률로 0으로 바꾼다.

# %%
keras.utils.set_random_seed(SEED)
model_a = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu", padding="same"),
        layers.AveragePooling2D(3),  # 28 → 9
        layers.Conv2D(32, 3, activation="relu", padding="same"),
        layers.AveragePooling2D(3),  # 9 → 3
        layers.Flatten(),  # 3 · 3 · 32 = 288
        layers.Dense(100, activation="relu"),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ],
    name="A",
)
model_a.summary()

# %% [markdown]
# !!! warning "원문 바로잡기: 28의 3분의 1은 정수가 아니다"
#
#     원문은 `AveragePooling2D(3)`이 크기를 1/3로 줄인다고 적었다. 28칸에는 3칸짜리 창이 아홉 번 들어가고 한 칸이 남는다. 남은 마지막
#     행과 열은 **버려진다**. 마지막 행과 열에만 1을 적은 이미지를 풀링하면 0만 나온다.

# %% tags=["boxed"]
border = np.zeros((1, 28, 28, 1), dtype="float32")
border[:, -1], border[:, :, -1] = 1, 1
pooled = layers.AveragePooling2D(3)(border).numpy()
assert pooled.shape == (1, 9, 9, 1) and not pooled.any()
print("28×28 →", pooled.shape[1:3], "합:", pooled.sum())

# %% [markdown]
# !!! warning "원문 바로잡기: 입력의 모양은 `Input`에 적는다"
#
#     원문은 첫 합성곱 층에 `input_shape=(28, 28, 1)`을 적었다. 아직 돌아가지만 Keras 3은 경고하고, `keras.Input`을 첫 줄에 두라고
#     권한다([오류 사전](../errors/arguments.ipynb#첫-층에-input_shape를-적었다-do-not-pass-an-input_shapeinput_dim-argument-to-a-layer)).

# %% tags=["boxed"]
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    layers.Conv2D(32, 3, input_shape=(28, 28, 1))
assert "input_shape" in str(caught[0].message)
print(str(caught[0].message).split(". ")[0] + ".")

# %% [markdown]
# ## 모델 B: 최대 풀링, 두 칸씩
#
# 둘째 모델은 2×2 최대 풀링을 쓰고 둘째 합성곱의 **필터**(filter)를 64개로 늘린다. 7×7×64가 밀집 층으로 들어가므로 파라미터가 크게 는다.

# %%
keras.utils.set_random_seed(SEED)
model_b = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu", padding="same"),
        layers.MaxPooling2D(2),  # 28 → 14
        layers.Conv2D(64, 3, activation="relu", padding="same"),
        layers.MaxPooling2D(2),  # 14 → 7
        layers.Flatten(),  # 7 · 7 · 64 = 3136
        layers.Dense(100, activation="relu"),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ],
    name="B",
)
model_b.summary()

# %%
# Keras의 층이 아니라 층의 설정만 적는 기록이다
from snippets.layer_kinds import Conv2D, Dense, Dropout, Flatten, Pooling2D
from snippets.parameters import count

head = [Flatten(), Dense(100), Dropout(0.4), Dense(10)]
same = {"padding": "same"}
stacks = {
    "A": [Conv2D(32, 3, **same), Pooling2D(3), Conv2D(32, 3, **same), Pooling2D(3)],
    "B": [Conv2D(32, 3, **same), Pooling2D(2), Conv2D(64, 3, **same), Pooling2D(2)],
}
products = {}
for model, total in ((model_a, 39_478), (model_b, 333_526)):
    rows = count(stacks[model.name] + head, (28, 28, 1))
    counted = [row.parameters for row in rows]
    products[model.name] = sum(row.multiplications for row in rows)
    assert counted == [layer.count_params() for layer in model.layers]
    assert sum(counted) == model.count_params() == total
    print(f"{model.name}: {counted} = {total:,}")

# %% [markdown]
# ### 그림으로 보는 구조
#
# `keras.utils.plot_model(model)`은 모델을 그림 파일로 그린다. 쓰려면 `pip install pydot`과 함께 그래프를 그리는 프로그램
# Graphviz(graphviz.org)를 따로 깔아야 한다.

# %%
try:
    drawn = keras.utils.plot_model(model_b, to_file="model_b.png", show_shapes=True)
    print("그린 파일:", "model_b.png" if drawn else "없음")
except ImportError as error:
    print("ImportError:", error)

# %% [markdown]
# 이 페이지에서는 파일을 거치지 않고 같은 그림을 그리는 모듈을 쓴다. 처음은
# 층의 종류만, 다음은 `show_shapes=True`로 층마다 입력과 출력의 모양까지 보인다.

# %% tags=["source"] alt="모델 B의 층을 위에서 아래로 이은 그림. Conv2D, MaxPooling2D, Conv2D, MaxPooling2D, Flatten, Dense, Dropout, Dense처럼 층의 종류만 적혀 있다."
from snippets.diagram import model_diagram

model_diagram(model_b, dpi=50)

# %% alt="모델 B의 같은 그림에 층마다 입력과 출력의 모양을 더한 것. (None, 28, 28, 1)에서 시작해 (None, 10)으로 끝난다."
model_diagram(model_b, show_shapes=True, dpi=60)

# %% [markdown]
# !!! warning "원문 바로잡기: dpi의 기본값은 이제 200이다"
#
#     원문은 `plot_model`의 dpi 기본값이 96이라고 적었다. 그때는 맞았지만 Keras 3에서는 200이다. 같은 모델을
#     그려도 dpi가 크면 그림의 너비가 커진다.

# %% tags=["boxed"]
import inspect

default = inspect.signature(keras.utils.plot_model).parameters["dpi"].default
assert default == 200
widths = {}
for dpi in (50, 96, default):
    svg = model_diagram(model_b, dpi=dpi).data
    widths[dpi] = int(svg.partition('width="')[2].partition("pt")[0])
assert widths[50] < widths[96] < widths[200]
print("기본값", default, "| dpi에 따른 너비:", widths)

# %% [markdown]
# ## 훈련: 언제 멈출 것인가
#
# 에포크를 거듭하면 훈련 손실은 대체로 계속 내려가지만, 검증 손실은 어느 때부터 더 내려가지 않거나 도로 올라간다. 훈련 이미지는 점점 더
# 잘 맞히는데 처음 보는 이미지에서는 나아지지 않는 것이 **과대적합**(overfitting)이다. 훈련하는 동안 Keras가 때맞추어 부르는
# **콜백**(callback) 두 개로 대비한다.
#
# - `ModelCheckpoint(save_best_only=True)`: 검증 손실이 그때까지 가장 낮아질 때마다 모델을 파일에 저장한다. 이렇게 저장한 것을
#   **체크포인트**(checkpoint)라 한다.
# - `EarlyStopping(patience=2, restore_best_weights=True)`: 검증 손실이 그때까지의 최저보다 낮아지지 않는 에포크가 둘 이어지면 멈춘다. 이것을 **조기 종료**(early
#   stopping)라 한다. 어떻게 끝나든 가장 좋았던 가중치로 되돌린다.
#
# 원문은 최대 10에포크를, 배치는 Keras의 기본값인 32로 돌렸다. 여기서는 두 모델을 모두 훈련하므로 최대 8에포크, 배치 64로 한다. 배치가 두 배이면
# 한 에포크에 파라미터를 고치는 횟수는 절반이다. 그래서 여기서는 조기 종료에 이르기 전에 훈련이 끝나기 쉽다. 정말로 멈추는 것은
# [층을 하나씩 쌓기](layer_by_layer.ipynb#컴파일과-훈련)에서 본다.
#
# !!! warning "원문 바로잡기: `metrics`에는 리스트를 준다"
#
#     원문은 `metrics='accuracy'`라고 문자열을 주었다. Keras 3의 `compile`은 ValueError를 낸다. 리스트로 `metrics=["accuracy"]`라고
#     적는다([오류 사전](../errors/arguments.ipynb#metrics에-문자열을-주었다-expected-metrics-argument-to-be-a-list-tuple-or-dict)).

# %% tags=["boxed"]
loss = "sparse_categorical_crossentropy"
message = "오류 없음"
try:
    model_b.compile("adam", loss, metrics="accuracy")
except ValueError as error:
    message = str(error)
assert "list, tuple, or dict" in message
print("ValueError:", message)

# %% tags=["parameters"] fast={"max_epochs": 1}
max_epochs = 8

# %% timeout=3600
histories = {}
for model in (model_a, model_b):
    print("모델", model.name)
    keras.utils.set_random_seed(SEED)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    histories[model.name] = model.fit(
        x_train,
        y_train,
        batch_size=64,
        epochs=max_epochs,
        validation_data=(x_val, y_val),
        callbacks=[
            keras.callbacks.ModelCheckpoint(
                f"best-{model.name}.keras", save_best_only=True
            ),
            keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True),
        ],
        verbose=2,
    )

# %% alt=["모델 A의 훈련 곡선. 에포크에 따른 손실과 정확도를 훈련과 검증으로 나누어 그리고, 검증 손실이 가장 낮은 에포크에 점선을 그었다.", "모델 B의 훈련 곡선. 모델 A와 같은 방식으로 그렸다."]
for name, history in histories.items():
    print("모델", name)
    visualization.curves(history.history)

# %% [markdown]
# 세로 점선이 검증 손실이 가장 낮은 에포크이고, 저장된 모델은 바로 그때의 것이다. 마지막 에포크에 점선이 있으면 조기 종료에 이르지 않은 것이고,
# 더 훈련하면 나아질 여지가 있다.
#
# 훈련 쪽 값이 검증 쪽보다 나쁜 에포크가 보이면 이상하게 여길 수 있다. 두 값은 재는 방법이 다르다. 훈련 쪽은 드롭아웃이 걸린 채로, 에포크가 도는 동안의
# 값을 평균한 것이다. 검증 쪽은 에포크가 끝난 뒤 드롭아웃 없이 잰다. 훈련 이미지도 훈련을 마친 뒤 드롭아웃 없이 다시 재면 높게 나온다.

# %%
for model in (model_a, model_b):
    history = histories[model.name].history
    best = int(np.argmin(history["val_loss"]))
    logged = history["accuracy"][best]
    again = model.evaluate(x_train, y_train, batch_size=500, verbose=0)[1]
    assert again > logged
    print(f"{model.name}: 훈련하며 {logged:.3f}, 다시 재면 {again:.3f}")

# %% [markdown]
# 이제 테스트 세트로 두 모델을 견준다.

# %%
from snippets.results import Results

rows = []
for model in (model_a, model_b):
    history = histories[model.name].history
    best = int(np.argmin(history["val_loss"]))
    rows.append(
        {
            "모델": f"Fashion-MNIST {model.name}",
            "파라미터": model.count_params(),
            "곱셈": products[model.name],
            "훈련 이미지": len(x_train),
            "에포크": len(history["loss"]),
            "고른 에포크": best + 1,
            "테스트 정확도": model.evaluate(x_test, y_test, verbose=0)[1],
            "공개된 값": "예제 노트북 0.909–0.917" if model is model_b else "—",
        }
    )
assert 0.22 < products["A"] / products["B"] < 0.28
Results(rows)

# %% [markdown]
# 모델 B는 책 「혼자 공부하는 머신러닝+딥러닝」에 나온다. 공개된 예제 노트북은 배치 32로 많아야 20에포크를 훈련하고, 여러 번 다시 실행해 올린 기록의
# 테스트 정확도는 0.909에서 0.917 사이이다(2026년 2월 26일의 것은 0.9160). A는 파라미터가
# B의 약 8분의 1, 곱셈이 약 4분의 1이고 이미지를 3×3까지 줄인다. B는 7×7까지만 줄이는 대신 파라미터의 94%를 밀집 층 하나에 쓴다. 두 모델은 풀링의 종류와
# 크기, 필터의 수가 함께 다르므로, 정확도의 차이를 어느 하나의 탓으로 돌릴 수는 없다.
#
# !!! warning "원문 바로잡기: `.h5`는 옛 형식이다"
#
#     원문은 모델을 `best-cnn-model.h5`에 저장했다. Keras는 HDF5를 옛 형식으로 보아 저장할 때 경고한다. 파일 이름을 `.keras`로
#     끝낸다([오류 사전](../errors/saving.ipynb#저장했더니-경고가-나온다-you-are-saving-your-model-as-an-hdf5-file-via)).

# %% tags=["boxed"]
from logging import getLogger
from logging.handlers import MemoryHandler

keep = MemoryHandler(capacity=10)  # 로그에 남는 메시지를 모아 둔다
getLogger("absl").addHandler(keep)
model_b.save("old.h5")
model_b.save("new.keras")
getLogger("absl").removeHandler(keep)
assert len(keep.buffer) == 1 and "legacy" in keep.buffer[0].getMessage()
print(keep.buffer[0].getMessage().split(". ")[1] + ".")

# %% [markdown]
# ### GPU가 있는가
#
# 같은 계산을 여러 자리에서 되풀이하는 합성곱은 GPU에서 나누어 하기 좋다. 얼마나 빠른지는 여기서 재지 않았다. TensorFlow가 찾은 GPU의 목록이
# 비어 있으면 CPU로 훈련한 것이다.
#
# !!! warning "원문 바로잡기: GPU가 없어도 멈출 까닭은 없다"
#
#     원문의 셀은 GPU를 찾지 못하면 SystemError를 낸다. CPU만 있는 컴퓨터에서 노트북을 한꺼번에 실행하면 여기서 멈춘다. CPU로도
#     훈련할 수 있으므로, 있는지만 알아보면 된다.

# %% tags=["boxed"]
import tensorflow as tf


def post_check():
    """원문의 방법: 없으면 예외를 낸다."""
    if tf.test.gpu_device_name() != "/device:GPU:0":
        raise SystemError("GPU device not found")


gpus = tf.config.list_physical_devices("GPU")
try:
    post_check()
    assert gpus
except SystemError as error:
    assert not gpus
    print("원문의 셀: SystemError:", error)
print("GPU:", gpus or "없음. CPU로 훈련했다")

# %% [markdown]
# ## 배운 가중치 꺼내기
#
# 저장한 모델을 다시 읽는다. `model.layers`는 층을 차례대로 담은 리스트이다.

# %%
model = keras.models.load_model("best-B.keras")
for i, layer in enumerate(model.layers):
    shapes = [tuple(weight.shape) for weight in layer.weights]
    print(i, type(layer).__name__, shapes)

# %% [markdown]
# 첫 합성곱 층의 가중치는 두 배열이다. 커널은 (높이, 너비, 입력 채널, 필터) = (3, 3, 1, 32)이고, 편향은 필터마다 하나씩 (32,)이다.

# %%
kernels, biases = (weight.numpy() for weight in model.layers[0].weights)
assert kernels.shape == (3, 3, 1, 32) and biases.shape == (32,)
print(f"평균 {kernels.mean():.3f}, 표준편차 {kernels.std():.3f}")

# %% [markdown]
# ### 훈련하지 않은 층과 견주기
#
# 같은 층을 새로 만들기만 하고 훈련하지 않는다. 씨앗이 같으므로 모델 B의 첫 층이 훈련을 시작할 때의 값이 그대로 나온다. 두 층의 커널을 한 그림에, **같은 눈금**으로 그린다. 몇몇 큰 값이 색을 다 차지하지 않도록 ±0.5를
# 넘는 값은 ±0.5로 그린다.

# %%
keras.utils.set_random_seed(SEED)
untrained = layers.Conv2D(32, 3, activation="relu", padding="same")
untrained.build((None, 28, 28, 1))
initial = untrained.kernel.numpy()  # (3, 3, 1, 32)
print(f"평균 {initial.mean():.3f}, 표준편차 {initial.std():.3f}")

# %% alt="커널 64개를 4행 16열로 늘어놓은 그림. 위의 두 행은 훈련한 커널로 색이 짙고, 아래의 두 행은 훈련하지 않은 커널로 색이 옅다. 붉은색은 양수, 푸른색은 음수이다."
both = np.concatenate([kernels, initial], axis=-1)[:, :, 0]  # (3, 3, 64)
visualization.kernel_grid(np.clip(both, -0.5, 0.5), columns=16)

# %% [markdown]
# 위의 두 행이 훈련한 커널, 아래의 두 행이 훈련하기 전의 같은 커널이다(첫째와 셋째, 둘째와 넷째 행이 짝이다). 흰색은 0, 붉은색은 양수, 푸른색은 음수이다. 아래가 옅은 것은 값이 작아서이다.
# 마주 보는 두 줄(위와 아래, 또는 왼쪽과 오른쪽)의 한쪽은 모두 붉고 다른 쪽은 모두 푸른 커널은, 붉은 쪽이 밝고 푸른 쪽이 어두운 **윤곽선**(edge)에서 크게 반응한다. 부호를 동전 던지기로 정해도 그런 커널은
# 나온다. 여섯 칸의 부호가 맞아야 하니 한 방향에 $2^{-6}$, 네 방향을 더해 16분의 1이다. 32개라면 두 개꼴이고, 다섯 개 이상도 스무 번에 한 번쯤 나온다.
# 세어 보자.


# %%
def two_sided(kernels):
    """한 줄은 모두 양수, 맞은편 줄은 모두 음수인 커널의 수. (3, 3, 커널) → 정수"""
    found = np.zeros(kernels.shape[-1], dtype=bool)
    for sides in (kernels, kernels.swapaxes(0, 1)):  # 위와 아래, 왼쪽과 오른쪽
        for sign in (1, -1):
            found |= (sign * sides[0] > 0).all(0) & (sign * sides[-1] < 0).all(0)
    return int(found.sum())


print(
    "훈련한 커널",
    two_sided(kernels[:, :, 0]),
    "| 훈련하지 않은 커널",
    two_sided(initial[:, :, 0]),
)

# %% [markdown]
# 이만한 수가 우연히도 나올 만하다면, 이 수만으로는 훈련이 윤곽선 커널을 만들었다고 말할 수 없다. 뚜렷한 차이는 값의 크기이다.

# %% alt="커널 값의 히스토그램 두 장. 왼쪽의 훈련한 커널은 넓게 퍼져 있고(±0.5 밖의 값은 양 끝 막대에 넣었다), 오른쪽의 훈련하지 않은 커널은 0을 둘러싼 좁은 범위 안에 있다."
fig, axes = plt.subplots(1, 2, figsize=(6.4, 2.8), sharex=True)
shown = {"훈련한 커널": kernels, "훈련하지 않은 커널": initial}
for ax, (name, values) in zip(axes, shown.items(), strict=True):
    ax.hist(np.clip(values.ravel(), -0.5, 0.5), bins=np.linspace(-0.5, 0.5, 21))
    ax.set(title=name, xlabel="가중치", ylabel="개수")
plt.show()

# %% [markdown]
# !!! warning "원문 바로잡기: 밋밋한 까닭은 좁은 범위에서 고르게 뽑기 때문이다"
#
#     원문은 훈련 전의 가중치가 *밋밋하게* 초기화되었다고만 적었다. 우연히 그런 것이 아니다. Keras의 합성곱 층은 글로럿(Glorot) 균등
#     분포에서 가중치를 뽑는다. 출력값 하나로 들어오는 값이 $3 \cdot 3 \cdot 1 = 9$개, 입력값 하나에서 나가는 값이
#     $3 \cdot 3 \cdot 32 = 288$개이므로 범위는 $\pm\sqrt{6/(9+288)}$이고(이 수를 여기서는 글로럿 한계라 부르자), 균등 분포의 표준편차는 그것을
#     $\sqrt{3}$으로 나눈 값이다. 범위가 좁아 그림이 옅고, 고르게 뽑아 히스토그램의 한가운데가 솟지 않는다.

# %% tags=["boxed"]
from scipy.stats import kstest, normaltest

limit = np.sqrt(6 / (9 + 288))
assert f"{limit:.3f}" == "0.142" and f"{limit / np.sqrt(3):.3f}" == "0.082"
assert np.abs(initial).max() <= limit
print(f"이론: ±{limit:.3f}, 표준편차 {limit / np.sqrt(3):.3f}")
print(f"실제: 최대 {np.abs(initial).max():.3f}, 표준편차 {initial.std():.3f}")
uniform = kstest(initial.ravel(), "uniform", args=(-limit, 2 * limit)).pvalue
assert uniform > 0.05
print(f"균등 분포에서 이만큼 이상 어긋나게 뽑힐 확률(p값) {uniform:.2f}")
assert kernels.std() > 1.5 * initial.std() or max_epochs == 1  # 미리보기에서는 짧다
print(f"훈련한 커널의 표준편차는 {kernels.std() / initial.std():.1f}배이다")

# %% [markdown]
# !!! warning "원문 바로잡기: 종 모양이라고 정규분포인 것은 아니다"
#
#     원문은 훈련한 가중치가 0을 중심으로 종 모양의 분포를 띤다고 적었다. 이번에 배운 커널도 0 가까이에 많이 모이지만, 종 모양이라고 다
#     정규분포인 것은 아니다. 정규분포라면 평균에서 표준편차의 세 배 넘게 떨어진 값이 0.3%, 288개 가운데 하나쯤이다. 여기서는 그런 값이 몇 개이고
#     어느 쪽에 있는지 세어 본다. 원문의 '분포를 띄고'는 '분포를 띠고', '보앗듯이'는 '보았듯이', TensolFlow는 TensorFlow가
#     맞다.

# %% tags=["boxed"]
far = np.abs(kernels - kernels.mean()) > 3 * kernels.std()
normal = normaltest(kernels.ravel()).pvalue
assert normal < 0.001 or max_epochs == 1
print(
    f"표준편차의 세 배 넘게 작은 값 {(kernels[far] < 0).sum()}개, 큰 값 {(kernels[far] > 0).sum()}개"
)
print(f"정규분포에서 이만큼 이상 어긋날 확률(p값) {normal:.0e}")

# %% [markdown]
# ## 함수형 API
#
# `Sequential`은 층을 한 줄로만 쌓는다. 입력이나 출력이 둘 이상이거나 길이 갈라지면 **함수형 API**(functional API)를 쓴다. 입력도 출력도 둘인 모델을
# 만들어 보자. 종류가 같은 옷의 사진 두 장을 받아, 그 종류와 신발인지 아닌지를 함께 알아맞힌다. 두 사진은 같은 합성곱 층을 지난 뒤 평균된다. 짝은 정답을 보고 짓는다.
# 두 장에서 하는 실수가 서로 다르면 한 장만 볼 때보다 나을 수 있다. 다만 아래에서 같은 사진을 두 번
# 넣는 것은 훈련 때 없던 입력이라, 한 장으로 훈련한 모델보다 못할 수 있다.

# %% alt="입력과 출력이 둘씩인 모델의 그림. 두 입력이 같은 body 상자 하나를 지나 평균되고, 종류의 확률을 내는 밀집 층과 신발일 확률을 내는 밀집 층으로 갈라진다."
keras.utils.set_random_seed(SEED)
body = keras.Sequential(
    [
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
    ],
    name="body",
)
pair = [keras.Input((28, 28, 1), name=name) for name in ("first", "second")]
x = layers.Average()([body(photo) for photo in pair])  # (None, 2704)
kind = layers.Dense(10, activation="softmax", name="kind")(x)
is_shoe = layers.Dense(1, activation="sigmoid", name="is_shoe")(x)
two = keras.Model(pair, [kind, is_shoe])
model_diagram(two, show_shapes=True, show_layer_names=True, dpi=60)

# %% tags=["parameters"] fast={"few": 500}
few = 6_000

# %%
SHOES = [FASHION_NAMES.index(name) for name in ("샌들", "운동화", "앵클부츠")]


def partners(x, y):
    """사진마다 종류가 같은 다른 사진 한 장."""
    order = np.arange(len(y))
    for label in range(10):
        same_kind = np.flatnonzero(y == label)
        order[same_kind] = np.roll(same_kind, 1)
    return x[order]


two.compile(
    "adam", loss=[loss, "binary_crossentropy"], metrics=[["accuracy"], ["accuracy"]]
)
x_few, y_few = x_train[:few], y_train[:few]
answers = [y_few, np.isin(y_few, SHOES)]
two.fit([x_few, partners(x_few, y_few)], answers, epochs=2, verbose=0)
right = {}
for name, second in (
    ("같은 사진을 두 번", x_test),
    ("두 장", partners(x_test, y_test)),
):
    kinds, shoes = two.predict([x_test, second], batch_size=500, verbose=0)
    right[name] = float((kinds.argmax(axis=1) == y_test).mean())
    found = ((shoes[:, 0] > 0.5) == np.isin(y_test, SHOES)).mean()
    print(f"{name}: 종류 {right[name]:.3f}, 신발인지 {found:.3f}")
assert len(two.inputs) == len(two.outputs) == 2
assert right["두 장"] > right["같은 사진을 두 번"]
Results(
    [
        {
            "모델": "입력과 출력이 둘인 모델(사진 두 장의 종류)",
            "파라미터": two.count_params(),
            "훈련 이미지": len(y_few),
            "에포크": 2,
            "테스트 정확도": right["두 장"],
        }
    ]
)

# %% [markdown]
# 테스트 때에도 정답을 보고 짝을 지었고 사진을 두 장 받았으므로, 위의 A, B와 견주지 않는다.
#
# ## 특성 맵 그리기
#
# 함수형 API는 모델 가운데를 여는 데에도 쓴다. 입력에서 첫 합성곱의 출력까지만 잇는 모델을 만들면 특성 맵이 나온다. 가중치는 원래
# 모델과 함께 쓴다.
#
# !!! warning "원문 바로잡기: `model.input` 대신 `model.inputs`"
#
#     원문은 `keras.Model(model.input, …)`이라고 적었다. Keras 3의 `Sequential`은 훈련하거나 예측한 뒤에도 `model.input`이 없어
#     AttributeError가 난다. 입력의 리스트인 `model.inputs`에서 첫째를
#     쓴다([오류 사전](../errors/models.ipynb#sequential의-modelinput-has-never-been-called-and-thus-has-no-defined-input)).

# %% tags=["boxed"]
model_b.predict(x_test[:1], verbose=0)  # 훈련하고 예측한 모델
message = "오류 없음"
try:
    keras.Model(model_b.input, model_b.layers[0].output)
except AttributeError as error:
    message = str(error)
assert "no defined input" in message
print("AttributeError:", message)
print("model.inputs:", model.inputs[0].shape)

# %% alt="앵클부츠 사진 한 장을 밝기를 뒤집어 흰 바탕에 검게 나타낸 그림."
boot = prepare(images[:1])  # (1, 28, 28, 1)
assert FASHION_NAMES[labels[0]] == "앵클부츠"
plt.figure(figsize=(2.4, 2.4))
plt.imshow(boot[0, :, :, 0], cmap="gray_r")
plt.axis("off")
plt.show()

# %% alt=["첫 합성곱 층의 특성 맵 32장을 4행 8열로 늘어놓은 그림. 맵마다 부츠의 밝은 곳이 다르고, 배경이 아주 검지는 않은 맵도 있다.", "둘째 합성곱 층의 특성 맵 64장을 8행 8열로 늘어놓은 그림. 첫 층보다 성기고, 맵마다 밝은 곳이 다르다."]
for layer, shape in ((0, (1, 28, 28, 32)), (2, (1, 14, 14, 64))):
    maps = keras.Model(model.inputs[0], model.layers[layer].output)(boot).numpy()
    assert maps.shape == shape
    print(maps.shape, f"ReLU가 0으로 바꾼 값 {np.mean(maps == 0):.0%}")
    visualization.feature_map_grid(maps[0])

# %%
first = keras.Model(model.inputs[0], model.layers[0].output)(boot).numpy()[0]
inside = boot[0, :, :, 0] > 0.1  # 부츠가 있는 픽셀
background = first[1, 1]  # 둘레까지 모두 0인 자리의 값. (32,)
assert not boot[0, :3, :3].any()
np.testing.assert_allclose(background, np.maximum(biases, 0), atol=1e-6)
clearly = background + 0.1 * first.max()  # 눈금의 10분의 1 넘게 밝다
brighter = (first[inside] > clearly).mean(axis=0)  # (32,)
some = (brighter > 0.05) & (brighter <= 0.5)
print(f"배경보다 뚜렷이 밝은 곳이 부츠의 절반을 넘는 맵 {np.sum(brighter > 0.5)}장")
print(f"일부만 그런 맵 {np.sum(some)}장, 거의 없는 맵 {np.sum(brighter <= 0.05)}장")
print(
    f"배경이 0보다 밝은 맵 {np.sum(background > 0)}장, 가장 밝은 배경 {background.max():.2f}"
)

# %% [markdown]
# 부츠의 면이 넓게 밝은 맵이 있고, 한쪽 윤곽선처럼 일부만 밝은 맵이 있다. 빈 배경의 값은 커널과 상관없이 편향뿐이므로, 편향이 양수인 맵에서는 배경도
# 0이 아니다. 그런 맵에서 부츠가 배경보다 어둡다면 커널이 그 자리에서 음수를 낸 것이다. 둘째 층은 첫 층의 서른두 장을 함께 보고 만든 것이고, 풀링을 지나 한 변의 칸이 반으로
# 줄어 모양이 성기다. 앞의 층은 눈에 보이는 것을, 뒤의 층은 그것을 모은 더 추상적인 것을 나타낸다고 짐작할 수 있다. 뒤의 층이 무엇에 반응하는지는
# [모델 들여다보기](../concepts/visualization.ipynb)에서 더 살핀다.
#
# ## 예측을 막대그래프로
#
# 테스트 세트의 첫 이미지를 넣고, 종류마다의 확률을 막대로 그린다.

# %% alt="테스트 이미지 한 장과 그 예측. 왼쪽은 앵클부츠 사진이고, 오른쪽은 열 종류의 확률을 나타낸 가로 막대그래프이다."
probabilities = model.predict(x_test[:1], verbose=0)[0]  # (10,)
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.2), width_ratios=(1, 1.6))
left.imshow(x_test[0, :, :, 0], cmap="gray_r")
left.set(title=f"실제: {FASHION_NAMES[y_test[0]]}")
left.axis("off")
right.barh(FASHION_NAMES, probabilities)
right.invert_yaxis()
right.set(xlabel="확률", xlim=(0, 1))
plt.show()
print("예측:", FASHION_NAMES[probabilities.argmax()])

# %% [markdown]
# ## 브라우저에서 돌려 보기
#
# 훈련한 가중치를 float16으로 줄여 파일 하나로 내보낸다. [숫자를 그려 보세요](../../draw.md)에서 옷 사진을 고르면, 독자의
# 브라우저가 이 파일을 받아 모델 B의 계산을 직접 하고 층마다 특성 맵을 그린다. 사진의 한 부분을 가려 가며 예측이 어디에 기대는지도 짐작해 볼 수
# 있다. 아래는 테스트 이미지 한 장이 모델을 지나는 길이다. 층마다 가장 큰 값이 든 특성 맵 한 장만 골랐고, 밝기의 눈금은 그림마다
# 따로 잡았다.

# %% card=1 alt="테스트 이미지 한 장이 모델 B를 지나는 길. 위는 앵클부츠와 층마다 가장 센 특성 맵이고, 아래는 열 종류의 확률을 나타낸 막대그래프이다."
from snippets.model_file import ModelFile

guessed = model.predict(x_test, verbose=0).argmax(axis=1)
wrong = np.flatnonzero(guessed != y_test)
one_of_each = [int(np.argmax(y_test == label)) for label in range(10)]
visualization.through_layers(model, x_test[0], FASHION_NAMES)
ModelFile(
    "fashion_feature_maps",
    model,
    x_test,
    y_test,
    [*one_of_each, *wrong[:10]],
    FASHION_NAMES,
)

# %% [markdown]
# !!! warning "원문 바로잡기: 이름만 나오고 쓰이지 않은 것"
#
#     원문은 `bar()`를 마무리에 올렸지만 쓰지 않았고, 함수형 API를 입력이나 출력이 둘일 때 쓴다면서 그런 예를 들지 않았고, 테스트 세트를
#     읽어 놓고 평가하지 않았다. 새로 쓴 페이지에는 막대그래프(`barh`)와 입력도 출력도 둘인 모델이 있고, 저장한 모델을 다시 읽어 테스트 세트로
#     평가한 값은 결과 표의 값과 같다.

# %% tags=["boxed"]
test_accuracy = model.evaluate(x_test, y_test, verbose=0)[1]
assert test_accuracy == rows[1]["테스트 정확도"]
print(f"best-B.keras의 테스트 정확도 {test_accuracy:.4f}: 위의 표와 같다")

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 모델 A의 두 풀링을 모두 3에서 2로 바꾸면 파라미터는 모두 몇 개가 되는가?

# %% tags=["exercise"]
import math
import warnings
from contextlib import suppress

from snippets.convolution import conv2d
from snippets.exercises import Problem, exercise

halved = [Pooling2D(2) if it == Pooling2D(3) else it for it in stacks["A"]]
total = sum(row.parameters for row in count(halved + head, (28, 28, 1)))
flat = 7 * 7 * 32
one_left = stacks["A"][:2] + halved[2:]
exercise(
    "halved-total",
    Problem(
        total,
        {
            "바꾸기 전의 수이다.": model_a.count_params(),
            "모델 B의 수이다. A의 둘째 합성곱은 필터가 32개이다.": model_b.count_params(),
            "펼칠 때 채널을 빠뜨렸다.": total - (flat - 7 * 7) * 100,
            "두 풀링 가운데 하나만 바꾸었다.": sum(
                row.parameters for row in count(one_left + head, (28, 28, 1))
            ),
            "풀링을 한 번만 했다.": total + (14 * 14 * 32 - flat) * 100,
            "한 변은 5로 끝나지 않는다. 패딩이 same이라 합성곱에서는 줄지 않는다.": total
            - (flat - 5 * 5 * 32) * 100,
            "편향을 모두 빠뜨렸다.": total - (32 + 32 + 100 + 10),
        },
    ),
    ["합성곱 층은 그대로이다.", "한 변은 28 → 14 → 7이다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     합성곱 층은 그대로이고, 밀집 층이 288개가 아니라 7·7·32 = 1,568개를 받는다.

# %% tags=["boxed", "hidden"]
print(f"{total:,}개")

# %% [markdown]
# **2.** 풀링이 3인 본래의 모델 A에 64×64 컬러 이미지를 넣으면 둘째 풀링의 출력은 어떤 모양인가? 배치 축까지 적는다.

# %% tags=["exercise"]


def deepest(convs):
    """64×64 컬러 이미지를 넣었을 때 마지막 층의 출력."""
    return (None, *count(convs, (64, 64, 3))[-1].shape)


pooled = deepest(stacks["A"])
rounded_up = math.ceil(math.ceil(64 / 3) / 3)
exercise(
    "pooled-shape",
    Problem(
        pooled,
        {
            "올림하지 않는다. 창이 다 들어가지 못하는 끝은 버린다.": (
                None,
                rounded_up,
                rounded_up,
                32,
            ),
            "풀링을 한 번 지난 모양이다.": deepest(stacks["A"][:2]),
            "패딩이 same이라 합성곱에서는 크기가 줄지 않는다.": deepest(
                [Conv2D(32, 3), Pooling2D(3)] * 2
            ),
            "채널은 입력의 것이 아니라 둘째 합성곱의 필터 수이다.": (
                *pooled[:3],
                3,
            ),
            "두 칸씩 줄인 모양이다. 모델 A의 풀링은 세 칸씩이다.": deepest(halved),
        },
    ),
    ["64칸에는 3칸짜리 창이 몇 번 들어가는가?"],
)

# %% [markdown]
# ??? success "답 보기"
#
#     64 → 21(한 칸을 버린다) → 7이다. 채널은 필터 수이다.

# %% tags=["boxed", "hidden"]
print(pooled)

# %% [markdown]
# **3.** 이미지의 둘레를 채우지 않고 커널을 뒤집지 않은 채 한 칸씩 옮겨 대어 곱해 더하고, 편향 1을 더한 뒤 음수를 0으로 바꾼 특성 맵을 적는다.

# %% tags=["exercise"]
stripe = np.zeros((3, 6), dtype=int)
stripe[:, 3:5] = 1
edge = np.repeat([[-1, 0, 1]], 3, axis=0)


def responses(kernel):
    """줄무늬에 커널을 댄 값. (1, 4)"""
    return conv2d(stripe[:, :, None], kernel[:, :, None, None])[:, :, 0]


sums = responses(edge)
mapped = np.maximum(sums + 1, 0)
exercise(
    "stripe-map",
    Problem(
        mapped,
        {
            "편향을 더하지 않았다.": np.maximum(sums, 0),
            "음수를 0으로 바꾸지 않았다.": sums + 1,
            "편향을 더하기 전에 음수를 0으로 바꾸었다.": np.maximum(sums, 0) + 1,
            "빈 배경을 0으로 적었다. 편향은 배경에도 더해진다.": np.where(
                sums == 0, 0, mapped
            ),
            "부호가 반대이다. 커널을 뒤집지 말고 그대로 대어, 오른쪽 열의 합에서 왼쪽 열의 합을 뺀다.": np.maximum(
                responses(edge[:, ::-1]) + 1, 0
            ),
            "한 행만 더했다. 창은 세 행이다.": np.maximum(sums // 3 + 1, 0),
        },
        grids={"이미지": stripe, "커널": edge},
    ),
    [
        "빈 배경에서는 곱해 더한 값이 0이고, 편향만 남는다.",
        "줄무늬의 왼쪽 끝에서는 오른쪽이 밝고, 오른쪽 끝에서는 왼쪽이 밝다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     오른쪽이 더 밝은 줄무늬의 왼쪽 끝에서는 값이 크다. 오른쪽 끝에서는 합이 음수라 0이 되어, 편향만 남은 배경(1)보다 어둡다.

# %% tags=["boxed", "hidden"]
print(mapped)

# %% [markdown]
# **4.** 끝까지 훈련하면 에포크마다의 검증 손실이 차례로 0.40, 0.35, 0.36, 0.34, 0.37, 0.35, 0.36, 0.33이 된다. 위의
# `EarlyStopping(patience=2)`을 쓰면 몇 번째 에포크까지 훈련하고 멈추는가? 첫 에포크를 1로 센다.

# %% tags=["exercise"]
losses = [0.40, 0.35, 0.36, 0.34, 0.37, 0.35, 0.36, 0.33]


def last_epoch(patience):
    """Keras의 콜백이 훈련을 멈추는 에포크. 멈추지 않으면 마지막 에포크."""
    callback = keras.callbacks.EarlyStopping(patience=patience)
    callback.set_model(keras.Sequential())
    callback.model.stop_training = False  # fit이 하는 것
    callback.on_train_begin()
    for epoch, value in enumerate(losses):
        callback.on_epoch_end(epoch, {"val_loss": value})
        if callback.model.stop_training:
            break
    return epoch + 1


lowest = int(np.argmin(losses[: last_epoch(2)])) + 1
exercise(
    "stopped-at",
    Problem(
        last_epoch(2),
        {
            "낮아지지 않은 것이 한 번뿐이다. patience가 1일 때의 답이다.": last_epoch(
                1
            ),
            "가중치를 남기는 에포크이다. 멈추는 것은 그 뒤이다.": lowest,
            "첫 에포크를 1로 센다. 최저가 새로 나오면 다시 세므로 다섯 번째까지는 하나뿐이다.": lowest
            + 1,
            "여기에 오기 전에 낮아지지 않는 에포크가 둘 이어진다.": last_epoch(3),
            "여섯 번째의 0.35는 바로 앞보다 낮지만 그때까지의 최저보다 낮지 않다.": len(
                losses
            ),
        },
    ),
    [
        "바로 앞이 아니라 그때까지의 최저와 견준다.",
        "네 번째에서 최저가 새로 나온다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     최저는 네 번째의 0.34이고, 그보다 낮아지지 않은 에포크가 둘 이어지면 멈춘다. 더 낮은 0.33은 보지 못한다.

# %% tags=["boxed", "hidden"]
print(f"{last_epoch(2)}번째 에포크까지, 남기는 것은 {lowest}번째의 가중치")

# %% [markdown]
# **5.** 둘째 합성곱 층의 특성 맵을 꺼낸다. `keras`와 `model`(위의 `Sequential`)만 써서 빈 곳을 채운다.
#
# ```python
# opened = ____
# maps = opened(boot)  # (1, 14, 14, 64)
# ```

# %% tags=["exercise"]
forms = ("{}, {}", "inputs={}, outputs={}", "{}, outputs={}")
forms += ("outputs={1}, inputs={0}",)
given = ["model.inputs[0]", "model.inputs", "model.layers[0].input"]
more = ["[model.inputs[0]]", "model.inputs[:1]"]
layer = "model.layers[{}].output"
opens = [layer.format(2), layer.format(-6), "model.get_layer(index=2).output"]
opens += ["model.layers[3].input"]


def linked(inputs, outputs, forms=forms):
    """입력과 출력을 잇는 모델을 적는 모든 방법."""
    return [
        f"keras.Model({form.format(x, y)})"
        for x in inputs
        for y in outputs
        for form in forms
    ]


calls = linked([*given, *more], opens) + linked(
    ["*model.inputs"], opens, forms[::2]
)
calls += [f"keras.Sequential(model.layers[:{stop}])" for stop in (3, -5)]


def maps_of(call):
    """채운 코드가 내는 특성 맵."""
    return eval(call, {"keras": keras, "model": model})(boot).numpy()


right_maps = maps_of(calls[0])
assert right_maps.shape == (1, 14, 14, 64)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # 리스트로 주면 경고하고 같은 값을 낸다
    for call in calls:
        np.testing.assert_allclose(maps_of(call), right_maps, atol=1e-5)
assert keras.models.Model is keras.Model
assert keras.models.Sequential is keras.Sequential
longer = [
    call.replace("keras.", "keras.models.")
    for call in [*linked(given, opens), *calls[-2:]]
]
wrong_calls = {
    "첫째 합성곱 층이다.": linked(given, [layer.format(0)]),
    "첫째 풀링 층이다. 풀링 층도 번호를 하나 차지한다.": linked(
        given, [layer.format(1)]
    ),
    "둘째 풀링 층이다. 층은 0부터 센다.": linked(given, [layer.format(3)]),
}
for same in wrong_calls.values():
    assert maps_of(same[0]).shape != right_maps.shape
broken = {
    "Sequential에는 model.input이 없다. model.inputs[0]을 쓴다.": linked(
        ["model.input"], opens[:1]
    ),
    "층이 아니라 그 층의 출력을 적는다.": linked(given, ["model.layers[2]"]),
}
for same in broken.values():
    for call in same:
        with suppress(AttributeError, ValueError):
            maps_of(call)
            raise AssertionError(call)
exercise(
    "opened-line",
    Problem(
        [f"{left}{call}" for call in calls for left in ("", "opened = ")] + longer,
        {
            why: [f"{left}{call}" for call in same for left in ("", "opened = ")]
            for why, same in (wrong_calls | broken).items()
        },
    ),
    [
        "입력에서 그 층의 출력까지 잇는 모델을 만든다.",
        "층의 번호는 「배운 가중치 꺼내기」에 출력되어 있다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     입력에서 2번 층의 출력까지 잇는 모델을 만든다.

# %% tags=["boxed", "hidden"]
print(calls[0])

# %% [markdown]
# **6.** 위의 두 콜백을 그대로 두고 `fit`의 `validation_data`에 검증 세트 대신 테스트 세트를 주었다. 이렇게 훈련한 모델의 테스트 정확도를 왜 그대로 믿을 수 없는가?
# 설명한다.

# %% tags=["exercise"]
exercise(
    "chosen-on-test",
    Problem(
        mistakes={
            "테스트 세트로 멈출 때와 남길 에포크를 고른 셈이다": "",
            "테스트 세트에서 우연히 좋았던 것이 뽑힌다": "",
            "그래서 처음 보는 이미지에 대한 실력보다 후하기 쉽다": "",
        }
    ),
    ["콜백 둘이 그 데이터로 무엇을 정하는지 본다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     테스트 세트에서 우연히 좋았던 에포크를 고르게 되어, 처음 보는 이미지에 대한 실력보다 후하기 쉽다. 실력이 90%로 같은 모델 여덟에서 가장
#     높은 것만 적어도 그렇다(테스트 1만 장, 서로 따로 훈련했다고 보고 흉내 낸 값).

# %% tags=["boxed", "hidden"]
tries = np.random.default_rng(SEED).binomial(10_000, 0.9, (1_000, 8)) / 10_000
assert tries.max(axis=1).mean() > 0.902
print(f"평균 {tries.mean():.2%}, 최고의 평균 {tries.max(axis=1).mean():.2%}")

# %% [markdown]
# ## 핵심어
#
# **가중치 시각화**: 커널의 값을 그림으로 그리는 것 · **특성 맵 시각화**: 층의 출력을 그림으로 그리는 것 · **함수형 API**: 층을 함수처럼
# 불러 입력과 출력을 잇는 방법 · **검증 세트**: 훈련하지 않고 떼어 두어 언제 멈출지 정하는 데 쓰는 데이터 · **조기 종료**: 검증 손실이
# 나아지지 않으면 멈추는 것 · **콜백**: 훈련하는 동안 에포크의 끝처럼 정해진 때마다 불리는 것
#
# Keras에서는 `Conv2D`, `MaxPooling2D`, `Model`을, matplotlib에서는 `barh`를 썼다. `plot_model`과 같은 그림은 `model_diagram`으로
# 그렸다.
#
# **이어서 읽기**: [층을 하나씩 쌓기](layer_by_layer.ipynb)에서 모델 B와 드롭아웃 비율만 다른 모델을 한 층씩 쌓으며 센다.
