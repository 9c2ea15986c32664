"""What a column and a sheet of questions are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a cell of a column holds."""

    TEXT = "text"
    CODE = "code"
    CHOICE = "choice"
    CHOICES = "choices"
    WHOLE = "whole"
    DAY = "day"
    CODES = "codes"
    LINES = "lines"
    CITATIONS = "citations"
    OPTION = "option"
    ANSWER = "answer"


Names = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Allowed values: what a pack says, what the sheet says, and what else is understood."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the pack's field, its header and other names of it, and how it is filled in.

    `types` are the question types that use it, all when empty; `is_required` says that those need it. `again` marks a
    column of the rows that follow the first one of a question.
    """

    field: str
    header: str
    english: str
    width: int
    help: str
    kind: Kind = Kind.TEXT
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    is_required: bool = False
    values: Names = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its key in the code, its name, and its columns. `type` is the question type of all its rows, if it has one."""

    key: str
    title: str
    english: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = ()
    type: str = ""

    def column(self, field: str) -> Column:
        """The column of that field. Raises KeyError when there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)
