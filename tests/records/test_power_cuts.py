"""Two hundred power cuts lose nothing; `python -m tests.records.power_cuts` makes ten thousand."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.records.power_cuts import DELETE_FULL, LEAST_ANSWERS, WAL_NORMAL, cut_often, record
from tests.records.vfs import Op

CUTS, CUTS_SEEING = 200, 1000


def test_no_cut_damages_the_journal_or_loses_an_acknowledged_answer(tmp_path: Path) -> None:
    tape = record(tmp_path)
    assert sum(op.kind == "ack" for op in tape) >= LEAST_ANSWERS
    assert {op.kind for op in tape} == {"open", "write", "sync", "delete", "ack"}
    found = cut_often(tape, CUTS, Random(20261125))
    assert (found.cuts, found.damaged, found.losing) == (CUTS, 0, 0)


@pytest.mark.parametrize(
    ("settings", "least"), [(WAL_NORMAL, 100), (DELETE_FULL, 20)], ids=["wal-normal", "delete-full"]
)
def test_the_harness_sees_the_losses_of_weaker_settings(tmp_path: Path, settings: dict[str, str], least: int) -> None:
    found = cut_often(record(tmp_path, settings), CUTS_SEEING, Random(7), through_journal=False)
    assert found.losing >= least


def test_a_skipped_sync_would_be_seen(tmp_path: Path) -> None:
    """The journal's own tape with every second sync of the main file left out."""
    tape, kept = record(tmp_path), list[Op]()
    syncs = 0
    for op in tape:
        if op.kind == "sync" and not op.file.endswith("-journal"):
            syncs += 1
            if syncs % 2:
                continue
        kept.append(op)
    found = cut_often(kept, CUTS, Random(3), through_journal=False)
    assert found.damaged + found.losing > 10
