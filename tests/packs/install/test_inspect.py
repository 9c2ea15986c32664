"""The check of an arriving pack runs elsewhere: it tells everything, and can't take the kiosk down with it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from game.packs.install import inspect as inspecting
from game.packs.install.examine import examine, read_report, report_text
from game.packs.install.inspect import inspect
from game.packs.install.refusal import Refused
from game.packs.limits import LIMITS
from tests.packs.install.made import QUESTIONS, pack, write


def test_a_good_pack_and_its_differences_come_back_from_the_other_process(tmp_path: Path, cache: Path) -> None:
    old = write(tmp_path / "old" / "my-pack", pack("2026.10", key="false"))
    new = write(tmp_path / "new" / "my-pack", pack())
    told = inspect(new, QUESTIONS, (), old, cache)
    assert (told.id, told.title, told.version, told.questions, told.problems) == (
        "my-pack",
        "网点题包",
        "2026.11",
        1,
        (),
    )
    assert [(found.question, found.kind) for found in told.differences] == [
        ("my-pack-001", "key"),
        ("my-pack", "changed"),
    ]
    assert told == examine(new, QUESTIONS, (), old, cache) == read_report(report_text(told))


def test_a_pack_is_compared_with_the_games_own_of_that_id(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "fraud-prevention"
    shutil.copytree(QUESTIONS / "fraud-prevention", folder)
    assert examine(folder, QUESTIONS, cache=cache).problems == ()
    path = folder / "q" / "fraud.yaml"
    path.write_text(path.read_text("utf-8").replace("answer: true", "answer: false", 1), "utf-8")
    assert "key" in {found.kind for found in examine(folder, QUESTIONS, cache=cache).differences}


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("q/one.yaml", "a: &a [x]\nb: *a\n", "tag"),
        ("q/one.yaml", "[" * 100_000, "too-deep"),
        ("q/one.yaml", "- id: fraud-001\n", "twin-id"),
        ("q/one.yaml", "\0", "hidden-character"),
        ("pack.yaml", "id: my-pack\nexample: true\ntitle: x\nversion: '1'\nsources: {}\n", "example-pack"),
        ("pack.yaml", "id: my-pack\n'id': other\ntitle: x\n", "duplicate-key"),
        ("pack.yaml", "-\n", "not-a-mapping"),
    ],
)
def test_every_problem_of_a_bad_pack_has_its_place(
    file: str, text: str, code: str, tmp_path: Path, cache: Path
) -> None:
    folder = write(tmp_path / "my-pack", pack() | {file: text.encode()})
    told = examine(folder, QUESTIONS, cache=cache)
    assert code in {problem.code for problem in told.problems}
    assert all(problem.file.startswith("my-pack/") for problem in told.problems)


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import sys; sys.exit(1)",
        "print('{}')",
        "print('no report')",
        pytest.param(
            "from game.packs.install.inspect import _limit; _limit(); x = bytearray(600 << 20)",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there"),
        ),
        "import os; os.abort()",
    ],
    ids=["never ends", "fails", "says nothing", "says nonsense", "eats memory", "crashes"],
)
def test_a_check_that_breaks_is_a_refusal(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "program", lambda: [sys.executable, "-c", program])
    monkeypatch.setattr(inspecting, "LIMITS", replace(LIMITS, check_s=1))
    with pytest.raises(Refused, match="check-failed"):
        inspect(tmp_path, QUESTIONS)
