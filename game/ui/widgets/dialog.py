"""A question to the visitor over the darkened screen: the lion, one heading, a line or two, stacked buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.ui import motion, theme
from game.ui.paint import DIALOG, Painter
from game.ui.scene import Scene
from game.ui.widgets.button import PRIMARY, WHITE, button

WIDTH = 720
LION = 220


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a dialog; the first is the one Enter takes."""

    name: str
    label: str
    act: Callable[[], None]
    icon: str = ""


def dialog(
    scene: Scene, heading: str, body: str, choices: Sequence[Choice], lion: str = "lion_wave"
) -> Callable[[str], None]:
    """The dialog is open; each choice closes it before it acts. Escape takes the first choice.

    Returns what puts other words of the same length in the body's place.
    """
    kit = scene.kit

    def closing(act: Callable[[], None]) -> Callable[[], None]:
        def close() -> None:
            scene.close_layer()
            act()

        return close

    scene.open_layer(closing(choices[0].act))
    width, height = kit.stage.units
    tall = 300 + (120 if body else 0) + 128 * len(choices)
    left, top = (width - WIDTH) / 2, (height - tall) / 2 + 60

    def paint(painter: Painter, told: str) -> None:
        painter.box(0, 0, WIDTH, tall, 44, theme.WHITE, DIALOG)
        painter.words(heading, 48, 134, WIDTH - 96, 84, theme.Type(48, "Black", 1.25), theme.INK, "center")
        if told:
            painter.words(told, 48, 222, WIDTH - 96, 110, theme.Type(36, "Regular", 1.4), theme.INK2, "center")

    card = kit.sprite(left, top, WIDTH, tall, lambda painter: paint(painter, body), z=50)
    mascot = kit.picture(lion, (width - LION) / 2, top - 110, LION, z=51)
    y = top + 260 + (100 if body else 0)
    for place, choice in enumerate(choices):
        style = PRIMARY if place == 0 else WHITE
        button(
            scene,
            choice.name,
            left + 48,
            y,
            WIDTH - 96,
            104,
            closing(choice.act),
            choice.label,
            style,
            42,
            choice.icon,
            key="return" if place == 0 else "",
            z=52,
        )
        y += 128

    def appear(share: float) -> None:
        card.fade(round(255 * share))
        mascot.fade(round(255 * share))

    kit.motions.play(200, appear, motion.out_quad)

    def tell(told: str) -> None:
        card.show(kit.drawn(WIDTH, tall, lambda painter: paint(painter, told)))

    return tell
