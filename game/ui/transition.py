"""Changing from one screen to the next: the old one slides away a little and fades over the new one."""

from __future__ import annotations

from pygame import Surface

from game.ui import theme
from game.ui.motion import out_cubic

SLIDE_UNITS = 48


LARGE_PIXELS = 4_000_000
"""Beyond this many pixels the old screen only fades, in one pass a frame instead of two."""


class Transition:
    """From what `screen` shows now to what it shows when `aim` is called."""

    def __init__(self, screen: Surface, style: str, slide_px: int, begin_ms: int) -> None:
        self._screen = screen
        # Surfaces with an alpha channel are blended a quarter faster than those without.
        self._old = self._new = screen.convert_alpha()
        self._slide = {"slide": -slide_px, "back": slide_px}.get(style, 0)
        still_ms = theme.DISSOLVE_MS if style == "dissolve" else theme.CROSSFADE_MS
        self._span_ms = theme.CHANGE_MS if self._slide else still_ms
        if screen.get_width() * screen.get_height() > LARGE_PIXELS:
            self._slide = 0
        self._begin_ms = begin_ms
        self._left = 1.0

    def aim(self) -> None:
        """What is on screen now is the aim; the old picture is there again."""
        if self._slide:
            self._new = self._screen.copy()
        else:
            self._new = self._screen.convert_alpha()
            self._screen.blit(self._old, (0, 0))
            self._old = self._new

    def is_over(self, now_ms: int) -> bool:
        """Whether nothing of the old screen is left."""
        return now_ms - self._begin_ms >= self._span_ms

    def draw(self, now_ms: int) -> None:
        """The new screen, and over it what is left of the old."""
        if self.is_over(now_ms):
            self._new.set_alpha(None)
            self._screen.blit(self._new, (0, 0))
            return
        eased = out_cubic(max(0.0, (now_ms - self._begin_ms) / self._span_ms))
        if self._slide:
            self._screen.blit(self._new, (0, 0))
            self._old.set_alpha(round(255 * (1 - eased)))
            self._screen.blit(self._old, (round(self._slide * eased), 0))
        elif eased > 1 - self._left:
            # What is on screen is the mixture so far; this much more of the new makes it the next one.
            self._new.set_alpha(round(255 * (1 - (1 - eased) / self._left)))
            self._screen.blit(self._new, (0, 0))
            self._left = 1 - eased
