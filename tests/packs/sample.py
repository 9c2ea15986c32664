"""A bank with one small pack that has one of everything: for tests that spoil it."""

from __future__ import annotations

import json
import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from game import qtypes
from game.qtypes import QTYPES

NAME = "sample"
TYPES_FOLDER = Path(qtypes.__file__).parent
PACK = """\
id: sample
title: {zh: 样品, en: Sample}
version: "1"
checked_on: 2026-11-23
sources:
  a-source: {title: {zh: 文件, en: Document}, number: 第 1 号, issuer: 发布人, status: in force}
chapters:
  - id: a-chapter
    title: {zh: 章, en: Chapter}
    plot: fraud_1_alley
    lesson:
      what_title: {zh: 是什么, en: What}
      what: {zh: 是什么, en: What}
      use_title: {zh: 有什么用, en: Use}
      use: {zh: 有什么用, en: Use}
      points: [{zh: 一, en: One}, 二]
      facts: [a-fact]
    levels:
      - {title: {zh: 一关, en: One}, draw: {1: 4, 2: 2}, stars: [60, 80, 100], hearts: 3, seconds: 0}
      - {title: 二关, draw: {1: 4, 2: 2}, stars: [60, 80, 100]}
      - {title: 三关, draw: {1: 4, 2: 2}, stars: [60, 80, 100], asks_sure: true}
"""
CARDS = """\
- id: a-card
  topic: a-chapter
  title: 卡片
  initials: kp
  body: [一句。, 两句。, 三句。]
  do: 先核实
  avoid: 先转账
  picture: road_3_mediation
  facts: [a-fact]
  sources: [{id: a-source, article: 第一条}]
  checked_on: 2026-11-23
"""
FACTS = """\
- id: a-fact
  statement: 事实，15 日，50 万元。
  values: {days: 15}
  source: a-source
  article: 第一条
  checked: verified
  evidence: 见到全文
  confusions: [误解]
- id: a-rumour
  statement: 传闻。
  values: {}
  source: a-source
  article: 第一条
  checked: known
- id: a-mover
  statement: 会变。
  values: {}
  source: [a-source]
  article: 第一条
  checked: verified
  changed: 每年更新
"""
CAMPAIGN = """\
title: {zh: 街, en: Street}
edition: 1
chapters: [a-chapter]
exam: {title: {zh: 考试, en: Exam}, draw: {1: 3, 2: 5, 3: 4}, stars: [70, 85, 95], hearts: 4, seconds: 45}
slogans: [{zh: 标语, en: Slogan}]
"""
TRANSLATION = """\
- id: sample-single
  stem: What do you do?
- id: a-card
  title: Card
"""


def questions() -> list[dict[str, Any]]:
    """The samples of every type, in the sample pack's chapter and on its fact."""
    return json.loads(_questions())  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _questions() -> str:
    found = []
    for name in QTYPES:
        for item in yaml.load((TYPES_FOLDER / name / "sample.yaml").read_text("utf-8"), yaml.BaseLoader):
            found.append(
                {
                    **item,
                    "topic": "a-chapter",
                    "facts": ["a-fact"],
                    "sources": [{"id": "a-source", "article": "第一条"}],
                    "valid_until": "2027-12-31",
                }
            )
    return json.dumps(found)


def dumped(tree: Any) -> str:
    """The tree as YAML in which every text stays text."""
    # A copy: what stands twice in a tree would be written as an alias.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(json.loads(json.dumps(tree)), Dumper=dumper, allow_unicode=True, sort_keys=False, width=1000)


def write_bank(root: Path) -> Path:
    """The bank at `root` with the pack `sample`; returns the pack's folder."""
    folder = root / NAME
    for inner in ("q", "translations", "media"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    (root / "campaign.yaml").write_text(CAMPAIGN, "utf-8")
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "cards.yaml").write_text(CARDS, "utf-8")
    (folder / "facts.yaml").write_text(FACTS, "utf-8")
    (folder / "q" / "questions.yaml").write_text(dumped(questions()), "utf-8")
    (folder / "translations" / "en.yaml").write_text(TRANSLATION, "utf-8")
    (folder / "media" / "dot.png").write_bytes(png())
    (folder / "README.md").write_text("# 样品\n", "utf-8")
    return folder


# ── pictures and sounds, made byte by byte ──


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    width: int = 8, height: int = 6, told: tuple[int, int] | None = None, extra: bytes = b"", rows: int = -1
) -> bytes:
    """A red PNG; its header may tell another size, and it may have fewer rows of pixels than it should."""
    wide, high = told or (width, height)
    pixels = zlib.compress((b"\0" + b"\xff\0\0" * width) * (height if rows < 0 else rows))
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(width: int = 8, height: int = 8, frame: int = 0xC0, planes: int = 1) -> bytes:
    """A JPEG with a plausible skeleton: enough for its headers to be walked."""

    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    components = b"".join(bytes([n + 1, 0x11, 0]) for n in range(planes))
    size = struct.pack(">BHHB", 8, height, width, planes)
    scan = bytes([planes]) + b"".join(bytes([n + 1, 0]) for n in range(planes)) + b"\0\x3f\0"
    table = segment(0xDB, bytes(65))
    return (
        b"\xff\xd8"
        + table
        + segment(frame, size + components)
        + segment(0xDA, scan)
        + b"\x12\xff\x00\x34"
        + b"\xff\xd9"
    )


def page(kind: int, granule: int, sequence: int, packets: list[bytes], serial: int = 7) -> bytes:
    """A page of an Ogg stream that holds whole packets."""
    table = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    head = b"OggS" + struct.pack("<BBQIIIB", 0, kind, granule, serial, sequence, 0, len(table))
    return head + table + b"".join(packets)


def opus(seconds: float = 1.0, channels: int = 1, told_s: float | None = None, kind: bytes = b"OpusHead") -> bytes:
    """An Ogg stream of 20 ms Opus packets; its last page may tell another length."""
    count = round(seconds * 50)
    end = round((seconds if told_s is None else told_s) * 48_000) + 312
    pages = [page(2, 0, 0, [kind + struct.pack("<BBHIHB", 1, channels, 312, 48_000, 0, 0)])]
    pages.append(page(0, 0, 1, [b"OpusTags" + bytes(8)]))
    packets = [bytes([1 << 3]) + b"\0\0"] * count
    for number, place in enumerate(range(0, count, 50), 2):
        is_last = place + 50 >= count
        granule = end if is_last else min(end, (place + 50) * 960)
        pages.append(page(4 if is_last else 0, granule, number, packets[place : place + 50]))
    return b"".join(pages)


def vorbis(packets: int, told: int, blocks: int = 0xB8, channels: int = 2) -> bytes:
    """An Ogg stream of Vorbis packets with nothing in them: blocks of 256 and 2048 samples unless told otherwise."""
    first = b"\x01vorbis" + bytes(4) + bytes([channels]) + b"\x80\xbb\0\0" + bytes(12) + bytes([blocks, 1])
    pages = [page(2, 0, 0, [first]), page(0, 0, 1, [b"\x03vorbis", b"\x05vorbis"])]
    for number, place in enumerate(range(0, packets, 200), 2):
        is_last = place + 200 >= packets
        pages.append(page(4 if is_last else 0, told if is_last else 0, number, [b"x"] * min(200, packets - place)))
    return b"".join(pages)
