"""The strip below the game's picture: where in the pack the author is, and the buttons that lead on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.ui import theme
from game.ui.kit import Kit
from game.ui.scene import Scene
from game.ui.stage import LANDSCAPE, PORTRAIT, Stage
from game.ui.widgets.button import GOLD, ICON, PRIMARY, WHITE, Style, button

TALL, TALL_PORTRAIT = 112, 212
"""Height of the strip in units of the stage above it."""
BUTTON = 88
CALM = Style(theme.RIGHT_SOFT, theme.RIGHT_LIP, theme.RIGHT_INK, WHITE.depth)
ALARM = Style(theme.WRONG, theme.WRONG_INK, theme.WHITE, WHITE.depth)


@dataclass(frozen=True, slots=True)
class Bar(Stage):
    """A stage of the strip's own proportions; `is_high` when the picture above it stands upright."""

    is_high: bool = False

    @property
    def is_portrait(self) -> bool:
        return self.is_high

    @property
    def units(self) -> tuple[int, int]:
        return (PORTRAIT[0], TALL_PORTRAIT) if self.is_high else (LANDSCAPE[0], TALL)


@dataclass(frozen=True, slots=True)
class Told:
    """What the strip says; `errors` counts what would keep the pack out, `problems` the warnings too; `is_old` marks a state
    from before them.
    """

    count: str
    name: str
    pack: str
    errors: int
    problems: int
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Acts:
    """What the buttons do."""

    step: Callable[[int], None]
    turn: Callable[[], None]
    speak: Callable[[], None]
    problems: Callable[[], None]


class Strip(Scene):
    """Built anew whenever it has something else to say."""

    def __init__(self, kit: Kit, told: Told, acts: Acts) -> None:
        super().__init__(kit)
        self._told, self._acts = told, acts

    def build(self) -> None:
        kit, stage, told, acts = self.kit, self.kit.stage, self._told, self._acts
        kit.canvas.backdrop.fill(theme.TILE)
        width = stage.units[0]
        kit.painter.box(-400, 0, width + 800, 3, 1, theme.LIP)
        top = stage.pick(8, 112)
        right = width - 24.0
        for name, label, wide, act, style in (
            (
                "problems",
                self._problems(),
                260,
                acts.problems,
                ALARM if told.errors else GOLD if told.problems else CALM,
            ),
            ("turn", kit.say("preview.turn"), 178, acts.turn, ICON),
            ("language", kit.say("settings.language"), 178, acts.speak, ICON),
        ):
            right -= wide
            mark = {"turn": "refresh", "problems": "warn" if told.problems else "check"}.get(name, "")
            target, _ = button(self, name, right, top, wide, BUTTON, act, label, style, 32, mark)
            target.is_enabled = name != "problems" or told.problems > 0
            right -= 16
        button(self, "previous", 24, top, 112, BUTTON, lambda: acts.step(-1), "", ICON, 40, "back")
        button(self, "next", 152, top, 112, BUTTON, lambda: acts.step(1), "", PRIMARY, 40, "next")
        left, room = stage.pick((288.0, right - 296), (32.0, width - 64.0))
        row = stage.pick(12, 12)
        pill = kit.painter.pill(told.count, left, row + 2, 42, theme.ACCENT_DEEP, theme.WHITE, 28, "Black", padding=18)
        role = theme.Type(32, "Bold", 1.2)
        kit.painter.words(told.name, left + pill + 16, row, room - pill - 16, 46, role, theme.INK, smallest=22)
        old = f"{kit.say('preview.old')} · " if told.is_old else ""
        ink = theme.WRONG_INK if told.is_old else theme.INK2
        small = theme.Type(28, "Regular", 1.2)
        kit.painter.words(old + told.pack, left, row + 50, room, 42, small, ink, smallest=20)

    def _problems(self) -> str:
        told, say = self._told, self.kit.say
        if told.errors:
            return say("preview.problems", n=told.errors)
        return say("preview.warnings", n=told.problems) if told.problems else say("preview.no-problems")
