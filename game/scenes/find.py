"""Finding a page of the pocket book: by the first letters of its title's pinyin, or by words from a keyboard."""

from __future__ import annotations

from functools import partial
from string import ascii_uppercase

from game.rules.handbook import Card, found
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop
from game.ui.widgets.button import SUNKEN, button
from game.ui.widgets.key import key

MOST_TYPED = 12
ROWS = 6
ROW, GAP = 112, 16


class Screen(GameScene):
    """The keys at the left (below in portrait), what was found at the right (above)."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        self._typed = ""
        self._shown: list[Sprite] = []
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        self.back_button("book")
        painter = kit.painter
        title = theme.Type(52, "Black", 1.2)
        painter.words(say("find.title"), 172, stage.pick(36, 44), 700, 96, title, theme.INK)
        self._keys(*stage.pick((64, 168, 860, 868), (48, 1120, 984, 740)))
        self._results_at = stage.pick((956, 168, 900), (48, 180, 984))
        self._results()

    def _keys(self, x: float, y: float, width: float, height: float) -> None:
        kit, say = self.kit, self.kit.say
        kit.painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        self._typed_at = (x + 40, y + 32, width - 80)
        columns, gap = kit.stage.pick((6, 14), (7, 14))
        wide = (width - 80 - gap * (columns - 1)) / columns
        top = y + 168
        rows = -(-len(ascii_uppercase) // columns)
        tall = min(112.0, (height - 168 - 32) / rows - gap)
        for place, letter in enumerate(ascii_uppercase):
            row, column = divmod(place, columns)
            left = x + 40 + column * (wide + gap)
            key(self, letter, left, top + row * (tall + gap), wide, tall, partial(self._type, letter))
        row, column = divmod(len(ascii_uppercase), columns)
        left, high = x + 40 + column * (wide + gap), top + row * (tall + gap)
        room = x + width - 40 - left
        button(self, "erase", left, high, room, tall, self._erase, say("passport.erase"), SUNKEN, 40, key="backspace")

    # ── typing ──

    def key(self, name: str) -> None:
        if len(name) > 1 and name != "space":
            super().key(name)

    takes_text = True

    def typed(self, content: str) -> None:
        for character in content[:MOST_TYPED]:
            if character.isalnum():
                self._type(character)

    def _type(self, letter: str) -> None:
        if len(self._typed) < MOST_TYPED:
            self._typed += letter.upper()
            self._results()

    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._results()

    # ── what was found ──

    def _results(self) -> None:
        kit, say = self.kit, self.kit.say
        for sprite in self._shown:
            sprite.remove()
        self.targets[:] = [target for target in self.targets if not target.name.startswith("card-")]
        typed = self._typed or say("find.hint")
        x, y, width = self._typed_at

        def paint_typed(painter: Painter) -> None:
            painter.box(0, 0, width, 108, 28, theme.WHITE, border=theme.SELECT, border_width=5)
            role = theme.Type(52 if self._typed else 34, "Black" if self._typed else "Bold", 1.0)
            ink = theme.INK if self._typed else theme.INK2
            painter.words(typed, 28, 0, width - 56, 108, role, ink)

        self._shown = [kit.sprite(x, y, width, 108, paint_typed, z=6, bleed=8)]
        cards = found(self.session.bank.cards(), self._typed)
        left, top, wide = self._results_at
        for place, card in enumerate(cards[:ROWS]):
            self._row(card, left, top + place * (ROW + GAP), wide)
        line = "" if cards else say("find.none")
        if len(cards) > ROWS and self._typed:
            line = say("find.more", n=len(cards) - ROWS)
        if line:
            below = top + min(len(cards), ROWS) * (ROW + GAP)

            def paint_line(painter: Painter) -> None:
                painter.words(line, 0, 0, wide, 70, theme.Type(36, "Bold", 1.2), theme.INK2, "center")

            self._shown.append(kit.sprite(left, below, wide, 70, paint_line, z=6, bleed=0))

    def _row(self, card: Card, x: float, y: float, width: float) -> None:
        chapter = self.session.bank.campaign.chapter(card.topic)

        def paint(painter: Painter) -> None:
            painter.box(0, 0, width, ROW, 30, theme.WHITE, CARD)
            painter.picture(card.picture, 20, 10, ROW - 20)
            painter.words(card.title, 136, 0, width * 0.56, ROW, theme.Type(42, "Bold", 1.2), theme.INK)
            colour = theme.TAG.get(chapter.plot, theme.ACCENT_DEEP)
            role = theme.Type(32, "Bold", 1.2)
            painter.words(chapter.title, width - 300, 0, 220, ROW, role, colour, "right", smallest=24)
            painter.icon("next", width - 64, ROW / 2 - 20, 40, theme.INK3)

        self._shown.append(self.kit.sprite(x, y, width, ROW, paint, z=5))
        act = partial(self.leave, "book", card=card.id)
        self.target(Target(f"card-{card.id}", self.kit.rect(x, y, width, ROW), act))
