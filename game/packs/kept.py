"""Where packs come from, and whether they are kept compiled already."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from game.packs import fingerprint, store
from game.packs.street import CAMPAIGN, pack_folders

CACHE = "cache"
"""The folder in the data folder where what is compiled is kept."""
INSTALLED = "packs"
"""The folder in the data folder where installed packs are."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where packs come from, and where they are kept compiled: below `root`, and `installed` ones by name."""

    root: Path
    cache: Path | None
    installed: Mapping[str, Path]


def files_of(root: Path, data: Path, signed_only: bool = False) -> Files:
    """The packs that a kiosk with that data folder plays: its own, and those that were installed."""
    if not (data / INSTALLED).is_dir():
        return Files(root, data / CACHE, {})
    from game.packs.install.store import installed

    return Files(root, data / CACHE, {pack.id: pack.folder for pack in installed(data, signed_only)})


def built_in(root: Path, data: Path) -> Files:
    """The packs that came with the game alone, kept compiled apart from those a kiosk usually plays."""
    return Files(root, data / CACHE / "built-in", {})


def kept(files: Files) -> store.Heads | None:
    """What is compiled already of exactly these files; None when nothing is."""
    read = store.read_heads(files.cache)
    if read is None or files.cache is None:
        return None
    heads, looked_ns = read
    if not store.path_of(files.cache, heads.digest).is_file():
        return None
    listed = fingerprint.files(pack_folders(files.root, files.installed), files.root / CAMPAIGN)
    try:
        stamp = fingerprint.stamp(listed)
    except OSError:
        return None
    if stamp == heads.stamp and fingerprint.is_settled(stamp, looked_ns):
        return heads
    if fingerprint.digest(listed) != heads.digest:
        return None
    heads = replace(heads, stamp=stamp)
    with suppress(OSError):
        store.write_heads(files.cache, heads)
    return heads
