"""The first two sheets of the workbook: the guide, and the pack itself."""

from __future__ import annotations

from collections.abc import Sequence

from game.packs.exchange.sheets.columns import HEAD, HEAD_ENGLISH, HEAD_TITLE, Kind
from game.packs.exchange.sheets.guide import GUIDE_TITLE, Line
from game.packs.exchange.sheets.names import FLAGS
from game.packs.exchange.sheets.tree_rows import Row
from game.packs.exchange.workbook.book import A4, HEADER_POINTS, Book, header_format, write

TITLE_POINTS, LINE_POINTS = 44, 18
LINE_CHARACTERS, WIDE_LINE_CHARACTERS = 50, 62
"""Characters on a line beside a label, and across both columns."""


def guide_page(made: Book, lines: Sequence[Line]) -> None:
    """The sheet that tells how to go about it."""
    look = made.look
    page = made.book.add_worksheet(GUIDE_TITLE)
    page.hide_gridlines(2)
    page.set_column(0, 0, 3)
    page.set_column(1, 1, 20)
    page.set_column(2, 2, 92)
    if look.answer:
        page.set_tab_color(look.answer)
    for row, line in enumerate(lines):
        if line.kind == "title":
            page.set_row(row, TITLE_POINTS)
            page.merge_range(row, 1, row, 2, "", made.cell_format())
            page.write_string(row, 1, line.text, made.cell_format(bold=True, font_size=22, font_color=look.title))
        elif line.kind == "heading":
            page.set_row(row, HEADER_POINTS)
            page.merge_range(row, 1, row, 2, "", made.cell_format(bg_color=look.optional))
            page.write_string(
                row,
                1,
                line.text,
                made.cell_format(bold=True, font_size=13, bg_color=look.optional, font_color=look.title),
            )
        elif not line.label:
            page.set_row(row, LINE_POINTS * max(1, -(-len(line.text) // WIDE_LINE_CHARACTERS)) + 8)
            page.merge_range(row, 1, row, 2, "", made.cell_format())
            page.write_string(row, 1, line.text, made.cell_format(text_wrap=True, indent=1))
        else:
            fill, ink = _colours(made, line.kind)
            box = {"text_wrap": True, "indent": 1, "border": 1, "border_color": look.line or None}
            page.set_row(row, LINE_POINTS * max(1, -(-len(line.text) // LINE_CHARACTERS)) + 8)
            page.write_string(row, 1, line.label, made.cell_format(bold=True, bg_color=fill, font_color=ink, **box))
            page.write_string(row, 2, line.text, made.cell_format(**box))
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.6, 0.6)


def _colours(made: Book, kind: str) -> tuple[str, str]:
    """The fill and the ink that a label of the guide shows."""
    look = made.look
    return {
        "required": (look.header, look.header_ink),
        "answer": (look.answer, look.answer_ink),
        "optional": (look.optional, look.title),
        "missing": (look.missing, look.ink),
        "unused": (look.unused, look.ink),
    }.get(kind, ("", look.title))


def head_page(made: Book, filled: Sequence[Row]) -> None:
    """The sheet of the pack's own name and version."""
    look = made.look
    page = made.book.add_worksheet(HEAD_TITLE)
    page.hide_gridlines(2)
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 44)
    page.set_column(2, 2, 66)
    box = {"border": 1, "border_color": look.line or None}
    for column, text in enumerate(("项目", "内容", f"怎样填（{HEAD_ENGLISH}）")):
        page.write_string(0, column, text, header_format(made, True))
    values = {row["field"]: row["value"] for row in filled}
    for row, (name, (label, _, help_text, kind)) in enumerate(HEAD.items(), 1):
        page.set_row(row, HEADER_POINTS)
        page.write_string(row, 0, label, made.cell_format(bold=True, bg_color=look.optional, indent=1, **box))
        write(made, page, row, 1, values.get(name, ""), kind, box)
        page.write_string(
            row, 2, help_text, made.cell_format(font_size=10, font_color=look.quiet, text_wrap=True, indent=1, **box)
        )
        if kind == Kind.CHOICE:
            page.data_validation(row, 1, row, 1, {"validate": "list", "source": [shown for _, shown, _ in FLAGS]})
    page.set_row(0, HEADER_POINTS)
    page.ignore_errors({"number_stored_as_text": "A1:C20"})
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
