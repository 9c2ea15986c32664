"""Who stands where: score first, then fewer props; equal results share a rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for a rank."""

    score: int
    props_used: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a record table: the visit's seed (which names its made-up name), what it reached, and the ISO day."""

    seed: int
    right: int
    score: int
    day: str


class Period(StrEnum):
    """The days whose results a table shows."""

    DAY = "day"
    WEEK = "week"
    ALL = "all"

    def since(self, today: date) -> str:
        """The ISO day on which the period begins that `today` is in; weeks begin on Monday. Empty for all time."""
        if self == Period.ALL:
            return ""
        return (today if self == Period.DAY else today - timedelta(days=today.weekday())).isoformat()


def ranks(standings: Sequence[Standing]) -> list[int]:
    """The rank of each standing, from 1; ties share one and the next is skipped (1, 1, 3)."""
    keys = [(-standing.score, standing.props_used) for standing in standings]
    ordered = sorted(keys)
    return [ordered.index(key) + 1 for key in keys]
