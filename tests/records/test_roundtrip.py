"""What goes into the journal comes out again: once, in order, and nothing personal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from game.records.database import NAME
from game.records.journal import Journal
from game.rules import run as rules
from game.rules.run import AnswerRecord, Phase, Prop, Result
from game.rules.visit import Interrupted
from tests.records.scorer import play
from tests.rules.street import TYPES, dealt

TODAY = date(2026, 11, 23)
NOW_MS = 1_800_000_000_000
MINUTE_MS = 60_000
YEAR_MS = 365 * 24 * 60 * MINUTE_MS
RESULT = Result("one.1", 11, 3200, 3, 7, 1, 2, 1, 2)

ALLOWED = {
    "visits": "id day kiosk seed state updated_ms age_band delivered",
    "runs": "id visit_id level seed care speed state",
    "answers": "run_id idx question answer credit points elapsed_bucket elapsed_ms props sure pack",
    "results": "run_id score right total stars best_streak props_used hearts",
    "flags": "visit_id question pack",
    "vouchers": "run_id expires redeemed",
    "stock": "id day amount",
}
"""Everything that may be kept (P1). Whoever adds a column argues here why it tells nothing about a person."""


def opened(folder: Path, now_ms: Callable[[], int] = lambda: NOW_MS) -> Journal:
    journal = Journal.open(folder, now_ms, lambda: TODAY, kiosk="desk 1")
    assert journal.is_healthy
    return journal


def record(index: int, **changes: object) -> AnswerRecord:
    made = AnswerRecord(index, f"q{index:04}", (0, 2), 1000, 1500, 4321, (Prop.HINT, Prop.TIME))
    return replace(made, **changes)  # type: ignore[arg-type]


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(folder / NAME)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def cut(folder: Path, now_ms: int = NOW_MS, within_ms: int = MINUTE_MS) -> Interrupted | None:
    """What a journal opened anew finds of a cut visit."""
    journal = opened(folder, lambda: now_ms)
    try:
        return journal.unfinished(within_ms)
    finally:
        journal.close()


def test_a_whole_visit_comes_back_as_it_was(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    assert journal.begin_visit(77)
    assert journal.begin_run("one.1", 11, care=False, speed=True)
    first = [record(0), record(1, answer=None, credit=0, points=0, props=()), record(2, answer=())]
    assert all(journal.save_answer(item) for item in first)
    assert journal.finish_run(RESULT)
    assert journal.begin_run("one.2", 12, care=False, speed=True)
    assert journal.save_answer(record(0, question="left"))
    assert journal.abandon_run()
    assert journal.begin_run("one.3", 13, care=True, speed=False)
    open_records = [record(0, question="open0"), record(1, question="open1")]
    assert all(journal.save_answer(item) for item in open_records)
    journal.close()
    assert cut(tmp_path) == Interrupted(
        77, (RESULT,), (*first, record(0, question="left")), "one.3", 13, True, False, tuple(open_records)
    )


def test_a_visit_between_levels_comes_back_without_one(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(77)
    assert cut(tmp_path) is None, "nothing was reached yet"
    journal.begin_run("one.1", 11, care=False, speed=True)
    journal.finish_run(RESULT)
    assert cut(tmp_path) == Interrupted(77, (RESULT,), ())


def test_a_closed_visit_is_never_offered_and_a_new_one_closes_the_old(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    for seed in (1, 2):
        journal.begin_visit(seed)
        journal.begin_run("one.1", seed, care=False, speed=False)
    journal.close()
    assert rows(tmp_path, "SELECT seed, state FROM visits ORDER BY id") == [(1, "closed"), (2, "open")]
    assert rows(tmp_path, "SELECT state FROM runs ORDER BY id") == [("abandoned",), ("open",)]
    again = opened(tmp_path)
    assert again.unfinished(MINUTE_MS) is not None
    assert again.begin_visit(3)
    assert again.close_visit() and again.close_visit()
    assert again.unfinished(MINUTE_MS) is None
    assert not again.take_up()


@pytest.mark.parametrize("jump_ms", [-80 * YEAR_MS, -1, MINUTE_MS + 1, 80 * YEAR_MS])
def test_a_clock_that_jumped_offers_nobody_anothers_visit_and_breaks_nothing(tmp_path: Path, jump_ms: int) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("one.1", 1, care=False, speed=False)
    journal.save_answer(record(0))
    journal.close()
    assert cut(tmp_path, NOW_MS + jump_ms) is None
    later = opened(tmp_path, lambda: NOW_MS + jump_ms)
    later.begin_visit(2)
    later.begin_run("one.1", 2, care=False, speed=False)
    later.save_answer(record(0, question="later"))
    later.close()
    found = cut(tmp_path, NOW_MS + jump_ms)
    assert found is not None
    assert (found.seed, found.records) == (2, (record(0, question="later"),))


def test_the_age_of_a_visit_counts_from_its_last_answer(tmp_path: Path) -> None:
    clock = iter(range(NOW_MS, NOW_MS + 100 * MINUTE_MS, MINUTE_MS))
    journal = opened(tmp_path, lambda: next(clock))
    journal.begin_visit(1)
    journal.begin_run("one.1", 1, care=False, speed=False)
    for index in range(10):
        journal.save_answer(record(index))
    journal.close()
    (written,) = rows(tmp_path, "SELECT max(updated_ms) FROM visits")[0]
    assert isinstance(written, int)
    assert cut(tmp_path, written + MINUTE_MS) is not None
    assert cut(tmp_path, written + MINUTE_MS + 1) is None


def test_the_same_answer_again_is_fine_and_not_doubled(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("one.1", 1, care=False, speed=False)
    assert all(journal.save_answer(record(0)) for _ in range(3))
    assert not journal.save_answer(record(0, points=9999))
    assert not journal.save_answer(record(0, answer=(1,)))
    assert journal.save_answer(record(0)) and journal.save_answer(record(1))
    assert rows(tmp_path, "SELECT idx, points FROM answers ORDER BY idx") == [(0, 1500), (1, 1500)]


def test_the_file_itself_refuses_a_second_answer(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("one.1", 1, care=False, speed=False)
    journal.save_answer(record(0))
    journal.close()
    db = sqlite3.connect(tmp_path / NAME)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        db.execute("INSERT INTO answers SELECT * FROM answers")
    db.close()


@pytest.mark.parametrize(("elapsed_ms", "bucket"), [(0, 0), (1, 5), (5000, 5), (5001, 10), (59_999, 60)])
def test_durations_for_statistics_are_rounded_up_to_five_seconds(tmp_path: Path, elapsed_ms: int, bucket: int) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("one.1", 1, care=False, speed=False)
    journal.save_answer(record(0, elapsed_ms=elapsed_ms))
    assert rows(tmp_path, "SELECT elapsed_ms, elapsed_bucket FROM answers") == [(elapsed_ms, bucket)]


def test_writing_without_a_visit_or_a_level_is_refused_and_harmless(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    assert not journal.begin_run("one.1", 1, care=False, speed=False)
    assert not journal.save_answer(record(0))
    assert not journal.finish_run(RESULT)
    assert journal.abandon_run() and journal.close_visit()
    assert journal.begin_visit(1)
    assert not journal.save_answer(record(0))
    assert journal.begin_run("one.1", 1, care=False, speed=False)
    assert journal.save_answer(record(0))


@pytest.mark.parametrize("changes", [{"points": 2**70}, {"question": "\ud800"}, {"credit": "many"}])
def test_what_no_file_can_hold_is_refused_alone(tmp_path: Path, changes: dict[str, object]) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("one.1", 1, care=False, speed=False)
    assert not journal.save_answer(record(0, **changes))
    assert journal.save_answer(record(0))
    assert journal.save_answer(record(1))


@pytest.mark.parametrize("seed", range(25))
def test_a_run_read_back_equals_the_run_that_was_cut(tmp_path: Path, seed: int) -> None:
    most = Random(seed).randint(0, 6)
    journal = opened(tmp_path)
    journal.begin_visit(seed)
    journal.begin_run("one.1", seed, care=False, speed=True)
    played = play(journal, seed, lambda line: None, most)
    journal.close()
    found = cut(tmp_path)
    if played.phase == Phase.ENDED:
        assert found is not None and found.results == (rules.result(played),)
        return
    assert found is not None and found.speed and not found.care
    resumed = rules.resume(dealt(found.level_seed), found.records, TYPES, found.speed)
    assert replace(resumed, shown_ms=0) == replace(played, shown_ms=0)


def test_a_visit_taken_up_goes_on_in_its_own_rows(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(5)
    journal.begin_run("one.1", 11, care=False, speed=False)
    journal.save_answer(record(0))
    journal.finish_run(RESULT)
    journal.begin_run("one.2", 12, care=False, speed=False)
    for index in range(1, 4):
        journal.save_answer(record(index - 1))
        journal.close()
        journal = opened(tmp_path)
        found = journal.unfinished(MINUTE_MS)
        assert found is not None
        assert (found.results, found.answers, len(found.records)) == ((RESULT,), (record(0),), index)
        assert journal.take_up()
        assert not journal.take_up(), "only once"
    assert journal.save_answer(record(3))
    assert journal.finish_run(replace(RESULT, level="one.2"))
    assert rows(tmp_path, "SELECT count(*) FROM visits") == [(1,)]
    assert rows(tmp_path, "SELECT level, state FROM runs ORDER BY id") == [("one.1", "finished"), ("one.2", "finished")]
    assert rows(tmp_path, "SELECT count(*) FROM answers") == [(5,)]


def test_only_allowed_columns_are_kept(tmp_path: Path) -> None:
    opened(tmp_path).close()
    tables = {name for (name,) in rows(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {*ALLOWED, "sqlite_sequence"}
    for table, columns in ALLOWED.items():
        assert [row[1] for row in rows(tmp_path, f"PRAGMA table_info({table})")] == columns.split()


def test_one_file_stays_and_its_settings_hold(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    assert journal._db is not None
    settings = {
        name: journal._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }
    assert settings == {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1}
    journal.close()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert rows(tmp_path, "SELECT day, kiosk, seed FROM visits") == [("2026-11-23", "desk 1", 1)]
