"""Reading back the visit that a crash cut short."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from game.rules.run import AnswerRecord, Prop, Result
from game.rules.visit import Interrupted


@dataclass(frozen=True, slots=True)
class Found:
    """An interrupted visit, and the rows it stands in."""

    visit_id: int
    run_id: int | None
    told: Interrupted


def find_unfinished(db: sqlite3.Connection, now_ms: int, within_ms: int) -> Found | None:
    """The newest visit if it is open, was written to within `within_ms`, and holds anything to go on with.

    Raises sqlite3.Error, or ValueError or TypeError for rows that the game can't have written.
    """
    newest = db.execute("SELECT id, seed, state, updated_ms FROM visits ORDER BY id DESC LIMIT 1").fetchone()
    if newest is None:
        return None
    visit, seed, state, updated_ms = newest
    # A clock that was set back can't tell how long ago it was: then nobody is offered somebody else's visit.
    if state != "open" or not 0 <= now_ms - updated_ms <= within_ms:
        return None
    results = tuple(_results(db, visit))
    answers = _records(db, "visit_id = ? AND state != 'open'", visit)
    level = db.execute(
        "SELECT id, level, seed, care, speed FROM runs WHERE visit_id = ? AND state = 'open' ORDER BY id DESC LIMIT 1",
        (visit,),
    ).fetchone()
    if level is None:
        return Found(visit, None, Interrupted(seed, results, answers)) if results else None
    run, name, level_seed, care, speed = level
    records = _records(db, "runs.id = ?", run)
    return Found(visit, run, Interrupted(seed, results, answers, name, level_seed, bool(care), bool(speed), records))


def _results(db: sqlite3.Connection, visit: int) -> list[Result]:
    rows = db.execute(
        "SELECT level, seed, score, right, total, stars, best_streak, props_used, hearts"
        " FROM runs JOIN results ON run_id = runs.id WHERE visit_id = ? ORDER BY runs.id",
        (visit,),
    )
    return [Result(*row) for row in rows]


def _records(db: sqlite3.Connection, condition: str, value: int) -> tuple[AnswerRecord, ...]:
    rows = db.execute(
        "SELECT idx, question, answer, credit, points, elapsed_ms, props, sure, pack"
        f" FROM answers JOIN runs ON run_id = runs.id WHERE {condition} ORDER BY runs.id, idx",
        (value,),
    )
    return tuple(
        AnswerRecord(
            index,
            question,
            None if answer is None else tuple(json.loads(answer)),
            credit,
            points,
            elapsed_ms,
            tuple(Prop(prop) for prop in props.split(",") if prop),
            None if sure is None else bool(sure),
            pack,
        )
        for index, question, answer, credit, points, elapsed_ms, props, sure, pack in rows
    )
