"""What once crashed or hung the check, and what a check of a whole bank tells of its progress."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from game.packs.inspection import inspect_bank, inspect_pack, pack_of
from game.packs.library import load_library
from game.packs.street import LibraryError
from game.start import QUESTIONS
from tests.packs.codes import item, steps, swap
from tests.packs.sample import NAME, write_bank

TODAY = date(2026, 11, 26)


def codes(root: Path) -> set[str]:
    return {problem.code for problem in inspect_bank(root, TODAY).problems}


def test_a_topic_that_is_a_list_once_crashed(tmp_path: Path) -> None:
    write_bank(tmp_path)
    item("sample-single", topic=["a-chapter"])(tmp_path)
    assert "not-text" in codes(tmp_path)
    with pytest.raises(LibraryError):
        load_library(tmp_path)


def test_a_picture_with_a_very_long_name_once_crashed(tmp_path: Path) -> None:
    write_bank(tmp_path)
    swap("road_3_mediation", "x" * 1_999, "cards.yaml")(tmp_path)
    assert {"no-picture", "too-long"} <= codes(tmp_path)


def test_a_dialogue_with_ever_more_ways_once_took_for_ever(tmp_path: Path) -> None:
    """Six steps with a thousand choices each have a thousand million million ways through."""
    write_bank(tmp_path)
    many = {
        f"s{n}": {
            "says": ["话"],
            "choices": [{"text": f"{k}", "to": f"s{n + 1}" if n < 5 else "comply"} for k in range(1_000)],
        }
        for n in range(6)
    }
    item("sample-dialogue", start="s0", steps=many)(tmp_path)
    begin = time.process_time()
    assert "choice-count" in codes(tmp_path)
    assert time.process_time() - begin < 20
    steps(
        **{f"x{n}": {"says": ["话"], "choices": [{"text": "好", "to": f"x{k}"} for k in range(3)]} for n in range(30)}
    )(tmp_path)
    assert "too-many-steps" in codes(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders are a matter of Unix")
@pytest.mark.parametrize("name", ["q/pipe.yaml", "pack.yaml", "cards.yaml", "facts.yaml"])
def test_a_pipe_where_a_file_should_be_once_waited_for_ever(tmp_path: Path, name: str) -> None:
    path = write_bank(tmp_path) / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert codes(tmp_path) & {"not-a-file", "no-pack"}


def test_the_bar_goes_from_none_to_all_pack_by_pack() -> None:
    told: list[tuple[float, str]] = []
    found = inspect_bank(QUESTIONS, TODAY, lambda done, name: told.append((done, name)))
    assert not found.problems and found.packs == 4
    shares = [done for done, _ in told]
    assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares)
    assert {name for _, name in told} > set(found.folders)


def test_a_file_in_a_pack_finds_its_pack(tmp_path: Path) -> None:
    folder = write_bank(tmp_path)
    for path in (
        folder,
        folder / "pack.yaml",
        folder / "q",
        folder / "q" / "questions.yaml",
        folder / "media" / "dot.png",
    ):
        assert pack_of(path) == folder
    assert pack_of(tmp_path) is None
    assert inspect_pack(folder / "q" / "..", tmp_path, TODAY).path(f"{NAME}/q/a.yaml") == folder / "q" / "a.yaml"
    assert inspect_bank(tmp_path, TODAY).path("campaign.yaml") == tmp_path / "campaign.yaml"


def test_a_folder_of_questions_without_a_head_is_told_of(tmp_path: Path) -> None:
    write_bank(tmp_path)
    (tmp_path / "lost" / "q").mkdir(parents=True)
    found = inspect_bank(tmp_path, TODAY).problems
    assert [(problem.file, problem.code) for problem in found] == [("lost/pack.yaml", "no-pack")]
