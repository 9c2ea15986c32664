"""Fingers and the mouse as one kind of gesture.

One finger at a time counts: ten fingers on the glass are one press. The mouse echo that many panels send for a
touch is dropped, by SDL's mark and, for panels that don't mark it, by being at the same place within 80 ms of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pygame

ECHO_MS = 80
ECHO_PX = 12
LOST_MS = 2000
"""A finger that was never lifted (a cable, a reset panel) counts as lifted after this."""


class Move(StrEnum):
    PRESS = "press"
    DRAG = "drag"
    RELEASE = "release"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Gesture:
    """What the one finger did, and where, in pixels."""

    move: Move
    pos: tuple[int, int]


class Pointer:
    """Turns pygame's finger and mouse events into gestures for a window of `size` pixels."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._finger: object | None = None
        self._lost: object | None = None
        self._seen_ms = 0
        self._last_touch: tuple[int, tuple[int, int]] = (-10_000, (0, 0))

    def read(self, event: pygame.event.Event, now_ms: int) -> Gesture | None:
        """The gesture an event makes, or None."""
        if event.type in (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP):
            pos = (
                min(self._size[0] - 1, max(0, int(event.x * self._size[0]))),
                min(self._size[1] - 1, max(0, int(event.y * self._size[1]))),
            )
            self._last_touch = (now_ms, pos)
            finger: object = (getattr(event, "touch_id", 0), event.finger_id)
            down, up = event.type == pygame.FINGERDOWN, event.type == pygame.FINGERUP
        elif event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP):
            if getattr(event, "touch", False) or self._is_echo(event.pos, now_ms):
                return None
            if event.type != pygame.MOUSEMOTION and event.button != 1:
                return None
            pos, finger = (int(event.pos[0]), int(event.pos[1])), "mouse"
            down, up = event.type == pygame.MOUSEBUTTONDOWN, event.type == pygame.MOUSEBUTTONUP
        else:
            return None
        if down:
            if self._finger is not None:
                return None
            self._finger, self._seen_ms, self._lost = finger, now_ms, None
            return Gesture(Move.PRESS, pos)
        if finger == self._lost and self._finger is None:
            # It only lay still. Whatever it pressed is let go already; but where it goes is told.
            self._lost = None if up else self._lost
            return Gesture(Move.RELEASE if up else Move.DRAG, pos)
        if finger != self._finger:
            return None
        self._seen_ms = now_ms
        if up:
            self._finger = None
            return Gesture(Move.RELEASE, pos)
        return Gesture(Move.DRAG, pos)

    def lost(self, now_ms: int) -> Gesture | None:
        """A cancelling gesture once the finger has been silent for too long."""
        if self._finger is not None and self._finger != "mouse" and now_ms - self._seen_ms > LOST_MS:
            self._finger, self._lost = None, self._finger
            return Gesture(Move.CANCEL, self._last_touch[1])
        return None

    def _is_echo(self, pos: tuple[int, int], now_ms: int) -> bool:
        touched_ms, touched = self._last_touch
        near = abs(pos[0] - touched[0]) <= ECHO_PX and abs(pos[1] - touched[1]) <= ECHO_PX
        return near and now_ms - touched_ms <= ECHO_MS
