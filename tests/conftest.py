"""No test opens a real window or a sound device, but the ones in `tests/window`, which start their own process."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.packs.library import Library, load_library
from game.start import QUESTIONS
from tests.pilot import Pilot


@pytest.fixture(scope="session")
def library() -> Library:
    """The game's own packs."""
    return load_library(QUESTIONS)


@pytest.fixture
def pilot(tmp_path: Path) -> Iterator[Callable[..., Pilot]]:
    """Makes a pilot: the whole game, headless, in a folder of its own."""
    made: list[Pilot] = []

    def make(size: tuple[int, int] = (1280, 720), **options: object) -> Pilot:
        made.append(Pilot(tmp_path / "data", size, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="paint the golden pictures anew")
