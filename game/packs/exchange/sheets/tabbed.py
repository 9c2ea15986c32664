"""Files with tabs (TSV, and what Excel calls Unicode text)."""

from __future__ import annotations

from pathlib import Path

from game.packs.exchange.draft import Draft, PackTree, Written
from game.packs.exchange.sheets.delimited import DELIMITERS, read_delimited, write_delimited

TAB = "\t"


def read(path: Path) -> Draft:
    """The file's questions."""
    return read_delimited(path, (TAB, *DELIMITERS))


def write(tree: PackTree) -> Written:
    """The questions of one row each, in UTF-8 with the mark that tells Excel so."""
    return write_delimited(tree, TAB)
