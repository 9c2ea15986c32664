"""A prize is promised only when there is one, and handed out once: across crashes, processes and clocks."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from game.records import voucher_key
from game.records.database import NAME
from game.records.journal import Journal
from game.records.vouchers import Vouchers
from game.rules import voucher
from game.rules.voucher import Outcome, Redemption, Stock
from tests.records.voucher_child import DAY, LEVEL, won
from tests.records.voucher_soak import ROOT, soak

KILLS = 50


class Kiosk:
    """A kiosk whose calendar a test may turn."""

    def __init__(self, folder: Path, prizes: int = 1) -> None:
        self.folder, self.day, self.visits = folder, DAY, 0
        self.journal = Journal.open(folder, lambda: 1, lambda: self.day)
        self.vouchers = Vouchers(folder, lambda: self.day)
        if prizes:
            assert self.vouchers.add(prizes)

    def win(self, stars: int = 3) -> str | None:
        """The code that a new visitor gets for the level, None when nothing is promised."""
        self.visits += 1
        won(self.journal, self.visits, stars)
        got = self.vouchers.issue(LEVEL, 7)
        return None if got is None else got.code


def code(won_one: str | None) -> str:
    assert won_one is not None
    return won_one


def test_a_voucher_is_won_shown_again_and_taken_once(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, prizes=2)
    first = code(kiosk.win())
    again = kiosk.vouchers.issue(LEVEL, 7)
    assert again == voucher.Voucher(first, DAY + timedelta(days=7))
    assert kiosk.vouchers.stock() == Stock(2, 1)
    assert kiosk.vouchers.redeem(first.lower().replace("-", "")) == Redemption(Outcome.REDEEMED, DAY)
    kiosk.day += timedelta(days=1)
    assert kiosk.vouchers.redeem(first) == Redemption(Outcome.ALREADY, DAY)
    assert kiosk.vouchers.stock() == Stock(1, 0)
    assert kiosk.vouchers.issue(LEVEL, 7) is None, "one prize a visit"


def test_a_failed_level_or_another_level_wins_nothing(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    assert kiosk.win(stars=0) is None
    kiosk.win()
    kiosk.journal.close_visit()
    assert kiosk.vouchers.issue(LEVEL, 7) is None, "nobody is there"
    kiosk.journal.begin_visit(9)
    assert kiosk.vouchers.issue(LEVEL, 7) is None, "what the visitor before passed is not this one's"


def test_no_more_is_promised_than_the_cupboard_holds(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, prizes=0)
    assert kiosk.win() is None
    kiosk.vouchers.add(2)
    first, second = kiosk.win(), kiosk.win()
    assert first and second and kiosk.win() is None
    kiosk.vouchers.redeem(first)
    assert kiosk.win() is None, "the last prize is promised to the second"
    kiosk.day += timedelta(days=8)
    assert kiosk.win() is not None, "the second's promise has expired"


def test_an_expired_voucher_is_refused_with_its_last_day_and_a_clock_set_back_redeems_nothing_twice(
    tmp_path: Path,
) -> None:
    kiosk = Kiosk(tmp_path, prizes=2)
    first, second = code(kiosk.win()), code(kiosk.win())
    last = DAY + timedelta(days=7)
    kiosk.day = last + timedelta(days=1)
    assert kiosk.vouchers.redeem(first) == Redemption(Outcome.EXPIRED, last)
    kiosk.day = last
    assert kiosk.vouchers.redeem(first).outcome == Outcome.REDEEMED, "the last day is a good day"
    for day in (DAY, date(2001, 1, 1), date(2060, 1, 1)):
        kiosk.day = day
        assert kiosk.vouchers.redeem(first) == Redemption(Outcome.ALREADY, last)
    kiosk.day = date(2001, 1, 1)
    assert kiosk.win() is None, "no code can carry such a day, so nothing is promised"
    assert kiosk.vouchers.redeem(second).outcome == Outcome.REDEEMED


def test_forged_unknown_and_out_of_stock_are_told_apart(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    assert Vouchers(tmp_path / "fresh", lambda: DAY).redeem("0000-0000-0000-0000").outcome == Outcome.FORGED
    good = code(kiosk.win())
    assert kiosk.vouchers.redeem(good[:-1] + ("0" if good[-1] != "0" else "2")).outcome == Outcome.FORGED
    signed = voucher.encode(999, DAY, voucher_key.secret_in(tmp_path))
    assert kiosk.vouchers.redeem(signed).outcome == Outcome.UNKNOWN
    assert kiosk.vouchers.add(-1) and not kiosk.vouchers.add(-1)
    assert kiosk.vouchers.redeem(good).outcome == Outcome.EMPTY
    kiosk.vouchers.add(1)
    assert kiosk.vouchers.redeem(good).outcome == Outcome.REDEEMED, "the code stayed good"


def test_the_secret_is_made_once_for_this_user_alone_and_never_replaced(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    path = tmp_path / voucher_key.NAME
    assert not path.exists(), "made at first need"
    good = code(kiosk.win())
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secret = path.read_bytes()
    assert len(secret) == voucher.SECRET_BYTES and voucher_key.secret_in(tmp_path) == secret
    path.write_bytes(secret[:5])
    assert kiosk.vouchers.redeem(good).outcome == Outcome.UNSAVED
    assert kiosk.win() is None and path.read_bytes() == secret[:5]
    path.write_bytes(secret)
    assert kiosk.vouchers.redeem(good).outcome == Outcome.REDEEMED


def test_while_another_writes_nothing_is_said_to_be_done(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    good = code(kiosk.win())
    db = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    hurried = Vouchers(tmp_path, lambda: DAY, busy_s=0)
    assert hurried.redeem(good).outcome == Outcome.UNSAVED
    assert not hurried.add(1) and hurried.stock() is None and hurried.issue(LEVEL, 7) is None
    db.execute("ROLLBACK")
    db.close()
    assert hurried.redeem(good).outcome == Outcome.REDEEMED


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0" + bytes(2000)])
def test_a_damaged_file_promises_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    vouchers = Vouchers(tmp_path, lambda: DAY)
    assert vouchers.issue(LEVEL, 7) is None
    signed = voucher.encode(1, DAY, voucher_key.secret_in(tmp_path))
    assert vouchers.redeem(signed).outcome in (Outcome.UNKNOWN, Outcome.UNSAVED)


def test_two_processes_redeem_each_voucher_once(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, prizes=40)
    codes = [code(kiosk.win()) for _ in range(40)]
    command = [sys.executable, "-m", "tests.records.voucher_child", str(tmp_path), "redeem"]
    pair = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for child in pair:
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
    for child in pair:
        assert child.stdin is not None
        child.stdin.write(" ".join(codes) + "\n")
        child.stdin.flush()
    told = [line for child in pair for line in child.communicate(timeout=120)[0].splitlines()]
    assert sorted(told) == sorted([f"redeemed {code}" for code in codes] + [f"already {code}" for code in codes])
    assert kiosk.vouchers.stock() == Stock(0, 0)


def test_no_shown_voucher_is_lost_and_none_is_taken_twice_by_a_kill(tmp_path: Path) -> None:
    ledger = soak(tmp_path, KILLS, seed=1)
    assert ledger.failures == []
    assert len(ledger.taken) > KILLS // 5, "the kills came before there was anything to lose"
