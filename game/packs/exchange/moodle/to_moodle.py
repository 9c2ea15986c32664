"""A pack's question as Moodle has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from game.nodes import Node, Tree
from game.packs.exchange.gist import gist
from game.packs.exchange.moodle.asked import FULL, Asked, Choice
from game.packs.exchange.moodle.own import own_text
from game.packs.exchange.moodle.tags import tags_of

SHARES = {1: FULL, 2: Decimal("50"), 3: Decimal("33.33333"), 4: Decimal("25"), 5: Decimal("20"), 6: Decimal("16.66667")}
"""What each of several right answers is worth; Moodle takes these shares and no others."""
PACK_FIELDS = ("id", "title", "version", "checked_on", "example", "sources", "chapters")


def asked_of(item: Mapping[str, Tree], has_units: bool) -> Asked | None:
    """The question in Moodle's terms; None where Moodle has no type for it."""
    nowhere = Node("")
    kind = item.get("type")
    asked = Asked(
        "",
        nowhere,
        _node(item, "stem") or nowhere,
        name=_node(item, "id"),
        id=_node(item, "id"),
        tags=tuple(Node(tag) for tag in tags_of(item, has_units)),
        general=_node(item, "rationale"),
        hints=tuple(hint for hint in (_node(item, "hint"),) if hint is not None),
        unit=_node(item, "unit") if has_units else None,
    )
    match kind:
        case "single" | "multiple":
            return replace(
                asked, kind="multichoice", is_single=kind == "single", choices=_options(item, kind == "single")
            )
        case "truefalse":
            is_true = item.get("answer") == "true"
            worths = {"true": FULL if is_true else Decimal(0), "false": Decimal(0) if is_true else FULL}
            return replace(
                asked, kind="truefalse", choices=tuple(Choice(Node(word), worth) for word, worth in worths.items())
            )
        case "number":
            right = Choice(_node(item, "answer") or nowhere, FULL, None, _node(item, "tolerance"))
            slips = [
                Choice(_node(slip, "value") or nowhere, Decimal(0), _node(slip, "why"))
                for slip in _listed(item, "slips")
            ]
            return replace(asked, kind="numerical", choices=(right, *slips))
        case "ordering":
            steps = item.get("items")
            texts = [Node(step) for step in (steps if isinstance(steps, list) else []) if isinstance(step, str)]
            return replace(asked, kind="ordering", choices=tuple(Choice(text) for text in texts))
        case "sorting":
            pairs = [
                (_node(part, "text") or nowhere, _node(part, "class") or nowhere) for part in _listed(item, "items")
            ]
            return replace(asked, kind="matching", pairs=tuple(pairs))
    return None


def _options(item: Mapping[str, Tree], is_single: bool) -> tuple[Choice, ...]:
    listed = _listed(item, "options")
    rights = sum(option.get("right") == "true" for option in listed)
    share = SHARES.get(rights, Decimal(0)) if not is_single else FULL
    wrong = Decimal(0) if is_single else -FULL
    return tuple(
        Choice(
            _node(option, "text") or Node(""), share if option.get("right") == "true" else wrong, _node(option, "why")
        )
        for option in listed
    )


def _node(item: Mapping[str, Tree], name: str) -> Node | None:
    value = item.get(name)
    return Node(value) if isinstance(value, str) else None


def _listed(item: Mapping[str, Tree], name: str) -> list[Mapping[str, Tree]]:
    value = item.get(name)
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def written(
    item: Mapping[str, Tree], asked: Asked | None, render: Callable[[Asked], str], reread: Callable[[str], Tree | None]
) -> str | None:
    """The question in a format, with a line of ours for what the format can't tell; None when it would come out another.

    `render` writes it and `reread` reads that again: what comes back is what the format holds, whatever its rules are.
    """
    if asked is None:
        return None
    text = render(asked)
    back = reread(text)
    if not isinstance(back, dict) or gist(item) is None or gist(back) != gist(item):
        return None
    line = own_text(item, back)
    return render(replace(asked, own=Node(line))) if line else text
