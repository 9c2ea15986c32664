"""What may happen to a classroom session. All times are milliseconds of its own clock."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules.classroom.lesson import Kind
from game.rules.question import Answer


@dataclass(frozen=True, slots=True)
class Joined:
    """A phone, or a table, takes part as `contestant`. `team` 0 lets the rules choose the smallest; a table is told its own."""

    at_ms: int
    contestant: int
    team: int = 0
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Kicked:
    """The host sent it away; it may not come back, but what it scored stays in the round's counts."""

    at_ms: int
    contestant: int


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody new gets in, or with `is_locked` False they do again."""

    at_ms: int
    is_locked: bool


@dataclass(frozen=True, slots=True)
class KindChosen:
    """The host changed what a coming round is for. A survey stays one, and nothing becomes one."""

    at_ms: int
    index: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Opened:
    """Round `index` is asked."""

    at_ms: int
    index: int


@dataclass(frozen=True, slots=True)
class Answered:
    """`count` is the phone's own number of the message; `lag_ms` what the server's own pings say of the network."""

    at_ms: int
    contestant: int
    index: int
    answer: Answer
    count: int = 0
    lag_ms: int = 0


@dataclass(frozen=True, slots=True)
class HandsCounted:
    """At a table so many hands were up for each thing that can be chosen, in the order shown."""

    at_ms: int
    contestant: int
    index: int
    hands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Buzzed:
    at_ms: int
    contestant: int
    index: int


@dataclass(frozen=True, slots=True)
class FloorLost:
    """Whoever has the floor let its time pass."""

    at_ms: int
    index: int


@dataclass(frozen=True, slots=True)
class Paused:
    at_ms: int


@dataclass(frozen=True, slots=True)
class Resumed:
    at_ms: int


@dataclass(frozen=True, slots=True)
class Extended:
    """The host gives the open round more time."""

    at_ms: int
    by_ms: int


@dataclass(frozen=True, slots=True)
class Closed:
    """Time ran out, or the host revealed the key: nothing more is taken, and all is graded."""

    at_ms: int
    index: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """The host leaves the round out: nobody gets anything for it."""

    at_ms: int
    index: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """The standings are shown."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Ended:
    at_ms: int


Event = (
    Joined
    | Kicked
    | Locked
    | KindChosen
    | Opened
    | Answered
    | HandsCounted
    | Buzzed
    | FloorLost
    | Paused
    | Resumed
    | Extended
    | Closed
    | Skipped
    | Ranked
    | Ended
)
