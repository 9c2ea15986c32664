"""The installed packs of a data folder, as they lie there:

    packs/ID/current.json            which version is used, and which was before it
    packs/ID/VERSION-DIGEST/ID/…     a version's files
    packs/ID/VERSION-DIGEST/receipt.json   what it is, who signed it, when it came

Only `current.json` says what is used, and it is replaced in one step; everything else may lie about half-made.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from game.packs.install.names import DEVICES, ID
from game.packs.install.versions import Before
from game.packs.kept import INSTALLED

POINTER, RECEIPT = "current.json", "receipt.json"
MOST_BYTES = 64 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is remembered of an installed version. Without `author` and `approver` it is unsigned.

    `digest` names the pack's files, `content` the same without the manifest; `installed` is the moment, as the clock showed it.
    """

    id: str
    title: str
    version: str
    digest: str
    content: str
    installed: str
    author: str = ""
    approver: str = ""

    @property
    def is_signed(self) -> bool:
        return bool(self.author and self.approver)

    @property
    def name(self) -> str:
        """The version's folder."""
        return f"{self.version}-{self.digest}"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which version is used; `previous` is the one before, `highest` the highest version that ever was; empty for none."""

    current: str = ""
    previous: str = ""
    highest: str = ""


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that is used: its folder is named like its id, so that it reads like a pack among the game's own."""

    folder: Path
    receipt: Receipt
    previous: Receipt | None = None

    @property
    def id(self) -> str:
        return self.receipt.id


def installed(data: Path, signed_only: bool = False) -> tuple[Installed, ...]:
    """The packs to be used besides the game's own, by id; one of the same id takes its place. Nothing is written or repaired.

    With `signed_only` a pack that was installed without signatures is left out. What can't be read is left out and logged.
    """
    return tuple(pack for pack in _all(data / INSTALLED) if pack.receipt.is_signed or not signed_only)


def installed_pack(data: Path, pack_id: str) -> Installed | None:
    """The pack of that id, if it is installed."""
    return _used(data / INSTALLED / pack_id, pack_id) if is_id(pack_id) else None


def before(data: Path, pack_id: str) -> Before:
    """What a newcomer of that id follows."""
    found = installed_pack(data, pack_id)
    highest = read_pointer(data / INSTALLED / pack_id).highest
    if found is None:
        return Before(highest=highest)
    return Before(found.receipt.version, found.receipt.content, highest or found.receipt.version)


def is_id(name: str) -> bool:
    """Whether a pack can be called so."""
    return ID.fullmatch(name) is not None and name not in DEVICES


def _all(packs: Path) -> Iterator[Installed]:
    try:
        folders = sorted(path for path in packs.iterdir() if is_id(path.name))
    except OSError:
        return
    for folder in folders:
        found = _used(folder, folder.name)
        if found is not None:
            yield found


def _used(folder: Path, pack_id: str) -> Installed | None:
    pointer = read_pointer(folder)
    if not pointer.current:
        return None
    current, previous = (read_receipt(folder, name, pack_id) for name in (pointer.current, pointer.previous))
    if current is None:
        # Only a damaged disk leads here; the version before is better than none.
        log.warning("the installed version %s of %s can't be read", pointer.current, pack_id)
        current, previous = previous, None
    return None if current is None else Installed(folder / current.name / pack_id, current, previous)


def read_pointer(folder: Path) -> Pointer:
    """The pointer in a pack's folder; one to nothing where there is none or it can't be read."""
    told = _read(folder / POINTER, ("current", "previous", "highest"))
    return Pointer() if told is None else Pointer(**told)


def pointer_bytes(pointer: Pointer) -> bytes:
    return (json.dumps(asdict(pointer)) + "\n").encode()


def read_receipt(folder: Path, name: str, pack_id: str) -> Receipt | None:
    """The receipt of that version; None when the version isn't there as it should be."""
    if not name or "/" in name or "\\" in name or name.startswith("."):
        return None
    told = _read(folder / name / RECEIPT, tuple(Receipt.__dataclass_fields__))
    if told is None or not (folder / name / pack_id / "pack.yaml").is_file():
        return None
    found = Receipt(**told)
    return found if found.id == pack_id and found.name == name else None


def receipt_bytes(receipt: Receipt) -> bytes:
    return (json.dumps(asdict(receipt), ensure_ascii=False, indent=1) + "\n").encode()


def versions(folder: Path) -> list[Path]:
    """The folders of all versions that lie there, used or not."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def turned(pointer: Pointer) -> Pointer:
    """The pointer after going back to the previous version."""
    return replace(pointer, current=pointer.previous, previous=pointer.current)


def _read(path: Path, fields: tuple[str, ...]) -> dict[str, str] | None:
    try:
        with path.open("rb") as file:
            told: Any = json.loads(file.read(MOST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        log.warning("%s can't be read: %s", path.name, error)
        return None
    if not isinstance(told, dict) or any(not isinstance(told.get(field), str) for field in fields):
        log.warning("%s makes no sense", path)
        return None
    return {field: told[field] for field in fields}
