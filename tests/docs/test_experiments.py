"""훈련해 보기: what the page says of its experiments, over several seeds on all the images."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from snippets.image_file import rounded
from tests.docs.test_image_file import WHOLE, parts
from tests.docs.test_train import START, Reader
from tests.docs.test_training import look, packed

SEEDS = (1, 2, 3)
CHANCE = 0.2  # more than ten classes give by guessing


@pytest.fixture(scope="module")
def digits() -> dict[str, Any]:
    """The images that the page publishes, as bytes."""
    given = parts("mnist", WHOLE)
    as_bytes = {split: np.round(rounded(images, 16) * 255) for split, (images, _) in given.items()}
    return {
        split: {"images": packed(as_bytes[split].astype(np.uint8)), "labels": packed(labels)}
        for split, (_, labels) in given.items()
    }


class Experiments:
    """Trains what a link of the page asks for, with each seed."""

    def __init__(self, tab: Page, address: str, digits: dict[str, Any]) -> None:
        self.tab, self.address, self.digits = tab, address, digits
        self.reader = Reader(tab, address)

    def run(self, query: str, *steps: int) -> list[dict[str, np.ndarray]]:
        """What was found after so many batches; every array has a number a seed."""
        self.reader.opens()
        assert self.tab.locator(f'article a[href="{query}"]').count(), query
        self.reader.opens(query)
        self.reader.presses("한 배치")
        self.reader.hears("1번째 배치를 배웠다.")
        start = self.tab.evaluate(START)
        found = look(self.tab, self.address, TRAIN, [start, SEEDS, steps, self.digits])
        return [
            {name: np.array([seed[i][name] for seed in found]) for name in found[0][i]}
            for i in range(len(steps))
        ]


TRAIN = """
const [start, seeds, steps, digits] = given;
const [train, test] = [data(digits.train), data(digits.test)];
const mean = (rows, name) => rows.reduce((sum, row) => sum + row[name], 0) / rows.length;
return seeds.map((seed) => {
  const training = new Training(start.stack, start.settings, seed, train);
  const learned = [];
  return steps.map((until) => {
    while (training.batches < until) learned.push(training.step());
    const late = learned.slice(-20);
    const { loss, accuracy } = training.evaluate(test);
    const still = training.layers.every(({ kernel }) => !kernel?.values.some(Boolean));
    return { learned: mean(late, "loss"), known: mean(late, "accuracy"), loss, accuracy, still };
  });
});
"""


@pytest.fixture
def experiments(tab: Page, address: str, digits: dict[str, Any]) -> Experiments:
    return Experiments(tab, address, digits)


def test_rate_too_large_and_too_small(experiments: Experiments) -> None:
    early, late = experiments.run("?optimizer=sgd&rate=1", 20, 150)
    assert all(it["accuracy"].max() < CHANCE and it["learned"].min() > 2 for it in (early, late))
    [better] = experiments.run("?optimizer=sgd&rate=0.1", 150)
    assert better["accuracy"].min() > 0.8
    early, late = experiments.run("?rate=0.00001", 20, 150)
    assert (late["learned"] < early["learned"]).all()
    assert late["learned"].min() > 2


def test_without_activations_two_layers_are_one(experiments: Experiments) -> None:
    [without] = experiments.run("?activation1=linear&pooling1=a&activation2=linear&pooling2=a", 400)
    [relu] = experiments.run("?pooling1=a&pooling2=a", 400)
    assert relu["accuracy"].min() > without["accuracy"].max() + 0.02


def test_zeros_stay_zeros(experiments: Experiments) -> None:
    [found] = experiments.run("?initial=zeros", 100)
    assert found["still"].all()
    assert found["accuracy"].max() < CHANCE


def test_shuffled_labels_are_known_by_heart(experiments: Experiments) -> None:
    [found] = experiments.run("?images=100&labels=shuffled", 400)
    assert found["known"].min() > 0.99
    assert found["learned"].max() < 0.1
    assert found["accuracy"].max() < CHANCE
    assert found["loss"].min() > 5


def test_pooling_costs_no_accuracy(experiments: Experiments) -> None:
    [default] = experiments.run("?", 250)
    [none] = experiments.run("?pooling1=n&pooling2=n", 250)
    assert abs(none["accuracy"].mean() - default["accuracy"].mean()) < 0.03


def test_maximum_leads_at_first_and_no_more_later(experiments: Experiments) -> None:
    early, late = experiments.run("?", 100, 785)
    early_average, late_average = experiments.run("?pooling1=a&pooling2=a", 100, 785)
    assert early["accuracy"].mean() > early_average["accuracy"].mean() + 0.01
    spread = max(np.ptp(it["accuracy"]) for it in (late, late_average))
    assert abs(late["accuracy"].mean() - late_average["accuracy"].mean()) < max(spread, 0.01)


def test_few_images_are_known_and_nothing_else(experiments: Experiments) -> None:
    early, late = experiments.run("?images=100", 60, 300)
    assert late["known"].min() > 0.99
    assert late["accuracy"].max() < 0.85
    assert (late["loss"] > early["loss"]).all()
    [more] = experiments.run("?images=2000", 300)
    gaps = [it["known"] - it["accuracy"] for it in (late, more)]
    assert gaps[1].max() < gaps[0].min() / 2


def test_single_images_lead_at_first_and_end_lower(experiments: Experiments) -> None:
    early, late = experiments.run("?batch=1", 2_560, 10_240)
    [whole] = experiments.run("?batch=256", 10)
    [default] = experiments.run("?", 320)
    assert early["accuracy"].mean() > whole["accuracy"].mean()
    assert late["accuracy"].mean() < default["accuracy"].mean()
    [slower] = experiments.run("?batch=1&rate=0.001", 10_240)
    assert slower["accuracy"].mean() > late["accuracy"].mean()
