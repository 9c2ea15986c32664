"""One friendly question with four answers and no need to answer: how old, roughly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.rules.visit import AgeBand
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import FLAT, Painter
from game.ui.scene import Scene, Target
from game.ui.widgets.button import QUIET, button

PILL_HEIGHT, GAP = 72, 14


class AgeStrip:
    """The strip in a box of stage units, which goes once a band was told; `wide` sets the question beside the bands."""

    def __init__(
        self, scene: Scene, x: float, y: float, width: float, height: float, wide: bool, tell: Callable[[AgeBand], None]
    ) -> None:
        self._scene, self._tell = scene, tell
        kit = scene.kit
        words = kit.say("age.question")
        note = kit.say("age.note")
        lead = 470.0 if wide else 0.0

        def paint(painter: Painter) -> None:
            if wide:
                painter.box(0, 0, width, height, 32, theme.CARD_GLASS, FLAT)
                painter.words(words, 32, 4, lead - 32, height / 2, theme.Type(32, "Bold", 1.2), theme.INK2, smallest=26)
                role = theme.Type(28, "Regular", 1.2)
                painter.words(note, 32, height / 2, lead - 32, height / 2 - 6, role, theme.INK2, smallest=24)
            else:
                role = theme.Type(32, "Bold", 1.2)
                painter.words(words + note, 0, 0, width, 48, role, theme.INK2, "center", smallest=26)

        self._sprites: list[Sprite] = [kit.sprite(x, y, width, height, paint, z=5, bleed=8)]
        self._targets: list[Target] = []
        room = width - lead - (16 if wide else 0)
        each = (room - GAP * (len(AgeBand) - 1)) / len(AgeBand)
        top = y + (height - PILL_HEIGHT) / 2 - 2 if wide else y + 56
        for place, band in enumerate(AgeBand):
            left = x + lead + place * (each + GAP)
            act, label = partial(self._choose, band), kit.say(f"age.{band}")
            target, sprite = button(scene, f"age-{band}", left, top, each, PILL_HEIGHT, act, label, QUIET, 32, z=6)
            self._targets.append(target)
            self._sprites.append(sprite)

    def _choose(self, band: AgeBand) -> None:
        for sprite in self._sprites:
            sprite.remove()
        self._scene.targets[:] = [target for target in self._scene.targets if target not in self._targets]
        self._tell(band)
