"""A prop chip: its tile, its name, and how many are left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import Surface

from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Depth, Painter
from game.ui.scene import Scene, Target

WIDTH, HEIGHT = 228, 116
USED_ALPHA = 115


@dataclass(slots=True)
class Chip:
    """A chip on screen."""

    target: Target
    sprite: Sprite
    spend: Callable[[], None]

    def use_up(self) -> None:
        """The chip is spent: pale, and it does nothing any more."""
        self.target.is_enabled = False
        self.spend()
        self.sprite.fade(USED_ALPHA)


def chip(
    scene: Scene,
    name: str,
    x: float,
    y: float,
    label: str,
    picture: str,
    is_usable: bool,
    left: int,
    act: Callable[[], None],
    key: str = "",
) -> Chip:
    """The chip at (x, y) in stage units with `left` to use; one that can't be used now is pale and does nothing."""
    kit = scene.kit
    count = [left]

    def painted(is_pressed: bool) -> Callable[[Painter], None]:
        def paint(painter: Painter) -> None:
            push = 4 if is_pressed else 0
            painter.box(0, push, WIDTH, HEIGHT, theme.RADIUS_BUTTON, theme.WHITE, Depth(2) if is_pressed else CARD)
            painter.picture(picture, 14, push + 14, 88)
            painter.words(label, 114, push + 14, WIDTH - 122, 46, theme.Type(34, "Bold", 1.15), theme.INK, smallest=24)
            amount = f"×{count[0]}"
            painter.words(amount, 114, push + 60, WIDTH - 122, 42, theme.Type(32, "Bold", 1.15), theme.INK2)

        return paint

    def drawn(is_pressed: bool) -> Surface:
        if is_pressed:
            return kit.drawn(WIDTH, HEIGHT, painted(True))
        return kit.once((name, count[0]), lambda: kit.drawn(WIDTH, HEIGHT, painted(False)))

    sprite = kit.place(drawn(False), x, y, z=20)
    if not is_usable:
        sprite.fade(USED_ALPHA)

    def look(is_pressed: bool) -> None:
        sprite.show(drawn(is_pressed))

    def spend() -> None:
        count[0] = 0
        look(False)

    target = Target(name, kit.rect(x, y, WIDTH, HEIGHT), act, look, key, is_usable)
    return Chip(scene.target(target), sprite, spend)
