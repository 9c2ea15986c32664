"""The best results of this kiosk: a title, 今日 · 本周 · 总榜 to choose from, and rows of medal, made-up name, score and day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.rules.ranking import Entry, Period
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import Painter
from game.ui.scene import Target

MEDALS = ("medal_gold", "medal_silver", "medal_bronze")
HEAD, TAB, TAB_GAP = 68, 136, 8


class RecordTable:
    """The table on a scene at (x, y) in units, `most` rows high; a touch on a period shows its rows."""

    def __init__(
        self, scene: GameScene, x: float, y: float, width: float, most: int, row: float = 76, z: int = 6
    ) -> None:
        self._scene, self._x, self._y, self._width, self._most, self._row, self._z = scene, x, y, width, most, row, z
        self._gap = max(8.0, row / 7.6)
        self._shown: list[Sprite] = []
        left = x + width - len(Period) * (TAB + TAB_GAP) + TAB_GAP
        for place, period in enumerate(Period):
            box = scene.kit.rect(left + place * (TAB + TAB_GAP), y, TAB, HEAD)
            scene.target(Target(f"period-{period}", box, partial(self.show, period)))
        self.show(Period.ALL)

    def show(self, period: Period) -> None:
        """The rows of that period are on the screen."""
        kit = self._scene.kit
        for sprite in self._shown:
            sprite.remove()
        entries = self._scene.session.records(self._most, period)
        height = HEAD + 12 + self._most * (self._row + self._gap)

        def paint(painter: Painter) -> None:
            self._head(painter, period)
            if not entries:
                painter.box(0, HEAD + 12, self._width, self._row, 28, theme.TILE)
                role = theme.Type(36, "Bold", 1.2)
                words = kit.say(f"records.none.{period}")
                painter.words(words, 0, HEAD + 12, self._width, self._row, role, theme.INK2, "center")
            self._rows(painter, entries)

        self._shown = [kit.sprite(self._x, self._y, self._width, height, paint, z=self._z, bleed=8)]

    def _head(self, painter: Painter, period: Period) -> None:
        say = self._scene.kit.say
        room = self._width - len(Period) * (TAB + TAB_GAP)
        painter.words(say("records.title"), 0, 0, room, HEAD, theme.Type(40, "Black", 1.2), theme.INK, smallest=28)
        left = self._width - len(Period) * (TAB + TAB_GAP) + TAB_GAP
        for place, each in enumerate(Period):
            x, is_chosen = left + place * (TAB + TAB_GAP), each == period
            painter.box(x, 4, TAB, HEAD - 8, 30, theme.COIN_INK if is_chosen else theme.TILE)
            ink = theme.WHITE if is_chosen else theme.INK2
            role = theme.Type(32, "Bold", 1.2)
            painter.words(say(f"records.period.{each}"), x, 4, TAB, HEAD - 8, role, ink, "center", smallest=24)

    def _rows(self, painter: Painter, entries: Sequence[Entry]) -> None:
        session, say, width, row = self._scene.session, self._scene.kit.say, self._width, self._row
        for place, entry in enumerate(entries):
            top = HEAD + 12 + place * (row + self._gap)
            is_own = entry.seed == session.visit.seed
            if is_own:
                painter.box(0, top, width, row, 28, theme.CARE_SOFT, border=theme.GOLD, border_width=4)
            else:
                painter.box(0, top, width, row, 28, theme.TILE)
            if place < len(MEDALS):
                painter.picture(MEDALS[place], 18, top + 8, row - 16)
            else:
                number = theme.Type(38, "Black", 1.2)
                painter.words(str(place + 1), 18, top, row - 16, row, number, theme.INK2, "center")
            name = session.nickname_of(entry.seed)
            shown = say("records.you", name=name) if is_own else name
            painter.words(shown, 96, top, width - 450, row, theme.Type(36, "Bold", 1.2), theme.INK, smallest=28)
            _, month, day = entry.day.split("-")
            told = say("records.date", month=int(month), day=int(day))
            role = theme.Type(30, "Regular", 1.2)
            painter.words(told, width - 354, top, 150, row, role, theme.INK2, "right", smallest=24)
            right = say("records.right", n=entry.right)
            painter.words(right, width - 200, top, 176, row, theme.Type(38, "Black", 1.2), theme.COIN_INK, "right")
