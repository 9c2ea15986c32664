"""The best results of this kiosk as rows: medal, made-up name, how many right, and the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.rules.ranking import Entry
from game.ui import theme
from game.ui.kit import Kit
from game.ui.paint import Painter

if TYPE_CHECKING:
    from game.session import Session

MEDALS = ("medal_gold", "medal_silver", "medal_bronze")
ROW, GAP = 76, 10


def paint(
    painter: Painter, kit: Kit, entries: Sequence[Entry], session: Session, x: float, y: float, width: float
) -> None:
    """The rows at (x, y) in units, this visitor's own in gold; a line of words where there is none yet."""
    if not entries:
        painter.box(x, y, width, ROW, 28, theme.TILE)
        role = theme.Type(36, "Bold", 1.2)
        painter.words(kit.say("records.none"), x, y, width, ROW, role, theme.INK2, "center")
        return
    for place, entry in enumerate(entries):
        top = y + place * (ROW + GAP)
        is_own = entry.seed == session.visit.seed
        if is_own:
            painter.box(x, top, width, ROW, 28, theme.CARE_SOFT, border=theme.GOLD, border_width=4)
        else:
            painter.box(x, top, width, ROW, 28, theme.TILE)
        if place < len(MEDALS):
            painter.picture(MEDALS[place], x + 18, top + 8, 60)
        else:
            number = theme.Type(38, "Black", 1.2)
            painter.words(str(place + 1), x + 18, top, 60, ROW, number, theme.INK2, "center")
        name = session.nickname_of(entry.seed)
        shown = kit.say("records.you", name=name) if is_own else name
        painter.words(shown, x + 96, top, width - 450, ROW, theme.Type(36, "Bold", 1.2), theme.INK, smallest=28)
        _, month, day = entry.day.split("-")
        told = kit.say("records.day", month=int(month), day=int(day))
        painter.words(
            told, x + width - 354, top, 150, ROW, theme.Type(30, "Regular", 1.2), theme.INK2, "right", smallest=24
        )
        right = kit.say("records.right", n=entry.right)
        painter.words(right, x + width - 200, top, 176, ROW, theme.Type(38, "Black", 1.2), theme.COIN_INK, "right")
