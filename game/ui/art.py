"""Pictures: SVG art rendered once per size, kept in memory and – the large ones – on disk as plain pixels."""

from __future__ import annotations

import struct
from collections import OrderedDict
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pygame
from pygame import Surface

from game.digest import blake2b
from game.ui import theme
from game.ui.blend import premultiplied

HEAD = struct.Struct("<II")
PICTURES = Path(__file__).resolve().parents[2] / "assets" / "pictures"
KEPT_BYTES_A_PIXEL = 1
"""Pictures kept in memory, in bytes for each pixel of the screen; the least recently used go first."""
LARGE_SHARE = 0.06
"""Pictures larger than this share of the screen are painted into backdrops and not kept."""
DISK_PIXELS = 20_000
"""Pictures of more pixels are worth a file in the cache: reading one is ten times faster than drawing it."""


class Art:
    """The pictures of `assets/pictures`, drawn for one screen. `cache` is a folder that may be emptied at any time."""

    def __init__(self, screen: tuple[int, int], cache: Path | None = None, venue: Path | None = None) -> None:
        self._venue = venue
        self._cache = cache
        self._most_bytes = KEPT_BYTES_A_PIXEL * screen[0] * screen[1]
        self._large = LARGE_SHARE * screen[0] * screen[1]
        self._kept: OrderedDict[tuple[object, ...], Surface] = OrderedDict()
        self._bytes = 0

    def picture(self, name: str, width: int, height: int = 0, flip: bool = False, grey: bool = False) -> Surface:
        """The picture scaled into `width`×`height` pixels (a square when no height is given), keeping its proportions.

        `flip` mirrors it; `grey` gives the pale look of a locked plot.
        """
        key = (name, width, height or width, flip, grey)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._stored(name, width, height or width)
        if grey:
            made = _locked(made)
        if flip:
            made = pygame.transform.flip(made, True, False)
        self._keep(key, made)
        return made

    def icon(self, name: str, size: int, colour: theme.Colour) -> Surface:
        """A line icon `ui_<name>` in `colour`."""
        key = ("icon", name, size, colour)
        if key not in self._kept:
            # The strokes are white: premultiplied, they are the mask of any colour.
            tinted = _draw((PICTURES / f"ui_{name}.svg").read_bytes(), size, size)
            tinted.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
            self._keep(key, tinted)
        return self._kept[key]

    def logo(self, size: int) -> Surface:
        """The venue's own sign within `size`×`size` pixels; the game's coin where it has none that can be read."""
        key = ("logo", size)
        if key not in self._kept:
            self._keep(key, self._sign(size) or self.picture("coin", size))
        return self._kept.get(key) or self.picture("coin", size)

    def _sign(self, size: int) -> Surface | None:
        if self._venue is None:
            return None
        try:
            found = pygame.image.load(self._venue).convert_alpha()
        except (pygame.error, OSError):
            return None
        share = size / max(found.get_size())
        scaled = pygame.transform.smoothscale(found, [max(1, round(side * share)) for side in found.get_size()])
        made = Surface((size, size), pygame.SRCALPHA)
        made.blit(scaled, scaled.get_rect(center=(size // 2, size // 2)))
        return premultiplied(made)

    def forget(self) -> None:
        """No picture is kept in memory any more; those still on screen live on."""
        self._kept.clear()
        self._bytes = 0

    def _keep(self, key: tuple[object, ...], made: Surface) -> None:
        if made.get_width() * made.get_height() > self._large:
            return
        self._kept[key] = made
        self._bytes += made.get_width() * made.get_height() * 4
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.get_width() * dropped.get_height() * 4

    def _stored(self, name: str, width: int, height: int) -> Surface:
        data = _svg(name)
        if self._cache is None or width * height < DISK_PIXELS:
            return _draw(data, width, height)
        digest = blake2b(data, digest_size=8).hexdigest()
        path = self._cache / f"{name}-{width}x{height}-{digest}.rgba"
        try:
            data_kept = memoryview(path.read_bytes())
            size = HEAD.unpack(data_kept[: HEAD.size])
            if size[0] > width or size[1] > height:
                raise ValueError("not the picture that was kept")
            # A view of the file's bytes in the display's own order: nothing is copied.
            return pygame.image.frombuffer(data_kept[HEAD.size :], size, "BGRA")
        except (OSError, ValueError, struct.error):
            made = _draw(data, width, height)
            store(path, made)
            return made


def store(path: Path, made: Surface) -> None:
    """The surface's pixels are in the cache, or nothing happened: a cache that can't be written is no trouble."""
    from game.atomic import write_atomically

    try:
        write_atomically(path, HEAD.pack(*made.get_size()) + pygame.image.tobytes(made, "BGRA"), durable=False)
    except OSError:
        return


@lru_cache(maxsize=1)
def _svg(name: str) -> bytes:
    return (PICTURES / f"{name}.svg").read_bytes()


def _draw(data: bytes, width: int, height: int) -> Surface:
    return premultiplied(pygame.image.load_sized_svg(BytesIO(data), (width, height)).convert_alpha())


def _locked(made: Surface) -> Surface:
    """The picture at saturation .32, brightness 1.07 and opacity .86."""
    pale = pygame.transform.grayscale(made)
    pale.fill((173, 173, 173, 173), special_flags=pygame.BLEND_RGBA_MULT)  # 1 − .32
    mixed = made.copy()
    mixed.fill((82, 82, 82, 82), special_flags=pygame.BLEND_RGBA_MULT)  # .32
    mixed.blit(pale, (0, 0), special_flags=pygame.BLEND_RGBA_ADD)
    mixed.fill((235, 235, 235, 219), special_flags=pygame.BLEND_RGBA_MULT)  # .86 · 1.07, .86
    return mixed
