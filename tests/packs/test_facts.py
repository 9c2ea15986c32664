"""A question that its facts don't carry is found: unknown, unverified, badly cited, undated, or with another number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from game.packs.facts import Facts, facts_problems, load_facts
from game.packs.library import Library
from game.packs.pack import Pack
from game.qtypes.choices import Choices, Option
from game.qtypes.number.rules import Amount
from game.rules.levels import Campaign, Level
from game.rules.question import Citation, Question
from game.start import QUESTIONS

FACT = {
    "statement": "最高偿付 50 万元。",
    "values": {"limit_yuan": 500000, "from": "2015-05-01"},
    "source": "reg",
    "article": "第五条",
}
FACTS = Facts(
    {
        "limit": {**FACT, "checked": "verified"},
        "rumour": {**FACT, "checked": "known"},
        "answer": {**FACT, "checked": "known"},
        "moving": {**FACT, "checked": "verified"},
    },
    {1: ("answer",)},
    {"moving": "every year"},
)
GOOD = Question(
    "q",
    "single",
    "t",
    1,
    "stem",
    Choices((Option(0, "50 万元", True), Option(1, "20 万元", False, "no"))),
    "because",
    "hint",
    (Citation("reg", "Regulation", "", "第五条"),),
    ("limit",),
    checked_on=date(2026, 11, 23),
)


def codes(question: Question) -> list[str]:
    level = Level("exam", "exam", "", ((1, 1),), (60, 80, 100))
    library = Library(Campaign("", (), level), [Pack("p", "", "", (), (question,))])
    return [problem.code for problem in facts_problems(library, FACTS)]


def test_a_question_on_a_verified_fact_is_fine() -> None:
    assert codes(GOOD) == []
    assert codes(replace(GOOD, facts=("answer",))) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"facts": ("limit", "invented")}, "unknown-fact"),
        ({"facts": ("rumour",)}, "unverified-fact"),
        ({"citations": (Citation("reg", "Regulation", "", "第九条"),)}, "citation"),
        ({"checked_on": None}, "undated"),
        ({"facts": ("moving",)}, "can-change"),
        ({"body": Choices((Option(0, "60 万元", True), Option(1, "20 万元")))}, "key-number"),
        ({"type": "number", "body": Amount(51, "万元")}, "key-number"),
    ],
)
def test_what_its_facts_do_not_carry_is_found(changed: dict[str, object], code: str) -> None:
    assert codes(replace(GOOD, **changed)) == [code]  # type: ignore[arg-type]


def test_a_key_may_be_worked_out() -> None:
    body = Choices((Option(0, "60 万元", True), Option(1, "20 万元")))
    assert codes(replace(GOOD, body=body, reckoning="50 万元加 10 万元")) == []


def test_a_date_and_a_day_of_review_are_enough() -> None:
    assert codes(replace(GOOD, facts=("moving",), valid_until=date(2027, 12, 31))) == []


def test_numbers_typed_in_the_bank_are_values_of_their_facts(library: Library) -> None:
    """The same, read anew: a typed number is one of the fact's `values`, in its own unit or in 万."""
    facts = load_facts(QUESTIONS)
    assert facts is not None
    asked = [question for question in library.questions() if question.type == "number" and not question.reckoning]
    assert asked
    for question in asked:
        values = [value for name in question.facts for value in (facts.by_id[name].get("values") or {}).values()]
        wanted = question.body.value
        assert any(value in (wanted, wanted * 10_000) for value in values), (question.id, wanted, values)


def test_the_facts_of_a_pack_are_read_with_the_banks() -> None:
    facts = load_facts(QUESTIONS)
    assert facts is not None
    assert "local-mediation-desk" in facts.by_id
    assert "hotline-12378-role" in facts.changing
    assert len(facts.thirteen) == 13
