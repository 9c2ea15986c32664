"""Power cuts while packs are installed: `python -m tests.packs.install.power_cuts --cuts 2000`.

A real installation – first, second and third version, back to the second, removed, installed again – runs over a disk that
keeps a tape of every call. Then the plug is pulled at random places of the tape: bytes of a file that were not synced are
there, not, or in part; a name made, moved or removed may be as before until its folder was synced, each by its own luck.
Every such disk must have in use exactly one of the versions that may be, whole to the last byte, or none where none may be;
what was acknowledged is never lost; and the next installation succeeds.

With `--blind-check` the syncs of files are left out, and mixtures must be seen. If there were none, the harness would be blind.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random, SystemRandom

from game.packs.install.install import install, look
from game.packs.install.store import installed
from game.packs.install.switch import recover, remove, roll_back
from tests.gate import Gate
from tests.packs.install.made import QUICK, Files, QuickDisk, pack, terms, tree, write

CHUNK = 100
"""Bytes of a written chunk: a cut may fall between two."""
KEPT, TORN = 0.45, 0.15
"""How likely what was not synced is there all the same, and how likely a part of a chunk."""
NAMES = ("one", "two", "three")


@dataclass(frozen=True, slots=True)
class Op:
    """A call: folder, new, data, sync, syncfolder, rename, unlink, rmdir – or ack, with what is in use from now on."""

    kind: str
    path: str = ""
    other: str = ""
    data: bytes = b""


class TapeDisk(QuickDisk):
    """Does it and writes it down, with paths below `root`."""

    def __init__(self, root: Path) -> None:
        self.root, self.ops = root, list[Op]()

    def _told(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        self.ops.append(Op("folder", self._told(path)))

    def write(self, path: Path, chunks: Iterable[bytes]) -> None:
        whole = b"".join(chunks)
        super().write(path, [whole])
        told = self._told(path)
        self.ops.append(Op("new", told))
        self.ops += [Op("data", told, data=whole[start : start + CHUNK]) for start in range(0, len(whole), CHUNK)]
        self.ops.append(Op("sync", told))

    def sync_folder(self, path: Path) -> None:
        self.ops.append(Op("syncfolder", self._told(path)))

    def rename(self, old: Path, new: Path) -> None:
        super().rename(old, new)
        self.ops.append(Op("rename", self._told(old), self._told(new)))

    def remove_file(self, path: Path) -> None:
        if path.exists():
            self.ops.append(Op("unlink", self._told(path)))
        super().remove_file(path)

    def remove_folder(self, path: Path) -> None:
        super().remove_folder(path)
        self.ops.append(Op("rmdir", self._told(path)))


def versions() -> dict[str, Files]:
    """Three versions with as many files each and no file the same."""
    made = {}
    for number, name in enumerate(NAMES):
        more = {f"q/more{place}.yaml": b"# %s %d\n[]\n" % (name.encode() * 30, place) for place in range(3)}
        made[name] = pack(f"2026.{10 + number}", key="true" if number % 2 else "false") | more
    return made


def record(folder: Path) -> list[Op]:
    """The tape of installing, going back, removing and installing again."""
    data, stick = folder / "data", folder / "stick"
    for name, files in versions().items():
        write(stick / name, files)
    data.mkdir(parents=True)
    disk = TapeDisk(data)
    by = terms(data, disk=disk)

    def take(name: str) -> None:
        outcome = install(look(stick / name, by), by, is_confirmed=True)
        assert outcome.receipt is not None, outcome.refusal
        disk.ops.append(Op("ack", name))

    for name in NAMES:
        take(name)
    roll_back(data, "my-pack", disk)
    disk.ops.append(Op("ack", "two"))
    roll_back(data, "my-pack", disk)
    disk.ops.append(Op("ack", "three"))
    take("two")
    take("one")
    remove(data, "my-pack", disk)
    disk.ops.append(Op("ack", ""))
    take("three")
    return disk.ops


def cut(ops: list[Op], rng: Random) -> Memory:
    """What a power cut after these calls may leave."""
    safe_bytes, safe_names = _safe(ops)
    left = Memory()
    for place, op in enumerate(ops):
        if op.kind == "data":
            luck = 0.0 if place in safe_bytes else rng.random()
            data = op.data
            if luck >= KEPT + TORN:
                data = bytes(len(data))  # the file has grown, its blocks were never written
            elif luck >= KEPT:
                data = data[: rng.randrange(len(data))]
            left.do(replace(op, data=data))
        elif place in safe_names or rng.random() < KEPT:
            left.do(op)
    return left


class Memory:
    """A folder's files and folders (None) by path. What a call needs and isn't there makes the call do nothing."""

    def __init__(self) -> None:
        self.nodes: dict[str, bytearray | None] = {".": None}

    def do(self, op: Op) -> None:
        """The call was made and has reached the disk."""
        path, nodes = op.path, self.nodes
        if op.kind == "data":
            file = nodes.get(path)
            if file is not None:
                file += op.data
        elif op.kind in ("folder", "new") and _parent(path) in nodes and nodes[_parent(path)] is None:
            if op.kind == "new":
                nodes[path] = bytearray()
            else:
                nodes.setdefault(path, None)
        elif (op.kind == "unlink" and nodes.get(path) is not None) or (
            op.kind == "rmdir" and path in nodes and not self._below(path)
        ):
            del nodes[path]
        elif op.kind == "rename" and path in nodes and _parent(op.other) in nodes and not self._below(op.other):
            for each in [path, *self._below(path)]:
                nodes[op.other + each[len(path) :]] = nodes.pop(each)

    def _below(self, path: str) -> list[str]:
        return [each for each in self.nodes if each.startswith(f"{path}/")]

    def write(self, folder: Path) -> None:
        """The real folder is like this."""
        for path, data in sorted(self.nodes.items()):
            if data is None:
                (folder / path).mkdir(exist_ok=True)
            else:
                (folder / path).write_bytes(data)


def _parent(path: str) -> str:
    return path.rpartition("/")[0] or "."


def _safe(ops: list[Op]) -> tuple[set[int], set[int]]:
    """The places of the tape whose bytes, and those whose names, a cut at its end can't take away."""
    files, names = set[int](), set[int]()
    waiting_bytes: dict[str, list[int]] = {}
    waiting_names: dict[str, list[int]] = {}
    for place, op in enumerate(ops):
        if op.kind == "new":
            waiting_bytes[op.path] = []
        if op.kind == "data":
            waiting_bytes.setdefault(op.path, []).append(place)
        elif op.kind == "sync":
            files.update(waiting_bytes.pop(op.path, []))
        elif op.kind == "syncfolder":
            names.update(waiting_names.pop(op.path, []))
        elif op.kind != "ack":
            waiting = waiting_names.setdefault(_parent(op.other or op.path), [])
            if op.kind == "rmdir":
                # A folder that is gone for sure was empty for sure.
                waiting += waiting_names.pop(op.path, [])
            waiting.append(place)
    return files, names


@dataclass(slots=True)
class Found:
    """What the cuts did."""

    cuts: int = 0
    mixtures: int = 0
    lost: int = 0
    stuck: int = 0
    seen: dict[str, int] = field(default_factory=dict)


def cut_often(ops: list[Op], cuts: int, rng: Random) -> Found:
    """The outcome of that many cuts."""
    found, made = Found(), versions()
    with tempfile.TemporaryDirectory() as parent:
        stick = Path(parent) / "stick"
        write(stick / "three", made["three"])
        for number in range(cuts):
            place = rng.randrange(len(ops) + 1)
            folder = Path(parent) / str(number)
            folder.mkdir()
            cut(ops[:place], rng).write(folder)
            acks = [at for at, op in enumerate(ops) if op.kind == "ack"]
            last = max((at for at in acks if at < place), default=-1)
            following = min((at for at in acks if at >= place), default=last)
            may = {ops[at].path if at >= 0 else "" for at in (last, following)}
            _judge(folder, made, may, found)
            if number % 4 == 0:
                recover(folder, QUICK)
                _judge(folder, made, may, found)
                by = terms(folder)
                outcome = install(look(stick / "three", by), by, is_confirmed=True)
                found.stuck += outcome.receipt is None or _in_use(folder, made) != "three"
            found.cuts += 1
    return found


def _judge(folder: Path, made: dict[str, Files], may: set[str], found: Found) -> None:
    now = _in_use(folder, made)
    found.seen[now] = found.seen.get(now, 0) + 1
    found.mixtures += now == "mixture"
    found.lost += now != "mixture" and now not in may


def _in_use(folder: Path, made: dict[str, Files]) -> str:
    used = installed(folder)
    if not used:
        return ""
    files = tree(used[0].folder)
    return next((name for name, each in made.items() if each == files), "mixture")


def without(ops: list[Op], kind: str, every: int = 1) -> list[Op]:
    """The same calls by somebody who leaves out every so-many-th one of that kind."""
    kept, count = list[Op](), 0
    for op in ops:
        count += op.kind == kind
        if op.kind != kind or count % every:
            kept.append(op)
    return kept


def main() -> int:
    """Prints one line for the gate; 0 when no cut did harm, or with `--blind-check` when enough did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 31))
    parser.add_argument("--blind-check", action="store_true", help="without syncs of files, where harm must be seen")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    gate = Gate("S4-power-blind-check" if chosen.blind_check else "S4-power", chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        ops = record(Path(folder))
    found = cut_often(without(ops, "sync") if chosen.blind_check else ops, chosen.cuts, Random(chosen.seed))
    harm = found.mixtures + found.lost
    failures = [f"{found.mixtures} mixtures, {found.lost} lost, {found.stuck} stuck"] if harm + found.stuck else []
    if chosen.blind_check:
        failures = [] if harm >= chosen.cuts // 20 else [f"only {harm} harmed: the harness is blind"]
    return gate.close(found.cuts, failures, in_use=found.seen, calls=len(ops))


if __name__ == "__main__":
    sys.exit(main())
