"""Lines of a text that was broken to fit, as one line."""

from __future__ import annotations

from collections.abc import Iterable

FIRST_WIDE = "\u2e80"
"""From here on characters are Chinese and the like, which stand without blanks between."""


def joined(lines: Iterable[str]) -> str:
    """The lines as one: a blank where one was broken between words, nothing beside a Chinese character."""
    whole: list[str] = []
    for line in lines:
        bare = line.strip()
        if bare:
            if whole and whole[-1][-1] < FIRST_WIDE and bare[0] < FIRST_WIDE:
                whole.append(" ")
            whole.append(bare)
    return "".join(whole)
