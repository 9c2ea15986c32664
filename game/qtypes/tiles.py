"""Answer tiles: how they are painted, placed and revealed, for every question type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import pi, sin

from pygame import Surface

from game.ui import motion, theme
from game.ui.canvas import Sprite
from game.ui.kit import Kit
from game.ui.paint import ANSWER, FLAT, Depth, Painter

BADGES = ("ans_a_circle", "ans_b_square", "ans_c_triangle", "ans_d_diamond", "ans_e_hexagon", "ans_f_shield")
LETTERS = "ABCDEF"


class State(StrEnum):
    NORMAL = "normal"
    PRESSED = "pressed"
    SELECTED = "selected"
    RIGHT = "right"
    WRONG = "wrong"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to choose: the id it answers with, its words, and what stands on its badge instead of a letter.

    `badge` is a character or two, `icon` a line icon; with `is_plain` there is no badge at all.
    """

    id: int
    text: str
    icon: str = ""
    badge: str = ""
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A tile as it is shown with the verdict; `mark` is the word beside its disc, `is_chosen` lets it move."""

    tile: Tile
    state: State
    mark: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Where a tile stands, in stage units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Look:
    fill: theme.Colour
    border: theme.Colour
    ink: theme.Colour
    lip: theme.Colour
    depth: Depth


LOOKS = {
    State.NORMAL: Look(theme.WHITE, theme.WHITE, theme.INK, theme.ANSWER_LIP, ANSWER),
    State.PRESSED: Look(theme.PRESSED, theme.WHITE, theme.INK, theme.ANSWER_LIP, Depth(2, 8, 12, 34)),
    State.SELECTED: Look(theme.SELECT_SOFT, theme.SELECT, theme.INK, theme.SELECT_LIP, ANSWER),
    State.RIGHT: Look(theme.RIGHT_SOFT, theme.RIGHT, theme.RIGHT_INK, theme.RIGHT_LIP, ANSWER),
    State.WRONG: Look(theme.WRONG_SOFT, theme.WRONG, theme.WRONG_INK, theme.WRONG_LIP, ANSWER),
    State.REMOVED: Look(theme.WHITE, theme.WHITE, theme.INK, theme.WHITE, FLAT),
}
REMOVED_ALPHA = 140
BLEED = 46
"""Room for a tile's shadow and its ring of selection, in design units."""


def paint_tile(
    painter: Painter,
    box: Box,
    place: int,
    tile: Tile,
    state: State,
    size: int,
    mark: str = "",
) -> None:
    """A tile at (0, 0): badge, words, and at the right the tick or cross with its word."""
    paint_back(painter, box, state)
    _paint_front(painter, box, place, tile, state, size, mark)


def tile_surface(kit: Kit, box: Box, place: int, tile: Tile, state: State, size: int) -> Surface:
    """The tile on a surface of its own. Its empty card, while untouched, is drawn once for all tiles of that size."""
    if kit.is_large or state != State.NORMAL:
        return kit.drawn(
            box.width, box.height, lambda painter: paint_tile(painter, box, place, tile, state, size), BLEED
        )
    back = kit.once(
        ("tile", box.width, box.height),
        lambda: kit.drawn(box.width, box.height, lambda painter: paint_back(painter, box, state), BLEED),
    )
    made = back.copy()
    edge = kit.stage.px(BLEED)
    _paint_front(Painter(made, kit.stage, kit.art, (edge, edge)), box, place, tile, state, size, "")
    return made


def paint_back(painter: Painter, box: Box, state: State) -> None:
    """The empty card of a tile in that state at (0, 0)."""
    look = LOOKS[state]
    push = 6 if state == State.PRESSED else 0
    width, height = box.width, box.height
    if state == State.SELECTED:
        painter.box(-10, -10, width + 20, height + 20, theme.RADIUS_ANSWER + 10, theme.SELECT_RING)
    painter.box(0, push, width, height, theme.RADIUS_ANSWER, look.fill, look.depth, look.lip, look.border, 5)


def _paint_front(painter: Painter, box: Box, place: int, tile: Tile, state: State, size: int, mark: str) -> None:
    look = LOOKS[state]
    push = 6 if state == State.PRESSED else 0
    width, height = box.width, box.height
    badge = min(100, height - 28)
    left = 36 if height > 130 else 30
    if tile.is_plain:
        badge, left = 0, 0
    else:
        painter.picture(BADGES[place % len(BADGES)], left, push + (height - badge) / 2, badge)
    if tile.is_plain:
        pass
    elif tile.icon:
        painter.icon(tile.icon, left + badge * 0.25, push + height / 2 - badge * 0.27, badge * 0.5, theme.WHITE)
    else:
        drop = badge * (0.12 if place % len(BADGES) == 2 else -0.04)
        role = theme.Type(round(badge * 0.5), "Black", 1.0)
        painter.words(
            tile.badge or LETTERS[place % len(LETTERS)],
            left,
            push + (height - badge) / 2 + drop,
            badge,
            badge,
            role,
            theme.WHITE,
            "center",
            smallest=12,
        )
    text_left = left + badge + 28
    room = width - text_left - 32
    if mark or state == State.SELECTED:
        room -= _paint_mark(painter, width, height, state, mark, size)
    role = theme.Type(size, "Bold", 1.28)
    painter.words(tile.text, text_left, push + 8, room, height - 16, role, look.ink)


def _paint_mark(painter: Painter, width: float, height: float, state: State, mark: str, size: int) -> float:
    """The state's disc and word at the tile's right end; returns the width taken."""
    disc = min(72, height * 0.5)
    colour = {State.RIGHT: theme.RIGHT, State.WRONG: theme.WRONG}.get(state, theme.SELECT)
    icon = "cross" if state == State.WRONG else "check"
    role = theme.Type(min(36, size), "Black", 1.2)
    inked = painter.pill_width(mark, 0, role.size, role.weight, padding=0) if mark else 0
    left = width - 36 - inked - (16 if mark else 0) - disc
    painter.disc(left, (height - disc) / 2, disc, colour)
    painter.icon(icon, left + disc * 0.22, height / 2 - disc * 0.28, disc * 0.56, theme.WHITE)
    if mark:
        painter.words(mark, left + disc + 16, 0, inked + 20, height, role, LOOKS[state].ink, smallest=role.size)
    return width - left - 8


def reveal(kit: Kit, outcomes: Sequence[Outcome], boxes: Sequence[Box], size: int) -> list[Sprite]:
    """The tiles stand in the boxes with their marks; a wrong choice shakes, a right one hops."""
    sprites: list[Sprite] = []
    for place, (outcome, box) in enumerate(zip(outcomes, boxes, strict=True)):

        def paint(painter: Painter, box: Box = box, place: int = place, outcome: Outcome = outcome) -> None:
            paint_tile(painter, box, place, outcome.tile, outcome.state, size, outcome.mark)

        # Not `tile_surface`: the boxes differ from verdict to verdict, and what is kept would pile up.
        sprite = kit.place(kit.drawn(box.width, box.height, paint, BLEED), box.x, box.y, z=10, bleed=BLEED)
        sprites.append(sprite)
        if outcome.state == State.REMOVED:
            sprite.fade(REMOVED_ALPHA)
        elif outcome.state == State.WRONG and outcome.is_chosen:
            _shake(kit, sprite)
        elif outcome.state == State.RIGHT and outcome.is_chosen and not kit.is_large:
            _hop(kit, sprite)
    return sprites


def _shake(kit: Kit, sprite: Sprite) -> None:
    rest, swing = sprite.x, kit.stage.px(8)

    def shake(share: float) -> None:
        sprite.move(rest + swing * sin(share * 6 * pi) * (1 - share), sprite.y)

    kit.motions.play(theme.SHAKE_MS, shake, motion.linear, delay_ms=120)


def _hop(kit: Kit, sprite: Sprite) -> None:
    rest, lift = sprite.y, kit.stage.px(14)
    kit.motions.play(
        theme.REVEAL_MS,
        lambda share: sprite.move(sprite.x, rest - lift * sin(share * pi)),
        motion.linear,
        delay_ms=120,
    )


def enter(kit: Kit, sprite: Sprite, place: int) -> None:
    """The sprite rises into its place, `place` steps after the first one."""
    rest = sprite.y
    rise = 0 if kit.is_large else kit.stage.px(40)

    def rise_in(share: float) -> None:
        sprite.move(sprite.x, rest + rise * (1 - share))
        # Appearing in one step instead of fading: a fade copies the whole tile each frame.
        sprite.fade(0 if share <= 0 else 255)

    kit.motions.play(theme.ENTER_MS, rise_in, motion.out_back(1.1), theme.STAGGER_MS * place)


def tile_boxes(
    count: int, x: float, y: float, width: float, height: float, columns: int, gap: float
) -> tuple[Box, ...]:
    """`count` boxes of equal size filling the area in rows of `columns`."""
    rows = -(-count // columns)
    tall = (height - gap * (rows - 1)) / rows
    wide = (width - gap * (columns - 1)) / columns
    return tuple(
        Box(x + (wide + gap) * (place % columns), y + (tall + gap) * (place // columns), wide, tall)
        for place in range(count)
    )
