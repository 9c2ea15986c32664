"""The rounds of a session: drawn once from a seed before it begins, and laid out again from their ids whenever it is resumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from game.rules import scoring
from game.rules.classroom.lesson import Kind, Round
from game.rules.deal import NO_COMFORT, Dealt, Full, Pick, Types, laid_out
from game.rules.levels import Level
from game.rules.question import Listed, Question

ON_PHONES = ("single", "multiple", "truefalse", "number", "ordering", "redflags")
"""The question types that a phone can show."""
SECONDS = 20
"""The time to think that a question has beside the time to read it, unless the host chooses another."""
LEVEL = Level("classroom", "", "", (), (60, 80, 100))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the host asks for: so many questions, of which the first `warm_ups` count nothing and the last `buzzes` go to
    whoever buzzes first; `seconds` to think."""

    questions: int = 10
    warm_ups: int = 0
    buzzes: int = 0
    seconds: int = SECONDS


@dataclass(frozen=True, slots=True)
class Planned:
    """A round before it is laid out: its question's id, or the id of a survey, and what it is for."""

    id: str
    kind: Kind


def drawn(wish: Wish, pool: Sequence[Listed], seed: int) -> tuple[Planned, ...]:
    """What will be asked, easy before hard, topics and types by turns; the same seed draws the same. Fewer where the pool
    runs short. Raises ValueError when there is nothing that a phone can show.
    """
    left = sorted((each for each in pool if each.type in ON_PHONES and not each.is_foreign), key=lambda each: each.id)
    if not left:
        raise ValueError("nothing to ask")
    Random(f"classroom/{seed}").shuffle(left)
    chosen: list[Listed] = []
    topics: dict[str, int] = {}
    types: dict[str, int] = {}
    while left and len(chosen) < wish.questions:
        # Of the topics and the types that came least so far, so that ten questions are never ten alike.
        pick = min(left, key=lambda each: (topics.get(each.topic, 0), types.get(each.type, 0)))
        left.remove(pick)
        chosen.append(pick)
        topics[pick.topic] = topics.get(pick.topic, 0) + 1
        types[pick.type] = types.get(pick.type, 0) + 1
    chosen.sort(key=lambda each: each.difficulty)
    return tuple(Planned(each.id, _kind(place, len(chosen), wish)) for place, each in enumerate(chosen))


def _kind(place: int, size: int, wish: Wish) -> Kind:
    if place < wish.warm_ups:
        return Kind.WARM_UP
    return Kind.BUZZ if place >= size - wish.buzzes else Kind.SCORED


def rounds(
    planned: Sequence[Planned],
    surveys: Mapping[str, Question],
    full: Full,
    seed: int,
    types: Types,
    seconds: int = SECONDS,
) -> tuple[Round, ...]:
    """The planned rounds ready to play, the same for the same seed. `full` gives the question of an id; a
    survey is a question without a key, whose words are the game's and not a pack's.

    Raises KeyError when a question or a survey is not there any more.
    """
    made = []
    for each in planned:
        if each.kind == Kind.SURVEY:
            dealt = Dealt(surveys[each.id], (), 0, 1)
        else:
            rng = Random(f"classroom/{seed}/{each.id}")
            question = full(each.id)
            pick = Pick(question, question.difficulty)
            dealt = laid_out(LEVEL, seed, [pick], full, types, NO_COMFORT, rng).dealt[0]
        limit = seconds * 1000 + scoring.reading_ms(dealt.question.stem, dealt.characters)
        made.append(Round(dealt, each.kind, limit))
    return tuple(made)
