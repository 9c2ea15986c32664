"""The rounds of a session, drawn once from a seed before it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from game.rules import scoring
from game.rules.classroom.lesson import Kind, Round
from game.rules.deal import NO_COMFORT, Full, Pick, Types, laid_out
from game.rules.levels import Level
from game.rules.question import Listed

ON_PHONES = ("single", "multiple", "truefalse", "number", "ordering", "redflags")
"""The question types that a phone can show."""
SECONDS = 20
"""The time to think that a question has beside the time to read it, unless the host chooses another."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the host asks for: so many questions, of which the first `warm_ups` count nothing and the last `buzzes` go to
    whoever buzzes first."""

    questions: int = 10
    warm_ups: int = 0
    buzzes: int = 0
    seconds: int = SECONDS


def rounds(wish: Wish, pool: Sequence[Listed], full: Full, seed: int, types: Types) -> tuple[Round, ...]:
    """The rounds, easy before hard, topics by turns; the same seed draws the same. Fewer where the pool runs short.

    Raises ValueError when there is nothing that a phone can show.
    """
    rng = Random(f"classroom/{seed}")
    left = sorted((each for each in pool if each.type in ON_PHONES and not each.is_foreign), key=lambda each: each.id)
    if not left:
        raise ValueError("nothing to ask")
    rng.shuffle(left)
    chosen: list[Listed] = []
    asked: dict[str, int] = {}
    kinds: dict[str, int] = {}
    while left and len(chosen) < wish.questions:
        # Of the topics and the types that came least so far, so that ten questions are never ten alike.
        pick = min(left, key=lambda each: (asked.get(each.topic, 0), kinds.get(each.type, 0)))
        left.remove(pick)
        chosen.append(pick)
        asked[pick.topic] = asked.get(pick.topic, 0) + 1
        kinds[pick.type] = kinds.get(pick.type, 0) + 1
    level = Level("classroom", "", "", (), (60, 80, 100))
    picks = [Pick(each, each.difficulty) for each in chosen]
    dealt = laid_out(level, seed, picks, full, types, NO_COMFORT, rng).dealt
    made = []
    for place, each in enumerate(dealt):
        kind = Kind.SCORED
        if place < wish.warm_ups:
            kind = Kind.WARM_UP
        elif place >= len(dealt) - wish.buzzes:
            kind = Kind.BUZZ
        limit = wish.seconds * 1000 + scoring.reading_ms(each.question.stem, each.characters)
        made.append(Round(each, kind, limit))
    return tuple(made)
