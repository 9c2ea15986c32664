"""What can be chosen in a question, as the wall shows it, and its solid tiles."""

from __future__ import annotations

from dataclasses import dataclass

from game.classroom.board import Round
from game.qtypes.tiles import BADGES, LETTERS, Box
from game.ui import text, theme
from game.ui.kit import Kit, Words
from game.ui.paint import Depth, Painter

TILE = theme.Type(66, "Black", 1.25)
SMALLEST_TILE = 34
TILE_DEPTH = Depth(10, 18, 18, 62)


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing to choose: its position, its words, and the icon that stands instead of a letter."""

    place: int
    text: str
    icon: str = ""


def shown(asked: Round, say: Words) -> tuple[Shown, ...]:
    """The things to choose, in the order in which phones show them; of a number there are none."""
    ask = asked.ask
    if asked.type in ("single", "multiple"):
        return tuple(Shown(place, words) for place, words in enumerate(ask["options"]))
    if asked.type == "truefalse":
        return (Shown(0, say("truefalse.true"), "check"), Shown(1, say("truefalse.false"), "cross"))
    if asked.type == "ordering":
        return tuple(Shown(place, words) for place, words in enumerate(ask["items"]))
    if asked.type == "redflags":
        return tuple(Shown(place, part["text"]) for place, part in enumerate(ask["parts"]) if not part["own"])
    return ()


def letter(place: int) -> str:
    """The letter of a position."""
    return LETTERS[place % len(LETTERS)]


def paint_badge(painter: Painter, option: Shown, x: float, y: float, size: float) -> None:
    """The shape of the option's position with its letter or icon."""
    kind = option.place % len(BADGES)
    painter.picture(BADGES[kind], x, y, size)
    if option.icon:
        painter.icon(option.icon, x + size * 0.25, y + size * 0.23, size * 0.5, theme.WHITE)
        return
    drop = size * (0.12 if kind == 2 else -0.04)
    role = theme.Type(round(size * 0.5), "Black", 1.0)
    painter.words(letter(option.place), x, y + drop, size, size, role, theme.WHITE, "center", smallest=12)


def tile_size(kit: Kit, options: tuple[Shown, ...], boxes: tuple[Box, ...], most: int = TILE.size) -> int:
    """The largest size of type, in units, in which all the options fit their tiles: one size for all."""
    size, stage = most, kit.stage
    for option, box in zip(options, boxes, strict=True):
        room = stage.px(box.width - _before(box) - 36), stage.px(box.height - 24)
        found = text.fitted(
            option.text, theme.Type(size, TILE.weight, TILE.leading), stage.scale, *room, smallest=SMALLEST_TILE
        )
        size = min(size, max(SMALLEST_TILE, round(found.px / stage.scale)))
    return size


def _badge(box: Box) -> float:
    return min(136.0, box.height - 36)


def _before(box: Box) -> float:
    """Where the words begin."""
    return 40 + _badge(box) + 36


def paint_tile(painter: Painter, box: Box, option: Shown, size: int) -> None:
    """The option's solid tile at (0, 0): its badge on white, its words in white."""
    colour = theme.CLASS_TILES[option.place % len(theme.CLASS_TILES)]
    painter.box(0, 0, box.width, box.height, 44, colour, TILE_DEPTH, theme.CLASS_LIP)
    badge = _badge(box)
    top = (box.height - badge) / 2
    painter.box(40, top, badge, badge, 34, theme.WHITE)
    paint_badge(painter, option, 40 + badge * 0.13, top + badge * 0.13, badge * 0.74)
    left = _before(box)
    role = theme.Type(size, TILE.weight, TILE.leading)
    painter.words(
        option.text, left, 8, box.width - left - 36, box.height - 16, role, theme.WHITE, smallest=SMALLEST_TILE
    )
