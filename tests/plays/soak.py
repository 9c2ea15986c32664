"""A day of frames without a window: `python -m tests.plays.soak` (5,184,000 frames, an hour or so; `--hours 6` for less).

A kiosk stands through 24 hours of its own clock, 60 frames a second. Visitors come every three minutes, in two languages by
turns, play a level or a mode by chance, and walk away in the middle as often as not. Memory and open files are counted
every hour; the first three counts are held against the last three.
"""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import argparse
import ctypes
import gc
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

import pygame

from game.start import Options, build
from game.tools.demo import SteppingClock
from game.ui import text
from tests.gate import Gate

FRAMES_AN_HOUR = 60 * 60 * 60
VISIT_EVERY = 3 * 60 * 60
MOST_GROWTH, MOST_GROWTH_BYTES = 0.01, 2 * 1024 * 1024
SEEN = ("home", "street", "scoring", "book", "wall", "find", "passport", "certificate")
REST_FRAMES = 120
AT_EACH_END = 3
"""So many hourly counts stand for the beginning of the day, and for its end."""
PLAYING_FRAMES = 90 * 60
"""A visitor touches something for a minute and a half, then is gone."""


@dataclass(frozen=True, slots=True)
class Count:
    """What the process holds."""

    resident: int
    files: list[str]


def open_files() -> list[str]:
    """What this process has open, by name (Linux)."""
    found = []
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.append(str(path.readlink()))
    return sorted(found)


def count() -> Count:
    """Resident bytes and open files of this process (Linux with glibc).

    What the allocator keeps for later is given back first: it is not in use, and how much it is goes up and down by chance.
    """
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Count(pages * os.sysconf("SC_PAGE_SIZE"), open_files())


def middle(counts: list[Count]) -> int:
    """The median of what was resident: in an hour in which the journal was just copied it is half a MB more."""
    return int(median(count.resident for count in counts))


class Day:
    """A kiosk, and chance for its visitors."""

    def __init__(self, data: Path, seed: int) -> None:
        self._rng = Random(f"soak/{seed}")
        self._clock = SteppingClock()
        self.app = build(
            Options(size=(640, 360), data_dir=data, headless=True, wait=False, clock=self._clock, seed=seed)
        )
        self.visits = 0

    def pass_frames(self, frames: int) -> None:
        """That many frames go by, with whoever comes."""
        for number in range(frames):
            place = number % VISIT_EVERY
            if place == 0:
                self.visits += 1
            if place < PLAYING_FRAMES and number % 20 == 0:
                self._touch()
            self._clock.step()
            self.app.frame()

    def see_everything(self) -> None:
        """Every screen that needs nothing to show was up once: what it loads for good belongs to the first count."""
        self.app.session.begin_visit()
        for language in ("en", "zh-CN"):
            self.app._use_language(language)
            for name in SEEN:
                self.app.go(name, "cut")
                for _ in range(30):
                    self._clock.step()
                    self.app.frame()
        self.app.go("attract", "cut")

    def counted(self) -> Count:
        """What the process holds at one and the same moment of its life: nobody is there, the poster has just come up, the
        bank is open with no page of it kept, and no font is (there may be 64, each with its file; how many just now is chance)."""
        self.app.go("attract", "cut")
        for _ in range(REST_FRAMES):
            self._clock.step()
            self.app.frame()
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join(10)
        shelf = self.app.session.bank
        shelf.question("fraud-001")
        # SQLite keeps pages that it read up to a bound, as the fonts are kept: how many there are just now is chance.
        shelf.bank._database.execute("PRAGMA shrink_memory")
        text.forget()
        return count()

    def _touch(self) -> None:
        targets = self.app.scene.targets
        if not targets:
            return
        wanted = [target for target in targets if target.name in ("language", "next", "onward", "play")]
        target = self._rng.choice(wanted if wanted and self._rng.random() < 0.4 else targets)
        pos = target.rect.clip(self.app.screen.get_rect()).center
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=pos, button=1, touch=False))


def main() -> int:
    """Prints one line for the gate; 0 when nothing grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=int, default=24, help="at least 6")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    gate = Gate("R8-soak", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        day = Day(Path(folder), chosen.seed)
        day.see_everything()
        counts = []
        for hour in range(1, chosen.hours + 1):
            day.pass_frames(FRAMES_AN_HOUR)
            counts.append(day.counted())
            print(f"hour {hour}: {counts[-1].resident / 1e6:.1f} MB, {len(counts[-1].files)} files", flush=True)
        day.app.close()
    first, last = (middle(part) for part in (counts[:AT_EACH_END], counts[-AT_EACH_END:]))
    grown = last - first
    failures = []
    if grown > min(MOST_GROWTH_BYTES, MOST_GROWTH * first):
        failures.append(f"memory grew by {grown / first:.2%}")
    if len(counts[-1].files) > len(counts[0].files):
        failures.append(f"more files are open: {counts[-1].files} after {counts[0].files}")
    figures = {"first_mb": round(first / 1e6, 2), "last_mb": round(last / 1e6, 2)}
    return gate.close(chosen.hours * FRAMES_AN_HOUR, failures, visits=day.visits, **figures)


if __name__ == "__main__":
    sys.exit(main())
