"""kill -9 in the middle of installing, again and again: `python -m tests.packs.kill_install --kills 500`.

After each kill exactly one version is in use, whole to the last byte, and none older than what was acknowledged; then the
rubbish is cleared away. One kill in ten hits the real command, with its check in a process of its own. The cache of the
operating system outlives a process: what a power cut does is the matter of `tests.packs.install.power_cuts`.
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

from game.packs.install.disk import Disk
from game.packs.install.quarantine import INCOMING
from game.packs.install.store import installed
from game.packs.install.switch import recover
from game.packs.kept import INSTALLED
from tests.gate import Gate
from tests.packs.install.made import Files, pack, tree, write

ROOT = Path(__file__).resolve().parents[2]
BUSY_S, REAL_S = 0.06, 1.5
"""A stretch of an installation or two, and one of the real command."""
REAL_EVERY = 10


@dataclass(slots=True)
class Ground:
    """Where the kills happen: two versions on a stick, the data folder, and what was found wrong."""

    folder: Path
    failures: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    cut_short: int = 0
    kills: int = 0

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def prepare(self) -> dict[str, Files]:
        """The two versions; the second has the same number of files and another answer in each."""
        texts = {f"q/more{number}.yaml": b"# %d\n[]\n" % number for number in range(6)}
        made = {"one": pack("2026.11") | texts, "two": pack("2026.12", key="false") | texts}
        for name, files in made.items():
            write(self.stick / name, files)
        return made

    def expect(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.failures.append(f"kill {self.kills}: {otherwise}")

    def check(self, made: dict[str, Files], told: list[str], before: str) -> str:
        """Which version is in use; that it is whole, and one of those that may be."""
        self.cut_short += (
            any((self.data / INSTALLED / INCOMING).iterdir()) if (self.data / INSTALLED / INCOMING).exists() else 0
        )
        for _ in range(2):
            found = installed(self.data)
            names = [name for pack in found for name, files in made.items() if tree(pack.folder) == files]
            self.expect(len(found) == len(names) <= 1, "a mixture is in use")
            now = names[0] if names else ""
            last = told[-1] if told else before
            following = "two" if last == "one" else "one"
            # A killed child begins with "one" again.
            may = {last, "one" if not told else following}
            self.expect(now in may, f"{now or 'nothing'} is in use, acknowledged was {last or 'nothing'}")
            recover(self.data, Disk())
            incoming = self.data / INSTALLED / INCOMING
            self.expect(not incoming.exists() or not any(incoming.iterdir()), "quarantine is not cleared")
        self.seen[now] = self.seen.get(now, 0) + 1
        return now


def soak(folder: Path, kills: int, seed: int, real_every: int = 0) -> Ground:
    """The ground after so many kills over one and the same data folder."""
    ground, rng, now = Ground(folder), Random(seed), ""
    made = ground.prepare()
    for number in range(1, kills + 1):
        ground.kills = number
        if real_every and number % real_every == 0:
            _kill_command(ground, rng, "two" if now == "one" else "one")
            # Either outcome will do: the command was asked for one version and acknowledges nothing in time.
            found = [name for pack in installed(ground.data) for name in made if tree(pack.folder) == made[name]]
            now = ground.check(made, found, now)
        else:
            now = ground.check(made, _kill_child(ground, rng), now)
    return ground


def _kill_child(ground: Ground, rng: Random) -> list[str]:
    """What a child acknowledged before it was killed."""
    command = [sys.executable, "-m", "tests.packs.install.installer", str(ground.data), str(ground.stick)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    told = [child.stdout.readline().strip() for _ in range(1 + rng.randrange(3))]
    time.sleep(rng.uniform(0, BUSY_S))
    child.kill()
    return [*told[1:], *child.communicate()[0].split("\n")[:-1]]


def _kill_command(ground: Ground, rng: Random, name: str) -> None:
    """`packs install` was killed; its check may go on for a moment and hurts nobody."""
    command = [sys.executable, "main.py", "packs", "install", str(ground.stick / name), "--confirm"]
    child = subprocess.Popen(
        [*command, "--data-dir", str(ground.data)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(rng.uniform(0.1, REAL_S))
    child.kill()
    child.wait()


def main() -> int:
    """Prints one line for the gate and every failure; 0 when there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    chosen = parser.parse_args()
    gate = Gate("S4-kill-install", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        ground = soak(Path(folder), chosen.kills, chosen.seed, REAL_EVERY)
    return gate.close(chosen.kills, ground.failures, in_use=ground.seen, cut_short=ground.cut_short)


if __name__ == "__main__":
    sys.exit(main())
