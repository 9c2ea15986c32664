"""How a dialogue looks and is touched: bubbles that come step by step, answers to choose, and three ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from game.qtypes.dialogue.rules import COMPLY, ENDS, HANG_UP, REPORT, VERIFY, Step, Talk, walk
from game.qtypes.pieces import Pieces
from game.qtypes.tiles import Box, Outcome, State, Tile
from game.rules.question import Answer, Verdict
from game.ui import theme
from game.ui.paint import CARD, PILL, SECONDARY, Painter
from game.ui.scene import Scene

HEAD = 78
CHANNEL_ICONS = {"call": "phone", "chat": "chat", "visit": "people"}
EXITS = ((HANG_UP, "cross", "z"), (VERIFY, "search", "x"), (REPORT, "shield", "c"))
"""The ends, their icons, and the keys that choose them."""


@dataclass(slots=True)
class TalkView:
    """The dialogue as far as it has come."""

    scene: Scene
    body: Talk
    changed: Callable[[], None]
    pieces: Pieces
    needs_room: bool = True
    moves: tuple[int, ...] = ()
    _area: Box = field(default_factory=lambda: Box(0, 0, 1, 1))
    _size: int = 40

    @property
    def prompt(self) -> str:
        return "dialogue.prompt"

    @property
    def answer(self) -> Answer | None:
        """The whole way, once it has ended."""
        return self.moves if walk(self.body, self.moves)[2] else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        """The choices to touch from where the talk stands."""
        return tuple(f"exit-{move}" if move in ENDS else f"choice-{move}" for move in answer[len(self.moves) :])

    def remove(self, ids: tuple[int, ...]) -> None:
        """Choices are never removed."""

    def clear(self) -> None:
        self.pieces.clear()

    def ask(self, area: Box, size: int) -> None:
        """The dialogue is within `area`: what was said, and what can be answered."""
        self.clear()
        self._area, self._size = area, size
        if self.scene.kit.stage.is_portrait:
            panel = Box(area.x, area.y, area.width, 520)
            side = Box(area.x, area.y + 544, area.width, area.height - 544)
        else:
            panel = Box(area.x, area.y, 1010, area.height)
            side = Box(area.x + 1040, area.y, area.width - 1040, area.height)
        self.pieces.picture(panel, lambda painter: self._paint_panel(painter, panel))
        met, _, end = walk(self.body, self.moves)
        step = self.body.steps[met[-1]]
        self._bubbles(panel, step, end)
        if not end:
            self._answers(side, step)
        else:
            self.pieces.picture(
                Box(side.x + side.width / 2 - 170, side.y, 340, 340),
                lambda painter: painter.picture("lion_think", 0, 0, 340),
            )

    def _said(self) -> str:
        """The visitor's latest words, if any."""
        if not self.moves:
            return ""
        last = self.moves[-1]
        if last in ENDS:
            return self.scene.kit.say(f"dialogue.{ENDS[last]}")
        met, _, _ = walk(self.body, self.moves[:-1])
        return self.body.steps[met[-1]].choices[last].text

    def _bubbles(self, panel: Box, step: Step, end: str) -> None:
        lines = [(words, False) for words in step.says]
        if self.moves:
            lines = [*lines, (self._said(), True)] if end else [(self._said(), True), *lines]
        gap = 12
        tall = min(120.0, (panel.height - HEAD - 30 - gap * (len(lines) - 1)) / len(lines))
        y = panel.y + HEAD + 14
        role = theme.Type(min(self._size, 40), "Regular", 1.28)
        for words, is_own in lines:
            wide = panel.width * 0.86
            left = panel.x + panel.width - wide - 22 if is_own else panel.x + 22
            fill, ink = (theme.ACCENT_SOFT, theme.ACCENT_DEEP) if is_own else (theme.WHITE, theme.INK)

            def paint(
                painter: Painter,
                words: str = words,
                wide: float = wide,
                fill: theme.Colour = fill,
                ink: theme.Colour = ink,
            ) -> None:
                painter.box(0, 0, wide, tall, 26, fill, PILL, theme.ANSWER_LIP)
                painter.words(words, 24, 0, wide - 48, tall, role, ink, smallest=28)

            self.pieces.picture(Box(left, y, wide, tall), paint, z=10)
            y += tall + gap

    def _paint_panel(self, painter: Painter, box: Box) -> None:
        painter.box(0, 0, box.width, box.height, theme.RADIUS_CARD, theme.SELECT_SOFT, CARD)
        painter.box(0, 0, box.width, HEAD, theme.RADIUS_CARD, theme.WHITE)
        painter.icon(CHANNEL_ICONS[self.body.channel], 28, 18, 42, theme.ACCENT_DEEP)
        role = theme.Type(40, "Black", 1.2)
        painter.words(self.body.caller, 88, 0, box.width - 300, HEAD, role, theme.INK)
        x = 110 + painter.pill_width(self.body.caller, 0, 40, "Black", padding=0)
        words = self.scene.kit.say(f"dialogue.{self.body.channel}")
        painter.pill(words, x, 13, 52, theme.ACCENT_SOFT, theme.ACCENT_DEEP, 32)

    def _answers(self, side: Box, step: Step) -> None:
        foot = 118
        gap = 14
        count = len(step.choices)
        tall = min(118.0, (side.height - foot - 24 - gap * (count - 1)) / count)
        for place, choice in enumerate(step.choices):
            box = Box(side.x, side.y + place * (tall + gap), side.width, tall)
            self.pieces.piece(
                f"choice-{place}",
                box,
                partial(self._paint_choice, choice.text, box),
                lambda: State.NORMAL,
                partial(self._move, place),
                str(place + 1),
            )
        exits = [entry for entry in EXITS if entry[0] in step.exits]
        wide = (side.width - 16 * (len(exits) - 1)) / len(exits)
        for place, (code, icon, key) in enumerate(exits):
            box = Box(side.x + place * (wide + 16), side.y + side.height - foot, wide, foot - 8)
            self.pieces.piece(
                f"exit-{code}",
                box,
                partial(self._paint_exit, self.scene.kit.say(f"dialogue.{ENDS[code]}"), icon, box),
                lambda: State.NORMAL,
                partial(self._move, code),
                key,
            )

    def _paint_choice(self, words: str, box: Box, painter: Painter, state: State) -> None:
        push = 5 if state == State.PRESSED else 0
        fill = theme.PRESSED if push else theme.WHITE
        painter.box(0, push, box.width, box.height, theme.RADIUS_ANSWER, fill, SECONDARY, theme.ANSWER_LIP)
        painter.icon("chat", 28, push + box.height / 2 - 22, 44, theme.ACCENT_DEEP)
        role = theme.Type(min(self._size, 42), "Bold", 1.25)
        painter.words(words, 92, push, box.width - 116, box.height, role, theme.INK, smallest=28)

    def _paint_exit(self, words: str, icon: str, box: Box, painter: Painter, state: State) -> None:
        push = 5 if state == State.PRESSED else 0
        painter.box(0, push, box.width, box.height, theme.RADIUS_BUTTON, theme.RIGHT_SOFT, SECONDARY, theme.RIGHT_LIP)
        painter.icon(icon, 20, push + box.height / 2 - 21, 42, theme.RIGHT_INK)
        role = theme.Type(36, "Black", 1.15)
        painter.words(words, 72, push, box.width - 82, box.height, role, theme.RIGHT_INK, smallest=26)

    def _move(self, move: int) -> None:
        self.moves = (*self.moves, move)
        self.scene.kit.speaker.play("select")
        self.ask(self._area, self._size)
        self.changed()

    def outcomes(self, answer: Answer | None, verdict: Verdict) -> list[Outcome]:
        """How it ended, and the tricks that were used."""
        say = self.scene.kit.say
        found: list[Outcome] = []
        if answer:
            end = walk(self.body, answer)[2]
            state = State.RIGHT if verdict.credit else State.WRONG
            going_along = "dialogue.settled" if self.body.is_genuine else "dialogue.complied"
            words = say(going_along if end == COMPLY else f"dialogue.{end}")
            found.append(
                Outcome(Tile(0, words, icon="user"), state, say("dialogue.credit", n=verdict.credit // 10), True)
            )
        if self.body.is_genuine:
            found.append(Outcome(Tile(1, say("redflags.genuine"), icon="shield"), State.RIGHT))
        for place, name in enumerate(self.body.techniques):
            tile = Tile(2 + place, say(f"technique.{name}"), icon="flag")
            found.append(Outcome(tile, State.NORMAL))
        return found


def view(scene: Scene, body: Talk, changed: Callable[[], None]) -> TalkView:
    return TalkView(scene, body, changed, Pieces(scene))


def why(body: Talk, answer: Answer) -> str:
    """What became of it."""
    end = walk(body, answer)[2] if answer else ""
    return body.ends.get(end, "")


def key_words(body: Talk, say: Callable[..., str]) -> tuple[str, ...]:
    """The safe way out."""
    return (body.ends["verify"],)
