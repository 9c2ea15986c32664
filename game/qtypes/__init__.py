"""The question types: one folder each, and one word in `QTYPES`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from game.rules.question import QuestionRules

QTYPES = ("single", "multiple", "truefalse")


def load_rules() -> Mapping[str, QuestionRules]:
    """Each type's rules by its name; needs no pygame."""
    return {name: cast(QuestionRules, import_module(f"game.qtypes.{name}.rules")) for name in QTYPES}


def load_view(name: str) -> Any:
    """The type's `view` module: `view(scene, body, changed)` and `why(body, answer)`; needs pygame."""
    return import_module(f"game.qtypes.{name}.view")
