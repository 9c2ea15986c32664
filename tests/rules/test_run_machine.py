"""Whatever happens in whatever order, a run stays a fair game: a model of it is played alongside."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from game.rules import run as rules
from game.rules.deal import CARE, NO_COMFORT
from game.rules.question import FULL_CREDIT, Answer
from game.rules.run import (
    Answered,
    Continued,
    Effect,
    Event,
    Finish,
    Phase,
    Play,
    Prop,
    PropUsed,
    Run,
    Save,
    Saved,
    Shown,
    TimeRanOut,
)
from game.rules.scoring import BASE_BY_DIFFICULTY
from tests.rules.street import TYPES, dealt, level, right_answer, wrong_answer

MOST_BONUS = 499
passing_ms = st.integers(0, 70_000)


def at_rest(run: Run) -> Run:
    """The run as a journal can know it: without the present question's clock and props, and all answers kept."""
    if run.phase == Phase.SAVING:
        run, _ = rules.update(run, Saved(run.index), TYPES)
    if run.phase == Phase.REVEALED:
        run, _ = rules.update(run, Continued(run.index), TYPES)
    return replace(run, shown_ms=0, is_shown=False, kept=True)


class Visitors(RuleBasedStateMachine):
    """Taps, props, clocks and disk reports, sensible and absurd."""

    @initialize(
        seed=st.integers(0, 9999),
        hearts=st.integers(1, 4),
        seconds=st.sampled_from((0, 20)),
        is_care=st.booleans(),
        speed=st.booleans(),
    )
    def begin(self, seed: int, hearts: int, seconds: int, is_care: bool, speed: bool) -> None:
        played = level(hearts=hearts, seconds=seconds)
        self.deal = dealt(seed, played, CARE if is_care else NO_COMFORT)
        self.run = rules.start(self.deal, speed)
        self.entered = at_rest(self.run)
        self.now_ms = self.shown_ms = 0
        self.is_shown = False
        self.saved: set[int] = set()
        self.hearts, self.is_shielded, self.streak = hearts, False, 0
        self.rng = Random(seed)

    # ── events that count ──

    @rule(passed=passing_ms)
    def look_at_the_question(self, passed: int) -> None:
        self.now_ms += passed
        if self.run.phase == Phase.ASKING:
            self.shown_ms, self.is_shown = self.now_ms, True
            self.send(Shown(self.now_ms))

    @precondition(lambda self: self.run.phase == Phase.ASKING)
    @rule(passed=passing_ms, is_right=st.booleans())
    def answer(self, passed: int, is_right: bool) -> None:
        self.now_ms += passed
        question = self.run.dealt.question
        answer = right_answer(question) if is_right else wrong_answer(question, self.run.excluded)
        effects = self.send(Answered(self.run.index, answer, self.now_ms))
        self.is_answered(effects, answer, is_right)

    @precondition(lambda self: self.run.phase == Phase.ASKING)
    @rule(passed=passing_ms)
    def let_time_pass(self, passed: int) -> None:
        self.now_ms += passed
        is_over = self.is_shown and 0 < self.run.limit_ms <= self.now_ms - self.shown_ms
        before = self.run
        effects = self.send(TimeRanOut(self.run.index, self.now_ms))
        if is_over:
            self.is_answered(effects, None, False)
        else:
            assert (self.run, effects) == (before, ())

    @precondition(lambda self: self.run.phase == Phase.SAVING)
    @rule(kept=st.booleans())
    def hear_from_the_disk(self, kept: bool) -> None:
        was_kept = self.run.kept
        effects = self.send(Saved(self.run.index, kept))
        assert self.run.phase == Phase.REVEALED
        assert self.run.kept == (was_kept and kept)
        assert [type(effect) for effect in effects] == [Play]

    @precondition(lambda self: self.run.phase == Phase.REVEALED)
    @rule()
    def go_on(self) -> None:
        is_over = self.run.index + 1 == self.deal.size or (not self.deal.comfort.heartless and self.hearts == 0)
        effects = self.send(Continued(self.run.index))
        if is_over:
            assert self.run.phase == Phase.ENDED
            assert effects == (Finish(rules.result(self.run)),)
        else:
            assert (self.run.phase, effects) == (Phase.ASKING, ())
        self.entered, self.is_shown = at_rest(self.run), False

    @rule(prop=st.sampled_from(Prop))
    def use_a_prop(self, prop: Prop) -> None:
        before, is_usable = self.run, rules.usable(self.run, prop)
        effects = self.send(PropUsed(prop, self.now_ms))
        if not is_usable:
            assert (self.run, effects) == (before, ())
            return
        assert self.run.props == (*before.props, prop)
        assert self.run.score == before.score
        assert (self.run.limit_ms - before.limit_ms) == (rules.EXTRA_MS if prop == Prop.TIME else 0)
        self.is_shielded = self.is_shielded or prop == Prop.SHIELD

    # ── events that must not count ──

    @rule(index=st.integers(-2, 12), passed=passing_ms, kept=st.booleans())
    def hear_of_another_question(self, index: int, passed: int, kept: bool) -> None:
        if index == self.run.index:
            index += 1
        at_ms = self.now_ms + passed
        for event in (Answered(index, (0,), at_ms), TimeRanOut(index, at_ms), Saved(index, kept), Continued(index)):
            self.ignores(event)

    @rule(passed=passing_ms)
    def hear_too_late_or_too_early(self, passed: int) -> None:
        index, at_ms = self.run.index, self.now_ms + passed
        answer = right_answer(self.run.dealt.question)
        if self.run.phase != Phase.ASKING:
            for event in (Shown(at_ms), Answered(index, answer, at_ms), TimeRanOut(index, at_ms + 10**9)):
                self.ignores(event)
            for prop in Prop:
                self.ignores(PropUsed(prop, at_ms))
        if self.run.phase != Phase.SAVING:
            self.ignores(Saved(index))
        if self.run.phase != Phase.REVEALED:
            self.ignores(Continued(index))

    @precondition(lambda self: self.run.phase == Phase.ASKING)
    @rule(answer=st.lists(st.integers(-3, 9), max_size=5).map(tuple))
    def answer_nonsense(self, answer: Answer) -> None:
        question = self.run.dealt.question
        if set(answer) & set(self.run.excluded) or not TYPES[question.type].legal(question.body, answer):
            self.ignores(Answered(self.run.index, answer, self.now_ms))

    @precondition(lambda self: self.run.phase == Phase.ASKING)
    @rule()
    def choose_what_was_removed(self) -> None:
        for option in self.run.excluded:
            self.ignores(Answered(self.run.index, (option,), self.now_ms))

    # ── always ──

    @invariant()
    def points_are_fair(self) -> None:
        most = sum(BASE_BY_DIFFICULTY[item.question.difficulty] for item in self.deal.dealt) + MOST_BONUS
        assert 0 <= self.run.score <= most
        assert isinstance(self.run.score, int)

    @invariant()
    def every_question_has_at_most_one_answer(self) -> None:
        assert [record.index for record in self.run.records] == list(range(len(self.run.records)))
        answered = self.run.phase != Phase.ASKING
        assert len(self.run.records) == self.run.index + answered
        assert {record.index for record in self.run.records} == self.saved

    @invariant()
    def hearts_are_as_the_model_says(self) -> None:
        assert self.run.hearts == self.hearts >= 0
        assert self.run.shielded == self.is_shielded
        assert self.run.streak == self.streak <= self.run.best_streak

    @invariant()
    def props_are_used_once(self) -> None:
        assert len(set(self.run.props)) == len(self.run.props)
        assert set(self.run.props_here) <= set(self.run.props)

    @invariant()
    def the_journal_can_take_up_the_run(self) -> None:
        again = rules.resume(self.deal, self.run.records, TYPES, self.run.speed)
        expected = self.entered if self.run.phase == Phase.ASKING else at_rest(self.run)
        assert at_rest(again) == expected
        assert rules.result(again).score == self.run.score

    # ── the model ──

    def is_answered(self, effects: tuple[Effect, ...], answer: Answer | None, is_right: bool) -> None:
        record = self.run.records[-1]
        assert effects == (Save(record),)
        assert self.run.phase == Phase.SAVING
        assert record.index not in self.saved
        assert (record.answer, record.credit) == (answer, FULL_CREDIT if is_right else 0)
        assert record.elapsed_ms == self.now_ms - self.shown_ms
        assert (record.points > 0) == is_right
        self.saved.add(record.index)
        self.streak = self.streak + 1 if is_right else 0
        if not is_right:
            if not self.is_shielded and not self.deal.comfort.heartless:
                self.hearts -= 1
            self.is_shielded = False

    def send(self, event: Event) -> tuple[Effect, ...]:
        self.run, effects = rules.update(self.run, event, TYPES)
        return effects

    def ignores(self, event: Event) -> None:
        assert rules.update(self.run, event, TYPES) == (self.run, ())


TestVisitors = Visitors.TestCase
TestVisitors.settings = settings(max_examples=200, stateful_step_count=60, deadline=None)
