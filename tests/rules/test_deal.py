"""Dealing: chance is spent once, the unseen comes first, 排除 leaves a choice."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.deal import CARE, Comfort
from game.rules.levels import Level
from game.rules.question import Question
from tests.rules.street import TYPES, deal, level, pool, question, right_answer

seeds = st.integers(0, 2**31 - 1)
draws = st.lists(st.integers(0, 7), min_size=3, max_size=3).map(lambda counts: tuple(enumerate(counts, 1)))
levels = draws.map(lambda draw: level(draw))
small_pools = st.integers(1, 60).map(pool)


def seen_of(listed: tuple[Question, ...], seed: int) -> frozenset[str]:
    return frozenset(Random(seed).sample([item.id for item in listed], len(listed) // 2))


@given(seeds, levels, small_pools)
def test_the_same_seed_deals_the_same_level(seed: int, played: Level, listed: tuple[Question, ...]) -> None:
    shuffled = list(listed)
    Random(seed).shuffle(shuffled)
    assert deal(played, listed, seed) == deal(played, shuffled, seed)


def test_other_seeds_deal_other_levels() -> None:
    made = {tuple(item.question.id for item in deal(level(), pool(), seed).dealt) for seed in range(100)}
    assert len(made) > 90


@given(seeds, levels, small_pools)
def test_the_unseen_comes_first(seed: int, played: Level, listed: tuple[Question, ...]) -> None:
    seen = seen_of(listed, seed)
    chosen = {item.question.id for item in deal(played, listed, seed, seen).dealt}
    repeated = {item.difficulty for item in listed if item.id in chosen & seen}
    left_out = {item.difficulty for item in listed if item.id not in chosen | seen}
    assert not repeated & left_out


@given(seeds, levels, small_pools)
def test_size_and_mix_are_what_the_level_asks_for(seed: int, played: Level, listed: tuple[Question, ...]) -> None:
    chosen = [item.question for item in deal(played, listed, seed, seen_of(listed, seed)).dealt]
    assert len(chosen) == min(played.size, len(listed))
    assert len({item.id for item in chosen}) == len(chosen)
    assert [item.difficulty for item in chosen] == sorted(item.difficulty for item in chosen)
    stock = Counter(item.difficulty for item in listed)
    if all(stock[difficulty] >= count for difficulty, count in played.draw):
        assert Counter(item.difficulty for item in chosen) == Counter(dict(played.draw)) + Counter()


def test_a_difficulty_that_runs_short_is_filled_by_its_neighbours() -> None:
    stock = [question(number, "single", 1 if number < 8 else 3) for number in range(10)]
    chosen = [item.question.difficulty for item in deal(level(((3, 4),)), stock, 1).dealt]
    assert chosen == [1, 1, 3, 3]


def test_an_empty_pool_is_refused() -> None:
    with pytest.raises(ValueError, match=r"one\.1"):
        deal(level(), [], 1)


def test_options_stand_in_every_order_about_equally_often() -> None:
    listed, trials = [question(0, "single", 1, options=4)], 4800
    orders = Counter(
        tuple(option.id for option in deal(level(((1, 1),)), listed, seed).dealt[0].question.body.options)
        for seed in range(trials)
    )
    expected = trials / 24
    assert len(orders) == 24
    # χ² with 23 degrees of freedom passes 49.7 once in a thousand; the seeds are fixed, so this never wavers.
    assert sum((found - expected) ** 2 / expected for found in orders.values()) < 49.7


@given(seeds, st.sampled_from([Comfort(), CARE, Comfort(options=2)]))
def test_exclusion_removes_half_of_the_wrong_options_and_never_all(seed: int, comfort: Comfort) -> None:
    for item in deal(level(((1, 6), (2, 6), (3, 6))), pool(), seed, comfort=comfort).dealt:
        body: Any = item.question.body
        wrong = TYPES[item.question.type].wrong(body)
        half = -(-len(wrong) // 2)
        assert set(item.exclusion) <= set(wrong)
        assert len(item.exclusion) == (min(half, len(wrong) - 1) if wrong else 0)
        assert list(item.exclusion) == sorted(set(item.exclusion))
        assert not set(item.exclusion) & set(right_answer(item.question))


@given(seeds)
def test_care_asks_fewer_questions_with_fewer_options(seed: int) -> None:
    full, easy = (deal(level(), pool(), seed, comfort=comfort) for comfort in (Comfort(), CARE))
    assert (full.size, easy.size) == (level().size, CARE.questions)
    assert [item.question.id for item in easy.dealt] == [item.question.id for item in full.dealt][: CARE.questions]
    for item in easy.dealt:
        if item.question.type == "single":
            assert len(item.question.body.options) <= CARE.options
