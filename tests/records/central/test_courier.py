"""The real courier, started as the game starts it, delivers to the real server."""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import Engine

from game.kiosk.courier import Courier, command
from tests.records.central.visits import central, local, played, undelivered

PATIENCE_S = 60


def test_what_is_waiting_is_delivered_without_anybody_asking(tmp_path: Path, url: str, engine: Engine) -> None:
    played(tmp_path, 1, 2, 3)
    end = time.monotonic() + PATIENCE_S
    with Courier(command(tmp_path), url, lambda: 0.0):
        while undelivered(tmp_path):
            assert time.monotonic() < end, "nothing was delivered"
            time.sleep(0.05)
    assert central(engine) == local(tmp_path)
