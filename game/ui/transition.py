"""Changing from one screen to the next: the old one slides away a little and fades."""

from __future__ import annotations

from pygame import Surface

from game.ui import theme
from game.ui.motion import out_cubic

SLIDE_UNITS = 48


class Transition:
    """The old screen's picture, leaving; the new screen is drawn beneath it each frame."""

    def __init__(self, old: Surface, style: str, slide_px: int, begin_ms: int) -> None:
        self._old = old
        self._slide = {"slide": -slide_px, "back": slide_px}.get(style, 0)
        self._span_ms = theme.CHANGE_MS if self._slide else theme.CROSSFADE_MS
        self._begin_ms = begin_ms

    def is_over(self, now_ms: int) -> bool:
        """Whether nothing of the old screen is left."""
        return now_ms - self._begin_ms >= self._span_ms

    def draw(self, screen: Surface, now_ms: int) -> None:
        """What is left of the old screen lies over the new one."""
        eased = out_cubic(max(0.0, (now_ms - self._begin_ms) / self._span_ms))
        self._old.set_alpha(round(255 * (1 - eased)))
        screen.blit(self._old, (round(self._slide * eased), 0))
