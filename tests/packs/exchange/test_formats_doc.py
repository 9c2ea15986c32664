"""The table of formats in the docs says what the formats do."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.packs.exchange import aiken, kahoot
from game.packs.exchange.formats import FORMATS
from game.packs.exchange.gift import gift
from game.packs.exchange.moodle import moodle_xml

DOCS = Path(__file__).resolve().parents[3] / "docs"
COLUMNS = ("xlsx", "csv", gift, moodle_xml, aiken, kahoot, "json")
TYPES = ("single", "multiple", "truefalse", "number", "ordering", "sorting", "redflags", "dialogue")


def table(name: str) -> list[list[str]]:
    """The rows of the table of what each format holds."""
    lines = (DOCS / name).read_text("utf-8").split("\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("| | "))
    rows = []
    for line in lines[first:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


@pytest.mark.parametrize("name", ["formats.md", "formats.zh-CN.md"])
def test_types_that_a_format_holds_are_marked_in_the_table(name: str) -> None:
    rows = table(name)[3 : 3 + len(TYPES)]
    for row, kind in zip(rows, TYPES, strict=True):
        for cell, module in zip(row[1:], COLUMNS, strict=True):
            if not isinstance(module, str):
                assert cell.startswith("●") == (kind in module.TYPES), (row[0], module.NAME)


def test_both_languages_mark_the_same() -> None:
    english, chinese = table("formats.md"), table("formats.zh-CN.md")
    marks = [[[cell[:1] for cell in row[1:]] for row in rows[2:]] for rows in (english, chinese)]
    assert [[cell if cell in "●◐—" else "text" for cell in row] for row in marks[0]] == [
        [cell if cell in "●◐—" else "text" for cell in row] for row in marks[1]
    ]


@pytest.mark.parametrize("name", ["formats.md", "formats.zh-CN.md"])
def test_every_format_of_the_command_line_is_named(name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    assert all(f"`{format_name}`" in text for format_name in FORMATS)
