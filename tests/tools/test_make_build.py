"""The built folder plays the whole demo where there is no Python."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.tools.make_build import NAME

PATIENCE_S = 280


@pytest.mark.timeout(600)
def test_the_build_plays_the_demo_with_no_python_in_sight(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "game.tools.make_build", str(tmp_path / "built")], check=True, timeout=PATIENCE_S
    )
    clean = tmp_path / "clean"
    shutil.move(tmp_path / "built" / NAME, clean / NAME)
    command = [str(clean / NAME / NAME), "demo", "--seed", "7", "--headless", "--fast", "--out", "out"]
    told = subprocess.run(
        command, cwd=clean, env={"HOME": str(clean)}, capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    summary = json.loads(told.stdout.strip().splitlines()[-1])
    assert summary["levels"] == 31 and not summary["problems"]
    assert (clean / "out" / summary["screens"]["attract"]).is_file()
    # Nobody answers there; but the libraries of central records and their steps have come along.
    central = [str(clean / NAME / NAME), "records", "migrate", "--database", "postgresql://u@127.0.0.1:1/d"]
    refused = subprocess.run(
        central, cwd=clean, env={"HOME": str(clean)}, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert refused.returncode == 1 and refused.stderr.startswith("error: connection"), refused.stderr
    assert list(clean.rglob("central/migrations/versions/r0001_visits.py"))
