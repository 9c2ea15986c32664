"""The question types: one folder each, and one word in `QTYPES`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast

from game.rules.question import PhoneQuestion, QuestionRules

QTYPES = ("single", "multiple", "truefalse", "ordering", "sorting", "number", "redflags", "dialogue")


class Rules(Mapping[str, QuestionRules]):
    """Each type's rules by its name, imported when first asked for; needs no pygame."""

    def __getitem__(self, name: str) -> QuestionRules:
        if name not in QTYPES:
            raise KeyError(name)
        return cast(QuestionRules, import_module(f"game.qtypes.{name}.rules"))

    def __contains__(self, name: object) -> bool:
        return name in QTYPES

    def __iter__(self) -> Iterator[str]:
        return iter(QTYPES)

    def __len__(self) -> int:
        return len(QTYPES)


def load_rules() -> Mapping[str, QuestionRules]:
    """Every question type's rules."""
    return Rules()


def load_view(name: str) -> Any:
    """The type's `view` module: `view(scene, body, changed)` and `why(body, answer)`; needs pygame."""
    return import_module(f"game.qtypes.{name}.view")


def load_phone(name: str) -> PhoneQuestion:
    """The type's `phone` module; needs no pygame. Raises KeyError for a type that a phone can't show."""
    from game.rules.classroom.plan import ON_PHONES

    if name not in ON_PHONES:
        raise KeyError(name)
    return cast(PhoneQuestion, import_module(f"game.qtypes.{name}.phone"))
