"""A zip as a source of files, believed in nothing: names, sizes, places and kinds are all judged before a byte is unpacked.

Python's own library strips `..` from names and, since 3.11.8, sees overlapping members (CVE-2024-0450); the rest is the
caller's affair (SECURITY notes of `zipfile`), and this caller doesn't rely on the patch level either.
"""

from __future__ import annotations

import errno
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO

from game.packs.install.names import parts_of
from game.packs.install.refusal import Refused
from game.packs.install.source import CHUNK_BYTES, Entry
from game.packs.limits import LIMITS

ENCRYPTED = 0x1 | 0x40 | 0x2000
IN_UTF8 = 0x800
IN_DATA_DESCRIPTOR = 0x8
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OVERHEAD_BYTES = 1024 * 1024
"""How much larger than its files a zip may be."""
DESCRIPTOR_BYTES = 24
"""What may stand between two members: a data descriptor of a large file, and nothing else (APPNOTE.TXT 4.3.9)."""
_LOCAL = struct.Struct("<4s5H3L2H")
"""The head of a member (APPNOTE.TXT 4.3.7): signature, version, flags, method, time, day, CRC, two sizes, two lengths."""
_UNICODE_PATH = 0x7075
"""The extra field in which some programs repeat the name in UTF-8 (APPNOTE.TXT 4.6.9)."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What the standard library raises at broken zips."""


@dataclass(frozen=True, slots=True)
class _Member:
    """Where a member's head, content and end lie in the file, how it is packed, and its checksum."""

    begin: int
    data: int
    end: int
    method: int
    checksum: int


class Archive:
    """The pack in that zip, as a context."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Archive:
        with _broken_is_refused(self._path.name):
            self._size = self._path.stat().st_size
            if self._size > LIMITS.pack_bytes + OVERHEAD_BYTES:
                raise Refused("too-big", self._path.name)
            self._file: IO[bytes] = self._path.open("rb")
        try:
            with _broken_is_refused(self._path.name):
                self._zip = zipfile.ZipFile(self._file)
        except Refused:
            self._file.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    def entries(self) -> Sequence[Entry]:
        """Every file. Raises Refused."""
        infos = self._zip.infolist()
        if len(infos) > LIMITS.files:
            raise Refused("too-many-files")
        with _broken_is_refused(self._path.name):
            found = [(info, parts_of(_name(info))) for info in infos]
            for info, parts in found:
                _ordinary(info, "/".join(parts))
            members = [self._member(info) for info in infos]
            self._whole(members)
        return [
            Entry(parts, info.file_size, member)
            for (info, parts), member in zip(found, members, strict=True)
            if not info.orig_filename.endswith("/")
        ]

    def _whole(self, members: Sequence[_Member]) -> None:
        """The members lie one behind the other from the first byte to the directory, as large as the directory says."""
        extents = sorted((member.begin, member.end) for member in members)
        if extents and extents[0][0] != 0:
            raise Refused("zip-prefix", self._path.name)
        directory = self._zip.start_dir
        for (_, end), (begin, _) in pairwise([*extents, (directory, directory)]):
            if end > begin:
                raise Refused("zip-overlap", self._path.name)
            if begin - end > DESCRIPTOR_BYTES:
                raise Refused("zip-prefix", self._path.name)

    def _member(self, info: zipfile.ZipInfo) -> _Member:
        """The member by its own head, which must say what the directory says."""
        self._file.seek(info.header_offset)
        mark, _, flags, method, _, _, _, packed, size, name, extra = _LOCAL.unpack(self._file.read(_LOCAL.size))
        if mark != b"PK\x03\x04" or self._file.read(name) != _raw(info):
            raise Refused("zip-damaged", self._path.name)
        if flags & ENCRYPTED:
            raise Refused("zip-encrypted", _name(info))
        is_told = not flags & IN_DATA_DESCRIPTOR and 0xFFFFFFFF not in (packed, size)
        if method != info.compress_type or (is_told and (packed, size) != (info.compress_size, info.file_size)):
            raise Refused("zip-size", _name(info))
        begin = info.header_offset + _LOCAL.size + name + extra
        return _Member(info.header_offset, begin, begin + info.compress_size, method, info.CRC)

    def read(self, entry: Entry) -> Iterator[bytes]:
        """The file's bytes, counted. Raises Refused for one that isn't as large as was said, or whose checksum is wrong."""
        member = entry.place
        assert isinstance(member, _Member)
        name, count, checksum = "/".join(entry.parts), 0, 0
        with _broken_is_refused(name):
            for chunk in self._unpacked(member, name):
                count += len(chunk)
                if count > entry.size:
                    raise Refused("zip-size", name)
                checksum = zlib.crc32(chunk, checksum)
                yield chunk
        if count != entry.size:
            raise Refused("zip-size", name)
        if checksum != member.checksum:
            raise Refused("zip-damaged", name)

    def _unpacked(self, member: _Member, name: str) -> Iterator[bytes]:
        """The member's bytes, never more than a chunk at a time. `zipfile` would stop at the size that was told, unseen."""
        at, unpack = member.data, zlib.decompressobj(-zlib.MAX_WBITS)
        while at < member.end:
            self._file.seek(at)
            packed = self._file.read(min(CHUNK_BYTES, member.end - at))
            if not packed:
                raise Refused("zip-damaged", name)
            at += len(packed)
            if member.method == zipfile.ZIP_STORED:
                yield packed
                continue
            while packed and not unpack.eof:
                chunk = unpack.decompress(packed, CHUNK_BYTES)
                packed = unpack.unconsumed_tail
                if chunk:
                    yield chunk
            if packed or unpack.unused_data:
                raise Refused("zip-size", name)
        if member.method == zipfile.ZIP_DEFLATED and member.end > member.data:
            while chunk := unpack.decompress(unpack.unconsumed_tail, CHUNK_BYTES):
                yield chunk
            if not unpack.eof:
                raise Refused("zip-damaged", name)


def _ordinary(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & ENCRYPTED:
        raise Refused("zip-encrypted", name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Refused("manifest-link" if name.endswith("manifest.json") else "file-link", name)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused("file-special", name)
    if info.compress_type not in METHODS:
        raise Refused("zip-method", name)
    if info.orig_filename.endswith("/"):
        if info.file_size or info.compress_size > 2:
            raise Refused("zip-size", name)
        return
    if info.file_size > LIMITS.pack_bytes:
        raise Refused("too-big", name)
    if info.file_size > LIMITS.zip_ratio_from_bytes and info.file_size > LIMITS.zip_ratio * max(1, info.compress_size):
        raise Refused("zip-ratio", name)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Without a mark for UTF-8 it is tried as UTF-8, then as GBK, in which Windows writes Chinese names."""
    if info.flag_bits & IN_UTF8:
        return info.orig_filename
    raw = _raw(info)
    told = _unicode_path(info.extra, raw)
    if told is not None:
        return told
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("zip-name", info.orig_filename)


def _raw(info: zipfile.ZipInfo) -> bytes:
    """The name as it stands in the file."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & IN_UTF8 else "cp437")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in the extra field, if there is one that belongs to this name."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        data, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(data) > 5 and data[0] == 1:
            if struct.unpack_from("<L", data, 1)[0] == zlib.crc32(raw):
                return data[5:].decode("utf-8")
            return None
    return None


@contextmanager
def _broken_is_refused(name: str) -> Iterator[None]:
    """What the standard library says of broken zips and sticks becomes a refusal."""
    try:
        yield
    except FileNotFoundError as error:
        raise Refused("no-source", name) from error
    except OSError as error:
        # A place before the file's first byte is no fault of the stick.
        raise Refused("zip-damaged" if error.errno == errno.EINVAL else "source-unreadable", name) from error
    except BROKEN as error:
        raise Refused("zip-damaged", name) from error
