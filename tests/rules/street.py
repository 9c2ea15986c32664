"""A small street to play on: questions of every type, levels and chapters made from numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random

from game.qtypes import load_rules
from game.qtypes.choices import Choices, Option
from game.qtypes.truefalse.rules import Statement
from game.rules import deal as dealing
from game.rules import rating
from game.rules.deal import NO_COMFORT, Comfort, Deal
from game.rules.levels import EXAM, LEVELS_A_CHAPTER, Campaign, Chapter, Lesson, Level
from game.rules.question import Answer, Question, QuestionRules

TYPES: Mapping[str, QuestionRules] = load_rules()
KINDS = ("single", "multiple", "truefalse")
STARS = (60, 80, 100)


def choices(options: int, right: int) -> Choices:
    """`options` options of which the first `right` are right."""
    return Choices(tuple(Option(place, f"option {place}", place < right) for place in range(options)))


def question(number: int, kind: str, difficulty: int, options: int = 4, hint: str = "think") -> Question:
    """A question whose stem grows with its number."""
    bodies = {
        "single": choices(options, 1),
        "multiple": choices(max(options, 3), 2),
        "truefalse": Statement(number % 2 == 0),
    }
    return Question(
        id=f"q{number:04}",
        type=kind,
        topic=f"topic{number % 4}",
        difficulty=difficulty,
        stem="s" * (5 + number % 40),
        body=bodies[kind],
        rationale="because",
        hint=hint,
        citations=(),
        facts=(),
    )


def pool(size: int = 60, seed: int = 0) -> tuple[Question, ...]:
    """`size` questions: every type, every difficulty equally often, two to six options, one in five without a hint."""
    rng = Random(seed)
    return tuple(
        question(
            number,
            rng.choice(KINDS),
            1 + number % 3,
            options=rng.randint(2, 6),
            hint="think" if number % 5 else "",
        )
        for number in range(size)
    )


def level(
    draw: tuple[tuple[int, int], ...] = ((1, 2), (2, 3), (3, 2)),
    hearts: int = 3,
    seconds: int = 30,
    level_id: str = "one.1",
) -> Level:
    """A level that draws (difficulty, count)."""
    return Level(level_id, level_id.split(".", maxsplit=1)[0], level_id, draw, STARS, hearts, seconds)


def campaign(chapters: int = 3) -> Campaign:
    """A street of that many chapters and an exam."""
    lesson = Lesson("what", "what it is", "use", "what for", ("point",))
    made = []
    for place in range(chapters):
        name = f"chapter{place}"
        levels = tuple(level(level_id=f"{name}.{number}") for number in range(1, LEVELS_A_CHAPTER + 1))
        made.append(Chapter(name, name, "plot", lesson, levels))
    return Campaign("street", tuple(made), level(level_id=EXAM))


def deal(
    played: Level,
    listed: Sequence[Question],
    seed: int,
    seen: Collection[str] = (),
    comfort: Comfort = NO_COMFORT,
    due: Sequence[Question] = (),
    rated: int = rating.START,
) -> Deal:
    """A level drawn from whole questions."""
    full = {question.id: question for question in (*listed, *due)}.__getitem__
    return dealing.deal(played, listed, full, seed, TYPES, seen, comfort, due, rated)


def dealt(seed: int, played: Level | None = None, comfort: Comfort = NO_COMFORT) -> Deal:
    """A level dealt from the whole pool."""
    return deal(played or level(), pool(), seed, comfort=comfort)


def right_answer(question: Question) -> Answer:
    """The key."""
    rules = TYPES[question.type]
    return rules.grade(question.body, rules.guess(question.body, Random(0))).key


def wrong_answer(question: Question, excluded: tuple[int, ...] = ()) -> Answer:
    """A legal answer that isn't the key and chooses nothing that was removed."""
    rules, key, rng = TYPES[question.type], right_answer(question), Random(1)
    while True:
        answer = rules.guess(question.body, rng)
        if answer != key and not set(answer) & set(excluded):
            return answer
