"""Fields of ours as tags of a Moodle question (`topic:fraud`), which stay with it through Moodle and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.nodes import Node, Tree
from game.packs.exchange.bounds import Told

SINGLE = ("topic", "difficulty", "aspect", "checked_on", "valid_until", "genuine", "unit")
"""Fields with one word to them."""
MOST_CHARACTERS = 50
"""Moodle cuts tags off there."""
FORBIDDEN = frozenset("[]<>`,\\\n\r\t")
"""What a tag can't have, or not without being changed on its way."""


def is_id(text: str) -> bool:
    """Whether it looks like an id of ours: small letters and digits with hyphens, dots or underscores between."""
    return 0 < len(text) <= 60 and all(
        char.isascii() and (char.islower() or char.isdigit() or char in "-_.") for char in text
    )


def topic_of(path: Node, told: Told) -> Node:
    """The topic that a category's path ends in; empty, and a loss, when that is no id of ours."""
    name = str(path.value).rsplit("/", 1)[-1].strip()
    if is_id(name) and name != "top":
        return Node(name, path.line, path.column)
    if name not in ("", "top", "$course$", "$module$", "$system$"):
        told.loss(path, "lost-category", f"the category “{name[:40]}” is left out / 题目分类没有导入")
    return Node("", path.line, path.column)


def tags_of(item: Mapping[str, Tree], has_unit: bool) -> list[str]:
    """The tags that carry the item's fields. What no tag can carry is not among them. `has_unit`: the format has units."""
    found: list[str] = []
    for name in SINGLE:
        value = item.get(name)
        if isinstance(value, str) and not (name == "unit" and has_unit):
            found.append(f"{name}:{value}")
    facts, sources = item.get("facts"), item.get("sources")
    for fact in facts if isinstance(facts, list) else []:
        found.append(f"fact:{fact}")
    for source in sources if isinstance(sources, list) else []:
        if isinstance(source, dict):
            found.append(
                " ".join(
                    ["source:" + str(source.get("id")), *map(str, [source["article"]] if "article" in source else [])]
                )
            )
    return [tag for tag in found if len(tag) <= MOST_CHARACTERS and not FORBIDDEN & set(tag)]


def tagged(tags: Sequence[Node], told: Told) -> dict[str, Node]:
    """The fields that the tags carry; another tag is a loss."""
    fields: dict[str, Node] = {}
    listed: dict[str, list[Node]] = {}
    for tag in tags:
        name, _, value = str(tag.value).partition(":")
        word = Node(value.strip(), tag.line, tag.column)
        if name in SINGLE and word.value:
            fields[name] = word
        elif name == "fact" and word.value:
            listed.setdefault("facts", []).append(word)
        elif name == "source" and word.value:
            source, _, article = str(word.value).partition(" ")
            parts = {"id": Node(source, tag.line, tag.column)}
            if article:
                parts["article"] = Node(article, tag.line, tag.column)
            listed.setdefault("sources", []).append(Node(parts, tag.line, tag.column))
        else:
            told.loss(tag, "lost-tag", f"the tag “{str(tag.value)[:40]}” is left out / 标签没有导入")
    return fields | {name: Node(members, members[0].line, members[0].column) for name, members in listed.items()}
