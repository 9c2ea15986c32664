"""A pack's words in another language lie over its own; what is missing stays Chinese, what doesn't fit is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.nodes import Node, Reader, node_of, plain
from game.packs.bank import open_bank
from game.packs.kept import Files
from game.packs.library import load_library
from game.packs.translate import overlaid
from game.start import QUESTIONS

ORIGINAL = {"id": "q", "stem": "题干", "right": "true", "options": [{"text": "甲", "why": "因"}, {"text": "乙"}]}


def laid(words: object) -> tuple[object, list[str]]:
    reader = Reader("en.yaml")
    made = overlaid(node_of(ORIGINAL), node_of(words), reader)  # type: ignore[arg-type]
    return plain(made), [problem.code for problem in reader.problems]


def test_texts_are_replaced_and_the_rest_stays() -> None:
    made, codes = laid({"id": "q", "stem": "stem", "options": [{"text": "one"}, {"text": "two"}]})
    assert not codes
    assert made == {**ORIGINAL, "stem": "stem", "options": [{"text": "one", "why": "因"}, {"text": "two"}]}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"right": "false"}, "translation-fixed"),
        ({"moral": "none"}, "translation-unknown"),
        ({"options": [{"text": "one"}]}, "translation-length"),
        ({"options": "one, two"}, "translation-shape"),
    ],
)
def test_what_does_not_fit_is_told_and_left_out(words: object, code: str) -> None:
    made, codes = laid(words)
    assert codes == [code]
    assert made == ORIGINAL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "questions"
    shutil.copytree(QUESTIONS, root, ignore=shutil.ignore_patterns("facts"))
    shutil.rmtree(root / "fraud-prevention" / "translations", ignore_errors=True)
    return root


def translate(folder: Path, text: str) -> None:
    path = folder / "fraud-prevention" / "translations" / "en.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_translated_question_is_in_the_visitors_language_and_the_others_are_known_as_foreign(folder: Path) -> None:
    translate(folder, "- id: fraud-001\n  stem: Someone who calls himself a banker wants your code.\n")
    english = load_library(folder, language="en")
    assert not english.problems
    assert english.question("fraud-001").stem.startswith("Someone")
    assert not english.question("fraud-001").is_foreign
    assert english.question("fraud-002").is_foreign
    chinese = load_library(folder)
    assert chinese.question("fraud-001").stem != english.question("fraud-001").stem
    assert not any(question.is_foreign for question in chinese.questions())


def test_a_translation_is_compiled_too(folder: Path, tmp_path: Path) -> None:
    translate(folder, "- id: fraud-001\n  stem: Someone who calls himself a banker wants your code.\n")
    files = Files(folder, tmp_path / "cache", {})
    first, again = (open_bank(files, "en") for _ in range(2))
    assert first.question("fraud-001") == again.question("fraud-001")
    assert first.question("fraud-001").stem.startswith("Someone")
    assert not first.question("fraud-001").is_foreign and first.question("fraud-002").is_foreign
    translate(folder, "- id: fraud-001\n  stem: A caller who says he is from the bank wants your code.\n")
    assert open_bank(files, "en").question("fraud-001").stem.startswith("A caller")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- id: no-such\n  stem: Nothing\n", "translation-of-nothing"),
        ("- stem: Nothing\n", "missing-field"),
        ("- stem: Nothing\n  id: fraud-001\n  moral: None\n", "translation-unknown"),
        ("- id: fraud-001\n  stem: " + "long " * 40 + "\n", "too-long"),
        ("- id: fraud-001\n- id: fraud-001\n", "twin-id"),
        ("- id: fraud-001\n  stem: 😀\n", "no-glyph"),
    ],
)
def test_mistakes_in_a_translation_are_found_in_every_language_with_their_place(
    folder: Path, text: str, code: str
) -> None:
    translate(folder, text)
    problems = load_library(folder).problems
    assert [problem.code for problem in problems] == [code]
    assert problems[0].file == "fraud-prevention/translations/en.yaml"
    assert problems[0].line > 0


def test_a_node_of_another_kind_is_left() -> None:
    reader = Reader("en.yaml")
    assert overlaid(Node("甲"), Node([Node("a")]), reader) == Node("甲")
    assert [problem.code for problem in reader.problems] == ["translation-shape"]
