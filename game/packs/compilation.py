"""From the files of packs to what is kept compiled of them: found when they are the same, else made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.nodes import Node, Problem, Reader
from game.packs import fingerprint, store
from game.packs.install.store import installed
from game.packs.library import CAMPAIGN, CHECKED_IN, LibraryError, checked_packs, pack_folders, read_campaign
from game.packs.pack import Pack
from game.packs.yaml_nodes import read_file

if TYPE_CHECKING:
    import sqlite3

CACHE = "cache"
"""The folder in the data folder where what is compiled is kept."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where packs come from, and where they are kept compiled: below `root`, and `installed` ones by name."""

    root: Path
    cache: Path | None
    installed: Mapping[str, Path]


def files_of(root: Path, data: Path, signed_only: bool = False) -> Files:
    """The packs that a kiosk with that data folder plays: its own, and those that were installed."""
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


def compiled_anew(
    files: Files, looking_at: Callable[[int, int, str], None] = lambda place, count, name: None
) -> tuple[store.Heads, sqlite3.Connection | None]:
    """The packs are read, checked and compiled. Raises LibraryError when none is good.

    With it comes a temporary store, open, where none can be kept.
    """
    folders = pack_folders(files.root, files.installed)
    listed = fingerprint.files(folders, files.root / CAMPAIGN)
    try:
        stamp = fingerprint.stamp(listed)
    except OSError:
        stamp = {}
    digest = fingerprint.digest(listed)
    heads: list[store.Head] = []
    problems: list[Problem] = []

    def clean() -> Iterator[tuple[Pack, Node]]:
        heads.clear()
        problems.clear()
        for checked in checked_packs(folders, looking_at=looking_at):
            problems.extend(checked.problems)
            if (
                checked.is_clean
                and checked.pack is not None
                and checked.node is not None
                and not checked.pack.is_example
            ):
                heads.append(store.head_of(checked.name, checked.pack, checked.node))
                yield checked.pack, checked.node

    database = store.compile_packs(files.cache, digest, clean)
    if not heads:
        raise LibraryError(tuple(sorted(problems)))
    campaign, found = read_file(files.root / CAMPAIGN, CAMPAIGN)
    reader = Reader(CAMPAIGN)
    read_campaign(reader, campaign, [], CHECKED_IN)
    made = store.heads_of(heads, [*problems, *found, *reader.problems], campaign, (stamp, digest))
    if database is None and files.cache is not None:
        with suppress(OSError):
            store.write_heads(files.cache, made)
    return made, database
