"""The day's and the month's numbers for the staff's page, read from the journal while the game may be writing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from game.records.database import NAME
from game.rules.question import FULL_CREDIT

LEAST = 5
"""Below so many answers a share says more about somebody than about a topic; it is not told."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Visits, levels finished, answers, and the mean credit of the answers in percent (None without any)."""

    visits: int = 0
    levels: int = 0
    answers: int = 0
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Today, the month so far, the month's visits day by day, and the percent right by topic, best known first."""

    today: Totals
    month: Totals
    days: tuple[tuple[date, int], ...]
    topics: tuple[tuple[str, int, int], ...]


def numbers(folder: Path, today: date, topics_of: Callable[[Collection[str]], Mapping[str, str]]) -> Numbers:
    """The numbers of that data folder; `topics_of` names the topic of each of these questions. Zeros where there is no journal to read."""
    first = today.replace(day=1)
    days = [first + timedelta(days=step) for step in range((today - first).days + 1)]
    try:
        with closing(sqlite3.connect(f"{(folder / NAME).resolve().as_uri()}?mode=ro", uri=True, timeout=0.5)) as db:
            counted = dict(
                db.execute(
                    "SELECT day, count(*) FROM visits WHERE day >= ? GROUP BY day", (first.isoformat(),)
                ).fetchall()
            )
            rows = db.execute(
                "SELECT question, count(*), sum(credit) FROM answers JOIN runs ON runs.id = run_id"
                " JOIN visits ON visits.id = visit_id WHERE day >= ? GROUP BY question",
                (first.isoformat(),),
            ).fetchall()
            now, month = _totals(db, today), _totals(db, first)
    except sqlite3.Error:
        return Numbers(Totals(), Totals(), tuple((day, 0) for day in days), ())
    topic_of = topics_of([question for question, _, _ in rows])
    topics: dict[str, tuple[int, int]] = {}
    for question, count, credit in rows:
        topic = topic_of.get(question)
        if topic is not None:
            answers, earned = topics.get(topic, (0, 0))
            topics[topic] = (answers + count, earned + credit)
    told = [(topic, _percent(earned, count), count) for topic, (count, earned) in topics.items() if count >= LEAST]
    return Numbers(
        now,
        month,
        tuple((day, counted.get(day.isoformat(), 0)) for day in days),
        tuple(sorted(told, key=lambda line: -line[1])),
    )


def _totals(db: sqlite3.Connection, since: date) -> Totals:
    day = since.isoformat()
    visits = db.execute("SELECT count(*) FROM visits WHERE day >= ?", (day,)).fetchone()[0]
    levels = db.execute(
        "SELECT count(*) FROM results JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id WHERE day >= ?",
        (day,),
    ).fetchone()[0]
    answers, credit = db.execute(
        "SELECT count(*), sum(credit) FROM answers JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id"
        " WHERE day >= ?",
        (day,),
    ).fetchone()
    return Totals(visits, levels, answers, _percent(credit, answers) if answers else None)


def _percent(credit: int, answers: int) -> int:
    return round(credit * 100 / (answers * FULL_CREDIT))
