"""What is wrong with a picture or a sound, and how its bytes are read without running over their end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a file: a code of the catalogue, and a message in English and Chinese."""

    code: str
    message: str


def damaged(what: str) -> Flaw:
    """A file whose parts don't fit together; `what` says in English where it broke."""
    return Flaw("media-damaged", f"damaged or cut short: {what}; save it anew / 文件损坏或不完整，请重新保存")
