"""Credit of the types that give a part of it: in bounds, monotone, and told apart from guessing "it is all a scam"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.packs.library import load_library
from game.qtypes.dialogue import rules as dialogue
from game.qtypes.dialogue.rules import HANG_UP, REPORT, VERIFY, Choice, Step, Talk, flaws
from game.qtypes.number import rules as number
from game.qtypes.ordering import rules as ordering
from game.qtypes.redflags import rules as redflags
from game.qtypes.sorting import rules as sorting
from game.rules.question import FULL_CREDIT, Question
from game.start import QUESTIONS

STEPS = ordering.Steps(tuple(ordering.Item(place, str(place)) for place in range(5)))
MESSAGE = redflags.Message(
    "chat",
    "x",
    "y",
    tuple(redflags.Part(place, str(place), "flag" if place < 3 else "") for place in range(6)),
)
TALK = Talk(
    "call",
    "x",
    "a",
    {
        "a": Step(("hello",), (Choice("more", "b"), Choice("give", "b", True))),
        "b": Step(("pay",), (Choice("pay", "comply", True), Choice("wait", "c"))),
        "c": Step(("pay now",), (Choice("pay", "comply", True),)),
    },
    dict.fromkeys(("hangup", "verify", "report", "comply"), "end"),
    ("urgency",),
)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    library = load_library(QUESTIONS)
    return [question for pool in library.pools.values() for question in pool]


def test_ordering_counts_right_neighbours() -> None:
    for answer in permutations(range(5)):
        kept = sum(second == first + 1 for first, second in pairwise(answer))
        assert ordering.grade(STEPS, answer).credit == FULL_CREDIT * kept // 4
    assert ordering.grade(STEPS, (0, 1, 2, 3, 4)).is_right


@given(st.lists(st.integers(0, 2), min_size=4, max_size=4), st.integers(0, 3))
def test_putting_one_more_thing_right_never_costs(groups: list[int], place: int) -> None:
    body = sorting.Classes(("a", "b", "c"), tuple(sorting.Item(n, str(n), n % 3) for n in range(4)))
    better = list(groups)
    better[place] = place % 3
    assert sorting.grade(body, tuple(better)).credit >= sorting.grade(body, tuple(groups)).credit


@given(st.sets(st.integers(0, 5)), st.integers(0, 5))
def test_a_hit_never_costs_and_a_false_alarm_never_pays(tapped: set[int], part: int) -> None:
    before = redflags.grade(MESSAGE, tuple(sorted(tapped - {part}))).credit
    after = redflags.grade(MESSAGE, tuple(sorted(tapped | {part}))).credit
    assert after >= before if part < 3 else after <= before


@given(st.sets(st.integers(0, 5)))
def test_of_an_innocent_message_only_nothing_is_right(tapped: set[int]) -> None:
    innocent = replace(MESSAGE, parts=tuple(replace(part, flag="") for part in MESSAGE.parts))
    assert redflags.grade(innocent, tuple(sorted(tapped))).is_right == (not tapped)


def test_flagging_everything_is_no_strategy() -> None:
    assert redflags.grade(MESSAGE, tuple(range(6))).credit == 0


@pytest.mark.parametrize(("value", "credit"), [(29, 0), (30, 1000), (31, 1000), (32, 1000), (33, 0)])
def test_a_number_within_its_tolerance_is_right(value: int, credit: int) -> None:
    assert number.grade(number.Amount(31, "x", 1), (value,)).credit == credit


def test_a_scam_is_scored_by_where_it_was_stopped_and_how() -> None:
    def credit(*moves: int) -> int:
        assert dialogue.legal(TALK, moves)
        return dialogue.grade(TALK, moves).credit

    assert credit(VERIFY) == credit(REPORT) == credit(0, VERIFY) == FULL_CREDIT
    assert credit(0, VERIFY) > credit(HANG_UP) > credit(1, HANG_UP) > credit(1, 0)
    assert credit(1, VERIFY) < credit(0, VERIFY)
    assert credit(0, 0) == credit(0, 1, 0) == 0
    genuine = replace(TALK, is_genuine=True)
    assert dialogue.grade(genuine, (0, 0)).is_right and dialogue.grade(genuine, (VERIFY,)).is_right
    assert 0 < dialogue.grade(genuine, (REPORT,)).credit < FULL_CREDIT


@pytest.mark.parametrize("moves", [(), (0,), (7,), (-1,), (VERIFY, VERIFY), (0, 0, 0), (99,)])
def test_a_way_that_is_open_or_impossible_is_illegal(moves: tuple[int, ...]) -> None:
    assert not dialogue.legal(TALK, moves)


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ({"a": Step(("x",), (Choice("y", "a"),))}, "loop"),
        ({"a": Step(("x",), (Choice("y", "nowhere"),))}, "no-such-step"),
        ({"a": Step(("x",), ())}, "end-never-reached"),
        ({f"s{n}": Step(("x",), (Choice("y", "comply"),)) for n in range(7)}, "too-many-steps"),
        ({"a": Step(("x",), (Choice("y", "comply"),)), "b": Step(("x",), (Choice("y", "comply"),))}, "unreachable"),
        ({"a": Step(("x",), (Choice("y", "comply"),), (HANG_UP,))}, "no-safe-exit"),
        ({"b": Step(("x",), (Choice("y", "comply"),))}, "no-such-step"),
    ],
)
def test_broken_branches_are_found(steps: dict[str, Step], code: str) -> None:
    assert code in {found for found, _ in flaws(replace(TALK, steps=steps))}
    assert not list(flaws(TALK))


def test_the_lab_has_enough_of_both_kinds(questions: list[Question]) -> None:
    flags = [question for question in questions if question.type == "redflags"]
    talks = [question for question in questions if question.type == "dialogue"]
    for listed in (flags, talks):
        assert 1 / 4 <= sum(question.genuine for question in listed) / len(listed) <= 1 / 2
    assert sum(question.genuine for question in (*flags, *talks)) >= (len(flags) + len(talks)) / 3
    assert all(question.body.is_genuine == question.genuine for question in talks)
    assert all(bool(question.body.key) != question.genuine for question in flags)


def test_no_type_is_without_content(questions: list[Question]) -> None:
    assert {question.type for question in questions} == {
        path.parent.name for path in Path("game/qtypes").glob("*/rules.py")
    }
