"""One level in a real X11 window, clicked through by another program."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from game.records.database import NAME
from tests.window.server import Hand, needs_a_server

pytestmark = needs_a_server


def rows(data: Path, table: str) -> int:
    with sqlite3.connect(f"file:{data / NAME}?mode=ro", uri=True) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_level_clicked_through_in_a_real_window(display: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy"}
    environment.pop("SDL_VIDEODRIVER", None)
    command = [sys.executable, "main.py", "--fullscreen", "--seed", "172", "--data-dir", str(tmp_path)]
    game = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        hand = Hand(display)
        end = time.monotonic() + 60
        while not (tmp_path / NAME).exists():  # made after the first whole picture
            assert time.monotonic() < end, "no poster"
            time.sleep(0.1)
        time.sleep(1.5)
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
