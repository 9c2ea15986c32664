"""The rules of sorting. An answer is the class of every item, by the items' ids; classes count from 0.

Each item in its class counts the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from game.nodes import Fields, Node, Reader, Tree
from game.qtypes.choices import twins
from game.rules.question import FULL_CREDIT, Answer, Offer, Verdict

CLASS_CHARACTERS, ITEM_CHARACTERS, WHY_CHARACTERS = 6, 20, 40
FEWEST_CLASSES, MOST_CLASSES = 2, 4
FEWEST, MOST = 3, 6


@dataclass(frozen=True, slots=True)
class Item:
    """Something to sort: its place in the pack file, its class, and why it belongs there."""

    id: int
    text: str
    group: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes' names, and the items in the order in which they are shown."""

    names: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def key(self) -> Answer:
        return tuple(item.group for item in sorted(self.items, key=lambda item: item.id))


FIELDS = {
    "classes": "类的名称，2 到 4 个 / the names of the classes",
    "items": "要归类的东西，3 到 6 项 / the things to sort",
}
ITEM = {
    "text": "要归类的东西 / the thing to sort",
    "class": "它属于哪一类，和 classes 里写得一样 / its class, as written in `classes`",
    "why": "为什么属于这一类 / why it belongs there",
}


def fields() -> Fields:
    return FIELDS


def read(node: Node, reader: Reader) -> Classes:
    found = reader.needed(node, FIELDS)
    classes = reader.counted(found.get("classes"), FEWEST_CLASSES, MOST_CLASSES, "class-count", "classes/个类")
    names = tuple(reader.text(child, CLASS_CHARACTERS) for child in classes)
    items: list[Item] = []
    listed = reader.counted(found.get("items"), FEWEST, MOST, "item-count", "items/项")
    for place, child in enumerate(listed):
        parts = reader.mapping(child, ITEM, ("text", "class"))
        group = reader.one_of(parts.get("class"), names, names[0] if names else "", fixed=False)
        items.append(
            Item(
                place,
                reader.text(parts.get("text"), ITEM_CHARACTERS),
                names.index(group) if group in names else 0,
                reader.text(parts.get("why"), WHY_CHARACTERS),
            )
        )
    twins(reader, classes, names, "twin-classes")
    twins(reader, listed, [item.text for item in items], "twin-items")
    if "items" in found and {item.group for item in items} != set(range(len(names))):
        reader.problem(found["items"], "empty-class", "every class needs an item / 每一类至少要有一项")
    return Classes(names, tuple(items))


def write(body: Classes) -> dict[str, Tree]:
    listed: list[Tree] = []
    for item in sorted(body.items, key=lambda item: item.id):
        told: dict[str, Tree] = {"text": item.text, "class": body.names[item.group]}
        if item.why:
            told["why"] = item.why
        listed.append(told)
    return {"classes": list(body.names), "items": listed}


def shuffle(body: Classes, rng: Random) -> Classes:
    items = list(body.items)
    rng.shuffle(items)
    return replace(body, items=tuple(items))


def simplify(body: Classes, options: int) -> Classes:
    return body


def wrong(body: Classes) -> tuple[int, ...]:
    return ()


def characters(body: Classes) -> int:
    return sum(len(item.text) for item in body.items) + sum(map(len, body.names))


def legal(body: Classes, answer: Answer) -> bool:
    return len(answer) == len(body.items) > 0 and all(0 <= group < len(body.names) for group in answer)


def grade(body: Classes, answer: Answer) -> Verdict:
    right = sum(given == wanted for given, wanted in zip(answer, body.key, strict=False))
    return Verdict(FULL_CREDIT * right // max(1, len(body.items)), body.key)


def guess(body: Classes, rng: Random) -> Answer:
    return tuple(rng.randrange(len(body.names)) for _ in body.items)


def detects() -> bool:
    return False


def alarm(body: Classes, answer: Answer) -> bool | None:
    return None


def offers(body: Classes) -> tuple[Offer, ...]:
    """Every item in every class; an item's flaw in a wrong class is why it belongs to its own."""
    return tuple(
        Offer(
            item.id * MOST_CLASSES + group,
            f"{item.text} → {name}",
            group == item.group,
            "" if group == item.group else item.why,
        )
        for item in sorted(body.items, key=lambda item: item.id)
        for group, name in enumerate(body.names)
    )


def chosen(body: Classes, answer: Answer) -> tuple[int, ...]:
    return tuple(item * MOST_CLASSES + group for item, group in enumerate(answer))
