"""Texts from elsewhere, made plain: broken lines joined, characters that nobody sees taken out."""

from __future__ import annotations

from collections.abc import Iterable

FIRST_WIDE = "\u2e80"
"""From here on characters are Chinese and the like, which stand without blanks between."""

INVISIBLE = {
    code: None
    for first, last in (
        (0, 8),
        (11, 12),
        (14, 31),
        (0x7F, 0x84),
        (0x86, 0x9F),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
    )
    for code in range(first, last + 1)
} | dict.fromkeys((0xAD, 0xFEFF, 0xFFFC))
"""Control characters, blanks of no width and marks of direction, which come along from web pages."""
SEEN = INVISIBLE | {0xA0: " "}
FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Full-width digits and letters; the punctuation between them is Chinese and stays."""


def visible(text: str) -> str:
    """The text as one sees it; a fixed blank is a blank."""
    return text.translate(SEEN)


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
