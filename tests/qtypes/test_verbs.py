"""What every question type promises, on its own sample and on every shape that play can give it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from game import qtypes
from game.nodes import Node, Reader, Tree, node_of, scalars
from game.qtypes import QTYPES, load_rules
from game.rules.question import FULL_CREDIT, Answer, QuestionRules

TYPES = load_rules()
FOLDER = Path(qtypes.__file__).parent
GUESSES = 10_000
LEGAL: dict[str, tuple[Answer, ...]] = {"redflags": ((),), "number": ((99,),)}
"""What is illegal elsewhere but not there: nothing suspicious; any number up to 9999."""
ILLEGAL: tuple[Answer, ...] = ((), (99,), (-1,), (0, 0), (1, 1), (1, 0), (0, 99), (0, -1), tuple(range(7)))


def node_from(yaml_node: Any) -> Node:
    """The tree that PyYAML composed, as nodes with places."""
    line, column = yaml_node.start_mark.line + 1, yaml_node.start_mark.column + 1
    if isinstance(yaml_node, yaml.MappingNode):
        return Node({key.value: node_from(child) for key, child in yaml_node.value}, line, column)
    if isinstance(yaml_node, yaml.SequenceNode):
        return Node([node_from(child) for child in yaml_node.value], line, column)
    return Node(yaml_node.value, line, column)


def samples(name: str) -> list[Node]:
    """The questions of the type's sample file."""
    root = node_from(yaml.compose((FOLDER / name / "sample.yaml").read_text("utf-8"), yaml.SafeLoader))
    assert isinstance(root.value, list)
    return root.value


def bodies(name: str) -> list[Any]:
    """The bodies of the samples; reading them finds no problem."""
    reader = Reader("sample.yaml")
    found = [TYPES[name].read(node, reader) for node in samples(name)]
    assert reader.problems == []
    return found


def shapes(name: str) -> Iterator[Any]:
    """Every sample, whole and simplified, in many orders."""
    rules = TYPES[name]
    for body in bodies(name):
        for seed in range(10):
            shuffled = rules.shuffle(body, Random(seed))
            yield shuffled
            for options in range(1, 7):
                yield rules.simplify(shuffled, options)


def key_of(rules: QuestionRules, body: Any) -> Answer:
    return rules.grade(body, rules.guess(body, Random(0))).key


def problems_of(name: str, fields: dict[str, Tree]) -> list[str]:
    """The codes of the problems that reading these fields finds."""
    reader = Reader("made.yaml")
    TYPES[name].read(node_of(fields), reader)
    return [problem.code for problem in reader.problems]


def option(text: str, **fields: Tree) -> Tree:
    return {"text": text, **fields}


@pytest.mark.parametrize("name", QTYPES)
def test_the_folder_holds_what_a_type_needs(name: str) -> None:
    for file in ("__init__.py", "rules.py", "view.py", "sample.yaml", "README.md"):
        assert (FOLDER / name / file).is_file()


def test_every_folder_is_a_registered_type() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/rules.py")} == set(QTYPES)


@pytest.mark.parametrize("name", QTYPES)
def test_the_sample_is_of_its_type_and_uses_only_its_fields(name: str) -> None:
    for node in samples(name):
        assert isinstance(node.value, dict)
        assert node.value["type"].value == name
        assert set(TYPES[name].fields()) <= set(node.value)
        assert all(place.line > 0 and place.column > 0 for place in scalars(node))
    assert bodies(name)


@pytest.mark.parametrize("name", QTYPES)
def test_writing_and_reading_give_the_same_body(name: str) -> None:
    for node, body in zip(samples(name), bodies(name), strict=True):
        written = TYPES[name].write(body)
        assert set(written) == set(TYPES[name].fields())
        assert isinstance(node.value, dict)
        if "genuine" in node.value:  # every question may have it; two types look at it
            written["genuine"] = "true"
        reader = Reader("written.yaml")
        assert TYPES[name].read(node_of(written), reader) == body
        assert reader.problems == []


@pytest.mark.parametrize("name", QTYPES)
def test_ten_thousand_guesses_are_legal_and_graded(name: str) -> None:
    rules, rng, found = TYPES[name], Random(name), list(shapes(name))
    for turn in range(GUESSES):
        body = found[turn % len(found)]
        answer = rules.guess(body, rng)
        assert rules.legal(body, answer)
        verdict = rules.grade(body, answer)
        assert 0 <= verdict.credit <= FULL_CREDIT
        assert verdict.is_right == (verdict.credit == FULL_CREDIT)


@pytest.mark.parametrize("name", QTYPES)
@pytest.mark.parametrize("answer", ILLEGAL)
def test_illegal_answers_are_refused(name: str, answer: Answer) -> None:
    if answer in LEGAL.get(name, ()):
        pytest.skip("legal for this type")
    assert not any(TYPES[name].legal(body, answer) for body in shapes(name))


@pytest.mark.parametrize("name", QTYPES)
def test_the_key_is_legal_and_earns_everything(name: str) -> None:
    rules = TYPES[name]
    for body in shapes(name):
        key = key_of(rules, body)
        assert rules.legal(body, key)
        assert rules.grade(body, key).credit == FULL_CREDIT
        assert not set(key) & set(rules.wrong(body))


@pytest.mark.parametrize("name", QTYPES)
def test_shuffling_keeps_ids_and_key(name: str) -> None:
    rules = TYPES[name]
    for body in bodies(name):
        for seed in range(50):
            shuffled = rules.shuffle(body, Random(seed))
            assert rules.write(shuffled) == rules.write(body)
            assert key_of(rules, shuffled) == key_of(rules, body)
            assert sorted(rules.wrong(shuffled)) == sorted(rules.wrong(body))
            assert shuffled == rules.shuffle(body, Random(seed))


@pytest.mark.parametrize("name", QTYPES)
@pytest.mark.parametrize("options", range(1, 7))
def test_simplifying_keeps_every_right_option_and_a_wrong_one(name: str, options: int) -> None:
    rules = TYPES[name]
    for body in bodies(name):
        easy = rules.simplify(body, options)
        key, wrong = key_of(rules, body), rules.wrong(easy)
        assert key_of(rules, easy) == key
        assert rules.legal(easy, key)
        assert set(wrong) <= set(rules.wrong(body))
        assert bool(wrong) == bool(rules.wrong(body))
        if rules.wrong(body):
            assert len(key) + len(wrong) == max(len(key) + 1, min(options, len(key) + len(rules.wrong(body))))
        for gone in set(rules.wrong(body)) - set(wrong):
            assert not rules.legal(easy, (gone,))


@pytest.mark.parametrize("name", QTYPES)
def test_reading_nothing_is_a_problem_and_no_crash(name: str) -> None:
    assert set(problems_of(name, {})) >= {"missing-field"}
    reader = Reader("made.yaml")
    TYPES[name].read(Node("only text"), reader)
    assert {problem.code for problem in reader.problems} >= {"missing-field"}


@pytest.mark.parametrize(
    ("name", "options", "codes"),
    [
        ("single", [option("a", right="true")], ["option-count"]),
        ("single", [option(letter, right="true") for letter in "ab"], ["key-count"]),
        ("single", [option(letter) for letter in "ab"], ["key-count"]),
        ("single", [option("a", right="true"), option("a")], ["twin-options"]),
        ("single", [option("a", right="true"), *(option(letter) for letter in "bcdefg")], ["option-count"]),
        ("single", [option("a", right="yes"), option("b", right="true")], ["not-true-or-false"]),
        ("single", [option("a", right="true"), option("b" * 27)], ["too-long"]),
        ("single", [option("a", right="true"), option("b", why="w" * 41)], ["too-long"]),
        ("single", [option("a", right="true"), option("b", colour="red")], ["unknown-field"]),
        ("single", [option("a", right="true"), {"right": "false"}], ["missing-field"]),
        ("single", [option("a", right="true"), "b"], ["not-a-mapping"]),
        ("single", "a", ["not-a-list"]),
        ("multiple", [option("a", right="true"), option("b")], ["key-count"]),
        ("multiple", [option(letter, right="true") for letter in "abc"], ["key-count"]),
    ],
)
def test_mistakes_in_options_have_a_code(name: str, options: Tree, codes: list[str]) -> None:
    found = problems_of(name, {"options": options})
    assert [code for code in found if code in codes][: len(codes)] == codes


def test_a_statement_is_true_or_false_in_these_words() -> None:
    assert problems_of("truefalse", {"answer": "yes"}) == ["not-true-or-false"]
    assert problems_of("truefalse", {"answer": "false"}) == []


def test_no_option_is_found_that_is_not_there() -> None:
    body = bodies("single")[0]
    assert [body.option(option_id).id for option_id in sorted(body.ids)] == sorted(body.ids)
    with pytest.raises(KeyError):
        body.option(99)


@pytest.mark.parametrize("name", QTYPES)
def test_what_is_chosen_was_offered_and_the_key_is_right(name: str) -> None:
    rules, rng = TYPES[name], Random(name)
    for body in bodies(name):
        by_id = {offer.id: offer for offer in rules.offers(body)}
        assert len(by_id) == len(rules.offers(body))
        assert all(bool(offer.text) != bool(offer.word) for offer in by_id.values())
        assert all(by_id[each].is_right for each in rules.chosen(body, key_of(rules, body)))
        for _ in range(100):
            answer = rules.guess(body, rng)
            chosen = rules.chosen(body, answer)
            assert set(chosen) <= set(by_id) and len(set(chosen)) == len(chosen)
            if any(not by_id[each].is_right for each in chosen):
                assert rules.grade(body, answer).credit < FULL_CREDIT
