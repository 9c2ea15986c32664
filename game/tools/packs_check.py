"""`packs check`: every problem of every pack, or of one, in all of its files – and whether its facts carry it."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from game.nodes import Problem
from game.packs.inspection import Inspection, Told, inspect_bank, inspect_pack, pack_of
from game.start import QUESTIONS
from game.tools.check_report import as_json, as_sarif, text_lines

BAR_COLUMNS = 30


def run(chosen: argparse.Namespace) -> int:
    """Prints the problems in the chosen format; 0 when none of them refuses a pack, else 1."""
    wants_bar = chosen.progress or (sys.stderr.isatty() and chosen.format == "text")
    inspection = inspected(chosen.folder or QUESTIONS, date.today(), _bar if wants_bar else lambda done, name: None)
    if wants_bar:
        print(file=sys.stderr)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal of another encoding shall not end the check; programs read UTF-8.
        sys.stdout.reconfigure(errors="replace", encoding=None if chosen.format == "text" else "utf-8")
    if chosen.format == "json":
        print(as_json(inspection, chosen.strict))
    elif chosen.format == "sarif":
        print(as_sarif(inspection, chosen.strict))
    else:
        is_coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        for line in text_lines(inspection, is_coloured, chosen.strict):
            print(line)
    return 1 if (inspection.problems if chosen.strict else inspection.errors) else 0


def inspected(path: Path, today: date, told: Told = lambda done, name: None, bank: Path = QUESTIONS) -> Inspection:
    """What is found at `path`: a questions folder, or a pack or a file in one, which is looked at as a pack of `bank`."""
    if not path.exists():
        message = "there is no such folder or file / 没有这个文件夹或文件"
        return Inspection((Problem(path.name, 1, 1, "no-folder", message),), 0, 0, path.parent, {})
    pack = pack_of(path)
    if pack is not None:
        return inspect_pack(pack, bank, today, told)
    if not path.is_dir():
        message = "it belongs to no pack / 它不属于任何题包"
        return Inspection((Problem(path.name, 1, 1, "no-pack", message),), 0, 0, path.parent, {})
    return inspect_bank(path, today, told)


def _bar(done: float, name: str) -> None:
    filled = round(done * BAR_COLUMNS)
    print(
        f"\r[{'#' * filled}{'.' * (BAR_COLUMNS - filled)}] {done:4.0%} {name[:40]:40}",
        end="",
        file=sys.stderr,
        flush=True,
    )
