"""The kiosk in a real X11 window: nobody leaves it, a visit left alone is gone, staff get in by corner and PIN."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from game.kiosk.guard import EXIT_QUIT
from game.kiosk.pin import Pin
from game.records.database import NAME
from game.settings import NAME as SETTINGS
from tests.window.server import Hand, needs_a_server

pytestmark = needs_a_server

PIN = "482915"
KEYS_PRESSED = 20_000
PATIENCE_S = 60
PLAIN_KEYS = (
    *"abcdefghijklmnopqrstuvwxyz0123456789",
    *("Escape", "Return", "space", "Tab", "BackSpace", "Delete", "Home", "End", "Prior", "Next", "Menu", "Print"),
    *("Up", "Down", "Left", "Right", *(f"F{number}" for number in range(1, 13))),
)
HELD = ("ctrl", "alt", "super", "shift", "ctrl+alt", "ctrl+shift", "alt+shift")


def until(is_so: Callable[[], bool], told: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, told
        time.sleep(0.1)


def states(data: Path) -> list[str]:
    with sqlite3.connect(f"file:{data / NAME}?mode=ro", uri=True) as db:
        return [state for (state,) in db.execute("SELECT state FROM visits ORDER BY id")]


@pytest.fixture
def kiosk(display: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    Pin(tmp_path, lambda: 0).set(PIN)
    (tmp_path / SETTINGS).write_text(json.dumps({"idle_ask_s": 15, "idle_leave_s": 5}))
    environment = {**os.environ, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy"}
    environment.pop("SDL_VIDEODRIVER", None)
    command = [sys.executable, "main.py", "kiosk", "--data-dir", str(tmp_path)]
    running = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    yield running
    if running.poll() is None:
        running.terminate()
    errors = running.communicate(timeout=20)[1]
    assert "Traceback" not in errors
    log = (tmp_path / "kiosk.log").read_text("utf-8")
    assert "Traceback" not in log and "hangs" not in log, log


def test_keys_idle_and_the_staffs_way(display: str, tmp_path: Path, kiosk: subprocess.Popen[str]) -> None:
    hand, rng = Hand(display), Random(12)
    # The journal is made after the first whole picture.
    until(lambda: (tmp_path / NAME).exists(), "no poster")
    time.sleep(1.5)
    hand.click(1566, 865)  # 触摸屏幕开始
    until(lambda: states(tmp_path) == ["open"], "no visit began")

    keys = [
        f"{rng.choice(HELD)}+{key}" if rng.random() < 0.4 else key for key in rng.choices(PLAIN_KEYS, k=KEYS_PRESSED)
    ]
    hand.keys(keys)
    assert kiosk.poll() is None
    log = (tmp_path / "kiosk.log").read_text("utf-8")
    assert log.count("started") == 1, "the game never left and never fell"

    until(lambda: states(tmp_path)[-1] == "closed", "the visit that was left alone is not over")

    hand.hold(30, 30, 4)
    time.sleep(1.5)
    for digit in PIN:
        hand.keys([digit])
        time.sleep(0.3)
    time.sleep(1.5)
    hand.click(1600, 892)  # 退出游戏
    until(lambda: kiosk.poll() is not None, "the staff's way out leads nowhere")
    assert kiosk.returncode == EXIT_QUIT
