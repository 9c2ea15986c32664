"""有声墙: a wall of cards; a touched one reads itself aloud, and the wall can read a whole page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.rules.handbook import Card
from game.scenes.parts.read_bar import ReadBar
from game.scenes.parts.reading import Reading
from game.scenes.parts.reading_scene import ReadingScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import ANSWER, Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop
from game.ui.widgets.button import ICON, button
from game.words import DEFAULT

ON_A_PAGE = 8
GAP = 24


class Screen(ReadingScene):
    """Page `page` of the wall, counting from 0."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        cards = self.session.bank.cards()
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        self.back_button("home")
        painter = kit.painter
        title = theme.Type(52, "Black", 1.2)
        painter.words(say("home.wall"), 172, stage.pick(36, 44), 400, 96, title, theme.INK)
        self._card: Card | None = None
        self._is_on_and_on = False
        self._tiles: dict[str, tuple[Sprite, Callable[[bool, bool], None]]] = {}
        if not cards:
            return
        self._pages = -(-len(cards) // ON_A_PAGE)
        self._page = self.arguments.get("page", 0) % self._pages
        self._shown = cards[self._page * ON_A_PAGE : (self._page + 1) * ON_A_PAGE]
        columns = stage.pick(4, 2)
        x, y, width, height = stage.pick((64, 160, 1792, 700), (48, 176, 984, 1480))
        rows = -(-ON_A_PAGE // columns)
        wide, tall = (width - GAP * (columns - 1)) / columns, (height - GAP * (rows - 1)) / rows
        for place, card in enumerate(self._shown):
            left, top = x + (wide + GAP) * (place % columns), y + (tall + GAP) * (place // columns)
            self._tile(card, left, top, wide, tall, str(place + 1))
        button(
            self,
            "all",
            *stage.pick((1476, 36), (712, 44)),
            stage.pick(380, 320),
            96,
            self._read_all,
            say("wall.all"),
            ICON,
            38,
            "speaker",
            key="return",
        )
        page = say("book.page", n=self._page + 1, most=self._pages)
        counted = theme.Type(38, "Bold", 1.2)
        painter.words(page, *stage.pick((1150, 36, 300), (500, 44, 190)), 96, counted, theme.INK2, "right", smallest=28)
        bar = stage.pick((64, 896, 1792), (48, 1706, 984))
        self._bar = ReadBar(self, *bar, self._toggle, self._turn)
        self._say_idle()

    # ── the cards ──

    def _tile(self, card: Card, x: float, y: float, width: float, height: float, key: str) -> None:
        kit = self.kit
        chapter = self.session.bank.campaign.chapter(card.topic)
        colour = theme.TAG.get(chapter.plot, theme.ACCENT_DEEP)
        art = height * 0.52

        def drawn(is_pressed: bool, is_on: bool) -> Callable[[Painter], None]:
            def paint(painter: Painter) -> None:
                push = 4 if is_pressed else 0
                fill, border = (theme.SELECT_SOFT, theme.SELECT) if is_on else (theme.WHITE, theme.WHITE)
                painter.box(0, push, width, height, theme.RADIUS_ANSWER, fill, ANSWER, border=border, border_width=6)
                painter.picture(card.picture, (width - art) / 2, push + 14, art)
                painter.box(width - 82, push + 16, 64, 64, 32, theme.SELECT if is_on else theme.ACCENT_SOFT)
                painter.icon("speaker", width - 68, push + 30, 36, theme.WHITE if is_on else theme.ACCENT_DEEP)
                role = theme.Type(36, "Bold", 1.15)
                painter.words(card.title, 18, push + art + 16, width - 36, 62, role, theme.INK, "center", smallest=26)
                small = theme.Type(30, "Bold", 1.15)
                painter.words(chapter.title, 18, push + art + 78, width - 36, 48, small, colour, "center", smallest=24)

            return paint

        sprite = kit.place(kit.drawn(width, height, drawn(False, False)), x, y, z=5)

        def look(is_pressed: bool, is_on: bool) -> None:
            sprite.show(kit.drawn(width, height, drawn(is_pressed, is_on)))

        self._tiles[card.id] = (sprite, look)

        def press(down: bool) -> None:
            look(down, self._card is card)

        self.target(Target(f"card-{card.id}", kit.rect(x, y, width, height), partial(self._touch, card), press, key))

    def _touch(self, card: Card) -> None:
        if self._card is card and self.reading is not None:
            self._toggle()
            return
        self._is_on_and_on = False
        self._read(card)

    # ── reading ──

    def _read(self, card: Card) -> None:
        self._rest()
        self._card = card
        self._tiles[card.id][1](False, True)
        self.session.has_read(card.id)
        self.reading = Reading(self.kit, card.spoken, self._on_sentence, self._on_end)
        self.reading.start(self.kit.motions.now_ms)

    def _read_all(self) -> None:
        self._is_on_and_on = True
        self._read(self._shown[0])

    def _on_sentence(self, place: int) -> None:
        if self._card is not None and self.reading is not None:
            self._bar.show(self._card.spoken[place], self.reading)

    def _on_end(self) -> None:
        ended = self._card
        self._rest()
        if ended is not None and self._is_on_and_on:
            place = self._shown.index(ended) + 1
            if place < len(self._shown):
                self._read(self._shown[place])
                return
        self._say_idle()

    def _rest(self) -> None:
        """No card is being read."""
        if self.reading is not None:
            self.reading.stop()
        if self._card is not None:
            self._tiles[self._card.id][1](False, False)
        self._card = self.reading = None

    def _say_idle(self) -> None:
        say = self.kit.say
        has_voice = self.kit.narrator.has_voice(DEFAULT) and not self.kit.speaker.is_muted
        words = say("wall.touch") if has_voice else say("wall.silent")
        self._bar.show(words, Reading(self.kit, (), lambda place: None, lambda: None))

    def _toggle(self) -> None:
        if self.reading is None or self._card is None:
            self._read(self._shown[0])
            return
        self.reading.toggle(self.kit.motions.now_ms)
        if not self.reading.is_playing:
            self._bar.show(self.kit.say("book.paused"), self.reading)

    def _turn(self, step: int) -> None:
        self.leave("wall", "slide" if step > 0 else "back", page=(self._page + step) % self._pages)
