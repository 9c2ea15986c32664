"""kill -9 of the class server in mid-round: `python -m tests.plays.class_kills --kills 100`.

Phones answer all the while; after each kill every acknowledged answer must be there, and the phones back within 3 s.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from random import Random

from websockets.exceptions import ConnectionClosed

from game.rules.classroom.lesson import Terms
from tests.classroom.served import Phone, served
from tests.classroom.test_server import returned
from tests.gate import Gate

PHONES, BACK_S = 6, 3.0


def main() -> int:
    """0 when nothing acknowledged was lost and everybody was back in time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    gate, rng = Gate("N5-kills", chosen.seed), Random(f"class-kills/{chosen.seed}")
    failures: list[str] = []
    slowest, done = 0.0, 0
    while done < chosen.kills:
        # Five crashes a minute are enough for the watch to give up: each class is killed at most four times.
        with served(rounds=1, terms=Terms(seats=40)) as found:
            found.server.watch()
            projector = found.projector()
            phones = [found.joined(number % 4) for number in range(PHONES)]
            projector.say("next")
            openings = [phone.until("view", phase="asking") for phone in phones]
            asked = openings[0]
            acked: dict[int, tuple[int, list[int]]] = {}
            n = 0
            for _ in range(min(4, chosen.kills - done)):
                before = found.server.pid
                for _ in range(rng.randrange(1, 4)):
                    n += 1
                    given = [phone.answer(asked, n, rng) for phone in phones]
                    for place, phone in enumerate(phones[: rng.randrange(len(phones) + 1)]):
                        while phone.until("ack")["n"] != n:
                            pass
                        acked[place] = (n, given[place])
                os.kill(before, signal.SIGKILL)
                done += 1
                began = time.monotonic()
                back = [returned(found, phone.cookie, before) for phone in phones]
                views = [phone.until("view") for phone in back]
                took = time.monotonic() - began
                slowest = max(slowest, took)
                if took > BACK_S:
                    failures.append(f"kill {done}: back after {took:.1f} s")
                for place, (count, answer) in acked.items():
                    mine = views[place]["mine"]
                    if mine is None or mine["n"] < count or (mine["n"] == count and mine["answer"] != answer):
                        failures.append(f"kill {done}: phone {place} has {mine}, acknowledged was {count} {answer}")
                hang_up(phones)
                phones, asked = back, views[0]
    return gate.close(done, failures, slowest_back_s=round(slowest, 2))


def hang_up(phones: list[Phone]) -> None:
    """The old lines are closed on this side, too."""
    for phone in phones:
        try:
            phone.line.close()
        except ConnectionClosed:
            continue


if __name__ == "__main__":
    sys.exit(main())
