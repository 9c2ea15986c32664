"""What every question type must be able to do, shown on its own sample."""

from __future__ import annotations

from importlib import resources
from random import Random
from typing import Any

import pytest

from game.nodes import Node, Reader, node_of
from game.packs.yaml_nodes import read_nodes
from game.qtypes import QTYPES, load_rules
from game.rules.question import FULL_CREDIT

TYPES = load_rules()


def sample(name: str) -> Node:
    data = resources.files(f"game.qtypes.{name}").joinpath("sample.yaml").read_bytes()
    node, problems = read_nodes(data, "sample.yaml")
    assert node is not None and not problems
    assert isinstance(node.value, list)
    return node.value[0]


def body(name: str) -> Any:
    reader = Reader("sample.yaml")
    found = TYPES[name].read(sample(name), reader)
    assert not reader.problems
    return found


@pytest.mark.parametrize("name", QTYPES)
def test_print_and_read_give_the_same(name: str) -> None:
    found = body(name)
    assert TYPES[name].read(node_of(TYPES[name].write(found)), Reader("x")) == found


@pytest.mark.parametrize("name", QTYPES)
def test_ten_thousand_guesses_grade_without_surprise(name: str) -> None:
    rules, found, rng = TYPES[name], body(name), Random(1)
    credits = set()
    for _ in range(10_000):
        guess = rules.guess(found, rng)
        assert rules.legal(found, guess)
        verdict = rules.grade(found, guess)
        assert 0 <= verdict.credit <= FULL_CREDIT
        assert verdict.is_right or guess != verdict.key
        assert verdict.is_right == (guess == verdict.key) or name == "dialogue"  # a talk has several good ends
        credits.add(verdict.credit)
    assert FULL_CREDIT in credits and 0 in credits


@pytest.mark.parametrize("name", QTYPES)
@pytest.mark.parametrize("answer", [(), (99,), (-1,), (0, 0), (1, 0), (0, 1, 2, 3, 4, 5, 6)])
def test_illegal_answers_are_refused(name: str, answer: tuple[int, ...]) -> None:
    if (name, answer) in (("redflags", ()), ("number", (99,))):
        pytest.skip("legal for this type")
    assert not TYPES[name].legal(body(name), answer)


@pytest.mark.parametrize("name", QTYPES)
def test_shuffling_keeps_the_key(name: str) -> None:
    rules, found = TYPES[name], body(name)
    key = rules.grade(found, ()).key
    for seed in range(50):
        shuffled = rules.shuffle(found, Random(seed))
        assert rules.grade(shuffled, key).is_right
        assert sorted(rules.wrong(shuffled)) == sorted(rules.wrong(found))
        assert rules.grade(rules.simplify(shuffled, 2), key).is_right
        assert not set(rules.wrong(found)) & set(key)
