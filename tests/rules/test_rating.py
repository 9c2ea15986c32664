"""The rating: it follows the answers, leans gently, and never touches what a level is worth."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from game.rules import rating
from game.rules.question import DIFFICULTIES, FULL_CREDIT
from game.rules.scoring import base_points
from tests.rules.street import deal, level, pool

ratings = st.integers(rating.START - 600, rating.START + 600)
difficulties = st.sampled_from(DIFFICULTIES)


def test_a_new_visitor_is_right_three_times_in_four_at_middle_difficulty() -> None:
    assert abs(rating.expected(rating.START, 2) - 0.75) < 0.001


@given(ratings, difficulties)
def test_right_answers_raise_and_wrong_ones_lower_it_never_by_more_than_k(rated: int, difficulty: int) -> None:
    up, down = (rating.after(rated, difficulty, credit) - rated for credit in (FULL_CREDIT, 0))
    assert -rating.K <= down <= 0 <= up <= rating.K


@given(ratings, st.lists(difficulties, min_size=1, max_size=12), st.integers(0, 99))
def test_leaning_moves_slots_by_one_at_most_and_all_one_way(rated: int, slots: list[int], seed: int) -> None:
    moved = rating.leaning(slots, rated, Random(seed))
    steps = {wanted - slot for wanted, slot in zip(moved, slots, strict=True)}
    assert steps <= ({0, 1} if rated >= rating.START else {0, -1})
    assert all(wanted in DIFFICULTIES for wanted in moved)


@given(st.lists(difficulties, min_size=1, max_size=12), st.integers(0, 99))
def test_a_new_visitor_gets_what_the_pack_says(slots: list[int], seed: int) -> None:
    assert rating.leaning(slots, rating.START, Random(seed)) == slots


@given(ratings, st.integers(0, 999))
def test_everybody_plays_for_the_same_points(rated: int, seed: int) -> None:
    plain, leaning = (deal(level(), pool(), seed, rated=each) for each in (rating.START, rated))
    worth = [sorted(base_points(item.difficulty) for item in made.dealt) for made in (plain, leaning)]
    assert worth[0] == worth[1]


@given(st.integers(0, 999))
def test_the_strong_meet_harder_and_the_weak_easier_questions(seed: int) -> None:
    played = level(((2, 6),))
    weak, plain, strong = (
        sum(item.question.difficulty for item in deal(played, pool(), seed, rated=rating.START + off).dealt)
        for off in (-rating.STEP, 0, rating.STEP)
    )
    assert weak < plain < strong
