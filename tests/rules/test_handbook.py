"""The pocket book: every page can be found, every question has one."""

from __future__ import annotations

from game.packs.library import Library
from game.rules.handbook import card_of, found
from game.tools.make_initials import initials


def test_initials_are_those_of_the_titles(library: Library) -> None:
    assert initials("验证码，谁要都不给") == "yzmsydbg"
    for card in library.cards:
        assert card.initials == initials(card.title), card.id


def test_every_card_is_found_by_its_initials_and_by_its_words(library: Library) -> None:
    for card in library.cards:
        assert card in found(library.cards, card.initials[:4].upper())
        assert found(library.cards, card.title)[0] is card
    assert found(library.cards, "  ") == list(library.cards)
    assert found(library.cards, "qqqq") == []


def test_what_begins_with_the_letters_stands_first(library: Library) -> None:
    hits = found(library.cards, "yz")
    places = [card.initials.find("yz") for card in hits]
    assert places == sorted(places) and places[0] == 0


def test_every_question_has_a_card_on_its_fact_or_its_topic(library: Library) -> None:
    for question in library.questions():
        card = card_of(library.cards, question)
        assert card is not None
        assert card.topic == question.topic or set(card.facts) & set(question.facts)
