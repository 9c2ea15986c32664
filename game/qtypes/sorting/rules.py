"""The rules of sorting. An answer is the class of every item, by the items' ids; classes count from 0.

Each item in its class counts the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from game.nodes import Node, Reader, Tree
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


def fields() -> tuple[str, ...]:
    return ("classes", "items")


def read(node: Node, reader: Reader) -> Classes:
    found = node.value if isinstance(node.value, dict) else {}
    for name in fields():
        if name not in found:
            reader.problem(node, "missing-field", f"field `{name}` is missing / 缺少「{name}」")
    names = tuple(reader.text(child, CLASS_CHARACTERS) for child in reader.items(found.get("classes")))
    items: list[Item] = []
    for place, child in enumerate(reader.items(found.get("items"))):
        parts = reader.mapping(child, ("text", "class", "why"), ("text", "class"))
        group = reader.one_of(parts.get("class"), names, names[0] if names else "")
        items.append(
            Item(
                place,
                reader.text(parts.get("text"), ITEM_CHARACTERS),
                names.index(group) if group in names else 0,
                reader.text(parts.get("why"), WHY_CHARACTERS),
            )
        )
    if "classes" in found and not FEWEST_CLASSES <= len(set(names)) == len(names) <= MOST_CLASSES:
        reader.problem(found["classes"], "class-count", "expected 2–4 different classes / 应有 2 到 4 个不同的类")
    if "items" in found and not FEWEST <= len(items) <= MOST:
        reader.problem(found["items"], "item-count", f"{len(items)} items, expected {FEWEST}–{MOST} / 应有 3 到 6 项")
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
