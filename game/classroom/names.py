"""What the people in a class are called: in memory alone, so that a session leaves numbers on the disk and no names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Literal, NoReturn

from game.classroom.spelling import SpellingError, graphemes, skeleton, spelt
from game.classroom.unwelcome import unwelcome
from game.words import Copy

Why = Literal["taken", "word", "shape"]
TRIES = 20
"""Draws before a number is added to a name that is taken."""


class NameRefused(Exception):
    """The name can't be had; `why` is `taken`, `word` for what nobody should read, or `shape` for what is no name here."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class Names:
    """The names of a session by contestant. `typed` tells whether people may write their own, and may be changed at any time.

    Generated names are friendly combinations that say nothing about anybody. `rng` draws them.
    """

    def __init__(self, language: str, rng: Random, typed: bool = False) -> None:
        say = Copy(language)
        self._first = f"{say('nickname.first')} {say('nickname.more-first')}".split()
        self._second = f"{say('nickname.second')} {say('nickname.more-second')}".split()
        self._between = "" if language.startswith("zh") else " "
        self._made = frozenset(first + self._between + second for first in self._first for second in self._second)
        self._rng, self.typed = rng, typed
        self._names: dict[int, str] = {}
        self._holders: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"<Names of {len(self._names)}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("names stay in memory")

    def suggest(self, n: int = 4) -> list[str]:
        """`n` names that nobody has, no two alike; when most combinations are taken, some with a number."""
        found: dict[str, None] = {}
        for name in self._drawn():
            if skeleton(name) not in self._holders:
                found[name] = None
            if len(found) >= n:
                break
        return list(found)

    def _drawn(self) -> Iterator[str]:
        number = 1
        while True:
            for _ in range(TRIES):
                name = self._rng.choice(self._first) + self._between + self._rng.choice(self._second)
                yield name if number == 1 else f"{name}{self._between}{number}"
            number += 1

    def take(self, contestant: int, name: str) -> str:
        """The name as it will be shown, which is the contestant's from now on in place of an earlier one. Raises NameRefused."""
        shown = name if self.is_generated(name) else self._allowed(name)
        key = skeleton(shown)
        if self._holders.get(key, contestant) != contestant:
            raise NameRefused("taken")
        self._hold(contestant, shown)
        return shown

    def _allowed(self, name: str) -> str:
        if not self.typed:
            raise NameRefused("shape")
        try:
            shown = spelt(name)
        except SpellingError:
            raise NameRefused("shape") from None
        if unwelcome().holds(shown):
            raise NameRefused("word")
        if not skeleton(shown):
            raise NameRefused("shape")
        return shown

    def is_generated(self, name: str) -> bool:
        """Whether the name is one that `suggest` could give: a combination, with or without a number."""
        bare = name.rstrip("0123456789")
        number = name[len(bare) :]
        is_numbered = bool(number) and number[0] != "0" and len(number) <= 3
        return name in self._made or (is_numbered and bare.removesuffix(self._between) in self._made)

    def restore(self, names: Mapping[int, str]) -> None:
        """These were taken before the server was started anew; they are not looked at again, not even for two alike."""
        for contestant, name in names.items():
            self._hold(contestant, name)

    def _hold(self, contestant: int, name: str) -> None:
        self.release(contestant)
        self._names[contestant] = name
        self._holders[skeleton(name)] = contestant

    def full(self, contestant: int) -> str:
        """The contestant's name; empty when it has none, or none any more."""
        return self._names.get(contestant, "")

    def masked(self, contestant: int) -> str:
        """张* of 张伟, 欧** of 欧阳娜娜; a generated name as it is, for it gives nobody away."""
        name = self.full(contestant)
        if self.is_generated(name):
            return name
        letters = graphemes(name)
        return "".join(letters[:1]) + "*" * min(2, len(letters) - 1)

    def all(self) -> dict[int, str]:
        """A copy of every name by contestant: for the process that must hand them to a server started anew, and for an export."""
        return dict(self._names)

    def release(self, contestant: int) -> None:
        """The contestant has no name; somebody else may take it."""
        name = self._names.pop(contestant, None)
        if name is not None and self._holders.get(skeleton(name)) == contestant:
            del self._holders[skeleton(name)]

    def forget(self) -> None:
        """No name is left."""
        self._names.clear()
        self._holders.clear()
