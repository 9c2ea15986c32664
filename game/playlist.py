"""What stands on the glass while nobody plays: the items, their order, and whose turn comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum


class Item(StrEnum):
    """A part of the playlist."""

    POSTER = "poster"
    TEASER = "teaser"
    RECORDS = "records"
    CLOCK = "clock"
    PICTURE = "picture"


ROUND = (Item.POSTER, Item.TEASER, Item.PICTURE, Item.RECORDS, Item.CLOCK, Item.PICTURE)
"""One round; the staff's pictures have two turns in it."""


def following(place: int, seconds: Mapping[Item, int], has_something: Callable[[Item], bool]) -> int:
    """The place in `ROUND` whose turn comes after `place`: the next item that has time and something to show.

    The poster always has: with nothing else to show, its own place is the answer.
    """
    for step in range(1, len(ROUND) + 1):
        after = (place + step) % len(ROUND)
        item = ROUND[after]
        if item == Item.POSTER or (seconds.get(item, 0) > 0 and has_something(item)):
            return after
    raise AssertionError("a round without the poster")
