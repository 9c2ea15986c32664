"""What the projector and the host see: the whole session, without anybody's secret."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from game.classroom.server.shown import Shown
from game.classroom.server.views import COLOURS
from game.rules.classroom.grading import right_share
from game.rules.classroom.lesson import BUZZ_MS, Kind, Lesson, Outcome, Phase
from game.rules.classroom.standings import TOP, Place, team_places
from game.rules.deal import Types
from game.words import Copy


@dataclass(slots=True)
class Desk:
    """What the host settled beside the rules, and what befell the server."""

    show: str = "full"
    typed: bool = False
    auto: bool = False
    is_muted: bool = False
    trouble: str | None = None
    exported: str | None = None
    wipe_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Of the round last closed: how many answers were taken in, are on disk, and were marked."""

    sent: int
    stored: int
    scored: int


def stage(
    lesson: Lesson,
    shown: Shown,
    desk: Desk,
    opening_room: str,
    title: str,
    now_ms: int,
    places: Sequence[Place],
    names: Mapping[int, str],
    here: Collection[int],
    ledger: Ledger | None,
    types: Types,
    say: Copy,
) -> dict[str, Any]:
    """The frame `stage`, but for the host's notes."""
    following = lesson.index + 1
    return {
        "v": "stage",
        "phase": str(lesson.phase),
        "paused": lesson.paused_ms is not None,
        "room": opening_room,
        "locked": lesson.is_locked,
        "auto": desk.auto,
        "muted": desk.is_muted,
        "names": desk.show,
        "typed": desk.typed,
        "speed": lesson.terms.speed,
        "streak": lesson.terms.streak,
        "teams": lesson.terms.teams,
        "title": title,
        "rounds": len(lesson.rounds),
        "next_kind": str(lesson.rounds[following].kind) if following < len(lesson.rounds) else None,
        "trouble": desk.trouble,
        "players": [
            {
                "id": each.id,
                "name": names.get(each.id, ""),
                "colour": each.id % COLOURS,
                "team": each.team,
                "here": each.id in here or each.is_table,
                "answered": each.id in lesson.given,
                "table": each.is_table,
            }
            for each in lesson.present
        ],
        "round": _round(lesson, shown, now_ms, names),
        "reveal": _reveal(lesson, shown, ledger, types),
        "top": [
            {
                "rank": place.rank,
                "id": place.id,
                "name": names.get(place.id, ""),
                "colour": place.id % COLOURS,
                "points": place.points,
                "right": place.right,
                "moved": place.moved,
            }
            for place in places[:TOP]
        ],
        "team_top": [
            {
                "rank": place.rank,
                "team": place.team,
                "name": say("class.team", n=place.team),
                "points": place.points,
                "moved": place.moved,
                "members": place.members,
            }
            for place in (team_places(lesson) if lesson.terms.teams else ())[:TOP]
        ],
        "summary": _summary(lesson, types) if lesson.phase == Phase.ENDED else None,
        "exported": desk.exported,
        "wipe_ms": desk.wipe_ms,
    }


def _round(lesson: Lesson, shown: Shown, now_ms: int, names: Mapping[int, str]) -> dict[str, Any] | None:
    if lesson.index < 0:
        return None
    floor = lesson.floor
    until = now_ms if lesson.paused_ms is None else lesson.paused_ms
    given = lesson.outcome.given if lesson.outcome is not None else lesson.given
    return {
        **shown.ask(lesson.index, lesson.round.kind),
        "left_ms": lesson.left_ms(now_ms) if lesson.phase == Phase.ASKING else 0,
        "limit_ms": lesson.round.limit_ms + lesson.extra_ms,
        "answered": len(given),
        "of": len(lesson.rounds),
        "players": len(lesson.present),
        "floor": None
        if floor.holder is None
        else {
            "id": floor.holder,
            "name": names.get(floor.holder, ""),
            "left_ms": max(0, BUZZ_MS - (until - floor.since_ms)),
        },
        "hands": shown.hands(lesson.index) > 0,
    }


def _reveal(lesson: Lesson, shown: Shown, ledger: Ledger | None, types: Types) -> dict[str, Any] | None:
    outcome = lesson.outcome
    if outcome is None or outcome.was_skipped:
        return None
    right, answered = (0, len(outcome.given)) if outcome.kind == Kind.SURVEY else _share(lesson, outcome, types)
    told = ledger or Ledger(len(outcome.given), 0, 0)
    return {
        **shown.lesson(lesson.index),
        "counts": shown.counts(lesson.index, outcome.given),
        "right": right,
        "answered": answered,
        "ledger": {"sent": told.sent, "stored": told.stored, "scored": told.scored},
    }


def _share(lesson: Lesson, outcome: Outcome, types: Types) -> tuple[int, int]:

    return right_share(replace(lesson, index=outcome.index), outcome.given, types)


def _summary(lesson: Lesson, types: Types) -> dict[str, Any]:
    shares = [
        (outcome, *_share(lesson, outcome, types))
        for outcome in lesson.outcomes
        if outcome.kind != Kind.SURVEY and not outcome.was_skipped and outcome.given
    ]
    total = sum(answered for _, _, answered in shares)
    right = sum(share for _, share, _ in shares)
    hardest = min(shares, key=lambda share: share[1] / max(1, share[2]), default=None)
    return {
        "accuracy": round(100 * right / total) if total else 0,
        "hardest": None
        if hardest is None or hardest[1] == hardest[2]
        else {
            "number": hardest[0].index + 1,
            "stem": lesson.rounds[hardest[0].index].dealt.question.stem,
            "right": hardest[1],
            "answered": hardest[2],
        },
    }
