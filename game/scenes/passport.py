"""闯关护照: take the progress along as a code, or bring one – by the keys on screen, a keyboard or a scanner."""

from __future__ import annotations

from functools import partial

from game.rules import passport, visit
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.blend import lay
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import PRIMARY, SUNKEN, button
from game.ui.widgets.key import key
from game.ui.widgets.qr import qr
from game.ui.widgets.toast import toast

MOST_TYPED = 64
"""A scanner may send hyphens and blanks along; more than this is not a code."""


class Screen(GameScene):
    """Left (above in portrait) the visitor's own code, right the keys to bring one."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        self._typed = ""
        self._slots: Sprite | None = None
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        self.back_button("street" if self.session.visit.plays else "home")
        kit.painter.words(
            say("passport.title"), 172, stage.pick(36, 44), 700, 96, theme.Type(52, "Black", 1.2), theme.INK
        )
        self._paint_own(*stage.pick((64, 168, 720, 868), (48, 180, 984, 640)))
        self._paint_keys(*stage.pick((820, 168, 1036, 868), (48, 856, 984, 1000)))

    # ── taking it along ──

    def _paint_own(self, x: float, y: float, width: float, height: float) -> None:
        kit, say, painter = self.kit, self.kit.say, self.kit.painter
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        code = self.session.passport()
        seen, campaign = self.session.visit, self.session.bank.campaign
        wide = kit.stage.is_portrait
        painter.words(
            say("passport.take"), x + 40, y + 28, width - 80, 62, theme.Type(46, "Black", 1.2), theme.INK, "center"
        )
        made = qr(code, kit.stage.px(360))
        side = made.get_width() / kit.stage.scale
        left = x + 60 if wide else x + (width - side) / 2
        lay(kit.canvas.backdrop, made, kit.stage.at(left, y + 108))
        if wide:
            column, room, top = x + 460, width - 500, y + 120
        else:
            column, room, top = x + 30, width - 60, y + 480
        halves = code[:9], code[10:]
        painter.box(column, top, room, 150, 28, theme.ACCENT_SOFT)
        painter.words(
            "\n".join(halves), column, top, room, 150, theme.Type(56, "Black", 1.2), theme.ACCENT_DEEP, "center"
        )
        stars = say("passport.stars", n=visit.total_stars(seen, campaign))
        painter.words(stars, column, top + 162, room, 48, theme.Type(34, "Bold", 1.2), theme.INK, "center")
        notes = (x + 40, y + 480, width - 80, 130) if wide else (x + 40, top + 216, width - 80, 150)
        painter.words(
            say("passport.take-note"), *notes, theme.Type(34, "Regular", 1.4), theme.INK2, "center", smallest=28
        )

    # ── bringing one ──

    def _paint_keys(self, x: float, y: float, width: float, height: float) -> None:
        say, painter = self.kit.say, self.kit.painter
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        painter.words(
            say("passport.bring"), x + 40, y + 28, width - 80, 62, theme.Type(46, "Black", 1.2), theme.INK, "center"
        )
        self._slots_at = (x + 40, y + 104, width - 80)
        self._show_typed()
        columns, gap = 8, 12
        wide = (width - 80 - gap * (columns - 1)) / columns
        tall = self.kit.stage.pick(108, 116)
        top = y + 244
        for place, letter in enumerate(passport.ALPHABET):
            row, column = divmod(place, columns)
            left, high = x + 40 + column * (wide + gap), top + row * (tall + gap)
            key(self, letter, left, high, wide, tall, partial(self._type, letter))
        foot = top + 4 * (tall + gap) + 12
        deep = y + height - 30 - foot - 10
        deep = min(116.0, deep)
        button(
            self,
            "erase",
            x + 40,
            foot,
            260,
            deep,
            self._erase,
            say("passport.erase"),
            SUNKEN,
            40,
            "back",
            key="backspace",
        )
        button(
            self,
            "enter",
            x + 324,
            foot,
            width - 364,
            deep,
            self._enter,
            say("passport.enter"),
            PRIMARY,
            46,
            trailing="check",
            key="return",
        )

    def key(self, name: str) -> None:
        if name == "backspace":
            self._erase()
        elif name in ("return", "enter", "keypad enter") and self._focus is None and self._typed:
            self._enter()
        elif len(name) > 1:
            super().key(name)

    takes_text = True

    def typed(self, content: str) -> None:
        for character in content[:MOST_TYPED]:
            if passport.normalise(character) in tuple(passport.ALPHABET):
                self._type(passport.normalise(character))

    def _type(self, letter: str) -> None:
        if len(self._typed) < passport.LENGTH:
            self._typed += letter
            self._show_typed()

    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._show_typed()

    def _show_typed(self) -> None:
        x, y, width = self._slots_at
        typed = self._typed

        def paint(painter: Painter) -> None:
            gap, part = 10, 26
            wide = (width - 15 * gap - 3 * part) / 16
            left = 0.0
            for place in range(passport.LENGTH):
                if place and place % passport.GROUP == 0:
                    left += part
                is_next = place == len(typed)
                border = theme.SELECT if is_next else theme.LINE
                painter.box(left, 0, wide, 104, 16, theme.WHITE, border=border, border_width=5 if is_next else 3)
                if place < len(typed):
                    painter.words(typed[place], left, 0, wide, 104, theme.Type(40, "Black", 1.0), theme.INK, "center")
                left += wide + gap

        if self._slots is not None:
            self._slots.remove()
        self._slots = self.kit.sprite(x, y, width, 104, paint, z=6, bleed=8)

    def _enter(self) -> None:
        say = self.kit.say
        try:
            self.session.restore(self._typed)
        except passport.PassportError as error:
            self.kit.speaker.play("wrong")
            toast(self.kit, say(f"passport.{error.reason}", n=len(self._typed)), "warn")
            return
        self.kit.speaker.play("unlock")
        self.leave("street")
