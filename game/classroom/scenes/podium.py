"""The end: third, second, first, then the class as a whole and what it found hardest."""

from __future__ import annotations

from game.classroom.board import Line
from game.classroom.controls import Wish
from game.classroom.scenes.class_scene import ClassScene
from game.ui import theme
from game.ui.paint import Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import GOLD, button
from game.ui.widgets.confetti import confetti

EACH_MS = 1_200
FOOT_TALL = 150.0


class Screen(ClassScene):
    """Shows who won."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        backdrop.stage_rays(kit)
        lines = self.board.team_top or self.board.top
        title = theme.Type(stage.pick(120, 104), "Black", 1.2)
        kit.painter.splash(
            say("class.wall.stars"), stage.units[0] / 2, stage.pick(40, 90), title, theme.GOLD_LIGHT, "center"
        )
        self._foot()
        base = stage.units[1] - FOOT_TALL - stage.pick(0, 160)
        wide = stage.pick(380.0, 310.0)
        gap = stage.pick(24.0, 14.0)
        middle = stage.units[0] / 2
        tops = stage.pick((530.0, 630.0, 690.0), (900.0, 1060.0, 1160.0))
        lefts = (middle - wide / 2, middle - wide * 1.5 - gap, middle + wide / 2 + gap)
        for place, line in enumerate(lines[:3]):
            self._step(place, line, lefts[place], tops[place], wide, base - tops[place])
        if lines:
            lion = stage.pick(300.0, 330.0)
            kit.picture("lion_cheer", middle - lion / 2, tops[0] - lion * 1.02, lion, z=5)
            kit.motions.later(2 * EACH_MS, self._celebrate)
        else:
            kit.painter.words(
                say("class.wall.nobody"),
                self.left,
                420,
                self.width,
                120,
                theme.Type(64, "Bold", 1.2),
                theme.WHITE,
                "center",
            )

    def _celebrate(self) -> None:
        stage = self.kit.stage
        if not self.board.is_muted:
            self.kit.speaker.play("certificate")
        confetti(self.kit, stage.units[0] / 2, stage.pick(420, 800), 900, 7, z=30)

    def _step(self, place: int, line: Line, left: float, top: float, wide: float, tall: float) -> None:
        kit = self.kit
        light, upper, lower = theme.CLASS_STEPS[place]
        name = line.name or kit.say("class.wall.someone")
        points = kit.say("class.wall.points", n=f"{line.points:,}")

        def paint(painter: Painter) -> None:
            painter.box(0, 0, wide, tall, 28, ((0, upper), (1, lower)))
            painter.box(0, 0, wide, 44, 28, light)
            painter.words(name, 16, 60, wide - 32, 84, theme.Type(60, "Black", 1.2), theme.INK, "center", smallest=32)
            painter.words(
                points, 16, 140, wide - 32, 70, theme.Type(52, "Black", 1.2), theme.INK, "center", smallest=30
            )
            if tall > 330:
                medal = ("medal_gold", "medal_silver", "medal_bronze")[min(2, line.rank - 1)]
                painter.picture(medal, (wide - 110) / 2, 226, 110)

        sprite = kit.sprite(left, top, wide, tall, paint, z=10)
        x, y = sprite.rect.topleft
        drop = kit.stage.px(tall + 40)
        delay = {2: 0, 1: EACH_MS, 0: 2 * EACH_MS}[place]
        kit.motions.play(700, lambda share: sprite.move(x, y + round(drop * (1 - share))), delay_ms=delay)

    def _foot(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        tall = FOOT_TALL + stage.pick(0, 160)
        y = stage.units[1] - tall
        summary = self.board.summary
        told = ""
        if summary is not None:
            told = say("class.wall.accuracy", n=summary.accuracy)
            if summary.hardest is not None:
                told += say("class.wall.hardest", n=summary.hardest.number, stem=summary.hardest.stem)
        exported = say("class.wall.exported", file=self.board.exported) if self.board.exported else ""
        wide = stage.units[0]

        def paint(painter: Painter) -> None:
            painter.box(-400, 0, wide + 800, tall + 600, 0, theme.CLASS_FOOT)
            room = stage.pick(wide - 640, wide - 96)
            painter.words(
                told,
                self.left,
                10,
                room,
                FOOT_TALL - (60 if exported else 20),
                theme.Type(44, "Bold", 1.3),
                theme.WHITE,
                smallest=28,
            )
            if exported:
                painter.words(
                    exported,
                    self.left,
                    FOOT_TALL - 56,
                    room,
                    48,
                    theme.Type(32, "Regular", 1.2),
                    theme.GOLD_LIGHT,
                    smallest=22,
                )

        self._bar = kit.sprite(0, y, wide, tall, paint, z=20)
        x, by = stage.pick((1500.0, y + 22), (300.0, y + 158))
        if self.hall.hardest:
            button(
                self,
                "review",
                x,
                by,
                stage.pick(370, 480),
                104,
                lambda: self.hall.wish(Wish.REVIEW),
                say("class.wall.review"),
                GOLD,
                48,
                trailing="next",
                z=24,
            )

    def update(self) -> None:
        if self.board.exported and not getattr(self, "_has_exported", False):
            self._has_exported = True
            self._bar.remove()
            self._foot()
