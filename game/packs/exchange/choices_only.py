"""What formats have in common that know nothing but a question, answers to choose from and which are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.nodes import Node, Tree

TRUE = ("对", "正确", "是", "true", "√")
FALSE = ("错", "错误", "不正确", "否", "false", "×")
WORDS = {"true": TRUE[0], "false": FALSE[0]}
"""How true and false are written out as two answers."""


def truefalse_or(options: Sequence[Node], rights: Sequence[int], stem: Node) -> dict[str, Node]:
    """The fields of a question: true/false if its answers say just that, else single or multiple choice."""
    said = [str(option.value).strip().lower() for option in options]
    if len(said) == 2 and len(rights) == 1:
        pairs = ((said[0] in TRUE and said[1] in FALSE), (said[0] in FALSE and said[1] in TRUE))
        if any(pairs):
            is_true = said[rights[0]] in TRUE
            at = options[rights[0]]
            kind = Node("truefalse", stem.line, stem.column)
            return {"type": kind, "stem": stem, "answer": Node("true" if is_true else "false", at.line, at.column)}
    listed = []
    for place, option in enumerate(options):
        fields = {"text": option}
        if place in rights:
            fields["right"] = Node("true", option.line, option.column)
        listed.append(Node(fields, option.line, option.column))
    return {
        "type": Node("single" if len(rights) == 1 else "multiple", stem.line, stem.column),
        "stem": stem,
        "options": Node(listed, options[0].line, options[0].column),
    }


def options_of(item: Mapping[str, Tree]) -> list[tuple[str, bool]] | None:
    """The answers to choose from, each with whether it is right; None for a question of another type."""
    if item.get("type") == "truefalse":
        return [(word, item.get("answer") == name) for name, word in WORDS.items()]
    listed = item.get("options")
    if item.get("type") not in ("single", "multiple") or not isinstance(listed, list):
        return None
    return [
        (str(option.get("text", "")), option.get("right") == "true") for option in listed if isinstance(option, dict)
    ]
