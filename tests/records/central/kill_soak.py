"""kill -9 in the middle of deliveries: `python -m tests.records.central.kill_soak --kills 1000`.

After every kill each visit on the server is whole and there once, and the journal marks none as delivered that isn't there;
in the end both sides are equal. The server is a real PostgreSQL, made for it and thrown away.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom

from game.records.central.address import parse
from game.records.central.deliver import deliver, engine_of
from game.records.central.migrate import ready
from game.records.central.outbox import Outbox
from tests.records.central.cluster import Cluster, place, programs
from tests.records.central.visits import Rows, central, local, played, undelivered

ROOT = Path(__file__).resolve().parents[3]
VISITS_A_KILL = 8
KILLS_A_JOURNAL = 20
"""Then the kiosk gets a new file, so that comparing stays quick."""


@dataclass(slots=True)
class Tally:
    """What the kills hit, and what was found wrong."""

    kills: int = 0
    hits: int = 0
    """Kills after which something but not everything had been carried."""
    failures: list[str] = field(default_factory=list)

    def expect(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.failures.append(f"kill {self.kills}: {otherwise}")


def soak(cluster: Cluster, kills: int, seed: int) -> Tally:
    """What came of so many kills."""
    tally, rng = Tally(), Random(seed)
    while tally.kills < kills:
        with tempfile.TemporaryDirectory(dir=place()) as folder:
            url = cluster.url(cluster.new_database())
            _journal(Path(folder), url, min(KILLS_A_JOURNAL, kills - tally.kills), rng, tally)
    return tally


def _journal(folder: Path, url: str, kills: int, rng: Random, tally: Tally) -> None:
    engine = engine_of(parse(url))
    ready(engine)
    outbox, seed = Outbox(folder), 0
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.records.central.kill_child", str(folder), url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None and child.stdout is not None
    whole_s = 0.0
    for turn in range(kills + 1):
        played(folder, *range(seed, seed + VISITS_A_KILL))
        seed += VISITS_A_KILL
        before = len(central(engine)["visits"])
        # The first one lives, to tell how long a delivery takes.
        child.stdin.write(f"{rng.uniform(0, whole_s)}\n" if turn else "\n")
        child.stdin.flush()
        had_s = float(child.stdout.readline())
        if turn:
            tally.kills += 1
        else:
            whole_s = had_s
        there, here = central(engine), local(folder)
        _check(there, here, undelivered(folder), tally)
        tally.hits += before < len(there["visits"]) < len(here["visits"])
    child.stdin.close()
    child.wait()
    deliver(outbox, engine)
    tally.expect(central(engine) == local(folder), "in the end the two sides differ")
    tally.expect(undelivered(folder) == [], "in the end something is not marked")


def _check(there: Rows, here: Rows, waiting: list[int], tally: Tally) -> None:
    visits = {row[:4] for row in there["visits"]}
    tally.expect(len(visits) == len(there["visits"]), "a visit is doubled")
    marked = {row[:4] for row in here["visits"] if row[3] not in waiting}
    tally.expect(marked <= visits, "a visit counts as delivered and is not there")
    for name, rows in here.items():
        expected = [row for row in rows if (row[0], row[1], row[2], row[3]) in visits]
        tally.expect(there[name] == expected, f"{name} of the visits that are there are not whole")


def main() -> int:
    """Prints one line and every failure; 0 when there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    chosen = parser.parse_args()
    found, begin = programs(), time.monotonic()
    if found is None:
        print("error: no PostgreSQL here", file=sys.stderr)
        return 2
    with Cluster(found) as cluster:
        tally = soak(cluster, chosen.kills, chosen.seed)
    tally.expect(tally.hits > chosen.kills // 10, "hardly a kill came in the middle of a delivery")
    print(
        f"central seed={chosen.seed} kills={tally.kills} in_the_middle={tally.hits} failures={len(tally.failures)}"
        f" seconds={time.monotonic() - begin:.0f}"
    )
    for failure in tally.failures:
        print(failure)
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
