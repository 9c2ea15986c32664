"""The surveys that come with the game: words in every language, nothing right or wrong about them."""

from __future__ import annotations

import pytest

from game.classroom.surveys import AFTER, BEFORE, surveys
from game.qtypes import load_rules
from game.qtypes.choices import OPTION_CHARACTERS
from game.rules.classroom import plan
from game.rules.classroom.lesson import Kind
from game.rules.question import Question
from game.words import LANGUAGES

HOME = "zh-CN"


def no_pack(name: str) -> Question:
    raise AssertionError(f"{name} is no pack's question")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_survey_offers_a_few_answers_and_none_is_right(language: str) -> None:
    for question in surveys(language).values():
        assert question.stem
        assert 2 <= len(question.body.options) <= 6
        assert question.body.key == ()
        assert not question.rationale and not question.citations


def test_its_answers_fit_where_a_packs_options_fit() -> None:
    texts = [option.text for question in surveys(HOME).values() for option in question.body.options]
    assert max(map(len, texts)) <= OPTION_CHARACTERS


def test_a_survey_is_laid_out_as_a_round_of_its_own_kind() -> None:
    rounds = plan.rounds([BEFORE, AFTER], surveys(HOME), no_pack, 1, load_rules())
    assert [each.kind for each in rounds] == [Kind.SURVEY, Kind.SURVEY]
    assert all(each.limit_ms > plan.SECONDS * 1000 for each in rounds)
