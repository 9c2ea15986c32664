"""A report as an Excel workbook with native charts: the ledger to sign on the first sheet, then a sheet a table.

Every text is written as a typed string, so that no spreadsheet program reads one as a formula, whatever it begins with
(CWE-1236); the workbook holds no formula at all.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from game.tools.report_document import Chart, Document, Kind, Section, Value, highest, plain, shown
from game.ui import theme

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "Microsoft YaHei"
COVER_COLUMNS, COVER_WIDTH = 6, 16
"""The first sheet's columns, and the width of each in characters."""
WIDTH, WIDEST = 11.0, 60.0
"""A column of weight 1, and the most of any, in characters."""
FORMATS = {Kind.COUNT: "#,##0", Kind.DECIMAL: "0.00", Kind.SHARE: "0%", Kind.POINTS: "+0;-0;0"}
CHART_PX = (760, 360)
ROW_POINTS = 18
A4 = 9
"""Excel's number of the paper size."""


def workbook(document: Document, made: datetime) -> bytes:
    """The workbook's bytes; `made` stands in it as the time of its making."""
    from xlsxwriter import Workbook

    stored = io.BytesIO()
    book = Workbook(
        stored,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": document.title, "created": made})
    looks = Looks(book)
    _cover(book.add_worksheet(document.sheet), document, looks)
    for section in document.sheets:
        _table(book, book.add_worksheet(section.sheet), section, looks)
    book.close()
    return stored.getvalue()


class Looks:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __call__(self, **wanted: Any) -> Format:
        """The format with these properties of XlsxWriter beside the report's own font."""
        key = repr(sorted(wanted.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 11, "font_color": code(theme.INK), "valign": "vcenter"}
            self._made[key] = self._book.add_format({**base, **wanted})
        return self._made[key]

    def cell(self, kind: Kind, is_total: bool, is_striped: bool) -> Format:
        """The format of a cell of a table."""
        wanted: dict[str, Any] = {"border": 1, "border_color": code(theme.LINE)}
        if kind == Kind.TEXT:
            wanted["text_wrap"] = True
        else:
            wanted |= {"num_format": FORMATS[kind], "align": "right"}
        if is_total:
            wanted |= {"bold": True, "bg_color": code(theme.ACCENT_SOFT)}
        elif is_striped:
            wanted["bg_color"] = code(theme.TILE)
        return self(**wanted)


def code(colour: theme.Colour) -> str:
    """The colour as Excel's `#RRGGBB`."""
    return "#{:02X}{:02X}{:02X}".format(*colour)


# ── sheets ──


def _cover(sheet: Worksheet, document: Document, looks: Looks) -> None:
    """Title, facts, headline numbers, what the numbers mean, and the line to sign, on one page."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, COVER_COLUMNS - 1, COVER_WIDTH)
    last = COVER_COLUMNS - 1
    title = looks(bold=True, font_size=20, align="center", font_color=code(theme.ACCENT_DEEP))
    sheet.set_row(0, 40)
    _merged(sheet, 0, 0, last, document.title, title)
    row = 2
    name = looks(bold=True, bg_color=code(theme.ACCENT_SOFT), border=1, border_color=code(theme.LIP))
    value = looks(border=1, border_color=code(theme.LIP), text_wrap=True)
    for label, told in document.facts:
        sheet.set_row(row, _height(told, COVER_WIDTH * (last - 0), 22))
        sheet.write_string(row, 0, plain(label), name)
        _merged(sheet, row, 1, last, told, value)
        row += 1
    row += 1
    big = {"bold": True, "font_size": 18, "align": "center", "font_color": code(theme.ACCENT)}
    for place, figure in enumerate(document.figures):
        _put(sheet, row, place, figure.value, looks(**big, num_format=FORMATS.get(figure.kind, "#,##0")))
        small = looks(align="center", font_color=code(theme.INK2), font_size=10)
        sheet.write_string(row + 1, place, plain(figure.label), small)
    sheet.set_row(row, 32)
    row += 3
    if document.notice:
        _merged(sheet, row, 0, last, document.notice, looks(bold=True, text_wrap=True, align="center"))
        sheet.set_row(row, 30)
        row += 2
    if document.signature:
        line = looks(bottom=1, bottom_color=code(theme.INK3))
        sheet.set_row(row + 1, 34)
        for place, label in enumerate(document.signature):
            sheet.write_string(row + 1, 2 * place, plain(label), looks(align="right", bold=True))
            sheet.write_blank(row + 1, 2 * place + 1, None, line)
        row += 4
    sheet.write_string(row, 0, plain(document.methods_title), looks(bold=True))
    note = looks(text_wrap=True, font_size=10, font_color=code(theme.INK2), valign="top")
    for method in document.methods:
        row += 1
        sheet.set_row(row, _height(method, COVER_WIDTH * COVER_COLUMNS, 16))
        _merged(sheet, row, 0, last, method, note)
    _printed(sheet, row, last, is_landscape=False)


def _table(book: Workbook, sheet: Worksheet, section: Section, looks: Looks) -> None:
    """Heading, note, the table with its header frozen, and its chart to the right."""
    sheet.hide_gridlines(2)
    last = len(section.columns) - 1
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, plain(section.title), looks(bold=True, font_size=15, font_color=code(theme.ACCENT_DEEP)))
    sheet.write_string(1, 0, plain(section.note), looks(font_size=10, font_color=code(theme.INK2)))
    head = looks(
        bold=True,
        font_color=code(theme.WHITE),
        bg_color=code(theme.ACCENT),
        border=1,
        border_color=code(theme.LINE),
        text_wrap=True,
        align="center",
    )
    sheet.set_row(2, 34)
    for place, column in enumerate(section.columns):
        sheet.set_column(place, place, min(WIDEST, WIDTH * max(1.0, column.weight)))
        sheet.write_string(2, place, plain(column.title), head)
    sheet.freeze_panes(3, 0)
    for number, row in enumerate(section.rows):
        is_total = number >= len(section.rows) - section.totals
        sheet.set_row(3 + number, _row_height(section, row))
        for place, value in enumerate(row):
            _put(sheet, 3 + number, place, value, looks.cell(section.columns[place].kind, is_total, number % 2 == 1))
    if not section.rows and section.empty:
        sheet.write_string(3, 0, plain(section.empty), looks(font_color=code(theme.INK2)))
    end = 3 + len(section.rows)
    if section.rows and not section.totals:
        sheet.autofilter(2, 0, end - 1, last)
    right = last
    if section.chart is not None and section.charted:
        sheet.insert_chart(2, last + 2, _chart(book, sheet, section, section.chart))
        right = last + 12
    sheet.repeat_rows(2)
    _printed(sheet, max(end, 22 if right > last else 0), right, is_landscape=True)


def _chart(book: Workbook, sheet: Worksheet, section: Section, chart: Chart) -> Any:
    """The native chart of the table's own cells."""
    drawn = book.add_chart({"type": "bar" if chart.is_bar else "column"})
    assert drawn is not None
    first, last = 3, 2 + len(section.charted)
    name = sheet.get_name()
    colours = (theme.ACCENT, theme.GOLD) if len(chart.series) == 1 else (theme.ACCENT_LIGHT, theme.RIGHT)
    is_share = section.columns[chart.series[0]].kind == Kind.SHARE
    for place, colour in zip(chart.series, colours, strict=False):
        drawn.add_series(
            {
                "name": [name, 2, place],
                "categories": [name, first, chart.category, last, chart.category],
                "values": [name, first, place, last, place],
                "fill": {"color": code(colour)},
                "gap": 60,
                "data_labels": {"value": True, "font": {"size": 9}} if chart.is_bar else {},
            }
        )
    # A title given as text could be taken for a reference; one that is a reference can't be anything else.
    drawn.set_title({"name": [name, 0, 0], "name_font": {"size": 13, "color": code(theme.INK)}})
    lines = {"visible": True, "line": {"color": code(theme.LINE)}}
    numbers: dict[str, Any] = {"min": 0, "num_format": "0%" if is_share else "0", "major_gridlines": lines}
    numbers |= {"max": highest(section, chart.series)} if is_share else {}
    names: dict[str, Any] = {"num_font": {"size": 9}}
    if chart.is_bar:
        # Excel draws bars from the bottom; turned round, the first row is on top as in the table.
        drawn.set_y_axis({**names, "reverse": True})
        drawn.set_x_axis(numbers)
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(numbers)
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    width, height = CHART_PX
    drawn.set_size({"width": width, "height": max(height, 90 + 34 * len(section.charted)) if chart.is_bar else height})
    return drawn


# ── cells ──


def _put(sheet: Worksheet, row: int, place: int, value: Value, look: Format) -> None:
    """The value with the type it has: a text is a string whatever it looks like."""
    if value is None or value == "":
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, place, plain(value), look)
    else:
        sheet.write_number(row, place, value, look)


def _merged(sheet: Worksheet, row: int, first: int, last: int, text: str, look: Format) -> None:
    """The text over several columns. Merged while empty: XlsxWriter would otherwise guess the text's type."""
    sheet.merge_range(row, first, row, last, "", look)
    if text:
        sheet.write_string(row, first, plain(text), look)


def _row_height(section: Section, row: tuple[Value, ...]) -> float:
    """Points that the row's longest wrapped text needs: Excel doesn't measure a file that it didn't write."""
    return max(
        _height(shown(value, column.kind), min(WIDEST, WIDTH * max(1.0, column.weight)), ROW_POINTS)
        for value, column in zip(row, section.columns, strict=True)
        if value is not None
    )


def _height(text: str, width: float, line: float) -> float:
    """Points for the text in a column of `width` characters; a Chinese one is as wide as two."""
    lines = 0
    for part in text.split("\n"):
        wide = sum(2 if letter >= "⺀" else 1 for letter in part)
        lines += max(1, -(-wide // max(1, int(width * 0.92))))
    return max(20.0, min(400.0, lines * line))


def _printed(sheet: Worksheet, last_row: int, last_column: int, is_landscape: bool) -> None:
    """On paper: A4, as wide as the page, with page numbers."""
    sheet.set_paper(A4)
    if is_landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")
