"""Sixteen boxes and the keys to fill them: for a code that is typed on screen, on a keyboard or by a scanner."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.rules.passport import ALPHABET, GROUP, LENGTH, normalise
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import Painter
from game.ui.scene import Scene
from game.ui.widgets.button import PRIMARY, SUNKEN, button
from game.ui.widgets.key import key

MOST_TYPED = 64
"""A scanner may send hyphens and blanks along; more than this is not a code."""
ENTER_KEYS = ("return", "enter", "keypad enter")
COLUMNS, GAP = 8, 12


class CodePad:
    """The pad of a scene in a box of stage units; `enter` gets what was typed."""

    def __init__(
        self, scene: Scene, x: float, y: float, width: float, height: float, label: str, enter: Callable[[str], None]
    ) -> None:
        self._kit, self._enter = scene.kit, enter
        self.code = ""
        self._slots: Sprite | None = None
        self._at = (x, y, width)
        self._show()
        wide = (width - GAP * (COLUMNS - 1)) / COLUMNS
        tall = self._kit.stage.pick(108, 116)
        top = y + 140
        for place, letter in enumerate(ALPHABET):
            row, column = divmod(place, COLUMNS)
            left, high = x + column * (wide + GAP), top + row * (tall + GAP)
            key(scene, letter, left, high, wide, tall, partial(self._put, letter))
        foot = top + 4 * (tall + GAP) + GAP
        deep = min(116.0, y + height - foot)
        say = self._kit.say
        button(
            scene, "erase", x, foot, 260, deep, self.erase, say("passport.erase"), SUNKEN, 40, "back", key="backspace"
        )
        button(
            scene,
            "enter",
            x + 284,
            foot,
            width - 284,
            deep,
            self.enter,
            label,
            PRIMARY,
            46,
            trailing="check",
            key="return",
        )

    def takes(self, name: str, has_focus: bool) -> bool:
        """Whether the key of that name was the pad's own: erase, Enter, or a letter, which arrives as text as well."""
        if name == "backspace":
            self.erase()
        elif name in ENTER_KEYS and not has_focus and self.code:
            self.enter()
        else:
            return len(name) == 1
        return True

    def type(self, content: str) -> None:
        """Text arrived; what no code has is left out."""
        for character in content[:MOST_TYPED]:
            letter = normalise(character)
            if letter in tuple(ALPHABET):
                self._put(letter)

    def enter(self) -> None:
        """What was typed is handed on."""
        self._enter(self.code)

    def erase(self) -> None:
        """The last character is gone."""
        self.code = self.code[:-1]
        self._show()

    def clear(self) -> None:
        """Nothing is typed."""
        self.code = ""
        self._show()

    def _put(self, letter: str) -> None:
        if len(self.code) < LENGTH:
            self.code += letter
            self._show()

    def _show(self) -> None:
        x, y, width = self._at
        typed = self.code

        def paint(painter: Painter) -> None:
            gap, part = 10, 26
            wide = (width - 15 * gap - 3 * part) / 16
            left = 0.0
            for place in range(LENGTH):
                if place and place % GROUP == 0:
                    left += part
                is_next = place == len(typed)
                border = theme.SELECT if is_next else theme.LINE
                painter.box(left, 0, wide, 104, 16, theme.WHITE, border=border, border_width=5 if is_next else 3)
                if place < len(typed):
                    painter.words(typed[place], left, 0, wide, 104, theme.Type(40, "Black", 1.0), theme.INK, "center")
                left += wide + gap

        if self._slots is not None:
            self._slots.remove()
        self._slots = self._kit.sprite(x, y, width, 104, paint, z=6, bleed=8)
