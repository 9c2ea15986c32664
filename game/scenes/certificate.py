"""The certificate 金融知识大使: paper first, the passport's QR second."""

from __future__ import annotations

import pygame

from game.rules import visit
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.blend import lay
from game.ui.paint import CARD, Depth, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import GOLD, WHITE, button
from game.ui.widgets.confetti import confetti
from game.ui.widgets.qr import qr

PAPER_DEPTH = Depth(12, 40, 30, 90)


class Screen(GameScene):
    """Hands the visit its certificate."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        backdrop.stage_rays(kit)
        painter = kit.painter
        if stage.is_portrait:
            self._paper(painter, 48, 60, 984, 1180)
            self._code(painter, 48, 1290, 420)
            button(
                self,
                "done",
                508,
                1290,
                524,
                120,
                lambda: self.leave("home", "back"),
                say("certificate.done"),
                GOLD,
                50,
                "home",
                key="return",
            )
            button(
                self,
                "street",
                508,
                1442,
                524,
                110,
                lambda: self.leave("street", "back"),
                say("certificate.street"),
                WHITE,
                44,
                "map",
            )
            kit.picture("lion_cheer", 610, 1570, 320, z=5)
            at = (540, 500)
        else:
            self._paper(painter, 60, 48, 1330, 984)
            self._code(painter, 1440, 60, 420)
            button(
                self,
                "done",
                1440,
                640,
                420,
                112,
                lambda: self.leave("home", "back"),
                say("certificate.done"),
                GOLD,
                50,
                "home",
                key="return",
            )
            button(
                self,
                "street",
                1440,
                780,
                420,
                100,
                lambda: self.leave("street", "back"),
                say("certificate.street"),
                WHITE,
                42,
                "map",
            )
            kit.picture("lion_cheer", 1550, 888, 190, z=5)
            at = (1640, 900)
        self.escape = lambda: self.leave("home", "back")
        kit.speaker.play("certificate")
        confetti(kit, *at, 900, self.session.visit.seed, z=8)

    def _paper(self, painter: Painter, x: float, y: float, width: float, height: float) -> None:
        kit, say, seen = self.kit, self.kit.say, self.session.visit
        painter.box(x, y, width, height, 40, theme.PAPER, PAPER_DEPTH, theme.PAPER_LIP, theme.PAPER_RIM, 10)
        corner = kit.art.picture("cert_corner", kit.stage.px(256))
        for right in (False, True):
            for low in (False, True):
                turned = pygame.transform.flip(corner, right, low)
                left, top = x + (width - 24 - 256 if right else 24), y + (height - 24 - 256 if low else 24)
                lay(kit.canvas.backdrop, turned, kit.stage.at(left, top))
        middle = width - 240
        tall = kit.stage.is_portrait
        badge = 200 if not tall else 230
        painter.picture("badge_ambassador", x + (width - badge) / 2, y + (36 if not tall else 60), badge, badge * 1.2)
        top = y + (290 if not tall else 350)
        title = theme.Type(116 if not tall else 108, "Black", 1.2)
        painter.words(say("certificate.title"), x + 60, top, width - 120, 140, title, theme.PAPER_TITLE, "center")
        top += 158
        name = painter.words(seen.nickname, x + 120, top, middle, 84, theme.Type(64, "Black", 1.2), theme.INK, "center")
        rule = name.width / kit.stage.scale + 120
        painter.box(x + (width - rule) / 2, top + 88, rule, 5, 2, theme.PAPER_RULE)
        body = say("certificate.body", stars=visit.total_stars(seen, self.session.bank.campaign))
        painter.words(
            body,
            x + 110,
            top + 116,
            width - 220,
            230 if not tall else 330,
            theme.Type(40, "Regular", 1.6),
            theme.INK,
            "center",
        )
        foot = y + height - 190
        number = say("certificate.number", number=f"{seen.seed % 1_000_000:06d}")
        inset = 300 if not tall else 190
        painter.words(
            f"{number}\n{say('certificate.keepsake')}",
            x + inset,
            foot,
            420 if not tall else 290,
            110,
            theme.Type(32, "Regular", 1.5),
            theme.PAPER_NOTE,
        )
        day = self.arguments.get("today")
        date = say("certificate.date", year=day.year, month=day.month, day=day.day) if day else ""
        painter.picture("cert_seal", x + width - inset - 260 - 130, foot - 30, 150, turn=-10, alpha=217)
        painter.words(
            f"{self.arguments.get('branch', '')}\n{date}",
            x + width - inset - 320,
            foot,
            320,
            110,
            theme.Type(34, "Bold", 1.5),
            theme.INK,
            "right",
            smallest=24,
        )

    def _code(self, painter: Painter, x: float, y: float, width: float) -> None:
        kit, say = self.kit, self.kit.say
        painter.box(x, y, width, 548, 44, theme.WHITE, CARD)
        code = self.session.passport()
        made = qr(code, kit.stage.px(280))
        left, top = kit.stage.at(x + width / 2, y + 36)
        lay(kit.canvas.backdrop, made, (left - made.get_width() // 2, top))
        painter.words(
            say("passport.title"), x + 20, y + 314, width - 40, 56, theme.Type(44, "Black", 1.2), theme.INK, "center"
        )
        painter.words(
            code, x + 12, y + 370, width - 24, 50, theme.Type(36, "Bold", 1.2), theme.ACCENT_DEEP, "center", smallest=24
        )
        painter.words(
            say("certificate.code-note"),
            x + 24,
            y + 422,
            width - 36,
            120,
            theme.Type(32, "Regular", 1.25),
            theme.INK2,
            "center",
            smallest=24,
        )
