"""True or false on a phone: 对 stands at position 0, 错 at position 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.qtypes.places import ids_at, places_of, tally
from game.qtypes.truefalse.rules import FALSE, TRUE, Statement
from game.rules.question import Answer

SHOWN = (TRUE, FALSE)


def ask(body: Statement) -> dict[str, Any]:
    return {}


def answer(body: Statement, positions: Sequence[object]) -> Answer:
    chosen = ids_at(SHOWN, positions)
    if len(chosen) != 1:
        raise ValueError("one of the two is chosen")
    return tuple(chosen)


def positions(body: Statement, answer: Answer) -> list[int]:
    return places_of(SHOWN, answer)


def counts(body: Statement, answers: Iterable[Answer]) -> list[int]:
    return tally(SHOWN, answers)
