"""The staff's panel: a tile for each page, and the ways out."""

from __future__ import annotations

from functools import partial

from game.kiosk.desk import Desk, app_version
from game.kiosk.guard import EXIT_QUIT, EXIT_RESTART
from game.scenes.screen import GameScene
from game.ui import theme
from game.ui.widgets.button import PRIMARY, WHITE, button

PAGES = (
    ("staff_numbers", "chart"),
    ("staff_packs", "book"),
    ("staff_settings", "settings"),
    ("staff_records", "shield"),
    ("staff_voucher", "gift"),
    ("staff_health", "info"),
)
TILE_GAP = 28


class Screen(GameScene):
    """Where the right PIN leads."""

    def build(self) -> None:
        kit, stage, say = self.kit, self.kit.stage, self.kit.say
        width, height = stage.units
        kit.canvas.backdrop.fill(theme.TILE, kit.canvas.backdrop.get_rect())
        kit.painter.words(say("staff.panel"), 64, 44, width - 128, 96, theme.Type(60, "Black", 1.2), theme.INK)
        branch = self.desk.settings.branch or say("branch.default")
        told = say("staff.version", version=app_version(), branch=branch)
        kit.painter.words(told, 64, height - 88, width - 128, 60, theme.Type(32, "Regular", 1.2), theme.INK2)
        columns = stage.pick(3, 2)
        wide = (width - 128 - (columns - 1) * TILE_GAP) / columns
        tall = stage.pick(270, 300)
        for place, (page, icon) in enumerate(PAGES):
            down, across = divmod(place, columns)
            x, y = 64 + across * (wide + TILE_GAP), stage.pick(168, 190) + down * (tall + TILE_GAP)
            act = partial(self.leave, page)
            button(self, page, x, y, wide, tall, act, say(f"staff.page.{page}"), WHITE, 50, icon, stacked=True)
        ways = (
            ("back", "home", partial(self._back), PRIMARY),
            ("restart", "refresh", partial(self.desk.quit, EXIT_RESTART), WHITE),
            ("quit", "cross", partial(self.desk.quit, EXIT_QUIT), WHITE),
        )
        y = height - 250
        wide = (width - 128 - 2 * TILE_GAP) / 3
        for place, (name, icon, act, style) in enumerate(ways):
            x = 64 + place * (wide + TILE_GAP)
            button(
                self,
                name,
                x,
                y,
                wide,
                124,
                act,
                say("staff.back-home" if name == "back" else f"staff.{name}"),
                style,
                stage.pick(46, 38),
                icon,
            )
        self.escape = self._back

    def _back(self) -> None:
        """To the poster; by a new start where other packs are to be played from now on, which takes no longer."""
        if self.desk.has_other_packs:
            self.desk.quit(EXIT_RESTART)
        else:
            self.leave("attract", "fade")

    @property
    def desk(self) -> Desk:
        desk: Desk = self.arguments["desk"]
        return desk
