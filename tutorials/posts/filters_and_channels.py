# %% [markdown]
# ---
# description: 필터 한 벌이 채널을 어떻게 보는지 뜯어보고, 필터 3개와 6개짜리 작은 모델을 훈련한다. 파라미터의 99.7%가 어디에 있는지 센다.
# date: 2026-11-22
# ---
# # 필터와 채널
#
# 합성곱 층의 필터는 몇 개의 숫자로 되어 있고, 앞 층의 특성 맵을 어떻게 보는가. 필터가 세 개와 여섯 개뿐인 작은 모델을 만들어
# 하나씩 뜯어보고 훈련한다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 필터, 커널, 마스크는 무엇을 가리키는 말인가
#     - 필터 한 벌은 앞 층의 특성 맵을 몇 장이나 보는가
#     - 작은 필터를 겹쳐 쌓으면 무엇을 아끼고, 언제 아끼지 못하는가
#     - 파라미터 203,068개 가운데 합성곱 층의 몫은 얼마인가
#
# 이 페이지는 Colab 노트북 「Convolution」의 순서를 따른다. 문장과 코드는 모두 새로 썼고, 원문에서 고칠 곳은 **원문 바로잡기** 상자에
# 담고, 확인할 수 있는 것은 실행해 보인다.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from keras import layers
from snippets import plotting, visualization
from snippets.results import Results
from snippets.table import table

plotting.use_style()
SEED = 0

# %% [markdown]
# ## 합성곱: 이 패턴이 어디에 있는가
#
# **합성곱**(convolution)은 작은 패턴을 들고 이미지 위를 옮겨 다니며 "여기에 이 패턴이 있는가"를 묻는 계산이다. 답을 자리마다 적어 둔
# 것이 **특성 맵**(feature map)이다. 아래에서는 ㄱ자 패턴을 찾는다. 이 이미지에서는 패턴이 그대로 있는 자리의 값이 가장 크다. 음수인 자리에서는
# 값이 1인 칸에 패턴의 1보다 −1이 더 많이 겹쳤다. 다만 값은 이미지의 밝기에도 비례하므로, 값이 크다고 해서 언제나 패턴이 꼭 맞는 것은 아니다. `conv2d`는
# [합성곱](../concepts/convolution.ipynb) 페이지에서 만든 함수로, 채널과 필터의 축이 있는 배열을 받는다. 아래의 `None`은 길이가 1인 축을 더한 것이다. 그림에서 음수가 있는 격자는 양수를 붉은색, 음수를 푸른색으로 칠하고, 음수가 없는 격자는 클수록 짙은 푸른색으로 칠한다.

# %% card=1 alt="숫자 격자 세 장. 왼쪽은 7×7 이미지로 오른쪽 아래에 ㄱ자 패턴이 있다. 가운데는 찾을 3×3 패턴이고, 오른쪽은 5×5 특성 맵으로 패턴이 있는 자리의 값이 5로 가장 크다."
from snippets.convolution import conv2d

pattern = np.array([[1, 1, 1], [-1, -1, 1], [-1, -1, 1]], dtype=float)
image = np.zeros((7, 7))
image[3, 3:6], image[4:6, 5] = 1, 1  # 오른쪽 아래에 ㄱ자를 그린다
where = conv2d(image[:, :, None], pattern[:, :, None, None])[:, :, 0]  # (5, 5)
assert np.unravel_index(where.argmax(), where.shape) == (3, 3)
fig, axes = plt.subplots(1, 3, figsize=(7.4, 2.8))
shown = {"이미지": image, "찾을 패턴": pattern, "특성 맵": where}
for ax, (name, values) in zip(axes, shown.items(), strict=True):
    plotting.number_grid(ax, values, name)
plt.show()

# %% [markdown]
# 찾을 패턴을 적은 이 격자를 **필터**(filter), **커널**(kernel), **마스크**(mask)라고 부른다. 마스크는 영상 처리에서 쓰는 말이다. 구분해서
# 쓸 때는 2차원 격자 한 장을 커널, 채널마다 한 장씩 모은 한 벌을 필터라 한다. 그러니 필터 세 벌과 필터 세 개는 같은 말이다(원문은 **필터셋**이라 했고, `fitler`는 filter의 오기이다). 다만 Keras의 `kernel`은 모든 필터를 한데 담은 4차원
# 배열이다.
#
# !!! warning "원문 바로잡기: 행렬끼리의 어떤 연산인가"
#
#     원문은 필터를 일정한 간격으로 옮기며 이미지와 필터의 행렬을 연산한다고 적었지만, 어떤 연산인지는 적지 않았다. 흔히 떠올리는
#     행렬의 곱은 아니다. 창과 커널에서 **같은 자리에 있는 값끼리**
#     곱하고 모두 더해 숫자 하나를 얻는다.

# %% tags=["boxed"]
window = image[3:6, 3:6]
print("같은 자리끼리 곱해 더한 값:", (window * pattern).sum())
print("행렬의 곱:\n", window @ pattern)
assert (window * pattern).sum() == where[3, 3] == 5

# %% [markdown]
# ## 필터 한 벌은 3차원이다
#
# 필터는 앞 층에서 온 특성 맵을 **모두** 본다. 특성 맵마다 커널이 한 장씩 있어 저마다 합성곱을 하고, 그 결과를 자리대로 더해 새 특성 맵 한 장을 만든다.

# %% alt="숫자 격자 열 장. 세 줄에 특성 맵과 커널과 그 둘을 합성곱한 결과가 한 장씩 있고, 오른쪽에 세 결과를 자리대로 더한 새 특성 맵 한 장이 있다."
rng = np.random.default_rng(SEED)
maps = rng.integers(0, 3, (4, 4, 3)).astype(float)  # 앞 층의 특성 맵 세 장
kernels = rng.integers(-1, 2, (3, 3, 3)).astype(float)  # 필터 한 벌: 커널 세 장
parts = [
    conv2d(maps[:, :, [i]], kernels[:, :, [i], None])[:, :, 0] for i in range(3)
]
new_map = conv2d(maps, kernels[:, :, :, None])[:, :, 0]  # (2, 2)
assert np.array_equal(sum(parts), new_map)
fig, axes = plt.subplots(3, 4, figsize=(7.4, 5.6))
for i in range(3):
    shown = {"특성 맵": maps[:, :, i], "커널": kernels[:, :, i], "결과": parts[i]}
    for ax, (name, values) in zip(axes[i], shown.items(), strict=False):
        plotting.number_grid(ax, values, f"{name} {i + 1}")
    axes[i, 3].axis("off")
axes[1, 3].axis("on")
plotting.number_grid(axes[1, 3], new_map, "세 결과의 합")
plt.show()

# %% [markdown]
# 입력이 흑백 이미지이면 채널이 하나이므로 필터는 5×5×1, 컬러이면 5×5×3이다(이 페이지의 모델처럼 5×5를 쓸 때). 필터마다 편향도 하나 있다. 필터가 세 벌이면 특성 맵이 세 장 나오고, 그 세 장이 다음 층의 입력이 되므로
# 다음 층의 필터는 5×5×3이 된다.

# %%
rows = []
cases = (("흑백 이미지", 1, 3), ("컬러 이미지", 3, 3), ("특성 맵 3장", 3, 6))
for name, channels, filters in cases:
    layer = layers.Conv2D(filters, kernel_size=5, activation="swish")
    layer.build((None, 28, 28, channels))
    shape = str(layer.kernel.shape)
    rows.append(
        {"입력": name, "필터": filters, "Keras의 커널": shape, "특성 맵": filters}
    )
table(rows)

# %% [markdown]
# !!! warning "원문 바로잡기: Keras의 축 순서"
#
#     원문은 필터 세 벌을 묶어 (3, 5, 5, ?)로 적고, 물음표는 앞 층의 채널 수와 같다고 했다. 개수는 맞지만 Keras가 커널을 담는 순서는
#     **(높이, 너비, 입력 채널, 필터)** 이다. 필터의 수가 맨 앞이 아니라 맨 뒤에 온다. NumPy 배열의 `transpose`는 인수에 적은 번호(0부터)의 축을 적은
#     차례로 늘어놓는다. 이를테면 `w.transpose(0, 2, 1, 3)`은 가운데 두 축을 맞바꾼다.

# %% tags=["boxed"]
layer = layers.Conv2D(filters=3, kernel_size=5)
layer.build((None, 32, 32, 3))
assert layer.kernel.shape == (5, 5, 3, 3)
layer = layers.Conv2D(filters=7, kernel_size=5)
layer.build((None, 32, 32, 3))
assert layer.kernel.shape == (5, 5, 3, 7)
print("입력 채널 3, 필터 7:", layer.kernel.shape)

# %% [markdown]
# !!! warning "원문 바로잡기: 필터는 고르는 것이 아니라 배우는 것이다"
#
#     원문은 필터가 내가 원하는 특징만 뽑아낸다고 적었다. 우리가 정하는 것은 필터의 크기와 개수이고, 그 안의 숫자는 훈련이
#     정한다. 배치 하나로 한 번만 갱신해도 필터가 바뀐다(여기서는 값이 바뀌는 것만
#     본다. 이미지도 정답도 무작위이다).

# %% tags=["boxed"]
keras.utils.set_random_seed(SEED)
small = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 5),
        layers.Flatten(),
        layers.Dense(10),
    ]
)
before = small.layers[0].kernel.numpy()
small.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
rng = np.random.default_rng(SEED)
small.train_on_batch(
    rng.random((32, 28, 28, 1), dtype="float32"), rng.integers(0, 10, 32)
)
moved = np.mean(small.layers[0].kernel.numpy() != before)
assert moved > 0.9
print(f"한 번의 갱신에 바뀐 커널 값: {moved:.0%}")

# %% [markdown]
# ### 얕은 층과 깊은 층
#
# 층이 깊어질수록 값 하나가 보는 입력, 곧 **수용 영역**(receptive field)이 넓어진다. 얕은 층의 값은 작은 창 안만 보므로 윤곽선이나 점처럼
# 그 창에 드는 패턴만 나타낼 수 있다. 깊은 층의 값은 더 넓은 곳을 보므로, 그 패턴들이 모인 더 크고 추상적인 생김새를 나타낼 수 있다고 짐작한다.
#
# !!! warning "원문 바로잡기: 얕은 층은 큰 특징이 아니라 작은 특징을 본다"
#
#     원문은 얕은 층이 이미지의 큰 특징을, 깊은 층이 추상적인 형태를 담는다고 적었다. 깊은 층이 얼마나 추상적인지는
#     여기서 재지 않는다. 그러나 크기로 말하면 얕은 층에 관한 말은 거꾸로이다. 첫 층의 값 하나는 5×5만 보므로 그보다 큰 것은 볼 수 없고, 보는 곳은 층을 쌓을수록 넓어진다.

# %% tags=["boxed"]
from snippets.receptive_field import receptive_field

fields = [receptive_field([(5, 1)] * depth) for depth in (1, 2, 3, 4)]
assert fields == [5, 9, 13, 17]
print("5×5 합성곱을 한 층씩 더 쌓을 때 수용 영역의 한 변:", fields)

# %% [markdown]
# !!! warning "원문 바로잡기: 특성 맵이 꼭 작아지지는 않는다"
#
#     원문은 층이 깊어질수록 특성 맵이 작아질 것이라고 적었다. 원문의 모델에서는 맞다(28 → 24 → 20). 그러나 언제나 그런 것은 아니다.
#     크기는 커널, 패딩, 보폭이 정한다. `padding="same"`이고 보폭이 1이면 아무리
#     깊어도 그대로이다.

# %% tags=["boxed"]
x = keras.Input((28, 28, 1))
sizes = []
for _ in range(5):
    x = layers.Conv2D(4, 5, padding="same")(x)
    sizes.append(x.shape[1])
assert sizes == [28] * 5
print("same 합성곱 다섯 층의 한 변:", sizes)

# %% [markdown]
# ## 작은 필터를 겹쳐 쌓기
#
# 3×3 합성곱을 두 층 쌓으면 수용 영역은 5×5 합성곱 한 층과 같다. 입력과 사이와 출력의 채널이 모두 64일 때 파라미터를 세어 보자.

# %%
# 층의 설정만 적는 기록이다. Pooling2D 말고는 Keras의 층과 이름이 같지만, 텐서를 넣어 부를 수 없다
from snippets.layer_kinds import Conv2D, Dense, Flatten, Pooling2D
from snippets.parameters import count

two_small = sum(row.parameters for row in count([Conv2D(64, 3)] * 2, (28, 28, 64)))
one_large = sum(row.parameters for row in count([Conv2D(64, 5)], (28, 28, 64)))
assert (two_small, one_large) == (73_856, 102_464)
assert receptive_field([(3, 1), (3, 1)]) == receptive_field([(5, 1)])
print(f"3×3 두 층 {two_small:,}개, 5×5 한 층 {one_large:,}개")
small_first = [row.parameters for row in count([Conv2D(3, 3)] * 2, (28, 28, 1))]
large_first = count([Conv2D(3, 5)], (28, 28, 1))[0].parameters
assert (small_first, large_first) == ([30, 84], 78)
print(f"채널 1 → 3: 3×3 두 층 {sum(small_first)}개, 5×5 한 층 {large_first}개")

# %% [markdown]
# 언제나 아끼는 것은 아니다. 채널이 1에서 3으로 늘어나는 이 페이지의 첫 층이라면, 사이의 특성 맵도 세 장으로 둘 때 5×5 한 층은 78개이고 3×3 두 층은
# 30 + 84 = 114개로 오히려 늘어난다.
#
# !!! warning "원문 바로잡기: 파라미터가 주는 까닭은 9 + 9가 25보다 작기 때문이다"
#
#     원문은 작은 필터를 여러 개 쌓으면 더 적은 파라미터로 이미지를 더 세세하게 보아 더 좋은 성능을 낼 수 있다고 적었다. 파라미터가 준다는 말은 채널 수가
#     같을 때 맞다. 같은 5×5를 보는 데 드는 가중치가 입력 채널 하나와 출력 채널 하나의 짝마다 25개가 아니라 9 + 9 = 18개이기 때문이다. 쌓지 않고 3×3 필터만 두 배로 늘리면
#     파라미터는 두 층을 쌓을 때와 같지만 수용 영역은 3×3에 머문다. 성능은 이 페이지에서 재지 않았다. 층을 쌓으면 사이에 활성화 함수가 하나 더 들어간다.

# %% tags=["boxed"]
more_filters = count([Conv2D(128, 3)], (28, 28, 64))[0].parameters
assert more_filters == two_small and receptive_field([(3, 1)]) == 3
assert (
    two_small - 128 == 18 * 64 * 64 and one_large - 64 == 25 * 64 * 64
)  # 편향을 빼면
print(f"3×3 필터 128개 한 층도 {more_filters:,}개, 수용 영역은 3×3")

# %% [markdown]
# ## 데이터: 원-핫을 pandas로
#
# 원문은 입력을 `독립`, 정답을 `종속`이라는 이름의 변수에 담았다. 통계에서 독립 변수와 종속 변수를 줄인 말이다. 파이썬은 한글
# 이름을 받아들인다. 혼자 배우며 적을 때는 뜻이 바로 보여 좋지만, 남과 함께 쓰는 코드에서는 자판을 바꾸어 가며 쳐야 하고 영어 이름과
# 섞이므로 영어로 적는 편이 낫다. 여기서는 데이터를 준비하는 동안만 원문의 이름을 쓴다.

# %%
from snippets.datasets import load_mnist

(독립, 종속), (x_test, y_test) = load_mnist()
print(독립.shape, 종속.shape)
pd.get_dummies(종속[:5], dtype=int)

# %% [markdown]
# `get_dummies`는 레이블에 나온 값마다 열을 하나씩 만들고 해당하는 열에만 1을 적는다. 곧 **원-핫**(one-hot)이다. 처음 다섯 개만
# 넣었더니 거기 나온 숫자의 열만 생겼다. 전체를 넣으면 열이 10개가 된다.
# 훈련 세트와 테스트 세트에 따로 쓰면 한쪽에 없는 레이블의 열이 빠지므로, 훈련에는 열의 수를 정해 주는 `keras.utils.to_categorical`을 쓴다.
#
# !!! warning "원문 바로잡기: 이제는 0과 1이 아니라 False와 True"
#
#     원문의 표에는 0과 1이 보이지만, pandas 2부터 `get_dummies`의 기본 자료형은 bool이다. 0과 1을 얻으려면 `dtype=int`라고 적는다.

# %% tags=["boxed"]
plain = pd.get_dummies(종속[:3])
assert set(plain.dtypes) == {np.dtype(bool)}
integers = pd.get_dummies(종속[:3], dtype=int)
print("기본:", plain.dtypes.iloc[0], "| dtype=int:", integers.dtypes.iloc[0])

# %%
x_train = 독립.reshape(-1, 28, 28, 1).astype("float32") / 255
y_train = keras.utils.to_categorical(종속, num_classes=10)
x_test = x_test.reshape(-1, 28, 28, 1).astype("float32") / 255
print(x_train.shape, y_train.shape)

# %% [markdown]
# !!! warning "원문 바로잡기: 나누지 않은 입력, 버린 테스트 세트"
#
#     원문은 0–255를 그대로 넣고, 테스트 세트를 `_`로 받아 버린 다음, 훈련에 쓴 이미지로 예측을 보였다. 외운 답을 맞히는 것은 실력이
#     아니므로, 훈련에 쓰지 않은 1만 장으로 평가하고 예측하도록 고쳤다. 또 옷 사진 페이지와 같이 255로 나누었다. 나누지 않을 때 정확도가 얼마나 달라지는지는 재지
#     않았다.

# %% tags=["boxed"]
assert 독립.max() == 255 and x_train.max() == x_test.max() == 1
in_training = {image.tobytes() for image in x_train}
seen = sum(image.tobytes() in in_training for image in x_test)
assert seen < 10
print(
    f"원문의 입력은 {독립.min()}–{독립.max()}, 여기서는 {x_train.min():g}–{x_train.max():g}"
)
print(f"테스트 {len(x_test):,}장 가운데 훈련 세트에 똑같이 있는 것: {seen}장")

# %% [markdown]
# ## 모델: 필터 3개, 필터 6개

# %%
keras.utils.set_random_seed(SEED)
X = keras.Input(shape=(28, 28, 1))
H = layers.Conv2D(3, kernel_size=5, activation="swish")(X)  # (None, 24, 24, 3)
H = layers.Conv2D(6, kernel_size=5, activation="swish")(H)  # (None, 20, 20, 6)
H = layers.Flatten()(H)  # (None, 2400)
H = layers.Dense(84, activation="swish")(H)  # (None, 84)
Y = layers.Dense(10, activation="softmax")(H)  # (None, 10)
model = keras.Model(X, Y, name="filters_and_channels")
model.summary()

# %%
stack = [Conv2D(3, 5), Conv2D(6, 5), Flatten(), Dense(84), Dense(10)]
counted = [row.parameters for row in count(stack, (28, 28, 1))]
assert counted == [78, 456, 0, 201_684, 850]
assert sum(counted) == model.count_params() == 203_068
by_hand = [(5 * 5 * 1 + 1) * 3, (5 * 5 * 3 + 1) * 6, (2400 + 1) * 84, (84 + 1) * 10]
assert by_hand == [n for n in counted if n]
print("손으로:", by_hand)

# %% [markdown]
# !!! warning "원문 바로잡기: 파라미터는 거의 모두 밀집 층에 있다"
#
#     원문은 합성곱을 설명하면서 이 모델의 파라미터가 어디에 있는지는 짚지 않았다. 합성곱 층이 아니라 `Flatten` 뒤의 밀집 층에 거의 모두
#     있다. 곱셈은 다르다. 합성곱 층은 가중치를 자리마다 다시 쓰므로 곱셈의 절반을 넘게 한다. 합성곱마다 2×2 최대 풀링을 붙인 자매 모델은 입력과
#     출력의 모양이 같으면서 9,532개뿐이고, 곱셈도 훨씬 적다. (정확도까지 견준 것은 아니다.)

# %% tags=["boxed"]
pooled = [
    Conv2D(3, 5),
    Pooling2D(),
    Conv2D(6, 5),
    Pooling2D(),
    Flatten(),
    Dense(84),
    Dense(10),
]
sister = sum(row.parameters for row in count(pooled, (28, 28, 1)))
share = (201_684 + 850) / sum(counted)
assert f"{share:.1%}" == "99.7%"
assert sister == 9_532
print(
    f"밀집 층의 몫 {share:.1%}, 풀링을 붙인 자매 모델 {sister:,}개 ({sum(counted) / sister:.0f}분의 1)"
)
products, fewer = (
    [row.multiplications for row in count(it, (28, 28, 1))]
    for it in (stack, pooled)
)
in_convs = sum(products[:2]) / sum(products)
assert in_convs > 0.5 and sum(products) > 4 * sum(fewer)
print(
    f"곱셈 {sum(products):,}번 가운데 합성곱 층의 몫 {in_convs:.1%}, 자매 모델은 {sum(fewer):,}번"
)

# %% [markdown]
# ### swish와 relu
#
# `swish`는 $x \cdot \sigma(x)$이다. 여기서 $\sigma$는 시그모이드 함수 $1/(1 + e^{-x})$이다. 큰 양수에서는 `relu`에 가까워지지만, 0 근처에서 꺾이지
# 않고 부드럽게 휘며, 0보다 조금 작은 입력에서도 기울기가 남는다. 입력이 −1.28쯤이면 가장 낮아 기울기가 0이고, 그보다 작으면 기울기가 음수이다.

# %% alt="swish와 relu 함수를 겹쳐 그린 그래프. relu는 0에서 꺾이고, swish는 음수 쪽에서 0보다 조금 아래로 내려갔다가 부드럽게 올라가 relu에 가까워진다."
z = np.linspace(-6, 6, 1201).astype("float32")
swish = keras.activations.swish(z).numpy()
np.testing.assert_allclose(swish, z / (1 + np.exp(-z)), atol=1e-6)
fig, ax = plt.subplots(figsize=(6.4, 3.2))
ax.plot(z, keras.activations.relu(z).numpy(), "--", label="relu")
ax.plot(z, swish, label="swish")
ax.set(xlabel="입력", ylabel="출력")
ax.legend()
plt.show()
print(f"swish의 가장 작은 값 {swish.min():.3f} (입력 {z[swish.argmin()]:.2f}에서)")
sigmoid = 1 / (1 + np.exp(-z))
slopes = dict(
    zip(
        z.astype(float).round(2).tolist(),
        sigmoid + z * sigmoid * (1 - sigmoid),
        strict=True,
    )
)
assert slopes[-0.5] > 0.2 and slopes[-1.27] > 0 > slopes[-1.29] and slopes[-2.0] < 0
print(f"swish의 기울기: −0.5에서 {slopes[-0.5]:.2f}, −2에서 {slopes[-2.0]:.2f}")

# %% [markdown]
# ## 훈련
#
# 레이블이 원-핫이므로 손실은 `categorical_crossentropy`, 곧 **교차 엔트로피**(cross-entropy)이다. 이미지마다 정답의 확률 $p$로 $-\log p$를 구해
# 평균한 값이다($\log$는 자연로그). 원문처럼 옵티마이저를 적지 않으면 Keras는 `rmsprop`을 쓴다. 원문처럼 `metrics='accuracy'`라고
# 문자열을 주면 Keras 3은 예외를 낸다. [옷 사진 페이지](fashion_feature_maps.ipynb)에서 확인한다.
#
# 훈련 데이터의 맨 뒤 10%를 떼어 **검증 세트**(validation set)로 삼고, 에포크마다 검증 세트의 손실과 정확도도 잰다. 원문의 배치 크기는 Keras의 기본값인 32이고, 여기서는
# 128이다. 대개 한 에포크가 더 빨리 끝나지만, 파라미터를 고치는 횟수가 4분의 1이다.

# %% tags=["parameters"] fast={"epochs": 1}
epochs = 10

# %% timeout=3600
model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
print("옵티마이저:", type(model.optimizer).__name__)
training = {"batch_size": 128, "epochs": epochs, "validation_split": 0.1}
history = model.fit(x_train, y_train, **training, verbose=2)

# %%
test_loss, test_accuracy = model.evaluate(
    x_test, keras.utils.to_categorical(y_test, num_classes=10), verbose=0
)
Results(
    [
        {
            "모델": "필터 3개와 6개",
            "파라미터": model.count_params(),
            "훈련 이미지": len(x_train) * 9 // 10,
            "에포크": epochs,
            "테스트 정확도": test_accuracy,
        }
    ]
)

# %% alt="에포크에 따른 손실과 정확도를 훈련과 검증으로 나누어 그린 그래프 두 장. 검증 손실이 가장 낮은 에포크에 점선이 있다."
visualization.curves(history.history)

# %% [markdown]
# 훈련 손실은 내려가는데 검증 손실이 더는 내려가지 않거나 도로 올라가면 **과대적합**(overfitting)을 의심한다. 그런데 검증 손실이 올라도 검증 정확도는
# 그대로이거나 오히려 오르기도 한다. 정확도는 맞았는지만 세고, 손실은 틀린 이미지에서 **얼마나 자신 있게 틀렸는지**까지 재므로 그럴 수 있다. 마지막 모델의 검증 손실을 맞힌 이미지와 틀린 이미지의
# 몫으로 나누어 보자.

# %%
held_out = len(x_train) // 10
true = y_train[-held_out:].argmax(axis=1)
guesses = model.predict(x_train[-held_out:], verbose=0)  # (장수, 10)
missed = guesses.argmax(axis=1) != true
tiny = np.finfo("float32").tiny  # 0의 로그를 피한다
losses = -np.log(np.maximum(guesses[np.arange(held_out), true], tiny))
assert np.isclose(losses.mean(), history.history["val_loss"][-1], rtol=0.01)
best = int(np.argmin(history.history["val_loss"]))
for name, epoch in (("손실이 가장 낮은", best), ("마지막", epochs - 1)):
    loss, accuracy = (
        history.history[f"val_{key}"][epoch] for key in ("loss", "accuracy")
    )
    print(
        f"{name} {epoch + 1}번째 에포크: 검증 손실 {loss:.4f}, 정확도 {accuracy:.4f}"
    )
share = losses[missed].sum() / losses.sum()
assert share > 0.5 or epochs == 1  # 한 번만 훈련하면 맞힌 것의 손실도 크다
print(f"틀린 {missed.mean():.1%}가 검증 손실의 {share:.0%}를 낸다")

# %% [markdown]
# 마지막 모델의 검증 손실이 틀린 몇 장에서 거의 다 나온다면, 그 몇 장을 더 자신 있게 틀리기만 해도 손실은 커진다. 맞힌 장수는 그대로일 수 있다.
# 원문처럼 마지막 에포크의 모델을 그대로 쓴다. [옷 사진 페이지](fashion_feature_maps.ipynb)에서는 검증 손실이 가장 낮은 에포크의 모델을 고른다.
#
# ## 예측과 정답 견주기
#
# 테스트 이미지 다섯 장에 대해 숫자 10개의 확률을 소수 둘째 자리로 반올림해 보이고, 그 아래에 정답의 원-핫을 둔다. 0.0은 0.005보다
# 작은 확률이고, 1.0도 꼭 1이 아니라 0.995보다 큰 확률이다.

# %%
predicted = pd.DataFrame(model.predict(x_test[:5], verbose=0))
predicted.round(2)

# %%
pd.get_dummies(y_test, dtype=int)[:5]

# %% [markdown]
# ### 배운 필터
#
# 첫 층의 필터 세 벌과, 둘째 층의 첫 필터 한 벌이다. 둘째 층의 필터는 앞 층의 특성 맵 세 장을 보므로 커널이 세 장이다. 흰색은 0,
# 붉은색은 양수, 푸른색은 음수이며, 색이 짙을수록 절댓값이 크다. 첫 층에서는 붉은 칸이 밝고 푸른 칸이 어두운 곳에서 값이 크므로, 붉은 칸과 푸른 칸이 나뉜
# 방향을 보면 그 커널이 어떤 밝기의 변화에 크게 반응하는지 짐작할 수 있다. 붉은색뿐이면 밝은 면에 반응한다. 둘째 층의
# 커널은 밝기가 아니라 앞 층의 특성 맵에서 큰 값과 작은 값을 본다.

# %% alt="5×5 커널 여섯 장. 윗줄은 첫 층의 필터 세 벌이고, 아랫줄은 둘째 층 첫 필터가 특성 맵 세 장에 대해 가진 커널 세 장이다."
first, second = model.layers[1].kernel.numpy(), model.layers[2].kernel.numpy()
shown = [first[:, :, 0, i] for i in range(3)] + [
    second[:, :, i, 0] for i in range(3)
]
titles = [f"1층 필터 {i}" for i in (1, 2, 3)] + [
    f"2층 필터 1, 커널 {i}" for i in (1, 2, 3)
]
visualization.kernel_grid(np.stack(shown, axis=2), titles, columns=3)

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 필터 한 벌을 손으로 대어 본다.

# %% tags=["exercise"]
import itertools

from snippets.exercises import Problem, drawn, exercise


def two_maps(seed):
    """특성 맵 두 장을 보는 필터 한 벌이 만드는 특성 맵."""
    rng = np.random.default_rng(seed)
    seen = rng.integers(0, 4, (3, 3, 2))
    one = rng.integers(-1, 3, (2, 2, 2))  # 필터 한 벌: 커널 두 장

    def mapped(*channels, kernels=one):
        chosen = list(channels)
        return conv2d(seen[:, :, chosen], kernels[:, :, chosen, None])[:, :, 0]

    key = mapped(0, 1)
    with_relu = (
        {"ReLU를 거쳤다. 활성화 함수는 없다.": np.maximum(key, 0)}
        if (key < 0).any()
        else {}
    )
    left, right = mapped(0)[0, 0], mapped(1)[0, 0]
    if not left * right:
        raise ValueError("한쪽이 0이면 더하는 것이 보이지 않는다.")
    return Problem(
        key,
        {
            "특성 맵 1만 보았다. 필터는 두 장을 모두 본다.": mapped(0),
            "특성 맵 2만 보았다. 필터는 두 장을 모두 본다.": mapped(1),
            "두 결과를 평균했다. 더하기만 한다.": key / 2,
            "커널을 서로 바꾸어 대었다.": mapped(0, 1, kernels=one[:, :, ::-1]),
            "두 맵에 모두 커널 1을 대었다.": mapped(
                0, 1, kernels=one[:, :, [0, 0]]
            ),
            "커널을 뒤집었다. 신경망의 합성곱은 뒤집지 않는다.": mapped(
                0, 1, kernels=one[::-1, ::-1]
            ),
            **with_relu,
        },
        "특성 맵 두 장에 필터 한 벌(커널 두 장)을 적용한다(valid, 보폭 1, 편향과 활성화 함수 없음). 새 특성 맵을 구한다.",
        {
            "특성 맵 1": seen[:, :, 0],
            "특성 맵 2": seen[:, :, 1],
            "커널 1": one[:, :, 0],
            "커널 2": one[:, :, 1],
        },
        why=f"왼쪽 위: {left} {'+' if right > 0 else '-'} {abs(right)} = {left + right}".replace(
            "-", "−"
        ),
        hints=(
            "특성 맵 1에 커널 1을, 특성 맵 2에 커널 2를 댄다.",
            "두 결과를 자리대로 더한다.",
        ),
    )


by_two = drawn(two_maps, seed=range(300))
exercise("two-maps", by_two[0], others=by_two[1:])

# %% [markdown]
# ??? success "답 보기"
#
#     특성 맵마다 제 커널이 있고, 두 결과를 자리대로 더한 것이 새 특성 맵 한 장이다.

# %% tags=["boxed", "hidden"]
print(by_two[0].why)
print(by_two[0].key)

# %% [markdown]
# **2.** 이 페이지의 모델에서 첫 합성곱 층의 필터를 3개에서 8개로 늘린다. 나머지는 그대로이다. 둘째 합성곱 층의 `kernel.shape`는 무엇이 되는가?

# %% tags=["exercise"]
layer = layers.Conv2D(6, kernel_size=5)
layer.build((None, 24, 24, 8))
tall, wide, seen, made = layer.kernel.shape
exercise(
    "kernel-shape",
    Problem(
        tuple(layer.kernel.shape),
        {
            "바꾸기 전의 모양이다. 둘째 층은 첫 층의 특성 맵을 모두 본다.": tuple(
                model.layers[2].kernel.shape
            ),
            "필터의 수를 맨 앞에 두었다. Keras에서는 맨 뒤에 온다.": (
                made,
                tall,
                wide,
                seen,
            ),
            "입력 채널과 필터의 자리가 바뀌었다.": (tall, wide, made, seen),
            "둘째 층이 아니라 첫 층의 커널이다.": (tall, wide, 1, seen),
            "필터 한 벌의 모양이다. 모든 필터를 담은 배열을 묻는다.": (
                tall,
                wide,
                seen,
            ),
            "커널이 아니라 그 층이 내놓는 특성 맵의 모양이다.": (20, 20, made),
            "커널이 아니라 그 층의 출력이다.": tuple(model.layers[2].output.shape),
        },
    ),
    [
        "앞 층의 필터 수가 다음 층의 입력 채널 수이다.",
        "Keras의 순서는 (높이, 너비, 입력 채널, 필터)이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     첫 층이 특성 맵 여덟 장을 내놓으므로 둘째 층의 필터마다 커널이 여덟 장이다. 필터의 수 6은 그대로이고 맨 뒤에 온다.

# %% tags=["boxed", "hidden"]
print(tuple(layer.kernel.shape))

# %% [markdown]
# **3.** 원문의 순서(필터, 높이, 너비, 입력 채널)로 담은 배열 `w`를 Keras의 순서로 바꾼다. 필터 한 벌의 값은 그대로여야 한다. 빈칸에 들어갈 `w`의 메서드를 괄호 안까지
# 적는다.
#
# ```python
# w.shape  # (6, 5, 5, 3)
# kernel = w.____
# ```

# %% tags=["exercise"]
w = np.arange(6 * 5 * 5 * 3).reshape(6, 5, 5, 3)
in_keras_order = np.stack(list(w), axis=-1)  # 필터를 한 벌씩 맨 뒤의 축에 쌓는다
assert in_keras_order.shape == (5, 5, 3, 6)


def turned(code):
    names = {"w": w}
    exec(f"kernel = w.{code}", names)
    return names["kernel"]


signs = itertools.product(*((axis, axis - 4) for axis in (1, 2, 3, 0)))
orders = [", ".join(map(str, it)) for it in signs]
brackets = ("{}", "({})", "[{}]")
moves = [f"transpose({it.format(o)})" for o in orders for it in brackets]
# 축을 두 개씩 세 번 맞바꾸어 같은 순서가 되는 것
swaps = [f"swapaxes{it}" for it in itertools.combinations(range(4), 2)]
chains = [".".join(it) for it in itertools.product(swaps, repeat=3)]
moves += [it for it in chains if np.array_equal(turned(it), in_keras_order)]
assert "swapaxes(0, 1).swapaxes(1, 2).swapaxes(2, 3)" in moves
moves += [f"{it}.copy()" for it in moves[:3]]
assert all(np.array_equal(turned(it), in_keras_order) for it in moves)
scrambled = [
    f"reshape({it.format(shape)})"
    for shape in ("5, 5, 3, 6", "5, 5, 3, -1", "5, 5, -1, 6")
    for it in brackets
]
assert all(turned(it).shape == in_keras_order.shape for it in scrambled)
wrong_order = {
    "축이 모두 거꾸로이다. 높이와 너비도 뒤바뀐다.": ["T", "transpose(3, 2, 1, 0)"],
    "축이 모두 거꾸로이다. 인수에 순서를 적는다.": ["transpose()"],
    "첫 축과 끝 축을 맞바꾸었다. 입력 채널이 맨 앞에 온다.": [
        "swapaxes(0, 3)",
        "swapaxes(3, 0)",
        "swapaxes(0, -1)",
        "swapaxes(-1, 0)",
        "transpose(3, 1, 2, 0)",
    ],
    "거꾸로 옮겼다. 인수는 새 축마다 옛 축의 번호이다.": ["transpose(3, 0, 1, 2)"],
    "높이와 너비까지 뒤바뀌었다.": ["transpose(2, 1, 3, 0)"],
}
for it in itertools.chain(scrambled, *wrong_order.values()):
    assert not np.array_equal(turned(it), in_keras_order)
raising = {
    "축의 길이를 적었다. 인수는 옛 축의 번호이다.": (
        [f"transpose({it.format('5, 5, 3, 6')})" for it in brackets],
        ValueError,
    ),
    "permute는 PyTorch의 것이다. NumPy 배열에는 없다.": (
        [f"permute({it.format('1, 2, 3, 0')})" for it in brackets],
        AttributeError,
    ),
    "moveaxis는 NumPy의 함수이고, 배열의 메서드가 아니다.": (
        ["moveaxis(0, -1)", "moveaxis(0, 3)"],
        AttributeError,
    ),
}
for several, raised in raising.values():
    for it in several:
        try:
            turned(it)
        except raised:
            continue
        raise AssertionError(it)
functions = [
    "np.transpose(w, (1, 2, 3, 0))",
    "np.transpose(w, [1, 2, 3, 0])",
    "np.transpose(w, axes=(1, 2, 3, 0))",
    "np.transpose(w, (1, 2, 3, -4))",
    "np.moveaxis(w, 0, -1)",
    "np.moveaxis(w, 0, 3)",
    "np.moveaxis(w, source=0, destination=-1)",
    "np.rollaxis(w, 0, 4)",
    "np.stack(w, axis=-1)",
    "np.stack(list(w), axis=-1)",
]
for it in functions:
    assert np.array_equal(eval(it, {"np": np, "w": w}), in_keras_order)
forms = ("{}", ".{}", "w.{}", "kernel = w.{}")
mistakes = {
    "모양은 맞지만 값이 뒤섞인다. reshape는 축을 옮기지 않고 한 줄로 늘어놓은 값을 다시 자른다.": scrambled,
    **wrong_order,
    **{why: several for why, (several, _) in raising.items()},
}
exercise(
    "axis-order",
    Problem(
        [form.format(it) for it in moves for form in forms],
        {
            **{
                why: [form.format(it) for it in several for form in forms[:3]]
                for why, several in mistakes.items()
            },
            "값은 맞지만 w의 메서드로 적는다.": [
                form.format(it)
                for it in functions
                for form in ("{}", "kernel = {}")
            ],
        },
    ),
    [
        "새 모양은 (5, 5, 3, 6)이다. 그러나 모양만 맞아서는 안 된다.",
        "축의 순서를 바꾸는 메서드는 transpose이다. 인수에 옛 축의 번호를 새 순서로 적는다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `w.transpose(1, 2, 3, 0)`이다. 필터의 축(0번)만 맨 뒤로 보낸다. `reshape`도 같은 모양을 내놓고 오류도 나지 않지만, 서로 다른 필터의 값이 한 커널에 섞인다.

# %% tags=["boxed"]
first_filter = w[0]  # (5, 5, 3)
for kernel in (w.transpose(1, 2, 3, 0), w.reshape(5, 5, 3, 6)):
    same = np.array_equal(kernel[..., 0], first_filter)
    print(kernel.shape, "첫 필터가 그대로인가:", same)

# %% [markdown]
# **4.** 이 페이지의 모델에 28×28 흑백이 아니라 32×32 컬러 이미지를 넣는다. 파라미터는 모두 몇 개가 되는가?

# %% tags=["exercise"]
in_color = [row.parameters for row in count(stack, (32, 32, 3))]
whole = sum(in_color)
exercise(
    "color-input",
    Problem(
        whole,
        {
            "첫 합성곱 층을 그대로 두었다. 필터마다 커널이 세 장이 된다.": whole
            - in_color[0]
            + counted[0],
            "첫 밀집 층을 그대로 두었다. 특성 맵이 커져 펼친 값이 늘어난다.": whole
            - in_color[3]
            + counted[3],
            "둘째 합성곱 층이 채널 아홉 개를 본다고 셈했다. 그 앞의 특성 맵은 여전히 세 장이다.": whole
            - in_color[1]
            + count([Conv2D(6, 5)], (28, 28, 9))[0].parameters,
            "펼친 값을 32×32에서 셈했다. 5×5 합성곱을 지날 때마다 4씩 준다.": whole
            - in_color[3]
            + (32 * 32 * 6 + 1) * 84,
            "편향을 모두 빠뜨렸다.": whole - (3 + 6 + 84 + 10),
            "바꾸기 전의 수이다.": sum(counted),
        },
    ),
    [
        "네 층 가운데 둘만 바뀐다.",
        "첫 합성곱 층은 채널이, 첫 밀집 층은 펼친 값이 바뀐다.",
        "한 변은 32 → 28 → 24이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     첫 합성곱 층은 필터마다 커널이 세 장이 된다. 둘째 합성곱 층이 보는 것은 여전히 특성 맵 세 장이라 그대로이다. 첫 밀집 층은 특성 맵이
#     20×20에서 24×24로 커져 늘어나고, 마지막 밀집 층은 여전히 84개를 받는다.

# %% tags=["boxed", "hidden"]
for name, grey, color in zip(
    ("합성곱", "합성곱", "펼치기", "밀집", "밀집"), counted, in_color, strict=True
):
    print(f"{name}: {grey:,} → {color:,}")
print(f"모두 {whole:,}개")

# %% [markdown]
# **5.** 7×7 합성곱 한 층을, 수용 영역이 같도록 쌓은 3×3 합성곱으로 바꾼다(보폭은 모두 1). 입력과 사이와 출력의 채널은 모두 32이다. 3×3 쪽의 파라미터는 모두 합해
# 7×7 쪽의 몇 %인가? 정수로 반올림해 적는다.

# %% tags=["exercise"]
assert receptive_field([(3, 1)] * 3) == receptive_field([(7, 1)])
small_stacks = [
    sum(row.parameters for row in count([Conv2D(32, 3)] * depth, (28, 28, 32)))
    for depth in range(5)
]
seven = count([Conv2D(32, 7)], (28, 28, 32))[0].parameters
percents = [100 * it / seven for it in small_stacks]
exercise(
    "small-stack",
    Problem(
        percents[3],
        {
            "두 층을 쌓았다. 그 수용 영역은 5×5이다.": percents[2],
            "한 층만 세었다.": percents[1],
            "네 층을 쌓았다. 그 수용 영역은 9×9이다.": percents[4],
            "거꾸로 나누었다.": 100 * seven / small_stacks[3],
            "비율로 적었다면 100을 곱해 %로 적는다.": percents[3] / 100,
        },
        digits=0,
    ),
    [
        "3×3을 한 층 쌓을 때마다 수용 영역의 한 변이 얼마씩 넓어지는가?",
        "입력의 채널도 필터도 모두 32이니, 채널의 짝마다 드는 가중치를 견준다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     한 층마다 2씩 넓어지므로 세 층이다. 채널의 짝마다 가중치가 49개에서 9 + 9 + 9 = 27개로 준다. 편향은 세 배이지만 그 몫이 작다.

# %% tags=["boxed", "hidden"]
print(f"3×3 세 층 {small_stacks[3]:,}개, 7×7 한 층 {seven:,}개: {percents[3]:.0f}%")

# %% [markdown]
# **6.** 이미지 100장 가운데 99장에서는 모델이 정답에 확률 0.99를, 한 장에서는 0.001을 주었다. 100장의 손실 $-\log p$를 모두 더한 값에서 그 한 장의 몫은 몇
# %인가? 정수로 반올림해 적는다($-\log 0.99 \approx 0.01$, $-\log 0.001 \approx 6.91$).

# %% tags=["exercise"]
sure, lost = -99 * np.log(0.99), -np.log(0.001)
share_of_one = 100 * lost / (lost + sure)
exercise(
    "one-loud-miss",
    Problem(
        share_of_one,
        {
            "맞힌 99장의 손실도 더한다. 모두 더하면 1에 가깝다.": 100
            * lost
            / (lost + sure / 99),
            "맞힌 99장의 몫이다.": 100 * sure / (lost + sure),
            "손실을 1 − p로 셈하면 나오는 수이다. 손실은 −log p이다.": 100
            * 0.999
            / (0.999 + 99 * 0.01),
            "장수의 몫이 아니라 손실의 몫을 %로 묻는다. 비율로 적었다면 100을 곱한다.": share_of_one
            / 100,
        },
        digits=0,
    ),
    [
        "맞힌 한 장의 손실은 작지만 그런 것이 99장이다.",
        "그 한 장의 손실을 100장의 손실의 합과 견준다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     맞힌 99장의 손실은 모두 더해도 1이 되지 않고, 정답에 0.001만 준 한 장이 6.91이다. 정확도는 그 한 장을 다른 틀린 것과 똑같이 센다. 그래서 정확도가 그대로여도 손실은 크게 바뀔 수
#     있다.

# %% tags=["boxed"]
for p in (0.9, 0.99, 0.1, 0.01, 0.001):
    print(f"p = {p}: {-np.log(p):.3f}")
print(f"한 장의 몫 {share_of_one:.0f}%")

# %% [markdown]
# **7.** 특성 맵 3장을 받는 합성곱 층에 필터가 6벌 있다. 커널은 모두 18장인데 특성 맵은 왜 18장이 아니라 6장이 나오는가? 편향은 몇 개이고 왜 그런지도 함께 설명한다.

# %% tags=["exercise"]
exercise(
    "eighteen-kernels",
    Problem(
        mistakes={
            "필터 한 벌에는 앞 층의 특성 맵마다 커널이 한 장씩, 세 장 있다": "",
            "그 세 결과를 자리대로 더해 특성 맵 한 장을 만든다": "",
            "그래서 필터의 수만큼 6장이 나온다": "",
            "편향은 더한 결과에 하나를 더하므로 필터마다 하나, 모두 6개이다": "",
        }
    ),
    ["「세 결과의 합」을 그린 그림을 다시 본다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     필터 한 벌은 특성 맵마다 커널을 한 장씩 대고, 세 결과를 자리대로 더해 한 장으로 만든다. 그래서 커널이 몇 장이든 특성 맵은 필터의 수만큼이다. 편향은 더한 뒤에
#     한 번 더하므로 필터마다 하나이다.

# %% tags=["boxed"]
layer = model.layers[2]
print("커널:", layer.kernel.shape, "편향:", layer.bias.shape)
print("특성 맵:", layer.output.shape)

# %% [markdown]
# ## 핵심어
#
# **필터**: 커널을 채널마다 한 장씩 모은 한 벌. 특성 맵 하나를 만든다 · **커널**: 2차원 격자 한 장 · **원-핫**: 정답 자리만 1인 벡터 ·
# **교차 엔트로피**(cross-entropy): 정답 확률의 로그에 음의 부호를 붙인 것 · **swish**: 부드럽게 휘는 활성화 함수
#
# **이어서 읽기**: [파라미터 세기](../concepts/parameters.ipynb)에서 쌓은 층의 파라미터를 세는 함수를 본다.
