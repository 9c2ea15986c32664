"""The doctor tells a sound machine from a sick one, names the cure, and never falls over what it finds."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from game.cli import main
from game.kiosk import checks
from game.kiosk.checks import Finding, Mark, findings
from game.kiosk.pin import Pin
from game.records.database import NAME
from game.start import QUESTIONS
from tests.records.test_backups import played

TODAY = date(2026, 11, 25)


def looked(data: Path, today: date = TODAY, questions: Path = QUESTIONS) -> dict[str, Finding]:
    return {found.check: found for found in findings(data, questions, today, looks_at_screen=False)}


def test_a_sound_machine(tmp_path: Path) -> None:
    Pin(tmp_path, lambda: 0, 16).set("482915")
    played(tmp_path, 1)
    found = looked(tmp_path)
    told = {name: finding.mark for name, finding in found.items() if finding.mark != Mark.OK}
    assert told == {"backups": Mark.WARN}, "records, but no copy of them yet"


def test_no_pin_is_a_warning(tmp_path: Path) -> None:
    assert looked(tmp_path)["pin"].mark == Mark.WARN


def test_damaged_records_fail_and_say_what_happens(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"SQLite format 3\0" + bytes(5000))
    found = looked(tmp_path)["records"]
    assert found.mark == Mark.FAIL and "newest copy" in found.en and "自动恢复" in found.zh


@pytest.mark.parametrize("today", [date(1970, 1, 1), date(2026, 11, 1)])
def test_a_clock_behind_the_records_fails(tmp_path: Path, today: date) -> None:
    played(tmp_path, 1)
    assert looked(tmp_path, today)["clock"].mark == Mark.FAIL


def test_a_broken_pack_is_seen(tmp_path: Path) -> None:
    questions = tmp_path / "questions"
    shutil.copytree(QUESTIONS, questions)
    pack = questions / "fraud-prevention" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("draw:", "drow:", 1), "utf-8")
    assert looked(tmp_path / "data", questions=questions)["packs"].mark == Mark.WARN
    assert looked(tmp_path / "data", questions=tmp_path / "nowhere")["packs"].mark == Mark.FAIL


def test_a_folder_that_is_a_file_fails(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert looked(tmp_path / "data")["folder"].mark == Mark.FAIL


def test_little_room_warns_and_none_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, mark in ((50 * 1024**2, Mark.FAIL), (500 * 1024**2, Mark.WARN), (5 * 1024**3, Mark.OK)):
        monkeypatch.setattr(checks.shutil, "disk_usage", lambda path, free=free: shutil._ntuple_diskusage(9, 9, free))
        assert checks.disk(tmp_path).mark == mark


def test_a_check_that_breaks_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: Path) -> Finding:
        raise RuntimeError("no such thing")

    monkeypatch.setattr(checks, "disk", broken)
    assert looked(tmp_path)["disk"].mark == Mark.FAIL


def test_the_command_prints_a_line_a_check_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--data-dir", str(tmp_path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {"display", "touch", "sound", "blanking", "disk", "folder", "clock", "packs", "fonts"} <= {
        line["check"] for line in told
    }
    assert code == (1 if any(line["mark"] == "fail" for line in told) else 0)
    main(["doctor", "--data-dir", str(tmp_path)])
    assert len(capsys.readouterr().out.splitlines()) == len(told)
