"""The sheets of an Excel workbook as tables of text, each cell as the author sees it."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from game.nodes import Problem
from game.packs.exchange.sheets.grid import Grid
from game.packs.exchange.workbook.parts import SheetXml, broken_workbook, refused, sheet_xml
from game.packs.limits import SHEET_LIMITS, SheetLimits

ERRORS = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!)")
NO_RESULT = (
    "a formula without a result; open the file in Excel and save it, or write the value / "
    "这里是公式，还没有算出结果。请在 Excel 里打开文件、保存一次，或者直接写上内容"
)


def grids(path: Path, limits: SheetLimits = SHEET_LIMITS) -> tuple[list[Grid], list[Problem]]:
    """The visible and hidden sheets of a workbook in order, or the problem that keeps it shut. Raises OSError."""
    problem = refused(path, limits)
    if problem is not None:
        return [], [problem]
    import warnings

    found: list[Grid] = []
    problems: list[Problem] = []
    try:
        # The library takes an open file whatever its name, and a path only with a name that it likes.
        with warnings.catch_warnings(), path.open("rb") as stored:
            warnings.simplefilter("ignore")
            book = _opened(stored)
            with zipfile.ZipFile(path) as archive:
                left = limits.cells
                for sheet in book.worksheets[: limits.sheets]:
                    told = _told(archive, sheet, limits)
                    left -= told.cells
                    if left < 0:
                        problems.append(_too_many(path.name, sheet.title, limits))
                        break
                    found.append(_grid(path.name, sheet, told, limits, problems))
            book.close()
    # A workbook from who knows which program: the library raises whatever it stumbles over.
    except Exception:
        return [], [broken_workbook(path.name)]
    return found, problems


def _opened(file: IO[bytes]) -> Any:
    """The workbook, without its chart sheets: they hold no questions, and the library trips over some."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):  # type: ignore[misc]
        """Reads sheets with cells."""

        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            """Nothing is read."""

    reader = Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def _told(archive: zipfile.ZipFile, sheet: Any, limits: SheetLimits) -> SheetXml:
    with archive.open(sheet._worksheet_path.lstrip("/")) as file:
        return sheet_xml(file, limits)


def _too_many(file: str, title: str, limits: SheetLimits) -> Problem:
    message = (
        f"more than {limits.cells} cells or {limits.rows} rows; split the file / "
        f"内容太多：最多 {limits.rows} 行、{limits.cells} 个单元格。请分成几个文件"
    )
    return Problem(f"{file}/{title}", 1, 1, "too-many-cells", message)


def _grid(file: str, sheet: Any, told: SheetXml, limits: SheetLimits, problems: list[Problem]) -> Grid:
    sheet.reset_dimensions()  # Other programs write wrong ones, and cells beyond them would be lost.
    rows: dict[int, dict[int, str]] = {}
    broken: dict[tuple[int, int], str] = dict.fromkeys(told.unreckoned, NO_RESULT)
    for row in sheet.iter_rows(max_row=limits.rows + 1):
        for cell in row:
            if cell.value is None or cell.column > limits.columns:
                continue
            text = shown(cell.value, str(cell.number_format or ""))
            place = (cell.row, cell.column)
            if ERRORS.fullmatch(text) and cell.data_type == "e":
                broken[place] = (
                    f"the formula has an error; write the value / 这里的公式出错了（{text}）。请直接写上内容"
                )
            elif len(text) > limits.cell_characters:
                broken[place] = _too_long(len(text), limits.cell_characters)
            elif text.strip():
                rows.setdefault(cell.row, {})[cell.column] = text
    if rows and max(rows) > limits.rows:
        problems.append(_too_many(file, sheet.title, limits))
    _spread(rows, told)
    return Grid(f"{file}/{sheet.title}", sheet.title, dict(sorted(rows.items())), broken, frozenset(told.hidden))


def _too_long(characters: int, most: int) -> str:
    return (
        f"{characters} characters in one cell, at most {most}; shorten it / "
        f"一个单元格里有 {characters} 字，最多 {most} 字。请删短"
    )


def _spread(rows: dict[int, dict[int, str]], told: SheetXml) -> None:
    """What stands in a cell merged over several rows is in each of them. Banners across the sheet stay where they are."""
    for top, left, bottom, right in told.merged:
        text = rows.get(top, {}).get(left)
        if text is None or left != right:
            continue
        for row in range(top + 1, bottom + 1):
            if row in rows:
                rows[row].setdefault(left, text)


def shown(value: object, number_format: str = "") -> str:
    """A cell's value as the author sees it: days as 2026-11-23, shares as 5%, numbers without a tail of zeros."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _number(value: float, number_format: str) -> str:
    is_share = "%" in re.sub(r'"[^"]*"|\\.', "", number_format)
    text = f"{value * 100 if is_share else value:.12g}"
    if "e" in text:
        text = f"{value * 100 if is_share else value:.12f}".rstrip("0").rstrip(".")
    zeros = re.fullmatch(r"(0{2,})", number_format)
    if zeros and text.isdigit():
        text = text.zfill(len(zeros[1]))
    return f"{text}%" if is_share else text
