"""What a phone should show: a whole view each time, put together from what all share and what is its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from game.classroom.server.shown import Shown
from game.rules.classroom.lesson import BUZZ_MS, Given, Kind, Lesson, Marks, Phase
from game.rules.classroom.standings import Place
from game.rules.question import FULL_CREDIT

COLOURS = 6


def dumped(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


class Views:
    """The views of one moment. `names` gives the shown name of a contestant; `safe` is what of the open round is on disk."""

    def __init__(
        self,
        lesson: Lesson,
        shown: Shown,
        language: str,
        now_ms: int,
        places: Mapping[int, Place],
        names: Mapping[int, str],
        safe: Mapping[int, Given],
    ) -> None:
        self._lesson, self._shown, self._now_ms = lesson, shown, now_ms
        self._places, self._names, self._safe = places, names, safe
        self._of = len(places)
        phase = str(lesson.phase)
        self._head = f'{{"v":"view","language":{dumped(language)},"phase":'
        self._phase = dumped(phase)
        self._paused = dumped(lesson.paused_ms is not None)
        self._round = dumped(self._asked())
        self._lesson_told = (
            shown.lesson(lesson.index)
            if lesson.index >= 0 and lesson.outcome and not lesson.outcome.was_skipped
            else None
        )

    def _asked(self) -> dict[str, Any] | None:
        lesson = self._lesson
        if lesson.index < 0 or lesson.phase == Phase.ENDED:
            return None
        left = lesson.left_ms(self._now_ms) if lesson.phase == Phase.ASKING else 0
        limit = lesson.round.limit_ms + lesson.extra_ms
        return {**self._shown.ask(lesson.index, lesson.round.kind), "left_ms": left, "limit_ms": limit}

    def of(self, who: int) -> str:
        """The frame for that contestant."""
        lesson, contestant = self._lesson, self._lesson.contestants[who]
        phase = '"gone"' if contestant.is_gone else self._phase
        score, place = lesson.scores[who], self._places.get(who)
        me = {
            "name": self._names.get(who, ""),
            "colour": who % COLOURS,
            "team": contestant.team,
            "score": score.points,
            "streak": score.streak,
            "rank": place.rank if place else 0,
            "of": self._of,
        }
        given = self._given(who)
        mine = None
        if given is not None and not given.hands:
            mine = {"answer": self._shown.positions(lesson.index, given.answer), "n": given.count}
        return (
            f'{self._head}{phase},"paused":{self._paused},"me":{dumped(me)},"round":{self._round},'
            f'"mine":{dumped(mine)},"buzz":{dumped(self._buzz(who))},"reveal":{dumped(self._reveal(who, given))}}}'
        )

    def _given(self, who: int) -> Given | None:
        lesson = self._lesson
        if lesson.index < 0 or lesson.phase == Phase.ENDED:
            return None
        if lesson.outcome is not None:
            return lesson.outcome.given.get(who)
        return self._safe.get(who)

    def _buzz(self, who: int) -> dict[str, Any] | None:
        lesson = self._lesson
        if lesson.index < 0 or lesson.phase != Phase.ASKING or lesson.round.kind != Kind.BUZZ:
            return None
        floor = lesson.floor
        holder = "nobody" if floor.holder is None else "me" if floor.holder == who else "other"
        until = self._now_ms if lesson.paused_ms is None else lesson.paused_ms
        left = max(0, BUZZ_MS - (until - floor.since_ms)) if floor.holder is not None else 0
        name = self._names.get(floor.holder, "") if floor.holder is not None else ""
        return {"floor": holder, "name": name, "out": who in floor.had, "left_ms": left}

    def _reveal(self, who: int, given: Given | None) -> dict[str, Any] | None:
        lesson, told = self._lesson, self._lesson_told
        if told is None or lesson.outcome is None or lesson.phase == Phase.ENDED:
            return None
        marks = lesson.outcome.marks.get(who, Marks(0, 0))
        is_survey = lesson.outcome.kind == Kind.SURVEY
        right = None if is_survey or given is None else marks.credit == FULL_CREDIT
        why = self._shown.why(lesson.index, given.answer) if given is not None and not given.hands else ""
        return {**told, "right": right, "credit": marks.credit, "points": marks.points, "why": why}
