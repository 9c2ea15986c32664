"""What tells whether the files of the packs are still those that were compiled."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from game.digest import blake2b

SCHEMA = "5"
PARTS = ("", "q/", "translations/")
"""The folders of a pack whose YAML files say what may be played, and what it rests on."""

SETTLED_NS = 2_000_000_000
"""A file changed less than this before it was looked at may change again within the same tick of its time: FAT counts
in steps of two seconds."""

Stamp = dict[str, list[int]]
"""Each file's size, time of change, time of change of its entry, number: what changes when it is written."""


def files(places: Mapping[str, Path], campaign: Path) -> dict[str, str]:
    """Every file that makes the packs at `places` (name → folder), by its name among all."""
    found = {campaign.name: str(campaign)} if campaign.is_file() else {}
    for name, folder in places.items():
        for part in PARTS:
            below = f"{folder}/{part}"
            for file in _yaml_files(below):
                found[f"{name}/{part}{file}"] = f"{below}{file}"
    return found


def _yaml_files(folder: str) -> list[str]:
    """Their names; none where there is no such folder. A large bank has hundreds, and every start looks at them."""
    try:
        return [name for name in os.listdir(folder) if name.endswith(".yaml")]  # noqa: PTH208 - without a Path for each
    except OSError:
        return []


def stamp(listed: Mapping[str, str]) -> Stamp:
    """What the disk says of the files, without reading them. Raises OSError."""
    told: Stamp = {}
    for name, path in listed.items():
        status = os.stat(path)  # noqa: PTH116 - the same
        told[name] = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
    return told


def is_settled(told: Stamp, looked_ns: int) -> bool:
    """Whether a stamp of that time proves what the files hold: none changed just before it, by its own time."""
    return all(max(changed, entered) < looked_ns - SETTLED_NS for _, changed, entered, _ in told.values())


def digest(listed: Mapping[str, str]) -> str:
    """A hash of the files' bytes, and of how they are understood."""
    found = blake2b(SCHEMA.encode(), digest_size=16)
    for name in sorted(listed):
        try:
            data = Path(listed[name]).read_bytes()
        except OSError:
            data = b"?"
        found.update(f"{name}:{len(data)}:".encode())
        found.update(data)
    return found.hexdigest()
