"""Smooth rounded shapes, gradients and soft shadows, drawn in software and kept.

pygame's own rounded rectangles have jagged edges; here corners come from a disc drawn four times too large
and scaled down. Surfaces with alpha are premultiplied throughout (`blend`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import pygame
from pygame import Rect, Surface

from game.ui import theme
from game.ui.blend import lay
from game.ui.theme import Colour

SUPERSAMPLE = 4
Stops = Sequence[tuple[float, Colour]]


@lru_cache(maxsize=16)
def disc(radius: int) -> Surface:
    """A white disc of that radius in pixels with smooth edges."""
    large = Surface((radius * SUPERSAMPLE,) * 2, pygame.SRCALPHA)
    large.fill((0, 0, 0, 0))
    pygame.draw.circle(large, theme.OPAQUE, (radius * SUPERSAMPLE,) * 2, radius * SUPERSAMPLE)
    quarter = pygame.transform.smoothscale(large, (radius, radius))
    made = Surface((2 * radius,) * 2, pygame.SRCALPHA)
    for right in (False, True):
        for low in (False, True):
            made.blit(pygame.transform.flip(quarter, right, low), (right * radius, low * radius))
    return made


@lru_cache(maxsize=24)
def _tinted_disc(radius: int, colour: tuple[int, ...]) -> Surface:
    tinted = disc(radius).copy()
    tinted.fill(_premultiplied(colour), special_flags=pygame.BLEND_RGBA_MULT)
    return tinted


def _premultiplied(colour: tuple[int, ...]) -> tuple[int, int, int, int]:
    alpha = colour[3] if len(colour) == 4 else 255
    red, green, blue = (band * alpha // 255 for band in colour[:3])
    return red, green, blue, alpha


def rounded(target: Surface, rect: Rect, radius: int, colour: tuple[int, ...]) -> None:
    """A filled rounded rectangle is on `target`, replacing what was under it only where it covers fully."""
    radius = min(radius, rect.width // 2, rect.height // 2)
    if radius <= 0:
        target.fill(colour, rect)
        return
    corner = _tinted_disc(radius, colour)
    for x, y, area in (
        (rect.left, rect.top, (0, 0, radius, radius)),
        (rect.right - radius, rect.top, (radius, 0, radius, radius)),
        (rect.left, rect.bottom - radius, (0, radius, radius, radius)),
        (rect.right - radius, rect.bottom - radius, (radius, radius, radius, radius)),
    ):
        lay(target, corner, (x, y), area)
    if len(colour) == 4 and colour[3] < 255:
        part = Surface(rect.size, pygame.SRCALPHA)
        part.fill(_premultiplied(colour))
        lay(target, part, (rect.left + radius, rect.top), (0, 0, rect.width - 2 * radius, rect.height))
        lay(target, part, (rect.left, rect.top + radius), (0, 0, radius, rect.height - 2 * radius))
        lay(target, part, (rect.right - radius, rect.top + radius), (0, 0, radius, rect.height - 2 * radius))
        return
    target.fill(colour, (rect.left + radius, rect.top, rect.width - 2 * radius, rect.height))
    target.fill(colour, (rect.left, rect.top + radius, radius, rect.height - 2 * radius))
    target.fill(colour, (rect.right - radius, rect.top + radius, radius, rect.height - 2 * radius))


def fill_gradient(target: Surface, rect: Rect, stops: Stops) -> None:
    """A vertical gradient through the stops (place 0–1, colour) fills `rect`, row by row: no picture in between."""
    last = max(1, rect.height - 1)
    spans = list(pairwise(stops))
    place = 0
    for row in range(rect.height):
        share = row / last
        while place < len(spans) - 1 and share > spans[place][1][0]:
            place += 1
        (begin, low), (end, high) = spans[place]
        part = min(1.0, max(0.0, (share - begin) / (end - begin)))
        target.fill(theme.mix(low, high, part), (rect.left, rect.top + row, rect.width, 1))


def gradient(size: tuple[int, int], stops: Stops) -> Surface:
    """An opaque vertical gradient."""
    strip = Surface((1, max(1, size[1])))
    fill_gradient(strip, strip.get_rect(), stops)
    return pygame.transform.scale(strip, size)


def rounded_gradient(target: Surface, rect: Rect, radius: int, stops: Stops) -> None:
    """A rounded rectangle filled with a vertical gradient is on `target`."""
    shape = Surface(rect.size, pygame.SRCALPHA)
    rounded(shape, Rect((0, 0), rect.size), radius, theme.OPAQUE)
    fill = gradient(rect.size, stops).convert_alpha()
    fill.blit(shape, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    lay(target, fill, rect)


@lru_cache(maxsize=24)
def _shadow_tile(radius: int, blur: int, alpha: int) -> Surface:
    """The shadow of the smallest box with that radius: its corners, and a middle that can be stretched.

    Blurred at a quarter of the size and scaled up, which costs a fraction and looks the same.
    """
    quarter = max(1, blur // 4)
    side = max(2, radius // 2 + 2)
    small = Surface((side + 4 * quarter, side + 4 * quarter), pygame.SRCALPHA)
    small.fill((0, 0, 0, 0))
    box = Rect(2 * quarter, 2 * quarter, side, side)
    pygame.draw.rect(small, _premultiplied((*theme.SHADOW, alpha)), box, border_radius=max(1, radius // 4))
    small = pygame.transform.gaussian_blur(small, quarter)
    return pygame.transform.smoothscale(small, (4 * small.get_width(), 4 * small.get_height()))


def cast(target: Surface, rect: Rect, radius: int, blur: int, drop: int, alpha: int) -> None:
    """The soft ink-blue shadow of `rect` is on `target`, `drop` pixels below it: nine slices of one small tile."""
    radius = min(radius, rect.width // 2, rect.height // 2)
    tile = _shadow_tile(radius, blur, alpha)
    side = tile.get_width()
    reach = 8 * max(1, blur // 4)
    corner = side // 2
    whole = Rect(rect.left - reach, rect.top - reach + drop, rect.width + 2 * reach, rect.height + 2 * reach)
    if whole.width < side or whole.height < side:
        lay(target, pygame.transform.smoothscale(tile, whole.size), whole)
        return
    far = side - corner
    for x, left in ((whole.left, 0), (whole.right - far, corner)):
        for y, top in ((whole.top, 0), (whole.bottom - far, corner)):
            lay(target, tile, (x, y), (left, top, far if left else corner, far if top else corner))
    wide, tall = whole.width - side, whole.height - side
    if wide > 0:
        for y, top in ((whole.top, 0), (whole.bottom - far, corner)):
            height = far if top else corner
            edge = pygame.transform.scale(tile.subsurface((corner, top, 1, height)), (wide, height))
            lay(target, edge, (whole.left + corner, y))
    if tall > 0:
        for x, left in ((whole.left, 0), (whole.right - far, corner)):
            width = far if left else corner
            edge = pygame.transform.scale(tile.subsurface((left, corner, width, 1)), (width, tall))
            lay(target, edge, (x, whole.top + corner))


@lru_cache(maxsize=1)
def glow(width: int, height: int, inner: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> Surface:
    """An elliptic glow fading from `inner` in the middle to `outer` at the rim."""
    steps = 64
    small = Surface((2 * steps, 2 * steps), pygame.SRCALPHA)
    small.fill(_premultiplied(outer))
    for step in range(steps):
        share = step / (steps - 1)
        eased = share * share * (3 - 2 * share)
        colour = [round(outer[band] + (inner[band] - outer[band]) * eased) for band in range(4)]
        pygame.draw.circle(small, _premultiplied(tuple(colour)), (steps, steps), steps - step)
    return pygame.transform.smoothscale(small, (width, height))


def forget() -> None:
    """No shape is kept any more."""
    for kept in (disc, _tinted_disc, _shadow_tile, glow):
        kept.cache_clear()


def surface(width: int, height: int) -> Surface:
    """An empty surface with premultiplied alpha."""
    return Surface((max(1, width), max(1, height)), pygame.SRCALPHA)


def tinted_shape(made: Surface, colour: Colour) -> Surface:
    """A surface with the alpha of a premultiplied one, in one colour."""
    shape = made.copy()
    shape.fill((0, 0, 0, 255), special_flags=pygame.BLEND_RGBA_MULT)
    shape.fill((*colour, 0), special_flags=pygame.BLEND_RGBA_ADD)
    return shape.premul_alpha()
