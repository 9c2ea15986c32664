"""Pictures of every question and card of a pack, for a review without a window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pygame

from game.rules.question import Answer, Question
from game.tools.demo import SteppingClock
from game.tools.preview import rehearsal
from game.tools.preview.window import Preview

MOST_FRAMES = 600


def take_shots(preview: Preview, clock: SteppingClock, folder: Path, only: str = "") -> list[str]:
    """Each item as it is asked, answered right and answered wrong; the problems first, where there are any. The files' names."""
    folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []

    def shoot(name: str) -> None:
        _settle(preview, clock)
        pygame.image.save(preview.window, str(folder / name))
        names.append(name)

    if preview.reel.problems:
        preview.shows_problems = True
        preview.show()
        shoot("000-problems.png")
        preview.shows_problems = False
    for place, frame in enumerate(preview.reel.frames):
        item = frame.item
        if only and item.id != only:
            continue
        preview.place = place
        # An id is a pack's word, and no path.
        stem = f"{place + 1:03d}-{re.sub(r'[^0-9A-Za-z_-]', '_', item.id)[:60]}"
        preview.show()
        shoot(f"{stem}-{'asked' if isinstance(item, Question) else 'card'}.png")
        if isinstance(item, Question):
            for name, answer in zip(("right", "wrong"), rehearsal.answers(preview.session), strict=True):
                preview.show()
                _settle(preview, clock)
                _give(preview, clock, answer)
                shoot(f"{stem}-{name}.png")
    return names


def _settle(preview: Preview, clock: SteppingClock) -> None:
    for _ in range(MOST_FRAMES):
        clock.step()
        preview.frame()
        if preview.is_settled:
            return


def _give(preview: Preview, clock: SteppingClock, answer: Answer) -> None:
    """The answer is chosen target by target and confirmed, as a finger would."""
    for name in _taps(preview, answer):
        target = preview.scene.find(name)
        if target is not None:
            target.act()
            _settle(preview, clock)


def _taps(preview: Preview, answer: Answer) -> Iterator[str]:
    scene = preview.scene
    yield from scene.taps(answer)  # type: ignore[attr-defined]
    yield "confirm"
