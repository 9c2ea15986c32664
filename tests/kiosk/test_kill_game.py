"""The game is killed a few times while a finger plays; `python -m tests.kiosk.kill_game` does it two hundred times."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.kiosk.kill_game import soak

KILLS = 8


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a Unix matter")
def test_the_guard_brings_the_game_back_to_its_poster(tmp_path: Path) -> None:
    found = soak(tmp_path, KILLS, seed=4)
    assert found.failures == []
    assert len(found.frames_ms) == KILLS and found.scenes == {"attract"}
