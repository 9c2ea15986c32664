"""Backups are whole, thin themselves without trusting the clock, and come back when the journal is damaged."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.records.backups import DAYS, FOLDER, MONTHS, NEWEST, WEEKS, back_up, backups, is_due, is_good, kept, put_back
from game.records.database import DAMAGED, NAME
from game.records.health import State
from game.records.journal import Journal
from game.rules.run import AnswerRecord

NOON = datetime(2026, 11, 23, 12, 0, 0)
MOST = NEWEST + DAYS + WEEKS + MONTHS
ROOT = Path(__file__).resolve().parents[2]


def opened(folder: Path) -> Journal:
    return Journal.open(folder, lambda: 1_800_000_000_000, lambda: date(2026, 11, 23))


def played(folder: Path, *seeds: int) -> None:
    """A visit with three answers for each seed."""
    journal = opened(folder)
    for seed in seeds:
        journal.begin_visit(seed)
        journal.begin_run("one.1", seed, care=False, speed=False)
        for index in range(3):
            assert journal.save_answer(AnswerRecord(index, f"q{index}", (0,), 1000, 1000, 3000, ()))
        journal.close_visit()
    journal.close()


def seeds(path: Path) -> list[int]:
    db = sqlite3.connect(path)
    try:
        return [seed for (seed,) in db.execute("SELECT seed FROM visits ORDER BY id")]
    finally:
        db.close()


# ── taking ──


def test_a_copy_holds_what_the_journal_held(tmp_path: Path) -> None:
    played(tmp_path, 1, 2)
    taken = back_up(tmp_path, NOON)
    assert taken is not None and is_good(taken.path)
    assert seeds(taken.path) == [1, 2]
    assert backups(tmp_path) == [taken]


def test_without_a_journal_there_is_nothing_to_copy(tmp_path: Path) -> None:
    assert back_up(tmp_path, NOON) is None and not is_due(tmp_path, NOON)


def test_a_copy_is_due_when_something_changed_and_half_an_hour_went_by(tmp_path: Path) -> None:
    played(tmp_path, 1)
    assert is_due(tmp_path, NOON)
    back_up(tmp_path, NOON)
    assert not is_due(tmp_path, NOON + timedelta(days=1)), "nothing changed"
    played(tmp_path, 2)
    assert not is_due(tmp_path, NOON + timedelta(minutes=29))
    assert is_due(tmp_path, NOON + timedelta(minutes=30))


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_that_jumps_neither_stops_copies_nor_deletes_any(tmp_path: Path, year: int) -> None:
    for day in range(DAYS - 1):
        played(tmp_path, day)
        back_up(tmp_path, NOON + timedelta(days=day))
    before = backups(tmp_path)
    played(tmp_path, 99)
    wrong = datetime(year, 1, 1)
    assert is_due(tmp_path, wrong)
    back_up(tmp_path, wrong)
    after = backups(tmp_path)
    assert seeds(after[0].path)[-1] == 99, "the newest by number, whatever its date"
    assert after[1:] == before


def test_a_copy_that_fails_leaves_the_others_and_no_half(tmp_path: Path) -> None:
    played(tmp_path, 1)
    good = back_up(tmp_path, NOON)
    path = tmp_path / NAME
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises((sqlite3.Error, OSError)):
        back_up(tmp_path, NOON + timedelta(hours=1))
    assert backups(tmp_path) == [good]
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


# ── thinning ──


@given(st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)), max_size=200))
def test_the_newest_always_stay_and_the_number_is_bounded(taken: list[datetime]) -> None:
    places = kept(taken)
    assert set(range(min(NEWEST, len(taken)))) <= places <= set(range(len(taken)))
    assert len(places) <= MOST


def test_four_hundred_days_of_copies_reach_back_most_of_a_year() -> None:
    stand: list[datetime] = []
    for half_hour in range(400 * 16):
        day, slot = divmod(half_hour, 16)
        stand.insert(0, datetime(2026, 1, 1, 9) + timedelta(days=day, minutes=30 * slot))
        keep = kept(stand)
        stand = [taken for place, taken in enumerate(stand) if place in keep]
        assert len(stand) <= MOST
    assert stand[0] - stand[-1] >= timedelta(days=7 * 30)
    assert stand[0] - stand[NEWEST - 1] == timedelta(minutes=30 * (NEWEST - 1))
    assert len({taken.date() for taken in stand}) >= DAYS


# ── putting back ──


def test_a_damaged_journal_is_replaced_by_the_newest_good_copy(tmp_path: Path) -> None:
    played(tmp_path, 1)
    back_up(tmp_path, NOON)
    played(tmp_path, 2)
    spoilt = back_up(tmp_path, NOON + timedelta(hours=1))
    assert spoilt is not None
    spoilt.path.write_bytes(b"no database at all")
    (tmp_path / NAME).write_bytes(b"\x00" * 5000)
    journal = opened(tmp_path)
    assert journal.health.state == State.RESTORED
    assert journal.health.restored_from == NOON
    assert journal.health.kept is not None and journal.health.kept.parent.name == DAMAGED
    assert journal.begin_visit(3)
    journal.close()
    assert seeds(tmp_path / NAME) == [1, 3]


def test_a_journal_that_vanished_comes_back(tmp_path: Path) -> None:
    played(tmp_path, 1)
    back_up(tmp_path, NOON)
    (tmp_path / NAME).unlink()
    assert opened(tmp_path).health.state == State.RESTORED
    assert seeds(tmp_path / NAME) == [1]


def test_damage_without_a_copy_begins_anew_and_says_so(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\x89PNG")
    journal = opened(tmp_path)
    assert journal.health.state == State.BEGUN_ANEW and journal.health.kept is not None


def test_a_fresh_kiosk_and_a_sound_one_are_well(tmp_path: Path) -> None:
    assert opened(tmp_path).health.state == State.OK
    assert opened(tmp_path).health.state == State.OK


def test_a_visit_that_damage_cut_through_is_whole_after_the_copy_came_back(tmp_path: Path) -> None:
    played(tmp_path, 1)
    back_up(tmp_path, NOON)
    journal = opened(tmp_path)
    journal.begin_visit(2)
    journal.begin_run("one.1", 2, care=False, speed=False)
    assert journal.save_answer(AnswerRecord(0, "q0", (0,), 1000, 1000, 3000, ()))
    path = tmp_path / NAME
    path.write_bytes(b"SQLite format 3\0" + bytes(path.stat().st_size - 16))
    journal.close()
    answers = [journal.save_answer(AnswerRecord(index, f"q{index}", (0,), 1000, 1000, 3000, ())) for index in (1, 2)]
    assert answers[-1] and journal.health.state == State.RESTORED
    journal.close()
    db = sqlite3.connect(path)
    rows = db.execute(
        "SELECT visits.seed, count(*) FROM visits JOIN runs ON visit_id = visits.id JOIN answers ON run_id = runs.id GROUP BY 1"
    )
    assert dict(rows.fetchall()) == {1: 3, 2: 3}
    db.close()


def test_an_older_copy_is_brought_to_the_present_shape(tmp_path: Path) -> None:
    from game.records import schema

    folder = tmp_path / FOLDER
    folder.mkdir()
    db = sqlite3.connect(folder / "000001-20260101-120000-2.sqlite3", isolation_level=None)
    db.executescript(f"BEGIN; {schema.TABLES} PRAGMA user_version = 1; COMMIT;")
    db.execute("INSERT INTO visits (day, kiosk, seed, state, updated_ms) VALUES ('2026-01-01', '', 5, 'closed', 1)")
    db.close()
    journal = opened(tmp_path)
    assert journal.health.state == State.RESTORED and journal.begin_visit(6)
    journal.close()
    assert seeds(tmp_path / NAME) == [5, 6]


@pytest.mark.parametrize("seed", range(20))
def test_restore_drill(tmp_path: Path, seed: int) -> None:
    """Some visits, a copy, damage of any kind, and the same visits again."""
    rng = Random(seed)
    played(tmp_path, *range(rng.randint(1, 6)))
    before = seeds(tmp_path / NAME)
    back_up(tmp_path, NOON)
    data = bytearray((tmp_path / NAME).read_bytes())
    for _ in range(rng.randint(1, 40)):
        data[rng.randrange(100)] ^= rng.randint(1, 255)
    (tmp_path / NAME).write_bytes(data[: rng.randint(1, len(data))])
    opened(tmp_path).close()
    assert seeds(tmp_path / NAME) == before


# ── kill -9 ──

COPIER = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from game.records.backups import back_up
print("ready", flush=True)
now = datetime(2026, 11, 23)
while True:
    now += timedelta(hours=1)
    back_up(Path(sys.argv[1]), now)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a Unix matter")
def test_kills_leave_no_half_copy(tmp_path: Path) -> None:
    import time

    played(tmp_path, *range(20))
    rng = Random(3)
    for _ in range(12):
        child = subprocess.Popen([sys.executable, "-c", COPIER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(rng.uniform(0, 0.05))
        child.send_signal(signal.SIGKILL)
        child.communicate()
    stand = backups(tmp_path)
    assert stand and all(is_good(backup.path) for backup in stand)
    assert len(stand) <= MOST


def test_what_lies_among_the_copies_by_another_name_is_left_alone(tmp_path: Path) -> None:
    played(tmp_path, 1)
    back_up(tmp_path, NOON)
    other = tmp_path / FOLDER / "mine.sqlite3"
    shutil.copy(tmp_path / NAME, other)
    assert len(backups(tmp_path)) == 1
    (tmp_path / NAME).unlink()
    assert put_back(tmp_path) is not None and other.exists()
