"""Questions that take several rows: messages with a row a sentence, dialogues with a row a reply."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from game.nodes import Node
from game.packs.exchange.sheets import cells
from game.packs.exchange.sheets.cell_nodes import RowReader
from game.packs.exchange.sheets.names import COMPLY

COMMON = ("topic", "difficulty", "aspect", "stem", "rationale", "hint", "facts", "sources", "checked_on", "valid_until")
ENDS = ("hangup", "verify", "report", "comply")


def groups(reader: RowReader) -> Iterator[list[int]]:
    """The rows of each question: a new name or a new stem begins one, blank cells and repeated ones go on with it."""
    rows: list[int] = []
    name = stem = ""
    for row in sorted(reader.table.grid.rows):
        if row <= reader.table.row or not any(reader.raw(row, column) for column in reader.table.columns):
            continue
        own_name, own_stem = reader.raw(row, "id"), reader.raw(row, "stem")
        if cells.key(own_stem) == cells.key(reader.table.headers.get(reader.table.columns.get("stem", 0), "?")):
            continue
        if rows and ((own_name and own_name != name) or (own_stem and own_stem != stem)):
            yield rows
            rows, name, stem = [], "", ""
        rows.append(row)
        name, stem = name or own_name, stem or own_stem
    if rows:
        yield rows


def _head(reader: RowReader, rows: Sequence[int], names: Sequence[str]) -> dict[str, Node]:
    """Fields of the question as a whole, each from the first row that fills it in."""
    made: dict[str, Node] = {}
    for name in names:
        row = next((row for row in rows if reader.raw(row, name)), rows[0])
        made |= reader.fields(row, (name,))
    if "genuine" in made and made["genuine"].value == "false":
        del made["genuine"]
    return made


def redflags(reader: RowReader) -> list[Node]:
    """The messages of the sheet; each row is one sentence."""
    found = []
    for rows in groups(reader):
        made = _head(reader, rows, ("id",))
        made["type"] = reader.node(rows[0], "id", "redflags")
        made |= _head(reader, rows, (*COMMON, "genuine", "medium", "sender", "note"))
        parts = []
        for row in rows:
            told = reader.fields(row, ("text", "flag", "why", "me"))
            if "me" in told and told["me"].value == "false":
                del told["me"]
            if any(reader.raw(row, name) for name in ("text", "flag", "why")):
                parts.append(Node(told, *reader.place(row, "text")))
        made["parts"] = Node(parts, *reader.place(rows[0], "text"))
        found.append(Node(made, *reader.place(rows[0], "stem")))
    return found


def dialogues(reader: RowReader) -> list[Node]:
    """The dialogues of the sheet; each row is one reply, and names its step where the step begins."""
    found = []
    for rows in groups(reader):
        made = _head(reader, rows, ("id",))
        made["type"] = reader.node(rows[0], "id", "dialogue")
        made |= _head(reader, rows, (*COMMON, "genuine", "channel", "caller"))
        techniques = _head(reader, rows, ("techniques",)).get("techniques")
        made["techniques"] = techniques or Node([], *reader.place(rows[0], "techniques"))
        steps = _steps(reader, rows)
        first = next(iter(steps.items()), None)
        start = _head(reader, rows, ("start",)).get("start")
        if start is None and first is not None:
            start = Node(first[0], first[1].line, first[1].column)
        if start is not None:
            made["start"] = start
        made["steps"] = Node(dict(steps), *reader.place(rows[0], "step"))
        ends = _head(reader, rows, tuple(f"ends.{name}" for name in ENDS))
        made["ends"] = Node(
            {name.removeprefix("ends."): node for name, node in ends.items()}, *reader.place(rows[0], "ends.hangup")
        )
        found.append(Node(made, *reader.place(rows[0], "stem")))
    return found


def _steps(reader: RowReader, rows: Sequence[int]) -> dict[str, Node]:
    steps: dict[str, dict[str, Node]] = {}
    places: dict[str, tuple[int, int]] = {}
    name = ""
    named = {cells.one_line(reader.raw(row, "step")) for row in rows}
    for row in rows:
        name = cells.one_line(reader.raw(row, "step")) or name
        if not name:
            if any(reader.raw(row, field) for field in ("says", "choice", "to")):
                reader.problem(row, "step", "no-step", "name the step, e.g. a", "步骤没有填。请写这一步的名字，例如 a")
            continue
        place = places.setdefault(name, reader.place(row, "step"))
        step = steps.setdefault(name, {"says": Node([], *place), "choices": Node([], *place)})
        says = reader.fields(row, ("says",)).get("says")
        if says is not None:
            step["says"] = _joined(step["says"], says)
        if any(reader.raw(row, field) for field in ("choice", "to")):
            step["choices"] = _joined(
                step["choices"], Node([_choice(reader, row, named)], *reader.place(row, "choice"))
            )
        exits = reader.fields(row, ("exits",)).get("exits")
        if exits is not None:
            step["exits"] = exits
    return {name: Node(dict(step), *places[name]) for name, step in steps.items()}


def _joined(one: Node, other: Node) -> Node:
    assert isinstance(one.value, list) and isinstance(other.value, list)
    place = one if one.value else other
    return Node([*one.value, *other.value], place.line, place.column)


def _choice(reader: RowReader, row: int, steps: Collection[str]) -> Node:
    told = {"text": reader.node(row, "choice"), "to": reader.node(row, "to")}
    to = reader.raw(row, "to")
    if to and to not in steps and cells.named(to, COMPLY):
        told["to"] = reader.node(row, "to", "comply")
    risk = reader.fields(row, ("risk",)).get("risk")
    if risk is not None and risk.value != "false":
        told["risk"] = risk
    return Node(told, *reader.place(row, "choice"))
