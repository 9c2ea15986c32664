"""People without phones: what a team's key, an answer by letters, and a count of hands become. No window, no server.

A digit is a team: it buzzes where the question goes to the first who buzzes, and elsewhere says whose answer is typed next.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from game.classroom.board import Board, Round
from game.classroom.controls import Command

MOST_TEAMS = 8
LETTERS = "abcdef"
MOST_DIGITS = 4
MOST_HANDS_DIGITS = 3
BY_HAND = ("single", "truefalse")
"""The types of which hands can be counted: those with one thing to choose."""
ENTER = ("return", "enter", "keypad enter")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is being typed: the answer of `team` (`chosen` positions, or `digits` of a number), or with `hands` a count
    for each thing that can be chosen, of which `place` is being typed."""

    team: int
    chosen: tuple[int, ...] = ()
    digits: str = ""
    hands: tuple[str, ...] | None = None
    place: int = 0


def offered(asked: Round) -> tuple[int, ...]:
    """The positions that can be chosen, in the order shown."""
    ask = asked.ask
    if asked.type in ("single", "multiple"):
        return tuple(range(len(ask["options"])))
    if asked.type == "truefalse":
        return (0, 1)
    if asked.type == "ordering":
        return tuple(range(len(ask["items"])))
    if asked.type == "redflags":
        return tuple(place for place, part in enumerate(ask["parts"]) if not part["own"])
    return ()


def digit_of(key: str) -> int | None:
    """The digit of a key of the upper row or the number pad."""
    name = key[1:-1] if len(key) == 3 and key.startswith("[") else key
    return int(name) if len(name) == 1 and name.isdigit() and name.isascii() else None


@dataclass(slots=True)
class Teams:
    """The keyboard's side of the teams. `entry` is what is being typed, None while nothing is."""

    entry: Entry | None = None
    _round: int = -1
    _floor: int = field(default=-1)

    def follow(self, board: Board) -> None:
        """The session moved on: what was typed for another round is gone; a team that got the floor answers next."""
        asked = board.round
        nonce = asked.nonce if asked is not None and board.phase == "asking" else -1
        if nonce != self._round:
            self.entry, self._round, self._floor = None, nonce, -1
        if asked is None or asked.kind != "buzz" or nonce < 0:
            return
        holder = asked.floor.id if asked.floor is not None else -1
        if holder != self._floor:
            self._floor = holder
            player = board.player(holder)
            self.entry = Entry(player.team) if player is not None and player.is_table else None

    def key(self, name: str, board: Board) -> list[Command] | None:
        """What the key commands; an empty list where it only changed what is typed, None where it isn't the teams' business."""
        asked = board.round
        if asked is None or board.phase != "asking":
            return None
        entry = self.entry
        if entry is None:
            team = digit_of(name)
            if team is None or team not in board.tables:
                return None
            return self.buzz(team, board)
        if name == "escape":
            self.entry = None
            return []
        if entry.hands is not None:
            return self._count(entry, name)
        return self._answer(entry, asked, name, board)

    def buzz(self, team: int, board: Board) -> list[Command] | None:
        """The team's key or buzzer: it buzzes, or its answer is typed next."""
        asked = board.round
        if asked is None or board.phase != "asking" or team not in board.tables:
            return None
        if asked.kind == "buzz":
            return [("table_buzz", {"team": team})] if asked.floor is None else []
        self.entry = Entry(team)
        return []

    def choose(self, team: int, place: int, board: Board) -> list[Command] | None:
        """The team's buzzer for one thing: that is its answer, where one thing answers."""
        asked = board.round
        if asked is None or board.phase != "asking" or team not in board.tables:
            return None
        if asked.type not in BY_HAND or place not in offered(asked):
            return self.buzz(team, board)
        if asked.kind == "buzz":
            holder = board.player(asked.floor.id) if asked.floor is not None else None
            if holder is None or holder.team != team:
                return self.buzz(team, board)
            self.entry = None
        return [("table_answer", {"team": team, "answer": [place]})]

    def count_hands(self, board: Board, name: str) -> list[Command] | None:
        """Hands are counted next, for the team being typed or the first table; without one, the class becomes one called `name`."""
        asked = board.round
        if asked is None or board.phase != "asking" or asked.kind == "buzz" or asked.type not in BY_HAND:
            return None
        tables = board.tables
        team = self.entry.team if self.entry is not None else min(tables, default=1)
        self.entry = Entry(team, hands=("",) * len(offered(asked)))
        return [] if team in tables else [("table", {"team": team, "name": name})]

    def _answer(self, entry: Entry, asked: Round, name: str, board: Board) -> list[Command] | None:
        if name in ENTER:
            return self._confirmed(entry, asked)
        if name == "backspace":
            digits, chosen = entry.digits[:-1], entry.chosen[:-1]
            self.entry = replace(entry, digits=digits, chosen=chosen) if entry.digits or entry.chosen else None
            return []
        digit = digit_of(name)
        if asked.type == "number":
            if digit is None:
                return None
            if len(entry.digits) < MOST_DIGITS:
                self.entry = replace(entry, digits=(entry.digits + str(digit)).lstrip("0") or "0")
            return []
        if digit is not None:
            if digit in board.tables and asked.kind != "buzz":
                self.entry = Entry(digit)
            return []
        if name not in LETTERS:
            return None
        place = LETTERS.index(name)
        if place in offered(asked):
            self.entry = replace(entry, chosen=_toggled(entry.chosen, place, asked.type))
        return []

    def _confirmed(self, entry: Entry, asked: Round) -> list[Command]:
        if asked.type == "number":
            answer = [int(entry.digits)] if entry.digits else None
        elif asked.type == "ordering":
            answer = list(entry.chosen) if len(entry.chosen) == len(offered(asked)) else None
        elif asked.type == "redflags":
            answer = sorted(entry.chosen)  # nothing chosen says that nothing is suspicious
        else:
            answer = sorted(entry.chosen) or None
        if answer is None:
            return []
        self.entry = None
        fields: dict[str, Any] = {"team": entry.team, "answer": answer}
        return [("table_answer", fields)]

    def _count(self, entry: Entry, name: str) -> list[Command]:
        hands = entry.hands or ()
        digit = digit_of(name)
        if name in ENTER:
            self.entry = None
            return [("hands", {"team": entry.team, "hands": [int(each or 0) for each in hands]})]
        if name in ("tab", "down", "right"):
            self.entry = replace(entry, place=(entry.place + 1) % len(hands))
        elif name in ("up", "left"):
            self.entry = replace(entry, place=(entry.place - 1) % len(hands))
        elif name == "backspace" or digit is not None:
            typed = hands[entry.place]
            typed = typed[:-1] if digit is None else (typed + str(digit)).lstrip("0") or "0"
            if len(typed) <= MOST_HANDS_DIGITS:
                self.entry = replace(entry, hands=(*hands[: entry.place], typed, *hands[entry.place + 1 :]))
        return []


def _toggled(chosen: tuple[int, ...], place: int, kind: str) -> tuple[int, ...]:
    if kind in BY_HAND:
        return (place,)
    if place in chosen:
        return tuple(each for each in chosen if each != place)
    return (*chosen, place)
