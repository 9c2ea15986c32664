"""Rows of the sheets → the bytes of a workbook that a person wants to fill in: colours, drop-downs, comments, print setup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from game.packs.check import PICTURES
from game.packs.exchange.sheets.columns import ANSWERS, LETTERS, QUESTIONS, SHEETS, Column, Kind, Sheet
from game.packs.exchange.sheets.guide import GUIDE_TITLE, LIST_TITLE, guide_lines
from game.packs.exchange.sheets.names import TRUTH, TYPES
from game.packs.exchange.sheets.tree_rows import HEAD_KEY, Row
from game.packs.exchange.workbook.book import (
    A4,
    HEADER_POINTS,
    Book,
    Look,
    column_letters,
    header_format,
    number_format,
    write,
)
from game.packs.exchange.workbook.front import guide_page, head_page

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FILLED_ROWS = 1000
"""Drop-downs and colours reach down to this row, and further where there are more questions."""
CARD_PICTURES = ("right_", "road_", "fraud_", "fox_", "lion_", "prop_", "coin", "lock_")
"""What the names of pictures for cards begin with."""
PRINTED_PAGES_WIDE = 3
LINE_POINTS, ROW_POINTS = 17, 28
NARROW_COLUMNS = 9
"""So many columns fit on one printed page."""


def workbook(rows: Mapping[str, Sequence[Row]], look: Look, topics: Mapping[str, str], guide: bool) -> bytes:
    """The workbook's bytes: the guide if wanted, the pack's own sheet, then every sheet that questions are written in."""
    made = Book(look, topics)
    if guide:
        guide_page(made, guide_lines())
    head_page(made, rows[HEAD_KEY])
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


def _sheet(made: Book, sheet: Sheet, rows: Sequence[Row]) -> None:
    look = made.look
    page = made.book.add_worksheet(sheet.title)
    last = max(FILLED_ROWS, len(rows) + 100)
    page.set_row(0, HEADER_POINTS)
    for place, column in enumerate(sheet.columns):
        page.set_column(
            place,
            place,
            column.width,
            made.cell_format(text_wrap=True, indent=1, align="left", num_format=number_format(column.kind)),
        )
        page.write_string(0, place, column.header, header_format(made, column.is_required, column.kind == Kind.ANSWER))
        note = f"{column.header}\n{column.help}" + ("\n（必填）" if column.is_required else "")
        page.write_comment(
            0, place, note, {"width": 300, "height": 40 + 20 * (1 + len(note) // 18), "font_size": 10, "author": ""}
        )
        _drop_down(made, page, place, column, last)
    box = {"border": 1, "border_color": look.line or None}
    page.set_default_row(ROW_POINTS)
    for row, told in enumerate(rows, 1):
        page.set_row(row, _height(told, sheet))
        for place, column in enumerate(sheet.columns):
            write(made, page, row, place, told.get(column.field, ""), column.kind, box)
    _colour(made, page, sheet, last)
    page.freeze_panes(1, 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(sheet.columns) - 1)}{last}"})
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(PRINTED_PAGES_WIDE if len(sheet.columns) > NARROW_COLUMNS else 1, 0)
    page.set_footer("&L&A&R&P / &N")
    page.set_margins(0.4, 0.4, 0.5, 0.6)


def _height(row: Row, sheet: Sheet) -> int:
    """The points that a row needs to show all of its texts; a Chinese character is as wide as two others."""
    most = 1
    for column in sheet.columns:
        lines = 0
        for line in row.get(column.field, "").split("\n"):
            width = sum(1 if character.isascii() else 2 for character in line)
            lines += max(1, -(-width // max(1, column.width - 3)))
        most = max(most, lines)
    return max(ROW_POINTS, LINE_POINTS * most + 8)


def pictures() -> list[str]:
    """The pictures that fit on a card."""
    return sorted(path.stem for path in PICTURES.glob("*.svg") if path.stem.startswith(CARD_PICTURES))


def _drop_down(made: Book, page: Worksheet, place: int, column: Column, last: int) -> None:
    """The values to choose from; what a person types beside them is asked back, not refused."""
    values: Sequence[str] = [shown for _, shown, _ in column.values]
    rule: dict[str, Any] = {"validate": "list", "error_type": "warning", "error_title": column.header}
    if column.field == "topic":
        values = made.topics
        rule["error_message"] = "列表里没有这一章。请从下拉列表里选。"
    elif column.field == "picture":
        values = pictures()
        rule["error_message"] = "没有这张图。请从下拉列表里选。"
    elif column.field == "answer":
        values = (*LETTERS, *(shown for _, shown, _ in TRUTH))
        rule["show_error"] = False
    elif column.kind == Kind.CHOICE:
        rule["error_message"] = "请从下拉列表里选：" + "、".join(values)
    else:
        return
    if values:
        page.data_validation(1, place, last, place, rule | {"source": made.listed(values)})


def _colour(made: Book, page: Worksheet, sheet: Sheet, last: int) -> None:
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
