"""How an ordering question looks and is touched: the steps are tapped in turn and show their number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.qtypes.ordering.rules import Item, Steps
from game.qtypes.pieces import Piece, Pieces
from game.qtypes.tiles import Box, Outcome, State, Tile, paint_tile, tile_boxes
from game.rules.question import Answer, Verdict
from game.ui.paint import Painter
from game.ui.scene import Scene


@dataclass(slots=True)
class OrderingView:
    """The steps as tiles. A second tap takes a step out again."""

    scene: Scene
    body: Steps
    changed: Callable[[], None]
    pieces: Pieces
    needs_room: bool = True
    order: tuple[int, ...] = ()
    _tiles: dict[int, Piece] = field(default_factory=dict)

    @property
    def prompt(self) -> str:
        return "ordering.prompt"

    @property
    def answer(self) -> Answer | None:
        """The order, once every step has its place."""
        return self.order if len(self.order) == len(self.body.items) else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        """The steps to touch, in order, after those already placed are taken out."""
        return tuple(f"step-{item}" for item in (*reversed(self.order), *answer))

    def remove(self, ids: tuple[int, ...]) -> None:
        """Steps are never removed."""

    def clear(self) -> None:
        self.pieces.clear()
        self._tiles.clear()

    def ask(self, area: Box, size: int) -> None:
        """The steps are within `area`, in playing order."""
        self.clear()
        columns = 1 if self.scene.kit.stage.is_portrait else 2
        rows = -(-len(self.body.items) // columns)
        tall = min(area.height, rows * 180 - 20)
        boxes = tile_boxes(len(self.body.items), area.x, area.y, area.width, tall, columns, 24)
        for place, (item, box) in enumerate(zip(self.body.items, boxes, strict=True)):
            self._tiles[item.id] = self.pieces.piece(
                f"step-{item.id}",
                box,
                self._painter(item, box, size),
                lambda item=item: State.SELECTED if item.id in self.order else State.NORMAL,  # type: ignore[misc]
                lambda item=item: self._toggle(item.id),  # type: ignore[misc]
                str(place + 1),
            )

    def _painter(self, item: Item, box: Box, size: int) -> Callable[[Painter, State], None]:
        def paint(painter: Painter, state: State) -> None:
            place = self.order.index(item.id) if item.id in self.order else -1
            badge = str(place + 1) if place >= 0 else "?"
            paint_tile(painter, box, 0 if place >= 0 else 5, Tile(item.id, item.text, badge=badge), state, size)

        return paint

    def _toggle(self, item: int) -> None:
        if item in self.order:
            self.order = tuple(other for other in self.order if other != item)
        else:
            self.order = (*self.order, item)
        self.scene.kit.speaker.play("select")
        for piece in self._tiles.values():
            piece.redraw()
        self.changed()

    def outcomes(self, answer: Answer | None, verdict: Verdict) -> list[Outcome]:
        """The steps in their right order; each says where it was put."""
        say = self.scene.kit.say
        found: list[Outcome] = []
        for item in sorted(self.body.items, key=lambda item: item.id):
            tile = Tile(item.id, item.text, badge=str(item.id + 1))
            if answer is None:
                found.append(Outcome(tile, State.RIGHT))
            elif answer[item.id] == item.id:
                found.append(Outcome(tile, State.RIGHT, say("tile.right"), True))
            else:
                found.append(Outcome(tile, State.WRONG, say("ordering.put", n=answer.index(item.id) + 1), True))
        return found


def view(scene: Scene, body: Steps, changed: Callable[[], None]) -> OrderingView:
    return OrderingView(scene, body, changed, Pieces(scene))


def why(body: Steps, answer: Answer) -> str:
    return ""


def key_words(body: Steps, say: Callable[..., str]) -> tuple[str, ...]:
    """The steps in order, numbered."""
    return tuple(f"{item.id + 1}. {item.text}" for item in sorted(body.items, key=lambda item: item.id))
