"""The cells of one row as nodes of a pack, each at its cell; a cell that can't be understood is a problem with its cure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from game.nodes import Node, Problem
from game.packs.exchange.sheets import cells
from game.packs.exchange.sheets.columns import Column, Kind
from game.packs.exchange.sheets.grid import Headed

SHOWN_CHARACTERS = 24


def shown(text: str) -> str:
    """A cell's text as a message quotes it: on one line, not too long."""
    line = cells.one_line(text).replace(" / ", "/")
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"


@dataclass(slots=True)
class RowReader:
    """Reads cells of a table by field; collects problems, and losses: what is filled in and used by nothing."""

    table: Headed
    problems: list[Problem] = field(default_factory=list)
    losses: list[Problem] = field(default_factory=list)

    def place(self, row: int, name: str) -> tuple[int, int]:
        """Row and column of a field; column 1 where the table has no such column."""
        return row, self.table.columns.get(name, 1)

    def raw(self, row: int, name: str) -> str:
        """The cell's cleaned text; empty when there is none."""
        column = self.table.columns.get(name)
        if column is None or (row, column) in self.table.grid.broken:
            return ""
        return cells.clean(self.table.grid.rows.get(row, {}).get(column, ""))

    def problem(self, row: int, name: str, code: str, english: str, chinese: str) -> None:
        """A problem at the field's cell is on the list."""
        self.problems.append(Problem(self.table.grid.file, *self.place(row, name), code, f"{english} / {chinese}"))

    def loss(self, row: int, name: str, code: str, english: str, chinese: str) -> None:
        """Something in the field's cell stays behind."""
        self.losses.append(Problem(self.table.grid.file, *self.place(row, name), code, f"{english} / {chinese}"))

    def node(self, row: int, name: str, text: str | None = None) -> Node:
        """Text as a node at the field's cell; the cell's own when no other is given."""
        return Node(cells.one_line(self.raw(row, name)) if text is None else text, *self.place(row, name))

    def read(self, row: int, column: Column) -> Node | None:
        """The column's value; None when it is blank and need not be filled, or when the table has no such column."""
        text = self.raw(row, column.field)
        if not text:
            is_asked = column.is_required and column.field in self.table.columns
            return self._blank(row, column) if is_asked else None
        if column.kind == Kind.CHOICE:
            return self.node(row, column.field, cells.named(text, column.values) or text)
        if column.kind == Kind.CHOICES:
            return self._list(row, column, [cells.named(part, column.values) or part for part in cells.codes(text)])
        if column.kind == Kind.WHOLE:
            return self.node(row, column.field, cells.whole(text) or text)
        if column.kind == Kind.DAY:
            return self.node(row, column.field, cells.day(text) or text)
        if column.kind == Kind.CODES:
            return self._list(row, column, cells.codes(text))
        if column.kind == Kind.LINES:
            return self._list(row, column, cells.lines(text))
        if column.kind == Kind.CITATIONS:
            return self._citations(row, column, text)
        return self.node(row, column.field)

    def _blank(self, row: int, column: Column) -> Node:
        is_list = column.kind in (Kind.CODES, Kind.CITATIONS, Kind.LINES, Kind.CHOICES)
        return Node([] if is_list else "", *self.place(row, column.field))

    def _list(self, row: int, column: Column, texts: Sequence[str]) -> Node:
        place = self.place(row, column.field)
        return Node([Node(text, *place) for text in texts], *place)

    def _citations(self, row: int, column: Column, text: str) -> Node:
        place = self.place(row, column.field)
        listed = []
        for source, article in cells.citations(text):
            told = {"id": Node(source, *place)}
            if article:
                told["article"] = Node(article, *place)
            listed.append(Node(told, *place))
        return Node(listed, *place)

    def fields(self, row: int, names: Sequence[str]) -> dict[str, Node]:
        """The values of these fields that are filled in or have to be."""
        found: dict[str, Node] = {}
        for name in names:
            node = self.read(row, self.table.sheet.column(name))
            if node is not None:
                found[name] = node
        return found
