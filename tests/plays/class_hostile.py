"""Forged messages: `python -m tests.plays.class_hostile --messages 1000000 --sockets 2000`.

The messages are random mutations of real frames, read as the server reads them; a share of them goes over real sockets of
strangers, players and would-be hosts into a class that is being played. Nothing may be accepted, nothing may go wrong in the
server, and whoever plays honestly is acknowledged all the while.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from random import Random

from websockets.exceptions import ConnectionClosed

from game.classroom.server import frames
from game.classroom.server.frames import FrameError
from game.records.classroom import ClassJournal
from game.rules.classroom.lesson import Terms
from tests.classroom.served import Class, Phone, served
from tests.gate import Gate

REAL = (
    {"v": "spin"},
    {"v": "join", "room": "482913", "name": "勇敢小狮"},
    {"v": "answer", "round": 1, "n": 1, "answer": [0]},
    {"v": "buzz", "round": 1, "n": 1},
    {"v": "seen", "round": 1},
)
VERBS = (*frames.HOST, "", "__class__", "answer ", "ANSWER", None, 1, [])
VALUES = (
    None,
    True,
    -1,
    1.5,
    1e308,
    2**70,
    "x" * 70,
    "<script>",
    [],
    [[0]],
    {"a": 1},
    "0",
    [None],
    [True],
    [-1],
    [0] * 17,
)
TEXTS = ("1e999", "NaN", "-Infinity", "[" * 1000, "{" * 1000, '{"v":"spin","v":"spin"}', "\x00", "", " " * 5000, "nul")
MOST_ACK_MS = 300


def forged(rng: Random) -> str:
    """A message that no page of ours sends."""
    if rng.random() < 0.15:
        return rng.choice(TEXTS)
    frame = dict(rng.choice(REAL))
    kind = rng.randrange(4)
    if kind == 0:
        frame["v"] = rng.choice(VERBS)  # type: ignore[assignment]
    elif kind == 1:
        frame[rng.choice(("more", "is_host", "room", "n", "__proto__"))] = rng.choice(VALUES)  # type: ignore[assignment]
    elif kind == 2 and len(frame) > 1:
        del frame[rng.choice([name for name in frame if name != "v"])]
    else:
        name = rng.choice(list(frame))
        frame[name] = rng.choice(VALUES)  # type: ignore[assignment]
    text = json.dumps(frame)
    if rng.random() < 0.2:
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice('{}[]",:0x') + text[at + rng.randrange(3) :]
    return text


def is_real(text: str) -> bool:
    """Whether chance made a frame that the protocol knows after all."""
    try:
        frame = json.loads(text)
        wanted = {tuple(sorted(each)): each for each in REAL}
        return isinstance(frame, dict) and any(
            frame.get("v") == each["v"] and tuple(sorted(frame)) == names for names, each in wanted.items()
        )
    except (ValueError, RecursionError):
        return False


def over_sockets(found: Class, rng: Random, count: int, failures: list[str]) -> float:
    """The slowest honest acknowledgement in milliseconds while `count` forged messages come in."""
    projector, honest = found.projector(), found.joined()
    projector.say("next")
    asked = honest.until("view", phase="asking")
    slowest, n = 0.0, 0
    for number in range(count):
        try:
            line = Phone(found.line()) if number % 3 else found.joined(number % 4)
            line.line.send(forged(rng))
            line.line.send(json.dumps({"v": "next"}))
            line.line.close()
        except (ConnectionClosed, OSError, TimeoutError):
            pass
        if number % 50 == 0:
            n += 1
            began = time.monotonic()
            honest.answer(asked, n)
            honest.until("ack")
            slowest = max(slowest, (time.monotonic() - began) * 1000)
    projector.say("reveal")
    stage = projector.until("stage", phase="revealed")
    if stage["round"]["number"] != 1:
        failures.append("somebody who may not opened a round")
    if stage["reveal"]["answered"] != 1:
        failures.append(f"{stage['reveal']['answered']} answers were taken, of one honest phone")
    journal = ClassJournal.open(found.path)
    if journal.stored(0) != 1:
        failures.append(f"{journal.stored(0)} answers are stored")
    journal.close()
    return slowest


def main() -> int:
    """0 when nothing forged was accepted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--sockets", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    gate, rng = Gate("N2-forged", chosen.seed), Random(f"forged/{chosen.seed}")
    failures: list[str] = []
    for _ in range(chosen.messages):
        text = forged(rng)
        try:
            frames.read(text, frames.PLAYER)
        except FrameError:
            continue
        if not is_real(text):
            failures.append(text[:200])
    with served(rounds=2, terms=Terms(seats=chosen.sockets + 1)) as found:
        slowest = over_sockets(found, rng, chosen.sockets, failures)
        if found.server.pid == 0:
            failures.append("the server died")
    if slowest > MOST_ACK_MS:
        failures.append(f"an acknowledgement took {slowest:.0f} ms")
    return gate.close(chosen.messages + chosen.sockets, failures, slowest_ack_ms=round(slowest))


if __name__ == "__main__":
    sys.exit(main())
