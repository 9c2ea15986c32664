"""Which format a file is in, by its name and by what stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from game.packs.exchange import cells
from game.packs.exchange.decode import decoded
from game.packs.exchange.formats import SUFFIXES

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".zip", ".xlsb", ".docx", ".wps")
"""Names of what is, or is taken for, a workbook; the reader of workbooks says what to do with each."""
LOOKED_AT = 64 * 1024
AIKEN = re.compile(r"^\s*ANSWER\s*[:：]\s*[A-Za-z]\s*$", re.MULTILINE)
GIFT = re.compile(r"::|\{[^{}]*[=~#TF][^{}]*\}", re.DOTALL)
KAHOOT_HEADERS = ("answer1", "answer2", "timelimit")


def format_of(path: Path) -> str:
    """The format's name on the command line; empty when the file could be anything. Raises OSError."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return "kahoot" if suffix == ".xlsx" and is_kahoot(path) else "xlsx"
    with path.open("rb") as file:
        first = file.read(LOOKED_AT)
    if first.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return "kahoot" if first.startswith(b"PK") and is_kahoot(path) else "xlsx"
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    text = decoded(first) or decoded(first[:-3]) or ""
    if text.lstrip().startswith("<"):
        return "moodle" if "<quiz" in text else ""
    if AIKEN.search(text):
        return "aiken"
    if GIFT.search(text):
        return "gift"
    line = next((line for line in text.splitlines() if line.strip()), "")
    return "tsv" if "\t" in line else "csv" if re.search("[,;，]", line) else ""


def is_kahoot(path: Path) -> bool:
    """Whether a workbook has the header of the template that Kahoot gives its authors."""
    from game.packs.exchange.workbook_grids import grids

    found, _ = grids(path)
    for grid in found:
        for row in list(grid.rows.values())[:20]:
            keys = [cells.key(text) for text in row.values()]
            if all(any(key.startswith(header) for key in keys) for header in KAHOOT_HEADERS):
                return True
    return False
