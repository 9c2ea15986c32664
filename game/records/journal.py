"""The journal: every answer is on disk before its points are on screen.

SQLite with a rollback journal and `synchronous = EXTRA`: one file at rest, and no acknowledged row lost in a power
cut (`docs/decisions/journal.md`). Nothing in it tells who played: question, answer, verdict, day, seed.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.records import backups
from game.records.database import NAME, Connect, DamagedError, connect, is_damage, open_database, put_aside
from game.records.health import Health, State
from game.records.unfinished import Found, find_unfinished
from game.rules.ranking import Entry
from game.rules.run import AnswerRecord, Result
from game.rules.visit import Interrupted

BUCKET_MS = 5000

Step = Callable[[sqlite3.Connection], object]
"""A part of a transaction; doing it twice leaves the same rows as doing it once."""

_REFUSED = (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError, UnicodeEncodeError)
"""Errors of what was to be written, not of where: trying again can't help."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Row:
    """A row that may not have its number yet."""

    id: int | None = None


class Journal:
    """The journal of one kiosk. A write returns whether it is on disk; no write raises.

    The present visit's steps stay in memory until it closes. So after a failure the next write brings along what is
    missing, and a file that had to be made anew gets the whole visit.
    """

    def __init__(
        self,
        folder: Path,
        now_ms: Callable[[], int],
        today: Callable[[], date],
        kiosk: str = "",
        connect: Connect = connect,
    ) -> None:
        self._connect = connect
        self._folder, self._now_ms, self._today, self._kiosk = folder, now_ms, today, kiosk
        self._db: sqlite3.Connection | None = None
        self._steps: list[Step] = []
        self._written = 0
        self._visit: _Row | None = None
        self._run: _Row | None = None
        self._found: Found | None = None
        self._is_healthy = False
        self._kept: Path | None = None
        self._restored: backups.Backup | None = None
        self._connection()

    @classmethod
    def open(cls, folder: Path, now_ms: Callable[[], int], today: Callable[[], date], kiosk: str = "") -> Journal:
        """The journal in `folder`, its file open; `now_ms` is the wall clock. Never raises: see `is_healthy`."""
        return cls(folder, now_ms, today, kiosk)

    @property
    def is_healthy(self) -> bool:
        """Whether the file could be reached the last time it was needed."""
        return self._is_healthy

    @property
    def health(self) -> Health:
        """What staff should know of the records."""
        if not self._is_healthy:
            return Health(State.UNREACHABLE, self._kept)
        if self._restored is not None:
            return Health(State.RESTORED, self._kept, self._restored.taken)
        return Health(State.OK if self._kept is None else State.BEGUN_ANEW, self._kept)

    # ── writing ──

    def begin_visit(self, seed: int) -> bool:
        """A new visit is on record; one still open before it is closed."""
        return self._write(self._visit_step(_Row(), seed))

    def take_up(self) -> bool:
        """The visit that `unfinished` told of goes on in its own rows, its open level too; False when there is none."""
        found, self._found = self._found, None
        if found is None:
            return False
        told = found.told
        visit = _Row(found.visit_id)
        steps = [self._visit_step(visit, told.seed)]
        if found.run_id is not None:
            run = _Row(found.run_id)
            steps.append(self._run_step(visit, run, told.level, told.level_seed, told.care, told.speed))
        return self._write(*steps)

    def close_visit(self) -> bool:
        """The visit is over: nothing of it will be offered again."""
        if self._visit is None:
            return not self._steps or self._write()
        self._visit = self._run = None

        def step(db: sqlite3.Connection) -> None:
            db.execute("UPDATE runs SET state = 'abandoned' WHERE state = 'open'")
            db.execute("UPDATE visits SET state = 'closed' WHERE state = 'open'")

        is_closed = self._write(step)
        if is_closed:
            self._forget()
        return is_closed

    def begin_run(self, level: str, seed: int, care: bool, speed: bool) -> bool:
        """A level began; an unfinished one before it counts as abandoned."""
        self._run = None
        if self._visit is None:
            return _refused("no visit on record")
        return self._write(self._run_step(self._visit, _Row(), level, seed, care, speed))

    def save_answer(self, record: AnswerRecord) -> bool:
        """The answer is safe from a power cut. The same answer again changes nothing and is True as well."""
        run = self._run
        if run is None:
            return _refused("no level on record")
        values = (
            record.question,
            None if record.answer is None else json.dumps(record.answer),
            record.credit,
            record.points,
            -(-record.elapsed_ms // BUCKET_MS) * BUCKET_MS // 1000,
            record.elapsed_ms,
            ",".join(record.props),
            None if record.sure is None else int(record.sure),
            record.pack,
        )

        def step(db: sqlite3.Connection) -> None:
            added = db.execute(
                "INSERT INTO answers (run_id, idx, question, answer, credit, points, elapsed_bucket, elapsed_ms, props,"
                " sure, pack) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, idx) DO NOTHING",
                (run.id, record.index, *values),
            )
            if not added.rowcount:
                stands = db.execute(
                    "SELECT question, answer, credit, points, elapsed_bucket, elapsed_ms, props, sure, pack"
                    " FROM answers WHERE run_id = ? AND idx = ?",
                    (run.id, record.index),
                ).fetchone()
                if stands != values:
                    raise sqlite3.IntegrityError(f"answer {record.index} is on record differently")

        return self._write(step)

    def finish_run(self, result: Result) -> bool:
        """The level's result is on record."""
        run, self._run = self._run, None
        if run is None:
            return _refused("no level on record")
        values = (
            result.score,
            result.right,
            result.total,
            result.stars,
            result.best_streak,
            result.props_used,
            result.hearts,
        )

        def step(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT INTO results (run_id, score, right, total, stars, best_streak, props_used, hearts)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id) DO NOTHING",
                (run.id, *values),
            )
            db.execute("UPDATE runs SET state = 'finished' WHERE id = ?", (run.id,))

        return self._write(step)

    def flag(self, question: str, pack: str) -> bool:
        """That the visitor finds something wrong with the question is on record, once a visit."""
        visit = self._visit
        if visit is None:
            return _refused("no visit on record")
        return self._write(
            lambda db: db.execute(
                "INSERT INTO flags (visit_id, question, pack) VALUES (?, ?, ?) ON CONFLICT (visit_id, question) DO NOTHING",
                (visit.id, question, pack),
            )
        )

    def tell_age(self, band: str) -> bool:
        """The age band that the visitor chose to say is on record; the last word counts."""
        visit = self._visit
        if visit is None:
            return _refused("no visit on record")
        return self._write(lambda db: db.execute("UPDATE visits SET age_band = ? WHERE id = ?", (band, visit.id)))

    def abandon_run(self) -> bool:
        """The level was left; what was answered stays on record."""
        run, self._run = self._run, None
        if run is None:
            return True
        return self._write(lambda db: db.execute("UPDATE runs SET state = 'abandoned' WHERE id = ?", (run.id,)))

    def close(self) -> None:
        """The file is closed; the next write opens it again."""
        if self._db is not None:
            self._db.close()
            self._db = None

    # ── reading ──

    def unfinished(self, within_ms: int) -> Interrupted | None:
        """The visit that a crash cut short no longer than `within_ms` ago, its open level included; else None."""
        self._found = None
        db = self._connection()
        if db is None:
            return None
        try:
            self._found = find_unfinished(db, self._now_ms(), within_ms)
        except (sqlite3.Error, ValueError, TypeError) as error:
            log.warning("no visit can be read back: %s", error)
        return None if self._found is None else self._found.told

    def best(self, level: str, most: int, since: str = "") -> list[Entry]:
        """The best finished results of that level since that ISO day, one a visit, more right answers first; empty if unreadable."""
        db = self._connection()
        if db is None:
            return []
        found: dict[int, Entry] = {}
        try:
            rows = db.execute(
                "SELECT visits.id, visits.seed, right, score, day FROM results"
                " JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id"
                " WHERE level = ? AND day >= ? ORDER BY right DESC, score DESC, run_id",
                (level, since),
            )
            for visit, *entry in rows:
                found.setdefault(visit, Entry(*entry))
                if len(found) == most:
                    break
        except (sqlite3.Error, UnicodeDecodeError) as error:
            log.warning("no records can be read: %s", error)
        return list(found.values())

    # ── steps ──

    def _visit_step(self, visit: _Row, seed: int) -> Step:
        self._forget()
        self._visit = visit
        values = (self._today().isoformat(), self._kiosk, seed, self._now_ms())

        def step(db: sqlite3.Connection) -> None:
            db.execute("UPDATE runs SET state = 'abandoned' WHERE state = 'open'")
            db.execute("UPDATE visits SET state = 'closed' WHERE state = 'open'")
            added = db.execute(
                "INSERT INTO visits (id, day, kiosk, seed, state, updated_ms) VALUES (?, ?, ?, ?, 'open', ?)"
                " ON CONFLICT (id) DO UPDATE SET state = 'open'",
                (visit.id, *values),
            )
            visit.id = visit.id or added.lastrowid

        return step

    def _run_step(self, visit: _Row, run: _Row, level: str, seed: int, care: bool, speed: bool) -> Step:
        self._run = run

        def step(db: sqlite3.Connection) -> None:
            db.execute("UPDATE runs SET state = 'abandoned' WHERE state = 'open'")
            added = db.execute(
                "INSERT INTO runs (id, visit_id, level, seed, care, speed, state) VALUES (?, ?, ?, ?, ?, ?, 'open')"
                " ON CONFLICT (id) DO UPDATE SET state = 'open'",
                (run.id, visit.id, level, seed, care, speed),
            )
            run.id = run.id or added.lastrowid

        return step

    def _forget(self) -> None:
        """Nothing of the visit is in memory, not even what the disk refused."""
        self._steps.clear()
        self._written = 0
        self._visit = self._run = self._found = None

    def _write(self, *steps: Step) -> bool:
        """One transaction of these steps and those still missing; whether it was committed."""
        self._steps.extend(steps)
        db = self._connection()
        if db is None:
            return False
        place = self._written
        try:
            db.execute("BEGIN IMMEDIATE")
            for place in range(self._written, len(self._steps)):
                self._steps[place](db)
            if self._visit is not None:
                db.execute("UPDATE visits SET updated_ms = ? WHERE id = ?", (self._now_ms(), self._visit.id))
            db.execute("COMMIT")
        except _REFUSED as error:
            del self._steps[place]
            self.close()
            return _refused(str(error))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            log.warning("not saved: %s", error)
            self.close()
            self._is_healthy = False
            if is_damage(error):
                self._put_aside()
            return False
        self._written = len(self._steps)
        self._is_healthy = True
        return True

    # ── the file ──

    def _connection(self) -> sqlite3.Connection | None:
        """The open file; a damaged one is put aside first. None when the surroundings don't allow one."""
        if self._db is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._open_file()
            except DamagedError as error:
                log.warning("journal is damaged: %s", error)
                self._put_aside()
                self._open_after_damage()
            except (OSError, sqlite3.Error) as error:
                log.warning("journal can't be opened: %s", error)
            self._is_healthy = self._db is not None
        return self._db

    def _open_file(self) -> None:
        path = self._folder / NAME
        if not path.exists():
            self._put_back()
        self._db, is_new = open_database(path, self._connect)
        if is_new:
            self._written = 0

    def _open_after_damage(self) -> None:
        try:
            self._open_file()
        except (DamagedError, OSError, sqlite3.Error) as error:
            log.warning("journal can't be made anew: %s", error)

    def _put_back(self) -> None:
        """The newest good backup stands at the journal's place, where there is one."""
        try:
            self._restored = backups.put_back(self._folder)
        except (OSError, sqlite3.Error) as error:
            log.warning("no backup can be put back: %s", error)
            return
        if self._restored is not None:
            log.warning("journal is back from %s", self._restored.path.name)
            # What this visit wrote to the lost file comes again; rows that the backup has already stay as they are.
            self._written = 0

    def _put_aside(self) -> None:
        try:
            self._kept = put_aside(self._folder / NAME, f"{self._today().isoformat()}-{self._now_ms()}")
            log.warning("damaged journal is kept as %s", self._kept)
        except OSError as error:
            log.warning("damaged journal can't be put aside: %s", error)


def _refused(reason: str) -> bool:
    """False, and the reason in the log."""
    log.warning("not saved: %s", reason)
    return False
