"""Ordering on a phone: every item's position as first shown, in the order that the contestant put them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.qtypes.ordering.rules import Steps
from game.qtypes.places import ids_at, places_of
from game.rules.question import Answer


def ask(body: Steps) -> dict[str, Any]:
    return {"items": [item.text for item in body.items]}


def answer(body: Steps, positions: Sequence[object]) -> Answer:
    ordered = ids_at(_ids(body), positions)
    if len(ordered) != len(body.items):
        raise ValueError("every item has its place")
    return tuple(ordered)


def positions(body: Steps, answer: Answer) -> list[int]:
    return places_of(_ids(body), answer)


def counts(body: Steps, answers: Iterable[Answer]) -> list[int]:
    """How many put each item, as shown, into its right place."""
    rights = dict.fromkeys(_ids(body), 0)
    for answer in answers:
        for place, item in enumerate(answer):
            rights[item] += place == item
    return [rights[item] for item in _ids(body)]


def _ids(body: Steps) -> list[int]:
    return [item.id for item in body.items]
