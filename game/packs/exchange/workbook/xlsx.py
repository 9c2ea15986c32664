"""Excel workbooks (.xlsx): the sheets of the template, filled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.packs.exchange.draft import Draft, PackTree, Written
from game.packs.exchange.sheets.draft_of_grids import drafted
from game.packs.exchange.sheets.tree_rows import sheet_rows
from game.packs.exchange.workbook.book import PLAIN, Look
from game.packs.exchange.workbook.grids import grids
from game.packs.exchange.workbook.pages import workbook


def read(path: Path) -> Draft:
    """The questions of a workbook's sheets."""
    found, problems = grids(path)
    return drafted(path.name, found, problems)


def write(tree: PackTree) -> Written:
    """The pack as a workbook in plain black and white."""
    return write_dressed(tree, PLAIN)


def write_dressed(tree: PackTree, look: Look, topics: Mapping[str, str] | None = None, guide: bool = True) -> Written:
    """The pack as a workbook in the colours of `look`; `topics` are chapters' titles by id, offered in drop-downs."""
    rows, losses = sheet_rows(tree, topics)
    return Written(workbook(rows, look, topics or {}, guide), tuple(losses))
