"""闯关护照: take the progress along as a code, or bring one – by the keys on screen, a keyboard or a scanner."""

from __future__ import annotations

from game.rules import passport, visit
from game.scenes.parts.code_pad import CodePad
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.blend import lay
from game.ui.paint import CARD
from game.ui.widgets import backdrop
from game.ui.widgets.qr import qr
from game.ui.widgets.toast import toast


class Screen(GameScene):
    """Left (above in portrait) the visitor's own code, right the keys to bring one."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
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
        self._pad = CodePad(self, x + 40, y + 104, width - 80, height - 144, say("passport.enter"), self._enter)

    def key(self, name: str) -> None:
        if not self._pad.takes(name, self._focus is not None):
            super().key(name)

    takes_text = True

    def typed(self, content: str) -> None:
        self._pad.type(content)

    def _enter(self, code: str) -> None:
        say = self.kit.say
        try:
            self.session.restore(code)
        except passport.PassportError as error:
            self.kit.speaker.play("wrong")
            toast(self.kit, say(f"passport.{error.reason}", n=len(code)), "warn")
            return
        self.kit.speaker.play("unlock")
        self.leave("street")
