"""A copy of a stranger's pack in a folder of ours, under limits; only what lies here is read, checked and used."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from game.packs.install.archive import Archive
from game.packs.install.disk import Disk, make_folders, remove_tree
from game.packs.install.folder import Folder
from game.packs.install.names import DEVICES, ID, MANIFEST, allowed, no_twins
from game.packs.install.refusal import Refused
from game.packs.install.source import PACK, Entry, Source, inner, is_pack_file
from game.packs.limits import LIMITS

INCOMING = ".incoming"
"""The folder of everything half-made, below that of the packs; whatever lies there may be thrown away."""
_ID_LINE = re.compile(rb"^id:[ \t]*[\"']?([A-Za-z0-9_.-]{1,60})[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a pack as it lies in quarantine."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A pack in quarantine: its folder, which is named like its id, and its files by their path in it."""

    folder: Path
    files: Mapping[str, File]

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def digest(self) -> str:
        """A name for exactly these files."""
        return digest_of(self.files)


def digest_of(files: Mapping[str, File]) -> str:
    """Sixteen hexadecimal digits for a set of files."""
    told = "".join(f"{name}\0{file.size}\0{file.sha256}\n" for name, file in sorted(files.items()))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@contextmanager
def quarantined(path: Path, packs: Path, disk: Disk) -> Iterator[Staged]:
    """The pack of that folder or zip, copied; what still lies in quarantine at the end is removed. Raises Refused."""
    folder = packs / INCOMING / secrets.token_hex(8)
    try:
        try:
            make_folders(disk, packs.parent, folder)
        except OSError as error:
            raise Refused("disk") from error
        yield _copied(path, folder, disk)
    finally:
        remove_quietly(disk, folder)


def remove_quietly(disk: Disk, path: Path) -> None:
    """The tree is gone, or as much of it as can be; the next start tries again."""
    try:
        remove_tree(disk, path)
    except OSError:
        return


def _copied(path: Path, folder: Path, disk: Disk) -> Staged:
    if path.is_dir():
        return _filled(Folder(path), folder, disk)
    with Archive(path) as archive:
        return _filled(archive, folder, disk)


def _filled(source: Source, folder: Path, disk: Disk) -> Staged:
    listed = inner(source.entries())
    for parts, _ in listed:
        allowed(parts)
    no_twins(parts for parts, _ in listed)
    _bounded(sum(entry.size for _, entry in listed))
    for parts, entry in listed:
        if not is_pack_file(parts) and entry.size > LIMITS.manifest_bytes:
            raise Refused("manifest-too-big", MANIFEST)
    count = 0

    def counted(chunks: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal count
        for chunk in chunks:
            count += len(chunk)
            _bounded(count)
            yield chunk

    target = folder / _id_of(source, next(entry for parts, entry in listed if parts == (PACK,)))
    files: dict[str, File] = {}
    try:
        disk.make_folder(target)
        disk.sync_folder(folder)
        made = {target}
        for parts, entry in listed:
            at = target.joinpath(*parts[:-1])
            if at not in made:
                make_folders(disk, target, at)
                made.add(at)
            digest, chunks = _Hashed(), counted(source.read(entry))
            disk.write(at / parts[-1], digest.over(chunks))
            files["/".join(parts)] = File(digest.size, digest.hash.hexdigest())
        for each in sorted(made):
            disk.sync_folder(each)
    except OSError as error:
        raise Refused("disk") from error
    return Staged(target, files)


class _Hashed:
    """Counts and hashes what passes."""

    def __init__(self) -> None:
        self.hash, self.size = hashlib.sha256(), 0

    def over(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.hash.update(chunk)
            self.size += len(chunk)
            yield chunk


def _bounded(count: int) -> None:
    if count > LIMITS.pack_bytes:
        raise Refused("too-big")


def _id_of(source: Source, entry: Entry) -> str:
    """The id that pack.yaml says, by its plainest writing: the check, which reads YAML, must find the same."""
    if entry.size > LIMITS.file_bytes:
        raise Refused("too-big", PACK)
    found = _ID_LINE.search(b"".join(source.read(entry)).removeprefix(b"\xef\xbb\xbf"))
    name = found[1].decode() if found is not None else ""
    if not ID.fullmatch(name) or name in DEVICES:
        raise Refused("pack-id", name)
    return name
