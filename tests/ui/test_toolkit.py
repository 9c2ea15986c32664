"""The toolkit: dirty boxes, gestures, motions, text."""

from __future__ import annotations

from random import Random

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygame import Rect, Surface

from game import display
from game.packs.check import drawable
from game.packs.library import Library
from game.ui import motion, text, theme
from game.ui.canvas import Canvas, merged
from game.ui.pointer import Gesture, Move, Pointer
from game.ui.stage import Stage

boxes = st.lists(
    st.builds(Rect, st.integers(0, 90), st.integers(0, 90), st.integers(1, 40), st.integers(1, 40)), max_size=30
)


@given(boxes)
def test_merged_boxes_cover_the_same_at_little_more_cost(rects: list[Rect]) -> None:
    bounds = Rect(0, 0, 130, 130)
    found = merged(rects, bounds)
    assert all(any(box.contains(rect) for box in found) for rect in rects)
    assert len(found) <= len(rects)
    assert sum(box.width * box.height for box in found) <= 1.2 ** len(rects) * sum(
        rect.width * rect.height for rect in rects
    )


def test_dirty_drawing_equals_drawing_all_anew() -> None:
    display.prepare(True)
    screen = display.open_window((320, 180), False)
    canvas, rng = Canvas(screen), Random(4)
    canvas.backdrop.fill(theme.GRASS_BASE)
    canvas.touch(screen.get_rect())
    sprites = []
    for n in range(12):
        surface = Surface((40, 30), pygame.SRCALPHA) if n % 4 else Surface((120, 60))
        surface.fill((n * 10, 100, 60, 120))
        sprites.append(canvas.add(surface, rng.randrange(280), rng.randrange(150), z=n % 3))
    for _ in range(60):
        canvas.paint()
        chosen = rng.choice(sprites)
        chosen.move(rng.uniform(-20, 320), rng.uniform(-20, 180))
        rng.choice(sprites).fade(rng.randrange(256))
        if rng.random() < 0.2:
            rng.choice(sprites).hide()
    canvas.paint()
    dirty = pygame.image.tobytes(screen, "RGB")
    canvas.touch(screen.get_rect())
    canvas.paint()
    assert pygame.image.tobytes(screen, "RGB") == dirty


def event(kind: int, **values: object) -> pygame.event.Event:
    return pygame.event.Event(kind, **values)  # type: ignore[arg-type]


def finger(kind: int, finger_id: int = 1, x: float = 0.5, y: float = 0.5) -> pygame.event.Event:
    return event(kind, finger_id=finger_id, touch_id=1, x=x, y=y)


def test_a_touch_and_its_mouse_echo_are_one_gesture() -> None:
    pointer = Pointer((200, 100))
    assert pointer.read(finger(pygame.FINGERDOWN), 0) == Gesture(Move.PRESS, (100, 50))
    assert pointer.read(event(pygame.MOUSEBUTTONDOWN, pos=(100, 50), button=1, touch=True), 1) is None
    assert pointer.read(event(pygame.MOUSEBUTTONDOWN, pos=(101, 50), button=1, touch=False), 20) is None
    assert pointer.read(finger(pygame.FINGERUP), 60) == Gesture(Move.RELEASE, (100, 50))
    assert pointer.read(event(pygame.MOUSEBUTTONUP, pos=(101, 50), button=1, touch=False), 70) is None


def test_ten_fingers_are_one_press_and_a_lost_one_lets_go() -> None:
    pointer = Pointer((200, 100))
    presses = [pointer.read(finger(pygame.FINGERDOWN, n), n) for n in range(10)]
    assert sum(press is not None for press in presses) == 1
    assert pointer.lost(1500) is None
    lost = pointer.lost(2600)
    assert lost is not None and lost.move == Move.CANCEL
    assert pointer.read(finger(pygame.FINGERDOWN, 3), 2700) is not None


def test_motions_end_where_they_should() -> None:
    motions, seen, done = motion.Motions(), [], []
    motions.play(100, seen.append, motion.out_back(), delay_ms=50, done=lambda: done.append(1))
    for now in range(0, 200, 10):
        motions.tick(now)
    assert seen[0] == 0.0 and seen[-1] == 1.0 and done == [1] and not motions.is_moving


def test_reduced_motion_is_at_its_end_at_once() -> None:
    motions, seen = motion.Motions(reduced=True), []
    motions.play(100, seen.append)
    assert seen == [1.0] and not motions.is_moving


@pytest.mark.parametrize(
    "ease",
    [
        motion.linear,
        motion.out_quad,
        motion.out_cubic,
        motion.out_quart,
        motion.in_out,
        motion.out_elastic,
        motion.out_back(),
    ],
)
def test_easings_begin_at_zero_and_end_at_one(ease: motion.Ease) -> None:
    assert ease(0.0) == pytest.approx(0.0, abs=0.01) and ease(1.0) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    "hostile", ["\x00", "\u200b", "a\ud800b", "\t", "{0.__class__}", "%s", "́" * 50, "\u202e码", "字" * 3000]
)
def test_hostile_text_is_drawn_or_dropped_but_never_raises(hostile: str) -> None:
    display.prepare(True)
    display.open_window((320, 180), False)
    found = text.fitted(hostile, theme.BODY, 1.0, 300, 200)
    found.draw(Surface((300, 200), pygame.SRCALPHA), 0, 0, theme.INK)


def test_every_character_of_packs_and_words_is_in_the_font(library: Library) -> None:
    import json
    from pathlib import Path

    from game.words import WORDS

    shown = "".join("".join(json.loads(Path(path).read_text("utf-8")).values()) for path in WORDS.glob("*.json"))
    for pool in library.pools.values():
        shown += "".join(question.stem + question.rationale + question.hint for question in pool)
    assert not set(shown) - drawable()


@pytest.mark.parametrize(
    "size", [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920), (1024, 768), (2560, 1080), (720, 1280)]
)
def test_the_stage_fits_every_window(size: tuple[int, int]) -> None:
    stage = Stage(size)
    whole = stage.rect(0, 0, *stage.units)
    assert Rect(0, 0, *size).contains(whole)
    assert whole.width == size[0] or whole.height == size[1]
