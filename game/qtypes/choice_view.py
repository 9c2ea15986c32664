"""Tiles to choose from, on screen: what single choice, multiple choice and true/false draw and how they are touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from pygame import Surface

from game.rules.question import Answer, Verdict
from game.ui import motion, theme
from game.ui.canvas import Sprite
from game.ui.paint import ANSWER, FLAT, Depth, Painter
from game.ui.scene import Scene, Target

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
    """One thing to choose: the id it answers with, its words, and the icon that stands for a letter, if any."""

    id: int
    text: str
    icon: str = ""


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
    look = LOOKS[state]
    push = 6 if state == State.PRESSED else 0
    width, height = box.width, box.height
    if state == State.SELECTED:
        painter.box(-10, -10, width + 20, height + 20, theme.RADIUS_ANSWER + 10, theme.SELECT_RING)
    painter.box(0, push, width, height, theme.RADIUS_ANSWER, look.fill, look.depth, look.lip, look.border, 5)
    badge = min(100, height - 28)
    left = 36 if height > 130 else 30
    painter.picture(BADGES[place], left, push + (height - badge) / 2, badge)
    if tile.icon:
        painter.icon(tile.icon, left + badge * 0.25, push + height / 2 - badge * 0.27, badge * 0.5, theme.WHITE)
    else:
        drop = badge * (0.12 if place == 2 else -0.04)
        role = theme.Type(round(badge * 0.5), "Black", 1.0)
        painter.words(
            LETTERS[place],
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


@dataclass(slots=True)
class ChoiceView:
    """The tiles of one question on a scene. `changed` is called when the selection changes."""

    scene: Scene
    tiles: tuple[Tile, ...]
    many: bool
    changed: Callable[[], None]
    selection: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    _boxes: tuple[Box, ...] = ()
    _sprites: list[Sprite] = field(default_factory=list)
    _targets: list[Target] = field(default_factory=list)
    _size: int = theme.ANSWER.size

    @property
    def answer(self) -> Answer | None:
        """What is chosen, in rising order; None while nothing is."""
        return tuple(sorted(self.selection)) if self.selection else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        """The targets to touch, in order, to choose that answer."""
        changed = set(answer) ^ set(self.selection) if self.many else set(answer)
        return tuple(f"tile-{tile.id}" for tile in self.tiles if tile.id in changed)

    def ask(self, boxes: tuple[Box, ...], size: int) -> None:
        """The tiles enter and can be touched."""
        self.clear()
        self._boxes, self._size = boxes, size
        kit = self.scene.kit
        for place, (tile, box) in enumerate(zip(self.tiles, boxes, strict=True)):
            sprite = kit.place(self._drawn(place, self._state(tile.id)), box.x, box.y, z=10, bleed=BLEED)
            self._sprites.append(sprite)
            target = Target(
                f"tile-{tile.id}",
                kit.rect(box.x, box.y, box.width, box.height),
                self._chooser(tile.id),
                self._look(place),
                key=str(place + 1),
                is_enabled=tile.id not in self.removed,
            )
            self._targets.append(self.scene.target(target))
            self._enter(sprite, place)

    def _enter(self, sprite: Sprite, place: int) -> None:
        kit = self.scene.kit
        rest = sprite.y
        rise = 0 if kit.is_large else kit.stage.px(40)

        def rise_in(share: float) -> None:
            sprite.move(sprite.x, rest + rise * (1 - share))
            # Appearing in one step instead of fading: a fade copies the whole tile each frame.
            sprite.fade(0 if share <= 0 else 255)

        kit.motions.play(theme.ENTER_MS, rise_in, motion.out_back(1.1), theme.STAGGER_MS * place)

    def remove(self, ids: tuple[int, ...]) -> None:
        """Those tiles pale and can't be chosen."""
        self.removed = ids
        self.selection = tuple(chosen for chosen in self.selection if chosen not in ids)
        for place, tile in enumerate(self.tiles):
            self._targets[place].is_enabled = tile.id not in ids
            self._redraw(place)
        self.changed()

    def reveal(self, boxes: tuple[Box, ...], size: int, answer: Answer | None, verdict: Verdict) -> None:
        """The tiles move to their places beside the explanation and show which was right and which was chosen."""
        kit = self.scene.kit
        self.clear()
        self._boxes, self._size = boxes, size
        chosen = answer or ()
        for place, (tile, box) in enumerate(zip(self.tiles, boxes, strict=True)):
            if tile.id in verdict.key:
                word = "tile.right" if tile.id in chosen else "tile.key"
                state, mark = State.RIGHT, kit.say(word)
            elif tile.id in chosen:
                state, mark = State.WRONG, kit.say("tile.chosen")
            else:
                state, mark = State.REMOVED, ""
            sprite = kit.place(self._drawn(place, state, mark), box.x, box.y, z=10, bleed=BLEED)
            if state == State.REMOVED:
                sprite.fade(REMOVED_ALPHA)
            self._sprites.append(sprite)
            if state == State.WRONG:
                self._shake(sprite)
            elif state == State.RIGHT and tile.id in chosen and not kit.is_large:
                self._pulse(sprite)

    def _shake(self, sprite: Sprite) -> None:
        from math import pi, sin

        rest, swing = sprite.x, self.scene.kit.stage.px(8)

        def shake(share: float) -> None:
            sprite.move(rest + swing * sin(share * 6 * pi) * (1 - share), sprite.y)

        self.scene.kit.motions.play(theme.SHAKE_MS, shake, motion.linear, delay_ms=120)

    def _pulse(self, sprite: Sprite) -> None:
        from math import pi, sin

        lift = self.scene.kit.stage.px(14)
        rests: list[float] = []

        def hop(share: float) -> None:
            if not rests:
                if share <= 0:
                    return
                rests.append(sprite.y)
            sprite.move(sprite.x, rests[0] - lift * sin(share * pi))

        self.scene.kit.motions.play(theme.REVEAL_MS, hop, motion.linear, delay_ms=120)

    def clear(self) -> None:
        """Nothing of the view is on screen."""
        for sprite in self._sprites:
            sprite.remove()
        for target in self._targets:
            if target in self.scene.targets:
                self.scene.targets.remove(target)
        self._sprites.clear()
        self._targets.clear()

    def _state(self, tile_id: int) -> State:
        if tile_id in self.removed:
            return State.REMOVED
        return State.SELECTED if tile_id in self.selection else State.NORMAL

    def _drawn(self, place: int, state: State, mark: str = "") -> Surface:
        box = self._boxes[place]
        return self.scene.kit.drawn(
            box.width,
            box.height,
            lambda painter: paint_tile(painter, box, place, self.tiles[place], state, self._size, mark),
            BLEED,
        )

    def _redraw(self, place: int) -> None:
        state = self._state(self.tiles[place].id)
        self._sprites[place].show(self._drawn(place, state))
        self._sprites[place].fade(REMOVED_ALPHA if state == State.REMOVED else 255)

    def _look(self, place: int) -> Callable[[bool], None]:
        def look(is_pressed: bool) -> None:
            if place < len(self._sprites):
                state = State.PRESSED if is_pressed else self._state(self.tiles[place].id)
                self._sprites[place].show(self._drawn(place, state))

        return look

    def _chooser(self, tile_id: int) -> Callable[[], None]:
        def choose() -> None:
            before = self.selection
            if not self.many:
                self.selection = (tile_id,)
            elif tile_id in before:
                self.selection = tuple(chosen for chosen in before if chosen != tile_id)
            else:
                self.selection = (*before, tile_id)
            self.scene.kit.speaker.play("select")
            for place, tile in enumerate(self.tiles):
                if (tile.id in before) != (tile.id in self.selection) or tile.id == tile_id:
                    self._redraw(place)
            self.changed()

        return choose


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
