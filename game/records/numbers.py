"""Today's and this month's numbers for the staff panel: counted by SQLite, so that a year of data costs no wait.

They stay at the kiosk, behind the PIN; a report that leaves it hides small groups (`privacy.py`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.records.rows import reading
from game.rules.question import FULL_CREDIT


@dataclass(frozen=True, slots=True)
class Count:
    """Visits, answers, and how many of those were right."""

    visits: int = 0
    answers: int = 0
    right: int = 0

    @property
    def accuracy(self) -> float | None:
        """The share of right answers, 0 to 1; None when there are none."""
        return self.right / self.answers if self.answers else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the panel shows: `days` are those of the month up to today, one after the other, empty ones too.

    `topics` counts the month's answers by topic, most answered first; the visits of a topic are not counted. Questions
    that no pack holds any more have no topic.
    """

    today: Count
    month: Count
    days: tuple[tuple[date, Count], ...]
    topics: tuple[tuple[str, Count], ...]


def read_numbers(folder: Path, today: date, topic_of: Callable[[str], str]) -> Numbers:
    """The numbers of the journal in `folder`; `topic_of` names a question's topic, empty for none.

    Raises rows.NotReadableError.
    """
    first = today.replace(day=1)
    with reading(folder) as db:
        visits = dict(
            db.execute(
                "SELECT day, count(*) FROM visits WHERE day BETWEEN ? AND ? GROUP BY day",
                (first.isoformat(), today.isoformat()),
            )
        )
        answered = _answered(db, first, today)
    by_day: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    by_topic: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for day, question, answers, right in answered:
        for tally in (by_day[day], by_topic[topic_of(question)]):
            tally[0] += answers
            tally[1] += right
    days = tuple(
        (day, Count(visits.get(day.isoformat(), 0), *by_day[day.isoformat()]))
        for day in (first.replace(day=number) for number in range(1, today.day + 1))
    )
    month = Count(
        sum(count.visits for _, count in days),
        sum(count.answers for _, count in days),
        sum(count.right for _, count in days),
    )
    topics = [(topic, Count(0, *tally)) for topic, tally in by_topic.items() if topic]
    topics.sort(key=lambda each: (-each[1].answers, each[0]))
    return Numbers(days[-1][1], month, days, tuple(topics))


def _answered(db: sqlite3.Connection, first: date, last: date) -> list[tuple[str, str, int, int]]:
    """Day, question, answers to it and right ones.

    CROSS JOIN keeps the order: from the month's runs SQLite goes straight to their answers, whose key begins with the run.
    """
    return db.execute(
        "SELECT day, question, count(*), sum(credit = ?)"
        " FROM runs CROSS JOIN visits ON visits.id = visit_id CROSS JOIN answers ON run_id = runs.id"
        " WHERE day BETWEEN ? AND ? GROUP BY day, question",
        (FULL_CREDIT, first.isoformat(), last.isoformat()),
    ).fetchall()
