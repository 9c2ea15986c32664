"""Dealing a level: the one place where chance is spent. The same seed deals the same level."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from game.rules.levels import Level
from game.rules.question import Question, QuestionRules

Types = Mapping[str, QuestionRules]


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
    """A question with its options in playing order, what 排除 would remove, and what else there is to read."""

    question: Question
    exclusion: tuple[int, ...]
    characters: int = 0


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


def deal(
    level: Level,
    pool: Sequence[Question],
    seed: int,
    types: Types,
    seen: Collection[str] = (),
    comfort: Comfort = NO_COMFORT,
) -> Deal:
    """A level drawn from `pool` by difficulty; questions not in `seen` come first, then easy before hard.

    Where a difficulty runs short its nearest neighbours fill in. Raises ValueError when the pool is empty.
    """
    if not pool:
        raise ValueError(f"no question for level {level.id}")
    rng = Random(f"{level.id}/{seed}")
    left = sorted(pool, key=lambda question: question.id)
    rng.shuffle(left)
    left.sort(key=lambda question: question.id in seen)
    chosen: list[Question] = []
    for difficulty, count in level.draw:
        for _ in range(count):
            if not left:
                break
            pick = min(left, key=_fit(difficulty, seen))
            left.remove(pick)
            chosen.append(pick)
    chosen.sort(key=lambda question: question.difficulty)
    if comfort.questions:
        chosen = chosen[: comfort.questions]
    return Deal(
        level,
        seed,
        comfort,
        tuple(_dealt(question, types[question.type], rng, comfort) for question in chosen),
    )


def _fit(difficulty: int, seen: Collection[str]) -> Callable[[Question], tuple[int, bool]]:
    """A key that is smallest for the wanted difficulty, and within it for what was not seen yet."""
    return lambda question: (abs(question.difficulty - difficulty), question.id in seen)


def _dealt(question: Question, rules: QuestionRules, rng: Random, comfort: Comfort) -> Dealt:
    body: Any = rules.shuffle(question.body, rng)
    if comfort.options:
        body = rules.simplify(body, comfort.options)
    wrong = list(rules.wrong(body))
    rng.shuffle(wrong)
    removed = min((len(wrong) + 1) // 2, len(wrong) - 1) if wrong else 0
    return Dealt(replace(question, body=body), tuple(sorted(wrong[:removed])), rules.characters(body))
