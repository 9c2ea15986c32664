"""A pack's way from the stick into use: plug in, look, read what changes, confirm. No step makes a frame wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from game.kiosk.errand import Errand
from game.kiosk.guard import EXIT_RESTART
from game.kiosk.intake import Intake, Look
from game.kiosk.scenes.page import GAP, LOOK_MS, ROW, Box, Page
from game.kiosk.scenes.parts.offer import Line, fitting, lines_of, mark_of, said, signers_of
from game.packs.install.install import Offer, Outcome
from game.packs.install.refusal import Refused
from game.packs.install.store import Receipt
from game.ui import theme
from game.ui.paint import Painter
from game.ui.widgets.button import DANGER, PRIMARY, WHITE, Style, button

STICK_MS = 1_000
"""How often a page without a stick looks for one."""
LINE, LINE_GAP = 76, 8
FOOT = 128


class Screen(Page):
    """One page with six faces: no stick, looking, what was found, one pack, installing, installed."""

    key_of_title = "staff.install"
    leads_back = "staff_packs"

    def build(self) -> None:
        self._found: Look | None = None
        self._looking: Errand[Look] | None = None
        self._installing: Errand[Outcome] | None = None
        self._offer: Offer | None = None
        self._outcome: Outcome | None = None
        self._is_checked, self._page, self._told = False, 0, 0
        self._next_look_ms = 0
        super().build()

    @property
    def intake(self) -> Intake:
        """What installs."""
        return self.desk.intake

    # ── time ──

    def tick(self, now_ms: int) -> None:
        if self._looking is not None and self._found is not None:
            if self._looking.is_over:
                if self._looking.result is None:
                    self._found.refusal = Refused("check-failed")
                self._looking = None
                self.redraw()
            elif self._found.done != self._told:
                self._told = self._found.done
                self.redraw()
        elif self._installing is not None:
            if self._installing.is_over:
                done, self._installing = self._installing.result, None
                if done is None and self._offer is not None:
                    done = Outcome(replace(self._offer, refusal=Refused("check-failed")))
                self._outcome, self._page = done, 0
                self.redraw()
        elif self._found is None and now_ms >= self._next_look_ms:
            self._next_look_ms = now_ms + STICK_MS
            self._begin()

    @property
    def wakes_at_ms(self) -> int | None:
        """Soon while something runs or a stick is waited for."""
        if self._looking is not None or self._installing is not None:
            return self.kit.motions.now_ms + LOOK_MS
        return self._next_look_ms if self._found is None else None

    def _begin(self) -> None:
        stick = self.intake.stick()
        if stick is not None:
            self._found, self._told = Look(), 0
            self._looking = Errand(partial(self.intake.look, stick, self._found))
            self.redraw()

    def _again(self) -> None:
        self._found = self._offer = self._outcome = None
        self._page, self._next_look_ms = 0, 0

    def _choose(self, offer: Offer | None) -> None:
        self._offer, self._outcome, self._is_checked, self._page = offer, None, False, 0

    def _go(self) -> None:
        offer = self._offer
        assert offer is not None
        if offer.alarms and not self._is_checked:
            self._is_checked = True
        else:
            self._installing = Errand(partial(self.intake.install, offer))

    # ── faces ──

    def fill(self) -> None:
        say = self.kit.say
        if self._found is None:
            self._message("download", say("staff.install.no-stick"), say("staff.install.no-stick-note"))
        elif self._looking is not None:
            told = say("staff.install.looking-count", done=self._found.done + 1, of=self._found.of)
            told = told if self._found.of > 1 else say("staff.install.looking")
            self._message("search", told, say("staff.install.wait"))
        elif self._installing is not None:
            self._message("download", say("staff.install.busy"), say("staff.install.wait"))
        elif self._offer is not None:
            self._show_offer(self._offer)
        else:
            self._show_list(self._found)

    def _message(self, icon: str, told: str, note: str, ink: theme.Colour = theme.ACCENT) -> None:
        """One thing to know, in the middle of the sheet under a large icon."""
        box, size = self.row_box(0), self.kit.stage.pick(150, 200)
        y = self.sheet.y + (self.sheet.height - FOOT) / 2 - self.kit.stage.pick(250, 320)

        def paint(painter: Painter) -> None:
            painter.disc(0, 0, size, theme.TILE)
            painter.icon(icon, size * 0.24, size * 0.24, size * 0.52, ink)

        self._shown.append(self.kit.sprite(box.x + (box.width - size) / 2, y, size, size, paint, z=2, bleed=4))
        tall = self.kit.stage.pick(90, 160)
        self.words(Box(box.x, y + size + 30, box.width, tall), told, 54, align="center", weight="Black")
        edge = self.kit.stage.pick(260, 30)
        under = Box(box.x + edge, y + size + 40 + tall, box.width - 2 * edge, 190)
        self.words(under, note, 38, theme.INK2, "center", "Regular")

    def _show_list(self, found: Look) -> None:
        say, box = self.kit.say, self.row_box(0)
        self._foot("again", say("staff.install.again"), self._again, "refresh")
        if found.refusal is not None:
            told = f"{said(found.refusal, self._is_chinese)}\n{say('staff.install.kept')}"
            self._message("warn", say("staff.install.refused"), told, theme.WRONG)
            return
        self.words(box, say("staff.install.found", n=len(found.offers)), 40, theme.INK2)
        rows = range(*self._paged(len(found.offers), int((self.sheet.height - 36 - FOOT) // (ROW + GAP)) - 1))
        for place, number in enumerate(rows, 1):
            self._row(place, number, found.offers[number])

    def _row(self, place: int, number: int, offer: Offer) -> None:
        """An offer: its name with the signers below, how it stands at the right; the whole row can be touched."""
        say, box, wide = self.kit.say, self.row_box(place), self.kit.stage.pick(360, 250)
        name = fitting(offer.title or offer.source.name, self.kit.stage.pick(34, 11))
        title = say("staff.install.offer", title=name, version=offer.version) if offer.version else name
        self._button(Box(box.x, box.y, box.width, ROW - 4), f"offer-{number}", "", partial(self._choose, offer))
        left = box.width - wide - 60
        self.words(Box(box.x + 32, box.y + 8, left, 50), title, 38, z=6)
        note = said(offer.refusal, self._is_chinese) if offer.refusal is not None else signers_of(offer, say)
        self.words(
            Box(box.x + 32, box.y + 54, left, 40),
            fitting(note, self.kit.stage.pick(56, 20)),
            28,
            theme.INK2,
            weight="Regular",
            z=6,
        )
        mark, ink, fill = mark_of(offer)
        pill = Box(box.x + box.width - wide - 20, box.y + 16, wide, ROW - 38)
        self.words(pill, say(f"staff.install.step.{mark}"), 34, ink, "center", fill=fill, z=6)

    def _show_offer(self, offer: Offer) -> None:
        if self._outcome is not None and self._outcome.receipt is not None:
            self._show_done(self._outcome.receipt)
            return
        if self._outcome is not None:
            offer = self._outcome.offer
        self._foot("list", self.kit.say("staff.install.list"), partial(self._choose, None), "back")
        y = self._head(offer)
        y = self._refusal(y, offer) if offer.refusal is not None else self._changes(y, offer)
        self._lines(y, lines_of(offer, self.kit.say, self._is_chinese))
        if offer.is_good:
            self._install_button(offer)

    def _head(self, offer: Offer) -> float:
        """Title, versions and signers; where what comes below begins."""
        say, box, tall = self.kit.say, self.row_box(0), self.kit.stage.pick(64, 124)
        title = fitting(offer.title or offer.source.name, self.kit.stage.pick(36, 34))
        self.words(Box(box.x, box.y - 8, box.width, tall), title, 48, weight="Black")
        y = box.y + tall
        if not offer.version:
            return y + 12
        holes = {"new": offer.version, "n": offer.questions}
        told = (
            say("staff.install.from", old=offer.old_version, **holes)
            if offer.old_version
            else say("staff.install.first", **holes)
        )
        line = Box(box.x, y, box.width, 50)
        self.words(line, f"{told} · {signers_of(offer, say)}", 34, theme.INK2, weight="Regular")
        return y + 66

    def _refusal(self, y: float, offer: Offer) -> float:
        assert offer.refusal is not None
        y = self._bar(y, said(offer.refusal, self._is_chinese))
        box = self.row_box(0)
        self.words(Box(box.x, y, box.width, 54), self.kit.say("staff.install.kept"), 36, theme.INK2, weight="Regular")
        return y + 66

    def _changes(self, y: float, offer: Offer) -> float:
        """The alarms, then how much changes."""
        say, box = self.kit.say, self.row_box(0)
        for alarm in offer.alarms:
            told = say("staff.install.alarm.keys", n=len(offer.keys)) if alarm == "keys" else ""
            y = self._bar(y, told or say(f"staff.install.alarm.{alarm}"))
        count = Counter(found.kind for found in offer.differences)
        if offer.differences:
            told = say("staff.install.count", added=count["added"], removed=count["removed"], changed=count["changed"])
        else:
            told = say("staff.install.no-change" if offer.old_version else "staff.install.nothing-before")
        self.words(Box(box.x, y, box.width, 54), told, 36)
        return y + 62

    def _install_button(self, offer: Offer) -> None:
        """Once for a harmless pack; twice, the second time in red, where something has to be checked."""
        key, style = "staff.install.go", PRIMARY
        if offer.alarms:
            key, style = ("staff.install.sure", DANGER) if self._is_checked else ("staff.install.checked", WHITE)
        self._button(self._foot_box(2), "install", self.kit.say(key), self._go, style, "download")

    def _show_done(self, receipt: Receipt) -> None:
        say = self.kit.say
        title = fitting(receipt.title, self.kit.stage.pick(22, 26))
        done = say("staff.install.done", title=title, version=receipt.version)
        self._message("check", done, say("staff.install.done-note"), theme.RIGHT)
        self._foot("more", say("staff.install.more"), self._again, "refresh")
        self._button(
            self._foot_box(2),
            "restart",
            say("staff.restart"),
            partial(self.desk.quit, EXIT_RESTART),
            PRIMARY,
            "refresh",
        )

    # ── parts ──

    def _bar(self, y: float, told: str) -> float:
        """Words in alarm's colours; where what comes below begins."""
        box, tall = self.row_box(0), self.kit.stage.pick(78, 120)
        self.words(Box(box.x, y, box.width, tall), told, 38, theme.WHITE, fill=theme.WRONG)
        return y + tall + GAP

    def _lines(self, y: float, lines: list[Line]) -> float:
        """As many lines as there is room for, the others on further pages."""
        box, tall = self.row_box(0), self.kit.stage.pick(LINE, 2 * LINE - 20)
        fit = max(1, int((self._foot_y - GAP - y) // (tall + LINE_GAP)))
        for number in range(*self._paged(len(lines), fit)):
            line = lines[number]
            ink, fill = (theme.WRONG_INK, theme.WRONG_SOFT) if line.is_alarm else (theme.INK, theme.TILE)
            told = fitting(line.told, self.kit.stage.pick(100, 96))
            weight = "Bold" if line.is_alarm else "Regular"
            self.words(Box(box.x, y, box.width, tall), told, 30, ink, weight=weight, fill=fill)
            y += tall + LINE_GAP
        return y

    def _paged(self, count: int, fit: int) -> tuple[int, int]:
        """The first and the end of what this page shows; a button turns to the next."""
        pages = max(1, -(-count // max(1, fit)))
        self._page %= pages
        if pages > 1:
            told = self.kit.say("staff.next-page", page=self._page + 1, pages=pages)
            self._button(self._foot_box(1), "next-page", told, self._turn, WHITE)
        return self._page * fit, min(count, (self._page + 1) * fit)

    def _turn(self) -> None:
        self._page += 1

    def _foot(self, name: str, label: str, act: Callable[[], object], icon: str) -> None:
        self._button(self._foot_box(0), name, label, act, WHITE, icon)

    def _foot_box(self, place: int) -> Box:
        """The left, middle or right place at the foot of the sheet."""
        width = self.kit.stage.pick(420, 288)
        room = self.sheet.width - 80 - width
        return Box(self.sheet.x + 40 + place * room / 2, self._foot_y, width, ROW)

    @property
    def _foot_y(self) -> float:
        return self.sheet.y + self.sheet.height - FOOT

    def _button(
        self, box: Box, name: str, label: str, act: Callable[[], object], style: Style = WHITE, icon: str = ""
    ) -> None:
        size = self.kit.stage.pick(40, 34)
        place = box.x, box.y, box.width, box.height
        _, sprite = button(self, name, *place, self._then(act), label, style, size, icon, z=4)
        self._shown.append(sprite)

    @property
    def _is_chinese(self) -> bool:
        return self.kit.say("language.code").startswith("zh")
