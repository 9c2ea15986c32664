"""Which format a text file is in that doesn't say so by its name."""

from __future__ import annotations

from typing import Literal

from game.packs.exchange.aiken import answer_of, option_of
from game.packs.exchange.gift_questions import CATEGORY
from game.packs.exchange.gift_scan import masked

LOOKED_AT = 20_000
"""Characters that are looked at."""


def guess(text: str) -> Literal["gift", "aiken"] | None:
    """GIFT for braces with answers in them, Aiken for lettered lines and a line that tells the answer; else None."""
    lines = [line.strip() for line in text[:LOOKED_AT].replace("\r", "\n").split("\n")]
    if any(option_of(line)[0] for line in lines) and any(answer_of(line) is not None for line in lines):
        return "aiken"
    bare = masked("\n".join(line for line in lines if not line.startswith("//")))
    opened = bare.find("{")
    if opened >= 0 and bare.find("}", opened) > 0:
        return "gift"
    return "gift" if bare.lstrip().startswith(("::", CATEGORY)) else None
