"""The guard starts the game again whatever becomes of it, and the game leaves with the guard.

The children here are small programs that beat like the game does; `test_kills` guards the real one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from game.kiosk import guard
from game.kiosk.guard import EXIT_DEVICE, EXIT_QUIT, EXIT_RESTART, Guard
from game.kiosk.restarts import Plan
from game.lock import Lock

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30
CHILD = """
import os, sys, time
from game.kiosk.heart import Heart, leave_with_the_guard
leave_with_the_guard()
clock = lambda: time.monotonic_ns() // 1_000_000
heart = Heart(clock)
with open(sys.argv[1], "a") as told:
    told.write(f"{os.getpid()}\\n")
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    heart.beat()
    time.sleep(0.02)
if sys.argv[3] == "hang":
    time.sleep(600)
os._exit(int(sys.argv[3]))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are a Unix matter")


def child(told: Path, seconds: float, ending: int | str) -> list[str]:
    return [sys.executable, "-c", CHILD, str(told), str(seconds), str(ending)]


def pids(told: Path) -> list[int]:
    return [int(line) for line in told.read_text().split()] if told.exists() else []


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_crashes_restart_and_the_plan_follows(tmp_path: Path) -> None:
    told, plans = tmp_path / "told", list[Plan]()
    endings = iter([1, 1, 1, 1, EXIT_RESTART, EXIT_QUIT])

    def command(plan: Plan) -> Sequence[str]:
        plans.append(plan)
        return child(told, 0.05, next(endings))

    assert Guard(command).run() == EXIT_QUIT
    assert plans == [Plan.NORMAL] * 3 + [Plan.PLAIN] * 2 + [Plan.NORMAL], "a restart that staff asked for forgives"


def test_the_device_may_be_asked_for(tmp_path: Path) -> None:
    assert Guard(lambda plan: child(tmp_path / "told", 0, EXIT_DEVICE)).run() == EXIT_DEVICE


def test_six_crashes_rest_behind_the_picture_and_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.kiosk.restarts.REST_MS", 400)
    told, plans = tmp_path / "told", list[Plan]()
    endings = iter([1] * 6 + [60, EXIT_QUIT])

    def command(plan: Plan) -> Sequence[str]:
        plans.append(plan)
        ending = next(endings)
        return child(told, 60 if plan == Plan.TROUBLE else 0, ending)

    assert Guard(command).run() == EXIT_QUIT
    assert plans[6:] == [Plan.TROUBLE, Plan.PLAIN]
    assert not any(is_alive(pid) for pid in pids(told)), "the picture went when the rest was over"


@pytest.mark.parametrize("kind", ["hang", "stop"])
def test_a_game_that_stands_still_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(guard, "BEAT_MS", 400)
    told = tmp_path / "told"
    runs = iter([child(told, 0.3, "hang") if kind == "hang" else child(told, 600, 0), child(told, 0.1, EXIT_QUIT)])
    looks = 0

    def wait(seconds: float) -> None:
        nonlocal looks
        looks += 1
        if kind == "stop" and looks == 20:
            os.kill(pids(told)[0], signal.SIGSTOP)
        time.sleep(seconds)

    assert Guard(lambda plan: next(runs), wait).run() == EXIT_QUIT
    assert len(pids(told)) == 2 and not is_alive(pids(told)[0])


def test_a_game_that_never_beats_is_killed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "FIRST_BEAT_MS", 3000)
    runs = iter([[sys.executable, "-c", "import time; time.sleep(600)"], child(tmp_path / "told", 0, EXIT_QUIT)])
    assert Guard(lambda plan: next(runs)).run() == EXIT_QUIT


GUARDING = """
import sys
from pathlib import Path
from game.kiosk import guard
sys.exit(guard.run(Path(sys.argv[1]), lambda plan: sys.argv[2:]) or 0)
"""


def guarding(folder: Path, command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", GUARDING, str(folder), *command], cwd=ROOT)


def test_the_game_leaves_with_a_killed_guard_and_the_next_guard_has_the_lock(tmp_path: Path) -> None:
    told = tmp_path / "told"
    for _ in range(3):
        before = len(pids(told))
        running = guarding(tmp_path / "data", child(told, 600, 0))
        until(lambda before=before: len(pids(told)) > before)  # type: ignore[misc]
        running.kill()
        running.wait()
        until(lambda: not is_alive(pids(told)[-1]))


def test_a_stopped_service_ends_the_game(tmp_path: Path) -> None:
    told = tmp_path / "told"
    running = guarding(tmp_path / "data", child(told, 600, 0))
    until(lambda: len(pids(told)) == 1)
    running.terminate()
    assert running.wait(PATIENCE_S) == EXIT_QUIT
    assert not is_alive(pids(told)[0])


def test_a_second_guard_does_not_start(tmp_path: Path) -> None:
    with Lock(tmp_path / "kiosk.lock") as first:
        assert first.is_held
        assert guard.run(tmp_path, lambda plan: child(tmp_path / "told", 0, 0)) is None
    with Lock(tmp_path / "kiosk.lock") as third:
        assert third.is_held


def test_what_the_game_says_is_in_a_log_that_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LOG_BYTES", 4000)
    script = "import sys\nfor n in range(200): print('noise', n, 'x' * 300, file=sys.stderr)"
    noisy = [sys.executable, "-c", script]
    assert guard.run(tmp_path, lambda plan: noisy) == EXIT_QUIT
    logs = list(tmp_path.glob("kiosk.log*"))
    assert logs and sum(path.stat().st_size for path in logs) < 5 * 4000
