"""`voucher redeem`, `voucher stock` and `voucher list`: prizes at the counter without the panel.

Exit codes: 0 done, 1 refused (no prize), 2 the records can't be used.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

from game.records.vouchers import Row, Vouchers
from game.rules.voucher import Outcome, Redemption
from game.start import data_folder

EXIT_DONE, EXIT_REFUSED, EXIT_TROUBLE = 0, 1, 2
BUSY_S = 5.0
"""How long a command waits while the game is writing."""

TOLD = {
    Outcome.REDEEMED: "redeemed: hand out the prize / 核销成功，请发放奖品",
    Outcome.ALREADY: "error: already redeemed on {day} / 此码已于 {day} 兑过",
    Outcome.EXPIRED: "error: expired, its last day was {day} / 已过期，最后一天是 {day}",
    Outcome.FORGED: "error: not a code of this machine, please compare it / 不是本机发出的码，请核对",
    Outcome.UNKNOWN: "error: this machine has no record of it / 本机没有这张券的记录",
    Outcome.EMPTY: "error: the stock is empty; the code stays good / 库存已空，此码仍然有效",
    Outcome.UNSAVED: "error: it could not be recorded, please try again / 没能记下来，请再试一次",
}
UNREADABLE = "error: the records can't be read / 记录无法读取"


def run(chosen: argparse.Namespace) -> int:
    """Does what was asked and says in one line what became of it."""
    vouchers = Vouchers(data_folder(chosen.data_dir), date.today, BUSY_S)
    if chosen.verb == "redeem":
        return redeem(vouchers, chosen.code)
    if chosen.verb == "stock":
        return stock(vouchers, chosen.add)
    return listing(vouchers)


def redeem(vouchers: Vouchers, code: str) -> int:
    """The code is redeemed, or it is said why not."""
    told = vouchers.redeem(code)
    if told.outcome == Outcome.REDEEMED:
        print(line(told))
        return EXIT_DONE
    print(line(told), file=sys.stderr)
    return EXIT_TROUBLE if told.outcome == Outcome.UNSAVED else EXIT_REFUSED


def line(told: Redemption) -> str:
    """The outcome in English and Chinese."""
    return TOLD[told.outcome].format(day=told.day)


def stock(vouchers: Vouchers, amount: int) -> int:
    """The stock is changed by `amount`, and told."""
    before = vouchers.stock()
    if before is not None and before.prizes + amount < 0:
        print(f"error: there are only {before.prizes} prizes / 库存只有 {before.prizes} 份", file=sys.stderr)
        return EXIT_REFUSED
    if amount and not vouchers.add(amount):
        print(TOLD[Outcome.UNSAVED], file=sys.stderr)
        return EXIT_TROUBLE
    found = vouchers.stock()
    if found is None:
        print(UNREADABLE, file=sys.stderr)
        return EXIT_TROUBLE
    print(
        f"prizes {found.prizes}, promised {found.promised}, free {found.free}"
        f" / 库存 {found.prizes}，待兑 {found.promised}，可发 {found.free}"
    )
    return EXIT_DONE


def listing(vouchers: Vouchers) -> int:
    """Each voucher in a line: number, last day, and the day it was taken."""
    rows = vouchers.rows()
    if rows is None:
        print(UNREADABLE, file=sys.stderr)
        return EXIT_TROUBLE
    for row in rows:
        print(f"{row.serial}\t{row.last_day}\t{_state(row)}")
    return EXIT_DONE


def _state(row: Row) -> str:
    if row.redeemed is not None:
        return f"redeemed {row.redeemed} / 已兑"
    return "expired / 已过期" if date.today() > row.last_day else "open / 待兑"
