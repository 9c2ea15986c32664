"""`python main.py classroom report FILE`: the workbook of a session that was held before. It has no names."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from sqlite3 import Error

from game.classroom import bank as banks
from game.classroom.results.figures import figures
from game.classroom.results.workbook import write_workbook
from game.classroom.surveys import surveys
from game.packs.street import LibraryError
from game.qtypes import load_rules
from game.records.classroom import ClassJournal, replay
from game.records.database import DamagedError
from game.rules.classroom.plan import rounds
from game.start import QUESTIONS, data_folder

EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE = 0, 1, 2


def run(chosen: argparse.Namespace) -> int:
    """The exit code: 0 the workbook is written, 1 it can't be, 2 no file was given."""
    if chosen.file is None:
        print("error: report needs the session's file / report 后面要写课堂记录文件", file=sys.stderr)
        return EXIT_USAGE
    out = chosen.out or Path(chosen.file).with_suffix(".xlsx")
    questions = (chosen.questions_folder or QUESTIONS).resolve()
    try:
        of_file(Path(chosen.file), chosen.pack, questions, data_folder(chosen.data_dir), out)
    except DamagedError as error:
        print(f"error: {chosen.file} is no session of a class: {error} / 这个文件不是课堂记录", file=sys.stderr)
        return EXIT_PROBLEMS
    except (LibraryError, KeyError) as error:
        print(
            f"error: its questions are not there ({error}): give --pack / 找不到这堂课的题目：请加上 --pack",
            file=sys.stderr,
        )
        return EXIT_PROBLEMS
    except (OSError, Error) as error:
        print(f"error: {error} / 读不了或写不了文件", file=sys.stderr)
        return EXIT_PROBLEMS
    print(f"{out}: written / 已写好")
    return EXIT_OK


def of_file(path: Path, pack: str, questions: Path, data: Path, out: Path) -> None:
    """The workbook of the session in that journal, without names.

    Raises OSError, sqlite3.Error, DamagedError, LibraryError, or KeyError when a question isn't there any more.
    """
    journal = ClassJournal.open(path)
    try:
        opening, types = journal.opening, load_rules()
        full = banks.opened(pack, questions, data, opening.language).question
        asked = rounds(opening.planned, surveys(opening.language), full, opening.seed, types, opening.seconds)
        lesson = replay(asked, opening, journal.events(), types)
    finally:
        journal.close()
    write_workbook(out, figures(lesson, opening, types), None, opening)
