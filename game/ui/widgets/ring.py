"""The ring timer."""

from __future__ import annotations

from math import pi

import pygame
from pygame import Surface

from game.ui import shapes, text, theme
from game.ui.blend import lay
from game.ui.kit import Kit

SIZE = 132
WIDTH = 14


def ring(kit: Kit, share: float, seconds: int, is_urgent: bool) -> Surface:
    """The ring with `share` (0–1) of its time left and the seconds inside; red and dark when urgent."""
    side = kit.stage.px(SIZE)
    big = Surface((side * 2, side * 2), pygame.SRCALPHA)
    colour = theme.WRONG if is_urgent else theme.RING_FILL
    big.fill((0, 0, 0, 0))
    pygame.draw.circle(big, theme.WHITE, (side, side), side)
    edge, band = kit.stage.px(8), kit.stage.px(2 * WIDTH)
    pygame.draw.circle(big, theme.RING_TRACK, (side, side), side - edge, band)
    if share > 0:
        # pygame's thick arcs have holes; short chords of discs have none.
        radius = side - edge - band / 2
        steps = max(2, int(share * 120))
        for step in range(steps + 1):
            turn = pi / 2 - 2 * pi * share * step / steps
            point = pygame.Vector2(radius, 0).rotate_rad(-turn)
            pygame.draw.circle(big, colour, (side + point.x, side + point.y), band / 2)
    made = shapes.surface(side, side)
    lay(made, pygame.transform.smoothscale(big, (side, side)), (0, 0))
    ink = theme.WRONG_INK if is_urgent else theme.INK
    role = theme.Type(52 if seconds < 100 else 42, "Black", 1.0)
    found = text.paragraph(str(seconds), role, kit.stage.scale, side)
    found.draw(made, 0, (side - found.height) // 2, ink, "center", side)
    return made
