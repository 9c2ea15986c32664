"""The two survey questions that come with the game: one before the first round, one after the last. They have no key."""

from __future__ import annotations

from types import MappingProxyType

from game.qtypes.choices import Choices, Option
from game.rules.classroom.lesson import Kind
from game.rules.classroom.plan import Planned
from game.rules.question import Question
from game.words import Copy

BEFORE, AFTER = Planned("survey-before", Kind.SURVEY), Planned("survey-after", Kind.SURVEY)
WORDS = MappingProxyType(
    {
        BEFORE.id: (
            "class.survey.before",
            (
                "class.survey.before.often",
                "class.survey.before.once",
                "class.survey.before.never",
                "class.survey.before.unsure",
            ),
        ),
        AFTER.id: (
            "class.survey.after",
            (
                "class.survey.after.very",
                "class.survey.after.partly",
                "class.survey.after.known",
                "class.survey.after.little",
            ),
        ),
    }
)
"""The keys of each survey's words: what is asked, and what can be chosen, in the order shown."""


def surveys(language: str) -> dict[str, Question]:
    """Every survey by its id, in that language."""
    say = Copy(language)
    return {
        name: _question(name, say(stem), [say(option) for option in options]) for name, (stem, options) in WORDS.items()
    }


def _question(name: str, stem: str, options: list[str]) -> Question:
    body = Choices(tuple(Option(place, text) for place, text in enumerate(options)))
    return Question(name, "single", "", 1, stem, body, "", "", (), ())
