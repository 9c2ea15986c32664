"""Turning pages: back at the left, the count in the middle, on at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.ui import theme
from game.ui.scene import Scene
from game.ui.widgets.button import PRIMARY, WHITE, button

HEIGHT = 116


@dataclass(frozen=True, slots=True)
class Way:
    """Where a button of the pager leads; `icon` stands after its words."""

    name: str
    label: str
    act: Callable[[], None]
    icon: str = "next"


def pager(scene: Scene, page: int, pages: int, back: Way | None, on: Way) -> None:
    """The foot of page `page` (from 0) of `pages`; without `back` there is no button at the left."""
    stage = scene.kit.stage
    y = stage.pick(900, 1640)
    (left, left_wide), (right, right_wide) = stage.pick(((64, 380), (1436, 420)), ((48, 300), (672, 360)))
    if back is not None:
        button(scene, back.name, left, y, left_wide, HEIGHT, back.act, back.label, WHITE, 42, back.icon, key="left")
    button(scene, on.name, right, y, right_wide, HEIGHT, on.act, on.label, PRIMARY, 46, trailing=on.icon, key="return")
    role = theme.Type(40, "Bold", 1.2)
    middle = stage.pick((760, y, 400), (348, y, 324))
    scene.kit.painter.words(f"{page + 1} / {pages}", *middle, HEIGHT, role, theme.INK2, "center")
