"""Ten digits, back, and dots for what was typed: how staff give a number without a keyboard."""

from __future__ import annotations

from functools import partial

from game.kiosk.desk import Desk
from game.kiosk.pin import DIGITS
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Painter
from game.ui.widgets.button import WHITE, button

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back")
KEY, KEY_GAP = 132, 20
PAD = 3 * KEY + 2 * KEY_GAP


class Keypad(GameScene):
    """A screen that asks for six digits. A subclass says in `complete` what becomes of them."""

    def build(self) -> None:
        kit, stage = self.kit, self.kit.stage
        width, height = map(float, stage.units)
        kit.canvas.backdrop.fill(theme.TILE, kit.canvas.backdrop.get_rect())
        self._typed = ""
        self._shown: list[Sprite] = []
        if stage.is_portrait:
            words_x, words_y, words_wide = 90.0, 300.0, width - 180.0
            pad_x, pad_y = (width - PAD) / 2, 820.0
        else:
            words_x, words_y, words_wide = 150.0, 250.0, 760.0
            pad_x, pad_y = 1130.0, (height - 4 * KEY - 3 * KEY_GAP) / 2
        self._words = (words_x, words_y, words_wide)

        def paint(painter: Painter) -> None:
            painter.box(0, 0, PAD + 96, 4 * KEY + 3 * KEY_GAP + 96, 48, theme.WHITE, CARD)

        kit.sprite(pad_x - 48, pad_y - 48, PAD + 96, 4 * KEY + 3 * KEY_GAP + 96, paint)
        for place, key in enumerate(KEYS):
            if not key:
                continue
            down, across = divmod(place, 3)
            x, y = pad_x + across * (KEY + KEY_GAP), pad_y + down * (KEY + KEY_GAP)
            if key == "back":
                button(self, "erase", x, y, KEY, KEY, self._erase, style=WHITE, icon="back", key="backspace")
            else:
                button(self, f"digit-{key}", x, y, KEY, KEY, partial(self._type, key), key, WHITE, 64, key=key)
        self._tell()
        foot_x, foot_y, foot_wide = (words_x, words_y + 460, 420.0) if not stage.is_portrait else (90.0, 1640.0, 420.0)
        button(
            self, "leave", foot_x, foot_y, foot_wide, 116, self._leave, kit.say(self.way_back), WHITE, 42, key="escape"
        )

    @property
    def desk(self) -> Desk:
        desk: Desk = self.arguments["desk"]
        return desk

    # ── what a subclass says ──

    way_back = "staff.back"

    def heading(self) -> str:
        raise NotImplementedError

    def line(self) -> str:
        raise NotImplementedError

    def complete(self, digits: str) -> None:
        """Six digits were typed; they are gone from the screen afterwards."""
        raise NotImplementedError

    def go_back(self) -> None:
        raise NotImplementedError

    # ── typing ──

    def _leave(self) -> None:
        self.go_back()

    def _type(self, digit: str) -> None:
        if len(self._typed) < DIGITS:
            self._typed += digit
        if len(self._typed) == DIGITS:
            typed, self._typed = self._typed, ""
            self.complete(typed)
        if self.exit is None:
            self._tell()

    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._tell()

    def _tell(self) -> None:
        kit = self.kit
        for sprite in self._shown:
            sprite.remove()
        x, y, width = self._words

        def paint(painter: Painter) -> None:
            painter.words(self.heading(), 0, 0, width, 90, theme.Type(60, "Black", 1.2), theme.INK)
            painter.words(self.line(), 0, 100, width, 170, theme.Type(38, "Regular", 1.4), theme.INK2, valign="top")
            for place in range(DIGITS):
                colour = theme.ACCENT if place < len(self._typed) else theme.LIP
                painter.disc(place * 84, 310, 48, colour)

        self._shown = [kit.sprite(x, y, width, 400, paint, z=2, bleed=4)]
