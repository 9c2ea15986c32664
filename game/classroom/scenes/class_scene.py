"""What every screen of the projector has: the class, the room there is, and changes that come while it stands."""

from __future__ import annotations

from game.classroom.board import Board
from game.classroom.hall import Hall
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import DIALOG, Painter
from game.ui.scene import Scene
from game.ui.shapes import surface

LEAST_MARGIN = 64
TROUBLE_TALL = 132


class ClassScene(Scene):
    """A screen that can be told that the session changed. Its room is the stage, with what is left above and below it."""

    def __init__(self, kit: Kit, hall: Hall) -> None:
        super().__init__(kit)
        self.hall = hall
        width, height = kit.stage.units
        spare = max(0.0, (kit.stage.size[1] / kit.stage.scale - height) / 2)
        self.top, self.bottom = -spare, height + spare
        self.left = kit.stage.pick(float(LEAST_MARGIN), 48.0)
        self.right = width - self.left
        self._trouble: Sprite | None = None
        self._told = ""

    @property
    def board(self) -> Board:
        """How the session stands."""
        return self.hall.board

    @property
    def width(self) -> float:
        """From margin to margin, in units."""
        return self.right - self.left

    def update(self) -> None:
        """The session changed, but not so much that another screen is due."""

    # ── trouble ──

    def tell_trouble(self, heading: str, line: str) -> None:
        """A bar over everything says so, until it is told again with no heading."""
        if heading + line == self._told:
            return
        self._told = heading + line
        if self._trouble is not None:
            self._trouble.remove()
            self._trouble = None
        if not heading:
            return
        kit, wide = self.kit, self.width

        def paint(painter: Painter) -> None:
            painter.box(0, 0, wide, TROUBLE_TALL, 36, theme.INK, DIALOG, theme.INK)
            painter.icon("refresh", 36, 34, 64, theme.GOLD)
            painter.words(heading, 132, 10, wide - 164, 66, theme.Type(44, "Black", 1.2), theme.WHITE)
            painter.words(line, 132, 70, wide - 164, 52, theme.Type(34, "Bold", 1.2), theme.GOLD_LIGHT, smallest=26)

        self._trouble = kit.sprite(self.left, self.bottom - TROUBLE_TALL - 28, wide, TROUBLE_TALL, paint, z=96)

    # ── shades ──

    def shade(self, z: int) -> Sprite:
        """Everything below `z` is darkened."""
        size = self.kit.canvas.screen.get_size()
        made = surface(*size)
        alpha = theme.CLASS_VEIL[3]
        made.fill((*(band * alpha // 255 for band in theme.CLASS_VEIL[:3]), alpha))
        return self.kit.canvas.add(made, 0, 0, z)
