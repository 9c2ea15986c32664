"""A class played through by the rules alone, the same each time: every type, every phase, names by chance of a seed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from game.classroom import bank as banks
from game.classroom.board import Board, read
from game.classroom.names import Names
from game.classroom.server.shown import Shown
from game.classroom.server.stage import Desk, Ledger, stage
from game.classroom.surveys import AFTER, surveys
from game.qtypes import load_rules
from game.records.classroom import Opening
from game.rules.classroom import events as on
from game.rules.classroom.lesson import Kind, Lesson, Round, Terms
from game.rules.classroom.plan import ON_PHONES, Planned, rounds
from game.rules.classroom.standings import places
from game.rules.classroom.update import update
from game.start import QUESTIONS
from game.words import Copy

TYPES = load_rules()
PHONES = 18
TERMS = Terms(streak=True)


@cache
def asked() -> tuple[Opening, tuple[Round, ...]]:
    """Of each type the question with most to read, then one for buzzers, then a survey."""
    with TemporaryDirectory() as data:
        bank = banks.opened("", QUESTIONS, Path(data), "zh-CN")
        pool = banks.pool(bank, "", (), 3)
        longest = []
        for kind in ON_PHONES:
            of_kind = [bank.question(entry.id) for entry in pool if entry.type == kind]
            longest.append(max(of_kind, key=lambda each: len(each.stem) * 3 + len(each.rationale)))
        planned = [Planned(each.id, Kind.SCORED) for each in longest]
        planned[0] = Planned(planned[0].id, Kind.WARM_UP)
        planned.append(Planned(longest[2].id, Kind.BUZZ))
        planned.append(AFTER)
        opening = Opening(3, "482913", "zh-CN", "防范电信网络诈骗", tuple(planned), 20, TERMS, "2026-11-26")
        return opening, rounds(planned, surveys("zh-CN"), bank.question, 3, TYPES)


def played(terms: Terms = TERMS) -> Iterator[tuple[str, Lesson]]:
    """Each moment that a wall shows, by name."""
    rng = Random(7)
    _, made = asked()
    lesson, now = Lesson(terms, made), 0

    def happen(event: on.Event) -> None:
        nonlocal lesson
        lesson = update(lesson, event, TYPES)

    for who in range(1, PHONES + 1):
        happen(on.Joined(now, who))
    happen(on.Joined(now, PHONES + 1, 1, True))
    yield "lobby", lesson
    for index, each in enumerate(made):
        question = each.dealt.question
        name = f"{each.kind}-{question.type}"
        happen(on.Opened(now, index))
        if each.kind == Kind.BUZZ:
            happen(on.Buzzed(now, 3, index))
        for who in range(1, PHONES - 2):
            now += 300
            happen(on.Answered(now, who, index, TYPES[question.type].guess(question.body, rng), 1))
        yield f"{name}-asked", lesson
        if index == 1:
            yield f"{name}-paused", update(lesson, on.Paused(now), TYPES)
        happen(on.Closed(now, index))
        yield f"{name}-revealed", lesson
        if index in (2, 5):
            happen(on.Ranked(now))
            yield f"standings-{index}", lesson
    happen(on.Ended(now))
    yield "ended", lesson


def board(lesson: Lesson, language: str = "zh-CN", show: str = "full") -> Board:
    """What the projector would be told of it."""
    opening, _ = asked()
    names = Names("zh-CN", Random(11))
    for who in lesson.contestants:
        names.take(who, names.suggest(1)[0])
    names.restore({PHONES + 1: Copy(language)("class.team", n=1)})
    outcome = lesson.outcome
    ledger = None
    if outcome is not None:
        graded = len(outcome.marks) if outcome.kind != Kind.SURVEY else len(outcome.given)
        ledger = Ledger(len(outcome.given), len(outcome.given), graded)
    told = stage(
        lesson,
        Shown(opening, lesson.rounds, TYPES),
        Desk(show),
        opening.room,
        opening.title,
        lesson.at_ms,
        places(lesson),
        {who: names.full(who) for who in lesson.contestants} if show == "full" else {},
        set(lesson.contestants),
        ledger,
        TYPES,
        Copy(language),
    )
    return read(json.loads(json.dumps(told)))
