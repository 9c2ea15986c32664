"""The call to the counter: by key or file, over any scene, without losing anything of the game."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.kiosk.queue_call import LOOKS_EVERY_MS, NAME, QueueCall, number_in
from game.rules.run import Phase
from game.scenes import SCENES
from tests.pilot import Pilot

Make = Callable[..., Pilot]
SMALL = (640, 360)
pytestmark = pytest.mark.usefixtures("warm")


def call(kiosk: Pilot, number: str = "") -> None:
    """A ticket program puts the file there; two looks later it is taken."""
    (kiosk.data / NAME).write_text(number, "utf-8")
    kiosk.wait(3 * LOOKS_EVERY_MS)
    kiosk.settle()


# ── the file ──


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (b"A023", "A023"),
        (b"\xef\xbb\xbfA023\r\n", "A023"),
        ("A023\r\n".encode("utf-16"), "A023"),
        ("请 12 号".encode(), "请 12 号"),
        (("号" * 40).encode(), "号" * 40),
        (b"", ""),
        (b"x" * 41, ""),
        (b"x" * 100_000, ""),
        (b"A\x00B", ""),
        (b"A023\nB024", ""),
        (b"\x1b[31mA", ""),
        (b"\xc3\x28", ""),
        (b"\xff\xfeA", ""),
    ],
)
def test_the_number_is_one_short_line_of_plain_text(data: bytes, number: str) -> None:
    assert number_in(data) == number


@pytest.fixture
def looks() -> Iterator[int]:
    return iter(range(0, 10**9, LOOKS_EVERY_MS))


def test_a_file_is_taken_once_and_is_gone(tmp_path: Path, looks: Iterator[int]) -> None:
    watch = QueueCall(tmp_path)
    assert watch.look(next(looks)) is None
    (tmp_path / NAME).write_text("A1")
    assert [watch.look(next(looks)) for _ in range(4)] == [None, "A1", None, None]
    assert not (tmp_path / NAME).exists()


def test_a_file_still_being_written_is_left_until_it_stands_still(tmp_path: Path, looks: Iterator[int]) -> None:
    watch = QueueCall(tmp_path)
    (tmp_path / NAME).write_text("")
    assert watch.look(next(looks)) is None
    (tmp_path / NAME).write_text("B7")
    assert [watch.look(next(looks)) for _ in range(2)] == [None, "B7"]


def test_a_file_that_can_not_be_deleted_calls_once(
    tmp_path: Path, looks: Iterator[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(path)

    watch = QueueCall(tmp_path)
    monkeypatch.setattr(Path, "unlink", refuse)
    (tmp_path / NAME).write_text("A1")
    assert [watch.look(next(looks)) for _ in range(5)] == [None, "A1", None, None, None]


def test_folders_and_links_are_no_calls(tmp_path: Path, looks: Iterator[int]) -> None:
    watch = QueueCall(tmp_path)
    (tmp_path / NAME).mkdir()
    assert [watch.look(next(looks)) for _ in range(3)] == [None] * 3
    (tmp_path / NAME).rmdir()
    secret = tmp_path / "secret"
    secret.write_text("S")
    (tmp_path / NAME).symlink_to(secret)
    assert [watch.look(next(looks)) for _ in range(3)] == [None] * 3
    assert secret.exists()


def test_the_folder_is_looked_at_once_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(Path, "lstat", lambda path: looked.append(path) or os.lstat("/nowhere"))
    watch = QueueCall(tmp_path)
    for now_ms in range(0, 10_000, 16):
        watch.look(now_ms)
    assert len(looked) == 10


# ── the game ──


def test_a_call_stops_the_clock_and_the_level_goes_on_where_it_was(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    visitor.finish_level()
    visitor.touch("onward", "stop-property", "level-2", "play")
    visitor.wait(5000)
    scene, spent = visitor.scene, visitor.scene._clock_ms
    visitor.press("f9")
    assert visitor.app.name == "queue_call"
    visitor.wait(40_000)
    visitor.touch("stay")
    assert visitor.scene is scene and visitor.session.run.phase == Phase.ASKING
    assert visitor.scene._clock_ms - spent < 2000
    spent = visitor.scene._clock_ms
    visitor.wait(3000)
    assert visitor.scene._clock_ms - spent >= 3000, "and the clock runs again"


def test_the_same_picture_comes_back(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    visitor.wait(1000)
    before = pygame.image.tobytes(visitor.app.screen, "RGB")
    call(visitor, "A023")
    assert visitor.app.name == "queue_call" and visitor.scene._number == "A023"
    assert pygame.image.tobytes(visitor.app.screen, "RGB") != before
    visitor.press("return")
    assert pygame.image.tobytes(visitor.app.screen, "RGB") == before


def test_a_call_shows_the_passport_of_the_visit_and_can_end_it(pilot: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.ui.paint import Painter

    visitor = pilot(SMALL)
    visitor.start_level()
    visitor.finish_level()
    code, written = visitor.session.passport(), []
    words = Painter.words
    monkeypatch.setattr(
        Painter,
        "words",
        lambda self, content, *rest, **more: written.append(content) or words(self, content, *rest, **more),
    )
    visitor.press("f9")
    assert f"{code[:9]}\n{code[10:]}" in written
    visitor.touch("leave")
    assert visitor.app.name == "attract" and not visitor.session.visit.stars


def test_on_the_poster_a_call_is_a_notice_that_goes_by_itself(pilot: Make) -> None:
    kiosk = pilot(SMALL)
    call(kiosk, "A023")
    assert kiosk.app.name == "queue_call" and kiosk.scene.find("leave") is None
    kiosk.wait(20_000)
    assert kiosk.app.name == "attract" and not kiosk.session.visit.nickname
    call(kiosk)
    kiosk.touch("glass")
    assert kiosk.app.name == "attract"


def test_a_second_call_takes_the_place_of_the_first(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    call(visitor, "A1")
    call(visitor, "A2")
    assert visitor.scene._number == "A2"
    visitor.touch("stay")
    assert visitor.app.name == "question"


def test_a_call_over_a_dialog_and_over_the_idle_question(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    visitor.touch("pause")
    visitor.press("f9")
    visitor.touch("stay", "resume")
    visitor.wait(46_000)
    assert visitor.scene.find("anywhere") is not None
    visitor.press("f9")
    visitor.touch("stay")
    assert visitor.app.name == "question"
    visitor.touch("stay")
    visitor.answer(visitor.key())


def test_whoever_is_called_and_gone_is_forgotten_as_ever(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    visitor.press("f9")
    visitor.wait(62_000)
    assert visitor.app.name == "attract" and visitor.session.run is None and not visitor.session.visit.nickname


def test_a_window_resized_during_a_call_finds_its_game_again(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    question = visitor.session.run.dealt.question.id
    visitor.press("f9")
    pygame.display.set_mode((360, 640))
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, size=(360, 640), w=360, h=640))
    visitor.settle()
    assert visitor.app.name == "queue_call"
    visitor.touch("stay")
    assert visitor.app.name == "question" and visitor.app.stage.is_portrait
    assert visitor.session.run.dealt.question.id == question
    visitor.answer(visitor.key())


def test_a_finger_on_the_glass_when_the_call_comes_presses_nothing(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    at = {"pos": visitor.centre("pause"), "button": 1, "touch": False}
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, at))
    visitor.frame()
    visitor.press("f9")
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, at))
    visitor.settle()
    assert visitor.app.name == "queue_call"
    visitor.touch("stay")
    assert visitor.app.name == "question" and not visitor.scene.has_layer


def test_every_screen_can_be_called_away_from_and_come_back_to(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.start_level()
    visitor.answer(visitor.key())
    met = {visitor.app.name}

    def called() -> None:
        name, scene = visitor.app.name, visitor.scene
        visitor.press("f9")
        visitor.touch("stay")
        assert visitor.app.name == name and visitor.scene is scene
        met.add(name)

    called()
    visitor.finish_level(mistakes=1)
    called()
    for path in (["review"], ["back", "onward", "passport"], ["back", "home"], ["scoring"], ["back", "book"], ["find"]):
        visitor.touch(*path)
        called()
    visitor.touch("back", "back", "wall")
    called()
    visitor.touch("back", "lab")
    called()
    visitor.touch("play")
    called()
    visitor.finish_level()
    called()
    visitor.app.go("certificate", "cut")
    called()
    visitor.app.go("street", "cut")
    called()
    visitor.touch("stop-property")
    called()
    visitor.touch("learn")
    called()
    assert met >= set(SCENES) - {"attract", "queue_call"}, set(SCENES) - met
