"""Scripted visits: what a person does, told as one would tell it, and what must then be so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.records.database import NAME
from game.rules.levels import EXAM
from game.rules.run import Phase
from tests.pilot import Pilot

Make = Callable[..., Pilot]


def test_a_visitor_wins_a_level_and_the_next_stop_opens(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "go")
    visitor.touch("stop-know")
    assert visitor.app.name == "street", "a locked stop only says so"
    visitor.touch("stop-property", "learn", "play")
    visitor.finish_level()
    assert visitor.scene.pose == "result-passed"
    assert visitor.session.result.stars == 3
    visitor.touch("onward", "stop-know")
    assert visitor.app.name == "intro"


def test_losing_all_hearts_ends_the_level_kindly_and_it_can_be_tried_again(pilot: Make) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level(mistakes=9)
    assert visitor.scene.pose == "result-failed"
    assert visitor.session.result.total == 6 and visitor.session.visit.score == 0
    visitor.touch("review")
    assert visitor.app.name == "review"
    visitor.touch("back", "again")
    visitor.finish_level()
    assert visitor.scene.pose == "result-passed"


def test_the_whole_level_by_keyboard_alone(pilot: Make) -> None:
    visitor = pilot()
    visitor.press("return")
    assert visitor.app.name == "home"
    visitor.press("return")
    assert visitor.app.name == "street"
    visitor.press("down", "down")
    for _ in range(30):
        if visitor.scene._focus is not None and visitor.scene._focus.name == "stop-property":
            break
        visitor.press("left" if visitor.scene._focus.rect.left > 400 else "up")
    visitor.press("return")
    assert visitor.app.name == "intro"
    visitor.press("return")
    while visitor.session.run is not None:
        for name in visitor.scene.taps(visitor.key()):
            visitor.press_target(name)
        visitor.press("return")
        assert visitor.session.run.phase == Phase.REVEALED
        visitor.press("return")
    assert visitor.session.result.stars == 3
    visitor.press("escape")
    assert visitor.app.name == "street"


def test_the_whole_level_by_mouse_alone(pilot: Make) -> None:
    visitor = pilot()
    visitor.click("glass", "go", "stop-property", "play")
    while visitor.session.run is not None:
        visitor.click(*visitor.scene.taps(visitor.key()), "confirm", "next")
    assert visitor.session.result.is_passed


def test_every_prop_does_what_it_says(pilot: Make) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    visitor.touch("onward", "stop-property")
    assert visitor.session.visit.stars["property.1"] == 3
    visitor.touch("level-2", "play")
    run = visitor.session.run
    assert run.limit_ms > 45_000
    while visitor.scene.find("prop-exclude") is None:
        visitor.answer(visitor.key())
        visitor.touch("next")
    visitor.touch("prop-exclude")
    run = visitor.session.run
    assert run.excluded and all(visitor.scene.find(f"tile-{gone}") is None for gone in run.excluded)
    before = run.limit_ms
    visitor.touch("prop-time")
    assert visitor.session.run.limit_ms == before + 20_000
    visitor.touch("prop-hint")
    assert visitor.scene.pose == "hint"
    visitor.touch("close", "prop-shield")
    hearts = visitor.session.run.hearts
    score = visitor.session.run.score
    visitor.answer(visitor.wrong())
    assert visitor.session.run.hearts == hearts and visitor.session.run.score == score
    assert all(visitor.scene.find(name) is None for name in ("prop-exclude", "prop-time", "prop-hint", "prop-shield"))


def test_time_runs_out_but_not_while_paused(pilot: Make) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    visitor.touch("onward", "stop-property", "level-2", "play", "pause")
    visitor.wait(40_000)
    assert visitor.session.run.phase == Phase.ASKING
    visitor.touch("resume")
    for _ in range(2):
        visitor.wait(visitor.session.run.limit_ms // 2 + 1000)
        visitor.press("x")  # still there
    assert visitor.session.run.phase == Phase.REVEALED
    assert visitor.session.run.records[-1].answer is None
    visitor.touch("next")


def test_stopping_anywhere_keeps_what_was_won(pilot: Make) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.finish_level()
    visitor.touch("onward", "stop-know", "play")
    visitor.answer(visitor.key())
    visitor.touch("pause")
    visitor.touch("restart")
    assert visitor.app.name == "street"
    assert visitor.session.visit.stars == {"property.1": 3}
    visitor.touch("home", "leave")
    assert visitor.app.name == "attract" and not visitor.session.visit.stars


def test_the_passport_carries_progress_to_another_kiosk(pilot: Make, tmp_path: Path) -> None:
    first = pilot()
    first.start_level()
    first.finish_level(mistakes=1)
    first.touch("onward", "passport")
    code = first.session.passport()
    first.touch("back", "home", "leave")
    second = pilot(seed=99)
    second.touch("glass", "passport")
    second.type(code.lower() + "\n")
    second.press("return")
    assert second.app.name == "street"
    assert second.session.visit.stars == {"property.1": 2}
    assert second.session.visit.weak_before == ("property",)


def test_a_mistyped_passport_is_refused_and_changes_nothing(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "passport")
    for letter in "ABCD":
        visitor.touch(f"key-{letter}")
    visitor.touch("erase", "enter")
    assert visitor.app.name == "passport" and not visitor.session.visit.stars
    visitor.type("7" * 40)
    visitor.touch("enter")
    assert visitor.app.name == "passport"


def test_the_exam_and_the_certificate(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "go", "stop-exam")
    assert visitor.app.name == "street"
    visitor.session.restore(_all_but_exam(visitor))
    visitor.app.go("street", "cut")
    visitor.settle()
    visitor.touch("stop-exam", "play")
    assert visitor.session.run.deal.size == 12
    visitor.finish_level()
    assert visitor.session.visit.stars[EXAM] == 3
    visitor.touch("onward")
    assert visitor.app.name == "certificate"
    visitor.touch("done", "certificate")
    assert visitor.app.name == "certificate"


def _all_but_exam(visitor: Pilot) -> str:
    from game.rules.passport import Progress, encode

    return encode(Progress(((1, 0, 0),) * 10, 0), visitor.session.bank.campaign.edition)


@pytest.mark.parametrize("kills", [0, 3])
def test_a_crash_in_the_middle_of_a_level_loses_nothing(pilot: Make, kills: int) -> None:
    visitor = pilot()
    visitor.start_level()
    for _ in range(kills):
        visitor.answer(visitor.key())
        visitor.touch("next")
    visitor.answer(visitor.key())
    kept = visitor.session.run
    visitor.app.session.journal.close()  # the process dies here: nothing is closed, nothing said good-bye
    again = pilot(seed=5)
    again.touch("glass")
    again.wait(100)
    again.touch("resume")
    assert again.app.name == "question"
    resumed = again.session.run
    assert (resumed.score, resumed.hearts) == (kept.score, kept.hearts)
    assert resumed.index == kept.index + 1
    again.finish_level()
    assert again.session.result.stars == 3
    again.app.session.journal.close()
    with sqlite3.connect(again.data / NAME) as db:
        assert db.execute("SELECT count(*), count(DISTINCT question) FROM answers").fetchone() == (6, 6)


def test_whoever_declines_begins_afresh(pilot: Make) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.answer(visitor.key())
    visitor.app.session.journal.close()
    again = pilot(seed=5)
    again.touch("glass")
    again.wait(100)
    again.touch("afresh", "go")
    assert again.app.name == "street" and again.session.run is None


def test_a_visitor_who_walks_away_is_asked_and_then_forgotten(pilot: Make) -> None:
    visitor = pilot()
    visitor.start_level()
    visitor.answer(visitor.key())
    visitor.wait(46_000)
    assert visitor.scene.find("stay") is not None
    visitor.touch("stay")
    assert visitor.app.name == "question"
    visitor.wait(62_000)
    assert visitor.app.name == "attract"
    assert visitor.session.run is None and not visitor.session.visit.seen


def test_care_mode_is_gentler(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "care", "go", "stop-property", "play")
    run = visitor.session.run
    assert run.deal.size == 5
    while visitor.session.run is not None:
        assert len(getattr(visitor.scene._view, "tiles", ())) <= 4
        visitor.answer(visitor.wrong())
        assert visitor.session.run.hearts == 3
        visitor.touch("next")
    assert visitor.app.name == "result"


def test_language_and_text_size_switch_and_go_back_with_the_visitor(pilot: Make) -> None:
    visitor = pilot()
    visitor.touch("glass", "language", "large")
    assert visitor.scene.kit.say("home.go") == "Set out"
    assert visitor.scene.kit.text_scale > 1
    visitor.touch("leave")
    assert visitor.scene.kit.say("home.go") == "出发" and visitor.scene.kit.text_scale == 1


def test_a_score_that_could_not_be_saved_is_said_so(pilot: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = pilot()
    visitor.start_level()
    monkeypatch.setattr(visitor.app.session.journal, "save_answer", lambda record: False)
    visitor.answer(visitor.key())
    assert visitor.session.run.kept is False
    visitor.touch("next")
    assert visitor.session.run.index == 1


def test_a_resized_window_shows_the_same_question(pilot: Make) -> None:
    visitor = pilot()
    visitor.start_level()
    question = visitor.session.run.dealt.question.id
    screen = pygame.display.set_mode((720, 1280))
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, size=(720, 1280), w=720, h=1280))
    visitor.settle()
    assert visitor.app.screen.get_size() == screen.get_size() and visitor.app.stage.is_portrait
    assert visitor.session.run.dealt.question.id == question
    visitor.answer(visitor.key())
    assert visitor.session.run.phase == Phase.REVEALED
