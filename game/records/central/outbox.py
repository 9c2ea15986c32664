"""The outbox: closed visits in the journal that the central database may not have yet.

The journal's file stays the game's own. It is opened for the moment of one look or one mark, never made, never mended and
never brought to another version: that is the game's to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from game.records import schema
from game.records.database import NAME

BATCH = 50
"""Visits a look; a mark makes the game wait for one commit, not for fifty."""
BUSY_S = 5.0
"""How long a look or a mark waits for the game, which comes first."""


class NotReadyError(Exception):
    """There is no journal yet, or the game has not brought it to the present version yet."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a visit: its row, its answers in order, its result and its voucher (last day, day taken) where there is one.

    Days are ISO text, as the journal keeps them.
    """

    number: int
    level: str
    seed: int
    care: bool
    speed: bool
    is_finished: bool
    answers: tuple[tuple[object, ...], ...]
    result: tuple[int, ...] | None
    voucher: tuple[str, str | None] | None


@dataclass(frozen=True, slots=True)
class Packet:
    """A closed visit with everything below it, to be carried as one."""

    number: int
    kiosk: str
    day: str
    seed: int
    age_band: str | None
    runs: tuple[Run, ...]
    flags: tuple[tuple[str, str], ...]

    @property
    def redeemed(self) -> int:
        """How many of its vouchers were taken."""
        return sum(run.voucher is not None and run.voucher[1] is not None for run in self.runs)


@dataclass(frozen=True, slots=True)
class Counts:
    """Visits in the journal: still open, waiting to be delivered, delivered."""

    open: int
    waiting: int
    delivered: int


ANSWER_COLUMNS = ("idx", "question", "pack", "answer", "credit", "points", "elapsed_bucket", "props", "sure")
RESULT_COLUMNS = ("score", "right", "total", "stars", "best_streak", "props_used", "hearts")


class Outbox:
    """The outbox of one data folder. Its calls raise NotReadyError, or sqlite3.Error when the file can't be used."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def waiting(self, after: int = 0, is_again: bool = False, most: int = BATCH) -> list[Packet]:
        """Closed visits numbered above `after` that are not delivered, oldest first; with `is_again` delivered ones too."""
        with closing(self._opened()) as db:
            db.execute("BEGIN")
            visits = db.execute(
                "SELECT id, kiosk, day, seed, age_band FROM visits"
                " WHERE state = 'closed' AND id > ? AND (delivered = 0 OR ?) ORDER BY id LIMIT ?",
                (after, is_again, most),
            ).fetchall()
            marks = ", ".join("?" * len(visits))
            numbers = [visit[0] for visit in visits]
            runs: dict[int, list[Run]] = {number: [] for number in numbers}
            flags: dict[int, list[tuple[str, str]]] = {number: [] for number in numbers}
            # One walk through the runs for all visits: they have no index by visit.
            for visit, *run in db.execute(
                "SELECT visit_id, id, level, seed, care, speed, state FROM runs"
                f" WHERE visit_id IN ({marks}) ORDER BY id",
                numbers,
            ).fetchall():
                runs[visit].append(_run(db, *run))
            for visit, question, pack in db.execute(
                f"SELECT visit_id, question, pack FROM flags WHERE visit_id IN ({marks}) ORDER BY visit_id, question",
                numbers,
            ):
                flags[visit].append((question, pack))
        return [
            Packet(number, kiosk, day, seed, age, tuple(runs[number]), tuple(flags[number]))
            for number, kiosk, day, seed, age in visits
        ]

    def mark(self, packets: Sequence[Packet]) -> None:
        """The packets count as delivered, in one commit; not one whose voucher was taken since it was read.

        A visit of another file that took this one's place is another visit, even under the same number.
        """
        if not packets:
            return
        with closing(self._opened()) as db:
            db.execute("BEGIN IMMEDIATE")
            db.executemany(
                "UPDATE visits SET delivered = 1 WHERE id = ? AND kiosk = ? AND day = ? AND seed = ? AND state = 'closed'"
                " AND (SELECT count(redeemed) FROM vouchers JOIN runs ON runs.id = run_id WHERE visit_id = visits.id) = ?",
                [(packet.number, packet.kiosk, packet.day, packet.seed, packet.redeemed) for packet in packets],
            )
            db.execute("COMMIT")

    def counts(self) -> Counts:
        """How many visits are in the journal, by what became of them."""
        with closing(self._opened()) as db:
            row = db.execute(
                "SELECT coalesce(sum(state = 'open'), 0), coalesce(sum(state = 'closed' AND NOT delivered), 0),"
                " coalesce(sum(delivered), 0) FROM visits"
            ).fetchone()
        return Counts(*row)

    def kiosks(self) -> tuple[str, ...]:
        """The names under which this journal's visits stand."""
        with closing(self._opened()) as db:
            return tuple(name for (name,) in db.execute("SELECT DISTINCT kiosk FROM visits ORDER BY kiosk"))

    def _opened(self) -> sqlite3.Connection:
        if not self._path.is_file():
            raise NotReadyError("no journal yet")
        db = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_S, isolation_level=None)
        try:
            for pragma in ("synchronous = EXTRA", "foreign_keys = ON", "secure_delete = ON"):
                db.execute(f"PRAGMA {pragma}")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version != schema.VERSION:
                raise NotReadyError(f"the journal is of version {version}, not {schema.VERSION}")
        except BaseException:
            db.close()
            raise
        return db


def _run(db: sqlite3.Connection, number: int, level: str, seed: int, care: int, speed: int, state: str) -> Run:
    answers = db.execute(
        f"SELECT {', '.join(ANSWER_COLUMNS)} FROM answers WHERE run_id = ? ORDER BY idx", (number,)
    ).fetchall()
    result = db.execute(f"SELECT {', '.join(RESULT_COLUMNS)} FROM results WHERE run_id = ?", (number,)).fetchone()
    voucher = db.execute("SELECT expires, redeemed FROM vouchers WHERE run_id = ?", (number,)).fetchone()
    return Run(
        number,
        level,
        seed,
        bool(care),
        bool(speed),
        state == "finished",
        tuple((*values, None if sure is None else bool(sure)) for *values, sure in answers),
        result,
        voucher,
    )
