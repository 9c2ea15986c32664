"""The audit sees what it is for, and what it prints is what a program reads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.cli import main
from game.packs.guessing import strategies
from game.packs.library import Library
from game.packs.likeness import near_duplicates
from game.qtypes.choices import Choices, Option
from game.rules.question import Question
from game.tools.packs_export import exported
from tests.rules.street import question

KEYS = (
    "questions by_topic by_type by_difficulty facts_unused longest_is_key shortest_is_key strategies near_duplicates "
    "cards expired genuine_share ok"
)


def choice(number: int, *texts: str, key: int = 0) -> Question:
    """A single choice with these options, one of them right."""
    options = tuple(Option(place, text, place == key) for place, text in enumerate(texts))
    return replace(question(number, "single", 1), body=Choices(options))


def test_a_way_of_guessing_is_seen() -> None:
    told = strategies([choice(n, "a long and careful answer", "no", "yes", "so") for n in range(10)])
    assert told["longest"] == {"score": 1.0, "chance": 0.25}
    assert told["shortest"]["score"] == 0
    assert told["contains_digits"]["score"] == 0.25


def test_stems_that_say_the_same_are_seen() -> None:
    one, two, three = (
        replace(question(n, "single", 1), stem=stem)
        for n, stem in enumerate(
            (
                "一般情况下，银行处理投诉最长多少日？",
                "一般情况下银行处理投诉，最长要多少日？",
                "接到陌生电话要验证码怎么办？",
            )
        )
    )
    assert near_duplicates([one, two, three]) == [[one.id, two.id]]


def test_json_has_the_promised_keys(tmp_path: Path) -> None:
    out = tmp_path / "audit.json"
    code = main(["packs", "audit", "--json", str(out)])
    told = json.loads(out.read_text("utf-8"))
    assert set(KEYS.split()) <= set(told)
    assert code == (0 if told["ok"] else 1)
    assert told["ok"] == (not told["failures"])


def test_export_has_every_question_with_all_of_its_fields(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "bank.json"
    assert main(["packs", "export", "--format", "json", "--out", str(out)]) == 0
    told = json.loads(out.read_text("utf-8"))
    assert {item["id"] for item in told} == {question.id for question in library.questions()}
    assert all(item["facts"] and item["sources"] and item["rationale"] and item["stem"] for item in told)
    single = next(item for item in told if item["type"] == "single")
    assert sum("right" in option for option in single["options"]) == 1


@pytest.mark.parametrize("kind", ["single", "multiple", "truefalse"])
def test_an_exported_question_says_what_its_pack_says(kind: str) -> None:
    made = exported("mine", question(3, kind, 2))
    assert (made["pack"], made["type"], made["difficulty"]) == ("mine", kind, 2)
