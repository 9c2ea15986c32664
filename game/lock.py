"""A lock that the operating system lets go when its holder dies, however it dies."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

log = logging.getLogger("kiosk")


class Lock:
    """The lock of that file, as a context: `is_held` when it is ours, `is_taken` when another process has it.

    Where the file can't be made it is neither: nobody can have it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self.is_held = self.is_taken = False

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a+b")
        except OSError as error:
            log.warning("no lock at %s: %s", self._path, error)
            return self
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.is_held = True
        except OSError:
            self.is_taken = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
