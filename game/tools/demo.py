"""`demo`: a bot plays the campaign, or every mode, through the real loop and the real scenes, by touching the screen."""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, TextIO

import pygame

from game.app import App
from game.qtypes import QTYPES
from game.rules import visit
from game.rules.levels import EXAM, MOST_STARS, Mode
from game.rules.question import Answer
from game.rules.run import Phase
from game.start import Options, build
from game.ui.paint import Painter

STEP_MS = 40
"""A frame of the fast demo, on a clock of its own."""
DAY = date(2026, 11, 23)
"""The day the demo plays on, whatever day it is: the same seed gives the same events for ever."""
MOST_TRIES = 12
LOST_ON_PURPOSE = 2
"""The place of the level that the bot loses once, so that losing is seen too."""
RIGHT_IN_A_ROW = 3
"""How many right answers the bot gives in 挑战赛 before its error."""


class SteppingClock:
    """Time that moves by one step each time it is told to."""

    def __init__(self) -> None:
        self._now_ms = 0

    def now_ms(self) -> int:
        return self._now_ms

    def step(self) -> None:
        self._now_ms += STEP_MS


class StuckError(RuntimeError):
    """The bot found nothing to touch."""


class Bot:
    """Plays by posting touches; writes what it did, and a picture of each kind of screen."""

    def __init__(
        self, app: App, clock: SteppingClock | None, seed: int, mistakes: float, out: Path, log: TextIO
    ) -> None:
        self._app, self._clock, self._out, self._log = app, clock, out, log
        self._rng = Random(f"bot/{seed}")
        self._mistakes = mistakes
        self.screens: dict[str, str] = {}
        self.types: dict[str, int] = {}
        self.modes: dict[str, int] = {}
        self.questions = self.right = self.levels = 0
        self.problems: list[str] = []
        self._finger = 0

    # ── hands ──

    def _frame(self) -> None:
        if self._clock is not None:
            self._clock.step()
        self._app.frame()

    def settle(self) -> None:
        """The screen has come to rest; a new kind of screen is pictured."""
        for _ in range(600):
            self._frame()
            if self._app.is_settled:
                break
        pose = self._app.scene.pose
        if pose not in self.screens:
            name = f"{len(self.screens) + 1:02d}-{pose}.png"
            pygame.image.save(self._app.screen, str(self._out / name))
            self.screens[pose] = name

    def touch(self, name: str) -> None:
        """The named target is touched and let go. Raises StuckError when there is none."""
        target = self._app.scene.find(name)
        if target is None:
            known = ", ".join(target.name for target in self._app.scene.targets)
            raise StuckError(f"{self._app.scene.pose}: nothing called {name} (there is: {known})")
        width, height = self._app.screen.get_size()
        x, y = target.rect.clip(self._app.screen.get_rect()).center
        self.note(touch=name, scene=self._app.scene.pose, at=[x, y])
        self._finger += 1
        place: dict[str, Any] = {
            "x": (x + 0.5) / width,
            "y": (y + 0.5) / height,
            "finger_id": self._finger,
            "touch_id": 1,
        }
        for kind in (pygame.FINGERDOWN, pygame.FINGERUP):
            pygame.event.post(pygame.event.Event(kind, dx=0.0, dy=0.0, **place))
            self._frame()
        self.settle()

    def note(self, **fact: Any) -> None:
        """One line of the events file."""
        self._log.write(json.dumps(fact, ensure_ascii=False, sort_keys=True) + "\n")

    # ── the visit ──

    def play(self, all_modes: bool) -> None:
        """From the poster to the certificate, by way of all the other modes where they are wanted."""
        self.settle()
        self.touch("glass")
        self.touch("scoring")
        self.touch("back")
        if all_modes:
            self._read_cards()
            for mode in Mode:
                self._play_mode(mode)
        self.touch("go")
        self.touch("passport")
        self.touch("back")
        campaign = self._app.session.bank.campaign
        for place, chapter in enumerate(campaign.chapters):
            for level in chapter.levels:
                self._play_level(level.id, learn=place == 0)
        self._play_level(EXAM, learn=False)
        if self._app.name == "result":
            self.touch("onward")

    def _read_cards(self) -> None:
        """A page of 口袋书 and a card of 有声墙 are opened and read aloud for a moment."""
        self.touch("book")
        self.touch("onward")
        self.touch("listen")
        self.touch("listen")
        self.touch("find")
        self.touch("key-Y")
        self.touch("key-Z")
        self.touch("back")
        self.touch("back")
        self.touch("wall")
        card = next(target.name for target in self._app.scene.targets if target.name.startswith("card-"))
        self.touch(card)
        self.touch("back")
        self.modes.update(book=1, wall=1)

    def _play_mode(self, mode: Mode) -> None:
        """A round of the mode, from its tile and back to the home screen."""
        self.touch(mode)
        self.touch("play")
        self._answer_all(fails=False)
        result = self._app.session.result
        if result is None or result.level != mode:
            raise StuckError(f"no result for {mode}")
        self.note(mode=mode, right=result.right, total=result.total, score=result.score)
        self.modes[mode] = self.modes.get(mode, 0) + 1
        self.touch("onward")

    def _play_level(self, level_id: str, learn: bool) -> None:
        session = self._app.session
        for attempt in range(MOST_TRIES):
            if self._app.name == "home":
                self.touch("go")
            if self._app.name == "street":
                self._enter(level_id, learn and attempt == 0)
            fails = self.levels + 1 == LOST_ON_PURPOSE and attempt == 0
            self._answer_all(fails)
            result = session.result
            if result is None or result.level != level_id:
                raise StuckError(f"no result for {level_id}")
            self.note(level=level_id, right=result.right, total=result.total, score=result.score, stars=result.stars)
            if self._app.scene.find("review") and "review" not in self.screens:
                self.touch("review")
                self.touch("back")
            if result.is_passed:
                break
            self.touch("again")
        else:
            raise StuckError(f"{level_id} not passed in {MOST_TRIES} tries")
        self.levels += 1
        if level_id != EXAM:
            self.touch("onward")

    def _enter(self, level_id: str, learn: bool) -> None:
        chapter, _, number = level_id.partition(".")
        self.touch(f"stop-{chapter}")
        if number and self._app.scene.find(f"level-{number}") is not None:
            self.touch(f"level-{number}")
        if learn and self._app.scene.find("learn") is not None:
            self.touch("learn")
        self.touch("play")

    def _answer_all(self, fails: bool) -> None:
        session = self._app.session
        paused = False
        while session.run is not None:
            run = session.run
            if run.phase == Phase.ASKING:
                if not paused and "pause" not in self.screens:
                    self.touch("pause")
                    self.touch("resume")
                    paused = True
                self._use_props()
                self._answer(fails or (run.deal.level.id == Mode.CHALLENGE and run.index == RIGHT_IN_A_ROW))
            self.touch("next")

    def _use_props(self) -> None:
        """Every prop that can be used, once in a level, while the bot is curious: the first three levels."""
        if self.levels >= 3 or self._rng.random() < 0.5:
            return
        for name in ("prop-exclude", "prop-hint", "prop-time", "prop-shield"):
            if self._app.scene.find(name) is not None:
                self.touch(name)
                if self._app.scene.has_layer:
                    self.touch("close")

    def _answer(self, fails: bool) -> None:
        session = self._app.session
        run = session.run
        assert run is not None
        question = run.dealt.question
        rules = session.types[question.type]
        key = rules.grade(question.body, rules.guess(question.body, self._rng)).key
        answer = key
        if fails or self._rng.random() < self._mistakes:
            answer = self._wrong(key)
        view: Any = self._app.scene
        for name in view.taps(answer):
            self.touch(name)
        confirm = "unsure" if self._app.scene.find("unsure") and self._rng.random() < 0.5 else "confirm"
        self.touch(confirm)
        updated = session.run
        if updated is None or updated.phase != Phase.REVEALED:
            raise StuckError(f"{question.id}: the answer {answer} was not taken")
        record = updated.records[-1]
        self.questions += 1
        self.right += session.verdict.is_right
        self.types[question.type] = self.types.get(question.type, 0) + 1
        self.note(question=question.id, answer=list(answer), right=session.verdict.is_right, points=record.points)

    def _wrong(self, key: Answer) -> Answer:
        run = self._app.session.run
        assert run is not None
        rules = self._app.session.types[run.dealt.question.type]
        for _ in range(200):
            guess = rules.guess(run.dealt.question.body, self._rng)
            is_right = rules.grade(run.dealt.question.body, guess).is_right
            if not is_right and not set(guess) & set(run.excluded):
                return guess
        return key

    def problem(self, told: str) -> None:
        """Something is not as it should be; each is listed once."""
        if told not in self.problems:
            self.problems.append(told)

    def summary(self, seed: int) -> dict[str, Any]:
        """What the demo ends with."""
        seen, campaign = self._app.session.visit, self._app.session.bank.campaign
        certificate: dict[str, Any] = {}
        if self._app.name == "certificate":
            certificate = {"nickname": seen.nickname, "passport": self._app.session.passport()}
        return {
            "seed": seed,
            "levels": self.levels,
            "questions": self.questions,
            "right": self.right,
            "score": seen.score,
            "stars": visit.total_stars(seen, campaign),
            "max_stars": MOST_STARS * sum(1 for _ in campaign.levels()),
            "certificate": certificate,
            "screens": self.screens,
            "question_types": self.types,
            "modes": {**self.modes, "campaign": self.levels},
            "problems": self.problems,
        }


def run(chosen: argparse.Namespace) -> int:
    """Plays the demo; 0 when it reached the certificate without problems, else 1."""
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    clock = SteppingClock() if chosen.fast else None
    with tempfile.TemporaryDirectory() as temporary:
        app = build(
            Options(
                size=chosen.size,
                language=chosen.language,
                seed=chosen.seed,
                data_dir=chosen.data_dir or Path(temporary),
                headless=chosen.headless,
                clock=clock,
                wait=not chosen.fast,
                resume=False,
                today=lambda: DAY,
            )
        )
        with (out / "events.jsonl").open("w", encoding="utf-8", newline="\n") as log:
            bot = Bot(app, clock, chosen.seed, chosen.mistakes, out, log)
            Painter.on_overflow = lambda words: bot.problem(f"text does not fit: {words}")
            try:
                bot.play(chosen.modes == "all")
                if chosen.modes == "all" and set(bot.types) != set(QTYPES):
                    bot.problem(f"question types never met: {sorted(set(QTYPES) - set(bot.types))}")
            except StuckError as error:
                bot.problem(str(error))
            finally:
                Painter.on_overflow = None
                app.close()
    summary = bot.summary(chosen.seed)
    print(json.dumps(summary, ensure_ascii=False))
    return 0 if summary["certificate"] and not summary["problems"] else 1
