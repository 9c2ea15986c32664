"""Questions and levels made for tests."""

from __future__ import annotations

from game.qtypes import load_rules
from game.qtypes.choices import Choices, Option
from game.qtypes.truefalse.rules import Statement
from game.rules.deal import NO_COMFORT, Comfort, Deal
from game.rules.levels import Level
from game.rules.question import Question
from tests.rules import street

TYPES = load_rules()


def single(name: str, difficulty: int = 1, options: int = 4) -> Question:
    body = Choices(tuple(Option(n, f"option {n}", n == 0) for n in range(options)))
    return Question(name, "single", "t", difficulty, f"stem {name}", body, "because", "hint", (), ())


def multiple(name: str, difficulty: int = 2) -> Question:
    body = Choices(tuple(Option(n, f"option {n}", n < 2) for n in range(5)))
    return Question(name, "multiple", "t", difficulty, f"stem {name}", body, "because", "hint", (), ())


def truefalse(name: str, difficulty: int = 1) -> Question:
    return Question(name, "truefalse", "t", difficulty, f"stem {name}", Statement(True), "because", "hint", (), ())


def pool(size: int = 18) -> list[Question]:
    makers = (single, multiple, truefalse)
    return [makers[n % 3](f"q{n:02d}", n % 3 + 1) for n in range(size)]


def level(draw: tuple[tuple[int, int], ...] = ((1, 3), (2, 2), (3, 1)), hearts: int = 3, seconds: int = 0) -> Level:
    return Level("t.1", "t", "level", draw, (60, 80, 100), hearts, seconds)


def dealt(seed: int = 1, comfort: Comfort = NO_COMFORT, **changes: object) -> Deal:
    return street.deal(level(**changes), pool(), seed, (), comfort)  # type: ignore[arg-type]
