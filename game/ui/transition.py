"""Changing from one screen to the next: the new one slides in a little and fades."""

from __future__ import annotations

from pygame import Surface

from game.ui import theme
from game.ui.motion import out_cubic

SLIDE_UNITS = 48


class Transition:
    """Between two finished pictures of the whole screen; `step` draws one frame of it."""

    def __init__(self, old: Surface, new: Surface, style: str, slide_px: int, begin_ms: int) -> None:
        self._old, self._new = old, new
        self._slide = {"slide": slide_px, "back": -slide_px}.get(style, 0)
        self._span_ms = theme.CHANGE_MS if self._slide else theme.CROSSFADE_MS
        self._begin_ms = begin_ms

    def step(self, screen: Surface, now_ms: int) -> bool:
        """One frame is on `screen`; whether there are more to come."""
        share = min(1.0, (now_ms - self._begin_ms) / self._span_ms)
        eased = out_cubic(share)
        if share >= 1.0:
            self._new.set_alpha(None)
            screen.blit(self._new, (0, 0))
            return False
        shift = round(self._slide * (1 - eased))
        screen.blit(self._old, (0, 0))
        self._new.set_alpha(round(255 * eased))
        screen.blit(self._new, (shift, 0))
        return True
