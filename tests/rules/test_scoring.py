"""Points: whole numbers, bonuses that never overturn a base, ranks that ties share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules import scoring
from game.rules.question import DIFFICULTIES, FULL_CREDIT
from game.rules.ranking import Standing, ranks

SIZES = range(1, 21)
BONUS_LIMIT = 500

elapsed = st.integers(0, 200_000)
sizes = st.integers(1, 20)


@st.composite
def plays(draw: st.DrawFn, difficulties: list[int], right: list[bool]) -> int:
    """The score of a level with these answers right, each after any time."""
    score, streak, size = 0, 0, len(difficulties)
    for difficulty, is_right in zip(difficulties, right, strict=True):
        streak = streak + 1 if is_right else 0
        if is_right:
            limit = draw(st.integers(1_000, 120_000))
            score += scoring.base_points(difficulty) + scoring.streak_bonus(streak, size)
            score += scoring.speed_bonus(draw(elapsed), limit, draw(st.integers(0, 30_000)), size)
    return score


def base(difficulties: list[int], right: list[bool]) -> int:
    return sum(scoring.base_points(d) for d, is_right in zip(difficulties, right, strict=True) if is_right)


@pytest.mark.parametrize("size", SIZES)
def test_all_bonuses_of_a_level_stay_below_500(size: int) -> None:
    streaks = sum(scoring.streak_bonus(streak, size) for streak in range(1, size + 1))
    assert 0 <= streaks <= scoring.STREAK_BUDGET
    assert 0 <= size * scoring.speed_bonus(0, 60_000, 0, size) <= scoring.SPEED_BUDGET
    assert streaks + size * scoring.speed_bonus(0, 60_000, 0, size) < BONUS_LIMIT


def test_bases_differ_by_at_least_500() -> None:
    bases = [scoring.base_points(difficulty) for difficulty in DIFFICULTIES]
    assert all(points % BONUS_LIMIT == 0 and points > 0 for points in bases)
    assert bases == sorted(set(bases))


@given(st.data(), sizes)
def test_a_higher_base_ranks_higher(data: st.DataObject, size: int) -> None:
    def play() -> tuple[int, int]:
        difficulties = data.draw(st.lists(st.sampled_from(DIFFICULTIES), min_size=size, max_size=size))
        right = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
        return base(difficulties, right), data.draw(plays(difficulties, right))

    (one_base, one), (other_base, other) = play(), play()
    if one_base > other_base:
        assert one > other
    assert one_base <= one < one_base + BONUS_LIMIT


@given(st.data(), sizes)
def test_one_more_right_answer_ranks_higher(data: st.DataObject, size: int) -> None:
    difficulties = data.draw(st.lists(st.sampled_from(DIFFICULTIES), min_size=size, max_size=size))
    right = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    place = data.draw(st.integers(0, size - 1))
    fewer, more = [*right], [*right]
    fewer[place], more[place] = False, True
    assert data.draw(plays(difficulties, more)) > data.draw(plays(difficulties, fewer))


@given(st.data(), sizes, st.sampled_from(DIFFICULTIES))
def test_more_right_answers_of_one_difficulty_rank_higher_whichever_they_are(
    data: st.DataObject, size: int, difficulty: int
) -> None:
    difficulties = [difficulty] * size
    patterns = st.lists(st.booleans(), min_size=size, max_size=size)
    fewer, more = sorted((data.draw(patterns), data.draw(patterns)), key=sum)
    if sum(fewer) < sum(more):
        assert data.draw(plays(difficulties, more)) > data.draw(plays(difficulties, fewer))


def test_difficulty_weighs_more_than_number() -> None:
    """By design (docs/decisions/scoring.md): two hard answers are worth more than three easy ones of the same deal."""
    difficulties = [1, 1, 1, 3, 3]
    two_hard, three_easy = [False, False, False, True, True], [True, True, True, False, False]
    assert base(difficulties, two_hard) > base(difficulties, three_easy)


@given(elapsed, elapsed, st.integers(0, 150_000), st.integers(0, 60_000), sizes)
def test_speed_never_pays_for_being_slower(first: int, second: int, limit: int, grace: int, size: int) -> None:
    quick, slow = sorted((first, second))
    quick_bonus, slow_bonus = (scoring.speed_bonus(took, limit, grace, size) for took in (quick, slow))
    assert isinstance(quick_bonus, int)
    assert 0 <= slow_bonus <= quick_bonus <= scoring.SPEED_BUDGET
    assert scoring.speed_bonus(max(limit, grace), limit, grace, size) == 0


@given(st.integers(-10, 30_000), st.integers(31_000, 100_000), sizes)
def test_reading_time_costs_nothing(took: int, limit: int, size: int) -> None:
    assert scoring.speed_bonus(took, limit, 30_000, size) == scoring.speed_bonus(0, limit, 30_000, size)


@given(st.sampled_from(DIFFICULTIES), st.integers(0, FULL_CREDIT), st.integers(0, FULL_CREDIT))
def test_more_credit_is_never_fewer_points(difficulty: int, one: int, other: int) -> None:
    low, high = (scoring.base_points(difficulty, credit) for credit in sorted((one, other)))
    assert isinstance(low, int) and 0 <= low <= high <= scoring.base_points(difficulty)


@given(st.integers(0, 20), st.integers(0, 20), st.lists(st.integers(1, 100), min_size=3, max_size=3, unique=True))
def test_stars_rise_with_right_answers_and_their_marks_can_be_named(right: int, total: int, marks: list[int]) -> None:
    first, second, third = sorted(marks)
    right = min(right, total)
    earned = scoring.stars(right, total, (first, second, third))
    assert 0 <= earned <= 3
    for count, percent in enumerate((first, second, third), 1):
        needed = scoring.right_needed(total, percent)
        assert (earned >= count) == (total > 0 and right >= needed)


def test_nobody_earns_stars_for_nothing() -> None:
    assert scoring.stars(0, 0, (60, 80, 100)) == 0


standings = st.lists(st.builds(Standing, st.integers(0, 20), st.integers(0, 4)), max_size=30)


@given(standings)
def test_ties_share_a_rank_and_the_next_is_skipped(listed: list[Standing]) -> None:
    found = ranks(listed)
    for one, rank in zip(listed, found, strict=True):
        better = sum((-other.score, other.props_used) < (-one.score, one.props_used) for other in listed)
        assert rank == better + 1
