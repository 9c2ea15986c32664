"""Where in a question or a card a text stands, in words of the sheet: how translations are written in rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.nodes import Node, Tree, plain
from game.packs.exchange.sheets.cell_nodes import RowReader, shown
from game.packs.exchange.sheets.columns import CARDS, DIALOGUE, LETTERS, QUESTIONS, REDFLAGS
from game.packs.translate import FIXED

Path = tuple[str | int, ...]


def spots(tree: Tree) -> dict[str, tuple[Path, str]]:
    """The label of every text that can be translated → its way through the tree, and the text."""
    return {_label(path): (path, text) for path, text in _texts(tree, ())}


def _texts(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, str):
        yield path, tree
        return
    children: Sequence[tuple[str | int, Tree]] = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    for name, child in children:
        if name not in FIXED and not (name == "id" and not path):
            yield from _texts(child, (*path, name))


def _label(path: Path) -> str:
    head, rest = path[0], path[1:]
    if head in ("options", "slips", "items") and isinstance(rest[0], int):
        letter = LETTERS[rest[0]] if rest[0] < len(LETTERS) else str(rest[0] + 1)
        return f"选项{letter}" + {"why": "说明", "class": "归类"}.get(str(rest[-1]), "")
    if head == "parts" and isinstance(rest[0], int):
        return f"第{rest[0] + 1}句" + {"flag": "疑点", "why": "说明"}.get(str(rest[-1]), "")
    if head == "steps" and len(rest) > 2 and isinstance(rest[2], int):
        kind = "对方说" if rest[1] == "says" else "客户可以说"
        return f"步骤{rest[0]} {kind}{rest[2] + 1}"
    if head == "classes" and isinstance(rest[0], int):
        return f"第{rest[0] + 1}类"
    if head == "body" and isinstance(rest[0], int):
        return f"第{rest[0] + 1}句"
    name = ".".join(map(str, path))
    for sheet in (QUESTIONS, REDFLAGS, DIALOGUE, CARDS):
        for column in sheet.columns:
            if column.field == name:
                return column.header
    return name


def translated(reader: RowReader, items: Mapping[str, Node]) -> Iterator[Node]:
    """The translations of the sheet's rows, each in the shape of what it translates."""
    told: dict[str, dict[Path, Node]] = {}
    places: dict[str, Node] = {}
    known: dict[str, dict[str, tuple[Path, str]]] = {}
    for row in sorted(reader.table.grid.rows):
        english = reader.raw(row, "en")
        if row <= reader.table.row or not english:
            continue
        name, label = reader.raw(row, "id"), reader.raw(row, "place")
        if name not in items:
            reader.problem(
                row,
                "id",
                "translation-of-nothing",
                f"no question or card is called {shown(name)}; correct the name, or delete the row",
                f"没有编号为“{shown(name)}”的题或卡片。请改正编号，或者删掉这一行",
            )
            continue
        if name not in known:
            known[name] = spots(plain(items[name]))
            places[name] = reader.node(row, "id")
        if label not in known[name]:
            some = "、".join(list(known[name])[:8])
            reader.problem(
                row,
                "place",
                "translation-unknown",
                f"{shown(name)} has no {shown(label)}; it has: {some}",
                f"这一题没有“{shown(label)}”这个位置。可以写：{some}",
            )
            continue
        told.setdefault(name, {})[known[name][label][0]] = reader.node(row, "en")
    for name, words in told.items():
        made = _overlay(items[name], words, ())
        assert made is not None and isinstance(made.value, dict)
        place = places[name]
        yield Node({"id": place, **made.value}, place.line, place.column)


def _overlay(node: Node, words: Mapping[Path, Node], path: Path) -> Node | None:
    """The part of the tree with translated texts in it; None where there is none. Lists keep their length."""
    if isinstance(node.value, str):
        return words.get(path)
    if isinstance(node.value, dict):
        made = {name: _overlay(child, words, (*path, name)) for name, child in node.value.items()}
        kept = {name: child for name, child in made.items() if child is not None}
        first = next(iter(kept.values()), None)
        return Node(kept, first.line, first.column) if first is not None else None
    listed = [_overlay(child, words, (*path, place)) for place, child in enumerate(node.value)]
    first = next((child for child in listed if child is not None), None)
    if first is None:
        return None
    filled = [
        told if told is not None else (Node({}, first.line, first.column) if isinstance(child.value, dict) else child)
        for told, child in zip(listed, node.value, strict=True)
    ]
    return Node(filled, first.line, first.column)
