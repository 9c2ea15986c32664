"""Just enough of Xlib to press a button and read a pixel without starting a program for each."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

Z_PIXMAP, ALL_PLANES = 2, 0xFFFFFFFF


class XServer:
    """A connection to an X server."""

    def __init__(self, x11: Any, xtst: Any, display: int) -> None:
        self._x11, self._xtst, self._display = x11, xtst, ctypes.c_void_p(display)
        self._root = x11.XDefaultRootWindow(self._display)

    @classmethod
    def open(cls, name: str) -> XServer | None:
        """A connection, or None where Xlib or its test extension is missing."""
        libraries = [ctypes.util.find_library(library) for library in ("X11", "Xtst")]
        if None in libraries:
            return None
        x11, xtst = (ctypes.CDLL(library) for library in libraries)
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        x11.XGetImage.restype = ctypes.c_void_p
        x11.XGetImage.argtypes = [
            ctypes.c_void_p,
            ctypes.c_ulong,
            *[ctypes.c_int] * 2,
            *[ctypes.c_uint] * 2,
            ctypes.c_ulong,
            ctypes.c_int,
        ]
        x11.XGetPixel.restype = ctypes.c_ulong
        x11.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        x11.XDestroyImage.argtypes = [ctypes.c_void_p]
        display = x11.XOpenDisplay(name.encode())
        return cls(x11, xtst, display) if display else None

    def move(self, x: int, y: int) -> None:
        """The pointer stands at (x, y)."""
        self._xtst.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x11.XFlush(self._display)

    def button(self, is_down: bool) -> None:
        """The first button is down or up."""
        self._xtst.XTestFakeButtonEvent(self._display, 1, int(is_down), 0)
        self._x11.XFlush(self._display)

    def pixel(self, x: int, y: int) -> int:
        """The colour at (x, y) of the screen as the server has it."""
        image = self._x11.XGetImage(self._display, self._root, x, y, 1, 1, ALL_PLANES, Z_PIXMAP)
        value = int(self._x11.XGetPixel(image, 0, 0))
        self._x11.XDestroyImage(image)
        return value
