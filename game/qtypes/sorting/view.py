"""How a sorting question looks and is touched: each thing with its classes below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from game.qtypes.pieces import Piece, Pieces
from game.qtypes.sorting.rules import Classes, Item
from game.qtypes.tiles import Box, Outcome, State, Tile, tile_boxes
from game.rules.question import Answer, Verdict
from game.ui import theme
from game.ui.paint import CARD, SECONDARY, Painter
from game.ui.scene import Scene


@dataclass(slots=True)
class SortingView:
    """A card for each thing, a button for each class on it."""

    scene: Scene
    body: Classes
    changed: Callable[[], None]
    pieces: Pieces
    needs_room: bool = True
    groups: dict[int, int] = field(default_factory=dict)
    _buttons: dict[tuple[int, int], Piece] = field(default_factory=dict)

    @property
    def prompt(self) -> str:
        return "sorting.prompt"

    @property
    def answer(self) -> Answer | None:
        """The class of each thing by its id, once all have one."""
        count = len(self.body.items)
        return tuple(self.groups[place] for place in range(count)) if len(self.groups) == count else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        return tuple(f"sort-{item}-{group}" for item, group in enumerate(answer))

    def remove(self, ids: tuple[int, ...]) -> None:
        """Nothing is ever removed."""

    def clear(self) -> None:
        self.pieces.clear()
        self._buttons.clear()

    def ask(self, area: Box, size: int) -> None:
        """The cards are within `area`."""
        self.clear()
        columns = 1 if self.scene.kit.stage.is_portrait else 2
        rows = -(-len(self.body.items) // columns)
        tall = min(area.height, rows * 210 - 20)
        boxes = tile_boxes(len(self.body.items), area.x, area.y, area.width, tall, columns, 18)
        for place, (item, box) in enumerate(zip(self.body.items, boxes, strict=True)):
            self._card(item, box, size, str(place + 1))

    def _card(self, item: Item, box: Box, size: int, key: str) -> None:
        top = box.height - 98
        count = len(self.body.names)

        def paint(painter: Painter) -> None:
            painter.box(0, 0, box.width, box.height, 28, theme.WHITE, CARD)
            role = theme.Type(min(size, 42 if top > 60 else 36), "Bold", 1.15)
            painter.words(item.text, 28, 6, box.width - 56, top - 8, role, theme.INK, smallest=28)

        self.pieces.picture(box, paint)
        # Its digit, or a tap on its words, sends the thing from class to class.
        self.pieces.area(f"sort-{item.id}", Box(box.x, box.y, box.width, top), partial(self._cycle, item.id), key)
        wide = (box.width - 32 - 14 * (count - 1)) / count
        for group in range(count):
            place = Box(box.x + 16 + group * (wide + 14), box.y + top, wide, 82)
            self._buttons[item.id, group] = self.pieces.piece(
                f"sort-{item.id}-{group}",
                place,
                partial(self._paint_class, place, group),
                partial(self._state, item.id, group),
                partial(self._choose, item.id, group),
                enters=False,
            )

    def _paint_class(self, box: Box, group: int, painter: Painter, state: State) -> None:
        chosen = state == State.SELECTED
        fill, ink = (theme.SELECT, theme.WHITE) if chosen else (theme.TILE, theme.INK)
        push = 4 if state == State.PRESSED else 0
        painter.box(0, push, box.width, box.height, 24, fill, SECONDARY, theme.TILE_LIP)
        role = theme.Type(38, "Bold", 1.2)
        left = 0.0
        if chosen:
            painter.icon("check", 16, push + 22, 38, theme.WHITE)
            left = 30
        painter.words(
            self.body.names[group], left, push, box.width - left, box.height, role, ink, "center", smallest=24
        )

    def _state(self, item: int, group: int) -> State:
        return State.SELECTED if self.groups.get(item) == group else State.NORMAL

    def _cycle(self, item: int) -> None:
        self._choose(item, (self.groups.get(item, -1) + 1) % len(self.body.names))

    def _choose(self, item: int, group: int) -> None:
        self.groups[item] = group
        self.scene.kit.speaker.play("select")
        for other in range(len(self.body.names)):
            self._buttons[item, other].redraw()
        self.changed()

    def outcomes(self, answer: Answer | None, verdict: Verdict) -> list[Outcome]:
        """Each thing with the class it belongs to."""
        found: list[Outcome] = []
        for item in self.body.items:
            is_right = answer is None or answer[item.id] == item.group
            tile = Tile(item.id, item.text, is_plain=True)
            state = State.RIGHT if is_right else State.WRONG
            found.append(Outcome(tile, state, self.body.names[item.group], answer is not None))
        return found


def view(scene: Scene, body: Classes, changed: Callable[[], None]) -> SortingView:
    return SortingView(scene, body, changed, Pieces(scene))


def why(body: Classes, answer: Answer) -> str:
    """Why the first thing put wrongly belongs elsewhere."""
    return next((item.why for item in body.items if len(answer) > item.id and answer[item.id] != item.group), "")


def key_words(body: Classes, say: Callable[..., str]) -> tuple[str, ...]:
    """Each class with what belongs to it."""
    return tuple(
        f"{name}：" + "；".join(item.text for item in body.items if item.group == group)
        for group, name in enumerate(body.names)
    )
