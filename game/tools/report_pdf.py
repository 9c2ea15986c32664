"""A report as a PDF on A4: a page a manager can sign, tables that go on over pages, charts drawn as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from game.tools.leaflet import FONTS, POINT_MM
from game.tools.report_chart import TEXT, Bar, Drawing, Line, drawing_of
from game.tools.report_document import Document, Kind, Section, Value, plain, shown
from game.ui import theme
from game.ui.linebreak import break_lines

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN, FOOT = 16.0, 16.0
"""In millimetres, like every measure here; type sizes are points."""
TITLE, HEADING, TABLE, SMALL, FIGURE = 22.0, 13.5, 9.0, 8.5, 19.0
PAD, LEADING = 1.5, 1.4
SIGN_HEIGHT = 20.0
TABLE_ROOM = 40.0
"""A table's heading stays with this much of the table."""
SPLIT_ROWS, SPLIT_COLUMNS = 14, 6
"""A narrow table of more rows than this is set in two halves, side by side."""
BESIDE_COLUMNS = 3
"""A table of so few columns stands beside its chart."""
HALF_GAP = 5.0


def pages(document: Document, made: datetime) -> bytes:
    """The PDF's bytes; `made` stands in it as the time of its making."""
    return Pages(document, made).bytes()


class Pages:
    """The pages in the making: `y` is how far down the present one is filled."""

    def __init__(self, document: Document, made: datetime) -> None:
        from fpdf import FPDF

        self.document = document
        self.pdf: FPDF = FPDF(orientation="landscape" if document.is_wide else "portrait", format="A4")
        self.pdf.set_auto_page_break(False)
        for weight in ("Regular", "Bold", "Black"):
            self.pdf.add_font(weight, fname=str(FONTS / f"NotoSansSC-{weight}.ttf"))
        self.pdf.set_title(plain(document.title))
        self.pdf.set_creation_date(made)
        self.width, self.room = self.pdf.w, self.pdf.w - 2 * MARGIN
        self.bottom = self.pdf.h - FOOT
        self.y = MARGIN
        self.pdf.add_page()

    def bytes(self) -> bytes:
        """Everything drawn, the numbers of the pages last."""
        self._head()
        self._figures()
        if self.document.notice:
            self._paragraph(self.document.notice, 12, "Bold", theme.INK)
            self.y += 4
        for section in self.document.body:
            self._section(section)
        self._methods()
        if self.document.signature:
            self._signature()
        self._numbers()
        return bytes(self.pdf.output())

    # ── parts ──

    def _head(self) -> None:
        self._text(self.document.title, self.width / 2, self.y + 8, TITLE, "Black", theme.INK, "middle")
        self.y += 13
        self._rule(self.y, theme.ACCENT, 0.9)
        self._rule(self.y + 1.3, theme.ACCENT, 0.25)
        self.y += 5
        step = TABLE * POINT_MM * LEADING
        for label, told in self.document.facts:
            lines = self._broken(told, 10, "Regular", self.room - 36)
            high = step * 1.12 * len(lines) + 2 * PAD
            self._box(MARGIN, self.y, 32, high, theme.ACCENT_SOFT)
            self._frame(MARGIN, self.y, self.room, high)
            self._text(label, MARGIN + 2.5, self.y + PAD + step * 0.8, 10, "Bold", theme.INK)
            for place, line in enumerate(lines):
                self._text(line, MARGIN + 35, self.y + PAD + step * (0.8 + 1.12 * place), 10, "Regular", theme.INK)
            self.y += high
        self.y += 5

    def _figures(self) -> None:
        figures = self.document.figures
        gap, high = 3.0, 19.0
        wide = (self.room - gap * (len(figures) - 1)) / len(figures)
        for place, figure in enumerate(figures):
            x = MARGIN + place * (wide + gap)
            self.pdf.set_fill_color(*theme.SELECT_SOFT)
            self.pdf.rect(x, self.y, wide, high, style="F", round_corners=True, corner_radius=2.5)
            told = shown(figure.value, figure.kind)
            self._text(told, x + wide / 2, self.y + 9.5, FIGURE, "Black", theme.ACCENT, "middle")
            self._text(figure.label, x + wide / 2, self.y + 15.5, SMALL, "Bold", theme.INK2, "middle")
        self.y += high + 7

    def _section(self, section: Section) -> None:
        """Heading, chart, table and note. A chart that would leave most of a page empty comes after a new page."""
        is_beside = section.chart is not None and len(section.columns) <= BESIDE_COLUMNS
        width = (self.room - HALF_GAP) / 2 if is_beside else self.room
        drawing = drawing_of(section, section.chart, width) if section.chart and section.charted else None
        self._need(
            10
            + (drawing.height + 6 if drawing else 0)
            + (min(TABLE_ROOM, 9 + 7 * len(section.rows)) if not drawing else 16)
        )
        self._box(MARGIN, self.y + 0.6, 1.6, 5.2, theme.GOLD)
        self._text(section.title, MARGIN + 4, self.y + 5, HEADING, "Black", theme.INK)
        self.y += 9.5
        top = self.y
        if drawing:
            self._draw(drawing)
        if is_beside:
            below, self.y = self.y, top
            self._table(section, section.rows, MARGIN + width + HALF_GAP, width)
            self.y = max(below, self.y)
        elif section.rows:
            if len(section.columns) <= SPLIT_COLUMNS and len(section.rows) > SPLIT_ROWS and not self.document.is_wide:
                self._halves(section)
            else:
                self._table(section, section.rows, MARGIN, self.room)
        elif section.empty:
            self._paragraph(section.empty, TABLE, "Regular", theme.INK2)
        if section.note:
            self.y += 1.5
            self._paragraph(section.note, SMALL, "Regular", theme.INK3)
        self.y += 6

    def _halves(self, section: Section) -> None:
        """A long narrow table as two, side by side, where the page still has room for them; else one below another."""
        half = -(-len(section.rows) // 2)
        wide = (self.room - HALF_GAP) / 2
        high = self._row_height(section, section.rows[0], wide) * half + 9
        if high > self.bottom - MARGIN:
            self._table(section, section.rows, MARGIN, self.room)
            return
        self._need(high)
        top = self.y
        self._table(section, section.rows[:half], MARGIN, wide)
        left, self.y = self.y, top
        self._table(section, section.rows[half:], MARGIN + wide + HALF_GAP, wide, first=half)
        self.y = max(left, self.y)

    def _table(
        self, section: Section, rows: Sequence[tuple[Value, ...]], x: float, room: float, first: int = 0
    ) -> None:
        """Those rows, of which the first is number `first` of the section; the header again on each page."""
        self._header(section, x, room)
        for number, row in enumerate(rows, first):
            high = self._row_height(section, row, room)
            if self.y + high > self.bottom:
                self._new_page()
                self._header(section, x, room)
            is_total = number >= len(section.rows) - section.totals
            fill = theme.ACCENT_SOFT if is_total else theme.TILE if number % 2 else theme.WHITE
            self._box(x, self.y, room, high, fill)
            self._row(section, row, x, room, high, "Bold" if is_total else "Regular")
            self._line(x, self.y + high, x + room, self.y + high, theme.LINE)
            self.y += high

    def _header(self, section: Section, x: float, room: float) -> None:
        widths = _widths(section, room)
        step = SMALL * POINT_MM * LEADING
        titles = [
            self._broken(column.title, SMALL, "Bold", wide - 2 * PAD)
            for column, wide in zip(section.columns, widths, strict=True)
        ]
        high = step * max(len(lines) for lines in titles) + 2 * PAD
        self._box(x, self.y, room, high, theme.ACCENT)
        for column, wide, lines in zip(section.columns, widths, titles, strict=True):
            begin = self.y + (high - step * len(lines)) / 2
            for place, line in enumerate(lines):
                at, anchor = (x + PAD, "start") if column.kind == Kind.TEXT else (x + wide - PAD, "end")
                self._text(line, at, begin + step * (place + 0.76), SMALL, "Bold", theme.WHITE, anchor)
            x += wide
        self.y += high

    def _row(self, section: Section, row: tuple[Value, ...], x: float, room: float, high: float, weight: str) -> None:
        size = self._size
        step = size * POINT_MM * LEADING
        for column, wide, value in zip(section.columns, _widths(section, room), row, strict=True):
            lines = self._broken(shown(value, column.kind), size, weight, wide - 2 * PAD)
            begin = self.y + (high - step * len(lines)) / 2
            for place, line in enumerate(lines):
                at, anchor = (x + PAD, "start") if column.kind == Kind.TEXT else (x + wide - PAD, "end")
                self._text(line, at, begin + step * (place + 0.76), size, weight, theme.INK, anchor)
            x += wide

    @property
    def _size(self) -> float:
        return 7.5 if self.document.is_wide else TABLE

    def _row_height(self, section: Section, row: tuple[Value, ...], room: float) -> float:
        lines = max(
            len(self._broken(shown(value, column.kind), self._size, "Regular", wide - 2 * PAD))
            for column, wide, value in zip(section.columns, _widths(section, room), row, strict=True)
        )
        return self._size * POINT_MM * LEADING * lines + 2 * PAD * 0.7

    def _draw(self, drawing: Drawing) -> None:
        for mark in drawing.marks:
            if isinstance(mark, Bar):
                self._box(MARGIN + mark.x, self.y + mark.y, mark.width, mark.height, mark.colour)
            elif isinstance(mark, Line):
                self._line(MARGIN + mark.x, self.y + mark.y, MARGIN + mark.to_x, self.y + mark.to_y, mark.colour)
            else:
                x, y = MARGIN + mark.x, self.y + mark.y
                self._text(mark.text, x, y, TEXT / POINT_MM, "Regular", mark.colour, mark.anchor)
        self.y += drawing.height + 4

    def _methods(self) -> None:
        self._need(14)
        self._text(self.document.methods_title, MARGIN, self.y + 4, 10, "Bold", theme.INK2)
        self.y += 6.5
        for number, method in enumerate(self.document.methods, 1):
            self._paragraph(f"{number}. {method}", SMALL, "Regular", theme.INK2)

    def _signature(self) -> None:
        """Names to be filled in by hand, at the foot of the last page."""
        self._need(SIGN_HEIGHT)
        y = max(self.y + SIGN_HEIGHT - 6, self.bottom - 4) if self.y < self.bottom - SIGN_HEIGHT else self.bottom - 4
        wide = self.room / len(self.document.signature)
        for place, label in enumerate(self.document.signature):
            x = MARGIN + place * wide
            end = self._text(f"{label}：", x, y, 11, "Bold", theme.INK)
            self._line(x + end + 1, y + 1.2, x + wide - 6, y + 1.2, theme.INK2)
        self.y = y + 3

    def _numbers(self) -> None:
        """The foot of every page: what it is of, and its number."""
        most = self.pdf.pages_count
        for number in range(1, most + 1):
            self.pdf.page = number
            # fpdf2 writes a font into a page when it changes, and takes the last page's for this one's.
            self.pdf.set_font("Bold", size=1)
            told = self.document.page.replace("{n}", str(number)).replace("{most}", str(most))
            self._text(told, self.width - MARGIN, self.pdf.h - 8, 8, "Regular", theme.INK3, "end")
            self._text(self.document.title, MARGIN, self.pdf.h - 8, 8, "Regular", theme.INK3)

    # ── pen ──

    def _new_page(self) -> None:
        self.pdf.add_page()
        self.y = MARGIN

    def _need(self, room: float) -> None:
        """There is that much room left, on a new page if need be."""
        if self.y + room > self.bottom and self.y > MARGIN:
            self._new_page()

    def _paragraph(self, words: str, size: float, weight: str, colour: theme.Colour) -> None:
        step = size * POINT_MM * 1.45
        for line in self._broken(words, size, weight, self.room):
            self._need(step)
            self._text(line, MARGIN, self.y + step * 0.76, size, weight, colour)
            self.y += step

    def _text(
        self, words: str, x: float, y: float, size: float, weight: str, colour: theme.Colour, anchor: str = "start"
    ) -> float:
        """The words on the baseline `y`; returns how wide they are."""
        words = self._drawable(words, weight).replace("\n", " ")
        self.pdf.set_font(weight, size=size)
        self.pdf.set_text_color(*colour)
        wide = self.pdf.get_string_width(words)
        self.pdf.text(x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor], y, words)
        return wide

    def _broken(self, words: str, size: float, weight: str, room: float) -> list[str]:
        self.pdf.set_font(weight, size=size)
        drawable = self._drawable(words, weight)
        lines = [line for part in drawable.split("\n") for line in break_lines(part, room, self.pdf.get_string_width)]
        return lines or [""]

    def _drawable(self, words: str, weight: str) -> str:
        """The words with a box for each character that the font can't draw."""
        known = self.pdf.fonts[weight.lower()].cmap  # type: ignore[union-attr]
        return "".join(letter if letter == "\n" or ord(letter) in known else "□" for letter in plain(words))

    def _box(self, x: float, y: float, wide: float, high: float, colour: theme.Colour) -> None:
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, wide, high, style="F")

    def _frame(self, x: float, y: float, wide: float, high: float) -> None:
        self.pdf.set_draw_color(*theme.LIP)
        self.pdf.set_line_width(0.25)
        self.pdf.rect(x, y, wide, high, style="D")

    def _line(self, x: float, y: float, to_x: float, to_y: float, colour: theme.Colour) -> None:
        self.pdf.set_draw_color(*colour)
        self.pdf.set_line_width(0.2)
        self.pdf.line(x, y, to_x, to_y)

    def _rule(self, y: float, colour: theme.Colour, thick: float) -> None:
        self.pdf.set_draw_color(*colour)
        self.pdf.set_line_width(thick)
        self.pdf.line(MARGIN, y, self.width - MARGIN, y)


def _widths(section: Section, room: float) -> list[float]:
    """Each column's share of the room, by its weight."""
    whole = sum(column.weight for column in section.columns)
    return [room * column.weight / whole for column in section.columns]
