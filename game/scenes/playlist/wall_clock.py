"""A clock one can read from the door: the time, the date, and the lion saying good day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from game.ui import shapes, theme
from game.ui.blend import lay
from game.ui.canvas import Sprite
from game.ui.paint import DIALOG, Painter
from game.ui.scene import Scene
from game.ui.widgets import backdrop

LOOKS_EVERY_MS = 500
NOON, EVENING = 12, 18
"""Hours at which the greeting changes."""


class WallClock:
    """The clock on a scene; `now` is the wall clock."""

    def __init__(self, scene: Scene, now: Callable[[], datetime]) -> None:
        kit = self._kit = scene.kit
        self._now = now
        self._card: Sprite | None = None
        self._shown = ""
        backdrop.sky(kit, kit.stage.pick(880, 1590))
        sun, x, y = kit.stage.pick((900, 1130, 60), (1000, 40, 860))
        lay(kit.canvas.backdrop, shapes.glow(kit.stage.px(sun), kit.stage.px(sun), *theme.SUN), kit.stage.at(x, y))
        kit.picture("lion_wave", *kit.stage.pick((1270, 170, 620), (200, 1010, 680)), z=6)
        self._look()

    def _look(self) -> None:
        """The present minute is on the card."""
        now = self._now()
        shown = f"{now.hour:02}:{now.minute:02}"
        if shown != self._shown:
            self._shown = shown
            if self._card is not None:
                self._card.remove()
            self._card = self._painted(now, shown)
        self._kit.motions.later(LOOKS_EVERY_MS, self._look)

    def _painted(self, now: datetime, shown: str) -> Sprite:
        kit, say = self._kit, self._kit.say
        part = "morning" if now.hour < NOON else "afternoon" if now.hour < EVENING else "evening"
        greeting = {"morning": "clock.morning", "afternoon": "clock.afternoon", "evening": "clock.evening"}[part]
        weekday = say("clock.weekdays").split()[now.weekday()]
        month = say("clock.months").split("|")[now.month - 1]
        date = say("clock.date", month=month, day=now.day, weekday=weekday)
        x, y, width, height = kit.stage.pick((96, 150, 1130, 660), (48, 190, 984, 780))

        def paint(painter: Painter) -> None:
            painter.box(0, 0, width, height, 60, theme.WHITE, DIALOG)
            role = theme.Type(64, "Black", 1.2)
            painter.words(say(greeting), 60, 44, width - 120, 84, role, theme.STAT_SCORE, "center")
            digits = theme.Type(kit.stage.pick(330, 310), "Black", 1.0)
            painter.words(shown, 0, 120, width, height - 290, digits, theme.ACCENT_DEEP, "center")
            day = theme.Type(76, "Bold", 1.2)
            painter.words(date, 60, height - 160, width - 120, 110, day, theme.INK, "center")

        return kit.sprite(x, y, width, height, paint, z=5)
