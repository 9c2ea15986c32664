"""The real courier, started as the game starts it, delivers to the real server."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from game import cli
from game.kiosk import guard
from game.records.central import VARIABLE
from game.settings import read_settings
from tests.records.central.visits import central, local, played, undelivered

PATIENCE_S = 60


def wait_for_delivery(folder: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while undelivered(folder):
        assert time.monotonic() < end, "nothing was delivered"
        time.sleep(0.05)


def test_while_somebody_plays_what_is_waiting_is_delivered(
    tmp_path: Path, url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(tmp_path, 1, 2, 3)

    def play(chosen: argparse.Namespace) -> int:
        wait_for_delivery(tmp_path)
        return 0

    monkeypatch.setattr(cli, "_play_on", play)
    assert cli.main(["play", "--data-dir", str(tmp_path), "--database", url]) == 0
    assert central(engine) == local(tmp_path)
    assert read_settings(tmp_path).kiosk, "further visits stand under a name of their own"


def test_the_guard_of_a_kiosk_keeps_a_courier_too(
    tmp_path: Path, url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(tmp_path, 1, 2, 3)

    def watch(folder: Path, command_of: object) -> int:
        wait_for_delivery(folder)
        return 0

    monkeypatch.setattr(guard, "run", watch)
    monkeypatch.setenv(VARIABLE, url)
    assert cli.main(["kiosk", "--data-dir", str(tmp_path)]) == 0
    assert central(engine) == local(tmp_path)
