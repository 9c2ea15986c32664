"""What the server takes from strangers, and how much of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds; the numbers are those of the design's gates for a class on a LAN."""

    frame_bytes: int = 4096
    depth: int = 3
    messages_a_s: float = 10.0
    burst: int = 20
    spare_sockets: int = 8
    sockets_a_player: int = 3
    waiting_frames: int = 64
    send_s: float = 10.0
    request_s: float = 5.0
    silence_s: float = 30.0
    code_tries: int = 10
    tries_window_s: float = 60.0
    spins: int = 30


LIMITS = Limits()


class Bucket:
    """A token bucket: so many messages a second, with a burst."""

    def __init__(self, now_s: Callable[[], float], a_s: float, burst: int) -> None:
        self._now_s, self._a_s, self._burst = now_s, a_s, burst
        self._level, self._at_s = float(burst), now_s()

    def takes(self) -> bool:
        """Whether one more is within the rate; it is counted then."""
        now_s = self._now_s()
        self._level = min(self._burst, self._level + (now_s - self._at_s) * self._a_s)
        self._at_s = now_s
        if self._level < 1:
            return False
        self._level -= 1
        return True


class Tries:
    """Wrong codes by address: after so many within a window no more are looked at."""

    MOST_ADDRESSES = 4096

    def __init__(self, now_s: Callable[[], float], limits: Limits = LIMITS) -> None:
        self._now_s, self._limits = now_s, limits
        self._wrong: dict[str, deque[float]] = {}

    def may(self, address: str) -> bool:
        """Whether a code from there is looked at now."""
        wrong = self._wrong.get(address)
        if wrong is None:
            return True
        since = self._now_s() - self._limits.tries_window_s
        while wrong and wrong[0] < since:
            wrong.popleft()
        if not wrong:
            del self._wrong[address]
        return len(wrong) < self._limits.code_tries

    def note_wrong(self, address: str) -> None:
        """One more wrong code came from there."""
        if address not in self._wrong and len(self._wrong) >= self.MOST_ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        self._wrong.setdefault(address, deque()).append(self._now_s())
