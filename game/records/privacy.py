"""Hiding small groups, so that a report never tells about single visitors.

A group smaller than `LEAST` is hidden; so are as many others as it takes that the totals beside them don't give it away
(complementary cell suppression, L. Cox, "Suppression methodology and statistical disclosure control", JASA 75, 1980).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

LEAST = 5
"""Visits that a number must be made from to be told."""


class Shown(StrEnum):
    """Whether a group's numbers are told: yes; no, it is small; no, it would give a small one away."""

    TOLD = "told"
    SMALL = "small"
    COVER = "cover"


def is_small(visits: int) -> bool:
    """Whether a group of so many visits must be hidden; nobody needs no hiding."""
    return 0 < visits < LEAST


def hide(groups: Sequence[int]) -> tuple[Shown, ...]:
    """What of these disjoint groups of visits may be told beside their total.

    Where a group is small, the smallest others cover it until each small group could still be any size from 1 to
    `LEAST` − 1. If no choice of them does that, all are covered, empty ones too, without a word on which is small.
    """
    small = [place for place, visits in enumerate(groups) if is_small(visits)]
    if not small:
        return (Shown.TOLD,) * len(groups)
    hidden = set(small)
    by_size = sorted((visits, place) for place, visits in enumerate(groups) if visits >= LEAST)
    for _, place in by_size:
        if _is_vague([groups[each] for each in hidden]):
            break
        hidden.add(place)
    if not _is_vague([groups[each] for each in hidden]):
        return (Shown.COVER,) * len(groups)
    return tuple(
        Shown.SMALL if place in small else Shown.COVER if place in hidden else Shown.TOLD
        for place in range(len(groups))
    )


def _is_vague(hidden: Sequence[int]) -> bool:
    """Whether the hidden groups' sum leaves every small one free to be anything from 1 to `LEAST` − 1.

    The reader knows that each small one has 1 to 4 visits and each cover at least 5: with a cover to take up the rest,
    one may be 4 while the others are as small as they can be, and 1 while the cover is larger.
    """
    small = sum(is_small(visits) for visits in hidden)
    covers = len(hidden) - small
    return covers > 0 and sum(hidden) >= (LEAST - 1) + (small - 1) + LEAST * covers
