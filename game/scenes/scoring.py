"""怎么计分: the rules of scoring and of the props, in plain words."""

from __future__ import annotations

from game.rules.scoring import BASE_BY_DIFFICULTY, STREAK_BUDGET
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.paint import CARD, Painter
from game.ui.widgets import backdrop
from game.ui.widgets.button import PRIMARY, button


class Screen(GameScene):
    """One page."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        backdrop.sky(kit, stage.pick(1030, 1850), strength=150, clouds=False)
        self.back_button("home")
        painter = kit.painter
        painter.words(say("scoring.title"), 172, stage.pick(36, 44), 700, 96, theme.Type(52, "Black", 1.2), theme.INK)
        easy, middle, hard = BASE_BY_DIFFICULTY.values()
        rows = (
            (
                "coin",
                say("scoring.base-title"),
                say("scoring.base", easy=f"{easy:,}", middle=f"{middle:,}", hard=f"{hard:,}"),
            ),
            ("flame", say("scoring.streak-title"), say("scoring.streak", most=STREAK_BUDGET)),
            ("star_full", say("scoring.stars-title"), say("scoring.stars")),
            ("heart_full", say("scoring.hearts-title"), say("scoring.hearts")),
        )
        props = tuple(
            (f"prop_{picture}", say(f"prop.{name}"), say(f"scoring.{name}"))
            for name, picture in (("exclude", "fifty"), ("hint", "hint"), ("time", "time"), ("shield", "shield"))
        )
        if stage.is_portrait:
            self._column(painter, 48, 180, 984, 740, rows)
            self._column(painter, 48, 950, 984, 740, props)
            button(
                self,
                "done",
                48,
                1730,
                984,
                120,
                lambda: self.leave("home", "back"),
                say("scoring.done"),
                PRIMARY,
                50,
                key="return",
            )
        else:
            self._column(painter, 64, 168, 884, 720, rows)
            self._column(painter, 972, 168, 884, 720, props)
            button(
                self,
                "done",
                1436,
                920,
                420,
                116,
                lambda: self.leave("home", "back"),
                say("scoring.done"),
                PRIMARY,
                50,
                key="return",
            )

    def _column(
        self, painter: Painter, x: float, y: float, width: float, height: float, rows: tuple[tuple[str, str, str], ...]
    ) -> None:
        painter.box(x, y, width, height, theme.RADIUS_CARD, theme.WHITE, CARD)
        tall = (height - 56) / len(rows)
        for place, (picture, title, body) in enumerate(rows):
            top = y + 28 + place * tall
            painter.picture(picture, x + 40, top + (tall - 96) / 2, 96)
            painter.words(title, x + 168, top + 6, width - 208, 54, theme.Type(40, "Black", 1.2), theme.INK)
            painter.words(
                body,
                x + 168,
                top + 60,
                width - 208,
                tall - 66,
                theme.Type(34, "Regular", 1.36),
                theme.INK2,
                valign="top",
                smallest=28,
            )
