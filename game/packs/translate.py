"""Words of a pack in another language, laid over the questions and cards they translate.

`translations/en.yaml` in a pack lists items by `id`. An item repeats the shape of what it translates, with only the texts
in it: options stand in the same order, steps of a dialogue under the same names. What it leaves out stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.nodes import Node, Reader

FOLDER = "translations"
STRETCH = 2.5
"""How many characters a text in Latin letters may have for each Chinese one; such a letter is less than half as wide."""

FIXED = frozenset(
    [
        "type",
        "topic",
        "difficulty",
        "aspect",
        "right",
        "answer",
        "tolerance",
        "value",
        "to",
        "risk",
        "me",
        "genuine",
        "facts",
        "sources",
        "checked_on",
        "valid_until",
        "medium",
        "channel",
        "start",
        "techniques",
        "picture",
        "initials",
    ]
)
"""Fields that are the same in every language."""

Translations = Mapping[str, Node]
"""Item id → its words in another language."""


def read_translations(reader: Reader, node: Node | None) -> dict[str, Node]:
    """The items of a translation file by id; an item without one, or named twice, is a problem."""
    found: dict[str, Node] = {}
    for item in reader.items(node):
        named = item.value.get("id") if isinstance(item.value, dict) else None
        name = reader.text(named)
        if named is None:
            reader.problem(item, "missing-field", "field `id` is missing / 缺少字段「id」")
            continue
        if name in found:
            reader.problem(named, "twin-id", f"id `{name}` stands twice / 编号重复")
        found[name] = item
    return found


def overlaid(node: Node, words: Node, reader: Reader) -> Node:
    """`node` with the texts of `words` in place of its own; what doesn't fit its shape is a problem and is left out."""
    if isinstance(node.value, dict) and isinstance(words.value, dict):
        made = dict(node.value)
        for name, child in words.value.items():
            if name == "id":
                continue
            if name in FIXED:
                reader.problem(child, "translation-fixed", f"`{name}` is the same in every language / 「{name}」不翻译")
            elif name not in made:
                reader.problem(
                    child, "translation-unknown", f"what is translated has no `{name}` / 原文没有「{name}」这一项"
                )
            else:
                made[name] = overlaid(made[name], child, reader)
        return Node(made, words.line, words.column)
    if isinstance(node.value, list) and isinstance(words.value, list):
        if len(node.value) != len(words.value):
            reader.problem(
                words,
                "translation-length",
                f"{len(words.value)} members, the original has {len(node.value)} / "
                f"译文有 {len(words.value)} 项，原文有 {len(node.value)} 项",
            )
            return node
        return Node(
            [overlaid(one, other, reader) for one, other in zip(node.value, words.value, strict=True)],
            words.line,
            words.column,
        )
    if isinstance(node.value, str) and isinstance(words.value, str):
        return words
    reader.problem(words, "translation-shape", "not of the shape of what it translates / 译文的格式与原文不同")
    return node
