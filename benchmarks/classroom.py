"""`python -m benchmarks.classroom [--players 60 400 1000] [--rounds 3] [--json]`: a class on real sockets of this machine.

The server is the real process over a real journal; the phones are as many WebSocket clients in this process. Everybody joins
at once, then answers each question at a moment of its own within two seconds. The clients' own work is in every figure. What
was stored is counted in the journal's file after the server has ended.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

from game.classroom import bank as banks
from game.classroom.supervise import Server
from game.records.classroom import FOLDER, ClassJournal, Opening
from game.rules.classroom.lesson import Terms
from game.rules.classroom.plan import Wish, drawn
from game.start import QUESTIONS

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

PLAYERS = (60, 400, 1_000)
WITHIN_S = 2.0
ROOM, SECRET = "482913", "projector-of-the-benchmark"
ACK_P95_MS_AT_400, JOIN_S_AT_400, RSS_MB, MESSAGES = 3.0, 0.7, 120.0, 4.0
OPEN_FILES = 8192


@dataclass(slots=True)
class Phone:
    """A client, what it was sent, and how long each of its acknowledgements took in milliseconds."""

    number: int
    socket: ClientConnection
    received: int = 0
    acks_ms: list[float] = field(default_factory=list)


def begun(data: Path, players: int, rounds: int) -> Path:
    """The journal of a session that so many may join."""
    bank = banks.opened("", QUESTIONS, data, "zh-CN")
    pool = bank.listed([chapter.id for chapter in bank.campaign.chapters], 3)
    planned = drawn(Wish(rounds), pool, 3)
    opening = Opening(3, ROOM, "zh-CN", "", planned, 20, Terms(seats=players + 10), "2026-11-26")
    journal = ClassJournal.make(data / FOLDER, opening)
    journal.close()
    return journal.path


def served(data: Path, journal: Path) -> Server:
    """The server's process, listening on a free port of 127.0.0.1."""
    told = {
        "journal": str(journal),
        "questions": str(QUESTIONS),
        "data_dir": str(data),
        "bind": "127.0.0.1",
        "port": 0,
        "hosts": ["127.0.0.1"],
        "secret": SECRET,
        "host_code": "unused",
    }
    server = Server(told)
    server.start()
    return server


async def joined(port: int, number: int) -> Phone:
    """A phone that takes part by a name it was offered."""
    from websockets.asyncio.client import connect

    url, origin = f"ws://127.0.0.1:{port}/ws/player", f"http://127.0.0.1:{port}"
    socket = await connect(url, origin=origin, compression=None, proxy=None, open_timeout=30, ping_interval=None)  # type: ignore[arg-type]
    while True:
        told = json.loads(await socket.recv())
        if told["v"] == "view":
            return Phone(number, socket)
        await socket.send(json.dumps({"v": "join", "room": ROOM, "name": told["names"][number % len(told["names"])]}))


def guess(asked: dict[str, Any], rng: Random) -> list[int]:
    """Positions that are an answer."""
    shown = asked["ask"]
    match asked["type"]:
        case "single":
            return [rng.randrange(len(shown["options"]))]
        case "truefalse":
            return [rng.randrange(2)]
        case "multiple":
            return sorted(rng.sample(range(len(shown["options"])), 2))
        case "number":
            return [rng.randrange(1000)]
        case "ordering":
            return rng.sample(range(len(shown["items"])), len(shown["items"]))
        case _:
            return [place for place, part in enumerate(shown["parts"]) if not part["own"] and rng.random() < 0.5]


async def until(phone: Phone, phase: str) -> dict[str, Any]:
    """The next view of that phase."""
    while True:
        told: dict[str, Any] = json.loads(await phone.socket.recv())
        phone.received += 1
        if told["v"] == "view" and told["phase"] == phase:
            return told


async def answer(phone: Phone, index: int, players: int) -> None:
    """The phone answers at its moment within two seconds, and waits for the acknowledgement."""
    asked = (await until(phone, "asking"))["round"]
    rng = Random(f"{index}/{phone.number}")
    await asyncio.sleep(WITHIN_S * rng.random())
    began = perf_counter()
    told = {"v": "answer", "round": asked["nonce"], "n": 1, "answer": guess(asked, rng)}
    await phone.socket.send(json.dumps(told))
    while True:
        got = json.loads(await phone.socket.recv())
        phone.received += 1
        if got["v"] == "ack":
            phone.acks_ms.append((perf_counter() - began) * 1000)
            return
        if got["v"] == "no":
            return


async def drain(socket: ClientConnection) -> None:
    """What the projector is told is read and dropped."""
    async for _ in socket:
        pass


async def play(server: Server, players: int, rounds: int) -> dict[str, Any]:
    """The whole class; what it cost."""
    from websockets.asyncio.client import connect

    url = f"ws://127.0.0.1:{server.port}/ws/projector"
    headers = {"Authorization": f"Bearer {SECRET}"}
    async with connect(url, additional_headers=headers, max_size=None, proxy=None) as projector:
        draining = asyncio.create_task(drain(projector))
        began = perf_counter()
        phones = await asyncio.gather(*(joined(server.port, number) for number in range(players)))
        join_s = perf_counter() - began
        for index in range(rounds):
            await projector.send(json.dumps({"v": "next"}))
            await asyncio.gather(*(answer(phone, index, players) for phone in phones))
            await projector.send(json.dumps({"v": "reveal"}))
            await asyncio.gather(*(until(phone, "revealed") for phone in phones))
        status = Path(f"/proc/{server.pid}/status").read_text()
        draining.cancel()
        for phone in phones:
            await phone.socket.close()
    acks = sorted(each for phone in phones for each in phone.acks_ms)
    return {
        "players": players,
        "acked": len(acks),
        "ack_p50_ms": round(acks[len(acks) // 2], 2),
        "ack_p95_ms": round(acks[int(len(acks) * 0.95)], 2),
        "ack_max_ms": round(acks[-1], 2),
        "messages_per_question": round(sum(phone.received for phone in phones) / rounds, 1),
        "join_s": round(join_s, 3),
        "server_rss_mb": round(int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6, 1),
    }


def measured(players: int, rounds: int) -> dict[str, Any]:
    """The class's figures, with what the journal holds after it."""
    with tempfile.TemporaryDirectory(dir=Path.cwd() / "out" if (Path.cwd() / "out").is_dir() else None) as folder:
        data = Path(folder)
        path = begun(data, players, rounds)
        server = served(data, path)
        try:
            found = asyncio.run(play(server, players, rounds))
        finally:
            server.end()
        journal = ClassJournal.open(path)
        stored = sum(journal.stored(index) for index in range(rounds))
        journal.close()
    return {**found, "questions": rounds, "stored": stored, "lost": players * rounds - stored}


def verdicts(found: dict[str, Any]) -> list[tuple[str, Any, str, bool]]:
    """Each figure that has a target: its name, the value, the target, whether it is met."""
    players = found["players"]
    told = [
        ("lost", found["lost"], "0", found["lost"] == 0 and found["acked"] == players * found["questions"]),
        (
            "messages_per_question",
            found["messages_per_question"],
            f"≤ {MESSAGES * players:.0f}",
            found["messages_per_question"] <= MESSAGES * players,
        ),
        ("server_rss_mb", found["server_rss_mb"], f"≤ {RSS_MB:.0f}", found["server_rss_mb"] <= RSS_MB),
    ]
    if players == 400:
        ack = found["ack_p95_ms"]
        told.append(("ack_p95_ms", ack, f"≤ {ACK_P95_MS_AT_400}", ack <= ACK_P95_MS_AT_400))
        told.append(("join_s", found["join_s"], f"≤ {JOIN_S_AT_400}", found["join_s"] <= JOIN_S_AT_400))
    return told


def main() -> int:
    """Prints the table; 0 when every target is met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--players", type=int, nargs="+", default=list(PLAYERS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON object for each number of players")
    chosen = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, most), most))
    are_met = True
    for players in chosen.players:
        found = measured(players, chosen.rounds)
        checked = verdicts(found)
        are_met &= all(is_met for *_, is_met in checked)
        if chosen.json:
            print(json.dumps(found), flush=True)
            continue
        print(
            f"{players} players, {found['questions']} questions: {found['stored']} stored, join {found['join_s']} s, "
            f"ack p50 {found['ack_p50_ms']} p95 {found['ack_p95_ms']} max {found['ack_max_ms']} ms"
        )
        for name, value, target, is_met in checked:
            print(f"  {'met   ' if is_met else 'MISSED'} {name:<22} {value:>8}  {target}", flush=True)
    return 0 if are_met else 1


if __name__ == "__main__":
    sys.exit(main())
