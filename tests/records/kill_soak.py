"""kill -9 while answers are saved, again and again: `python -m tests.records.kill_soak --kills 1000`.

Nothing that was acknowledged may be lost or doubled, and the file is whole every time. The cache of the operating
system outlives a process, so this proves transactions and recovery; it proves nothing about power cuts.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random, SystemRandom

from game.records.database import DAMAGED, NAME
from game.records.journal import Journal
from game.rules import run as rules
from tests.gate import Gate
from tests.rules.street import TYPES, dealt

ROOT = Path(__file__).resolve().parents[2]
SEEDS_A_CHILD = 100_000
REOPEN_P99_MS = 200
EARLY_SHARE, EARLY_S, BUSY_S = 0.15, 0.3, 0.08
"""Some kills hit the start, when the file is opened or made; most fall into a stretch of a few dozen commits."""


@dataclass(slots=True)
class Ledger:
    """What children were told is safe, and what was found wrong with the file."""

    folder: Path
    answers: dict[tuple[int, int], int] = field(default_factory=dict)
    results: dict[int, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    reopen_ms: list[float] = field(default_factory=list)
    kills: int = 0

    def hear(self, output: str) -> None:
        """The acknowledgements of one child are in the ledger; a line cut off by the kill is none."""
        for line in output.split("\n")[:-1]:
            words = line.split()
            if len(words) != 3:
                continue
            if words[1] == "done":
                self.results[int(words[0])] = int(words[2])
            else:
                self.answers[int(words[0]), int(words[1])] = int(words[2])

    def reopen(self) -> None:
        """The journal opens quickly, and the visit that was cut can be taken up."""
        begin = time.perf_counter()
        journal = Journal.open(self.folder, lambda: time.time_ns() // 1_000_000, date.today)
        found = journal.unfinished(10**9)
        self.reopen_ms.append((time.perf_counter() - begin) * 1000)
        self.expect(journal.is_healthy, "the journal does not open")
        self.expect(not (self.folder / DAMAGED).exists(), "a file was put aside")
        if found is not None and found.level:
            safe = sum(seed == found.level_seed for seed, _ in self.answers)
            try:
                taken_up = len(rules.resume(dealt(found.level_seed), found.records, TYPES, found.speed).records)
            except ValueError as error:
                self.expect(False, f"the level can't be taken up: {error}")
            else:
                self.expect(safe <= taken_up <= safe + 1, f"{taken_up} answers taken up, {safe} safe")
        journal.close()

    def check(self) -> None:
        """The file is whole and holds every acknowledged row once, and at most one more a kill."""
        db = sqlite3.connect(self.folder / NAME)
        try:
            self.expect(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity_check")
            self.expect(db.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign_key_check")
            rows = db.execute("SELECT seed, idx, points FROM answers JOIN runs ON run_id = runs.id").fetchall()
            won = db.execute("SELECT seed, score FROM results JOIN runs ON run_id = runs.id").fetchall()
        finally:
            db.close()
        answers, results = {(seed, index): points for seed, index, points in rows}, dict(won)
        self.expect(len(answers) == len(rows), "an answer is doubled")
        self.expect(len(results) == len(won), "a result is doubled")
        self.expect(self.answers.items() <= answers.items(), "an acknowledged answer is lost")
        self.expect(self.results.items() <= results.items(), "an acknowledged result is lost")
        extra = len(answers) - len(self.answers) + len(results) - len(self.results)
        self.expect(extra <= self.kills, f"{extra} rows nobody heard of after {self.kills} kills")

    def expect(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.failures.append(f"kill {self.kills}: {otherwise}")


def kill_once(ledger: Ledger, rng: Random) -> None:
    """One child has played and was killed at a random moment."""
    command = [sys.executable, "-m", "tests.records.scorer", str(ledger.folder), str(ledger.kills * SEEDS_A_CHILD)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    if rng.random() < EARLY_SHARE:
        time.sleep(rng.uniform(0, EARLY_S))
    else:
        child.stdout.readline()
        time.sleep(rng.uniform(0, BUSY_S))
    child.kill()
    ledger.hear(child.communicate()[0])
    ledger.kills += 1


def soak(folder: Path, kills: int, seed: int) -> Ledger:
    """The ledger after so many kills over one and the same file, which is checked after each."""
    ledger, rng = Ledger(folder), Random(seed)
    for _ in range(kills):
        kill_once(ledger, rng)
        ledger.reopen()
        ledger.check()
    return ledger


def main() -> int:
    """Prints one line for the gate and every failure; 0 when there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    chosen = parser.parse_args()
    gate = Gate("R1-kill", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        ledger = soak(Path(folder), chosen.kills, chosen.seed)
    ledger.expect(len(ledger.answers) > chosen.kills, "the kills came before there was anything to lose")
    p99 = sorted(ledger.reopen_ms)[len(ledger.reopen_ms) * 99 // 100] if ledger.reopen_ms else 0
    ledger.expect(p99 <= REOPEN_P99_MS, f"reopening takes {p99:.0f} ms at p99")
    return gate.close(chosen.kills, ledger.failures, acknowledged=len(ledger.answers), reopen_p99_ms=round(p99))


if __name__ == "__main__":
    sys.exit(main())
