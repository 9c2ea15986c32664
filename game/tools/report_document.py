"""A report as every writer sees it: facts, figures, tables with charts, notes, a line to sign; no numbers are made here."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | None
"""A cell. A text in a column of numbers stands for a number that is hidden."""

LONGEST_TEXT = 2000


class Kind(StrEnum):
    """What a column holds: words, a whole number, a number with a decimal, a share of 0 to 1, a difference in points."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    POINTS = "points"


class Place(StrEnum):
    """Where a section stands: everywhere, or only where there is room for it or a need."""

    BOTH = "both"
    PAGES = "pages"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it holds, and how wide it is compared with others."""

    title: str
    kind: Kind = Kind.COUNT
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a table's columns: those numbered `series` over those of column `category`.

    With `is_bar` the bars lie; a chart leaves out the table's last `totals` rows.
    """

    title: str
    category: int
    series: tuple[int, ...]
    is_bar: bool = False
    totals: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its heading and note; `sheet` names its sheet in a workbook, `empty` is said when it has no rows.

    The last `totals` rows are sums.
    """

    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    chart: Chart | None = None
    totals: int = 0
    empty: str = ""
    place: Place = Place.BOTH

    @property
    def charted(self) -> tuple[tuple[Value, ...], ...]:
        """The rows that the chart shows."""
        return self.rows[: len(self.rows) - self.totals]


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline number, with the words under it."""

    value: Value
    label: str
    kind: Kind = Kind.COUNT


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report. `notice` is said in place of what there is nothing to say about."""

    language: str
    sheet: str
    title: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    methods_title: str
    methods: tuple[str, ...]
    signature: tuple[str, ...]
    page: str
    notice: str = ""
    is_wide: bool = False

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections that pages show."""
        return tuple(section for section in self.sections if section.place != Place.WORKBOOK)

    @property
    def sheets(self) -> tuple[Section, ...]:
        """The sections that a workbook has sheets for."""
        return tuple(section for section in self.sections if section.place != Place.PAGES)


def shown(value: Value, kind: Kind) -> str:
    """The cell in words."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(value)
    if kind == Kind.SHARE:
        return f"{value:.0%}"
    if kind == Kind.POINTS:
        return f"{value:+.0f}" if round(value) else "0"
    if kind == Kind.DECIMAL:
        return f"{value:.2f}".replace("-", "−")
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def plain(text: str) -> str:
    """The text without what no page and no workbook can hold: control characters, halves of pairs, private ones."""
    kept = "".join(
        "\n"
        if letter == "\n"
        else " "
        if letter in "\t\r\v\f\x85\u2028\u2029"
        else ""
        if unicodedata.category(letter) in ("Cc", "Cs", "Cf", "Cn", "Co")
        else letter
        for letter in text
    )
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 1] + "…"


def highest(section: Section, series: Sequence[int]) -> float:
    """Where the chart's axis ends: at or above its largest number, 1 where that is a share; never 0."""
    if all(section.columns[place].kind == Kind.SHARE for place in series):
        return 1.0
    numbers = [
        float(value) for row in section.charted for place in series if isinstance(value := row[place], int | float)
    ]
    largest = max(numbers, default=0.0)
    return max(1.0, largest) if section.chart is not None and section.chart.is_bar else rounded_up(largest)


def rounded_up(number: float) -> float:
    """The next end of an axis whose four parts are round numbers: 4, 8, 12, 20, 40, 80, 120, 200 and so on."""
    end = 4.0
    while True:
        for step in (1.0, 2.0, 3.0, 5.0):
            if number <= end * step:
                return end * step
        end *= 10
