"""How an ordering question looks and is touched: steps are tapped or dragged onto numbered places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.qtypes.ordering.rules import Item, Steps
from game.qtypes.pieces import Piece, Pieces
from game.qtypes.tiles import BLEED, Box, Outcome, State, Tile, paint_back, tile_boxes
from game.rules.question import Answer, Verdict
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import Painter
from game.ui.pointer import Gesture, Move
from game.ui.scene import Scene

GAP, ROW_GAP = 20, 34
NARROW = 420
LEFT_BEHIND_ALPHA = 90
SHARE_OF_PLACES = 0.42
"""How much of the area's height the places take in landscape; the steps still to place have the rest."""


@dataclass(slots=True)
class OrderingView:
    """The numbered places above (in portrait: left), the steps still to place below (right).

    A tapped step goes to the first free place; a tapped step that has its place leaves it.
    """

    scene: Scene
    body: Steps
    changed: Callable[[], None]
    pieces: Pieces
    needs_room: bool = True
    places: list[int | None] = field(default_factory=list)
    _area: Box = field(default_factory=lambda: Box(0, 0, 0, 0))
    _size: int = 40
    _carried: Sprite | None = None
    _steps: dict[int, Piece] = field(default_factory=dict)
    _is_shown: bool = False

    @property
    def prompt(self) -> str:
        return "ordering.prompt"

    @property
    def answer(self) -> Answer | None:
        """The order, once every step has its place."""
        placed = tuple(item for item in self.places if item is not None)
        return placed if len(placed) == len(self.body.items) else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        """The steps to touch, in order, after those already placed are taken out."""
        placed = [item for item in self.places if item is not None]
        return tuple(f"step-{item}" for item in (*placed, *answer))

    def remove(self, ids: tuple[int, ...]) -> None:
        """Steps are never removed."""

    def clear(self) -> None:
        self._is_shown = False
        self._drop_carried()
        self.pieces.clear()

    def ask(self, area: Box, size: int) -> None:
        """The places and the steps are within `area`, the steps in playing order."""
        self._area, self._size = area, size
        self.places = [None] * len(self.body.items)
        self._show(enters=True)

    # ── what stands where ──

    def _boxes(self) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
        """The numbered places, and where the steps lie before they have one."""
        area, count = self._area, len(self.body.items)
        if self.scene.kit.stage.is_portrait:
            wide = (area.width - ROW_GAP) / 2
            tall = min(area.height, count * (164 + GAP) - GAP)
            right = area.x + wide + ROW_GAP
            return (
                tile_boxes(count, area.x, area.y, wide, tall, 1, GAP),
                tile_boxes(count, right, area.y, wide, tall, 1, GAP),
            )
        high = area.height * SHARE_OF_PLACES
        low = area.y + high + ROW_GAP
        return (
            tile_boxes(count, area.x, area.y, area.width, high, count, GAP),
            tile_boxes(count, area.x, low, area.width, min(210, area.height - high - ROW_GAP), count, GAP),
        )

    def _show(self, enters: bool = False) -> None:
        self.clear()
        self._is_shown = True
        slots, rest = self._boxes()
        for number, box in enumerate(slots):
            self.pieces.picture(box, self._place_painter(number, box), z=8)
        for number, (item, home) in enumerate(zip(self.body.items, rest, strict=True)):
            place = self.places.index(item.id) if item.id in self.places else -1
            box = slots[place] if place >= 0 else home
            self._steps[item.id] = self.pieces.piece(
                f"step-{item.id}",
                box,
                self._painter(item, box, place),
                lambda place=place: State.SELECTED if place >= 0 else State.NORMAL,  # type: ignore[misc]
                lambda item=item: self._toggle(item.id),  # type: ignore[misc]
                str(number + 1),
                enters,
                lambda gesture, item=item, box=box, place=place: self._drag(gesture, item, box, place),  # type: ignore[misc]
            )

    def _place_painter(self, number: int, box: Box) -> Callable[[Painter], None]:
        def paint(painter: Painter) -> None:
            painter.box(
                0, 0, box.width, box.height, theme.RADIUS_ANSWER, theme.TILE, border=theme.SELECT_LIP, border_width=5
            )
            disc = min(84, box.height - 40)
            painter.disc((box.width - disc) / 2, (box.height - disc) / 2, disc, theme.ACCENT_LIGHT)
            role = theme.Type(round(disc * 0.52), "Black", 1.0)
            painter.words(str(number + 1), 0, -4, box.width, box.height, role, theme.WHITE, "center")

        return paint

    def _painter(self, item: Item, box: Box, place: int) -> Callable[[Painter, State], None]:
        """A step with its number, or the mark of what can be dragged; in a narrow box that stands above the words."""
        narrow = box.width < NARROW

        def paint(painter: Painter, state: State) -> None:
            paint_back(painter, box, state)
            push = 6 if state == State.PRESSED else 0
            mark = 56 if narrow else 76
            left, top = ((box.width - mark) / 2, 14.0) if narrow else (28.0, (box.height - mark) / 2)
            if place >= 0:
                painter.disc(left, push + top, mark, theme.ACCENT)
                role = theme.Type(round(mark * 0.55), "Black", 1.0)
                painter.words(
                    str(place + 1), left, push + top - 2, mark, mark, role, theme.WHITE, "center", smallest=24
                )
            else:
                painter.icon("drag", left + mark * 0.14, push + top + mark * 0.14, mark * 0.72, theme.INK3)
            role = theme.Type(min(self._size, 40) if narrow else self._size, "Bold", 1.25)
            if narrow:
                high = box.height - top - mark - 18
                painter.words(item.text, 16, push + top + mark + 6, box.width - 32, high, role, theme.INK, "center")
            else:
                text_left = left + mark + 24
                painter.words(
                    item.text, text_left, push + 8, box.width - text_left - 24, box.height - 16, role, theme.INK
                )

        return paint

    # ── tapping and dragging ──

    def _toggle(self, item: int) -> None:
        if item in self.places:
            self.places[self.places.index(item)] = None
        else:
            self.places[self.places.index(None)] = item
        self._placed()

    def _placed(self) -> None:
        self.scene.kit.speaker.play("select")
        self._show()
        self.changed()

    def _drag(self, gesture: Gesture, item: Item, box: Box, place: int) -> None:
        """The step follows the finger; let go over a place it stays there, anywhere else it goes back."""
        if not self._is_shown:
            return
        kit = self.scene.kit
        rect = kit.rect(box.x, box.y, box.width, box.height)
        if gesture.move == Move.DRAG:
            left, top = gesture.pos[0] - rect.width // 2, gesture.pos[1] - rect.height // 2
            edge = kit.stage.px(BLEED)
            if self._carried is None:
                painter = self._painter(item, box, place)
                made = kit.drawn(box.width, box.height, lambda target: painter(target, State.SELECTED), BLEED)
                self._carried = kit.canvas.add(made, left - edge, top - edge, z=40)
                self._steps[item.id].sprite.fade(LEFT_BEHIND_ALPHA)
            self._carried.move(left - edge, top - edge)
            return
        self._drop_carried()
        self._steps[item.id].sprite.fade(255)
        if gesture.move == Move.RELEASE:
            self._let_go(gesture.pos, item.id)

    def _let_go(self, pos: tuple[int, int], item: int) -> None:
        slots, _ = self._boxes()
        rects = [self.scene.kit.rect(box.x, box.y, box.width, box.height) for box in slots]
        target = next((number for number, rect in enumerate(rects) if rect.collidepoint(pos)), None)
        was = self.places.index(item) if item in self.places else None
        if target == was:
            return
        if was is not None:
            self.places[was] = None
        if target is not None:
            # Who stood there changes places with the newcomer, or goes back to the others.
            if was is not None:
                self.places[was] = self.places[target]
            self.places[target] = item
        self._placed()

    def _drop_carried(self) -> None:
        if self._carried is not None:
            self._carried.remove()
            self._carried = None

    # ── the verdict ──

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
    return OrderingView(scene, body, changed, Pieces(scene), places=[None] * len(body.items))


def why(body: Steps, answer: Answer) -> str:
    return ""


def key_words(body: Steps, say: Callable[..., str]) -> tuple[str, ...]:
    """The steps in order, numbered."""
    return tuple(f"{item.id + 1}. {item.text}" for item in sorted(body.items, key=lambda item: item.id))
