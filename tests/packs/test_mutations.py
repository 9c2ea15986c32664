"""A thousand mutated packs; `python -m tests.packs.mutations --packs 10000` does ten thousand. They stand for the hostile bank."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.packs import mutations
from tests.packs.mutations import TIERS, changed, restore, run
from tests.packs.sample import questions, write_bank


@pytest.mark.parametrize("seed", range(4))
def test_mutated_packs_are_refused_with_places_or_played(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A liveness bound, wide enough for a busy machine; the command holds half a second.
    monkeypatch.setattr(mutations, "LONGEST_S", 10.0)
    failures, told, _ = run(250, 100 + seed, tmp_path)
    assert not failures, failures[:3]
    assert sum(told.values()) == 250
    for tier in TIERS:
        assert told[f"{tier}-refused"] > 40, told
    assert sum(count for name, count in told.items() if name.endswith("passed")) > 10


def test_every_way_of_changing_a_tree_is_taken() -> None:
    tree = questions()
    made = {str(changed(Random(seed), tree)) for seed in range(200)}
    assert len(made) > 150


def test_the_bank_is_as_it_was_after_each_pack(tmp_path: Path) -> None:
    write_bank(tmp_path)
    before = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for seed in range(30):
        for spoil in TIERS.values():
            spoil(Random(seed), tmp_path)
            restore(tmp_path, before)
    after = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before


def test_a_check_that_loses_a_place_or_a_code_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutations, "catalogue", dict)
    failures, _, _ = run(12, 1, tmp_path / "a")
    assert any("no such code" in failure for failure in failures)
    monkeypatch.undo()
    monkeypatch.setattr(mutations, "inspect_bank", lambda root, today: 1 / 0)
    failures, _, _ = run(3, 1, tmp_path / "b")
    assert len(failures) == 3 and all("ZeroDivisionError" in failure for failure in failures)
