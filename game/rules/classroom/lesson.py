"""A classroom session, frozen at a moment: its terms, its rounds, who takes part, what was answered.

Names are no business of the rules: a contestant is a number, whatever it is called on screen.
Times are whole milliseconds of the session's own clock, which stands still while nobody serves the session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from game.rules.deal import Dealt
from game.rules.question import Answer

LAG_MOST_MS = 500
"""What a slow network may be credited for in one answer."""
LAG_BUDGET_MS = 5_000
"""And in a whole session, so that a phone that lies about it gains next to nothing."""
BUZZ_MS = 15_000
"""How long whoever buzzed first has the floor."""
MOST_TEAMS = 8


class Kind(StrEnum):
    """What a round is for: it counts, it warms up and counts nothing, it asks for opinions, or the first to buzz answers."""

    SCORED = "scored"
    WARM_UP = "warm-up"
    SURVEY = "survey"
    BUZZ = "buzz"


class Phase(StrEnum):
    """Where a session stands."""

    LOBBY = "lobby"
    ASKING = "asking"
    REVEALED = "revealed"
    STANDINGS = "standings"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed before the first question. `teams` is how many there are, 0 for none; phones are spread over them."""

    speed: bool = False
    streak: bool = False
    teams: int = 0
    seats: int = 300


@dataclass(frozen=True, slots=True)
class Round:
    """A question as it will be asked; `limit_ms` is the time to answer, reading included. Of a survey nothing is graded."""

    dealt: Dealt
    kind: Kind
    limit_ms: int


@dataclass(frozen=True, slots=True)
class Contestant:
    """Who can score: a phone, or with `is_table` a table of people who answer by buzzer, by hand or by word of mouth.

    `team` counts from 1, 0 is none. A table is its own team. `since` is the round in which it joined, from 0.
    """

    id: int
    team: int = 0
    is_table: bool = False
    since: int = 0
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it stands: after `elapsed_ms` of the round, `lag_ms` of them the network's.

    `count` is the phone's own number for it: a later one has a greater. Of a table whose hands were counted, `hands` tells
    how many were up for each thing that can be chosen, in the order shown, and `answer` is empty.
    """

    answer: Answer
    elapsed_ms: int
    lag_ms: int = 0
    count: int = 0
    hands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What a round brought a contestant: credit in thousandths, and points with their bonuses."""

    credit: int
    points: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round that was closed: `given` and `marks` by contestant. Who gave nothing has no marks. A skipped one has neither."""

    index: int
    kind: Kind
    given: Mapping[int, Given]
    marks: Mapping[int, Marks]
    was_skipped: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """What a contestant has so far; `streak` is how many right answers in a row, `lag_ms` the network credit it has used."""

    points: int = 0
    right: int = 0
    streak: int = 0
    lag_ms: int = 0


@dataclass(frozen=True, slots=True)
class Floor:
    """In a round for buzzers: who has the floor since when, and who had it in vain."""

    holder: int | None = None
    since_ms: int = 0
    had: frozenset[int] = frozenset()


NOBODY: Mapping[int, Given] = {}


@dataclass(frozen=True, slots=True)
class Lesson:
    """The session. `index` is the round being or last asked, −1 before the first. `at_ms` is the time of the latest event.

    Of the open round: `opened_ms` is when it was opened, less all pauses since; `paused_ms` when the present pause began;
    `extra_ms` what the host added. `before` are the scores ahead of the latest round, for showing who moved.
    """

    terms: Terms
    rounds: tuple[Round, ...]
    phase: Phase = Phase.LOBBY
    index: int = -1
    at_ms: int = 0
    opened_ms: int = 0
    paused_ms: int | None = None
    extra_ms: int = 0
    is_locked: bool = False
    contestants: Mapping[int, Contestant] = field(default_factory=dict)
    given: Mapping[int, Given] = field(default_factory=dict)
    floor: Floor = Floor()
    scores: Mapping[int, Score] = field(default_factory=dict)
    before: Mapping[int, Score] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()

    @property
    def round(self) -> Round:
        """The round being or last asked. Raises IndexError before the first."""
        if self.index < 0:
            raise IndexError("no round yet")
        return self.rounds[self.index]

    @property
    def outcome(self) -> Outcome | None:
        """What became of the round last asked; None while it is open."""
        if self.outcomes and self.outcomes[-1].index == self.index:
            return self.outcomes[-1]
        return None

    @property
    def present(self) -> tuple[Contestant, ...]:
        """Who takes part and was not sent away."""
        return tuple(contestant for contestant in self.contestants.values() if not contestant.is_gone)

    @property
    def is_over(self) -> bool:
        """Whether every round was asked."""
        return self.index + 1 >= len(self.rounds)

    def elapsed_ms(self, now_ms: int) -> int:
        """How much of the open round's time has passed; pauses don't count."""
        until = now_ms if self.paused_ms is None else self.paused_ms
        return max(0, until - self.opened_ms)

    def left_ms(self, now_ms: int) -> int:
        """How much of the open round's time is left."""
        return max(0, self.round.limit_ms + self.extra_ms - self.elapsed_ms(now_ms))
