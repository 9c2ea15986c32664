"""What is left of a class: a workbook, and a sheet of what went wrong most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from game.classroom.results.figures import figures
from game.records.classroom import Opening
from game.rules.classroom.lesson import Lesson
from game.rules.deal import Types


def write(
    lesson: Lesson, names: Mapping[int, str] | None, opening: Opening, folder: Path, types: Types, now: datetime
) -> list[Path]:
    """The workbook and the sheet, written whole or not at all; nobody is named unless `names` are given. Raises OSError."""
    from game.classroom.results.sheet import write_sheet
    from game.classroom.results.workbook import write_workbook

    folder.mkdir(parents=True, exist_ok=True)
    stem = f"class-{opening.day}-{now:%H%M%S}"
    found = figures(lesson, opening, types)
    workbook, sheet = folder / f"{stem}.xlsx", folder / f"{stem}.html"
    write_workbook(workbook, found, names, opening)
    write_sheet(sheet, found, opening)
    return [workbook, sheet]
