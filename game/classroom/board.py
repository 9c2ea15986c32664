"""What the server tells the projector, as `docs/classroom-protocol.md` writes it: the frame `stage`, read once and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Player:
    """Who takes part. `name` is empty while names are hidden; `is_here` is whether the phone is connected."""

    id: int
    name: str
    colour: int
    team: int
    is_here: bool
    has_answered: bool
    is_table: bool


@dataclass(frozen=True, slots=True)
class Floor:
    """Who buzzed first and may answer now, for another `left_ms`."""

    id: int
    name: str
    left_ms: int


@dataclass(frozen=True, slots=True)
class Round:
    """The question that is asked or was asked last. `ask` is what a phone shows of it, by the question's type."""

    nonce: int
    number: int
    of: int
    kind: str
    type: str
    stem: str
    ask: Told
    left_ms: int
    limit_ms: int
    answered: int
    players: int
    floor: Floor | None

    @property
    def is_last(self) -> bool:
        return self.number >= self.of


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many answers were taken in, are on disk, and were marked."""

    sent: int
    stored: int
    scored: int

    @property
    def is_even(self) -> bool:
        return self.sent == self.stored == self.scored


@dataclass(frozen=True, slots=True)
class Reveal:
    """How the round went. `counts` says how many chose each thing in the order shown; of numbers, it pairs each with its count."""

    key: tuple[int, ...] | None
    counts: tuple[int | tuple[int, int], ...]
    right: int
    answered: int
    rationale: str
    source: str
    ledger: Ledger

    @property
    def wrong_share(self) -> float:
        """0 to 1; nobody's answer is nobody's error."""
        return 1 - self.right / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the standings; `moved` is how many places it rose."""

    rank: int
    id: int
    name: str
    colour: int
    points: int
    right: int
    moved: int
    members: int = 0


@dataclass(frozen=True, slots=True)
class Hardest:
    """The round that most got wrong."""

    number: int
    stem: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The session in two numbers; `accuracy` in per cent."""

    accuracy: int
    hardest: Hardest | None


@dataclass(frozen=True, slots=True)
class Board:
    """All that the projector should show now."""

    phase: str
    is_paused: bool = False
    room: str = ""
    is_locked: bool = False
    is_auto: bool = False
    is_muted: bool = False
    names: str = "full"
    is_typed: bool = False
    teams: int = 0
    title: str = ""
    rounds: int = 0
    next_kind: str | None = None
    trouble: str | None = None
    players: tuple[Player, ...] = ()
    round: Round | None = None
    reveal: Reveal | None = None
    top: tuple[Line, ...] = ()
    team_top: tuple[Line, ...] = ()
    summary: Summary | None = None
    exported: str | None = None
    wipe_ms: int | None = None

    @property
    def tables(self) -> dict[int, Player]:
        """Those who take part without phones, by the number of their team."""
        return {each.team: each for each in self.players if each.is_table}

    def player(self, which: int) -> Player | None:
        """Who has that id."""
        return next((each for each in self.players if each.id == which), None)


def read(frame: Told) -> Board:
    """The board of a `stage` frame. Raises KeyError, TypeError or ValueError for what isn't one."""
    summary = frame["summary"]
    return Board(
        phase=str(frame["phase"]),
        is_paused=bool(frame["paused"]),
        room=str(frame["room"]),
        is_locked=bool(frame["locked"]),
        is_auto=bool(frame["auto"]),
        is_muted=bool(frame["muted"]),
        names=str(frame["names"]),
        is_typed=bool(frame["typed"]),
        teams=int(frame["teams"]),
        title=str(frame["title"]),
        rounds=int(frame["rounds"]),
        next_kind=frame["next_kind"],
        trouble=frame["trouble"],
        players=tuple(_player(each) for each in frame["players"]),
        round=_round(frame["round"]) if frame["round"] else None,
        reveal=_reveal(frame["reveal"]) if frame["reveal"] else None,
        top=tuple(_line(each) for each in frame["top"]),
        team_top=tuple(_team_line(each) for each in frame["team_top"]),
        summary=_summary(summary) if summary else None,
        exported=frame["exported"],
        wipe_ms=frame["wipe_ms"],
    )


def _player(told: Told) -> Player:
    return Player(
        told["id"],
        told["name"] or "",
        told["colour"],
        told["team"],
        bool(told["here"]),
        bool(told["answered"]),
        bool(told["table"]),
    )


def _round(told: Told) -> Round:
    floor = told["floor"]
    return Round(
        told["nonce"],
        told["number"],
        told["of"],
        told["kind"],
        told["type"],
        told["stem"],
        told["ask"],
        told["left_ms"],
        told["limit_ms"],
        told["answered"],
        told["players"],
        Floor(floor["id"], floor["name"] or "", floor["left_ms"]) if floor else None,
    )


def _reveal(told: Told) -> Reveal:
    key, ledger = told["key"], told["ledger"]
    counts = tuple((each[0], each[1]) if isinstance(each, list | tuple) else each for each in told["counts"])
    return Reveal(
        tuple(key) if key is not None else None,
        counts,
        told["right"],
        told["answered"],
        told["rationale"] or "",
        told["source"] or "",
        Ledger(ledger["sent"], ledger["stored"], ledger["scored"]),
    )


def _line(told: Told) -> Line:
    return Line(
        told["rank"], told["id"], told["name"] or "", told["colour"], told["points"], told["right"], told["moved"]
    )


def _team_line(told: Told) -> Line:
    team = told["team"]
    return Line(told["rank"], team, told["name"] or "", team - 1, told["points"], 0, told["moved"], told["members"])


def _summary(told: Told) -> Summary:
    hardest = told["hardest"]
    return Summary(told["accuracy"], Hardest(hardest["number"], hardest["stem"]) if hardest else None)
