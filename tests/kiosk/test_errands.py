"""Slow disks and sticks never stop the frame loop: the guard would take the game for hanging and kill it at work."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from game.kiosk.checks import Finding, Mark
from game.kiosk.desk import Desk
from game.kiosk.errand import Errand
from game.records.backups import back_up, backups
from tests.kiosk.test_desk import until_over
from tests.kiosk.test_locked import PIN
from tests.pilot import Pilot
from tests.records.test_backups import played

PATIENCE_S = 20


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Pilot]:
    visitor = Pilot(tmp_path / "data", (640, 360))
    visitor.app.desk.pin.set(PIN)
    yield visitor
    visitor.close()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What slow work waits for."""
    made = threading.Event()
    yield made
    made.set()


def slow(gate: threading.Event, result: Any) -> Callable[..., Any]:
    def work(*arguments: Any) -> Any:
        assert gate.wait(PATIENCE_S)
        if isinstance(result, Exception):
            raise result
        return result

    return work


def test_the_self_check_draws_on_while_it_looks(
    staff: Pilot, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "findings", slow(gate, [Finding("disk", Mark.OK, "room", "够用")] * 3))
    staff.app.go("staff_health", "cut")
    frames = staff.app.frames
    staff.wait(3000)
    assert staff.app.frames > frames and staff.scene._found == []
    assert staff.scene.wakes_at_ms is not None
    gate.set()
    until_over(staff)
    assert len(staff.scene._found) == 3 and staff.scene.wakes_at_ms is None


def test_a_page_that_was_left_does_not_mind_what_comes_later(
    staff: Pilot, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "findings", slow(gate, []))
    staff.app.go("staff_health", "cut")
    staff.touch("back")
    assert staff.app.name == "staff_panel"
    gate.set()
    staff.wait(500)
    assert staff.app.name == "staff_panel"


@pytest.mark.parametrize(
    ("result", "told"),
    [(Path("/stick"), "staff.exported"), (None, "staff.export-failed"), (OSError("gone"), "staff.export-failed")],
    ids=["written", "refused", "raised"],
)
def test_a_slow_stick_is_waited_for_and_the_outcome_told(
    staff: Pilot, gate: threading.Event, monkeypatch: pytest.MonkeyPatch, result: object, told: str
) -> None:
    monkeypatch.setattr(Desk, "stick", lambda desk: Path("/stick"))
    monkeypatch.setattr(Desk, "export", slow(gate, result))
    staff.app.go("staff_records", "cut")
    toasts: list[str] = []
    monkeypatch.setattr(type(staff.scene), "toast", lambda scene, key: toasts.append(key))
    staff.touch("export", "export")
    staff.wait(2000)
    assert toasts == ["staff.writing"], "the second touch begins nothing"
    gate.set()
    until_over(staff)
    assert toasts == ["staff.writing", told]


def test_what_is_told_to_be_on_the_stick_is_on_the_stick(
    staff: Pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    staff.touch("glass")
    staff.app.go("attract", "cut")
    desk = staff.app.desk
    monkeypatch.setattr(desk, "_drives", lambda: [stick])
    synced: list[str] = []
    real = os.fsync

    def fsync(file: int) -> None:
        link = Path(f"/proc/self/fd/{file}")
        synced.append(str(link.readlink()) if link.exists() else str(stick))
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    assert desk.export() is not None
    assert any(path.startswith(str(stick)) for path in synced)


def test_an_errand_that_fails_is_over_and_says_nothing() -> None:
    errand: Errand[int] = Errand(lambda: 1 // 0)
    errand._thread.join(PATIENCE_S)
    assert errand.is_over and errand.result is None


def test_two_copies_at_once_are_two_copies(tmp_path: Path) -> None:
    played(tmp_path, 3)
    now = datetime(2026, 11, 25, 12)
    errands = [Errand(lambda: back_up(tmp_path, now)) for _ in range(6)]
    for errand in errands:
        errand._thread.join(PATIENCE_S)
    assert all(errand.result is not None for errand in errands)
    assert sorted(backup.number for backup in backups(tmp_path)) == [1, 2, 3, 4, 5, 6]
