"""Reading for a report: only what is in the span, never a write, and beside a game that plays on."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from game.records.database import NAME
from game.records.journal import Journal
from game.records.numbers import numbers
from game.records.rows import NotReadableError, read_rows, reading_copy
from game.rules.run import AnswerRecord, Result

DAY = date(2026, 11, 23)


def played(folder: Path, day: date = DAY) -> Journal:
    """A journal as the game leaves it: one visit, one finished level, two answers, a flag, an age band."""
    journal = Journal.open(folder, lambda: 1_800_000_000_000, lambda: day, "大堂1号")
    journal.begin_visit(7)
    journal.tell_age("60-plus")
    journal.begin_run("t.1", 5, True, False)
    journal.save_answer(AnswerRecord(0, "q00", (0,), 1000, 1000, 7200, (), True, "p@1"))
    journal.save_answer(AnswerRecord(1, "q01", None, 0, 0, 30_000, (), None, "p@1"))
    journal.flag("q01", "p@1")
    journal.finish_run(Result("t.1", 5, 1000, 1, 2, 1, 1, 0, 3))
    return journal


def test_what_the_game_wrote_is_read(tmp_path: Path) -> None:
    journal = played(tmp_path)
    rows = read_rows(tmp_path, DAY, DAY)
    (visit,), (run,) = rows.visits, rows.runs
    assert (visit.day, visit.kiosk, visit.age_band) == (DAY, "大堂1号", "60-plus")
    assert (run.level, run.is_care, run.is_finished) == ("t.1", True, True)
    first, second = rows.answers
    assert (first.question, first.answer, first.credit, first.bucket_s, first.sure) == ("q00", (0,), 1000, 10, True)
    assert (second.answer, second.sure, second.pack, second.is_care) == (None, None, "p@1", True)
    assert rows.flags == ("q01",)
    assert journal.begin_visit(8), "the game plays on"


def test_other_days_are_left_out(tmp_path: Path) -> None:
    played(tmp_path).close()
    assert read_rows(tmp_path, date(2026, 11, 24), date(2026, 12, 31)).answers == ()
    assert read_rows(tmp_path, date(2026, 10, 1), date(2026, 11, 22)).visits == ()
    assert len(read_rows(tmp_path, date(2026, 10, 1), DAY).answers) == 2


def test_vouchers_count_by_their_visits_day_and_by_the_day_of_redemption(tmp_path: Path) -> None:
    played(tmp_path, date(2026, 10, 31)).close()
    db = sqlite3.connect(tmp_path / NAME)
    db.execute("INSERT INTO vouchers VALUES (1, '2026-11-07', '2026-11-02')")
    db.commit()
    db.close()
    october = read_rows(tmp_path, date(2026, 10, 1), date(2026, 10, 31))
    november = read_rows(tmp_path, date(2026, 11, 1), date(2026, 11, 30))
    assert (october.vouchers_given, october.vouchers_redeemed) == (1, 0)
    assert (november.vouchers_given, november.vouchers_redeemed) == (0, 1)


def test_a_report_in_the_making_keeps_no_answer_from_being_saved(tmp_path: Path) -> None:
    journal = played(tmp_path)
    with reading_copy(tmp_path) as db:
        rows = db.execute("SELECT question FROM answers")
        assert rows.fetchone() == ("q00",)
        assert journal.begin_visit(8) and journal.begin_run("t.2", 1, False, False)
        assert journal.save_answer(AnswerRecord(0, "q02", (1,), 0, 0, 900, ()))
        assert rows.fetchall() == [("q01",)], "the report is of one moment"


@pytest.mark.parametrize("odd", ["", "nothing", "{}", "[1.5]", '["=1+1"]', "[[1]]"])
def test_an_answer_that_makes_no_sense_is_read_as_none(tmp_path: Path, odd: str) -> None:
    played(tmp_path).close()
    db = sqlite3.connect(tmp_path / NAME)
    db.execute("UPDATE answers SET answer = ?", (odd,))
    db.commit()
    db.close()
    assert [row.answer for row in read_rows(tmp_path, DAY, DAY).answers] == [None, None]


def test_no_journal_an_old_one_or_a_broken_one_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(NotReadableError, match="no journal"):
        read_rows(tmp_path, DAY, DAY)
    assert list(tmp_path.iterdir()) == [], "reading makes no file"
    played(tmp_path).close()
    db = sqlite3.connect(tmp_path / NAME)
    db.execute("PRAGMA user_version = 2")
    db.close()
    with pytest.raises(NotReadableError, match="version 2"):
        read_rows(tmp_path, DAY, DAY)
    (tmp_path / NAME).write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(NotReadableError):
        read_rows(tmp_path, DAY, DAY)


def test_reading_changes_no_byte(tmp_path: Path) -> None:
    played(tmp_path).close()
    before = (tmp_path / NAME).read_bytes()
    read_rows(tmp_path, DAY, DAY)
    numbers(tmp_path, DAY, lambda asked: {})
    assert (tmp_path / NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
