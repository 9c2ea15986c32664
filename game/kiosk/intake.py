"""What the staff's panel may do with packs from outside: look at a stick, install, go back. Each is an errand, not a frame's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from game.kiosk.drives import readable
from game.packs.install.disk import Disk
from game.packs.install.inspect import Inspect, inspect
from game.packs.install.install import Offer, Outcome, Terms, install, offers
from game.packs.install.ready import Ready, make_ready
from game.packs.install.refusal import Refused
from game.packs.install.store import Installed, Receipt, installed
from game.packs.install.switch import recover, roll_back


@dataclass(slots=True)
class Look:
    """What a look at a stick found: offers, or why there are none. `done` of `of` packs are looked at so far."""

    offers: tuple[Offer, ...] = ()
    refusal: Refused | None = None
    done: int = 0
    of: int = 0


@dataclass(slots=True)
class Intake:
    """Packs from outside, for the data folder of one kiosk. `signed_only` is asked anew each time."""

    data: Path
    questions: Path
    now: Callable[[], datetime]
    app: str
    signed_only: Callable[[], bool]
    find_drives: Callable[[], list[Path]] = readable
    disk: Disk = field(default_factory=Disk)
    check: Inspect = inspect
    ready: Ready = make_ready

    def stick(self) -> Path | None:
        """The first drive that is plugged in; a locked one will do."""
        return next(iter(self.find_drives()), None)

    def look(self, stick: Path, found: Look) -> Look:
        """`found` tells what is on the stick."""

        def seen(done: int, of: int) -> None:
            found.done, found.of = done, of

        try:
            try:
                recover(self.data, self.disk)
            except OSError as error:
                raise Refused("disk", error.strerror or "") from error
            found.offers = offers(stick, self._terms(), seen)
        except Refused as refused:
            found.refusal = refused
        return found

    def install(self, offer: Offer) -> Outcome:
        """The offer is installed, alarms or not: whoever asks has shown them and was told to go on. It is compiled, too."""
        outcome = install(offer, self._terms(), is_confirmed=True)
        if outcome.refusal is None:
            self.ready(self.questions, self.data, self.signed_only())
        return outcome

    def roll_back(self, pack_id: str) -> Receipt | Refused:
        """The version that is used from the next start on, or why none."""
        try:
            return roll_back(self.data, pack_id, self.disk)
        except Refused as refused:
            return refused

    def installed(self) -> tuple[Installed, ...]:
        """The installed packs, those too that wait for a signature."""
        return installed(self.data)

    def _terms(self) -> Terms:
        return Terms(self.data, self.questions, self.now(), self.app, self.signed_only(), self.disk, self.check)
