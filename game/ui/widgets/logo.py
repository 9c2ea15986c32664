"""The venue's tile and name."""

from __future__ import annotations

from game.ui import theme
from game.ui.blend import lay
from game.ui.paint import CARD, Painter


def paint_logo(painter: Painter, x: float, y: float, name: str, room: float, centred: bool = False) -> None:
    """A 72-unit tile with the venue's sign (or the coin) and the venue's name beside it, in at most `room` units; `centred` round `x`."""
    role = theme.Type(34, "Bold", 1.2)
    width = min(room, painter.pill_width(name, 0, role.size, role.weight, padding=0) + 4)
    left = x - (90 + width) / 2 if centred else x
    painter.box(left, y, 72, 72, 22, theme.WHITE, CARD)
    sign = painter.art.logo(painter.px(52))
    lay(painter.target, sign, painter.rect(left + 10, y + 10, 52, 52).topleft)
    painter.words(name, left + 90, y - 8, width, 88, role, theme.INK, smallest=22)
