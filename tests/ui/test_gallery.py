"""Pictures that staff put into a folder: good ones are shown in turn, anything else is passed over and logged."""

from __future__ import annotations

import contextlib
import logging
import struct
import threading
import zlib
from pathlib import Path
from random import Random

import pygame
import pytest
from pygame import Surface

from game import display
from game.ui import gallery
from game.ui.gallery import Gallery, PictureError, mounted, read_picture, size_of

ROOM = (320, 180)


@pytest.fixture(autouse=True)
def screen() -> Surface:
    display.prepare(True)
    return display.open_window((320, 200), False)


def picture(path: Path, size: tuple[int, int] = (60, 40), colour: str = "red") -> Path:
    made = Surface(size)
    made.fill(colour)
    pygame.image.save(made, str(path))
    return path


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return gallery.PNG + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def next_of(shown: Gallery) -> Surface | None:
    shown.ask(ROOM)
    for thread in threading.enumerate():
        if thread.name == "gallery":
            thread.join(20)
    return shown.take()


@pytest.mark.parametrize("suffix", ["png", "jpg", "jpeg"])
@pytest.mark.parametrize("size", [(1, 1), (60, 40), (33, 257)])
def test_the_header_tells_the_size(tmp_path: Path, suffix: str, size: tuple[int, int]) -> None:
    made = picture(tmp_path / f"a.{suffix}", size)
    assert size_of(made.read_bytes()) == size
    assert read_picture(made).get_size() == size


def test_what_is_no_picture_is_refused_before_it_is_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(*_: object) -> Surface:
        raise AssertionError("decoded")

    hostile = {
        "empty.png": b"",
        "gif.png": b"GIF89a" + bytes(40),
        "svg.jpg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "cut.png": gallery.PNG,
        "cut.jpg": gallery.JPEG,
        "endless.jpg": gallery.JPEG + b"\xff" * 5000,
        "zero-length.jpg": gallery.JPEG + b"\xff\xe0\x00\x00" * 40,
        "bomb.png": png_header(100_000, 100_000),
        "wide.png": png_header(4096, 4097),
        "none.png": png_header(0, 40),
        "heavy.png": png_header(10, 10) + bytes(gallery.MOST_BYTES),
    }
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.png").mkdir()
    monkeypatch.setattr(pygame.image, "load", decode)
    for name in [*hostile, "folder.png"]:
        with pytest.raises(PictureError):
            read_picture(tmp_path / name)


def test_flipped_bits_are_shown_or_refused_but_never_more(tmp_path: Path) -> None:
    rng = Random(3)
    for suffix in ("png", "jpg"):
        good = picture(tmp_path / f"good.{suffix}", (40, 30)).read_bytes()
        for _ in range(150):
            spoilt = bytearray(good)
            for _ in range(rng.randrange(1, 9)):
                spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
            path = tmp_path / f"spoilt.{suffix}"
            path.write_bytes(bytes(spoilt[: rng.randrange(1, len(spoilt) + 1)]))
            with contextlib.suppress(PictureError):
                assert read_picture(path).get_width() > 0


@pytest.mark.parametrize("size", [(320, 180), (60, 40), (40, 400), (4000, 10), (1, 3000)])
def test_a_picture_of_any_shape_fills_the_glass(size: tuple[int, int]) -> None:
    made = Surface(size, depth=24)
    made.fill("red")
    shown = mounted(made, ROOM)
    assert shown.get_size() == ROOM
    red, green, blue = shown.get_at((160, 90))[:3]
    assert red > 240 and green == blue == 0


def test_the_surroundings_are_a_darker_echo_of_the_picture() -> None:
    made = Surface((90, 180), depth=24)
    made.fill((200, 100, 50))
    edge = mounted(made, ROOM).get_at((4, 90))
    assert 0 < edge[0] < 200 and edge[0] > edge[1] > edge[2]


def test_what_is_see_through_shows_paper(tmp_path: Path) -> None:
    pygame.image.save(Surface((20, 20), pygame.SRCALPHA), str(tmp_path / "clear.png"))
    assert read_picture(tmp_path / "clear.png").get_at((10, 10))[:3] == (255, 255, 255)


def test_pictures_come_in_turn_and_the_folder_is_read_anew_each_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    picture(tmp_path / "a.png", colour="red")
    picture(tmp_path / "c.JPG".lower(), colour="blue")
    (tmp_path / "b.png").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("no picture either")
    shown = Gallery(tmp_path)

    def strongest() -> int:
        made = next_of(shown)
        assert made is not None
        bands = made.get_at((160, 90))[:3]
        return bands.index(max(bands))

    with caplog.at_level(logging.WARNING):
        assert [strongest() for _ in range(3)] == [0, 2, 0]
    assert [record.getMessage() for record in caplog.records] == ["picture b.png is not shown: neither PNG nor JPEG"]
    picture(tmp_path / "b.png", colour="green")
    assert strongest() == 1
    for path in tmp_path.iterdir():
        path.unlink()
    assert next_of(shown) is None


def test_no_folder_is_no_trouble(tmp_path: Path) -> None:
    assert next_of(Gallery()) is None
    assert next_of(Gallery(tmp_path / "missing")) is None
    assert next_of(Gallery(picture(tmp_path / "file.png"))) is None


def test_a_folder_that_hangs_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, threads = threading.Event(), threading.active_count()
    monkeypatch.setattr(Gallery, "_next", lambda *_: gate.wait(20) and None)
    shown = Gallery(tmp_path)
    for _ in range(5):
        shown.ask(ROOM)
    assert not shown.is_ready and threading.active_count() == threads + 1
    gate.set()


def test_a_dropped_picture_is_held_nowhere(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    shown = Gallery(tmp_path)
    shown.ask(ROOM)
    shown.drop()
    for thread in threading.enumerate():
        if thread.name == "gallery":
            thread.join(20)
    assert not shown.is_ready and shown.take() is None
