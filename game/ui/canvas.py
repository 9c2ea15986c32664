"""What is on screen: one opaque backdrop and the sprites before it; only what changed is drawn again."""

from __future__ import annotations

from collections.abc import Iterable

import pygame
from pygame import Rect, Surface

from game.ui import theme
from game.ui.blend import faded, lay

MOST_RECTS = 160
"""Beyond this many dirty boxes, their bounding box is cheaper."""
WASTE = 1.2
"""How much larger than two boxes their union may be to take their place."""


class Sprite:
    """A picture before the backdrop. Change it by its methods, so that the canvas knows what to draw again."""

    def __init__(self, canvas: Canvas, surface: Surface, x: float, y: float, z: int) -> None:
        self._canvas = canvas
        self.surface = surface
        self.x, self.y = x, y
        self.z = z
        self.alpha = 255
        self.visible = True
        self._pale: tuple[Surface, int, Surface] | None = None

    @property
    def shown(self) -> Surface:
        """The surface at the sprite's alpha; kept, because what stands pale is often drawn again."""
        if self.alpha == 255:
            self._pale = None
            return self.surface
        if self._pale is None or self._pale[0] is not self.surface or self._pale[1] != self.alpha:
            self._pale = (self.surface, self.alpha, faded(self.surface, self.alpha))
        return self._pale[2]

    @property
    def rect(self) -> Rect:
        """Where it is, in pixels."""
        return Rect((round(self.x), round(self.y)), self.surface.get_size())

    @property
    def is_opaque(self) -> bool:
        """Whether nothing beneath it can be seen."""
        return self.alpha == 255 and not self.surface.get_flags() & pygame.SRCALPHA

    def move(self, x: float, y: float) -> None:
        """It stands at (x, y)."""
        if (round(x), round(y)) != (round(self.x), round(self.y)) and self.visible:
            self._canvas.touch(self.rect)
            self.x, self.y = x, y
            self._canvas.touch(self.rect)
        else:
            self.x, self.y = x, y

    def show(self, surface: Surface, x: float | None = None, y: float | None = None) -> None:
        """It shows another surface, at a new place when one is given."""
        self._canvas.touch(self.rect)
        self.surface = surface
        self.x = self.x if x is None else x
        self.y = self.y if y is None else y
        self.visible = True
        self._canvas.touch(self.rect)

    def uncover(self, whole: Surface, rest: float, rows: int) -> None:
        """Only the lowest `rows` rows of `whole` are shown, where they are when all of it stands at `rest`.

        Meant for rows that only ever grow: what was shown before is not drawn again.
        """
        rows = max(1, min(rows, whole.get_height()))
        grown = rows - self.surface.get_height()
        self.surface = whole.subsurface((0, whole.get_height() - rows, whole.get_width(), rows))
        self.y = rest + whole.get_height() - rows
        self.visible = True
        self._canvas.touch(Rect(round(self.x), round(self.y), whole.get_width(), grown if grown > 0 else rows))

    def fade(self, alpha: int) -> None:
        """It is drawn at `alpha` of 255."""
        if alpha != self.alpha:
            self.alpha = alpha
            self._canvas.touch(self.rect)

    def hide(self) -> None:
        """It is not drawn."""
        if self.visible:
            self._canvas.touch(self.rect)
            self.visible = False

    def remove(self) -> None:
        """It is gone from the canvas."""
        self._canvas.drop(self)


class Canvas:
    """The screen as a backdrop and sprites in rising `z`."""

    def __init__(self, screen: Surface) -> None:
        self.screen = screen
        self.backdrop = Surface(screen.get_size()).convert(screen)
        self._sprites: list[Sprite] = []
        self._dirty: list[Rect] = []

    @property
    def is_dirty(self) -> bool:
        """Whether anything waits to be drawn."""
        return bool(self._dirty)

    @property
    def sprites(self) -> tuple[Sprite, ...]:
        return tuple(self._sprites)

    def clear(self) -> None:
        """No sprites, and everything is to be drawn again."""
        self._sprites.clear()
        self.touch(self.screen.get_rect())

    def add(self, surface: Surface, x: float, y: float, z: int = 0) -> Sprite:
        """A new sprite with its upper left corner at (x, y) pixels."""
        sprite = Sprite(self, surface, x, y, z)
        place = next((n for n, other in enumerate(self._sprites) if other.z > z), len(self._sprites))
        self._sprites.insert(place, sprite)
        self.touch(sprite.rect)
        return sprite

    def drop(self, sprite: Sprite) -> None:
        """The sprite is gone; dropping it twice is no error."""
        if sprite in self._sprites:
            self.touch(sprite.rect)
            self._sprites.remove(sprite)

    def touch(self, rect: Rect) -> None:
        """That box must be drawn again."""
        clipped = rect.clip(self.screen.get_rect())
        if clipped.width and clipped.height:
            self._dirty.append(clipped)

    def paint(self) -> list[Rect]:
        """What changed is drawn on the screen surface; returns the boxes to hand to the display."""
        boxes = merged(self._dirty, self.screen.get_rect())
        self._dirty.clear()
        shown = [sprite for sprite in self._sprites if sprite.visible and sprite.alpha > 0]
        places = [sprite.rect for sprite in shown]
        solid = [n for n, sprite in enumerate(shown) if sprite.is_opaque]
        for box, lowest in _split(boxes, [(places[n], n) for n in solid]):
            self.screen.set_clip(box)
            if lowest < 0:
                self.screen.blit(self.backdrop, box, box)
            for n in box.collidelistall(places):
                if n < lowest:
                    continue  # hidden by an opaque sprite above it
                lay(self.screen, shown[n].shown, places[n])
        self.screen.set_clip(None)
        return boxes

    def bake(self, sprites: Iterable[Sprite]) -> None:
        """The sprites become part of the backdrop: cheaper to draw, no longer movable."""
        for sprite in sprites:
            lay(self.backdrop, sprite.surface, sprite.rect)
            self.drop(sprite)

    def snapshot(self) -> Surface:
        """A copy of the screen as it was last painted."""
        return self.screen.copy()

    def dim(self) -> Dimmed:
        """The present picture, darkened, becomes the backdrop and the sprites are put aside until `restore`."""
        if self._dirty:
            self.paint()
        kept = Dimmed(self, self.backdrop, self._sprites)
        dark = self.snapshot()
        alpha = theme.SCRIM[3]
        dark.fill((255 - alpha,) * 3, special_flags=pygame.BLEND_RGB_MULT)
        dark.fill(tuple(band * alpha // 255 for band in theme.SCRIM[:3]), special_flags=pygame.BLEND_RGB_ADD)
        self.backdrop = dark
        self._sprites = []
        self.touch(self.screen.get_rect())
        return kept


class Dimmed:
    """What lay before a dialog came."""

    def __init__(self, canvas: Canvas, backdrop: Surface, sprites: list[Sprite]) -> None:
        self._canvas, self._backdrop, self._sprites = canvas, backdrop, sprites

    def restore(self) -> None:
        """All is as before."""
        self._canvas.backdrop = self._backdrop
        self._canvas._sprites = self._sprites
        self._canvas.touch(self._canvas.screen.get_rect())


def _split(boxes: list[Rect], solid: list[tuple[Rect, int]]) -> list[tuple[Rect, int]]:
    """The boxes, cut where an opaque sprite lies across one, with the place of the lowest sprite to draw (−1: all)."""
    found: list[tuple[Rect, int]] = []
    left = list(boxes)
    while left:
        box = left.pop()
        for rect, n in reversed(solid):
            covered = box.clip(rect)
            if covered.width == box.width and 2 * covered.height > box.height:
                found.append((covered, n))
                if covered.top > box.top:
                    left.append(Rect(box.left, box.top, box.width, covered.top - box.top))
                if covered.bottom < box.bottom:
                    left.append(Rect(box.left, covered.bottom, box.width, box.bottom - covered.bottom))
                break
        else:
            found.append((box, -1))
    return found


def merged(rects: list[Rect], bounds: Rect) -> list[Rect]:
    """Boxes that cover the same area: overlapping ones become one where that hardly costs more than drawing both."""
    boxes: list[Rect] = []
    left = list(rects)
    while left:
        box = left.pop()
        place = box.collidelist(boxes)
        if place >= 0:
            other = boxes[place]
            both = box.union(other)
            if both.width * both.height <= WASTE * (box.width * box.height + other.width * other.height):
                del boxes[place]
                left.append(both)
                continue
        boxes.append(box)
    if len(boxes) > MOST_RECTS:
        return [boxes[0].unionall(boxes[1:]).clip(bounds)]
    return boxes
