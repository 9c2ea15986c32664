"""A visitor meets every question of the bank by touch, in both orientations: all words fit, the key is right, others are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest

from game.qtypes import load_rules
from game.rules import run
from game.rules.deal import NO_COMFORT, Deal, Dealt
from game.ui.paint import Painter
from tests.pilot import Pilot

Make = Callable[..., Pilot]
TYPES = tuple(load_rules())


def open_question(visitor: Pilot, question: Any) -> None:
    """The question stands before the visitor as the first of a level of two."""
    session = visitor.session
    session.begin_visit()
    body = session.types[question.type].shuffle(question.body, Random(question.id))
    dealt = Dealt(replace(question, body=body), (), 0, question.difficulty)
    session.run = run.start(Deal(session.bank.campaign.level("fraud.1"), 1, NO_COMFORT, (dealt, dealt)))
    session.journal.begin_run("fraud.1", 1, False, False)
    visitor.app.go("question", "cut")
    visitor.settle()


def _note(found: list[tuple[str, str]], name: str, text: str) -> None:
    found.append((name, text))


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280)])
@pytest.mark.parametrize("name", TYPES)
def test_every_question_of_the_type_fits_and_takes_right_and_wrong_answers(
    pilot: Make, name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = pilot(size=size)
    too_long: list[tuple[str, str]] = []
    bank = visitor.session.bank
    for entry in bank.listed([chapter.id for chapter in bank.campaign.chapters], 0):
        if entry.type == name:
            question = bank.question(entry.id)
            monkeypatch.setattr(Painter, "on_overflow", partial(_note, too_long, question.id))
            open_question(visitor, question)
            visitor.answer(visitor.key())
            assert visitor.session.verdict.is_right
            visitor.touch("next")
            visitor.answer(visitor.wrong())
            assert visitor.scene.pose == f"feedback-wrong-{name}"
            assert not visitor.session.verdict.is_right
    assert not too_long
