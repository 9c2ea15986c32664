"""A killed guard takes its game along and the next one brings it back; `python -m tests.kiosk.kill_guard` does it twenty times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kiosk.kill_guard import soak

KILLS = 3


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="processes are seen in /proc")
def test_the_game_leaves_with_its_guard_and_comes_back_with_the_next(tmp_path: Path) -> None:
    found = soak(tmp_path, KILLS, seed=2)
    assert found.failures == []
    assert len(found.back_s) == KILLS
