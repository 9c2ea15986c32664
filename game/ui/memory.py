"""Giving memory back: screens come and go, and a kiosk runs for months."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable


def _trimmer() -> Callable[[int], int] | None:
    """glibc's `malloc_trim`; elsewhere nothing is needed, or nothing can be done."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        trim: Callable[[int], int] = ctypes.CDLL("libc.so.6").malloc_trim
    except (OSError, AttributeError):
        return None
    return trim


_trim = _trimmer()


def settle() -> None:
    """What lives now – modules, packs, words – is not looked at again by the collector, which makes it quick."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """What the last screen left behind is freed, and the pages it lay on go back to the system."""
    gc.collect()
    if _trim is not None:
        _trim(0)
