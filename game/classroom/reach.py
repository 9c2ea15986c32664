"""Whether phones can reach this machine: what was looked at, how it stands, what to do. Judged from facts, which `machine` gathers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from game.classroom.interfaces import Interface, Kind, is_promising, ranked
from game.words import Copy

PORT = 8765
PORTS = 10
"""How many ports from the first on are tried where none was asked for."""
LOOPBACK = ("127.0.0.1", "localhost")

ON = MappingProxyType(
    {
        Kind.HOTSPOT: "class.reach.on-hotspot",
        Kind.WIRELESS: "class.reach.on-wireless",
        Kind.WIRED: "class.reach.on-wired",
        Kind.PUBLIC: "class.reach.on-public",
        Kind.VIRTUAL: "class.reach.on-virtual",
        Kind.SELF_GIVEN: "class.reach.on-self-given",
        Kind.LOOPBACK: "class.reach.on-loopback",
    }
)


class Firewall(StrEnum):
    """Whose firewall is switched on here; `UNKNOWN` where that can't be told without rights."""

    WINDOWS = "windows"
    MACOS = "macos"
    UFW = "ufw"
    FIREWALLD = "firewalld"
    NONE = "none"
    UNKNOWN = "unknown"


WALLS = MappingProxyType(
    {
        Firewall.WINDOWS: "class.reach.firewall-windows",
        Firewall.MACOS: "class.reach.firewall-macos",
        Firewall.UFW: "class.reach.firewall-ufw",
        Firewall.FIREWALLD: "class.reach.firewall-firewalld",
        Firewall.NONE: "class.reach.firewall-none",
        Firewall.UNKNOWN: "class.reach.firewall-unknown",
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was seen of the machine. `port` is the first free one of those tried, None when there was none.

    `answers` tells whether the address that phones would use answers this machine itself; None when that wasn't tried.
    """

    interfaces: tuple[Interface, ...] = ()
    routed: str = ""
    asked_address: str = ""
    asked_port: int = 0
    port: int | None = PORT
    answers: bool | None = None
    firewall: Firewall = Firewall.UNKNOWN
    wifi: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check: whether it stands well, None for what is only good to know, and the words for it with their values."""

    ok: bool | None
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, say: Copy) -> str:
        """The finding in words."""
        return say(self.key, **self.values)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where phones find the session. `address` is empty when they find it nowhere; `hosts` are all by which a browser may call it."""

    address: str
    port: int | None
    wifi: str
    hosts: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def url(self) -> str:
        """What stands beside the QR code; empty when there is no way in."""
        return f"http://{self.address}:{self.port}" if self.address and self.port else ""

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against phones."""
        return bool(self.url) and not any(finding.ok is False for finding in self.findings)


def chosen_address(facts: Facts) -> Interface | None:
    """The address for phones: the one asked for, else the most promising; None when there is none."""
    if facts.asked_address:
        return next((each for each in facts.interfaces if each.address == facts.asked_address), None)
    return next((each for each in ranked(facts.interfaces, facts.routed) if is_promising(each)), None)


def judged(facts: Facts) -> Reach:
    """How it stands. What is wrong comes as it is looked at: the address first, then the port, the firewall, the Wi-Fi."""
    chosen = chosen_address(facts)
    findings = [*_of_address(facts, chosen), *_of_port(facts)]
    if chosen is not None and facts.port is not None:
        findings += [*_of_answer(facts, chosen), *_of_firewall(facts), *_of_wifi(facts), *_of_the_room()]
    if chosen is None or facts.port is None:
        findings.append(Finding(None, "class.reach.no-phones"))
    hosts = dict.fromkeys([*LOOPBACK, *(each.address for each in facts.interfaces if each.is_up)])
    return Reach(
        chosen.address if chosen is not None else "",
        facts.port,
        facts.wifi,
        tuple(f"{host}:{facts.port}" for host in hosts) if facts.port is not None else (),
        tuple(findings),
    )


def _of_address(facts: Facts, chosen: Interface | None) -> Iterator[Finding]:
    if chosen is None:
        if facts.asked_address:
            yield Finding(False, "class.reach.not-mine", {"address": facts.asked_address})
        elif any(each.kind == Kind.SELF_GIVEN and each.is_up for each in facts.interfaces):
            yield Finding(False, "class.reach.self-given")
        else:
            yield Finding(False, "class.reach.no-address")
        return
    yield Finding(is_promising(chosen), ON[chosen.kind], {"address": chosen.address, "interface": chosen.name})
    others = [
        each.address
        for each in ranked(facts.interfaces, facts.routed)
        if is_promising(each) and each.address != chosen.address
    ]
    if others and not facts.asked_address:
        yield Finding(None, "class.reach.others", {"others": ", ".join(others)})
    if any(each.kind == Kind.VIRTUAL and each.address == facts.routed for each in facts.interfaces):
        yield Finding(False, "class.reach.vpn")


def _of_port(facts: Facts) -> Iterator[Finding]:
    if facts.port is None:
        if facts.asked_port:
            yield Finding(False, "class.reach.port-taken", {"port": facts.asked_port})
        else:
            yield Finding(False, "class.reach.no-port", {"first": PORT, "last": PORT + PORTS - 1})
    elif facts.port != (facts.asked_port or PORT):
        yield Finding(None, "class.reach.next-port", {"port": facts.port, "taken": PORT})
    else:
        yield Finding(True, "class.reach.port", {"port": facts.port})


def _of_answer(facts: Facts, chosen: Interface) -> Iterator[Finding]:
    if facts.answers is not None:
        key = "class.reach.answers" if facts.answers else "class.reach.silent"
        yield Finding(facts.answers, key, {"address": chosen.address, "port": facts.port})


def _of_firewall(facts: Facts) -> Iterator[Finding]:
    """What lets phones through; whether a rule is there already can't be asked without rights, so the words say what to do if not."""
    is_open = True if facts.firewall == Firewall.NONE else None
    yield Finding(is_open, WALLS[facts.firewall], {"port": facts.port})


def _of_wifi(facts: Facts) -> Iterator[Finding]:
    if facts.wifi:
        yield Finding(True, "class.reach.wifi", {"wifi": facts.wifi})
    else:
        yield Finding(None, "class.reach.no-wifi")


def _of_the_room() -> Iterator[Finding]:
    yield Finding(None, "class.reach.no-internet")
    yield Finding(None, "class.reach.isolation")


def lines(reach: Reach, say: Copy) -> Iterator[str]:
    """The check as it is printed: a mark and the words, and last the address or that there is none."""
    marks = {True: "√", False: "×", None: "·"}
    for finding in reach.findings:
        yield f"{marks[finding.ok]} {finding.told(say)}"
    yield say("class.reach.url", url=reach.url) if reach.url else say("class.reach.no-url")
