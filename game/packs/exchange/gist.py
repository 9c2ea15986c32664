"""What a question asks and which answers are right, apart from everything said about it."""

from __future__ import annotations

from collections.abc import Mapping

from game.nodes import Tree

Gist = tuple[object, ...]


def gist(item: Tree | Mapping[str, Tree] | None) -> Gist | None:
    """Equal for two questions that ask the same with the same key; None for what can't be one."""
    if not isinstance(item, Mapping) or not isinstance(item.get("stem"), str):
        return None
    kind = item.get("type")
    asked: object = None
    match kind:
        case "single" | "multiple":
            asked = _members(item, "options", ("text", "right"))
        case "truefalse":
            asked = _word(item, "answer")
        case "number":
            slips = _members(item, "slips", ("value",)) if "slips" in item else ()
            asked = (_word(item, "answer"), _word(item, "tolerance") or "0", slips)
        case "ordering":
            listed = item.get("items")
            asked = tuple(str(step).strip() for step in listed) if isinstance(listed, list) else None
        case "sorting":
            asked = _members(item, "items", ("text", "class"))
    return (kind, _word(item, "stem"), asked) if asked is not None else None


def _members(item: Mapping[str, Tree], name: str, fields: tuple[str, ...]) -> tuple[object, ...] | None:
    listed = item.get(name)
    if not isinstance(listed, list) or not all(isinstance(member, dict) for member in listed):
        return None
    return tuple(tuple(_word(member, field) for field in fields) for member in listed if isinstance(member, dict))


def _word(item: Mapping[str, Tree], name: str) -> str:
    value = item.get(name, "")
    text = value.strip() if isinstance(value, str) else repr(value)
    return "" if name == "right" and text == "false" else text
