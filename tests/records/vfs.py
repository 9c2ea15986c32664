"""SQLite's own calls to the disk, seen or refused: a connection for the journal that runs over a VFS written here.

apsw brings an SQLite of its own (newer than the standard library's) whose VFS can be written in Python. `Connection` makes
it look like `sqlite3.Connection` as far as the journal uses one, so that the real journal, with its real statements and
pragmas, runs over it. What is not the same: the SQLite version, and locks are the operating system's as always.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import apsw

NAMES = count()
CODES = {
    apsw.BusyError: sqlite3.SQLITE_BUSY,
    apsw.CantOpenError: sqlite3.SQLITE_CANTOPEN,
    apsw.ConstraintError: sqlite3.SQLITE_CONSTRAINT,
    apsw.CorruptError: sqlite3.SQLITE_CORRUPT,
    apsw.FullError: sqlite3.SQLITE_FULL,
    apsw.IOError: sqlite3.SQLITE_IOERR,
    apsw.NotADBError: sqlite3.SQLITE_NOTADB,
    apsw.PermissionsError: sqlite3.SQLITE_PERM,
    apsw.ReadOnlyError: sqlite3.SQLITE_READONLY,
}


@dataclass(frozen=True, slots=True)
class Op:
    """One call that changes the disk. `kind` is open, write, truncate, sync, delete (`size` 1: the folder is synced) or ack."""

    kind: str
    file: str = ""
    offset: int = 0
    size: int = 0
    data: bytes = b""
    told: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Tape:
    """What happened, in order; `refuse` is asked before each call by its number, and may raise."""

    ops: list[Op] = field(default_factory=list)
    refuse: Callable[[int, str], None] = lambda number, kind: None
    calls: int = 0

    def add(self, op: Op) -> None:
        self.ops.append(op)

    def ask(self, kind: str) -> None:
        self.calls += 1
        self.refuse(self.calls, kind)


class TapeFile(apsw.VFSFile):
    """A file whose changes are on the tape."""

    def __init__(self, base: str, name: Any, flags: list[int], tape: Tape) -> None:
        super().__init__(base, name, flags)
        path = name if isinstance(name, str) else name.filename()
        self._tape, self._name = tape, Path(path or "temporary").name

    def xWrite(self, data: bytes, offset: int) -> None:
        self._tape.ask("write")
        super().xWrite(data, offset)
        self._tape.add(Op("write", self._name, offset, data=bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        self._tape.ask("truncate")
        super().xTruncate(newsize)
        self._tape.add(Op("truncate", self._name, size=newsize))

    def xSync(self, flags: int) -> None:
        self._tape.ask("sync")
        super().xSync(flags)
        self._tape.add(Op("sync", self._name))


class TapeVFS(apsw.VFS):
    """The operating system's files, with a tape."""

    def __init__(self, tape: Tape) -> None:
        self.vfs_name = f"tape-{next(NAMES)}"
        super().__init__(self.vfs_name, "")
        self._tape = tape

    def xOpen(self, name: Any, flags: list[int]) -> TapeFile:
        self._tape.ask("open")
        path = Path((name if isinstance(name, str) else name.filename()) or "temporary")
        is_new = not path.exists()
        made = TapeFile("", name, flags, self._tape)
        if is_new:
            self._tape.add(Op("open", path.name))
        return made

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._tape.ask("delete")
        super().xDelete(filename, syncdir)
        self._tape.add(Op("delete", Path(filename).name, size=int(syncdir)))


@contextmanager
def _translated() -> Any:
    """apsw's errors as the standard library's, result code included."""
    try:
        yield
    except apsw.Error as error:
        # What a VFS raises passes through apsw as it is, without a result code: its class tells.
        code = CODES.get(type(error), sqlite3.SQLITE_ERROR)
        kind = sqlite3.IntegrityError if isinstance(error, apsw.ConstraintError) else sqlite3.OperationalError
        made = kind(str(error))
        made.sqlite_errorcode = code
        raise made from error


class Cursor:
    """The rows of one statement; it has run to its end."""

    def __init__(self, rows: list[Any], rowcount: int, lastrowid: int) -> None:
        self._rows, self.rowcount, self.lastrowid = iter(rows), rowcount, lastrowid

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def __iter__(self) -> Any:
        return self._rows


class Connection:
    """As much of `sqlite3.Connection` as the journal uses, over a VFS. `instead` replaces statements, word for word."""

    def __init__(self, path: Path, vfs: TapeVFS, instead: dict[str, str] | None = None) -> None:
        self._instead = instead or {}
        with _translated():
            self._db = apsw.Connection(str(path), vfs=vfs.vfs_name)
        self._db.set_busy_timeout(100)

    def execute(self, sql: str, values: tuple[Any, ...] = ()) -> Cursor:
        with _translated():
            rows = list(self._db.cursor().execute(self._instead.get(sql, sql), values))
        return Cursor(rows, self._db.changes(), self._db.last_insert_rowid())

    def executescript(self, sql: str) -> None:
        with _translated():
            for _ in self._db.cursor().execute(sql):
                pass

    def close(self) -> None:
        # The standard library closes by sqlite3_close_v2, which tells nothing of a roll-back that the disk refused.
        with suppress(apsw.Error):
            self._db.close(True)
