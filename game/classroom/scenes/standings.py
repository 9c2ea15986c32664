"""The top five, and who moved. Nobody is ever shown as last."""

from __future__ import annotations

from game.classroom.board import Line
from game.classroom.scenes.class_scene import ClassScene
from game.ui import theme
from game.ui.paint import CARD, Painter
from game.ui.widgets import backdrop

ROW = 138.0
MEDALS = ("medal_gold", "medal_silver", "medal_bronze")


class Screen(ClassScene):
    """Shows the standings after a round."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        backdrop.sky(kit)
        board = self.board
        lines = board.team_top or board.top
        title = say("class.wall.teams" if board.team_top else "class.wall.top")
        kit.painter.splash(title, stage.units[0] / 2, 48, theme.Type(104, "Black", 1.2), theme.WHITE, "center")
        top = stage.pick(226.0, 320.0)
        pitch = min(ROW + 18, (stage.units[1] - top - 60) / max(1, len(lines)))
        for number, line in enumerate(lines):
            self._line(line, top + number * pitch, number)
        if not lines:
            kit.painter.words(
                say("class.wall.nobody"),
                self.left,
                400,
                self.width,
                120,
                theme.Type(60, "Bold", 1.2),
                theme.INK,
                "center",
            )
        if not board.is_muted:
            kit.speaker.play("star")

    def _line(self, line: Line, y: float, number: int) -> None:
        kit, say = self.kit, self.kit.say
        margin = kit.stage.pick(220.0, 0.0)
        left, wide = self.left + margin, self.width - 2 * margin
        name = line.name or say("class.wall.someone")
        points = say("class.wall.points", n=f"{line.points:,}")
        portrait = kit.stage.is_portrait

        def paint(painter: Painter) -> None:
            painter.box(0, 0, wide, ROW, 40, theme.WHITE, CARD)
            if line.rank <= len(MEDALS):
                painter.picture(MEDALS[line.rank - 1], 28, 14, ROW - 28)
            else:
                painter.words(str(line.rank), 28, 0, ROW - 28, ROW, theme.Type(64, "Black", 1.0), theme.INK2, "center")
            colour = theme.CLASS_BARS[line.colour % len(theme.CLASS_BARS)]
            painter.words(
                name,
                ROW + 40,
                0,
                wide - ROW - (620 if portrait else 660),
                ROW,
                theme.Type(64, "Black", 1.2),
                colour,
                smallest=36,
            )
            painter.words(
                points, wide - 560, 0, 370, ROW, theme.Type(60, "Black", 1.2), theme.INK, "right", smallest=36
            )
            if line.moved:
                is_up = line.moved > 0
                ink = theme.RIGHT_INK if is_up else theme.INK2
                painter.words(
                    f"{'↑' if is_up else '↓'}{abs(line.moved)}",
                    wide - 180,
                    0,
                    140,
                    ROW,
                    theme.Type(52, "Black", 1.2),
                    ink,
                    "center",
                )
            else:
                painter.words("–", wide - 180, 0, 140, ROW, theme.Type(52, "Bold", 1.2), theme.INK2, "center")

        sprite = kit.sprite(left, y, wide, ROW, paint, z=10 + number)
        x, place = sprite.rect.topleft
        rise = kit.stage.px(min(400, 90 * max(0, line.moved)) + 40)
        kit.motions.play(700, lambda share: sprite.move(x, place + round(rise * (1 - share))), delay_ms=80 * number)
