"""What passes between a pack and a file of another format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.nodes import Node, Problem, Tree

PackTree = Mapping[str, Tree]
"""A pack without places: the fields of pack.yaml, `questions` (groups of `file` and `items`), `cards`, `facts` (as in
facts.yaml), `translations` by language."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file holds, as the nodes of a pack; each stands where its cell (row, column) or its line stood.

    `head` has the fields of pack.yaml that the file tells, `questions` and `cards` are items as in q/*.yaml and cards.yaml,
    by the name that a problem in them is reported under (`quiz.xlsx/题目`, `quiz.gift`). `problems` is what can't be
    understood, each with the cure; `losses` what was understood and has no place in a pack. `facts` are items as in facts.yaml,
    `translations` those of translations/*.yaml by language. Of a table, `columns` tells the header and the field of each
    column that was read, by file and column, and `head_files` where a field of the head stood.
    """

    head: Mapping[str, Node]
    questions: Mapping[str, tuple[Node, ...]]
    cards: Mapping[str, tuple[Node, ...]]
    problems: tuple[Problem, ...] = ()
    losses: tuple[Problem, ...] = ()
    facts: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, tuple[Node, ...]]] = field(default_factory=dict)
    columns: Mapping[str, Mapping[int, tuple[str, str]]] = field(default_factory=dict)
    head_files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, and every question or field of the pack that the format can't hold."""

    data: bytes
    losses: tuple[Problem, ...] = ()
