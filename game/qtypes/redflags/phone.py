"""Red flags on a phone: the positions of the marked sentences, rising; none of them says that nothing is suspicious."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.qtypes.places import ids_at, places_of, tally
from game.qtypes.redflags.rules import Message
from game.rules.question import Answer


def ask(body: Message) -> dict[str, Any]:
    return {
        "medium": body.medium,
        "sender": body.sender,
        "note": body.note,
        "parts": [{"text": part.text, "own": part.is_own} for part in body.parts],
    }


def answer(body: Message, positions: Sequence[object]) -> Answer:
    marked = ids_at(_ids(body), positions)
    if not set(marked) <= set(body.tappable):
        raise ValueError("the receiver's own words can't be marked")
    return tuple(sorted(marked))


def positions(body: Message, answer: Answer) -> list[int]:
    return sorted(places_of(_ids(body), answer))


def counts(body: Message, answers: Iterable[Answer]) -> list[int]:
    return tally(_ids(body), answers)


def _ids(body: Message) -> list[int]:
    return [part.id for part in body.parts]
