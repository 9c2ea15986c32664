"""A level being played: `update(run, event) -> (run, effects)`, a pure function.

Events are facts that happened, effects are orders to the world outside. An event that doesn't fit the moment
(a second answer, an option that was removed, a prop used twice) changes nothing and orders nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from game.rules import scoring
from game.rules.deal import Deal, Dealt
from game.rules.question import FULL_CREDIT, Answer, QuestionRules, Verdict

EXTRA_MS = 20_000
"""What the prop 延时 adds to the clock of the present question."""


class Prop(StrEnum):
    """The four props; each may be used once a level and never costs points."""

    EXCLUDE = "exclude"
    HINT = "hint"
    TIME = "time"
    SHIELD = "shield"


class Phase(StrEnum):
    """Where a run stands: a question is open, its result is being written, it is revealed, or all is over."""

    ASKING = "asking"
    SAVING = "saving"
    REVEALED = "revealed"
    ENDED = "ended"


# ── events: what happened; times are milliseconds of a clock that only runs while the level is played ──


@dataclass(frozen=True, slots=True)
class Shown:
    at_ms: int


@dataclass(frozen=True, slots=True)
class PropUsed:
    prop: Prop
    at_ms: int


@dataclass(frozen=True, slots=True)
class Answered:
    """`sure` is what the visitor said of it, None where nobody asked."""

    index: int
    answer: Answer
    at_ms: int
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class TimeRanOut:
    index: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer's record is on disk, or `kept` is False and the visitor is told that it is not."""

    index: int
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Continued:
    index: int


Event = Shown | PropUsed | Answered | TimeRanOut | Saved | Continued


# ── effects: what the world shall do ──


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One answer as the journal keeps it. `answer` is None when the time ran out."""

    index: int
    question: str
    answer: Answer | None
    credit: int
    points: int
    elapsed_ms: int
    props: tuple[Prop, ...]
    sure: bool | None = None
    pack: str = ""

    @property
    def is_confident_error(self) -> bool:
        """Whether the visitor was sure and not right: what a quiz must not let stand."""
        return bool(self.sure) and self.credit < FULL_CREDIT


@dataclass(frozen=True, slots=True)
class Result:
    """How a level ended."""

    level: str
    seed: int
    score: int
    right: int
    total: int
    stars: int
    best_streak: int
    props_used: int
    hearts: int

    @property
    def is_passed(self) -> bool:
        return self.stars > 0


@dataclass(frozen=True, slots=True)
class Save:
    record: AnswerRecord


@dataclass(frozen=True, slots=True)
class Play:
    cue: str


@dataclass(frozen=True, slots=True)
class Finish:
    result: Result


Effect = Save | Play | Finish


@dataclass(frozen=True, slots=True)
class Run:
    """A level in play. `speed` switches the speed bonus on."""

    deal: Deal
    speed: bool = False
    phase: Phase = Phase.ASKING
    index: int = 0
    hearts: int = 0
    streak: int = 0
    best_streak: int = 0
    shown_ms: int = 0
    is_shown: bool = False
    extra_ms: int = 0
    shielded: bool = False
    props: tuple[Prop, ...] = ()
    props_here: tuple[Prop, ...] = ()
    records: tuple[AnswerRecord, ...] = ()
    kept: bool = True

    @property
    def dealt(self) -> Dealt:
        """The present question."""
        return self.deal.dealt[self.index]

    @property
    def score(self) -> int:
        return sum(record.points for record in self.records)

    @property
    def right(self) -> int:
        return sum(record.credit == FULL_CREDIT for record in self.records)

    @property
    def excluded(self) -> tuple[int, ...]:
        """The options that 排除 removed from the present question."""
        return self.dealt.exclusion if Prop.EXCLUDE in self.props_here else ()

    @property
    def limit_ms(self) -> int:
        """The clock of the present question, reading time included; 0 for no clock."""
        return limit_ms(self.deal, self.dealt, self.extra_ms)

    @property
    def is_last(self) -> bool:
        return self.index + 1 == self.deal.size or self.is_out_of_hearts

    @property
    def is_out_of_hearts(self) -> bool:
        return self.hearts == 0 and not self.deal.is_heartless


def limit_ms(deal: Deal, dealt: Dealt, extra_ms: int = 0) -> int:
    """How long a question may take; it grows with what there is to read. 0 means no limit."""
    if not deal.level.seconds or deal.comfort.untimed:
        return 0
    return deal.level.seconds * 1000 + scoring.reading_ms(dealt.question.stem, dealt.characters) + extra_ms


def start(deal: Deal, speed: bool = False) -> Run:
    """A run at its first question."""
    return Run(deal, speed=speed, hearts=deal.level.hearts)


def usable(run: Run, prop: Prop) -> bool:
    """Whether the prop would do something now."""
    if run.phase != Phase.ASKING or prop in run.props or not run.deal.level.has_props:
        return False
    if prop == Prop.EXCLUDE:
        return bool(run.dealt.exclusion)
    if prop == Prop.HINT:
        return bool(run.dealt.question.hint)
    if prop == Prop.TIME:
        return run.limit_ms > 0
    return not run.deal.is_heartless


def verdict(run: Run, types: Mapping[str, QuestionRules]) -> Verdict:
    """What the latest answer was worth; an unanswered question has no credit."""
    question, record = run.dealt.question, run.records[-1]
    rules = types[question.type]
    if record.answer is None:
        return replace(rules.grade(question.body, ()), credit=0)
    return rules.grade(question.body, record.answer)


def result(run: Run) -> Result:
    """How the run stands as a level result; stars only when it was not cut short by the last heart."""
    total = run.deal.size
    earned = 0 if run.is_out_of_hearts else scoring.stars(run.right, total, run.deal.level.star_percents)
    return Result(
        run.deal.level.id,
        run.deal.seed,
        run.score,
        run.right,
        total,
        earned,
        run.best_streak,
        len(run.props),
        run.hearts,
    )


def update(run: Run, event: Event, types: Mapping[str, QuestionRules]) -> tuple[Run, tuple[Effect, ...]]:
    """The run after `event`, and what to do about it."""
    match event:
        case Shown(at_ms) if run.phase == Phase.ASKING:
            return replace(run, shown_ms=at_ms, is_shown=True), ()
        case PropUsed(prop, _) if usable(run, prop):
            return _with_prop(run, prop), (Play("prop"),)
        case Answered(index, answer, at_ms, sure) if _is_open(run, index) and _is_legal(run, answer, types):
            return _with_answer(run, answer, at_ms, types, sure)
        case TimeRanOut(index, at_ms) if (
            _is_open(run, index) and run.is_shown and 0 < run.limit_ms <= at_ms - run.shown_ms
        ):
            return _with_answer(run, None, at_ms, types)
        case Saved(index, kept) if run.phase == Phase.SAVING and index == run.index:
            cue = f"right_{min(run.streak, 5)}" if run.records[-1].credit == FULL_CREDIT else "wrong"
            return replace(run, phase=Phase.REVEALED, kept=run.kept and kept), (Play(cue),)
        case Continued(index) if run.phase == Phase.REVEALED and index == run.index:
            if run.is_last:
                ended = replace(run, phase=Phase.ENDED)
                return ended, (Finish(result(ended)),)
            onward = replace(run, phase=Phase.ASKING, index=run.index + 1, props_here=(), extra_ms=0, is_shown=False)
            return onward, ()
    return run, ()


def resume(
    deal: Deal, records: tuple[AnswerRecord, ...], types: Mapping[str, QuestionRules], speed: bool = False
) -> Run:
    """The run that wrote these records, ready at its next question, or ended when there is none.

    Raises ValueError when the records don't belong to the deal.
    """
    run = start(deal, speed)
    for record in records:
        if run.phase == Phase.ENDED or record.question != run.dealt.question.id:
            raise ValueError(f"record {record.index} doesn't belong to level {deal.level.id} seed {deal.seed}")
        for prop in record.props:
            run, _ = update(run, PropUsed(prop, 0), types)
        if record.answer is None:
            run, _ = update(run, Shown(run.shown_ms), types)
            run, _ = update(run, TimeRanOut(run.index, run.shown_ms + record.elapsed_ms), types)
        else:
            run, _ = update(
                run, Answered(run.index, record.answer, run.shown_ms + record.elapsed_ms, record.sure), types
            )
        run, _ = update(run, Saved(run.index), types)
        if run.records[-1:] != (record,):
            raise ValueError(f"record {record.index} grades differently now")
        run, _ = update(run, Continued(run.index), types)
    return run


def _is_open(run: Run, index: int) -> bool:
    return run.phase == Phase.ASKING and index == run.index


def _is_legal(run: Run, answer: Answer, types: Mapping[str, QuestionRules]) -> bool:
    question = run.dealt.question
    return not set(answer) & set(run.excluded) and types[question.type].legal(question.body, answer)


def _with_prop(run: Run, prop: Prop) -> Run:
    return replace(
        run,
        props=(*run.props, prop),
        props_here=(*run.props_here, prop),
        extra_ms=run.extra_ms + (EXTRA_MS if prop == Prop.TIME else 0),
        shielded=run.shielded or prop == Prop.SHIELD,
    )


def _with_answer(
    run: Run, answer: Answer | None, at_ms: int, types: Mapping[str, QuestionRules], sure: bool | None = None
) -> tuple[Run, tuple[Effect, ...]]:
    question = run.dealt.question
    credit = 0 if answer is None else types[question.type].grade(question.body, answer).credit
    elapsed_ms = max(0, at_ms - run.shown_ms)
    is_right = credit == FULL_CREDIT
    streak = run.streak + 1 if is_right else 0
    points = scoring.base_points(run.dealt.difficulty, credit)
    if is_right:
        if run.deal.level.has_streaks:
            points += scoring.streak_bonus(streak, run.deal.size)
        if run.speed:
            grace_ms = scoring.reading_ms(question.stem)
            # Measured against the plain limit: 延时 never changes what an answer is worth.
            points += scoring.speed_bonus(elapsed_ms, limit_ms(run.deal, run.dealt), grace_ms, run.deal.size)
    if not run.deal.level.asks_sure:
        sure = None
    record = AnswerRecord(
        run.index, question.id, answer, credit, points, elapsed_ms, run.props_here, sure, question.pack
    )
    loses_heart = credit < run.deal.level.heart_credit and not run.shielded and not run.deal.is_heartless
    updated = replace(
        run,
        phase=Phase.SAVING,
        is_shown=False,
        hearts=run.hearts - 1 if loses_heart else run.hearts,
        shielded=run.shielded and is_right,
        streak=streak,
        best_streak=max(run.best_streak, streak),
        records=(*run.records, record),
    )
    return updated, (Save(record),)
