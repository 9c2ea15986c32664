"""The real server's process over a real journal, and phones that speak to it over real sockets of 127.0.0.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from benchmarks.classroom import guess
from game.classroom import bank as banks
from game.classroom.supervise import Server
from game.records.classroom import FOLDER, ClassJournal, Opening
from game.rules.classroom.lesson import Terms
from game.rules.classroom.plan import Planned, Wish, drawn
from game.start import QUESTIONS

ROOM, SECRET, HOST_CODE = "482913", "secret-of-the-projector", "4F7K2Q9P"
PATIENCE_S = 10.0
Told = dict[str, Any]


@cache
def planned(rounds: int, buzzes: int) -> tuple[Planned, ...]:
    with TemporaryDirectory() as data:
        bank = banks.opened("", QUESTIONS, Path(data), "zh-CN")
        pool = bank.listed([chapter.id for chapter in bank.campaign.chapters], 3)
        return drawn(Wish(rounds, buzzes=buzzes), pool, 3)


def told(journal: Path, data: Path, **more: Any) -> Told:
    """What the server is told at its start."""
    return {
        "journal": str(journal),
        "questions": str(QUESTIONS),
        "data_dir": str(data),
        "bind": "127.0.0.1",
        "port": 0,
        "hosts": ["127.0.0.1"],
        "secret": SECRET,
        "host_code": HOST_CODE,
        **more,
    }


class Class:
    """A class that is served: the process, the journal's path, and lines into it."""

    def __init__(self, data: Path, server: Server, path: Path) -> None:
        self.data, self.server, self.path = data, server, path

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def line(self, path: str = "/ws/player", **headers: str) -> ClientConnection:
        """A connection with the origin that a browser would send, unless another is given."""
        sent = {"Origin": f"http://{self.address}", **headers}
        if "Authorization" in sent and "Origin" not in headers:
            del sent["Origin"]
        opened = connect(
            f"ws://{self.address}{path}",
            additional_headers={name: value for name, value in sent.items() if value},
            compression=None,
            proxy=None,
            max_size=None,
            open_timeout=PATIENCE_S,
        )
        # Entered and never left by `with`: whoever asked for the line closes it, or the class's end does.
        return opened.__enter__()

    def projector(self) -> Phone:
        return Phone(self.line("/ws/projector", Authorization=f"Bearer {SECRET}"))

    def phone(self, cookie: str = "") -> Phone:
        made = Phone(self.line(**({"Cookie": cookie} if cookie else {})))
        # The server gives a cookie once; a browser goes on sending it.
        made.cookie = made.cookie or cookie
        return made

    def joined(self, name: int = 0) -> Phone:
        """A phone that takes part by the name of that place among those offered."""
        phone = self.phone()
        hello = phone.until("hello")
        phone.say("join", room=ROOM, name=hello["names"][name])
        phone.view = phone.until("view")
        return phone


class Phone:
    """One end of a line: what is said over it and what comes; `heard` is everything that came."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.heard: list[Told] = []
        self.view: Told = {}
        response = line.response
        cookie = response.headers.get("Set-Cookie", "") if response is not None else ""
        self.cookie = cookie.split(";")[0]

    def say(self, verb: str, **fields: Any) -> None:
        self.line.send(json.dumps({"v": verb, **fields}))

    def next(self, seconds: float = PATIENCE_S) -> Told:
        """The next frame. Raises TimeoutError or websockets.exceptions.ConnectionClosed."""
        frame: Told = json.loads(self.line.recv(timeout=seconds))
        self.heard.append(frame)
        return frame

    def until(self, verb: str, **fields: Any) -> Told:
        """The next frame of that verb with those fields."""
        while True:
            frame = self.next()
            if frame["v"] == verb and all(frame.get(name) == value for name, value in fields.items()):
                return frame

    def answer(self, asked: Told, n: int = 1, rng: Random | None = None) -> list[int]:
        """The phone answers the round of that view by chance."""
        positions = guess(asked["round"], rng or Random(n))
        self.say("answer", round=asked["round"]["nonce"], n=n, answer=positions)
        return positions


@contextmanager
def served(rounds: int = 4, buzzes: int = 0, terms: Terms | None = None, **more: Any) -> Iterator[Class]:
    """A class of so many rounds, until the `with` ends."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        opening = Opening(3, ROOM, "zh-CN", "", planned(rounds, buzzes), 60, terms or Terms(seats=40), "2026-11-26")
        journal = ClassJournal.make(data / FOLDER, opening)
        journal.close()
        server = Server(told(journal.path, data, **more))
        server.start()
        try:
            yield Class(data, server, journal.path)
        finally:
            server.end()
