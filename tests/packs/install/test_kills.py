"""Twenty kills in the middle of installing; `python -m tests.packs.kill_install` makes five hundred."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packs.kill_install import soak


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_no_kill_leaves_a_mixture(tmp_path: Path) -> None:
    ground = soak(tmp_path, kills=20, seed=20261125)
    assert ground.failures == []
    assert len(ground.seen) >= 2, "the kills all hit the same moment"
