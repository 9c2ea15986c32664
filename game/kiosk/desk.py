"""What staff may see and do: settings, packs, records, copies. The staff's screens ask it and never touch a file."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Thread
from typing import Any

from game.kiosk.checks import Finding, findings
from game.kiosk.drives import drives, readable
from game.kiosk.intake import Intake
from game.kiosk.pin import Pin
from game.nodes import Problem
from game.packs.bank import Bank, open_bank
from game.packs.kept import files_of
from game.packs.street import LibraryError
from game.records import backups
from game.records.database import DAMAGED, NAME
from game.records.health import Health
from game.records.numbers import Numbers, numbers
from game.settings import BOUNDS, Settings, write_settings
from game.ui.gallery import PictureError, read_picture

log = logging.getLogger(__name__)

LOGO = "logo.png"
BRANCH = "branch.txt"
MOST_BRANCH = 20


class Work(StrEnum):
    """How something that is made beside the game goes."""

    IDLE = "idle"
    BUSY = "busy"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack as the staff's list shows it."""

    id: str
    title: str
    version: str
    questions: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Space:
    """Room on the disk that holds the records, in bytes."""

    free: int
    total: int


class Desk:
    """The desk of one kiosk, over its data folder. `changed` hears the settings after each change;
    `quit` ends the game with an exit code for the guard.
    """

    def __init__(
        self,
        data: Path,
        questions: Path,
        settings: Settings,
        now: Callable[[], datetime],
        health: Callable[[], Health],
        changed: Callable[[Settings], None] = lambda settings: None,
        find_drives: Callable[[], list[Path]] = drives,
        pin: Pin | None = None,
        quit: Callable[[int], None] = lambda code: None,
        find_packs: Callable[[], list[Path]] = readable,
    ) -> None:
        self.pin = pin or Pin(data, lambda: time.monotonic_ns() // 1_000_000)
        self.quit = quit
        self.ledger = Work.IDLE
        self.data, self.questions, self.settings = data, questions, settings
        self._now, self._health, self._changed, self._drives = now, health, changed, find_drives
        self.intake = Intake(data, questions, now, app_version(), lambda: self.settings.signed_only, find_packs)
        self._bank: Bank | None = None
        self._problems: tuple[Problem, ...] = ()
        self._packs_at_start = self._chosen_packs()

    # ── settings ──

    def change(self, **values: Any) -> bool:
        """The settings have these values, numbers kept within bounds; whether they are on disk."""
        for name, (least, most) in BOUNDS.items():
            if name in values:
                values[name] = min(most, max(least, values[name]))
        self.settings = replace(self.settings, **values)
        self._changed(self.settings)
        try:
            write_settings(self.data, self.settings)
        except OSError as error:
            log.warning("settings are not saved: %s", error)
            return False
        return True

    def prize_levels(self) -> list[tuple[str, str]]:
        """The levels that can win a prize: id and title, beginning with the exam; a pack that fails leaves the list short."""
        self._look()
        if self._bank is None:
            return []
        campaign = self._bank.campaign
        levels = [(level.id, f"{each.title} {level.title}") for each in campaign.chapters for level in each.levels]
        return [(campaign.exam.id, campaign.exam.title), *levels]

    # ── packs ──

    @property
    def has_other_packs(self) -> bool:
        """Whether other packs are to be played than at the start: the next one brings them."""
        return self._chosen_packs() != self._packs_at_start

    def _chosen_packs(self) -> tuple[object, ...]:
        settings = self.settings
        return settings.packs_off, settings.signed_only, tuple(pack.folder for pack in self.intake.installed())

    def packs(self) -> list[PackLine]:
        """Every good pack, on or off; the look into the folder is taken once."""
        self._look()
        if self._bank is None:
            return []
        off = self.settings.packs_off
        return [
            PackLine(pack.id, pack.title, pack.version, pack.count, pack.id not in off) for pack in self._bank.packs
        ]

    def problems(self) -> tuple[Problem, ...]:
        """Why packs were refused, and what is past its day."""
        self._look()
        return self._problems

    def switch(self, pack_id: str) -> bool:
        """The pack is off if it was on and the other way round; False when it is the last one on."""
        lines = self.packs()
        off = set(self.settings.packs_off)
        if pack_id in off:
            off.discard(pack_id)
        elif sum(line.is_on for line in lines) > 1:
            off.add(pack_id)
        else:
            return False
        return self.change(packs_off=tuple(sorted(off)))

    def _look(self) -> None:
        if self._bank is None and not self._problems:
            try:
                self._bank = open_bank(
                    files_of(self.questions, self.data, self.settings.signed_only), self.settings.language
                )
                self._problems = (*self._bank.problems, *self._bank.warnings(self.today))
            except LibraryError as error:
                self._problems = error.problems

    def findings(self) -> list[Finding]:
        """What the doctor finds while the game runs."""
        return list(findings(self.data, self.questions, self.today, looks_at_screen=False))

    # ── records ──

    @property
    def today(self) -> date:
        return self._now().date()

    def topics(self) -> dict[str, str]:
        """The title of each chapter."""
        self._look()
        return {} if self._bank is None else {each.id: each.title for each in self._bank.campaign.chapters}

    def numbers(self) -> Numbers:
        """Today's and this month's."""
        self._look()
        return numbers(self.data, self.today, lambda ids: {} if self._bank is None else self._bank.topics(ids))

    def health(self) -> Health:
        """How the records fare."""
        return self._health()

    def damaged(self) -> int:
        """How many damaged files were kept aside."""
        return len(list((self.data / DAMAGED).glob(f"*{NAME}")))

    def space(self) -> Space:
        """Room on the disk; zeros when it can't be told."""
        try:
            usage = shutil.disk_usage(self.data)
        except OSError:
            return Space(0, 0)
        return Space(usage.free, usage.total)

    def copies(self) -> list[backups.Backup]:
        return backups.backups(self.data)

    def back_up(self) -> backups.Backup | None:
        """A copy taken now; None when it couldn't be, or there is nothing to copy."""
        try:
            return backups.back_up(self.data, self._now())
        except (OSError, sqlite3.Error) as error:
            log.warning("no copy of the journal: %s", error)
            return None

    # ── the stick ──

    def stick(self) -> Path | None:
        """The first drive that was plugged in and can be written to."""
        return next(iter(self._drives()), None)

    def export(self) -> Path | None:
        """A fresh copy of the records in a folder of its own on the stick; None without a stick, records or room."""
        stick, made = self.stick(), self.back_up()
        if stick is None or made is None:
            return None
        folder = stick / f"quanmin-chuangguan-{self._now():%Y%m%d-%H%M%S}"
        try:
            folder.mkdir()
            with made.path.open("rb") as source, (folder / NAME).open("wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                # Staff pull the stick as soon as they are told that it is done.
                os.fsync(target.fileno())
        except OSError as error:
            log.warning("nothing could be written to the stick: %s", error)
            return None
        return folder

    def begin_ledger(self) -> bool:
        """This month's ledger is being made for the stick, as a workbook and as a PDF; False without a stick.

        It takes longer than a frame may, so it is made beside the game: `ledger` tells how it goes.
        """
        stick = self.stick()
        if stick is None or self.ledger == Work.BUSY:
            return stick is not None
        self.ledger = Work.BUSY
        Thread(target=self._make_ledger, args=(stick,), name="ledger", daemon=True).start()
        return True

    def _make_ledger(self, stick: Path) -> None:
        from argparse import Namespace

        from game.tools.report import run

        asked = {"what": "ledger", "month": None, "since": None, "until": None, "data_dir": self.data, "branch": ""}
        asked |= {"place": "", "language": self.settings.language, "questions": self.questions}
        codes = []
        for suffix in (".xlsx", ".pdf"):
            out = stick / f"ledger-{self.today:%Y-%m}{suffix}"
            try:
                codes.append(run(Namespace(**asked, out=out), lambda: self.today))
            except Exception:
                log.exception("no ledger")
                codes.append(1)
        self.ledger = Work.FAILED if any(codes) else Work.DONE

    def take_name(self) -> bool:
        """The branch's name is the first line of `branch.txt` on the stick, and its logo `logo.png`, where they are good."""
        stick = self.stick()
        if stick is None:
            return False
        values: dict[str, Any] = {}
        try:
            line = (stick / BRANCH).read_bytes()[:400].decode("utf-8-sig").strip().splitlines()
            name = "".join(letter for letter in (line[0] if line else "") if letter.isprintable()).strip()
            if 0 < len(name) <= MOST_BRANCH:
                values["branch"] = name
        except (OSError, UnicodeDecodeError):
            pass
        try:
            read_picture(stick / LOGO)
            shutil.copyfile(stick / LOGO, self.data / LOGO)
            values["logo"] = LOGO
        except (PictureError, OSError) as error:
            log.warning("no logo: %s", error)
        return bool(values) and self.change(**values)


def app_version() -> str:
    """The game's version; empty when it was not installed as a package."""
    try:
        return version("quanmin-chuangguan")
    except PackageNotFoundError:
        return ""
