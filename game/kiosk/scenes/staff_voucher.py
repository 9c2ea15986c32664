"""The counter: a visitor's code is scanned or typed, the answer stands in large type, the stock beside it."""

from __future__ import annotations

from functools import partial

from game.ports import Vouchers
from game.rules.passport import LENGTH, normalise
from game.rules.voucher import Outcome, Redemption, Stock
from game.scenes.parts.code_pad import CodePad
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.canvas import Sprite
from game.ui.paint import CARD, Painter
from game.ui.widgets.button import WHITE, button
from game.ui.widgets.toast import toast

STEPS = (-1, 1, 10)
ICONS = {
    Outcome.REDEEMED: "check",
    Outcome.ALREADY: "refresh",
    Outcome.EXPIRED: "calendar",
    Outcome.FORGED: "cross",
    Outcome.UNKNOWN: "search",
    Outcome.EMPTY: "gift",
    Outcome.UNSAVED: "warn",
}
ANSWER_HEIGHT = 304


class Screen(GameScene):
    """Redeems with the `vouchers` that came as an argument; `came_from` is the scene to go back to."""

    takes_text = True
    """A scanner types what it reads."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        kit.canvas.backdrop.fill(theme.TILE, kit.canvas.backdrop.get_rect())
        self.back_button(self.arguments.get("came_from", "staff_panel"))
        title = theme.Type(52, "Black", 1.2)
        kit.painter.words(say("staff.voucher.title"), 172, stage.pick(36, 44), 700, 96, title, theme.INK)
        self._answer: Sprite | None = None
        self._numbers: Sprite | None = None
        self._paint_counter(*stage.pick((64, 168, 720, 868), (48, 180, 984, 760)))
        x, y, width, height = stage.pick((820, 168, 1036, 868), (48, 966, 984, 914))
        kit.painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        head = theme.Type(42, "Black", 1.2)
        kit.painter.words(say("staff.voucher.type"), x + 40, y + 24, width - 80, 62, head, theme.INK, "center")
        pad = (x + 40, y + 100, width - 80, height - 136)
        self._pad = CodePad(self, *pad, say("staff.voucher.redeem"), self._redeem)

    @property
    def vouchers(self) -> Vouchers:
        """What the codes are redeemed with."""
        vouchers: Vouchers = self.arguments["vouchers"]
        return vouchers

    # ── the counter ──

    def _paint_counter(self, x: float, y: float, width: float, height: float) -> None:
        self.kit.painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        self._box = (x + 40, y + 40, width - 80)
        self._show_answer(None)
        self._show_stock()
        each = (width - 80 - 2 * 20) / 3
        for place, step in enumerate(STEPS):
            left, label = x + 40 + place * (each + 20), f"{step:+d}".replace("-", "−")
            act = partial(self._change, step)
            button(self, f"stock{step:+d}", left, y + height - 168, each, 112, act, label, WHITE, 50)

    def _show_answer(self, told: Redemption | None) -> None:
        say = self.kit.say
        x, y, width = self._box
        height = ANSWER_HEIGHT
        if told is None:
            fill, ink, name, icon = theme.TILE, theme.INK2, "ready", "qr"
        elif told.outcome == Outcome.REDEEMED:
            fill, ink, name, icon = theme.RIGHT, theme.WHITE, "redeemed", "check"
        else:
            fill, ink, name, icon = theme.WRONG, theme.WHITE, str(told.outcome), ICONS[told.outcome]
        title = say("staff.voucher.unsaved-title" if name == Outcome.UNSAVED else f"staff.voucher.{name}")
        note = say(f"staff.voucher.{name}-note", day=told.day if told is not None else "")

        def paint(painter: Painter) -> None:
            painter.box(0, 0, width, height, 32, fill)
            painter.icon(icon, width / 2 - 42, 26, 84, ink)
            role = theme.Type(64, "Black", 1.2)
            painter.words(title, 24, 116, width - 48, 88, role, ink, "center", smallest=40)
            line = theme.Type(38, "Bold", 1.25)
            painter.words(note, 24, 202, width - 48, height - 212, line, ink, "center", "top", smallest=28)

        if self._answer is not None:
            self._answer.remove()
        self._answer = self.kit.sprite(x, y, width, height, paint, z=4, bleed=8)

    def _show_stock(self) -> None:
        say, found = self.kit.say, self.vouchers.stock()
        x, y, width = self._box
        each = (width - 2 * 20) / 3

        def paint(painter: Painter) -> None:
            for place, (label, shown) in enumerate(_figures(found)):
                left = place * (each + 20)
                painter.box(left, 0, each, 190, 32, theme.TILE)
                number = say("staff.voucher.unread") if shown is None else f"{shown:,}"
                role = theme.Type(72, "Black", 1.1)
                painter.words(number, left, 24, each, 92, role, theme.INK, "center", smallest=36)
                words = say(f"staff.voucher.{label}")
                painter.words(words, left, 120, each, 50, theme.Type(34, "Bold", 1.2), theme.INK2, "center")

        if self._numbers is not None:
            self._numbers.remove()
        top = y + self.kit.stage.pick(ANSWER_HEIGHT + 72, ANSWER_HEIGHT + 20)
        self._numbers = self.kit.sprite(x, top, width, 190, paint, z=4, bleed=8)

    def _change(self, step: int) -> None:
        found = self.vouchers.stock()
        if found is not None and found.prizes + step < 0:
            toast(self.kit, self.kit.say("staff.voucher.short"), "warn")
        elif not self.vouchers.add(step):
            toast(self.kit, self.kit.say("staff.voucher.unsaved"), "warn")
        self._show_stock()

    # ── the code ──

    def key(self, name: str) -> None:
        if not self._pad.takes(name, self._focus is not None):
            super().key(name)

    def typed(self, content: str) -> None:
        if len(self._pad.code) == LENGTH and normalise(content):
            # The next visitor's code: a scanner doesn't erase the one before.
            self._pad.clear()
        self._pad.type(content)

    def _redeem(self, code: str) -> None:
        if len(code) < LENGTH:
            toast(self.kit, self.kit.say("staff.voucher.length", n=len(code)), "warn")
            return
        told = self.vouchers.redeem(code)
        self.kit.speaker.play("unlock" if told.outcome == Outcome.REDEEMED else "wrong")
        self._show_answer(told)
        self._show_stock()
        if told.outcome != Outcome.UNSAVED:
            self._pad.clear()


def _figures(stock: Stock | None) -> tuple[tuple[str, int | None], ...]:
    """The three numbers of the counter by name; None where the records can't be read."""
    if stock is None:
        return (("prizes", None), ("promised", None), ("free", None))
    return (("prizes", stock.prizes), ("promised", stock.promised), ("free", stock.free))
