"""Staff's own pictures from a folder: looked at in the background, one at a time, ready before they are shown.

The folder may be on a stick or a slow network and its files may be anything. So a thread reads, and the loop only
asks whether a picture is ready; a folder that hangs costs the playlist its picture and nothing else.
"""

from __future__ import annotations

import logging
import struct
from io import BytesIO
from pathlib import Path

import pygame
from pygame import Rect, Surface

from game.ui import theme

SUFFIXES = (".png", ".jpg", ".jpeg")
MOST_BYTES = 8 << 20
MOST_PIXELS = 4096 * 4096
MOST_FILES = 500
"""Of a folder with more pictures only so many, by name, are shown."""
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers of a frame header, which holds the size (ITU-T T.81, table B.1)."""
BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG's markers without a length."""
BLUR_SHARE = 24
"""The surroundings of a picture are the picture itself, so many times smaller, blurred and made large again."""

log = logging.getLogger(__name__)


class PictureError(ValueError):
    """Not a picture that may be shown; its text says why."""


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height by the header of a PNG or JPEG, without decoding it. Raises PictureError."""
    if data.startswith(PNG):
        if data[12:16] != b"IHDR" or len(data) < 24:
            raise PictureError("a PNG without a header")
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data.startswith(JPEG):
        return _jpeg_size(data)
    raise PictureError("neither PNG nor JPEG")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(data):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in BARE:
            place += 2
            continue
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return int(width), int(height)
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        if length < 2:
            break
        place += 2 + length
    raise PictureError("a JPEG without a frame header")


def read_picture(path: Path) -> Surface:
    """The picture, decoded. Raises PictureError, or OSError when the file can't be read."""
    if not path.is_file():
        raise PictureError("no file")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise PictureError(f"larger than {MOST_BYTES >> 20} MiB")
    width, height = size_of(data)
    if not 0 < width * height <= MOST_PIXELS:
        raise PictureError(f"{width}×{height} pixels, at most {MOST_PIXELS} in all")
    try:
        found = pygame.image.load(BytesIO(data), "x.png" if data.startswith(PNG) else "x.jpg")
    except pygame.error as error:
        raise PictureError(str(error)) from error
    if found.get_size() != (width, height):
        raise PictureError("its header lies about its size")
    # Scaling needs whole bytes a colour band, and what is see-through shows paper.
    made = Surface((width, height), depth=24)
    if found.get_flags() & pygame.SRCALPHA or found.get_colorkey() is not None:
        made.fill(theme.WHITE)
    made.blit(found, (0, 0))
    return made


def mounted(picture: Surface, size: tuple[int, int]) -> Surface:
    """The picture as large as fits into `size`, in its own proportions, on a soft and darker echo of itself."""
    width, height = size
    wide, tall = picture.get_size()
    share = min(width / wide, height / tall)
    inner = max(1, round(wide * share)), max(1, round(tall * share))
    scaled = pygame.transform.smoothscale(picture, inner)
    if inner == size:
        return scaled
    made = _echo(scaled, size)
    made.blit(scaled, scaled.get_rect(center=made.get_rect().center))
    return made


def _echo(picture: Surface, size: tuple[int, int]) -> Surface:
    """The picture's middle, blurred, filling `size`."""
    width, height = size
    wide, tall = picture.get_size()
    share = max(width / wide, height / tall)
    part = Rect(0, 0, min(wide, max(1, round(width / share))), min(tall, max(1, round(height / share))))
    part.center = picture.get_rect().center
    middle = picture.subsurface(part.clamp(picture.get_rect()))
    small = pygame.transform.smoothscale(middle, (max(8, width // BLUR_SHARE), max(8, height // BLUR_SHARE)))
    small = pygame.transform.gaussian_blur(small, 3)
    small.fill(theme.ECHO_SHADE, special_flags=pygame.BLEND_RGB_MULT)
    return pygame.transform.smoothscale(small, size)


class Gallery:
    """The pictures of a folder in order of their names, over and over. Without a folder there are none.

    `ask` begins to prepare the next one for a size; `take` gives it once it is ready.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._last = ""
        self._is_at_work = False
        self._asked: tuple[int, int] | None = None
        self._ready: Surface | None = None
        self._told: set[tuple[str, str]] = set()

    @property
    def is_ready(self) -> bool:
        """Whether `take` would give a picture."""
        return self._ready is not None

    def ask(self, size: tuple[int, int]) -> None:
        """The next picture is being prepared for that size, unless one is or stands ready."""
        if self._ready is not None and self._ready.get_size() == size:
            return
        self._asked, self._ready = size, None
        if self._folder is None or self._is_at_work:
            return
        from threading import Thread

        self._is_at_work = True
        Thread(target=self._work, args=(self._folder, size), name="gallery", daemon=True).start()

    def take(self) -> Surface | None:
        """The picture that was asked for, if it is ready; the gallery no longer holds it."""
        made, self._ready = self._ready, None
        return made

    def drop(self) -> None:
        """No picture is wanted any more, and none is held."""
        self._asked = self._ready = None

    def _work(self, folder: Path, size: tuple[int, int]) -> None:
        try:
            made = self._next(folder, size)
        except (OSError, MemoryError, pygame.error) as error:
            self._tell(str(folder), str(error))
            made = None
        if self._asked == size:
            self._ready = made
        self._is_at_work = False

    def _next(self, folder: Path, size: tuple[int, int]) -> Surface | None:
        """The first good picture after the last one shown, in a fresh listing of the folder."""
        if not folder.is_dir():
            return None
        names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)[:MOST_FILES]
        later = [name for name in names if name > self._last]
        for name in later + names[: len(names) - len(later)]:
            try:
                made = mounted(read_picture(folder / name), size)
            except (OSError, PictureError) as error:
                self._tell(name, str(error))
                continue
            self._last = name
            return made
        return None

    def _tell(self, name: str, why: str) -> None:
        """What is wrong with a file is in the log once."""
        if (name, why) not in self._told:
            self._told.add((name, why))
            log.warning("picture %s is not shown: %s", name, why)
