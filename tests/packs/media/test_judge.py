"""Pictures and sounds are judged by their headers: real kind, size, completeness – before anything decodes them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from game.packs.limits import LIMITS, Limits
from game.packs.media.judge import REFUSED, WORDS, media_flaws, suffix_flaw
from tests.packs.sample import chunk, jpeg, opus, page, png, vorbis

ROOT = Path(__file__).resolve().parents[3]
SCAN = jpeg()[71 + 13 : -2]
MORE = chunk(b"zTXt", b"a\0\0" + bytes(70_000))


def codes(suffix: str, data: bytes, limits: Limits = LIMITS) -> list[str]:
    return [flaw.code for flaw in media_flaws(suffix, data, limits)]


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".png", png()),
        (".png", png(2048, 3)),
        (".png", png(extra=chunk(b"tEXt", b"a\0b"))),
        (".jpg", jpeg()),
        (".jpeg", jpeg(2048, 2048, 0xC2, planes=3)),
        (".jpg", jpeg() + bytes(8)),
        (".ogg", opus()),
        (".opus", opus(29.5)),
        (".ogg", vorbis(47, 48_000)),
    ],
)
def test_a_sound_file_passes(suffix: str, data: bytes) -> None:
    assert codes(suffix, data) == []


@pytest.mark.parametrize(
    ("suffix", "data", "code"),
    [
        # PNG
        (".png", png(2049, 1), "picture-too-large"),
        (".png", png(told=(12_000, 12_000)), "picture-too-large"),
        (".png", png(told=(0, 6)), "picture-too-large"),
        (".png", png(told=(9, 6)), "media-damaged"),
        (".png", png(rows=5), "media-damaged"),
        (".png", png(rows=5_000), "media-damaged"),
        (".png", png() + b"PK\x03\x04", "media-damaged"),
        (".png", png()[:-5], "media-damaged"),
        (".png", png().replace(b"IEND", b"IENE"), "media-damaged"),
        (".png", png(extra=chunk(b"CgBI", b"")), "media-damaged"),
        (".png", png(extra=MORE), "media-damaged"),
        (".png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 2**31, b"IHDR"), "media-damaged"),
        (".png", b"\x89PNG\r\n\x1a\n", "media-damaged"),
        (".png", jpeg(), "media-kind-lies"),
        (".png", b"<svg/>", "media-kind-lies"),
        (".png", b"", "media-kind-lies"),
        # JPEG
        (".jpg", jpeg(4000, 20), "picture-too-large"),
        (".jpg", jpeg(0, 20), "picture-too-large"),
        (".jpg", jpeg(planes=4), "picture-kind"),
        (".jpg", jpeg(frame=0xC9), "picture-kind"),
        (".jpg", jpeg(frame=0xC3), "picture-kind"),
        (".jpg", jpeg()[:-2], "media-damaged"),
        (".jpg", jpeg()[:30], "media-damaged"),
        (".jpg", jpeg() + b"<?php", "media-damaged"),
        (".jpg", b"\xff\xd8\xff\xd9", "media-damaged"),
        (".jpg", jpeg()[:-2] + jpeg()[71:], "media-damaged"),
        (".jpg", jpeg()[:-2] + SCAN * 25 + b"\xff\xd9", "media-damaged"),
        (".jpg", png(), "media-kind-lies"),
        # Ogg
        (".ogg", opus(31), "sound-too-long"),
        (".ogg", opus(40, told_s=1), "sound-too-long"),
        (".ogg", opus(1, told_s=30), "media-damaged"),
        (".ogg", opus(1, told_s=0), "media-damaged"),
        (".ogg", opus(1, channels=6), "sound-kind"),
        (".ogg", opus(1, kind=b"Speex   "), "sound-kind"),
        (".ogg", opus()[:-4], "media-damaged"),
        (".ogg", opus() + opus(), "media-damaged"),
        (".ogg", opus() + b"MZ", "media-damaged"),
        (".ogg", page(2, 0, 0, [b"\x80theora"]) + page(4, 9, 1, [b"x"]), "sound-kind"),
        (".ogg", page(2, 0, 0, []) + page(4, 9, 1, []), "media-damaged"),
        (".ogg", vorbis(15_000, 48_000, 0xD6), "sound-too-big"),
        (".ogg", vorbis(47, 48_000, 0x6D), "media-damaged"),
        (".ogg", vorbis(1_500, 2**39), "sound-too-long"),
        (".ogg", b"ID3", "media-kind-lies"),
    ],
)
def test_each_flaw_has_its_code(suffix: str, data: bytes, code: str) -> None:
    assert code in codes(suffix, data)


def test_a_file_larger_than_the_limit_is_not_walked() -> None:
    assert codes(".png", bytes(11), Limits(media_bytes=10)) == ["media-too-big"]


def test_the_games_own_sounds_and_pictures_pass() -> None:
    sounds = [path for path in (ROOT / "assets" / "sounds").glob("*.ogg") if not path.name.startswith("music")]
    pictures = sorted((ROOT / "tests" / "pictures" / "golden").rglob("*.png"))[:12]
    assert sounds and pictures
    for path in (*sounds, *pictures):
        assert codes(path.suffix, path.read_bytes()) == [], path


def test_kinds_that_do_not_belong_are_each_told_apart() -> None:
    assert {"no-fonts", "no-video", "no-drawings", "no-web-pages", "no-programs"} <= set(REFUSED.values()) < set(WORDS)
    for suffix, code in REFUSED.items():
        flaw = suffix_flaw(suffix, frozenset({".png"}))
        assert flaw is not None and flaw.code == code
    stray = suffix_flaw(".what", frozenset({".png"}))
    assert stray is not None and stray.code == "stray-file"
    assert suffix_flaw(".png", frozenset({".png"})) is None
