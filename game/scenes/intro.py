"""Before a chapter: what the right is, what it is for, which level, how long – and a lesson for who wants one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.rules import visit
from game.rules.levels import EXAM, Level
from game.scenes.screen import GameScene
from game.ui import shapes, theme
from game.ui.blend import lay
from game.ui.paint import CARD, Painter
from game.ui.scene import Target
from game.ui.widgets import backdrop
from game.ui.widgets.button import PRIMARY, WHITE, button
from game.ui.widgets.toast import toast


class Screen(GameScene):
    """The chosen level's chapter, or the final exam."""

    def build(self) -> None:
        kit, stage = self.kit, self.kit.stage
        self._level = self.session.bank.campaign.level(self.arguments["level"])
        backdrop.sky(kit, stage.pick(930, 1790))
        painter = kit.painter
        plot = self.plot_of(self._level)
        if stage.is_portrait:
            lay(kit.canvas.backdrop, shapes.glow(stage.px(760), stage.px(640), *theme.HALO), stage.at(160, 110))
            painter.picture(plot, 250, 90, 580)
            painter.picture("lion_point", 40, 420, 260, flip=True)
            self._bubble(painter, 316, 568, 560)
            self._card(48, 690, 984, 1150)
        else:
            lay(kit.canvas.backdrop, shapes.glow(stage.px(780), stage.px(780), *theme.HALO), stage.at(70, 240))
            painter.picture(plot, 60, 180, 780)
            painter.picture("lion_point", 20, 664, 350, flip=True)
            self._bubble(painter, 336, 914, 520)
            self._card(880, 144, 976, 896)
        self.back_button("street")

    def _bubble(self, painter: Painter, x: float, y: float, width: float) -> None:
        painter.box(x, y, width, 100, 34, theme.WHITE, CARD)
        painter.words(
            self.kit.say("intro.cheer"),
            x + 24,
            y,
            width - 48,
            100,
            theme.Type(40, "Black", 1.15),
            theme.INK,
            "center",
            smallest=28,
        )

    # ── the card ──

    def _card(self, x: float, y: float, width: float, height: float) -> None:
        kit, say, level = self.kit, self.kit.say, self._level
        campaign, seen = self.session.bank.campaign, self.session.visit
        painter = kit.painter
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        inside, room = x + 56, width - 112
        if level.id == EXAM:
            tag, rows = say("intro.exam-tag"), self._exam_rows()
        else:
            chapter = campaign.chapter(level.chapter)
            tag = say("intro.stop", n=campaign.chapters.index(chapter) + 1)
            lesson = chapter.lesson
            rows = ((lesson.what_title, lesson.what, "book"), (lesson.use_title, lesson.use, "bulb"))
        left = (
            inside
            + painter.pill(tag, inside, y + kit.stage.pick(34, 44), 64, self.tag_of(level), theme.WHITE, 34, "Black")
            + 24
        )
        for place in range(3):
            earned = seen.stars.get(level.id, 0) > place
            painter.picture("star_full" if earned else "star_empty", left + 60 * place, y + kit.stage.pick(38, 48), 54)
        painter.words(
            self.title_of(level),
            inside,
            y + kit.stage.pick(104, 116),
            room,
            96,
            theme.Type(76, "Black", 1.2),
            theme.INK,
        )
        top = y + kit.stage.pick(206, 226)
        tall = kit.stage.pick(152, 210) if level.id != EXAM else 220
        for title, body, icon in rows:
            self._row(painter, title, body, icon, inside, top, room, tall)
            top += tall + kit.stage.pick(2, 8)
        if level.id != EXAM:
            self._levels(inside, top + 6, room)
            top += 130
        painter.words(
            self._facts_line(level),
            inside,
            top + kit.stage.pick(2, 12),
            room,
            44,
            theme.Type(32, "Bold", 1.2),
            theme.INK2,
            smallest=26,
        )
        foot = y + height - kit.stage.pick(36, 46) - 124
        if level.id == EXAM:
            button(
                self,
                "play",
                inside,
                foot,
                room,
                124,
                self._play,
                say("intro.begin"),
                PRIMARY,
                54,
                trailing="next",
                key="return",
            )
            return
        button(self, "learn", inside, foot, 330, 124, self._learn, say("intro.learn"), WHITE, 44, "book")
        button(
            self,
            "play",
            inside + 358,
            foot,
            room - 358,
            124,
            self._play,
            say("intro.begin"),
            PRIMARY,
            54,
            trailing="next",
            key="return",
        )

    def _row(
        self, painter: Painter, title: str, body: str, icon: str, x: float, y: float, width: float, tall: float
    ) -> None:
        colour = self.tag_of(self._level)
        painter.box(x, y + 6, 88, 88, 28, theme.mix(theme.WHITE, colour, theme.TAG_SOFT_SHARE))
        painter.icon(icon, x + 18, y + 24, 52, colour)
        painter.words(title, x + 116, y, width - 116, 54, theme.Type(40, "Black", 1.3), theme.INK)
        painter.words(
            body,
            x + 116,
            y + 56,
            width - 116,
            tall - 58,
            theme.Type(36, "Regular", 1.38),
            theme.INK2,
            valign="top",
            smallest=28,
        )

    def _exam_rows(self) -> tuple[tuple[str, str, str], ...]:
        say, level = self.kit.say, self._level
        return (
            (say("intro.exam-what-title"), say("intro.exam-what", n=level.size), "edit"),
            (
                say("intro.exam-use-title"),
                say("intro.exam-use", percent=level.star_percents[0], hearts=level.hearts),
                "trophy",
            ),
        )

    def _facts_line(self, level: Level) -> str:
        say = self.kit.say
        care = self.session.is_care
        size = min(level.size, 5) if care else level.size
        clock = say("intro.timed", n=level.seconds) if level.seconds and not care else say("intro.untimed")
        return " · ".join((say("intro.questions", n=size), clock, say("intro.pass", percent=level.star_percents[0])))

    def _levels(self, x: float, y: float, width: float) -> None:
        chapter = self.session.bank.campaign.chapter(self._level.chapter)
        wide = (width - 2 * 20) / 3
        for place, level in enumerate(chapter.levels):
            self._level_tile(level, x + place * (wide + 20), y, wide, str(place + 1))

    def _level_tile(self, level: Level, x: float, y: float, width: float, key: str) -> None:
        kit = self.kit
        seen, campaign = self.session.visit, self.session.bank.campaign
        is_open, chosen = visit.is_level_open(seen, campaign, level), level.id == self._level.id
        stars = seen.stars.get(level.id, 0)

        def painted(is_pressed: bool) -> Callable[[Painter], None]:
            def paint(painter: Painter) -> None:
                fill = theme.SELECT_SOFT if chosen else theme.TILE
                border = theme.SELECT if chosen else fill
                painter.box(0, 3 if is_pressed else 0, width, 116, 28, fill, border=border, border_width=5)
                ink = theme.INK if is_open else theme.INK3
                painter.words(level.title, 12, 8, width - 24, 54, theme.Type(38, "Black", 1.2), ink, "center")
                if is_open:
                    for place in range(3):
                        painter.picture(
                            "star_full" if place < stars else "star_empty", width / 2 - 60 + 40 * place, 64, 40
                        )
                else:
                    painter.icon("lock", width / 2 - 18, 66, 36, theme.INK3)

            return paint

        sprite = kit.place(kit.drawn(width, 116, painted(False)), x, y, z=5)
        target = Target(
            f"level-{key}",
            kit.rect(x, y, width, 116),
            partial(self._choose, level),
            lambda down: sprite.show(kit.drawn(width, 116, painted(down))),
            key,
        )
        self.target(target)

    def _choose(self, level: Level) -> None:
        if not visit.is_level_open(self.session.visit, self.session.bank.campaign, level):
            toast(self.kit, self.kit.say("intro.level-locked"), "lock")
        elif level.id != self._level.id:
            self.leave("intro", "fade", level=level.id)

    def _learn(self) -> None:
        self.leave("lessons", chapter=self._level.chapter, level=self._level.id)

    def _play(self) -> None:
        self.session.begin_level(self._level.id)
        self.leave("question")
