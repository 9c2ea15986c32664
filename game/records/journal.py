"""The journal: every answer is on disk before its points are on screen.

SQLite with rollback journal and `synchronous = EXTRA`: one file at rest, and no acknowledged row lost in a power
cut (`docs/decisions/journal.md`). Nothing in it tells who played: question, answer, verdict, day, seed.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

from game.rules.run import AnswerRecord, Prop, Result
from game.session import Interrupted

NAME = "journal.sqlite3"
DAMAGED = "damaged"
SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    seed INTEGER NOT NULL,
    state TEXT NOT NULL,
    touched_ms INTEGER NOT NULL
);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visit_id INTEGER NOT NULL REFERENCES visits (id),
    level TEXT NOT NULL,
    seed INTEGER NOT NULL,
    care INTEGER NOT NULL,
    speed INTEGER NOT NULL,
    state TEXT NOT NULL
);
CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id),
    place INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT,
    credit INTEGER NOT NULL,
    points INTEGER NOT NULL,
    elapsed_ms INTEGER NOT NULL,
    props TEXT NOT NULL,
    UNIQUE (run_id, place)
);
CREATE TABLE results (
    run_id INTEGER PRIMARY KEY REFERENCES runs (id),
    score INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    total INTEGER NOT NULL,
    stars INTEGER NOT NULL,
    best_streak INTEGER NOT NULL,
    props_used INTEGER NOT NULL,
    hearts INTEGER NOT NULL
);
"""

log = logging.getLogger(__name__)


class Journal:
    """The journal of one kiosk. A write returns whether it is on disk; no write raises.

    `now_ms` is the wall clock, used only to tell how long ago a visit was cut off; order comes from row numbers.
    """

    def __init__(self, folder: Path, now_ms: Callable[[], int], today: Callable[[], date]) -> None:
        self._folder, self._now_ms, self._today = folder, now_ms, today
        self._db: sqlite3.Connection | None = None
        self._visit: int | None = None
        self._run: int | None = None
        self._open()

    @property
    def is_healthy(self) -> bool:
        """Whether the last write reached the disk."""
        return self._db is not None

    # ── writing ──

    def begin_visit(self, seed: int) -> bool:
        """A new visit is on record; an open one is closed first."""
        self._run = None

        def write(db: sqlite3.Connection) -> None:
            db.execute("UPDATE visits SET state = 'closed' WHERE state = 'open'")
            db.execute("UPDATE runs SET state = 'abandoned' WHERE state = 'open'")
            row = (self._today().isoformat(), seed, "open", self._now_ms())
            self._visit = db.execute(
                "INSERT INTO visits (day, seed, state, touched_ms) VALUES (?, ?, ?, ?)", row
            ).lastrowid

        return self._write(write)

    def close_visit(self) -> bool:
        """The visit is over: nothing of it will be offered again."""
        closed, self._visit, self._run = self._visit, None, None
        if closed is None:
            return True
        return self._write(lambda db: db.execute("UPDATE visits SET state = 'closed' WHERE id = ?", (closed,)))

    def begin_run(self, level: str, seed: int, care: bool, speed: bool) -> bool:
        """A level began; an unfinished one before it counts as abandoned."""

        def write(db: sqlite3.Connection) -> None:
            if self._visit is None:
                raise sqlite3.OperationalError("no visit on record")
            db.execute("UPDATE runs SET state = 'abandoned' WHERE state = 'open'")
            row = (self._visit, level, seed, care, speed, "open")
            statement = "INSERT INTO runs (visit_id, level, seed, care, speed, state) VALUES (?, ?, ?, ?, ?, ?)"
            self._run = db.execute(statement, row).lastrowid

        self._run = None
        return self._write(write)

    def save_answer(self, record: AnswerRecord) -> bool:
        """The answer is safe from a power cut. The same answer again changes nothing and is True as well."""
        answer = None if record.answer is None else json.dumps(record.answer)
        row = (
            self._run,
            record.index,
            record.question,
            answer,
            record.credit,
            record.points,
            record.elapsed_ms,
            ",".join(record.props),
        )

        def write(db: sqlite3.Connection) -> None:
            if self._run is None:
                raise sqlite3.OperationalError("no level on record")
            db.execute(
                "INSERT INTO answers (run_id, place, question, answer, credit, points, elapsed_ms, props)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, place) DO NOTHING",
                row,
            )
            db.execute("UPDATE visits SET touched_ms = ? WHERE id = ?", (self._now_ms(), self._visit))

        return self._write(write)

    def finish_run(self, result: Result) -> bool:
        """The level's result is on record, once."""
        finished, self._run = self._run, None

        def write(db: sqlite3.Connection) -> None:
            if finished is None:
                raise sqlite3.OperationalError("no level on record")
            values = (
                finished,
                result.score,
                result.right,
                result.total,
                result.stars,
                result.best_streak,
                result.props_used,
                result.hearts,
            )
            db.execute("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id) DO NOTHING", values)
            db.execute("UPDATE runs SET state = 'finished' WHERE id = ?", (finished,))

        return self._write(write)

    def abandon_run(self) -> bool:
        """The level was left."""
        left, self._run = self._run, None
        if left is None:
            return True
        return self._write(lambda db: db.execute("UPDATE runs SET state = 'abandoned' WHERE id = ?", (left,)))

    def close(self) -> None:
        """The file is closed."""
        if self._db is not None:
            self._db.close()
            self._db = None

    # ── reading ──

    def unfinished(self, within_ms: int) -> Interrupted | None:
        """The visit that a crash cut off no longer than `within_ms` ago, with its open level; None when there is none."""
        if self._db is None:
            return None
        try:
            return self._unfinished(self._db, within_ms)
        except (sqlite3.Error, ValueError, TypeError):
            return None

    def _unfinished(self, db: sqlite3.Connection, within_ms: int) -> Interrupted | None:
        found = db.execute(
            "SELECT id, seed, touched_ms FROM visits WHERE state = 'open' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if found is None or not 0 <= self._now_ms() - found[2] <= within_ms:
            return None
        visit, seed, _ = found
        results = tuple(
            Result(*row)
            for row in db.execute(
                "SELECT level, seed, score, correct, total, stars, best_streak, props_used, hearts"
                " FROM runs JOIN results ON run_id = runs.id WHERE visit_id = ? ORDER BY runs.id",
                (visit,),
            )
        )
        answers = tuple(_records(db, "visit_id = ? AND state != 'open'", visit))
        level = db.execute(
            "SELECT id, level, seed, care, speed FROM runs WHERE visit_id = ? AND state = 'open' ORDER BY id DESC LIMIT 1",
            (visit,),
        ).fetchone()
        if level is None:
            return Interrupted(seed, results, answers) if results else None
        run, name, level_seed, care, speed = level
        records = tuple(_records(db, "runs.id = ?", run))
        return Interrupted(seed, results, answers, name, level_seed, bool(care), bool(speed), records)

    # ── the file ──

    def _open(self) -> None:
        """The file is open and whole; a damaged one is put aside and a new one made."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._db = self._connected()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not (self._folder / NAME).is_dir():
                log.warning("journal can't be opened: %s", error)
                return
            self._put_aside()
        except OSError as error:
            log.warning("journal can't be opened: %s", error)

    def _put_aside(self) -> None:
        aside = self._folder / DAMAGED
        try:
            aside.mkdir(exist_ok=True)
            number = sum(1 for _ in aside.iterdir())
            (self._folder / NAME).rename(aside / f"{self._today().isoformat()}-{number}-{NAME}")
            (self._folder / f"{NAME}-journal").unlink(missing_ok=True)
            log.warning("damaged journal kept in %s", aside)
            self._db = self._connected()
        except (OSError, sqlite3.Error) as error:
            log.warning("journal can't be renewed: %s", error)

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._folder / NAME, timeout=2.0, isolation_level=None)
        try:
            for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "foreign_keys = ON", "secure_delete = ON"):
                db.execute(f"PRAGMA {pragma}")
            if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("quick_check failed")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                db.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
            elif version != SCHEMA_VERSION:
                raise sqlite3.DatabaseError(f"schema {version} is not ours")
        except BaseException:
            db.close()
            raise
        return db

    def _write(self, write: Callable[[sqlite3.Connection], object]) -> bool:
        """One transaction; whether it was committed. After a failure the file is opened anew before the next."""
        if self._db is None:
            self._open()
        db = self._db
        if db is None:
            return False
        try:
            db.execute("BEGIN IMMEDIATE")
            write(db)
            db.execute("COMMIT")
        except sqlite3.Error as error:
            log.warning("not saved: %s", error)
            self.close()
            return False
        return True


def _records(db: sqlite3.Connection, condition: str, value: int) -> list[AnswerRecord]:
    rows = db.execute(
        "SELECT place, question, answer, credit, points, elapsed_ms, props"
        f" FROM answers JOIN runs ON run_id = runs.id WHERE {condition} ORDER BY answers.id",
        (value,),
    )
    return [
        AnswerRecord(
            place,
            question,
            None if answer is None else tuple(json.loads(answer)),
            credit,
            points,
            elapsed_ms,
            tuple(Prop(prop) for prop in props.split(",") if prop),
        )
        for place, question, answer, credit, points, elapsed_ms, props in rows
    ]
