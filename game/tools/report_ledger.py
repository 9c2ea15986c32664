"""The monthly ledger of a branch as a document: numbers of `game.records.ledger` in words, small groups left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from game.packs.bank import Bank
from game.records.ledger import Ledger, Misconception, TopicCount
from game.records.privacy import LEAST, Shown, is_small
from game.rules.question import Offer, Question
from game.tools.report_document import Chart, Column, Document, Figure, Kind, Section, Value
from game.words import Copy

AGES: Mapping[str, str] = {
    "under-18": "ledger.age-under-18",
    "18-39": "ledger.age-18-39",
    "40-59": "ledger.age-40-59",
    "60-plus": "ledger.age-60-plus",
    "": "ledger.age-untold",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the numbers: who reports, from where, and when that was."""

    branch: str
    place: str
    today: date


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """A ledger with the words to tell it in."""

    ledger: Ledger
    bank: Bank
    say: Copy

    def topic(self, name: str) -> str:
        """The topic's title; its id where no pack has the chapter any more."""
        if not name:
            return self.say("ledger.topic-gone")
        return titles(self.bank).get(name, name)

    def hidden(self, shown: Shown) -> str:
        """What stands in place of a hidden number."""
        return self.say("ledger.small", n=LEAST) if shown == Shown.SMALL else self.say("ledger.cover")

    def counted(self, number: int, visits: int) -> Value:
        """The number, unless it is made from too few visits."""
        return self.hidden(Shown.SMALL) if is_small(visits) else number


def titles(bank: Bank) -> dict[str, str]:
    """The title of each chapter, by its id."""
    return {chapter.id: chapter.title for chapter in bank.campaign.chapters}


def offered(question: Question, offer: Offer, say: Copy) -> str:
    """The offer in words."""
    told = say(offer.word) if offer.word else offer.text
    return say("ledger.judged", word=told) if question.type == "truefalse" else told


def day_of(day: date, say: Copy) -> str:
    """The day in words."""
    return say("ledger.day", year=day.year, month=day.month, day=day.day)


def heading_facts(since: date, until: date, heading: Heading, say: Copy) -> tuple[tuple[str, str], ...]:
    """Branch, place and dates; what isn't known is left to be filled in by hand."""
    blank = say("ledger.blank")
    return (
        (say("ledger.branch"), heading.branch or blank),
        (say("ledger.place"), heading.place or blank),
        (say("ledger.span"), say("ledger.span-of", since=day_of(since, say), until=day_of(until, say))),
    )


def document_of(ledger: Ledger, bank: Bank, heading: Heading, say: Copy, appendix: Sequence[Section]) -> Document:
    """The ledger as a document, `appendix` being the item statistics."""
    words = LedgerWords(ledger, bank, say)
    comma = say("ledger.comma")
    topics = [words.topic(topic.topic) for topic in ledger.topics if topic.topic]
    facts = (
        *heading_facts(ledger.since, ledger.until, heading, say),
        (say("ledger.kiosks"), comma.join(ledger.kiosks) or say("ledger.none")),
        (say("ledger.topics"), comma.join(topics) or say("ledger.none")),
        *_vouchers(words),
        (say("ledger.made"), day_of(heading.today, say)),
    )
    sections: list[Section] = []
    notice = ""
    if not ledger.visits:
        notice = say("ledger.empty")
    elif ledger.is_small:
        notice = say("ledger.too-few", n=LEAST)
    else:
        sections += [_ages(words), _periods(words), _fraud(words), _topics(words), _misconceptions(words)]
    if ledger.packs:
        sections.insert(-1 if sections else 0, _packs(words))
    return Document(
        say.language,
        say("ledger.sheet-ledger"),
        say("ledger.title"),
        facts,
        _figures(words),
        (*sections, *(() if ledger.is_small else appendix)),
        say("ledger.methods"),
        _methods(words),
        (say("ledger.filled-by"), say("ledger.checked-by"), say("ledger.signed-on")),
        say("ledger.page"),
        notice,
    )


def minutes(seconds: int) -> int:
    """The seconds in whole minutes."""
    return round(seconds / 60)


# ── parts ──


def _vouchers(words: LedgerWords) -> tuple[tuple[str, str], ...]:
    """How many were given and redeemed, where there are any."""
    ledger, say = words.ledger, words.say
    if not (ledger.vouchers_given or ledger.vouchers_redeemed):
        return ()
    told = say("ledger.vouchers-of", given=ledger.vouchers_given, redeemed=ledger.vouchers_redeemed)
    return ((say("ledger.vouchers"), told),)


def _figures(words: LedgerWords) -> tuple[Figure, ...]:
    ledger, say = words.ledger, words.say
    small = ledger.visits
    accuracy = ledger.right / ledger.answers if ledger.answers else None
    return (
        Figure(words.counted(ledger.visits, small), say("ledger.visits")),
        Figure(words.counted(ledger.levels, small), say("ledger.levels")),
        Figure(words.counted(ledger.answers, small), say("ledger.answers")),
        Figure(words.counted(minutes(ledger.seconds), small), say("ledger.minutes")),
        Figure(
            words.hidden(Shown.COVER) if accuracy is None or ledger.is_small else accuracy,
            say("ledger.accuracy"),
            Kind.SHARE,
        ),
    )


def _ages(words: LedgerWords) -> Section:
    ledger, say = words.ledger, words.say
    rows: list[tuple[Value, ...]] = []
    for age in ledger.ages:
        told = age.shown == Shown.TOLD
        mark = words.hidden(age.shown)
        rows.append((say(AGES[age.band]), age.visits if told else mark, age.visits / ledger.visits if told else mark))
    rows.append((say("ledger.all"), ledger.visits, 1.0))
    return Section(
        say("ledger.sheet-ages"),
        say("ledger.ages"),
        (
            Column(say("ledger.age"), Kind.TEXT, 2),
            Column(say("ledger.visits")),
            Column(say("ledger.share"), Kind.SHARE),
        ),
        tuple(rows),
        say("ledger.ages-note"),
        Chart(say("ledger.ages"), 0, (1,), is_bar=True),
        totals=1,
    )


def _periods(words: LedgerWords) -> Section:
    ledger, say = words.ledger, words.say
    rows: list[tuple[Value, ...]] = []
    for each in ledger.periods:
        name = (
            say("ledger.month-short", year=each.begin.year, month=f"{each.begin.month:02d}")
            if ledger.is_by_month
            else say("ledger.day-short", month=each.begin.month, day=each.begin.day)
        )
        if each.shown == Shown.TOLD:
            rows.append((name, each.visits, *_totals(each.levels, each.answers, each.seconds, each.right)))
        else:
            rows.append((name, *(words.hidden(each.shown),) * 5))
    rows.append(
        (say("ledger.all"), ledger.visits, *_totals(ledger.levels, ledger.answers, ledger.seconds, ledger.right))
    )
    title = say("ledger.months" if ledger.is_by_month else "ledger.days")
    return Section(
        say("ledger.sheet-days"),
        title,
        (
            Column(say("ledger.month" if ledger.is_by_month else "ledger.date"), Kind.TEXT, 1.4),
            Column(say("ledger.visits")),
            Column(say("ledger.levels")),
            Column(say("ledger.answers")),
            Column(say("ledger.minutes-short")),
            Column(say("ledger.accuracy"), Kind.SHARE),
        ),
        tuple(rows),
        chart=Chart(say("ledger.visits"), 0, (1,)),
        totals=1,
    )


def _totals(levels: int, answers: int, seconds: int, right: int) -> tuple[Value, ...]:
    return (levels, answers, minutes(seconds), right / answers if answers else None)


def _topics(words: LedgerWords) -> Section:
    ledger, say = words.ledger, words.say
    rows: list[tuple[Value, ...]] = []
    for topic in ledger.topics:
        name, mark = words.topic(topic.topic), words.hidden(topic.shown)
        counts: tuple[Value, ...] = (topic.visits, topic.answers, topic.right / topic.answers)
        if topic.shown != Shown.TOLD:
            rows.append((name, *(mark,) * 7))
        elif topic.is_compared:
            rows.append((name, *counts, *_change([topic])))
        else:
            few = words.counted(topic.pairs, topic.pairs) if topic.topic else None
            rows.append((name, *counts, few, None, None, None))
    compared = [topic for topic in ledger.topics if topic.is_compared]
    accuracy = ledger.right / ledger.answers if ledger.answers else None
    rows.append(
        (
            say("ledger.all"),
            ledger.visits,
            ledger.answers,
            accuracy,
            *(_change(compared) if compared else (None,) * 4),
        )
    )
    return Section(
        say("ledger.sheet-topics"),
        say("ledger.topic-accuracy"),
        (
            Column(say("ledger.topic"), Kind.TEXT, 2.2),
            Column(say("ledger.visits")),
            Column(say("ledger.answers")),
            Column(say("ledger.accuracy"), Kind.SHARE),
            Column(say("ledger.pairs")),
            Column(say("ledger.before"), Kind.SHARE),
            Column(say("ledger.after"), Kind.SHARE),
            Column(say("ledger.change"), Kind.POINTS, 1.3),
        ),
        tuple(rows),
        say("ledger.topic-note"),
        Chart(say("ledger.topic-accuracy"), 0, (5, 6), is_bar=True),
        totals=1,
    )


def _change(topics: Sequence[TopicCount]) -> tuple[Value, ...]:
    """Compared visits, first and last accuracy, and the difference in points, of these topics together."""
    pairs = sum(topic.pairs for topic in topics)
    before, after = sum(topic.before for topic in topics) / pairs, sum(topic.after for topic in topics) / pairs
    return (pairs, before, after, round(100 * (after - before), 1))


def _misconceptions(words: LedgerWords) -> Section:
    say = words.say

    def row(rank: int, each: Misconception) -> tuple[Value, ...]:
        why = each.offer.why or each.question.rationale
        return (rank, each.question.stem, offered(each.question, each.offer, say), why, each.visits, each.share)

    return Section(
        say("ledger.sheet-misconceptions"),
        say("ledger.misconceptions"),
        (
            Column(say("ledger.rank"), weight=0.7),
            Column(say("ledger.stem"), Kind.TEXT, 4.4),
            Column(say("ledger.distractor"), Kind.TEXT, 3),
            Column(say("ledger.why"), Kind.TEXT, 3.6),
            Column(say("ledger.chose"), weight=0.8),
            Column(say("ledger.share"), Kind.SHARE, 0.8),
        ),
        tuple(row(rank, each) for rank, each in enumerate(words.ledger.misconceptions, 1)),
        say("ledger.misconceptions-note", n=LEAST),
        empty=say("ledger.no-misconception", n=LEAST),
    )


def _fraud(words: LedgerWords) -> Section:
    say, fraud = words.say, words.ledger.fraud
    found = fraud.detection
    told = (
        (say("ledger.hits"), fraud.scam_visits, found.scams, found.hits),
        (say("ledger.alarms"), fraud.genuine_visits, found.genuine, found.false_alarms),
    )
    small = words.hidden(Shown.SMALL)
    rows: list[tuple[Value, ...]] = [
        (name, small, small, small, small) if is_small(visits) else (name, visits, asked, yes, _rate(yes, asked))
        for name, visits, asked, yes in told
    ]
    return Section(
        say("ledger.sheet-fraud"),
        say("ledger.fraud"),
        (
            Column(say("ledger.measure"), Kind.TEXT, 2),
            Column(say("ledger.visits")),
            Column(say("ledger.of")),
            Column(say("ledger.yes")),
            Column(say("ledger.rate"), Kind.SHARE),
        ),
        tuple(rows),
        say("ledger.fraud-note"),
        Chart(say("ledger.fraud"), 0, (4,), is_bar=True),
    )


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _packs(words: LedgerWords) -> Section:
    say, ledger = words.say, words.ledger
    names = {pack.id: pack.title for pack in words.bank.packs}
    rows: list[tuple[Value, ...]] = []
    for pack in ledger.packs:
        name, _, version = pack.pack.partition("@")
        is_told = pack.shown == Shown.TOLD
        answers = pack.answers if is_told else words.hidden(pack.shown)
        unknown = say("ledger.unknown")
        rows.append((names.get(name, name) or unknown, name or unknown, version or unknown, answers))
    return Section(
        say("ledger.sheet-packs"),
        say("ledger.packs"),
        (
            Column(say("ledger.pack"), Kind.TEXT, 2),
            Column(say("ledger.pack-id"), Kind.TEXT, 2),
            Column(say("ledger.version"), Kind.TEXT, 1.2),
            Column(say("ledger.answers")),
        ),
        tuple(rows),
    )


def _methods(words: LedgerWords) -> tuple[str, ...]:
    say, ledger = words.say, words.ledger
    told = [
        say("ledger.method-source"),
        say("ledger.method-right"),
        say("ledger.method-duel"),
        say("ledger.method-small", n=LEAST),
    ]
    if ledger.gone and not ledger.is_small:
        told.append(say("ledger.method-gone", n=ledger.gone))
    return tuple(told)
