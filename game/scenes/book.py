"""口袋书: the handbook, a chapter's cards page by page; each can read itself aloud."""

from __future__ import annotations

from functools import partial

from game.citing import cited
from game.rules.handbook import Card
from game.rules.levels import Chapter
from game.scenes.parts.read_bar import ReadBar
from game.scenes.parts.reading import Reading
from game.scenes.parts.reading_scene import ReadingScene
from game.ui import shapes, text, theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop
from game.ui.widgets.button import ICON, button

BODY, BODY_PORTRAIT = theme.Type(42, "Regular", 1.5), theme.Type(50, "Regular", 1.5)
SOURCE = theme.Type(30, "Regular", 1.3)
ADVICE = 96


class Screen(ReadingScene):
    """The card named in the arguments, or the first of the street."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        self._cards = self.session.bank.cards()
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        question = self._question = self.arguments.get("question", -1)
        if question >= 0:
            self.escape = lambda: self.leave("review", "back", page=question)
            button(self, "back", 48, stage.pick(36, 44), 96, 96, self.escape, style=ICON, icon="back", key="escape")
        else:
            self.back_button("home")
        painter = kit.painter
        painter.words(say("home.book"), 172, stage.pick(36, 44), 560, 96, theme.Type(52, "Black", 1.2), theme.INK)
        if not self._cards:
            painter.words(say("book.empty"), *stage.pick((460, 400, 1000, 200), (90, 700, 900, 200)), BODY, theme.INK)
            return
        ids = [card.id for card in self._cards]
        wanted = self.arguments.get("card", "")
        self._place = ids.index(wanted) if wanted in ids else 0
        self._card = self._cards[self._place]
        self.session.has_read(self._card.id)
        y = stage.pick(36, 44)
        left = stage.pick(1856, 1032) - 260
        button(
            self, "find", left, y, 260, 96, lambda: self.leave("find"), say("book.find"), ICON, 38, "search", key="f"
        )
        self._list()
        self._page(*stage.pick((512, 168, 1344, 868), (48, 404, 984, 1440)))

    # ── the chapters ──

    def _list(self) -> None:
        """The chapters with a card; a tick where every card was looked at."""
        stage, read = self.kit.stage, self.session.visit.read
        with_cards = {card.topic for card in self._cards}
        chapters = [chapter for chapter in self.session.bank.campaign.chapters if chapter.id in with_cards]
        if not stage.is_portrait:
            self.kit.painter.box(64, 168, 420, 868, theme.RADIUS_CARD, theme.WHITE, CARD)
        for place, chapter in enumerate(chapters):
            own = [card for card in self._cards if card.topic == chapter.id]
            is_done = all(card.id in read for card in own)
            box: tuple[float, float, float, float]
            if stage.is_portrait:
                box = (48 + 199 * (place % 5), 176 + 104 * (place // 5), 188.0, 92.0)
            else:
                step = min(84.0, 836 / len(chapters))
                box = (80, 184 + step * place, 388.0, step - 6)
            self._entry(chapter, own[0].id, box, is_done)

    def _entry(self, chapter: Chapter, card: str, box: tuple[float, float, float, float], is_done: bool) -> None:
        x, y, width, height = box
        kit, is_here = self.kit, chapter.id == self._card.topic
        fill = theme.ACCENT if is_here else theme.WHITE

        def paint(painter: Painter) -> None:
            painter.box(0, 0, width, height, 26, fill)
            ink = theme.WHITE if is_here else theme.INK
            align, left = ("center", 8.0) if kit.stage.is_portrait else ("left", 28.0)
            room = width - 2 * left - (0 if kit.stage.is_portrait else 50)
            size = kit.stage.pick(38, 32)
            painter.words(chapter.title, left, 0, room, height, theme.Type(size, "Bold", 1.15), ink, align, smallest=24)
            if is_done and not kit.stage.is_portrait:
                painter.icon("check", width - 64, height / 2 - 20, 40, theme.WHITE if is_here else theme.RIGHT)

        kit.canvas.bake([kit.sprite(x, y, width, height, paint, bleed=0)])
        act = partial(self.leave, "book", "fade", card=card, question=self._question)
        self.target(Target(f"chapter-{chapter.id}", kit.rect(x, y, width, height), act))

    # ── the page ──

    def _page(self, x: float, y: float, width: float, height: float) -> None:
        kit, say, card = self.kit, self.kit.say, self._card
        chapter = self.session.bank.campaign.chapter(card.topic)
        own = [other for other in self._cards if other.topic == card.topic]
        colour = theme.TAG.get(chapter.plot, theme.ACCENT_DEEP)
        painter = kit.painter
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        band = kit.stage.pick(206, 330)
        soft = theme.mix(theme.WHITE, colour, theme.TAG_SOFT_SHARE)
        painter.box(x, y, width, band, theme.RADIUS_CARD, soft)
        painter.box(x, y + band - 40, width, 40, 1, soft)
        art = kit.stage.pick(200, 300)
        painter.picture(card.picture, x + width - art - 30, y + 4, art)
        room = width - art - 130
        page = say("book.page", n=own.index(card) + 1, most=len(own))
        painter.pill(f"{chapter.title} · {page}", x + 56, y + 24, 60, colour, theme.WHITE, 32, "Black")
        title = theme.Type(kit.stage.pick(68, 70), "Black", 1.15)
        painter.words(card.title, x + 56, y + 88, room, band - 96, title, theme.INK, smallest=40)
        foot = y + height - 132 - 26
        advice = foot - 24 - ADVICE
        self._advice(painter, card, x + 56, advice, width - 112)
        px = kit.stage.px
        source = text.fitted(
            cited(card.citations, say), SOURCE, kit.stage.scale, px(width - 112), px(kit.stage.pick(112, 176)), 24
        )
        low = advice - 16 - source.height / kit.stage.scale
        source.draw(kit.canvas.backdrop, *kit.stage.at(x + 56, low), theme.INK2)
        self._body_box = (x + 56, y + band + 18, width - 112, low - (y + band + 18) - 10)
        self._body: Sprite | None = None
        self._show_body(-1)
        self._bar = ReadBar(self, x + 30, foot, width - 60, self._toggle, self._turn)
        self.reading = Reading(kit, card.spoken, self._on_sentence, self._on_end)
        self._bar.show(say("book.listen"), self.reading)

    def _advice(self, painter: Painter, card: Card, x: float, y: float, width: float) -> None:
        wide = (width - 20) / 2
        told = (
            (card.do, "check", theme.RIGHT, theme.RIGHT_INK, theme.RIGHT_SOFT),
            (card.avoid, "cross", theme.WRONG, theme.WRONG_INK, theme.WRONG_SOFT),
        )
        for place, (words, icon, mark, ink, soft) in enumerate(told):
            left = x + place * (wide + 20)
            painter.box(left, y, wide, ADVICE, 28, soft)
            painter.icon(icon, left + 24, y + 25, 46, mark)
            painter.words(words, left + 90, y, wide - 106, ADVICE, theme.Type(38, "Bold", 1.2), ink, smallest=28)

    def _show_body(self, place: int) -> None:
        """The sentences as one text, the one being read (−1: none) marked."""
        x, y, width, height = self._body_box
        kit, body = self.kit, self._card.body
        # The title is read first.
        start = sum(map(len, body[: place - 1])) if place > 0 else 0
        end = start + len(body[place - 1]) if place > 0 else 0

        def paint(painter: Painter) -> None:
            plain = kit.stage.pick(BODY, BODY_PORTRAIT)
            role = theme.Type(round(plain.size * min(1.2, kit.text_scale)), plain.weight, plain.leading)
            box = painter.rect(0, 0, width, height)
            found = text.fitted("".join(body), role, painter.scale, box.width, box.height, 28)
            passed = 0
            for row, content in enumerate(found.lines):
                first, last = max(0, start - passed), min(len(content), end - passed)
                if first < last:
                    left = text.width_of(content[:first], found.weight, found.px)
                    wide = text.width_of(content[first:last], found.weight, found.px)
                    mark = box.move(left, row * found.leading_px)
                    mark.size = (wide, found.leading_px)
                    shapes.rounded(painter.target, mark, painter.px(10), theme.CARE_SOFT)
                passed += len(content)
            found.draw(painter.target, box.left, box.top, theme.INK)

        if self._body is not None:
            self._body.remove()
        self._body = kit.sprite(x, y, width, height, paint, z=5, bleed=0)

    # ── reading ──

    def _toggle(self) -> None:
        assert self.reading is not None
        self.reading.toggle(self.kit.motions.now_ms)
        if not self.reading.is_playing:
            self._bar.show(self.kit.say("book.paused"), self.reading)

    def _on_sentence(self, place: int) -> None:
        assert self.reading is not None
        self._show_body(place)
        self._bar.show(self._card.spoken[place], self.reading)

    def _on_end(self) -> None:
        assert self.reading is not None
        self._show_body(-1)
        self._bar.show(self.kit.say("book.listen"), self.reading)

    def _turn(self, step: int) -> None:
        other = self._cards[(self._place + step) % len(self._cards)]
        self.leave("book", "slide" if step > 0 else "back", card=other.id, question=self._question)
