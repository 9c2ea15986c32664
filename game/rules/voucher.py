"""A prize voucher: sixteen characters that only this kiosk can have made, typed by staff or read by a scanner.

Eighty bits: the voucher's number (24), its last day counted from `FIRST_DAY` (14), and the first 42 bits of an
HMAC-SHA-256 of both under the kiosk's secret. A guess is right once in 2^42, and staff type guesses by hand. The
alphabet is the passport's. That a voucher is taken once is for the records to say; here is only what can't be forged.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from game.rules.passport import ALPHABET, normalise

FIRST_DAY = date(2026, 1, 1)
SERIAL_BITS, DAY_BITS, TAG_BITS = 24, 14, 42
LENGTH = 16
GROUP = 4
SECRET_BYTES = 32
_PURPOSE = b"voucher/1:"
"""So that a tag made for anything else under the same secret is no voucher's."""


class ForgedError(ValueError):
    """No code of this kiosk: mistyped, another kiosk's, or made up."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher as its visitor sees it."""

    code: str
    last_day: date


class Outcome(StrEnum):
    """What becomes of a code at the counter; only `REDEEMED` hands out a prize."""

    REDEEMED = "redeemed"
    ALREADY = "already"
    EXPIRED = "expired"
    FORGED = "forged"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    UNSAVED = "unsaved"


@dataclass(frozen=True, slots=True)
class Redemption:
    """The outcome, and the day it speaks of: when it was redeemed before, or when it expired."""

    outcome: Outcome
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """Prizes in the cupboard, and how many of them visitors hold a valid voucher for."""

    prizes: int
    promised: int

    @property
    def free(self) -> int:
        """Prizes that may still be promised."""
        return max(0, self.prizes - self.promised)


def encode(serial: int, last_day: date, secret: bytes) -> str:
    """The code, in groups of four joined by hyphens. Raises ValueError when number or day has no room in it."""
    days = (last_day - FIRST_DAY).days
    if not 0 <= serial < 1 << SERIAL_BITS or not 0 <= days < 1 << DAY_BITS:
        raise ValueError(f"no voucher can carry number {serial} and day {last_day}")
    data = serial << DAY_BITS | days
    number = data << TAG_BITS | _tag(data, secret)
    letters = "".join(ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(LENGTH)))
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def decode(code: str, secret: bytes) -> tuple[int, date]:
    """Number and last day of a code, however it is cased, spaced or hyphenated. Raises ForgedError."""
    text = normalise(code)
    if len(text) != LENGTH or any(letter not in ALPHABET for letter in text):
        raise ForgedError
    number = 0
    for letter in text:
        number = number << 5 | ALPHABET.index(letter)
    data, tag = number >> TAG_BITS, number & (1 << TAG_BITS) - 1
    if not hmac.compare_digest(tag.to_bytes(6, "big"), _tag(data, secret).to_bytes(6, "big")):
        raise ForgedError
    return data >> DAY_BITS, FIRST_DAY + timedelta(days=data & (1 << DAY_BITS) - 1)


def _tag(data: int, secret: bytes) -> int:
    digest = hmac.digest(secret, _PURPOSE + data.to_bytes(5, "big"), "sha256")
    return int.from_bytes(digest[:6], "big") >> 48 - TAG_BITS
