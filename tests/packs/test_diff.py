"""Two states of a pack are told apart item by item, and no changed answer goes unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.nodes import Node, Reader, Tree, node_of, plain
from game.packs.diff import Difference, changed_keys, differences
from game.packs.library import Library
from game.packs.pack import Pack
from game.qtypes import QTYPES
from game.qtypes.choices import Choices, Option
from game.qtypes.number.rules import Amount
from game.qtypes.ordering.rules import Item as StepItem
from game.qtypes.ordering.rules import Steps
from game.qtypes.sorting.rules import Classes, Item
from game.qtypes.truefalse.rules import Statement
from game.rules.handbook import Card
from game.rules.question import Question
from tests.qtypes.test_verbs import TYPES, samples

CARD = Card("c", "t", "题目", ("一。", "二。", "三。"), "做", "不做", "picture", (), ())


def question(kind: str, body: Any, name: str = "q") -> Question:
    return Question(name, kind, "t", 1, "stem", body, "because", "hint", (), ())


def pack(*questions: Question, cards: tuple[Card, ...] = ()) -> Pack:
    return Pack("p", "题包", "1", (), questions, cards)


def between(kind: str, old: Any, new: Any) -> tuple[Difference, ...]:
    """The differences of two packs whose only question has the one body or the other."""
    return differences(pack(question(kind, old)), pack(question(kind, new)))


def kinds(found: tuple[Difference, ...]) -> set[str]:
    return {difference.kind for difference in found}


def read(kind: str, tree: Tree, genuine: bool) -> Any:
    made = {**tree, "genuine": "true"} if genuine and isinstance(tree, dict) else tree
    return TYPES[kind].read(node_of(made), Reader("made.yaml"))


def leaves(tree: Tree, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a tree with the way to it."""
    if isinstance(tree, str):
        yield way, tree
        return
    members: Any = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for name, child in members:
        yield from leaves(child, (*way, name))


def with_leaf(tree: Any, way: tuple[str | int, ...], text: str) -> Any:
    if not way:
        return text
    made = dict(tree) if isinstance(tree, dict) else list(tree)
    made[way[0]] = with_leaf(made[way[0]], way[1:], text)
    return made


def sample_trees(kind: str) -> list[tuple[dict[str, Tree], bool]]:
    """What the type's sample questions write, and whether each tells of something genuine."""
    found = []
    for node in samples(kind):
        assert isinstance(node.value, dict)
        genuine = node.value.get("genuine", Node("")).value == "true"
        found.append((TYPES[kind].write(read(kind, plain(node), genuine)), genuine))
    return found


def test_a_pack_is_the_same_as_itself(library: Library) -> None:
    for each in library.packs:
        assert differences(each, each) == ()


def test_the_order_of_the_questions_is_no_difference(library: Library) -> None:
    for each in library.packs:
        mixed = list(each.questions)
        Random(3).shuffle(mixed)
        assert differences(each, replace(each, questions=tuple(mixed))) == ()


@pytest.mark.parametrize("kind", QTYPES)
def test_no_changed_word_of_a_question_goes_unseen(kind: str) -> None:
    for tree, genuine in sample_trees(kind):
        before = read(kind, tree, genuine)
        for way, text in leaves(tree):
            for other in (text + "改", "1", "true", "false", str(way[-1])):
                after = read(kind, with_leaf(tree, way, other), genuine)
                assert bool(between(kind, before, after)) == (before != after), (way, other)


@pytest.mark.parametrize("kind", QTYPES)
def test_explanations_are_not_part_of_the_answer(kind: str) -> None:
    for tree, genuine in sample_trees(kind):
        before = read(kind, tree, genuine)
        for way, text in leaves(tree):
            if way[-1] == "why" or way[0] in ("ends", "sender", "note", "caller"):
                after = read(kind, with_leaf(tree, way, text + "改"), genuine)
                assert kinds(between(kind, before, after)) == {"changed"}, way


@pytest.mark.parametrize("mark", ["right", "answer", "tolerance", "unit", "class", "to", "risk"])
def test_whatever_marks_an_answer_is_the_key(mark: str) -> None:
    seen = 0
    for kind in QTYPES:
        for tree, genuine in sample_trees(kind):
            before = read(kind, tree, genuine)
            for way, text in leaves(tree):
                if way[-1] == mark:
                    other = {"true": "false", "false": "true"}.get(text, "7" if text != "7" else "8")
                    other = next((name for name in tree.get("classes", ()) if name != text), other)
                    after = read(kind, with_leaf(tree, way, str(other)), genuine)
                    assert "key" in kinds(between(kind, before, after)), (kind, way)
                    seen += 1
    assert seen


def test_each_flag_of_a_message_and_each_end_of_a_dialogue_is_the_key() -> None:
    for kind, changed in (("redflags", "parts"), ("dialogue", "steps")):
        for tree, genuine in sample_trees(kind):
            before = read(kind, tree, genuine)
            if kind == "redflags":
                for place, part in enumerate(before.parts):
                    other = replace(part, flag="" if part.flag else "可疑")
                    after = replace(before, parts=(*before.parts[:place], other, *before.parts[place + 1 :]))
                    assert [found.fields for found in changed_keys(between(kind, before, after))], changed
            else:
                for name, step in before.steps.items():
                    after = replace(before, steps={**before.steps, name: replace(step, exits=step.exits[1:])})
                    assert "key" in kinds(between(kind, before, after))


def test_a_dialogue_that_turns_genuine_has_another_key() -> None:
    tree, genuine = sample_trees("dialogue")[0]
    body = read("dialogue", tree, genuine)
    assert "key" in kinds(between("dialogue", body, replace(body, is_genuine=not body.is_genuine)))


def test_another_type_is_another_key() -> None:
    found = differences(pack(question("truefalse", Statement(True))), pack(question("number", Amount(1, "天"))))
    assert found[0].kind == "key"
    assert (found[0].old, found[0].new) == ("truefalse；对 true", "number；1 天")


def test_the_same_question_under_another_id_with_another_answer_is_a_changed_key() -> None:
    before = question("truefalse", Statement(True), "q1")
    after = replace(question("truefalse", Statement(False), "q2"), stem=" stem ")
    found = differences(pack(before), pack(after))
    assert [(one.kind, one.question) for one in found] == [("key", "q2"), ("removed", "q1"), ("added", "q2")]
    assert not changed_keys(differences(pack(before), pack(replace(after, body=Statement(True)))))


def test_a_moved_key_is_told_once_and_in_words() -> None:
    old = Choices((Option(0, "甲", True), Option(1, "乙"), Option(2, "丙")))
    new = Choices((Option(0, "甲"), Option(1, "乙", True), Option(2, "丙")))
    assert between("single", old, new) == (Difference("q", "key", "甲", "乙", ("options",)),)


def test_of_a_long_answer_only_what_differs_is_told() -> None:
    old = Classes(("真", "假"), tuple(Item(n, f"第{n}项", n % 2) for n in range(6)))
    items = tuple(replace(item, group=1 - item.group) if item.id == 3 else item for item in old.items)
    (found,) = changed_keys(between("sorting", old, replace(old, items=items)))
    assert (found.old, found.new) == ("第3项 → 假", "第3项 → 真")


def test_a_reworded_wrong_option_is_no_other_key() -> None:
    old = Choices((Option(0, "甲", True), Option(1, "乙")))
    new = Choices((Option(0, "甲", True), Option(1, "丁")))
    (found,) = between("single", old, new)
    assert (found.kind, found.lines()) == ("changed", (("options", "甲；乙", "甲；丁"),))


def test_head_chapters_and_cards_are_told_too(library: Library) -> None:
    old = library.packs[0]
    first = old.chapters[0]
    harder = replace(first, levels=(replace(first.levels[0], hearts=1), *first.levels[1:]))
    new = replace(old, version="2027.01", chapters=(harder, *old.chapters[1:]), cards=old.cards[1:])
    found = differences(old, new)
    assert [(one.part, one.kind, one.fields) for one in found] == [
        ("card", "removed", ()),
        ("pack", "changed", ("version",)),
        ("chapter", "changed", ("levels",)),
    ]
    assert "hearts 3" in found[-1].old and "hearts 1" in found[-1].new


def test_lines_belong_to_their_fields() -> None:
    before, after = question("truefalse", Statement(True)), question("truefalse", Statement(True))
    after = replace(after, stem="两\n行", hint="另一个提示")
    (found,) = differences(pack(before), pack(after))
    assert found.lines() == (("stem", "stem", "两⏎行"), ("hint", "hint", "另一个提示"))


TEXTS = st.text("甲乙丙丁；戊 ", min_size=1, max_size=3).map(str.strip).filter(bool)


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    texts = draw(st.lists(TEXTS, min_size=2, max_size=6, unique_by=lambda text: " ".join(text.split())))
    return Choices(tuple(Option(n, text, draw(st.booleans())) for n, text in enumerate(texts)))


@settings(max_examples=200, deadline=None)
@given(old=choices(), new=choices())
def test_the_key_of_choices_is_which_texts_are_right(old: Choices, new: Choices) -> None:
    def right(body: Choices) -> set[str]:
        return {" ".join(option.text.split()) for option in body.options if option.is_right}

    assert bool(changed_keys(between("multiple", old, new))) == (right(old) != right(new))


@settings(max_examples=100, deadline=None)
@given(body=choices(), seed=st.integers(0, 99))
def test_options_in_another_order_have_the_same_key(body: Choices, seed: int) -> None:
    mixed = list(body.options)
    Random(seed).shuffle(mixed)
    moved = Choices(tuple(replace(option, id=n) for n, option in enumerate(mixed)))
    assert kinds(between("multiple", body, moved)) <= {"changed"}


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=3, max_size=5, unique_by=lambda text: " ".join(text.split())), st.integers(0, 99))
def test_the_key_of_an_order_is_the_order(texts: list[str], seed: int) -> None:
    def steps(order: list[str]) -> Steps:
        return Steps(tuple(StepItem(n, text) for n, text in enumerate(order)))

    mixed = list(texts)
    Random(seed).shuffle(mixed)
    found = between("ordering", steps(texts), steps(mixed))
    assert kinds(found) == ({"key"} if mixed != texts else set())
    shown = Steps(tuple(reversed(steps(texts).items)))
    assert between("ordering", steps(texts), shown) == ()


AMOUNTS = st.builds(Amount, st.integers(0, 9), st.sampled_from(("元", "天")), st.integers(0, 2))


@settings(max_examples=100, deadline=None)
@given(AMOUNTS, AMOUNTS)
def test_the_key_of_a_number_is_value_unit_and_tolerance(old: Amount, new: Amount) -> None:
    assert kinds(between("number", old, new)) == ({"key"} if old != new else set())


QUESTIONS = st.lists(
    st.builds(
        lambda name, stem, is_true: replace(question("truefalse", Statement(is_true), f"q{name}"), stem=stem),
        st.integers(0, 5),
        TEXTS,
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda made: made.id,
)


@settings(max_examples=200, deadline=None)
@given(QUESTIONS, QUESTIONS, st.booleans())
def test_the_way_back_undoes_the_way_there(old: list[Question], new: list[Question], has_card: bool) -> None:
    before, after = pack(*old), pack(*new, cards=(CARD,) if has_card else ())
    mirror = {"added": "removed", "removed": "added"}
    # A question under another id is told by its new id, which differs on the way back.
    there, back = (
        {one for one in differences(*way) if "id" not in one.fields} for way in ((before, after), (after, before))
    )
    back = {replace(one, kind=mirror.get(one.kind, one.kind), old=one.new, new=one.old) for one in back}
    assert there == back
    gone = {made.id for made in old} - {made.id for made in new}
    assert {one.question for one in there if one.kind == "removed" and one.part == "question"} == gone
