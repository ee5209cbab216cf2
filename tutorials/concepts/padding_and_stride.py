# %% [markdown]
# ---
# description: 합성곱의 출력 크기를 창을 놓을 자리의 수로 유도하고, 패딩과 보폭을 바꿔 가며 Keras와 맞춰 본다.
# date: 2026-11-22
# ---
# # 패딩과 보폭
#
# 합성곱의 출력 크기는 외울 공식이 아니라 **창을 놓을 자리의 수**이다. 자리를 직접 세어 공식을 끌어내고, 둘레에 몇 칸을
# 채우는지(**패딩**, padding), 창을 몇 칸씩 옮기는지(**보폭**, stride)에 따라 그 수가 어떻게 바뀌는지 확인한다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 출력 크기 $\lfloor (n + 2p - m)/s \rfloor + 1$이 어디서 오는가
#     - `padding="valid"`와 `padding="same"`은 무엇을 얼마나 채우는가
#     - 보폭이 2이면 왜 절반쯤이 되고, 언제 끝의 칸이 버려지는가
#     - 가장자리 픽셀은 왜 덜 쓰이는가

# %%
import itertools

import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from snippets import plotting

plotting.use_style()

# %% [markdown]
# ## 창을 한 칸씩 옮긴다
#
# 5×5 입력 위에서 3×3 창을 한 칸씩 옮긴다. 창이 입력 밖으로 나가지 않으려면 왼쪽 위 모서리는 세로로 3곳, 가로로 3곳에만 올
# 수 있다. 자리가 9곳이니 출력도 3×3이다.

# %% tags=["source"]
from snippets.convolution import conv2d

image = (np.arange(25.0) ** 2).reshape(5, 5, 1)  # (height, width, channels)
kernel = np.array([[-1.0, 0, 1]] * 3).reshape(3, 3, 1, 1)  # 오른쪽 − 왼쪽

response = conv2d(image, kernel)  # (3, 3, 1)
window = image[0:3, 0:3, 0]
print("첫 창\n", window, "\n커널\n", kernel[:, :, 0, 0])
total = (window * kernel[:, :, 0, 0]).sum()
assert total == response[0, 0, 0] and np.unique(response).size == 9
print(f"곱해서 더한 값 {total} = 출력의 왼쪽 위 {response[0, 0, 0]}")

# %% card=1 alt="5×5 격자 위에 놓인 3×3 창의 자리 아홉 곳을 3×3으로 늘어놓은 그림. 창이 놓인 칸만 색이 진하다."
fig, axes = plt.subplots(3, 3, figsize=(4.6, 4.6))
for (row, column), ax in np.ndenumerate(axes):
    covered = np.zeros((5, 5))
    covered[row : row + 3, column : column + 3] = 1
    ax.imshow(covered, cmap="Blues", vmin=0, vmax=1.6)
    ax.set_xticks(np.arange(-0.5, 5), labels=[])
    ax.set_yticks(np.arange(-0.5, 5), labels=[])
    ax.set_title(f"출력 ({row}, {column})", fontsize=10)
    ax.grid(visible=True, color="gray", alpha=0.6)
    ax.tick_params(length=0)
plt.show()

# %% [markdown]
# 한 축만 보자. 입력이 $n$칸이고 창(커널의 한 변)이 $m$칸이면 왼쪽 끝은 $0$부터 $n - m$까지 올 수 있으니 자리는 $n - m + 1$곳이다.
#
# - 양쪽에 $p$칸씩 채우면 입력은 $n + 2p$칸이 된다.
# - $s$칸씩 옮기면 $0, s, 2s, \ldots$ 가운데 $n + 2p - m$을 넘지 않는 곳만 남는다.
#
# $$
# o = \left\lfloor \frac{n + 2p - m}{s} \right\rfloor + 1
# $$
#
# $\lfloor x \rfloor$는 $x$를 넘지 않는 가장 큰 정수(내림)이다.

# %% tags=["source"]
from snippets.output_size import conv_output_size, same_padding

print("28칸, 커널 3:", conv_output_size(28, kernel=3))
print("28칸, 커널 5, 패딩 2:", conv_output_size(28, kernel=5, padding=2))
print("28칸, 커널 3, 보폭 2, 패딩 1:", conv_output_size(28, 3, stride=2, padding=1))

# %% [markdown]
# 공식이 맞는지는 실제로 계산한 출력의 크기로 확인한다. 입력, 커널, 보폭, 패딩을 바꿔 가며 Keras의 합성곱 층이 내놓은
# 크기와 모두 견준다.

# %%
checked = 0
for n, m, s, p in itertools.product(
    (7, 11, 28), (1, 2, 3, 5), (1, 2, 3), (0, 1, 2)
):
    padded = layers.ZeroPadding2D(p)(np.zeros((1, n, n, 1), dtype="float32"))
    size = layers.Conv2D(1, kernel_size=m, strides=s)(padded).shape[1]
    assert size == conv_output_size(n, m, s, p)
    checked += 1
print(f"{checked}가지 조합에서 공식과 Keras가 같다")

# %% [markdown]
# ## `valid`와 `same`
#
# Keras 합성곱 층의 `padding`에는 숫자가 아니라 이름을 적는다. 적지 않으면 `"valid"`이고, 보폭은 1이다. 원하는 칸 수만큼 채우려면 위에서처럼 `ZeroPadding2D`를 앞에 둔다.
#
# - **`"valid"`**: 채우지 않는다. 창이 온전히 들어가는 자리만 쓴다. $p = 0$과 같다.
# - **`"same"`**: 출력이 $\lceil n/s \rceil$칸이 되도록 0을 채운다($\lceil x \rceil$는 $x$보다 작지 않은 가장 작은 정수, 곧 올림이다). 보폭이 1이면 입력과 크기가 같아진다.
#
# `"same"`은 양쪽에 똑같이 채우지 못할 때가 있다. 채울 칸이 모두 합해 홀수이면 남는 한 칸은 뒤(아래쪽과 오른쪽)에
# 붙인다. 이때는 $p$ 하나로
# 적을 수 없으므로 앞과 뒤를 따로 센다. 출력이 $o$칸이면 창은 모두 $(o - 1)s + m$칸에 걸치므로, 채울 칸은 모두
# $(o - 1)s + m - n$이다(음수이면 채우지 않는다).

# %%
from snippets.table import table

rows = []
cases = [(28, 3, 1), (28, 5, 1), (28, 2, 1), (28, 3, 2), (7, 3, 2), (28, 1, 2)]
for n, m, s in cases:
    before, after = same_padding(n, m, s)
    counted = conv_output_size(n + before + after, m, s)
    layer = layers.Conv2D(1, kernel_size=m, strides=s, padding="same")
    in_keras = layer(np.zeros((1, n, n, 1), dtype="float32")).shape[1]
    assert counted == in_keras == -(-n // s)  # n/s를 올림한 수
    case = {"입력": n, "커널": m, "보폭": s, "앞": before, "뒤": after}
    rows.append({**case, "세어 얻은 출력": counted, "Keras": in_keras})
table(rows)

# %% [markdown]
# 크기만으로는 어느 쪽에 채웠는지 알 수 없다. 앞뒤를 바꾸어 채워도 출력의 크기는 같기 때문이다. 그래서 **값**도 견준다. 직접 쓴 합성곱이
# Keras와 같은 값을 내놓는지, 채널이 여럿이고 보폭이 1보다 크고 커널이 짝수여도 그런지 확인한다.

# %%
rng = np.random.default_rng(0)
# (batch, height, width, channels)
inputs = rng.normal(size=(1, 9, 10, 3)).astype("float32")
for padding, m, stride in itertools.product(("valid", "same"), (3, 4), (1, 2, 3)):
    layer = layers.Conv2D(4, m, strides=stride, padding=padding, use_bias=False)
    in_keras = layer(inputs).numpy()[0]
    ours = conv2d(inputs[0], layer.kernel.numpy(), stride, padding)
    np.testing.assert_allclose(ours, in_keras, rtol=0, atol=1e-5)
    print(
        f"{padding:5} 커널 {m}, 보폭 {stride}: {ours.shape}, Keras와의 차이가 1e-5 이하"
    )

# 남는 한 칸을 위나 왼쪽에 붙였다면 값이 달랐을 것이다. 축마다 따로 확인한다
layer = layers.Conv2D(1, 4, padding="same", use_bias=False)
in_keras = layer(inputs).numpy()[0]
for axis, name in ((0, "위"), (1, "왼쪽")):
    sides = [[1, 2], [1, 2], [0, 0]]
    sides[axis] = [2, 1]
    turned = conv2d(np.pad(inputs[0], sides), layer.kernel.numpy())
    assert turned.shape == in_keras.shape and not np.allclose(turned, in_keras)
    print(f"{name}에 두 칸을 채우면 크기는 같고 값은 다르다")

# %% [markdown]
# ## 보폭: 몇 칸씩 옮기는가
#
# 보폭이 $s$이면 놓을 수 있던 자리를 $s$곳마다 하나씩만 쓴다. 그래서 보폭 2의 출력 한 변은 보폭 1일 때의 절반쯤이다.
# $n + 2p - m$이 $s$로 나누어떨어지면 마지막 창이 채운 입력의 끝에 꼭 닿고, 아니면 나머지만큼의 칸이 끝에 남아 **버려진다**. 창이 보폭보다
# 작지 않으면($m \ge s$), 남은 칸이 없거나 모두 둘레에 채운 칸일 때 픽셀을 하나도 잃지 않는다. 창이 보폭보다 작으면($m < s$) 창과 창 사이의
# 칸도 빠진다.

# %% alt="길이 11인 입력에 길이 2인 창을 보폭 2로 놓은 그림. 창이 다섯 번 놓이고 마지막 한 칸은 어느 창에도 들어가지 않는다."
n, m, s = 11, 2, 2
fig, ax = plt.subplots(figsize=(6.4, 1.5))
for cell in range(n):
    ax.add_patch(
        plt.Rectangle((cell, 0), 1, 1, facecolor="white", edgecolor="gray")
    )
places = conv_output_size(n, m, s)
for place in range(places):
    corner, color = (place * s + 0.06, 0.08), plotting.COLORS[place % 2]
    ax.add_patch(plt.Rectangle(corner, m - 0.12, 0.84, color=color, alpha=0.45))
    ax.text(place * s + m / 2, 0.5, f"{place}", ha="center", va="center")
ax.text(n - 0.5, 0.5, "남음", ha="center", va="center", color=plotting.COLORS[1])
ax.set(xlim=(-0.1, n + 0.1), ylim=(-0.1, 1.1))
ax.set_title(f"입력 {n}칸, 창 {m}칸, 보폭 {s} → 출력 {places}칸")
ax.axis("off")
plt.show()


# %%
def never_used(n, m, s, p=0):
    """어느 창에도 들어가지 않는 입력의 칸 수. 채운 칸은 세지 않는다."""
    used = np.zeros(n + 2 * p, dtype=bool)
    for place in range(conv_output_size(n, m, s, p)):
        used[place * s : place * s + m] = True
    return int((~used[p : p + n]).sum())


cases = [(11, 2, 2, 0), (28, 3, 2, 0), (28, 3, 2, 1), (28, 1, 2, 0)]
unused = [never_used(*case) for case in cases]
assert unused == [1, 1, 0, 14]
names = ("입력", "창", "보폭", "패딩")
table(
    [
        {
            **dict(zip(names, (n, m, s, p), strict=True)),
            "나머지": (n + 2 * p - m) % s,
            "쓰이지 않은 칸": count,
        }
        for (n, m, s, p), count in zip(cases, unused, strict=True)
    ]
)

# %% [markdown]
# `"same"`에 보폭 2를 쓰면 어느 자리를 남기는지도 입력의 크기에 따라 달라진다. 앞에 채우는 칸 수가 바뀌기 때문이다. 3×3 커널이면, 입력의 한 변이 홀수일
# 때는 보폭 1의 출력에서 0, 2, 4, …번째를 남기고, 짝수일 때는 1, 3, 5, …번째를 남긴다. 앞뒤에 똑같이 한 칸씩 채우는 층(PyTorch라면
# `padding=1`)과는 입력의 한 변이 짝수일 때 한 칸 어긋난다. PyTorch에서 훈련한 가중치를 옮겨 올 때 값이 달라지는 까닭 가운데 하나이다.
# 그림에서 칸 아래의 막대가 창 하나씩이다. 막대의 한가운데가 놓인 칸을 두 줄에서 견주어 보자.

# %%
for n in (27, 28):
    row = rng.normal(size=(1, n, n, 1)).astype("float32")
    every = layers.Conv2D(1, 3, padding="same", use_bias=False)
    full = every(row).numpy()[0]
    second = layers.Conv2D(1, 3, strides=2, padding="same", use_bias=False)
    second.build(row.shape)
    second.set_weights(every.get_weights())
    halved = second(row).numpy()[0]
    first = 1 - n % 2
    np.testing.assert_allclose(halved, full[first::2, first::2], rtol=0, atol=1e-5)
    if first:
        assert not np.allclose(halved, full[::2, ::2])
    print(f"입력 {n}칸: 보폭 1의 출력에서 {first}, {first + 2}, {first + 4}, …번째")

# %% alt="길이 6인 입력을 위아래 두 줄로 그린 그림. 위에서는 앞뒤에 한 칸씩 채워 창의 한가운데가 0, 2, 4번 칸에 오고, 아래에서는 same이 뒤에만 한 칸을 채워 1, 3, 5번 칸에 온다."
fig, axes = plt.subplots(2, 1, figsize=(6.4, 2.6))
n, m, s = 6, 3, 2
for ax, (before, after), title in (
    (axes[0], (1, 1), "앞뒤에 한 칸씩"),
    (axes[1], same_padding(n, m, s), "same: 뒤에만 한 칸"),
):
    for cell in range(-before, n + after):
        inside = 0 <= cell < n
        face = "white" if inside else "lightgray"
        ax.add_patch(
            plt.Rectangle((cell, 0), 1, 1, facecolor=face, edgecolor="gray")
        )
        ax.text(
            cell + 0.5, 0.5, cell if inside else "채움", ha="center", va="center"
        )
    for place in range(conv_output_size(n + before + after, m, s)):
        start, color = place * s - before, plotting.COLORS[place % 2]
        height = 0.08 + 0.06 * (place % 2)
        corner = (start + 0.06, -height - 0.06)
        ax.add_patch(plt.Rectangle(corner, m - 0.12, height, color=color))
    ax.set(xlim=(-1.1, n + 1.1), ylim=(-0.3, 1.1))
    ax.set_title(title, fontsize=10)
    ax.axis("off")
plt.show()

# %% [markdown]
# ## 쌓을 수 없는 층
#
# 층을 이어 쌓으면 앞 층의 출력이 다음 층의 입력이다. 앞에서 너무 줄이면 창을 놓을 자리가 남지 않는다. 이 사이트의 함수들은 층의 설정만 적어 두는 작은 클래스를 받아,
# Keras가 받지 않는 것이면 까닭을 말하고 멈춘다.

# %% tags=["source"] raises="ValueError: Conv2D(filters=16, kernel=5): 5×5 창이 4×4보다 커서"
from snippets.layer_checks import check
from snippets.layer_kinds import Conv2D, Pooling2D, keras_model

check(Conv2D(16, 5), shape=(4, 4, 8))

# %% [markdown]
# ## 해 보기: 층을 쌓아 크기 맞히기
#
# 커널, 보폭, 패딩을 바꾸면 출력의 모양이 어떻게 될지 먼저 예상해 보고, 바꾸어 맞는지 본다. 풀링은 [다음 페이지](pooling.ipynb)에서, 함께 보이는
# 파라미터, 곱셈, 수용 영역(receptive field)은 [파라미터 세기](parameters.ipynb)에서 다룬다.

# %% tags=["hidden"] demo="calculator" alt="합성곱 층 둘과 풀링 층을 이은 그림. 28×28 입력이 보폭 2의 합성곱에서 14×14로, 커널 5의 합성곱에서 10×10으로, 풀링에서 5×5로 줄어든다."
from IPython.display import display
from snippets.diagram import model_diagram

stack = [Conv2D(8, 3, stride=2, padding="same"), Conv2D(16, 5), Pooling2D(2)]
display(model_diagram(keras_model(stack, (28, 28, 1)), show_shapes=True, dpi=60))
written = "28x28x1_c8k3s2same_c16k5_m2"
display({"application/vnd.demo+json": {"stack": written}}, raw=True)

# %% [markdown]
# ## 가장자리는 덜 쓰인다
#
# 창이 지나가는 횟수를 픽셀마다 세어 보자. 3×3 창을 한 칸씩 옮길 때, 패딩이 없으면 가운데 픽셀은 아홉 번 쓰이지만 네 귀퉁이의
# 픽셀은 한 번뿐이다. 창이 입력 밖으로 나가지 못하므로 귀퉁이를 덮는 자리가 하나뿐이기 때문이다. `"same"`은 귀퉁이도 네 번 쓴다. 대신 가장자리의 출력은 채워 넣은 0과 섞인다. 값이 모두 1인 이미지를 3×3으로
# 평균하면, 귀퉁이의 출력은 1이 아니라 4/9가 된다.

# %% alt="8×8 격자 세 장. 왼쪽은 valid에서 픽셀마다 쓰인 횟수로 귀퉁이 1번, 가운데 9번이다. 둘째 격자는 same에서 쓰인 횟수로 귀퉁이 4번이다. 오른쪽은 모두 1인 이미지를 same으로 평균하고 9를 곱한 값으로 가운데는 9, 귀퉁이는 4이다."
ones = np.ones((8, 8, 1))
box = np.ones((3, 3, 1, 1))


def times_used(before, after):
    """3×3 창이 8×8 입력의 칸마다 몇 번 지나가는지. 앞뒤에 채운 칸은 잘라 낸다."""
    used = np.zeros((8 + before + after,) * 2)
    for row, column in np.ndindex(*(side - 2 for side in used.shape)):
        used[row : row + 3, column : column + 3] += 1
    return used[before : before + 8, before : before + 8]


used_valid, used_same = times_used(0, 0), times_used(*same_padding(8, 3))
blurred = conv2d(ones, box / 9, padding="same")[:, :, 0]
assert (used_valid[0, 0], used_same[0, 0], used_valid[4, 4]) == (1, 4, 9)
assert np.isclose(blurred[0, 0], 4 / 9)

fig, axes = plt.subplots(1, 3, figsize=(7.2, 2.8))
plotting.number_grid(axes[0], used_valid, "valid: 쓰인 횟수")
plotting.number_grid(axes[1], used_same, "same: 쓰인 횟수")
plotting.number_grid(axes[2], blurred * 9, "same: 평균에 9를 곱한 값")
plt.show()

# %% [markdown]
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 창을 놓을 자리를 센다.

# %% tags=["exercise"]
from keras import ops
from snippets.exercises import Problem, drawn, exercise, mixed
from snippets.parameters import count
from snippets.problems import (
    feature_map,
    image_bytes,
    layer_shape,
    output_side,
    paddings,
)

first = output_side(size=21, kernel=5, stride=2, padding=1)
exercise(
    "places",
    first,
    [
        "양쪽에 채우면 입력은 몇 칸이 되는가?",
        "첫 자리에서 몇 번 더 옮길 수 있는가? 놓은 자리는 그보다 하나 많다.",
    ],
    drawn(
        output_side,
        size=range(12, 40),
        kernel=(3, 5, 7),
        stride=(2, 3),
        padding=(0, 1, 2),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     왼쪽 끝은 0부터 23 − 5 = 18까지 올 수 있고, 두 칸씩 옮기면 0, 2, …, 18에 놓인다.

# %% tags=["boxed", "hidden"]
print(first.why)

# %% [markdown]
# **2.** 21칸인 한 줄에 3칸 창을 보폭 4로 놓는다(채우지 않는다). 어느 창에도 들어가지 않는 칸은 몇 칸인가?

# %% tags=["exercise"]
n, m, s = 21, 3, 4
unused, at_end = never_used(n, m, s), (n - m) % s
exercise(
    "unused",
    Problem(
        unused,
        {
            "끝에 남은 칸만 세었다. 창보다 보폭이 커서 창과 창 사이의 칸도 빠진다.": at_end,
            "창과 창 사이의 칸만 세었다. 끝에도 남은 칸이 있다.": unused - at_end,
            "창이 덮는 칸의 수이다.": n - unused,
            "창과 창 사이에 한 칸씩 빠진다. 창보다 보폭이 크다.": 0,
        },
    ),
    [
        "창의 왼쪽 끝이 놓이는 칸을 모두 적는다.",
        "첫 창은 0, 1, 2번 칸을, 다음 창은 4, 5, 6번 칸을 덮는다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     창은 0, 4, 8, 12, 16에 놓이고 세 칸씩 덮는다. 창 사이에서 네 칸, 끝에서 두 칸이 빠진다. 나머지 (21 − 3) mod 4 = 2는 끝의 것만 센다.

# %% tags=["boxed"]
used = {place * 4 + i for place in range(5) for i in range(3)}
print("빠진 칸:", [cell for cell in range(21) if cell not in used])

# %% [markdown]
# **3.** `"same"`이 어느 쪽에 몇 칸을 채우는지 센다.

# %% tags=["exercise"]
sides = paddings(size=224, kernel=7, stride=2)
exercise(
    "same-sides",
    sides,
    [
        "출력은 ⌈n/s⌉칸이다.",
        "그만큼 창을 놓으려면 입력이 모두 몇 칸이어야 하는가?",
        "홀수이면 남는 한 칸은 뒤에 둔다.",
    ],
    drawn(
        paddings,
        size=(*range(10, 31), 112, 224),
        kernel=(3, 4, 5, 6, 7),
        stride=(1, 2, 3),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     출력은 ⌈224/2⌉ = 112칸이다. 창을 그만큼 놓으려면 입력이 111·2 + 7칸이어야 하고, 모자라는 만큼 채운다. 홀수이면 뒤에 하나를 더 둔다.

# %% tags=["boxed", "hidden"]
print(f"(앞, 뒤) = {sides.key}. {sides.why}")

# %% [markdown]
# **4.** 2×2 이미지 `[[1, 2], [3, 4]]`에 숫자가 모두 1인 2×2 커널을 `padding="same"`, 보폭 1로 댄다. 출력은 무엇인가?

# %% tags=["exercise"]
tiny = np.array([[1.0, 2], [3, 4]])[..., np.newaxis]
sums = conv2d(tiny, np.ones((2, 2, 1, 1)), padding="same")[:, :, 0]


def summed(before, after, mode="constant"):
    """앞과 뒤에 채우고 2×2로 더한 값."""
    padded = np.pad(tiny, [(before, after)] * 2 + [(0, 0)], mode)
    return conv2d(padded, np.ones((2, 2, 1, 1)))[:, :, 0]


covered = conv2d(np.ones((2, 2, 1)), np.ones((2, 2, 1, 1)), padding="same")[:, :, 0]
assert np.array_equal(summed(*same_padding(2, 2)), sums)
exercise(
    "same-map",
    Problem(
        sums,
        {
            "앞에 채웠다. 남는 한 칸은 뒤(아래쪽과 오른쪽)에 붙인다.": summed(1, 0),
            "가장자리의 값을 되풀이해 채웠다. 합성곱 층은 0을 채운다.": summed(
                0, 1, "edge"
            ),
            "가로와 세로를 바꾸어 적었다.": sums.T,
            "더하지 않고 네 칸의 평균을 냈다. 커널의 숫자는 1이다.": sums / 4,
            "창에 든 이미지 칸만 평균했다. 커널의 숫자는 1이므로 더하기만 한다.": sums
            / covered,
        },
    ),
    [
        "출력도 2×2가 되려면 한 축에 모두 한 칸을 채운다.",
        "채울 칸이 홀수이면 남는 한 칸은 뒤에 붙인다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     한 축에 한 칸만 채우면 되므로 아래쪽과 오른쪽에만 0이 붙는다. 왼쪽 위의 창만 네 수를 모두 덮는다.

# %% tags=["boxed"]
tiny = np.array([[1.0, 2], [3, 4]]).reshape(1, 2, 2, 1)
keras_sum = layers.Conv2D(1, 2, padding="same", kernel_initializer="ones")
print(keras_sum(tiny).numpy()[0, :, :, 0])

# %% [markdown]
# **5.** (None, 36, 49, 3)인 배치가 `Conv2D(16, 5, strides=2)`와 `Conv2D(4, 3, strides=2, padding="same")`을 차례로 지난다. 출력의 모양은
# 무엇인가? 배치 축까지 적는다(None은 배치의 크기를 정해 두지 않았다는 뜻이다).

# %% tags=["exercise"]
chain = [Conv2D(16, 5, stride=2), Conv2D(4, 3, stride=2, padding="same")]
shapes = [row.shape for row in count(chain, (36, 49, 3))]
(high, wide, seen), (out_high, out_wide, filters) = shapes


def after_same(*sides):
    """둘째 층을 지난 모양."""
    return (None, *(-(-side // 2) for side in sides), filters)


assert after_same((36 - 5) // 2, (49 - 5) // 2)[1:3] == (high // 2, wide // 2)
exercise(
    "two-convs",
    Problem(
        (None, out_high, out_wide, filters),
        {
            "너비가 하나 모자라다. 첫 층에서 1을 더하지 않았거나, 둘째 층에서 나눈 값을 올림하지 않았다.": (
                None,
                high // 2,
                wide // 2,
                filters,
            ),
            "둘째 층을 valid로 셈했다. same은 ⌈n/s⌉칸이다.": (
                None,
                conv_output_size(high, 3, stride=2),
                conv_output_size(wide, 3, stride=2),
                filters,
            ),
            "높이가 하나 많다. 첫 층은 내림하고 1을 더하며, 둘째 층은 올림만 한다.": after_same(
                -(-(36 - 5) // 2) + 1, -(-(49 - 5) // 2) + 1
            ),
            "첫 층에서 커널만큼 줄지 않았다. padding을 적지 않으면 valid이다.": after_same(
                -(-36 // 2), -(-49 // 2)
            ),
            "마지막 축이 첫 층의 필터 수이다.": (None, out_high, out_wide, seen),
            "첫 층까지의 모양이다.": (None, high, wide, seen),
            "둘째 층의 보폭을 세지 않았다.": (None, high, wide, filters),
        },
    ),
    [
        "첫 층은 패딩을 적지 않았으므로 valid이다.",
        "(36 − 5)/2를 내림하고 1을 더한다.",
        "same은 커널과 상관없이 ⌈n/s⌉이다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     첫 층은 valid라 내림하고 1을 더하며, 둘째 층은 same이라 나눈 값을 올림한다. 채널은 마지막 층의 필터 수이다.
#     그래서 (None, 8, 12, 4)이고, 아래에서는 None 자리에 한 장을 넣어 확인한다.

# %% tags=["boxed"]
x = np.zeros((1, 36, 49, 3), dtype="float32")
middle = layers.Conv2D(16, 5, strides=2)(x)
last = layers.Conv2D(4, 3, strides=2, padding="same")(middle)
print(x.shape, "→", tuple(middle.shape), "→", tuple(last.shape))

# %% [markdown]
# **6.** PyTorch의 `Conv2d(1, 8, 3, stride=2, padding=1)`을 옮기려고 `padding="same"`을 적었더니 28×28 입력에서 크기는 같은데 값이 다르다.
# 가중치는 그대로 두고 아래처럼 고쳐 같은 값을 내려면 빈칸에 무엇을 적는가? `layers`만 쓴다.
#
# ```python
# padded = ____(x)  # x는 (1, 28, 28, 1)
# maps = layers.Conv2D(8, 3, strides=2)(padded)
# ```

# %% tags=["exercise"]
x = rng.normal(size=(1, 28, 28, 1)).astype("float32")
weights = rng.normal(size=(3, 3, 1, 8))
wanted = conv2d(np.pad(x[0], [(1, 1), (1, 1), (0, 0)]), weights, stride=2)


def is_wanted(inside):
    """빈칸에 적은 층이 앞뒤에 한 칸씩 채운 것과 같은 값을 내는가."""
    padded = eval(f"layers.ZeroPadding2D({inside})")(x).numpy()[0]
    maps = conv2d(padded, weights, stride=2)
    return maps.shape == wanted.shape and np.allclose(maps, wanted)


def written(value):
    """같은 튜플을 대괄호로도 적는다."""
    if not isinstance(value, tuple):
        return [str(value)]
    inside = [", ".join(it) for it in itertools.product(*map(written, value))]
    return [form for it in inside for form in (f"({it})", f"[{it}]")]


def spelled(*values):
    """괄호 안에 적을 수 있는 것."""
    every = [text for value in values for text in written(value)]
    return [*every, *(f"padding={it}" for it in every)]


last = 'data_format="channels_last"'
right = spelled(1, (1, 1), ((1, 1), (1, 1)), ((1, 0), (1, 0)))
simple = ["1", "(1, 1)", "[1, 1]", "((1, 1), (1, 1))", "[[1, 1], [1, 1]]"]
simple += [f"padding={it}" for it in simple]
right = ["", last, *right, *(f"{it}, {last}" for it in simple)]
right += [f'{it}, "channels_last"' for it in simple if "=" not in it]
wrong = {
    "뒤에만 한 칸을 채운다. 28칸에서는 same이 하는 일과 같다.": spelled(
        ((0, 1), (0, 1))
    ),
    "앞뒤에 두 칸씩 채운다. 출력이 15×15가 된다.": spelled(
        2, (2, 2), ((2, 2), (2, 2))
    ),
    "두 수는 (높이, 너비)이다. 왼쪽과 오른쪽에만 채운다.": spelled((0, 1)),
    "두 수는 (높이, 너비)이다. 위와 아래에만 채운다.": spelled((1, 0)),
    "채우지 않는다.": spelled(0, (0, 0), ((0, 0), (0, 0))),
}
assert all(map(is_wanted, right))
assert not any(is_wanted(it) for lines in wrong.values() for it in lines)


def fails(code):
    """빈칸에 적으면 예외가 나거나 텐서가 아닌 것이 나오는가."""
    try:
        return not ops.is_tensor(eval(f"{code}(x)", {"layers": layers, "x": x}))
    except (AttributeError, NameError, SyntaxError, TypeError, ValueError):
        return True


def lines(inside, form="layers.ZeroPadding2D(_)"):
    """빈칸에 적는 줄."""
    return [form.replace("_", it) for it in inside]


simple.insert(0, "")
others = {
    "(x)는 이미 적혀 있다. 층까지만 적는다.": [
        *lines(simple, "layers.ZeroPadding2D(_)(x)"),
        *lines(simple, "padded = layers.ZeroPadding2D(_)(x)"),
    ],
    "앞에 layers.만 붙인다.": [
        *lines(simple, "ZeroPadding2D(_)"),
        *lines(simple, "keras.layers.ZeroPadding2D(_)"),
        *lines(simple, "tf.keras.layers.ZeroPadding2D(_)"),
    ],
    "층을 만들려면 괄호가 있어야 한다.": ["layers.ZeroPadding2D"],
    "둘째 인수는 data_format이다. 칸 수는 인수 하나로 묶는다.": [
        "layers.ZeroPadding2D(1, 1)",
        "layers.ZeroPadding2D((1, 1), (1, 1))",
    ],
}
assert all(fails(code) for codes in others.values() for code in codes)
assert not any(map(fails, lines(simple)))
exercise(
    "as-in-pytorch",
    Problem(
        lines(right), {**{why: lines(it) for why, it in wrong.items()}, **others}
    ),
    [
        "same은 28칸일 때 앞에 0칸, 뒤에 1칸을 채운다.",
        "0을 원하는 만큼 채우는 층이 이 페이지의 앞에 나왔다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `layers.ZeroPadding2D(1)`이다. 보폭 2의 `"same"`은 28칸에서 뒤에만 한 칸을 채워 창이 한 칸씩 어긋난다. 앞에도 채우면 창의 자리가 같아진다.

# %% tags=["boxed"]
x = rng.normal(size=(1, 28, 28, 1)).astype("float32")
weights = rng.normal(size=(3, 3, 1, 8))
# PyTorch처럼 앞뒤에 한 칸씩 채운 값
wanted = conv2d(np.pad(x[0], [(1, 1), (1, 1), (0, 0)]), weights, stride=2)
padded = layers.ZeroPadding2D(1)(x).numpy()[0]
assert np.allclose(conv2d(padded, weights, stride=2), wanted)
by_same = conv2d(x[0], weights, stride=2, padding="same")
assert by_same.shape == wanted.shape
print("same과 값이 같은가:", np.allclose(wanted, by_same))

# %% [markdown]
# **7.** 28×28 입력에 보폭 1인 3×3 `valid` 합성곱을 많아야 몇 번 이어 쌓을 수 있는가?

# %% tags=["exercise"]
sizes = [28]
while sizes[-1] >= 3:
    sizes.append(conv_output_size(sizes[-1], 3))
exercise(
    "how-deep",
    Problem(
        len(sizes) - 1,
        {
            "마지막 한 번은 놓을 수 없다. 2×2에는 3×3 커널이 들어가지 않는다.": 28
            // 2,
            "너무 많다. 한 번에 양쪽에서 한 칸씩, 모두 두 칸이 준다.": 28 - 3 + 1,
            "너무 적다. 한 번에 주는 칸은 커널의 한 변보다 하나 적다.": 28 // 3,
            "하나가 모자란다. 4×4에도 3×3 커널을 놓을 수 있다.": len(sizes) - 2,
            "마지막 출력의 한 변이다.": sizes[-1],
        },
    ),
    ["한 번에 몇 칸씩 주는가?", "한 변이 3보다 작아지면 더는 커널을 놓을 수 없다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     한 번에 2씩 줄어 28, 26, …, 4, 2가 된다. 4×4에서 2×2가 되는 것이 마지막이다.

# %% tags=["boxed"]
size, times = 28, 0
while size >= 3:
    size, times = conv_output_size(size, 3), times + 1
print(f"{times}번, 마지막 출력 {size}×{size}")

# %% [markdown]
# **8.** 커널의 한 변으로 4보다 3이나 5를 즐겨 쓴다. 보폭이 1인 `"same"`에서 무엇이 좋은가? 채우는 칸 수로 설명한다.

# %% tags=["exercise"]
exercise(
    "odd-kernels",
    Problem(
        mistakes={
            "한 축에 채우는 칸은 모두 m − 1칸이다": "",
            "m이 홀수이면 앞뒤에 똑같이 나눌 수 있다": "",
            "m이 짝수이면 뒤에 한 칸을 더 채운다": "",
        }
    ),
    ["커널이 4이면 한 축에 모두 몇 칸을 채우는가?"],
)

# %% [markdown]
# ??? success "답 보기"
#
#     모두 합해 m − 1칸을 채운다. m이 홀수이면 앞뒤에 똑같이 채우고, 창의 한가운데가 출력과 같은 자리의 픽셀에 놓인다. m이 짝수이면 뒤에 한 칸을
#     더 채우고 한가운데가 픽셀과 픽셀 사이에 온다.

# %% tags=["boxed"]
for m in (3, 4, 5):
    print(f"커널 {m}: (앞, 뒤) = {same_padding(28, kernel=m)}")

# %% [markdown]
# **섞어 풀기.** 앞 페이지의 특성 맵에 보폭을 더한다. 「다른 문제」는 이 페이지와 앞 페이지들의 문제를 번갈아 낸다.

# %% tags=["exercise"]
strided = [it for it in range(200) if len(feature_map(it, 5, 3, 2).mistakes) == 6]
moved = feature_map(strided[0], side=5, kernel=3, stride=2)
exercise(
    "mixed",
    moved,
    [
        "창의 왼쪽 위는 0번과 2번 칸에만 놓인다.",
        "창마다 같은 자리끼리 곱해 아홉 개를 더한다.",
    ],
    mixed(
        drawn(
            layer_shape,
            8,
            side=(27, 28, 32, 45),
            channels=(1, 3),
            filters=(8, 16),
            kernel=(3, 5),
            stride=(2, 3),
            padding=("valid", "same"),
        ),
        drawn(
            feature_map, 8, seed=strided[1:], side=(5,), kernel=(3,), stride=(2,)
        ),
        drawn(paddings, 8, size=range(31, 60), kernel=(2, 3, 5, 8), stride=(1, 2)),
        drawn(
            image_bytes, 8, images=(10, 20, 50), side=(10, 20, 40), channels=(1, 3)
        ),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     보폭이 2이면 보폭 1의 3×3 출력에서 0번과 2번 행, 0번과 2번 열만 남는다.

# %% tags=["boxed", "hidden"]
print(moved.key.astype(int))
print(moved.why)

# %% [markdown]
# ## 핵심어
#
# **패딩**(padding): 입력 둘레에 값을 채우는 것 · **보폭**(stride): 창을 한 번에 옮기는 칸 수 · **valid**: 채우지 않기 · **same**: 출력이
# $\lceil n/s \rceil$칸이 되도록 0으로 채우기
#
# **이어서 읽기**: [파라미터 세기](parameters.ipynb)에서 같은 층의 파라미터를 세고,
# [합성곱의 다른 모습](other_convolutions.ipynb)에서 창의 칸을 벌리거나 거꾸로 키우는 층을 본다. 이 공식이 한 모델에서 어떻게 이어지는지는
# [MNIST로 훈련하는 첫 합성곱 신경망](../posts/mnist_convnet.ipynb)에서 본다.
