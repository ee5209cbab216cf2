# %% [markdown]
# ---
# description: 1×1, 팽창, 그룹, 깊이별 분리, 전치 합성곱과 잔차 연결이 하는 일을 그림으로 보고, 파라미터와 곱셈을 세고, NumPy로 구한 값을 Keras와 맞춰 본다.
# date: 2026-11-28
# ---
# # 합성곱의 다른 모습
#
# 지금까지 본 합성곱 층은 이웃한 칸을 빈틈없이 덮고, 필터마다 모든 채널을 보았다. 이 약속을 바꾸거나 다른 것을 더한 층을 하나씩 본다. 하는
# 일을 그림으로 보고, 파라미터와 곱셈을 세고, NumPy로 구한 값을 Keras와 맞춰 본다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 1×1 합성곱은 픽셀 하나만 보면서 무엇을 하는가
#     - 커널을 벌리거나 채널을 나누면 파라미터와 곱셈은 얼마가 되는가
#     - 깊이별 분리 합성곱은 합성곱을 어떤 두 단계로 나누는가
#     - 전치 합성곱은 왜 합성곱의 역이 아니고, 바둑판무늬는 어디서 오는가
#     - 잔차 연결은 첫 층이 받는 기울기를 어떻게 바꾸는가

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from sklearn.datasets import load_sample_image
from snippets import plotting
from snippets.convolution import conv2d
from snippets.table import table

plotting.use_style()
keras.utils.set_random_seed(0)
rng = np.random.default_rng(0)

# %% [markdown]
# ## 같은 자로 재기
#
# 채널 64개인 28×28 특성 맵에서 채널 64개를 얻는다. 파라미터는 [파라미터 세기](parameters.ipynb)의 함수로 센다. 곱셈은
# 가중치를 입력의 값에 곱하는 횟수이고, 둘레에 채운 0과의 곱도 센다. `tally`는 식으로 구한 두 수를 그 함수가 센 것과, 파라미터는 Keras가 센 것과도
# 견준다. `check`는 NumPy로 구한 값이 편향이 없는 Keras 층의 출력과 0.00001 안에서 같은지 본다(계산 순서가 달라 반올림 오차만큼 다를 수 있다). 걸리는 시간은 기계와 구현에도 달려 있어 곱셈의 수만으로는 알 수
# 없다.

# %% tags=["source"]
from snippets.convolution_kinds import (
    depthwise_conv2d,
    dilated_conv2d,
    grouped_conv2d,
    separable_conv2d,
    transposed_conv2d,
)

# %%
from snippets.layer_kinds import (
    Conv2D,
    Conv2DTranspose,
    DepthwiseConv2D,
    Pooling2D,
    SeparableConv2D,
    keras_model,
)
from snippets.parameters import count

n, m, c, f = 28, 3, 64, 64  # 입력의 한 변, 커널의 한 변, 채널 수, 필터 수
same = {"padding": "same"}
stacks = {}
small = rng.normal(size=(8, 9, 8)).astype("float32")


def tally(name, stack, parameters, products):
    rows = count(stack, (n, n, c))
    model = keras_model(stack, (n, n, c))
    counted = sum(it.parameters for it in rows)
    assert parameters == counted == model.count_params()
    assert products == sum(it.multiplications for it in rows)
    stacks[name] = stack
    print(f"{name}: 파라미터 {parameters:,}, 곱셈 {products:,}")


def check(layer, compute):
    expected = layer(small[np.newaxis]).numpy()[0]
    ours = compute(small, *layer.get_weights())
    np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-5)
    print(f"Keras와 값이 같다: {type(layer).__name__} → {ours.shape}")


tally("3×3", [Conv2D(f, m, **same)], (m * m * c + 1) * f, n * n * m * m * c * f)

# %% [markdown]
# ## 1×1 합성곱: 채널만 섞는다
#
# **1×1 합성곱**(pointwise convolution)은 픽셀 하나만 본다. 그 픽셀의 채널들에 가중치를 곱해 더한 것이 새 채널의 값이다. 자리는 섞지
# 않으므로, 픽셀마다 같은 밀집 층을 적용하는 것과 같다.
#
# 사진에 필터 두 개를 댄다. 하나는 밝기를, 하나는 빨강에서 파랑을 뺀 값을 낸다.

# %% alt="꽃 사진과 거기에 1×1 필터 두 개를 적용한 결과. 밝기는 흑백 사진이고, 빨강에서 파랑을 뺀 것은 꽃만 밝고 푸른 배경은 어둡다."
photo = load_sample_image("flower.jpg")[80:368:2, 164:452:2] / 255
filters = np.array([[0.299, 0.587, 0.114], [1, 0, -1]])
mixed_channels = conv2d(photo, filters.T.reshape(1, 1, 3, 2))
shown = [photo, *np.moveaxis(mixed_channels, -1, 0)]
plotting.image_grid(shown, ["사진", "밝기", "빨강 − 파랑"], columns=3)

# %%
pointwise = layers.Conv2D(4, 1, use_bias=False)
check(pointwise, conv2d)
check(pointwise, lambda image, kernel: image @ kernel[0, 0])  # 밀집 층의 계산
tally("1×1", [Conv2D(f, 1)], (c + 1) * f, n * n * c * f)

# %% [markdown]
# 3×3 앞에서 채널을 줄이고 뒤에서 늘리면 3×3이 할 곱셈이 준다. 이런 **병목**(bottleneck)을 채널 256개에서 세어 본다.

# %%
wide = [Conv2D(256, 3, **same)]
narrow = [Conv2D(64, 1), Conv2D(64, 3, **same), Conv2D(256, 1)]
for name, stack in (("3×3", wide), ("1×1 → 3×3 → 1×1", narrow)):
    products = sum(it.multiplications for it in count(stack, (28, 28, 256)))
    print(f"{name}: 곱셈 {products:,}번")

# %% [markdown]
# 1×1 합성곱은 Network in Network(Lin·Chen·Yan, 2013)가 썼고, Inception(Szegedy 외, 2014)은 3×3과 5×5 앞에서 채널을
# 줄이는 데, ResNet(He 외, 2015)은 층이 50개 이상인 모델에서 병목에 쓴다.
#
# ## 팽창 합성곱: 칸 사이를 벌린다
#
# **팽창 합성곱**(dilated convolution)은 커널의 이웃한 칸을 $d$칸 간격으로 벌려 댄다. $d$를 **팽창률**(dilation rate)이라 하고, 1이면 보통
# 합성곱이다. 한 변이 $m$인 커널이 $(m - 1)d + 1$칸에 걸치지만, 그 사이의 칸은 건너뛰므로 가중치는 그대로이다. 출력의 크기가 같으면 곱셈도
# 그대로이다.
#
# 밝은 칸이 출력값 하나가 보는 입력이다. 3×3 커널을 팽창률 1, 2, 4로 늘려 쌓으면 세 층 만에 15×15를 빈틈없이 본다. 2로만 쌓으면 범위 안에도 보지 않는
# 칸이 남는다.

# %% alt="출력값 하나가 보는 칸을 흰색으로 나타낸 17×17 격자 네 장. 팽창률 1은 3×3, 2는 사이를 한 칸씩 비운 아홉 칸, 1·2·4를 쌓은 것은 빈틈없는 15×15, 2·2·2를 쌓은 것은 한 칸 걸러 하나씩인 13×13이다."
reached = {}
for dilations in ((1,), (2,), (1, 2, 4), (2, 2, 2)):
    seen = np.zeros((17, 17, 1))
    seen[8, 8] = 1
    for dilation in dilations:
        seen = dilated_conv2d(seen, np.ones((3, 3, 1, 1)), dilation, "same")
    reached[dilations] = (seen[:, :, 0] > 0).astype(int)
assert [it.sum() for it in reached.values()] == [9, 9, 15 * 15, 7 * 7]
titles = [f"d = {', '.join(map(str, it))}" for it in reached]
plotting.image_grid(list(reached.values()), titles, columns=4)

# %%
check(
    layers.Conv2D(4, 3, dilation_rate=2, use_bias=False),
    lambda image, kernel: dilated_conv2d(image, kernel, dilation=2),
)
dilated = [Conv2D(f, m, dilation=2, **same)]
tally("3×3, 팽창률 2", dilated, (m * m * c + 1) * f, n * n * m * m * c * f)

# %% [markdown]
# DeepLab(Chen 외, 2014, 2016)과 Yu·Koltun(2015)이 픽셀마다 종류를 답하는 모델에서, 특성 맵을 더 줄이지 않고 넓게 보려고 썼다.
#
# ## 보폭과 풀링: 줄이는 두 가지
#
# 보폭 2인 합성곱은 자리를 한 칸 걸러 하나씩만 계산한다. 여기서는 보폭 1로 모두 계산해 넷에 셋을 버린 것과 값이 같고, 곱셈은 1/4이다. 풀링은 모두 계산한
# 다음 구역마다 하나로 줄인다. 파라미터는 같지만, 풀링한 값은 이웃한 네 값에서 오므로, 보는 범위의 한 변이 한 칸 더
# 길다(3칸이 아니라 4칸).

# %% alt="숫자 7에 소벨 커널을 댄 값의 절댓값인 28×28 특성 맵과, 그것을 14×14로 줄인 두 가지. 보폭 2는 비스듬한 획 안에 어두운 칸이 군데군데 남고, 최대 풀링의 비스듬한 획은 빈틈없이 굵다. 가로획은 왼쪽 끝을 빼면 둘 다 흐리다."
from snippets.datasets import load_mnist
from snippets.pooling import pool2d

(x_train, y_train), (x_test, _) = load_mnist()
digit = x_test[0][:, :, np.newaxis] / 255
sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).reshape(3, 3, 1, 1)
full = np.abs(conv2d(digit, sobel, padding="same"))
strided = np.abs(conv2d(digit, sobel, stride=2, padding="same"))
assert np.array_equal(strided, full[1::2, 1::2])
titles = ["보폭 1", "보폭 2", "보폭 1 → 최대 풀링"]
plotting.image_grid([full, strided, pool2d(full, 2)], titles, columns=3)

# %%
check(
    layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False),
    lambda image, kernel: conv2d(image, kernel, 2, "same"),
)
weights, products = (m * m * c + 1) * f, n * n * m * m * c * f
tally("3×3, 보폭 2", [Conv2D(f, m, 2, **same)], weights, products // 4)
pooled = [Conv2D(f, m, **same), Pooling2D(2)]
tally("3×3 → 2×2 풀링", pooled, weights, products)

# %% [markdown]
# All Convolutional Net(Springenberg 외, 2014)과 DCGAN(Radford 외, 2015)이 풀링을 보폭을 둔 합성곱으로 바꾸었다.
#
# ## 그룹 합성곱: 채널을 나눈다
#
# **그룹 합성곱**(grouped convolution)은 채널과 필터를 $g$개의 그룹으로 고르게 나누고 같은 그룹끼리만 합성곱한다. 필터 하나가 보는 채널이 $c/g$개로
# 줄어 가중치와 곱셈이 $1/g$이 된다. 편향은 필터마다 하나 그대로이다. 그룹이 다른 채널의 값은 섞이지 않는다.
#
# 입력 채널 8개(열)를 하나씩 켜 보며 어느 출력 채널(행)이 달라지는지 그렸다. 흰 칸이 이어진 것이다. 둘레의 검은 테두리는 채널이 아니다.

# %% tags=["hidden"] alt="검은 테두리를 두른 8×8 격자 네 장. 그룹 1은 테두리 안이 모두 희고, 그룹 2는 4×4 네모 둘, 그룹 4는 2×2 네모 넷, 그룹 8은 대각선만 희다."
grids = {}
for groups in (1, 2, 4, 8):
    ones = np.ones((1, 1, 8 // groups, 8))
    lit = np.eye(8).reshape(8, 1, 1, 8)  # i번째는 i번 채널만 켠 1×1 이미지
    moved = [grouped_conv2d(it, ones, groups).ravel() for it in lit]
    grids[f"그룹 {groups}"] = np.pad(np.stack(moved, axis=1), 1)
plotting.image_grid(list(grids.values()), list(grids), columns=4)

# %%
check(
    layers.Conv2D(12, 3, groups=4, use_bias=False),
    lambda image, kernel: grouped_conv2d(image, kernel, groups=4),
)
g = 4
grouped = [Conv2D(f, m, groups=g, **same)]
products = n * n * m * m * (c // g) * f
tally("3×3, 그룹 4", grouped, (m * m * (c // g) + 1) * f, products)

# %% [markdown]
# AlexNet(Krizhevsky 외, 2012)이 모델을 GPU 두 개에 나누어 담느라 썼고, ResNeXt(Xie 외, 2016)는 병목 가운데의 3×3을 그룹으로
# 나눈다(ResNeXt-50(32×4d)에서는 32개).
#
# ## 깊이별 분리 합성곱: 자리와 채널을 따로 섞는다
#
# 채널마다 그룹 하나씩으로 나누고 필터도 채널만큼 두면, 채널마다 제 커널 하나만 댄다. 이것이 **깊이별 합성곱**(depthwise
# convolution)이다. 자리만 섞고 채널은 섞지 않으므로, 뒤에 1×1 합성곱을 이어 채널을 섞는다. 둘을 이은 것이 **깊이별 분리 합성곱**(depthwise separable convolution)이다.
#
# 사진의 채널마다 다른 커널을 댄 것 셋과, 그 셋을 1×1로 섞은 것이다. 빨강은 양수, 파랑은 음수이다(채널의 색이 아니다).

# %% alt="꽃 사진의 빨강 채널에서 가로로 바뀌는 곳, 초록 채널에서 세로로 바뀌는 곳을 찾고 파랑 채널을 흐리게 한 것, 그리고 앞의 둘을 더하고 셋째의 0.2배를 뺀 것. 마지막 그림에는 두 방향의 꽃잎 윤곽이 함께 나타난다."
across = sobel[:, :, 0, 0] / 4
own = np.stack([across, across.T, np.full((3, 3), 1 / 9)], axis=-1)
apart = depthwise_conv2d(photo, own[..., np.newaxis])  # (142, 142, 3)
together = conv2d(apart, np.array([1.0, 1, -0.2]).reshape(1, 1, 3, 1))
shown = [*np.moveaxis(apart, -1, 0), together[:, :, 0]]
titles = ["빨강, 가로", "초록, 세로", "파랑, 흐리게", "1×1로 섞음"]
plotting.image_grid(shown, titles, columns=4, signed=True)

# %%
check(layers.DepthwiseConv2D(3, use_bias=False), depthwise_conv2d)
separable = layers.SeparableConv2D(4, 3, use_bias=False)
check(separable, separable_conv2d)
check(separable, lambda image, own, mix: conv2d(image, own * mix[0, 0]))
depthwise = [DepthwiseConv2D(m, **same)]
tally("깊이별 3×3", depthwise, (m * m + 1) * c, n * n * m * m * c)
weights, products = m * m * c + (c + 1) * f, n * n * (m * m * c + c * f)
tally("깊이별 분리 3×3", [SeparableConv2D(f, m, **same)], weights, products)
share = products / (n * n * m * m * c * f)
assert np.isclose(share, 1 / f + 1 / m**2)
print(f"곱셈이 3×3의 {share:.1%}이다")

# %% [markdown]
# 곱셈은 보통 합성곱의 $1/f + 1/m^2$($f$는 필터 수)이 된다. 대신 할 수 있는 일이 준다. 셋째 확인이 보이듯, 이 층이 하는 일은 보통 합성곱 하나와 같다. 다만 한 채널에
# 대는 커널은 어느 필터에서나 그 채널에 정해 둔 커널에 수 하나를 곱한 것이다(`depth_multiplier`가 기본값 1일 때). MobileNet(Howard 외, 2017)과 Xception(Chollet, 2016)이 깊이별 분리
# 합성곱을 쌓은 모델이다. MobileNet은 두 단계 사이에 배치 정규화와 ReLU를 두므로 두 단계가 보통 합성곱 하나와 같지 않다.
#
# ## 전치 합성곱: 키운다
#
# **전치 합성곱**(transposed convolution)은 입력의 값마다 그 값을 곱한 커널을 한 장씩 찍는다. 찍는 자리는 보폭 $s$만큼 떨어져 있고, 겹친 자리는
# 더한다. 곱셈은 입력의 칸마다 세고, `same`이 잘라 낼 칸의 곱도 센다. 입력의 한 변이 $n$, 커널의 한 변이 $m$이면 Keras에서 출력의 한 변은 `valid`에서
# $ns + \max(m - s, 0)$, `same`에서 $ns$이다.
#
# 이름은 행렬에서 왔다. 합성곱은 행렬 하나를 곱하는 것으로 적을 수 있고, 전치 합성곱은 그 행렬의 행과 열을 바꾼(전치한) 행렬을 곱한다(커널이
# 보폭보다 작지 않고, 보폭으로 옮긴 커널이 입력의 끝까지 꼭 맞을 때). 역행렬이 아니다. 아래에서 5×5를 2×2로 줄인 합성곱은 값 25개를 4개로 만들므로 되돌릴 수도 없다.

# %%
kernel = rng.normal(size=(3, 3, 1, 1))
units = np.eye(25).reshape(25, 5, 5, 1)
matrix = np.stack([conv2d(it, kernel, stride=2).ravel() for it in units], axis=1)
before = rng.normal(size=(5, 5, 1))
after = conv2d(before, kernel, stride=2)  # (2, 2, 1)
back = transposed_conv2d(after, kernel, stride=2)  # (5, 5, 1)
np.testing.assert_allclose(after.ravel(), matrix @ before.ravel())
np.testing.assert_allclose(back.ravel(), matrix.T @ after.ravel())
assert not np.allclose(back, before)
print("행렬", matrix.shape, "→ 전치", matrix.T.shape)
print("전치 합성곱의 출력은 처음 입력과 모양이 같고 값은 다르다.")

check(
    layers.Conv2DTranspose(4, 3, strides=2, use_bias=False),
    lambda image, kernel: transposed_conv2d(image, kernel, stride=2),
)
up = [Conv2DTranspose(f, m, 2, **same)]
tally("전치 3×3, 보폭 2", up, (m * m * c + 1) * f, n * n * m * m * c * f)

# %% [markdown]
# ### 바둑판무늬
#
# 커널의 한 변이 보폭으로 나누어떨어지지 않으면, 자리마다 겹치는 횟수가 다르다. 나누어떨어지면 가장자리를 빼고는 같다. 값이 모두 1인 입력에 1뿐인
# 커널을 찍어 횟수를 센다. 그 커널로 숫자를 키우면 횟수가 다른 만큼 무늬가 드러난다. 훈련이 무늬가 없는 커널을 찾을 수도 있지만, 신경망이 만든
# 이미지에서 이런 무늬를 자주 본다고 한다(Odena 외, Deconvolution and Checkerboard Artifacts, 2016). 보폭이 2 이상이면 횟수가 고르더라도
# 자리마다 쓰이는 커널의 칸이 다르므로, 커널의 값에 따라 무늬가 생길 수 있다. 끝으로 0부터 15까지 차례로 적은 4×4 커널을 1뿐인 입력에
# 보폭 2로 찍는다. 안쪽은 어디나 네 번 겹치지만 네 값이 되풀이된다.

# %% card=1 alt="위는 겹친 횟수의 격자 두 장. 커널 3, 보폭 2에서는 안쪽에 1, 2, 4가 번갈아 나오고, 커널 4, 보폭 2에서는 안쪽이 모두 4이다. 아래는 14×14로 줄인 숫자 7을 같은 커널로 키운 것. 커널 3에는 바둑판무늬가 있고 커널 4에는 없다."
half = digit.reshape(14, 2, 14, 2, 1).mean(axis=(1, 3))  # (14, 14, 1)
fig, axes = plt.subplots(2, 2, figsize=(5.6, 5.8))
for (top, bottom), size in zip(axes.T, (3, 4), strict=True):
    ones = np.ones((size, size, 1, 1))
    times = transposed_conv2d(np.ones((3, 3, 1)), ones, stride=2)[:, :, 0]
    plotting.number_grid(top, times, f"커널 {size}, 보폭 2: 겹친 횟수")
    bottom.imshow(transposed_conv2d(half, ones, stride=2))
    bottom.axis("off")
plt.show()

for size in range(1, 7):
    for stride in range(1, size + 1):
        ones = np.ones((size, size, 1, 1))
        times = transposed_conv2d(np.ones((20, 20, 1)), ones, stride)[:, :, 0]
        even = np.ptp(times[size:-size, size:-size]) == 0  # 가장자리는 뺀다
        assert even == (size % stride == 0)
print("가장자리를 빼면, 커널이 보폭으로 나누어떨어질 때만 고르다")
ramp = np.arange(16).reshape(4, 4, 1, 1)
inner = transposed_conv2d(np.ones((4, 4, 1)), ramp, stride=2)[4:6, 4:6, 0]
print("0부터 15까지의 커널을 찍으면 안쪽에 되풀이되는 값:", inner.ravel())

# %% [markdown]
# U-Net(Ronneberger 외, 2015)은 줄인 특성 맵을 2×2 커널로 다시 키우고, DCGAN은 숫자 100개를 이미지로 키우는 데 쓴다.
#
# ## 잔차 연결: 더해서 건너뛴다
#
# **잔차 연결**(residual connection)은 층 몇 개가 낸 $F(x)$에 그 입력 $x$를 더해 $x + F(x)$를 내보낸다. 층은 $x$에서 무엇을 바꿀지(잔차)만 내면 된다. 더하기에는
# 파라미터도 곱셈도 들지 않는다. 다만 $x$와 $F(x)$의 모양이 같아야 한다(Keras의 `Add`는 크기가 1인 축을 늘려 맞추므로, 채널이 하나인
# $x$는 오류 없이 모든 채널에 더해진다). $F$가 `same`으로 채우면, 다를 때 $x$를 1×1 합성곱($F$가 보폭으로 줄였으면 같은 만큼 보폭도 둔다)에 통과시켜 맞출 수
# 있고, 그 파라미터와 곱셈은 든다. $x$를 그대로 더하고 편향이 없으면, 블록의 커널이 모두 0일 때 입력이 그대로 나온다.

# %%
inside = [layers.Conv2D(8, 3, padding="same", use_bias=False) for _ in range(2)]
x = keras.Input(small.shape)
block = keras.Model(x, layers.Add()([x, inside[1](layers.ReLU()(inside[0](x)))]))


def residual(image, first, second):
    hidden = np.maximum(conv2d(image, first, padding="same"), 0)
    return image + conv2d(hidden, second, padding="same")


check(block, residual)
block.set_weights([np.zeros_like(it) for it in block.get_weights()])
assert np.array_equal(block(small[np.newaxis])[0], small)
twice = [Conv2D(f, m, **same), Conv2D(f, m, **same)]
weights, products = (m * m * c + 1) * f, n * n * m * m * c * f
tally("잔차 블록(3×3 둘)", twice, 2 * weights, 2 * products)

# %% [markdown]
# ### 첫 층의 기울기
#
# 역전파(backpropagation)는 층마다 미분한 것을 곱해 간다. $x + F(x)$를 미분하면 $1 + F'(x)$이므로, 블록을 몇 번 지나든 곱해지지 않고 그대로
# 전해지는 길이 하나 남는다. 훈련하지 않은 모델에 숫자 32장을 넣고, 보폭 4인 첫 합성곱 뒤에 3×3 합성곱과 ReLU를 쌓아 가며(잔차 연결은 그 한 겹마다 둔다) 첫
# 합성곱의 커널이 받는 기울기의 노름(제곱해 더한 값의 제곱근)을 잰다. 초깃값은 Keras의 기본값(Glorot)이고, 배치 정규화나 He 초깃값을 쓴 것도 함께
# 잰다. 선은 씨앗마다 하나씩이다.

# %% tags=["parameters"] fast={"seeds": 1}
depths = (2, 8, 24)
seeds = 3

# %% alt="쌓은 층의 수에 따른 첫 층 기울기의 노름을 로그 눈금으로 그린 꺾은선. 쌓기만 한 모델은 급히 떨어지고, He 초깃값이면 덜 떨어지며, 잔차 연결만 둔 모델은 올라간다. 24층에서 배치 정규화를 둔 둘은 그 사이에 있다."
from functools import partial

import tensorflow as tf

digits = x_train[:32].reshape(-1, 28, 28, 1).astype("float32") / 255


def deep(depth, skip, normalized, values):
    conv = partial(layers.Conv2D, 8, 3, padding="same", kernel_initializer=values)
    inputs = keras.Input((28, 28, 1))
    x = conv(strides=4)(inputs)  # (7, 7, 8)
    for _ in range(depth):
        y = conv()(x)
        y = layers.BatchNormalization()(y) if normalized else y
        y = layers.ReLU()(y)
        x = layers.Add()([x, y]) if skip else y
    scores = layers.Dense(10)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, scores)


def first_gradient(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        value = loss(y_train[:32], model(digits, training=True))
    first = model.layers[1].kernel.value
    return np.linalg.norm(tape.gradient(value, first))


cases = {  # 선의 꼴, 잔차 연결, 배치 정규화, 초깃값
    "쌓기만": ("o-", False, False, "glorot_uniform"),
    "쌓기만, He 초깃값": ("^:", False, False, "he_normal"),
    "쌓기만 + 배치 정규화": ("s--", False, True, "glorot_uniform"),
    "잔차 연결": ("o-", True, False, "glorot_uniform"),
    "잔차 연결 + 배치 정규화": ("s--", True, True, "glorot_uniform"),
}
ratio = []
fig, ax = plt.subplots()
for name, (mark, *case) in cases.items():
    norms = np.zeros((len(depths), seeds))
    for at, seed in np.ndindex(norms.shape):
        keras.utils.set_random_seed(seed)
        norms[at, seed] = first_gradient(deep(depths[at], *case))
    lines = ax.plot(depths, norms, mark, color=plotting.COLORS[case[0]])
    lines[0].set_label(name)
    ratio.append(norms[-1] / norms[0])
ax.set(yscale="log", xlabel="쌓은 층", ylabel="첫 층 기울기의 노름", xticks=depths)
fig.legend(loc="outside upper center", ncols=2)
plt.show()

plain, he, normalized, skip, both = ratio
assert (plain < 1e-3).all() and (he > 100 * plain).all() and (skip > 10).all()
for it in (normalized, both):
    assert (it > 1).all() and (it < skip).all()

# %% [markdown]
# Glorot 초깃값으로 쌓기만 하면 24층에서 첫 층의 기울기가 2층일 때의 1/1,000보다 작다. 쌓은 층의 가중치를 분산이 두 배가 되게 뽑는 He 초깃값이면 2층에 대한 24층의 비율이
# 100배 넘게 커진다. 잔차 연결을 두면 작아지지 않고 커진다. $1 + F'(x)$는 1보다 클 수도 있다. 배치
# 정규화를 두면 잔차 연결이 있든 없든 2층일 때보다 작아지지 않고, 잔차 연결만 둔 것보다 덜 커진다. 배치 정규화만으로도 기울기가 사라지지 않으므로,
# 훈련 전의 기울기만으로는 잔차 연결을 쓰는 까닭을 다 말할 수 없다. ResNet을 내놓은
# He 외(2015)도, 배치 정규화를 둔 깊은 모델이 잔차 연결 없이 덜 배우는 것은 사라지는 기울기 때문이 아닐 것이라고 적었다.
#
# ## 나란히 놓고 보기
#
# 세어 온 것을 모은다. 수용 영역은 입력의 행을 하나씩 켜 보며 잰, 출력값 하나가 보는 한 변이다. 값마다 다르면 가장 큰 것을 적는다.
# 잔차 블록은 더하기를 뺀 두 합성곱에서 센 것이고, 더하기는 세 수를 모두 바꾸지 않는다.


# %% tags=["hidden"]
def side_seen(stack):
    model = keras_model(stack, (n, n, c))
    model.set_weights([np.ones_like(it) for it in model.get_weights()])
    rows = np.zeros((n + 1, n, n, c), dtype="float32")  # 마지막은 모두 끈 것
    rows[np.arange(n), np.arange(n)] = 1
    outputs = model(rows).numpy()[:, :, n // 4, 0]
    moving = [np.flatnonzero(it != it[-1]) for it in outputs.T]
    return int(max(np.ptp(it) + 1 for it in moving))


rows = []
for name, stack in stacks.items():
    counted = count(stack, (n, n, c))
    rows.append(
        {
            "층": name,
            "출력": "×".join(map(str, counted[-1].shape)),
            "파라미터": sum(it.parameters for it in counted),
            "곱셈": sum(it.multiplications for it in counted),
            "수용 영역": side_seen(stack),
        }
    )
assert [row["수용 영역"] for row in rows] == [3, 1, 5, 3, 4, 3, 3, 3, 2, 5]
table(rows)

# %% [markdown]
# Keras에 든 모델 넷에서 이 층들을 센다. 1×1은 따로 둔 층만, 보폭 2는 합성곱만 세었다.

# %% tags=["hidden"]
rows = []
for name in ("InceptionV3", "ResNet50", "Xception", "MobileNet"):
    model = getattr(keras.applications, name)(weights=None)
    kinds = [type(it).__name__ for it in model.layers]
    convs = [it for it in model.layers if "Conv2D" in type(it).__name__]
    plain = [it for it in convs if type(it) is layers.Conv2D]
    rows.append(
        {
            "모델": name,
            "1×1": sum(it.kernel_size == (1, 1) for it in plain),
            "보폭 2": sum(it.strides == (2, 2) for it in convs),
            "깊이별": kinds.count("DepthwiseConv2D"),
            "깊이별 분리": kinds.count("SeparableConv2D"),
            "더하기": kinds.count("Add"),
        }
    )
table(rows)

# %% [markdown]
# MobileNet은 깊이별 합성곱과 1×1을 따로 두므로 깊이별 분리 합성곱이 0개로 세어진다. 1×1이 깊이별보다 하나 많은 것은, 종류마다 점수를 내는 마지막 합성곱도 1×1이기 때문이다. 더하기가 잔차 연결이다.
#
# ## 해 보기: 가벼운 모델 쌓기
#
# 깊이별 분리 합성곱(`SeparableConv2D`)을 보통 합성곱(`Conv2D`)으로 바꾸면 파라미터와 곱셈이 어떻게 될지 예상하고 바꾸어 보자. 보통 합성곱으로 바꾼
# 층에서는 그룹의 수도, 보폭이 1이면 팽창률도 바꾸어 본다(`Conv2D`는 보폭과 팽창률을 함께 1보다 크게 하지 못한다).

# %% tags=["hidden"] demo="calculator" alt="합성곱, 배치 정규화, 깊이별 분리 합성곱 둘, 전역 풀링, 밀집 층을 이은 그림. 28×28×1 입력이 14×14×32, 14×14×64, 7×7×128을 지나 값 128개와 10개가 된다."
from IPython.display import display
from snippets.diagram import model_diagram
from snippets.layer_kinds import BatchNormalization, Dense, GlobalPooling2D

light = [
    Conv2D(32, 3, 2, **same),
    BatchNormalization(),
    SeparableConv2D(64, 3, **same),
    SeparableConv2D(128, 3, 2, **same),
    GlobalPooling2D(),
    Dense(10),
]
display(model_diagram(keras_model(light, (28, 28, 1)), show_shapes=True, dpi=60))
written = "28x28x1_c32k3s2same_b_s64k3same_s128k3s2same_g_d10"
display({"application/vnd.demo+json": {"stack": written}}, raw=True)

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** (None, 14, 14, 256)인 `x`의 채널을 64개로 줄이되, 자리는 섞지 않고 크기도 그대로 둔다. 빈칸에 무엇을 적는가? `layers.`로 시작하는
# 층 하나를 적고, 필요 없는 인수는 적지 않는다.
#
# ```python
# y = ____(x)  # (None, 14, 14, 64)
# ```

# %% tags=["exercise"]
from itertools import product

from snippets.convolution_problems import (
    dilated_field,
    grouped_parameters,
    separable_multiplications,
    transposed_map,
    transposed_shape,
)
from snippets.exercises import Problem, drawn, exercise, mixed
from snippets.problems import conv_parameters, field_side, layer_shape

sizes = ("64, {}", "64, kernel_size={}", "filters=64, kernel_size={}")
sizes += ("kernel_size={}, filters=64",)
kernels = ("1", "(1, 1)", "[1, 1]")
sized = [size.format(kernel) for size, kernel in product(sizes, kernels)]
plain = ("", ", use_bias=False", ', activation="relu"')  # 어느 층에나 적는다
options = (', padding="same"', ', padding="valid"', ", strides=1")
options += (", strides=(1, 1)", ', strides=1, padding="same"')
options += (', padding="same", strides=1', ", use_bias=True")
right = [f"layers.Conv2D({''.join(it)})" for it in product(sized, plain + options)]
right += [f"layers.Conv2D(64, {it}, 1)" for it in kernels]
others = ("layers.SeparableConv2D", "layers.Conv2DTranspose", "keras.layers.Conv2D")
right += [f"{kind}({it}{more})" for kind, it, more in product(others, sized, plain)]
right += [
    f"{kind}({it}{more})"
    for kind in ("layers.Dense", "keras.layers.Dense")
    for it, more in product(("64", "units=64"), plain)
]
wrong = {
    "이웃한 칸까지 섞고, 채우지 않아 12×12로 준다.": [
        "layers.Conv2D(64, 3)",
        "layers.Conv2D(64, (3, 3))",
        "layers.Conv2D(64, kernel_size=3)",
    ],
    "크기는 그대로이지만 이웃한 칸까지 섞는다.": [
        'layers.Conv2D(64, 3, padding="same")',
        'layers.Conv2D(64, (3, 3), padding="same")',
        'layers.Conv2D(64, kernel_size=3, padding="same")',
        'layers.SeparableConv2D(64, 3, padding="same")',
    ],
    "채널을 섞지 않아 256개 그대로이다.": ["layers.DepthwiseConv2D(1)"],
    "첫 인수가 커널의 한 변이다. 64×64 커널은 14×14에 놓을 수 없고, 채널의 수도 이 층으로는 줄이지 못한다.": [
        "layers.DepthwiseConv2D(64)"
    ],
    "층은 맞다. (x)는 빈칸 뒤에 있으므로 적지 않는다.": [
        "layers.Conv2D(64, 1)(x)",
        "layers.Dense(64)(x)",
    ],
    "첫 인수가 필터의 수, 둘째가 커널의 한 변이다.": ["layers.Conv2D(1, 64)"],
    "필터의 수는 내놓을 채널의 수이다.": ["layers.Conv2D(256, 1)"],
    "자리를 건너뛰어 7×7로 준다.": [
        "layers.Conv2D(64, 1, strides=2)",
        "layers.Conv2D(64, 1, 2)",
    ],
}
pair = np.repeat(rng.normal(size=(1, 14, 14, 256)), 2, axis=0)
pair[1, 3, 3] += 1


def pointwise_only(code):
    """채널 64개를 내고, 한 자리를 바꾸면 그 자리만 달라지는가."""
    try:
        here, there = eval(code)(pair).numpy()
    except (TypeError, ValueError):  # 층이 아니거나, 커널이 입력보다 크다
        return False
    if here.shape != (14, 14, 64):
        return False
    return np.argwhere(np.abs(here - there).max(axis=-1) > 1e-4).tolist() == [
        [3, 3]
    ]


assert all(map(pointwise_only, right))
assert not any(pointwise_only(it) for lines in wrong.values() for it in lines)
exercise(
    "pointwise",
    Problem(right, wrong),
    [
        "자리를 섞지 않으려면 커널이 몇 칸이어야 하는가?",
        "필터의 수가 내놓을 채널의 수이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `layers.Conv2D(64, 1)`이다. 픽셀마다 같은 밀집 층을 적용하는 `layers.Dense(64)`도 같은 계산이다.

# %% tags=["boxed", "hidden"]
x = np.zeros((1, 14, 14, 256))
print(layers.Conv2D(64, 1)(x).shape, layers.Dense(64)(x).shape)

# %% [markdown]
# **2.** 벌린 커널을 쌓는다.

# %% tags=["exercise"]
field = dilated_field(kernel=3, first=3, second=5)
exercise(
    "dilated-field",
    field,
    others=drawn(
        dilated_field, kernel=(3, 5), first=(1, 2, 3, 4), second=(2, 3, 4, 6)
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     벌린 커널의 한 변은 7과 11이다. 보폭이 1이므로 층마다 그보다 하나 적은 만큼 넓어진다.

# %% tags=["boxed", "hidden"]
print(field.why)

# %% [markdown]
# **3.** 채널을 나눈다.

# %% tags=["exercise"]
few = grouped_parameters(kernel=3, channels=32, filters=48, groups=4)
exercise(
    "groups",
    few,
    others=drawn(
        grouped_parameters,
        kernel=(1, 3, 5),
        channels=(16, 32, 64),
        filters=(16, 32, 64),
        groups=(2, 4, 8),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     필터 하나는 제 그룹의 채널 32/4 = 8개만 본다. 필터의 수와 편향의 수는 그대로이다.

# %% tags=["boxed", "hidden"]
print(few.why)

# %% [markdown]
# **4.** 두 단계의 곱셈을 더한다.

# %% tags=["exercise"]
light = separable_multiplications(side=14, kernel=3, channels=32, filters=64)
exercise(
    "separable",
    light,
    others=drawn(
        separable_multiplications,
        side=(7, 14, 28),
        kernel=(3, 5),
        channels=(8, 16, 32),
        filters=(16, 32, 64),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     자리마다 깊이별 합성곱이 3·3·32번, 1×1 합성곱이 32·64번 곱한다.

# %% tags=["boxed", "hidden"]
print(light.why)

# %% [markdown]
# **5.** 거꾸로 키운다.

# %% tags=["exercise"]
larger = transposed_shape(
    7, channels=64, filters=32, kernel=5, stride=2, padding="valid"
)
exercise(
    "transposed-shape",
    larger,
    others=drawn(
        transposed_shape,
        side=(4, 7, 14),
        channels=(16, 64),
        filters=(8, 32),
        kernel=(2, 3, 4, 5),
        stride=(2, 3),
        padding=("valid", "same"),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     마지막 커널은 12번 칸(0부터 센다)에서 시작해 다섯 칸을 덮으므로 모두 17칸이다. 채널은 필터의 수이다.

# %% tags=["boxed", "hidden"]
print(larger.why)

# %% [markdown]
# **6.** 종이에 찍어 본다.


# %% tags=["exercise"]
def is_clear(seed):
    """실수가 모두 다른 답을 내고, 입력도 커널도 뒤집으면 달라지는가."""
    problem = transposed_map(seed)
    turned = [
        (it, np.flip(it, axis)) for it in problem.grids.values() for axis in (0, 1)
    ]
    return len(problem.mistakes) == 6 and not any(
        np.array_equal(*it) for it in turned
    )


clear = list(filter(is_clear, range(300)))
stamped = transposed_map(clear[0])
exercise("transposed-map", stamped, others=drawn(transposed_map, seed=clear[1:]))

# %% [markdown]
# ??? success "답 보기"
#
#     가운데 칸에는 네 장이 모두 겹치고, 네 귀퉁이에는 한 장만 닿는다.

# %% tags=["boxed", "hidden"]
print(stamped.key.astype(int))

# %% [markdown]
# **7.** 28×28×64인 $x$가 `Conv2D(128, 3, strides=2, padding="same")`과 `Conv2D(128, 3, padding="same")`을 차례로 지나 $F(x)$가 된다. 무엇을 지난 $x$를 $F(x)$에 더할 수 있는가?

# %% tags=["exercise"]
target = count([Conv2D(128, 3, 2, **same), Conv2D(128, 3, **same)], (28, 28, 64))
roads = {
    "1×1 합성곱, 필터 128개, 보폭 2": ([Conv2D(128, 1, 2)], ""),
    "아무것도 지나지 않은 x": ([], "크기도 채널도 다르다."),
    "1×1 합성곱, 필터 128개, 보폭 1": (
        [Conv2D(128, 1)],
        "채널은 맞다. 28×28이라 크기가 다르다.",
    ),
    "1×1 합성곱, 필터 64개, 보폭 2": (
        [Conv2D(64, 1, 2)],
        "크기는 맞다. 채널이 64개이다.",
    ),
    "2×2 최대 풀링": (
        [Pooling2D(2)],
        "크기는 맞다. 풀링은 채널의 수를 바꾸지 않는다.",
    ),
}
fitting = [
    name
    for name, (road, _) in roads.items()
    if road and count(road, (28, 28, 64))[-1].shape == target[-1].shape
]
[key] = fitting
exercise(
    "shortcut",
    Problem(key, {name: why for name, (_, why) in roads.items() if name != key}),
    ["모양을 같게 한다. F(x)의 모양부터 적는다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     $F(x)$는 14×14×128이다. 보기 가운데 크기를 절반으로 줄이는 것(보폭 2)과 채널을 늘리는 것(필터 128개)을 함께 하는 것은 하나뿐이다.

# %% tags=["boxed", "hidden"]
print(target[-1].shape, count([Conv2D(128, 1, 2)], (28, 28, 64))[-1].shape)

# %% [markdown]
# **8.** 깊이별 합성곱만 여러 층 쌓으면 무엇을 할 수 없는가? MobileNet이 깊이별 합성곱마다 뒤에 1×1 합성곱을 두는 까닭을 설명한다.

# %% tags=["exercise"]
exercise(
    "why-pointwise",
    Problem(
        mistakes={
            "깊이별 합성곱의 출력 채널은 입력 채널 하나에서만 온다": "",
            "몇 층을 쌓아도 그대로이므로, 여러 채널에 걸친 패턴을 찾지 못한다": "",
            "1×1 합성곱이 자리마다 모든 채널을 섞는다": "",
        }
    ),
    ["그룹 8의 격자를 다시 본다.", "1×1 합성곱은 무엇을 섞는가?"],
)

# %% [markdown]
# ??? success "답 보기"
#
#     깊이별 합성곱의 출력 채널 하나는 몇 층을 지나도 입력 채널 하나에서만 온다. 색의 차이처럼 여러 채널을 견주어야 하는
#     패턴은 찾지 못한다. 1×1 합성곱이 자리마다 채널을 섞어 이것을 메운다.

# %% tags=["boxed", "hidden"]
lit = np.zeros((8, 8, 3))
lit[:, :, 0] = rng.random((8, 8))  # 채널 0만 켠다
for _ in range(3):
    lit = depthwise_conv2d(lit, np.ones((3, 3, 3, 1)))
print("채널 0만 켜고 세 층을 지난 채널마다의 합:", lit.sum(axis=(0, 1)).round(1))

# %% [markdown]
# **섞어 풀기.** 이 페이지와 「파라미터 세기」, 「패딩과 보폭」의 문제를 섞어 낸다. 무엇을 묻는지부터 가린다.

# %% tags=["exercise"]
most = grouped_parameters(kernel=5, channels=24, filters=24, groups=24)
exercise(
    "mixed",
    most,
    ["그룹이 채널만큼이면 필터 하나가 보는 채널은 몇 개인가?"],
    mixed(
        drawn(dilated_field, 5, kernel=(3, 5), first=(1, 2), second=(2, 3, 4)),
        drawn(
            conv_parameters, 5, kernel=(1, 3), channels=(16, 32), filters=(24, 48)
        ),
        drawn(
            transposed_shape,
            5,
            side=(5, 8),
            channels=(8, 16),
            filters=(4, 24),
            kernel=(3, 4),
            stride=(2,),
            padding=("valid", "same"),
        ),
        drawn(field_side, 5, first=(3, 5), window=(2, 3), second=(3, 5)),
        drawn(
            layer_shape,
            5,
            side=(27, 28, 45),
            channels=(1, 3),
            filters=(8, 16),
            kernel=(1, 3),
            stride=(2, 3),
            padding=("valid", "same"),
        ),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     그룹도 필터도 채널만큼이면 채널마다 커널이 하나인 깊이별 합성곱이다. 필터마다 채널 하나만 보므로 가중치 25개와 편향 하나가 있다.

# %% tags=["boxed", "hidden"]
layer = layers.DepthwiseConv2D(5)
layer.build((None, 9, 9, 24))
print(most.why)
print("Keras의 DepthwiseConv2D(5):", layer.count_params())

# %% [markdown]
# 이 페이지의 문제에서 숫자만 바꾼 것은 아래의 모듈에 든 규칙이 만든다. 섞어 풀기에 나오는 다른 페이지의 문제는 `snippets/problems.py`가 만든다.

# %% tags=["hidden", "source"]
from snippets.convolution_problems import dilated_field

print(
    "3×3, 팽창률 1과 2의 수용 영역:", dilated_field(kernel=3, first=1, second=2).why
)

# %% [markdown]
# ## 핵심어
#
# **1×1 합성곱**: 자리마다 채널을 섞는 것 · **병목**: 3×3 앞에서 채널을 줄이고 뒤에서 늘리는 것 · **팽창 합성곱**: 커널의 칸을 벌려 대는 것 · **그룹 합성곱**: 채널을 나누어 같은 그룹끼리 하는 것 · **깊이별
# 합성곱**: 채널마다 제 커널을 대는 것 · **깊이별 분리 합성곱**: 깊이별 합성곱에 1×1을 이은 것 · **전치 합성곱**: 값마다 커널을 찍어 더하는 것 · **바둑판무늬**: 전치 합성곱의 출력에 생기는 격자 무늬 · **잔차 연결**: 입력을
# 출력에 더하는 것
#
# **이어서 읽기**: [모델 들여다보기](visualization.ipynb)에서 훈련한 층이 무엇을 보는지 그린다. [풀링](pooling.ipynb)에서는 풀링과 보폭을 둔 모델을 훈련해 견준다.
