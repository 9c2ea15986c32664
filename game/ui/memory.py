"""Giving memory back: screens come and go, and a kiosk runs for months."""

from __future__ import annotations

import ctypes
import gc
import sys

from game.ui import shapes, text

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""The numbers of the options in glibc's malloc.h."""
SPARE_BYTES = 1 << 24
"""So much freed memory is kept at hand between two questions; `give_back` returns it when a screen changes."""
PAGED_BYTES = 1 << 23
"""Blocks from this size on – pictures of the whole screen – go back to the system as soon as they are freed.

Smaller ones are reused: fresh pages for each answer tile would cost a new question four milliseconds.
"""


def _libc() -> ctypes.CDLL | None:
    """glibc; elsewhere nothing is needed, or nothing can be done."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        found = ctypes.CDLL("libc.so.6")
        found.mallopt(M_MMAP_THRESHOLD, PAGED_BYTES)
        found.mallopt(M_TRIM_THRESHOLD, SPARE_BYTES)
        found.malloc_trim  # noqa: B018 (asks whether it is there)
    except (OSError, AttributeError):
        return None
    return found


_glibc = _libc()


def settle() -> None:
    """What lives now – modules, packs, words – is not looked at again by the collector, which makes it quick."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """What the last screen left behind is freed, and the pages it lay on go back to the system."""
    text.forget()
    shapes.forget()
    gc.collect()
    if _glibc is not None:
        _glibc.malloc_trim(0)
