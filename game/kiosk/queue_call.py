"""Calling whoever plays to the counter: by a key, or by a file that another program puts into the data folder."""

from __future__ import annotations

import logging
from pathlib import Path
from stat import S_ISREG

NAME, KEY = "call", "f9"
LOOKS_EVERY_MS = 1000
MOST_CHARACTERS = 40
MOST_BYTES = 4 * MOST_CHARACTERS + 4

log = logging.getLogger(__name__)


def number_in(data: bytes) -> str:
    """The number that a file of those bytes tells, such as A023; empty when it is no short line of plain text.

    Windows' own shells write UTF-16, which its first two bytes tell.
    """
    if len(data) > MOST_BYTES:
        return ""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        told = data.decode(encoding).strip()
    except UnicodeDecodeError:
        return ""
    return told if len(told) <= MOST_CHARACTERS and told.isprintable() else ""


class QueueCall:
    """Watches for a call, by the key of that pygame name and by the file in the folder, where there is one."""

    def __init__(self, folder: Path | None = None, key: str = KEY) -> None:
        self._key = key
        self._path = None if folder is None else folder / NAME
        self._is_pressed = False
        self._looked_ms = -LOOKS_EVERY_MS
        self._seen: tuple[int, int, int] | None = None
        self._done: tuple[int, int, int] | None = None

    def hears(self, key: str) -> bool:
        """Whether that was the key that calls."""
        is_call = key == self._key
        self._is_pressed = self._is_pressed or is_call
        return is_call

    def look(self, now_ms: int) -> str | None:
        """The number called since the last look, empty for a call without one; None when nobody is called.

        The folder is looked at once a second at most.
        """
        if self._is_pressed:
            self._is_pressed = False
            return ""
        if self._path is None or now_ms - self._looked_ms < LOOKS_EVERY_MS:
            return None
        self._looked_ms = now_ms
        return self._taken(self._path)

    def _taken(self, path: Path) -> str | None:
        try:
            info = path.lstat()
        except OSError:
            self._seen = self._done = None
            return None
        mark = info.st_ino, info.st_mtime_ns, info.st_size
        # Taken only when it stood still for a second: its writer may be at it.
        if not S_ISREG(info.st_mode) or mark == self._done or mark != self._seen:
            self._seen = mark
            return None
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            log.warning("the call can't be read: %s", error)
            data = b""
        try:
            path.unlink()
        except OSError as error:
            # A file that stays must not call for ever.
            self._done = mark
            log.warning("the call can't be deleted: %s", error)
        return number_in(data)
