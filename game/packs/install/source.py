"""Where packs come from: a zip or a folder, as a list of files that can be read. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from game.packs.install.names import MANIFEST, is_clutter
from game.packs.install.refusal import Refused

PACK = "pack.yaml"
CHUNK_BYTES = 64 * 1024
MOST_SOURCES = 40
"""How many packs of a stick are looked at."""
MOST_SEEN = 5_000
"""How many names of a stick's folders are looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a source: where, and how many bytes it is said to have. `place` is the source's own mark of it."""

    parts: tuple[str, ...]
    size: int
    place: object = None


class Source(Protocol):
    """Files of one pack. `read` raises Refused as soon as something is not as it was said to be."""

    def entries(self) -> Sequence[Entry]: ...

    def read(self, entry: Entry) -> Iterator[bytes]: ...


def inner(entries: Iterable[Entry]) -> list[tuple[tuple[str, ...], Entry]]:
    """The pack's files with their paths in the pack: it lies at the top, or in one folder. Raises Refused."""
    listed = [entry for entry in entries if not is_clutter(entry.parts)]
    roots = sorted({entry.parts[:-1] for entry in listed if entry.parts[-1] == PACK and len(entry.parts) <= 2})
    if not roots:
        raise Refused("no-pack")
    if () in roots:
        roots = [()]
    if len(roots) > 1:
        raise Refused("several-packs", ", ".join(root[0] for root in roots))
    root = roots[0]
    strangers = [entry for entry in listed if entry.parts[: len(root)] != root]
    if strangers:
        raise Refused("file-kind", "/".join(strangers[0].parts))
    return [(entry.parts[len(root) :], entry) for entry in listed]


def sources_in(path: Path) -> list[Path]:
    """The packs at that place: itself, or the folders and zips in it. Raises Refused when there is no such place."""
    try:
        if path.is_file() or (path / PACK).is_file():
            return [path]
        if not path.is_dir():
            raise Refused("no-source", path.name)
        found: list[Path] = []
        for seen, child in enumerate(path.iterdir()):
            if seen >= MOST_SEEN:
                break
            if is_clutter((child.name,)) or child.is_symlink():
                continue
            is_zip = child.suffix.casefold() == ".zip" and child.is_file()
            if is_zip or (child.is_dir() and (child / PACK).is_file()):
                found.append(child)
    except OSError as error:
        raise Refused("source-unreadable", path.name) from error
    return sorted(found)[:MOST_SOURCES]


def is_pack_file(parts: tuple[str, ...]) -> bool:
    """Whether the manifest answers for it: all files but the manifest itself."""
    return parts != (MANIFEST,)
