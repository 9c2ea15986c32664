"""The guard killed again and again, as nobody should: `python -m tests.kiosk.kill_guard --kills 20`.

A loop stands in for the service (systemd with RestartSec=200ms): it starts `main.py kiosk` whenever it is gone. Each time
the guard gets SIGKILL, three times in ten while its game is only starting. The old game must leave and a new one must come
to its first frame within two seconds; two games never draw at the same time. Linux only: processes are seen in /proc.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom

from game.kiosk.pin import Pin

ROOT = Path(__file__).resolve().parents[2]
RESTART_S = 0.2
LEAVE_S = BACK_S = 2.0
PATIENCE_S = 30
STARTED = "started "


@dataclass(slots=True)
class Found:
    """Seconds until the old game was gone and until the new one beat, and what went wrong."""

    gone_s: list[float] = field(default_factory=list)
    back_s: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Service:
    """What starts the guard: one at a time, again after RESTART_S."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._command = [sys.executable, "main.py", "kiosk", "--windowed", "--size", "640x360"]
        self._command += ["--data-dir", str(folder)]
        self._environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
        self.start()

    def start(self) -> None:
        self._seen = len(self.games())
        self.guard = subprocess.Popen(
            self._command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def games(self) -> list[int]:
        """The games that guards have started, by their log."""
        log = self._folder / "kiosk.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return [int(line.split(STARTED)[1].split(",")[0]) for line in lines if STARTED in line]

    def game(self) -> int:
        """The process of the present guard's game. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE_S
        while len(games := self.games()) <= self._seen:
            if time.monotonic() > end:
                raise TimeoutError("the guard started no game")
            time.sleep(0.005)
        return games[-1]

    def stop(self) -> None:
        self.guard.terminate()
        self.guard.wait(PATIENCE_S)


def first_frame(pid: int) -> float:
    """When the game of that process was seen with its journal open, which it looks into after its second frame. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            names = [link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir()]
        except OSError:
            names = []
        if "journal.sqlite3" in names:
            return time.monotonic()
        time.sleep(0.005)
    raise TimeoutError("no first frame")


def soak(folder: Path, kills: int, seed: int) -> Found:
    """What that many kills of the guard did."""
    found, rng = Found(), Random(seed)
    Pin(folder, lambda: 0, 16).set("482915")
    service = Service(folder)
    try:
        for number in range(kills):
            game = service.game()
            if rng.random() < 0.7:
                first_frame(game)
                time.sleep(rng.uniform(0, 0.5))
            else:
                time.sleep(rng.uniform(0, 0.2))
            service.guard.kill()
            service.guard.wait()
            killed = time.monotonic()
            while is_alive(game) and time.monotonic() - killed < LEAVE_S:
                time.sleep(0.005)
            found.gone_s.append(time.monotonic() - killed)
            time.sleep(max(0.0, killed + RESTART_S - time.monotonic()))
            service.start()
            found.back_s.append(first_frame(service.game()) - killed)
            if is_alive(game):
                found.failures.append(f"kill {number}: the old game is still there")
    except TimeoutError as error:
        found.failures.append(str(error))
    finally:
        service.stop()
    return found


def main() -> int:
    """Prints one line for the gate and every failure; 0 when there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    chosen = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = soak(Path(folder), chosen.kills, chosen.seed)
    gone, back = max(found.gone_s, default=0.0), max(found.back_s, default=0.0)
    if gone > LEAVE_S:
        found.failures.append(f"a game outlived its guard by {gone:.1f} s")
    if back > BACK_S:
        found.failures.append(f"back after {back:.1f} s, at most {BACK_S}")
    print(
        f"R5-guard seed={chosen.seed} trials={chosen.kills} failures={len(found.failures)}"
        f" seconds={time.monotonic() - begin:.0f} gone_worst_s={gone:.2f} back_worst_s={back:.2f}"
    )
    for failure in found.failures:
        print(failure)
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
