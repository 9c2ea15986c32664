"""What was shown as counted is on disk, once; and nothing there tells who played."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest

from game.records import schema
from game.records.database import NAME
from game.records.journal import Journal
from game.rules import run as rules
from game.rules.run import AnswerRecord, Prop, Result
from tests.questions import TYPES, dealt
from tests.rules.test_run import play


class Wall:
    """A wall clock that a test may turn."""

    def __init__(self) -> None:
        self.now_ms = 1_800_000_000_000

    def __call__(self) -> int:
        return self.now_ms


def opened(folder: Path, wall: Wall | None = None) -> Journal:
    return Journal.open(folder, wall or Wall(), lambda: date(2026, 11, 23))


def record(place: int, points: int = 1000) -> AnswerRecord:
    return AnswerRecord(place, f"q{place}", (place,), 1000, points, 1234, (Prop.HINT,))


RESULT = Result("property.1", 5, 3000, 3, 6, 1, 2, 1, 1)


def test_a_cut_visit_is_found_with_everything_in_it(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    assert journal.begin_visit(7)
    assert journal.begin_run("property.1", 5, False, False)
    assert journal.save_answer(record(0))
    assert journal.finish_run(RESULT)
    assert journal.begin_run("property.2", 6, True, False)
    assert journal.save_answer(record(1))
    journal.close()
    found = opened(tmp_path).unfinished(60_000)
    assert found is not None
    assert (found.seed, found.level, found.level_seed, found.care) == (7, "property.2", 6, True)
    assert found.results == (RESULT,)
    assert found.answers == (record(0),)
    assert found.records == (record(1),)


def test_a_closed_or_old_visit_is_not_offered(tmp_path: Path) -> None:
    wall = Wall()
    journal = opened(tmp_path, wall)
    journal.begin_visit(7)
    journal.begin_run("a.1", 1, False, False)
    journal.save_answer(record(0))
    for jump in (10 * 60_000, -10 * 60_000, 10 * 365 * 86_400_000):
        wall.now_ms += jump
        assert journal.unfinished(60_000) is None
        wall.now_ms -= jump
    assert journal.unfinished(60_000) is not None
    journal.close_visit()
    assert journal.unfinished(60_000) is None


def test_the_same_answer_twice_counts_once(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("a.1", 1, False, False)
    assert journal.save_answer(record(0)) and journal.save_answer(record(0))
    with sqlite3.connect(tmp_path / NAME) as db:
        assert db.execute("SELECT count(*) FROM answers").fetchone() == (1,)


def test_a_resumed_run_equals_the_one_that_was_cut(tmp_path: Path) -> None:
    played = play(rules.start(dealt(4)), [True, False, True])
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("t.1", 4, False, False)
    for entry in played.records:
        assert journal.save_answer(entry)
    journal.close()
    found = opened(tmp_path).unfinished(10**9)
    assert found is not None
    resumed = rules.resume(dealt(4), found.records, TYPES)
    assert (resumed.index, resumed.score, resumed.hearts) == (played.index, played.score, played.hearts)


def test_durability_settings(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    assert journal._db is not None
    assert journal._db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert journal._db.execute("PRAGMA synchronous").fetchone() == (3,)


@pytest.mark.parametrize("kind", ["flip", "cut", "png", "empty", "folder", "newer"])
def test_a_damaged_file_is_kept_aside_and_play_goes_on(tmp_path: Path, kind: str) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("a.1", 1, False, False)
    for place in range(200):
        journal.save_answer(record(place))
    journal.close()
    path = tmp_path / NAME
    data = bytearray(path.read_bytes())
    if kind == "flip":
        rng = Random(1)
        for _ in range(400):
            data[rng.randrange(100, len(data))] ^= 0xFF
        path.write_bytes(data)
    elif kind == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "png":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "folder":
        path.unlink()
        path.mkdir()
    else:
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
    again = opened(tmp_path)
    assert again.begin_visit(2) and again.begin_run("a.1", 1, False, False) and again.save_answer(record(0))
    if kind != "empty":
        assert len(list((tmp_path / "damaged").iterdir())) == 1


def test_a_journal_that_cannot_be_written_says_so_and_heals(tmp_path: Path) -> None:
    blocker = tmp_path / "data"
    blocker.write_text("a file where the folder should be")
    journal = opened(blocker)
    assert not journal.begin_visit(1)
    assert not journal.save_answer(record(0))
    assert not journal.is_healthy
    blocker.unlink()
    assert journal.begin_visit(1) and journal.begin_run("a.1", 1, False, False) and journal.save_answer(record(0))
    assert journal.is_healthy


CHILD = """
import sys, time
from datetime import date
from pathlib import Path
from game.records.journal import Journal
from game.rules.run import AnswerRecord
journal = Journal.open(Path(sys.argv[1]), lambda: time.time_ns() // 1_000_000, date.today)
journal.begin_visit(1)
journal.begin_run(sys.argv[2], 1, False, False)
place = 0
while True:
    if journal.save_answer(AnswerRecord(place, f"q{place}", (0,), 1000, 1000, 5, ())):
        sys.stdout.write(f"{place}\\n")
        sys.stdout.flush()
    place += 1
"""


def killed(folder: Path, name: str, after_s: float) -> int:
    """How many answers a child acknowledged before it was killed while it was saving."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder), name], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(after_s)
    os.kill(child.pid, signal.SIGKILL)
    acknowledged = 1 + len(child.stdout.read().splitlines())
    child.wait()
    return acknowledged


def check(folder: Path, name: str, acknowledged: int) -> None:
    """Nothing acknowledged is lost or doubled, and the file is whole."""
    opened(folder).close()
    with sqlite3.connect(folder / NAME) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        places = [
            row[0]
            for row in db.execute("SELECT idx FROM answers JOIN runs ON runs.id = run_id WHERE level = ?", (name,))
        ]
    assert sorted(places) == list(range(len(places)))
    assert len(places) in (acknowledged, acknowledged + 1)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a Unix signal")
def test_twelve_kills_while_scoring_lose_nothing(tmp_path: Path) -> None:
    rng = Random(3)
    for number in range(12):
        check(tmp_path, f"kill.{number}", killed(tmp_path, f"kill.{number}", rng.uniform(0, 0.06)))
    assert not (tmp_path / "damaged").exists()


def test_a_journal_of_the_first_version_is_brought_along_with_its_rows(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME, isolation_level=None) as db:
        db.executescript(f"BEGIN; {schema.TABLES} PRAGMA user_version = 1; COMMIT;")
        db.execute("INSERT INTO visits VALUES (1, '2026-11-23', '', 5, 'open', 0)")
        db.execute("INSERT INTO runs VALUES (1, 1, 'a.1', 9, 0, 0, 'open')")
        db.execute("INSERT INTO answers VALUES (1, 0, 'q', '[1]', 1000, 1000, 5, 1200, '')")
    db.close()
    journal = opened(tmp_path)
    told = journal.unfinished(10**15)
    assert told is not None and told.records[0].question == "q" and told.records[0].sure is None
    assert journal.is_healthy and not (tmp_path / "damaged").exists()
    journal.close()
    with sqlite3.connect(tmp_path / NAME) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_the_record_table_has_one_line_a_visit_best_first(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    for seed, results in ((1, (3, 7)), (2, (5,)), (3, (7,))):
        journal.begin_visit(seed)
        for number, right in enumerate(results):
            journal.begin_run("challenge", number, False, False)
            journal.finish_run(Result("challenge", number, right * 1000 + seed, right, 40, 0, right, 0, 0))
    assert [(entry.seed, entry.right) for entry in journal.best("challenge", 5)] == [(3, 7), (1, 7), (2, 5)]
    assert [entry.seed for entry in journal.best("challenge", 2)] == [3, 1]
    assert journal.best("daily", 5) == []


def test_whether_one_was_sure_is_kept(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.begin_visit(1)
    journal.begin_run("a.3", 1, False, False)
    for place, sure in enumerate((None, True, False)):
        assert journal.save_answer(AnswerRecord(place, "q", (1,), 0, 0, 10, (), sure))
    told = journal.unfinished(10**15)
    assert told is not None and [each.sure for each in told.records] == [None, True, False]


def test_records_of_a_day_and_of_all_time(tmp_path: Path) -> None:
    for day in (22, 23):
        journal = Journal(tmp_path, Wall(), lambda day=day: date(2026, 11, day))  # type: ignore[misc]
        journal.begin_visit(day)
        journal.begin_run("challenge", day, False, False)
        journal.finish_run(Result("challenge", day, 1000, day, 30, 0, 1, 0, 0))
        journal.close_visit()
    assert [entry.seed for entry in journal.best("challenge", 5)] == [23, 22]
    assert [entry.seed for entry in journal.best("challenge", 5, "2026-11-23")] == [23]
    assert journal.best("challenge", 5, "2026-11-24") == []
