"""Backdrops: the sunny sky with clouds and skyline, the warm care page, the blue stage with rays."""

from __future__ import annotations

import pygame

from game.ui import shapes, theme
from game.ui.blend import faded, lay
from game.ui.kit import Kit


def sky(kit: Kit, horizon: float = 930, hills: bool = True, strength: int = 255, clouds: bool = True) -> None:
    """The day sky is on the backdrop, its skyline standing at `horizon`; 关爱模式 has a plain warm page instead."""
    canvas = kit.canvas
    if kit.is_care:
        shapes.fill_gradient(canvas.backdrop, canvas.backdrop.get_rect(), theme.CARE_SKY)
        return
    shapes.fill_gradient(canvas.backdrop, canvas.backdrop.get_rect(), theme.SKY)
    painter = kit.painter
    width, height = kit.stage.units
    if clouds:
        painter.picture("cloud_1", width * 0.07, height * 0.1, 260, 120, alpha=230)
        painter.picture("cloud_3", width * 0.78, height * 0.06, 320, 110, alpha=230)
        painter.picture("cloud_swirl", width * 0.33, height * 0.05, 220, 102, alpha=217)
    strip("bg_skyline_far", kit, horizon - 330, 300, strength)
    strip("bg_skyline_mid", kit, horizon - 210, 240, strength)
    if hills:
        strip("bg_hills", kit, horizon - 96, 220, 255)
        below = kit.stage.at(0, horizon + 122)[1]
        kit.canvas.backdrop.fill(theme.GRASS_BASE, (0, below, *kit.canvas.backdrop.get_size()))


def strip(name: str, kit: Kit, y: float, height: float, alpha: int) -> None:
    """A 1920-wide strip of scenery, repeated so that it fills the window's whole width."""
    made = kit.art.picture(name, kit.stage.px(1920), kit.stage.px(height))
    if alpha < 255:
        made = faded(made, alpha)
    left, top = kit.stage.at(0, y)
    left = left % made.get_width() - made.get_width() if left > 0 else left
    while left < kit.canvas.backdrop.get_width():
        lay(kit.canvas.backdrop, made, (left, top))
        left += made.get_width()


def stage_rays(kit: Kit) -> None:
    """The blue stage of certificates."""
    canvas = kit.canvas
    shapes.fill_gradient(canvas.backdrop, canvas.backdrop.get_rect(), theme.STAGE_SKY)
    rays(kit, 0.42, 0.45, 150)


def rays(kit: Kit, across: float, down: float, alpha: int) -> None:
    """Sun rays from a point given as shares of the window, laid in strips so that no picture of them is window-sized."""
    width, height = kit.canvas.backdrop.get_size()
    side = round(max(width, height) * 1.25)
    small = faded(kit.art.picture("rays", side // 4), alpha)
    left, top = round(width * across) - side // 2, round(height * down) - side // 2
    rows = small.get_height()
    step = max(1, rows // 12)
    for first in range(0, rows, step):
        part = small.subsurface((0, first, small.get_width(), min(step, rows - first)))
        low, high = side * first // rows, side * (first + part.get_height()) // rows
        if top + high > 0 and top + low < height:
            lay(kit.canvas.backdrop, pygame.transform.smoothscale(part, (side, high - low)), (left, top + low))
