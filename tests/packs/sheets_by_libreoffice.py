"""Messy spreadsheets as LibreOffice saves them: remakes `tests/corpus/sheets` and reads every file back.

    python -m tests.packs.sheets_by_libreoffice [FOLDER]

It needs the command `soffice`. Workbooks called `clean-…` must read as the clean workbook does; the text tables were saved in
the encodings their names say; `old.xls` and `table.ods` are for being refused. The default tests read the files that are
kept in the repository and need no LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.packs.exchange.workbook.messes import MESSES
from tests.packs.exchange.workbook.sheet_base import HEADERS, book, cell, lines, questions, read

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "sheets"
NAMES = {
    "blanks that nobody sees, from Word and web pages": "clean-blanks",
    "full-width letters and digits": "clean-full-width",
    "options with A、 before them": "clean-lettered",
    "days as days, as serial numbers, with bars and with 年月日": "clean-days",
    "lines broken inside cells": "clean-line-breaks",
    "a banner over the header, merged across the sheet": "clean-banner",
    "the topic merged over the rows that share it": "clean-merged",
    "a table that begins far from the corner": "clean-far-corner",
    "hidden rows": "clean-hidden-rows",
    "headers of another template": "clean-other-headers",
}
ENCODINGS = {"utf-8": "76", "utf-16": "65535", "gb18030": "85"}
"""LibreOffice's own numbers of character sets."""
TEXT = "csv:Text - txt - csv (StarCalc):{},34,{},1"
SECONDS = 180


def reckoned() -> Workbook:
    """The clean workbook with formulas where its texts were."""
    made, sheet = book()
    cell(sheet, "题干", 2).value = '="有人来电要验证码"&"，您怎么办？"'
    cell(sheet, "正确答案", 5).value = "=5*3"
    cell(sheet, "核对日期", 3).value = "=DATE(2026,11,23)"
    cell(sheet, "题号", 4).value = '=CONCATENATE("my-",ROW()-1)'
    return made


def workbooks() -> Iterator[tuple[str, Workbook]]:
    """The workbooks that LibreOffice is to save, by the names of their files."""
    for mess in MESSES:
        if mess.name in NAMES:
            yield NAMES[mess.name], mess.make()
    yield "clean-formulas", reckoned()


def saved(source: Path, kind: str, folder: Path, profile: Path) -> None:
    """LibreOffice opens `source` and saves it as that kind of file in `folder`."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )  # fmt: skip


def remake(folder: Path) -> None:
    """The corpus is made anew in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        sources, profile = Path(made) / "sources", Path(made) / "profile"
        sources.mkdir()
        for name, workbook in workbooks():
            workbook.save(sources / f"{name}.xlsx")
            saved(sources / f"{name}.xlsx", "xlsx:Calc MS Excel 2007 XML", folder, profile)
        for encoding, number in ENCODINGS.items():
            for delimiter, mark in (("comma", "44"), ("tab", "9")):
                source = sources / f"{encoding}-{delimiter}.xlsx"
                book()[0].save(source)
                saved(source, TEXT.format(mark, number), folder, profile)
        book()[0].save(sources / "old.xlsx")
        saved(sources / "old.xlsx", "xls:MS Excel 97", folder, profile)
        book()[0].save(sources / "table.xlsx")
        saved(sources / "table.xlsx", "ods", folder, profile)


def wrong(folder: Path) -> Iterator[str]:
    """Every file of the corpus that does not read as it should."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "clean.xlsx"
        book()[0].save(path)
        clean: dict[str, Any] = questions(read(path)[1])
    assert len(HEADERS) and clean
    for path in sorted(folder.glob("clean-*.xlsx")):
        if lines(path) or questions(read(path)[1]) != clean:
            yield f"{path.name}: {lines(path)}"


def main() -> int:
    """0 when every file reads as it should."""
    if shutil.which("soffice") is None:
        print("soffice is not installed")
        return 1
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    remake(folder)
    found = list(wrong(folder))
    print("\n".join(found) or f"{len(list(folder.iterdir()))} files, all read as they should")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
