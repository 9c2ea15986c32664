"""“这题有问题”: a quiet button beside the verdict, once a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import Surface

from game.ui.canvas import Sprite
from game.ui.scene import Scene, Target
from game.ui.widgets.button import QUIET, paint_button

SIZE = 30


@dataclass(frozen=True, slots=True)
class Flag:
    """Whether the visitor has flagged the question already, and what puts it on record, saying whether it is."""

    is_set: bool
    put: Callable[[], bool]


def flag_button(scene: Scene, flag: Flag, x: float, y: float, width: float, height: float, z: int) -> Sprite:
    """The button in a box of stage units, its words under the icon where it is narrow; a set flag can't be touched."""
    kit = scene.kit

    def drawn(label: str, icon: str, is_pressed: bool = False) -> Surface:
        return kit.drawn(
            width,
            height,
            lambda painter: paint_button(
                painter, width, height, label, QUIET, SIZE, icon, is_pressed=is_pressed, stacked=width < 300
            ),
        )

    open_look, thanks = (kit.say("feedback.flag"), "flag"), (kit.say("feedback.flagged"), "check")
    sprite = kit.place(drawn(*(thanks if flag.is_set else open_look)), x, y, z)
    if flag.is_set:
        return sprite

    def put() -> None:
        target.is_enabled = False
        sprite.show(drawn(*(thanks if flag.put() else (kit.say("feedback.unflagged"), "warn"))))

    def look(is_pressed: bool) -> None:
        if target.is_enabled:
            sprite.show(drawn(*open_look, is_pressed))

    target = scene.target(Target("flag", kit.rect(x, y, width, height), put, look, key="f"))
    return sprite
