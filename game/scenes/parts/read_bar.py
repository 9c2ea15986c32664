"""The blue bar of a text that reads itself: play or pause, what is being read, how far it is, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from game.scenes.parts.reading import Reading
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import DIALOG, Painter
from game.ui.widgets.button import ICON, WHITE, button

HEIGHT = 132
BUTTON = 96


class ReadBar:
    """The bar at (x, y), `width` units wide. `turn` moves by −1 or 1; `toggle` plays or pauses."""

    def __init__(
        self,
        scene: GameScene,
        x: float,
        y: float,
        width: float,
        toggle: Callable[[], None],
        turn: Callable[[int], None],
    ) -> None:
        self._scene, self._at, self._width = scene, (x, y), width
        kit = scene.kit
        kit.painter.box(x, y, width, HEIGHT, 40, theme.ACCENT_DEEP, DIALOG, theme.ACCENT_DEEP)
        self._toggle = toggle
        self._play: list[Sprite] = []
        self._words: Sprite | None = None
        right = x + width - 18
        for name, icon, step, key in (("onward", "next", 1, "right"), ("before", "back", -1, "left")):
            right -= BUTTON
            button(scene, name, right, y + 18, BUTTON, BUTTON, _turning(turn, step), "", ICON, 40, icon, key=key, z=20)
            right -= 16
        self._room = right - x - 160
        self._button("")

    def _button(self, icon: str) -> None:
        scene, (x, y) = self._scene, self._at
        for sprite in self._play:
            sprite.remove()
        scene.targets[:] = [target for target in scene.targets if target.name != "listen"]
        if icon:
            made = button(
                scene, "listen", x + 18, y + 18, BUTTON, BUTTON, self._toggle, "", WHITE, 40, icon, key="return", z=20
            )
            self._play = [made[1]]

    def show(self, words: str, reading: Reading) -> None:
        """The bar says `words` and how far the reading is."""
        kit, (x, y) = self._scene.kit, self._at
        self._button("pause" if reading.is_playing else "play")
        if self._words is not None:
            self._words.remove()

        def paint(painter: Painter) -> None:
            role = theme.Type(34, "Bold", 1.25)
            painter.words(words, 0, 8, self._room, HEIGHT - 44, role, theme.WHITE, smallest=26)
            painter.box(0, HEIGHT - 30, self._room, 12, 6, theme.ACCENT_LIGHT)
            share = reading.share
            if share:
                painter.box(0, HEIGHT - 30, max(12.0, self._room * share), 12, 6, theme.GOLD)

        self._words = kit.sprite(x + 140, y, self._room, HEIGHT, paint, z=21, bleed=0)


def _turning(turn: Callable[[int], None], step: int) -> Callable[[], None]:
    return lambda: turn(step)
