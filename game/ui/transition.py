"""Changing from one screen to the next: the old one slides away a little and fades over the new one."""

from __future__ import annotations

from pygame import Surface

from game.ui import theme
from game.ui.motion import out_cubic

SLIDE_UNITS = 48


class Transition:
    """Between two pictures of the whole screen, the new one drawn and at rest."""

    def __init__(self, old: Surface, new: Surface, style: str, slide_px: int, begin_ms: int) -> None:
        self._old, self._new = old, new
        self._slide = {"slide": -slide_px, "back": slide_px}.get(style, 0)
        self._span_ms = theme.CHANGE_MS if self._slide else theme.CROSSFADE_MS
        self._begin_ms = begin_ms

    def is_over(self, now_ms: int) -> bool:
        """Whether nothing of the old screen is left."""
        return now_ms - self._begin_ms >= self._span_ms

    def draw(self, screen: Surface, now_ms: int) -> None:
        """The new screen, and over it what is left of the old."""
        screen.blit(self._new, (0, 0))
        if self.is_over(now_ms):
            return
        eased = out_cubic(max(0.0, (now_ms - self._begin_ms) / self._span_ms))
        self._old.set_alpha(round(255 * (1 - eased)))
        screen.blit(self._old, (round(self._slide * eased), 0))
