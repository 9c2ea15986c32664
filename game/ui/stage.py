"""The stage: design units on one side, pixels on the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from pygame import Rect

T = TypeVar("T")

LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)


@dataclass(frozen=True, slots=True)
class Stage:
    """A window of `size` pixels showing a stage of 1920×1080 units, or 1080×1920 when it is taller than wide.

    The stage is scaled to fit and centred; what is left over belongs to the backdrop, never to black bars.
    """

    size: tuple[int, int]

    @property
    def is_portrait(self) -> bool:
        return self.size[1] > self.size[0]

    @property
    def units(self) -> tuple[int, int]:
        """Width and height of the stage in design units."""
        return PORTRAIT if self.is_portrait else LANDSCAPE

    @property
    def scale(self) -> float:
        """Pixels in a design unit."""
        width, height = self.units
        return min(self.size[0] / width, self.size[1] / height)

    @property
    def origin(self) -> tuple[float, float]:
        """The pixel of the stage's upper left corner."""
        width, height = self.units
        return (self.size[0] - width * self.scale) / 2, (self.size[1] - height * self.scale) / 2

    def px(self, units: float) -> int:
        """A length in pixels, at least one when it is not nothing."""
        return max(1, round(units * self.scale)) if units > 0 else round(units * self.scale)

    def at(self, x: float, y: float) -> tuple[int, int]:
        """A point of the stage in pixels."""
        left, top = self.origin
        return round(left + x * self.scale), round(top + y * self.scale)

    def rect(self, x: float, y: float, width: float, height: float) -> Rect:
        """A box of the stage in pixels; neighbouring boxes share their edge exactly."""
        left, top = self.at(x, y)
        right, bottom = self.at(x + width, y + height)
        return Rect(left, top, right - left, bottom - top)

    def pick(self, landscape: T, portrait: T) -> T:
        """One of two values by orientation."""
        return portrait if self.is_portrait else landscape
