"""The venue's tile and name."""

from __future__ import annotations

from game.ui import theme
from game.ui.paint import CARD, Painter


def paint_logo(painter: Painter, x: float, y: float, name: str, centred: bool = False) -> None:
    """A 72-unit tile with the coin and the venue's name beside it; `centred` puts the pair round `x`."""
    width = 72 + 18 + painter.pill_width(name, 0, 34, "Bold", padding=0)
    left = x - width / 2 if centred else x
    painter.box(left, y, 72, 72, 22, theme.WHITE, CARD)
    painter.picture("coin", left + 10, y + 10, 52)
    painter.words(name, left + 90, y, 360, 72, theme.Type(34, "Bold", 1.2), theme.INK, smallest=26)
