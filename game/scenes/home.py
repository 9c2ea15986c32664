"""Home: the street takes half the screen, the other ways to play stand beside it, 关爱模式 below."""

from __future__ import annotations

from collections.abc import Callable
from math import sin

import pygame

from game.rules import modes, visit
from game.rules.levels import Mode, is_mode
from game.scenes.screen import MODE_PICTURES, GameScene
from game.ui import shapes, theme
from game.ui.blend import lay
from game.ui.paint import CARD, Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop
from game.ui.widgets.button import CARE, GIFT, GOLD, ICON, WHITE, button
from game.ui.widgets.dialog import Choice, dialog
from game.ui.widgets.logo import paint_logo
from game.ui.widgets.toast import toast

TILES = ("lab", "daily", "challenge", "duel", "redo", "book", "wall", "passport")
COLUMNS, GAP = 3, 20


class Screen(GameScene):
    """Where a visit begins and comes back to."""

    def build(self) -> None:
        kit, stage = self.kit, self.kit.stage
        kit.speaker.start_music()
        self.escape = lambda: self.leave("attract", "back")
        backdrop.sky(kit, stage.pick(1010, 1850), hills=False, strength=140)
        painter = kit.painter
        if stage.is_portrait:
            self._build_portrait(painter)
        else:
            self._build_landscape(painter)
        if self.session.interrupted is not None:
            kit.motions.later(1, self._offer_to_go_on)

    def _build_landscape(self, painter: Painter) -> None:
        paint_logo(painter, 56, 46, self.arguments.get("branch", ""), 244)
        self._greeting(painter, 404, 72, 484, 104, 42)
        self._settings_row(1872, 36)
        self._hero(56, 236, 900, 640)
        self._tiles(988, 236, 884, 640)
        self._care_strip(56, 908, 900, 132)
        self._ways(988, 912, 884, 124)
        self.kit.picture("lion_wave", 892, -2, 252, z=12)

    def _build_portrait(self, painter: Painter) -> None:
        paint_logo(painter, 48, 60, self.arguments.get("branch", ""), 440)
        self._settings_row(1032, 52)
        self._greeting(painter, 48, 200, 640, 110, 46)
        self.kit.picture("lion_wave", 730, 150, 270, z=12)
        self._hero(48, 376, 984, 560)
        self._tiles(48, 966, 984, 660)
        self._care_strip(48, 1652, 984, 132)
        self._ways(48, 1806, 984, 100)

    def _greeting(self, painter: Painter, x: float, y: float, width: float, height: float, size: int) -> None:
        """The lion says hello, or reminds of the prize that was won."""
        if self.session.voucher is not None:
            act, label = lambda: self.leave("voucher", came_from="home"), self.kit.say("prize.mine")
            button(self, "voucher", x, y, width, height, act, label, GIFT, size, "gift", "next", z=10)
            return
        painter.box(x, y, width, height, 36, theme.WHITE, CARD)
        role = theme.Type(size, "Black", 1.2)
        edge = self.kit.stage.pick(10, 32)
        painter.words(self.kit.say("home.greeting"), x + edge, y, width - 2 * edge, height, role, theme.INK, "center")

    def _tiles(self, x: float, y: float, width: float, height: float) -> None:
        """Three in a row; the first, 防诈实验室, is two wide."""
        wide, tall = (width - GAP * (COLUMNS - 1)) / COLUMNS, (height - 2 * GAP) / 3
        for place, name in enumerate(TILES):
            cell = place + (1 if place else 0)
            left, top = x + (wide + GAP) * (cell % COLUMNS), y + (tall + GAP) * (cell // COLUMNS)
            self._tile(name, left, top, wide if place else 2 * wide + GAP, tall)

    def _ways(self, x: float, y: float, width: float, height: float) -> None:
        """Certificate, rules and the way out."""
        say = self.kit.say
        wide = (width - 2 * GAP) / 3
        ways: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("certificate", "trophy", self._open_certificate),
            ("scoring", "info", lambda: self.leave("scoring")),
            ("leave", "home", lambda: self.leave("attract", "back")),
        )
        for place, (name, icon, act) in enumerate(ways):
            left = x + (wide + GAP) * place
            button(self, name, left, y, wide, height, act, say(f"home.{name}"), WHITE, 36, icon, z=10)

    # ── pieces ──

    def _settings_row(self, right: float, y: float) -> None:
        say, speaker = self.kit.say, self.kit.speaker
        large = self.kit.text_scale > 1
        row: list[tuple[str, str, str, Callable[[], None]]] = [
            ("large", "fontsize", say("settings.normal" if large else "settings.large"), self._toggle_large),
            (
                "sound",
                "mute" if speaker.is_muted else "speaker",
                say("settings.sound-on" if speaker.is_muted else "settings.sound-off"),
                self._toggle_sound,
            ),
            ("language", "chat", say("settings.language"), lambda: self.leave("home", "fade", language="other")),
        ]
        portrait = self.kit.stage.is_portrait
        wide = 96 if portrait else 224
        for place, (name, icon, label, act) in enumerate(reversed(row)):
            x = right - wide - place * (wide + 24)
            button(self, name, x, y, wide, 96, act, "" if portrait else label, ICON, 34, icon, z=10)

    def _toggle_large(self) -> None:
        self.leave("home", "fade", large=not self.kit.text_scale > 1)

    def _toggle_sound(self) -> None:
        self.kit.speaker.mute(not self.kit.speaker.is_muted)
        self.leave("home", "fade")

    def _hero(self, x: float, y: float, width: float, height: float) -> None:
        kit, say = self.kit, self.kit.say
        campaign, seen = self.session.bank.campaign, self.session.visit

        def paint(painter: Painter) -> None:
            painter.box(0, 0, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
            inner = kit.drawn(
                width - 16, height - 16, lambda inside: self._paint_hero(inside, width - 16, height - 16), bleed=0
            )
            mask = shapes.surface(*inner.get_size())
            shapes.rounded(mask, mask.get_rect(), kit.stage.px(theme.RADIUS_CARD - 8), theme.OPAQUE)
            inner.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
            lay(painter.target, inner, painter.rect(8, 8, 1, 1))
            painter.words(say("home.journey"), 44, 36, width - 88, 88, theme.Type(68, "Black", 1.2), theme.INK)
            painter.words(say("home.journey-promise"), 44, 124, width - 88, 52, theme.Type(36, "Bold", 1.3), theme.INK2)
            stars = visit.total_stars(seen, campaign)
            most = 3 * sum(1 for _ in campaign.levels())
            painter.pill(
                say("home.stars", n=stars, most=most),
                44,
                height - 118,
                76,
                theme.WHITE,
                theme.INK,
                36,
                picture="star_full",
            )

        kit.canvas.bake([kit.sprite(x, y, width, height, paint, z=1)])
        self.target(Target("hero", kit.rect(x, y, width, height), self._set_out))
        button(
            self,
            "go",
            x + width - 300,
            y + height - 138,
            252,
            104,
            self._set_out,
            say("home.go"),
            GOLD,
            50,
            trailing="next",
            key="return",
            z=10,
        )

    def _paint_hero(self, painter: Painter, width: float, height: float) -> None:
        rect = painter.rect(0, 0, width, height)
        shapes.fill_gradient(painter.target, rect, theme.HERO_SKY)
        painter.picture("bg_skyline_far", 0, height * 0.15, 1500, 235)
        road = [(-40 + 20 * step, height * 0.86 - 0.18 * 20 * step + 42 * sin(step / 7)) for step in range(56)]
        points = [painter.rect(px, py, 1, 1).topleft for px, py in road]
        for colour, wide in ((theme.HERO_ROAD_EDGE, 96), (theme.HERO_ROAD, 80)):
            for point in points:
                pygame.draw.circle(painter.target, colour, point, painter.px(wide / 2))
            pygame.draw.lines(painter.target, colour, False, points, painter.px(wide))
        for first, second in zip(points[::3], points[1::3], strict=False):
            pygame.draw.line(painter.target, theme.HERO_ROAD_DASH, first, second, painter.px(6))
        painter.picture("right_1_property", -30, height * 0.33, 330)
        painter.picture("right_7_respect", 240, height * 0.36, 330)
        painter.picture("right_2_know", width - 370, height * 0.2, 350)

    def _set_out(self) -> None:
        self.leave("street")

    def _tile(self, name: str, x: float, y: float, width: float, height: float) -> None:
        kit, say = self.kit, self.kit.say
        ink, soft = theme.HOME_TILES[name]
        is_wide = width > 400
        size = height - 24 if is_wide else height * 0.5

        def painted(is_pressed: bool) -> Callable[[Painter], None]:
            def paint(painter: Painter) -> None:
                push = 4 if is_pressed else 0
                painter.box(0, push, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
                fill = shapes.gradient(
                    painter.rect(0, 0, width - 12, height - 12).size, ((0.0, theme.WHITE), (1.0, soft))
                )
                inner = shapes.surface(*fill.get_size())
                shapes.rounded(inner, inner.get_rect(), painter.px(theme.RADIUS_CARD - 6), theme.OPAQUE)
                inner.blit(fill, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
                lay(painter.target, inner, painter.rect(6, 6 + push, 1, 1))
                painter.picture(MODE_PICTURES[name], width - size - 14, push + height - size - 10, size)
                room = width - size - 60 if is_wide else width - 52
                title = theme.Type(54 if is_wide else 46, "Black", 1.2)
                painter.words(say(f"home.{name}"), 28, push + 18, room, 66, title, ink, smallest=30)
                under = room if is_wide else width - size - 40
                role = theme.Type(34 if is_wide else 28, "Bold", 1.3)
                words = say(f"home.{name}-promise")
                painter.words(words, 28, push + 84, under, height - 96, role, theme.INK2, valign="top", smallest=24)

            return paint

        normal = kit.drawn(width, height, painted(False))
        sprite = kit.place(normal, x, y, z=1)

        def look(is_pressed: bool) -> None:
            sprite.show(kit.drawn(width, height, painted(True)) if is_pressed else normal)

        self.target(Target(name, kit.rect(x, y, width, height), lambda: self._open(name), look))

    def _open(self, name: str) -> None:
        if name == Mode.REDO and not modes.has_errors(self.session.visit):
            toast(self.kit, self.kit.say("home.redo-none"), "info")
        elif is_mode(name):
            self.leave("mode", mode=name)
        else:
            self.leave(name)

    def _open_certificate(self) -> None:
        if self.session.visit.is_ambassador:
            self.leave("certificate")
            return
        campaign = self.session.bank.campaign
        left = len(campaign.chapters) - visit.chapters_lit(self.session.visit, campaign)
        key = "home.certificate-exam" if left == 0 else "home.certificate-later"
        toast(self.kit, self.kit.say(key, n=left), "info")

    def _care_strip(self, x: float, y: float, width: float, height: float) -> None:
        kit, say = self.kit, self.kit.say
        is_on = self.session.is_care

        def paint(painter: Painter) -> None:
            painter.box(0, 0, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
            painter.box(6, 6, width - 12, height - 12, theme.RADIUS_CARD - 6, theme.CARE_SOFT)
            painter.box(36, 22, 88, 88, 28, theme.CARE_FILL)
            painter.icon("care", 52, 38, 56, theme.WHITE)
            painter.words(say("care.title"), 156, 18, width - 480, 56, theme.Type(44, "Black", 1.25), theme.CARE_INK)
            painter.words(
                say("care.promise"), 156, 72, width - 460, 46, theme.Type(32, "Bold", 1.3), theme.INK2, smallest=26
            )

        kit.sprite(x, y, width, height, paint, z=1)
        label = say("care.close" if is_on else "care.open")
        button(self, "care", x + width - 270, y + 20, 230, 92, self._toggle_care, label, CARE, 40, z=10)

    def _toggle_care(self) -> None:
        self.leave("home", "fade", care=not self.session.is_care)

    def _offer_to_go_on(self) -> None:
        say = self.kit.say

        def go_on() -> None:
            self.leave("question" if self.session.take_up() else "street")

        def afresh() -> None:
            self.session.decline()

        dialog(
            self,
            say("resume.title"),
            say("resume.body"),
            [Choice("resume", say("resume.yes"), go_on), Choice("afresh", say("resume.no"), afresh)],
        )
