"""How a number question looks and is touched: a display with its unit fixed, and a keypad."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.qtypes.number.rules import Amount
from game.qtypes.pieces import Piece, Pieces
from game.qtypes.tiles import Box, Outcome, State, Tile, tile_boxes
from game.rules.question import Answer, Verdict
from game.ui import theme
from game.ui.paint import ANSWER, Painter
from game.ui.scene import Scene

DIGITS_MOST = 4
CLEAR, BACK = "clear", "back"
LANDSCAPE = (*"123456", CLEAR, *"7890", BACK)
PORTRAIT = (*"123456789", CLEAR, "0", BACK)


@dataclass(slots=True)
class NumberView:
    """The display and the keys. `changed` is called when the number changes."""

    scene: Scene
    body: Amount
    changed: Callable[[], None]
    pieces: Pieces
    needs_room: bool = True
    typed: str = ""
    _display: list[Piece] = field(default_factory=list)

    @property
    def prompt(self) -> str:
        return "number.prompt"

    @property
    def answer(self) -> Answer | None:
        return (int(self.typed),) if self.typed else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        """The keys to touch, in order, to type that number."""
        first = (f"key-{CLEAR}",) if self.typed else ()
        return (*first, *(f"key-{digit}" for digit in str(answer[0])))

    def remove(self, ids: tuple[int, ...]) -> None:
        """A number has no options to remove."""

    def clear(self) -> None:
        self.pieces.clear()
        self._display.clear()

    def ask(self, area: Box, size: int) -> None:
        """The display and the keypad are within `area`."""
        self.clear()
        if self.scene.kit.stage.is_portrait:
            shown = Box(area.x, area.y, area.width, 230)
            keys = tile_boxes(12, area.x, area.y + 260, area.width, 680, 3, 24)
            order = PORTRAIT
        else:
            shown = Box(area.x, area.y + 40, 520, 420)
            keys = tile_boxes(12, area.x + 556, area.y + 40, area.width - 556, 420, 6, 24)
            order = LANDSCAPE
        self._display = [
            self.pieces.piece("number", shown, lambda p, _: self._paint(p, shown), lambda: State.NORMAL, lambda: None)
        ]
        self._display[0].target.is_enabled = False
        for name, box in zip(order, keys, strict=True):
            self._key(name, box)

    def _key(self, name: str, box: Box) -> None:
        say = self.scene.kit.say
        words = name if name.isdigit() else say(f"number.{name}")
        role = theme.Type(64 if name.isdigit() else 40, "Black", 1.2)

        def paint(painter: Painter, state: State) -> None:
            push = 6 if state == State.PRESSED else 0
            fill = theme.PRESSED if push else theme.WHITE if name.isdigit() else theme.TILE
            painter.box(0, push, box.width, box.height, theme.RADIUS_ANSWER, fill, ANSWER, theme.ANSWER_LIP)
            painter.words(words, 0, push, box.width, box.height, role, theme.INK, "center")

        keyboard = {CLEAR: "delete", BACK: "backspace"}.get(name, name)
        self.pieces.piece(f"key-{name}", box, paint, lambda: State.NORMAL, lambda: self._press(name), keyboard)

    def _press(self, name: str) -> None:
        if name == CLEAR:
            self.typed = ""
        elif name == BACK:
            self.typed = self.typed[:-1]
        elif len(self.typed) < DIGITS_MOST:
            self.typed = str(int(self.typed + name))
        self.scene.kit.speaker.play("select")
        self._display[0].redraw()
        self.changed()

    def _paint(self, painter: Painter, box: Box) -> None:
        border = theme.SELECT if self.typed else theme.WHITE
        painter.box(0, 0, box.width, box.height, theme.RADIUS_CARD, theme.WHITE, ANSWER, theme.ANSWER_LIP, border, 5)
        digits = theme.Type(130, "Black", 1.1)
        unit = painter.pill_width(self.body.unit, 0, 56, "Black", padding=0)
        room = box.width - unit - 110
        colour = theme.INK if self.typed else theme.LIP
        painter.words(self.typed or "?", 30, 0, room, box.height, digits, colour, "right", smallest=80)
        role = theme.Type(56, "Black", 1.2)
        painter.words(self.body.unit, 30 + room + 24, 0, unit + 40, box.height, role, theme.INK2)

    def outcomes(self, answer: Answer | None, verdict: Verdict) -> list[Outcome]:
        """The number given and, where that was wrong, the right one."""
        say = self.scene.kit.say
        found: list[Outcome] = []
        if answer and not verdict.is_right:
            tile = Tile(0, in_words(self.body, answer[0]), is_plain=True)
            found.append(Outcome(tile, State.WRONG, say("tile.chosen"), True))
        word = "tile.right" if verdict.is_right else "tile.key"
        tile = Tile(1, in_words(self.body, self.body.value), is_plain=True)
        found.append(Outcome(tile, State.RIGHT, say(word), verdict.is_right))
        return found


def in_words(body: Amount, value: int) -> str:
    """The number with its unit."""
    return f"{value} {body.unit}"


def view(scene: Scene, body: Amount, changed: Callable[[], None]) -> NumberView:
    return NumberView(scene, body, changed, Pieces(scene))


def why(body: Amount, answer: Answer) -> str:
    """What the number given really is, where it is a common slip."""
    return next((slip.why for slip in body.slips if answer == (slip.value,)), "")


def key_words(body: Amount, say: Callable[..., str]) -> tuple[str, ...]:
    return (in_words(body, body.value),)
