"""Visits go to a real PostgreSQL whole, once, and only when they are over."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from game.records.backups import back_up, put_back
from game.records.central.deliver import Delivery, deliver
from game.records.central.outbox import NotReadyError, Outbox
from game.records.database import NAME
from game.records.vouchers import Vouchers
from game.rules.run import AnswerRecord, Prop, Result
from game.rules.visit import AgeBand
from game.rules.voucher import Outcome
from tests.records.central.visits import (
    NOW_MS,
    TODAY,
    central,
    change,
    journal_in,
    local,
    play,
    played,
    record,
    undelivered,
)


def test_what_is_in_the_journal_arrives(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path, *range(60))
    assert deliver(Outbox(tmp_path), engine) == Delivery(new=60)
    assert central(engine) == local(tmp_path)
    assert all(central(engine)[name] for name in ("visits", "runs", "answers", "results", "flags"))
    assert undelivered(tmp_path) == []


def test_twice_is_once(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path, 1, 2, 3)
    deliver(Outbox(tmp_path), engine)
    before = central(engine)
    assert deliver(Outbox(tmp_path), engine) == Delivery()
    change(tmp_path, "UPDATE visits SET delivered = 0")
    assert deliver(Outbox(tmp_path), engine) == Delivery(known=3)
    assert deliver(Outbox(tmp_path), engine, is_again=True) == Delivery(known=3)
    assert central(engine) == before == local(tmp_path)


def test_an_open_visit_stays_and_goes_when_it_is_over(tmp_path: Path, engine: Engine) -> None:
    with journal_in(tmp_path) as journal:
        play(journal, 1, Random(1))
        play(journal, 2, Random(2), is_closed=False)
        assert deliver(Outbox(tmp_path), engine) == Delivery(new=1)
        assert undelivered(tmp_path) == [2]
        journal.close_visit()
        assert deliver(Outbox(tmp_path), engine) == Delivery(new=1)
    assert central(engine) == local(tmp_path)


def test_a_crash_between_there_and_here_doubles_nothing(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(tmp_path, 1, 2, 3)
    with monkeypatch.context() as patched:
        patched.setattr(Outbox, "mark", lambda self, packets: (_ for _ in ()).throw(OSError("power is gone")))
        with pytest.raises(OSError, match="power"):
            deliver(Outbox(tmp_path), engine)
    assert undelivered(tmp_path) == [1, 2, 3]
    assert deliver(Outbox(tmp_path), engine) == Delivery(known=3)
    assert central(engine) == local(tmp_path)


def test_three_kiosks_at_once_with_the_same_numbers(tmp_path: Path, engine: Engine) -> None:
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for folder in folders:
        played(folder, *range(40), kiosk=folder.name)
    # Each is carried twice at the same time, as by the kiosk itself and by hand.
    threads = [threading.Thread(target=deliver, args=(Outbox(folder), engine)) for folder in folders for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert central(engine) == local(*folders)
    assert len(central(engine)["visits"]) == 120


def test_a_new_file_under_the_same_kiosk_and_day_does_not_collide(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path / "old", 1, 2)
    deliver(Outbox(tmp_path / "old"), engine)
    played(tmp_path / "new", 8, 9)
    assert deliver(Outbox(tmp_path / "new"), engine) == Delivery(new=2)
    assert central(engine) == local(tmp_path / "old", tmp_path / "new")


def test_the_day_tells_visits_of_one_seed_apart(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path / "old", 7)
    played(tmp_path / "new", 7, today=date(2026, 11, 24))
    assert deliver(Outbox(tmp_path / "old"), engine) + deliver(Outbox(tmp_path / "new"), engine) == Delivery(new=2)


def test_a_mark_does_not_fall_on_a_file_that_took_the_others_place(tmp_path: Path) -> None:
    played(tmp_path, 1)
    packets = Outbox(tmp_path).waiting()
    (tmp_path / NAME).unlink()
    played(tmp_path, 2)
    Outbox(tmp_path).mark(packets)
    assert undelivered(tmp_path) == [2]


def test_after_a_backup_was_put_back_nothing_is_doubled_and_new_visits_arrive(tmp_path: Path, engine: Engine) -> None:
    from datetime import datetime

    played(tmp_path, 1, 2)
    back_up(tmp_path, datetime(2026, 11, 23, 9))
    played(tmp_path, 3, 4)
    deliver(Outbox(tmp_path), engine)
    lost = central(engine)
    (tmp_path / NAME).unlink()
    assert put_back(tmp_path) is not None
    played(tmp_path, 5, 6, 7)
    assert deliver(Outbox(tmp_path), engine) == Delivery(new=3, known=2)
    seeds = sorted(row[3] for row in central(engine)["visits"])
    assert seeds == [1, 2, 3, 4, 5, 6, 7], "what only the server still knew stays"
    assert all(row in central(engine)["answers"] for row in lost["answers"])


def test_a_visit_that_a_restored_file_knows_less_of_keeps_what_the_server_has(tmp_path: Path, engine: Engine) -> None:
    from datetime import datetime

    with journal_in(tmp_path) as journal:
        journal.begin_visit(1)
        journal.begin_run("one.1", 1, False, False)
        back_up(tmp_path, datetime(2026, 11, 23, 9))
        journal.save_answer(record(Random(0), 0))
        journal.finish_run(Result("one.1", 1, 100, 1, 1, 3, 1, 0, 3))
        journal.close_visit()
    deliver(Outbox(tmp_path), engine)
    before = central(engine)
    (tmp_path / NAME).unlink()
    put_back(tmp_path)
    with journal_in(tmp_path) as journal:
        assert journal.unfinished(1000) is not None and journal.take_up()
        journal.begin_run("one.2", 2, False, False)
        journal.save_answer(record(Random(1), 0))
        journal.close_visit()
    assert deliver(Outbox(tmp_path), engine) == Delivery(known=1)
    after = central(engine)
    assert [row[4:6] for row in after["runs"]] == [(1, "one.1"), (2, "one.2")]
    assert after["results"] == before["results"] and len(after["answers"]) == 2


def test_a_voucher_taken_after_its_visit_was_delivered_is_news(tmp_path: Path, engine: Engine) -> None:
    vouchers = Vouchers(tmp_path, lambda: TODAY)
    vouchers.add(1)
    with journal_in(tmp_path) as journal:
        journal.begin_visit(1)
        journal.begin_run("one.1", 1, False, False)
        journal.finish_run(Result("one.1", 1, 100, 3, 3, 3, 3, 0, 3))
        voucher = vouchers.issue("one.1", 7)
        journal.close_visit()
    assert voucher is not None
    deliver(Outbox(tmp_path), engine)
    assert central(engine)["vouchers"] == local(tmp_path)["vouchers"] != []
    read_before = Outbox(tmp_path).waiting(is_again=True)
    assert vouchers.redeem(voucher.code).outcome == Outcome.REDEEMED
    Outbox(tmp_path).mark(read_before)
    assert undelivered(tmp_path) == [1], "what was read before the redemption does not count as its delivery"
    assert deliver(Outbox(tmp_path), engine) == Delivery(known=1)
    assert central(engine) == local(tmp_path)
    assert undelivered(tmp_path) == []


def test_a_visit_that_no_server_can_take_holds_up_nobody(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path, *range(5))
    change(tmp_path, "UPDATE visits SET age_band = ? WHERE seed = 1", "a\0b")
    change(tmp_path, "UPDATE visits SET day = ? WHERE seed = 3", "someday")
    assert deliver(Outbox(tmp_path), engine) == Delivery(new=3, refused=2)
    assert undelivered(tmp_path) == [1, 3]
    assert sorted(row[3] for row in central(engine)["visits"]) == [0, 2, 4]


def test_the_outbox_neither_makes_nor_brings_up_a_journal(tmp_path: Path) -> None:
    with pytest.raises(NotReadyError):
        Outbox(tmp_path).counts()
    assert not (tmp_path / NAME).exists()
    played(tmp_path, 1)
    change(tmp_path, "PRAGMA user_version = 2")
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(NotReadyError):
        Outbox(tmp_path).waiting()
    assert (tmp_path / NAME).read_bytes() == before


def test_the_game_writes_on_while_a_look_is_taken(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path, *range(100))
    with journal_in(tmp_path) as journal:
        thread = threading.Thread(target=deliver, args=(Outbox(tmp_path), engine))
        thread.start()
        journal.begin_visit(1000)
        journal.begin_run("one.1", 1, False, False)
        saved = [journal.save_answer(record(Random(index), index)) for index in range(100)]
        thread.join()
        assert all(saved)
        journal.close_visit()
    deliver(Outbox(tmp_path), engine)
    assert central(engine) == local(tmp_path)


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
SMALL = st.integers(0, 2**31 - 1)
ANSWERS = st.builds(
    AnswerRecord,
    st.just(0),
    TEXTS,
    st.none() | st.lists(st.integers(0, 9), max_size=4).map(tuple),
    st.integers(-1000, 1000),
    SMALL,
    SMALL,
    st.lists(st.sampled_from(Prop), max_size=3).map(tuple),
    st.none() | st.booleans(),
    TEXTS,
)
RESULTS = st.builds(Result, st.just(""), st.just(0), SMALL, SMALL, SMALL, st.integers(0, 3), SMALL, SMALL, SMALL)
RUNS = st.tuples(TEXTS, SMALL, st.booleans(), st.booleans(), st.lists(ANSWERS, max_size=3), st.none() | RESULTS)
VISITS = st.tuples(
    st.dates(),
    TEXTS,
    SMALL,
    st.none() | st.sampled_from(AgeBand),
    st.lists(RUNS, max_size=3),
    st.sets(TEXTS, max_size=2),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visits=st.lists(VISITS, max_size=4))
def test_any_visits_are_equal_on_both_sides(tmp_path: Path, engine: Engine, visits: list[tuple]) -> None:
    folder = tmp_path / "any"
    shutil.rmtree(folder, ignore_errors=True)
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE visits, runs, answers, results, flags, vouchers"))
    for day, kiosk, seed, age, runs, flags in visits:
        with journal_in(folder, kiosk, day) as journal:
            assert journal.begin_visit(seed)
            if age is not None:
                journal.tell_age(age)
            for level, run_seed, care, speed, answers, result in runs:
                assert journal.begin_run(level, run_seed, care, speed)
                for index, answer in enumerate(answers):
                    assert journal.save_answer(
                        AnswerRecord(
                            index,
                            *(getattr(answer, name) for name in AnswerRecord.__dataclass_fields__ if name != "index"),
                        )
                    )
                if result is not None:
                    journal.finish_run(result)
            for question in flags:
                journal.flag(question, "pack@1")
            journal.close_visit()
    if visits:
        assert deliver(Outbox(folder), engine) == Delivery(new=len(visits))
        assert central(engine) == local(folder)


def test_nothing_of_the_wall_clock_is_carried(tmp_path: Path, engine: Engine) -> None:
    played(tmp_path, 1)
    deliver(Outbox(tmp_path), engine)
    assert str(NOW_MS) not in repr(central(engine))
