"""A page of the staff's panel: a calm sheet with a title, the way back, and rows that say what is and change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.kiosk.desk import Desk
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Painter
from game.ui.widgets.button import PRIMARY, WHITE, button
from game.ui.widgets.toast import toast

ROW, GAP = 104, 14
LOOK_MS = 100
"""How often a page looks whether an errand is over."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the stage, in units."""

    x: float
    y: float
    width: float
    height: float


class Page(GameScene):
    """A staff page. A subclass names itself by `key_of_title` and fills the sheet in `fill`; `redraw` fills it anew."""

    key_of_title = ""
    leads_back = "staff_panel"

    def build(self) -> None:
        kit, stage = self.kit, self.kit.stage
        width, _ = stage.units
        window = kit.canvas.backdrop.get_rect()
        kit.canvas.backdrop.fill(theme.TILE, window)
        kit.painter.words(
            kit.say(self.key_of_title),
            180,
            stage.pick(36, 44),
            width - 240,
            96,
            theme.Type(56, "Black", 1.2),
            theme.INK,
        )
        self.sheet = Box(48, stage.pick(156, 180), width - 96, stage.pick(876, 1680))
        self.back_button(self.leads_back)
        self._fixed = len(self.targets)
        self._shown: list[Sprite] = []
        self.redraw()

    @property
    def desk(self) -> Desk:
        """What staff may see and do."""
        desk: Desk = self.arguments["desk"]
        return desk

    def redraw(self) -> None:
        """The sheet shows how things are now."""
        for sprite in self._shown:
            sprite.remove()
        self._shown = []
        del self.targets[self._fixed :]
        sheet = self.sheet

        def paint(painter: Painter) -> None:
            painter.box(0, 0, sheet.width, sheet.height, theme.RADIUS_CARD, theme.WHITE, CARD)

        self._shown.append(self.kit.sprite(sheet.x, sheet.y, sheet.width, sheet.height, paint))
        self.fill()

    def fill(self) -> None:
        """The page's own rows are on the sheet."""
        raise NotImplementedError

    # ── what rows are made of ──

    def row_box(self, place: int, columns: int = 1) -> Box:
        """The box of the row at that place, counted along `columns` columns."""
        sheet, margin = self.sheet, 40
        width = (sheet.width - 2 * margin - (columns - 1) * 40) / columns
        down, across = divmod(place, columns)
        return Box(sheet.x + margin + across * (width + 40), sheet.y + 36 + down * (ROW + GAP), width, ROW)

    def words(
        self,
        box: Box,
        told: str,
        size: int = 40,
        ink: theme.Colour = theme.INK,
        align: str = "left",
        weight: str = "Bold",
        fill: tuple[int, ...] | None = None,
        z: int = 2,
    ) -> None:
        """Words in the box, on a fill if one is given."""

        def paint(painter: Painter) -> None:
            if fill is not None:
                painter.box(0, 0, box.width, box.height, 26, fill)
            edge = 24 if fill is not None else 0
            painter.words(
                told, edge, 0, box.width - 2 * edge, box.height, theme.Type(size, weight, 1.25), ink, align, smallest=26
            )

        self._shown.append(self.kit.sprite(box.x, box.y, box.width, box.height, paint, z=z, bleed=4))

    def step_row(
        self, place: int, columns: int, name: str, label: str, value: str, step: Callable[[int], object]
    ) -> None:
        """A row with – and + round a number; `step` gets -1 or 1."""
        self._stepper(self.row_box(place, columns), name, label, value, step, "–+", 180, 42)

    def choice_row(
        self, place: int, columns: int, name: str, label: str, value: str, step: Callable[[int], object]
    ) -> None:
        """A row with one of several things, and < and > to the next; `step` gets -1 or 1."""
        self._stepper(self.row_box(place, columns), name, label, value, step, "<>", 340, 36)

    def _stepper(
        self,
        box: Box,
        name: str,
        label: str,
        value: str,
        step: Callable[[int], object],
        signs: str,
        room: float,
        size: int,
    ) -> None:
        """A value `room` units wide between two buttons at the right of the box, its label at the left."""
        right = box.x + box.width
        self.words(Box(box.x, box.y, box.width - room - 240, ROW), label)
        self.words(Box(right - room - 120, box.y, room, ROW), value, size, theme.ACCENT_DEEP, "center", "Black")
        self._act(f"{name}-less", right - room - 230, box.y, 100, signs[0], lambda: step(-1))
        self._act(f"{name}-more", right - 110, box.y, 100, signs[1], lambda: step(1))

    def switch_row(
        self, place: int, columns: int, name: str, label: str, is_on: bool, switch: Callable[[], object]
    ) -> None:
        """A row with a switch that says in words whether it is on."""
        box = self.row_box(place, columns)
        self.words(Box(box.x, box.y, box.width - 240, ROW), label)
        told = self.kit.say("staff.on" if is_on else "staff.off")
        style = PRIMARY if is_on else WHITE
        _, sprite = button(
            self, name, box.x + box.width - 210, box.y + 6, 200, ROW - 16, self._then(switch), told, style, 38, z=4
        )
        self._shown.append(sprite)

    def act_button(self, box: Box, name: str, label: str, act: Callable[[], object], icon: str = "") -> None:
        """A button in the box; the page shows afterwards what came of it."""
        _, sprite = button(
            self, name, box.x, box.y, box.width, box.height, self._then(act), label, WHITE, 40, icon, z=4
        )
        self._shown.append(sprite)

    def toast(self, key: str) -> None:
        """A short message for the hand that just touched."""
        toast(self.kit, self.kit.say(key))

    def _act(self, name: str, x: float, y: float, width: float, label: str, act: Callable[[], object]) -> None:
        _, sprite = button(self, name, x, y + 6, width, ROW - 16, self._then(act), label, WHITE, 52, z=4)
        self._shown.append(sprite)

    def _then(self, act: Callable[[], object]) -> Callable[[], None]:
        def done() -> None:
            act()
            if self.exit is None:
                self.redraw()

        return done
