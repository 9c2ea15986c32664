"""Which names say what nobody should read on a projector: a short list of the project's own, asked without any network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.classroom.spelling import letters

LIST = Path(__file__).resolve().parents[2] / "assets" / "classroom" / "unwelcome.txt"
LEET = str.maketrans("347890", "eatbgo")
"""Digits that stand for letters, beside those that look like them already (`spelling.letters`)."""
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
TOKEN = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff_]+")
RUN, LONG_RUN = re.compile(r"(.)\1+"), re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Unwelcome:
    """The list as it is compared: words that count `anywhere` in a name and as a `whole` word, and what is `fine` all the same."""

    anywhere: frozenset[str]
    whole: frozenset[str]
    fine: frozenset[str]

    def holds(self, name: str) -> bool:
        """Whether the name says something of the list, however it is spaced, capitalised, stretched or spelt with digits."""
        han = letters("".join(HAN.findall(name)))
        for text in {*_variants(letters(name)), han}:
            for word in self.fine:
                text = text.replace(word, " ")
            if any(word in text for word in self.anywhere):
                return True
        tokens = [letters(token) for token in TOKEN.findall(name)]
        spelt_out = "".join(token for token in tokens if len(token) == 1)
        whole = {variant for token in (*tokens, spelt_out, letters(name), han) for variant in _variants(token)}
        return bool(whole & self.whole)


def _variants(text: str) -> set[str]:
    """The text, with digits read as letters, and both with letters that are drawn out put back to two and to one."""
    read = {text, text.translate(LEET)}
    return read | {LONG_RUN.sub(r"\1\1", each) for each in read} | {RUN.sub(r"\1", each) for each in read}


def parsed(text: str) -> Unwelcome:
    """The list from its file: words after `[anywhere]`, `[whole]` or `[fine]`, `#` begins a remark. Raises KeyError for another heading."""
    found: dict[str, set[str]] = {"anywhere": set(), "whole": set(), "fine": set()}
    into: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            into = found[line.strip("[] ")]
        elif not line.startswith("#"):
            into |= {letters(word) for word in line.split()}
    return Unwelcome(*(frozenset(words) for words in found.values()))


@cache
def unwelcome() -> Unwelcome:
    """The project's list."""
    return parsed(LIST.read_text("utf-8"))
