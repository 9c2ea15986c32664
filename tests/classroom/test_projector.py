"""The projector's window: the stage decides what stands, keys become commands, and every word fits.

Golden pictures are painted anew by `python -m pytest tests/classroom --golden`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.classroom.supervise import State
from game.ui.paint import Painter
from tests.classroom.lessons import board, played
from tests.classroom.walls import Window
from tests.pictures.test_pictures import TOLERANCE, _difference

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"landscape": ((1280, 720), (480, 270)), "portrait": ((720, 1280), (270, 480))}
SCENES = {"asked": "question", "paused": "question", "revealed": "distribution"}


@pytest.mark.parametrize("orientation", sorted(SIZES))
def test_every_screen_fits_and_looks_as_it_did(
    orientation: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    spilled: list[str] = []
    monkeypatch.setattr(Painter, "on_overflow", spilled.append)
    size, small = SIZES[orientation]
    window = Window(size, tmp_path)
    wrong = []
    for name, lesson in played():
        window.show(board(lesson), 320 if name == "ended" else 160)
        wanted = SCENES.get(name.rpartition("-")[2], {"lobby": "lobby", "ended": "podium"}.get(name, "standings"))
        assert window.projector.name == wanted, name
        made = pygame.transform.smoothscale(window.projector.screen, small)
        path = GOLDEN / f"{orientation}-{name}.png"
        if request.config.getoption("--golden"):
            path.parent.mkdir(exist_ok=True)
            pygame.image.save(made, str(path))
        elif not path.exists() or _difference(made, pygame.image.load(str(path))) > TOLERANCE:
            wrong.append(name)
            out = Path("out/pictures")
            out.mkdir(parents=True, exist_ok=True)
            pygame.image.save(made, str(out / f"class-{orientation}-{name}.png"))
    assert not wrong, f"these look different; see out/pictures and golden: {wrong}"
    assert not spilled


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)])
def test_every_word_fits_in_english_too(size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spilled: list[str] = []
    monkeypatch.setattr(Painter, "on_overflow", spilled.append)
    window = Window(size, tmp_path, "en")
    for _, lesson in played():
        window.show(board(lesson, "en"), 12)
    window.press(pygame.K_F1)
    assert not spilled


def test_a_clicker_leads_through_the_whole_flow(tmp_path: Path) -> None:
    window = Window((640, 360), tmp_path)
    told = {"lobby": "next", "asked": "reveal", "paused": "resume", "revealed": None, "standings": "next"}
    for name, lesson in played():
        if name == "ended":
            break
        window.show(board(lesson), 40)
        window.line.sent.clear()
        window.press(pygame.K_PAGEDOWN)
        wanted = told.get(name.rpartition("-")[2], told.get(name.partition("-")[0]))
        assert window.verbs == ([wanted] if wanted else window.verbs) and len(window.verbs) == 1, name
        if wanted is None:
            assert window.verbs[0] in ("ranking", "next")


def test_keys_do_what_the_help_says(tmp_path: Path) -> None:
    window = Window((640, 360), tmp_path)
    moments = dict(played())
    window.show(board(moments["scored-multiple-asked"]), 40)
    for key, text, verb in (
        (pygame.K_p, "p", "pause"),
        (pygame.K_EQUALS, "+", "extend"),
        (pygame.K_s, "s", "skip"),
        (pygame.K_n, "n", "names"),
        (pygame.K_m, "m", "mute"),
        (pygame.K_l, "l", "lock"),
        (pygame.K_t, "t", "table"),
    ):
        window.line.sent.clear()
        window.press(key, text)
        assert window.verbs == [verb]
    window.line.sent.clear()
    window.press(pygame.K_ESCAPE)
    assert window.verbs == [], "once only asks"
    window.press(pygame.K_ESCAPE)
    assert window.verbs == ["end"]


def test_a_team_without_phones_answers_by_keys(tmp_path: Path) -> None:
    window = Window((640, 360), tmp_path)
    moments = dict(played())
    window.show(board(moments["scored-multiple-asked"]), 40)
    for key, text in ((pygame.K_1, "1"), (pygame.K_b, "b"), (pygame.K_a, "a"), (pygame.K_RETURN, "\r")):
        window.press(key, text)
    assert window.line.sent == [("table_answer", {"team": 1, "answer": [0, 1]})]


def test_trouble_is_told_and_goes_again(tmp_path: Path) -> None:
    window = Window((640, 360), tmp_path)
    lesson = dict(played())["scored-multiple-asked"]
    window.show(board(lesson), 40)
    calm = pygame.image.tobytes(window.projector.screen, "RGB")
    window.state = State.STARTING
    window.show(None, 10)
    assert pygame.image.tobytes(window.projector.screen, "RGB") != calm
    window.state = State.UP
    window.show(board(lesson), 10)
    assert window.projector.name == "question"


def test_the_review_steps_through_what_went_wrong_most(tmp_path: Path) -> None:
    window = Window((640, 360), tmp_path)
    for _, lesson in played():
        window.show(board(lesson), 4)
    window.press(pygame.K_RIGHT)
    assert window.projector.name == "review"
    pages = len(window.projector.hall.hardest)
    assert pages >= 2
    for _ in range(pages):
        window.press(pygame.K_RIGHT)
    window.show(None, 30)
    assert window.projector.name == "podium"


def test_names_are_forgotten_when_the_server_forgets_them(tmp_path: Path) -> None:
    window = Window((640, 360), tmp_path)
    ended = board(dict(played())["ended"])
    window.show(replace(ended, wipe_ms=1000), 5)
    assert not window.line.has_forgotten
    window.show(replace(ended, wipe_ms=0), 5)
    assert window.line.has_forgotten
