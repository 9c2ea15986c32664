"""Fifty kills at random moments; `python -m tests.records.kill_soak` does a thousand."""

from __future__ import annotations

from pathlib import Path

from tests.records.kill_soak import soak

KILLS = 50


def test_nothing_acknowledged_is_lost_or_doubled_by_a_kill(tmp_path: Path) -> None:
    ledger = soak(tmp_path, KILLS, seed=1)
    assert ledger.failures == []
    assert len(ledger.answers) > 2 * KILLS, "the kills came before there was anything to lose"
