"""先学一学: each chapter on one page, before or without playing it."""

from __future__ import annotations

from game.scenes.screen import GameScene
from game.ui import shapes, theme
from game.ui.blend import lay
from game.ui.paint import CARD
from game.ui.widgets import backdrop
from game.ui.widgets.button import ICON, button
from game.ui.widgets.pager import Way, pager


class Screen(GameScene):
    """The lesson of `chapter`; with `level`, the way on leads into that level."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        chapters = self.session.bank.campaign.chapters
        ids = [chapter.id for chapter in chapters]
        place = ids.index(self.arguments["chapter"]) if self.arguments.get("chapter") in ids else 0
        chapter = chapters[place]
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        painter = kit.painter
        painter.words(say("lessons.title"), 172, stage.pick(36, 44), 560, 96, theme.Type(52, "Black", 1.2), theme.INK)
        level = self.arguments.get("level", "")
        if level:
            self.escape = lambda: self.leave("intro", "back", level=level)
            button(self, "back", 48, stage.pick(36, 44), 96, 96, self.escape, style=ICON, icon="back", key="escape")
        else:
            self.back_button("home")
        x, y, width, height = stage.pick((64, 168, 1792, 700), (48, 190, 984, 1400))
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        colour = theme.TAG.get(chapter.plot, theme.ACCENT_DEEP)
        art = stage.pick((x + 20, y + 60, 560), (x + 270, y - 10, 440))
        lay(kit.canvas.backdrop, shapes.glow(stage.px(art[2]), stage.px(art[2]), *theme.HALO), stage.at(art[0], art[1]))
        painter.picture(chapter.plot, *art)
        left, top, room = stage.pick((x + 610, y + 44, width - 670), (x + 56, y + 410, width - 112))
        painter.words(chapter.title, left, top, room, 84, theme.Type(64, "Black", 1.2), colour)
        painter.words(
            chapter.lesson.what, left, top + 92, room, 110, theme.Type(38, "Regular", 1.4), theme.INK2, valign="top"
        )
        row: float = top + stage.pick(214, 260)
        space = (y + height - 30 - row) / max(1, len(chapter.lesson.points))
        for number, point in enumerate(chapter.lesson.points, 1):
            painter.disc(left, row + 8, 60, theme.mix(theme.WHITE, colour, theme.TAG_SOFT_SHARE))
            painter.words(str(number), left, row + 8, 60, 60, theme.Type(34, "Black", 1.0), colour, "center")
            painter.words(
                point,
                left + 84,
                row,
                room - 84,
                min(space - 8, 150),
                theme.Type(40, "Bold", 1.36),
                theme.INK,
                valign="top",
            )
            row += min(space, 190)
        self._paging(ids, place, level)

    def _paging(self, chapters: list[str], place: int, level: str) -> None:
        say = self.kit.say

        def turn(step: int) -> None:
            self.leave("lessons", "slide" if step > 0 else "back", chapter=chapters[place + step])

        back = Way("previous", say("lessons.previous"), lambda: turn(-1), "back") if place and not level else None
        if level:
            on = Way("play", say("intro.begin"), lambda: self._play(level))
        elif place + 1 < len(chapters):
            on = Way("next", say("lessons.next"), lambda: turn(1))
        else:
            on = Way("next", say("home.go"), lambda: self.leave("street"))
        pager(self, place, len(chapters), back, on)

    def _play(self, level: str) -> None:
        self.session.begin_level(level)
        self.leave("question")
