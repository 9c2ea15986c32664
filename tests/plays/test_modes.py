"""Every way to play beside the street, as somebody at the kiosk plays it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.packs.library import Library
from game.rules.run import Phase
from tests.pilot import Pilot
from tests.plays.storm import SIZES, Storm

Make = Callable[..., Pilot]
STORM_EVENTS = 10_000


def finish(visitor: Pilot, wrong: tuple[int, ...] = ()) -> None:
    """Answers to the end; the questions at the places `wrong` as badly as can be."""
    while visitor.session.run is not None:
        run = visitor.session.run
        if run.phase == Phase.ASKING:
            visitor.answer(visitor.wrong() if run.index in wrong else visitor.key())
        visitor.touch("next")


def test_two_kiosks_ask_the_same_five_questions_on_a_day(tmp_path: Path) -> None:
    asked = []
    for number in (1, 2):
        visitor = Pilot(tmp_path / str(number), (1280, 720), seed=number)
        visitor.touch("glass", "daily", "play")
        asked.append([item.question.id for item in visitor.session.run.deal.dealt])
        finish(visitor, wrong=(1,))
        assert visitor.scene.pose == "outcome-daily"
        assert visitor.session.visit.score == 0, "a mode gives no points of the street"
        visitor.touch("onward")
        assert visitor.app.name == "home"
        visitor.close()
    assert asked[0] == asked[1] and len(asked[0]) == 5


def test_a_challenge_enters_the_record_table_and_outlives_the_visit(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "challenge", "play")
    finish(visitor, wrong=(3,))
    assert visitor.scene.pose == "outcome-challenge" and visitor.session.result.right == 3
    visitor.touch("again")
    finish(visitor, wrong=(1,))
    visitor.touch("onward", "leave", "glass")
    assert [entry.right for entry in visitor.session.records(5)] == [3], "one line a visit, its best"
    visitor.touch("challenge", "play")
    finish(visitor, wrong=(5,))
    assert [entry.right for entry in visitor.session.records(5)] == [5, 3]


def test_the_lab_tells_hits_from_false_alarms(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "lab", "play")
    finish(visitor)
    found = visitor.session.detection()
    assert (found.hit_percent, found.false_alarm_percent) == (100, 0)
    assert visitor.scene.pose == "outcome-lab"


@pytest.mark.parametrize("mode", ["daily", "challenge", "lab", "duel"])
def test_a_round_cut_off_by_a_crash_goes_on(tmp_path: Path, mode: str) -> None:
    visitor = Pilot(tmp_path, (1280, 720))
    visitor.touch("glass", mode, "play")
    for _ in range(2):
        visitor.answer(visitor.key())
        visitor.touch("next")
    before = visitor.session.run
    again = Pilot(tmp_path, (1280, 720))
    again.touch("glass")
    again.wait(200)
    again.touch("resume")
    assert again.app.name == "question"
    assert again.session.run.records == before.records
    assert again.session.run.dealt.question.id == before.dealt.question.id
    again.close()


def test_two_people_share_the_screen(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "duel", "play")
    sides = []
    while visitor.session.run is not None:
        if visitor.session.run.phase == Phase.ASKING:
            confirm = next(target for target in visitor.scene.targets if target.name == "confirm")
            sides.append("left" if confirm.rect.centerx < 640 else "right")
            visitor.answer(visitor.key())
        visitor.touch("next")
    assert sides == ["left", "right", "right", "left"] * 2, "the button stands before whose turn it is"
    assert visitor.scene.pose == "outcome-duel"
    assert visitor.session.visit.wrong == () and visitor.session.visit.tallies == {}


def test_errors_are_asked_again_until_they_are_right(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "redo")
    assert visitor.app.name == "home", "without errors the tile only says so"
    visitor.touch("daily", "play")
    finish(visitor, wrong=(0, 2))
    assert len(visitor.session.visit.wrong) == 2
    visitor.touch("onward", "redo", "play")
    finish(visitor)
    assert visitor.session.visit.wrong == ()
    assert visitor.scene.pose == "outcome-redo"


def test_a_third_level_asks_how_sure_and_brings_confident_errors_back(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "go")
    for number in (1, 2):
        visitor.touch("stop-property", f"level-{number}", "play")
        assert visitor.scene.find("unsure") is None
        finish(visitor)
        visitor.touch("onward")
    visitor.touch("stop-property", "level-3", "play")
    error = visitor.session.run.dealt.question.id
    visitor.touch(*visitor.scene.taps(visitor.wrong()))
    assert visitor.scene.find("unsure") is not None
    visitor.touch("confirm")
    assert visitor.session.visit.due == (error,)
    visitor.touch("next")
    visitor.touch(*visitor.scene.taps(visitor.wrong()), "unsure")
    assert visitor.session.visit.due == (error,), "an error one was not sure of is only noted"
    visitor.touch("pause", "restart", "stop-know", "play")
    assert error in [item.question.id for item in visitor.session.run.deal.dealt]


def test_the_pocket_book_is_read_card_by_card(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "book")
    first = visitor.scene._card
    visitor.touch("onward")
    assert visitor.scene._card.id != first.id
    visitor.touch("chapter-fraud")
    assert visitor.scene._card.topic == "fraud"
    visitor.touch("listen")
    assert visitor.scene.is_reading_aloud
    visitor.wait(80_000)
    assert not visitor.scene.is_reading_aloud
    visitor.touch("back")
    assert len(visitor.session.visit.read) == 3


def test_a_page_is_found_by_its_first_letters(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "book", "find", "key-Y", "key-Z", "key-M")
    rows = [target.name for target in visitor.scene.targets if target.name.startswith("card-")]
    assert rows
    visitor.touch(rows[0])
    assert "验证码" in visitor.scene._card.title
    visitor.touch("find", "key-Q", "key-Q", "key-Q", "key-Q")
    assert not any(target.name.startswith("card-") for target in visitor.scene.targets)
    visitor.touch("erase", "erase", "erase", "erase")
    visitor.type("假币")
    visitor.settle()
    visitor.touch(next(target.name for target in visitor.scene.targets if target.name.startswith("card-")))
    assert "假币" in visitor.scene._card.title


def test_an_error_leads_to_its_page_and_back(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "daily", "play")
    finish(visitor, wrong=(0, 1))
    visitor.touch("review", "next", "card", "onward", "back")
    assert visitor.app.name == "review" and visitor.scene.arguments["page"] == 1


def test_the_wall_reads_a_page_by_itself(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "wall", "all")
    shown = [card.id for card in visitor.scene._shown]
    visitor.wait(180_000)
    assert visitor.app.name == "wall", "nobody is sent away while listening"
    assert len(visitor.session.visit.read) > 2
    visitor.touch("listen")
    assert not visitor.scene.is_reading_aloud
    visitor.touch(f"card-{shown[5]}")
    assert shown[5] in visitor.session.visit.read
    visitor.touch("onward")
    assert visitor.scene._shown[0].id not in shown


def test_steps_are_dragged_into_their_places(pilot: Make, library: Library) -> None:
    from tests.plays.test_every_question import open_question

    visitor = pilot()
    visitor.touch("glass")
    question = next(item for item in library.questions() if item.type == "ordering")
    open_question(visitor, question)
    visitor.settle()
    count = len(question.body.items)
    for step in range(count):
        visitor.drag(f"step-{step}", visitor.scene._view._boxes()[0][count - 1 - step])
    assert visitor.scene._view.answer == tuple(reversed(range(count)))
    # Dropped on a taken place, two steps change places; dropped beside, a step goes back.
    visitor.drag("step-0", visitor.scene._view._boxes()[0][0])
    assert visitor.scene._view.places[0] == 0 and visitor.scene._view.places[-1] == count - 1
    visitor.drag("step-0", visitor.scene._view._boxes()[1][0])
    assert visitor.scene._view.answer is None


@pytest.mark.parametrize("size", SIZES)
def test_a_short_storm_breaks_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    storm = Storm(tmp_path, size, seed=5)
    try:
        storm.blow(STORM_EVENTS)
    finally:
        storm.close()
    assert storm.answers and len(storm.scenes) > 8
