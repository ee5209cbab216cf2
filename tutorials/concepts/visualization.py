# %% [markdown]
# ---
# description: 배운 커널, 훈련하는 동안 바뀌는 특성 맵, 틀린 예측의 점수가 온 자리를 어림한 지도(Grad-CAM)를 그리고, 그런 지도를 믿어도 되는지 맞힌 이미지에서 시험한다.
# date: 2026-11-22
# ---
# # 모델 들여다보기
#
# 훈련을 마친 이 페이지의 신경망은 숫자 2만 9천 개일 뿐이다. 그 숫자가 무엇을 하는지 보려면 그려야 한다. 네 가지를 그린다. **커널**(kernel), 훈련하는
# 동안의 **특성 맵**(feature map), **채널**(channel)이 가장 크게 반응하는 이미지, 그리고 틀린 예측의 점수(확률로 바꾸기 전의 출력)가 이미지의 어디에서 왔는지를 어림한 지도이다.
#
# !!! abstract "이 페이지에서 배우는 것"
#
#     - 훈련 전과 후의 커널을 눈금 하나로 그려야 하는 까닭은 무엇인가
#     - 특성 맵은 훈련하는 동안 어떻게 바뀌는가
#     - 깊은 층의 채널은 어떤 옷에 반응하는가
#     - 틀린 예측의 점수는 이미지의 어디에서 왔다고 어림하는가, 그런 지도를 믿어도 되는가

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from snippets import plotting
from snippets.datasets import FASHION_NAMES, load_fashion_mnist
from snippets.table import table

plotting.use_style()
SEED = 0

# %% tags=["source"]
from snippets import visualization

# %% [markdown]
# ## 모델과 데이터
#
# Fashion-MNIST 훈련 이미지 가운데 앞의 2만 장만 쓴다. 그리는 것이 목적이라 짧게 훈련한다. 마지막 층에는 **소프트맥스**(softmax)를 두지 않는다. 소프트맥스는
# 종류마다의 점수에 지수 함수를 적용하고 그 합으로 나누어, 더하면 1인 확률로 바꾸는 함수이다.
# 그래서 출력은 확률이 아니라 종류마다의 **점수**(logit)이고, 손실 함수가 소프트맥스를 대신 적용한다(`from_logits=True`). 까닭은 뒤에서
# 나온다.

# %% tags=["parameters"] fast={"few": 1000, "epochs": 2}
few = 20_000
epochs = 4

# %%
(images, labels), (test_images, y_test) = load_fashion_mnist()
x_train = images[:few].reshape(-1, 28, 28, 1).astype("float32") / 255
y_train = labels[:few]
x_test = test_images.reshape(-1, 28, 28, 1).astype("float32") / 255

keras.utils.set_random_seed(SEED)
x = inputs = keras.Input(shape=(28, 28, 1))
for i, filters in enumerate((16, 32, 64), start=1):
    x = layers.Conv2D(
        filters, 3, padding="same", activation="relu", name=f"conv_{i}"
    )(x)
    x = layers.MaxPooling2D(2)(x)  # 28 → 14 → 7 → 3
model = keras.Model(inputs, layers.Dense(10, name="scores")(layers.Flatten()(x)))
model.compile(
    "adam",
    keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)

# %% [markdown]
# ## 훈련하는 동안 찍어 두기
#
# 에포크가 끝날 때마다 부츠 한 장의 첫 층 특성 맵을 찍어 둔다. 훈련 도중에 끼어들려면 **콜백**(callback)을 쓴다. 에포크의 끝처럼 정해진 때마다 Keras가 메서드를 부르는 객체이고, 함수 하나면 `LambdaCallback`으로 감싸면 된다.

# %%
boot = x_train[:1]
assert FASHION_NAMES[y_train[0]] == "앵클부츠"
first_layer = keras.Model(inputs, model.get_layer("conv_1").output)
initial_kernels = model.get_layer("conv_1").kernel.numpy()
snapshots = [first_layer(boot).numpy()[0]]  # (28, 28, 16)


def take_snapshot(*_):
    snapshots.append(first_layer(boot).numpy()[0])


history = model.fit(
    x_train,
    y_train,
    batch_size=64,
    epochs=epochs,
    callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=take_snapshot)],
    verbose=2,
)

# %%
from snippets.results import Results

Results(
    [
        {
            "모델": "들여다본 모델",
            "파라미터": model.count_params(),
            "훈련 이미지": len(x_train),
            "에포크": epochs,
            "테스트 정확도": model.evaluate(x_test, y_test, verbose=0)[1],
        }
    ]
)

# %% [markdown]
# ## 커널
#
# 첫 층의 커널 16개를 훈련 전과 후로 나누어 그린다. 흰색은 0, 붉은색은 양수, 푸른색은 음수이다. 두 그림의 눈금이 저마다 다르면 색의 짙기를
# 견줄 수 없으므로 한 그림에 넣어 눈금 하나를 함께 쓴다.

# %% alt="3×3 커널 16개를 훈련 전과 훈련 후로 나누어 네 줄로 늘어놓은 그림. 위의 두 줄은 훈련 전, 아래의 두 줄은 훈련 후이다. 훈련 후의 색이 더 짙다."
learned_kernels = model.get_layer("conv_1").kernel.numpy()  # (3, 3, 1, 16)
both = np.concatenate([initial_kernels, learned_kernels], axis=3)[:, :, 0]
visualization.kernel_grid(
    both, [f"{when} {i}" for when in ("전", "후") for i in range(1, 17)]
)
for when, values in (("전", initial_kernels), ("후", learned_kernels)):
    print(
        f"훈련 {when}: 표준편차 {values.std():.3f}, 절댓값의 최대 {np.abs(values).max():.3f}"
    )

# %% [markdown]
# 커널 그림에서 뜻을 읽는 일은 첫 층에서는 비교적 쉽다. 위가 음수이고 아래가 양수인 커널은 아래로 갈수록 밝아지는 자리에서 큰 값을 낸다. 둘째 층의 필터는 채널 16장을 한꺼번에 보므로, 그려 보아도 무엇을 찾는지 알기 어렵다.
# 그래서 깊은 층은 커널 대신 **출력**을 본다.
#
# ## 훈련하는 동안의 특성 맵
#
# 줄마다 한 시점이고, 열마다 같은 필터이다. 첫 줄(처음)은 훈련하기 전이고, 1회부터는 그만큼의 에포크를 마친 뒤이다.

# %% alt="부츠 한 장의 특성 맵 여덟 장을 훈련 전과 에포크마다 한 줄씩 늘어놓은 그림. 열을 따라 내려가며 같은 필터의 맵이 훈련 전과 얼마나 달라졌는지 견줄 수 있다."
shown = [maps[:, :, i] for maps in snapshots for i in range(8)]
names = ["처음", *(f"{epoch}회" for epoch in range(1, epochs + 1))]
titles = [name if i == 0 else "" for name in names for i in range(8)]
plotting.image_grid(shown, titles, columns=8, legend="반응의 세기")
for name, maps in zip(names, snapshots, strict=True):
    print(f"{name}: 평균 {maps.mean():.3f}, 최대 {maps.max():.2f}")

# %% [markdown]
# 훈련하지 않은 커널로 얻은 맵도 여럿은 부츠의 생김새를 보인다. 무작위 커널로 훑어도 밝기의 차이는 남기 때문이다. 그러니 특성 맵에 물체가 보인다고
# 해서 배웠다고 할 수는 없다. 배웠다면 무언가 바뀌어야 하지만, 바뀌었다고 해서 쓸모 있는 것을 배운 것은 아니다. 그림 아래에 적은
# 평균과 최대는 그린 여덟 장이 아니라 열여섯 장 모두에서 구했다.
#
# ## 채널이 좋아하는 이미지
#
# 깊은 층의 채널이 무엇에 반응하는지 아는 쉬운 방법은, 테스트 이미지를 모두 넣어 보고 그 채널의 값이 가장 커지는 이미지를 고르는 것이다.
# 셋째 합성곱 층에서, 이미지마다 구한 최댓값의 평균이 가장 큰 채널 네 개를 골라 채널마다 다섯 장씩 늘어놓는다.

# %% alt="셋째 층의 채널 네 개가 가장 크게 반응한 테스트 이미지를 채널마다 다섯 장씩 네 줄로 늘어놓은 그림. 같은 채널이 고른 옷끼리 무엇이 닮았는지 견줄 수 있다."
deep = keras.Model(inputs, model.get_layer("conv_3").output)
strongest = deep.predict(x_test, verbose=0).max(axis=(1, 2))  # (장수, 64)
channels = strongest.mean(axis=0).argsort()[::-1][:4]
favourites = [strongest[:, c].argsort()[::-1][:5] for c in channels]
plotting.image_grid(
    [test_images[i] for best in favourites for i in best],
    [FASHION_NAMES[y_test[i]] for best in favourites for i in best],
)
for channel, best in zip(channels, favourites, strict=True):
    kinds = {FASHION_NAMES[y_test[i]] for i in best}
    print(f"채널 {channel}: 종류 {len(kinds)}가지")

# %% [markdown]
# 다섯 장이 모두 한 종류인 채널이라도 그 채널이 곧 그 종류를 뜻하지는 않는다. 이 층의 값 하나는 이미지의 일부만 본다(연습 문제 1). 또 ReLU를
# 쓰는 층에서는 이미지가 밝기만 해도 채널의 최댓값이 커지기 쉬우므로, 고른 옷이 밝아서 뽑혔는지 채널이 찾는 패턴이 있어서 뽑혔는지 이 그림만으로는 가릴 수 없다. Fashion-MNIST에는
# 레이블이 그림과 맞지 않아 보이는 옷도 섞여 있다.
#
# ## Grad-CAM: 점수가 온 자리를 어림하기
#
# **Grad-CAM**(gradient-weighted class activation mapping)은 점수가 어느 자리에서 왔는지를 어림해 지도로 그린다. 두 단계이다.
#
# 1. 특성 맵 $A^k$의 값을 조금 키울 때 종류 $c$의 점수 $y^c$가 얼마나 오르는지를 미분으로 구하고(이 값이 기울기이다), 모든 자리에서 평균해 중요도 $\alpha_k$로 삼는다.
#
#     $$\alpha_k = \frac{1}{hw} \sum_{i,j} \frac{\partial y^c}{\partial A^k_{ij}}$$
#
# 2. 특성 맵에 중요도를 곱해 모두 더하고 음수를 버린다. 점수를 높였다고 어림한 자리가 남는다.
#
#     $$L = \mathrm{ReLU}\left(\sum_k \alpha_k A^k\right)$$
#
# $k$는 채널의 번호, $i$와 $j$는 자리의 행과 열, $h$와 $w$는 특성 맵의 높이와 너비이다.
#
# 소프트맥스를 거친 확률을 미분하면 다른 종류의 점수가 섞인다. 확률은 다른 종류의 점수를 낮추어도 오르기 때문이다. 그래서 이 모델은 점수를 그대로 내놓게 만들었다.
#
# 특성 맵은 마지막 합성곱 층(셋째 층, 코드의 이름은 `conv_3`)의 것을 쓴다. 가장 추상적이면서도 자리를 아직 간직한 층이기 때문이다.
#
# 틀린 이미지 가운데 정답과의 점수 차가 가장 큰 세 장을 고른다. 왼쪽은 원본, 가운데는 **틀린 예측**의 점수를 높였다고 어림한 자리,
# 오른쪽은 **정답**의 점수를 높였다고 어림한 자리이다.

# %% card=1 alt="크게 틀린 테스트 이미지 세 장. 줄마다 원본, 예측한 종류의 Grad-CAM을 겹친 것, 정답의 Grad-CAM을 겹친 것이다. 보라색에서 노란색으로 물든 자리가 점수를 높였다고 어림한 자리이고, 물든 자리가 없는 지도는 그런 자리가 없다는 뜻이다."
scores = model.predict(x_test, verbose=0)  # (장수, 10)
predicted = scores.argmax(axis=1)
margin = scores.max(axis=1) - scores[np.arange(len(y_test)), y_test]
sure_and_wrong = margin.argsort()[::-1][:3]
_, axes = plt.subplots(3, 3, figsize=(6, 6.4))
for row, i in zip(axes, sure_and_wrong, strict=True):
    assert predicted[i] != y_test[i]
    row[0].imshow(test_images[i])
    row[0].set_title(f"실제: {FASHION_NAMES[y_test[i]]}", fontsize=10)
    for ax, label in zip(row[1:], (predicted[i], y_test[i]), strict=True):
        heat = visualization.grad_cam(model, x_test[i], "conv_3", label)
        ax.imshow(test_images[i])
        whole = (-0.5, 27.5, 27.5, -0.5)
        ax.imshow(
            heat, "inferno", alpha=0.6, extent=whole, interpolation="bilinear"
        )
        kind = "예측" if label == predicted[i] else "정답"
        ax.set_title(f"{kind}: {FASHION_NAMES[label]}", fontsize=10)
for ax in axes.flat:
    ax.axis("off")
plt.show()

# %% [markdown]
# 이 지도는 본래 7×7칸인데, 그림에서는 28×28에 맞추어 부드럽게 늘렸다. 둥글게 번져 보이는 것은 그리는 방법 때문이다. 밑에 옷이 비치므로 밝기가 아니라 색을 본다. 보라색에서 주황색, 노란색으로 갈수록 그 종류의 점수를 많이 높였다고 어림한 자리이다. 지도마다 눈금을 따로 정했으므로 지도끼리 밝기를 견주지 않는다. 온통 어두운
# 지도는 중요도를 곱해 더한 값이 어디에서나 0 이하여서 ReLU가 모두 지운 것이다. 오른쪽 칸에서 이런 지도를 보더라도 오류가 아니다. 점수를
# *낮춘* 자리는 이 지도에 나타나지 않는다. 밝은 자리가 옷이 아니라 배경에 놓이기도 한다.
#
# ### 지도를 믿어도 되는가
#
# 지도가 입력의 자리를 잘 짚었다면, 밝은 자리를 가렸을 때 점수가 다른 자리를 가렸을 때보다 더 떨어지리라 기대할 수 있다. conv_3의 한 칸은 18×18픽셀을
# 보고(연습 문제 1) 가리는 것은 6×6이니 이 시험도 어림이다. **맞힌** 테스트 이미지 100장에서, 지도가 가장 밝은 칸의 가운데를 6×6만큼(이미지 밖은
# 잘린다) 검게 가리고 점수가 떨어진 폭을 잰다. 견줄 상대는 그 층의 칸(conv_3이면 49칸, conv_2이면 196칸) 가운데 고른 칸과 **같은 쪽**(옷이나 배경)인 칸이다.
#
# - 가운데가 배경인 네모는 옷을 덜 가려 점수가 덜 바뀐다. 그래서 지도가 가리킨 자리가 옷이면 옷인 칸과, 배경이면 배경인 칸과 견준다. 가운데 픽셀이 0보다 크면 옷, 0이면 배경으로 친다.
# - 그 칸들 가운데 몇 칸보다 더 떨어뜨렸는지가 그 이미지의 이긴 비율이고, 똑같이 떨어졌으면 반 칸으로 센다. 고른 칸 자신도 반 칸으로 들어가므로 100%는 나오지 않는다. 이를테면 옷인 칸이 25개이고 그 가운데 20칸보다
#   더 떨어뜨렸으면 (20 + 0.5) ÷ 25 = 82%이다.
#
# 온통 0인 지도(빈 지도)는 아무 자리도 가리키지 않으므로 빼고 그 수를 적는다. 지도가 같은 쪽의 아무 칸이나 고르게 가리킨 것과 다름없다면 이긴 비율의 평균은
# 50%쯤이고, 이미지가 100장이면 스무 번에 열아홉 번은 44–56%에 든다. 빈 지도를 빼 장수가 적으면 더 넓고, 다시 훈련하면 이보다 크게 달라지기도 한다.
#
# 지도도 하나만 시험하지 않는다. 기울기를 평균하지 않고 특성 맵의 값마다 바로 그 자리의 기울기를 곱한 다음, 모든 채널의 값을 더하고 음수를 버린 지도(HiResCAM), **훈련하지 않은** 같은 구조의 모델로 그린 지도, 그리고
# 지도 없이 49칸을 하나씩 가려 보고 점수가 가장 많이 떨어진 칸을 고르는 **가려 보기**(occlusion)를 함께 놓는다. 가려 보기는 이 시험이 재는 값을
# 직접 재어 칸을 고르므로, 이긴 비율이 얼마나 높을 수 있는지를 보인다. 표의 마지막 줄은 모델을 보지 않고, 49칸 가운데
# 가렸을 때 사라지는 밝기가 가장 큰 칸을 고른 것이다.

# %% tags=["parameters"] fast={"tested": 20}
tested = 100


# %%
def cover(image, row, column, half=3):
    """(row, column)을 가운데에 두고 한 변이 2·half인 네모를 검게 가린다. 밖은 버린다."""
    covered = image.copy()
    top, left = max(row - half, 0), max(column - half, 0)
    covered[top : row + half, left : column + half] = 0
    return covered


def centres(size):
    """size×size 지도에서 칸의 가운데가 입력의 어느 픽셀인지. 모두 (행, 열)."""
    middles = range(14 // size, 28, 28 // size)
    return [(row, column) for row in middles for column in middles]


correct = np.flatnonzero(predicted == y_test)[:tested]
pictures, truth = x_test[correct], y_test[correct]
each = np.arange(len(pictures))


def drops(size):
    """칸의 가운데를 하나씩 가렸을 때 정답의 점수가 떨어진 폭. (장수, size²)."""
    covered = [cover(it, *place) for it in pictures for place in centres(size)]
    after = model.predict(np.stack(covered), batch_size=500, verbose=0)
    after = after.reshape(len(pictures), -1, 10)[each, :, truth]
    return scores[correct, truth][:, np.newaxis] - after


fell = {size: drops(size) for size in (7, 14)}
on_garment = {
    size: np.array(
        [[it[place][0] > 0 for place in centres(size)] for it in pictures]
    )
    for size in fell
}
untrained = keras.models.clone_model(model)
ways = {
    "conv_3의 Grad-CAM": (model, "conv_3", False),
    "conv_2의 Grad-CAM": (model, "conv_2", False),
    "conv_3, 자리마다 곱함": (model, "conv_3", True),
    "conv_2, 자리마다 곱함": (model, "conv_2", True),
    "conv_3, 훈련하지 않은 모델": (untrained, "conv_3", False),
}
heats = {
    name: np.array(
        [
            visualization.grad_cam(which, it, layer, label, each_place=each_place)
            for it, label in zip(pictures, truth, strict=True)
        ]
    )
    for name, (which, layer, each_place) in ways.items()
}
occlusion = fell[7].reshape(-1, 7, 7)
hidden = [[it.sum() - cover(it, *at).sum() for at in centres(7)] for it in pictures]
lightness = np.array(hidden).reshape(-1, 7, 7)  # 가렸을 때 사라지는 밝기

for kind, name in ((True, "옷"), (False, "배경")):
    average = fell[7][on_garment[7] == kind].mean()
    print(f"49칸 가운데 {name}인 칸을 가리면 평균 {average:.2f} 떨어진다")

rows, wins = [], {}
others = {"가려 보기": occlusion, "모델 없이, 가장 밝은 곳": lightness}
for name, maps in {**heats, **others}.items():
    size = maps.shape[1]
    brightest = maps.reshape(len(maps), -1).argmax(axis=1)
    mine = fell[size][each, brightest]
    side = on_garment[size][each, brightest]
    rivals = on_garment[size] == side[:, np.newaxis]
    less, same = (
        compare(fell[size], mine[:, np.newaxis]) for compare in (np.less, np.equal)
    )
    won = ((less + same / 2) * rivals).sum(axis=1) / rivals.sum(axis=1)
    lit = maps.any(axis=(1, 2))
    wins[name] = won[lit].mean()
    rows.append(
        {
            "가린 자리": name,
            "떨어진 폭": f"{mine[lit].mean():.2f}",
            "이긴 비율": f"{wins[name]:.0%}",
            "배경을 가리킨 비율": f"{1 - side[lit].mean():.0%}",
            "빈 지도": int((~lit).sum()),
        }
    )
table(rows)

# %%
best = max(wins[name] for name, (which, *_) in ways.items() if which is model)
print(f"훈련한 모델의 지도 가운데 가장 높은 이긴 비율 {best:.0%}")
print(f"모델 없이 고른 가장 밝은 곳 {wins['모델 없이, 가장 밝은 곳']:.0%}")

# %% [markdown]
# 표는 차례로 읽는다. 첫째, 56%(빈 지도가 있는 줄은 조금 더)를 넘었는가. 둘째, 훈련하지 않은 모델의 줄보다 뚜렷이 높은가. 셋째, 모델 없이 고른 가장 밝은 곳보다 뚜렷이 높은가. 셋을 모두 넘어야 모델이 배운 것을 짚었는지
# 따져 볼 만하다.
#
# 자세히 보면 이렇다. "이긴 비율"을 50%와 견준다. 44–56%(빈 지도가 있는 줄은 이보다 넓게)에 들면 이 시험으로는 같은 쪽(옷이나 배경)에서 아무렇게나 고른 칸보다 낫다고도 못하다고도
# 할 수 없다. 그 위이면 이 모델과 이 시험에서는 아무렇게나 고른 칸보다 나았다고, 그 아래이면 못했다고 볼 만하다. 그러나 50%를 넘었어도, 훈련하지 않은 모델의 지도와 모델 없이 고른 가장 밝은 곳, 이 둘 모두보다 뚜렷이 높지
# 않다면 모델이 배운 것을 짚었다고 할 수 없다. 훈련하지 않은 모델의 줄은 초깃값 하나로, conv_3의 기울기를 평균한 지도만 그린 것이다. 초깃값을
# 바꾸면 달라지고, 층이나 곱하는 방법이 다른 줄과는 어림으로만 견준다. 가장 밝은 곳의 줄도 49칸에서 고른 것이라 conv_2의 줄과는 어림으로만 견준다. 떨어진 폭은
# 배경을 가리킨 비율이 달라 줄끼리 견주지 않는다. 맞힌 이미지만 시험했으므로, 위에 그린 틀린 예측의 지도는
# 시험하지 않은 채로 남는다. 그럴듯한 그림과 맞는 그림은 다르다.
#
# 지도가 점수와 어긋날 수 있는 까닭 하나는 계산에서 보인다. Grad-CAM은 기울기를 자리에 대해 평균하므로 자리마다 다른 기울기를 잊는다. 7×7을 2×2로 풀링하면
# 마지막 행과 열은 버려져 점수에 조금도 이바지하지 않는데, 지도는 거기에서도 밝을 수 있다. 버려지는 칸의 기울기는 0이므로, 자리마다 곱하면 그 칸은 늘 0이다. 빈 지도를 뺀 나머지
# 가운데, 가장 밝은 칸이 거기에 있는 지도가 몇 장인지 세어 본다.


# %%
def in_dropped_cells(name):
    """풀링이 버리는 마지막 행이나 열에서 가장 밝은 7×7 지도의 수와, 비지 않은 지도의 수."""
    lit = [heat for heat in heats[name] if heat.max() > 0]
    found = sum(6 in np.unravel_index(heat.argmax(), heat.shape) for heat in lit)
    return found, len(lit)


averaged = in_dropped_cells("conv_3의 Grad-CAM")
place_by_place = in_dropped_cells("conv_3, 자리마다 곱함")
assert place_by_place[0] == 0
for name, (found, lit) in (("평균한", averaged), ("자리마다 곱한", place_by_place)):
    print(f"기울기를 {name} 지도: {lit}장 가운데 {found}장")

# %% [markdown]
# 마지막 합성곱 층에 곧바로 전역 평균 풀링과 밀집 층 하나가 이어진 모델이라면, 기울기가 자리마다 같아 평균해도 잃는 것이 없다. 위의 표와 장수는
# `Flatten`이 이어지는 이 작은 모델을 씨앗 하나로 짧게 한 번 훈련해 얻은 것이다. 기울기를 평균하든 자리마다 곱하든, 지도는 어느 자리가 점수에 이바지했는지를 굵은 격자로 어림한 것이지,
# 모델이 그렇게 판단한 *까닭*은 아니다.
#
# ## 연습 문제
#
# 답을 적으면 이 페이지가 실행될 때 확인한 답으로 채점하고, 흔한 실수이면 어떤 실수인지 말한다. 글로 적는 답은 모범 답과 스스로 견준다.
#
# **1.** 이 모델에서 셋째 합성곱 층의 값 하나가 보는 입력의 구역은 한 변이 몇 픽셀인가? 3×3 합성곱이 셋, 그 사이에 2×2 풀링(보폭 2)이 둘이다.

# %% tags=["exercise"]
from snippets.exercises import Problem, drawn, exercise, mixed
from snippets.pooling import pool2d
from snippets.problems import (
    conv_parameters,
    feature_map,
    field_side,
    layer_shape,
    pooled_map,
)
from snippets.receptive_field import receptive_field

path = [(3, 1), (2, 2), (3, 1), (2, 2), (3, 1)]
exercise(
    "field",
    Problem(
        receptive_field(path),
        {
            "풀링의 보폭을 세지 않았다. 풀링을 지나면 이웃한 칸의 간격이 두 배가 된다.": receptive_field(
                [(kernel, 1) for kernel, _ in path]
            ),
            "풀링을 빼고 합성곱 셋만 세면 나오는 수이다.": receptive_field(
                path[::2]
            ),
            "둘째 풀링까지 본 범위이다.": receptive_field(path[:4]),
            "둘째 합성곱 층까지 본 범위이다.": receptive_field(path[:3]),
            "셋째 합성곱 뒤의 풀링까지 세었다.": receptive_field([*path, (2, 2)]),
            "풀링의 창만큼 넓어지는 것을 빠뜨렸다.": 1 + 2 * (1 + 2 + 4),
            "넓이이다. 한 변을 묻는다.": receptive_field(path) ** 2,
            "이미지의 한 변이다.": x_test.shape[1],
        },
    ),
    [
        "1에서 시작해, 층마다 (창 − 1) × 그때의 간격만큼 더한다.",
        "간격은 1에서 시작해, 층을 지날 때마다 그 층의 보폭을 곱한다.",
    ],
    drawn(field_side, 12, first=(3, 5, 7), window=(2, 3), second=(3, 5, 7)),
)

# %% [markdown]
# ??? success "답 보기"
#
#     3×3 합성곱은 이웃한 칸 둘만큼, 2×2 풀링은 하나만큼 넓힌다. 풀링을 지날 때마다 이웃한 칸의 간격이 입력에서 두 배가 되므로
#     1 + 2 + 1 + 4 + 2 + 8이다.

# %% tags=["boxed", "hidden"]
print("한 변", receptive_field(path))

# %% [markdown]
# **2.** 같은 모델에서 `conv_2`로 그린 Grad-CAM 지도 한 장의 모양은 무엇인가? 늘려 그리기 전의 모양이다.

# %% tags=["exercise"]
sizes = {
    name: visualization.grad_cam(model, x_test[0], name, y_test[0]).shape
    for name in ("conv_1", "conv_2", "conv_3")
}
maps_of_second = tuple(model.get_layer("conv_2").output.shape[1:])
exercise(
    "map-shape",
    Problem(
        sizes["conv_2"],
        {
            "둘째 풀링을 지난 크기이다. conv_2의 출력은 그 앞에 있다.": sizes[
                "conv_3"
            ],
            "이미지의 크기이다. conv_2는 첫 풀링 뒤에 있다.": sizes["conv_1"],
            "특성 맵의 모양이다. 지도는 채널을 모두 더한 한 장이다.": maps_of_second,
            "배치 축까지 적은 특성 맵의 모양이다. 지도는 채널을 모두 더한 한 장이다.": (
                None,
                *maps_of_second,
            ),
            "합성곱에서 줄었다고 셈했다. 이 모델의 패딩은 same이다.": (11, 11),
        },
    ),
    ["지도의 칸은 그 층이 내놓는 특성 맵의 칸이다.", "28 → 14 → 7 → 3"],
)

# %% [markdown]
# ??? success "답 보기"
#
#     지도의 크기는 그 층의 특성 맵과 같고, 채널은 중요도를 곱해 모두 더하므로 사라진다. 풀링이 한 변을 절반으로 줄이므로, 깊을수록 지도의 칸이 적고 한 칸이 넓다.

# %% tags=["boxed", "hidden"]
for name, shape in sizes.items():
    print(name, shape)

# %% [markdown]
# **3.** 식 두 개를 손으로 따라간다.

# %% tags=["exercise"]


def cam(seed):
    """2×2 특성 맵 두 장의 Grad-CAM 지도. 기울기의 평균은 정수이다."""
    rng = np.random.default_rng(seed)
    maps = rng.integers(0, 4, (2, 2, 2))  # (채널, 행, 열)
    means, tilt = rng.integers(-2, 4, (2, 1, 1)), rng.integers(-2, 3, (2, 2, 1))
    slopes = means + np.concatenate([tilt, -tilt], axis=2)
    weights = slopes.mean(axis=(1, 2), keepdims=True).astype(int)
    weighted = weights * maps
    key = np.maximum(weighted.sum(axis=0), 0)
    if np.count_nonzero(key) != 3:
        raise ValueError("ReLU가 한 칸만 지우는 것을 고른다.")
    terms = " + ".join(
        f"{f'({a})' if a < 0 else a}·{value}"
        for a, value in zip(weights.ravel(), maps[:, 0, 0], strict=True)
    )
    usual = {
        "음수를 버리지 않았다. 마지막에 ReLU가 있다.": weighted.sum(axis=0),
        "기울기를 평균하지 않고 자리마다 곱했다. 그것은 HiResCAM이다.": np.maximum(
            (slopes * maps).sum(axis=0), 0
        ),
        "음수를 너무 일찍 버렸다. 중요도나 맵마다 버리지 않고, 모두 더한 다음에 버린다.": np.maximum(
            weighted, 0
        ).sum(axis=0),
        "기울기를 더하기만 했다. 네 자리에서 평균한다.": 4 * key,
        "중요도를 곱하지 않고 맵을 더했다.": maps.sum(axis=0),
    }
    assert np.array_equal(
        np.maximum(weighted, 0), np.maximum(weights, 0) * maps
    )  # 어디에서 일찍 버렸는지는 답으로 가릴 수 없다
    answers = [key, *usual.values()]
    more = {
        "가장 큰 값으로 나누었다. 식에는 그 단계가 없다.": key / key.max(),
        "음수의 부호만 떼었다. ReLU는 음수를 0으로 바꾼다.": np.abs(
            weighted.sum(axis=0)
        ),
    }
    more = {
        why: it
        for why, it in more.items()
        if not any(np.allclose(it, other, atol=0.01) for other in answers)
    }
    return Problem(
        key,
        usual | more,
        "특성 맵 두 장과, 점수를 그 값마다 미분한 기울기이다. Grad-CAM 지도를 구한다.",
        {
            "특성 맵 1": maps[0],
            "특성 맵 2": maps[1],
            "기울기 1": slopes[0],
            "기울기 2": slopes[1],
        },
        why=f"중요도 {weights[0, 0, 0]}, {weights[1, 0, 0]}. 왼쪽 위: ReLU({terms}) = {key[0, 0]}".replace(
            "-", "−"
        ),
        digits=2,
        hints=(
            "기울기 1의 네 수를 평균한 것이 특성 맵 1의 중요도이다.",
            "중요도를 맵의 모든 칸에 곱하고, 두 맵을 자리대로 더한다.",
        ),
    )


cams = drawn(cam, seed=range(2000))
exercise("by-hand", cams[0], others=cams[1:])

# %% [markdown]
# ??? success "답 보기"
#
#     중요도는 맵마다 수 하나이다. 기울기가 자리마다 다르더라도 평균하면 그 차이는 잊힌다. 자리마다 곱하면(HiResCAM) 다른 지도가 나온다.

# %% tags=["boxed", "hidden"]
print(cams[0].why)
print(cams[0].key)

# %% [markdown]
# **4.** `conv_3`의 지도는 7×7칸이고, 그 뒤의 2×2 풀링(보폭 2, 채우지 않음)은 3×3을 내놓는다. 49칸 가운데 값이 바뀌어도 점수가 조금도 바뀌지 않는 칸은 몇
# 칸인가? 특성 맵의 값이 무엇이든 그런 칸만 센다.

# %% tags=["exercise"]
one_lit = np.eye(49).reshape(49, 7, 7, 1)  # 칸 하나만 1인 격자 49장
used = sum(bool(pool2d(it, 2).any()) for it in one_lit)
exercise(
    "dropped",
    Problem(
        49 - used,
        {
            "귀퉁이의 칸을 두 번 세었다.": 7 + 7,
            "귀퉁이의 칸을 빠뜨렸다.": 6 + 6,
            "한 행이나 한 열만 세었다.": 7,
            "풀링에 드는 칸의 수이다.": used,
            "풀링한 뒤의 칸 수를 뺐다. 한 구역에는 네 칸이 든다.": 49 - 3 * 3,
        },
    ),
    ["3×3 구역이 덮는 것은 몇 행, 몇 열인가?", "마지막 행과 마지막 열이 남는다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     2×2 구역 아홉 개는 앞의 여섯 행과 여섯 열만 덮는다. 나머지 칸은 기울기가 0인데도, 기울기를 평균하는 지도는 거기에서 밝을 수 있다.

# %% tags=["boxed", "hidden"]
print(f"49 − {used} = {49 - used}칸")

# %% [markdown]
# **5.** 에포크마다 첫 층의 커널을 찍어 두려 한다. 빈칸에 `kernel`이라고 적었더니, 훈련이 끝난 뒤 `kept`에 든 것이 모두 똑같았다. NumPy 배열로 바꾸어 넣으려면
# 빈칸을 어떻게 고쳐야 하는가? 이름은 `kernel`과 `np`만 쓴다.
#
# ```python
# kernel = model.get_layer("conv_1").kernel
# kept = []
#
# def take_snapshot(*_):
#     kept.append(____)
# ```

# %% tags=["exercise"]


def kept_value(code):
    """커널을 찍은 다음 커널이 바뀌었을 때, 찍어 둔 것이 지닌 값."""
    kernel = keras.Variable(np.zeros(3, dtype="float32"))
    kept = eval(code, {"kernel": kernel, "np": np})
    kernel.assign_add(np.ones(3, dtype="float32"))
    kernel.assign(kernel + 1)
    return np.array(kept() if callable(kept) else kept)


copies = [
    "kernel.numpy()",
    "kernel.value.numpy()",
    "np.asarray(kernel)",
    "np.asarray(kernel.numpy())",
    "np.asarray(kernel.value)",
    "np.array(kernel)",
    "np.array(kernel.numpy())",
    "np.array(kernel.value)",
    "np.array(kernel, copy=True)",
    "np.array(kernel.numpy(), copy=True)",
    'np.array(kernel, dtype="float32")',
    "np.array(kernel, dtype=np.float32)",
    'np.asarray(kernel, dtype="float32")',
    "np.ascontiguousarray(kernel)",
    "np.copy(kernel)",
    "np.copy(kernel.numpy())",
    "np.copy(kernel.value)",
]
copies += [f"{it}.copy()" for it in copies]
assert not any(kept_value(it).any() for it in copies)
same_object = {
    "커널을 가리킬 뿐이다. 훈련이 커널을 고치면 찍어 둔 것도 바뀐다.": "kernel",
    "값이 아니라 그 값을 담은 변수이다. 훈련하면 따라 바뀐다.": "kernel.value",
    "괄호가 없어 메서드를 부르지 않았다. 나중에 부르면 그때의 값이 나온다.": "kernel.numpy",
}
assert all(kept_value(it).all() for it in same_object.values())
tensors = ["kernel + 0", "kernel + 0.0", "0 + kernel", "kernel * 1", "1 * kernel"]
tensors += ["kernel[:]", "kernel[...]"]
assert not any(kept_value(it).any() for it in tensors)
trained = {"kernel": model.get_layer("conv_1").kernel, "np": np}
assert not any(isinstance(eval(it, trained), np.ndarray) for it in tensors)
unusable = {
    "Keras의 변수에는 copy가 없다(AttributeError).": (
        ["kernel.copy()", "kernel.copy().numpy()"],
        AttributeError,
    ),
    "detach와 clone은 PyTorch의 것이다. Keras의 변수에는 없다.": (
        [
            "kernel.detach().numpy()",
            "kernel.detach().cpu().numpy()",
            "kernel.detach().clone()",
            "kernel.detach()",
            "kernel.clone()",
            "kernel.clone().numpy()",
            "kernel.clone().detach()",
            "kernel.clone().detach().numpy()",
        ],
        AttributeError,
    ),
    "이름은 kernel과 np만 쓴다.": (
        [
            "keras.ops.convert_to_numpy(kernel)",
            "ops.convert_to_numpy(kernel)",
            "copy.deepcopy(kernel)",
            "copy.copy(kernel)",
            "deepcopy(kernel)",
            "tf.identity(kernel)",
            'model.get_layer("conv_1").kernel.numpy()',
        ],
        NameError,
    ),
}
for several, raised in unusable.values():
    for it in several:
        try:
            eval(it, dict(trained))
        except raised:
            continue
        raise AssertionError(it)
exercise(
    "snapshot",
    Problem(
        [form.format(it) for it in copies for form in ("{}", "kept.append({})")],
        {
            why: [
                form.format(it)
                for it in lines
                for form in ("{}", "kept.append({})")
            ]
            for why, lines in {
                **{why: [it] for why, it in same_object.items()},
                "그때의 값은 남지만 NumPy 배열이 아니라 텐서이다.": tensors,
                **{why: several for why, (several, _) in unusable.items()},
            }.items()
        },
    ),
    [
        "kept에는 같은 객체가 여러 번 들어갔다.",
        "위에서 훈련하기 전의 커널을 남길 때 적은 줄을 본다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     `kernel`은 값이 아니라 훈련이 고치는 변수이다. 그대로 넣으면 같은 변수가 여러 번 들어가 마지막 값만 보인다. `kernel.numpy()`는 그때의 값을 배열로 내준다.

# %% tags=["boxed"]
number = keras.Variable(0.0)
kept = [number, number.numpy()]
number.assign(1.0)
print("변수:", float(kept[0]), "| 배열:", float(kept[1]))

# %% [markdown]
# **6.** 마지막 층 `scores`의 가중치를 모두 3배로 하고 편향을 모두 5만큼 키운다. 다른 층은 그대로이다. 비지 않은 Grad-CAM 지도에서 가장 밝은 칸의 값은 몇 배가
# 되는가?

# %% tags=["exercise"]
second_maps = heats["conv_2의 Grad-CAM"]
i = int(second_maps.max(axis=(1, 2)).argmax())  # 지도가 비지 않은 이미지
asked = pictures[i], "conv_2", truth[i]
before = visualization.grad_cam(model, *asked)
weights, biases = model.get_layer("scores").get_weights()
model.get_layer("scores").set_weights([3 * weights, biases + 5])
after = visualization.grad_cam(model, *asked)
model.get_layer("scores").set_weights([weights, biases])  # 되돌린다
np.testing.assert_allclose(after, 3 * before, rtol=1e-3, atol=1e-5)
times = round(float(after.max() / before.max()))
exercise(
    "scaled",
    Problem(
        times,
        {
            "그대로라고 보았다. 가중치가 3배이면 점수의 기울기도 3배이다.": 1,
            "편향을 더했다. 편향은 특성 맵으로 미분하면 사라진다.": times + 5,
            "특성 맵까지 3배로 셈했다. 앞의 층은 그대로이다.": times**2,
        },
    ),
    [
        "중요도는 점수의 기울기를 평균한 것이다. 그 기울기는 무엇에 비례하는가?",
        "점수에 상수를 더하면 기울기는 어떻게 되는가?",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     점수의 기울기는 마지막 층의 가중치에 비례하므로 3배가 되고, 특성 맵은 그대로이다. 편향은 특성 맵으로 미분하면 사라진다. 지도의 무늬는 그대로이므로, 눈금을 따로 정해 그리면
#     똑같아 보인다.

# %% tags=["boxed", "hidden"]
print(f"가장 밝은 칸 {after.max() / before.max():.3f}배")

# %% [markdown]
# **7.** 다른 모델로 같은 시험을 했더니(이미지 100장, 빈 지도 없음) 이긴 비율이 Grad-CAM 71%, 훈련하지 않은 모델의 지도 70%, 모델 없이 고른 가장 밝은 곳
# 74%였다. 무엇을 말할 수 있는가?

# %% tags=["exercise"]
won, untaught, lightest = 0.71, 0.70, 0.74
gates = won > 0.56, won > untaught + 0.05, won > lightest + 0.05
verdicts = {
    (False, False, False): "아무 칸이나 고른 것과 다름없다",
    (
        True,
        False,
        False,
    ): "아무 칸이나 고른 것보다 낫지만, 배운 것을 짚었다고는 할 수 없다",
    (True, True, True): "모델이 배운 것을 짚었다",
}
exercise(
    "gates",
    Problem(
        verdicts[gates],
        {
            verdicts[
                True, True, True
            ]: "배우지 않은 모델의 지도도, 모델을 보지 않은 방법도 그만큼 이겼다.",
            verdicts[
                False, False, False
            ]: "100장에서 44–56%일 때 할 말이다. 71%는 그 위이다.",
            "100장 가운데 71장에서 지도가 맞았다": "맞힌 장수가 아니라, 이미지마다 몇 칸을 이겼는지의 비율을 평균한 것이다.",
            "가장 밝은 곳이 모델의 판단을 더 잘 짚었다": "그 칸은 모델을 보지 않고 골랐다. 모델에 관해 말하는 것이 없다.",
        },
    ),
    [
        "표를 읽는 차례는 셋이다. 하나씩 묻는다.",
        "71%를 56%, 70%, 74%와 차례로 견준다.",
    ],
)

# %% [markdown]
# ??? success "답 보기"
#
#     첫째(56%)는 넘었지만 둘째와 셋째를 넘지 못했다. 밝은 곳을 가리면 점수가 떨어지기 쉬우므로, 배운 것이 없어도 이만큼은 이긴다. 50%와만 견주었다면 속았을 것이다.

# %% tags=["boxed", "hidden"]
for gate, passed in zip(
    ("56%를 넘는가", "훈련하지 않은 모델보다", "가장 밝은 곳보다"),
    gates,
    strict=True,
):
    print(f"{gate}: {'넘는다' if passed else '뚜렷이 높지 않다'}")

# %% [markdown]
# **8.** 훈련한 모델의 첫 층 특성 맵에 부츠의 생김새가 또렷하다. 이 그림으로 모델이 부츠를 배웠다고 할 수 있는가? 까닭과, 무엇을 더 보아야 하는지를 설명한다.

# %% tags=["exercise"]
exercise(
    "seen-is-not-learned",
    Problem(
        mistakes={
            "훈련하지 않은 커널로 얻은 맵에도 부츠가 보인다": "",
            "무작위 커널로 훑어도 밝기의 차이는 남기 때문이다": "",
            "훈련 전의 맵과 견주어 무엇이 바뀌었는지 본다": "",
            "바뀐 것이 쓸모 있는지는 그림 밖에서 재어야 한다(정확도, 가려 보기)": "",
        }
    ),
    ["특성 맵 그림의 첫 줄(처음)을 다시 본다."],
)

# %% [markdown]
# ??? success "답 보기"
#
#     할 수 없다. 무작위 커널로 훑어도 밝기의 차이가 남아, 훈련하기 전의 맵에도 부츠가 보인다. 훈련 전과 견주어야 하고, 바뀌었더라도 그것이 쓸모 있는지는 정확도나 가려 보기처럼
#     그림 밖에서 재어야 한다.

# %% tags=["boxed"]
light = boot.ravel() > 0
for name, maps in (("훈련 전", snapshots[0]), ("훈련 후", snapshots[-1])):
    there = maps.reshape(-1, 16).max(axis=1)  # 자리마다 가장 센 반응
    inside, outside = there[light].mean(), there[~light].mean()
    print(f"{name}: 반응이 옷에서 {inside:.2f}, 배경에서 {outside:.2f}")

# %% [markdown]
# **섞어 풀기.** 이 페이지와 앞 페이지의 문제를 번갈아 낸다. 무엇을 묻는지부터 가린다.

# %% tags=["exercise"]
blend = layer_shape(
    side=28, channels=16, filters=24, kernel=3, stride=2, padding="same"
)
exercise(
    "mixed",
    blend,
    ["same이고 보폭이 2이면 한 변은 절반을 올림한 수이다."],
    mixed(
        cams[-5:],
        drawn(field_side, 5, first=(3, 5), window=(2, 3), second=(3, 5)),
        drawn(pooled_map, 5, seed=range(200)),
        drawn(
            conv_parameters, 5, kernel=(3, 5), channels=(16, 32), filters=(32, 64)
        ),
        drawn(feature_map, 5, seed=range(200)),
        drawn(
            layer_shape,
            5,
            side=(27, 28, 32),
            channels=(3, 16),
            filters=(8, 32),
            kernel=(3, 5),
            stride=(1, 2),
            padding=("same", "valid"),
        ),
    ),
)

# %% [markdown]
# ??? success "답 보기"
#
#     한 변은 패딩과 보폭이, 마지막 축은 필터의 수가 정한다. 입력의 채널은 모두 더해져 남지 않는다.

# %% tags=["boxed", "hidden"]
print(blend.why)

# %% [markdown]
# ## 핵심어
#
# **특성 맵**: 필터 하나의 출력 · **채널**: 특성 맵을 나누어 담는 마지막 축의 한 자리 · **콜백**: 훈련하는 동안 때맞추어 Keras가 메서드를 부르는 객체. 함수는 `LambdaCallback`으로 감싼다 · **점수**(logit):
# 소프트맥스를 거치기 전의 출력 · **Grad-CAM**: 점수가 어느 자리에서 왔는지를 어림한 지도
#
# **이어서 읽기**: [옷 사진 들여다보기](../posts/fashion_feature_maps.ipynb)에서 특성 맵을 더 많이 그려 본다.
