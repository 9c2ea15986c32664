"""The six digits that open the staff's panel: kept as a scrypt hash, five tries, then waits that grow.

A wait is counted by a clock that only goes forward and begins anew when the game starts: neither a turned wall clock nor a
pulled plug makes it shorter.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from game.atomic import write_atomically

NAME = "pin.json"
PUT_OFF = "put_off"
DIGITS = 6
FREE_TRIES = 5
FIRST_WAIT_MS, MOST_WAIT_MS = 5 * 60_000, 60 * 60_000
COST = 1 << 14
"""scrypt's n; with r = 8 and p = 1 a try takes 16 MiB and some 50 ms (RFC 7914)."""

log = logging.getLogger(__name__)


def wait_ms(failures: int) -> int:
    """How long the panel stays closed after that many failures in a row."""
    if failures < FREE_TRIES:
        return 0
    return min(MOST_WAIT_MS, FIRST_WAIT_MS << min(10, failures - FREE_TRIES))


def is_trivial(pin: str) -> bool:
    """Whether anybody would try it first: one digit six times, or digits that count up or down."""
    steps = {(int(second) - int(first)) % 10 for first, second in pairwise(pin)}
    return steps in ({0}, {1}, {9})


def is_pin(text: str) -> bool:
    return len(text) == DIGITS and text.isascii() and text.isdigit()


class Pin:
    """The PIN of one kiosk, in its data folder. `now_ms` only goes forward."""

    def __init__(self, folder: Path, now_ms: Callable[[], int], cost: int = COST) -> None:
        self._path, self._now_ms, self._cost = folder / NAME, now_ms, cost
        self._salt, self._key, self._failures, self._made_cost = b"", b"", 0, cost
        self._is_put_off = False
        self._read()
        self._closed_since_ms = now_ms()

    @property
    def is_set(self) -> bool:
        """Whether there is a PIN at all; without one the panel stays closed."""
        return bool(self._key)

    @property
    def is_undecided(self) -> bool:
        """Whether staff have neither set a PIN nor put it off: only then may a screen that anybody can touch ask for one."""
        return not (self._key or self._is_put_off or self._path.exists())

    def put_off(self) -> None:
        """No PIN for now; no screen asks again. `kiosk --set-pin` sets one, or a start without the PIN's file."""
        self._is_put_off = True
        try:
            write_atomically(self._path, json.dumps({PUT_OFF: True}).encode())
        except OSError as error:
            log.warning("it is not kept that the PIN was put off: %s", error)

    def left_ms(self) -> int:
        """How long nobody may try; 0 when a try is allowed."""
        return max(0, self._closed_since_ms + wait_ms(self._failures) - self._now_ms())

    def set(self, pin: str) -> None:
        """The PIN is `pin` from now on. Raises ValueError for one that is none or too easy, OSError when it can't be kept."""
        if not is_pin(pin) or is_trivial(pin):
            raise ValueError("a PIN has six digits that don't just repeat or count / 六位数字，不能全相同或连号")
        salt = os.urandom(16)
        before = self._salt, self._key, self._failures, self._made_cost
        self._salt, self._key, self._failures, self._made_cost = salt, self._hash(pin, salt, self._cost), 0, self._cost
        try:
            self._write()
        except OSError:
            self._salt, self._key, self._failures, self._made_cost = before
            raise

    def opens(self, pin: str) -> bool:
        """Whether `pin` is right; False as well while nobody may try. A failure counts before the digits are compared."""
        if not self.is_set or self.left_ms() > 0:
            return False
        self._count(self._failures + 1)
        if not hmac.compare_digest(self._hash(pin, self._salt, self._made_cost), self._key):
            return False
        self._count(0)
        return True

    def _count(self, failures: int) -> None:
        self._failures, self._closed_since_ms = failures, self._now_ms()
        try:
            self._write()
        except OSError as error:
            # A disk that can't be written must not keep staff out; in memory the count holds all the same.
            log.warning("tries of the PIN are not kept: %s", error)

    @staticmethod
    def _hash(pin: str, salt: bytes, cost: int) -> bytes:
        return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=8, p=1, maxmem=64 << 20)

    def _read(self) -> None:
        try:
            told = json.loads(self._path.read_text("utf-8"))
            if told == {PUT_OFF: True}:
                self._is_put_off = True
                return
            salt, key = bytes.fromhex(told["salt"]), bytes.fromhex(told["key"])
            self._failures, self._made_cost = int(told["failures"]), int(told["cost"])
            self._salt, self._key = salt, key
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError) as error:
            log.warning("the PIN can't be read, the panel stays closed: %s", error)

    def _write(self) -> None:
        told = {
            "salt": self._salt.hex(),
            "key": self._key.hex(),
            "failures": self._failures,
            "cost": self._made_cost,
        }
        write_atomically(self._path, json.dumps(told).encode())
