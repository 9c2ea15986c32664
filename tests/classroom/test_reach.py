"""The check beforehand: for each way a room can be, what is said and where phones are sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.classroom.interfaces import Interface, Kind
from game.classroom.reach import ON, WALLS, Facts, Firewall, Reach, judged, lines
from game.words import LANGUAGES, Copy

LOOPBACK = Interface("lo", "127.0.0.1")
WIFI = Interface("wlan0", "192.168.1.5")
GOOD = Facts((LOOPBACK, WIFI), "192.168.1.5", answers=True, firewall=Firewall.NONE, wifi="教室")


def keys(reach: Reach) -> set[str]:
    return {finding.key.removeprefix("class.reach.") for finding in reach.findings}


def bad(reach: Reach) -> set[str]:
    return {finding.key.removeprefix("class.reach.") for finding in reach.findings if finding.ok is False}


def test_a_good_room_has_an_address_for_phones_and_nothing_to_mend() -> None:
    reach = judged(GOOD)
    assert reach.url == "http://192.168.1.5:8765"
    assert reach.is_good and not bad(reach)
    assert reach.wifi == "教室"


def test_a_browser_may_call_it_by_any_address_that_is_its_own() -> None:
    cable = Interface("eth0", "10.0.0.3")
    down = Interface("eth1", "10.0.0.9", is_up=False)
    reach = judged(replace(GOOD, interfaces=(LOOPBACK, WIFI, cable, down)))
    assert set(reach.hosts) == {"127.0.0.1:8765", "localhost:8765", "192.168.1.5:8765", "10.0.0.3:8765"}


def test_other_addresses_are_told_unless_one_was_asked_for() -> None:
    facts = replace(GOOD, interfaces=(WIFI, Interface("eth0", "10.0.0.3")))
    assert "others" in keys(judged(facts))
    asked = judged(replace(facts, asked_address="10.0.0.3"))
    assert asked.url == "http://10.0.0.3:8765" and "others" not in keys(asked)


@pytest.mark.parametrize(
    ("interfaces", "said"),
    [
        ((), "no-address"),
        ((LOOPBACK,), "no-address"),
        ((LOOPBACK, Interface("docker0", "172.17.0.1")), "no-address"),
        ((LOOPBACK, Interface("eth0", "169.254.3.4")), "self-given"),
    ],
)
def test_without_a_network_it_offers_to_play_without_phones(interfaces: tuple[Interface, ...], said: str) -> None:
    reach = judged(replace(GOOD, interfaces=interfaces, routed=""))
    assert reach.url == "" and not reach.is_good
    assert bad(reach) == {said}
    assert "no-phones" in keys(reach)


def test_an_address_that_is_not_this_machines_is_said_to_be_none() -> None:
    reach = judged(replace(GOOD, asked_address="192.168.9.9"))
    assert bad(reach) == {"not-mine"} and reach.url == ""


def test_an_address_asked_for_is_taken_even_if_phones_cant_reach_it() -> None:
    reach = judged(replace(GOOD, asked_address="127.0.0.1"))
    assert reach.url == "http://127.0.0.1:8765" and bad(reach) == {"on-loopback"}


def test_a_vpn_that_takes_all_traffic_is_told() -> None:
    assert "vpn" in bad(judged(replace(GOOD, interfaces=(WIFI, Interface("tun0", "10.8.0.2")), routed="10.8.0.2")))


def test_a_port_that_is_taken_is_told_with_the_next_one() -> None:
    reach = judged(replace(GOOD, port=8767))
    assert reach.url.endswith(":8767") and "next-port" in keys(reach) and reach.is_good


def test_a_port_asked_for_is_the_one_or_none() -> None:
    assert "port" in keys(judged(replace(GOOD, asked_port=9000, port=9000)))
    reach = judged(replace(GOOD, asked_port=9000, port=None))
    assert bad(reach) == {"port-taken"} and reach.url == "" and reach.hosts == ()
    assert bad(judged(replace(GOOD, port=None))) == {"no-port"}


def test_an_address_that_is_silent_even_here_is_told() -> None:
    assert bad(judged(replace(GOOD, answers=False))) == {"silent"}


def test_every_firewall_and_kind_of_address_has_its_words() -> None:
    assert set(WALLS) == set(Firewall) and set(ON) == set(Kind)


@pytest.mark.parametrize("firewall", [*Firewall])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_is_printed_with_nothing_left_to_fill_in(language: str, firewall: Firewall) -> None:
    rooms = [
        replace(GOOD, firewall=firewall),
        replace(GOOD, wifi="", port=8770, answers=False, interfaces=(WIFI, Interface("eth0", "10.0.0.3"))),
        replace(GOOD, interfaces=()),
        replace(GOOD, asked_port=80, port=None),
        replace(GOOD, port=None),
        *(
            replace(GOOD, asked_address=name, interfaces=(Interface("tun0", name),))
            for name in ("10.0.0.1", "202.1.1.1")
        ),
    ]
    for facts in rooms:
        for line in lines(judged(facts), Copy(language)):
            assert "{" not in line
            if language == "zh-CN":
                line.encode("gbk")  # a Chinese Windows prints to a pipe in it


def test_a_wifi_called_like_a_format_is_shown_as_it_is() -> None:
    assert any("{url}%s" in line for line in lines(judged(replace(GOOD, wifi="{url}%s")), Copy("en")))
