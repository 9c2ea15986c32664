"""Packs become a street; a bad one stays out and says why, and the others play on."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from game.packs.facts import Facts, facts_problems, load_facts
from game.packs.library import Library, load_library
from game.packs.street import LibraryError
from game.start import QUESTIONS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the game's packs that a test may spoil."""
    root = tmp_path / "questions"
    shutil.copytree(QUESTIONS, root, ignore=shutil.ignore_patterns("facts"))
    return root


def spoil(folder: Path, old: str, new: str, file: str = "fraud-prevention/q/fraud.yaml") -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("type: single", "type: riddle", "unknown-type"),
        ("topic: fraud", "topic: moon", "unknown-topic"),
        ("id: fraud-002", "id: fraud-001", "twin-id"),
        ("difficulty: 1", "difficulty: 9", "not-a-number"),
        ("aspect: situation", "aspect: mood", "not-a-choice"),
        ("checked_on: 2026-11-23", "checked_on: yesterday", "not-a-date"),
        ("      right: true\n", "", "key-count"),
        ("  hint:", "  hunt:", "unknown-field"),
        ("  rationale:", "  reason:", "missing-field"),
        ("    - id: mps-tips", "    - id: a-rumour", "unknown-source"),
        ("stem: 自称", "stem: " + "长" * 60 + "自称", "too-long"),
        ("stem: 自称", "stem: 𠮷😀自称", "no-glyph"),
        ("answer: true", "answer: yes", "not-true-or-false"),
        ("  stem: 自称银行客服的人来电，要您报短信验证码。您怎么办？", '  stem: ""', "empty"),
        ("facts: [fraud-code-is-key]", "facts: []", "no-facts"),
    ],
)
def test_every_mistake_has_its_code_and_place(folder: Path, old: str, new: str, code: str) -> None:
    spoil(folder, old, new)
    library = load_library(folder)
    found = [problem for problem in library.problems if problem.code == code]
    assert found, [str(problem) for problem in library.problems]
    assert all(
        problem.file == "fraud-prevention/q/fraud.yaml" and problem.line > 0 and problem.column > 0 for problem in found
    )
    assert [pack.id for pack in library.packs] == ["complaint-procedures", "eight-rights"]
    assert "fraud" not in {chapter.id for chapter in library.campaign.chapters}


def test_all_problems_of_all_files_are_listed_at_once(folder: Path) -> None:
    spoil(folder, "type: single", "type: riddle")
    spoil(folder, "difficulty: 2", "difficulty: two")
    spoil(folder, "difficulty: 1", "difficulty: one", "eight-rights/q/know.yaml")
    library = load_library(folder)
    # A question that could not be read has no words to lay others over: its translation is told of too.
    assert {problem.file for problem in library.problems if "/translations/" not in problem.file} == {
        "fraud-prevention/q/fraud.yaml",
        "eight-rights/q/know.yaml",
    }
    assert len(library.problems) >= 3
    assert [str(problem) for problem in library.problems] == [str(problem) for problem in sorted(library.problems)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("draw: {1: 5, 2: 2}", "draw: {1: 1}", "level-size"),
        ("stars: [60, 80, 100]", "stars: [80, 60, 100]", "star-marks"),
        ("id: fraud-prevention", "id: other", "pack-id"),
        ("plot: fraud_1_alley", "plats: fraud_1_alley", "unknown-field"),
    ],
)
def test_pack_files_are_checked_too(folder: Path, old: str, new: str, code: str) -> None:
    spoil(folder, old, new, "fraud-prevention/pack.yaml")
    assert code in {problem.code for problem in load_library(folder).problems}


def test_a_pool_too_small_for_its_levels_is_refused(folder: Path) -> None:
    path = folder / "fraud-prevention/q/fraud.yaml"
    for other in path.parent.glob("*.yaml"):
        if other != path:
            other.unlink()
    path.write_text(path.read_text("utf-8").split("- id: fraud-004")[0], "utf-8")
    assert "thin-pool" in {problem.code for problem in load_library(folder).problems}


def test_a_broken_campaign_file_leaves_all_chapters_playable(folder: Path) -> None:
    (folder / "campaign.yaml").write_text("title: [", "utf-8")
    library = load_library(folder)
    assert len(library.campaign.chapters) == 10
    assert library.problems[0].file == "campaign.yaml"


def test_no_good_pack_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        load_library(tmp_path)


def test_english_where_a_pack_has_it(folder: Path) -> None:
    library = load_library(folder, language="en")
    assert library.campaign.title == "Finance Street"
    assert library.campaign.chapters[0].title == "Safe property"


def test_questions_past_their_date_are_warned_of() -> None:
    assert not load_library(QUESTIONS, today=date(2026, 11, 23)).warnings
    assert load_library(QUESTIONS, today=date(2028, 1, 1)).warnings


# ── the content itself ──


@pytest.fixture(scope="module")
def facts() -> Facts:
    found = load_facts(QUESTIONS)
    assert found is not None
    return found


def test_the_shipped_packs_are_clean(library: Library, facts: Facts) -> None:
    assert not library.problems
    assert not facts_problems(library, facts)
    assert len(library.campaign.chapters) == 10
    assert [pack.id for pack in library.packs] == ["complaint-procedures", "eight-rights", "fraud-prevention"]
    assert [pack.id for pack in library.examples] == ["local-example"]


def test_every_wrong_option_says_why(library: Library) -> None:
    for pool in library.pools.values():
        for question in pool:
            if question.type in ("single", "multiple"):
                assert all(option.is_right or option.why for option in question.body.options), question.id
                assert not any(option.text.startswith("以上") for option in question.body.options)


def test_the_three_packs_cite_each_source_once(library: Library) -> None:
    for pack in library.packs:
        used = {citation.source for question in pack.questions for citation in question.citations}
        assert used
        assert all(citation.title for question in pack.questions for citation in question.citations)


def test_permissions_do_not_stop_the_others(folder: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        path = folder / "fraud-prevention/q/fraud.yaml"
        path.unlink()
        path.mkdir()
    else:
        (folder / "fraud-prevention/q/fraud.yaml").chmod(0)
    library = load_library(folder)
    assert "unreadable" in {problem.code for problem in library.problems}
    assert len(library.packs) == 2
