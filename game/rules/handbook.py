"""口袋书: short cards that say one thing each, with where it is written."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules.question import Citation


@dataclass(frozen=True, slots=True)
class Card:
    """A page of the handbook. `do` and `avoid` are its two pieces of advice, `picture` the name of its art."""

    id: str
    topic: str
    title: str
    body: tuple[str, ...]
    do: str
    avoid: str
    picture: str
    facts: tuple[str, ...]
    citations: tuple[Citation, ...]

    @property
    def spoken(self) -> tuple[str, ...]:
        """What is read aloud, sentence by sentence."""
        return (f"{self.title}。", *self.body)
