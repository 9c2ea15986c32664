"""The journal's file: opened safely, checked, and put aside when it is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

from game.records import schema

NAME = "journal.sqlite3"
DAMAGED = "damaged"
BUSY_S = 0.5
CACHE = "cache_size = -512"
"""Half a MiB of pages, where SQLite would let memory grow to two as the file does; a visit reads a few dozen."""
"""How long a write waits for a lock; the visitor's next screen waits with it."""

_MAGIC = b"SQLite format 3\0"
_ROLLBACK_JOURNAL = b"\1\1"
_HEADER_BYTES = len(_MAGIC) + 4
_COMPANIONS = ("", "-journal", "-wal", "-shm")
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_SURROUNDINGS = frozenset(
    {
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
"""Errors of the disk, its rights and its other users: the file itself may be fine."""


class DamagedError(Exception):
    """What lies at the journal's place is no journal of ours."""


Connect = Callable[[Path], sqlite3.Connection]


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins no transaction by itself. Raises sqlite3.Error."""
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)


def open_database(path: Path, connect: Connect = connect) -> tuple[sqlite3.Connection, bool]:
    """A connection to the checked file, and whether it was just made.

    Raises DamagedError; OSError or sqlite3.Error when the surroundings don't let it be opened.
    """
    _look_at_header(path)
    db = connect(path)
    try:
        return db, _prepare(db)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        db.close()
        if isinstance(error, sqlite3.Error) and _code(error) in _SURROUNDINGS:
            raise
        raise DamagedError(str(error)) from error
    except BaseException:
        db.close()
        raise


def is_damage(error: Exception) -> bool:
    """Whether an error of a statement means that the file is damaged.

    SQLite quotes what it found in a damaged file; where that is no text, even its message can't be decoded.
    """
    return isinstance(error, UnicodeDecodeError) or (isinstance(error, sqlite3.Error) and _code(error) in _DAMAGE)


def put_aside(path: Path, label: str) -> Path:
    """Where the damaged file went, its rollback journal beside it. Raises OSError."""
    folder = path.parent / DAMAGED
    folder.mkdir(exist_ok=True)
    kept = next(place for number in count() if not (place := folder / f"{label}-{number}-{path.name}").exists())
    # The file goes first: SQLite drops a rollback journal that has no file, but would roll it back into a new one.
    for ending in _COMPANIONS:
        found = path.with_name(path.name + ending)
        if found.exists():
            found.rename(kept.with_name(kept.name + ending))
    return kept


def _look_at_header(path: Path) -> None:
    """Refuses what SQLite would misread: a folder, another format, a file marked read-only by a flipped byte."""
    if not path.exists():
        return
    if not path.is_file():
        raise DamagedError("not a file")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if header and not (header.startswith(_MAGIC) and header[18:20] == _ROLLBACK_JOURNAL):
        raise DamagedError("not a journal")


def _prepare(db: sqlite3.Connection) -> bool:
    for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "foreign_keys = ON", "secure_delete = ON", CACHE):
        db.execute(f"PRAGMA {pragma}")
    version, found = db.execute("PRAGMA user_version").fetchone()[0], schema.shape(db)
    if version == 0 and not found:
        schema.create(db)
        return True
    if not 1 <= version <= schema.VERSION or found != schema.expected_shape(version):
        raise DamagedError(f"schema {version} is not ours")
    # A year of answers takes a quarter of a second; quick_check would let rows out of order pass.
    answer = db.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != ("ok",):
        raise DamagedError(str(answer))
    if version < schema.VERSION:
        schema.migrate(db, version)
    return False


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF
