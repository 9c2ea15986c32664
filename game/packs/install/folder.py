"""A folder as a source of files. No link is followed, and what is opened is what was looked at."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from game.packs.install.names import is_clutter, parts_of
from game.packs.install.refusal import Refused
from game.packs.install.source import CHUNK_BYTES, Entry
from game.packs.limits import LIMITS


class Folder:
    """The pack in that folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def entries(self) -> Sequence[Entry]:
        """Every file; hidden ones are passed over. Raises Refused."""
        try:
            return list(self._walk(self._root, (), [0]))
        except OSError as error:
            raise Refused("source-unreadable", self._root.name) from error

    def _walk(self, folder: Path, above: tuple[str, ...], count: list[int]) -> Iterator[Entry]:
        for path in sorted(folder.iterdir()):
            count[0] += 1
            if count[0] > LIMITS.files:
                raise Refused("too-many-files")
            parts = (*above, path.name)
            if is_clutter((path.name,)):
                continue
            parts_of("/".join(parts))
            found = os.lstat(path)
            if stat.S_ISDIR(found.st_mode):
                if path.is_symlink() or os.path.ismount(path):
                    raise Refused("file-link", "/".join(parts))
                yield from self._walk(path, parts, count)
                continue
            _ordinary(found, parts)
            yield Entry(parts, found.st_size, path)

    def read(self, entry: Entry) -> Iterator[bytes]:
        """The file's bytes. Raises Refused when it is another file by now, or can't be read."""
        path = entry.place
        assert isinstance(path, Path)
        try:
            # Without O_NONBLOCK a pipe that took the file's place would keep us waiting for ever.
            flags = (
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
            )
            with os.fdopen(os.open(path, flags), "rb") as file:
                _ordinary(os.fstat(file.fileno()), entry.parts)
                left = entry.size
                while chunk := file.read(CHUNK_BYTES):
                    left -= len(chunk)
                    if left < 0:
                        break
                    yield chunk
        except OSError as error:
            raise Refused("source-unreadable", "/".join(entry.parts)) from error
        if left:
            raise Refused("changed-meanwhile", "/".join(entry.parts))


def _ordinary(found: os.stat_result, parts: tuple[str, ...]) -> None:
    """Raises Refused for anything but a file with one name."""
    if stat.S_ISLNK(found.st_mode) or found.st_nlink > 1:
        raise Refused("manifest-link" if parts == ("manifest.json",) else "file-link", "/".join(parts))
    if not stat.S_ISREG(found.st_mode):
        raise Refused("file-special", "/".join(parts))
