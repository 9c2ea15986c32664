"""After a level: the stars fly in first, then the numbers count, then the way on."""

from __future__ import annotations

from functools import partial

from pygame import Surface

from game.rules import visit
from game.rules.levels import EXAM, MOST_STARS
from game.rules.scoring import right_needed
from game.rules.visit import AgeBand
from game.scenes.parts.age_strip import AgeStrip
from game.scenes.screen import GameScene
from game.ui import motion, shapes, text, theme
from game.ui.blend import lay
from game.ui.paint import CARD, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import GIFT, GOLD, ICON, PRIMARY, button
from game.ui.widgets.confetti import confetti
from game.ui.widgets.toast import toast

PLACES = ((1060, 96, 190, -12), (1286, 40, 244, 0), (1564, 96, 190, 12))
PLACES_PORTRAIT = ((176, 640, 200, -12), (404, 576, 272, 0), (704, 640, 200, 12))


class Screen(GameScene):
    """Shows `session.result`."""

    @property
    def pose(self) -> str:
        result = self.session.result
        return "result-passed" if result is not None and result.is_passed else "result-failed"

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        result = self.session.result
        if result is None:
            raise ValueError("no result to show")
        level = self.session.level
        backdrop.sky(kit, stage.pick(1000, 1860), strength=204)
        if not kit.is_care and result.is_passed:
            backdrop.rays(kit, *stage.pick((0.26, 0.62), (0.5, 0.22)), 150)
        painter = kit.painter
        title = say("result.passed" if result.is_passed else "result.failed")
        lion = "lion_cheer" if result.is_passed else "lion_encourage"
        role = theme.Type(stage.pick(120, 130) if len(title) <= 6 else 84, "Black", 1.15)
        if stage.is_portrait:
            painter.splash(title, 540, 70, role, theme.SPLASH, "center")
            painter.picture(self.plot_of(level), 340, 190, 420)
            self._lion = kit.picture(lion, 90, 300, 300, z=3)
            self._card = (48.0, 690.0, 984.0, 1150.0)
        else:
            painter.splash(title, 170, 96, role, theme.SPLASH)
            lay(kit.canvas.backdrop, shapes.glow(stage.px(640), stage.px(640), *theme.SUN), stage.at(180, 330))
            painter.picture(self.plot_of(level), 150, 290, 700)
            self._lion = kit.picture(lion, 28, 640, 390, z=3)
            # A little shorter where the age is asked for below it.
            self._card = (958.0, 84.0, 898.0, 876.0 if self._asks_age else 912.0)
        x, y, width, height = self._card
        painter.box(x, y, width, height, 48, theme.WHITE, CARD)
        self._headline(painter)
        self._numbers(painter)
        if self.session.voucher is None:
            self._road(painter)
        else:
            self._gift()
        self._buttons()
        if self._asks_age:
            box = stage.pick((440.0, 980.0, 1416.0, 88.0), (x + 52, y + 690, width - 104, 132.0))
            AgeStrip(self, *box, not stage.is_portrait, self._tell_age)
        self._fly_stars()
        kit.speaker.play("level_pass" if result.is_passed else "level_fail")
        if result.is_passed:
            cx, cy = stage.pick((300, 700), (240, 420))
            confetti(kit, cx, cy, 640, result.seed, z=2)
        self.escape = lambda: self.leave("street", "back", came_from=self.plot_of(level))

    # ── the card ──

    def _headline(self, painter: Painter) -> None:
        say, result = self.kit.say, self.session.result
        assert result is not None
        level = self.session.level
        x, y, width, _ = self._card
        top = y + self.kit.stage.pick(222, 172)
        name = self.title_of(level) if level.id == EXAM else f"{self.title_of(level)} · {level.title}"
        painter.words(name, x + 40, top, width - 80, 80, theme.Type(56, "Black", 1.25), theme.INK, "center")
        if result.stars >= MOST_STARS:
            line = say("result.perfect")
        elif not result.is_passed and result.hearts <= 0:
            line = say("result.hearts-gone")
        else:
            need = right_needed(result.total, level.star_percents[result.stars]) - result.right
            line = say("result.next-star", n=max(1, need), stars=result.stars + 1)
        painter.words(line, x + 40, top + 80, width - 80, 54, theme.Type(36, "Regular", 1.3), theme.INK2, "center")

    def _numbers(self, painter: Painter) -> None:
        kit, say, result = self.kit, self.kit.say, self.session.result
        assert result is not None
        x, y, width, _ = self._card
        top = y + kit.stage.pick(372, 340)
        wide = (width - 104 - 2 * 19) / 3
        percent = 100 * result.right // result.total
        shown = (
            (result.score, "{}", say("result.score"), theme.STAT_SCORE),
            (percent, "{}%", say("result.accuracy"), theme.STAT_RIGHT),
            (result.best_streak, "{}", say("result.streak"), theme.STAT_STREAK),
        )
        for place, (value, form, label, colour) in enumerate(shown):
            left = x + 52 + place * (wide + 19)
            painter.box(left, top, wide, 180, 34, theme.TILE)
            painter.words(label, left, top + 110, wide, 50, theme.Type(34, "Bold", 1.2), theme.INK2, "center")
            self._counter(left, top + 16, wide, value, form, colour)

    def _counter(self, x: float, y: float, width: float, value: int, form: str, colour: theme.Colour) -> None:
        """A number that counts up in cells of one width, so that it doesn't tremble."""
        kit = self.kit
        px = kit.stage.px(64)

        def drawn(shown: int) -> Surface:
            words = form.replace("{}", f"{shown:,}")
            cell = max(text.width_of(digit, "Black", px) for digit in "0123456789")
            widths = [cell if letter.isdigit() else text.width_of(letter, "Black", px) for letter in words]
            made = shapes.surface(kit.stage.px(width), kit.stage.px(96))
            left = (made.get_width() - sum(widths)) // 2
            for letter, wide in zip(words, widths, strict=True):
                glyph = text.line(letter, "Black", px, colour)
                lay(
                    made, glyph, (left + (wide - glyph.get_width()) // 2, (made.get_height() - glyph.get_height()) // 2)
                )
                left += wide
            return made

        sprite = kit.canvas.add(drawn(0), *kit.stage.at(x, y), z=4)
        kit.motions.play(
            theme.COUNT_MS,
            lambda share: sprite.show(drawn(round(value * share))),
            motion.out_quart,
            delay_ms=3 * theme.STAR_GAP_MS + theme.STAR_MS,
        )

    def _road(self, painter: Painter) -> None:
        campaign, seen = self.session.bank.campaign, self.session.visit
        x, y, width, _ = self._card
        top = y + self.kit.stage.pick(578, 560)
        lit, all_ = visit.chapters_lit(seen, campaign), len(campaign.chapters)
        painter.box(x + 52, top, width - 104, 118, 34, theme.BOARD_FILL)
        painter.picture("badge_ambassador", x + 76, top + 11, 76, 96)
        words = self.kit.say("result.road", n=lit, most=all_)
        painter.words(words, x + 176, top + 12, width - 290, 50, theme.Type(36, "Bold", 1.3), theme.INK)
        track = width - 104 - 124 - 40
        painter.box(x + 176, top + 72, track, 20, 10, theme.BOARD_TRACK)
        if lit:
            painter.box(x + 176, top + 72, max(20.0, track * lit / all_), 20, 10, theme.BOARD_BAR)

    def _gift(self) -> None:
        """Where the road would be: the way to the voucher."""
        x, y, width, _ = self._card
        top = y + self.kit.stage.pick(578, 556)
        act, label = lambda: self.leave("voucher", came_from="result"), self.kit.say("prize.won")
        button(self, "voucher", x + 52, top, width - 104, 112, act, label, GIFT, 44, "gift", "next")

    @property
    def _asks_age(self) -> bool:
        """Whether the age is asked for: once the first level is done, where staff want it and it isn't told yet."""
        seen = self.session.visit
        return bool(self.arguments.get("asks_age")) and seen.is_first_level and seen.age_band is None

    def _tell_age(self, band: AgeBand) -> None:
        self.session.tell_age(band)
        toast(self.kit, self.kit.say("age.thanks"), "check")

    def _buttons(self) -> None:
        say, result = self.kit.say, self.session.result
        assert result is not None
        level = self.session.level
        x, y, width, height = self._card
        foot = y + height - (34 if height < 900 else 46) - 124
        has_errors = result.right < result.total
        left = x + 52
        button(
            self,
            "again",
            left,
            foot,
            150,
            124,
            partial(self._again, level.id),
            say("result.again"),
            ICON,
            32,
            "refresh",
            stacked=True,
        )
        left += 174
        if has_errors:
            button(
                self,
                "review",
                left,
                foot,
                150,
                124,
                lambda: self.leave("review"),
                say("result.review"),
                ICON,
                32,
                "book",
                stacked=True,
            )
            left += 174
        wide = x + width - 52 - left
        if level.id == EXAM and result.is_passed:
            button(
                self,
                "onward",
                left,
                foot,
                wide,
                124,
                lambda: self.leave("certificate"),
                say("result.certificate"),
                GOLD,
                50,
                trailing="next",
                key="return",
            )
        elif result.is_passed:
            came = self.plot_of(level)
            button(
                self,
                "onward",
                left,
                foot,
                wide,
                124,
                lambda: self.leave("street", came_from=came),
                say("result.onward"),
                GOLD,
                52,
                trailing="next",
                key="return",
            )
        else:
            button(
                self,
                "onward",
                left,
                foot,
                wide,
                124,
                lambda: self.leave("street", "back"),
                say("result.street"),
                PRIMARY,
                46,
                trailing="map",
                key="return",
            )
        if not self.kit.stage.is_portrait:
            return
        button(
            self,
            "passport",
            x + 52,
            foot - 148,
            width - 104,
            112,
            lambda: self.leave("passport"),
            say("result.passport"),
            ICON,
            40,
            "qr",
        )

    def _again(self, level_id: str) -> None:
        self.session.begin_level(level_id)
        self.leave("question")

    # ── stars ──

    def _fly_stars(self) -> None:
        result, kit = self.session.result, self.kit
        assert result is not None
        for place, (x, y, wide, turn) in enumerate(kit.stage.pick(PLACES, PLACES_PORTRAIT)):
            kit.painter.picture("star_empty", x, y, wide, turn=turn)
            if place < result.stars:
                self._fly(x, y, wide, turn, place)

    def _fly(self, x: float, y: float, wide: float, turn: float, place: int) -> None:
        import pygame

        kit = self.kit
        whole = kit.art.picture("star_full", kit.stage.px(wide))
        centre = kit.stage.at(x + wide / 2, y + wide / 2)
        sizes = [pygame.transform.rotozoom(whole, -turn, 1.0 + 0.1 * step) for step in range(9)]
        sprite = kit.canvas.add(sizes[0], 0, 0, z=6)

        def grow(share: float) -> None:
            step = min(8, max(0, round(8 * (1 - share))))
            made = sizes[step]
            sprite.show(made, *made.get_rect(center=centre).topleft)
            sprite.fade(0 if share <= 0 else 255)

        delay = place * theme.STAR_GAP_MS
        kit.motions.play(theme.STAR_MS, grow, motion.out_cubic, delay_ms=delay)
        kit.motions.later(delay + 60, lambda: kit.speaker.play("star"))
