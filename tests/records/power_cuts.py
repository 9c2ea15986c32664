"""Power cuts: `python -m tests.records.power_cuts --cuts 10000`.

The real journal plays some hundred answers over a VFS that keeps a tape of every write, truncation, sync and deletion.
Then the plug is pulled at random places of the tape, again and again: what was synced is on disk; of what was not, each
write may have reached the disk, not, or torn at a sector, in any order; a file made or deleted may be back to before until
its folder was synced. Every such disk must open as a whole journal that holds every answer acknowledged before the cut.

The same tape-and-cut run with WAL and `synchronous = NORMAL`, which promises less, must lose answers: `--blind-check`.
If it didn't, the harness would be blind.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random, SystemRandom

from game.records.database import DAMAGED, NAME
from game.records.journal import Journal
from tests.gate import Gate
from tests.records.scorer import play
from tests.records.vfs import Connection, Op, Tape, TapeVFS

LEAST_ANSWERS = 200
SECTOR = 512
KEPT, TORN = 0.45, 0.1
"""How likely a write that was not synced is on disk all the same, and how likely only some of its sectors."""
WAL_NORMAL = {
    "PRAGMA journal_mode = DELETE": "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = EXTRA": "PRAGMA synchronous = NORMAL",
}
DELETE_FULL = {"PRAGMA synchronous = EXTRA": "PRAGMA synchronous = FULL"}
"""Promise less, and must be seen to: what was just acknowledged may be lost."""


@dataclass(slots=True)
class File:
    """One file: what a cut can't take away, and what it can. `is_linked` None: it never reached its folder for sure."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)
    is_linked: bool = False


@dataclass(slots=True)
class Disk:
    """The state of a folder after part of a tape. `ghosts` were deleted, but their folder was not synced yet."""

    files: dict[str, File] = field(default_factory=dict)
    ghosts: dict[str, File] = field(default_factory=dict)

    def do(self, op: Op) -> None:
        """The call has been made."""
        if op.kind == "open":
            self.files[op.file] = File()
        elif op.kind in ("write", "truncate"):
            self.files.setdefault(op.file, File()).pending.append(op)
        elif op.kind == "sync":
            file = self.files.setdefault(op.file, File())
            for pending in file.pending:
                _apply(file.safe, pending)
            file.pending.clear()
            if not file.is_linked:
                # SQLite syncs the folder together with the first sync of a file it made, and with it all its names.
                file.is_linked = True
                self.ghosts.clear()
        elif op.kind == "delete":
            gone = self.files.pop(op.file, None)
            if op.size:
                self.ghosts.clear()
            elif gone is not None and gone.is_linked:
                self.ghosts[op.file] = gone

    def cut(self, rng: Random) -> dict[str, bytes]:
        """What a power cut now leaves, drawn from `rng`."""
        left: dict[str, bytes] = {}
        for name, file in self.ghosts.items():
            if rng.random() < 0.5:
                left[name] = _survivor(file, rng)
        for name, file in self.files.items():
            if file.is_linked or rng.random() < 0.5:
                left[name] = _survivor(file, rng)
        return left


def _apply(content: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del content[op.size :]
        return
    if len(content) < op.offset:
        content.extend(bytes(op.offset - len(content)))
    content[op.offset : op.offset + len(op.data)] = op.data


def _survivor(file: File, rng: Random) -> bytes:
    """The safe bytes with some of the others, whole or torn, in any order (later ones win or lose by chance)."""
    content = bytearray(file.safe)
    pending = list(file.pending)
    if rng.random() < 0.5:
        rng.shuffle(pending)
    for op in pending:
        luck = rng.random()
        if luck < KEPT:
            _apply(content, op)
        elif luck < KEPT + TORN and op.kind == "write":
            for start in range(0, len(op.data), SECTOR):
                if rng.random() < 0.5:
                    _apply(content, Op("write", op.file, op.offset + start, data=op.data[start : start + SECTOR]))
    return bytes(content)


def record(folder: Path, instead: dict[str, str] | None = None, answers: int = LEAST_ANSWERS) -> list[Op]:
    """The tape of a journal that acknowledged at least so many answers."""
    tape = Tape()
    vfs = TapeVFS(tape)
    journal = Journal(
        folder, lambda: 1, lambda: date(2026, 11, 23), connect=lambda path: Connection(path, vfs, instead)
    )
    told = 0

    def tell(line: str) -> None:
        nonlocal told
        seed, index, _ = line.split()
        if index != "done":
            told += 1
            tape.add(Op("ack", told=(int(seed), int(index))))

    seed = 0
    while told < answers:
        assert journal.begin_visit(seed)
        journal.begin_run("one.1", seed, False, True)
        play(journal, seed, tell)
        if seed % 3:
            journal.close_visit()
        seed += 1
    return list(tape.ops)


def answers_in(folder: Path) -> set[tuple[int, int]] | None:
    """The answers that a reopened journal has, none where not even the table survived; None when it is not whole."""
    db = sqlite3.connect(folder / NAME)
    try:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return None
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'answers'").fetchone():
            return set()
        return set(db.execute("SELECT runs.seed, idx FROM answers JOIN runs ON run_id = runs.id"))
    except sqlite3.Error:
        return None
    finally:
        db.close()


@dataclass(slots=True)
class Found:
    """What the cuts did."""

    cuts: int = 0
    damaged: int = 0
    losing: int = 0


def cut_often(tape: list[Op], cuts: int, rng: Random, through_journal: bool = True) -> Found:
    """The outcome of that many cuts; with `through_journal` the real journal opens each disk first."""
    found = Found()
    first = next(place for place, op in enumerate(tape) if op.kind == "ack")
    places = sorted(rng.randrange(first, len(tape)) for _ in range(cuts))
    disk, done, told = Disk(), 0, set[tuple[int, int]]()
    with tempfile.TemporaryDirectory() as parent:
        for number, place in enumerate(places):
            for op in tape[done:place]:
                if op.kind == "ack":
                    told.add(op.told)
                else:
                    disk.do(op)
            done = place
            folder = Path(parent) / str(number)
            folder.mkdir()
            for name, content in disk.cut(rng).items():
                if not name.endswith("-shm"):
                    (folder / name).write_bytes(content)
            found.cuts += 1
            if through_journal:
                journal = Journal(folder, lambda: 1, lambda: date(2026, 11, 23))
                journal.close()
            has = answers_in(folder) if not (folder / DAMAGED).exists() else None
            found.damaged += has is None
            found.losing += has is not None and not told <= has
            shutil.rmtree(folder)
    return found


def main() -> int:
    """Prints one line for the gate; 0 when nothing was lost, or with `--blind-check` when enough was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    parser.add_argument("--blind-check", action="store_true", help="WAL + NORMAL, where losses must be seen")
    chosen = parser.parse_args()
    gate = Gate("R1-power-blind-check" if chosen.blind_check else "R1-power", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        tape = record(Path(folder), WAL_NORMAL if chosen.blind_check else None)
    found = cut_often(tape, chosen.cuts, Random(chosen.seed), not chosen.blind_check)
    failures = [f"{found.damaged} disks damaged"] * bool(found.damaged) + [f"{found.losing} lose"] * bool(found.losing)
    if chosen.blind_check:
        failures = (
            [] if found.losing >= chosen.cuts // 20 else [f"only {found.losing} losses seen: the harness is blind"]
        )
    return gate.close(found.cuts, failures, damaged=found.damaged, losing=found.losing, calls=len(tape))


if __name__ == "__main__":
    sys.exit(main())
