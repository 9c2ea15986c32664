"""The staff's gesture: a finger held in the upper left corner."""

from __future__ import annotations

from game.ui.pointer import Gesture, Move

SIDE_UNITS = 160
HOLD_MS = 3000


class Corner:
    """Feels for how long a finger has been in a corner of `side_px` pixels."""

    def __init__(self) -> None:
        self._since_ms: int | None = None

    def feel(self, gesture: Gesture, side_px: int, now_ms: int) -> None:
        """A finger that comes down in the corner is counted; lifted or moved out of it, it is not."""
        is_in = gesture.pos[0] < side_px and gesture.pos[1] < side_px
        if gesture.move == Move.PRESS and is_in:
            self._since_ms = now_ms
        elif not is_in or gesture.move in (Move.RELEASE, Move.CANCEL):
            self._since_ms = None

    def left_ms(self, now_ms: int) -> int | None:
        """How much longer the finger has to stay; None without one."""
        return None if self._since_ms is None else max(0, self._since_ms + HOLD_MS - now_ms)

    def is_held(self, now_ms: int) -> bool:
        """Whether the finger has stayed long enough; true once for each time it came down."""
        if self.left_ms(now_ms) != 0:
            return False
        self._since_ms = None
        return True
