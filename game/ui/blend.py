"""Laying pictures over each other with premultiplied alpha.

Blending straight alpha on a transparent surface mixes in the colour of what is not there and leaves dark fringes
round every smooth corner. All surfaces with alpha in this game are premultiplied, and are laid with `lay`.
"""

from __future__ import annotations

import pygame
from pygame import Rect, Surface

Place = tuple[int, int] | Rect


def lay(target: Surface, picture: Surface, place: Place, area: Rect | tuple[int, int, int, int] | None = None) -> None:
    """`picture` is on `target`; opaque pictures are copied."""
    if picture.get_flags() & pygame.SRCALPHA:
        target.blit(picture, place, area, special_flags=pygame.BLEND_PREMULTIPLIED)
    else:
        target.blit(picture, place, area)


def premultiplied(picture: Surface) -> Surface:
    """The picture with its colours multiplied by its alpha."""
    return picture.premul_alpha()


def faded(picture: Surface, alpha: int) -> Surface:
    """A copy of a premultiplied (or opaque) picture at `alpha` of 255."""
    made = picture.copy() if picture.get_flags() & pygame.SRCALPHA else picture.convert_alpha()
    made.fill((alpha, alpha, alpha, alpha), special_flags=pygame.BLEND_RGBA_MULT)
    return made


def cut(target: Surface, hole: Surface) -> None:
    """What the white, premultiplied `hole` covers is gone from `target`; both are of one size."""
    rest = Surface(target.get_size(), pygame.SRCALPHA)
    rest.fill((255, 255, 255, 255))
    rest.blit(hole, (0, 0), special_flags=pygame.BLEND_RGBA_SUB)
    target.blit(rest, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
