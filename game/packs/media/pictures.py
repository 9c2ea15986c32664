"""PNG and JPEG, walked chunk by chunk: sizes, completeness, nothing behind the end. PNG 3rd edition, ITU-T T.81."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from struct import unpack_from

from game.packs.limits import Limits
from game.packs.media.flaw import Flaw, damaged

DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""PNG colour type → bit depths that it may have."""
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PACKED = (b"zTXt", b"iTXt", b"iCCP")
MOST_PACKED_BYTES = 64 * 1024
"""Texts and colour profiles within a PNG are compressed too, and no decoder asks how large they become."""
PASSES = ((8, 8, 0, 0), (8, 8, 4, 0), (4, 8, 0, 4), (4, 4, 2, 0), (2, 4, 0, 2), (2, 2, 1, 0), (1, 2, 0, 1))
"""Adam7: step in x, step in y, first x, first y of each pass."""
FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive Huffman: what decoders read. Lossless and arithmetic ones are others."""
OTHER_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
MOST_SCANS = 20
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PIECE = 1 << 16


def _too_wide(width: int, height: int, limits: Limits) -> Flaw | None:
    if 0 < width <= limits.picture_px and 0 < height <= limits.picture_px:
        return None
    most = limits.picture_px
    return Flaw(
        "picture-too-large", f"{width} × {height} pixels, at most {most} × {most} / 图片太大，请缩小到 {most} 像素以内"
    )


def png_flaws(data: bytes, limits: Limits) -> Iterator[Flaw]:
    """What is wrong with a PNG: header, chunks and their checksums, the amount of pixels, the end."""
    place, packed, pixels = 8, 0, bytearray()
    names: list[bytes] = []
    while place < len(data):
        if place + 12 > len(data):
            yield damaged("a chunk ends early")
            return
        length, name = unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data) or zlib.crc32(data[place + 4 : end - 4]) != unpack_from(">I", data, end - 4)[0]:
            yield damaged(f"chunk {len(names) + 1}")
            return
        body = data[place + 8 : end - 4]
        if (not names) != (name == b"IHDR") or (name == b"IHDR" and length != 13):
            yield damaged("no header")
            return
        if name == b"IHDR":
            header = body
        elif name == b"IDAT":
            pixels += body
        elif name in PACKED:
            packed += length
        elif not name[0] & 0x20 and name not in (b"PLTE", b"IEND"):
            yield damaged("an unknown chunk")
            return
        names.append(name)
        place = end
        if name == b"IEND":
            break
    if not names or names[-1] != b"IEND":
        yield damaged("no end")
        return
    if place != len(data):
        yield damaged("something follows its end")
    if packed > MOST_PACKED_BYTES:
        yield damaged("its notes are larger than a picture's should be")
    yield from _png_pixels(header, bytes(pixels), limits)


def _png_pixels(header: bytes, pixels: bytes, limits: Limits) -> Iterator[Flaw]:
    width, height, depth, colour, method, rule, interlace = unpack_from(">IIBBBBB", header)
    large = _too_wide(width, height, limits)
    if large is not None:
        yield large
        return
    if depth not in DEPTHS.get(colour, ()) or method or rule or interlace > 1:
        yield damaged("an unknown kind of pixels")
        return
    bits = depth * SAMPLES[colour]
    passes = PASSES if interlace else ((1, 1, 0, 0),)
    wanted = 0
    for step_x, step_y, first_x, first_y in passes:
        columns, rows = -(-(width - first_x) // step_x), -(-(height - first_y) // step_y)
        if columns > 0 and rows > 0:
            wanted += rows * (1 + (columns * bits + 7) // 8)
    found, unpacker, rest = 0, zlib.decompressobj(), pixels
    try:
        while found <= wanted and not unpacker.eof:
            piece = unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
            found += len(piece)
            if not piece and not rest:
                break
    except zlib.error:
        found = -1
    if found != wanted:
        yield damaged("not the pixels that its header promises")


def jpeg_flaws(data: bytes, limits: Limits) -> Iterator[Flaw]:
    """What is wrong with a JPEG: segments, size, kind, number of scans, the end."""
    place, scans, size = 2, 0, None
    while True:
        if data[place : place + 1] != b"\xff" or place + 2 > len(data):
            yield damaged("a segment is missing")
            return
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xD9:
            break
        if place + 4 > len(data) or marker in (0x00, 0x01, 0xD8) or 0xD0 <= marker <= 0xD7:
            yield damaged("a segment is cut short")
            return
        (length,) = unpack_from(">H", data, place + 2)
        if length < 2 or place + 2 + length > len(data):
            yield damaged("a segment is cut short")
            return
        if marker in OTHER_FRAMES:
            yield Flaw("picture-kind", "an unusual kind of JPEG; save it as PNG / 这种 JPEG 不常见，请另存为 PNG")
            return
        if marker in FRAMES:
            if length < 8 or size is not None:
                yield damaged("its header")
                return
            bits, height, width, planes = unpack_from(">BHHB", data, place + 4)
            size = (width, height)
            large = _too_wide(width, height, limits)
            if large is not None:
                yield large
                return
            if bits != 8 or planes not in (1, 3) or length != 8 + 3 * planes:
                yield Flaw(
                    "picture-kind", "not in grey or RGB colours; save it as PNG / 不是普通彩色图片，请另存为 PNG"
                )
                return
        place += 2 + length
        if marker == 0xDA:
            scans += 1
            following = _MARKER.search(data, place)
            if size is None or following is None or scans > MOST_SCANS:
                yield damaged("its pixels")
                return
            place = following.start()
    if size is None or not scans:
        yield damaged("no pixels")
    if data[place + 2 :].strip(b"\x00"):
        yield damaged("something follows its end")
