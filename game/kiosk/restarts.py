"""What to do after a crash: start again, start plainer, or rest for a while and then start again, for ever."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MINUTE_MS = 60_000
PLAIN_AFTER, TROUBLE_AFTER = 3, 6
"""Crashes within a minute."""
REST_MS = 5 * MINUTE_MS
CALM_MS = 10 * MINUTE_MS
"""A run this long without a crash forgives everything before it."""


class Plan(StrEnum):
    """How the game starts: as usual; with the built-in packs alone and no sound; or not, behind a calm picture."""

    NORMAL = "normal"
    PLAIN = "plain"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class History:
    """The crashes of the last minute, and how the game was started last."""

    crashes_ms: tuple[int, ...] = ()
    plan: Plan = Plan.NORMAL
    has_rested: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What comes next: the picture of TROUBLE for `rest_ms` first, where that is not 0, then a start by `plan`."""

    plan: Plan
    rest_ms: int = 0


def after_crash(history: History, started_ms: int, now_ms: int) -> tuple[History, Decision]:
    """The history with this crash in it, and what to do; times are milliseconds of one clock that only goes forward."""
    if now_ms - started_ms >= CALM_MS:
        history = History()
    recent = (*(moment for moment in history.crashes_ms if now_ms - moment < MINUTE_MS), now_ms)
    if len(recent) >= TROUBLE_AFTER or history.has_rested:
        return History((), Plan.PLAIN, True), Decision(Plan.PLAIN, REST_MS)
    plan = Plan.PLAIN if len(recent) >= PLAIN_AFTER or history.plan == Plan.PLAIN else Plan.NORMAL
    return History(recent, plan), Decision(plan)
