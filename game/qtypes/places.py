"""Positions on the wire and ids of the rules: what every type that a phone can show does with them alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.rules.question import Answer


def whole(values: Sequence[object]) -> list[int]:
    """The values as whole numbers. Raises ValueError when one is none; True and False are none."""
    numbers = [value for value in values if type(value) is int]
    if len(numbers) != len(values):
        raise ValueError("positions are whole numbers")
    return numbers


def ids_at(ids: Sequence[int], positions: Sequence[object]) -> list[int]:
    """The ids at those positions, in the order given. Raises ValueError for one that isn't there or stands twice."""
    places = whole(positions)
    if len(set(places)) != len(places) or not all(0 <= place < len(ids) for place in places):
        raise ValueError(f"positions are told apart and lie from 0 to {len(ids) - 1}")
    return [ids[place] for place in places]


def places_of(ids: Sequence[int], answer: Answer) -> list[int]:
    """Where the ids of an answer stand, in the answer's order. Raises ValueError for one that stands nowhere."""
    return [ids.index(each) for each in answer]


def tally(ids: Sequence[int], answers: Iterable[Answer]) -> list[int]:
    """How many answers chose each of the ids, in their order."""
    counts = dict.fromkeys(ids, 0)
    for answer in answers:
        for each in answer:
            counts[each] += 1
    return [counts[each] for each in ids]
