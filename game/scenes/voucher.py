"""The prize voucher: its code, large, to be photographed or written down, and where to take it."""

from __future__ import annotations

from game.rules.voucher import Voucher
from game.scenes.screen import GameScene
from game.ui import shapes, theme
from game.ui.blend import lay
from game.ui.paint import CARD
from game.ui.widgets import backdrop
from game.ui.widgets.button import GOLD, button
from game.ui.widgets.qr import qr


class Screen(GameScene):
    """Shows `session.voucher`; `came_from` is the scene to go back to."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        won = self.session.voucher
        if won is None:
            raise ValueError("no voucher to show")
        backdrop.sky(kit, stage.pick(1000, 1860), strength=180)
        if not kit.is_care:
            backdrop.rays(kit, *stage.pick((0.5, 0.3), (0.5, 0.2)), 120)
        back = self.arguments.get("came_from", "home")
        self.back_button(back)
        x, width = stage.pick((180, 1560), (172, 860))
        y = stage.pick(24, 28)
        title = theme.Type(stage.pick(68, 72), "Black", 1.2)
        kit.painter.words(say("prize.won"), x, y, width, 130, title, theme.ACCENT_DEEP, "center")
        self._paint_card(won, *stage.pick((180, 176, 1560, 684), (48, 480, 984, 1200)))
        kit.picture("lion_cheer", *stage.pick((24, 806, 250), (390, 180, 300)), z=3)
        left, foot, wide = stage.pick((560, 900, 800), (48, 1730, 984))
        act = lambda: self.leave(back, "back")  # noqa: E731
        button(self, "onward", left, foot, wide, 124, act, say("prize.noted"), GOLD, 50, "check", key="return")

    def _paint_card(self, won: Voucher, x: float, y: float, width: float, height: float) -> None:
        kit, say, painter = self.kit, self.kit.say, self.kit.painter
        tall = kit.stage.is_portrait
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.PAPER, CARD, border=theme.PAPER_RIM, border_width=8)
        made = qr(won.code, kit.stage.px(520))
        side = made.get_width() / kit.stage.scale
        left, top = (x + (width - side) / 2, y + 56) if tall else (x + 64, y + (height - side) / 2)
        mount = made.get_rect().inflate(kit.stage.px(24), kit.stage.px(24))
        mount.topleft = kit.stage.at(left - 12, top - 12)
        shapes.rounded(kit.canvas.backdrop, mount, kit.stage.px(24), theme.WHITE)
        lay(kit.canvas.backdrop, made, kit.stage.at(left, top))
        column, room = (x + 48, width - 96) if tall else (x + side + 128, width - side - 128 - 56)
        line = y + (side + 112 if tall else 56)
        halves = won.code[:9], won.code[10:]
        painter.box(column, line, room, 260, 32, theme.WHITE, border=theme.GOLD_BASE, border_width=5)
        role = theme.Type(92, "Black", 1.22)
        painter.words("\n".join(halves), column, line, room, 260, role, theme.GOLD_INK, "center")
        line += 284
        day = say("prize.last-day", year=won.last_day.year, month=won.last_day.month, day=won.last_day.day)
        painter.words(say("prize.counter"), column, line, room, 84, theme.Type(56, "Black", 1.2), theme.INK, "center")
        painter.words(day, column, line + 84, room, 64, theme.Type(42, "Bold", 1.2), theme.PAPER_TITLE, "center")
        note = theme.Type(36, "Regular", 1.4)
        painter.words(say("prize.note"), column, line + 156, room, 120, note, theme.PAPER_NOTE, "center", smallest=30)
