"""Which journal a class goes into: a new one, or the one that was cut off."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest

from game.classroom import bank as banks
from game.classroom.begin import RESUME_WITHIN_S, Begun, begin
from game.classroom.planning import NoClassError
from game.packs.kept import CACHE
from game.records.classroom import FOLDER, ClassJournal
from game.rules.classroom.events import Ended, Event, Joined, Kicked, Opened
from game.rules.classroom.lesson import Terms
from game.start import QUESTIONS
from tests.classroom.switches import chosen

TODAY = date(2026, 11, 26)
PEOPLE = (Joined(10, 1), Joined(20, 2), Joined(30, 3, 1, is_table=True), Kicked(40, 2))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled packs, made once."""
    data = tmp_path_factory.mktemp("compiled")
    banks.opened("", QUESTIONS, data, "zh-CN").close()
    return data / CACHE


@pytest.fixture(autouse=True)
def warm(compiled: Path, tmp_path: Path) -> None:
    """Every test's data folder begins with them."""
    shutil.copytree(compiled, tmp_path / CACHE)


def begun(data: Path, *switches: str, room: str = "482913", seed: int = 5, later_s: float = 0) -> Begun:
    return begin(chosen(*switches), QUESTIONS, data, Random(seed), room, TODAY, lambda: time.time() + later_s)


def cut_off(data: Path, events: Sequence[Event] = PEOPLE) -> Begun:
    """A session in which those events happened, and then nothing more."""
    first = begun(data, "--questions", "3")
    journal = ClassJournal.open(first.path)
    journal.append(events)
    journal.close()
    return first


def test_a_new_session_is_on_the_disk_as_it_was_asked_for(tmp_path: Path) -> None:
    made = begun(tmp_path, "--questions", "4", "--seconds", "30", "--teams", "2", "--language", "en")
    assert made.path.parent == tmp_path / FOLDER and not made.is_resumed and made.names == {}
    journal = ClassJournal.open(made.path)
    assert journal.opening == made.opening and list(journal.events()) == []
    journal.close()
    assert (made.opening.room, made.opening.seconds, made.opening.language) == ("482913", 30, "en")
    assert (made.opening.terms, made.opening.day) == (Terms(teams=2), "2026-11-26")
    assert len(made.opening.planned) == 4


def test_chance_draws_unless_a_seed_is_given(tmp_path: Path) -> None:
    seeds = [
        begun(tmp_path, *switches, seed=seed).opening.seed for seed in (1, 2) for switches in ((), ("--seed", "7"))
    ]
    assert seeds[1] == seeds[3] == 7 and seeds[0] != seeds[2]


def test_a_session_that_was_cut_off_is_resumed_with_its_room_and_its_questions(tmp_path: Path) -> None:
    first = cut_off(tmp_path)
    again = begun(tmp_path, "--questions", "9", room="111111", later_s=RESUME_WITHIN_S - 60)
    assert again.is_resumed and again.path == first.path and again.opening == first.opening


def test_who_is_still_in_it_gets_a_made_up_name_the_same_each_time(tmp_path: Path) -> None:
    cut_off(tmp_path, [*(Joined(0, person) for person in range(1, 400)), Kicked(1, 7)])
    names = begun(tmp_path).names
    assert set(names) == set(range(1, 400)) - {7}
    assert len(set(names.values())) == len(names)
    assert begun(tmp_path).names == names


def test_tables_get_no_name_of_ours(tmp_path: Path) -> None:
    cut_off(tmp_path)
    assert set(begun(tmp_path).names) == {1}


@pytest.mark.parametrize("events", [(), (Joined(10, 1), Ended(20))])
def test_what_nobody_joined_or_what_has_ended_is_not_resumed(tmp_path: Path, events: tuple[Event, ...]) -> None:
    first = cut_off(tmp_path, events)
    again = begun(tmp_path)
    assert not again.is_resumed and again.path != first.path


def test_what_was_cut_off_long_ago_is_not_resumed(tmp_path: Path) -> None:
    first = cut_off(tmp_path)
    assert begun(tmp_path, later_s=RESUME_WITHIN_S + 60).path != first.path


def test_a_new_one_may_be_asked_for(tmp_path: Path) -> None:
    first = cut_off(tmp_path, [Joined(10, 1), Opened(20, 0)])
    assert begun(tmp_path, "--new").path != first.path


def test_a_damaged_journal_is_no_hindrance(tmp_path: Path) -> None:
    cut_off(tmp_path).path.write_bytes(b"no database" * 1000)
    assert not begun(tmp_path).is_resumed


@pytest.mark.skipif(os.name == "nt", reason="a file where the folder should be is enough there")
def test_a_folder_that_cant_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way", "utf-8")
    with pytest.raises(NoClassError, match=r"can't be saved .* / .*写不进"):
        begun(tmp_path)
