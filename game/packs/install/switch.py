"""From quarantine into use, and back: one pointer is replaced in one step, so that the old version is used or the new one.

The order is what makes it safe from a kill or a power cut at any moment: files synced → folder moved and its name synced →
pointer written beside, synced, put in place, its name synced → only then is anything old removed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from game.lock import Lock
from game.packs.install.disk import Disk, make_folders, remove_tree, replace_file
from game.packs.install.quarantine import INCOMING, Staged, remove_quietly
from game.packs.install.refusal import Refused
from game.packs.install.store import (
    POINTER,
    RECEIPT,
    Installed,
    Pointer,
    Receipt,
    installed_pack,
    is_id,
    pointer_bytes,
    read_pointer,
    read_receipt,
    receipt_bytes,
    turned,
    versions,
)
from game.packs.install.versions import ordered
from game.packs.kept import INSTALLED

LOCK = ".lock"
PATIENCE_S, STEP_S = 2.0, 0.05
"""How long somebody waits for another who tidies up, which takes a moment; installing takes longer."""


@contextmanager
def alone(data: Path, disk: Disk, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Nobody else changes the installed packs meanwhile. Raises Refused when somebody does, and goes on doing so."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        make_folders(disk, data, data / INSTALLED)
    except OSError as error:
        raise Refused("disk", error.strerror or "") from error
    while True:
        with Lock(data / INSTALLED / LOCK) as lock:
            if lock.is_held:
                yield
                return
            if not lock.is_taken:
                raise Refused("disk")
        if patience_s <= 0:
            raise Refused("busy")
        patience_s -= STEP_S
        time.sleep(STEP_S)


def put(data: Path, staged: Staged, receipt: Receipt, disk: Disk) -> None:
    """The version in quarantine is the one used from now on. Raises Refused; then the one before is still used."""
    folder = data / INSTALLED / receipt.id
    try:
        disk.write(staged.folder.parent / RECEIPT, [receipt_bytes(receipt)])
        disk.sync_folder(staged.folder.parent)
        make_folders(disk, data, folder)
        pointer = read_pointer(folder)
        target = folder / receipt.name
        if receipt.name != pointer.current or read_receipt(folder, receipt.name, receipt.id) is None:
            if target.exists():
                _drop(disk, target)
            disk.rename(staged.folder.parent, target)
            disk.sync_folder(folder)
            disk.sync_folder(data / INSTALLED / INCOMING)
        used = installed_pack(data, receipt.id)
        previous = used.receipt.name if used is not None and used.receipt.name != receipt.name else pointer.previous
        _point(folder, Pointer(receipt.name, previous, _higher(pointer.highest, receipt.version)), disk)
    except OSError as error:
        raise Refused("disk", error.strerror or "") from error


def roll_back(data: Path, pack_id: str, disk: Disk) -> Receipt:
    """The previous version is used again, and the one used until now is kept as previous. Raises Refused."""
    with alone(data, disk):
        found = _must(data, pack_id)
        if found.previous is None:
            raise Refused("no-previous", pack_id)
        folder = data / INSTALLED / pack_id
        try:
            _point(folder, turned(read_pointer(folder)), disk)
        except OSError as error:
            raise Refused("disk", error.strerror or "") from error
        return found.previous


def remove(data: Path, pack_id: str, disk: Disk) -> Receipt:
    """The pack isn't used any more; its highest version is remembered. Raises Refused."""
    with alone(data, disk):
        found = _must(data, pack_id)
        folder = data / INSTALLED / pack_id
        try:
            _point(folder, Pointer(highest=read_pointer(folder).highest), disk)
        except OSError as error:
            raise Refused("disk", error.strerror or "") from error
        return found.receipt


def recover(data: Path, disk: Disk, patience_s: float = PATIENCE_S) -> None:
    """What a kill left half-made is gone. Raises Refused when somebody is installing at this moment."""
    packs = data / INSTALLED
    if not packs.is_dir():
        return
    with alone(data, disk, patience_s):
        remove_quietly(disk, packs / INCOMING)
        for folder in sorted(path for path in packs.iterdir() if path.is_dir() and is_id(path.name)):
            _tidy(folder, read_pointer(folder), disk)


def _must(data: Path, pack_id: str) -> Installed:
    found = installed_pack(data, pack_id)
    if found is None:
        raise Refused("not-installed", pack_id)
    return found


def _point(folder: Path, pointer: Pointer, disk: Disk) -> None:
    """The pointer is in place; versions it doesn't name are gone, or will be at the next start."""
    replace_file(disk, folder / POINTER, pointer_bytes(pointer))
    _tidy(folder, pointer, disk)


def _tidy(folder: Path, pointer: Pointer, disk: Disk) -> None:
    if pointer == Pointer() and (folder / POINTER).exists():
        # A pointer that can't be read is a damaged disk: what it named may still be wanted.
        return
    for version in versions(folder):
        if version.name not in (pointer.current, pointer.previous):
            with suppress(OSError):
                _drop(disk, version)


def _drop(disk: Disk, version: Path) -> None:
    """The version is gone; its receipt first, so that a half of it is never taken for the whole."""
    disk.remove_file(version / RECEIPT)
    disk.sync_folder(version)
    remove_tree(disk, version)
    disk.sync_folder(version.parent)


def _higher(one: str, other: str) -> str:
    return other if not one or ordered(one) < ordered(other) else one
