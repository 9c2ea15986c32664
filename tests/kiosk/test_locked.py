"""Nobody leaves a locked game: not by keys, windows, files or text; only by the corner, the PIN and the panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pygame
import pytest

from game.kiosk.guard import EXIT_QUIT, EXIT_RESTART
from game.ui import lockdown
from tests.pilot import Pilot

PIN = "482915"
EVENTS = 20_000
HELD = (
    0,
    0,
    0,
    pygame.KMOD_CTRL,
    pygame.KMOD_ALT,
    pygame.KMOD_META,
    pygame.KMOD_CTRL | pygame.KMOD_ALT,
    pygame.KMOD_SHIFT,
)

Make = Callable[..., Pilot]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Pilot]:
    visitor = Pilot(tmp_path / "data", (640, 360), is_locked=True)
    visitor.app.desk.pin.set(PIN)
    visitor.app.go("attract", "cut")
    yield visitor
    visitor.close()
    pygame.event.set_allowed(lockdown.BLOCKED)


def hold_corner(visitor: Pilot, ms: int = 3200) -> None:
    visitor._post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(10, 10), button=1, touch=False))
    visitor.wait(ms)
    visitor._post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(10, 10), button=1, touch=False))


def random_event(rng: Random) -> pygame.event.Event:
    kind = rng.randrange(8)
    if kind <= 3:
        key = rng.choice((rng.randrange(32, 127), rng.randrange(1 << 30, (1 << 30) + 290)))
        return pygame.event.Event(pygame.KEYDOWN, key=key, mod=rng.choice(HELD), unicode="")
    if kind == 4:
        return pygame.event.Event(
            rng.choice((pygame.QUIT, pygame.WINDOWCLOSE, pygame.WINDOWFOCUSLOST, pygame.WINDOWLEAVE))
        )
    if kind == 5:
        return pygame.event.Event(pygame.DROPFILE, file="/etc/passwd")
    if kind == 6:
        return pygame.event.Event(pygame.TEXTINPUT, text=rng.choice(("a", "全", "\x00", "{0.__class__}")))
    return pygame.event.Event(
        pygame.MOUSEBUTTONDOWN, pos=(rng.randrange(640), rng.randrange(360)), button=rng.randint(1, 5)
    )


def test_twenty_thousand_events_never_leave_the_game(locked: Pilot) -> None:
    rng = Random(6)
    opened: list[str] = []
    locked.app.on_scene = lambda name, scene: opened.append(name)
    for _ in range(EVENTS // 40):
        for _ in range(40):
            event = random_event(rng)
            if event.type not in lockdown.BLOCKED:  # the system's queue refuses these, so they can't be posted either
                pygame.event.post(event)
        locked.frame()
        assert locked.app.is_running
    assert not any(name.startswith("staff_") for name in opened)
    assert pygame.display.get_surface().get_size() == (640, 360)


def test_dropped_files_are_not_even_heard_of(locked: Pilot) -> None:
    assert all(pygame.event.get_blocked(kind) for kind in lockdown.BLOCKED)


def test_an_open_window_closes_as_everybody_expects(pilot: Make) -> None:
    visitor = pilot()
    visitor._post(pygame.event.Event(pygame.QUIT))
    assert not visitor.app.is_running


def test_the_corner_and_the_pin_lead_to_the_panel_and_out(locked: Pilot) -> None:
    locked.touch("glass")
    hold_corner(locked)
    assert locked.app.name == "staff_pin"
    locked.press(*PIN)
    assert locked.app.name == "staff_panel"
    locked.touch("restart")
    assert not locked.app.is_running and locked.app.exit_code == EXIT_RESTART


def test_quitting_is_exit_code_nought(locked: Pilot) -> None:
    hold_corner(locked)
    for digit in PIN:
        locked.touch(f"digit-{digit}")
    locked.touch("quit")
    assert (locked.app.is_running, locked.app.exit_code) == (False, EXIT_QUIT)


def test_a_short_touch_or_a_finger_that_slides_away_opens_nothing(locked: Pilot) -> None:
    hold_corner(locked, 1500)
    assert not locked.app.name.startswith("staff_")
    locked._post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(10, 10), button=1, touch=False))
    locked._post(pygame.event.Event(pygame.MOUSEMOTION, pos=(400, 200), rel=(0, 0), buttons=(1, 0, 0), touch=False))
    locked.wait(4000)
    assert not locked.app.name.startswith("staff_")


def test_without_a_pin_the_corner_opens_nothing(tmp_path: Path) -> None:
    visitor = Pilot(tmp_path / "data", (640, 360))
    hold_corner(visitor, 4000)
    assert not visitor.app.name.startswith("staff_")
    visitor.close()


def test_wrong_digits_and_the_way_back_leave_the_visitor_where_he_was(locked: Pilot) -> None:
    locked.start_level()
    run = locked.session.run
    assert run is not None
    hold_corner(locked)
    locked.press(*"111222")
    assert locked.app.name == "staff_pin"
    locked.touch("leave")
    assert locked.app.name == "question" and locked.session.run.deal is run.deal


def test_the_panel_closes_by_itself_and_the_visit_is_over(locked: Pilot) -> None:
    locked.start_level()
    hold_corner(locked)
    locked.press(*PIN)
    assert locked.app.name == "staff_panel"
    locked.wait(62_000)
    assert locked.app.name == "attract" and locked.session.run is None


def test_the_first_start_asks_for_a_pin_twice(tmp_path: Path) -> None:
    visitor = Pilot(tmp_path / "data", (640, 360), is_locked=True)
    assert visitor.app.name == "staff_first"
    visitor.press(*"123456")
    visitor.press(*PIN, *"482916", *PIN, *PIN)
    assert visitor.app.name == "attract" and visitor.app.desk.pin.is_set
    visitor.close()
    again = Pilot(tmp_path / "data", (640, 360), is_locked=True)
    assert again.app.name == "attract"
    again.close()
    pygame.event.set_allowed(lockdown.BLOCKED)


def test_the_pin_may_wait_and_the_panel_stays_closed(tmp_path: Path) -> None:
    visitor = Pilot(tmp_path / "data", (640, 360), is_locked=True)
    visitor.touch("leave")
    assert visitor.app.name == "attract" and not visitor.app.desk.pin.is_set
    visitor.close()
    pygame.event.set_allowed(lockdown.BLOCKED)


def test_the_count_down_ticks_and_a_touch_stops_it(locked: Pilot) -> None:
    locked.touch("glass")
    locked.wait(45_500)
    assert locked.scene.find("stay") is not None and locked.app._idle._told_s == 15
    locked.wait(5000)
    assert locked.app._idle._told_s in (10, 11)
    locked.touch("stay")
    locked.wait(40_000)
    assert locked.app.name == "home"


def test_a_call_to_the_counter_waits_while_staff_are_at_work(locked: Pilot) -> None:
    locked.touch("glass")
    hold_corner(locked)
    locked.press(*PIN)
    (locked.data / "call").write_text("A023")
    locked.wait(4000)
    assert locked.app.name == "staff_panel"
    locked.touch("back")
    locked.wait(4000)
    assert locked.app.name == "queue_call"
