"""What the host asks for, from the projector's keyboard or an own phone: each verb becomes an event, or is answered why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.classroom.names import NameRefused
from game.classroom.server.frames import Frame
from game.classroom.server.line import Line
from game.classroom.server.views import dumped
from game.rules.classroom import events as on
from game.rules.classroom.lesson import MOST_TEAMS, Kind, Phase

if TYPE_CHECKING:
    from game.classroom.server.room import Room

MOST_EXTENSION_MS = 10 * 60 * 1000


class Commands:
    """Carries out the host's verbs in a room. `export` writes the files, names in them, and says so on the stage."""

    def __init__(self, room: Room, export: Callable[[], bool]) -> None:
        self._room, self._export = room, export
        self._verbs: Mapping[str, Callable[[Frame], bool]] = {
            "next": lambda frame: self.go_on(),
            "pause": lambda frame: room.happen(on.Paused(room.now_ms())),
            "resume": lambda frame: room.happen(on.Resumed(room.now_ms())),
            "reveal": lambda frame: room.happen(on.Closed(room.now_ms(), room.lesson.index)),
            "skip": lambda frame: room.happen(on.Skipped(room.now_ms(), room.lesson.index)),
            "ranking": lambda frame: room.happen(on.Ranked(room.now_ms())),
            "end": lambda frame: self._end(),
            "lock": lambda frame: room.happen(on.Locked(room.now_ms(), True)),
            "unlock": lambda frame: room.happen(on.Locked(room.now_ms(), False)),
            "export": lambda frame: export(),
            "extend": self._extend,
            "kick": self._kick,
            "names": self._names,
            "mute": self._mute,
            "auto": self._auto,
            "typed": self._typed,
            "kind": self._kind,
            "table": self._table,
            "table_answer": self._table_answer,
            "table_buzz": self._table_buzz,
            "hands": self._hands,
        }

    def carry_out(self, line: Line, frame: Frame) -> None:
        """The verb was carried out, or the line is told that it doesn't fit now."""
        if not self._verbs[frame.verb](frame):
            line.push(dumped({"v": "no", "why": frame.verb}))
        self._room.stage_soon()

    def go_on(self) -> bool:
        """The next round is open; after the last one the session has ended."""
        room = self._room
        if room.lesson.is_over:
            return self._end()
        return room.happen(on.Opened(room.now_ms(), room.lesson.index + 1))

    def _end(self) -> bool:
        room = self._room
        if room.lesson.phase == Phase.ASKING:
            room.happen(on.Closed(room.now_ms(), room.lesson.index))
        return room.happen(on.Ended(room.now_ms()))

    def _extend(self, frame: Frame) -> bool:
        by_ms = int(frame["ms"])
        return by_ms <= MOST_EXTENSION_MS and self._room.happen(on.Extended(self._room.now_ms(), by_ms))

    def _kick(self, frame: Frame) -> bool:
        return self._room.happen(on.Kicked(self._room.now_ms(), frame["id"]))

    def _names(self, frame: Frame) -> bool:
        self._room.desk.show = frame["show"]
        return True

    def _mute(self, frame: Frame) -> bool:
        self._room.desk.is_muted = frame["on"]
        return True

    def _auto(self, frame: Frame) -> bool:
        self._room.desk.auto = frame["on"]
        return True

    def _typed(self, frame: Frame) -> bool:
        self._room.desk.typed = self._room.names.typed = frame["on"]
        return True

    def _kind(self, frame: Frame) -> bool:
        room = self._room
        return room.happen(on.KindChosen(room.now_ms(), room.lesson.index + 1, Kind(frame["kind"])))

    # ── tables: people without phones ──

    def _table(self, frame: Frame) -> bool:
        room, team = self._room, frame["team"]
        if not 1 <= team <= MOST_TEAMS or room.table(team) is not None:
            return False
        who = room.new_contestant()
        room.names.restore({who: room.say("class.team", n=team)})
        if frame["name"]:
            is_typed, room.names.typed = room.names.typed, True
            try:
                room.names.take(who, frame["name"])
            except NameRefused:
                room.names.restore({who: room.say("class.team", n=team)})
            finally:
                room.names.typed = is_typed
        return room.happen(on.Joined(room.now_ms(), who, team, True))

    def _table_answer(self, frame: Frame) -> bool:
        room = self._room
        who = room.table(frame["team"])
        if who is None or room.lesson.index < 0:
            return False
        try:
            answer = room.shown.answer(room.lesson.index, frame["answer"])
        except ValueError:
            return False
        return room.happen(on.Answered(room.now_ms(), who, room.lesson.index, answer))

    def _table_buzz(self, frame: Frame) -> bool:
        room = self._room
        who = room.table(frame["team"])
        return who is not None and room.happen(on.Buzzed(room.now_ms(), who, room.lesson.index))

    def _hands(self, frame: Frame) -> bool:
        room = self._room
        who = room.table(frame["team"])
        return who is not None and room.happen(
            on.HandsCounted(room.now_ms(), who, room.lesson.index, tuple(frame["hands"]))
        )
