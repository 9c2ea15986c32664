"""A machine's network addresses, and which of them phones in the room are likely to reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Address, IPv4Network

HOTSPOTS = (IPv4Network("192.168.137.0/24"), IPv4Network("10.42.0.0/24"))
"""What Windows and NetworkManager give to the phones on a hotspot of the machine's own."""
PRIVATE = (IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"), IPv4Network("192.168.0.0/16"))
TUNNELS = (IPv4Network("100.64.0.0/10"), IPv4Network("192.168.56.0/24"), IPv4Network("198.18.0.0/15"))
"""Where mesh VPNs, one desktop hypervisor and proxies that catch all traffic put their ends."""
SELF_GIVEN = IPv4Network("169.254.0.0/16")
VIRTUAL = re.compile(
    r"docker|veth|^br-|virbr|vmnet|vmware|vbox|virtualbox|host-only|vethernet|hyper-v|wsl|^tun|^tap|tap-windows|^wg|wireguard"
    r"|wintun|utun|^ppp|ppp adapter|vpn|tailscale|zerotier|^zt|hamachi|bluetooth|loopback|^lxc|^lxd|^cni|flannel|cali|podman"
    r"|^awdl|^llw|^ipsec|sangfor|easyconnect|clash|meta|npcap",
    re.IGNORECASE,
)
BRIDGE = re.compile(r"^(?:br|bond|team)\d+$")
"""To the system they are virtual, but they stand before a real cable."""
WIRELESS = re.compile(r"^wl|wi-?fi|wlan|wireless|airport|\u65e0\u7ebf", re.IGNORECASE)
"""The last is what a Chinese Windows calls one."""
OWN_WIRELESS = re.compile(r"\* ?\d+$")
"""The adapters that Windows makes for a hotspot: `Local Area Connection* 10`."""


class Kind(IntEnum):
    """What an address is good for; smaller is likelier to be on the phones' own network."""

    HOTSPOT = 0
    WIRELESS = 1
    WIRED = 2
    PUBLIC = 3
    VIRTUAL = 4
    SELF_GIVEN = 5
    LOOPBACK = 6


@dataclass(frozen=True, slots=True)
class Interface:
    """An IPv4 address of an interface. The two flags are what the system itself says, None where it doesn't."""

    name: str
    address: str
    is_up: bool = True
    is_virtual: bool | None = None
    is_wireless: bool | None = None

    @property
    def kind(self) -> Kind:
        return _kind(self)


def _kind(found: Interface) -> Kind:
    address = IPv4Address(found.address)
    if address.is_loopback:
        return Kind.LOOPBACK
    if address in SELF_GIVEN:
        return Kind.SELF_GIVEN
    if any(address in network for network in HOTSPOTS) or OWN_WIRELESS.search(found.name):
        # Before the question whether it is virtual: to the system a hotspot is.
        return Kind.HOTSPOT
    if (
        (found.is_virtual and not BRIDGE.search(found.name))
        or VIRTUAL.search(found.name)
        or any(address in network for network in TUNNELS)
    ):
        return Kind.VIRTUAL
    if not any(address in network for network in PRIVATE):
        return Kind.PUBLIC
    if found.is_wireless or (found.is_wireless is None and WIRELESS.search(found.name)):
        return Kind.WIRELESS
    return Kind.WIRED


def ranked(found: Iterable[Interface], routed: str = "") -> tuple[Interface, ...]:
    """The addresses that something answers at, the likeliest first; `routed` is the one that traffic leaves by, which settles a tie."""
    usable = [each for each in found if each.is_up and each.kind != Kind.LOOPBACK]
    return tuple(sorted(usable, key=lambda each: (each.kind, each.address != routed, each.name, each.address)))


def is_promising(found: Interface) -> bool:
    """Whether a phone in the room may well reach it."""
    return found.kind < Kind.VIRTUAL
