"""The cache of pictures may hold anything at all: the right picture comes out, or is drawn anew."""

from __future__ import annotations

import struct
from pathlib import Path
from random import Random

import pygame
import pytest

from game.ui.art import Art

NAME, WIDTH, HEIGHT = "lion_wave", 200, 200
HEAD = struct.Struct("<II")


@pytest.fixture
def art(tmp_path: Path) -> Art:
    pygame.display.init()
    pygame.display.set_mode((320, 180))
    return Art((4000, 4000), tmp_path)


def pixels(folder: Path) -> bytes:
    return pygame.image.tobytes(Art((4000, 4000), folder).picture(NAME, WIDTH, HEIGHT), "RGBA")


def test_rubbish_in_the_cache_is_drawn_anew(art: Art, tmp_path: Path) -> None:
    fresh = pixels(tmp_path)
    (kept,) = tmp_path.iterdir()
    good, rng = kept.read_bytes(), Random(3)
    size = len(good) - HEAD.size
    spoilt = [b"", good[:3], good[:-1], good + b"\0", rng.randbytes(200), rng.randbytes(len(good))]
    spoilt += [rng.randbytes(8) + good[8:] for _ in range(20)]
    spoilt += [HEAD.pack(width, size // 4 // width) + good[8:] for width in (1, 100, 400)]
    for content in spoilt:
        kept.write_bytes(content)
        assert pixels(tmp_path) == fresh or content[:8] == good[:8], content[:8]


def test_a_cache_that_is_no_folder_is_no_trouble(tmp_path: Path, art: Art) -> None:
    (tmp_path / "file").write_text("")
    assert pixels(tmp_path / "file" / "art") == pixels(tmp_path / "art")
