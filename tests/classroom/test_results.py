"""What is left of a class: the numbers agree with the rules, nobody is named unasked, and no text becomes a formula."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from game.classroom import results
from game.classroom.results.figures import figures
from game.cli import main
from game.records.classroom import FOLDER, ClassJournal
from game.rules.classroom import events as on
from game.rules.classroom.lesson import Kind
from tests.classroom.lessons import PHONES, TYPES, asked, played

NAMES = {who: f"=1+{who}" for who in range(1, PHONES + 1)}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    lesson = dict(played())["ended"]
    folder = tmp_path_factory.mktemp("exports")
    return results.write(lesson, NAMES, asked()[0], folder, TYPES, datetime(2026, 11, 26, 10, 30))


def test_the_numbers_are_those_of_the_rules() -> None:
    lesson = dict(played())["ended"]
    found = figures(lesson, asked()[0], TYPES)
    assert [each.kind for each in found.asked] == [each.kind for each in lesson.rounds]
    for each, outcome in zip(found.asked, lesson.outcomes, strict=True):
        assert each.answered == len(outcome.given)
        if each.kind != Kind.SURVEY:
            assert each.right == sum(marks.credit == 1000 for marks in outcome.marks.values())
    assert {person.id: person.points for person in found.people} == {
        who: score.points for who, score in lesson.scores.items()
    }
    shares = [each.wrong_share for each in found.hardest]
    assert shares == sorted(shares, reverse=True) and shares and min(shares) >= 0.3


def test_the_workbook_holds_text_as_text_and_a_chart(files: list[Path]) -> None:
    book = openpyxl.load_workbook(files[0])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+3" in {cell.value for cell in cells}
    assert any(sheet._charts for sheet in book)
    assert len(book.worksheets) == 4


def test_the_sheet_needs_nothing_from_outside(files: list[Path]) -> None:
    page = files[1].read_text("utf-8")
    assert "<script" not in page and "http" not in page and page.count("<article>") >= 2
    assert not any(name in page for name in NAMES.values())


def test_a_session_held_before_is_told_without_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opening, _ = asked()
    journal = ClassJournal.make(tmp_path / FOLDER, opening)
    journal.append([on.Joined(0, 1), on.Opened(0, 0), on.Closed(10, 0), on.Ended(20)])
    journal.close()
    out = tmp_path / "out.xlsx"
    command = ["classroom", "report", str(journal.path), "--out", str(out), "--data-dir", str(tmp_path)]
    assert main(command) == 0 and out.is_file()
    (tmp_path / "no.sqlite3").write_bytes(b"no" * 500)
    command[2] = str(tmp_path / "no.sqlite3")
    assert main(command) == 1
    assert "课堂记录" in capsys.readouterr().err
