"""Painting in design units on any surface: cards, pills, words, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import pygame
from pygame import Rect, Surface

from game.ui import shapes, text, theme
from game.ui.art import Art
from game.ui.blend import faded, lay
from game.ui.stage import Stage


@dataclass(frozen=True, slots=True)
class Depth:
    """How far a shape stands off the page: its lip and its soft shadow, in design units."""

    lip: int = 0
    drop: int = 14
    blur: int = 17
    alpha: int = 36


FLAT = Depth(0, 0, 0, 0)
CARD = Depth(6, 14, 17, 36)
BUTTON = Depth(10, 18, 18, 62)
SECONDARY = Depth(8, 14, 15, 36)
ANSWER = Depth(8, 16, 18, 34)
DIALOG = Depth(8, 22, 28, 56)
PILL = Depth(4, 10, 14, 34)
SIGN = Depth(7, 8, 8, 40)


class Painter:
    """Paints on `target`; (0, 0) in design units is the pixel `origin`."""

    on_overflow: ClassVar[Callable[[str], None] | None] = None
    """Told of every text that is larger than its box even at its smallest size."""

    def __init__(self, target: Surface, stage: Stage, art: Art, origin: tuple[float, float]) -> None:
        self.target, self.stage, self.art = target, stage, art
        self._left, self._top = origin

    @property
    def scale(self) -> float:
        return self.stage.scale

    def rect(self, x: float, y: float, width: float, height: float) -> Rect:
        """A box of units as pixels of the target."""
        left, top = round(self._left + x * self.scale), round(self._top + y * self.scale)
        right, bottom = round(self._left + (x + width) * self.scale), round(self._top + (y + height) * self.scale)
        return Rect(left, top, right - left, bottom - top)

    def px(self, units: float) -> int:
        return self.stage.px(units)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        fill: tuple[int, ...] | shapes.Stops,
        depth: Depth = FLAT,
        lip: tuple[int, ...] = theme.CARD_LIP,
        border: tuple[int, ...] | None = None,
        border_width: float = 0,
    ) -> None:
        """A rounded box: shadow, lip, border, then the fill, a colour or gradient stops."""
        rect, corner = self.rect(x, y, width, height), self.px(radius)
        if depth.blur:
            shapes.cast(self.target, rect, corner, self.px(depth.blur), self.px(depth.drop), depth.alpha)
        if depth.lip:
            shapes.rounded(self.target, rect.move(0, self.px(depth.lip)), corner, lip)
        inner, inner_corner = rect, corner
        if border is not None and border_width:
            shapes.rounded(self.target, rect, corner, border)
            edge = self.px(border_width)
            inner, inner_corner = rect.inflate(-2 * edge, -2 * edge), max(1, corner - edge)
        if isinstance(fill[0], tuple):
            shapes.rounded_gradient(self.target, inner, inner_corner, fill)  # type: ignore[arg-type]
        else:
            shapes.rounded(self.target, inner, inner_corner, fill)  # type: ignore[arg-type]

    def disc(self, x: float, y: float, diameter: float, colour: tuple[int, ...]) -> None:
        """A filled circle in the square at (x, y)."""
        rect = self.rect(x, y, diameter, diameter)
        shapes.rounded(self.target, rect, rect.width // 2, colour)

    def picture(
        self,
        name: str,
        x: float,
        y: float,
        width: float,
        height: float = 0,
        flip: bool = False,
        grey: bool = False,
        alpha: int = 255,
        turn: float = 0,
    ) -> None:
        """A picture of that width (and height), its proportions kept; `turn` degrees clockwise round its middle."""
        made = self.art.picture(name, self.px(width), self.px(height or width), flip, grey)
        if turn:
            made = pygame.transform.rotozoom(made, -turn, 1)
        left, top = round(self._left + x * self.scale), round(self._top + y * self.scale)
        if turn:
            centre = self.rect(x, y, width, height or width).center
            left, top = made.get_rect(center=centre).topleft
        if alpha < 255:
            made = faded(made, alpha)
        lay(self.target, made, (left, top))

    def icon(self, name: str, x: float, y: float, size: float, colour: theme.Colour) -> None:
        """A line icon in `colour`."""
        lay(self.target, self.art.icon(name, self.px(size), colour), self.rect(x, y, size, size))

    def words(
        self,
        content: str,
        x: float,
        y: float,
        width: float,
        height: float,
        role: theme.Type,
        colour: theme.Colour,
        align: str = "left",
        valign: str = "middle",
        smallest: int = theme.MINIMUM_SIZE,
    ) -> text.Paragraph:
        """Text fitted into a box of units, at the role's size or smaller; returns what was drawn."""
        box = self.rect(x, y, width, height)
        found = text.fitted(content, role, self.scale, box.width, box.height, smallest)
        if Painter.on_overflow is not None and (found.height > box.height * 1.04 or found.width > box.width * 1.02):
            Painter.on_overflow(content)
        top = box.top
        if valign == "middle":
            top += (box.height - found.height) // 2
        elif valign == "bottom":
            top += box.height - found.height
        found.draw(self.target, box.left, top, colour, align, box.width)
        return found

    def pill(
        self,
        content: str,
        x: float,
        y: float,
        height: float,
        fill: tuple[int, ...] | shapes.Stops,
        colour: theme.Colour,
        size: int = theme.LABEL.size,
        weight: str = "Bold",
        icon: str = "",
        picture: str = "",
        depth: Depth = FLAT,
        lip: tuple[int, ...] = theme.CARD_LIP,
        align: str = "left",
        padding: float = 26,
    ) -> float:
        """A pill with an icon or picture before its words; (x, y) is its upper left, centre or right corner by `align`.

        Returns its width in units.
        """
        width = self.pill_width(content, height, size, weight, bool(icon or picture), padding)
        left = x - width if align == "right" else x - width / 2 if align == "center" else x
        self.box(left, y, width, height, height / 2, fill, depth, lip)
        inside = left + padding
        mark = height * 0.58
        if icon:
            self.icon(icon, inside, y + (height - mark) / 2, mark, colour)
            inside += mark + 12
        elif picture:
            self.picture(picture, inside - 6, y + (height - mark) / 2, mark)
            inside += mark + 8
        if content:
            role = theme.Type(size, weight, 1.2)
            self.words(content, inside, y, width, height, role, colour, smallest=size)
        return width

    def pill_width(
        self, content: str, height: float, size: int, weight: str = "Bold", marked: bool = False, padding: float = 26
    ) -> float:
        """How wide such a pill is, in units."""
        inked = text.width_of(content, weight, max(8, round(size * self.scale))) / self.scale
        return inked + 2 * padding + ((height * 0.58 + (12 if content else 0)) if marked else 0)

    def splash(
        self, content: str, x: float, y: float, role: theme.Type, colour: theme.Colour, align: str = "left"
    ) -> None:
        """Poster lettering: a thick outline, an extruded foot, then the fill."""
        made = splash_surface(
            content, self.px(role.size), colour, self.px(role.size * 0.069), self.px(role.size * 0.085)
        )
        left, top = round(self._left + x * self.scale), round(self._top + y * self.scale)
        if align == "center":
            left -= made.get_width() // 2
        lay(self.target, made, (left, top))


def splash_surface(content: str, px: int, colour: theme.Colour, outline: int, foot: int) -> Surface:
    """Lettering with an outline of `outline` pixels stamped all round and a foot of `foot` pixels below."""
    from math import cos, pi, sin

    spacing = px // 20
    glyphs = [text.line(character, "Black", px, theme.WHITE) for character in content]
    width = sum(glyph.get_width() + spacing for glyph in glyphs)
    word = shapes.surface(width, glyphs[0].get_height())
    left = 0
    for glyph in glyphs:
        lay(word, glyph, (left, 0))
        left += glyph.get_width() + spacing
    made = shapes.surface(width + 2 * outline, word.get_height() + 2 * outline + foot)
    rim = shapes.surface(*made.get_size())
    stamp = word.copy()
    stamp.fill((*theme.ACCENT_DEEP, 255), special_flags=pygame.BLEND_RGBA_MULT)
    for step in range(24):
        angle = 2 * pi * step / 24
        lay(rim, stamp, (round(outline * (1 + cos(angle))), round(outline * (1 + sin(angle)))))
    # The rim's own colour is not black: take its shape from the alpha, then tint it.
    low = shapes.tinted_shape(rim, theme.SPLASH_DEEP)
    for drop in range(foot, 0, -max(1, outline // 6)):
        lay(made, low, (0, drop))
    lay(made, rim, (0, 0))
    face = word.copy()
    face.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    lay(made, face, (outline, outline))
    return made
