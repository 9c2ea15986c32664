"""Today's and this month's numbers: cards, a bar a day, and how well each topic is known."""

from __future__ import annotations

from game.kiosk.scenes.page import Box, Page
from game.records.numbers import Numbers, Totals
from game.ui import theme
from game.ui.paint import Painter

MARGIN = 40
CARD_HEIGHT = 130


class Screen(Page):
    """Read once, when the page opens."""

    key_of_title = "staff.numbers"

    def fill(self) -> None:
        say, sheet = self.kit.say, self.sheet
        found = self.desk.numbers()
        inner = sheet.width - 2 * MARGIN
        top = sheet.y + 32
        for place, (label, totals) in enumerate(((say("staff.today"), found.today), (say("staff.month"), found.month))):
            y = top + place * (CARD_HEIGHT + 16)
            self._row(Box(sheet.x + MARGIN, y, inner, CARD_HEIGHT), label, totals)
        below = top + 2 * (CARD_HEIGHT + 16) + 12
        room = sheet.y + sheet.height - below - 32
        if self.kit.stage.is_portrait:
            half = (room - 30) * 0.42
            self._days(Box(sheet.x + MARGIN, below, inner, half), found)
            self._topics(Box(sheet.x + MARGIN, below + half + 30, inner, room - half - 30), found)
        else:
            half = (inner - 40) / 2
            self._days(Box(sheet.x + MARGIN, below, half, room), found)
            self._topics(Box(sheet.x + MARGIN + half + 40, below, half, room), found)

    def _row(self, box: Box, label: str, totals: Totals) -> None:
        say = self.kit.say
        told = (
            (str(totals.visits), say("staff.visits")),
            (str(totals.levels), say("staff.levels")),
            (str(totals.answers), say("staff.answers")),
            ("–" if totals.percent is None else say("staff.percent", n=totals.percent), say("staff.right")),
        )
        head = 190.0
        gap = 18.0
        wide = (box.width - head - 3 * gap) / 4

        def paint(painter: Painter) -> None:
            painter.words(label, 0, 0, head - 10, box.height, theme.Type(42, "Black", 1.2), theme.INK)
            for place, (number, words) in enumerate(told):
                x = head + place * (wide + gap)
                painter.box(x, 0, wide, box.height, 26, theme.TILE)
                role = theme.Type(52, "Black", 1.1)
                painter.words(number, x + 8, 8, wide - 16, 70, role, theme.ACCENT_DEEP, "center")
                painter.words(
                    words, x + 8, 78, wide - 16, 44, theme.Type(30, "Bold", 1.2), theme.INK2, "center", smallest=24
                )

        self._shown.append(self.kit.sprite(box.x, box.y, box.width, box.height, paint, z=2, bleed=4))

    def _days(self, box: Box, found: Numbers) -> None:
        """A bar a day of the month, the tallest as tall as there is room."""
        say = self.kit.say
        most = max([count for _, count in found.days] + [1])
        floor, ceiling = box.height - 50, 100.0

        def paint(painter: Painter) -> None:
            painter.words(say("staff.by-day"), 0, 0, box.width, 52, theme.Type(36, "Black", 1.2), theme.INK)
            step = box.width / 31
            painter.box(0, floor, box.width, 3, 1, theme.LIP)
            for day, count in found.days:
                tall = (floor - ceiling) * count / most
                x = (day.day - 1) * step
                if count:
                    painter.box(x + 3, floor - tall, step - 6, tall, 6, theme.ACCENT)
                if count == most:
                    role = theme.Type(26, "Bold", 1.1)
                    painter.words(
                        str(count), x - 30, floor - tall - 34, step + 60, 32, role, theme.INK2, "center", smallest=20
                    )
                if day.day in (1, 10, 20, 30):
                    role = theme.Type(26, "Regular", 1.1)
                    painter.words(
                        str(day.day), x - 30, floor + 8, step + 60, 36, role, theme.INK2, "center", smallest=20
                    )

        self._shown.append(self.kit.sprite(box.x, box.y, box.width, box.height, paint, z=2, bleed=4))

    def _topics(self, box: Box, found: Numbers) -> None:
        """A bar a topic: percent right this month."""
        say = self.kit.say
        titles = self.desk.topics()

        def paint(painter: Painter) -> None:
            painter.words(say("staff.by-topic"), 0, 0, box.width, 52, theme.Type(36, "Black", 1.2), theme.INK)
            if not found.topics:
                role = theme.Type(32, "Regular", 1.3)
                painter.words(say("staff.too-few"), 0, 60, box.width, 60, role, theme.INK2)
                return
            row = min(64.0, (box.height - 60) / len(found.topics))
            bar = box.width - 250 - 110
            for place, (topic, percent, _) in enumerate(found.topics):
                y = 60 + place * row
                role = theme.Type(30, "Bold", 1.1)
                painter.words(titles.get(topic, topic), 0, y, 240, row, role, theme.INK2, smallest=20)
                painter.box(250, y + row * 0.2, bar, row * 0.6, row * 0.3, theme.TILE)
                painter.box(250, y + row * 0.2, max(row * 0.6, bar * percent / 100), row * 0.6, row * 0.3, theme.RIGHT)
                told = say("staff.percent", n=percent)
                painter.words(told, 250 + bar + 14, y, 96, row, role, theme.INK, smallest=20)

        self._shown.append(self.kit.sprite(box.x, box.y, box.width, box.height, paint, z=2, bleed=4))
