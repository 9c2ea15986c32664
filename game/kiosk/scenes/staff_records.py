"""How the records fare: health, room on the disk, copies; a copy now, and a copy for the stick."""

from __future__ import annotations

from collections.abc import Callable

from game.kiosk.desk import Work
from game.kiosk.errand import Errand
from game.kiosk.scenes.page import LOOK_MS, Box, Page
from game.records.health import State
from game.ui import theme

GIB, MIB = 1024**3, 1024**2
LEAST_FREE = 500 * MIB
"""Below this the page warns: the game itself needs far less, the operating system does not."""


class Screen(Page):
    """Said in words and colour; the two buttons below."""

    key_of_title = "staff.records"

    def build(self) -> None:
        self._errand: Errand[str] | None = None
        super().build()

    def tick(self, now_ms: int) -> None:
        if self.desk.ledger in (Work.DONE, Work.FAILED):
            self.toast(f"staff.ledger.{self.desk.ledger}")
            self.desk.ledger = Work.IDLE
        if self._errand is not None and self._errand.is_over:
            told, self._errand = self._errand.result or "staff.export-failed", None
            self.redraw()
            self.toast(told)

    @property
    def wakes_at_ms(self) -> int | None:
        """Soon, while something is being made."""
        is_busy = self._errand is not None or self.desk.ledger == Work.BUSY
        return self.kit.motions.now_ms + LOOK_MS if is_busy else None

    def fill(self) -> None:
        say, desk, columns = self.kit.say, self.desk, self.kit.stage.pick(2, 1)
        health, space, copies = desk.health(), desk.space(), desk.copies()
        restored = health.restored_from
        told = say(
            f"staff.health.{health.state}", day=restored.strftime("%Y-%m-%d %H:%M") if restored is not None else ""
        )
        newest = copies[0].taken.strftime("%Y-%m-%d %H:%M") if copies else say("staff.copies-none")
        lines = (
            (told, health.state in (State.OK, State.RESTORED)),
            (
                say("staff.space", free=f"{space.free / GIB:.1f}", total=f"{space.total / GIB:.0f}"),
                space.free >= LEAST_FREE,
            ),
            (say("staff.copies", n=len(copies), day=newest), bool(copies)),
            (say("staff.damaged", n=desk.damaged()), desk.damaged() == 0),
        )
        for place, (line, is_well) in enumerate(lines):
            ink, fill = (theme.RIGHT_INK, theme.RIGHT_SOFT) if is_well else (theme.WRONG_INK, theme.WRONG_SOFT)
            self.words(self.row_box(place, columns), line, 38, ink, fill=fill)
        place = len(lines) + columns
        for step, (name, label, act, icon) in enumerate(
            (
                ("back-up", say("staff.back-up"), self._back_up, "download"),
                ("export", say("staff.export"), self._export, "upload"),
                ("ledger", say("staff.ledger"), self._ledger, "chart"),
            )
        ):
            box = self.row_box(place + step, columns)
            self.act_button(Box(box.x, box.y, box.width, box.height + 10), name, label, act, icon)
        foot = self.row_box(place + 2 * columns + columns % 2 * 2, columns)
        self.words(
            Box(foot.x, foot.y, self.sheet.width - 80, 150), say("staff.records-note"), 34, theme.INK2, weight="Regular"
        )

    def _ledger(self) -> None:
        self.toast("staff.ledger.busy" if self.desk.begin_ledger() else "staff.no-stick")

    def _send(self, work: Callable[[], str]) -> None:
        """The work is under way and its outcome will be said; while one is, no other begins."""
        if self._errand is None:
            self.toast("staff.writing")
            self._errand = Errand(work)

    def _back_up(self) -> None:
        desk = self.desk
        self._send(lambda: "staff.backed-up" if desk.back_up() is not None else "staff.back-up-failed")

    def _export(self) -> None:
        desk = self.desk
        if desk.stick() is None:
            self.toast("staff.no-stick")
        else:
            self._send(lambda: "staff.exported" if desk.export() is not None else "staff.export-failed")
