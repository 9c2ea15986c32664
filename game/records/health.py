"""How the records fare, for the staff's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class State(StrEnum):
    """`OK`; `RESTORED` from a backup; `BEGUN_ANEW` after damage without a good one; `UNREACHABLE`: nothing is saved."""

    OK = "ok"
    RESTORED = "restored"
    BEGUN_ANEW = "begun-anew"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Health:
    """The state since this start; where a damaged file was kept; when the backup put in its place was taken."""

    state: State
    kept: Path | None = None
    restored_from: datetime | None = None
