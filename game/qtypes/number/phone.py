"""Number on a phone: the one position is the number itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.qtypes.number.rules import MOST, Amount
from game.qtypes.places import whole
from game.rules.question import Answer


def ask(body: Amount) -> dict[str, Any]:
    return {"unit": body.unit, "digits": len(str(MOST))}


def answer(body: Amount, positions: Sequence[object]) -> Answer:
    numbers = whole(positions)
    if len(numbers) != 1 or not 0 <= numbers[0] <= MOST:
        raise ValueError(f"one number from 0 to {MOST}")
    return (numbers[0],)


def positions(body: Amount, answer: Answer) -> list[int]:
    if len(answer) != 1:
        raise ValueError("an answer is one number")
    return list(answer)


def counts(body: Amount, answers: Iterable[Answer]) -> list[int]:
    """How many numbers were too small, right, too great."""
    below = right = above = 0
    for (number,) in answers:
        if abs(number - body.value) <= body.tolerance:
            right += 1
        elif number < body.value:
            below += 1
        else:
            above += 1
    return [below, right, above]
