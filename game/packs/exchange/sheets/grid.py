"""Cells of any table as text, and where its header is: what workbooks and files with commas have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from game.packs.exchange.sheets import cells
from game.packs.exchange.sheets.columns import HEAD, HEAD_TITLE, SHEETS, Column, Sheet

HEADER_ROWS = 20
"""The header stands in one of the first rows."""
LEAST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `file` names it in problems, `title` is its sheet's name, `rows` are the filled rows by number, columns by number.

    Rows and columns count from 1. `broken` are the cells that have no value: place → what stands there instead.
    """

    file: str
    title: str
    rows: Mapping[int, Mapping[int, str]]
    broken: Mapping[tuple[int, int], str]
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Headed:
    """A table whose sheet is known: the row of its header, the column of each field, and headers that mean nothing here."""

    grid: Grid
    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    headers: Mapping[int, str]
    unknown: Mapping[int, str]


def headed(grid: Grid) -> Headed | None:
    """The table with its header; None when none of its first rows is the header of a sheet that questions are written in."""
    best: tuple[int, bool, Headed] | None = None
    for row in sorted(grid.rows)[:HEADER_ROWS]:
        for sheet in SHEETS:
            found = _matched(grid, row, sheet)
            is_named = cells.key(grid.title) in map(cells.key, (sheet.title, *sheet.names))
            if len(found.columns) < LEAST_HEADERS:
                continue
            if best is None or (len(found.columns), is_named) > best[:2]:
                best = (len(found.columns), is_named, found)
    return best[2] if best is not None else None


def _matched(grid: Grid, row: int, sheet: Sheet) -> Headed:
    columns: dict[str, int] = {}
    headers: dict[int, str] = {}
    unknown: dict[int, str] = {}
    names = _names(sheet)
    for place, text in grid.rows[row].items():
        column = names.get(cells.key(text))
        if column is None or column.field in columns:
            unknown[place] = text
        else:
            columns[column.field] = place
            headers[place] = cells.one_line(text)
    return Headed(grid, sheet, row, columns, headers, unknown)


@cache
def _names(sheet: Sheet) -> dict[str, Column]:
    """Every name of a column in lower case; a column's own header and field go before the other names of another."""
    names: dict[str, Column] = {}
    for column in sheet.columns:
        for name in (column.header, column.english, column.field):
            names.setdefault(cells.key(name), column)
    for column in sheet.columns:
        for name in column.names:
            names.setdefault(cells.key(name), column)
    return names


def is_head(grid: Grid) -> bool:
    """Whether the table is the list of what the pack itself is called."""
    labels = {cells.key(label) for label, _, _, _ in HEAD.values()}
    firsts = [cells.key(row[min(row)]) for row in grid.rows.values() if row]
    return cells.key(grid.title) == HEAD_TITLE or len(labels.intersection(firsts)) > LEAST_HEADERS
