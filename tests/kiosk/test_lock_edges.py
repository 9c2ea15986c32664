"""The edges of the lock: every kind of event there is, staff's way out in a crowd of events, a finger that is too short."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pygame
import pytest

from game.kiosk.guard import EXIT_RESTART
from game.ui import lockdown
from tests.kiosk.test_locked import PIN
from tests.pilot import Pilot

EVENTS = 4000


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Pilot]:
    visitor = Pilot(tmp_path / "data", (640, 360), is_locked=True)
    visitor.app.desk.pin.set(PIN)
    visitor.app.go("attract", "cut")
    yield visitor
    visitor.close()
    pygame.event.set_allowed(lockdown.BLOCKED)


def finger(kind: int, x: float = 0.02, y: float = 0.02) -> pygame.event.Event:
    return pygame.event.Event(kind, x=x, y=y, dx=0.0, dy=0.0, finger_id=1, touch_id=1)


def test_a_window_that_closes_does_not_hold_staff_back(locked: Pilot) -> None:
    locked.app.quit(EXIT_RESTART)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    locked.frame()
    assert (locked.app.is_running, locked.app.exit_code) == (False, EXIT_RESTART)


@pytest.mark.parametrize("held_ms", [1000, 2200, 2800])
def test_a_finger_lifted_before_three_seconds_opens_nothing(locked: Pilot, held_ms: int) -> None:
    pygame.event.post(finger(pygame.FINGERDOWN))
    locked.frame()
    locked.wait(held_ms)
    pygame.event.post(finger(pygame.FINGERUP))
    locked.frame()
    locked.wait(4000)
    assert not locked.app.name.startswith("staff_")


def test_a_finger_that_slides_out_of_the_corner_late_opens_nothing(locked: Pilot) -> None:
    pygame.event.post(finger(pygame.FINGERDOWN))
    locked.frame()
    locked.wait(2400)
    pygame.event.post(finger(pygame.FINGERMOTION, 0.7, 0.7))
    locked.frame()
    locked.wait(4000)
    assert not locked.app.name.startswith("staff_")


def test_a_still_finger_opens_the_pin(locked: Pilot) -> None:
    pygame.event.post(finger(pygame.FINGERDOWN))
    locked.frame()
    locked.wait(3300)
    assert locked.app.name == "staff_pin"


def test_a_finger_beside_the_corner_does_not_stop_staff_but_another_press_elsewhere_is_no_gesture(
    locked: Pilot,
) -> None:
    pygame.event.post(finger(pygame.FINGERDOWN, 0.6, 0.6))
    locked.frame()
    locked.wait(4000)
    assert not locked.app.name.startswith("staff_")


KINDS = (
    *(pygame.QUIT, pygame.WINDOWCLOSE, pygame.WINDOWMINIMIZED, pygame.WINDOWHIDDEN, pygame.WINDOWFOCUSLOST),
    *(pygame.WINDOWEXPOSED, pygame.WINDOWSHOWN, pygame.WINDOWMOVED, pygame.WINDOWRESIZED, pygame.WINDOWSIZECHANGED),
    *(pygame.ACTIVEEVENT, pygame.VIDEOEXPOSE, pygame.KEYUP, pygame.TEXTEDITING, pygame.KEYMAPCHANGED),
    *(pygame.MOUSEWHEEL, pygame.MULTIGESTURE, pygame.CLIPBOARDUPDATE, pygame.RENDER_TARGETS_RESET),
    *(pygame.JOYBUTTONDOWN, pygame.AUDIODEVICEREMOVED, pygame.APP_TERMINATING, pygame.APP_WILLENTERBACKGROUND),
    *(pygame.LOCALECHANGED, pygame.USEREVENT, pygame.SYSWMEVENT),
)


def test_events_of_every_kind_leave_the_game_where_it_is(locked: Pilot) -> None:
    rng = Random(11)
    for number in range(EVENTS):
        pygame.event.post(pygame.event.Event(rng.choice(KINDS)))
        if number % 40 == 0:
            locked.frame()
            assert locked.app.is_running
    locked.frame()
    assert (locked.app.is_running, locked.app.name) == (True, "attract")
