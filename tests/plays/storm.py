"""`python -m tests.plays.storm --events 1000000`: a storm of touches, drags, keys, text and waiting over every screen.

Nothing may raise, no score may be negative or above what the level can give, and no question may take a second answer.
The test beside it runs a short storm of the same kind.
"""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pygame

from game.rules import passport
from game.rules.levels import MOST_STARS
from game.rules.question import FULL_CREDIT
from game.rules.run import AnswerRecord, Phase, Run
from game.rules.scoring import SPEED_BUDGET, STREAK_BUDGET, base_points
from game.scenes import SCENES
from game.start import Options, build
from game.tools.demo import SteppingClock

SIZES = ((320, 180), (180, 320))
KEYS = (
    "return",
    "escape",
    "space",
    "left",
    "right",
    "up",
    "down",
    "1",
    "2",
    "3",
    "4",
    "q",
    "w",
    "e",
    "r",
    "n",
    "backspace",
)
LONG_MS = 110_000
"""Long enough for an idle visit to be forgotten."""


class Storm:
    """A kiosk in a storm drawn from `seed`."""

    def __init__(self, data: Path, size: tuple[int, int], seed: int) -> None:
        self._rng = Random(f"storm/{seed}")
        self._clock = SteppingClock()
        self._app = build(Options(size=size, data_dir=data, headless=True, wait=False, clock=self._clock, seed=seed))
        self._size = size
        self._records: dict[int, AnswerRecord] = {}
        self._deal: object = None
        self.scenes: Counter[str] = Counter()
        self.levels: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.answers = 0

    def blow(self, events: int) -> None:
        """That many events; after each the rules are looked at. Raises AssertionError, or whatever the game raises."""
        left = events
        while left > 0:
            for event in self._next():
                pygame.event.post(event)
                self._clock.step()
                self._app.frame()
                self._look()
                left -= 1
            if self._rng.random() < 0.0005:
                for _ in range(LONG_MS // 250):
                    self._clock.step()
                    self._clock.step()
                    self._app.frame()
        assert self._app.is_running

    def close(self) -> None:
        self._app.close()
        pygame.event.clear()

    # ── the weather ──

    def _next(self) -> list[pygame.event.Event]:
        rng, dice = self._rng, self._rng.random()
        targets = [target for target in self._app.scene.targets if target.is_enabled]
        if self._app.name == "passport" and dice < 0.05:
            code = passport.encode(passport.Progress(((3, 3, 3),) * passport.CHAPTERS, 3), 1)
            return [pygame.event.Event(pygame.TEXTINPUT, text=code), self._key("return")]
        if dice < 0.72 and targets:
            # Answers are a few targets among many: the button that gives them is pressed more often.
            weights = [4 if target.name in ("confirm", "unsure", "next", "play") else 1 for target in targets]
            return self._touch(rng.choices(targets, weights)[0].rect.center)
        if dice < 0.82:
            return self._touch(self._anywhere())
        if dice < 0.88:
            return self._drag()
        if dice < 0.97:
            return [self._key(rng.choice(KEYS))]
        if dice < 0.985:
            return [pygame.event.Event(pygame.TEXTINPUT, text=rng.choice(("7", "A", "张", "\u200b", "x" * 90)))]
        at = {"pos": self._anywhere(), "button": 1, "touch": False}
        return [pygame.event.Event(pygame.MOUSEBUTTONDOWN, at), pygame.event.Event(pygame.MOUSEBUTTONUP, at)]

    def _anywhere(self) -> tuple[int, int]:
        return self._rng.randrange(self._size[0]), self._rng.randrange(self._size[1])

    def _finger(self, kind: int, at: tuple[int, int], finger: int = 1) -> pygame.event.Event:
        width, height = self._size
        place = {"x": (at[0] + 0.5) / width, "y": (at[1] + 0.5) / height, "dx": 0.0, "dy": 0.0}
        return pygame.event.Event(kind, finger_id=finger, touch_id=1, **place)

    def _touch(self, at: tuple[int, int]) -> list[pygame.event.Event]:
        events = [self._finger(pygame.FINGERDOWN, at), self._finger(pygame.FINGERUP, at)]
        if self._rng.random() < 0.05:
            events.insert(1, self._finger(pygame.FINGERDOWN, self._anywhere(), finger=2))
        return events

    def _drag(self) -> list[pygame.event.Event]:
        targets = self._app.scene.targets
        start = self._rng.choice(targets).rect.center if targets else self._anywhere()
        moves = [self._finger(pygame.FINGERMOTION, self._anywhere()) for _ in range(self._rng.randrange(1, 4))]
        end = self._anywhere() if not targets else self._rng.choice(targets).rect.center
        return [self._finger(pygame.FINGERDOWN, start), *moves, self._finger(pygame.FINGERUP, end)]

    @staticmethod
    def _key(name: str) -> pygame.event.Event:
        return pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(name), mod=0, unicode="")

    # ── what must hold ──

    def _look(self) -> None:
        self.scenes[self._app.name] += 1
        session = self._app.session
        assert all(0 <= stars <= MOST_STARS for stars in session.visit.stars.values())
        run = session.run
        if run is None:
            return
        if run.deal is not self._deal:
            self._deal = run.deal
            self._records.clear()
            self.levels[run.deal.level.id] += 1
        self._look_at(run)

    def _look_at(self, run: Run) -> None:
        assert 0 <= run.score <= most_points(run), run.score
        assert 0 <= run.hearts <= run.deal.level.hearts
        assert len(run.records) == run.index + (run.phase != Phase.ASKING)
        for place, record in enumerate(run.records):
            if place not in self._records:
                self._records[place] = record
                self.answers += 1
                self.types[run.deal.dealt[place].question.type] += 1
            assert record.index == place and 0 <= record.credit <= FULL_CREDIT
            assert self._records[place] is record, "a second answer was accepted"


def most_points(run: Run) -> int:
    """More than this no level can give."""
    return sum(base_points(dealt.difficulty) for dealt in run.deal.dealt) + STREAK_BUDGET + SPEED_BUDGET


def main() -> int:
    """Runs the storm and prints what it met, as one JSON line; 1 when a screen was never met."""
    switches = argparse.ArgumentParser(description=__doc__)
    switches.add_argument("--events", type=int, default=1_000_000)
    switches.add_argument("--seed", type=int, default=1)
    chosen = switches.parse_args()
    scenes: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    types: Counter[str] = Counter()
    answers = 0
    rounds = max(2, chosen.events // 50_000)
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as data:
            storm = Storm(Path(data), SIZES[number % 2], chosen.seed * 1000 + number)
            try:
                storm.blow(chosen.events // rounds)
            finally:
                storm.close()
            scenes, levels, types = scenes + storm.scenes, levels + storm.levels, types + storm.types
            answers += storm.answers
        print(f"{number + 1}/{rounds}", file=sys.stderr, flush=True)
    missed = sorted(set(SCENES) - set(scenes))
    told = {
        "events": chosen.events // rounds * rounds,
        "answers": answers,
        "scenes": dict(scenes),
        "levels": dict(levels),
        "types": dict(types),
        "missed": missed,
    }
    print(json.dumps(told, ensure_ascii=False))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
