"""The disk fails at every twentieth call; `python -m tests.records.faults` tries them all."""

from __future__ import annotations

from tests.records.faults import trials

STEP = 20


def test_a_failing_disk_loses_nothing_and_stops_nobody() -> None:
    done = list(trials(STEP))
    assert [f"{name}: {wrong}" for name, wrong in done if wrong] == []
    assert len(done) > 50, "too few calls to fail at"
