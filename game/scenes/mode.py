"""Before a way to play beside the street: what it is, in three lines, and for 挑战赛 the best of this kiosk."""

from __future__ import annotations

from game.rules.levels import Mode
from game.rules.modes import LEVELS
from game.scenes.parts.record_table import RecordTable
from game.scenes.screen import GameScene
from game.ui import shapes, theme
from game.ui.blend import lay
from game.ui.paint import CARD, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import PRIMARY, button
from game.ui.widgets.toast import toast

LINES = 3
ICONS = {
    Mode.DAILY: ("calendar", "people", "clock"),
    Mode.CHALLENGE: ("warn", "up", "trophy"),
    Mode.LAB: ("chat", "shield", "chart"),
    Mode.DUEL: ("people", "refresh", "star"),
    Mode.REDO: ("edit", "book", "check"),
}
BEST_SHOWN = 3


class Screen(GameScene):
    """Introduces the mode named in its arguments."""

    def build(self) -> None:
        kit, stage = self.kit, self.kit.stage
        self._mode = Mode(self.arguments["mode"])
        level = LEVELS[self._mode]
        backdrop.sky(kit, stage.pick(930, 1790))
        painter = kit.painter
        if stage.is_portrait:
            lay(kit.canvas.backdrop, shapes.glow(stage.px(760), stage.px(700), *theme.HALO), stage.at(160, 120))
            painter.picture(self.plot_of(level), 300, 230, 480)
            painter.picture("lion_wave", 60, 560, 240)
            self._card(painter, 48, 830, 984, 960)
        else:
            lay(kit.canvas.backdrop, shapes.glow(stage.px(780), stage.px(780), *theme.HALO), stage.at(50, 170))
            painter.picture(self.plot_of(level), 190, 300, 500)
            painter.picture("lion_wave", 40, 690, 300)
            self._card(painter, 880, 144, 976, 896)
        self.back_button("home")

    @property
    def pose(self) -> str:
        return f"mode-{self._mode}"

    def _card(self, painter: Painter, x: float, y: float, width: float, height: float) -> None:
        say, mode = self.kit.say, self._mode
        ink, soft = theme.HOME_TILES[mode]
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        left, room = x + 56, width - 112
        painter.words(say(f"mode.{mode}"), left, y + 44, room, 100, theme.Type(80, "Black", 1.2), ink)
        has_table = mode == Mode.CHALLENGE
        top = y + (154 if has_table else 226)
        promise = "" if has_table else say(f"home.{mode}-promise")
        painter.words(promise, left, y + 146, room, 56, theme.Type(38, "Bold", 1.2), theme.INK2, smallest=28)
        step = self.kit.stage.pick(84 if has_table else 150, 94 if has_table else 160)
        for place in range(LINES):
            edge = 74 if has_table else 84
            painter.box(left, top, edge, edge, 26, soft)
            painter.icon(ICONS[mode][place], left + edge * 0.2, top + edge * 0.2, edge * 0.6, ink)
            words = say(f"mode.{mode}-{place + 1}")
            painter.words(
                words, left + 112, top + edge / 2 - 50, room - 112, 100, theme.Type(42, "Regular", 1.3), theme.INK
            )
            top += step
        if has_table:
            RecordTable(self, left, top + self.kit.stage.pick(6, 14), room, BEST_SHOWN, self.kit.stage.pick(66, 70))
        foot = y + height - 46 - 124
        button(
            self,
            "play",
            left,
            foot,
            room,
            124,
            self._play,
            say("mode.begin"),
            PRIMARY,
            54,
            trailing="next",
            key="return",
        )

    def _play(self) -> None:
        try:
            self.session.begin_level(self._mode)
        except ValueError:
            toast(self.kit, self.kit.say("mode.nothing"), "info")
            return
        self.leave("question")
