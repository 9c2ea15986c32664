"""Ogg with one Vorbis or Opus stream: pages, length and decoded size, without decoding. RFC 3533, RFC 7845, Vorbis I."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from game.packs.limits import Limits
from game.packs.media.flaw import Flaw, damaged

FIRST, LAST, CONTINUED = 2, 4, 1
NO_PACKET_ENDS = 2**64 - 1
OPUS_HZ = 48_000
OPUS_MS = (10, 20, 40, 60, 10, 20, 40, 60, 10, 20, 40, 60, 10, 20, 10, 20) + (2.5, 5, 10, 20) * 4
"""Milliseconds of one frame, by the five configuration bits of a packet's first byte (RFC 6716, table 2)."""
RATES_HZ = (8_000, 48_000)
BYTES_A_SAMPLE = 2
SLACK = 4
"""A Vorbis packet holds from half its shorter to half its longer block, which only decoding tells; pages that could hold this
many times the limit are refused."""


def ogg_flaws(data: bytes, limits: Limits) -> Iterator[Flaw]:
    """What is wrong with an Ogg file."""
    pages = _pages(data)
    if isinstance(pages, Flaw):
        yield pages
        return
    packets, end = pages
    first = packets[0]
    if first.startswith(b"\x01vorbis") and len(first) >= 30:
        channels, rate = unpack_from("<BI", first, 11)
        short, long = 1 << (first[28] & 15), 1 << (first[28] >> 4)
        if not 64 <= short <= long <= 8192 or len(packets) < 4:
            yield damaged("its header")
            return
        least, most, skipped = (len(packets) - 4) * short // 2, (len(packets) - 3) * long // 2, 0
    elif first.startswith(b"OpusHead") and len(first) >= 19:
        channels, skipped, rate = first[9], unpack_from("<H", first, 10)[0], OPUS_HZ
        least = most = sum(map(_opus_samples, packets[2:]))
    else:
        yield Flaw("sound-kind", "neither Vorbis nor Opus; convert it / 不是 Vorbis 或 Opus 声音，请转换格式")
        return
    if channels not in (1, 2) or not RATES_HZ[0] <= rate <= RATES_HZ[1]:
        yield Flaw("sound-kind", "more than two channels or an unusual rate / 声道多于两个或采样率不常见")
        return
    samples = max(end - skipped, least - skipped, 0)
    if end - skipped <= 0 or end > most + long_of(first):
        yield damaged("its length is not that of its packets")
    if samples > limits.sound_s * rate:
        yield Flaw(
            "sound-too-long", f"{samples / rate:.0f} s, at most {limits.sound_s} s / 声音太长，最多 {limits.sound_s} 秒"
        )
    size = channels * BYTES_A_SAMPLE
    if samples * size > limits.sound_bytes or most * size > SLACK * limits.sound_bytes:
        most_mib = limits.sound_bytes >> 20
        yield Flaw("sound-too-big", f"more than {most_mib} MiB once decoded / 解码后超过 {most_mib} MiB")


def long_of(first: bytes) -> int:
    """How many samples the first packet's kind may be off at the ends."""
    return 1 << (first[28] >> 4) if first.startswith(b"\x01vorbis") else OPUS_HZ // 8


def _pages(data: bytes) -> tuple[list[bytes], int] | Flaw:
    """The beginning of every packet and the last granule position; a flaw where pages don't follow each other."""
    packets: list[bytes] = []
    place = number = end = 0
    serial, begun, is_over = b"", b"", False
    while place < len(data):
        if is_over or data[place : place + 4] != b"OggS" or place + 27 > len(data):
            return damaged(f"page {number + 1}")
        version, kind, granule = unpack_from("<BBQ", data, place + 4)
        stream, (sequence,), segments = (
            data[place + 14 : place + 18],
            unpack_from("<I", data, place + 18),
            data[place + 26],
        )
        table = data[place + 27 : place + 27 + segments]
        begin = place + 27 + segments
        if version or bool(kind & FIRST) != (number == 0) or sequence != number or len(table) != segments:
            return damaged(f"page {number + 1}")
        if number and stream != serial:
            return damaged("more than one stream")
        if begin + sum(table) > len(data) or bool(kind & CONTINUED) != bool(begun):
            return damaged(f"page {number + 1}")
        serial = stream
        for size in table:
            # Headers are the beginnings of packets; 64 bytes of them tell everything.
            begun = (begun or b"\0")[:65] + data[begin : begin + min(size, 64)] if len(begun) < 65 else begun
            begin += size
            if size < 255:
                packets.append(begun[1:])
                begun = b""
        if granule != NO_PACKET_ENDS:
            if granule < end or granule >= 1 << 40:
                return damaged("its length")
            end = granule
        is_over, number, place = bool(kind & LAST), number + 1, begin
    if not packets or begun or not is_over:
        return damaged("it has no end")
    return packets, end


def _opus_samples(packet: bytes) -> int:
    """How many samples of 48 kHz a packet decodes to; those of a damaged one, as many as any can."""
    if not packet:
        return 0
    frames = (1, 2, 2)[packet[0] & 3] if packet[0] & 3 < 3 else (packet[1] & 63 if len(packet) > 1 else 48)
    return int(OPUS_MS[packet[0] >> 3] * frames * OPUS_HZ / 1000)
