"""Dealing a level: the one place where chance is spent. The same seed deals the same level.

A level has slots of difficulty. What a slot is worth never changes; which question fills it may lean to the visitor's
rating (`game.rules.rating`), so that everybody plays for the same points.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from game.rules import rating
from game.rules.levels import Level
from game.rules.question import Listed, Question, QuestionRules

Types = Mapping[str, QuestionRules]
Full = Callable[[str], Question]
"""The question of an id, with its words. Raises KeyError when there is none."""


@dataclass(frozen=True, slots=True)
class Comfort:
    """What 关爱模式 changes: fewer questions and options, no clock, no hearts lost. Zeros change nothing."""

    questions: int = 0
    options: int = 0
    untimed: bool = False
    heartless: bool = False


CARE = Comfort(questions=5, options=3, untimed=True, heartless=True)
NO_COMFORT = Comfort()


@dataclass(frozen=True, slots=True)
class Dealt:
    """A question with its options in playing order.

    `difficulty` is its slot's, which its points go by; `exclusion` what 排除 would remove; `characters` what else there
    is to read; `stands_for` an earlier error that it asks in new wording.
    """

    question: Question
    exclusion: tuple[int, ...]
    characters: int
    difficulty: int
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A question for a slot of `difficulty`; `stands_for` as in `Dealt`."""

    question: Listed
    difficulty: int
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """A level ready to play."""

    level: Level
    seed: int
    comfort: Comfort
    dealt: tuple[Dealt, ...]

    @property
    def size(self) -> int:
        return len(self.dealt)

    @property
    def is_heartless(self) -> bool:
        """Whether no heart can be lost."""
        return self.comfort.heartless or not self.level.hearts


def deal(
    level: Level,
    pool: Sequence[Listed],
    full: Full,
    seed: int,
    types: Types,
    seen: Collection[str] = (),
    comfort: Comfort = NO_COMFORT,
    due: Sequence[Listed] = (),
    rated: int = rating.START,
) -> Deal:
    """A level drawn from `pool` by difficulty; questions not in `seen` come first, then easy before hard. Those in the
    visitor's language come before all others. `full` is asked for those that were drawn.

    One of the `due` questions comes back, in the slot that fits it best. A visitor `rated` far from the start meets
    easier or harder questions in some slots. Where a difficulty runs short its nearest neighbours fill in. Raises
    ValueError when the pool is empty.
    """
    if not pool:
        raise ValueError(f"no question for level {level.id}")
    rng = Random(f"{level.id}/{seed}")
    left = sorted(pool, key=lambda question: question.id)
    rng.shuffle(left)
    left.sort(key=lambda question: question.id in seen)
    slots = [difficulty for difficulty, count in level.draw for _ in range(count)]
    wanted = rating.leaning(slots, rated, rng)
    if comfort.questions:
        kept = sorted(range(len(slots)), key=lambda place: slots[place])[: comfort.questions]
        slots, wanted = [slots[place] for place in kept], [wanted[place] for place in kept]
    chosen: list[Pick] = []
    if due and slots:
        back = due[0]
        place = min(range(len(slots)), key=lambda place: abs(slots[place] - back.difficulty))
        chosen.append(Pick(back, slots.pop(place)))
        del wanted[place]
        left = [question for question in left if question.id != back.id]
    for slot, difficulty in zip(slots, wanted, strict=True):
        if not left:
            break
        pick = min(left, key=_fit(difficulty, seen))
        left.remove(pick)
        chosen.append(Pick(pick, slot))
    return laid_out(level, seed, chosen, full, types, comfort, rng)


def laid_out(
    level: Level,
    seed: int,
    picks: Sequence[Pick],
    full: Full,
    types: Types,
    comfort: Comfort,
    rng: Random,
    rising: bool = True,
) -> Deal:
    """The picked questions ready to play, the options in an order drawn from `rng`; `rising` puts easy ones first."""
    if rising:
        picks = sorted(picks, key=lambda pick: (pick.question.difficulty, pick.difficulty))
    return Deal(
        level, seed, comfort, tuple(_dealt(pick, full(pick.question.id), types, rng, comfort) for pick in picks)
    )


def _fit(difficulty: int, seen: Collection[str]) -> Callable[[Listed], tuple[bool, int, bool]]:
    """A key that is smallest for the visitor's language, then the wanted difficulty, then what was not seen yet."""
    return lambda question: (question.is_foreign, abs(question.difficulty - difficulty), question.id in seen)


def _dealt(pick: Pick, question: Question, types: Types, rng: Random, comfort: Comfort) -> Dealt:
    rules = types[question.type]
    body: Any = rules.shuffle(question.body, rng)
    if comfort.options:
        body = rules.simplify(body, comfort.options)
    wrong = list(rules.wrong(body))
    rng.shuffle(wrong)
    removed = min((len(wrong) + 1) // 2, len(wrong) - 1) if wrong else 0
    return Dealt(
        replace(question, body=body),
        tuple(sorted(wrong[:removed])),
        rules.characters(body),
        pick.difficulty,
        pick.stands_for,
    )
