"""The rules of ordering. An answer is every item's id in the order given; an item's id is its right place, from 0.

Credit goes by neighbours: each pair that stands in the right order side by side counts the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from game.nodes import Fields, Node, Reader, Tree
from game.qtypes.choices import twins
from game.rules.question import FULL_CREDIT, Answer, Offer, Verdict

ITEM_CHARACTERS = 16
FEWEST, MOST = 3, 6


@dataclass(frozen=True, slots=True)
class Item:
    """A step; `id` is its right place, from 0."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps in the order in which they are shown."""

    items: tuple[Item, ...]


FIELDS = {"items": "步骤，按正确的次序写 / the steps, in the right order"}


def fields() -> Fields:
    return FIELDS


def read(node: Node, reader: Reader) -> Steps:
    listed = reader.counted(reader.needed(node, FIELDS).get("items"), FEWEST, MOST, "item-count", "items/项")
    items = tuple(Item(place, reader.text(item, ITEM_CHARACTERS)) for place, item in enumerate(listed))
    twins(reader, listed, [item.text for item in items], "twin-items")
    return Steps(items)


def write(body: Steps) -> dict[str, Tree]:
    return {"items": [item.text for item in sorted(body.items, key=lambda item: item.id)]}


def shuffle(body: Steps, rng: Random) -> Steps:
    """Another order than the right one, wherever there is one."""
    items = list(body.items)
    rng.shuffle(items)
    if len(items) > 1 and [item.id for item in items] == list(range(len(items))):
        items.append(items.pop(0))
    return Steps(tuple(items))


def simplify(body: Steps, options: int) -> Steps:
    return body


def wrong(body: Steps) -> tuple[int, ...]:
    return ()


def characters(body: Steps) -> int:
    return sum(len(item.text) for item in body.items)


def legal(body: Steps, answer: Answer) -> bool:
    return bool(answer) and sorted(answer) == list(range(len(body.items)))


def grade(body: Steps, answer: Answer) -> Verdict:
    key = tuple(range(len(body.items)))
    pairs = len(key) - 1
    kept = sum(second == first + 1 for first, second in pairwise(answer))
    return Verdict(FULL_CREDIT if answer == key else FULL_CREDIT * kept // max(1, pairs), key)


def guess(body: Steps, rng: Random) -> Answer:
    ids = list(range(len(body.items)))
    rng.shuffle(ids)
    return tuple(ids)


def detects() -> bool:
    return False


def alarm(body: Steps, answer: Answer) -> bool | None:
    return None


def offers(body: Steps) -> tuple[Offer, ...]:
    return ()


def chosen(body: Steps, answer: Answer) -> tuple[int, ...]:
    return ()
