"""Packs are read, checked and compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from game.nodes import Node, Problem, Reader
from game.packs import fingerprint, store
from game.packs.kept import Files
from game.packs.library import CHECKED_IN, checked_packs
from game.packs.pack import Pack
from game.packs.street import CAMPAIGN, LibraryError, pack_folders, read_campaign
from game.packs.yaml_nodes import read_file

if TYPE_CHECKING:
    import sqlite3


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
