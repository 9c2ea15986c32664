"""请到柜台办理: the visitor is called; the game waits, and the passport is at hand."""

from __future__ import annotations

from game.scenes.screen import GameScene
from game.ui import text, theme
from game.ui.blend import lay
from game.ui.paint import DIALOG, Painter
from game.ui.scene import CARRY_ON, Target
from game.ui.widgets import backdrop
from game.ui.widgets.button import PRIMARY, WHITE, button
from game.ui.widgets.qr import qr

SHOWN_MS = 20_000
"""How long a call stands where nobody plays."""


class Screen(GameScene):
    """Shows `number`, which may be empty; with `has_visit` the passport and the choice to play on or to stop."""

    def build(self) -> None:
        kit = self.kit
        self._number = _shown(self.arguments.get("number", ""))
        backdrop.sky(kit, kit.stage.pick(980, 1830), strength=150)
        if self.arguments["has_visit"]:
            kit.speaker.play("unlock")
            self._paint_visit()
            self.escape = self._carry_on
        else:
            self._paint_notice()
            self.target(Target("glass", kit.canvas.screen.get_rect(), self._carry_on))
            self.escape = self._carry_on
            kit.motions.later(SHOWN_MS, self._carry_on)

    def _carry_on(self) -> None:
        self.leave(CARRY_ON)

    def _stop(self) -> None:
        self.leave("attract", "fade")

    # ── where nobody plays ──

    def _paint_notice(self) -> None:
        kit, painter = self.kit, self.kit.painter
        x, y, width, height = kit.stage.pick((310, 180, 1300, 690), (48, 330, 984, 1120))
        painter.box(x, y, width, height, theme.RADIUS_PANEL, theme.WHITE, DIALOG)
        lion = kit.stage.pick((x + 30, y + 130, 440), (x + 262, y + 40, 460))
        painter.picture("lion_point", *lion)
        left, top, wide = kit.stage.pick((x + 500, y + 75, 740), (x + 52, y + 530, 880))
        self._write(painter, left, top, wide, self.kit.say("call.body-none"), 540)

    def _write(self, painter: Painter, x: float, y: float, width: float, body: str, height: float) -> None:
        """Title, number and a sentence, one below the other in the middle of the box."""
        say = self.kit.say
        tall = 150 + (230 if self._number else 0) + 130
        top = y + max(0, (height - tall) / 2)
        title = theme.Type(96, "Black", 1.2)
        painter.words(say("call.title"), x, top, width, 130, title, theme.ACCENT_DEEP, "center", smallest=40)
        top += 150
        if self._number:
            painter.box(x, top, width, 200, 40, theme.ACCENT_SOFT)
            painter.words(say("call.number"), x, top + 12, width, 48, theme.LABEL, theme.INK2, "center")
            role = theme.Type(110, "Black", 1.15)
            painter.words(self._number, x + 30, top + 56, width - 60, 136, role, theme.INK, "center", smallest=34)
            top += 230
        role = theme.Type(40, "Regular", 1.45)
        painter.words(body, x, top, width, 130, role, theme.INK2, "center", valign="top", smallest=28)

    # ── in a visit ──

    def _paint_visit(self) -> None:
        kit, painter, say = self.kit, self.kit.painter, self.kit.say
        x, y, width, height = kit.stage.pick((160, 70, 1600, 920), (48, 150, 984, 1600))
        painter.box(x, y, width, height, theme.RADIUS_PANEL, theme.WHITE, DIALOG)
        lion = kit.stage.pick((x + 330, y + 16, 250), (x + 367, y + 24, 250))
        painter.picture("lion_point", *lion)
        left, top, wide, tall = kit.stage.pick((x + 60, y + 262, 800, 490), (x + 52, y + 286, 880, 510))
        self._write(painter, left, top, wide, say("call.body"), tall)
        self._paint_passport(*kit.stage.pick((x + 920, y + 56, 620, 690), (x + 52, y + 830, 880, 430)))
        first, second = kit.stage.pick(
            ((x + 60, y + 774, 720), (x + 820, y + 774, 720)), ((x + 52, y + 1300, 880), (x + 52, y + 1440, 880))
        )
        button(self, "stay", *first, 110, self._carry_on, say("call.stay"), PRIMARY, 46, "play", key="return")
        button(self, "leave", *second, 110, self._stop, say("call.leave"), WHITE, 46, "next")

    def _paint_passport(self, x: float, y: float, width: float, height: float) -> None:
        kit, painter = self.kit, self.kit.painter
        code = self.session.passport()
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.TILE)
        is_wide = kit.stage.is_portrait
        made = qr(code, kit.stage.px(340))
        side = made.get_width() / kit.stage.scale
        left, top = (x + 40, y + (height - side) / 2) if is_wide else (x + (width - side) / 2, y + 110)
        lay(kit.canvas.backdrop, made, kit.stage.at(left, top))
        column, room = (x + side + 70, width - side - 100) if is_wide else (x + 40, width - 80)
        role = theme.Type(38, "Bold", 1.3)
        note = (column, y + 40, room, 120) if is_wide else (column, y + 20, room, 76)
        painter.words(kit.say("call.passport"), *note, role, theme.INK, "center", smallest=28)
        low = y + 190 if is_wide else y + height - 220
        painter.box(column, low, room, 180, 28, theme.ACCENT_SOFT)
        role = theme.Type(58, "Black", 1.25)
        painter.words(f"{code[:9]}\n{code[10:]}", column, low, room, 180, role, theme.ACCENT_DEEP, "center")


def _shown(number: str) -> str:
    """The number without what the font can't draw."""
    metrics = text.font("Black", 40).metrics(number) if number else []
    return "".join(letter for letter, drawn in zip(number, metrics, strict=False) if drawn is not None)
