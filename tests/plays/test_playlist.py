"""The playlist on a kiosk and on an advertising screen, watched for a while."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pygame
import pytest

from game.citing import cited
from game.playlist import ROUND
from game.records.database import NAME
from game.rules.question import Question
from game.rules.ranking import Entry
from game.scenes.playlist import teaser
from game.settings import Settings, write_settings
from game.ui.paint import Painter
from game.words import Copy
from tests.pilot import Pilot

Make = Callable[..., Pilot]
SHORT = {"poster_s": 5, "teaser_s": 4, "records_s": 2, "clock_s": 2, "picture_s": 2}
SMALL = (640, 360)
pytestmark = pytest.mark.usefixtures("warm")
STRIDE_MS = 160
"""Time goes by in longer steps than the pilot's own: the slogans run all the while and would be drawn each time."""


LENGTHS: tuple[Callable[[Question], int], ...] = (
    lambda question: len(question.stem),
    lambda question: len(question.rationale),
    lambda question: max(map(len, _options(question))),
    lambda question: len(_options(question)) * 100 + sum(map(len, _options(question))),
    lambda question: len(cited(question.citations, Copy("zh-CN"))),
)
"""What may be long about a question."""


def _options(question: Question) -> list[str]:
    return [option.text for option in getattr(question.body, "options", ())] or [""]


def stride(kiosk: Pilot) -> None:
    kiosk.clock._now_ms += STRIDE_MS
    kiosk.frame()


def watch(kiosk: Pilot, ms: int) -> list[str]:
    """The poses met in that time, in order."""
    met = [kiosk.scene.pose]
    end = kiosk.clock.now_ms() + ms
    while kiosk.clock.now_ms() < end:
        stride(kiosk)
        if kiosk.scene.pose != met[-1]:
            met.append(kiosk.scene.pose)
        for thread in threading.enumerate():
            if thread.name == "gallery":  # the test's time goes faster than the disk's
                thread.join(20)
    return met


def with_settings(folder: Path, **chosen: int | str) -> None:
    write_settings(folder / "data", Settings(**{**SHORT, **chosen}))  # type: ignore[arg-type]


def best(most: int, *_: object) -> list[Entry]:
    return [Entry(seed, 12 - seed, 1000, "2026-11-20") for seed in range(most)]


def turn_to(kiosk: Pilot, pose: str) -> None:
    for _ in range(4000):
        if kiosk.scene.pose == pose and kiosk.app._transition is None:
            return
        stride(kiosk)
    raise AssertionError(f"{pose} never came")


def test_a_fresh_kiosk_shows_poster_teaser_and_clock_in_turn(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    assert watch(pilot(SMALL), 20_000)[:5] == [
        "attract",
        "attract-teaser",
        "attract-clock",
        "attract",
        "attract-teaser",
    ]


def test_records_and_pictures_come_when_there_are_any(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    posters = tmp_path / "data" / "posters"
    posters.mkdir(parents=True)
    pygame.image.save(pygame.Surface((40, 30)), str(posters / "a.png"))
    kiosk = pilot(SMALL)
    kiosk.session.records = best
    met = watch(kiosk, 24_000)
    assert met[:7] == [
        "attract",
        "attract-teaser",
        "attract-picture",
        "attract-records",
        "attract-clock",
        "attract-picture",
        "attract",
    ]


def test_a_part_with_no_time_is_left_out(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path, teaser_s=0, clock_s=0)
    assert watch(pilot(SMALL), 30_000) == ["attract"]


@pytest.mark.parametrize("pose", ["attract-teaser", "attract-records", "attract-clock"])
def test_a_touch_at_any_item_begins_a_visit(pilot: Make, tmp_path: Path, pose: str) -> None:
    with_settings(tmp_path)
    kiosk = pilot(SMALL)
    kiosk.session.records = best
    turn_to(kiosk, pose)
    kiosk.touch("glass")
    assert kiosk.app.name == "home" and kiosk.session.visit.nickname


def test_a_touch_while_items_change_counts_too(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    kiosk = pilot(SMALL)
    while kiosk.app._transition is None:
        stride(kiosk)
    kiosk.touch("glass")
    assert kiosk.app.name == "home"


def test_a_second_tap_on_the_way_out_begins_no_new_visit(pilot: Make) -> None:
    kiosk = pilot(SMALL)
    kiosk.touch("glass")
    at = {"pos": kiosk.centre("leave"), "button": 1, "touch": False}
    for _ in range(2):
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, at))
            kiosk.frame()
    kiosk.settle()
    assert kiosk.app.name == "attract"


def test_the_playlist_writes_nothing_into_the_journal(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    kiosk = pilot(SMALL)
    watch(kiosk, 30_000)
    with sqlite3.connect(kiosk.data / NAME) as db:
        for table in ("visits", "runs", "answers", "results"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert kiosk.session.run is None and not kiosk.session.visit.seen


def test_a_visit_cut_off_can_still_be_taken_up_after_a_round_and_is_never_shown(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    visitor = pilot(SMALL)
    visitor.start_level()
    visitor.answer(visitor.key())
    asked = {dealt.question.id for dealt in visitor.session.run.deal.dealt}
    visitor.app.session.journal.close()  # the process dies here
    again = pilot(SMALL, seed=5)
    again.wait(100)
    assert not asked & {question.id for question in teaser.questions(again.session)}
    watch(again, 30_000)
    again.touch("glass")
    again.wait(100)
    again.touch("resume")
    assert again.app.name == "question"


def test_the_teaser_lights_the_options_and_then_shows_the_key(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path, teaser_s=40)
    kiosk = pilot(SMALL)
    shown: list[str] = []
    turn_to(kiosk, "attract-teaser")
    looks: set[bytes] = set()
    for _ in range(30):
        watch(kiosk, 1000)
        looks.add(pygame.image.tobytes(kiosk.app.screen.subsurface((0, 0, 640, 320)), "RGB"))
        shown.append(kiosk.scene.pose)
    assert set(shown) == {"attract-teaser"}
    # Asked, four or fewer options lit, the key: twice within its forty seconds.
    assert len(looks) >= 8


def test_the_clock_tells_the_time_and_goes_on(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path, teaser_s=0, clock_s=60)
    times = [datetime(2026, 11, 26, 9, 59), datetime(2026, 11, 26, 10, 0)]
    kiosk = pilot(SMALL, now=lambda: times[0])
    turn_to(kiosk, "attract-clock")
    kiosk.wait(1000)
    upper = kiosk.app.screen.subsurface((0, 0, 640, 320))
    before = pygame.image.tobytes(upper, "RGB")
    kiosk.wait(1000)
    assert pygame.image.tobytes(upper, "RGB") == before
    times.pop(0)
    kiosk.wait(1000)
    assert pygame.image.tobytes(upper, "RGB") != before


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (1920, 540), (540, 1920), (1024, 768)])
def test_every_word_fits_at_every_size(
    pilot: Make, tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_settings(tmp_path)
    too_large: list[str] = []
    monkeypatch.setattr(Painter, "on_overflow", too_large.append)
    for language in ("zh-CN", "en"):
        kiosk = pilot(size, language=language, for_show=size == (1920, 540))
        kiosk.session.records = best
        for place in range(len(ROUND)):
            kiosk.app.go("attract", "cut", place=place)
            kiosk.frame()
    assert not too_large


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280)])
def test_the_longest_questions_fit_the_teaser(
    pilot: Make, tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_settings(tmp_path)
    kiosk = pilot(size)
    known = [kiosk.session.bank.question(entry.id) for entry in teaser.questions(kiosk.session)]
    longest = {max(known, key=length).id: max(known, key=length) for length in LENGTHS}
    too_large: list[str] = []
    monkeypatch.setattr(Painter, "on_overflow", too_large.append)
    for question in longest.values():
        monkeypatch.setattr(teaser, "questions", lambda session, chance, question=question: [question])
        kiosk.app.go("attract", "cut", place=1)
        watch(kiosk, 2500)
        assert kiosk.scene.pose == "attract-teaser"
    assert not too_large


def test_on_an_advertising_screen_nothing_can_be_played(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    board = pilot((960, 270), for_show=True)
    for _ in range(8):
        at = {"pos": (board.clock.now_ms() % 900, 130), "button": 1, "touch": False}
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, at))
        board.press("return", "a", "f9")
        watch(board, 1600)
        assert board.app.name == "attract"
    assert not board.session.visit.nickname and not board.scene.targets
    board.press("escape")
    assert not board.app.is_running


def test_an_idle_kiosk_keeps_no_old_pictures(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    kiosk = pilot(SMALL)
    watch(kiosk, 15_000)
    kept = kiosk.app.scene
    turn_to(kiosk, "attract-teaser" if kept.pose != "attract-teaser" else "attract-clock")
    assert not vars(kept), "a scene that is over holds nothing"


def test_reduced_motion_still_takes_turns(pilot: Make, tmp_path: Path) -> None:
    with_settings(tmp_path)
    assert "attract-clock" in watch(pilot(SMALL, reduced=True), 20_000)


def test_the_command_ends_at_ctrl_c_and_names_a_missing_screen(tmp_path: Path) -> None:
    import os
    import signal
    import subprocess
    import sys

    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    command = [sys.executable, "main.py", "attract", "--size", "640x360", "--data-dir", str(tmp_path)]
    told = subprocess.run(
        [*command, "--display", "7"], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert told.returncode == 2 and told.stderr.startswith("error: no display 7") and "Traceback" not in told.stderr
    shown = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    for _ in range(200):
        if (tmp_path / "cache").exists():
            break
        time.sleep(0.1)
    time.sleep(1)
    shown.send_signal(signal.SIGINT)
    errors = shown.communicate(timeout=30)[1]
    assert shown.returncode == 0 and "Traceback" not in errors
