"""What every screen is made with: the stage, the canvas, pictures, words, sound and motion, in one hand."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from pygame import Rect, Surface

from game.ui import shapes
from game.ui.art import Art
from game.ui.canvas import Canvas, Sprite
from game.ui.motion import Motions
from game.ui.narrator import Narrator
from game.ui.paint import Painter
from game.ui.sound import Speaker
from game.ui.stage import Stage

BLEED = 64
"""Room round a sprite for its shadow and rings, in design units."""

LARGE_SCALE = 1.5
"""Pixels a design unit; beyond it, moving four answer tiles takes longer than a frame may."""

Words = Callable[..., str]


@dataclass(slots=True)
class Kit:
    """The toolkit of one window. `say(key, **values)` gives the copy for a key; `text_scale` enlarges reading text."""

    stage: Stage
    canvas: Canvas
    art: Art
    speaker: Speaker
    say: Words
    motions: Motions = field(default_factory=Motions)
    narrator: Narrator = field(default_factory=Narrator)
    text_scale: float = 1.0
    is_care: bool = False
    _kept: dict[Hashable, Surface] = field(default_factory=dict)

    @property
    def is_large(self) -> bool:
        """Whether the window has so many pixels that large things appear in place instead of moving in."""
        return self.stage.scale > LARGE_SCALE

    @property
    def painter(self) -> Painter:
        """Paints on the backdrop in stage units."""
        return Painter(self.canvas.backdrop, self.stage, self.art, self.stage.origin)

    def drawn(self, width: float, height: float, paint: Callable[[Painter], None], bleed: float = BLEED) -> Surface:
        """A surface of that size in units, `bleed` larger on every side, with what `paint` put on it."""
        edge = self.stage.px(bleed)
        made = shapes.surface(self.stage.px(width) + 2 * edge, self.stage.px(height) + 2 * edge)
        paint(Painter(made, self.stage, self.art, (edge, edge)))
        return made

    def once(self, key: Hashable, make: Callable[[], Surface]) -> Surface:
        """The surface that `make` made for `key`, made once for this screen: what comes back with every question.

        Large windows keep nothing: at 4K it would be forty megabytes.
        """
        if self.is_large:
            return make()
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def sprite(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        paint: Callable[[Painter], None],
        z: int = 0,
        bleed: float = BLEED,
    ) -> Sprite:
        """A sprite whose inner box stands at (x, y) in stage units."""
        return self.place(self.drawn(width, height, paint, bleed), x, y, z, bleed)

    def place(self, surface: Surface, x: float, y: float, z: int = 0, bleed: float = BLEED) -> Sprite:
        """A ready surface with that bleed as a sprite at (x, y) in stage units."""
        left, top = self.stage.at(x, y)
        edge = self.stage.px(bleed)
        return self.canvas.add(surface, left - edge, top - edge, z)

    def picture(self, name: str, x: float, y: float, width: float, z: int = 0, flip: bool = False) -> Sprite:
        """A picture as a sprite."""
        left, top = self.stage.at(x, y)
        return self.canvas.add(self.art.picture(name, self.stage.px(width), flip=flip), left, top, z)

    def rect(self, x: float, y: float, width: float, height: float) -> Rect:
        """A box of stage units in pixels."""
        return self.stage.rect(x, y, width, height)
