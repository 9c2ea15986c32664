"""A disk that fails at the nth call: `python -m tests.records.faults` tries every call, every error, once and for ever.

The real journal plays a short visit over a VFS that raises SQLite's own errors. No error may come out of the journal, no
acknowledged answer may be missing afterwards, and once the disk is well again the next write must succeed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import apsw

from game.records.database import DAMAGED
from game.records.journal import Journal
from game.rules.run import AnswerRecord
from tests.gate import Gate
from tests.records.power_cuts import answers_in
from tests.records.scorer import play
from tests.records.vfs import Connection, Tape, TapeVFS

ERRORS: dict[str, type[apsw.Error]] = {
    "full": apsw.FullError,
    "io": apsw.IOError,
    "read-only": apsw.ReadOnlyError,
    "busy": apsw.BusyError,
    "cannot-open": apsw.CantOpenError,
    "permission": apsw.PermissionsError,
}
SEEDS = (1, 2)


def session(folder: Path, refuse: Callable[[int, str], None]) -> tuple[int, list[str]]:
    """How many calls the session made, and what was wrong after it."""
    tape = Tape(refuse=refuse)
    vfs = TapeVFS(tape)
    told: set[tuple[int, int]] = set()

    def tell(line: str) -> None:
        seed, index, _ = line.split()
        if index != "done":
            told.add((int(seed), int(index)))

    wrong: list[str] = []
    try:
        journal = Journal(folder, lambda: 1, lambda: date(2026, 11, 23), connect=lambda path: Connection(path, vfs))
        for seed in SEEDS:
            journal.begin_visit(seed)
            journal.begin_run("one.1", seed, False, True)
            play(journal, seed, tell, most=4)
            journal.close_visit()
        tape.refuse = lambda number, kind: None
        journal.begin_visit(9)
        journal.begin_run("one.1", 9, False, True)
        if not journal.save_answer(AnswerRecord(0, "q", (0,), 1000, 1000, 3000, ())):
            wrong.append("not healed by the first write after the disk is well")
        if not journal.is_healthy:
            wrong.append("healthy disk, but the journal says it is not")
        journal.close()
    except Exception as error:
        wrong.append(f"an error came out: {error!r}")
    if not (folder / DAMAGED).exists():
        has = answers_in(folder)
        if has is None or not told <= has:
            wrong.append("an acknowledged answer is lost")
    else:
        wrong.append("a sound file was put aside")
    return tape.calls, wrong


def refusals(error: type[apsw.Error], first: int, for_ever: bool) -> Callable[[int, str], None]:
    """Raises at the call of that number, and with `for_ever` at each after it."""

    def refuse(number: int, kind: str) -> None:
        if number == first or (for_ever and number > first):
            raise error(f"refused by the test at call {number}")

    return refuse


def trials(step: int) -> Iterator[tuple[str, list[str]]]:
    """Every trial's name and what was wrong; `step` 20 tries every 20th call."""
    with tempfile.TemporaryDirectory() as folder:
        calls, wrong = session(Path(folder), lambda number, kind: None)
    yield "no error", wrong
    for name, error in ERRORS.items():
        for for_ever in (False, True):
            for first in range(1, calls + 1, step):
                with tempfile.TemporaryDirectory() as folder:
                    _, wrong = session(Path(folder), refusals(error, first, for_ever))
                yield f"{name} {'from' if for_ever else 'at'} call {first}", wrong


def main() -> int:
    """Prints one line for the gate and every failure; 0 when there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--step", type=int, default=1)
    chosen = parser.parse_args()
    gate, count, failures = Gate("R2-faults", chosen.step), 0, list[str]()
    for name, wrong in trials(chosen.step):
        count += 1
        failures += [f"{name}: {each}" for each in wrong]
    return gate.close(count, failures)


if __name__ == "__main__":
    sys.exit(main())
