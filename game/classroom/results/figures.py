"""The numbers of a class: of each question, of each contestant, and what to teach again. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from game.records.classroom import Opening
from game.rules.classroom.grading import right_share
from game.rules.classroom.lesson import Kind, Lesson, Outcome
from game.rules.classroom.standings import places
from game.rules.deal import Types
from game.rules.question import Question

LEAST_WRONG = 0.3
"""A question that so large a share got wrong is worth teaching again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing that could be chosen, how many chose it, and what is wrong with it where the pack tells."""

    text: str
    count: int
    is_right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A round: how many answered and were right, the median time in seconds, and what was chosen."""

    number: int
    kind: Kind
    question: Question
    answered: int
    right: int
    median_s: float | None
    choices: tuple[Choice, ...]
    stored: int

    @property
    def wrong_share(self) -> float:
        """0 to 1; 0 where nobody answered or nothing could be wrong."""
        return 1 - self.right / self.answered if self.answered and self.kind != Kind.SURVEY else 0.0

    @property
    def misconception(self) -> Choice | None:
        """The wrong thing that most chose."""
        wrong = [choice for choice in self.choices if not choice.is_right and choice.count]
        return max(wrong, key=lambda choice: choice.count, default=None)


@dataclass(frozen=True, slots=True)
class Person:
    """A contestant's result; `credits` by round number in thousandths, None where it gave no answer."""

    id: int
    rank: int
    team: int
    points: int
    right: int
    credits: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it; `hardest` worst first."""

    asked: tuple[Asked, ...]
    people: tuple[Person, ...]

    @property
    def hardest(self) -> tuple[Asked, ...]:
        found = [each for each in self.asked if each.wrong_share >= LEAST_WRONG]
        return tuple(sorted(found, key=lambda each: (-each.wrong_share, each.number)))

    @property
    def accuracy(self) -> int:
        """How many per cent of the graded answers were right."""
        graded = [each for each in self.asked if each.kind != Kind.SURVEY]
        total = sum(each.answered for each in graded)
        return round(100 * sum(each.right for each in graded) / total) if total else 0


def figures(lesson: Lesson, opening: Opening, types: Types) -> Figures:
    """The numbers of the rounds that were closed; skipped ones are left out."""
    outcomes = [outcome for outcome in lesson.outcomes if not outcome.was_skipped]
    asked = tuple(_asked(lesson, outcome, types) for outcome in outcomes)
    people = tuple(
        Person(
            place.id,
            place.rank,
            lesson.contestants[place.id].team,
            place.points,
            place.right,
            tuple(outcome.marks[place.id].credit if place.id in outcome.marks else None for outcome in outcomes),
        )
        for place in places(lesson)
    )
    return Figures(asked, people)


def _asked(lesson: Lesson, outcome: Outcome, types: Types) -> Asked:
    question = lesson.rounds[outcome.index].dealt.question
    then = replace(lesson, index=outcome.index)
    if outcome.kind == Kind.SURVEY:
        right, answered = 0, len(outcome.given)
    else:
        right, answered = right_share(then, outcome.given, types)
    times = [given.elapsed_ms / 1000 for given in outcome.given.values() if not given.hands]
    return Asked(
        outcome.index + 1,
        outcome.kind,
        question,
        answered,
        right,
        round(median(times), 1) if times else None,
        _choices(question, outcome, types),
        len(outcome.given),
    )


def _choices(question: Question, outcome: Outcome, types: Types) -> tuple[Choice, ...]:
    rules = types[question.type]
    offers = rules.offers(question.body)
    counts = dict.fromkeys((offer.id for offer in offers), 0)
    for given in outcome.given.values():
        if not given.hands:
            for chosen in rules.chosen(question.body, given.answer):
                counts[chosen] = counts.get(chosen, 0) + 1
    hands = [given for given in outcome.given.values() if given.hands]
    if hands:
        shown = (1, 0) if question.type == "truefalse" else tuple(option.id for option in question.body.options)
        for given in hands:
            for offer, raised in zip(shown, given.hands, strict=True):
                counts[offer] = counts.get(offer, 0) + raised
    graded = outcome.kind != Kind.SURVEY
    return tuple(
        Choice(offer.text or offer.word, counts[offer.id], offer.is_right and graded, offer.why) for offer in offers
    )
