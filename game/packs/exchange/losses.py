"""What of a pack a format has no place for, told when it is written."""

from __future__ import annotations

from collections.abc import Mapping

from game.nodes import Problem, Tree

NOT_HELD = {
    "cards": "cards of the handbook / 知识卡片",
    "translations": "translations / 译文",
    "facts": "facts of its own / 题包自带的事实",
}
CARRIED = frozenset(("type", "stem", "options", "answer"))
"""The fields of a question that formats hold which know nothing but answers to choose from."""


def groups(tree: Mapping[str, Tree], name: str = "questions") -> list[tuple[str, list[Mapping[str, Tree]]]]:
    """Each group's file with its items."""
    found = []
    for group in _mappings(tree.get(name)):
        found.append((str(group.get("file")), _mappings(group.get("items"))))
    return found


def _mappings(value: Tree | None) -> list[Mapping[str, Tree]]:
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def pack_losses(tree: Mapping[str, Tree], format_name: str) -> list[Problem]:
    """What of a pack beside its questions the format has no place for."""
    return [
        Problem(f"{tree.get('id', '')}/{name}", 0, 0, "not-held", f"{format_name} holds no {what}，没有导出")
        for name, what in NOT_HELD.items()
        if tree.get(name)
    ]


def not_held(file: str, item: Mapping[str, Tree], format_name: str, known: tuple[str, ...]) -> Problem:
    """The loss of a question that the format has no type for, or whose words it would change."""
    name, kind = item.get("id", "?"), str(item.get("type", "?"))
    if kind in known:
        message = f"`{name}`: {format_name} can't hold its words unchanged / 文字无法原样保存，没有导出"
        return Problem(file, 0, 0, "not-held-text", message)
    return Problem(
        file, 0, 0, "not-held-type", f"`{name}`: {format_name} has no questions of type {kind} / 没有这种题型，没有导出"
    )


def fields_lost(file: str, item: Mapping[str, Tree], format_name: str) -> list[Problem]:
    """One loss that names all fields of a question that such a format has no place for."""
    lost = [name for name in item if name not in CARRIED]
    listed = item.get("options")
    if isinstance(listed, list) and any(isinstance(option, dict) and "why" in option for option in listed):
        lost.append("why")
    if not lost:
        return []
    names = ", ".join(lost)
    message = f"`{item.get('id', '?')}`: {format_name} has no place for {names} / 这些内容没有导出"
    return [Problem(file, 0, 0, "not-held", message)]
