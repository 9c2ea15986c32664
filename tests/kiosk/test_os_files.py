"""What the operating system is given to keep the game on the screen: its files are whole, agree with each other, and work.

The session script runs against stand-ins for `systemctl` and `xset`; systemd itself looks at the unit where it is installed.
"""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs" / "kiosk"
LINUX, WINDOWS = DOCS / "linux", DOCS / "windows"
UNIT = LINUX / "quanmin-kiosk.service"
SCRIPT = LINUX / "kiosk-session"
DESKTOPS = sorted(LINUX.glob("*.desktop"))
LANGUAGES = (DOCS / "README.md", DOCS / "README.zh-CN.md")
STAFF_QUIT, DEVICE = "0", "11"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

needs_a_shell = pytest.mark.skipif(os.name == "nt", reason="a script for Linux")


def ini(path: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(path.read_text("utf-8"))
    return found


# ── systemd ──


def test_the_service_never_gives_up_but_minds_what_staff_want() -> None:
    unit = ini(UNIT)
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert unit["Service"]["Restart"] == "always"
    assert unit["Service"]["RestartPreventExitStatus"].split() == [STAFF_QUIT, DEVICE]
    assert unit["Service"]["ExecStart"].endswith("main.py kiosk")


@needs_a_shell
@pytest.mark.parametrize(("status", "calls"), [(DEVICE, ["reboot"]), ("0", []), ("1", []), ("TERM", [])])
def test_only_the_device_code_starts_the_machine_again(tmp_path: Path, status: str, calls: list[str]) -> None:
    stand_in(tmp_path, "systemctl", 'echo "$@" >> "$TOLD"')
    found = re.fullmatch(r"/bin/sh -c '(.+)'", ini(UNIT)["Service"]["ExecStopPost"])
    assert found is not None
    told = tmp_path / "told"
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "TOLD": str(told), "EXIT_STATUS": status}
    subprocess.run(["/bin/sh", "-c", found[1]], env=environment, check=True, timeout=20)
    assert (told.read_text().split() if told.exists() else []) == calls


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_service(tmp_path: Path) -> None:
    text = UNIT.read_text("utf-8")
    service = ini(UNIT)["Service"]
    text = text.replace(service["ExecStart"], "/bin/true").replace(service["WorkingDirectory"], str(tmp_path))
    unit = tmp_path / UNIT.name
    unit.write_text(text, "utf-8")
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["systemd-analyze", "--user", "verify", str(unit)]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 0 and UNIT.name not in told.stderr, told.stderr


# ── the X session ──


def stand_in(folder: Path, name: str, script: str) -> None:
    """A program of that name in the folder that does what the shell script says."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def session(folder: Path, states: list[str], *arguments: str, xset: bool = True) -> tuple[int, list[str]]:
    """Exit code of the session script and the calls it made, while the service's state goes through `states`."""
    (folder / "states").write_text("\n".join(states) + "\n", "utf-8")
    told = folder / "told"
    stand_in(
        folder,
        "systemctl",
        'echo "systemctl $@" >> "$TOLD"\n'
        'case "$2" in show) head -n 1 "$STATES"; sed -i 1d "$STATES";; start) exit "${STARTS:-0}";; esac',
    )
    stand_in(folder, "sleep", "exit 0")
    if xset:
        stand_in(folder, "xset", 'echo "xset $@" >> "$TOLD"')
    for tool in ("sh", "head", "sed", "cat"):
        real = shutil.which(tool)
        assert real is not None
        if not (folder / tool).exists():
            (folder / tool).symlink_to(real)
    environment = {"PATH": str(folder), "TOLD": str(told), "STATES": str(folder / "states"), "DISPLAY": ":9"}
    environment |= {"STARTS": os.environ.get("STARTS", "0")}
    code = subprocess.run(
        [str(SCRIPT), *arguments], env=environment, stderr=subprocess.DEVNULL, timeout=30, check=False
    ).returncode
    return code, told.read_text("utf-8").splitlines()


@needs_a_shell
def test_the_session_keeps_the_screen_on_and_starts_the_service(tmp_path: Path) -> None:
    code, calls = session(tmp_path, ["active", "inactive", "inactive", "inactive"])
    assert code == 0
    assert {"xset s off", "xset s noblank", "xset -dpms"} <= set(calls)
    start = calls.index(f"systemctl --user start {UNIT.name}")
    assert calls.index("systemctl --user import-environment DISPLAY XAUTHORITY") < start


@needs_a_shell
def test_the_session_outlives_restarts_and_ends_when_the_service_stays_down(tmp_path: Path) -> None:
    states = [*["active", "inactive", "activating", "failed", "inactive"] * 5, "active", *["inactive"] * 3]
    _, calls = session(tmp_path, states)
    looks = [call for call in calls if "show" in call]
    assert len(looks) == len(states), "it ended with the third look in a row that found nothing running"


@needs_a_shell
def test_a_server_without_xset_is_no_reason_not_to_play(tmp_path: Path) -> None:
    code, calls = session(tmp_path, ["inactive"] * 3, xset=False)
    assert code == 0 and f"systemctl --user start {UNIT.name}" in calls


@needs_a_shell
def test_on_a_desktop_the_script_is_done_once_the_game_runs(tmp_path: Path) -> None:
    code, calls = session(tmp_path, ["active"] * 3, "--on-desktop")
    assert code == 0 and not [call for call in calls if "show" in call]


@needs_a_shell
def test_a_service_that_cannot_start_ends_the_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARTS", "1")
    assert session(tmp_path, ["failed"] * 3)[0] == 1


@pytest.mark.parametrize("path", DESKTOPS, ids=lambda path: path.name)
def test_desktop_entries_start_the_session_script(path: Path) -> None:
    entry = ini(path)["Desktop Entry"]
    folder = ini(UNIT)["Service"]["WorkingDirectory"]
    program = entry["Exec"].split()[0]
    assert entry["Type"] == "Application" and entry["Name[zh_CN]"]
    assert program.startswith(folder + "/")
    shipped = DOCS.parents[1] / program.removeprefix(folder + "/")
    assert shipped == SCRIPT and os.access(shipped, os.X_OK)


def test_the_log_in_manager_opens_that_session_again_and_again() -> None:
    seat = ini(LINUX / "50-quanmin-kiosk.conf")["Seat:*"]
    assert (LINUX / f"{seat['autologin-session']}.desktop").is_file()
    assert int(seat["autologin-user-timeout"]) > 0, "with no timeout the log-in happens once only"
    assert seat["xserver-command"].split() == ["X", "-s", "0", "-dpms"]


# ── Windows ──


def test_the_task_starts_at_log_on_runs_for_ever_and_only_once() -> None:
    task = ET.parse(WINDOWS / "quanmin-kiosk.xml").getroot()

    def text(path: str) -> str:
        found = task.find("/".join(TASK + step for step in path.split("/")))
        assert found is not None and found.text is not None, path
        return found.text

    assert text("Triggers/LogonTrigger/Enabled") == "true"
    assert text("Triggers/LogonTrigger/Repetition/Interval") == "PT1M"
    assert text("Settings/MultipleInstancesPolicy") == "IgnoreNew"
    assert text("Settings/ExecutionTimeLimit") == "PT0S"
    assert 1 <= int(text("Settings/RestartOnFailure/Count")) <= 255, "more the schema does not allow"
    assert text("Settings/DisallowStartIfOnBatteries") == text("Settings/StopIfGoingOnBatteries") == "false"
    script = re.search(r'-File "C:\\QuanminChuangguan\\(.+)"', text("Actions/Exec/Arguments"))
    assert script is not None
    assert DOCS.parents[1].joinpath(*script[1].split("\\")) == WINDOWS / "kiosk.ps1"


def test_the_windows_loop_knows_every_exit_code() -> None:
    cases = re.findall(r"^\s+(\d+|default) \{ (.+?) \}", (WINDOWS / "kiosk.ps1").read_text("utf-8"), re.M)
    assert [code for code, _ in cases] == [STAFF_QUIT, DEVICE, "3", "default"]
    assert "Restart-Computer" in dict(cases)[DEVICE] and "exit 0" in dict(cases)[STAFF_QUIT]


# ── the words ──


def test_both_languages_say_the_same_commands_and_files() -> None:
    pages = [path.read_text("utf-8") for path in LANGUAGES]
    blocks = [re.findall(r"^ *```\n(.*?)^ *```", page, re.M | re.S) for page in pages]
    assert blocks[0] == blocks[1] and len(blocks[0]) >= 7
    assert pages[0].count("- [ ]") == pages[1].count("- [ ]")
    assert [re.findall(r"^#+", page, re.M) for page in pages] == [re.findall(r"^#+", pages[0], re.M)] * 2


def test_every_file_is_in_the_words_and_every_file_in_the_words_exists() -> None:
    shipped = {path.name for folder in (LINUX, WINDOWS) for path in folder.iterdir()}
    for page in LANGUAGES:
        text = page.read_text("utf-8")
        assert {name for name in shipped if name not in text} <= {"kiosk-session"}, "the desktop entries name that one"
        for name in re.findall(r"docs/kiosk/(\S+/[\w.-]+)", text):
            assert (DOCS / name).is_file() or (DOCS / name).is_dir(), name
