"""`main.py kiosk`: how the game is started under the guard, and the PIN from the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from game.cli import main, parser
from game.kiosk import command
from game.kiosk.pin import Pin
from game.kiosk.restarts import Plan
from game.lock import Lock
from game.settings import read_settings


def test_the_games_switches_are_the_guards(tmp_path: Path) -> None:
    asked = [
        "kiosk",
        "--size",
        "1280x720",
        "--windowed",
        "--branch",
        "东街",
        "--data-dir",
        str(tmp_path),
        "--language",
        "en",
    ]
    told = command.command(parser().parse_args(asked), Plan.PLAIN)
    assert told[0] == sys.executable and told[1].endswith("main.py")
    again = parser().parse_args(list(told[2:]))
    assert (again.child, again.size, again.windowed, again.branch) == ("plain", (1280, 720), True, "东街")
    assert (again.data_dir, again.language) == (tmp_path, "en")


def test_a_built_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    told = command.command(parser().parse_args(["kiosk"]), Plan.NORMAL)
    assert list(told[:2]) == [sys.executable, "kiosk"]


def test_a_kiosk_gets_its_name_once(tmp_path: Path) -> None:
    command.name_kiosk(tmp_path)
    name = read_settings(tmp_path).kiosk
    command.name_kiosk(tmp_path)
    assert len(name) == 8 and read_settings(tmp_path).kiosk == name


def test_a_second_kiosk_over_the_same_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Lock(tmp_path / "kiosk.lock"):
        assert main(["kiosk", "--data-dir", str(tmp_path)]) == command.EXIT_BUSY
    assert "已有一个程序在运行" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [("482915", "482915", 0), ("482915", "482916", 1), ("111111", "111111", 1), ("", "", 1)],
)
def test_the_pin_from_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str, code: int
) -> None:
    typed = iter([first, second])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert main(["kiosk", "--set-pin", "--data-dir", str(tmp_path)]) == code
    assert Pin(tmp_path, lambda: 0).is_set is (code == 0)
