"""The real server over real sockets: a whole class, and everything that must not be possible in it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import time
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from game.classroom.server import frames
from game.classroom.server.frames import FrameError
from game.records.classroom import ClassJournal
from game.rules.classroom.lesson import Terms
from tests.classroom.served import HOST_CODE, ROOM, Class, Phone, served


@pytest.fixture(scope="module")
def room() -> Iterator[Class]:
    """One class for all tests that leave it as it was: a question is open all the time."""
    with served(rounds=2) as found:
        yield found


def test_a_whole_class_from_lobby_to_end() -> None:
    with served(rounds=3) as found:
        projector = found.projector()
        phones = [found.joined(number) for number in range(3)]
        assert phones[0].view["phase"] == "lobby" and phones[0].view["me"]["of"] == 1
        assert len({phone.view["me"]["name"] for phone in phones}) == 3
        for number in range(1, 4):
            projector.say("next")
            for phone in phones:
                asked = phone.until("view", phase="asking")
                assert asked["round"]["number"] == number and asked["reveal"] is None
                assert phone.answer(asked) is not None
                assert phone.until("ack")["n"] == 1
            projector.say("reveal")
            for phone in phones:
                told = phone.until("view", phase="revealed")
                assert told["reveal"]["key"] is not None and told["reveal"]["rationale"]
            stage = projector.until("stage", phase="revealed")
            assert stage["reveal"]["ledger"] == {"sent": 3, "stored": 3, "scored": 3}
            assert stage["reveal"]["answered"] == 3 and len(stage["top"]) == 3
        projector.say("next")
        assert projector.until("stage", phase="ended")["summary"]["accuracy"] in range(101)
        for phone in phones:
            ended = phone.until("view", phase="ended")
            assert ended["me"]["rank"] >= 1
            before = [frame for frame in phone.heard if frame["v"] == "view" and frame["phase"] == "asking"]
            assert before and not any(word in json.dumps(before) for word in ('"rationale"', '"key"', '"why"'))


def test_a_phone_with_two_lines_takes_part_once() -> None:
    with served(rounds=1) as found:
        first = found.phone()
        second = found.phone(first.cookie)
        for line in (first, second):
            hello = line.until("hello")
            line.say("join", room=ROOM, name=hello["names"][0])
        views = [line.until("view") for line in (first, second)]
        assert views[0]["me"]["name"] == views[1]["me"]["name"]
        projector = found.projector()
        assert len(projector.until("stage")["players"]) == 1


def test_an_answer_may_be_changed_until_the_reveal_and_the_last_one_counts() -> None:
    with served(rounds=1) as found:
        projector, phone = found.projector(), found.joined()
        projector.say("next")
        asked = phone.until("view", phase="asking")
        last = [phone.answer(asked, n) for n in (1, 2, 3)][-1]
        assert [phone.until("ack")["n"] for _ in range(3)] == [1, 2, 3]
        phone.say("answer", round=asked["round"]["nonce"], n=2, answer=last)
        assert phone.until("no")["why"] == "old"
        projector.say("reveal")
        assert phone.until("view", phase="revealed")["mine"] == {"answer": last, "n": 3}
        phone.answer(asked, 4)
        assert phone.until("no")["why"] == "closed"


def test_pause_extension_skip_and_kick() -> None:
    with served(rounds=3) as found:
        projector, phone, other = found.projector(), found.joined(0), found.joined(1)
        projector.say("next")
        asked = phone.until("view", phase="asking")
        projector.say("pause")
        assert phone.until("view", paused=True)["phase"] == "asking"
        phone.answer(asked)
        assert phone.until("no")["why"] == "paused"
        projector.say("resume")
        phone.until("view", paused=False)
        projector.say("extend", ms=30_000)
        assert phone.until("view")["round"]["limit_ms"] == asked["round"]["limit_ms"] + 30_000
        projector.say("skip")
        assert phone.until("view", phase="standings")["reveal"] is None
        stage = projector.until("stage", phase="standings")
        projector.say("kick", id=stage["players"][1]["id"])
        assert other.until("view", phase="gone")
        again = found.phone(other.cookie)
        assert again.until("view")["phase"] == "gone", "the same phone may not come back"


def test_buzzers_have_the_floor_one_at_a_time() -> None:
    with served(rounds=1, buzzes=1) as found:
        projector, quick, slow = found.projector(), found.joined(0), found.joined(1)
        projector.say("next")
        asked = quick.until("view", phase="asking")
        slow.until("view", phase="asking")
        nonce = asked["round"]["nonce"]
        slow.answer(asked)
        assert slow.until("no")["why"] == "floor"
        quick.say("buzz", round=nonce, n=1)
        assert quick.until("ack")
        slow.say("buzz", round=nonce, n=2)
        assert slow.until("no")["why"] == "floor"
        assert projector.until("stage")["phase"]


def test_tables_and_hands_stand_in_the_same_ranking() -> None:
    with served(rounds=1, terms=Terms(teams=2, seats=10)) as found:
        projector, phone = found.projector(), found.joined()
        projector.say("table", team=1, name="")
        projector.say("next")
        asked = phone.until("view", phase="asking")
        phone.answer(asked)
        phone.until("ack")
        options = 2 if asked["round"]["type"] == "truefalse" else len(asked["round"]["ask"].get("options", []))
        if projector.until("stage", phase="asking")["round"]["hands"]:
            projector.say("hands", team=1, hands=[4] + [1] * (options - 1))
        else:
            projector.say("table_answer", team=1, answer=phone.answer(asked, 2))
        projector.say("reveal")
        stage = projector.until("stage", phase="revealed")
        assert {line["name"] for line in stage["top"]} >= {"第1组"} and len(stage["top"]) == 2


def test_after_kill_9_in_mid_round_everything_acknowledged_is_there() -> None:
    with served(rounds=2) as found:
        found.server.watch()
        projector, phone = found.projector(), found.joined()
        name = phone.view["me"]["name"]
        keep = next(frame for frame in iter(projector.next, None) if frame["v"] == "keep" and frame["names"])
        found.server.names = lambda: {int(who): told for who, told in keep["names"].items()}
        projector.say("next")
        asked = phone.until("view", phase="asking")
        given = phone.answer(asked)
        phone.until("ack")
        before = found.server.pid
        os.kill(before, signal.SIGKILL)
        began = time.monotonic()
        with pytest.raises(ConnectionClosed):
            phone.next()
        back = returned(found, phone.cookie, before)
        view = back.until("view")
        assert time.monotonic() - began < 15, "3 s on a quiet machine; here only that it comes at all"
        assert view["me"]["name"] == name and view["phase"] == "asking"
        assert view["mine"] == {"answer": given, "n": 1} and view["round"]["nonce"] == asked["round"]["nonce"]
        projector = found.projector()
        projector.say("reveal")
        stage = projector.until("stage", phase="revealed")
        assert stage["reveal"]["ledger"] == {"sent": 1, "stored": 1, "scored": 1}


def returned(found: Class, cookie: str, before: int) -> Phone:
    """The phone, once a server other than the killed one answers."""
    until = time.monotonic() + 15
    while True:
        try:
            if found.server.pid not in (0, before):
                return found.phone(cookie)
        except (OSError, InvalidStatus):
            pass
        assert time.monotonic() < until, "the server never came back"
        time.sleep(0.05)


# ── what must not be possible ──


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Host": "evil.example"},
    ],
)
def test_other_origins_and_hosts_are_turned_away(room: Class, headers: dict[str, str]) -> None:
    with pytest.raises((InvalidStatus, ConnectionClosed)):
        room.line(**headers).recv(timeout=5)


@pytest.mark.parametrize("path", ["/ws/host", "/ws/projector"])
@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer wrong", "Basic secret"])
def test_nobody_leads_without_the_secret(room: Class, path: str, token: str) -> None:
    with pytest.raises((InvalidStatus, ConnectionClosed)):
        room.line(path, Authorization=token, Cookie="host=guess; player=guess").recv(timeout=5)


def test_the_hosts_code_is_not_to_be_guessed() -> None:
    with served(rounds=1) as found:
        for forged in ("guess", "guess.", "." + "0" * 64, "guess." + "0" * 64):
            with pytest.raises((InvalidStatus, ConnectionClosed)):
                found.line("/ws/host", Cookie=f"host={forged}").recv(timeout=5)

        def login(code: str) -> tuple[int, str]:
            line = http.client.HTTPConnection(found.address, timeout=5)
            line.request("POST", "/host", f"code={code}", {"Host": found.address})
            answer = line.getresponse()
            answer.read()
            return answer.status, answer.getheader("Set-Cookie") or ""

        status, cookie = login(HOST_CODE)
        assert status == 204 and "HttpOnly" in cookie and "SameSite=Strict" in cookie
        host = Phone(found.line("/ws/host", Cookie=cookie.split(";")[0]))
        assert host.until("stage")["room"] == ROOM
        assert login(HOST_CODE)[0] == login("")[0] == 403, "it stands on a screen, and lets in once"
        assert [login(f"{number:08}")[0] for number in range(11)] == [403] * 8 + [429] * 3
        assert login(HOST_CODE)[0] == 429, "not even the right one is looked at now"


def test_a_room_code_is_not_to_be_guessed() -> None:
    with served(rounds=1) as found:
        phone = found.phone()
        name = phone.until("hello")["names"][0]
        for number in range(10):
            phone.say("join", room=f"{number:06}", name=name)
            assert phone.until("hello")["why"] == "room"
        phone.say("join", room=ROOM, name=name)
        assert phone.until("hello")["why"] == "tries"


HOSTILE = [
    "",
    "null",
    "[]",
    "{}",
    '{"v":1}',
    '{"v":"next"}',
    '{"v":"reveal"}',
    '{"v":"kick","id":1}',
    '{"v":"export"}',
    '{"v":"spin","more":1}',
    '{"v":"join","room":"482913"}',
    '{"v":"join","room":482913,"name":"x"}',
    '{"v":"join","room":"482913","name":null}',
    '{"v":"answer","round":1,"n":1,"answer":"0"}',
    '{"v":"answer","round":1,"n":1e999,"answer":[0]}',
    '{"v":"answer","round":1,"n":1.5,"answer":[0]}',
    '{"v":"answer","round":NaN,"n":1,"answer":[0]}',
    '{"v":"answer","round":1,"n":-1,"answer":[0]}',
    '{"v":"answer","round":1,"n":1,"answer":[true]}',
    '{"v":"answer","round":1,"n":1,"answer":[[0]]}',
    '{"v":"answer","round":1,"n":1,"n":2,"answer":[0]}',
    '{"v":"answer","round":99999999999999999999999,"n":1,"answer":[0]}',
    '{"v":"answer","round":1,"n":1,"answer":' + "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}",
    '{"v":"seen","round":' + "[" * 1000 + "]" * 1000 + "}",
    '{"v":"join","room":"482913","name":"' + "好" * 65 + '"}',
    "\x00\x01\x02",
    '{"v":"spin"' + " " * 4096 + "}",
    "9" * 5000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_frame_is_refused(text: str) -> None:
    with pytest.raises(FrameError):
        frames.read(text, frames.PLAYER)


def test_frames_that_are_none_close_the_line_and_the_server_goes_on(room: Class) -> None:
    for text in [*HOSTILE[::4], b'{"v":"spin"}', "x" * 100_000]:
        phone = room.phone()
        phone.until("hello")
        phone.line.send(text)
        with pytest.raises(ConnectionClosed):
            for _ in range(5):
                phone.next()
    assert room.phone().until("hello")["names"]


def test_only_answers_of_those_who_joined_to_the_open_round_are_taken() -> None:
    with served(rounds=2) as found:
        projector, phone = found.projector(), found.joined()
        stranger = found.phone()
        stranger.until("hello")
        phone.say("answer", round=1, n=1, answer=[0])
        assert phone.until("no")["why"] == "old", "too early"
        projector.say("next")
        asked = phone.until("view", phase="asking")
        nonce = asked["round"]["nonce"]
        for positions in ([99], [0, 0], [7, 1], []):
            if positions or asked["round"]["type"] not in ("redflags",):
                phone.say("answer", round=nonce, n=5, answer=positions)
                assert phone.until("no")["why"] == "illegal"
        phone.say("answer", round=nonce + 1, n=1, answer=[0])
        assert phone.until("no")["why"] == "old"
        stranger.answer(asked)
        projector.say("reveal")
        assert projector.until("stage", phase="revealed")["reveal"]["answered"] == 0
        journal = ClassJournal.open(found.path)
        assert journal.stored(0) == 0
        journal.close()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "<img src=x onerror=1>", "a", "x" * 30, "\u202eab", "=1+1"]
)
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with served(rounds=1, typed=True) as found:
        phone = found.phone()
        phone.until("hello")
        phone.say("join", room=ROOM, name=name)
        assert phone.until("hello")["why"] in ("shape", "word")
        phone.say("join", room=ROOM, name="张伟")
        assert phone.until("view")["me"]["name"] == "张伟"


def test_a_flood_slow_requests_and_deaf_phones_delay_nobody(room: Class) -> None:
    trickling = [socket.create_connection(("127.0.0.1", room.server.port)) for _ in range(60)]
    for each in trickling:
        each.sendall(b"GET / HT")
    deaf = [room.phone() for _ in range(10)]
    flooder = room.phone()
    with pytest.raises(ConnectionClosed):
        for _ in range(500):
            flooder.line.send('{"v":"spin"}')
        for _ in range(500):
            flooder.next()
    began = time.monotonic()
    assert room.joined().view["phase"]
    assert time.monotonic() - began < 5
    closed = 0
    for each in trickling:
        each.settimeout(10)
        try:
            closed += each.recv(1) == b""
        except ConnectionError:
            closed += 1
        each.close()
    assert closed == len(trickling), "whoever trickles is hung up on"
    for phone in deaf:
        phone.line.close()


def test_pages_are_served_with_a_strict_policy_and_nothing_else_is(room: Class) -> None:
    def get(path: str, host: str = "") -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection(room.address, timeout=5)
        line.putrequest("GET", path, skip_host=True)
        line.putheader("Host", host or room.address)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    status, headers, body = get("/")
    assert status == 200 and b"<script src=" in body and b"onclick" not in body
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert "HttpOnly" in headers["set-cookie"] and "SameSite=Strict" in headers["set-cookie"]
    assert json.loads(get("/words.json?language=en")[2])["class.phone.title"]
    assert get("/words.json?language=../zh-CN")[0] == 404
    assert get("/pages/page.js")[0] == 200
    for path in ("/pages/../server/web.py", "/pages/%2e%2e/names.py", "/pages/phone.html", "/ws/host", "/docs"):
        assert get(path)[0] in (404, 405), path
    assert get("/", "evil.example")[0] == 421
