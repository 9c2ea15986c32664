"""What happens by itself as time passes: a round's end, a floor that is lost, going on without the host, forgetting names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.classroom.server.commands import Commands
from game.rules.classroom import events as on
from game.rules.classroom.lesson import BUZZ_MS, Kind, Phase

if TYPE_CHECKING:
    from game.classroom.server.room import Room

EVERY_S = 0.05
LAST_CHANGE_MS = 3_000
"""When everybody has answered, so long anybody may still change."""
REVEAL_MS, STANDINGS_MS = 12_000, 6_000
"""How long key and standings stand before the session goes on by itself."""


class Timers:
    """To be asked every `EVERY_S` seconds. Going on by itself is off unless the host turns it on."""

    def __init__(self, room: Room, commands: Commands, wipe_ms: int) -> None:
        self._room, self._commands, self._wipe_ms = room, commands, wipe_ms
        self._phase: tuple[Phase, int] | None = None
        self._since_ms = 0
        self._all_since_ms: int | None = None
        self.is_wiped = False

    def tick(self, now_s: float) -> None:
        """Whatever was due has happened."""
        room = self._room
        lesson, now_ms = room.lesson, room.now_ms()
        if (lesson.phase, lesson.index) != self._phase:
            self._phase, self._since_ms, self._all_since_ms = (lesson.phase, lesson.index), now_ms, None
        if lesson.phase == Phase.ASKING and lesson.paused_ms is None:
            self._asking(now_ms)
        elif room.desk.auto and lesson.phase == Phase.REVEALED and now_ms - self._since_ms >= REVEAL_MS:
            room.happen(on.Ranked(now_ms))
        elif room.desk.auto and lesson.phase == Phase.STANDINGS and now_ms - self._since_ms >= STANDINGS_MS:
            self._commands.go_on()
        elif lesson.phase == Phase.ENDED and room.ended_s is not None and not self.is_wiped:
            left = self._wipe_ms - round((now_s - room.ended_s) * 1000)
            room.desk.wipe_ms = max(0, left)
            if left <= 0:
                self.is_wiped = True
                room.forget_names()
        room.stage_if_due()

    def _asking(self, now_ms: int) -> None:
        room, lesson = self._room, self._room.lesson
        if lesson.left_ms(now_ms) <= 0:
            room.happen(on.Closed(now_ms, lesson.index))
            return
        floor = lesson.floor
        if floor.holder is not None and now_ms - floor.since_ms >= BUZZ_MS:
            room.happen(on.FloorLost(now_ms, lesson.index))
            return
        if not room.desk.auto or lesson.round.kind == Kind.BUZZ:
            return
        here = room.seats.here() | {each.id for each in lesson.present if each.is_table}
        waited_for = [each.id for each in lesson.present if each.id in here]
        if not waited_for or any(each not in lesson.given for each in waited_for):
            self._all_since_ms = None
        elif self._all_since_ms is None:
            self._all_since_ms = now_ms
        elif now_ms - self._all_since_ms >= LAST_CHANGE_MS:
            room.happen(on.Closed(now_ms, lesson.index))
