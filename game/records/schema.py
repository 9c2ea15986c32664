"""The journal's tables: what was asked, answered and won, on which day. Nothing tells who played.

`updated_ms` is the wall clock and only says how long ago a visit was cut off; order comes from row numbers.
`answers.pack` is the pack's `id@version`; `visits.age_band` what the visitor chose to say, `visits.delivered` whether a
central database has the visit; `flags` are questions that a visitor found something wrong with; `vouchers` the prizes won,
with their last day and the day they were given out; `stock` what staff put in or took out of the prize cupboard.
`elapsed_bucket` (seconds, rounded up to five) is for statistics, `elapsed_ms` for taking up a level exactly.
No table has an index beside it that damage could set at odds with its rows.
"""

from __future__ import annotations

import sqlite3
from functools import cache

VERSION = 3

TABLES = """
CREATE TABLE visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    kiosk TEXT NOT NULL,
    seed INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    updated_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visit_id INTEGER NOT NULL REFERENCES visits (id),
    level TEXT NOT NULL,
    seed INTEGER NOT NULL,
    care INTEGER NOT NULL CHECK (care IN (0, 1)),
    speed INTEGER NOT NULL CHECK (speed IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'abandoned'))
) STRICT;
CREATE TABLE answers (
    run_id INTEGER NOT NULL REFERENCES runs (id),
    idx INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT,
    credit INTEGER NOT NULL,
    points INTEGER NOT NULL,
    elapsed_bucket INTEGER NOT NULL,
    elapsed_ms INTEGER NOT NULL,
    props TEXT NOT NULL,
    PRIMARY KEY (run_id, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE results (
    run_id INTEGER PRIMARY KEY REFERENCES runs (id),
    score INTEGER NOT NULL,
    right INTEGER NOT NULL,
    total INTEGER NOT NULL,
    stars INTEGER NOT NULL,
    best_streak INTEGER NOT NULL,
    props_used INTEGER NOT NULL,
    hearts INTEGER NOT NULL
) STRICT;
"""

MIGRATIONS = (
    "ALTER TABLE answers ADD COLUMN sure INTEGER CHECK (sure IN (0, 1));",
    """
ALTER TABLE answers ADD COLUMN pack TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN age_band TEXT;
ALTER TABLE visits ADD COLUMN delivered INTEGER NOT NULL DEFAULT 0 CHECK (delivered IN (0, 1));
CREATE TABLE flags (
    visit_id INTEGER NOT NULL REFERENCES visits (id),
    question TEXT NOT NULL,
    pack TEXT NOT NULL,
    PRIMARY KEY (visit_id, question)
) STRICT, WITHOUT ROWID;
CREATE TABLE vouchers (
    run_id INTEGER PRIMARY KEY REFERENCES runs (id),
    expires TEXT NOT NULL,
    redeemed TEXT
) STRICT;
CREATE TABLE stock (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    amount INTEGER NOT NULL
) STRICT;
""",
)
"""What leads from version n to n + 1, at place n − 1. A new file goes the same way, so that all have one shape."""


def create(db: sqlite3.Connection) -> None:
    """The empty tables are there, or none of them. Raises sqlite3.Error."""
    _commit(db, TABLES, *MIGRATIONS)


def migrate(db: sqlite3.Connection, version: int) -> None:
    """The file of an earlier version is of the present one, its rows kept. Raises sqlite3.Error."""
    _commit(db, *MIGRATIONS[version - 1 :])


def _commit(db: sqlite3.Connection, *scripts: str) -> None:
    db.executescript(f"BEGIN IMMEDIATE; {' '.join(scripts)} PRAGMA user_version = {VERSION}; COMMIT;")


def shape(db: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Type, name and definition of everything in the file but SQLite's own."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return frozenset((kind, name, sql) for kind, name, sql in rows)


@cache
def expected_shape(version: int = VERSION) -> frozenset[tuple[str, str, str]]:
    """The shape of a file of that version."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _commit(db, TABLES, *MIGRATIONS[: version - 1])
        return shape(db)
    finally:
        db.close()
