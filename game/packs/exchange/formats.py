"""The formats there are, by the name that the command line uses; a format's module is imported when it is needed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from game.packs.exchange.draft import Draft, PackTree, Written


class Format(Protocol):
    """A module of this room: what it can read and write."""

    def read(self, path: Path) -> Draft:
        """The file's questions. Never raises for what the file says: that is a problem of the draft. Raises OSError."""
        ...

    def write(self, tree: PackTree) -> Written:
        """The pack in this format."""
        ...


FORMATS = {
    "xlsx": "workbook.xlsx",
    "csv": "sheets.delimited",
    "tsv": "sheets.tabbed",
    "gift": "gift.gift",
    "moodle": "moodle.moodle_xml",
    "aiken": "aiken",
    "kahoot": "kahoot",
}
"""Name on the command line → module."""

SUFFIXES = {".xlsx": "xlsx", ".csv": "csv", ".tsv": "tsv", ".gift": "gift", ".xml": "moodle", ".aiken": "aiken"}
"""How a file's name tells its format. A Kahoot template ends in .xlsx too and is known by its header row; `.txt` is GIFT, Aiken
or a table by what stands in it."""


def load_format(name: str) -> Format:
    """The format of that name. Raises KeyError when there is none."""
    return cast(Format, import_module(f"game.packs.exchange.{FORMATS[name]}"))
