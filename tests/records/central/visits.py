"""Visits written to a journal, and what both sides hold of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import Engine, text

from game.records.database import NAME
from game.records.journal import Journal
from game.rules.run import AnswerRecord, Prop, Result
from game.rules.visit import AgeBand

TODAY = date(2026, 11, 23)
NOW_MS = 1_800_000_000_000
LEVELS = ("one.1", "one.2", "challenge")

LOCAL = {
    "visits": "SELECT kiosk, day, id, seed, age_band FROM visits WHERE state = 'closed'",
    "runs": "SELECT kiosk, day, visits.id, visits.seed, runs.id, level, runs.seed, care, speed, runs.state = 'finished'"
    " FROM runs JOIN visits ON visits.id = visit_id WHERE visits.state = 'closed'",
    "answers": "SELECT kiosk, day, visits.id, visits.seed, run_id, idx, question, pack, answer, credit, points,"
    " elapsed_bucket, props, sure FROM answers JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id"
    " WHERE visits.state = 'closed'",
    "results": 'SELECT kiosk, day, visits.id, visits.seed, run_id, score, "right", total, stars, best_streak, props_used,'
    " hearts FROM results JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id WHERE visits.state = 'closed'",
    "flags": "SELECT kiosk, day, visits.id, seed, question, pack FROM flags JOIN visits ON visits.id = visit_id"
    " WHERE visits.state = 'closed'",
    "vouchers": "SELECT kiosk, day, visits.id, visits.seed, run_id, expires, redeemed"
    " FROM vouchers JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id WHERE visits.state = 'closed'",
}
"""What of a journal is meant to be known centrally, written down here once more."""
_VISIT = "SELECT kiosk, day, visits.number, visits.seed"
_BELOW = "JOIN visits ON visits.id = visit_id"
CENTRAL = {
    "visits": f"{_VISIT}, age_band FROM visits",
    "runs": f"{_VISIT}, runs.number, level, runs.seed, care, speed, is_finished FROM runs {_BELOW}",
    "answers": f"{_VISIT}, run, idx, question, pack, answer, credit, points, elapsed_bucket, props, sure"
    f" FROM answers {_BELOW}",
    "results": f'{_VISIT}, run, score, "right", total, stars, best_streak, props_used, hearts FROM results {_BELOW}',
    "flags": f"{_VISIT}, question, pack FROM flags {_BELOW}",
    "vouchers": f"{_VISIT}, run, expires, redeemed FROM vouchers {_BELOW}",
}

Rows = dict[str, list[tuple[object, ...]]]


@contextmanager
def journal_in(folder: Path, kiosk: str = "desk 1", today: date = TODAY) -> Iterator[Journal]:
    journal = Journal.open(folder, lambda: NOW_MS, lambda: today, kiosk)
    try:
        yield journal
    finally:
        journal.close()


def record(rng: Random, index: int) -> AnswerRecord:
    """Some answer."""
    return AnswerRecord(
        index,
        f"pack/q{rng.randrange(500):04}",
        rng.choice([None, (), (0,), (1, 2)]),
        rng.choice([0, 500, 1000]),
        rng.randrange(4000),
        rng.randrange(60_000),
        tuple(rng.sample(list(Prop), rng.randrange(3))),
        rng.choice([None, False, True]),
        "pack@1.0",
    )


def play(journal: Journal, seed: int, rng: Random, is_closed: bool = True) -> None:
    """A visit of a few levels, flags among them."""
    assert journal.begin_visit(seed)
    if rng.random() < 0.5:
        assert journal.tell_age(rng.choice(list(AgeBand)))
    for _ in range(rng.randrange(1, 4)):
        level, answers = rng.choice(LEVELS), rng.randrange(6)
        assert journal.begin_run(level, rng.randrange(1 << 31), rng.random() < 0.5, rng.random() < 0.5)
        for index in range(answers):
            assert journal.save_answer(record(rng, index))
        if rng.random() < 0.3:
            assert journal.flag(f"q{rng.randrange(9)}", "pack@1.0")
        if rng.random() < 0.7:
            assert journal.finish_run(Result(level, 0, rng.randrange(9999), answers, answers + 1, 2, 1, 0, 3))
    if is_closed:
        assert journal.close_visit()


def played(folder: Path, *seeds: int, kiosk: str = "desk 1", today: date = TODAY) -> None:
    """The journal in that folder has closed visits of those seeds as well."""
    with journal_in(folder, kiosk, today) as journal:
        for seed in seeds:
            play(journal, seed, Random(seed))


def local(*folders: Path) -> Rows:
    """What the journals hold of closed visits, as it should arrive."""
    found: Rows = {name: [] for name in LOCAL}
    for folder in folders:
        with closing(sqlite3.connect(folder / NAME)) as db:
            for name, query in LOCAL.items():
                found[name] += db.execute(query).fetchall()
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def central(engine: Engine) -> Rows:
    """What arrived, days as text and truth as 0 and 1, as SQLite has them."""
    with engine.connect() as connection:
        return {
            name: sorted((tuple(map(_plain, row)) for row in connection.execute(text(query))), key=repr)
            for name, query in CENTRAL.items()
        }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def undelivered(folder: Path) -> list[int]:
    """The seeds of visits that the journal thinks are not delivered, in order."""
    with closing(sqlite3.connect(folder / NAME)) as db:
        return [seed for (seed,) in db.execute("SELECT seed FROM visits WHERE NOT delivered ORDER BY id")]


def change(folder: Path, statement: str, *values: object) -> None:
    """The journal was changed behind the game's back."""
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as db:
        db.execute(statement, values)
