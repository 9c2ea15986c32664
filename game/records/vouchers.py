"""Prize vouchers in the journal's file: promised while the cupboard has a prize for each, taken exactly once.

Each call opens the file, does one `BEGIN IMMEDIATE` transaction with `synchronous = EXTRA` and closes it: the panel, the
command line and the game may do so at the same time, and what a call told of is safe from a power cut. That a voucher
was taken is a mark in its row, so no clock can undo it.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from game.records import schema
from game.records.database import BUSY_S, NAME, DamagedError, open_database
from game.records.voucher_key import read_secret, secret_in
from game.rules import voucher
from game.rules.voucher import ForgedError, Outcome, Redemption, Stock, Voucher

log = logging.getLogger(__name__)

_TROUBLE = (OSError, sqlite3.Error, DamagedError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Row:
    """A voucher on record; `redeemed` is the day it was taken."""

    serial: int
    last_day: date
    redeemed: date | None


class Vouchers:
    """The vouchers and the stock of one kiosk; `busy_s` is how long a call waits for another that is writing."""

    def __init__(self, folder: Path, today: Callable[[], date], busy_s: float = BUSY_S) -> None:
        self._folder, self._today, self._busy_s = folder, today, busy_s

    # ── for the visitor ──

    def issue(self, level: str, days: int) -> Voucher | None:
        """The open visit's voucher: the one it has, or one for its passing `level`, good for `days` days after today.

        None when the level is not on record as passed, when no prize is free, when the visit's prize was taken, or when
        the disk can't take it: then nothing may be promised. Calling it again, also after a crash, gives the same one.
        """
        try:
            secret = secret_in(self._folder)
            with self._transaction() as db:
                found = _issued(db, level, self._today(), self._today() + timedelta(days=days))
                return None if found is None else Voucher(voucher.encode(*found, secret), found[1])
        except (*_TROUBLE, ValueError, OverflowError) as error:
            log.warning("no voucher: %s", error)
            return None

    # ── for the staff ──

    def redeem(self, code: str) -> Redemption:
        """What becomes of the code today; `REDEEMED` is said once for a voucher, and its prize has left the stock."""
        try:
            secret = read_secret(self._folder)
            if secret is None:
                return Redemption(Outcome.FORGED)
            serial, last_day = voucher.decode(code, secret)
            with self._transaction() as db:
                return _redeemed(db, serial, last_day, self._today())
        except ForgedError:
            return Redemption(Outcome.FORGED)
        except _TROUBLE as error:
            log.warning("voucher not redeemed: %s", error)
            return Redemption(Outcome.UNSAVED)

    def stock(self) -> Stock | None:
        """What the cupboard holds, None when the records can't be read."""
        try:
            with self._transaction() as db:
                return _stock(db, self._today())
        except _TROUBLE as error:
            log.warning("no stock: %s", error)
            return None

    def add(self, amount: int) -> bool:
        """So many prizes were put in, or taken out if negative; False when there are fewer or the disk can't take it."""
        try:
            with self._transaction() as db:
                if _stock(db, self._today()).prizes + amount < 0:
                    return False
                db.execute("INSERT INTO stock (day, amount) VALUES (?, ?)", (self._today().isoformat(), amount))
                return True
        except (*_TROUBLE, OverflowError) as error:
            log.warning("stock not changed: %s", error)
            return False

    def rows(self) -> list[Row] | None:
        """Every voucher given out, oldest first; None when the records can't be read."""
        try:
            with self._transaction() as db:
                found = db.execute("SELECT run_id, expires, redeemed FROM vouchers ORDER BY run_id").fetchall()
                return [Row(serial, date.fromisoformat(until), _day(taken)) for serial, until, taken in found]
        except (*_TROUBLE, ValueError) as error:
            log.warning("no vouchers: %s", error)
            return None

    # ── the file ──

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed when the block ends well. Raises OSError, sqlite3.Error or DamagedError."""
        db = self._opened()
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        finally:
            # What was not committed is rolled back.
            db.close()

    def _opened(self) -> sqlite3.Connection:
        """The file, made if there is none. The game has checked it already; a whole check would take too long here."""
        path = self._folder / NAME
        if path.is_file():
            db = sqlite3.connect(path, timeout=self._busy_s, isolation_level=None)
            try:
                for pragma in ("synchronous = EXTRA", "foreign_keys = ON"):
                    db.execute(f"PRAGMA {pragma}")
                if db.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION:
                    return db
            except BaseException:
                db.close()
                raise
            db.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        made, _ = open_database(path)
        made.execute(f"PRAGMA busy_timeout = {round(self._busy_s * 1000)}")
        return made


def _issued(db: sqlite3.Connection, level: str, today: date, last_day: date) -> tuple[int, date] | None:
    """Number and last day of the open visit's voucher, given out now if it has none and may have one."""
    held = db.execute(
        "SELECT run_id, expires, redeemed FROM vouchers JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id"
        " WHERE visits.state = 'open' ORDER BY run_id LIMIT 1"
    ).fetchone()
    if held is not None:
        return None if held[2] else (int(held[0]), date.fromisoformat(held[1]))
    passed = db.execute(
        "SELECT run_id FROM results JOIN runs ON runs.id = run_id JOIN visits ON visits.id = visit_id"
        " WHERE visits.state = 'open' AND level = ? AND stars > 0 ORDER BY run_id LIMIT 1",
        (level,),
    ).fetchone()
    if passed is None or not _stock(db, today).free:
        return None
    db.execute("INSERT INTO vouchers (run_id, expires) VALUES (?, ?)", (passed[0], last_day.isoformat()))
    return int(passed[0]), last_day


def _redeemed(db: sqlite3.Connection, serial: int, last_day: date, today: date) -> Redemption:
    found = db.execute("SELECT expires, redeemed FROM vouchers WHERE run_id = ?", (serial,)).fetchone()
    if found is None or found[0] != last_day.isoformat():
        return Redemption(Outcome.UNKNOWN)
    if found[1] is not None:
        return Redemption(Outcome.ALREADY, _day(found[1]))
    if today > last_day:
        return Redemption(Outcome.EXPIRED, last_day)
    if _stock(db, today).prizes <= 0:
        return Redemption(Outcome.EMPTY)
    db.execute("UPDATE vouchers SET redeemed = ? WHERE run_id = ?", (today.isoformat(), serial))
    db.execute("INSERT INTO stock (day, amount) VALUES (?, -1)", (today.isoformat(),))
    # The central database may have the visit already; that its voucher was taken is news.
    db.execute("UPDATE visits SET delivered = 0 WHERE id = (SELECT visit_id FROM runs WHERE id = ?)", (serial,))
    return Redemption(Outcome.REDEEMED, today)


def _stock(db: sqlite3.Connection, today: date) -> Stock:
    (prizes,) = db.execute("SELECT coalesce(sum(amount), 0) FROM stock").fetchone()
    (promised,) = db.execute(
        "SELECT count(*) FROM vouchers WHERE redeemed IS NULL AND expires >= ?", (today.isoformat(),)
    ).fetchone()
    return Stock(int(prizes), int(promised))


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)
