"""A level in play: whatever events come, the rules hold."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules import run as rules
from game.rules.deal import CARE
from game.rules.run import Answered, Continued, Phase, Prop, PropUsed, Run, Save, Saved, Shown, TimeRanOut, update
from tests.questions import TYPES, dealt


def key(run: Run) -> tuple[int, ...]:
    question = run.dealt.question
    return TYPES[question.type].grade(question.body, ()).key


def wrong(run: Run) -> tuple[int, ...]:
    question = run.dealt.question
    rng = Random(0)
    while True:
        guess = TYPES[question.type].guess(question.body, rng)
        if guess != key(run) and not set(guess) & set(run.excluded):
            return guess


def play(run: Run, pattern: list[bool], elapsed_ms: int = 1000) -> Run:
    """Answers right or wrong as told until the pattern or the level ends."""
    for is_right in pattern:
        if run.phase == Phase.ENDED:
            break
        run, _ = update(
            run, Answered(run.index, key(run) if is_right else wrong(run), run.shown_ms + elapsed_ms), TYPES
        )
        run, _ = update(run, Saved(run.index), TYPES)
        run, _ = update(run, Continued(run.index), TYPES)
    return run


events = st.one_of(
    st.builds(Shown, st.integers(0, 10**6)),
    st.builds(PropUsed, st.sampled_from(Prop), st.integers(0, 10**6)),
    st.builds(Answered, st.integers(-1, 7), st.lists(st.integers(-1, 6), max_size=4).map(tuple), st.integers(0, 10**6)),
    st.builds(TimeRanOut, st.integers(-1, 7), st.integers(0, 10**6)),
    st.builds(Saved, st.integers(-1, 7), st.booleans()),
    st.builds(Continued, st.integers(-1, 7)),
)


@settings(max_examples=400)
@given(st.lists(events, max_size=60), st.integers(0, 99), st.sampled_from((0, 30)), st.booleans())
def test_no_event_breaks_the_rules(story: list[rules.Event], seed: int, seconds: int, care: bool) -> None:
    run = rules.start(dealt(seed, CARE, seconds=seconds) if care else dealt(seed, seconds=seconds), speed=True)
    most = sum(2000 for _ in run.deal.dealt) + 499
    answered: set[int] = set()
    for event in story:
        before = run
        run, effects = update(run, event, TYPES)
        assert 0 <= run.score <= most
        assert 0 <= run.hearts <= run.deal.level.hearts
        assert len(run.records) <= run.index + 1
        saves = [effect for effect in effects if isinstance(effect, Save)]
        if saves:
            assert saves[0].record.index not in answered
            answered.add(saves[0].record.index)
        if run == before:
            assert not effects


def test_a_second_answer_changes_nothing() -> None:
    run, _ = update(rules.start(dealt()), Answered(0, key(rules.start(dealt())), 10), TYPES)
    assert update(run, Answered(0, wrong(rules.start(dealt())), 11), TYPES) == (run, ())


def test_points_appear_only_after_saving() -> None:
    run = rules.start(dealt())
    run, effects = update(run, Answered(0, key(run), 10), TYPES)
    assert [type(effect) for effect in effects] == [Save]
    assert run.phase == Phase.SAVING
    run, effects = update(run, Saved(0, kept=False), TYPES)
    assert run.phase == Phase.REVEALED
    assert not run.kept


@given(st.lists(st.booleans(), min_size=6, max_size=6), st.integers(0, 999))
def test_hearts_and_stars(pattern: list[bool], seed: int) -> None:
    run = play(rules.start(dealt(seed)), pattern)
    found = rules.result(run)
    assert run.phase == Phase.ENDED
    if pattern.count(False) >= 3:
        assert run.is_out_of_hearts and found.stars == 0
    else:
        assert found.right == pattern.count(True)
        assert found.hearts == 3 - pattern.count(False)
        assert found.is_passed


def test_a_shield_saves_one_heart_and_props_cost_nothing() -> None:
    plain = play(rules.start(dealt(3)), [False, True])
    run, _ = update(rules.start(dealt(3)), PropUsed(Prop.SHIELD, 0), TYPES)
    shielded = play(run, [False, True])
    assert (plain.hearts, shielded.hearts) == (2, 3)
    assert plain.score == shielded.score
    assert not shielded.shielded


def test_each_prop_works_once_a_level() -> None:
    run = rules.start(dealt(seconds=30))
    for prop in Prop:
        if not rules.usable(run, prop):
            continue
        run, _ = update(run, PropUsed(prop, 0), TYPES)
        assert prop in run.props
        assert update(run, PropUsed(prop, 0), TYPES) == (run, ())


def test_a_removed_option_cannot_be_chosen() -> None:
    for seed in range(30):
        run, _ = update(rules.start(dealt(seed)), PropUsed(Prop.EXCLUDE, 0), TYPES)
        if run.dealt.question.type == "single":
            assert update(run, Answered(0, run.excluded[:1], 5), TYPES) == (run, ())


def test_time_runs_out_at_the_limit_and_not_before() -> None:
    run, _ = update(rules.start(dealt(seconds=30)), Shown(1000), TYPES)
    early = TimeRanOut(0, 1000 + run.limit_ms - 1)
    assert update(run, early, TYPES) == (run, ())
    late, effects = update(run, TimeRanOut(0, 1000 + run.limit_ms), TYPES)
    assert late.phase == Phase.SAVING and effects
    extended, _ = update(run, PropUsed(Prop.TIME, 2000), TYPES)
    assert extended.limit_ms == run.limit_ms + rules.EXTRA_MS


def test_without_a_clock_time_never_runs_out() -> None:
    run = rules.start(dealt())
    assert update(run, TimeRanOut(0, 10**9), TYPES) == (run, ())


@given(st.lists(st.booleans(), max_size=6), st.integers(0, 500), st.integers(0, 40_000))
def test_resume_gives_the_same_run(pattern: list[bool], seed: int, elapsed_ms: int) -> None:
    run = play(rules.start(dealt(seed, seconds=60), speed=True), pattern, elapsed_ms)
    again = rules.resume(run.deal, run.records, TYPES, speed=True)
    assert replace(again, shown_ms=0) == replace(run, shown_ms=0)


def test_resume_refuses_records_of_another_deal() -> None:
    run = play(rules.start(dealt(1)), [True, True])
    with pytest.raises(ValueError):
        rules.resume(dealt(2), run.records, TYPES)
    forged = (replace(run.records[0], points=9999),)
    with pytest.raises(ValueError):
        rules.resume(run.deal, forged, TYPES)


def test_care_takes_no_hearts_and_no_time() -> None:
    run = play(rules.start(dealt(1, CARE, seconds=30)), [False] * 5)
    assert run.phase == Phase.ENDED and run.hearts == 3 and run.limit_ms == 0
