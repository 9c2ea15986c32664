"""Copies of the journal: taken whole, checked, thinned with age, and put back when the journal is damaged.

A backup's name counts up (`000012-20261125-103000-4d2.sqlite3`: number, wall clock, the journal's change counter in hex).
Which backups are newer, and which are thinned, goes by that number and never by the clock: a clock set to 2099 or back to
1970 deletes nothing that it would not have deleted anyway.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from game.records import schema
from game.records.database import NAME

FOLDER = "backups"
STAMP = "%Y%m%d-%H%M%S"
_one_at_a_time = threading.Lock()
"""The copy at the end of a visit and the one that staff ask for would take the same number."""
LEAST_APART = timedelta(minutes=30)
NEWEST, DAYS, WEEKS, MONTHS = 8, 12, 10, 9
"""How many are kept: the newest, and the last one of so many days, weeks and months that have any (reliability R4)."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where it lies, its number, when the wall clock said it was taken, and the journal's state by counter."""

    path: Path
    number: int
    taken: datetime
    counter: int


def backups(folder: Path) -> list[Backup]:
    """The copies beside the journal in that data folder, newest first; files named otherwise are nobody's business."""
    found = [backup for path in (folder / FOLDER).glob("*.sqlite3") if (backup := _named(path)) is not None]
    return sorted(found, key=lambda backup: -backup.number)


def kept(newest_first: Sequence[datetime]) -> frozenset[int]:
    """The places of the backups to keep, of a list that begins with the newest."""
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAYS, lambda taken: taken.date()),
        (WEEKS, lambda taken: taken.isocalendar()[:2]),
        (MONTHS, lambda taken: (taken.year, taken.month)),
    )
    places = set(range(min(NEWEST, len(newest_first))))
    for most, period in periods:
        seen: dict[object, int] = {}
        for place, taken in enumerate(newest_first):
            seen.setdefault(period(taken), place)
        places.update(list(seen.values())[:most])
    return frozenset(places)


def is_due(folder: Path, now: datetime) -> bool:
    """Whether the journal has changed since the newest copy, half an hour ago or by a clock that has jumped since."""
    counter = _counter(folder / NAME)
    if counter is None:
        return False
    newest = next(iter(backups(folder)), None)
    return newest is None or (newest.counter != counter and abs(now - newest.taken) >= LEAST_APART)


def back_up(folder: Path, now: datetime) -> Backup | None:
    """The new copy, on disk and checked, older ones thinned; None when there is no journal to copy.

    Raises OSError or sqlite3.Error: then no half copy stands, and the older ones stay.
    """
    with _one_at_a_time:
        return _back_up(folder, now)


def _back_up(folder: Path, now: datetime) -> Backup | None:
    source = folder / NAME
    counter = _counter(source)
    if counter is None:
        return None
    number = 1 + max((backup.number for backup in backups(folder)), default=0)
    path = folder / FOLDER / f"{number:06}-{now.strftime(STAMP)}-{counter:x}.sqlite3"
    copy(source, path)
    stand = backups(folder)
    keep = kept([backup.taken for backup in stand])
    for place, backup in enumerate(stand):
        if place not in keep:
            backup.path.unlink(missing_ok=True)
    return Backup(path, number, now.replace(microsecond=0), counter)


def put_back(folder: Path) -> Backup | None:
    """The newest copy that is whole has become the journal; None when there is none. Nothing may lie at its place.

    Raises OSError or sqlite3.Error when the disk doesn't let it be written.
    """
    for backup in backups(folder):
        if is_good(backup.path):
            copy(backup.path, folder / NAME)
            return backup
    return None


def is_good(path: Path) -> bool:
    """Whether the file is a whole journal of this or an earlier version."""
    if not path.is_file():
        return False
    try:
        with closing(_reading(path)) as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if not 1 <= version <= schema.VERSION or schema.shape(db) != schema.expected_shape(version):
                return False
            return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _named(path: Path) -> Backup | None:
    try:
        number, day, clock, counter = path.stem.split("-")
        return Backup(path, int(number), datetime.strptime(f"{day}-{clock}", STAMP), int(counter, 16))
    except ValueError:
        return None


def _counter(path: Path) -> int | None:
    """SQLite's file change counter, which every transaction moves (bytes 24 to 27 of the header); None without a file."""
    try:
        with path.open("rb") as file:
            header = file.read(28)
    except OSError:
        return None
    return int.from_bytes(header[24:28], "big") if len(header) == 28 else None


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)


def copy(source: Path, path: Path) -> None:
    """A consistent copy of a database stands at `path`, safe from a power cut; a reader sees all of it or nothing.

    Raises OSError or sqlite3.Error; nothing is changed then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with closing(_reading(source)) as db, closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
            db.backup(copy)
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()
            if found != ("ok",):
                raise sqlite3.DatabaseError(f"the copy is not whole: {found[0]}")
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """The names in the folder are on disk; Windows has no way to ask for it and writes them with the file."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
