"""`main.py records`: what staff may do with the records by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main
from game.records.backups import backups
from game.records.database import DAMAGED, NAME
from tests.records.test_backups import played, seeds


def records(folder: Path, *arguments: str) -> int:
    verb, *rest = arguments
    return main(["records", verb, "--data-dir", str(folder), *rest])


def test_a_copy_is_taken_listed_and_brought_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    played(tmp_path, 1, 2)
    assert records(tmp_path, "backup") == 0
    played(tmp_path, 3)
    assert records(tmp_path, "list") == 0 and "good" in capsys.readouterr().out
    assert records(tmp_path, "restore", backups(tmp_path)[0].path.name) == 0
    assert seeds(tmp_path / NAME) == [1, 2]
    (kept,) = (tmp_path / DAMAGED).iterdir()
    assert seeds(kept) == [1, 2, 3], "what was there is kept"


def test_check_tells_sound_from_damaged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert records(tmp_path, "check") == 0
    played(tmp_path, 1)
    assert records(tmp_path, "check") == 0 and "visits 1, answers 3" in capsys.readouterr().out
    (tmp_path / NAME).write_bytes(b"SQLite format 3\0" + bytes(3000))
    assert records(tmp_path, "check") == 1 and "DAMAGED" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"nothing"])
def test_what_is_no_backup_is_refused_and_nothing_is_touched(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    played(tmp_path, 1)
    (tmp_path / "other.sqlite3").write_bytes(content)
    assert records(tmp_path, "restore", str(tmp_path / "other.sqlite3")) == 1
    assert "no good backup" in capsys.readouterr().err
    assert records(tmp_path, "restore") == 1
    assert seeds(tmp_path / NAME) == [1]


def test_nothing_to_copy_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert records(tmp_path, "backup") == 1 and "没有可备份的记录" in capsys.readouterr().err
