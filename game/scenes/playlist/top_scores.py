"""The best of 挑战赛 on this kiosk, the first three on steps; their names are made up."""

from __future__ import annotations

from collections.abc import Sequence

from game.rules.ranking import Entry
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.kit import Words
from game.ui.paint import CARD, PILL, Painter
from game.ui.widgets import backdrop

MEDALS = ("medal_gold", "medal_silver", "medal_bronze")
MOST = 8
STEPS = ((1, 270, 190), (0, 300, 290), (2, 270, 120))
"""From left to right: whose step, how wide and how high it is."""
STEP_GAP = 18
ROW, ROW_GAP = 104, 18


def show(scene: GameScene) -> None:
    """The table is on the backdrop."""
    kit = scene.kit
    session, say, painter = scene.session, kit.say, kit.painter
    entries = session.records(MOST)
    names = [session.nickname_of(entry.seed) for entry in entries]
    backdrop.sky(kit, kit.stage.pick(880, 1590))
    width, _ = kit.stage.units
    rest = len(entries) - len(MEDALS)
    foot = kit.stage.pick(890, 950 if rest > 0 else 1320)
    centre = kit.stage.pick(530 if rest > 0 else 740, width / 2)
    backdrop.rays(kit, centre / width, kit.stage.pick(0.45, 0.32), 130)
    title, size = say("scores.title"), kit.stage.pick(96, 120)
    if len(title) > 8:
        size = kit.stage.pick(76, 88)
    painter.splash(title, centre, kit.stage.pick(40, 90), theme.Type(size, "Black", 1.14), theme.SPLASH_GOLD, "center")
    _paint_steps(painter, entries, names, centre, foot, say)
    if rest > 0:
        x, y, wide, tall = kit.stage.pick((1090, 120, 766, 700), (48, 1010, 984, 690))
        painter.box(x, y, wide, tall, theme.RADIUS_CARD, theme.WHITE, CARD)
        _paint_rows(painter, entries[3:], names[3:], x + 36, y + 40, wide - 72, say)
    else:
        x, y, wide = kit.stage.pick((1250, 300, 560), (340, 1330, 400))
        painter.picture("lion_cheer", x, y, wide)
    note = kit.stage.pick((1090 if rest > 0 else 357, 840 if rest > 0 else 916, 766, 56), (48, 1740, 984, 56))
    role = theme.Type(34, "Bold", 1.2)
    painter.words(say("scores.note"), *note, role, theme.INK, "center", smallest=26)


def _paint_steps(
    painter: Painter, entries: Sequence[Entry], names: Sequence[str], centre: float, foot: float, say: Words
) -> None:
    left = centre - (sum(wide for _, wide, _ in STEPS) + STEP_GAP * (len(STEPS) - 1)) / 2
    for place, wide, tall in STEPS:
        if place < len(entries):
            top = foot - tall
            high, low = theme.STEPS[place]
            painter.box(left, top, wide, tall, 28, ((0.0, high), (1.0, low)), CARD)
            number = theme.Type(110 if place == 0 else 84, "Black", 1.0)
            painter.words(str(place + 1), left, top + 8, wide, tall - 16, number, theme.STEP_INK[place], "center")
            middle = left + wide / 2
            right = say("records.right", n=entries[place].right)
            painter.pill(
                right, middle, top - 82, 64, theme.WHITE, theme.COIN_INK, 36, "Black", "", "coin", PILL, align="center"
            )
            role = theme.Type(44, "Black", 1.2)
            painter.words(names[place], left - 12, top - 150, wide + 24, 60, role, theme.INK, "center", smallest=26)
            painter.picture(MEDALS[place], middle - 70, top - 296, 140)
            if place == 0:
                painter.picture("crown", middle - 56, top - 386, 112, 90)
        left += wide + STEP_GAP


def _paint_rows(
    painter: Painter, entries: Sequence[Entry], names: Sequence[str], x: float, y: float, width: float, say: Words
) -> None:
    for row, (entry, name) in enumerate(zip(entries, names, strict=True)):
        top = y + row * (ROW + ROW_GAP)
        painter.box(x, top, width, ROW, 30, theme.TILE)
        number = theme.Type(44, "Black", 1.2)
        painter.words(str(len(MEDALS) + 1 + row), x, top, 100, ROW, number, theme.INK2, "center")
        painter.words(name, x + 110, top, width - 350, ROW, theme.Type(42, "Bold", 1.2), theme.INK, smallest=28)
        right = say("records.right", n=entry.right)
        painter.words(right, x + width - 240, top, 210, ROW, theme.Type(40, "Black", 1.2), theme.COIN_INK, "right")
