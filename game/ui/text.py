"""Text on screen: fonts at native size, lines broken the Chinese way, rendered lines kept for the next frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pygame
from pygame import Surface

from game.ui import theme
from game.ui.blend import lay
from game.ui.linebreak import HANGING, break_lines

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
EM = "\u56fd"
KEPT_LINES, KEPT_CHARACTERS = 32, 8
"""Lines are painted into sprites once; only what changes often, like the digits of a count, is worth keeping."""


@lru_cache(maxsize=64)
def font(weight: str, px: int) -> pygame.font.Font:
    """Noto Sans SC of that weight (`Regular`, `Bold`, `Black`) at `px` pixels."""
    return pygame.font.Font(str(FONTS / f"NotoSansSC-{weight}.ttf"), px)


class _Advances(dict[str, int]):
    """How wide each character of a font is, in pixels; asked for once."""

    def __init__(self, weight: str, px: int) -> None:
        super().__init__()
        self._weight, self._px = weight, px

    def __missing__(self, character: str) -> int:
        # Every han and full-width mark of the font is one em wide: no need to load each glyph to know it.
        is_full = character != EM and ("\u3000" <= character <= "\u9fff" or "\uff01" <= character <= "\uff5e")
        self[character] = wide = self[EM] if is_full else font(self._weight, self._px).size(character)[0]
        return wide


_advances = lru_cache(maxsize=64)(_Advances)


def width_of(text: str, weight: str, px: int) -> int:
    """The width of a line in pixels: the sum of its characters' advances (the font has no kerning between han)."""
    return sum(map(_advances(weight, px).__getitem__, text))


def line(text: str, weight: str, px: int, colour: theme.Colour) -> Surface:
    """One rendered line; characters without ink give an empty surface of the right height."""
    return (_kept if len(text) <= KEPT_CHARACTERS else _rendered)(text, weight, px, colour)


def _rendered(text: str, weight: str, px: int, colour: theme.Colour) -> Surface:
    try:
        made = font(weight, px).render(clean(text) or " ", True, colour)
    except pygame.error:
        # Marks without a letter have no width, which SDL_ttf refuses to draw.
        made = font(weight, px).render(" ", True, colour)
    return made.premul_alpha_ip()


_kept = lru_cache(maxsize=KEPT_LINES)(_rendered)


def forget() -> None:
    """No font and no line is kept any more; what is on screen stays there."""
    font.cache_clear()
    _advances.cache_clear()
    _kept.cache_clear()


def clean(text: str) -> str:
    """The text without what a font can't draw: control characters, lone surrogates, zero-width marks."""
    return "".join(
        character
        for character in text
        if character.isprintable()
        and not 0xD800 <= ord(character) <= 0xDFFF
        and character not in "\u200b\u200c\u200d\ufeff"
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text broken for a box: its lines, the font that fitted and the pixels it takes."""

    lines: tuple[str, ...]
    weight: str
    px: int
    leading_px: int
    width: int

    @property
    def height(self) -> int:
        return self.leading_px * len(self.lines)

    def draw(self, target: Surface, x: int, y: int, colour: theme.Colour, align: str = "left", box: int = 0) -> None:
        """The paragraph is on `target` with its upper left corner at (x, y); `align` within `box` pixels."""
        for row, content in enumerate(self.lines):
            surface = line(content, self.weight, self.px, colour)
            left = x
            if align == "left" and content[:1] in HANGING and row:
                left -= self.px // 2
            if align == "center":
                left += (box - width_of(content, self.weight, self.px)) // 2
            elif align == "right":
                left += box - width_of(content, self.weight, self.px)
            top = y + row * self.leading_px + (self.leading_px - surface.get_height()) // 2
            lay(target, surface, (left, top))


def paragraph(text: str, role: theme.Type, scale: float, width: int) -> Paragraph:
    """`text` in `role` at `scale` pixels a unit, broken for `width` pixels."""
    px = max(8, round(role.size * scale))
    content = "\n".join(clean(part) for part in text.split("\n"))
    lines = break_lines(content, width, lambda part: width_of(part, role.weight, px))
    widest = max((width_of(content, role.weight, px) for content in lines), default=0)
    return Paragraph(tuple(lines), role.weight, px, round(px * role.leading), widest)


def fitted(
    text: str, role: theme.Type, scale: float, width: int, height: int, smallest: int = theme.MINIMUM_SIZE
) -> Paragraph:
    """`text` at the largest size from the role's down to `smallest` units that fits the box of pixels.

    When even the smallest doesn't fit, that one is returned: text is never cut.
    """
    size = role.size
    while True:
        found = paragraph(text, theme.Type(size, role.weight, role.leading), scale, width)
        if found.height <= height or size <= smallest:
            return found
        size = max(smallest, size - 2)
