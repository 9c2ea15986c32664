"""Real browsers as phones and as the host's play a whole class on the real server, whatever befalls them.

    python -m tests.plays.class_phones [--rounds 10] [--phones 6] [--shots FOLDER]

prints how long each was away. A round each: reload, sleep, lost Wi-Fi in mid-answer, the server killed, somebody late.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.classroom.phones import Browser, Phone, browser
from tests.classroom.served import HOST_CODE, ROOM, Class, served
from tests.classroom.served import Phone as Line

BACK_S = 3.0
"""Within this a phone shall be back, on a machine that has nothing else to do."""


@dataclass
class Play:
    """A class under way. `phones` are by the names they joined with; `away_s` is how long each trouble lasted."""

    found: Class
    browsers: Browser
    host: Phone
    projector: Line
    shots: Path | None = None
    phones: dict[str, Phone] = field(default_factory=dict)
    kept: dict[int, str] = field(default_factory=dict)
    away_s: list[tuple[str, float]] = field(default_factory=list)

    def shot(self, phone: Phone, name: str) -> None:
        if self.shots is not None:
            phone.shot(self.shots / f"{name}.png")

    def join(self) -> str:
        """One more phone takes part, by the first name it is offered."""
        phone = self.browsers.phone()
        phone.open(f"http://{self.found.address}/#{ROOM}")
        phone.wait(lambda: phone.all(".name"))
        name = phone.find(".name").text
        phone.tap(".name")
        self.shot(phone, "join")
        phone.tap(".go")
        phone.wait(lambda: phone.all("#bar .avatar"))
        self.phones[name] = phone
        while name not in self.kept.values():
            told = self.projector.until("keep")["names"]
            self.kept |= {int(who): each for who, each in told.items()}
        return name

    def lead(self) -> None:
        """The host's phone goes in with the code."""
        self.host.open(f"http://{self.found.address}/host")
        self.host.wait(lambda: self.host.all("#code"))
        self.shot(self.host, "host-code")
        self.host.find("#code").send_keys(HOST_CODE.lower())
        self.host.tap(".go")
        self.host.wait(lambda: self.host.all(".tabs"))

    def ask(self, number: int) -> str:
        """The host opens that round; its question, once every phone shows it."""
        self.host.tap(".control.main")
        stage = self.projector.until("stage", phase="asking")
        while stage["round"]["number"] != number:
            stage = self.projector.until("stage", phase="asking")
        stem = str(stage["round"]["stem"])
        for phone in self.phones.values():
            phone.reads(stem)
        return stem

    def reveal(self, answered: int) -> None:
        """The host reveals once so many answered; every phone shows the key, and nothing is lost."""
        self.host.reads(f"已答 {answered} / {len(self.phones)}")
        self.host.tap(".control.main")
        for name, phone in self.phones.items():
            phone.wait(lambda phone=phone: phone.all(".key-list"))
            assert name in phone.text()
        self.host.reads(f"收到 {answered} = 存好 {answered} = 计分 {answered}")
        assert "一份也没有丢" in self.host.text()

    def goes_on(self, trouble: str, phone: Phone, is_back: Callable[[], bool]) -> None:
        """Waits until the phone is back; `away_s` keeps how long that took."""
        began = time.monotonic()
        phone.wait(is_back)
        self.away_s.append((trouble, time.monotonic() - began))

    def kill(self) -> None:
        """The server dies in the middle of it; the trainer's process starts another with the names it kept."""
        self.found.server.names = lambda: self.kept
        os.kill(self.found.server.pid, signal.SIGKILL)

    def faults(self) -> list[str]:
        return [fault for phone in (*self.phones.values(), self.host) for fault in phone.faults()]


def answer(phone: Phone, place: int = 0) -> None:
    """Gives some answer to what the phone asks, until that is on disk."""
    tap(phone, place)
    phone.wait(lambda: is_taken(phone))


def tap(phone: Phone, place: int = 0) -> None:
    """The same, but doesn't wait for the server."""
    phone.wait(lambda: phone.all(".answer, .item, .key, button.part"))
    if phone.all(".item"):
        for each in range(len(phone.all(".item"))):
            phone.tap(".item", each)
    elif phone.all(".key"):
        phone.tap(".key", place)
    elif phone.all(".answer"):
        phone.tap(".answer", place % len(phone.all(".answer")))
    if phone.run("var node = document.querySelector('.submit'); return Boolean(node) && !node.hidden;"):
        phone.tap(".submit")


def is_taken(phone: Phone) -> bool:
    """Whether the phone says that its answer was taken."""
    return "已提交" in phone.text()


def is_whole(phone: Phone, *words: str) -> bool:
    """Whether the phone reads so and knows of no lost line."""
    text = phone.text()
    return all(word in text for word in words) and phone.run("return document.getElementById('lost').hidden") is True


def play(found: Class, browsers: Browser, phones: int, rounds: int, shots: Path | None = None) -> Play:
    """A whole class, troubles and all, checked on the way."""
    found.server.watch()
    made = Play(found, browsers, browsers.phone(), found.projector(), shots)
    made.lead()
    for _ in range(phones - 1):
        made.join()
    assert len(made.phones) == phones - 1
    made.host.reads(f"已有 {phones - 1} 人加入")
    for number in range(1, rounds + 1):
        stem = made.ask(number)
        troubled(made, number, stem)
        for place, phone in enumerate(made.phones.values()):
            if not is_taken(phone):
                answer(phone, place)
        made.shot(next(iter(made.phones.values())), f"{number}-answered")
        made.shot(made.host, f"{number}-host")
        made.reveal(len(made.phones))
        made.shot(next(iter(made.phones.values())), f"{number}-revealed")
    made.host.tap(".control.main")
    made.host.tap(".box .go")
    made.host.reads("本场结束")
    for name, phone in made.phones.items():
        phone.reads("昵称会在十分钟内删除")
        assert name in phone.text()
        made.shot(phone, "ended")
    assert made.faults() == []
    return made


def troubled(made: Play, number: int, stem: str) -> None:
    """What befalls the class in that round."""
    names = list(made.phones)
    first, second, third = (made.phones[name] for name in names[:3])
    if number % 2:
        answer(first, number)
        first.reload()
        made.goes_on("reload", first, lambda: is_whole(first, names[0], stem) and is_taken(first))
        second.sleep(True)
        third.offline(True)
        third.reads("正在重新连接")
        tap(third, number)
        third.reads("正在提交")
        made.shot(third, f"{number}-offline")
        second.sleep(False)
        third.offline(False)
        made.goes_on("sleep", second, lambda: is_whole(second, names[1], stem))
        made.goes_on("lost Wi-Fi", third, lambda: is_whole(third, names[2], stem) and is_taken(third))
    else:
        answer(first, number)
        before = first.find("#bar").text
        made.kill()
        made.goes_on("killed server", third, lambda: is_whole(third, names[2], stem))
        for name, phone in made.phones.items():
            phone.wait(lambda phone=phone, name=name: is_whole(phone, name, stem))
        assert is_taken(first) and first.find("#bar").text == before
        made.projector = made.found.projector()
        made.host.wait(lambda: is_whole(made.host, stem))
        if number == 2:
            late = made.join()
            made.phones[late].reads(stem)


def main(arguments: Sequence[str] | None = None) -> int:
    """Plays and prints; 1 when somebody was away too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--phones", type=int, default=6)
    parser.add_argument("--shots", type=Path, help="pictures of the pages go there / 截图放这里")
    chosen = parser.parse_args(arguments)
    with served(rounds=chosen.rounds) as found, browser() as browsers:
        made = play(found, browsers, chosen.phones, chosen.rounds, chosen.shots)
    for trouble, seconds in made.away_s:
        print(f"{trouble:14} {seconds:5.2f} s")
    worst = max(seconds for _, seconds in made.away_s)
    print(f"longest {worst:.2f} s, target {BACK_S} s")
    return int(worst > BACK_S)


if __name__ == "__main__":
    sys.exit(main())
