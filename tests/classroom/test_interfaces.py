"""Which of a machine's addresses phones are sent to."""

from __future__ import annotations

import itertools

import pytest

from game.classroom.interfaces import Interface, Kind, is_promising, ranked

WIFI = Interface("Wi-Fi", "192.168.1.5")
CABLE = Interface("Ethernet", "10.1.2.3")


@pytest.mark.parametrize(
    ("name", "address", "kind"),
    [
        ("wlp3s0", "192.168.1.5", Kind.WIRELESS),
        ("WLAN", "192.168.31.20", Kind.WIRELESS),
        ("无线网络连接", "192.168.0.103", Kind.WIRELESS),
        ("en0", "192.168.1.7", Kind.WIRED),
        ("以太网", "172.16.4.9", Kind.WIRED),
        ("enp0s31f6", "10.20.30.40", Kind.WIRED),
        ("本地连接* 10", "192.168.137.1", Kind.HOTSPOT),
        ("Local Area Connection* 2", "192.168.137.1", Kind.HOTSPOT),
        ("wlan0", "10.42.0.1", Kind.HOTSPOT),
        ("eth0", "202.112.0.33", Kind.PUBLIC),
        ("docker0", "172.17.0.1", Kind.VIRTUAL),
        ("br-3fa1", "172.18.0.1", Kind.VIRTUAL),
        ("vEthernet (WSL)", "172.24.80.1", Kind.VIRTUAL),
        ("VMware Network Adapter VMnet8", "192.168.80.1", Kind.VIRTUAL),
        ("Ethernet 2", "192.168.56.1", Kind.VIRTUAL),
        ("tailscale0", "100.101.102.103", Kind.VIRTUAL),
        ("utun3", "10.8.0.2", Kind.VIRTUAL),
        ("tun0", "10.8.0.6", Kind.VIRTUAL),
        ("Clash", "198.18.0.1", Kind.VIRTUAL),
        ("以太网", "169.254.10.20", Kind.SELF_GIVEN),
        ("lo", "127.0.0.1", Kind.LOOPBACK),
    ],
)
def test_an_address_is_told_by_its_network_and_its_interfaces_name(name: str, address: str, kind: Kind) -> None:
    assert Interface(name, address).kind == kind


def test_what_the_system_says_counts_more_than_a_name() -> None:
    assert Interface("dongle", "192.168.1.5", is_wireless=True).kind == Kind.WIRELESS
    assert Interface("wlan-cable", "192.168.1.5", is_wireless=False).kind == Kind.WIRED
    assert Interface("eth9", "192.168.1.5", is_virtual=True).kind == Kind.VIRTUAL
    assert Interface("br0", "192.168.1.5", is_virtual=True).kind == Kind.WIRED, "a bridge before a real cable"


def test_the_likeliest_address_is_first_in_whatever_order_they_come() -> None:
    hotspot = Interface("Local Area Connection* 3", "192.168.137.1")
    docker = Interface("docker0", "172.17.0.1", is_virtual=True)
    lost = Interface("Ethernet 3", "169.254.1.1")
    for shuffled in itertools.permutations([WIFI, CABLE, hotspot, docker, lost]):
        assert ranked(shuffled) == (hotspot, WIFI, CABLE, docker, lost)


def test_where_traffic_leaves_settles_a_tie_and_no_more() -> None:
    second = Interface("Wi-Fi 2", "192.168.2.5")
    vpn = Interface("tun0", "10.8.0.6")
    assert ranked([WIFI, second], routed="192.168.2.5")[0] == second
    assert ranked([WIFI, vpn], routed="10.8.0.6")[0] == WIFI


def test_what_is_down_or_loopback_is_no_way_in() -> None:
    down = Interface("Wi-Fi", "192.168.1.5", is_up=False)
    assert ranked([down, Interface("lo", "127.0.0.1"), CABLE]) == (CABLE,)
    assert not is_promising(Interface("docker0", "172.17.0.1")) and is_promising(CABLE)
