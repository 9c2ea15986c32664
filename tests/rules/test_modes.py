"""The modes: what each deals, whose turn it is, and what it tells in the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.packs.library import Library
from game.rules import modes, run, visit
from game.rules.deal import CARE, NO_COMFORT, Comfort, Deal
from game.rules.levels import Mode
from game.rules.question import FULL_CREDIT, Answer
from game.rules.run import Answered, AnswerRecord, Continued, Phase, Run, Saved, Shown
from game.rules.visit import Visit
from tests.rules.street import TYPES, deal, level, pool, right_answer, wrong_answer

seeds = st.integers(0, 10_000)
NOBODY = Visit(0)


def dealt(library: Library, mode: Mode, seed: int, before: Visit = NOBODY, **more: object) -> Deal:
    return modes.deal_mode(
        mode, library.questions(), library.question, seed, TYPES, before, more.get("comfort", NO_COMFORT)
    )  # type: ignore[arg-type]


def answered(played: Run, answer: Answer) -> Run:
    for event in (Shown(0), Answered(played.index, answer, 1), Saved(played.index)):
        played, _ = run.update(played, event, TYPES)
    played, _ = run.update(played, Continued(played.index), TYPES)
    return played


# ── 每日一练 ──


def test_a_day_has_the_same_five_questions_whoever_plays(library: Library) -> None:
    seed = modes.day_seed(date(2026, 11, 24))
    busy = replace(NOBODY, seed=9, seen=frozenset(question.id for question in library.questions()), rated=900)
    one, two = dealt(library, Mode.DAILY, seed), dealt(library, Mode.DAILY, seed, busy)
    assert one == two and one.size == 5
    care = dealt(library, Mode.DAILY, seed, comfort=CARE)
    assert [item.question.id for item in care.dealt] == [item.question.id for item in one.dealt]


def test_a_month_of_days_differs_and_mixes_topics_and_types(library: Library) -> None:
    days = [date(2026, 11, 1) + timedelta(days=place) for place in range(30)]
    rounds = [dealt(library, Mode.DAILY, modes.day_seed(day)) for day in days]
    assert len({tuple(item.question.id for item in made.dealt) for made in rounds}) == 30
    for made in rounds:
        assert sorted(item.difficulty for item in made.dealt) == [1, 1, 2, 2, 3]
        assert len({item.question.topic for item in made.dealt}) >= 3
        assert len({item.question.type for item in made.dealt}) >= 3


# ── 挑战赛 ──


@given(seed=seeds, mistake=st.integers(0, 12), comfort=st.sampled_from([NO_COMFORT, CARE]))
def test_the_challenge_ends_with_the_first_error(library: Library, seed: int, mistake: int, comfort: Comfort) -> None:
    played = run.start(dealt(library, Mode.CHALLENGE, seed, comfort=comfort))
    for _ in range(mistake):
        played = answered(played, right_answer(played.dealt.question))
    assert played.phase == Phase.ASKING
    played = answered(played, _not_right(played))
    assert played.phase == Phase.ENDED
    assert run.result(played).right == mistake


def _not_right(played: Run) -> Answer:
    """An answer that is not fully right, however nearly."""
    question, rng = played.dealt.question, Random(3)
    rules = TYPES[question.type]
    guesses = (rules.guess(question.body, rng) for _ in range(500))
    return max(
        (guess for guess in guesses if not rules.grade(question.body, guess).is_right),
        key=lambda guess: rules.grade(question.body, guess).credit,
    )


def test_it_rises_from_easy_to_hard_and_allows_no_props(library: Library) -> None:
    played = run.start(dealt(library, Mode.CHALLENGE, 4))
    asked = [item.question.difficulty for item in played.deal.dealt]
    assert asked == sorted(asked) and len(set(asked)) == 3
    assert not any(run.usable(played, prop) for prop in run.Prop)


# ── 防诈实验室 ──


@given(seed=seeds)
def test_half_of_a_lab_round_is_genuine(library: Library, seed: int) -> None:
    made = dealt(library, Mode.LAB, seed)
    assert made.size == 6
    assert sum(item.question.genuine for item in made.dealt) == 3
    for is_genuine in (False, True):
        types = {item.question.type for item in made.dealt if item.question.genuine == is_genuine}
        assert types == {"redflags", "dialogue"}


@given(seed=seeds)
def test_who_suspects_everything_catches_all_and_wrongs_all(library: Library, seed: int) -> None:
    played = run.start(dealt(library, Mode.LAB, seed))
    while played.phase == Phase.ASKING:
        question = played.dealt.question
        suspicion = question.body.tappable[:1] if question.type == "redflags" else (100,)
        played = answered(played, suspicion if TYPES[question.type].legal(question.body, suspicion) else (102,))
    found = modes.detection(played, TYPES)
    assert (found.hit_percent, found.false_alarm_percent) == (100, 100)


@given(seed=seeds)
def test_who_is_right_catches_all_and_wrongs_nobody(library: Library, seed: int) -> None:
    played = run.start(dealt(library, Mode.LAB, seed))
    while played.phase == Phase.ASKING:
        played = answered(played, right_answer(played.dealt.question))
    found = modes.detection(played, TYPES)
    assert (found.hit_percent, found.false_alarm_percent) == (100, 0)
    assert (found.hits, found.scams, found.false_alarms, found.genuine) == (3, 3, 0, 3)


# ── 双人对战 ──


def test_turns_are_shared_fairly() -> None:
    turns = [modes.seat(index) for index in range(8)]
    assert turns == [0, 1, 1, 0, 0, 1, 1, 0]
    assert Counter(turns[::2]) == Counter(turns[1::2])


@given(seed=seeds)
def test_both_seats_get_equally_hard_questions_and_equal_answers_draw(library: Library, seed: int) -> None:
    made = dealt(library, Mode.DUEL, seed)
    assert made.size == 8
    worth = {0: Counter[int](), 1: Counter[int]()}
    for index, item in enumerate(made.dealt):
        worth[modes.seat(index)][item.difficulty] += 1
        worth[modes.seat(index)][10 * item.question.difficulty] += 1
    assert worth[0] == worth[1]
    played = run.start(made)
    while played.phase == Phase.ASKING:
        played = answered(played, right_answer(played.dealt.question))
    left, right = modes.sides(played.records)
    assert left.points == right.points and left.right == right.right == left.answered == 4
    assert left.points + right.points == played.score


# ── 错题重练 ──


def _record(question: str, credit: int = 0, sure: bool | None = None) -> AnswerRecord:
    return AnswerRecord(0, question, (0,), credit, 0, 1, (), sure)


def test_errors_come_back_in_other_words_and_a_right_answer_settles_them(library: Library) -> None:
    pairs = [
        (one, other)
        for one in library.questions()
        for other in library.questions()
        if one.id != other.id and set(one.facts) & set(other.facts)
    ]
    wrong = pairs[0][0]
    seen = visit.after_answer(NOBODY, wrong, _record(wrong.id))
    made = dealt(library, Mode.REDO, 5, seen)
    item = made.dealt[0]
    assert item.question.id != wrong.id and set(item.question.facts) & set(wrong.facts)
    assert item.stands_for == wrong.id
    settled = visit.after_answer(seen, item.question, _record(item.question.id, FULL_CREDIT), item.stands_for)
    assert settled.wrong == ()


def test_confident_errors_come_first_and_at_most_six(library: Library) -> None:
    seen = NOBODY
    asked = library.questions()[:10]
    for question in asked:
        seen = visit.after_answer(seen, question, _record(question.id, sure=question is asked[4]))
    assert seen.due == (asked[4].id,)
    picks = modes.errors_again(library.questions(), seen)
    assert len(picks) == modes.REDO_MOST
    assert asked[4].id in (picks[0].question.id, picks[0].stands_for)


def test_a_passport_brings_its_weak_topics(library: Library) -> None:
    brought = replace(NOBODY, weak_before=("fraud", "know"))
    assert modes.has_errors(brought) and not modes.has_errors(NOBODY)
    made = dealt(library, Mode.REDO, 5, brought)
    assert made.size and {item.question.topic for item in made.dealt} <= {"fraud", "know"}
    with pytest.raises(ValueError, match="redo"):
        dealt(library, Mode.REDO, 5)


# ── sure and not sure ──


def test_a_confident_error_comes_back_in_a_later_level() -> None:
    stock = pool()
    error = stock[7]

    made = deal(level(), stock, 3, seen={error.id}, due=[error])
    assert [item.question.id for item in made.dealt].count(error.id) == 1
    assert made.size == level().size


@given(sure=st.sampled_from([True, False, None]), right=st.booleans())
def test_what_one_is_sure_of_is_kept_where_it_is_asked_and_never_scored(sure: bool | None, right: bool) -> None:
    from tests.rules.street import dealt as levelled

    scores = set()
    for asks in (True, False):
        played = run.start(levelled(2, replace(level(), asks_sure=asks)))
        question = played.dealt.question
        answer = right_answer(question) if right else wrong_answer(question)
        played, _ = run.update(played, Answered(0, answer, 5, sure), TYPES)
        record = played.records[0]
        assert record.sure == (sure if asks else None)
        assert record.is_confident_error == (asks and sure is True and not right)
        scores.add((record.points, record.credit, played.hearts))
    assert len(scores) == 1
