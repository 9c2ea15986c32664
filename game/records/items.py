"""Item statistics: how each question behaved, and which of them somebody should look at first.

Classical item analysis (M. Allen, W. Yen, "Introduction to Measurement Theory", 1979, ch. 6). Visits meet different
questions, so a visitor's ability is the mean credit of the rest and not a sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean, median

from game.records.ledger import is_readable
from game.records.privacy import is_small
from game.records.rows import AnswerRow, Rows
from game.rules.deal import Types
from game.rules.question import FULL_CREDIT, Offer, Question

LEAST_ANSWERS = 20
"""Below this, a share or a correlation says more about chance than about the question."""
LEAST_WEAK = 50
"""So many visits must meet a question before its discrimination is called weak."""
LEAST_REST = 3
"""A visit tells of ability only with so many other answers."""
WEAK_DISCRIMINATION = 0.1
BELOW_ZERO_Z = -1.645
"""r·√(n − 1) under which a correlation is below 0 by more than chance, one-sided 5 % of the normal distribution."""
IDLE_SHARE = 0.05
TOO_HARD, TOO_EASY = 0.25, 0.97
CONFIDENT_ERRORS = 0.3
FLAGGING_VISITS = 2


class Reason(StrEnum):
    """Why a question should be looked at, worst first."""

    NEGATIVE = "negative"
    OUTDONE = "outdone"
    FLAGGED = "flagged"
    CONFIDENT = "confident"
    WEAK = "weak"
    HARD = "hard"
    EASY = "easy"
    IDLE = "idle"


GRAVITY = {
    Reason.NEGATIVE: 100,
    Reason.OUTDONE: 80,
    Reason.FLAGGED: 60,
    Reason.CONFIDENT: 30,
    Reason.WEAK: 20,
    Reason.HARD: 15,
    Reason.EASY: 6,
    Reason.IDLE: 3,
}


@dataclass(frozen=True, slots=True)
class OfferUse:
    """How often an offer was chosen, of the `answers` that can be read against it.

    A rival is a wrong option among few that are all read: one that nobody takes is a wasted one.
    """

    offer: Offer
    times: int
    share: float
    answers: int
    is_rival: bool = False


@dataclass(frozen=True, slots=True)
class Discrimination:
    """A question's correlation with the rest, −1 to 1, over so many visits."""

    r: float
    visits: int

    @property
    def is_negative(self) -> bool:
        """Whether it is below 0 by more than chance."""
        return self.r * sqrt(self.visits - 1) < BELOW_ZERO_Z

    @property
    def is_weak(self) -> bool:
        """Whether the question hardly tells who knows from who doesn't."""
        return self.visits >= LEAST_WEAK and self.r < WEAK_DISCRIMINATION


@dataclass(frozen=True, slots=True)
class Item:
    """A question's statistics. Shares and `facility` are 0 to 1; None where nothing is known.

    `question` is None when no pack holds it any more. `reasons` are why it should be looked at, worst first.
    """

    id: str
    question: Question | None
    packs: tuple[str, ...]
    visits: int
    answers: int
    facility: float
    discrimination: Discrimination | None
    median_s: float
    sure_answers: int
    confident_errors: float | None
    flags: int
    uses: tuple[OfferUse, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether too few visits met it to tell anything."""
        return is_small(self.visits)

    @property
    def gravity(self) -> int:
        """How badly it misbehaves; 0 when nothing speaks against it."""
        return sum(GRAVITY[reason] for reason in self.reasons)


def items_of(rows: Rows, questions: Mapping[str, Question], types: Types) -> tuple[Item, ...]:
    """The statistics of every question that was asked or flagged, those that misbehave first."""
    by_question: dict[str, list[AnswerRow]] = defaultdict(list)
    for answer in rows.answers:
        by_question[answer.question].append(answer)
    flags = Counter(rows.flags)
    told = discriminations(rows.answers)
    found = [
        _item(name, by_question[name], questions.get(name), flags[name], told.get(name), types)
        for name in sorted({*by_question, *flags})
    ]
    return tuple(sorted(found, key=lambda item: (-item.gravity, item.id)))


def discriminations(answers: Sequence[AnswerRow]) -> dict[str, Discrimination]:
    """The corrected item–rest correlation of each question with enough visits and any spread at all.

    Pearson's r between a visit's credit for the item and its mean credit for its other items, the item itself left out;
    for an item of right and wrong this is the point-biserial (S. Henrysson, "Correction of item-total correlations in
    item analysis", Psychometrika 28, 1963). Only a visit's first answer to a question counts: the second has been
    taught. Answers of a duel are two people's and left out.
    """
    by_visit: dict[int, dict[str, float]] = defaultdict(dict)
    for answer in answers:
        if not answer.is_duel:
            by_visit[answer.visit].setdefault(answer.question, answer.credit / FULL_CREDIT)
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for credits in by_visit.values():
        if len(credits) > LEAST_REST:
            whole = sum(credits.values())
            for name, credit in credits.items():
                pairs[name].append((credit, (whole - credit) / (len(credits) - 1)))
    found = {name: correlation(points) for name, points in pairs.items() if len(points) >= LEAST_ANSWERS}
    return {name: Discrimination(r, len(pairs[name])) for name, r in found.items() if r is not None}


def correlation(points: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's r, −1 to 1; None when either side is all the same."""
    x, y = fmean(point[0] for point in points), fmean(point[1] for point in points)
    xx = sum((point[0] - x) ** 2 for point in points)
    yy = sum((point[1] - y) ** 2 for point in points)
    if xx < 1e-12 or yy < 1e-12:
        return None
    r = sum((point[0] - x) * (point[1] - y) for point in points) / sqrt(xx * yy)
    return max(-1.0, min(1.0, r))


def _item(
    name: str,
    answers: Sequence[AnswerRow],
    question: Question | None,
    flags: int,
    discrimination: Discrimination | None,
    types: Types,
) -> Item:
    visits = len({answer.visit for answer in answers})
    facility = fmean(answer.credit for answer in answers) / FULL_CREDIT if answers else 0.0
    asked = [answer for answer in answers if answer.sure is not None]
    errors = sum(bool(answer.sure) and answer.credit < FULL_CREDIT for answer in asked)
    confident = errors / len(asked) if asked else None
    packs = tuple(sorted({answer.pack for answer in answers if answer.pack}))
    middle_s = float(median(answer.bucket_s for answer in answers)) if answers else 0.0
    uses = _uses(answers, question, types)
    item = Item(
        name,
        question,
        packs,
        visits,
        len(answers),
        facility,
        discrimination,
        middle_s,
        len(asked),
        confident,
        flags,
        uses,
        _reasons(len(answers), facility, discrimination, len(asked), confident, flags, uses),
    )
    return item


def _uses(answers: Sequence[AnswerRow], question: Question | None, types: Types) -> tuple[OfferUse, ...]:
    """How often each offer was chosen; nothing where no answer can be read. 关爱模式 leaves options out: not counted."""
    if question is None:
        return ()
    rules = types[question.type]
    readable = [
        row.answer
        for row in answers
        if row.answer is not None and not row.is_care and is_readable(row, question, types)
    ]
    if not readable:
        return ()
    times = Counter(chosen for answer in readable for chosen in rules.chosen(question.body, answer))
    rivals = frozenset(rules.wrong(question.body))
    return tuple(
        OfferUse(offer, times[offer.id], times[offer.id] / len(readable), len(readable), offer.id in rivals)
        for offer in rules.offers(question.body)
    )


def is_idle(use: OfferUse) -> bool:
    """Whether a distractor that stands beside the key is used so little that it might as well not be there."""
    return use.is_rival and use.answers >= LEAST_ANSWERS and use.share < IDLE_SHARE


def outdoes(uses: Sequence[OfferUse]) -> tuple[OfferUse, ...]:
    """The distractors that are chosen more than every right offer."""
    key = max((use.share for use in uses if use.offer.is_right), default=1.0)
    return tuple(use for use in uses if not use.offer.is_right and use.answers >= LEAST_ANSWERS and use.share > key)


def _reasons(
    answers: int,
    facility: float,
    discrimination: Discrimination | None,
    asked: int,
    confident: float | None,
    flags: int,
    uses: Sequence[OfferUse],
) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if discrimination is not None and (discrimination.is_negative or discrimination.is_weak):
        found.append(Reason.NEGATIVE if discrimination.is_negative else Reason.WEAK)
    if flags >= FLAGGING_VISITS:
        found.append(Reason.FLAGGED)
    if asked >= LEAST_ANSWERS and confident is not None and confident > CONFIDENT_ERRORS:
        found.append(Reason.CONFIDENT)
    if answers >= LEAST_ANSWERS:
        if facility < TOO_HARD:
            found.append(Reason.HARD)
        if facility > TOO_EASY:
            found.append(Reason.EASY)
    if outdoes(uses):
        found.append(Reason.OUTDONE)
    if any(is_idle(use) for use in uses):
        found.append(Reason.IDLE)
    return tuple(sorted(found, key=lambda reason: -GRAVITY[reason]))
