"""Power cuts over the journal of a class: `python -m tests.records.class_power_cuts --cuts 2000`.

The same tape and the same cuts as `tests.records.power_cuts`. What was appended before the cut must be there, in order, and
nothing else but what was being appended. At `synchronous = NORMAL` losses must be seen: `--blind-check`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random, SystemRandom

from game.records.classroom import ClassJournal
from game.records.database import DamagedError
from game.rules.classroom import events as on
from tests.classroom.lessons import TYPES, asked
from tests.gate import Gate
from tests.records.power_cuts import Disk, Found
from tests.records.vfs import Connection, Op, Tape, TapeVFS

PHONES, BATCHES = 20, 150
NORMAL = {"PRAGMA synchronous = FULL": "PRAGMA synchronous = NORMAL"}


def batches(rng: Random) -> list[list[on.Event]]:
    """Events as they come: people join, then answer, a few at a time."""
    _, made = asked()
    question = made[1].dealt.question
    found: list[list[on.Event]] = [[on.Joined(0, who)] for who in range(1, PHONES + 1)]
    found += [[on.Opened(1, 1)]]
    for number in range(BATCHES):
        answer = TYPES[question.type].guess(question.body, rng)
        together = rng.sample(range(1, PHONES + 1), rng.randrange(1, 6))
        found.append([on.Answered(number + 2, who, 1, answer, number) for who in together])
    return found


def record(folder: Path, instead: dict[str, str] | None = None) -> tuple[list[Op], list[on.Event], str]:
    """The tape, every event in order, and the journal's file name; an `ack` on the tape tells how many were acknowledged."""
    tape = Tape()
    vfs = TapeVFS(tape)
    journal = ClassJournal.make(folder, asked()[0], connect=lambda path: Connection(path, vfs, instead))  # type: ignore[arg-type,return-value]
    tape.add(Op("ack", told=(0, 0)))
    written: list[on.Event] = []
    for events in batches(Random(3)):
        journal.append(events, {1: bytes(32)} if len(written) == 0 else {})
        written += events
        tape.add(Op("ack", told=(0, len(written))))
    ops = list(tape.ops)
    journal.close()
    return ops, written, journal.path.name


def cut_often(tape: list[Op], written: list[on.Event], name: str, cuts: int, rng: Random) -> Found:
    """The outcome of that many cuts; the real journal opens each disk."""
    found = Found()
    first = next(place for place, op in enumerate(tape) if op.kind == "ack")
    disk, done, told = Disk(), 0, 0
    with tempfile.TemporaryDirectory() as parent:
        for number, place in enumerate(sorted(rng.randrange(first, len(tape)) + 1 for _ in range(cuts))):
            for op in tape[done:place]:
                if op.kind == "ack":
                    told = op.told[1]
                else:
                    disk.do(op)
            done = place
            folder = Path(parent) / str(number)
            folder.mkdir()
            for file, content in disk.cut(rng).items():
                if not file.endswith("-shm"):
                    (folder / file).write_bytes(content)
            found.cuts += 1
            try:
                journal = ClassJournal.open(folder / name)
                has = list(journal.events())
                journal.close()
                found.losing += has != written[: len(has)] or len(has) < told
            except (DamagedError, FileNotFoundError):
                found.damaged += 1
            shutil.rmtree(folder)
    return found


def main() -> int:
    """0 when nothing was lost, or with `--blind-check` when enough was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    parser.add_argument("--blind-check", action="store_true", help="NORMAL, where losses must be seen")
    chosen = parser.parse_args()
    gate = Gate("R1-class-blind-check" if chosen.blind_check else "R1-class", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        tape, written, name = record(Path(folder), NORMAL if chosen.blind_check else None)
    found = cut_often(tape, written, name, chosen.cuts, Random(chosen.seed))
    failures = [f"{found.damaged} disks damaged"] * bool(found.damaged) + [f"{found.losing} lose"] * bool(found.losing)
    if chosen.blind_check:
        # Nothing was synced of what NORMAL leaves in the log: most disks hold no journal at all.
        seen = found.losing + found.damaged
        failures = [] if seen >= chosen.cuts // 20 else [f"only {seen} losses: the harness is blind"]
    return gate.close(found.cuts, failures, damaged=found.damaged, losing=found.losing, calls=len(tape))


if __name__ == "__main__":
    sys.exit(main())
