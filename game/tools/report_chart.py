"""A report's charts as bars, lines and labels, for the pen of whoever draws them: a PDF page or an SVG picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.tools.report_document import Chart, Column, Kind, Section, Value, highest, shown
from game.ui import theme

TEXT = 2.9
"""The height of a label's type in millimetres, like every measure here."""
ROW, LEGEND, GAP = 8.0, 7.0, 1.2
COLUMN_HEIGHT, AXIS, FOOT, HEAD = 52.0, 10.0, 7.0, 5.0
NAMES_SHARE, LONGEST_NAME = 0.26, 24.0
TICKS = 4
WIDE = 0.55
"""The width of a digit in ems; a Chinese character takes a whole one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled box, its left top corner at `x`, `y`."""

    x: float
    y: float
    width: float
    height: float
    colour: theme.Colour


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: theme.Colour = theme.LINE


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the baseline `y`, at their start, middle or end by `anchor`."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    colour: theme.Colour = theme.INK2


Mark = Bar | Line | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of that size in millimetres."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def drawing_of(section: Section, chart: Chart, width: float) -> Drawing:
    """The chart of the section's rows, as wide as that."""
    colours = (theme.ACCENT,) if len(chart.series) == 1 else (theme.ACCENT_LIGHT, theme.RIGHT)
    if chart.is_bar:
        top = LEGEND if len(chart.series) > 1 else 0.0
        height = top + len(section.charted) * _row(chart) + GAP
        marks = (*_legend(section, chart, colours), *_bars(section, chart, colours, width, top))
        return Drawing(width, height, marks)
    return Drawing(width, COLUMN_HEIGHT, tuple(_columns(section, chart, colours[0], width)))


def _row(chart: Chart) -> float:
    return ROW if len(chart.series) == 1 else ROW + 3.0


def _legend(section: Section, chart: Chart, colours: tuple[theme.Colour, ...]) -> Iterator[Mark]:
    x = 0.0
    if len(chart.series) == 1:
        return
    for place, colour in zip(chart.series, colours, strict=False):
        title = section.columns[place].title
        yield Bar(x, 1.0, 3.2, 3.2, colour)
        yield Label(x + 4.4, 3.8, title)
        x += 10.0 + width_of(title)


def _bars(
    section: Section, chart: Chart, colours: tuple[theme.Colour, ...], width: float, top: float
) -> Iterator[Mark]:
    """A row of lying bars for each row of the table, its number at the end; a hidden number stands alone."""
    names, end = width * NAMES_SHARE, width - 12.0
    most = highest(section, chart.series)
    for number, row in enumerate(section.charted):
        y = top + number * _row(chart)
        high = (_row(chart) - 2 * GAP) / len(chart.series)
        yield Label(names - 2.0, y + _row(chart) / 2 + TEXT * 0.36, cut(_name(row, chart), names - 4.0), "end")
        for turn, (place, colour) in enumerate(zip(chart.series, colours, strict=False)):
            value, at = row[place], y + GAP + turn * high
            long = (end - names) * float(value) / most if isinstance(value, int | float) else 0.0
            if long:
                yield Bar(names, at, long, high - 0.4, colour)
            told = shown(value, section.columns[place].kind)
            colour = theme.INK2 if isinstance(value, int | float) else theme.INK3
            yield Label(names + long + 1.2, at + high / 2 + TEXT * 0.34, told, colour=colour)
    yield Line(names, top, names, top + len(section.charted) * _row(chart), theme.INK3)


def _columns(section: Section, chart: Chart, colour: theme.Colour, width: float) -> Iterator[Mark]:
    """A standing column for each row; names and numbers as far as there is room."""
    place, floor = chart.series[0], COLUMN_HEIGHT - FOOT
    most, column = highest(section, chart.series), section.columns[place]
    for tick in range(TICKS + 1):
        y = floor - (floor - HEAD) * tick / TICKS
        yield Line(AXIS, y, width, y, theme.INK3 if tick == 0 else theme.LINE)
        yield Label(AXIS - 1.5, y + TEXT * 0.34, _tick(most * tick / TICKS, column), "end", theme.INK3)
    rows = section.charted
    slot = (width - AXIS) / max(1, len(rows))
    names = [cut(_name(row, chart), LONGEST_NAME) for row in rows]
    widest = max(map(width_of, names), default=0.0) + 1.5
    every = max(1, int(-(-widest // slot)))
    has_room = all(width_of(shown(row[place], column.kind)) <= slot for row in rows)
    for number, row in enumerate(rows):
        value, middle = row[place], AXIS + slot * (number + 0.5)
        high = (floor - HEAD) * float(value) / most if isinstance(value, int | float) else 0.0
        if high:
            yield Bar(middle - slot * 0.34, floor - high, slot * 0.68, high, colour)
        if has_room and value:
            yield Label(middle, floor - high - 1.0, shown(value, column.kind), "middle")
        if number % every == 0:
            yield Label(middle, floor + TEXT + 1.0, names[number], "middle", theme.INK3)


def _name(row: tuple[Value, ...], chart: Chart) -> str:
    return shown(row[chart.category], Kind.TEXT)


def _tick(number: float, column: Column) -> str:
    return f"{number:.0%}" if column.kind == Kind.SHARE else f"{number:g}"


def width_of(text: str) -> float:
    """About how wide a label is, in millimetres."""
    return TEXT * sum(1.0 if letter >= "⺀" else WIDE for letter in text)


def cut(text: str, room: float) -> str:
    """The text in one line, as far as it fits."""
    text = " ".join(text.split())
    wide = 0.0
    for place, letter in enumerate(text):
        wide += width_of(letter)
        if wide > room:
            return text[: max(0, place - 1)] + "…"
    return text
