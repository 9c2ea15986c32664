"""What a level in play shows at the top: its name and progress, and what the visitor, or each seat, has."""

from __future__ import annotations

from pygame import Surface

from game.rules import modes
from game.rules.levels import Mode
from game.rules.modes import LEFT, RIGHT, Side
from game.rules.question import FULL_CREDIT
from game.rules.run import Phase, Run
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import PILL, Painter
from game.ui.widgets import hud

SEAT_COLOURS = (theme.ACCENT, theme.CARE_FILL)
SEAT_NAMES = ("duel.left", "duel.right")
BAND = 20


def sprites(kit: Kit, run: Run, title: str, colour: theme.Colour) -> list[Sprite]:
    """The strip as sprites; the caller keeps and removes them."""
    if run.deal.level.id == Mode.DUEL:
        return _seats(kit, run)
    done = tuple(record.credit == FULL_CREDIT for record in run.records)
    progress = hud.Progress(done[: run.index], run.deal.size)
    name = hud.title_sprite(kit, title, colour, progress)
    portrait = kit.stage.is_portrait
    streak = kit.say("hud.streak", n=run.streak) if run.streak else ""
    timed = bool(run.limit_ms) and run.phase == Phase.ASKING
    width, left = kit.stage.units[0], kit.stage.pick(760, 0)

    def paint(painter: Painter) -> None:
        right = float(kit.stage.pick(1872, 1032) - (152 if timed else 0)) - left
        y = kit.stage.pick(36, 48)
        right = hud.paint_counts(painter, right, y, "" if portrait else streak, f"{run.score:,}")
        if streak and portrait:
            painter.pill(
                streak, 1032 - left, 152, 60, theme.WHITE, theme.INK, 34, "Black", picture="flame", align="right"
            )
        if not run.deal.is_heartless:
            hud.paint_hearts(painter, right, y, run.hearts, run.deal.level.hearts, run.shielded)

    return [name, kit.sprite(left, 0, width - left, 220, paint, z=4, bleed=0)]


def _seats(kit: Kit, run: Run) -> list[Sprite]:
    """A plate for each seat, the one whose turn it is in its colour, and a band at that side of the screen."""
    turn = modes.seat(run.index)
    both = modes.sides(run.records)
    wide, high, y = kit.stage.pick((600, 104, 30), (400, 132, 40))
    places = kit.stage.pick((172, 1272), (168, 632))
    right_wide = kit.stage.pick(600, 400)

    def paint(painter: Painter) -> None:
        for place in (LEFT, RIGHT):
            _plate(
                painter, kit, both[place], place, places[place], y, wide if place == LEFT else right_wide, high, turn
            )
        count = f"{run.index + 1} / {run.deal.size}"
        middle = kit.stage.pick((772, y, 500), (340, y + high + 2, 400))
        painter.words(count, *middle, kit.stage.pick(high, 54), theme.Type(44, "Black", 1.2), theme.INK, "center")

    width = kit.stage.units[0]
    found = [kit.sprite(0, 0, width, 232, paint, z=5, bleed=0)]
    window = kit.canvas.screen.get_size()
    edge = kit.stage.px(BAND)
    made = Surface((edge, window[1])).convert(kit.canvas.screen)
    made.fill(SEAT_COLOURS[turn])
    found.append(kit.canvas.add(made, 0 if turn == LEFT else window[0] - edge, 0, z=3))
    return found


def _plate(
    painter: Painter, kit: Kit, side: Side, place: int, x: float, y: float, width: float, height: float, turn: int
) -> None:
    is_on = place == turn
    colour = SEAT_COLOURS[place]
    fill, ink = (colour, theme.WHITE) if is_on else (theme.WHITE, colour)
    painter.box(x, y, width, height, 40, fill, PILL, border=colour, border_width=5)
    half = width / 2 if width > 500 else width - 60
    top, tall = (y, height) if width > 500 else (y + 6, height / 2)
    painter.words(kit.say(SEAT_NAMES[place]), x + 36, top, half - 36, tall, theme.Type(44, "Black", 1.2), ink)
    points = kit.say("duel.points", n=f"{side.points:,}")
    low = (x + half, y, width - half - 32, height) if width > 500 else (x + 36, y + height / 2, width - 72, tall - 10)
    align = "right" if width > 500 else "left"
    painter.words(points, *low, theme.Type(40, "Black", 1.2), ink if is_on else theme.INK, align)
