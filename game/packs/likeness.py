"""Stems that say nearly the same: exact for Jaccard likeness of three-grams, and in time that grows with the bank's size.

A stem is only compared with those that share one of its rarest three-grams: two sets that share three fifths of their members
share one of the rarest two fifths of either (prefix filtering, Chaudhuri et al. 2006). A three-gram that very many stems have
in that part is a phrase of theirs; of those only the first `MOST_ALIKE` are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from game.rules.question import Question

NEAR_DUPLICATE = 0.6
GRAM = 3
MOST_ALIKE = 24
LEFT_OUT = ("redflags", "dialogue")
"""Their stems only say what came; the matter is in the message."""
_BLANK = re.compile(r"[\W_]")


class Likeness:
    """Stems by their three-grams. `add` them all, then ask for the `pairs`."""

    def __init__(self) -> None:
        self._grams: list[tuple[int, ...]] = []
        self._count = Counter[int]()

    def add(self, stem: str) -> int:
        """The stem is known; the number it has, counting from 0."""
        text = _BLANK.sub("", stem)
        grams = {_number(text[place : place + GRAM]) for place in range(len(text) - GRAM + 1)}
        self._grams.append(tuple(grams))
        self._count.update(grams)
        return len(self._grams) - 1

    def pairs(self, once: bool = False) -> Iterator[tuple[int, int]]:
        """Every two stems that are near duplicates, the earlier first, in the order of the later ones; each later one `once`."""
        holders: dict[int, list[int]] = {}
        for number, found in enumerate(self._grams):
            grams = sorted(found, key=lambda gram: (self._count[gram], gram))
            rarest = grams[: len(grams) - int(NEAR_DUPLICATE * len(grams) + 0.999) + 1]
            own = set(grams)
            met = sorted({other for gram in rarest for other in holders.get(gram, ())})
            for other in met:
                others = self._grams[other]
                shared = len(own.intersection(others))
                if shared and shared / (len(own) + len(others) - shared) >= NEAR_DUPLICATE:
                    yield other, number
                    if once:
                        break
            for gram in rarest:
                held = holders.setdefault(gram, [])
                if len(held) < MOST_ALIKE:
                    held.append(number)


def _number(gram: str) -> int:
    """A three-gram as one number: a third of the memory, and the same in every run."""
    first, second, third = map(ord, gram)
    return (first << 42) | (second << 21) | third


def near_duplicates(questions: Iterable[Question]) -> list[list[str]]:
    """Pairs of ids of questions whose stems share three fifths and more of their three-grams."""
    known, ids = Likeness(), []
    for question in questions:
        if question.type not in LEFT_OUT:
            known.add(question.stem)
            ids.append(question.id)
    return [[ids[one], ids[other]] for one, other in known.pairs()]
