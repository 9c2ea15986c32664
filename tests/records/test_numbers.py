"""The staff's numbers are what the journal holds, and small groups are not told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from game.records.journal import Journal
from game.records.numbers import LEAST, Totals, numbers
from game.rules.run import AnswerRecord, Result

TODAY = date(2026, 11, 25)
TOPICS = {"q0": "fraud", "q1": "fraud", "q2": "know"}


def played(folder: Path, day: date, visits: int, credits: tuple[int, ...] = (1000, 500, 0)) -> None:
    journal = Journal(folder, lambda: 1, lambda: day)
    for seed in range(visits):
        journal.begin_visit(seed)
        journal.begin_run("one.1", seed, False, False)
        for index, credit in enumerate(credits):
            journal.save_answer(AnswerRecord(index, f"q{index}", (0,), credit, 0, 1000, ()))
        journal.finish_run(Result("one.1", seed, 0, 1, 3, 1, 1, 0, 3))
        journal.close_visit()
    journal.close()


def test_today_and_the_month_are_counted_apart(tmp_path: Path) -> None:
    played(tmp_path, date(2026, 10, 31), 4)
    played(tmp_path, date(2026, 11, 2), 3)
    played(tmp_path, TODAY, 2)
    found = numbers(tmp_path, TODAY, lambda asked: TOPICS)
    assert found.today == Totals(2, 2, 6, 50)
    assert found.month == Totals(5, 5, 15, 50)
    assert len(found.days) == 25 and dict(found.days)[date(2026, 11, 2)] == 3 and dict(found.days)[TODAY] == 2


def test_topics_are_told_from_five_answers_on(tmp_path: Path) -> None:
    played(tmp_path, TODAY, LEAST - 1)
    assert [topic for topic, _, _ in numbers(tmp_path, TODAY, lambda asked: TOPICS).topics] == ["fraud"]
    played(tmp_path, TODAY, 1)
    assert numbers(tmp_path, TODAY, lambda asked: TOPICS).topics == (("fraud", 75, 2 * LEAST), ("know", 0, LEAST))


def test_a_question_of_a_pack_that_is_gone_counts_but_has_no_topic(tmp_path: Path) -> None:
    played(tmp_path, TODAY, 6)
    found = numbers(tmp_path, TODAY, lambda asked: {})
    assert found.today.answers == 18 and found.topics == ()


def test_no_journal_and_a_spoilt_one_are_zeros(tmp_path: Path) -> None:
    assert numbers(tmp_path, TODAY, lambda asked: TOPICS).month == Totals()
    (tmp_path / "journal.sqlite3").write_bytes(b"nothing of the kind")
    assert numbers(tmp_path, TODAY, lambda asked: TOPICS).month == Totals()
