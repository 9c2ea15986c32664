"""Plays the game headless by touching, clicking and typing, on a clock that moves by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pygame

from game.rules.question import Answer
from game.rules.run import Phase
from game.start import Options, build
from game.tools.demo import SteppingClock


class Pilot:
    """One kiosk with one visitor."""

    def __init__(self, data: Path, size: tuple[int, int], **options: Any) -> None:
        self.clock = SteppingClock()
        self.data = data
        chosen: dict[str, Any] = {"seed": 7, "today": lambda: date(2026, 11, 23), **options}
        self.app = build(Options(size=size, data_dir=data, headless=True, wait=False, clock=self.clock, **chosen))
        self.settle()

    @property
    def scene(self) -> Any:
        return self.app.scene

    @property
    def session(self) -> Any:
        return self.app.session

    def close(self) -> None:
        self.app.close()
        pygame.event.clear()

    def frame(self) -> None:
        self.clock.step()
        self.app.frame()

    def press_target(self, name: str) -> None:
        """The target is chosen by its key; a thing to sort by its own key until it is in its class."""
        target = self.scene.find(name)
        assert target is not None, name
        if target.key:
            self.press(target.key)
            return
        card, _, group = name.rpartition("-")
        for _ in range(int(group) + 1):
            self.press(self.scene.find(card).key)

    def settle(self) -> None:
        """Until nothing moves."""
        for _ in range(400):
            self.frame()
            if self.app.is_settled:
                return

    def wait(self, ms: int) -> None:
        """That much time goes by."""
        end = self.clock.now_ms() + ms
        while self.clock.now_ms() < end:
            self.frame()

    def _post(self, *events: pygame.event.Event) -> None:
        for event in events:
            pygame.event.post(event)
            self.frame()
        self.settle()

    def centre(self, name: str) -> tuple[int, int]:
        target = self.scene.find(name)
        assert target is not None, f"{name}: not on {self.scene.pose}; there is {[t.name for t in self.scene.targets]}"
        centre: tuple[int, int] = target.rect.clip(self.app.screen.get_rect()).center
        return centre

    def touch(self, *names: str) -> None:
        """Touches each named target in turn."""
        for name in names:
            x, y = self.centre(name)
            width, height = self.app.screen.get_size()
            place = {
                "x": (x + 0.5) / width,
                "y": (y + 0.5) / height,
                "finger_id": 1,
                "touch_id": 1,
                "dx": 0.0,
                "dy": 0.0,
            }
            self._post(pygame.event.Event(pygame.FINGERDOWN, place), pygame.event.Event(pygame.FINGERUP, place))

    def drag(self, name: str, box: Any) -> None:
        """The named target is carried to the middle of a box of stage units, and let go."""
        end = self.scene.kit.rect(box.x, box.y, box.width, box.height).center
        width, height = self.app.screen.get_size()
        for kind, (x, y) in (
            (pygame.FINGERDOWN, self.centre(name)),
            (pygame.FINGERMOTION, end),
            (pygame.FINGERUP, end),
        ):
            place = {"x": (x + 0.5) / width, "y": (y + 0.5) / height, "dx": 0.0, "dy": 0.0}
            self._post(pygame.event.Event(kind, finger_id=1, touch_id=1, **place))

    def click(self, *names: str) -> None:
        """Clicks each named target in turn."""
        for name in names:
            at = {"pos": self.centre(name), "button": 1, "touch": False}
            self._post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, at), pygame.event.Event(pygame.MOUSEBUTTONUP, at))

    def press(self, *keys: str) -> None:
        """Presses keys by their pygame names."""
        for key in keys:
            self._post(pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(key), mod=0, unicode=""))

    def type(self, text: str) -> None:
        """Text arrives as from a keyboard or a scanner."""
        for character in text:
            self._post(pygame.event.Event(pygame.TEXTINPUT, text=character))

    # ── the game ──

    def key(self) -> Answer:
        """The right answer to the open question."""
        question = self.session.run.dealt.question
        rules = self.session.types[question.type]
        from random import Random

        key: Answer = rules.grade(question.body, rules.guess(question.body, Random(1))).key
        return key

    def wrong(self) -> Answer:
        """The worst answer that can still be given."""
        from random import Random

        run = self.session.run
        rules, body = self.session.types[run.dealt.question.type], run.dealt.question.body
        guesses: list[Answer] = [rules.guess(body, Random(n)) for n in range(200)]
        open_ones = [guess for guess in guesses if not set(guess) & set(run.excluded)]
        worst = min(open_ones, key=lambda guess: rules.grade(body, guess).credit)
        if not rules.grade(body, worst).is_right:
            return worst
        raise AssertionError("no wrong answer")

    def answer(self, answer: Answer) -> None:
        """Chooses and confirms."""
        self.touch(*self.scene.taps(answer), "confirm")

    def start_level(self, stop: str = "stop-property") -> None:
        """From the poster into a level."""
        if self.app.name == "attract":
            self.touch("glass")
        if self.app.name == "home":
            self.touch("go")
        self.touch(stop, "play")

    def finish_level(self, mistakes: int = 0) -> None:
        """Answers to the end, the first `mistakes` questions wrong."""
        while self.session.run is not None:
            if self.session.run.phase == Phase.ASKING:
                self.answer(self.wrong() if mistakes > 0 else self.key())
                mistakes -= 1
            self.touch("next")
