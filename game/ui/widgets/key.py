"""A key of a keyboard on screen."""

from __future__ import annotations

from collections.abc import Callable

from game.ui import theme
from game.ui.paint import Depth, Painter
from game.ui.scene import Scene, Target

BLEED = 16


def key(scene: Scene, letter: str, x: float, y: float, width: float, height: float, act: Callable[[], None]) -> None:
    """The key for `letter` at (x, y) in stage units, a target called `key-` and the letter."""
    kit = scene.kit

    def painted(is_pressed: bool) -> Callable[[Painter], None]:
        push = 4 if is_pressed else 0

        def paint(painter: Painter) -> None:
            depth = Depth(2) if is_pressed else Depth(6, 6, 6, 24)
            painter.box(0, push, width, height, 24, theme.TILE, depth, theme.LIP)
            painter.words(letter, 0, push, width, height, theme.Type(46, "Black", 1.0), theme.INK, "center")

        return paint

    normal = kit.drawn(width, height, painted(False), bleed=BLEED)
    sprite = kit.place(normal, x, y, z=5, bleed=BLEED)

    def look(is_pressed: bool) -> None:
        sprite.show(kit.drawn(width, height, painted(True), bleed=BLEED) if is_pressed else normal)

    scene.target(Target(f"key-{letter}", kit.rect(x, y, width, height), act, look))
