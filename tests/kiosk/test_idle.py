"""Whoever walks away is asked with ticking seconds, and then nothing of the visit is left."""

from __future__ import annotations

import gc
import types
from collections.abc import Callable
from dataclasses import replace

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.kiosk.idle import seconds_left
from game.settings import Settings
from game.ui import text, theme
from game.ui.motion import Motions
from tests.pilot import Pilot

Make = Callable[..., Pilot]
SMALL = (640, 360)
pytestmark = pytest.mark.usefixtures("warm")


@given(st.integers(0, 800_000), st.integers(15, 600), st.integers(5, 120))
def test_the_question_comes_after_its_time_and_counts_down_to_nothing(silent: int, ask: int, leave: int) -> None:
    left = seconds_left(silent, Settings(idle_ask_s=ask, idle_leave_s=leave))
    if silent <= ask * 1000:
        assert left is None
    elif silent >= (ask + leave) * 1000:
        assert left == 0
    else:
        assert left is not None and 1 <= left <= leave
        assert (left - 1) * 1000 < (ask + leave) * 1000 - silent <= left * 1000


def pass_by(visitor: Pilot, ms: int) -> None:
    """Time goes by in one leap, and the game gets a few frames to notice."""
    visitor.clock._now_ms += ms
    visitor.settle()


def test_the_seconds_tick_on_the_screen(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.touch("glass")
    said: list[int] = []
    told = visitor.scene.kit.say

    def heard(key: str, **values: object) -> str:
        if key == "idle.body":
            said.append(int(str(values["n"])))
        return told(key, **values)

    visitor.scene.kit.say = heard
    visitor.wait(44_000)
    assert visitor.scene.find("stay") is None
    looks = set()
    for _ in range(14):
        visitor.wait(1000)
        looks.add(pygame.image.tobytes(visitor.app.screen, "RGB"))
    assert list(dict.fromkeys(said))[:13] == list(range(15, 2, -1))
    assert len(looks) >= 13


@pytest.mark.parametrize("answer", ["stay", "anywhere", "escape"])
def test_any_touch_or_key_is_an_answer(pilot: Make, answer: str) -> None:
    visitor = pilot(SMALL)
    visitor.touch("glass")
    visitor.wait(50_000)
    if answer == "escape":
        visitor.press("escape")
    elif answer == "stay":
        visitor.touch("stay")
    else:
        at = {"pos": (3, 3), "button": 1, "touch": False}
        visitor._post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, at), pygame.event.Event(pygame.MOUSEBUTTONUP, at))
    assert not visitor.scene.has_layer
    visitor.wait(44_000)
    assert visitor.app.name == "home" and not visitor.scene.has_layer
    visitor.wait(2000)
    assert visitor.scene.has_layer, "and asked again"


def test_the_times_are_settings(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.app.settings = replace(visitor.app.settings, idle_ask_s=20, idle_leave_s=5)
    visitor.touch("glass")
    visitor.wait(21_000)
    assert visitor.scene.find("stay") is not None
    visitor.wait(5000)
    assert visitor.app.name == "attract"


def test_nobody_is_asked_while_the_book_reads_aloud(pilot: Make) -> None:
    visitor = pilot(SMALL)
    visitor.app.settings = replace(visitor.app.settings, idle_ask_s=15, idle_leave_s=5)
    visitor.touch("glass", "wall", "listen")
    assert visitor.scene.is_reading_aloud
    for _ in range(24):
        visitor.wait(1000)
        assert visitor.scene.is_reading_aloud and not visitor.scene.has_layer
    visitor.touch("listen")
    visitor.wait(16_000)
    assert visitor.scene.find("stay") is not None, "silent again, and asked"


# ── nothing is left ──


def reachable(root: object, *beside: object) -> tuple[set[str], set[int]]:
    """Every text that can be reached from an object through data, and the ids of what was met; not what is `beside`."""
    texts: set[str] = set()
    met = set(map(id, beside))
    todo = [root]
    while todo:
        each = todo.pop()
        if id(each) in met or isinstance(each, type | types.ModuleType):
            continue
        met.add(id(each))
        if isinstance(each, str):
            texts.add(each)
        elif isinstance(each, types.FunctionType):
            todo += [*(each.__closure__ or ()), *(each.__defaults__ or ())]
        else:
            todo += gc.get_referents(each)
    return texts, met


def is_kept(line: str) -> bool:
    """Whether the picture of that line is still kept for another use."""
    before = text._kept.cache_info().hits
    text.line(line, "Black", 40, theme.INK)
    text._kept.cache_clear()
    return text._kept.cache_info().hits > before


def go_somewhere(visitor: Pilot, round_: int) -> None:
    """A different corner of the game each time, a level in every fourth visit."""
    match round_ % 8:
        case 0:
            visitor.start_level()
            visitor.answer(visitor.key())
        case 1:
            visitor.touch("passport")
        case 2:
            visitor.touch("go")
            visitor.app.go("certificate", "cut")
        case 3:
            visitor.touch("challenge", "play")
        case 4:
            visitor.start_level()
            visitor.touch("pause")
        case 5:
            visitor.touch("book")
        case 6:
            visitor.touch("go", "stop-property")
            visitor.press("f9")
        case _:
            visitor.touch("large", "care")


def test_of_a_hundred_visits_left_alone_nothing_remains(
    pilot: Make, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What moves stands still, so that every poster is the same to the pixel.
    monkeypatch.setattr(Motions, "loop", lambda motions, step: step(0))
    kiosk = pilot(SMALL, reduced=True, seed=11)
    kiosk.wait(200)
    fresh = pygame.image.tobytes(kiosk.app.screen, "RGB")
    nicknames: set[str] = set()
    bank = kiosk.session.bank
    for round_ in range(100):
        kiosk.touch("glass")
        go_somewhere(kiosk, round_)
        visit = kiosk.session.visit
        nickname, passport = visit.nickname, kiosk.session.passport()
        nicknames.add(nickname)
        scene, run = kiosk.scene, kiosk.session.run
        known, _ = reachable(kiosk.app, bank, bank.bank)
        assert nickname in known, "the search can see it while it is there"
        kept = {id(visit), id(scene), *([id(run)] if run is not None else [])}
        pass_by(kiosk, 46_000)
        assert kiosk.scene.find("stay") is not None
        pass_by(kiosk, 16_000)
        assert kiosk.app.name == "attract" and kiosk.app._transition is None
        assert not vars(scene)
        del scene
        texts, met = reachable(kiosk.app, bank, bank.bank)
        assert not kept & met
        assert nickname not in texts and passport not in "\n".join(texts)
        assert not kiosk.session.visit.seen and kiosk.session.run is None and kiosk.session.visit.seed == 0
        assert kiosk.session.journal._visit is None and not kiosk.session.journal._steps
        assert pygame.image.tobytes(kiosk.app.screen, "RGB") == fresh
        del run, visit
    assert len(nicknames) > 20
    assert not any(nickname in caplog.text for nickname in nicknames)
    assert not any(is_kept(nickname) for nickname in nicknames)
