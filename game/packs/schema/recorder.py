"""A reader that remembers what was asked of each node: so the readers' own code is the only list of fields and limits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from game.nodes import Node, Reader

Kind = Literal["mapping", "entries", "list", "text", "number", "flag", "day", "choice", "null"]


@dataclass(slots=True)
class Shape:
    """What one node was read as, and within which bounds."""

    node: Node
    kind: Kind
    fields: dict[str, str] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()
    is_identifier: bool = False


@dataclass(slots=True)
class Recorder(Reader):
    """Reads as `Reader` does; `shapes` tells by `id` of a node what it was read as."""

    shapes: dict[int, Shape] = field(default_factory=dict)
    first: Node | None = None

    def shape(self, node: Node) -> Shape | None:
        """What that node was read as; None when nobody asked."""
        return self.shapes.get(id(node))

    def _saw(self, node: Node | None, kind: Kind) -> Shape:
        if node is None:
            return Shape(Node(""), kind)
        self.first = self.first or node
        return self.shapes.setdefault(id(node), Shape(node, kind))

    def mapping(self, node: Node, known: Collection[str], required: Collection[str] = ()) -> dict[str, Node]:
        self._saw(node, "mapping").fields |= known if isinstance(known, Mapping) else dict.fromkeys(known, "")
        # Without arguments `super` doesn't find its class in a dataclass with slots.
        return Reader.mapping(self, node, known, required)

    def needed(self, node: Node, names: Collection[str]) -> dict[str, Node]:
        self._saw(node, "mapping").required |= set(names)
        return Reader.needed(self, node, names)

    def entries(self, node: Node | None) -> dict[str, Node]:
        self._saw(node, "entries")
        return Reader.entries(self, node)

    def items(self, node: Node | None) -> list[Node]:
        self._saw(node, "list")
        return Reader.items(self, node)

    def counted(self, node: Node | None, low: int, high: int, code: str, what: str) -> list[Node]:
        shape = self._saw(node, "list")
        shape.low, shape.high = low, high
        return Reader.counted(self, node, low, high, code, what)

    def is_null(self, node: Node) -> bool:
        found = Reader.is_null(self, node)
        if found:
            self._saw(node, "null")
        return found

    def text(self, node: Node | None, limit: int = 2000) -> str:
        self._saw(node, "text").high = limit
        return Reader.text(self, node, limit)

    def identifier(self, node: Node | None, limit: int) -> str:
        self._saw(node, "text").is_identifier = True
        return Reader.identifier(self, node, limit)

    def number(self, node: Node | None, low: int, high: int, default: int) -> int:
        shape = self._saw(node, "number")
        shape.low, shape.high = low, high
        return Reader.number(self, node, low, high, default)

    def flag(self, node: Node | None, default: bool = False) -> bool:
        self._saw(node, "flag")
        return Reader.flag(self, node, default)

    def day(self, node: Node | None) -> date | None:
        self._saw(node, "day")
        return Reader.day(self, node)

    def one_of(self, node: Node | None, choices: tuple[str, ...], default: str, fixed: bool = True) -> str:
        shape = self._saw(node, "choice" if fixed else "text")
        shape.choices, shape.high = choices, max(map(len, choices), default=0) if fixed else 2000
        return Reader.one_of(self, node, choices, default, fixed)
