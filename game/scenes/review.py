"""The errors of the level just played, one a page: the question, the key, the reason, the source."""

from __future__ import annotations

from functools import partial

from game.citing import cited
from game.qtypes import load_view
from game.rules.handbook import card_of
from game.rules.levels import is_mode
from game.scenes.screen import GameScene
from game.ui import text, theme
from game.ui.paint import CARD
from game.ui.widgets import backdrop
from game.ui.widgets.button import ICON, button
from game.ui.widgets.pager import Way, pager


class Screen(GameScene):
    """Page `page` of the visitor's errors, latest last."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        wrong = self.session.visit.wrong
        result = self.session.result
        back = "street" if result is None else "outcome" if is_mode(result.level) else "result"
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        self.back_button(back)
        painter = kit.painter
        painter.words(say("review.title"), 172, stage.pick(36, 44), 700, 96, theme.Type(52, "Black", 1.2), theme.INK)
        page = min(self.arguments.get("page", 0), len(wrong) - 1)
        if page < 0:
            return
        question = self.session.bank.question(wrong[page])
        x, y, width, height = stage.pick((64, 168, 1792, 700), (48, 190, 984, 1400))
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        painter.picture(
            "lion_read", *stage.pick((x + width - 330, y + height - 330, 300), (x + width - 300, y + height - 300, 270))
        )
        left, room = x + 56, float(width - 112)
        top: float = y + 36
        role = theme.Type(round(52 * min(1.2, kit.text_scale)), "Bold", 1.4)
        stem = painter.words(question.stem, left, top, room, stage.pick(160, 330), role, theme.INK, valign="top")
        top += stem.height / stage.scale + 26
        keys = load_view(question.type).key_words(question.body, say)
        for words in keys:
            painter.box(left, top, room, 84, 24, theme.RIGHT_SOFT)
            painter.disc(left + 20, top + 16, 52, theme.RIGHT)
            painter.icon("check", left + 31, top + 27, 30, theme.WHITE)
            painter.words(words, left + 92, top, room - 116, 84, theme.Type(42, "Bold", 1.2), theme.RIGHT_INK)
            top += 98
        top += 8
        room -= stage.pick(290, 0)
        space = y + height - 40 - top - stage.pick(70, 330)
        body = painter.words(
            question.rationale, left, top, room, max(120, space), theme.EXPLANATION, theme.INK, valign="top"
        )
        top += body.height / stage.scale + 16
        source = text.paragraph(cited(question.citations, say), theme.SMALL, stage.scale, stage.px(room))
        source.draw(kit.canvas.backdrop, *stage.at(left, top), theme.INK2)
        self._paging(page, len(wrong), back)
        card = card_of(self.session.bank.cards(), question)
        if card is not None:
            left = stage.pick(1856, 1032) - 300
            more = partial(self.leave, "book", card=card.id, question=page)
            button(self, "card", left, stage.pick(36, 44), 300, 96, more, say("review.card"), ICON, 38, "book")

    def _paging(self, page: int, pages: int, back_to: str) -> None:
        say = self.kit.say
        back = None
        if page > 0:
            back = Way("previous", say("lessons.previous"), lambda: self.leave("review", "back", page=page - 1), "back")
        if page + 1 < pages:
            on = Way("next", say("lessons.next"), lambda: self.leave("review", page=page + 1))
        else:
            on = Way("next", say("review.done"), lambda: self.leave(back_to, "back"), "check")
        pager(self, page, pages, back, on)
