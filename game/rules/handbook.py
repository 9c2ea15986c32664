"""口袋书: short cards that say one thing each, with where it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.rules.question import Citation, Question


@dataclass(frozen=True, slots=True)
class Card:
    """A page of the handbook. `do` and `avoid` are its two pieces of advice, `picture` the name of its
    art, `initials` the first letters of its title in pinyin, in lower case.
    """

    id: str
    topic: str
    title: str
    body: tuple[str, ...]
    do: str
    avoid: str
    picture: str
    facts: tuple[str, ...]
    citations: tuple[Citation, ...]
    initials: str = ""

    @property
    def spoken(self) -> tuple[str, ...]:
        """What is read aloud, sentence by sentence."""
        return (f"{self.title}。", *self.body)


def found(cards: Sequence[Card], wanted: str) -> list[Card]:
    """The cards that `wanted` may mean: by pinyin initials or by words of the title, best first."""
    sought = "".join(wanted.lower().split())
    if not sought:
        return list(cards)
    hits = [(_place(card, sought), card) for card in cards]
    return [card for place, card in sorted((hit for hit in hits if hit[0] >= 0), key=lambda hit: hit[0])]


def _place(card: Card, sought: str) -> int:
    """Where in the initials or the title it stands; −1 for nowhere."""
    places = [place for place in (card.initials.find(sought), card.title.lower().find(sought)) if place >= 0]
    return min(places, default=-1)


def has_own_card(cards: Sequence[Card], question: Question) -> bool:
    """Whether a card rests on one of the question's facts."""
    return any(set(card.facts) & set(question.facts) for card in cards)


def card_of(cards: Sequence[Card], question: Question) -> Card | None:
    """The card that says more about a question: one on the same fact, else the first of its topic."""
    own = set(question.facts)
    sharing = max(cards, key=lambda card: len(own & set(card.facts)), default=None)
    if sharing is not None and own & set(sharing.facts):
        return sharing
    return next((card for card in cards if card.topic == question.topic), None)
