"""How long to rest after failures in a row."""

from __future__ import annotations

FIRST_REST_S, LONGEST_REST_S = 1.0, 300.0
LEAST_SHARE = 0.5
"""A rest is at least so much of its full length; chance decides the remainder, so that kiosks don't come back all at once."""
_DOUBLINGS = 32


def rest_s(failures: int, chance: float) -> float:
    """Seconds to rest after `failures` (1 or more): doubling to five minutes, `chance` from 0 to 1 in the upper half."""
    full = min(LONGEST_REST_S, FIRST_REST_S * (1 << min(failures - 1, _DOUBLINGS)))
    return full * (LEAST_SHARE + (1 - LEAST_SHARE) * chance)
