"""A child that wins and redeems vouchers until it is killed: `python -m tests.records.voucher_child FOLDER SEED`.

It says `ready`, then `shown CODE` once a voucher may be shown, and `taken CODE` once its prize may be handed out.
`python -m tests.records.voucher_child FOLDER redeem` waits for a line, then redeems the codes in it and says each outcome.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

from game.records.journal import Journal
from game.records.vouchers import Vouchers
from game.rules.run import Result
from game.rules.voucher import Outcome

DAY = date(2026, 11, 23)
LEVEL = "property.1"


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def won(journal: Journal, seed: int, stars: int = 3) -> None:
    """A visit that has passed the level is open in the journal."""
    journal.begin_visit(seed)
    journal.begin_run(LEVEL, seed, False, False)
    journal.finish_run(Result(LEVEL, seed, 3000, 3, 6, stars, 2, 1, 1))


def play(folder: Path, seed: int) -> None:
    """One visit after another wins; two prizes in three are taken at once."""
    rng = Random(seed)
    journal = Journal.open(folder, lambda: 1_800_000_000_000, lambda: DAY)
    vouchers = Vouchers(folder, lambda: DAY)
    tell("ready")
    for number in count(seed):
        won(journal, number)
        voucher = vouchers.issue(LEVEL, 7)
        if voucher is not None:
            tell(f"shown {voucher.code}")
            if rng.random() < 2 / 3 and vouchers.redeem(voucher.code).outcome == Outcome.REDEEMED:
                tell(f"taken {voucher.code}")


def redeem(folder: Path) -> None:
    """Every code of the line on standard input is redeemed in turn."""
    vouchers = Vouchers(folder, lambda: DAY, busy_s=20)
    tell("ready")
    for code in sys.stdin.readline().split():
        tell(f"{vouchers.redeem(code).outcome} {code}")


if __name__ == "__main__":
    if sys.argv[2] == "redeem":
        redeem(Path(sys.argv[1]))
    else:
        play(Path(sys.argv[1]), int(sys.argv[2]))
