"""The catalogue of problems: what each code means, what cures it, and whether it keeps a pack out.

An *error* refuses the pack, at its installation and whenever the game starts. A *warning* is told by `packs check` alone, and the
pack plays: it is a matter of taste (long reading, near duplicates, keys that can be guessed) or of the machine's clock, which on
a kiosk may be wrong. `packs check --strict` takes warnings for errors; use it before a release.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from game.nodes import Problem

CATALOGUE = Path(__file__).resolve().parents[2] / "assets" / "codes.toml"
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem, in English and Chinese."""

    name: str
    severity: Severity
    meaning_en: str
    meaning_zh: str
    cure_en: str
    cure_zh: str


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Code]:
    """Every code by its name."""
    read = tomllib.loads(CATALOGUE.read_text("utf-8"))
    return {
        name: Code(
            name,
            "warning" if told.get("severity") == "warning" else "error",
            told["means"][0],
            told["means"][1],
            told["cure"][0],
            told["cure"][1],
        )
        for name, told in read.items()
    }


def severity(code: str) -> Severity:
    """Whether a problem of that code refuses a pack; one that nobody has catalogued does."""
    found = catalogue().get(code)
    return found.severity if found is not None else "error"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that refuse a pack."""
    return tuple(problem for problem in problems if severity(problem.code) == "error")


def halves(message: str) -> tuple[str, str]:
    """The English and the Chinese of a message; the same twice where it has only one."""
    english, slash, chinese = message.rpartition(" / ")
    return (english, chinese) if slash else (message, message)
