"""Item statistics as a document: a row a question, those to look at first on top, and a row an option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from game.packs.bank import Bank
from game.records.items import LEAST_ANSWERS, Item, OfferUse, Reason, is_idle, outdoes
from game.records.privacy import LEAST, is_small
from game.rules.question import Question
from game.tools.report_document import Column, Document, Figure, Kind, Place, Section, Value
from game.tools.report_ledger import Heading, heading_facts, offered, titles
from game.words import Copy

REASONS: Mapping[Reason, str] = {
    Reason.NEGATIVE: "items.reason-negative",
    Reason.OUTDONE: "items.reason-outdone",
    Reason.FLAGGED: "items.reason-flagged",
    Reason.CONFIDENT: "items.reason-confident",
    Reason.WEAK: "items.reason-weak",
    Reason.HARD: "items.reason-hard",
    Reason.EASY: "items.reason-easy",
    Reason.IDLE: "items.reason-idle",
}


def document_of(items: Sequence[Item], since: date, until: date, bank: Bank, heading: Heading, say: Copy) -> Document:
    """The item statistics as a document of their own."""
    return Document(
        say.language,
        say("ledger.sheet-summary"),
        say("ledger.items-title"),
        heading_facts(since, until, heading, say),
        (
            Figure(len(items), say("items.counted")),
            Figure(sum(bool(item.reasons) for item in items), say("items.misbehaving")),
        ),
        sections(items, bank, say) if items else (),
        say("ledger.methods"),
        (say("items.note", n=LEAST_ANSWERS), say("ledger.method-small", n=LEAST)),
        (),
        say("ledger.page"),
        "" if items else say("ledger.empty"),
        is_wide=True,
    )


def sections(items: Sequence[Item], bank: Bank, say: Copy) -> tuple[Section, ...]:
    """A table of all questions and one of their options for a workbook; for pages those to look at."""
    names = titles(bank)
    odd = [item for item in items if item.reasons]
    return (
        replace(_questions(odd, names, say), title=say("items.odd-title"), place=Place.PAGES),
        _questions(items, names, say),
        _options(items, say),
    )


def _questions(items: Sequence[Item], names: Mapping[str, str], say: Copy) -> Section:
    return Section(
        say("ledger.sheet-items"),
        say("items.title"),
        (
            Column(say("items.id"), Kind.TEXT, 1.9),
            Column(say("items.reasons"), Kind.TEXT, 2.6),
            Column(say("ledger.stem"), Kind.TEXT, 3.6),
            Column(say("ledger.topic"), Kind.TEXT, 1.3),
            Column(say("items.type"), Kind.TEXT, 1),
            Column(say("ledger.answers"), weight=1.1),
            Column(say("items.facility"), Kind.SHARE, 1.2),
            Column(say("items.discrimination"), Kind.DECIMAL, 1.5),
            Column(say("items.median"), weight=1.2),
            Column(say("items.confident"), Kind.SHARE, 1.1),
            Column(say("items.flags"), weight=1.1),
            Column(say("items.use"), Kind.TEXT, 4.4),
        ),
        tuple(_row(item, names, say) for item in items),
        say("items.note", n=LEAST_ANSWERS),
        empty=say("items.none-odd"),
        place=Place.WORKBOOK,
    )


def _row(item: Item, names: Mapping[str, str], say: Copy) -> tuple[Value, ...]:
    small = say("ledger.small", n=LEAST)
    question = item.question
    topic = names.get(question.topic, question.topic) if question else ""
    kind = say(f"type.{question.type}").split(" · ")[0] if question else ""
    discrimination = None if item.discrimination is None else item.discrimination.r
    told = (
        (small, None, None, None, None)
        if item.is_small
        else (item.answers, item.facility, discrimination, round(item.median_s), item.confident_errors)
        if item.answers
        else (0, None, None, None, None)
    )
    return (
        item.id,
        "\n".join(say(REASONS[reason]) for reason in item.reasons) or say("items.reason-none"),
        question.stem if question else say("items.gone"),
        topic,
        kind,
        *told,
        small if is_small(item.flags) else item.flags,
        ""
        if item.is_small or question is None
        else "\n".join(_use(question, use, say) for use in _worth_telling(item.uses)),
    )


def _worth_telling(uses: Sequence[OfferUse]) -> tuple[OfferUse, ...]:
    """What was chosen, and the distractors that should have been; a dialogue has many words that nobody comes to."""
    return tuple(use for use in uses if use.times or use.is_rival)


def _use(question: Question, use: OfferUse, say: Copy) -> str:
    """An option in a line: its share, its text, whether it is the key."""
    return f"{use.share:.0%} {'√' if use.offer.is_right else '×'} {offered(question, use.offer, say)}"


def _options(items: Sequence[Item], say: Copy) -> Section:
    rows: list[tuple[Value, ...]] = []
    for item in items:
        if item.is_small or item.question is None:
            continue
        worse = outdoes(item.uses)
        for use in item.uses:
            remark = say("items.outdone") if use in worse else say("items.idle") if is_idle(use) else ""
            key = "√" if use.offer.is_right else ""
            rows.append((item.id, offered(item.question, use.offer, say), key, use.answers, use.share, remark))
    return Section(
        say("ledger.sheet-offers"),
        say("items.offers-title"),
        (
            Column(say("items.id"), Kind.TEXT, 1.6),
            Column(say("items.option"), Kind.TEXT, 3),
            Column(say("items.is-key"), Kind.TEXT, 0.6),
            Column(say("ledger.answers"), weight=0.8),
            Column(say("ledger.share"), Kind.SHARE, 0.8),
            Column(say("items.mark"), Kind.TEXT, 1.6),
        ),
        tuple(rows),
        say("items.offers-note"),
        place=Place.WORKBOOK,
    )
