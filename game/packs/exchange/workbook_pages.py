"""Rows of the sheets → the bytes of a workbook that a person wants to fill in: colours, drop-downs, comments, print setup.

Every text is written as a typed string, so that no spreadsheet program reads one as a formula, whatever it begins with
(CWE-1236); cells are formatted as text, so that none turns `1-2` into a day. Colours come from outside.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from game.packs.exchange.columns import (
    ANSWERS,
    HEAD,
    HEAD_ENGLISH,
    HEAD_TITLE,
    LETTERS,
    QUESTIONS,
    SHEETS,
    Column,
    Kind,
    Sheet,
)
from game.packs.exchange.guide import GUIDE_TITLE, LIST_TITLE, Line, guide_lines
from game.packs.exchange.names import FLAGS, TRUTH, TYPES
from game.packs.exchange.tree_rows import HEAD_KEY, Row

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "Microsoft YaHei"
FILLED_ROWS = 1000
"""Drop-downs and colours reach down to this row and further where there are more questions."""
A4 = 9
MOST_LISTED_CHARACTERS = 250
"""A drop-down that is written out in the cell's rule may have 255; longer ones stand on a sheet of their own."""
HEADER_POINTS, TITLE_POINTS, LINE_POINTS = 30, 40, 18
PRINTED_PAGES_WIDE = 3


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


class _Book:
    """A workbook under way, with its formats, each made once."""

    def __init__(self, look: Look, topics: Mapping[str, str], rows: Mapping[str, Sequence[Row]]) -> None:
        from xlsxwriter import Workbook as Made

        self.stored = io.BytesIO()
        self.book: Workbook = Made(
            self.stored,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.book.set_properties({"title": "题包", "created": datetime(2026, 1, 1)})
        self.look, self.rows = look, rows
        self.topics = [f"{title} {topic}" for topic, title in topics.items()]
        self.lists: list[Sequence[str]] = []
        self._formats: dict[str, Format] = {}

    def format(self, **wanted: Any) -> Format:
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


def workbook(rows: Mapping[str, Sequence[Row]], look: Look, topics: Mapping[str, str], guide: bool) -> bytes:
    """The workbook's bytes: the guide if wanted, the pack's own sheet, then every sheet that questions are written in."""
    made = _Book(look, topics, rows)
    if guide:
        _guide(made, guide_lines())
    _head(made, rows[HEAD_KEY])
    for sheet in SHEETS:
        _sheet(made, sheet, rows[sheet.key])
    if made.lists:
        hidden = made.book.add_worksheet(LIST_TITLE)
        for column, values in enumerate(made.lists):
            for row, value in enumerate(values):
                hidden.write_string(row, column, value)
        hidden.hide()
    if guide:
        made.book.get_worksheet_by_name(GUIDE_TITLE).activate()
    made.book.close()
    return made.stored.getvalue()


def _guide(made: _Book, lines: Sequence[Line]) -> None:
    look = made.look
    page = made.book.add_worksheet(GUIDE_TITLE)
    page.hide_gridlines(2)
    page.set_column(0, 0, 3)
    page.set_column(1, 1, 20)
    page.set_column(2, 2, 92)
    page.set_tab_color(look.answer) if look.answer else None
    for row, line in enumerate(lines):
        if line.kind == "title":
            page.set_row(row, TITLE_POINTS)
            page.merge_range(row, 1, row, 2, "", made.format())
            page.write_string(row, 1, line.text, made.format(bold=True, font_size=22, font_color=look.title))
        elif line.kind == "heading":
            page.set_row(row, HEADER_POINTS)
            page.merge_range(row, 1, row, 2, "", made.format(bg_color=look.optional))
            page.write_string(
                row, 1, line.text, made.format(bold=True, font_size=13, bg_color=look.optional, font_color=look.title)
            )
        else:
            label = {"required": (look.header, look.header_ink), "answer": (look.answer, look.answer_ink)}.get(
                line.kind
            )
            fill, ink = label or {
                "optional": (look.optional, look.title),
                "missing": (look.missing, ""),
                "unused": (look.unused, ""),
            }.get(line.kind, ("", ""))
            boxed = {"border": 1, "border_color": look.line or None} if line.label else {}
            page.write_string(
                row,
                1,
                line.label,
                made.format(
                    bold=True,
                    text_wrap=True,
                    bg_color=fill,
                    font_color=ink,
                    valign="top" if not fill else "vcenter",
                    **boxed,
                ),
            )
            page.write_string(row, 2, line.text, made.format(text_wrap=True, valign="top", **boxed))
            page.set_row(row, LINE_POINTS * max(1, -(-len(line.text) // 48)) + 4)
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.6, 0.6)


def _head(made: _Book, filled: Sequence[Row]) -> None:
    look = made.look
    page = made.book.add_worksheet(HEAD_TITLE)
    page.hide_gridlines(2)
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 44)
    page.set_column(2, 2, 66)
    box = {"border": 1, "border_color": look.line or None}
    for column, text in enumerate(("项目", "内容", f"怎样填（{HEAD_ENGLISH}）")):
        page.write_string(0, column, text, _header_format(made, True))
    values = {row["field"]: row["value"] for row in filled}
    for row, (name, (label, _, help_text, kind)) in enumerate(HEAD.items(), 1):
        page.set_row(row, 26)
        page.write_string(row, 0, label, made.format(bold=True, bg_color=look.optional, **box))
        _write(made, page, row, 1, values.get(name, ""), kind, box)
        page.write_string(row, 2, help_text, made.format(font_size=10, font_color=look.quiet, text_wrap=True, **box))
        if kind == Kind.CHOICE:
            page.data_validation(row, 1, row, 1, {"validate": "list", "source": [shown for _, shown, _ in FLAGS]})
    page.set_row(0, HEADER_POINTS)
    page.ignore_errors({"number_stored_as_text": "A1:C20"})
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _header_format(made: _Book, is_required: bool, is_answer: bool = False) -> Format:
    look = made.look
    fill, ink = (look.header, look.header_ink) if is_required else (look.optional, look.title)
    if is_answer:
        fill, ink = look.answer, look.answer_ink
    return made.format(
        bold=True,
        text_wrap=True,
        align="center",
        bg_color=fill,
        font_color=ink,
        border=1,
        border_color=look.line or None,
    )


def _sheet(made: _Book, sheet: Sheet, rows: Sequence[Row]) -> None:
    look = made.look
    page = made.book.add_worksheet(sheet.title)
    last = max(FILLED_ROWS, len(rows) + 100)
    page.set_row(0, HEADER_POINTS)
    for place, column in enumerate(sheet.columns):
        page.set_column(
            place,
            place,
            column.width,
            made.format(text_wrap=True, valign="top", num_format=_number_format(column.kind)),
        )
        page.write_string(0, place, column.header, _header_format(made, column.is_required, column.kind == Kind.ANSWER))
        note = f"{column.header}\n{column.help}" + ("\n（必填）" if column.is_required else "")
        page.write_comment(
            0, place, note, {"width": 300, "height": 40 + 20 * (1 + len(note) // 18), "font_size": 10, "author": ""}
        )
        _drop_down(made, page, place, column, last)
    box = {"border": 1, "border_color": look.line or None}
    for row, told in enumerate(rows, 1):
        for place, column in enumerate(sheet.columns):
            _write(made, page, row, place, told.get(column.field, ""), column.kind, box)
    _colour(made, page, sheet, last)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(rows)), len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(sheet.columns) - 1)}{last}"})
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(PRINTED_PAGES_WIDE if len(sheet.columns) > 9 else 1, 0)
    page.set_footer("&L&A&R&P / &N")
    page.set_margins(0.4, 0.4, 0.5, 0.6)


def _number_format(kind: Kind) -> str:
    return "yyyy-mm-dd" if kind == Kind.DAY else "@"


def _write(made: _Book, page: Worksheet, row: int, column: int, text: str, kind: Kind, box: Mapping[str, Any]) -> None:
    looks = {"text_wrap": True, "valign": "top", "num_format": _number_format(kind), **box}
    if kind == Kind.DAY and text:
        try:
            page.write_datetime(
                row, column, datetime.combine(date.fromisoformat(text), datetime.min.time()), made.format(**looks)
            )
            return
        except ValueError:
            pass
    if text.startswith(("=", "+", "-", "@")):
        looks["quote_prefix"] = True
    if text:
        page.write_string(row, column, text, made.format(**looks))
    else:
        page.write_blank(row, column, None, made.format(**looks))


def _drop_down(made: _Book, page: Worksheet, place: int, column: Column, last: int) -> None:
    """The values to choose from; what a person types beside them is asked back, not refused."""
    values: Sequence[str] = [shown for _, shown, _ in column.values]
    rule: dict[str, Any] = {"validate": "list", "error_type": "warning", "error_title": column.header}
    if column.field == "topic":
        values = made.topics
        rule["error_message"] = "列表里没有这一章。请从下拉列表里选。"
    elif column.field == "answer":
        values = (*LETTERS, *(shown for _, shown, _ in TRUTH))
        rule["show_error"] = False
    elif column.kind == Kind.CHOICE:
        rule["error_message"] = "请从下拉列表里选：" + "、".join(values)
    else:
        return
    if values:
        page.data_validation(1, place, last, place, rule | {"source": made.listed(values)})


def _colour(made: _Book, page: Worksheet, sheet: Sheet, last: int) -> None:
    """Cells that the row's type doesn't use are grey, and those that it needs and that are empty stand out."""
    look = made.look
    if not look.missing or all(column.field != "stem" for column in sheet.columns):
        return
    fields = [column.field for column in sheet.columns]
    stem = column_letters(fields.index("stem"))
    for place, column in enumerate(sheet.columns):
        own = column_letters(place)
        kinds = column.types or (ANSWERS if column.kind == Kind.ANSWER else ())
        is_used = _is_type(fields, kinds) if sheet is QUESTIONS and kinds else ""
        if is_used:
            kind = column_letters(fields.index("type"))
            rule = f'=AND(${kind}2<>"",NOT({is_used}))'
            page.conditional_format(
                1,
                place,
                last,
                place,
                {"type": "formula", "criteria": rule, "format": made.book.add_format({"bg_color": look.unused})},
            )
        needs = column.is_required or column.field in ("option.0", "option.1")
        if needs and not column.again:
            asked = f"{is_used}," if is_used else ""
            rule = f"=AND(LEN(${stem}2)>0,{asked}LEN({own}2)=0)"
            if column.field.startswith("option."):
                rule = f"=AND(LEN(${stem}2)>0,{_is_type(fields, ('single', 'multiple', 'ordering', 'sorting'))},LEN({own}2)=0)"
            page.conditional_format(
                1,
                place,
                last,
                place,
                {"type": "formula", "criteria": rule, "format": made.book.add_format({"bg_color": look.missing})},
            )


def _is_type(fields: Sequence[str], kinds: Sequence[str]) -> str:
    column = column_letters(fields.index("type")) if "type" in fields else ""
    shown = {value: name for value, name, _ in TYPES}
    return "OR(" + ",".join(f'${column}2="{shown[kind]}"' for kind in kinds if kind in shown) + ")" if column else ""


def column_letters(place: int) -> str:
    """A column's letters, from its place counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
