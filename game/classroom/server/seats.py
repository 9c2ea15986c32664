"""Which connection belongs to whom, and who must make way when too many come."""

from __future__ import annotations

from game.classroom.server.limits import LIMITS, Limits
from game.classroom.server.line import FULL, REPLACED, Line


class Seats:
    """The connections of the contestants, a few each, and of strangers who have not joined."""

    def __init__(self, seats: int, limits: Limits = LIMITS) -> None:
        self._most_strangers, self._limits = seats + limits.spare_sockets, limits
        self._lines: dict[int, list[Line]] = {}
        self._strangers: dict[Line, None] = {}

    def seat(self, line: Line, who: int) -> None:
        """The line is that contestant's; of too many lines of one the oldest is closed."""
        line.who = who
        self._strangers.pop(line, None)
        lines = self._lines.setdefault(who, [])
        lines.append(line)
        while len(lines) > self._limits.sockets_a_player:
            lines.pop(0).close(REPLACED)

    def add_stranger(self, line: Line) -> None:
        """The line may join. Where too many wait, the oldest of the address with most of them makes way."""
        if len(self._strangers) >= self._most_strangers:
            counts: dict[str, int] = {}
            for each in self._strangers:
                counts[each.address] = counts.get(each.address, 0) + 1
            crowd = max(counts, key=lambda address: counts[address])
            victim = next(each for each in self._strangers if each.address == crowd)
            del self._strangers[victim]
            victim.close(FULL)
        self._strangers[line] = None

    def remove(self, line: Line) -> bool:
        """The line is gone; whether it was a contestant's."""
        self._strangers.pop(line, None)
        lines = self._lines.get(line.who, []) if line.who is not None else []
        if line in lines:
            lines.remove(line)
            return True
        return False

    def taken(self) -> list[tuple[int, list[Line]]]:
        """Every contestant who is connected, with copies of its lines."""
        return [(who, list(lines)) for who, lines in self._lines.items() if lines]

    def here(self) -> set[int]:
        """The contestants who are connected."""
        return {who for who, lines in self._lines.items() if lines}
