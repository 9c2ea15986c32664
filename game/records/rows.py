"""What a report reads from the journal: plain rows of a span of days, the file opened for reading only.

The game may be running: a reader waits for its short writes. While one reads, the game can't commit an answer, and it
waits half a second at most; so a report reads from a copy in memory, made at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.records.database import NAME
from game.records.schema import VERSION
from game.rules.levels import Mode
from game.rules.question import Answer

WAIT_S = 10.0
"""How long a report waits for a write of the game."""


class NotReadableError(Exception):
    """There is no journal in the folder, or it can't be read now; the message says why."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit: its day, its kiosk's name, and the age band that was said, empty for none."""

    id: int
    day: date
    kiosk: str = ""
    age_band: str = ""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A level or a round of a mode that began; `is_finished` when it came to its result."""

    id: int
    visit: int
    level: str
    is_care: bool = False
    is_finished: bool = True


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer, in the order given. `answer` is None when the time ran out; `bucket_s` is its time, rounded up."""

    visit: int
    level: str
    question: str
    answer: Answer | None
    credit: int
    bucket_s: int = 5
    sure: bool | None = None
    pack: str = ""
    is_care: bool = False

    @property
    def is_duel(self) -> bool:
        """Whether one of two people in 双人对战 gave it, nobody knows which."""
        return self.level == Mode.DUEL


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything of a span of days, oldest first.

    `flags` are the question ids that visits found something wrong with; `vouchers_given` counts prizes won by these
    visits, `vouchers_redeemed` prizes handed out on these days, whenever they were won.
    """

    visits: tuple[VisitRow, ...] = ()
    runs: tuple[RunRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    flags: tuple[str, ...] = ()
    vouchers_given: int = 0
    vouchers_redeemed: int = 0


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can't write, to the journal in `folder`, within one consistent view of it.

    Raises NotReadableError when there is none, it is of another version, or the disk refuses.
    """
    path = folder / NAME
    if not path.is_file():
        raise NotReadableError(f"no {NAME} in {folder}")
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT_S, isolation_level=None)
    except sqlite3.Error as error:
        raise NotReadableError(str(error)) from error
    try:
        db.execute("BEGIN")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            raise NotReadableError(f"{NAME} has version {version}, not {VERSION}: start the game once")
        yield db
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise NotReadableError(str(error)) from error
    finally:
        db.close()


@contextmanager
def reading_copy(folder: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the journal in memory: the file is free again as soon as this begins. Raises NotReadableError."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with reading(folder) as db:
            db.execute("COMMIT")
            db.backup(copy)
        yield copy
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise NotReadableError(str(error)) from error
    finally:
        copy.close()


def read_rows(folder: Path, since: date, until: date) -> Rows:
    """The rows of the days from `since` to `until`, both included. Raises NotReadableError."""
    span = (since.isoformat(), until.isoformat())
    with reading_copy(folder) as db:
        visits = tuple(
            VisitRow(visit, date.fromisoformat(day), kiosk, band or "")
            for visit, day, kiosk, band in db.execute(
                "SELECT id, day, kiosk, age_band FROM visits WHERE day BETWEEN ? AND ? ORDER BY id", span
            )
        )
        runs = tuple(
            RunRow(run, visit, level, bool(care), state == "finished")
            for run, visit, level, care, state in db.execute(
                "SELECT runs.id, visit_id, level, care, runs.state FROM runs JOIN visits ON visits.id = visit_id"
                " WHERE day BETWEEN ? AND ? ORDER BY runs.id",
                span,
            )
        )
        answers = tuple(
            AnswerRow(
                visit,
                level,
                question,
                _told(answer),
                credit,
                bucket,
                None if sure is None else bool(sure),
                pack,
                bool(care),
            )
            for visit, level, question, answer, credit, bucket, sure, pack, care in db.execute(
                "SELECT visit_id, level, question, answer, credit, elapsed_bucket, sure, pack, care"
                " FROM runs JOIN visits ON visits.id = visit_id JOIN answers ON run_id = runs.id"
                " WHERE day BETWEEN ? AND ? ORDER BY runs.id, idx",
                span,
            )
        )
        flags = tuple(
            question
            for (question,) in db.execute(
                "SELECT question FROM flags JOIN visits ON visits.id = visit_id WHERE day BETWEEN ? AND ?"
                " ORDER BY visit_id, question",
                span,
            )
        )
        (given,) = db.execute(
            "SELECT count(*) FROM vouchers JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id"
            " WHERE day BETWEEN ? AND ?",
            span,
        ).fetchone()
        (redeemed,) = db.execute("SELECT count(*) FROM vouchers WHERE redeemed BETWEEN ? AND ?", span).fetchone()
    return Rows(visits, runs, answers, flags, given, redeemed)


def _told(answer: str | None) -> Answer | None:
    """The answer as numbers; None for what can't be read as such, so that one odd row never costs a report."""
    if answer is None:
        return None
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    if isinstance(found, list) and all(type(item) is int for item in found):
        return tuple(found)
    return None
