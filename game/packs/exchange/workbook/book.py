"""A workbook under way: its colours, its cell formats, its lists to choose from, and how a cell is written.

Every text is written as a typed string, so that no spreadsheet program reads one as a formula, whatever it begins with
(CWE-1236); cells are formatted as text, so that none turns `1-2` into a day.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from game.packs.exchange.sheets.columns import Kind
from game.packs.exchange.sheets.guide import LIST_TITLE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
"""Excel's number of the paper size."""
HEADER_POINTS = 30
FONT = "Microsoft YaHei"
MOST_LISTED_CHARACTERS = 250
"""A drop-down that is written out in the cell's rule may have 255; longer ones stand on a sheet of their own."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as `#RRGGBB`; empty for none."""

    ink: str = ""
    quiet: str = ""
    header: str = ""
    header_ink: str = ""
    optional: str = ""
    answer: str = ""
    answer_ink: str = ""
    line: str = ""
    missing: str = ""
    unused: str = ""
    title: str = ""


PLAIN = Look()


class Book:
    """A workbook under way, with its formats, each made once."""

    def __init__(self, look: Look, topics: Mapping[str, str]) -> None:
        from xlsxwriter import Workbook as Made

        self.stored = io.BytesIO()
        self.book: Workbook = Made(
            self.stored,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.book.set_properties({"title": "题包", "created": datetime(2026, 1, 1)})
        self.look = look
        self.topics = [f"{title} {topic}" for topic, title in topics.items()]
        self.lists: list[Sequence[str]] = []
        self._formats: dict[str, Format] = {}

    def cell_format(self, **wanted: Any) -> Format:
        """The format with these properties of XlsxWriter; those without a value are left out."""
        told = {name: value for name, value in wanted.items() if value not in ("", None)}
        made = repr(sorted(told.items()))
        if made not in self._formats:
            base = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "font_color": self.look.ink}
            self._formats[made] = self.book.add_format(
                {name: value for name, value in {**base, **told}.items() if value}
            )
        return self._formats[made]

    def listed(self, values: Sequence[str]) -> str | list[str]:
        """What a drop-down takes: the values themselves, or the place where so many of them stand."""
        if len(",".join(values)) <= MOST_LISTED_CHARACTERS:
            return list(values)
        if values not in self.lists:
            self.lists.append(values)
        letter = chr(ord("A") + self.lists.index(values))
        return f"='{LIST_TITLE}'!${letter}$1:${letter}${len(values)}"


def header_format(made: Book, is_required: bool, is_answer: bool = False) -> Format:
    """How a header looks: columns that have to be filled in, the answer, and the rest."""
    look = made.look
    fill, ink = (look.header, look.header_ink) if is_required else (look.optional, look.title)
    if is_answer:
        fill, ink = look.answer, look.answer_ink
    return made.cell_format(
        bold=True,
        text_wrap=True,
        align="center",
        bg_color=fill,
        font_color=ink,
        border=1,
        border_color=look.line or None,
    )


def number_format(kind: Kind) -> str:
    """The cell format: days are days, everything else is text."""
    return "yyyy-mm-dd" if kind == Kind.DAY else "@"


def write(made: Book, page: Worksheet, row: int, column: int, text: str, kind: Kind, box: Mapping[str, Any]) -> None:
    """The text stands in the cell as a string, or as the day that it tells."""
    looks = {"text_wrap": True, "align": "left", "indent": 1, "num_format": number_format(kind), **box}
    if kind == Kind.DAY and text:
        try:
            page.write_datetime(
                row, column, datetime.combine(date.fromisoformat(text), datetime.min.time()), made.cell_format(**looks)
            )
            return
        except ValueError:
            pass
    if text.startswith(("=", "+", "-", "@")):
        looks["quote_prefix"] = True
    if text:
        page.write_string(row, column, text, made.cell_format(**looks))
    else:
        page.write_blank(row, column, None, made.cell_format(**looks))


def column_letters(place: int) -> str:
    """A column's letters, from its place counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
