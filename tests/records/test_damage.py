"""Whatever lies at the journal's place, play goes on, and what was there is kept for the staff."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from game.records.database import DAMAGED, NAME
from game.records.journal import Journal
from game.rules.run import AnswerRecord

FLIPPED, TRUNCATED = 150, 40
RECORDS = 60


def opened(folder: Path) -> Journal:
    return Journal.open(folder, lambda: 1_800_000_000_000, lambda: date(2026, 11, 23))


def record(index: int) -> AnswerRecord:
    return AnswerRecord(index, f"q{index:04}", (0,), 1000, 1000, 3000, ())


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a journal with a few visits in it."""
    folder = tmp_path_factory.mktemp("healthy")
    journal = opened(folder)
    for seed in range(4):
        journal.begin_visit(seed)
        journal.begin_run("one.1", seed, care=False, speed=False)
        for index in range(RECORDS):
            assert journal.save_answer(record(index))
    journal.close()
    return (folder / NAME).read_bytes()


def visits(path: Path) -> int:
    """How many visits a file holds; -1 when it can't be read."""
    db = sqlite3.connect(path)
    try:
        return int(db.execute("SELECT count(*) FROM visits").fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError):
        return -1
    finally:
        db.close()


def survives(folder: Path, most_failures: int = 1) -> None:
    """A visit can be played; a file that lost its visits was kept; at most `most_failures` writes were not saved."""
    journal = opened(folder)
    assert journal.is_healthy
    journal.unfinished(60_000)
    answers = [journal.begin_visit(9), journal.begin_run("one.1", 9, care=False, speed=False)]
    answers += [journal.save_answer(record(index)) for index in range(8)]
    journal.close()
    assert answers.count(False) <= most_failures
    assert answers[-1]
    assert visits(folder / NAME) >= 5 or any((folder / DAMAGED).iterdir()), "a silent empty store"
    again = opened(folder)
    found = again.unfinished(60_000)
    again.close()
    assert found is not None
    assert (found.seed, [item.index for item in found.records]) == (9, list(range(8)))


def flip(data: bytes, rng: Random) -> bytes:
    """The bytes with 1 to 64 of them changed, sometimes all in the first page, where it hurts."""
    changed, reach = bytearray(data), rng.choice((100, 4096, len(data)))
    for _ in range(rng.randint(1, 64)):
        changed[rng.randrange(reach)] ^= rng.randint(1, 255)
    return bytes(changed)


def test_flipped_bytes(tmp_path: Path, healthy: bytes) -> None:
    for seed in range(FLIPPED):
        folder = tmp_path / str(seed)
        folder.mkdir()
        (folder / NAME).write_bytes(flip(healthy, Random(seed)))
        survives(folder)
        shutil.rmtree(folder)


def test_truncation(tmp_path: Path, healthy: bytes) -> None:
    rng = Random(0)
    lengths = [1, 15, 16, 19, 20, 99, 100, 512, 4095, 4096, 4097, 8192, len(healthy) - 4096, len(healthy) - 1]
    lengths += [rng.randrange(1, len(healthy)) for _ in range(TRUNCATED - len(lengths))]
    for length in lengths:
        folder = tmp_path / str(length)
        folder.mkdir(exist_ok=True)
        (folder / NAME).write_bytes(healthy[:length])
        survives(folder, most_failures=0)


def newer_schema(path: Path, healthy: bytes) -> None:
    path.write_bytes(healthy)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


def another_table(path: Path, healthy: bytes) -> None:
    path.write_bytes(healthy)
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE answers ADD COLUMN nickname TEXT")
    db.close()


def anothers_database(path: Path, healthy: bytes) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE cookies (name TEXT)")
    db.close()


def write_ahead(path: Path, healthy: bytes) -> None:
    path.write_bytes(healthy)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode = WAL")
    db.close()


IMPOSTORS: dict[str, Callable[[Path, bytes], object]] = {
    "png": lambda path, healthy: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "text": lambda path, healthy: path.write_text("hello"),
    "zeros": lambda path, healthy: path.write_bytes(bytes(len(healthy))),
    "random": lambda path, healthy: path.write_bytes(Random(1).randbytes(len(healthy))),
    "magic only": lambda path, healthy: path.write_bytes(healthy[:16] + bytes(5000)),
    "folder": lambda path, healthy: path.mkdir(),
    "full folder": lambda path, healthy: (path / "a" / "b").mkdir(parents=True),
    "newer schema": newer_schema,
    "another column": another_table,
    "another's database": anothers_database,
    "write-ahead": write_ahead,
}


@pytest.mark.parametrize("kind", IMPOSTORS)
def test_impostors_are_put_aside(tmp_path: Path, healthy: bytes, kind: str) -> None:
    IMPOSTORS[kind](tmp_path / NAME, healthy)
    was = (tmp_path / NAME).read_bytes() if (tmp_path / NAME).is_file() else b""
    survives(tmp_path, most_failures=0)
    (kept,) = (tmp_path / DAMAGED).iterdir()
    assert kept.name.startswith("2026-11-23-1800000000000-")
    assert kept.is_dir() or kept.read_bytes() == was


def test_an_empty_file_is_a_journal_not_yet_begun(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    journal = opened(tmp_path)
    assert journal.begin_visit(1)
    assert not (tmp_path / DAMAGED).exists()


def test_every_damaged_file_is_kept(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / NAME).write_bytes(b"no journal" * (number + 1))
        opened(tmp_path).close()
    assert sorted(path.stat().st_size for path in (tmp_path / DAMAGED).iterdir()) == [10, 20, 30, 40, 50]


def test_a_rollback_journal_goes_aside_with_its_file(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no journal")
    (tmp_path / f"{NAME}-journal").write_bytes(b"its rollback")
    survives(tmp_path, most_failures=0)
    assert len(list((tmp_path / DAMAGED).iterdir())) == 2
    assert not (tmp_path / f"{NAME}-journal").exists()


def test_damage_during_play_costs_one_answer_at_most_and_the_visit_is_written_anew(
    tmp_path: Path, healthy: bytes
) -> None:
    (tmp_path / NAME).write_bytes(healthy)
    journal = opened(tmp_path)
    journal.begin_visit(7)
    journal.begin_run("one.1", 7, care=False, speed=False)
    assert journal.save_answer(record(0))
    path = tmp_path / NAME
    with path.open("r+b") as file:
        file.seek(24)
        file.write(bytes([0x7F] * 4))
        file.seek(4096)
        file.write(bytes(path.stat().st_size - 4096))
    saved = [journal.save_answer(record(index)) for index in range(1, 6)]
    assert saved.count(False) <= 1
    assert saved[-1]
    journal.close()
    found = opened(tmp_path).unfinished(60_000)
    assert found is not None
    assert [item.index for item in found.records] == list(range(6))
    assert any((tmp_path / DAMAGED).iterdir())
