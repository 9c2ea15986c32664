"""The game under the guard: plain words instead of tracebacks, and a plain game that becomes a usual one again."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from game.cli import parser
from game.kiosk.command import calm_down, commands
from game.kiosk.guard import EXIT_RESTART
from game.kiosk.pin import Pin
from game.kiosk.restarts import CALM_MS, Plan
from game.packs import store
from tests.pilot import Pilot

ROOT = Path(__file__).resolve().parents[2]


def test_a_pin_cannot_be_set_where_nobody_types(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "kiosk", "--set-pin", "--data-dir", str(tmp_path)]
    told = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
    )
    assert told.returncode == 1 and "error: " in told.stderr and "Traceback" not in told.stderr
    assert not list(tmp_path.iterdir())


def test_a_plain_game_starts_as_usual_after_ten_calm_minutes_at_its_poster(tmp_path: Path) -> None:
    visitor = Pilot(tmp_path / "data", (640, 360))
    look = calm_down(visitor.app, visitor.clock.now_ms)
    visitor.touch("glass")
    visitor.clock._now_ms += CALM_MS
    look()
    assert visitor.app.is_running, "nobody is thrown out of a visit"
    visitor.app.go("attract", "cut")
    look()
    assert (visitor.app.is_running, visitor.app.exit_code) == (False, EXIT_RESTART)
    visitor.close()


def test_a_plain_game_is_patient(tmp_path: Path) -> None:
    visitor = Pilot(tmp_path / "data", (640, 360))
    look = calm_down(visitor.app, visitor.clock.now_ms)
    visitor.clock._now_ms += CALM_MS - 1
    look()
    assert visitor.app.is_running
    visitor.close()


@pytest.mark.skipif(os.name == "nt", reason="a pipe that is closed is a Unix matter here")
def test_a_game_whose_guard_is_gone_from_the_start_leaves(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "kiosk", "--child", "normal", "--windowed", "--data-dir", str(tmp_path)]
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 12 and b"Traceback" not in done.stderr


def beats(folder: Path, plan: str) -> bool:
    """Whether a game started so comes to its first frame."""
    command = [sys.executable, "main.py", "kiosk", "--child", plan, "--windowed", "--size", "640x360"]
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    game = subprocess.Popen(
        [*command, "--data-dir", str(folder)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert game.stdout is not None
    try:
        return game.stdout.read(1) == b"."
    finally:
        game.kill()
        game.communicate(timeout=30)


def test_a_plain_start_gets_rid_of_a_rotten_cache(tmp_path: Path) -> None:
    Pin(tmp_path, lambda: 0, 16).set("482915")
    assert beats(tmp_path, "normal")
    kept = tmp_path / "cache" / "packs.json"
    read = store.read_heads(kept.parent)
    assert read is not None
    store.write_heads(kept.parent, replace(read[0], campaign=7))  # type: ignore[arg-type]
    assert not beats(tmp_path, "normal"), "else this test tests nothing"
    next_command = commands(parser().parse_args(["kiosk", "--data-dir", str(tmp_path)]), tmp_path)
    next_command(Plan.NORMAL)
    assert kept.exists()
    next_command(Plan.PLAIN)
    assert not kept.exists() and beats(tmp_path, "plain")
    next_command(Plan.PLAIN)
    assert (kept.parent / "built-in" / store.HEADS).exists(), "a plain start after that is as quick as any"
