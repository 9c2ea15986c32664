"""Files with commas (CSV), as spreadsheets save them: in any encoding, parted by commas, semicolons or tabs.

They hold the one sheet 题目; a row is what a spreadsheet shows as a row, whatever line breaks its cells have.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from game.nodes import Problem
from game.packs.exchange.decode import decoded
from game.packs.exchange.draft import Draft, PackTree, Written
from game.packs.exchange.sheets.columns import QUESTIONS
from game.packs.exchange.sheets.draft_of_grids import drafted
from game.packs.exchange.sheets.grid import Grid, headed
from game.packs.exchange.sheets.tree_rows import FormulaGuard, sheet_rows
from game.packs.limits import SHEET_LIMITS, SheetLimits

DELIMITERS = (",", "\t", ";", "，")
COMMA = ","


def read(path: Path) -> Draft:
    """The file's questions, whichever delimiter parts its cells."""
    return read_delimited(path, DELIMITERS)


def write(tree: PackTree) -> Written:
    """The questions of one row each, in UTF-8 with the mark that tells Excel so."""
    return write_delimited(tree, COMMA)


def read_delimited(path: Path, delimiters: Sequence[str], limits: SheetLimits = SHEET_LIMITS) -> Draft:
    """The questions of a file whose cells one of these parts: the one under which its header reads best."""
    name = path.name
    if path.stat().st_size > limits.file_bytes:
        most = limits.file_bytes // (1024 * 1024)
        return _shut(name, "file-too-big", f"more than {most} MB; split it", f"文件超过 {most} MB。请分成几个文件")
    text = decoded(path.read_bytes())
    if text is None:
        return _shut(
            name,
            "no-text",
            "no text in a known encoding; save it in Excel as CSV UTF-8",
            "这不是文本文件，或者编码认不出。请在 Excel 里“另存为” CSV UTF-8（逗号分隔）",
        )
    if not text.strip():
        return _shut(name, "empty-file", "the file is empty; save it again", "文件是空的。请重新保存一次")
    best: tuple[int, Grid, list[Problem]] | None = None
    for delimiter in delimiters:
        grid, problems = _grid(name, text, delimiter, limits)
        table = headed(grid)
        score = len(table.columns) if table is not None else 0
        if best is None or score > best[0]:
            best = (score, grid, problems)
    assert best is not None
    return drafted(name, [best[1]], best[2])


def _shut(name: str, code: str, english: str, chinese: str) -> Draft:
    return Draft({}, {}, {}, (Problem(name, 1, 1, code, f"{english} / {chinese}"),))


def _grid(name: str, text: str, delimiter: str, limits: SheetLimits) -> tuple[Grid, list[Problem]]:
    rows: dict[int, dict[int, str]] = {}
    broken: dict[tuple[int, int], str] = {}
    problems: list[Problem] = []
    number = count = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            found: dict[int, str] = {}
            for column, cell in enumerate(row[: limits.columns], 1):
                value = FormulaGuard.off(cell)
                if len(value) > limits.cell_characters:
                    broken[number, column] = (
                        f"{len(value)} characters in one cell, at most {limits.cell_characters} / "
                        f"一格里有 {len(value)} 字，最多 {limits.cell_characters} 字。请删短，或者看看前面的引号是不是没有成对"
                    )
                elif value.strip():
                    found[column] = value
            if found:
                rows[number] = found
            count += len(found)
            if count > limits.cells or len(rows) > limits.rows:
                message = (
                    f"more than {limits.rows} rows; split the file / 内容太多：最多 {limits.rows} 行。请分成几个文件"
                )
                problems.append(Problem(name, number, 1, "too-many-cells", message))
                break
    except csv.Error as error:
        message = f"{error}; are the quotes in pairs? / 从这一行起读不下去。请看看引号是不是成对"
        problems.append(Problem(name, number + 1, 1, "unpaired-quotes", message))
    return Grid(name, QUESTIONS.title, rows, broken), problems


def write_delimited(tree: PackTree, delimiter: str) -> Written:
    """The questions of one row each, their cells parted by that character."""
    rows, losses = sheet_rows(tree)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([column.header for column in QUESTIONS.columns])
    for row in rows[QUESTIONS.key]:
        writer.writerow([FormulaGuard.on(row.get(column.field, "")) for column in QUESTIONS.columns])
    elsewhere = [
        Problem(row["id"], 0, 0, "not-held", f"only a workbook holds a {key} question / 只有 Excel 工作簿装得下这种题")
        for key in ("redflags", "dialogue")
        for row in rows[key]
        if row.get("id")
    ]
    for key, english, chinese in (
        ("cards", "the handbook's cards", "口袋书卡片"),
        ("sources", "the sources", "来源"),
        ("facts", "the facts", "事实"),
        ("words", "the translations", "英文译文"),
        ("head", "the pack's own name and version", "题包的名称和版本"),
    ):
        if rows[key]:
            elsewhere.append(
                Problem(key, 0, 0, "not-held", f"{english} have no place in a text table / 文本表格装不下{chinese}")
            )
    return Written(text.getvalue().encode("utf-8-sig"), (*losses, *elsewhere))
