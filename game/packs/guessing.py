"""Whether a bank can be guessed without knowing: by the longest option, by its place, by its words. The usual ways of item analysis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import sqrt
from random import Random

from game.packs.limits import MOST_READING
from game.qtypes import load_rules
from game.qtypes.choices import Choices, Option
from game.rules.question import Question

MOST_LONGEST, MOST_SHORTEST = 0.32, 0.32
STRATEGY_MARGIN = 0.05
"""A guessing strategy may do this much better than chance."""
POSITION_MARGIN = 0.05
DEALS = 40
"""How often every single choice is shuffled to see where its key comes to stand."""
FEWEST = 12
"""Of fewer questions nothing can be said."""
DEVIATIONS = 2.0
"""A small pack may miss a limit by chance: by so many standard deviations more than a large bank."""
HEDGES = "可能一般通常不一定有时视情况尽量先再都"
Way = Callable[[Sequence[Option]], Sequence[Option]]
"""A way of guessing: which of the options it would choose from."""


def ways() -> Mapping[str, Way]:
    """Each way of guessing by its name."""
    return {
        "longest": lambda options: _extreme(options, max, lambda option: len(option.text)),
        "shortest": lambda options: _extreme(options, min, lambda option: len(option.text)),
        "most_hedged": lambda options: _extreme(options, max, lambda option: sum(c in HEDGES for c in option.text)),
        "contains_digits": lambda options: [o for o in options if re.search(r"\d", o.text)] or list(options),
    }


def singles_of(questions: Sequence[Question]) -> list[Question]:
    """The single choices, which can be guessed by their options."""
    return [question for question in questions if question.type == "single" and question.body.key]


def strategies(questions: Sequence[Question]) -> dict[str, dict[str, float]]:
    """What each way of guessing without knowing earns, beside what chance earns on the same questions."""
    singles = [question.body for question in singles_of(questions)]
    told: dict[str, dict[str, float]] = {}
    for name, way in ways().items():
        told[name] = {
            "score": _mean([_hit(way(body.options)) for body in singles]),
            "chance": _mean([_hit(body.options) for body in singles]),
        }
    statements = [question.body for question in questions if question.type == "truefalse"]
    told["always_true"] = {"score": _mean([float(body.is_true) for body in statements]), "chance": 0.5}
    return told


def beyond(figures: Mapping[str, float], count: int = 0) -> bool:
    """Whether a way of guessing earns more than it may; of a small pack of `count` questions, more than by bad luck."""
    luck = DEVIATIONS * sqrt(figures["chance"] * (1 - figures["chance"]) / count) if count else 0.0
    return figures["score"] - figures["chance"] > STRATEGY_MARGIN + luck


def guessable(questions: Sequence[Question]) -> Iterator[tuple[str, float, float]]:
    """Each way in which a pack's keys can be guessed: its name, what it earns, what chance earns."""
    singles = len(singles_of(questions))
    statements = sum(question.type == "truefalse" for question in questions)
    for name, figures in strategies(questions).items():
        count = statements if name == "always_true" else singles
        if count >= FEWEST and beyond(figures, count):
            yield name, figures["score"], figures["chance"]


def is_key_at(singles: Sequence[Question], end: Callable[[list[int]], int]) -> Iterator[bool]:
    """Of each single choice, whether its key alone is the longest (or shortest) option."""
    for question in singles:
        lengths = [len(option.text) for option in question.body.options]
        key = next(len(option.text) for option in question.body.options if option.is_right)
        yield key == end(lengths) and lengths.count(key) == 1


def key_positions(singles: Sequence[Question], deals: int = DEALS) -> dict[str, float]:
    """How often the key of a four-option question comes to stand at each place when it is dealt."""
    rules, places, total = load_rules()["single"], Counter[int](), 0
    for question in singles:
        if len(question.body.options) != 4:
            continue
        for seed in range(deals):
            body = rules.shuffle(question.body, Random(f"{question.id}/{seed}"))
            places[next(place for place, option in enumerate(body.options) if option.is_right)] += 1
            total += 1
    return {str(place): round(count / total, 3) for place, count in sorted(places.items())} if total else {}


def stands_out(question: Question) -> bool:
    """Whether the key of a single choice is at least twice as long as any other option, and by a line's third."""
    if question.type != "single" or len(question.body.options) < 3:
        return False
    right = max((len(option.text) for option in question.body.options if option.is_right), default=0)
    wrong = max((len(option.text) for option in question.body.options if not option.is_right), default=0)
    return right >= 2 * wrong and right - wrong >= 6


def reading(question: Question) -> int:
    """Characters to read before answering; of a dialogue none, for its branches are not all read."""
    if question.type == "dialogue":
        return 0
    if isinstance(question.body, Choices):
        return len(question.stem) + sum(len(option.text) for option in question.body.options)
    return len(question.stem) + load_rules()[question.type].characters(question.body)


def is_long(question: Question) -> bool:
    """Whether there is more to read than a visitor standing at a kiosk will read."""
    return reading(question) > MOST_READING


def _extreme(options: Sequence[Option], end: Callable[..., int], size: Callable[[Option], int]) -> list[Option]:
    best = end(size(option) for option in options)
    return [option for option in options if size(option) == best]


def _hit(chosen: Sequence[Option]) -> float:
    """The chance to hit the key by picking one of these at random."""
    return sum(option.is_right for option in chosen) / len(chosen)


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 3) if values else 0.0
