"""How a red-flag message looks and is touched: its parts as bubbles, and a button for nothing suspicious."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from game.qtypes.pieces import Piece, Pieces
from game.qtypes.redflags.rules import Message, Part
from game.qtypes.tiles import Box, Outcome, State, Tile
from game.rules.question import Answer, Verdict
from game.ui import theme
from game.ui.paint import CARD, PILL, SECONDARY, Painter
from game.ui.scene import Scene

HEAD = 78


@dataclass(slots=True)
class MessageView:
    """The message. A tapped part carries a flag; a second tap takes it off."""

    scene: Scene
    body: Message
    changed: Callable[[], None]
    pieces: Pieces
    needs_room: bool = True
    flagged: tuple[int, ...] = ()
    is_clean: bool = False
    _parts: dict[int, Piece] = field(default_factory=dict)
    _clean: list[Piece] = field(default_factory=list)

    @property
    def prompt(self) -> str:
        return "redflags.prompt"

    @property
    def answer(self) -> Answer | None:
        if self.is_clean:
            return ()
        return tuple(sorted(self.flagged)) if self.flagged else None

    def taps(self, answer: Answer) -> tuple[str, ...]:
        changed = sorted(set(answer) ^ set(self.flagged))
        return tuple(f"part-{part}" for part in changed) if answer else ("nothing",)

    def remove(self, ids: tuple[int, ...]) -> None:
        """Parts are never removed."""

    def clear(self) -> None:
        self.pieces.clear()
        self._parts.clear()
        self._clean.clear()

    def ask(self, area: Box, size: int) -> None:
        """The message is within `area`, the button beside or below it."""
        self.clear()
        stage = self.scene.kit.stage
        if stage.is_portrait:
            panel, clean = Box(area.x, area.y, area.width, 850), Box(area.x, area.y + 874, area.width, 110)
        else:
            panel, clean = (
                Box(area.x, area.y, 1330, area.height),
                Box(area.x + 1366, area.y + area.height - 130, 426, 118),
            )
            self.pieces.picture(
                Box(area.x + 1400, area.y, 360, 400), lambda painter: painter.picture("lion_think", 0, 10, 380)
            )
        self.pieces.picture(panel, lambda painter: self._paint_panel(painter, panel))
        parts = self.body.parts
        gap = 8
        tall = min(150.0, (panel.height - HEAD - 30 - gap * (len(parts) - 1)) / len(parts))
        y = panel.y + HEAD + 14
        for part in parts:
            wide = panel.width * (0.86 if stage.is_portrait else 0.9)
            left = panel.x + panel.width - wide - 22 if part.is_own else panel.x + 22
            box = Box(left, y, wide, tall)
            if part.is_own:
                self.pieces.picture(box, partial(self._paint_own, part, box, size), z=10)
            else:
                self._parts[part.id] = self.pieces.piece(
                    f"part-{part.id}",
                    box,
                    partial(self._paint_part, part, box, size),
                    partial(self._state, part.id),
                    partial(self._toggle, part.id),
                    str(part.id + 1),
                )
            y += tall + gap
        self._clean = [
            self.pieces.piece(
                "nothing",
                clean,
                partial(self._paint_clean, clean),
                lambda: State.SELECTED if self.is_clean else State.NORMAL,
                self._call_clean,
                "0",
            )
        ]

    def _paint_panel(self, painter: Painter, box: Box) -> None:
        painter.box(0, 0, box.width, box.height, theme.RADIUS_CARD, theme.SELECT_SOFT, CARD)
        painter.box(0, 0, box.width, HEAD, theme.RADIUS_CARD, theme.WHITE)
        painter.words(self.body.sender, 30, 0, box.width - 300, HEAD, theme.Type(40, "Black", 1.2), theme.INK)
        x = 50 + painter.pill_width(self.body.sender, 0, 40, "Black", padding=0)
        painter.pill(self.body.note, x, 13, 52, theme.ACCENT_SOFT, theme.ACCENT_DEEP, 32)

    def _paint_part(self, part: Part, box: Box, size: int, painter: Painter, state: State) -> None:
        is_flagged = state == State.SELECTED
        fill, border, ink = theme.WHITE, theme.WHITE, theme.INK
        if is_flagged:
            fill, border, ink = theme.WRONG_SOFT, theme.WRONG, theme.WRONG_INK
        push = 4 if state == State.PRESSED else 0
        painter.box(0, push, box.width, box.height, 26, fill, PILL, theme.ANSWER_LIP, border, 4)
        room = box.width - 44
        if is_flagged:
            words = self.scene.kit.say("redflags.suspicious")
            room -= painter.pill(
                words, box.width - 14, push + (box.height - 54) / 2, 54, theme.WRONG, theme.WHITE, 32, align="right"
            )
        role = theme.Type(min(size, 40), "Regular", 1.28)
        painter.words(part.text, 24, push, room, box.height, role, ink, smallest=26)

    def _paint_own(self, part: Part, box: Box, size: int, painter: Painter) -> None:
        painter.box(0, 0, box.width, box.height, 26, theme.ACCENT_SOFT, PILL, theme.LIP)
        role = theme.Type(min(size, 40), "Regular", 1.28)
        painter.words(part.text, 24, 0, box.width - 48, box.height, role, theme.ACCENT_DEEP, "right", smallest=26)

    def _paint_clean(self, box: Box, painter: Painter, state: State) -> None:
        chosen = state == State.SELECTED
        fill, ink = (theme.RIGHT, theme.WHITE) if chosen else (theme.WHITE, theme.RIGHT_INK)
        push = 6 if state == State.PRESSED else 0
        painter.box(0, push, box.width, box.height, theme.RADIUS_BUTTON, fill, SECONDARY, theme.LIP)
        painter.icon("shield", 30, push + box.height / 2 - 26, 52, ink)
        words = self.scene.kit.say("redflags.nothing")
        painter.words(words, 96, push, box.width - 120, box.height, theme.Type(44, "Black", 1.2), ink)

    def _state(self, part: int) -> State:
        return State.SELECTED if part in self.flagged else State.NORMAL

    def _toggle(self, part: int) -> None:
        if part in self.flagged:
            self.flagged = tuple(other for other in self.flagged if other != part)
        else:
            self.flagged, self.is_clean = (*self.flagged, part), False
        self._show()

    def _call_clean(self) -> None:
        self.flagged, self.is_clean = (), not self.is_clean
        self._show()

    def _show(self) -> None:
        self.scene.kit.speaker.play("select")
        for piece in (*self._parts.values(), *self._clean):
            piece.redraw()
        self.changed()

    def outcomes(self, answer: Answer | None, verdict: Verdict) -> list[Outcome]:
        """Each warning sign, found or missed; sentences flagged without reason; or that there was nothing."""
        say = self.scene.kit.say
        chosen = set(answer or ())
        found: list[Outcome] = []
        for part in self.body.parts:
            if part.flag:
                is_hit = part.id in chosen
                mark = say("redflags.found" if is_hit else "redflags.missed")
                tile = Tile(part.id, part.flag, icon="flag")
                found.append(Outcome(tile, State.RIGHT if is_hit else State.WRONG, mark, is_hit))
        if not verdict.key:
            state = State.RIGHT if verdict.is_right else State.WRONG
            tile = Tile(90, say("redflags.genuine"), icon="shield")
            found.append(Outcome(tile, state, "", True))
        alarms = len(chosen - set(verdict.key))
        if alarms:
            tile = Tile(91, say("redflags.false-alarms", n=alarms), icon="info")
            found.append(Outcome(tile, State.WRONG, say("tile.chosen"), True))
        return found


def view(scene: Scene, body: Message, changed: Callable[[], None]) -> MessageView:
    return MessageView(scene, body, changed, Pieces(scene))


def why(body: Message, answer: Answer) -> str:
    """Why the first missed sign is one; else why the first sentence flagged without reason is fine."""
    missed = [part.why for part in body.parts if part.flag and part.id not in answer]
    fine = [part.why for part in body.parts if not part.flag and part.id in answer]
    return next((reason for reason in (*missed, *fine) if reason), "")


def key_words(body: Message, say: Callable[..., str]) -> tuple[str, ...]:
    """The warning signs, or that there are none."""
    return tuple(part.flag for part in body.parts if part.flag) or (say("redflags.genuine"),)
