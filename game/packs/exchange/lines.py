"""Texts from elsewhere, made plain: broken lines joined, characters that nobody sees taken out."""

from __future__ import annotations

from collections.abc import Iterable

FIRST_WIDE = "\u2e80"
"""From here on characters are Chinese and the like, which stand without blanks between."""

INVISIBLE = {
    code: None
    for first, last in ((0, 8), (11, 12), (14, 31), (127, 127), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
    for code in range(first, last + 1)
} | {0xFEFF: None, 0xAD: None, 0xA0: " "}
"""Control characters, blanks of no width and marks of direction, which come along from web pages; a fixed blank is a blank."""


def visible(text: str) -> str:
    """The text as one sees it."""
    return text.translate(INVISIBLE)


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
