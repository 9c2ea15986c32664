"""The journal of a class: what was acknowledged is on disk, once, in order, and gives the session back."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest

from game.packs.bank import open_bank
from game.packs.kept import files_of
from game.qtypes import load_rules
from game.records.classroom import COLUMNS, ClassJournal, Opening, replay, unfinished
from game.records.database import DamagedError
from game.rules.classroom import events as on
from game.rules.classroom.lesson import Lesson, Round, Terms
from game.rules.classroom.plan import Wish, drawn, rounds
from game.rules.classroom.update import update
from game.start import QUESTIONS
from tests.records.class_power_cuts import NORMAL, cut_often, record

TYPES = load_rules()


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Opening, tuple[Round, ...]]:
    """Six rounds of the built-in packs, the last for buzzers, and how the session was opened."""
    bank = open_bank(files_of(QUESTIONS, tmp_path_factory.mktemp("data")), "zh-CN")
    pool = bank.listed([chapter.id for chapter in bank.campaign.chapters], 5)
    planned = drawn(Wish(6, warm_ups=1, buzzes=1), pool, 5)
    opening = Opening(5, "482913", "zh-CN", "防骗课", planned, 20, Terms(True, True, 2), "2026-11-26")
    return opening, rounds(planned, {}, bank.question, 5, TYPES)


def played(asked: tuple[Round, ...], terms: Terms, seed: int) -> tuple[list[on.Event], Lesson]:
    """A session with eight phones and whatever else may happen; the events that were accepted, and what came of them."""
    rng, lesson, accepted, now = Random(seed), Lesson(terms, asked), [], 0

    def happen(event: on.Event) -> None:
        nonlocal lesson
        after = update(lesson, event, TYPES)
        if after is not lesson:
            accepted.append(event)
        lesson = after

    for contestant in range(1, 9):
        happen(on.Joined(now, contestant))
    for index, each in enumerate(asked):
        happen(on.Opened(now, index))
        for _ in range(30):
            now += rng.randrange(0, 900)
            who = rng.randrange(1, 10)
            question = each.dealt.question
            answer = TYPES[question.type].guess(question.body, rng)
            happen(
                rng.choice(
                    [
                        on.Answered(now, who, index, answer, rng.randrange(9), rng.randrange(900)),
                        on.Answered(now, who, index, answer, rng.randrange(9)),
                        on.Buzzed(now, who, index),
                        on.FloorLost(now, index),
                        on.Paused(now),
                        on.Resumed(now),
                        on.Extended(now, 5000),
                    ]
                )
            )
        if rng.random() < 0.2:
            happen(on.Kicked(now, rng.randrange(1, 9)))
        happen(rng.choice([on.Closed(now, index), on.Closed(now, index), on.Skipped(now, index)]))
    happen(on.Ended(now))
    return accepted, lesson


@pytest.mark.parametrize("seed", range(12))
def test_the_events_give_the_session_back_at_any_cut(
    plan: tuple[Opening, tuple[Round, ...]], tmp_path: Path, seed: int
) -> None:
    opening, asked = plan
    events, ended = played(asked, opening.terms, seed)
    journal = ClassJournal.make(tmp_path, opening)
    cut = Random(seed).randrange(len(events))
    journal.append(events[:cut], {1: b"x" * 32})
    journal.close()
    journal = ClassJournal.open(journal.path)
    assert journal.opening == opening and journal.secrets() == {1: b"x" * 32}
    assert list(journal.events()) == events[:cut]
    journal.append(events[cut:])
    assert replay(asked, opening, journal.events(), TYPES) == ended
    for outcome in ended.outcomes:
        assert journal.stored(outcome.index) == len(outcome.given), "one row an answer, the last before closing"
    journal.close()


def test_what_fails_half_way_is_not_there_at_all_and_may_be_tried_again(
    plan: tuple[Opening, tuple[Round, ...]], tmp_path: Path
) -> None:
    opening, _ = plan
    journal = ClassJournal.make(tmp_path, opening)
    journal.append([on.Joined(0, 1)])
    other = sqlite3.connect(journal.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError):
        journal.append([on.Joined(1, 2)], {2: b"y" * 32})
    other.execute("ROLLBACK")
    assert list(journal.events()) == [on.Joined(0, 1)] and journal.secrets() == {}
    journal.append([on.Joined(1, 2)], {2: b"y" * 32})
    assert len(list(journal.events())) == 2
    journal.close()


def test_what_is_no_journal_is_damage_and_stays_as_it_is(tmp_path: Path) -> None:
    for name, data in (("text", b"what?" * 900), ("empty", b""), ("sqlite", b"SQLite format 3\0" + bytes(4000))):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(DamagedError):
            ClassJournal.open(path)
        assert path.read_bytes() == data
    with pytest.raises(FileNotFoundError):
        ClassJournal.open(tmp_path / "nothing")


def test_only_a_session_that_somebody_joined_and_nobody_ended_is_unfinished(
    plan: tuple[Opening, tuple[Round, ...]], tmp_path: Path
) -> None:
    opening, _ = plan
    assert unfinished(tmp_path, 0) is None
    journal = ClassJournal.make(tmp_path, opening)
    assert unfinished(tmp_path, 0) is None
    journal.append([on.Joined(0, 1)])
    assert unfinished(tmp_path, 0) == journal.path
    assert unfinished(tmp_path, journal.path.stat().st_mtime + 1) is None
    journal.append([on.Ended(5)])
    assert unfinished(tmp_path, 0) is None
    journal.close()


def test_the_file_has_room_for_nothing_personal(plan: tuple[Opening, tuple[Round, ...]], tmp_path: Path) -> None:
    journal = ClassJournal.make(tmp_path, plan[0])
    journal.close()
    db = sqlite3.connect(journal.path)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: tuple(row[1] for row in db.execute(f"PRAGMA table_info({name})")) for name in tables}
    db.close()
    assert found == COLUMNS
    allowed = {"at_ms", "contestant", "team", "is_table", "is_locked", "index", "kind", "answer", "count", "lag_ms"}
    allowed |= {"hands", "by_ms"}
    from dataclasses import fields

    from game.records.classroom import KINDS

    assert {field.name for kind in KINDS.values() for field in fields(kind)} == allowed


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    """`python -m tests.records.class_power_cuts` makes two thousand."""
    found = cut_often(*record(tmp_path / "own"), 200, Random(20261126))
    assert (found.cuts, found.damaged, found.losing) == (200, 0, 0)
    weaker = cut_often(*record(tmp_path / "weaker", NORMAL), 200, Random(7))
    assert weaker.damaged + weaker.losing >= 10, "the harness must see what weaker settings lose"
