"""What is read of the machine: texts of each system as they are printed, ports of this one."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from game.classroom import machine
from game.classroom.reach import Firewall

NETSH = """
There is 1 interface on the system:

    Name                   : Wi-Fi
    Description            : Wireless-AC 9560
    State                  : connected
    SSID                   : 教室 2
    BSSID                  : 11:22:33:44:55:66
"""
MAC = "<dictionary> {\n  BSSID : 11:22:33:44:55:66\n  SSID : Classroom\n  Security : WPA2\n}"
SHELL = "\nDomain Profile Settings: \n---\nState                                 {}\n\nPublic Profile Settings: \n---\nState      {}\nOk.\n"
CHINESE = "\n域配置文件 设置: \n---\n状态                                  {}\n\n公用配置文件 设置: \n---\n状态      {}\n确定。\n"


class Shell:
    """Commands that print what they are told; everything else isn't installed."""

    def __init__(self, **printed: str) -> None:
        self.printed = printed
        self.run: list[Sequence[str]] = []

    def __call__(self, command: Sequence[str]) -> str:
        self.run.append(command)
        return self.printed.get(Path(command[0]).name.replace("-", "_"), "")


@pytest.mark.parametrize(
    ("platform", "shell", "name"),
    [
        ("win32", Shell(netsh=NETSH), "教室 2"),
        ("win32", Shell(netsh=NETSH.replace("SSID                   : 教室 2\n", "")), ""),
        ("win32", Shell(), ""),
        ("darwin", Shell(ipconfig=MAC), "Classroom"),
        ("darwin", Shell(ipconfig=MAC.replace("Classroom", "<redacted>")), ""),
        ("linux", Shell(iwgetid="教室:2\n"), "教室:2"),
        ("linux", Shell(nmcli="no:Other\nyes:教室:2\n"), "教室:2"),
        ("linux", Shell(nmcli="no:Other\n"), ""),
        ("linux", Shell(), ""),
    ],
)
def test_the_wifis_name_is_read_where_the_system_tells_it(platform: str, shell: Shell, name: str) -> None:
    assert machine.wifi_name(shell, platform, "wlan0") == name


@pytest.mark.parametrize(
    ("platform", "shell", "found"),
    [
        ("win32", Shell(netsh=SHELL.format("ON", "OFF")), Firewall.WINDOWS),
        ("win32", Shell(netsh=SHELL.format("OFF", "OFF")), Firewall.NONE),
        ("win32", Shell(netsh=CHINESE.format("启用", "关闭")), Firewall.WINDOWS),
        ("win32", Shell(netsh=CHINESE.format("关闭", "关闭")), Firewall.NONE),
        ("win32", Shell(), Firewall.WINDOWS),
        ("darwin", Shell(socketfilterfw="Firewall is enabled. (State = 1)"), Firewall.MACOS),
        ("darwin", Shell(socketfilterfw="Firewall is disabled. (State = 0)"), Firewall.NONE),
        ("darwin", Shell(), Firewall.UNKNOWN),
        ("linux", Shell(firewall_cmd="running\n"), Firewall.FIREWALLD),
        ("linux", Shell(firewall_cmd="not running\n"), Firewall.UNKNOWN),
        ("linux", Shell(), Firewall.UNKNOWN),
    ],
)
def test_the_firewall_is_told_by_what_the_system_prints(
    tmp_path: Path, platform: str, shell: Shell, found: Firewall
) -> None:
    assert machine.firewall(shell, platform, tmp_path / "none") == found


def test_ufw_is_told_by_its_file(tmp_path: Path) -> None:
    conf = tmp_path / "ufw.conf"
    conf.write_text("# comment\nENABLED=yes\nLOGLEVEL=low\n", "utf-8")
    assert machine.firewall(Shell(), "linux", conf) == Firewall.UFW
    conf.write_text("ENABLED=no\n", "utf-8")
    assert machine.firewall(Shell(), "linux", conf) == Firewall.UNKNOWN


def test_a_command_that_is_not_there_fails_or_hangs_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.run(["no-such-program-anywhere"]) == ""
    assert machine.run([sys.executable, "-c", "print('x'); raise SystemExit(1)"]) == ""
    assert machine.run([sys.executable, "-c", "print('x')"]).strip() == "x"
    monkeypatch.setattr(machine, "PATIENCE_S", 0.2)
    assert machine.run([sys.executable, "-c", "import time; time.sleep(60)"]) == ""


def test_a_port_is_free_until_somebody_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not machine.is_free(port, "127.0.0.1")
    assert machine.is_free(port, "127.0.0.1")
    assert not machine.is_free(70_000, "127.0.0.1")


def test_an_own_address_answers_and_a_strange_one_does_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    assert machine.answers_itself("127.0.0.1", port, "127.0.0.1")
    assert not machine.answers_itself("no address", port, "127.0.0.1")


def test_this_machine_has_its_loopback() -> None:
    assert "127.0.0.1" in {found.address for found in machine.interfaces()}
