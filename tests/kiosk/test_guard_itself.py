"""What befalls the guard itself and the picture of trouble: neither leaves a dark screen, neither takes it out on the game."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from game.kiosk import guard
from game.kiosk.guard import EXIT_QUIT, Guard
from game.kiosk.restarts import Plan
from tests.kiosk.test_guard import child, pids, until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are a Unix matter")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_the_picture_of_trouble_comes_back_when_it_falls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    monkeypatch.setattr("game.kiosk.restarts.REST_MS", 4000)
    monkeypatch.setattr(guard, "BEAT_MS", 500)
    pictures, plans = tmp_path / "pictures", list[Plan]()
    looks = 0

    def command(plan: Plan) -> Sequence[str]:
        plans.append(plan)
        if plan == Plan.TROUBLE:
            return child(pictures, 60, 0)
        return [sys.executable, "-c", "import sys; sys.exit(0 if sys.argv[1] == 'over' else 1)", "over"[: 4 * over()]]

    def over() -> bool:
        return Plan.TROUBLE in plans

    def wait(seconds: float) -> None:
        nonlocal looks
        if pids(pictures) and looks == 0:
            looks = 1
            os.kill(pids(pictures)[0], how)
        time.sleep(seconds)

    assert Guard(command, wait).run() == EXIT_QUIT
    assert plans.count(Plan.TROUBLE) == 2 and len(pids(pictures)) == 2


def test_a_picture_that_cannot_be_shown_is_not_tried_in_a_busy_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.kiosk.restarts.REST_MS", 2500)
    plans = list[Plan]()

    def command(plan: Plan) -> Sequence[str]:
        plans.append(plan)
        return ["/bin/sh", "-c", "exit 0" if Plan.TROUBLE in plans and plan != Plan.TROUBLE else "exit 2"]

    assert Guard(command).run() == EXIT_QUIT
    assert 2 <= plans.count(Plan.TROUBLE) <= 4


def test_a_machine_that_slept_does_not_cost_the_game_its_life(tmp_path: Path) -> None:
    told, slept_ms = tmp_path / "told", [0]
    is_asleep = False

    def now_ms() -> int:
        return time.monotonic_ns() // 1_000_000 + slept_ms[0]

    def wait(seconds: float) -> None:
        nonlocal is_asleep
        time.sleep(seconds)
        if pids(told) and not is_asleep:
            is_asleep = True
            slept_ms[0] = 8 * 3_600_000  # eight hours pass between two looks, for guard and game alike

    runs = iter([child(told, 2.5, EXIT_QUIT), child(told, 0, EXIT_QUIT)])
    assert Guard(lambda plan: next(runs), wait, now_ms).run() == EXIT_QUIT
    assert len(pids(told)) == 1, "the game ended by itself; the guard did not kill it"


@pytest.mark.parametrize("name", ["file/below", "kiosk.log", "kiosk.lock"])
def test_a_folder_that_cannot_be_written_still_gets_its_guard(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / name if "/" in name else tmp_path
    if folder == tmp_path:
        (folder / name).mkdir()
    told = tmp_path / "told"
    assert guard.run(folder, lambda plan: child(told, 0, EXIT_QUIT)) == EXIT_QUIT
    until(lambda: len(pids(told)) == 1)
