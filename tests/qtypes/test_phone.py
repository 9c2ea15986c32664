"""What a phone is shown of a question, and what its answer means: positions out, positions in, and never the key."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import qtypes
from game.qtypes import QTYPES, load_phone, load_rules
from game.qtypes.choices import Choices, Option
from game.qtypes.number.rules import MOST, Amount, Slip
from game.qtypes.ordering.rules import Item, Steps
from game.qtypes.redflags.rules import Message, Part
from game.qtypes.truefalse.rules import Statement
from game.rules.classroom.plan import ON_PHONES

TYPES = load_rules()
TEXTS = st.text(min_size=1, max_size=6)
on_every_phone = pytest.mark.parametrize("name", ON_PHONES)


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    """Options in any order; at least one is right and one is wrong."""
    ids = draw(st.permutations(range(draw(st.integers(2, 6)))))
    right = draw(st.sets(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1))
    return Choices(tuple(Option(each, draw(TEXTS), each in right, draw(TEXTS)) for each in ids))


@st.composite
def singles(draw: st.DrawFn) -> Choices:
    body = draw(choices())
    right = draw(st.sampled_from(sorted(body.ids)))
    return Choices(tuple(replace(option, is_right=option.id == right) for option in body.options))


@st.composite
def steps(draw: st.DrawFn) -> Steps:
    ids = draw(st.permutations(range(draw(st.integers(3, 6)))))
    return Steps(tuple(Item(each, draw(TEXTS)) for each in ids))


@st.composite
def messages(draw: st.DrawFn) -> Message:
    parts = []
    for place in range(draw(st.integers(3, 6))):
        is_own = draw(st.booleans())
        flag = "" if is_own else draw(st.sampled_from(("", "flag")))
        parts.append(Part(place, draw(TEXTS), flag, flag and draw(TEXTS), is_own))
    return Message("chat", draw(TEXTS), draw(TEXTS), tuple(parts))


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    slips = tuple(Slip(value, "why") for value in draw(st.lists(st.integers(0, MOST), max_size=2)))
    return Amount(draw(st.integers(0, MOST)), draw(TEXTS), draw(st.integers(0, 20)), slips)


BODIES: dict[str, st.SearchStrategy[Any]] = {
    "single": singles(),
    "multiple": choices(),
    "truefalse": st.builds(Statement, st.booleans()),
    "number": amounts(),
    "ordering": steps(),
    "redflags": messages(),
}


def with_another_key(name: str, body: Any, rng: Random) -> Any:
    """The same question to look at, with another thing right."""
    if name in ("single", "multiple"):
        rights = [option.is_right for option in body.options]
        rng.shuffle(rights)
        return Choices(
            tuple(replace(each, is_right=right, why="") for each, right in zip(body.options, rights, strict=True))
        )
    if name == "truefalse":
        return Statement(not body.is_true)
    if name == "number":
        return replace(body, value=rng.randint(0, MOST), tolerance=rng.randint(0, 9), slips=())
    if name == "ordering":
        ids = [item.id for item in body.items]
        rng.shuffle(ids)
        return Steps(tuple(Item(each, item.text) for each, item in zip(ids, body.items, strict=True)))
    return replace(
        body,
        parts=tuple(
            replace(part, flag="" if part.is_own else rng.choice(("", "other")), why="other") for part in body.parts
        ),
    )


def test_the_types_that_a_phone_can_show_are_those_with_a_phone_module() -> None:
    folder = Path(qtypes.__file__).parent
    assert {name for name in QTYPES if (folder / name / "phone.py").is_file()} == set(ON_PHONES)


def test_a_type_that_no_phone_can_show_is_an_error() -> None:
    for name in ("sorting", "dialogue", "os"):
        with pytest.raises(KeyError):
            load_phone(name)


@on_every_phone
@given(data=st.data())
def test_every_legal_answer_goes_to_positions_and_back(name: str, data: st.DataObject) -> None:
    body, rng = data.draw(BODIES[name]), Random(data.draw(st.integers(0, 10**6)))
    rules, phone = TYPES[name], load_phone(name)
    for answer in (rules.guess(body, rng), rules.grade(body, rules.guess(body, rng)).key):
        assert rules.legal(body, answer)
        wire = json.loads(json.dumps(phone.positions(body, answer)))
        assert phone.answer(body, wire) == answer
        assert phone.positions(body, phone.answer(body, wire)) == wire


@on_every_phone
@given(data=st.data())
def test_what_is_asked_is_the_same_whichever_answer_is_right(name: str, data: st.DataObject) -> None:
    body, rng = data.draw(BODIES[name]), Random(data.draw(st.integers(0, 10**6)))
    phone = load_phone(name)
    asked = phone.ask(body)
    assert json.loads(json.dumps(asked)) == asked
    assert phone.ask(with_another_key(name, body, rng)) == asked


@on_every_phone
@given(data=st.data())
def test_positions_mean_a_legal_answer_or_are_refused(name: str, data: st.DataObject) -> None:
    body = data.draw(BODIES[name])
    odd: st.SearchStrategy[object] = st.one_of(st.integers(-2, 7), st.booleans(), st.none(), st.text(), st.floats())
    wire = data.draw(st.lists(st.integers(0, 5) if data.draw(st.booleans()) else odd, max_size=7))
    try:
        answer = load_phone(name).answer(body, wire)
    except ValueError:
        return
    assert TYPES[name].legal(body, answer)
    assert all(type(each) is int for each in wire)


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("single", []),
        ("single", [0, 1]),
        ("single", [4]),
        ("single", [-1]),
        ("single", [True]),
        ("multiple", []),
        ("multiple", [1, 1]),
        ("truefalse", []),
        ("truefalse", [2]),
        ("number", []),
        ("number", [-1]),
        ("number", [10_000]),
        ("number", [5.0]),
        ("ordering", [0, 1]),
        ("ordering", [0, 1, 1]),
        ("redflags", [1]),
        ("redflags", [0, 0]),
        ("redflags", ["0"]),
    ],
)
def test_what_is_no_answer_is_refused(name: str, wire: list[object]) -> None:
    with pytest.raises(ValueError):
        load_phone(name).answer(EXAMPLES[name], wire)


OPTIONS = Choices((Option(2, "c"), Option(0, "a", True), Option(3, "d"), Option(1, "b", True)))
EXAMPLES: dict[str, Any] = {
    "single": OPTIONS,
    "multiple": OPTIONS,
    "truefalse": Statement(True),
    "number": Amount(30, "日", 2),
    "ordering": Steps((Item(1, "b"), Item(2, "c"), Item(0, "a"))),
    "redflags": Message("sms", "x", "y", (Part(0, "one", "flag"), Part(1, "mine", is_own=True), Part(2, "two"))),
}


@pytest.mark.parametrize(
    ("name", "answers", "counts"),
    [
        ("single", [(0,), (0,), (1,)], [0, 2, 0, 1]),
        ("multiple", [(0, 1), (0, 2), (3,)], [1, 2, 1, 1]),
        ("truefalse", [(1,), (1,), (0,)], [2, 1]),
        ("number", [(27,), (28,), (30,), (32,), (33,), (9999,)], [1, 3, 2]),
        ("ordering", [(0, 1, 2), (0, 2, 1), (1, 0, 2)], [1, 2, 2]),
        ("redflags", [(), (0,), (0, 2)], [2, 0, 1]),
    ],
)
def test_counts_tell_how_many_chose_each_thing_in_the_order_shown(
    name: str, answers: list[tuple[int, ...]], counts: list[int]
) -> None:
    assert load_phone(name).counts(EXAMPLES[name], answers) == counts
    assert not any(load_phone(name).counts(EXAMPLES[name], []))


@pytest.mark.parametrize(
    ("name", "answer", "positions"),
    [
        ("single", (1,), [3]),
        ("multiple", (0, 1), [1, 3]),
        ("truefalse", (1,), [0]),
        ("number", (30,), [30]),
        ("ordering", (0, 1, 2), [2, 0, 1]),
        ("redflags", (0,), [0]),
    ],
)
def test_positions_count_in_the_order_shown(name: str, answer: tuple[int, ...], positions: list[int]) -> None:
    assert load_phone(name).positions(EXAMPLES[name], answer) == positions
