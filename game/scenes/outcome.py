"""After a way to play beside the street: what came of it, told in the mode's own figures."""

from __future__ import annotations

from game.rules import modes
from game.rules.levels import Mode
from game.rules.modes import LEFT, RIGHT, Detection
from game.rules.question import FULL_CREDIT
from game.rules.run import Result, Run
from game.scenes.parts.level_hud import SEAT_COLOURS, SEAT_NAMES
from game.scenes.parts.record_table import RecordTable
from game.scenes.screen import GameScene
from game.ui import shapes, theme
from game.ui.blend import lay
from game.ui.paint import CARD, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import GOLD, ICON, button
from game.ui.widgets.confetti import confetti

RECORDS_SHOWN = 4
WELL_PERCENT = 60
BIG = theme.Type(110, "Black", 1.1)
LINE = theme.Type(40, "Bold", 1.35)


class Screen(GameScene):
    """Shows `session.result` of a mode."""

    @property
    def pose(self) -> str:
        return f"outcome-{self._mode}"

    def build(self) -> None:
        kit, stage = self.kit, self.kit.stage
        result, run = self.session.result, self.session.ended
        if result is None or run is None:
            raise ValueError("no result to show")
        self._mode = Mode(result.level)
        is_well = self._is_well(result)
        backdrop.sky(kit, stage.pick(1000, 1860), strength=204)
        if not kit.is_care and is_well:
            backdrop.rays(kit, *stage.pick((0.26, 0.62), (0.5, 0.22)), 150)
        painter = kit.painter
        title = self._title(result, run)
        lion = "lion_cheer" if is_well else "lion_encourage"
        plot = self.plot_of(self.session.level)
        role = theme.Type(stage.pick(110, 120) if len(title) <= 6 else 84, "Black", 1.15)
        if stage.is_portrait:
            painter.splash(title, 540, 70, role, theme.SPLASH, "center")
            painter.picture(plot, 400, 310, 440)
            kit.picture(lion, 90, 470, 340, z=3)
            self._card = (48.0, 860.0, 984.0, 940.0)
        else:
            painter.splash(title, 510, 96, role, theme.SPLASH, "center")
            lay(kit.canvas.backdrop, shapes.glow(stage.px(640), stage.px(640), *theme.SUN), stage.at(180, 330))
            painter.picture(plot, 300, 330, 480)
            kit.picture(lion, 60, 620, 390, z=3)
            self._card = (958.0, 84.0, 898.0, 912.0)
        x, y, width, height = self._card
        painter.box(x, y, width, height, 48, theme.WHITE, CARD)
        painter.words(
            kit.say(f"mode.{self._mode}"),
            x + 40,
            y + 30,
            width - 80,
            70,
            theme.Type(48, "Black", 1.2),
            theme.HOME_TILES[self._mode][0],
            "center",
        )
        self._figures(painter, result, run, x + 52, y + 120, width - 104)
        self._buttons(result)
        kit.speaker.play("level_pass" if is_well else "level_fail")
        if is_well:
            confetti(kit, *stage.pick((300, 700), (240, 420)), 640, result.seed, z=2)
        self.escape = self._go_home

    def _is_well(self, result: Result) -> bool:
        if self._mode == Mode.DUEL:
            return True
        if self._mode == Mode.LAB:
            found = self.session.detection()
            return found.hit_percent - found.false_alarm_percent >= WELL_PERCENT
        if self._mode == Mode.CHALLENGE:
            return result.right > 0
        return result.right * 100 >= WELL_PERCENT * result.total

    def _title(self, result: Result, run: Run) -> str:
        say = self.kit.say
        if self._mode == Mode.DUEL:
            left, right = modes.sides(run.records)
            if left.points == right.points:
                return say("duel.draw")
            return say("duel.left-wins" if left.points > right.points else "duel.right-wins")
        if self._mode == Mode.CHALLENGE:
            return say("outcome.streak", n=result.right)
        return say("outcome.well" if self._is_well(result) else "outcome.onward")

    # ── the card ──

    def _figures(self, painter: Painter, result: Result, run: Run, x: float, y: float, width: float) -> None:
        if self._mode == Mode.LAB:
            self._lab(painter, self.session.detection(), x, y, width)
        elif self._mode == Mode.DUEL:
            self._duel(painter, run, x, y, width)
        elif self._mode == Mode.CHALLENGE:
            self._challenge(painter, result, x, y, width)
        else:
            self._marks(painter, result, run, x, y, width)

    def _marks(self, painter: Painter, result: Result, run: Run, x: float, y: float, width: float) -> None:
        """A mark for each answer, then how many were right."""
        say = self.kit.say
        cell = min(130.0, width / max(1, result.total))
        left = x + (width - cell * result.total) / 2
        for place in range(result.total):
            is_right = place < len(run.records) and run.records[place].credit == FULL_CREDIT
            disc = cell - 30
            painter.disc(left + place * cell + 15, y + 30, disc, theme.RIGHT if is_right else theme.WRONG)
            mark = "check" if is_right else "cross"
            painter.icon(mark, left + place * cell + 15 + disc * 0.24, y + 30 + disc * 0.24, disc * 0.52, theme.WHITE)
        told = say("outcome.right", n=result.right, most=result.total)
        painter.words(told, x, y + 180, width, 140, theme.Type(84, "Black", 1.2), theme.INK, "center")
        painter.box(x, y + 350, width, 210, 34, theme.TILE)
        line = say("daily.tomorrow") if self._mode == Mode.DAILY else self._redo_line()
        painter.words(line, x + 40, y + 360, width - 80, 190, LINE, theme.INK2, "center")

    def _redo_line(self) -> str:
        left = len(self.session.visit.wrong)
        return self.kit.say("redo.left", n=left) if left else self.kit.say("redo.none-left")

    def _challenge(self, painter: Painter, result: Result, x: float, y: float, width: float) -> None:
        say = self.kit.say
        is_all = result.right == result.total
        painter.words(str(result.right), x, y - 4, width, 140, BIG, theme.COIN_INK, "center")
        line = say("challenge.all") if is_all else say("challenge.ended")
        painter.words(line, x, y + 128, width, 56, theme.Type(36, "Bold", 1.2), theme.INK2, "center")
        RecordTable(self, x, y + 188, width, RECORDS_SHOWN)

    def _lab(self, painter: Painter, found: Detection, x: float, y: float, width: float) -> None:
        """识破率 and 误报率 side by side: only both together say whether somebody can tell."""
        say = self.kit.say
        wide = (width - 28) / 2
        told = (
            (found.hit_percent, say("lab.hits"), say("lab.hits-of", n=found.hits, most=found.scams), theme.RIGHT_INK),
            (
                found.false_alarm_percent,
                say("lab.alarms"),
                say("lab.alarms-of", n=found.false_alarms, most=found.genuine),
                theme.WRONG_INK,
            ),
        )
        for place, (percent, name, line, ink) in enumerate(told):
            left = x + place * (wide + 28)
            soft = theme.RIGHT_SOFT if place == 0 else theme.WRONG_SOFT
            painter.box(left, y + 10, wide, 330, 34, soft)
            painter.words(name, left, y + 24, wide, 64, theme.Type(42, "Black", 1.2), ink, "center")
            painter.words(f"{percent}%", left, y + 90, wide, 140, BIG, ink, "center")
            painter.words(line, left + 16, y + 236, wide - 32, 90, theme.Type(34, "Bold", 1.25), theme.INK2, "center")
        painter.box(x, y + 370, width, 190, 34, theme.TILE)
        painter.words(self._lab_line(found), x + 40, y + 376, width - 80, 178, LINE, theme.INK, "center")

    def _lab_line(self, found: Detection) -> str:
        say = self.kit.say
        missed, alarmed = found.hits < found.scams, found.false_alarms > 0
        if missed and alarmed:
            return say("lab.both")
        if missed:
            return say("lab.missed")
        return say("lab.alarmed") if alarmed else say("lab.perfect")

    def _duel(self, painter: Painter, run: Run, x: float, y: float, width: float) -> None:
        say = self.kit.say
        wide = (width - 28) / 2
        both = modes.sides(run.records)
        for place in (LEFT, RIGHT):
            side, left, colour = both[place], x + place * (wide + 28), SEAT_COLOURS[place]
            wins = side.points > both[1 - place].points
            painter.box(left, y + 60, wide, 480, 40, theme.TILE, border=colour, border_width=6 if wins else 2)
            if wins:
                painter.picture("crown", left + wide / 2 - 60, y - 10, 120)
            painter.words(
                say(SEAT_NAMES[place]), left, y + 110, wide, 80, theme.Type(54, "Black", 1.2), colour, "center"
            )
            painter.words(
                f"{side.points:,}", left, y + 200, wide, 140, theme.Type(84, "Black", 1.2), theme.INK, "center"
            )
            told = say("outcome.right", n=side.right, most=side.answered)
            painter.words(told, left, y + 350, wide, 70, theme.Type(42, "Bold", 1.2), theme.INK2, "center")
        line = say("duel.fair")
        painter.words(line, x, y + 548, width, 60, theme.Type(34, "Bold", 1.2), theme.INK2, "center", smallest=26)

    def _buttons(self, result: Result) -> None:
        say = self.kit.say
        x, y, width, height = self._card
        foot, left = y + height - 46 - 124, x + 52
        ways = [("again", "refresh", say("result.again"), self._again)]
        if self.session.visit.wrong and self._mode != Mode.DUEL and result.right < result.total:
            ways.append(("review", "book", say("result.review"), lambda: self.leave("review")))
        if self._mode == Mode.REDO and not modes.has_errors(self.session.visit):
            ways = []
        for name, icon, label, act in ways:
            button(self, name, left, foot, 150, 124, act, label, ICON, 32, icon, stacked=True)
            left += 174
        wide = x + width - 52 - left
        button(self, "onward", left, foot, wide, 124, self._go_home, say("pause.home"), GOLD, 50, "home", key="return")

    def _go_home(self) -> None:
        self.leave("home", "back")

    def _again(self) -> None:
        self.session.begin_level(self._mode)
        self.leave("question")
