"""Two wordings side by side: which words went and which came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum

TOKEN = re.compile(r"[A-Za-z0-9_.%-]+|\s+|.", re.DOTALL)
"""A Latin word or a number, or a single Chinese character."""


class Mark(Enum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


def marked(old: str, new: str) -> Iterator[tuple[Mark, str]]:
    """The stretches of both wordings in order; without those that came it is the old one, without those gone the new."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            yield Mark.SAME, "".join(before[first:last])
            continue
        if last > first:
            yield Mark.GONE, "".join(before[first:last])
        if end > start:
            yield Mark.COME, "".join(after[start:end])
