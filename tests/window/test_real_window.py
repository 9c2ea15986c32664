"""One level in a real X11 window, clicked through by another program."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.records.database import NAME
from game.ui.stage import Stage

SIZE = (1280, 720)
TOOLS = ("Xvfb", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

# Where CI runs, missing tools are a failure of the set-up, not a reason to skip.
pytestmark = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"needs {' and '.join(MISSING)}")


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of our own on a free number."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


class Hand:
    """Clicks at stage units with xdotool."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display}
        self._stage = Stage(SIZE)

    def click(self, x: float, y: float, pause: float = 0.7) -> None:
        left, top = self._stage.at(x, y)
        command = ["xdotool", "mousemove", str(left), str(top), "sleep", "0.05", "click", "1"]
        subprocess.run(command, env=self._environment, check=True, timeout=20)
        time.sleep(pause)


def rows(data: Path, table: str) -> int:
    with sqlite3.connect(f"file:{data / NAME}?mode=ro", uri=True) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_level_clicked_through_in_a_real_window(display: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy"}
    environment.pop("SDL_VIDEODRIVER", None)
    command = [sys.executable, "main.py", "--fullscreen", "--seed", "90", "--data-dir", str(tmp_path)]
    game = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        hand = Hand(display)
        time.sleep(3)
        hand.click(1566, 865)  # 触摸屏幕开始
        hand.click(780, 790)  # 出发
        hand.click(212, 360)  # the first stop
        hand.click(1500, 930)  # 开始闯关
        answered = 0
        for _ in range(8):
            hand.click(300, 580, 0.3)  # the first tile: this seed deals single choices only
            hand.click(1580, 970, 1.0)  # 确认答案
            assert rows(tmp_path, "answers") == answered + 1
            answered += 1
            hand.click(1696, 750, 0.8)  # 下一题 or 看结果
            if rows(tmp_path, "results"):
                break
        assert rows(tmp_path, "results") == 1
        assert 3 <= answered <= 6
        assert game.poll() is None
    finally:
        game.terminate()
        errors = game.communicate(timeout=10)[1]
    assert "Traceback" not in errors
