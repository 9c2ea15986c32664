"""The settings that Moodle writes before the steps of an ordering in GIFT."""

from __future__ import annotations

ORDERING_WORDS = (
    ("ALL", "EXACT", "RANDOM", "REL", "CONTIGUOUS", "CONTIG"),
    ("HORIZONTAL", "HORI", "H", "1", "VERTICAL", "VERT", "V", "0"),
    (
        "ALL_OR_NOTHING",
        "ABSOLUTE_POSITION",
        "ABSOLUTE",
        "ABS",
        "RELATIVE_NEXT_EXCLUDE_LAST",
        "RELATIVE_NEXT_INCLUDE_LAST",
        "RELATIVE_ONE_PREVIOUS_AND_NEXT",
        "RELATIVE_ALL_PREVIOUS_AND_NEXT",
        "RELATIVE_TO_CORRECT",
        "RELATIVE",
        "REL",
        "LONGEST_ORDERED_SUBSET",
        "LONGEST_CONTIGUOUS_SUBSET",
    ),
    ("SHOW", "TRUE", "YES", "1", "HIDE", "FALSE", "NO", "0"),
    ("none", "abc", "ABCD", "123", "iii", "IIII"),
)
"""Settings that may stand after `{>` and a number, in this order, each or none; the game has settings of its own."""


def after_settings(text: str) -> int:
    """Where the steps of an ordering begin."""
    at = 0
    while at < len(text) and text[at].isdigit() and text[at].isascii():
        at += 1
    for words in ORDERING_WORDS:
        while at < len(text) and text[at] in " \t":
            at += 1
        end = at
        while end < len(text) and not text[end].isspace():
            end += 1
        if text[at:end] in words:
            at = end
    return at
