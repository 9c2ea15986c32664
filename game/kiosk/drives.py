"""USB sticks and other drives that somebody may have plugged in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

PARENTS = ("/media", "/run/media", "/mnt", "/Volumes")


def drives(parents: tuple[str, ...] = PARENTS, right: int = os.W_OK) -> list[Path]:
    """The folders of mounted drives that can be written to – with os.R_OK, that can be read – by name."""
    found = _letters() if sys.platform == "win32" else _mounts(parents)
    return sorted(path for path in found if os.access(path, right))


def readable() -> list[Path]:
    """The folders of mounted drives that can be read, locked ones too."""
    return drives(right=os.R_OK)


def _mounts(parents: tuple[str, ...]) -> Iterator[Path]:
    """Mount points one or two folders below `parents`: /media/stick, /run/media/user/stick."""
    for parent in parents:
        for pattern in ("*", "*/*"):
            yield from (path for path in Path(parent).glob(pattern) if path.is_dir() and path.is_mount())


def _letters() -> Iterator[Path]:
    """Windows' removable drives (GetDriveType 2)."""
    import ctypes

    kind = getattr(ctypes, "windll").kernel32.GetDriveTypeW  # noqa: B009 – only there on Windows
    for letter in "DEFGHIJKLMNOPQRSTUVWXYZ":
        if kind(f"{letter}:\\") == 2:
            yield Path(f"{letter}:\\")
