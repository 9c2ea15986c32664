"""A disk that refuses: every write says so, none raises, and all is well again as soon as the disk is."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from game.records.database import DAMAGED, NAME
from game.records.journal import Journal
from game.rules.run import AnswerRecord, Result

resource = pytest.importorskip("resource", reason="limits on files are a Unix matter")
NOBODY = 65534
RESULT = Result("one.1", 1, 3000, 3, 7, 1, 2, 0, 2)


def opened(folder: Path) -> Journal:
    return Journal.open(folder, lambda: 1_800_000_000_000, lambda: date(2026, 11, 23))


def record(index: int) -> AnswerRecord:
    return AnswerRecord(index, f"q{index:04}", (0,), 1000, 1000, 3000, ())


def begin(journal: Journal, seed: int = 1) -> bool:
    """Whether visit and level are both on record; the level is begun either way, as the game does."""
    return all([journal.begin_visit(seed), journal.begin_run("one.1", seed, care=False, speed=False)])


def records_in(folder: Path) -> list[int]:
    found = opened(folder).unfinished(60_000)
    return [] if found is None else [item.index for item in found.records]


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """No file may grow beyond the journal's present size."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (folder / NAME).stat().st_size if (folder / NAME).exists() else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another program holds the file."""
    db = sqlite3.connect(folder / NAME, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        db.close()


@contextmanager
def no_more_files(folder: Path) -> Iterator[None]:
    """No file can be opened."""
    old = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, old)


FAULTS = {"full": full_disk, "locked": locked, "no files": no_more_files}


def fill(journal: Journal, first: int = 0) -> int:
    """Saves answers until one isn't; its index."""
    index = first
    while journal.save_answer(record(index)):
        index += 1
        assert index < 5000
    return index


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_during_play_is_told_and_heals(tmp_path: Path, kind: str) -> None:
    journal = opened(tmp_path)
    assert begin(journal)
    saved = 3
    assert all(journal.save_answer(record(index)) for index in range(saved))
    with FAULTS[kind](tmp_path):
        lost = fill(journal, saved)
        assert not journal.save_answer(record(lost + 1))
        assert not journal.is_healthy
    assert journal.save_answer(record(lost + 2))
    assert journal.is_healthy
    journal.close()
    assert records_in(tmp_path) == list(range(lost + 3)), "the answers in between came along"
    assert not (tmp_path / DAMAGED).exists(), "the file was fine"


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_when_a_visit_begins_mixes_no_two_visitors(tmp_path: Path, kind: str) -> None:
    journal = opened(tmp_path)
    assert begin(journal, seed=1)
    with FAULTS[kind](tmp_path):
        saved = fill(journal)
        assert not journal.close_visit()
        # On a full disk the few bytes of a new visit may still fit into the file's last page.
        assert kind == "full" or not begin(journal, seed=2)
        assert kind == "full" or not journal.save_answer(record(0))
    if kind == "full":
        begin(journal, seed=2)
    assert journal.begin_run("one.2", 3, care=False, speed=False)
    assert journal.save_answer(record(0))
    assert journal.finish_run(RESULT)
    journal.close()
    db = sqlite3.connect(tmp_path / NAME)
    states = db.execute("SELECT seed, state FROM visits ORDER BY id").fetchall()
    played = db.execute(
        "SELECT visits.seed, level, count(idx) FROM visits JOIN runs ON visits.id = visit_id"
        " LEFT JOIN answers ON run_id = runs.id GROUP BY runs.id ORDER BY runs.id"
    ).fetchall()
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    assert states == [(1, "closed"), (2, "open")]
    assert (1, "one.1", saved) in played
    assert (2, "one.2", 1) in played


@pytest.mark.parametrize("kind", ["full", "no files"])
def test_a_fault_at_the_very_start_is_told_and_heals(tmp_path: Path, kind: str) -> None:
    with FAULTS[kind](tmp_path):
        journal = opened(tmp_path / "data")
        assert not journal.is_healthy
        assert not begin(journal)
        assert not journal.save_answer(record(0))
        assert journal.unfinished(60_000) is None
        assert not journal.close_visit()
    assert begin(journal)
    assert journal.save_answer(record(0))
    assert journal.is_healthy
    journal.close()
    assert records_in(tmp_path / "data") == [0]
    assert not (tmp_path / "data" / DAMAGED).exists(), "there was nothing damaged"


@contextmanager
def nobody() -> Iterator[None]:
    """Rights on files count, for root too."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder with a journal in it that nobody may write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = opened(folder)
        assert begin(journal)
        assert journal.save_answer(record(0))
        journal.close()
        folder.chmod(0o555)
        (folder / NAME).chmod(0o444)
        yield folder
        folder.chmod(0o755)


def test_a_read_only_folder_is_told_and_heals(read_only: Path) -> None:
    with nobody():
        journal = opened(read_only)
        found = journal.unfinished(60_000)
        assert found is not None and len(found.records) == 1
        assert not begin(journal, seed=2)
        assert not journal.save_answer(record(0))
        assert not journal.is_healthy
        empty = opened(read_only / "new")
        assert not empty.is_healthy
        assert not begin(empty)
    read_only.chmod(0o755)
    (read_only / NAME).chmod(0o644)
    assert journal.save_answer(record(1))
    assert journal.is_healthy
    assert [path.name for path in read_only.iterdir()] == [NAME]
    journal.close()
    found = opened(read_only).unfinished(60_000)
    assert found is not None
    assert (found.seed, [item.index for item in found.records]) == (2, [0, 1])


@pytest.mark.parametrize("place", ["a file", "a file/journals", "n" * 300])
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").touch()
    journal = opened(tmp_path / place)
    assert not journal.is_healthy
    assert not begin(journal)
    assert not journal.save_answer(record(0))
    assert journal.unfinished(60_000) is None


def test_a_damaged_file_in_a_read_only_folder_is_told(read_only: Path) -> None:
    read_only.chmod(0o755)
    (read_only / NAME).unlink()
    (read_only / NAME).write_bytes(b"no journal")
    read_only.chmod(0o555)
    with nobody():
        journal = opened(read_only)
        assert not journal.is_healthy
        assert not begin(journal)
    assert (read_only / NAME).read_bytes() == b"no journal"
