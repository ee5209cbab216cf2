"""훈련해 보기: a reader chooses a network, trains it in the browser, and sees it from all sides."""

from __future__ import annotations

import json
import random
import re
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from snippets.datasets import FASHION_NAMES, load_fashion_mnist, load_mnist
from snippets.image_file import ImageFile, rounded
from tests.browser import opened
from tests.docs.demo import IMAGES, as_numbers, flip_a_byte, near, status
from tests.docs.test_image_file import FILE, WHOLE, parts
from tests.docs.test_training import DEFAULT, HIRED, built
from tests.docs.test_training import START as MODULES
from tests.lazy import keras
from tests.process import until
from tests.theme.test_accessibility import WIDTHS, no_violations

WORKER = "**/training_worker.js"
# What the page tells its worker, and the losses that it hears.
SPY = """
globalThis.told = [];
globalThis.losses = [];
globalThis.waiting = 0; // for what the held-out images say
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      losses.push(...(data.losses ?? []));
      if (data.said === "evaluated") waiting--;
    });
  }
  postMessage(message) {
    told.push(message);
    if (message.do === "evaluate") waiting++;
    super.postMessage(message);
  }
};
"""
START = "told.findLast((it) => it.do === 'start')"
TEXTS = "body => [...body.rows].map(row => [...row.cells].map(cell => cell.textContent))"


class Reader:
    """Somebody who trains on a tab."""

    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.address = f"{address}train/"
        self.demo = tab.locator(".demo[data-ready]")
        tab.add_init_script(SPY)

    def opens(self, query: str = "") -> Reader:
        self.tab.goto(self.address + query)
        near(self.tab)
        return self

    def part(self, name: str) -> Locator:
        return self.demo.locator(f'[data-part="{name}"]')

    def field(self, name: str) -> Locator:
        return self.demo.locator(f'select[name="{name}"]')

    def button(self, name: str) -> Locator:
        return self.demo.get_by_role("button", name=name, exact=True)

    def presses(self, name: str) -> None:
        self.button(name).click()

    def chooses(self, **values: str) -> None:
        for name, value in values.items():
            self.field(name).select_option(value)

    def hears(self, text: str | re.Pattern[str]) -> None:
        """Waits for it."""
        expect(self.part("said")).to_have_text(text)

    def waits_for(self, least: int = 1) -> None:
        """Until so many batches are learned, and the held-out images were looked at."""
        expect(self.part("values").locator("tr")).not_to_have_count(0)
        until(lambda: self.batches >= least, "no batch more")

    def settles(self) -> None:
        """After the end of a training: until all is said."""
        until(lambda: not self.tab.evaluate("waiting"), "no answer")

    def trains(self, least: int = 1) -> Reader:
        self.presses("훈련 시작")
        self.waits_for(least)
        self.presses("멈춤")
        return self

    @property
    def batches(self) -> int:
        return int(re.search(r"배치 ([\d,]+)번", self.part("now").inner_text())[1].replace(",", ""))

    @property
    def chosen(self) -> dict[str, str]:
        return self.demo.evaluate(
            "it => Object.fromEntries([...it.querySelectorAll('select[name]')].map((f) => [f.name, f.value]))"
        )

    def rows(self, name: str) -> list[list[str]]:
        return self.part(name).locator("xpath=ancestor-or-self::table").evaluate(TEXTS)

    def points(self, line: str) -> list[list[float]]:
        """Of a line of the first picture: places from the left and the top."""
        picture = self.demo.locator(".pictures svg").first
        text = picture.evaluate(f"it => it.querySelector('polyline{line}')?.getAttribute('points') ?? ''")
        return [[*map(float, point.split(","))] for point in text.split()]

    def opens_all(self) -> None:
        self.demo.evaluate("it => { for (const part of it.querySelectorAll('details')) part.open = true; }")


@pytest.fixture
def reader(tab: Page, address: str) -> Iterator[Reader]:
    """To whom nothing may happen that the console tells of, and who asks no other host."""
    complaints: list[str] = []
    tab.on("console", lambda said: said.type in ("error", "warning") and complaints.append(said.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    own = (address, "data:", f"blob:{address.split('/convolution')[0]}")
    tab.on("request", lambda request: request.url.startswith(own) or complaints.append(request.url))
    yield Reader(tab, address).opens()
    tab.wait_for_timeout(100)
    assert complaints == []


def test_training_is_told_and_drawn_and_stops_in_time(reader: Reader) -> None:
    reader.part("limit").select_option("5")
    expect(reader.part("legend").locator("li:visible")).to_have_text([re.compile("지금")])
    reader.presses("훈련 시작")
    reader.hears("훈련 중이다.")
    expect(reader.button("멈춤")).to_be_visible()
    reader.hears("5초 동안 훈련했다.")
    expect(reader.button("이어서 훈련")).to_be_visible()
    assert reader.part("progress").evaluate("it => it.value") == 1
    reader.settles()
    values = as_numbers(reader.rows("values")[1:])
    assert len(values) >= 2
    assert (np.diff(values[:, 0]) > 0).all()
    assert values[-1, 2] > max(values[0, 2], 0.5)
    assert values[-1, 1] < values[0, 1]
    told = reader.part("now").inner_text()
    assert float(re.search(r"처음 보는 이미지는 ([\d.]+)%", told)[1]) == pytest.approx(
        values[-1, 2] * 100, abs=0.06
    )
    ours, keras_has = reader.points(".held.run0"), reader.points(".held.run1")
    assert len(ours) >= len(values)
    assert 1 - ours[-1][1] / 130 == pytest.approx(values[-1, 2], abs=0.001)
    assert len(reader.points(".learned.run0")) > len(ours)
    assert len(keras_has) == len(reader.points(".learned.run1")) > 10
    assert keras_has[-1][1] < 130 * 0.15  # it was right with more than 85 %
    assert reader.points(".held.run2") == []
    expect(reader.part("legend").locator("li:visible")).to_have_count(2)
    picture = reader.demo.locator(".pictures svg").first.get_attribute("aria-label")
    assert f"{values[-1, 2]:g}" in picture


def test_training_goes_on_and_begins_anew(reader: Reader) -> None:
    reader.trains()
    before = reader.batches
    reader.presses("이어서 훈련")
    reader.waits_for(before + 5)
    reader.presses("멈춤")
    reader.hears("멈추었다.")
    reader.presses("처음으로")
    reader.hears("처음 가중치로 돌아갔다.")
    expect(reader.part("now")).to_have_text("아직 훈련하지 않았다.")
    expect(reader.button("훈련 시작")).to_be_visible()
    assert reader.points(".held.run0") == []
    reader.presses("한 배치")
    reader.hears("1번째 배치를 배웠다.")
    assert reader.batches == 1


def stage(reader: Reader) -> dict[str, np.ndarray]:
    tables = reader.part("followed").locator(".stage figure").all()
    return {
        it.locator("figcaption").inner_text(): as_numbers(it.locator("table").evaluate(TEXTS))
        for it in tables
    }


@pytest.mark.parametrize("optimizer", ["adam", "sgd", "momentum"])
def test_one_batch_is_followed_in_numbers(reader: Reader, optimizer: str) -> None:
    reader.chooses(optimizer=optimizer, rate="0.1", kernel1="5", batch="8")
    last = None
    for step in (1, 2):
        reader.presses("한 배치")
        reader.hears(f"{step}번째 배치를 배웠다.")
        shown = stage(reader)
        assert list(shown) == ["고치기 전", "기울기", "고친 양", "고친 뒤"]
        before, gradient, change, after = shown.values()
        assert before.shape == gradient.shape == change.shape == after.shape == (5, 5)
        assert np.abs(before + change - after).max() <= 0.00016
        assert np.abs(gradient).max() > 0
        if step == 1:
            assert np.abs(before).max() < 0.5
            if optimizer == "adam":
                steps = -0.1 * np.sign(gradient)
                assert np.abs(change - steps)[np.abs(gradient) > 0.001].max() <= 0.0003
            else:
                assert np.abs(change + 0.1 * gradient).max() <= 0.00011
        else:
            assert np.array_equal(before, last)
        last = after
    text = reader.part("followed").inner_text()
    label, share, own = re.search(r"정답에는 ([\d.]+)%.*?−ln ([\d.e-]+) = ([\d.]+)", text, re.DOTALL).groups()
    assert float(label) == pytest.approx(float(share) * 100, abs=0.06)
    assert -np.log(float(share)) == pytest.approx(float(own), rel=0.01, abs=0.001)
    assert "배치 8장의 평균" in text
    assert "{" not in text
    mean, _ = re.search(r"손실: ([\d.]+) → ([\d.]+)", text).groups()
    assert f"평균은 {mean}이다" in text


def flat(start: dict[str, Any]) -> dict[str, Any]:
    """What a worker is told: the kinds of the layers, what each has (`c2.kernel`), the settings, the seed."""
    layers = start["stack"]["layers"]
    found = {"kinds": "".join(it["kind"] for it in layers), "seed": start["seed"]} | start["settings"]
    for nth, layer in enumerate(layers):
        place = sum(it["kind"] == layer["kind"] for it in layers[: nth + 1])
        found |= {f"{layer['kind']}{place}.{name}": value for name, value in layer.items() if name != "kind"}
    return found


def number(text: str) -> float:
    return float(text.split("×")[0])


ACTIVATIONS = {"tanh": "tanh", "swish": "swish", "없음": "linear"}
# A setting and the texts that are not its default → what of that differs.
SAYS: dict[str, Callable[[str], dict[str, Any]]] = {
    "데이터 훈련 이미지 수": lambda text: {"count": number(text)},
    "데이터 레이블": lambda _: {"shuffled": True},
    "첫 합성곱 필터": lambda text: {"c1.filters": number(text)},
    "첫 합성곱 커널": lambda text: {"c1.kernel": number(text)},
    "첫 합성곱 패딩": lambda text: {"c1.padding": text},
    "첫 합성곱 활성화": lambda text: {"c1.activation": ACTIVATIONS[text]},
    "첫 합성곱 풀링": lambda text: {"kinds": {"평균 2×2": "cacmfd", "없음": "ccmfd"}[text]},
    "둘째 합성곱 필터": lambda text: {"kinds": "cmfd"} if text == "층 없음" else {"c2.filters": number(text)},
    "둘째 합성곱 커널": lambda text: {"c2.kernel": number(text)},
    "둘째 합성곱 패딩": lambda text: {"c2.padding": text},
    "둘째 합성곱 활성화": lambda text: {"c2.activation": ACTIVATIONS[text]},
    "둘째 합성곱 풀링": lambda text: {"kinds": {"평균 2×2": "cmcafd", "없음": "cmcfd"}[text]},
    "분류 펼치기": lambda _: {"kinds": "cmcmgd"},
    "분류 밀집 층의 유닛": lambda text: {
        "kinds": "cmcmfdd",
        "d1.units": number(text),
        "d1.activation": "relu",
        "d2.units": 10,
    },
    "분류 드롭아웃": lambda text: {"kinds": "cmcmfod", "o1.rate": number(text)},
    "훈련 옵티마이저": lambda text: {"optimizer": "sgd"} | ({"momentum": 0.9} if "0.9" in text else {}),
    "훈련 학습률": lambda text: {"learningRate": number(text)},
    "훈련 배치 크기": lambda text: {"batch": number(text)},
    "훈련 처음 커널": lambda _: {"initial": "zeros"},
    "훈련 시드": lambda text: {"seed": number(text)},
}
MOVED = ("cacmfd", "ccmfd", "cmcafd", "cmcfd", "cmfd")  # what the layers have is not said layer by layer
# Chooses each option of each setting, alone, and begins to train.
EACH_OPTION = f"""
() => {{
  const batch = document.querySelector("[data-part=batch]");
  return [...document.querySelectorAll(".demo select[name]")].slice(1).flatMap((field) => {{
    const first = field.value;
    const choose = (value) => {{
      field.value = value;
      field.dispatchEvent(new Event("change", {{ bubbles: true }}));
    }};
    const names = [field.closest("fieldset").firstElementChild, field.previousElementSibling];
    const name = names.map(({{ textContent }}) => textContent).join(" ");
    const starts = [...field.options].filter(({{ value }}) => value !== first).map(({{ value, text }}) => {{
      choose(value);
      batch.click();
      return [name, text, {START}];
    }});
    choose(first);
    return starts;
  }});
}}
"""


def test_every_setting_does_what_it_says(reader: Reader) -> None:
    reader.presses("한 배치")
    reader.hears("1번째 배치를 배웠다.")
    default = flat(reader.tab.evaluate(START))
    assert default["kinds"] == "cmcmfd"
    answers = reader.tab.evaluate(EACH_OPTION)
    for name, text, start in answers:
        found = {key: value for key, value in flat(start).items() if default.get(key) != value}
        if found.get("kinds", "") in MOVED:
            found = {"kinds": found["kinds"]}
        assert found == SAYS[name](text), (name, text)
    assert {name for name, *_ in answers} == SAYS.keys()
    reader.chooses(data="fashion_mnist")
    reader.presses("한 배치")
    load = reader.tab.evaluate("told.findLast((it) => it.do === 'load')")
    assert load["address"].endswith("/fashion_mnist.images")
    expect(reader.part("followed")).to_contain_text(re.compile(f"정답이 ({'|'.join(FASHION_NAMES)})이다"))


def random_settings(reader: Reader, rng: random.Random) -> dict[str, str]:
    options = reader.demo.evaluate(
        """it => [...it.querySelectorAll("select[name]")].map(({ name, options }) =>
          [name, [...options].map(({ value }) => value)])"""
    )
    return {name: rng.choice(values) for name, values in options}


@cache
def images(name: str) -> Any:
    return {"mnist": load_mnist, "fashion_mnist": load_fashion_mnist}[name]()


def as_told(layer: keras.Layer) -> dict[str, Any]:
    """What a worker is told of a layer of Keras."""
    active = {"activation": layer.activation.__name__.replace("silu", "swish")} if layer.weights else {}
    match type(layer).__name__:
        case "Conv2D":
            (kernel, width), (stride, _) = layer.kernel_size, layer.strides
            assert kernel == width
            return active | {
                "kind": "c",
                "filters": layer.filters,
                "kernel": kernel,
                "stride": stride,
                "padding": layer.padding,
            }
        case "MaxPooling2D" | "AveragePooling2D" as name:
            (size, _), (stride, _) = layer.pool_size, layer.strides
            return {"kind": name[0].lower(), "size": size, "stride": stride, "padding": layer.padding}
        case "Dense":
            return active | {"kind": "d", "units": layer.units}
        case "Dropout":
            return {"kind": "o", "rate": layer.rate}
        case name:
            return {"kind": {"GlobalAveragePooling2D": "g", "Flatten": "f"}[name]}


def counted(layer: keras.Layer) -> list[str]:
    """A row of the table of layers."""
    shape = layer.output.shape[1:]
    kernel = layer.kernel.shape if layer.weights else (0,)
    times = np.prod(kernel) * (np.prod(shape[:-1]) if len(shape) == 3 else 1)
    return [type(layer).__name__, str(tuple(shape)), f"{layer.count_params():,}", f"{int(times):,}"]


def test_keras_code_is_the_network_that_is_trained(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The code of the page is run, all but its training: the default, and settings of an address."""
    fits: list[Any] = []
    monkeypatch.setattr(keras.Sequential, "fit", lambda *given, **named: fits.append((given, named)))
    for name in ("mnist", "fashion_mnist"):
        monkeypatch.setattr(getattr(keras.datasets, name), "load_data", lambda name=name: images(name))
    rng = random.Random(1)
    for chosen in ({}, *(random_settings(reader, rng) for _ in range(8))):
        reader.opens(f"?{urlencode(chosen)}")
        code = reader.part("code").text_content()
        exec(compile(code, "page", "exec"), {})
        (model, x, y), fit = fits.pop()
        table = [counted(layer) for layer in model.layers]
        totals = (sum(int(row[i].replace(",", "")) for row in table) for i in (2, 3))
        assert reader.rows("layers")[1:] == [*table, ["모두", "", *(f"{it:,}" for it in totals)]], chosen
        reader.presses("한 배치")
        reader.hears("1번째 배치를 배웠다.")
        start = reader.tab.evaluate(START)
        *layers, last = map(as_told, model.layers)
        assert last.pop("activation") == "softmax"
        assert start["stack"] == {"input": [28, 28, 1], "layers": [*layers, last]}, chosen
        settings, optimizer = start["settings"], model.optimizer
        assert settings["optimizer"] == type(optimizer).__name__.lower()
        assert getattr(optimizer, "momentum", 0) == settings["momentum"]
        assert float(optimizer.learning_rate.numpy()) == pytest.approx(settings["learningRate"])
        assert (len(x), fit["batch_size"], fit["epochs"]) == (settings["count"], settings["batch"], 5)
        zeros = not any(np.any(weights) for weights in model.get_weights())
        assert zeros == (settings["initial"] == "zeros")
        (x_train, y_train), (x_test, y_test) = images(chosen.get("data", "mnist"))
        assert np.array_equal(x[..., 0], x_train[: len(x)] / 255)
        labels = y_train[: len(y)]
        assert np.array_equal(y, labels) != settings["shuffled"]
        assert np.array_equal(np.sort(y), np.sort(labels))
        assert np.array_equal(fit["validation_data"][0][..., 0], x_test[:1000] / 255)
        assert np.array_equal(fit["validation_data"][1], y_test[:1000])
        assert f"set_random_seed({start['seed']})" in code
        reader.opens_all()
        with reader.tab.expect_download() as download:
            reader.part("notebook").click()
        download.value.save_as(tmp_path / download.value.suggested_filename)
        notebook = nbformat.read(tmp_path / "train.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert [cell.source for cell in notebook.cells] == [code]


def test_settings_stand_in_the_address(reader: Reader) -> None:
    rng = random.Random(2)
    wanted = random_settings(reader, rng)
    default = reader.chosen
    reader.chooses(**wanted)
    address = reader.tab.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
    assert address == {name: value for name, value in wanted.items() if value != default[name]}
    told = [reader.rows("layers"), reader.part("code").text_content()]
    reader.tab.goto(f"{reader.address}../about/")
    reader.tab.go_back()
    assert reader.chosen == wanted
    reader.tab.reload()
    assert reader.chosen == wanted
    assert [reader.rows("layers"), reader.part("code").text_content()] == told
    expect(reader.part("trouble")).to_be_empty()
    reader.presses("기본 설정")
    assert reader.chosen == default
    assert reader.tab.evaluate("location.search") == ""


def test_value_that_is_not_there_is_told_and_left_out(reader: Reader) -> None:
    default = reader.chosen
    reader.opens("?rate=5&filters1=<b>3</b>&seed=2&images=&what=ever")
    expect(reader.part("trouble")).to_contain_text("훈련 학습률 「5」")
    for text in ("첫 합성곱 필터 「<b>3</b>」", "데이터 훈련 이미지 수 「」"):
        expect(reader.part("trouble")).to_contain_text(text)
    assert reader.chosen == default | {"seed": "2"}
    reader.trains()
    expect(reader.part("trouble")).to_be_empty()


def test_changed_setting_ends_the_run_which_stays_to_compare_with(reader: Reader) -> None:
    reader.presses("훈련 시작")
    reader.waits_for()
    compared = reader.part("compared")
    expect(compared).to_be_empty()
    reader.chooses(rate="0.03")
    reader.hears("설정이 바뀌어 멈추었다.")
    expect(reader.button("훈련 시작")).to_be_visible()
    expect(reader.part("legend").locator("li:visible")).to_have_count(3)
    expect(compared).to_have_text(
        "견줄 실행과 다른 것: 훈련 학습률 0.008 → 0.03. 기본 설정과 다른 것: 훈련 학습률 0.008 → 0.03."
    )
    assert reader.points(".held.run0") == []
    first = len(reader.points(".held.run2"))
    assert first > 0
    reader.trains()
    reader.demo.get_by_label("견줄 실행을 바꾸지 않는다").check()
    reader.chooses(filters1="16")
    expect(compared).to_contain_text("견줄 실행과 다른 것: 첫 합성곱 필터 8 → 16, 훈련 학습률 0.008 → 0.03.")
    assert len(reader.points(".held.run2")) == first
    reader.trains()
    reader.demo.get_by_label("견줄 실행을 바꾸지 않는다").uncheck()
    reader.chooses(filters1="8")
    expect(compared).to_contain_text("견줄 실행과 다른 것: 첫 합성곱 필터 16 → 8.")
    reader.presses("기본 설정")
    expect(compared).to_have_text("견줄 실행과 다른 것: 첫 합성곱 필터 16 → 8, 훈련 학습률 0.03 → 0.008. ")
    reader.chooses(filters1="16", rate="0.03")
    expect(compared).to_contain_text("견줄 실행과 다른 것: 없음.")


def test_new_run_knows_nothing_of_the_one_before(reader: Reader) -> None:
    """A run that is over may still have something to say."""
    reader.presses("훈련 시작")
    reader.waits_for(100)
    for name in ("reset", "default"):
        # At once: what the worker says meanwhile is heard when the new run has begun.
        reader.demo.evaluate(
            f"it => ['{name}', 'start'].forEach((part) => it.querySelector(`[data-part=${{part}}]`).click())"
        )
        reader.waits_for()
        until(lambda: len(reader.points(".learned.run0")) > 3, "no batch more")
        for line in (".learned.run0", ".held.run0"):
            places = [x for x, _ in reader.points(line)]
            assert places == sorted(places), name
        reader.waits_for(100)


def test_reader_in_a_hurry_breaks_nothing(reader: Reader) -> None:
    reader.presses("한 배치")
    reader.hears("1번째 배치를 배웠다.")
    rng = random.Random(3)
    pressed = [rng.choice(["batch", "batch", "start", "reset", "default"]) for _ in range(120)]
    reader.demo.evaluate(
        """async (it, parts) => {
          for (const part of parts) {
            it.querySelector(`[data-part=${part}]`).click();
            await new Promise((done) => setTimeout(done, 7));
          }
        }""",
        pressed,
    )
    reader.presses("처음으로")
    reader.trains()


LINKS = (
    '<p><a href="?rate=0.03&amp;batch=8">큰 학습률</a> <a href="?pooling1=n&amp;batch=128">풀링 없이</a></p>'
)


def test_link_to_settings_trains_at_once(reader: Reader) -> None:
    reader.tab.evaluate(f"document.querySelector('article').insertAdjacentHTML('beforeend', `{LINKS}`)")
    reader.tab.evaluate("globalThis.same = true")
    reader.tab.get_by_role("link", name="큰 학습률").click()
    expect(reader.button("멈춤")).to_be_focused()
    expect(reader.button("멈춤")).to_be_in_viewport()
    reader.waits_for(100)
    assert {name: reader.chosen[name] for name in ("rate", "batch")} == {"rate": "0.03", "batch": "8"}
    assert reader.tab.evaluate("location.search") == "?rate=0.03&batch=8"
    reader.tab.get_by_role("link", name="풀링 없이").click()
    expect(reader.part("compared")).to_contain_text(
        "첫 합성곱 풀링 최대 2×2 → 없음, 훈련 학습률 0.03 → 0.008, 훈련 배치 크기 8 → 128."
    )
    until(lambda: len(reader.points(".learned.run0")) > 3, "no batch more")
    assert reader.field("rate").input_value() == "0.008"
    places = [x for x, _ in reader.points(".learned.run0")]
    assert places == sorted(places)
    assert reader.tab.evaluate("same")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda route: route.fulfill(status=404), "이미지 파일을 찾지 못했다(404)"),
        (lambda route: route.abort(), "인터넷 연결을 확인한다"),
        (lambda route: route.fulfill(body=route.fetch().body()[:100_000]), "손상되었다"),
        (flip_a_byte, "손상되었다"),
    ],
    ids=["missing", "offline", "cut off", "damaged"],
)
def test_images_that_do_not_arrive_can_be_asked_for_again(
    tab: Page, address: str, fault: Callable[[Route], None], message: str
) -> None:
    reader = Reader(tab, address).opens()
    tab.route(IMAGES, fault)
    reader.presses("훈련 시작")
    expect(reader.part("trouble")).to_contain_text(message)
    reader.hears("")
    tab.unroute(IMAGES)
    reader.presses("다시 받기")
    reader.waits_for(2)
    expect(reader.part("trouble")).to_be_empty()
    reader.presses("멈춤")


def test_worker_that_does_not_arrive_can_be_asked_for_again(tab: Page, address: str) -> None:
    reader = Reader(tab, address).opens()
    tab.route(WORKER, lambda route: route.fulfill(status=404))
    reader.presses("훈련 시작")
    expect(reader.part("trouble")).to_contain_text("스크립트를 받지 못했다.")
    tab.unroute(WORKER)
    reader.presses("다시 받기")
    reader.waits_for(2)
    expect(reader.part("trouble")).to_be_empty()


def test_images_that_came_too_late_are_not_trained_on(reader: Reader) -> None:
    """Of the clothes, which were there already, and of the digits, which were asked for by mistake."""
    reader.chooses(data="fashion_mnist")
    reader.trains()
    waiting: list[Route] = []
    reader.tab.route(IMAGES, lambda route: waiting.append(route))
    reader.chooses(data="mnist")
    reader.presses("훈련 시작")
    reader.hears("파일을 받는 중이다.")
    until(lambda: reader.tab.evaluate("1") and waiting, "the file is not asked for")
    reader.chooses(data="fashion_mnist")
    waiting[0].continue_()
    reader.tab.unroute(IMAGES)
    reader.hears("")
    before = reader.tab.evaluate("losses.length")
    assert reader.points(".held.run0") == []
    reader.presses("훈련 시작")
    reader.waits_for(2)
    reader.presses("멈춤")
    both = reader.tab.evaluate("losses")
    assert both[before : before + 2] == both[:2]  # of the same images
    assert reader.tab.evaluate("told.findLast((it) => it.do === 'load')")["address"].endswith(
        "/fashion_mnist.images"
    )


@pytest.mark.parametrize("pressed", ["훈련 시작", "한 배치"])
def test_diverged_training_says_so_and_can_begin_anew(reader: Reader, pressed: str) -> None:
    linear = {"activation1": "linear", "activation2": "linear"}
    reader.chooses(optimizer="sgd", rate="10", **linear)
    expect(reader.part("diverged")).to_be_hidden()
    for batch in range(1, 2 if pressed == "훈련 시작" else 41):
        reader.presses(pressed)
        if pressed == "한 배치":
            learned = reader.part("said").filter(has_text=f"{batch}번째 배치를 배웠다")
            expect(learned.or_(reader.part("diverged").filter(visible=True))).not_to_have_count(0)
        if reader.part("diverged").is_visible():
            break
    expect(reader.part("diverged")).to_be_visible()
    expect(reader.part("diverged")).to_contain_text("학습률을 낮추고 다시 시작한다")
    expect(reader.button("훈련 시작")).to_be_visible()
    reader.chooses(rate="0.03", activation1="relu")
    reader.trains(2)
    expect(reader.part("diverged")).to_be_hidden()


HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_hidden_tab_rests_and_goes_on(reader: Reader) -> None:
    reader.presses("훈련 시작")
    reader.waits_for()
    reader.tab.evaluate(HIDE, True)
    reader.hears("탭이 가려져 쉬었다.")
    reader.settles()
    before = reader.batches
    reader.tab.wait_for_timeout(500)
    assert reader.batches == before
    reader.tab.evaluate(HIDE, False)
    reader.hears("훈련 중이다.")
    reader.waits_for(before + 1)
    reader.presses("멈춤")
    reader.hears("멈추었다.")
    reader.tab.evaluate(HIDE, True)
    reader.tab.evaluate(HIDE, False)
    reader.hears("멈추었다.")  # it does not begin by itself


def test_two_tabs_train_at_once_and_alike(browser: Browser, address: str) -> None:
    with ExitStack() as stack:
        readers = [Reader(stack.enter_context(opened(browser)), address).opens() for _ in range(2)]
        for reader in readers:
            reader.presses("훈련 시작")
        for reader in readers:
            reader.waits_for(20)
        for reader in readers:
            reader.presses("멈춤")
        losses = [reader.tab.evaluate("losses") for reader in readers]
        both = min(map(len, losses))
        assert both >= 20
        assert losses[0][:both] == losses[1][:both]


def test_lines_have_a_limit_and_keep_their_shape(reader: Reader) -> None:
    lengths, rows = reader.tab.evaluate(
        """async () => {
          const { Run } = await import(new URL("../demos/train_views.js", location));
          const run = new Run({});
          const lengths = [];
          for (let batches = 1; batches <= 6000; batches++) {
            run.add(run.learned, batches, 1 / batches, batches / 6000);
            lengths.push(run.learned.length);
          }
          return [lengths, run.learned];
        }"""
    )
    assert lengths[:400] == [*range(1, 401)]
    assert max(lengths) <= 400
    batches = [it for it, *_ in rows]
    assert batches[-1] == 6_000
    assert batches[0] <= 60
    assert max(later - earlier for earlier, later in pairwise([0, *batches])) <= 60
    assert all([loss, accuracy] == [1 / it, it / 6_000] for it, loss, accuracy in rows)


PROBES = """async () => {
    const wait = { timer: (done) => setTimeout(done), frame: requestAnimationFrame };
    const gaps = [];
    for (let probe = 0; probe < 20; probe++) {
        const start = performance.now();
        await new Promise(wait[probe % 2 ? "timer" : "frame"]);
        gaps.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 50));
    }
    return gaps;
}"""


def test_page_answers_while_it_trains(reader: Reader) -> None:
    reader.opens_all()
    reader.presses("훈련 시작")
    reader.waits_for()
    assert statistics.median(reader.tab.evaluate(PROBES)) < 50
    expect(reader.button("멈춤")).to_be_visible()  # it still did


def tabs_to(tab: Page, wanted: Locator) -> None:
    for _ in range(90):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        tab.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def test_keyboard_is_enough(reader: Reader) -> None:
    tab = reader.tab
    tabs_to(tab, reader.part("start"))
    tab.keyboard.press("Enter")
    reader.waits_for(2)
    expect(reader.part("start")).to_be_focused()
    tab.keyboard.press("Enter")
    reader.hears("멈추었다.")
    drawing = reader.part("drawing")
    tabs_to(tab, drawing.locator("summary"))
    tab.keyboard.press("Enter")
    tabs_to(tab, drawing.locator(".pad"))
    for key in [*["ArrowUp"] * 8, "Space", *["ArrowDown"] * 16]:
        tab.keyboard.press(key)
    expect(status(drawing)).to_have_text(re.compile(r"^예측: \d\([\d.]+%\), \d\([\d.]+%\), \d\([\d.]+%\)$"))


def test_fingers_are_enough(phone: Page, address: str) -> None:
    reader = Reader(phone, address).opens()
    assert not reader.part("choices").evaluate("it => it.open")
    reader.button("훈련 시작").tap()
    reader.waits_for(2)
    reader.button("멈춤").tap()
    drawing = reader.part("drawing")
    drawing.locator("summary").tap()
    pad = drawing.locator(".pad")
    pad.scroll_into_view_if_needed()
    box, top = pad.bounding_box(), phone.evaluate("scrollY")
    session = phone.context.new_cdp_session(phone)
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    for kind, down in [("Start", 0), *(("Move", step) for step in range(1, 9)), ("End", None)]:
        points = [] if down is None else [{"x": x, "y": y + down * box["height"] / 10}]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    expect(status(drawing)).to_contain_text("예측: ")
    assert phone.evaluate("scrollY") == top


def test_nothing_moves_for_who_wants_less_motion(still: Page, address: str) -> None:
    reader = Reader(still, address).opens()
    reader.presses("훈련 시작")
    reader.waits_for(2)
    assert reader.demo.evaluate("it => it.getAnimations({ subtree: true }).length") == 0
    reader.presses("멈춤")
    reader.hears("멈추었다.")


def test_insides_follow_the_image_and_mistakes_are_counted(reader: Reader) -> None:
    reader.chooses(data="fashion_mnist")
    reader.opens_all()
    reader.trains(5)
    reader.settles()  # else the lists are drawn anew meanwhile
    # An image, kernels, two layers of each kind.
    expect(reader.part("insides").locator("canvas")).to_have_count(6)
    wrong = reader.part("mistakes").locator("p").inner_text()
    count, missed = map(int, re.search(r"(\d+)장 가운데 (\d+)장을 틀렸다", wrong).groups())
    matrix = as_numbers([row[1:] for row in reader.part("confusion").locator("table").evaluate(TEXTS)[1:]])
    assert (matrix.sum(), matrix.sum() - matrix.trace()) == (count, missed)
    buttons = reader.part("mistakes").locator("button")
    expect(buttons).to_have_count(min(missed, 20))
    given, predicted = buttons.first.get_attribute("aria-label").split(" → ")
    assert given != predicted
    pixels = "it => it.toDataURL()"
    image = reader.part("insides").locator("canvas").first
    before = image.evaluate(pixels)
    buttons.last.click()
    assert image.evaluate(pixels) == buttons.last.locator("canvas").evaluate(pixels) != before


# What reaches beyond the demo, and is not in a box that scrolls.
WIDER = """(it) => [...it.querySelectorAll("*")]
  .filter((part) => part.getBoundingClientRect().right > it.getBoundingClientRect().right + 1)
  .filter((part) => !part.closest("pre"))
  .map((part) => part.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("data", ["mnist", "fashion_mnist"])
def test_all_that_is_shown_can_be_read_by_everybody(reader: Reader, data: str) -> None:
    reader.chooses(data=data, units="128", dropout="0.5", pooling1="n", filters1="16")
    reader.trains()
    reader.presses("한 배치")
    reader.hears(re.compile("번째 배치를 배웠다"))
    reader.opens_all()
    expect(reader.part("confusion").locator("tr")).to_have_count(11)
    for width in WIDTHS:
        reader.tab.set_viewport_size({"width": width, "height": 844})
        assert reader.tab.evaluate("document.documentElement.scrollWidth") <= width
        reader.tab.evaluate("scrollTo(0, 0)")
        assert reader.demo.evaluate(WIDER) == []
    no_violations(reader.tab, within=".demo")


class Heaps:
    """What a page and its workers hold: to be made before the page is opened."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.session = tab.context.new_cdp_session(tab)
        self.workers: list[str] = []
        self.answers: dict[int, dict[str, Any]] = {}
        self.session.on("Target.attachedToTarget", lambda said: self.workers.append(said["sessionId"]))
        self.session.on("Target.receivedMessageFromTarget", self._hear)
        attach = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
        self.session.send("Target.setAutoAttach", attach)

    def _hear(self, said: dict[str, str]) -> None:
        answer = json.loads(said["message"])
        if "id" in answer:
            self.answers[answer["id"]] = answer["result"]

    def _ask(self, worker: str | None, method: str) -> dict[str, Any]:
        if worker is None:
            return self.session.send(method)
        question = len(self.answers) + 1
        message = json.dumps({"id": question, "method": method})
        self.session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
        until(lambda: self.tab.evaluate("1") and question in self.answers, "the worker does not answer")
        return self.answers[question]

    def measure(self) -> list[float]:
        """In MB without garbage: the page's, and each worker's."""
        sizes = []
        for place in (None, *self.workers):
            self._ask(place, "HeapProfiler.collectGarbage")
            used = self._ask(place, "Runtime.getHeapUsage")
            sizes.append(sum(used.get(it, 0) for it in ("usedSize", "backingStorageSize")) / 1e6)
        return sizes


# So many runs of three batches, each run with another number of filters than the one before.
RUNS = """async (demo, runs) => {
  const part = (name) => demo.querySelector(`[data-part=${name}]`);
  const filters = demo.querySelector("[name=filters1]");
  for (let run = 0; run < runs; run++) {
    filters.value = ["4", "8"][run % 2];
    filters.dispatchEvent(new Event("change", { bubbles: true }));
    for (let batch = 1; batch <= 3; batch++) {
      part("batch").click();
      const said = `${batch}번째 배치를 배웠다.`;
      while (part("said").textContent !== said) await new Promise((done) => setTimeout(done, 1));
    }
    part("reset").click();
  }
}"""


def test_many_runs_leave_nothing_behind(tab: Page, address: str) -> None:
    heaps = Heaps(tab)
    reader = Reader(tab, address).opens("?filters2=0&batch=8")
    reader.opens_all()

    def many(runs: int) -> list[float]:
        for data in ("fashion_mnist", "mnist"):
            reader.chooses(data=data)
            reader.presses("한 배치")
            reader.hears("1번째 배치를 배웠다.")
            reader.demo.evaluate(RUNS, runs)
        reader.settles()
        tab.evaluate("told.length = losses.length = 0")
        return heaps.measure()

    before = many(3)
    assert len(before) >= 2
    assert sum(before) > 5  # the images, which a worker holds
    after = many(25)
    assert sum(after) - sum(before) < 3, (before, after)


SEEDS = (1, 2, 3, 4, 5)
STEPS = 785  # five epochs of 5,000 images
# To be called until it trains, and for what it found: for each seed the batches, and the accuracy after them.
LOADED = """
globalThis.hired = hire();
return (await hired.ask({ do: "load", address, size: 1 }, "loaded")).test.labels.length;
"""
LEARNED = f"""
const {{ next, tell, ask }} = hired;
const found = [];
for (const seed of {[*SEEDS]}) {{
  tell({{ ...start, settings: {{}}, seed }});
  tell({{ do: "resume" }});
  while ((await next("progress")).batches < {STEPS} - 60);
  let {{ batches }} = await ask({{ do: "pause" }}, "progress");
  while (batches < {STEPS}) ({{ batches }} = await ask({{ do: "batch" }}, "followed"));
  const {{ accuracy }} = await ask({{ do: "evaluate" }}, "evaluated");
  found.push([batches, accuracy]);
}}
return found;
"""


def test_browser_and_keras_learn_the_same_in_five_epochs(tab: Page, address: str) -> None:
    """The mean of five seeds on all the images that are published, which Keras sees as the browser does."""
    given = parts("mnist", WHOLE)
    file = ImageFile("mnist", given["train"], given["test"], [str(i) for i in range(10)], 16)
    tab.route(IMAGES, lambda route: route.fulfill(body=file.data))
    tab.goto(address)
    arguments = [DEFAULT, FILE.format("mnist")]
    assert tab.evaluate(f"async (given) => {{ {MODULES} {HIRED} {LOADED} }}", arguments) == 1_000
    tab.evaluate(
        f"(given) => {{ globalThis.found = (async () => {{ {MODULES} {HIRED} {LEARNED} }})(); }}", arguments
    )
    theirs = [accuracy_of_keras(seed, given) for seed in SEEDS]  # while the browser trains
    ours = tab.evaluate("found")
    assert all(STEPS <= batches < STEPS + 200 for batches, _ in ours)
    assert min(theirs) > 0.9
    assert np.mean([accuracy for _, accuracy in ours]) == pytest.approx(np.mean(theirs), abs=0.015), (
        ours,
        theirs,
    )


def accuracy_of_keras(seed: int, given: dict[str, tuple[np.ndarray, np.ndarray]]) -> float:
    """On images held out, after five epochs."""
    keras.utils.set_random_seed(seed)
    layers = built(DEFAULT.split("_"))
    for layer in layers:
        if isinstance(layer, keras.layers.Conv2D):
            layer.activation = keras.activations.relu
    model = keras.Sequential([keras.Input((28, 28, 1)), *layers])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.008), loss, metrics=["accuracy"])
    (x_train, y_train), (x_test, y_test) = ((rounded(x, 16), y) for x, y in given.values())
    model.fit(x_train, y_train, batch_size=32, epochs=5, verbose=0)
    return model.evaluate(x_test, y_test, verbose=0)[1]
