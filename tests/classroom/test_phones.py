"""Real browsers as phones and as the host's: a whole class with reload, sleep, lost Wi-Fi, a killed server and a late joiner.

`QMCG_SHOTS=folder` keeps a picture of every page on the way.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.classroom.phones import Phone, browser, chromium
from tests.classroom.served import HOST_CODE, ROOM, Class, served

SHOTS = os.environ.get("QMCG_SHOTS")
BACK_S = 10.0
"""A phone shall be back within 3 s on a quiet machine; the tests' machine may be busy."""


def shot(phone: Phone, name: str) -> None:
    if SHOTS:
        phone.shot(Path(SHOTS) / f"{name}.png")


def join(phone: Phone, found: Class, code: str = f"#{ROOM}") -> str:
    """The phone has joined by the first name it was offered, which comes back."""
    phone.open(f"http://{found.address}/{code}")
    phone.wait(lambda: phone.all(".names button, button[aria-pressed]"))
    phone.tap("button[aria-pressed]")
    name = str(phone.run("return document.querySelector('button[aria-pressed=true]').textContent"))
    shot(phone, "join")
    phone.run(
        "var all = document.querySelectorAll('main button');"
        "for (var i = 0; i < all.length; i++) {"
        " if (all[i].textContent.indexOf(arguments[0]) >= 0 && !all[i].hasAttribute('aria-pressed')) { all[i].click(); } }",
        name,
    )
    phone.wait(lambda: "avatar" in str(phone.run("return document.getElementById('bar').innerHTML")))
    return name


def answer(phone: Phone) -> None:
    """The phone gives some answer to what it shows."""
    phone.wait(lambda: phone.all("main button"))
    phone.run(
        "var input = document.querySelector('main input'); if (input) { input.value = '5';"
        " input.dispatchEvent(new Event('input')); }"
        "var all = document.querySelectorAll('main button:not([disabled])'); if (all.length) { all[0].click(); }"
    )


@pytest.mark.skipif(chromium() is None, reason="needs Debian's chromium and chromium-driver")
def test_six_phones_play_a_class_whatever_befalls_them() -> None:
    with served(rounds=2) as found, browser() as browsers:
        found.server.watch()
        projector = found.projector()
        phones = [browsers.phone() for _ in range(5)]
        names = [join(phone, found) for phone in phones]
        assert len(set(names)) == 5
        host = browsers.phone()
        host.open(f"http://{found.address}/host")
        host.wait(lambda: host.all("#code"))
        shot(host, "host-code")
        host.run("document.getElementById('code').value = arguments[0]", HOST_CODE.lower())
        host.tap("form button")
        host.wait(lambda: names[0] in host.text())
        shot(host, "host-lobby")
        shot(phones[0], "lobby")
        projector.until("keep")
        kept: dict[int, str] = {}
        while len(kept) < 5:
            frame = projector.next()
            if frame["v"] == "keep":
                kept |= {int(who): name for who, name in frame["names"].items()}
        found.server.names = lambda: kept

        host.tap(".gold")
        stem = str(projector.until("stage", phase="asking")["round"]["stem"])
        for phone in phones:
            phone.reads(stem[:6])
            answer(phone)
        shot(phones[0], "answered")
        host.reads("5 / 5")
        shot(host, "host-question")

        phones[0].reload()
        phones[1].sleep(True)
        phones[2].offline(True)
        late = browsers.phone()
        late_name = join(late, found)
        late.reads(stem[:6])
        while late_name not in kept.values():
            frame = projector.next()
            if frame["v"] == "keep":
                kept |= {int(who): name for who, name in frame["names"].items()}
        os.kill(found.server.pid, signal.SIGKILL)
        phones[1].sleep(False)
        phones[2].offline(False)
        for phone, name in zip([*phones, late], [*names, late_name], strict=True):
            phone.wait(lambda phone=phone, name=name: name in phone.text() and stem[:6] in phone.text(), BACK_S + 10)
            phone.wait(lambda phone=phone: phone.run("return document.getElementById('lost').hidden"), BACK_S + 10)
        host.wait(lambda: host.all(".gold"), BACK_S)
        host.wait(lambda: "5 / 6" in host.text(), BACK_S)
        host.tap(".gold")
        for phone in phones:
            phone.reads("依据")
        host.reads("收到 5 = 存好 5 = 计分 5")
        shot(phones[0], "revealed")
        shot(host, "host-revealed")
        faults = [fault for phone in (*phones, late, host) for fault in phone.faults()]
        assert faults == []
