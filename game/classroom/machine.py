"""What can be seen of this machine's network without rights and within a few seconds. It sends nothing."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from game.classroom.interfaces import Interface, Kind
from game.classroom.reach import PORT, PORTS, Facts, Firewall, chosen_address

PATIENCE_S = 2.0
"""How long a command of the system may take before it is done without."""
SYS_NET = Path("/sys/class/net")
UFW = Path("/etc/ufw/ufw.conf")
SOCKET_FILTER = "/usr/libexec/ApplicationFirewall/socketfilterfw"
EVERYWHERE = "0.0.0.0"
NOWHERE = ("192.0.2.1", 9)
"""An address for documentation: choosing a route to it tells which address traffic would leave by."""
WINDOWS_STATE = re.compile(r"^\s*(?:State|\u72b6\u6001)\s+(\S+)", re.MULTILINE)
WINDOWS_OFF = re.compile(r"OFF|\u5173\u95ed")
"""In English and in Chinese, as Windows speaks."""

Run = Callable[[Sequence[str]], str]
"""What a command prints; empty when it isn't there, fails or takes too long."""


def facts(asked_address: str = "", asked_port: int = 0, wifi: str = "") -> Facts:
    """Everything `reach.judged` goes by. Asked for a port, no other is tried."""
    found = interfaces()
    tried = [asked_port] if asked_port else range(PORT, PORT + PORTS)
    port = next((each for each in tried if is_free(each)), None)
    before = Facts(found, routed(), asked_address, asked_port, port)
    chosen = chosen_address(before)
    answers = answers_itself(chosen.address, port) if chosen is not None and port is not None else None
    # Of a hotspot of its own, Windows would tell the Wi-Fi that the machine itself is a guest of.
    told = (Kind.WIRELESS,) if sys.platform == "win32" else (Kind.WIRELESS, Kind.HOTSPOT)
    if not wifi and chosen is not None and chosen.kind in told:
        wifi = wifi_name(run, sys.platform, chosen.name)
    return Facts(found, before.routed, asked_address, asked_port, port, answers, firewall(run, sys.platform, UFW), wifi)


def run(command: Sequence[str]) -> str:
    """What the command printed; empty when it isn't there, fails or takes too long."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    # A console that flashes up on Windows would be seen on the projector.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            [program, *command[1:]],
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            stdin=subprocess.DEVNULL,
            creationflags=flags,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    encoding = "oem" if sys.platform == "win32" else "utf-8"
    return done.stdout.decode(encoding, "replace") if done.returncode == 0 else ""


def interfaces() -> tuple[Interface, ...]:
    """Every IPv4 address of the machine, loopback's too."""
    import psutil

    stats = psutil.net_if_stats()
    return tuple(
        Interface(name, address.address, name in stats and stats[name].isup, *_looks(name))
        for name, addresses in psutil.net_if_addrs().items()
        for address in addresses
        if address.family == socket.AF_INET
    )


def _looks(name: str) -> tuple[bool | None, bool | None]:
    """Whether the interface is virtual and whether it is wireless, where the system says so in files."""
    folder = SYS_NET / name
    if not folder.exists():
        return None, None
    return "virtual" in folder.resolve().parts, (folder / "wireless").exists()


def routed() -> str:
    """The address that traffic would leave by; empty when it couldn't. Nothing is sent for it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def is_free(port: int, on: str = EVERYWHERE) -> bool:
    """Whether a server could listen there."""
    try:
        with _listening(on, port):
            return True
    except (OSError, OverflowError):
        return False


def answers_itself(address: str, port: int, on: str = EVERYWHERE) -> bool:
    """Whether a connection from this machine to its own address gets through; a security program may well stop that."""
    try:
        with _listening(on, port) as listener:
            listener.settimeout(PATIENCE_S)
            with socket.create_connection((address, port), PATIENCE_S):
                listener.accept()[0].close()
                return True
    except OSError:
        return False


def _listening(address: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(1)
    except BaseException:
        made.close()
        raise
    return made


def wifi_name(run: Run, platform: str, interface: str) -> str:
    """The Wi-Fi that the interface is in, as far as the system tells; empty when it doesn't."""
    if platform == "win32":
        return _after(r"^\s*SSID\s*:\s*(.+)$", run(("netsh", "wlan", "show", "interfaces")))
    if platform == "darwin":
        return _after(r"^\s*SSID\s*:\s+(?!<redacted>)(\S.*)$", run(("ipconfig", "getsummary", interface)))
    return run(("iwgetid", interface, "--raw")).strip() or _after(
        r"^yes:(.+)$",
        run(
            (
                "nmcli",
                "--terse",
                "--escape",
                "no",
                "--fields",
                "ACTIVE,SSID",
                "device",
                "wifi",
                "list",
                "--rescan",
                "no",
            )
        ),
    )


def firewall(run: Run, platform: str, ufw: Path) -> Firewall:
    """Whose firewall is on."""
    if platform == "win32":
        # On in at least one profile. Where nothing can be read it is on: that is how Windows comes.
        states = WINDOWS_STATE.findall(run(("netsh", "advfirewall", "show", "allprofiles", "state")))
        return Firewall.NONE if states and all(WINDOWS_OFF.match(each) for each in states) else Firewall.WINDOWS
    if platform == "darwin":
        said = run((SOCKET_FILTER, "--getglobalstate"))
        return Firewall.UNKNOWN if not said else Firewall.NONE if "State = 0" in said else Firewall.MACOS
    try:
        if re.search(r"^ENABLED=yes", ufw.read_text("utf-8"), re.M):
            return Firewall.UFW
    except OSError:
        pass
    return Firewall.FIREWALLD if run(("firewall-cmd", "--state")).strip() == "running" else Firewall.UNKNOWN


def _after(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return found.group(1).strip() if found else ""
