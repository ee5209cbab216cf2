"""Rules that make problems, judged: their keys, and each usual mistake, against another way to them."""

import random
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
from playwright.sync_api import Page

from snippets.exercises import Problem

NUMBER = 24  # of problems of each rule
CALCULATOR = """
async (stacks) => {
  const { counted } = await import(new URL("demos/counted.js", location));
  const { parse } = await import(new URL("demos/stack_text.js", location));
  return stacks.map((text) => counted(parse(text)).rows);
}
"""


def rules_of(module: ModuleType) -> set[str]:
    """The names of the functions that a module defines to make problems."""
    own = {name: it for name, it in vars(module).items() if getattr(it, "__module__", "") == module.__name__}
    returned = {name: getattr(it, "__annotations__", {}).get("return") for name, it in own.items()}
    return {name for name, it in returned.items() if it is Problem}


def generated(
    rule: Callable[..., Problem], choices: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], Problem]]:
    """Problems of a rule, each with the numbers that it was given."""
    rng = random.Random(1)
    found = 0
    while found < NUMBER:
        numbers = {argument: rng.choice(values) for argument, values in choices.items()}
        try:
            problem = rule(**numbers)
        except ValueError:
            continue
        found += 1
        yield numbers, problem


def judge(rule: Callable[..., Problem], choices: dict[str, Any], ways: Callable[..., Iterator[Any]]) -> None:
    """Compare a rule's problems with another way.

    Args:
        rule: What makes a problem of numbers.
        choices: The numbers to choose from.
        ways: Of the same numbers, gives first the key, then words of each mistake with what it leads to.
    """
    reached: set[str] = set()
    known: set[str] = set()
    for numbers, problem in generated(rule, choices):
        key, *mistakes = ways(**numbers)
        close = {"atol": 6e-5} if problem.digits else {"rtol": 1e-6}
        if problem.kind == "shape":
            assert problem.key == tuple(key), numbers
        else:
            np.testing.assert_allclose(problem.key, key, **close)
        known |= {words for words, _ in mistakes}
        for why, value in problem.mistakes.items():
            [expected] = [value for words, value in mistakes if words in why]
            reached |= {words for words, _ in mistakes if words in why}
            if problem.kind == "shape":
                assert tuple(value) == tuple(expected), (numbers, why)
            else:
                np.testing.assert_allclose(value, expected, **close, err_msg=f"{numbers} {why}")
            assert not problem.judge(value).right
    assert reached == known


def calculated(tab: Page, address: str, stacks: list[str]) -> list[list[dict[str, Any]]]:
    """What the calculator says of each stack, layer by layer."""
    tab.goto(address)
    return tab.evaluate(CALCULATOR, stacks)
