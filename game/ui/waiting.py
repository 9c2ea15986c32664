"""Waiting for input without burning power.

`pygame.event.wait` polls every millisecond; SDL's own `SDL_WaitEventTimeout(NULL, ms)` sleeps in the kernel until
something happens. It must be the very library that pygame loaded; when that can't be found, short sleeps do.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from time import sleep

import pygame

FALLBACK_MS = 66


def _sdl() -> ctypes.CDLL | None:
    try:
        if sys.platform.startswith("linux"):
            for row in Path("/proc/self/maps").read_text("utf-8").splitlines():
                if "libSDL2-2" in row:
                    return ctypes.CDLL(row[row.index("/") :])
            return None
        if sys.platform == "win32":
            return ctypes.CDLL(str(Path(pygame.__file__).with_name("SDL2.dll")))
    except (OSError, ValueError):
        return None
    return None


class Waiter:
    """Sleeps until an event waits in the queue or the time is over."""

    def __init__(self) -> None:
        library = _sdl()
        self._wait = None
        if library is not None:
            self._wait = library.SDL_WaitEventTimeout
            self._wait.argtypes = (ctypes.c_void_p, ctypes.c_int)
            self._wait.restype = ctypes.c_int

    @property
    def is_blocking(self) -> bool:
        """Whether it really sleeps in the kernel."""
        return self._wait is not None

    def wait(self, most_ms: int) -> None:
        """Returns when there is an event, or after `most_ms`."""
        if most_ms <= 0:
            return
        if self._wait is not None:
            self._wait(None, most_ms)
        else:
            sleep(min(most_ms, FALLBACK_MS) / 1000)
