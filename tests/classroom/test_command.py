"""The command around a class: the check, what it refuses, what its server is told."""

from __future__ import annotations

import socket
import string
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from game.classroom import command
from game.classroom.begin import Begun
from game.classroom.interfaces import Interface
from game.classroom.reach import Facts, Reach, judged
from game.lock import Lock
from game.records.classroom import FOLDER, Opening
from game.rules.classroom.lesson import Kind, Terms
from game.rules.classroom.plan import Planned
from game.start import QUESTIONS
from tests.classroom.switches import chosen

WIFI = Interface("wlan0", "192.168.1.5")
GOOD = Facts((Interface("lo", "127.0.0.1"), WIFI), "192.168.1.5", answers=True)
OPENING = Opening(1, "482913", "zh-CN", "题", (Planned("a-01", Kind.SCORED),), 20, Terms(), "2026-11-26")


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> list[Facts]:
    """What the machine is found to be, as the last of these."""
    found = [GOOD]
    monkeypatch.setattr(command, "looked", lambda switches: judged(found[-1]))
    return found


def told(*switches: str, reach: Reach | None = None, names: dict[int, str] | None = None) -> dict[str, object]:
    begun = Begun(Path("/data/classroom/2026-11-26-1.sqlite3"), OPENING, names or {})
    places = (QUESTIONS, Path("/data"))
    return command.server_told(chosen(*switches), begun, reach or judged(GOOD), places, "K7PM3QXD", "s3cret")


def test_the_check_prints_what_it_found_and_fails_when_something_is_wrong(
    facts: list[Facts], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run(chosen("--check", "--language", "en")) == 0
    assert "Phones open: http://192.168.1.5:8765" in capsys.readouterr().out
    facts.append(Facts())
    assert command.run(chosen("--check")) == 1
    out = capsys.readouterr().out
    assert "× 没有找到网络" in out and "--no-phones" in out


def test_the_check_looks_at_this_machine_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        switches = (
            "--check",
            "--address",
            "127.0.0.1",
            "--port",
            port,
            "--language",
            "en",
            "--data-dir",
            str(tmp_path),
        )
        assert command.run(chosen(*switches)) == 1
    assert f"Port {port} can't be had" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("found", "switches", "said"),
    [
        (replace(GOOD, asked_address="10.9.9.9"), ("--address", "10.9.9.9"), "10.9.9.9 is no address of this machine"),
        (replace(GOOD, asked_port=80, port=None), ("--port", "80"), "Port 80 can't be had"),
        (replace(GOOD, port=None), (), "are all in use"),
    ],
)
def test_an_address_or_a_port_that_cant_be_had_is_told(
    facts: list[Facts],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    found: Facts,
    switches: tuple[str, ...],
    said: str,
) -> None:
    facts.append(found)
    assert command.run(chosen(*switches, "--data-dir", str(tmp_path), "--language", "en")) == 1
    assert said in capsys.readouterr().err


def test_mistakes_of_a_pack_are_listed_before_the_error(
    facts: list[Facts], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bad-pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text("id: bad-pack\ntitle: x\n", "utf-8")
    assert command.run(chosen("--pack", str(folder), "--data-dir", str(tmp_path / "data"))) == 1
    first, *_, last = capsys.readouterr().err.splitlines()
    assert first.startswith("bad-pack/pack.yaml:") and last.startswith("error: ")


def test_two_classes_with_one_data_folder_are_one_too_many(
    facts: list[Facts], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Lock(tmp_path / FOLDER / "lock"):
        assert command.run(chosen("--data-dir", str(tmp_path))) == command.EXIT_BUSY
    assert "another class is on" in capsys.readouterr().err


def test_a_file_without_report_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(chosen("play", "some.sqlite3")) == command.EXIT_USAGE
    assert "error: some.sqlite3" in capsys.readouterr().err


def test_the_server_is_told_what_the_contract_says() -> None:
    found = told("--typed-names", "--names", "masked", "--auto", names={7: "阳光小狮"})
    assert found == {
        "journal": str(Path("/data/classroom/2026-11-26-1.sqlite3")),
        "questions": str(QUESTIONS),
        "pack": "",
        "data_dir": str(Path("/data")),
        "bind": "0.0.0.0",
        "port": 8765,
        "hosts": ["127.0.0.1:8765", "localhost:8765", "192.168.1.5:8765"],
        "secret": "s3cret",
        "host_code": "K7PM3QXD",
        "names": {"7": "阳光小狮"},
        "typed": True,
        "show": "masked",
        "auto": True,
    }


def test_a_pack_is_named_to_the_server_so_that_it_finds_it_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours").mkdir()
    assert told("--pack", "ours")["pack"] == str(tmp_path / "ours")
    assert told("--pack", "fraud-prevention")["pack"] == "fraud-prevention"


@pytest.mark.parametrize(
    ("switches", "facts"),
    [
        (("--no-phones",), GOOD),
        ((), replace(GOOD, interfaces=())),
        (("--address", "127.0.0.1"), replace(GOOD, asked_address="127.0.0.1")),
    ],
)
def test_where_no_phone_comes_in_the_server_listens_to_this_machine_alone(
    switches: tuple[str, ...], facts: Facts
) -> None:
    assert told(*switches, reach=judged(facts))["bind"] == "127.0.0.1"


def test_codes_are_drawn_from_what_is_read_without_mistakes() -> None:
    rng = Random(1)
    rooms = {command.room_code(rng.randrange) for _ in range(500)}
    assert all(len(room) == 6 and room.isdigit() and room[0] != "0" for room in rooms) and len(rooms) > 490
    codes = {command.host_code() for _ in range(500)}
    assert len(codes) == 500
    assert set("".join(codes)) <= set(string.ascii_uppercase + string.digits) - set("01OIL")


def test_the_terminal_says_where_phones_come_in_and_what_is_resumed(capsys: pytest.CaptureFixture[str]) -> None:
    begun = Begun(Path("x"), OPENING, is_resumed=True)
    command.tell(chosen("--language", "en"), begun, judged(GOOD))
    out = capsys.readouterr().out
    assert "resuming the class that was cut off, room 482913" in out and "房间码 482913" in out
    assert "Phones open: http://192.168.1.5:8765" in out


def test_the_terminal_says_when_there_are_fewer_questions_and_no_way_in(capsys: pytest.CaptureFixture[str]) -> None:
    command.tell(chosen("--language", "en"), Begun(Path("x"), OPENING), judged(Facts()))
    out = capsys.readouterr().out
    assert "only 1 questions fit, not 10" in out
    assert "× No network was found" in out and "--no-phones" in out
    command.tell(chosen("--no-phones", "--questions", "1"), Begun(Path("x"), OPENING), judged(Facts()))
    assert capsys.readouterr().out == ""
