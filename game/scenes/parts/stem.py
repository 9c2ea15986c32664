"""The card that holds a question's stem, with its kind and worth while it is open."""

from __future__ import annotations

from game.qtypes.tiles import Box
from game.rules.run import Run
from game.rules.scoring import base_points
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import CARD, Painter


def sprites(kit: Kit, run: Run, box: Box, needs_room: bool, asking: bool) -> list[Sprite]:
    """The card in `box`, and the lion beside it where there is room."""
    portrait = kit.stage.is_portrait

    def paint(painter: Painter) -> None:
        painter.box(0, 0, box.width, box.height, theme.RADIUS_CARD, theme.WHITE, CARD)
        if not asking:
            small = theme.Type(round(48 * min(1.1, kit.text_scale)), "Bold", 1.36)
            painter.words(run.dealt.question.stem, 56, 10, box.width - 112, box.height - 20, small, theme.INK)
        elif needs_room and not portrait:
            _low(painter, kit, run, box)
        else:
            _tall(painter, kit, run, box)

    found = [kit.sprite(box.x, box.y, box.width, box.height, paint, z=8, bleed=40)]
    if asking and portrait and not needs_room:
        found.append(kit.picture("lion_think", 770, box.y + box.height - 200, 240, z=9))
    return found


def _kind(kit: Kit, run: Run) -> str:
    return kit.say(f"type.{run.dealt.question.type}")


def _worth(kit: Kit, run: Run) -> str:
    return kit.say("question.worth", n=base_points(run.dealt.difficulty))


def _low(painter: Painter, kit: Kit, run: Run, box: Box) -> None:
    """All in one row."""
    soft, deep = theme.ACCENT_SOFT, theme.ACCENT_DEEP
    left = 36 + painter.pill(_kind(kit, run), 36, 45, 60, soft, deep, 34) + 24
    right = painter.pill(_worth(kit, run), box.width - 36, 45, 60, soft, deep, 34, picture="coin", align="right")
    small = theme.Type(round(48 * min(1.2, kit.text_scale)), "Bold", 1.36)
    room = box.width - left - right - 60
    painter.words(run.dealt.question.stem, left, 6, room, box.height - 12, small, theme.INK, smallest=36)


def _tall(painter: Painter, kit: Kit, run: Run, box: Box) -> None:
    """The pills above the stem."""
    portrait = kit.stage.is_portrait
    soft, deep = theme.ACCENT_SOFT, theme.ACCENT_DEEP
    role = theme.Type(round((58 if portrait else 54) * kit.text_scale), "Bold", 1.42)
    size, tall = (36, 64) if portrait else (34, 58)
    next_x = 56 + painter.pill(_kind(kit, run), 56, 36, tall, soft, deep, size) + 20
    painter.pill(_worth(kit, run), next_x, 36, tall, soft, deep, size, picture="coin")
    top = 36 + tall + 8
    room = box.width - 112 if portrait else box.width - 56 - 300
    height = box.height - top - (20 if not portrait else 24)
    valign = "top" if portrait else "middle"
    painter.words(run.dealt.question.stem, 56, top, room, height, role, theme.INK, valign=valign, smallest=40)
    if not portrait:
        painter.picture("lion_think", box.width - 270, 20, 266)
