"""A short message at the bottom that goes by itself."""

from __future__ import annotations

from game.ui import motion, theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import DIALOG, Painter

HEIGHT = 88


def toast(kit: Kit, content: str, icon: str = "info", y: float | None = None) -> Sprite:
    """One sentence in an ink pill, for 2.2 s; the sprite may be removed sooner."""
    width, height = kit.stage.units
    most = width - 120
    role = theme.Type(36, "Bold", 1.2)
    long = kit.painter.pill_width(content, HEIGHT, role.size, role.weight, True, 40)
    wide = min(most, long)

    def paint(painter: Painter) -> None:
        painter.box(0, 0, wide, HEIGHT, HEIGHT / 2, theme.INK, DIALOG, theme.INK)
        painter.icon(icon, 36, 23, 42, theme.TOAST_TICK)
        painter.words(content, 96, 0, wide - 124, HEIGHT, role, theme.WHITE, smallest=24)

    rest = y if y is not None else height - HEIGHT - 40
    sprite = kit.sprite((width - wide) / 2, rest, wide, HEIGHT, paint, z=95)
    kit.motions.play(200, lambda share: sprite.fade(round(255 * share)), motion.out_quad)
    kit.motions.later(theme.TOAST_MS, sprite.remove)
    return sprite
