"""A QR code as a surface, drawn module by module at whole pixels."""

from __future__ import annotations

import pygame
from pygame import Surface

from game.ui import theme


def qr(content: str, px: int) -> Surface:
    """The code for `content`, at most `px` pixels wide, with its quiet zone; error correction M."""
    import segno

    matrix = [list(row) for row in segno.make(content, error="m", micro=False).matrix_iter(scale=1, border=2)]
    module = max(1, px // len(matrix))
    made = Surface((module * len(matrix),) * 2)
    made.fill(theme.WHITE)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                pygame.draw.rect(made, theme.INK, (x * module, y * module, module, module))
    return made
