"""The question packs: which are played, who signed those from outside, the way back, and why others are not played."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.kiosk.desk import PackLine
from game.kiosk.scenes.page import GAP, ROW, Box, Page
from game.kiosk.scenes.parts.offer import fitting, said
from game.packs.install.refusal import Refused
from game.packs.install.store import Installed
from game.ui import theme
from game.ui.widgets.button import PRIMARY, WHITE, Style, button
from game.ui.widgets.toast import toast

STRIP = 264
"""The height of what stands below the packs: problems, and below them the ways to change something."""


class Screen(Page):
    """Each pack with its switch, then what was refused, then the way to new ones."""

    key_of_title = "staff.packs"

    def build(self) -> None:
        self._page = 0
        super().build()

    def fill(self) -> None:
        lines = {line.id: line for line in self.desk.packs()}
        outside = {pack.id: pack for pack in self.desk.intake.installed()}
        rows: list[Callable[[Box], None]] = []
        for line in lines.values():
            pack = outside.get(line.id)
            rows.append(partial(self._playing, line, pack))
            if pack is not None and self.kit.stage.is_portrait:
                rows.append(partial(self._provenance, pack, pack.receipt.version != line.version))
        rows += [partial(self._waiting, pack) for pack in outside.values() if pack.id not in lines]
        problems = self.desk.problems()
        spare = ROW + GAP + (64 * min(3, len(problems)) if problems else 0)
        fit = max(1, int((self._strip_y - self.sheet.y - 36 - spare) // (ROW + GAP)))
        pages = max(1, -(-len(rows) // fit))
        self._page %= pages
        shown = rows[self._page * fit : (self._page + 1) * fit]
        for place, row in enumerate(shown):
            row(self.row_box(place))
        self._problems(self.row_box(len(shown)), pages)
        self._strip()

    # ── rows ──

    def _playing(self, line: PackLine, outside: Installed | None, box: Box) -> None:
        """A pack of the library with its switch; of one from outside also its signers and the way back."""
        say = self.kit.say
        title = fitting(line.title, self.kit.stage.pick(36 if outside is None else 22, 14))
        label = say("staff.pack", title=title, n=line.questions, version=line.version)
        right = box.x + box.width
        style = PRIMARY if line.is_on else WHITE
        told = say("staff.on" if line.is_on else "staff.off")
        self._knob(
            Box(right - 210, box.y + 6, 200, ROW - 16), f"pack-{line.id}", told, partial(self._switch, line.id), style
        )
        if outside is None or self.kit.stage.is_portrait:
            self.words(Box(box.x, box.y, box.width - 240, ROW), label)
            return
        room = box.width - 240 - self._way_back(outside, right - 230, box)
        waits = outside.receipt.version != line.version
        self._two_lines(box, room, self._named(outside) if waits else label, outside, waits)

    def _provenance(self, outside: Installed, waits: bool, box: Box) -> None:
        """Where the screen is narrow: the signers of the pack in the row above, and the way back."""
        room = box.width - self._way_back(outside, box.x + box.width - 10, box)
        self.words(
            Box(box.x, box.y, room, ROW), self._note(outside, waits, 44), 28, self._ink(outside), weight="Regular"
        )

    def _waiting(self, outside: Installed, box: Box) -> None:
        """A pack that was installed since the start."""
        room = box.width - self._way_back(outside, box.x + box.width, box)
        self._two_lines(box, room, self._named(outside), outside, True)

    def _named(self, outside: Installed) -> str:
        title = fitting(outside.receipt.title, self.kit.stage.pick(26, 11))
        return self.kit.say("staff.install.offer", title=title, version=outside.receipt.version)

    def _two_lines(self, box: Box, room: float, label: str, outside: Installed, waits: bool) -> None:
        self.words(Box(box.x, box.y + 2, room, 58), label, 38)
        note = self._note(outside, waits, self.kit.stage.pick(50, 28))
        self.words(Box(box.x, box.y + 58, room, 40), note, 28, self._ink(outside), weight="Regular")

    def _note(self, outside: Installed, waits: bool, most: int) -> str:
        """Who signed the pack, and whether it is used yet, in at most so many characters."""
        say, told = self.kit.say, outside.receipt
        signers = (
            say("staff.install.signed", author=told.author, approver=told.approver)
            if told.is_signed
            else say("staff.install.unsigned")
        )
        return fitting(say("staff.pack-waits" if waits else "staff.pack-outside", signers=signers), most)

    def _ink(self, outside: Installed) -> theme.Colour:
        return theme.INK2 if outside.receipt.is_signed else theme.WRONG_INK

    def _way_back(self, outside: Installed, right: float, box: Box) -> float:
        """The button that goes back, where there is a version to go to; how much room it takes."""
        if outside.previous is None:
            return 0
        width = self.kit.stage.pick(360, 250)
        label = self.kit.say("staff.roll-back", version=outside.previous.version)
        place = Box(right - width, box.y + 6, width, ROW - 16)
        self._knob(
            place, f"back-{outside.id}", label, partial(self._roll_back, outside.id), WHITE, self.kit.stage.pick(34, 28)
        )
        return width + 30

    def _problems(self, box: Box, pages: int) -> None:
        say, problems = self.kit.say, self.desk.problems()
        width = box.width
        if pages > 1:
            room = self.kit.stage.pick(360, 300)
            width -= room + 30
            told = say("staff.next-page", page=self._page + 1, pages=pages)
            self._knob(
                Box(box.x + box.width - room, box.y + 6, room, ROW - 16), "next-page", told, self._turn, WHITE, 34
            )
        first = Box(box.x, box.y, width, ROW)
        if not problems:
            self.words(first, say("staff.packs-good"), 38, theme.RIGHT_INK, fill=theme.RIGHT_SOFT)
            return
        self.words(first, say("staff.packs-bad", n=len(problems)), 38, theme.WRONG_INK, fill=theme.WRONG_SOFT)
        fit = max(1, int((self._strip_y - box.y - ROW - GAP) // 64))
        for place, problem in enumerate(problems[:fit]):
            line_box = Box(box.x, box.y + ROW + GAP + place * 64, box.width, 60)
            self.words(line_box, fitting(str(problem), self.kit.stage.pick(58, 60)), 28, theme.INK2, weight="Regular")

    # ── the ways to change something ──

    @property
    def _strip_y(self) -> float:
        return self.sheet.y + self.sheet.height - self.kit.stage.pick(STRIP - 30, STRIP + 80)

    def _strip(self) -> None:
        say, columns, y = self.kit.say, self.kit.stage.pick(2, 1), self._strip_y + 10
        left = self.row_box(0, columns)
        self._knob(
            Box(left.x, y, left.width, ROW),
            "open-install",
            say("staff.install.open"),
            self._open,
            WHITE,
            40,
            "download",
        )
        right = self.row_box(1, 2) if columns == 2 else Box(left.x, y + ROW + GAP + 10, left.width, ROW)
        top = y if columns == 2 else right.y
        is_on = self.desk.settings.signed_only
        self.words(Box(right.x, top, right.width - 240, ROW), say("staff.set.signed_only"), 38)
        told = say("staff.on" if is_on else "staff.off")
        place = Box(right.x + right.width - 210, top + 6, 200, ROW - 16)
        self._knob(place, "signed-only", told, self._flip, PRIMARY if is_on else WHITE)
        foot = Box(self.sheet.x + 40, self.sheet.y + self.sheet.height - 100, self.sheet.width - 80, 70)
        self.words(foot, say("staff.set.restart"), 32, theme.INK2, weight="Regular")

    def _open(self) -> None:
        self.leave("staff_install")

    def _flip(self) -> None:
        self.desk.change(signed_only=not self.desk.settings.signed_only)

    def _switch(self, pack_id: str) -> None:
        if not self.desk.switch(pack_id):
            self.toast("staff.pack-last")

    def _roll_back(self, pack_id: str) -> None:
        told = self.desk.intake.roll_back(pack_id)
        if isinstance(told, Refused):
            toast(self.kit, said(told, self.kit.say("language.code").startswith("zh")), "warn")
        else:
            toast(self.kit, self.kit.say("staff.rolled-back", version=told.version))

    def _turn(self) -> None:
        self._page += 1

    def _knob(
        self,
        box: Box,
        name: str,
        label: str,
        act: Callable[[], object],
        style: Style = WHITE,
        size: int = 38,
        icon: str = "",
    ) -> None:
        _, sprite = button(
            self, name, box.x, box.y, box.width, box.height, self._then(act), label, style, size, icon, z=4
        )
        self._shown.append(sprite)
