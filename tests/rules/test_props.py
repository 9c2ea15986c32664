"""Props help and never buy points; time outs keep to their question's clock."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules import run as rules
from game.rules.deal import CARE, NO_COMFORT, Comfort
from game.rules.run import Answered, Continued, Phase, Prop, PropUsed, Run, Saved, Shown, TimeRanOut
from tests.rules.street import TYPES, dealt, level, right_answer, wrong_answer

seeds = st.integers(0, 9999)
patterns = st.lists(st.tuples(st.booleans(), st.integers(0, 60_000)), min_size=7, max_size=7)
prop_sets = tuple(chain.from_iterable(combinations(Prop, size) for size in range(len(Prop) + 1)))


def told(run: Run, *events: rules.Event) -> Run:
    """The run after all events."""
    for event in events:
        run, _ = rules.update(run, event, TYPES)
    return run


def play(run: Run, pattern: list[tuple[bool, int]], props: tuple[Prop, ...] = (), at: int = 0) -> Run:
    """Answers right or wrong after so many milliseconds; `props` are used at question `at`."""
    for is_right, elapsed_ms in pattern:
        if run.phase == Phase.ENDED:
            break
        run = told(run, Shown(1_000_000 * run.index))
        if run.index == at:
            run = told(run, *(PropUsed(prop, run.shown_ms) for prop in props))
        question = run.dealt.question
        answer = right_answer(question) if is_right else wrong_answer(question, run.dealt.exclusion)
        run = told(run, Answered(run.index, answer, run.shown_ms + elapsed_ms), Saved(run.index), Continued(run.index))
    return run


def points_match(seed: int, pattern: list[tuple[bool, int]], props: tuple[Prop, ...], at: int, speed: bool) -> bool:
    """Whether every question answered in both plays is worth the same with the props and without."""
    plain = play(rules.start(dealt(seed), speed), pattern)
    helped = play(rules.start(dealt(seed), speed), pattern, props, at)
    return all(
        one.points == other.points and one.credit == other.credit
        for one, other in zip(plain.records, helped.records, strict=False)
    )


@given(seeds, patterns, st.sampled_from(prop_sets), st.integers(0, 6))
def test_props_never_change_the_points_of_an_answer(
    seed: int, pattern: list[tuple[bool, int]], props: tuple[Prop, ...], at: int
) -> None:
    assert points_match(seed, pattern, props, at, speed=False)


@given(seeds, patterns, st.sampled_from([props for props in prop_sets if Prop.TIME not in props]), st.integers(0, 6))
def test_props_but_time_never_change_the_speed_bonus(
    seed: int, pattern: list[tuple[bool, int]], props: tuple[Prop, ...], at: int
) -> None:
    assert points_match(seed, pattern, props, at, speed=True)


def test_more_time_never_changes_the_speed_bonus() -> None:
    pattern = [(True, 20_000)] * 7
    assert all(points_match(seed, pattern, (Prop.TIME,), 0, speed=True) for seed in range(20))


def test_a_shield_takes_the_next_mistake_only() -> None:
    wrong, right = (False, 100), (True, 100)
    run = rules.start(dealt(3))
    assert play(run, [wrong]).hearts == 2
    assert play(run, [wrong], (Prop.SHIELD,)).hearts == 3
    assert play(run, [right, right, wrong], (Prop.SHIELD,)).hearts == 3
    assert play(run, [right, wrong, wrong], (Prop.SHIELD,)).hearts == 2


def test_the_last_heart_ends_the_level_without_stars() -> None:
    run = play(rules.start(dealt(3, level(hearts=1))), [(True, 1), (False, 1), (True, 1)])
    assert (run.phase, run.hearts, len(run.records)) == (Phase.ENDED, 0, 2)
    assert rules.result(run).stars == 0
    easy = play(rules.start(dealt(3, level(hearts=1), CARE)), [(False, 1)] * 5)
    assert (easy.phase, easy.hearts, len(easy.records)) == (Phase.ENDED, 1, 5)


@given(seeds, st.integers(0, 10**6), st.integers(0, 200_000), st.booleans())
def test_time_runs_out_at_the_limit_and_not_before(seed: int, shown_ms: int, passed: int, has_more: bool) -> None:
    run = told(rules.start(dealt(seed)), Shown(shown_ms))
    if has_more:
        run = told(run, PropUsed(Prop.TIME, shown_ms))
    after = told(run, TimeRanOut(0, shown_ms + passed))
    if passed < run.limit_ms:
        assert after == run
    else:
        assert after.records[-1].answer is None
        assert after.phase == Phase.SAVING


@pytest.mark.parametrize(("seconds", "comfort"), [(0, NO_COMFORT), (30, CARE)], ids=["no clock", "care"])
def test_without_a_clock_time_never_runs_out(seconds: int, comfort: Comfort) -> None:
    run = told(rules.start(dealt(1, level(seconds=seconds), comfort)), Shown(0))
    assert run.limit_ms == 0
    assert told(run, TimeRanOut(0, 10**12)) == run
    assert not rules.usable(run, Prop.TIME)


def test_time_cannot_run_out_for_a_question_nobody_saw_yet() -> None:
    run = play(rules.start(dealt(1)), [(True, 10)])
    assert told(run, TimeRanOut(run.index, run.shown_ms + run.limit_ms)) == run


@given(seeds, st.integers(0, 10**6), st.integers(-(10**9), 0))
def test_a_clock_that_runs_backwards_gives_no_negative_time(seed: int, shown_ms: int, jump_ms: int) -> None:
    run = told(rules.start(dealt(seed), speed=True), Shown(shown_ms))
    after = told(run, Answered(0, right_answer(run.dealt.question), shown_ms + jump_ms))
    assert after.records[0].elapsed_ms == 0
    assert after.score == told(run, Answered(0, right_answer(run.dealt.question), shown_ms)).score


@given(seeds, patterns)
def test_verdicts_follow_the_latest_answer(seed: int, pattern: list[tuple[bool, int]]) -> None:
    run = told(rules.start(dealt(seed)), Shown(0))
    silent = told(run, TimeRanOut(0, run.limit_ms))
    assert rules.verdict(silent, TYPES).credit == 0
    assert rules.verdict(silent, TYPES).key == right_answer(run.dealt.question)
    heard = told(run, Answered(0, right_answer(run.dealt.question), 5))
    assert rules.verdict(heard, TYPES).is_right


@given(seeds, patterns)
def test_the_result_adds_up(seed: int, pattern: list[tuple[bool, int]]) -> None:
    run = play(rules.start(dealt(seed)), pattern, (Prop.HINT, Prop.SHIELD))
    found = rules.result(run)
    assert found.score == sum(record.points for record in run.records)
    assert found.right == sum(record.credit == 1000 for record in run.records)
    assert (found.total, found.props_used) == (run.deal.size, len(run.props))
    assert 0 <= found.best_streak <= found.right <= found.total
    assert found.is_passed == (found.stars > 0)


@pytest.mark.parametrize("change", ["question", "points", "credit", "elapsed_ms", "props", "answer"])
def test_records_of_another_level_are_refused(change: str) -> None:
    run = play(rules.start(dealt(1), speed=True), [(True, 9_000), (True, 9_000), (True, 9_000)])
    forged = {
        "question": "q9999",
        "points": 9999,
        "credit": 500,
        "elapsed_ms": -1,
        "props": (Prop.HINT, Prop.HINT),
        "answer": (99,),
    }
    records = (run.records[0], replace(run.records[1], **{change: forged[change]}))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="record 1"):
        rules.resume(run.deal, records, TYPES, speed=True)
    with pytest.raises(ValueError, match="belong"):
        rules.resume(dealt(2), run.records, TYPES, speed=True)
