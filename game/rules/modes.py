"""The ways to play beside the street: what each deals, and what it tells in the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from game.rules.deal import Comfort, Deal, Full, Pick, Types, laid_out
from game.rules.levels import Level, Mode
from game.rules.question import FULL_CREDIT, Answer, Listed, Question
from game.rules.run import AnswerRecord, Run
from game.rules.visit import Visit

STARS = (60, 80, 100)
REDO_MOST = 6


def _level(mode: Mode, draw: tuple[tuple[int, int], ...], hearts: int = 0, heart_credit: int = 0) -> Level:
    """Without titles: those are copy. Without props, clock and streaks: everybody plays on equal terms."""
    return Level(mode, mode, "", draw, STARS, hearts, has_props=False, has_streaks=False, heart_credit=heart_credit)


LEVELS: Mapping[str, Level] = {
    Mode.DAILY: _level(Mode.DAILY, ((1, 2), (2, 2), (3, 1))),
    Mode.CHALLENGE: _level(Mode.CHALLENGE, ((1, 14), (2, 16), (3, 10)), hearts=1, heart_credit=FULL_CREDIT),
    Mode.LAB: _level(Mode.LAB, ((2, 6),)),
    Mode.DUEL: _level(Mode.DUEL, ((1, 2), (2, 4), (3, 2))),
    Mode.REDO: _level(Mode.REDO, ((2, REDO_MOST),)),
}


def day_seed(today: date) -> int:
    """The seed of 每日一练: the same on every kiosk on one day."""
    return today.year * 10_000 + today.month * 100 + today.day


def deal_mode(
    mode: Mode, questions: Collection[Listed], full: Full, seed: int, types: Types, visit: Visit, comfort: Comfort
) -> Deal:
    """The mode's round; `full` is asked for what is in it. Raises ValueError when there is nothing to ask."""
    level = LEVELS[mode]
    if mode == Mode.CHALLENGE:
        # 关爱模式 is for taking one's time, but without a last heart the challenge would never end.
        comfort = replace(comfort, heartless=False)
    rng = Random(f"{level.id}/{seed}")
    ordered = sorted(questions, key=lambda question: question.id)
    rng.shuffle(ordered)
    ordered.sort(key=lambda question: question.is_foreign)
    own = [question for question in ordered if not question.is_foreign]
    picks = _picked(level, own, types, visit, rng)
    if len(picks) < level.size and len(own) < len(ordered):
        picks = _picked(level, ordered, types, visit, rng)
    if not picks:
        raise ValueError(f"nothing to ask in {mode}")
    return laid_out(level, seed, picks, full, types, comfort, rng, rising=mode not in (Mode.LAB, Mode.DUEL))


def _picked(level: Level, ordered: Sequence[Listed], types: Types, visit: Visit, rng: Random) -> list[Pick]:
    """What the mode of that level asks out of `ordered`, whose order decides among equals."""
    match level.id:
        case Mode.DAILY:
            return _varied(level, ordered)
        case Mode.CHALLENGE:
            return _drawn(level, ordered)
        case Mode.LAB:
            return _half_genuine(level, ordered, types, visit.seen, rng)
        case Mode.DUEL:
            return _pairs(level, ordered, visit.seen)
    return errors_again(ordered, visit)


def _drawn(level: Level, ordered: Sequence[Listed]) -> list[Pick]:
    """As many of each difficulty as the level draws."""
    return [
        Pick(question, difficulty)
        for difficulty, count in level.draw
        for question in [question for question in ordered if question.difficulty == difficulty][:count]
    ]


def _varied(level: Level, ordered: Sequence[Listed]) -> list[Pick]:
    """As the level draws, each from a topic and of a type that came less often before."""
    picks: list[Pick] = []
    for difficulty, count in level.draw:
        for _ in range(count):
            asked = [pick.question for pick in picks]
            left = [question for question in ordered if question not in asked]
            if left:
                best = min(
                    left,
                    key=lambda question: (
                        abs(question.difficulty - difficulty),
                        sum(other.topic == question.topic for other in asked)
                        + sum(other.type == question.type for other in asked),
                    ),
                )
                picks.append(Pick(best, difficulty))
    return picks


def _half_genuine(
    level: Level, ordered: Sequence[Listed], types: Types, seen: Collection[str], rng: Random
) -> list[Pick]:
    """As many scams as genuine messages and calls, in any order; each type in its turn."""
    half = level.size // 2
    picks: list[Pick] = []
    for is_genuine in (False, True):
        fitting = [
            question for question in ordered if question.genuine == is_genuine and types[question.type].detects()
        ]
        fitting.sort(key=lambda question: question.id in seen)
        chosen: list[Listed] = []
        while fitting and len(chosen) < half:
            best = min(fitting, key=lambda question: sum(other.type == question.type for other in chosen))
            fitting.remove(best)
            chosen.append(best)
        picks += [Pick(question, question.difficulty) for question in chosen]
    rng.shuffle(picks)
    return picks


def _pairs(level: Level, ordered: Sequence[Listed], seen: Collection[str]) -> list[Pick]:
    """Two questions of one difficulty at a time, of one type where the bank has two, for one seat each."""
    left = sorted(ordered, key=lambda question: question.id in seen)
    picks: list[Pick] = []
    for difficulty, count in level.draw:
        for _ in range(count // 2):
            if len(left) < 2:
                return picks
            first = min(left, key=lambda question: abs(question.difficulty - difficulty))
            left.remove(first)
            second = min(
                left,
                key=lambda question: (abs(question.difficulty - first.difficulty), question.type != first.type),
            )
            left.remove(second)
            picks += [Pick(first, difficulty), Pick(second, difficulty)]
    return picks


def errors_again(ordered: Sequence[Listed], visit: Visit) -> list[Pick]:
    """The visit's errors, confident ones first, in new wording where another question rests on the same fact.

    Without any, questions from the topics that a passport names as weak. `ordered` decides among equals.
    """
    by_id = {question.id: question for question in ordered}
    picks: list[Pick] = []
    taken: set[str] = set()
    for error in dict.fromkeys((*reversed(visit.due), *reversed(visit.wrong))):
        if error not in by_id or len(picks) == REDO_MOST:
            continue
        wrong = by_id[error]
        other = next(
            (
                question
                for question in ordered
                if set(question.facts) & set(wrong.facts) and question.id not in visit.seen and question.id not in taken
            ),
            wrong,
        )
        if other.id not in taken:
            taken.add(other.id)
            picks.append(Pick(other, other.difficulty, error if other is not wrong else ""))
    if picks:
        return picks
    weak = [question for question in ordered if question.topic in visit.weak_before and question.id not in visit.seen]
    return [Pick(question, question.difficulty) for question in weak[:REDO_MOST]]


def has_errors(visit: Visit) -> bool:
    """Whether 错题重练 has anything to ask."""
    return bool(visit.wrong or visit.due or visit.weak_before)


# ── 双人对战 ──

LEFT, RIGHT = 0, 1


def seat(index: int) -> int:
    """Whose turn it is: left, right, right, left and so on, so that neither always goes first."""
    return LEFT if index % 4 in (0, 3) else RIGHT


@dataclass(frozen=True, slots=True)
class Side:
    """One seat's game so far."""

    points: int
    right: int
    answered: int


def sides(records: Sequence[AnswerRecord]) -> tuple[Side, Side]:
    """What each seat has reached, left and right."""
    found = []
    for place in (LEFT, RIGHT):
        own = [record for record in records if seat(record.index) == place]
        found.append(
            Side(sum(record.points for record in own), sum(record.credit == FULL_CREDIT for record in own), len(own))
        )
    return found[0], found[1]


# ── 防诈实验室 ──


@dataclass(frozen=True, slots=True)
class Detection:
    """What a visitor made of scams and genuine messages."""

    hits: int
    scams: int
    false_alarms: int
    genuine: int

    @property
    def hit_percent(self) -> int:
        """识破率: scams recognised, 0 to 100."""
        return _percent(self.hits, self.scams)

    @property
    def false_alarm_percent(self) -> int:
        """误报率: genuine ones taken for scams, 0 to 100."""
        return _percent(self.false_alarms, self.genuine)


def detection(run: Run, types: Types) -> Detection:
    """How the answers so far tell scams from genuine messages; an unanswered one raised no alarm."""
    dealt = zip(run.records, run.deal.dealt, strict=False)
    return detected([(each.question, record.answer) for record, each in dealt], types)


def detected(answers: Iterable[tuple[Question, Answer | None]], types: Types) -> Detection:
    """How these answers tell scams from genuine messages; all must be to questions that ask about alarm."""
    hits = scams = false_alarms = genuine = 0
    for question, answer in answers:
        alarm = answer is not None and bool(types[question.type].alarm(question.body, answer))
        if question.genuine:
            genuine, false_alarms = genuine + 1, false_alarms + alarm
        else:
            scams, hits = scams + 1, hits + alarm
    return Detection(hits, scams, false_alarms, genuine)


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0
