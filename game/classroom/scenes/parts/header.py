"""The strip at the top of a question: which one, what for, how many have answered, and the way in for latecomers."""

from __future__ import annotations

from game.classroom.board import Round
from game.classroom.scenes.class_scene import ClassScene
from game.ui import theme
from game.ui.paint import CARD, PILL, Painter
from game.ui.widgets.qr import qr

TALL = 84
QR = 148
BAND = 24 + QR + 24
"""How much the strip takes from the top, in units."""
TAGS = {"warm-up": "class.wall.warm-up", "survey": "class.wall.survey", "buzz": "class.wall.buzz"}


def paint_number(painter: Painter, scene: ClassScene, asked: Round, y: float) -> float:
    """Which question it is, and what for where that isn't points; returns where the next thing may stand."""
    say = scene.kit.say
    x = scene.left
    number = say("class.wall.number", n=asked.number, of=asked.of)
    x += painter.pill(number, x, y, TALL, theme.CLASS_TAG, theme.WHITE, 44, "Black", depth=PILL, padding=30) + 24
    tag = TAGS.get(asked.kind)
    if tag is not None:
        x += painter.pill(say(tag), x, y, TALL, theme.GOLD, theme.GOLD_INK, 42, "Black", depth=PILL, padding=30) + 24
    return x


def paint_way_in(painter: Painter, scene: ClassScene, y: float) -> None:
    """The room's code and a small QR at the right end."""
    left = scene.right - QR
    painter.box(left, y, QR, QR, 24, theme.WHITE, CARD)
    code = qr(scene.hall.door.url, painter.px(QR - 12))
    box = painter.rect(left, y, QR, QR)
    painter.target.blit(code, code.get_rect(center=box.center))
    words = scene.kit.say("class.wall.code", code=spaced(scene.board.room))
    if scene.kit.stage.is_portrait:
        return
    painter.pill(
        words,
        left - 24,
        y + (QR - TALL) / 2,
        TALL,
        theme.WHITE,
        theme.INK,
        42,
        "Black",
        depth=PILL,
        align="right",
    )


def spaced(room: str) -> str:
    """The code in two halves, which eyes carry to a phone more easily."""
    half = len(room) // 2
    return f"{room[:half]} {room[half:]}"
