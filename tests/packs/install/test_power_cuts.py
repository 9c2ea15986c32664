"""Two hundred power cuts leave one whole version; `python -m tests.packs.install.power_cuts` makes two thousand."""

from __future__ import annotations

import logging
from random import Random

import pytest

from tests.packs.install.power_cuts import Op, cut_often, record, without

CUTS = 200


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> list[Op]:
    logging.getLogger("game.packs.install.store").setLevel(logging.ERROR)
    return record(tmp_path_factory.mktemp("tape"))


def test_no_cut_leaves_a_mixture_or_loses_what_was_acknowledged(tape: list[Op]) -> None:
    assert {op.kind for op in tape} == {
        "folder", "new", "data", "sync", "syncfolder", "rename", "unlink", "rmdir", "ack",
    }  # fmt: skip
    found = cut_often(tape, CUTS, Random(20261125))
    assert (found.cuts, found.mixtures, found.lost, found.stuck) == (CUTS, 0, 0, 0)
    assert set(found.seen) == {"", "one", "two", "three"}


@pytest.mark.parametrize(("kind", "every"), [("sync", 2), ("syncfolder", 3)])
def test_a_left_out_sync_would_be_seen(tape: list[Op], kind: str, every: int) -> None:
    found = cut_often(without(tape, kind, every), CUTS // 5, Random(7))
    assert found.mixtures + found.lost >= 5
