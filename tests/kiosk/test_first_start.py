"""Only staff choose the PIN: it is asked for once, at the very first start, never of a visitor after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.kiosk.pin import NAME
from game.ui import lockdown
from tests.kiosk.test_locked import PIN, hold_corner
from tests.pilot import Pilot


@pytest.fixture(autouse=True)
def unlocked() -> Iterator[None]:
    yield
    pygame.event.set_allowed(lockdown.BLOCKED)


def scene_of_a_start(folder: Path) -> str:
    visitor = Pilot(folder, (640, 360), is_locked=True)
    name: str = visitor.app.name
    visitor.close()
    return name


@pytest.mark.parametrize("how", ["later", "idle"])
def test_it_is_asked_for_once(tmp_path: Path, how: str) -> None:
    visitor = Pilot(tmp_path, (640, 360), is_locked=True)
    assert visitor.app.name == "staff_first"
    if how == "later":
        visitor.touch("leave")
    else:
        visitor.wait(65_000)
    assert visitor.app.name == "attract"
    hold_corner(visitor, 4000)
    assert not visitor.app.name.startswith("staff_")
    visitor.close()
    assert scene_of_a_start(tmp_path) == "attract", "the next start, maybe after a crash, finds a visitor and no staff"


def test_a_power_cut_during_the_question_asks_again(tmp_path: Path) -> None:
    assert scene_of_a_start(tmp_path) == "staff_first"
    assert scene_of_a_start(tmp_path) == "staff_first"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1]", b'{"salt": 1}'])
def test_a_spoilt_file_does_not_let_a_visitor_choose_a_pin(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert scene_of_a_start(tmp_path) == "attract"


def test_a_pin_put_off_may_be_set_later_and_counts(tmp_path: Path) -> None:
    visitor = Pilot(tmp_path, (640, 360), is_locked=True)
    visitor.touch("leave")
    visitor.app.desk.pin.set(PIN)
    visitor.close()
    again = Pilot(tmp_path, (640, 360), is_locked=True)
    hold_corner(again)
    again.press(*PIN)
    assert again.app.name == "staff_panel"
    again.close()


def test_a_folder_that_cannot_be_written_puts_off_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    visitor = Pilot(tmp_path / "file" / "below", (640, 360), is_locked=True)
    if visitor.app.name == "staff_first":
        visitor.touch("leave")
    assert visitor.app.name == "attract"
    visitor.close()
