"""What the playlist is made from: times, slogans, the wall clock, chance, and the staff's pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from game.playlist import Item
from game.settings import Settings
from game.ui.gallery import Gallery


def times(settings: Settings) -> Mapping[Item, int]:
    """How long each item stays, in seconds; 0 leaves it out."""
    return {
        Item.POSTER: settings.poster_s,
        Item.TEASER: settings.teaser_s,
        Item.RECORDS: settings.records_s,
        Item.CLOCK: settings.clock_s,
        Item.PICTURE: settings.picture_s,
    }


@dataclass(frozen=True, slots=True)
class Playbill:
    """The playlist's means. On a screen that is only `for_show` nobody can play: a touch does nothing there.

    `now` is the wall clock, `chance` picks the teaser's questions, `slogans` run below every item.
    """

    slogans: tuple[str, ...] = ()
    seconds: Mapping[Item, int] = field(default_factory=lambda: times(Settings()))
    now: Callable[[], datetime] = datetime.now
    chance: Random = field(default_factory=lambda: Random(0))
    gallery: Gallery = field(default_factory=Gallery)
    for_show: bool = False
