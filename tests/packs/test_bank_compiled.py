"""What is compiled says the same as the packs, follows their files, and comes back from any damage."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from game.packs import bank as banks
from game.packs import store
from game.packs.bank import Bank, open_bank
from game.packs.compilation import compiled_anew
from game.packs.kept import Files, kept
from game.packs.library import Library, load_library
from game.packs.street import LibraryError
from game.start import QUESTIONS


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The game's own packs, compiled once."""
    files = Files(QUESTIONS, tmp_path_factory.mktemp("cache"), {})
    compiled_anew(files)
    return files


@pytest.fixture
def own(tmp_path: Path, compiled: Files) -> Files:
    """A copy of one pack that a test may spoil, compiled."""
    root = tmp_path / "questions"
    shutil.copytree(QUESTIONS / "complaint-procedures", root / "complaint-procedures")
    shutil.copy(QUESTIONS / "campaign.yaml", root)
    files = Files(root, tmp_path / "cache", {})
    open_bank(files, "zh-CN")
    return files


def topics(bank: Bank) -> list[str]:
    return [chapter.id for chapter in bank.campaign.chapters]


def touch_later(path: Path) -> None:
    """The file's time is that of long ago, so that it counts as settled."""
    os.utime(path, ns=(10**18, 10**18))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_question_and_card_is_the_same_as_in_the_files(compiled: Files, language: str) -> None:
    library, bank = load_library(QUESTIONS, language), open_bank(compiled, language)
    assert bank.campaign == library.campaign
    assert bank.cards() == library.cards
    assert {entry.id for entry in bank.listed(topics(bank), 0)} == {question.id for question in library.questions()}
    for question in library.questions():
        assert bank.question(question.id) == question
    for entry in bank.listed(topics(bank), 0):
        whole = library.question(entry.id)
        assert (entry.type, entry.topic, entry.difficulty) == (whole.type, whole.topic, whole.difficulty)
        assert (entry.facts, entry.genuine, entry.is_foreign) == (whole.facts, whole.genuine, whole.is_foreign)
    assert [(pack.id, pack.count) for pack in bank.packs] == [(pack.id, len(pack.questions)) for pack in library.packs]
    assert bank.warnings(date(2028, 1, 1)) and not bank.warnings(date(2026, 11, 23))


def test_a_second_start_reads_no_yaml(compiled: Files) -> None:
    hidden = sys.modules.pop("yaml")
    sys.modules["yaml"] = None  # type: ignore[assignment]
    try:
        assert open_bank(compiled, "zh-CN").question("fraud-001").stem
    finally:
        sys.modules["yaml"] = hidden


def test_a_changed_file_is_compiled_anew_and_the_old_store_is_gone(own: Files) -> None:
    path = own.root / "complaint-procedures" / "q" / "complaint.yaml"
    first = open_bank(own, "zh-CN")
    name = first.listed(topics(first), 0)[0].id
    first.close()
    text = path.read_text("utf-8")
    path.write_text(text.replace("difficulty: 1", "difficulty: 2", 1), "utf-8")
    again = open_bank(own, "zh-CN")
    assert again.question(name)
    assert own.cache is not None and len(list(own.cache.glob("bank-*.db"))) == 1


def test_files_that_only_have_another_time_are_not_compiled_again(own: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in own.root.rglob("*.yaml"):
        touch_later(path)
    found = kept(own)
    assert found is not None, "the bytes are the same"
    # The stamp is of now: as long as the files may still be written within a tick of it, they are looked at again.
    assert all(changed == 10**18 for _, changed, _, _ in found.stamp.values())


def test_a_file_written_in_the_same_tick_is_noticed(own: Files) -> None:
    path = own.root / "complaint-procedures" / "q" / "complaint.yaml"
    before = path.stat()
    text = path.read_text("utf-8")
    assert "difficulty: 1" in text
    path.write_text(text.replace("difficulty: 1", "difficulty: 2", 1), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert kept(own) is None


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"digest": 1, "heads": 2}', b'{"heads": [{}]}'])
def test_rubbish_instead_of_the_heads_is_made_anew(own: Files, rubbish: bytes) -> None:
    assert own.cache is not None
    (own.cache / store.HEADS).write_bytes(rubbish)
    assert open_bank(own, "zh-CN").campaign.chapters
    assert kept(own) is not None


@pytest.mark.parametrize("spoil", ["missing", "cut", "rubbish", "flipped"])
def test_a_damaged_store_is_made_again_while_it_is_played_from(own: Files, spoil: str) -> None:
    bank = open_bank(own, "zh-CN")
    whole = {entry.id: bank.question(entry.id) for entry in bank.listed(topics(bank), 0)}
    assert own.cache is not None
    (path,) = own.cache.glob("bank-*.db")
    bank.close()
    data = path.read_bytes()
    match spoil:
        case "missing":
            path.unlink()
        case "cut":
            path.write_bytes(data[: len(data) // 3])
        case "rubbish":
            path.write_bytes(b"no database" * 1000)
        case "flipped":
            with sqlite3.connect(path) as database:
                database.execute("UPDATE questions SET content = replace(content, '投诉', '投降')")
            database.close()
    fresh = open_bank(own, "zh-CN")
    assert {name: fresh.question(name) for name in whole} == whole


def test_a_folder_that_cannot_be_written_is_no_trouble(own: Files, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    for cache in (blocker / "cache", None):
        bank = open_bank(Files(own.root, cache, {}), "zh-CN")
        assert bank.question(bank.listed(topics(bank), 0)[0].id).stem


def test_what_was_refused_is_remembered_with_the_good_packs(own: Files) -> None:
    bad = own.root / "bad"
    shutil.copytree(own.root / "complaint-procedures", bad)
    first = open_bank(own, "zh-CN")
    assert {problem.file.split("/")[0] for problem in first.problems} == {"bad"}
    assert kept(own) is not None, "a kiosk with a bad pack starts as fast as one without"
    assert open_bank(own, "zh-CN").problems == first.problems


def test_no_good_pack_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        open_bank(Files(tmp_path, tmp_path / "cache", {}), "zh-CN")


def test_an_installed_pack_takes_the_place_of_its_namesake(own: Files, tmp_path: Path) -> None:
    newer = tmp_path / "somewhere" / "2027.01-abc"
    shutil.copytree(own.root / "complaint-procedures", newer)
    head = newer / "pack.yaml"
    head.write_text(head.read_text("utf-8").replace('version: "', 'version: "9', 1), "utf-8")
    bank = open_bank(Files(own.root, own.cache, {"complaint-procedures": newer}), "zh-CN")
    assert not bank.problems
    assert [pack.version[0] for pack in bank.packs] == ["9"]


def test_packs_that_are_off_are_neither_listed_nor_found(compiled: Files) -> None:
    bank = open_bank(compiled, "zh-CN", off=("fraud-prevention",))
    assert "fraud" not in topics(bank)
    assert {pack.id for pack in bank.packs} == {"eight-rights", "complaint-procedures"}
    assert "fraud-001" not in bank and "fraud-001" in open_bank(compiled, "zh-CN")
    assert not bank.questions(["fraud-001"])
    with pytest.raises(KeyError):
        bank.question("fraud-001")
    everything = ("fraud-prevention", "eight-rights", "complaint-procedures")
    assert len(open_bank(compiled, "zh-CN", off=everything).packs) == 3, "a kiosk always has something to play"


# ── a bank too large to look at whole ──


@pytest.fixture
def small_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banks, "WHOLE", 100)
    monkeypatch.setattr(banks, "SAMPLE", 90)


@pytest.mark.usefixtures("small_sample")
def test_a_sample_is_the_seeds_and_holds_every_topic_and_difficulty(compiled: Files, library: Library) -> None:
    bank = open_bank(compiled, "zh-CN")
    one = bank.listed(topics(bank), 5)
    assert one == open_bank(compiled, "zh-CN").listed(topics(bank), 5)
    assert one != bank.listed(topics(bank), 6)
    assert 60 <= len(one) == len({entry.id for entry in one}) <= 130
    kinds = {(question.topic, question.difficulty) for question in library.questions()}
    assert {(entry.topic, entry.difficulty) for entry in one} == kinds


@pytest.mark.usefixtures("small_sample")
def test_chance_reaches_every_question(compiled: Files, library: Library) -> None:
    bank = open_bank(compiled, "zh-CN")
    found: Counter[str] = Counter()
    for seed in range(120):
        found.update(entry.id for entry in bank.listed(topics(bank), seed))
    assert set(found) == {question.id for question in library.questions()}


@pytest.mark.usefixtures("small_sample")
def test_what_was_seen_is_left_out_while_there_is_something_else(compiled: Files, library: Library) -> None:
    bank = open_bank(compiled, "zh-CN")
    kinds = {(question.difficulty, question.genuine) for question in library.pools["fraud"]}
    share, seen = -(-90 // len(kinds)), set[str]()
    for seed in range(12):
        entries = bank.listed(["fraud"], seed, seen)
        unseen = [entry for entry in entries if entry.id not in seen]
        left = Counter((each.difficulty, each.genuine) for each in library.pools["fraud"] if each.id not in seen)
        found = Counter((entry.difficulty, entry.genuine) for entry in unseen)
        assert found == Counter({kind: min(share, left[kind]) for kind in kinds}) + Counter()
        seen |= {entry.id for entry in unseen[:14]}


@pytest.mark.usefixtures("small_sample")
def test_errors_come_back_whatever_the_sample_holds(compiled: Files) -> None:
    bank = open_bank(compiled, "zh-CN")
    errors = ("fraud-001", "complaint-001")
    for seed in range(5):
        entries = {entry.id: entry for entry in bank.listed(topics(bank), seed, again=errors)}
        assert entries.keys() >= set(errors)
        assert len(entries) == len(bank.listed(topics(bank), seed, again=errors))
        for name in errors:
            kin = [entry for entry in entries.values() if set(entry.facts) & set(entries[name].facts)]
            assert len(kin) > 1, "another question about the same fact"
