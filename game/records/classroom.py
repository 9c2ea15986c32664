"""The journal of a classroom session: every event that was accepted, in order, and no names.

An event is on disk before anybody is told that it counted. Folding the events gives the session back.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from itertools import count
from pathlib import Path
from typing import Any, get_args

from game.records.database import BUSY_S, Connect, DamagedError, is_damage
from game.rules.classroom import events as on
from game.rules.classroom.lesson import Kind, Lesson, Round, Terms
from game.rules.classroom.plan import Planned
from game.rules.classroom.update import update
from game.rules.deal import Types

FOLDER = "classroom"
"""The folder in the data folder where the journals of sessions are."""
VERSION = 1
MAGIC = b"SQLite format 3\0"
KINDS: Mapping[str, type[Any]] = {kind.__name__: kind for kind in get_args(on.Event)}
TABLES = """
CREATE TABLE opening (told TEXT NOT NULL) STRICT;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT;
CREATE TABLE answers (
    round INTEGER NOT NULL,
    contestant INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (round, contestant)
) STRICT, WITHOUT ROWID;
CREATE TABLE secrets (
    contestant INTEGER PRIMARY KEY,
    digest BLOB NOT NULL
) STRICT;
"""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "opening": ("told",),
    "events": ("seq", "kind", "payload"),
    "answers": ("round", "contestant", "answer"),
    "secrets": ("contestant", "digest"),
}
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -512")


@dataclass(frozen=True, slots=True)
class Opening:
    """What was settled before the first event: chance, the room's code, what is asked, by which terms, on which ISO day."""

    seed: int
    room: str
    language: str
    title: str
    planned: tuple[Planned, ...]
    seconds: int
    terms: Terms
    day: str


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins no transaction by itself and may be used from another thread. Raises sqlite3.Error."""
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)


class ClassJournal:
    """One session's file. One thread at a time gets at it; the others wait."""

    def __init__(self, path: Path, db: sqlite3.Connection, opening: Opening) -> None:
        self.path, self.opening = path, opening
        self._db, self._lock = db, threading.Lock()

    @classmethod
    def make(cls, folder: Path, opening: Opening, connect: Connect = connect) -> ClassJournal:
        """A new session's journal in that folder, on disk already. Raises OSError or sqlite3.Error."""
        folder.mkdir(parents=True, exist_ok=True)
        path = next(path for n in count(1) if not (path := folder / f"{opening.day}-{n}.sqlite3").exists())
        db = _connected(path, connect)
        try:
            db.execute("BEGIN IMMEDIATE")
            for statement in TABLES.split(";\n"):
                if statement.strip():
                    db.execute(statement)
            db.execute("INSERT INTO opening VALUES (?)", (json.dumps(asdict(opening), ensure_ascii=False),))
            db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute("COMMIT")
        except BaseException:
            db.close()
            raise
        return cls(path, db, opening)

    @classmethod
    def open(cls, path: Path, connect: Connect = connect) -> ClassJournal:
        """The journal of a session that was begun. Raises OSError, sqlite3.Error, or DamagedError for what is none."""
        if not path.is_file():
            raise FileNotFoundError(path)
        with path.open("rb") as file:
            # SQLite would take an empty file for a new database, and write to it.
            if file.read(len(MAGIC)) != MAGIC:
                raise DamagedError("not a database")
        try:
            db = _connected(path, connect)
        except sqlite3.Error as error:
            if is_damage(error):
                raise DamagedError(str(error)) from error
            raise
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                raise DamagedError("not a journal of a class")
            if (found := db.execute("PRAGMA integrity_check(1)").fetchone()) != ("ok",):
                raise DamagedError(str(found))
            return cls(path, db, _opening(db.execute("SELECT told FROM opening").fetchone()[0]))
        except (ValueError, TypeError, KeyError, UnicodeDecodeError) as error:
            db.close()
            raise DamagedError(str(error)) from error
        except sqlite3.Error as error:
            db.close()
            if is_damage(error) or (isinstance(error, sqlite3.OperationalError) and "no such" in str(error)):
                raise DamagedError(str(error)) from error
            raise
        except BaseException:
            db.close()
            raise

    def append(self, events: Sequence[on.Event], secrets: Mapping[int, bytes] | None = None) -> None:
        """The events are on disk, all or none, safe from a power cut. `secrets` are SHA-256 digests by contestant.

        Raises sqlite3.Error; the same events may be given again then.
        """
        with self._lock:
            db = self._db
            try:
                db.execute("BEGIN IMMEDIATE")
                for event in events:
                    self._write(event)
                for row in (secrets or {}).items():
                    db.execute("INSERT OR REPLACE INTO secrets VALUES (?, ?)", row)
                db.execute("COMMIT")
            except BaseException:
                # Some errors have rolled back already.
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise

    def _write(self, event: on.Event) -> None:
        db = self._db
        # Field by field: asdict copies deeply, which of a thousand answers is felt.
        payload = json.dumps({each.name: getattr(event, each.name) for each in fields(event)}, separators=(",", ":"))
        db.execute("INSERT INTO events (kind, payload) VALUES (?, ?)", (type(event).__name__, payload))
        if isinstance(event, on.Answered | on.HandsCounted):
            given = event.answer if isinstance(event, on.Answered) else event.hands
            row = (event.index, event.contestant, json.dumps(given, separators=(",", ":")))
            db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)
        elif isinstance(event, on.Skipped):
            db.execute("DELETE FROM answers WHERE round = ?", (event.index,))
        elif isinstance(event, on.Kicked):
            # The rules leave what was graded, and take back what the open round holds of who was sent away.
            asked = db.execute("SELECT payload FROM events WHERE kind = 'Opened' ORDER BY seq DESC LIMIT 1").fetchone()
            closed = db.execute(
                "SELECT COUNT(*) FROM events WHERE kind IN ('Closed', 'Skipped') AND seq > "
                "(SELECT IFNULL(MAX(seq), 0) FROM events WHERE kind = 'Opened')"
            ).fetchone()[0]
            if asked is not None and not closed:
                taken_back = (json.loads(asked[0])["index"], event.contestant)
                db.execute("DELETE FROM answers WHERE round = ? AND contestant = ?", taken_back)

    def events(self) -> Iterator[on.Event]:
        """Every event in the order in which it was accepted. Raises DamagedError for what is no event."""
        with self._lock:
            rows = self._db.execute("SELECT kind, payload FROM events ORDER BY seq").fetchall()
        for kind, payload in rows:
            try:
                yield _event(kind, payload)
            except (ValueError, TypeError, KeyError) as error:
                raise DamagedError(f"{kind}: {error}") from error

    def secrets(self) -> dict[int, bytes]:
        """The digest of each contestant's secret."""
        with self._lock:
            return dict(self._db.execute("SELECT contestant, digest FROM secrets").fetchall())

    def stored(self, index: int) -> int:
        """How many contestants' answers to that round are on disk."""
        with self._lock:
            return int(self._db.execute("SELECT COUNT(*) FROM answers WHERE round = ?", (index,)).fetchone()[0])

    def close(self) -> None:
        """Nothing more will be written."""
        with self._lock:
            self._db.close()


def replay(rounds: Sequence[Round], opening: Opening, events: Iterator[on.Event], types: Types) -> Lesson:
    """The session that the events make."""
    lesson = Lesson(opening.terms, tuple(rounds))
    for event in events:
        lesson = update(lesson, event, types)
    return lesson


def unfinished(folder: Path, newer_than_s: float) -> Path | None:
    """The newest session that somebody joined and nobody ended, written to after that moment (seconds since the epoch)."""
    found = sorted(folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found:
        if path.stat().st_mtime < newer_than_s:
            return None
        try:
            journal = ClassJournal.open(path)
        except (OSError, sqlite3.Error, DamagedError):
            continue
        try:
            kinds = {type(event) for event in journal.events()}
        except DamagedError:
            continue
        finally:
            journal.close()
        return path if on.Joined in kinds and on.Ended not in kinds else None
    return None


def _connected(path: Path, connect: Connect) -> sqlite3.Connection:
    db = connect(path)
    try:
        for pragma in _PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def _opening(told: str) -> Opening:
    tree = json.loads(told)
    planned = tuple(Planned(each["id"], Kind(each["kind"])) for each in tree["planned"])
    return Opening(**{**tree, "planned": planned, "terms": Terms(**tree["terms"])})


def _event(kind: str, payload: str) -> on.Event:
    tree = json.loads(payload)
    for name in ("answer", "hands"):
        if name in tree:
            tree[name] = tuple(int(each) for each in tree[name])
    if "kind" in tree:
        tree["kind"] = Kind(tree["kind"])
    made: on.Event = KINDS[kind](**tree)
    return made
