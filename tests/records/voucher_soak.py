"""kill -9 while vouchers are won and redeemed: `python -m tests.records.voucher_soak --kills 1000`.

No voucher that was shown may be lost, none is ever taken twice, and the stock loses one prize for each that was taken.
The cache of the operating system outlives a process, so this proves nothing about power cuts.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom

from game.records.database import NAME
from game.records.vouchers import Vouchers
from game.rules.voucher import Outcome
from tests.gate import Gate
from tests.records.voucher_child import DAY

ROOT = Path(__file__).resolve().parents[2]
SEEDS_A_CHILD = 100_000
PRIZES = 1_000_000
BUSY_S = 0.06
"""A kill falls into a stretch of a few visits."""


@dataclass(slots=True)
class Ledger:
    """What children were told, and what was found wrong."""

    folder: Path
    shown: set[str] = field(default_factory=set)
    taken: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    kills: int = 0

    def hear(self, output: str) -> None:
        """What one child said is in the ledger; a line cut off by the kill is nothing."""
        for line in output.split("\n")[:-1]:
            verb, _, code = line.partition(" ")
            if verb == "shown":
                self.shown.add(code)
            elif verb == "taken":
                self.taken.append(code)

    def check(self) -> None:
        """The file is whole, as many prizes left as vouchers were taken, and every taken code is refused."""
        db = sqlite3.connect(self.folder / NAME)
        try:
            self.expect(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity_check")
            (rows, redeemed) = db.execute("SELECT count(*), count(redeemed) FROM vouchers").fetchone()
            (left,) = db.execute("SELECT sum(amount) FROM stock").fetchone()
        finally:
            db.close()
        self.expect(len(self.shown) <= rows <= len(self.shown) + self.kills, f"{rows} rows, {len(self.shown)} shown")
        self.expect(left == PRIZES - redeemed, f"{PRIZES - left} prizes gone, {redeemed} taken")
        unheard = redeemed - len(self.taken)
        self.expect(0 <= unheard <= self.kills, f"{unheard} redemptions nobody heard of")
        self.expect(len(self.taken) == len(set(self.taken)), "a voucher was taken twice")

    def settle(self) -> None:
        """In the end every shown voucher can be taken once more at most, and then never again."""
        vouchers = Vouchers(self.folder, lambda: DAY)
        for code in sorted(self.shown):
            first = vouchers.redeem(code).outcome
            if code in self.taken:
                self.expect(first == Outcome.ALREADY, f"{code} was taken, then {first}")
            else:
                # A kill may have come after the commit and before the word of it.
                self.expect(first in (Outcome.REDEEMED, Outcome.ALREADY), f"{code} was shown, then {first}")
                self.expect(vouchers.redeem(code).outcome == Outcome.ALREADY, f"{code} is good for two prizes")

    def expect(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.failures.append(f"kill {self.kills}: {otherwise}")


def soak(folder: Path, kills: int, seed: int) -> Ledger:
    """The ledger after so many kills over one and the same file, which is checked after each."""
    ledger, rng = Ledger(folder), Random(seed)
    Vouchers(folder, lambda: DAY).add(PRIZES)
    for _ in range(kills):
        command = [
            sys.executable,
            "-m",
            "tests.records.voucher_child",
            str(folder),
            str(ledger.kills * SEEDS_A_CHILD),
        ]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(rng.uniform(0, BUSY_S))
        child.kill()
        ledger.hear(child.communicate()[0])
        ledger.kills += 1
        ledger.check()
    ledger.settle()
    return ledger


def main() -> int:
    """Prints one line and every failure; 0 when there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    chosen = parser.parse_args()
    gate = Gate("vouchers", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        ledger = soak(Path(folder), chosen.kills, chosen.seed)
    ledger.expect(len(ledger.taken) > chosen.kills // 2, "the kills came before there was anything to lose")
    return gate.close(chosen.kills, ledger.failures, shown=len(ledger.shown), taken=len(ledger.taken))


if __name__ == "__main__":
    sys.exit(main())
