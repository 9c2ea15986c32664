"""What the monthly ledger of a branch says, worked out of plain rows; small groups are marked, not yet left out.

Right means full credit. Answers to questions that no pack holds any more count everywhere but where the question itself
must be known: by topic, in misconceptions, among scams.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from game.records.privacy import LEAST, Shown, hide, is_small
from game.records.rows import AnswerRow, Rows
from game.rules.deal import Types
from game.rules.modes import Detection, detected
from game.rules.question import FULL_CREDIT, Offer, Question
from game.rules.visit import AgeBand

MOST_MISCONCEPTIONS = 10
MOST_DAYS = 62
"""A longer span is told by months."""


@dataclass(frozen=True, slots=True)
class AgeCount:
    """Visits that said this age band; an empty band is for those that said none."""

    band: str
    visits: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """What happened on a day, or in the month that begins with it."""

    begin: date
    visits: int
    levels: int
    answers: int
    right: int
    seconds: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class TopicCount:
    """Answers to a topic, and what changed within the visits that answered to it at least twice.

    `pairs` counts those visits; `before` and `after` how many of them were right first and last. An empty topic is for
    questions that are gone.
    """

    topic: str
    visits: int
    answers: int
    right: int
    pairs: int
    before: int
    after: int
    shown: Shown

    @property
    def is_compared(self) -> bool:
        """Whether the change within visits may be told."""
        return self.pairs >= LEAST and self.shown == Shown.TOLD and bool(self.topic)


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong offer, how many visits chose it, and its share of the answers given to the question."""

    question: Question
    offer: Offer
    visits: int
    answers: int
    times: int

    @property
    def share(self) -> float:
        return self.times / self.answers


@dataclass(frozen=True, slots=True)
class PackCount:
    """Answers to questions of a pack, `id@version`; empty where the journal doesn't know."""

    pack: str
    visits: int
    answers: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class Fraud:
    """How scams were told from genuine messages, and from how many visits either number is made."""

    detection: Detection
    scam_visits: int
    genuine_visits: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole ledger. `gone` counts answers to questions that no pack holds any more."""

    since: date
    until: date
    visits: int
    levels: int
    answers: int
    right: int
    seconds: int
    kiosks: tuple[str, ...]
    ages: tuple[AgeCount, ...]
    is_by_month: bool
    periods: tuple[PeriodCount, ...]
    topics: tuple[TopicCount, ...]
    misconceptions: tuple[Misconception, ...]
    fraud: Fraud
    packs: tuple[PackCount, ...]
    vouchers_given: int
    vouchers_redeemed: int
    gone: int

    @property
    def is_small(self) -> bool:
        """Whether the whole span has so few visits that nothing of them may be told."""
        return is_small(self.visits)


def ledger_of(rows: Rows, since: date, until: date, questions: Mapping[str, Question], types: Types) -> Ledger:
    """The ledger of those rows; `questions` are those of the packs of today, by id, in the order of the street."""
    is_by_month = (until - since).days >= MOST_DAYS
    return Ledger(
        since,
        until,
        len(rows.visits),
        sum(run.is_finished for run in rows.runs),
        len(rows.answers),
        _right(rows.answers),
        sum(answer.bucket_s for answer in rows.answers),
        tuple(sorted({visit.kiosk for visit in rows.visits if visit.kiosk})),
        _ages(rows),
        is_by_month,
        _periods(rows, since, until, is_by_month),
        _topics(rows.answers, questions),
        misconceptions(rows.answers, questions, types),
        _fraud(rows.answers, questions, types),
        _packs(rows.answers),
        rows.vouchers_given,
        rows.vouchers_redeemed,
        sum(answer.question not in questions for answer in rows.answers),
    )


def is_readable(answer: AnswerRow, question: Question, types: Types) -> bool:
    """Whether the answer can be read against the question: one was given, to the pack's present version."""
    return (
        answer.answer is not None
        and answer.pack in ("", question.pack)
        and types[question.type].legal(question.body, answer.answer)
    )


def misconceptions(
    answers: Iterable[AnswerRow], questions: Mapping[str, Question], types: Types
) -> tuple[Misconception, ...]:
    """The wrong offers that most visits chose, commonest first; those of fewer than five visits stay hidden."""
    given: Counter[str] = Counter()
    times: Counter[tuple[str, int]] = Counter()
    visits: dict[tuple[str, int], set[int]] = defaultdict(set)
    for row in answers:
        question = questions.get(row.question)
        if question is None or row.answer is None or not is_readable(row, question, types):
            continue
        given[question.id] += 1
        for chosen in types[question.type].chosen(question.body, row.answer):
            times[question.id, chosen] += 1
            visits[question.id, chosen].add(row.visit)
    found = [
        Misconception(question, offer, len(visits[name, offer.id]), given[name], times[name, offer.id])
        for name in given
        for question in (questions[name],)
        for offer in types[question.type].offers(question.body)
        if not offer.is_right and len(visits[name, offer.id]) >= LEAST
    ]
    found.sort(key=lambda each: (-each.visits, -each.share, each.question.id, each.offer.id))
    return tuple(found[:MOST_MISCONCEPTIONS])


# ── parts ──


def _ages(rows: Rows) -> tuple[AgeCount, ...]:
    """Every band and those who said none, whether or not somebody is in it."""
    bands = [*(band.value for band in AgeBand), ""]
    counted = Counter(visit.age_band if visit.age_band in bands else "" for visit in rows.visits)
    shown = hide([counted[band] for band in bands])
    return tuple(AgeCount(band, counted[band], mark) for band, mark in zip(bands, shown, strict=True))


def _periods(rows: Rows, since: date, until: date, is_by_month: bool) -> tuple[PeriodCount, ...]:
    """Each day of the span, or each month of it."""

    def begin(day: date) -> date:
        return day.replace(day=1) if is_by_month else day

    begins = list(dict.fromkeys(begin(since + timedelta(days=n)) for n in range((until - since).days + 1)))
    period = {visit.id: begin(visit.day) for visit in rows.visits}
    visits = Counter(period.values())
    levels = Counter(period[run.visit] for run in rows.runs if run.is_finished)
    answered: dict[date, list[AnswerRow]] = defaultdict(list)
    for answer in rows.answers:
        answered[period[answer.visit]].append(answer)
    return tuple(
        PeriodCount(
            day,
            visits[day],
            levels[day],
            len(answered[day]),
            _right(answered[day]),
            sum(answer.bucket_s for answer in answered[day]),
            mark,
        )
        for day, mark in zip(begins, hide([visits[day] for day in begins]), strict=True)
    )


def _topics(answers: Sequence[AnswerRow], questions: Mapping[str, Question]) -> tuple[TopicCount, ...]:
    """Each topic that was asked, in the order of the questions; those that are gone last."""
    order = {question.topic: None for question in questions.values()}
    asked: dict[str, list[AnswerRow]] = {topic: [] for topic in (*order, "")}
    for answer in answers:
        question = questions.get(answer.question)
        asked["" if question is None else question.topic].append(answer)
    asked = {topic: rows for topic, rows in asked.items() if rows}
    visits = [len({row.visit for row in rows}) for rows in asked.values()]
    return tuple(
        TopicCount(topic, visited, len(rows), _right(rows), *_change(rows), mark)
        for (topic, rows), visited, mark in zip(asked.items(), visits, hide(visits), strict=True)
    )


def _change(answers: Sequence[AnswerRow]) -> tuple[int, int, int]:
    """Visits with two answers or more, and how many of them were right first and last; a duel is two people's."""
    by_visit: dict[int, list[bool]] = defaultdict(list)
    for answer in answers:
        if not answer.is_duel:
            by_visit[answer.visit].append(answer.credit == FULL_CREDIT)
    pairs = [marks for marks in by_visit.values() if len(marks) > 1]
    return len(pairs), sum(marks[0] for marks in pairs), sum(marks[-1] for marks in pairs)


def _fraud(answers: Iterable[AnswerRow], questions: Mapping[str, Question], types: Types) -> Fraud:
    """Answers to what asks for alarm, in whatever level; one whose time ran out raised none."""
    asked = []
    scams: set[int] = set()
    genuine: set[int] = set()
    for row in answers:
        question = questions.get(row.question)
        if question is None or not types[question.type].detects():
            continue
        if row.answer is None or is_readable(row, question, types):
            asked.append((question, row.answer))
            (genuine if question.genuine else scams).add(row.visit)
    return Fraud(detected(asked, types), len(scams), len(genuine))


def _packs(answers: Iterable[AnswerRow]) -> tuple[PackCount, ...]:
    counted: Counter[str] = Counter()
    visits: dict[str, set[int]] = defaultdict(set)
    for answer in answers:
        counted[answer.pack] += 1
        visits[answer.pack].add(answer.visit)
    names = sorted(counted)
    shown = hide([len(visits[name]) for name in names])
    return tuple(
        PackCount(name, len(visits[name]), counted[name], mark) for name, mark in zip(names, shown, strict=True)
    )


def _right(answers: Iterable[AnswerRow]) -> int:
    return sum(answer.credit == FULL_CREDIT for answer in answers)
