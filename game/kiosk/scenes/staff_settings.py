"""Volume, waiting times, care mode, the branch's name, colour and logo."""

from __future__ import annotations

from functools import partial

from game.kiosk.scenes.page import Box, Page
from game.ui import theme
from game.ui.paint import Painter
from game.ui.scene import Target

STEPS = {"volume": 10, "idle_ask_s": 15, "idle_leave_s": 5, "poster_s": 5, "voucher_days": 1}


class Screen(Page):
    """What staff may set; each touch is kept at once."""

    key_of_title = "staff.settings"

    def fill(self) -> None:
        say, columns = self.kit.say, self.kit.stage.pick(2, 1)
        settings = self.desk.settings
        place = 0
        for name, unit in (
            ("volume", "staff.percent"),
            ("idle_ask_s", "staff.seconds"),
            ("idle_leave_s", "staff.seconds"),
            ("poster_s", "staff.seconds"),
        ):
            value = say(unit, n=getattr(settings, name))
            self.step_row(place, columns, name, say(f"staff.set.{name}"), value, partial(self._step, name))
            place += 1
        for name in ("is_care", "asks_age"):
            label, is_on = say(f"staff.set.{name}"), bool(getattr(settings, name))
            self.switch_row(place, columns, name, label, is_on, partial(self._flip, name))
            place += 1
        prizes = [("", say("staff.set.prize-none")), *self.desk.prize_levels()]
        chosen = next((at for at, (level, _) in enumerate(prizes) if level == settings.voucher_level), 0)
        self.choice_row(
            place, columns, "prize", say("staff.set.prize"), prizes[chosen][1], partial(self._prize, prizes, chosen)
        )
        self.step_row(
            place + 1,
            columns,
            "voucher_days",
            say("staff.set.voucher_days"),
            say("staff.days", n=settings.voucher_days),
            partial(self._step, "voucher_days"),
        )
        place += 2
        place += -place % columns
        self._look(place, columns)

    def _look(self, place: int, columns: int) -> None:
        """Name, colour and logo: what the poster shows of the branch."""
        say, settings = self.kit.say, self.desk.settings
        box = self.row_box(place, columns)
        name = settings.branch or say("staff.set.branch-none")
        self.words(Box(box.x, box.y, box.width, box.height), say("staff.set.branch", name=name))
        box = self.row_box(place + 1, columns)
        self.act_button(
            Box(box.x, box.y, box.width, box.height), "from-stick", say("staff.set.from-stick"), self._take, "download"
        )
        box = self.row_box(place + 2, columns)
        self.words(Box(box.x, box.y, box.width * 0.3, box.height), say("staff.set.accent"))
        self._swatches(box)
        box = self.row_box(place + 3, columns)
        self.words(box, say("staff.set.restart"), 32, theme.INK2, weight="Regular")

    def _swatches(self, box: Box) -> None:
        size, gap = 72, 8
        left = box.x + box.width - len(theme.ACCENTS) * (size + gap) + gap
        chosen = self.desk.settings.accent

        def paint(painter: Painter) -> None:
            for place, code in enumerate(theme.ACCENTS):
                x = place * (size + gap)
                if code == chosen or (not chosen and place == 0):
                    painter.box(x, 0, size, size, size / 2, theme.WHITE, border=theme.FOCUS, border_width=6)
                painter.disc(x + 10, 10, size - 20, theme.rgb(f"#{code}"))

        width = len(theme.ACCENTS) * (size + gap)
        self._shown.append(self.kit.sprite(left, box.y + 10, width, size, paint, z=3, bleed=8))
        for place, code in enumerate(theme.ACCENTS):
            rect = self.kit.rect(left + place * (size + gap), box.y + 10, size, size)
            self.target(Target(f"accent-{code}", rect, self._then(partial(self.desk.change, accent=code))))

    def _prize(self, prizes: list[tuple[str, str]], chosen: int, direction: int) -> None:
        self.desk.change(voucher_level=prizes[(chosen + direction) % len(prizes)][0])

    def _step(self, name: str, direction: int) -> None:
        self.desk.change(**{name: getattr(self.desk.settings, name) + direction * STEPS[name]})

    def _flip(self, name: str) -> None:
        self.desk.change(**{name: not getattr(self.desk.settings, name)})

    def _take(self) -> None:
        if not self.desk.take_name():
            self.toast("staff.no-stick")
