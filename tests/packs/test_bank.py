"""The bank of questions is what was promised: so many of each kind, balanced, each on facts, sources and a card.

The numbers are the promise itself, not the audit's: who lowers a limit of the audit still fails here.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from game.packs.facts import Facts, load_facts
from game.packs.library import Library, load_library
from game.qtypes import QTYPES
from game.start import QUESTIONS

RIGHTS = ("property", "know", "choice", "fair", "redress", "education", "respect", "info")
MONEY_AND_INFORMATION = ("money.yaml", "information.yaml")


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("audit") / "audit.json"
    main(["packs", "audit", "--json", str(out)])
    return dict(json.loads(out.read_text("utf-8")))


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts(QUESTIONS)


def test_the_audit_finds_nothing(audit: dict[str, Any]) -> None:
    assert audit["failures"] == [] and audit["ok"]


def test_there_are_enough_questions_of_each_chapter(library: Library) -> None:
    topics = Counter(question.topic for question in library.questions())
    assert sum(topics.values()) >= 480
    assert all(topics[right] >= 24 for right in RIGHTS)
    assert topics["fraud"] >= 140 and topics["complaint"] >= 90


def test_every_question_type_is_used(library: Library) -> None:
    assert {question.type for question in library.questions()} == set(QTYPES)


def test_money_and_information_are_asked_often(library: Library) -> None:
    import yaml

    about = {
        item["id"]
        for name in MONEY_AND_INFORMATION
        for item in yaml.safe_load((QUESTIONS / "facts" / name).read_text("utf-8"))
    }
    assert sum(bool(about & set(question.facts)) for question in library.questions()) >= 60


def test_each_of_the_thirteen_answers_is_asked_in_three_ways(audit: dict[str, Any]) -> None:
    assert set(audit["thirteen"]) == {str(number) for number in range(1, 14)}
    assert min(audit["thirteen"].values()) >= 3


def test_difficulties_and_aspects_are_balanced(library: Library) -> None:
    questions = library.questions()
    by_difficulty = Counter(question.difficulty for question in questions)
    for difficulty, share in {1: 0.4, 2: 0.4, 3: 0.2}.items():
        assert by_difficulty[difficulty] / len(questions) == pytest.approx(share, abs=0.05)
    by_aspect = Counter(question.aspect for question in questions)
    assert set(by_aspect) == {"knowledge", "understanding", "situation"}
    assert all(count / len(questions) == pytest.approx(1 / 3, abs=0.1) for count in by_aspect.values())


def test_a_third_of_what_may_be_a_scam_is_genuine(library: Library) -> None:
    either = [question for question in library.questions() if question.type in ("redflags", "dialogue")]
    assert sum(question.genuine for question in either) * 3 >= len(either) > 0


def test_every_verified_fact_is_used_and_nothing_else_is_asked(library: Library, facts: Facts) -> None:
    asked = {fact for question in library.questions() for fact in question.facts}
    told = {fact for card in library.cards for fact in card.facts}
    assert asked | told <= facts.askable
    verified = {name for name, fact in facts.by_id.items() if fact["checked"] == "verified"}
    local = {fact for example in library.examples for question in example.questions for fact in question.facts}
    assert verified <= asked | told | local


def test_every_question_says_where_it_comes_from_and_has_a_card(library: Library) -> None:
    for question in library.questions():
        assert question.facts and question.citations and question.checked_on, question.id
        assert question.rationale and question.hint and question.stem, question.id
        assert any(set(card.facts) & set(question.facts) for card in library.cards), question.id


def test_the_handbook_is_complete(library: Library) -> None:
    assert len(library.cards) >= 90
    assert {card.topic for card in library.cards} == {*RIGHTS, "fraud", "complaint"}
    for card in library.cards:
        assert 3 <= len(card.body) <= 6 and card.title and card.picture and card.citations, card.id


def test_enough_is_in_english_for_a_first_campaign() -> None:
    english = load_library(QUESTIONS, language="en")
    translated = [question for question in english.questions() if not question.is_foreign]
    assert len(translated) >= 60
    by_topic = Counter(question.topic for question in translated)
    assert all(by_topic[topic] >= 6 for topic in (*RIGHTS, "fraud", "complaint"))
    for chapter in english.campaign.chapters:
        assert chapter.title.isascii(), chapter.title


def test_nothing_but_the_bank_is_read(tmp_path: Path) -> None:
    """A copy of `questions/` alone gives the same bank."""
    import shutil

    copy = tmp_path / "elsewhere" / "questions"
    shutil.copytree(QUESTIONS, copy)
    assert len(load_library(copy).questions()) == len(load_library(QUESTIONS).questions())
