"""What a question type puts on a scene and takes away again: tiles and plain pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.qtypes.tiles import BLEED, Box, State, enter
from game.ui.canvas import Sprite
from game.ui.paint import Painter
from game.ui.pointer import Gesture
from game.ui.scene import Scene, Target

Paint = Callable[[Painter, State], None]


@dataclass(slots=True)
class Piece:
    """Something that can be tapped; `redraw` shows it as it should look now."""

    target: Target
    redraw: Callable[[], None]
    sprite: Sprite


@dataclass(slots=True)
class Pieces:
    """The pieces of one question on its scene."""

    scene: Scene
    _sprites: list[Sprite] = field(default_factory=list)
    _targets: list[Target] = field(default_factory=list)

    def piece(
        self,
        name: str,
        box: Box,
        paint: Paint,
        state: Callable[[], State],
        act: Callable[[], None],
        key: str = "",
        enters: bool = True,
        drag: Callable[[Gesture], None] | None = None,
    ) -> Piece:
        """A tile in `box`, painted by `paint` at (0, 0) in the state that `state` tells; `drag` lets it be carried."""
        kit = self.scene.kit
        pressed = [False]

        def redraw() -> None:
            now = State.PRESSED if pressed[0] else state()
            sprite.show(kit.drawn(box.width, box.height, lambda painter: paint(painter, now), BLEED))

        def look(is_pressed: bool) -> None:
            pressed[0] = is_pressed
            redraw()

        first = kit.drawn(box.width, box.height, lambda painter: paint(painter, state()), BLEED)
        sprite = kit.place(first, box.x, box.y, z=10, bleed=BLEED)
        target = self.scene.target(
            Target(name, kit.rect(box.x, box.y, box.width, box.height), act, look, key, drag=drag)
        )
        self._sprites.append(sprite)
        self._targets.append(target)
        if enters:
            enter(kit, sprite, len(self._targets) - 1)
        return Piece(target, redraw, sprite)

    def area(self, name: str, box: Box, act: Callable[[], None], key: str = "") -> None:
        """A place that can be tapped and shows nothing of its own."""
        rect = self.scene.kit.rect(box.x, box.y, box.width, box.height)
        self._targets.append(self.scene.target(Target(name, rect, act, key=key)))

    def picture(self, box: Box, paint: Callable[[Painter], None], z: int = 9) -> Sprite:
        """Something to look at in `box`."""
        kit = self.scene.kit
        sprite = kit.sprite(box.x, box.y, box.width, box.height, paint, z, BLEED)
        self._sprites.append(sprite)
        return sprite

    def clear(self) -> None:
        """Nothing of the question is on screen."""
        for sprite in self._sprites:
            sprite.remove()
        for target in self._targets:
            if target in self.scene.targets:
                self.scene.targets.remove(target)
        self._sprites.clear()
        self._targets.clear()
