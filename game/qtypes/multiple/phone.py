"""Multiple choice on a phone: the positions of the chosen options, rising."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.qtypes.choices import Choices
from game.qtypes.places import ids_at, places_of, tally
from game.rules.question import Answer


def ask(body: Choices) -> dict[str, Any]:
    return {"options": [option.text for option in body.options]}


def answer(body: Choices, positions: Sequence[object]) -> Answer:
    chosen = ids_at(_ids(body), positions)
    if not chosen:
        raise ValueError("at least one option is chosen")
    return tuple(sorted(chosen))


def positions(body: Choices, answer: Answer) -> list[int]:
    return sorted(places_of(_ids(body), answer))


def counts(body: Choices, answers: Iterable[Answer]) -> list[int]:
    return tally(_ids(body), answers)


def _ids(body: Choices) -> list[int]:
    return [option.id for option in body.options]
