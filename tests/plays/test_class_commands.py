"""The long checks of a class, a little of each."""

from __future__ import annotations

from random import Random

from game.classroom.server import frames
from game.classroom.server.frames import FrameError
from tests.plays.class_hostile import forged, is_real
from tests.plays.class_interleavings import trial


def test_whatever_order_the_messages_come_in_the_last_legal_answer_counts() -> None:
    rng = Random(5)
    assert [wrong for _ in range(400) for wrong in trial(rng)] == []


def test_nothing_forged_is_read_as_a_frame() -> None:
    rng = Random(6)
    for text in (forged(rng) for _ in range(5_000)):
        try:
            frames.read(text, frames.PLAYER)
        except FrameError:
            continue
        assert is_real(text), text
