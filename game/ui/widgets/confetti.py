"""Confetti: at most eighty small pieces thrown up from a point, falling and fading."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

import pygame

from game.ui import shapes, theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit

ANGLES = 8


def confetti(
    kit: Kit, x: float, y: float, spread: float, seed: int, pieces: int = theme.CONFETTI_PIECES, z: int = 30
) -> None:
    """Pieces fly from (x, y) in stage units, `spread` units to each side; none is left after 1.2 s."""
    if kit.motions.reduced:
        return
    rng = Random(seed)
    cuts = [_turned(kit, colour, turn) for colour in theme.CONFETTI for turn in range(ANGLES)]
    scale = kit.stage.scale
    left, top = kit.stage.at(x, y)
    for _ in range(pieces):
        angle = -pi / 2 + rng.uniform(-1.0, 1.0)
        speed = rng.uniform(500, 1150) * scale
        sideways = cos(angle) * speed * spread / 500
        upward = sin(angle) * speed
        first = rng.randrange(len(cuts))
        sprite = kit.canvas.add(cuts[first], left, top, z)

        def fly(
            share: float,
            sprite: Sprite = sprite,
            sideways: float = sideways,
            upward: float = upward,
            first: int = first,
        ) -> None:
            seconds = share * theme.CONFETTI_MS / 1000
            turn = (first + int(share * 14)) % ANGLES
            # `show` and not `move`: the turned piece is of another size, and what it leaves must be drawn again.
            y = top + upward * seconds + theme.GRAVITY * scale * seconds**2 / 1.2
            sprite.show(cuts[first - first % ANGLES + turn], left + sideways * seconds, y)
            sprite.fade(255 if share < 0.6 else round(255 * (1 - share) / 0.4))

        kit.motions.play(theme.CONFETTI_MS, fly, lambda t: t, delay_ms=rng.randrange(0, 160), done=sprite.remove)


def _turned(kit: Kit, colour: theme.Colour, turn: int) -> pygame.Surface:
    piece = shapes.surface(kit.stage.px(22), kit.stage.px(13))
    piece.fill((*colour, 255))
    return pygame.transform.rotate(piece, 360 * turn / ANGLES)
